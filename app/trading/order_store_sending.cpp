// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_steps.h"
#include "app/trading/order_store_indexes.h"

// What this program sends, and the steps it knows of itself (t4-protocol.md e.1).
namespace depthdeck {

namespace {

bool hasStage(const Order &order, OrderStage stage) noexcept
{
    for (const OrderStep &step : order.timeline) {
        if (step.stage == stage)
            return true;
    }
    return false;
}

Order sendingOrder(const OrderDraft &draft, OrderLink link, const std::string &tag)
{
    const bool leftToServer = draft.type == OrderType::Flatten && draft.flattenAll;
    Order order;
    order.tag = tag;
    order.account = draft.account;
    order.market = draft.market;
    if (!leftToServer)
        order.side = draft.side;
    order.type = draft.type;
    order.timeInForce = draft.timeInForce;
    order.pending = ResponsePending::Submission;
    order.link = link;
    order.activationType = static_cast<std::int32_t>(draft.activation.kind);
    if (!draft.activation.isDefault())
        order.askedActivation = draft.activation;
    order.current.volume = leftToServer ? Quantity{} : draft.volume;
    order.current.maxShow = draft.maxShow.value_or(Quantity{});
    order.current.limit = usesLimitPrice(draft.type) ? draft.limit : std::nullopt;
    order.current.stop = usesStopPrice(draft.type) ? draft.stop : std::nullopt;
    order.requested = order.current;
    order.trail = mayTrail(draft.type) ? draft.trail : std::nullopt;
    order.maxVolume = draft.maxVolume.value_or(Quantity{});
    return order;
}

} // namespace

OrderStep OrderStore::stepAt(SteadyTime moment, OrderStage stage) const
{
    OrderStep step;
    step.stage = stage;
    step.steadyAt = moment;
    step.at = m_clock.wallNow() - (m_clock.steadyNow() - moment);
    return step;
}

void OrderStore::noteStep(int row, OrderStage stage, std::optional<SteadyTime> moment)
{
    addStep(at(row).timeline, stepAt(moment.value_or(m_clock.steadyNow()), stage));
}

void OrderStore::noteSent(const OrderDraft &draft, const std::string &tag)
{
    appendSending(draft, OrderLink::None, tag);
}

void OrderStore::noteSent(const SubmissionDraft &draft, const std::vector<std::string> &tags)
{
    const std::vector<OrderDraft> orders = wireOrders(draft);
    for (std::size_t i = 0; i < orders.size() && i < tags.size(); ++i)
        appendSending(orders[i], draft.link, tags[i]);
}

void OrderStore::appendSending(const OrderDraft &draft, OrderLink link, const std::string &tag)
{
    Order order = sendingOrder(draft, link, tag);
    order.sentAt = m_clock.steadyNow();
    order.submitTime = m_clock.wallNow();
    const int row = appendOrder(std::move(order));
    m_indexes->unnamedByTag.emplace(tag, row);
    m_indexes->ownByTag.emplace(tag, row);
    noteStep(row, OrderStage::Intended);
    markActive(row);
    emit orderAdded(row);
}

void OrderStore::noteRecorded(const std::string &tag)
{
    const auto own = m_indexes->ownByTag.find(tag);
    if (own == m_indexes->ownByTag.end() || hasStage(at(own->second), OrderStage::Recorded))
        return;
    noteStep(own->second, OrderStage::Recorded);
    emit orderChanged(own->second);
}

void OrderStore::noteHandedOver(const std::string &tag, SteadyTime time)
{
    const auto own = m_indexes->ownByTag.find(tag);
    if (own == m_indexes->ownByTag.end() || hasStage(at(own->second), OrderStage::Sent))
        return;
    if (m_indexes->unnamedByTag.contains(tag))
        at(own->second).sentAt = time;
    noteStep(own->second, OrderStage::Sent, time);
    emit orderChanged(own->second);
}

void OrderStore::noteNotSent(const std::string &tag)
{
    const auto sent = m_indexes->unnamedByTag.find(tag);
    if (sent == m_indexes->unnamedByTag.end())
        return;
    const int row = sent->second;
    m_indexes->unnamedByTag.erase(sent);
    Order &order = at(row);
    order.absence = OrderAbsence::NotSent;
    order.status = OrderStatus::Rejected;
    order.pending = ResponsePending::None;
    order.unknown = false;
    noteStep(row, OrderStage::NotSent);
    markActive(row);
    emit orderChanged(row);
}

void OrderStore::noteRevisionSent(const OrderId &id, const OrderRevision &revision)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    if (revision.activation)
        at(row).askedActivation = revision.activation;
    noteStep(row, OrderStage::Revising);
    emit orderChanged(row);
}

void OrderStore::notePullSent(const OrderId &id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    noteStep(row, OrderStage::Pulling);
    emit orderChanged(row);
}

/// The server named an order before it told the tag, and so it has a row already: the one made when sending is over.
/// What happened to it here belongs to the order now.
void OrderStore::supersede(const std::string &tag, const OrderId &id)
{
    const auto sent = m_indexes->unnamedByTag.find(tag);
    if (sent == m_indexes->unnamedByTag.end())
        return;
    const int row = sent->second;
    const int heir = rowOf(id);
    m_indexes->unnamedByTag.erase(sent);
    m_indexes->ownByTag[tag] = heir;
    Order &order = at(row);
    for (const OrderStep &step : order.timeline)
        addStep(at(heir).timeline, step);
    order.absence = OrderAbsence::Superseded;
    order.status = OrderStatus::Finished;
    order.pending = ResponsePending::None;
    order.unknown = false;
    markActive(row);
    emit orderChanged(row);
    emit named(id, tag);
}

InFlight OrderStore::inFlight(const AccountId &account, const MarketId &market) const
{
    constexpr auto heldChild = static_cast<std::int32_t>(ActivationKind::Hold);
    InFlight lots;
    for (const int row : m_indexes->active) {
        const Order &order = at(row);
        const bool isAnswered = order.status == OrderStatus::Held || order.everWorked ||
                                (order.status == OrderStatus::Working && order.pending != ResponsePending::Submission);
        if (isAnswered || order.account != account || order.market != market || !order.side ||
            order.activationType == heldChild)
            continue;
        Quantity &side = *order.side == Side::Buy ? lots.buys : lots.sells;
        side = side + (order.current.volume - order.filled);
    }
    return lots;
}

} // namespace depthdeck
