// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_store.h"

#include "app/trading/order_merge.h"
#include "app/trading/order_store_indexes.h"

#include <t4/v1/orderrouting/orderrouting.pb.h>

namespace depthdeck {

namespace orderrouting = t4proto::v1::orderrouting;

/// Who a message is about; what it leaves out comes from the enclosing multi.
struct OrderStore::Ids
{
    OrderId order;
    AccountId account;
    MarketId market;
    std::string tag;

    template <typename Message>
    [[nodiscard]] static Ids of(const Message &message, const orderrouting::OrderUpdateMulti *multi)
    {
        const std::string &account = message.account_id();
        const std::string &market = message.market_id();
        Ids ids{OrderId{message.unique_id()},
                AccountId{account.empty() && multi != nullptr ? multi->account_id() : account},
                MarketId{market.empty() && multi != nullptr ? multi->market_id() : market},
                {}};
        if constexpr (requires { message.tag(); })
            ids.tag = message.tag();
        return ids;
    }
};

OrderStore::OrderStore(const Clock &clock, QObject *parent)
    : QObject{parent},
      m_indexes{std::make_unique<Indexes>()},
      m_clock{clock}
{
}

OrderStore::~OrderStore() = default;

namespace {

/// What an order was, for a comparison: its fills are not worth copying.
Order withoutFills(Order &order)
{
    std::vector<Fill> fills;
    fills.swap(order.fills);
    Order copy = order;
    fills.swap(order.fills);
    return copy;
}

/// @p before has no fills; those of @p order are left out.
bool differs(const Order &before, Order &order)
{
    std::vector<Fill> fills;
    fills.swap(order.fills);
    const bool isDifferent = !(before == order);
    fills.swap(order.fills);
    return isDifferent;
}

} // namespace

// What the server tells

void OrderStore::applyMulti(const orderrouting::OrderUpdateMulti &message, bool snapshot)
{
    using Payload = orderrouting::OrderUpdateMultiMessage;
    const bool historical = snapshot || message.historical();
    for (const auto &update : message.updates()) {
        switch (update.payload_case()) {
        case Payload::kOrderUpdate:
            apply(update.order_update(), Ids::of(update.order_update(), &message), historical, mergeUpdate);
            break;
        case Payload::kOrderUpdateStatus:
            apply(update.order_update_status(), Ids::of(update.order_update_status(), &message), historical,
                  mergeStatus);
            break;
        case Payload::kOrderUpdateFailed:
            apply(update.order_update_failed(), Ids::of(update.order_update_failed(), &message), historical,
                  mergeFailed);
            break;
        case Payload::kOrderUpdateTrade:
            apply(update.order_update_trade(), Ids::of(update.order_update_trade(), &message), historical, mergeTrade);
            break;
        case Payload::kOrderUpdateTradeLeg:
            apply(update.order_update_trade_leg(), Ids::of(update.order_update_trade_leg(), &message), historical,
                  mergeTradeLeg);
            break;
        case Payload::PAYLOAD_NOT_SET: // newer than this build, to be ignored (t4-protocol.md a.2)
            break;
        }
    }
}

void OrderStore::applyUpdate(const orderrouting::OrderUpdate &message, bool historical)
{
    apply(message, Ids::of(message, nullptr), historical, mergeUpdate);
}

void OrderStore::applyStatus(const orderrouting::OrderUpdateStatus &message, bool historical)
{
    apply(message, Ids::of(message, nullptr), historical, mergeStatus);
}

void OrderStore::applyFailed(const orderrouting::OrderUpdateFailed &message, bool historical)
{
    apply(message, Ids::of(message, nullptr), historical, mergeFailed);
}

void OrderStore::applyTrade(const orderrouting::OrderUpdateTrade &message, bool historical)
{
    apply(message, Ids::of(message, nullptr), historical, mergeTrade);
}

void OrderStore::applyTradeLeg(const orderrouting::OrderUpdateTradeLeg &message, bool historical)
{
    apply(message, Ids::of(message, nullptr), historical, mergeTradeLeg);
}

template <typename Message, typename Merge>
void OrderStore::apply(const Message &message, const Ids &ids, bool historical, Merge merge)
{
    if (ids.order.isEmpty()) {
        emit messageRejected(ids.order, QStringLiteral("an order message without unique_id"));
        return;
    }
    const auto [row, added, isNamed] = rowFor(ids);
    Order &order = m_orders[static_cast<std::size_t>(row)];
    const Order before = added ? Order{} : withoutFills(order);
    MergeResult result = merge(order, message, historical);
    if (result.outcome == MergeOutcome::BadPrice) {
        order.unknown = order.unknown || added || order.isActive();
        emit messageRejected(ids.order, QStringLiteral("an order message with a price that does not parse"));
    }
    if (result.bust)
        order.tradeBusted = true;
    finishRow(row, before, {.isNew = added, .isNamed = isNamed, .isHistorical = historical});
    if (order.side != before.side || order.market != before.market || order.account != before.account)
        refreshFills(row);
    for (Fill &fill : result.fills)
        addFill(row, std::move(fill));
    if (!result.bustedTradeId.empty())
        bustFill(row, result.bustedTradeId);
    if (result.bust && !historical)
        emit tradeBusted(order.id);
    if (isNamed)
        emit named(order.id, ids.tag);
}

/// The row of @p ids; a new one when the server names an order for the first time (t4-protocol.md e.6). A submission
/// of this program becomes that order by its tag.
OrderStore::Row OrderStore::rowFor(const Ids &ids)
{
    Indexes &at = *m_indexes;
    Row found;
    int &row = found.row;
    if (const auto known = at.byId.find(ids.order); known != at.byId.end()) {
        row = known->second;
        if (!ids.tag.empty())
            supersede(ids.tag, ids.order);
    } else if (const auto sent = at.unnamedByTag.find(ids.tag); !ids.tag.empty() && sent != at.unnamedByTag.end()) {
        row = sent->second;
        at.unnamedByTag.erase(sent);
        at.byId.emplace(ids.order, row);
        m_orders[static_cast<std::size_t>(row)].id = ids.order;
        found.isNamed = true;
    } else {
        Order order;
        order.id = ids.order;
        row = appendOrder(std::move(order));
        at.byId.emplace(ids.order, row);
        found.isNew = true;
    }
    Order &order = m_orders[static_cast<std::size_t>(row)];
    if (!ids.account.isEmpty())
        order.account = ids.account;
    if (!ids.market.isEmpty())
        order.market = ids.market;
    if (const auto open = at.openSnapshots.find(order.account); open != at.openSnapshots.end())
        open->second.insert(row);
    return found;
}

int OrderStore::appendOrder(Order order)
{
    m_orders.push_back(std::move(order));
    return static_cast<int>(m_orders.size()) - 1;
}

/// The server named an order before it told the tag, and so it has a row already: the one made when sending is over.
void OrderStore::supersede(const std::string &tag, const OrderId &id)
{
    const auto sent = m_indexes->unnamedByTag.find(tag);
    if (sent == m_indexes->unnamedByTag.end())
        return;
    const int row = sent->second;
    m_indexes->unnamedByTag.erase(sent);
    Order &order = m_orders[static_cast<std::size_t>(row)];
    order.absence = OrderAbsence::Superseded;
    order.status = OrderStatus::Finished;
    order.pending = ResponsePending::None;
    order.unknown = false;
    markActive(row);
    emit orderChanged(row);
    emit named(id, tag);
}

/// Announces what changed of the row itself; its fills come after.
void OrderStore::finishRow(int row, const Order &before, News news)
{
    Order &order = m_orders[static_cast<std::size_t>(row)];
    markActive(row);
    const bool acknowledgedBefore = order.acknowledgedAfter.has_value();
    acknowledge(order);
    const bool changed = news.isNew || news.isNamed || differs(before, order);
    if (news.isNew)
        emit orderAdded(row);
    else if (changed)
        emit orderChanged(row);
    if (!acknowledgedBefore && order.acknowledgedAfter)
        emit acknowledged(row);
    const bool isTold =
        before.change != order.change || before.sequence != order.sequence || before.statusDetail != order.statusDetail;
    const bool becameRejected = order.status == OrderStatus::Rejected && before.status != OrderStatus::Rejected;
    if (changed && !news.isHistorical && (becameRejected || (isTold && isRefusal(order.change))))
        emit refused(order.id);
}

void OrderStore::markActive(int row)
{
    if (m_orders[static_cast<std::size_t>(row)].isActive())
        m_indexes->active.insert(row);
    else
        m_indexes->active.erase(row);
}

/// Measures, once, how long the exchange took to accept or refuse a submission of this program.
void OrderStore::acknowledge(Order &order)
{
    if (!order.sentAt || order.acknowledgedAfter || order.id.isEmpty())
        return;
    const bool waiting = order.status == OrderStatus::None ||
                         (order.status == OrderStatus::Working && order.pending == ResponsePending::Submission);
    if (waiting && !isRefusal(order.change))
        return;
    order.acknowledgedAfter = m_arrival.value_or(m_clock.steadyNow()) - *order.sentAt;
}

// What this program did

void OrderStore::noteSent(const OrderDraft &draft, const std::string &tag)
{
    Order order;
    order.tag = tag;
    order.account = draft.account;
    order.market = draft.market;
    order.side = draft.side;
    order.type = draft.type;
    order.timeInForce = draft.timeInForce;
    order.pending = ResponsePending::Submission;
    order.current.volume = draft.volume;
    order.current.maxShow = draft.maxShow.value_or(Quantity{});
    order.current.limit = usesLimitPrice(draft.type) ? draft.limit : std::nullopt;
    order.current.stop = usesStopPrice(draft.type) ? draft.stop : std::nullopt;
    order.requested = order.current;
    order.sentAt = m_clock.steadyNow();
    order.submitTime = m_clock.wallNow();
    const int row = appendOrder(std::move(order));
    m_indexes->unnamedByTag.emplace(tag, row);
    markActive(row);
    emit orderAdded(row);
}

void OrderStore::noteHandedOver(const std::string &tag, SteadyTime time)
{
    const auto sent = m_indexes->unnamedByTag.find(tag);
    if (sent != m_indexes->unnamedByTag.end())
        m_orders[static_cast<std::size_t>(sent->second)].sentAt = time;
}

void OrderStore::noteNotSent(const std::string &tag)
{
    const auto sent = m_indexes->unnamedByTag.find(tag);
    if (sent == m_indexes->unnamedByTag.end())
        return;
    const int row = sent->second;
    m_indexes->unnamedByTag.erase(sent);
    Order &order = m_orders[static_cast<std::size_t>(row)];
    order.absence = OrderAbsence::NotSent;
    order.status = OrderStatus::Rejected;
    order.pending = ResponsePending::None;
    order.unknown = false;
    markActive(row);
    emit orderChanged(row);
}

void OrderStore::clear()
{
    m_orders.clear();
    m_fills.clear();
    *m_indexes = {};
    emit storeReset();
}

// What others read

const Order *OrderStore::find(const OrderId &id) const noexcept
{
    const auto found = m_indexes->byId.find(id);
    return found == m_indexes->byId.end() ? nullptr : &m_orders[static_cast<std::size_t>(found->second)];
}

std::vector<OrderId> OrderStore::activeOrders() const
{
    std::vector<OrderId> ids;
    for (const int row : m_indexes->active) {
        const Order &order = m_orders[static_cast<std::size_t>(row)];
        if (!order.id.isEmpty())
            ids.push_back(order.id);
    }
    return ids;
}

std::vector<std::string> OrderStore::unnamedTags() const
{
    std::vector<std::string> tags;
    for (const auto &[tag, row] : m_indexes->unnamedByTag) {
        if (m_orders[static_cast<std::size_t>(row)].isActive())
            tags.push_back(tag);
    }
    return tags;
}

} // namespace depthdeck
