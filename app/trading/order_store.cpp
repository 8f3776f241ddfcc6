// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_store.h"

#include "app/time/timestamp.h"
#include "app/trading/order_merge.h"
#include "app/trading/order_steps.h"
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

/// Takes the lists out of an order for its life: they are not worth copying and comparing at every message.
class ListsAside
{
public:
    explicit ListsAside(Order &order) noexcept : m_order{order} { swap(); }
    ListsAside(const ListsAside &) = delete;
    ListsAside &operator=(const ListsAside &) = delete;
    ~ListsAside() { swap(); }

private:
    void swap() noexcept
    {
        m_fills.swap(m_order.fills);
        m_timeline.swap(m_order.timeline);
    }

    Order &m_order;
    std::vector<Fill> m_fills;
    OrderTimeline m_timeline;
};

/// What an order was, for a comparison.
Order withoutLists(Order &order)
{
    const ListsAside aside{order};
    return order;
}

/// @p before has no lists; those of @p order are left out.
bool differs(const Order &before, Order &order)
{
    const ListsAside aside{order};
    return !(before == order);
}

/// What a message says of itself, in its own words.
template <typename Message>
void quote(OrderStep &step, const Message &message)
{
    step.serverTime = fromWire(message.time());
    step.exchangeTime = fromWire(message.exchange_time());
    step.change = static_cast<OrderChange>(message.change());
    step.status = static_cast<OrderStatus>(message.status());
    step.pending = static_cast<ResponsePending>(message.response_pending());
    step.detail = message.status_detail();
    step.sequence = message.sequence_order();
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
    Order &order = at(row);
    const Order before = added ? Order{} : withoutLists(order);
    MergeResult result = merge(order, message, historical);
    bool hasStep = false;
    if (result.outcome == MergeOutcome::BadPrice) {
        if (!order.unknown && (added || order.isActive()))
            makeUnknown(row);
        emit messageRejected(ids.order, QStringLiteral("an order message with a price that does not parse"));
    } else {
        hasStep = noteTold(order, before, message, result.outcome == MergeOutcome::Late);
    }
    if (result.bust)
        order.tradeBusted = true;
    finishRow(row, before, {.isNew = added, .isNamed = isNamed, .isHistorical = historical, .hasStep = hasStep});
    if (order.side != before.side || order.market != before.market || order.account != before.account)
        refreshFills(row);
    for (Fill &fill : result.fills)
        addFill(row, std::move(fill));
    if (!result.bustedTradeId.empty()) {
        Fill bust;
        bust.exchangeTradeId = result.bustedTradeId;
        bust.time = fromWire(message.time());
        bust.exchangeTime = fromWire(message.exchange_time());
        bust.historical = historical;
        bustFills(row, bust);
    }
    if (result.bust && !historical)
        emit tradeBusted(order.id);
    if (isNamed)
        emit named(order.id, ids.tag);
}

/// Adds what @p message says of @p order to its timeline; false when it tells it again. A leg's fill is no step.
template <typename Message>
bool OrderStore::noteTold(Order &order, const Order &before, const Message &message, bool isLate)
{
    const auto change = static_cast<OrderChange>(message.change());
    if constexpr (std::is_same_v<Message, orderrouting::OrderUpdateTradeLeg>) {
        if (change != OrderChange::TradeBusted)
            return false;
    }
    const SteadyTime heard = m_arrival.value_or(m_clock.steadyNow());
    const bool isResolved = before.unknown && !order.unknown;
    if (isResolved)
        addStep(order.timeline, stepAt(heard, OrderStage::Resolved));
    OrderStep step = stepAt(heard, OrderStage::Told);
    quote(step, message);
    if (isToldAgain(order.timeline, step))
        return isResolved;
    const StageBefore stood{before.status, before.pending, before.activationType};
    if (!isLate) {
        if (wasActivated(stood, order))
            addStep(order.timeline, stepAt(heard, OrderStage::Activated));
        step.stage = stageOf(change, stood, order);
    }
    addStep(order.timeline, std::move(step));
    return true;
}

/// The row of @p ids; a new one when the server names an order for the first time (t4-protocol.md e.6). A submission
/// of this program becomes that order by its tag.
OrderStore::Row OrderStore::rowFor(const Ids &ids)
{
    Indexes &indexes = *m_indexes;
    Row found;
    int &row = found.row;
    if (const auto known = indexes.byId.find(ids.order); known != indexes.byId.end()) {
        row = known->second;
        if (!ids.tag.empty())
            supersede(ids.tag, ids.order);
    } else if (const auto sent = indexes.unnamedByTag.find(ids.tag);
               !ids.tag.empty() && sent != indexes.unnamedByTag.end()) {
        row = sent->second;
        indexes.unnamedByTag.erase(sent);
        indexes.byId.emplace(ids.order, row);
        at(row).id = ids.order;
        found.isNamed = true;
    } else {
        Order order;
        order.id = ids.order;
        row = appendOrder(std::move(order));
        indexes.byId.emplace(ids.order, row);
        found.isNew = true;
    }
    Order &order = at(row);
    if (!ids.account.isEmpty())
        order.account = ids.account;
    if (!ids.market.isEmpty())
        order.market = ids.market;
    if (const auto open = indexes.openSnapshots.find(order.account); open != indexes.openSnapshots.end())
        open->second.insert(row);
    return found;
}

int OrderStore::rowOf(const OrderId &id) const noexcept
{
    const auto found = m_indexes->byId.find(id);
    return found == m_indexes->byId.end() ? -1 : found->second;
}

int OrderStore::appendOrder(Order order)
{
    m_orders.push_back(std::move(order));
    return static_cast<int>(m_orders.size()) - 1;
}

/// Announces what changed of the row itself; its fills come after.
void OrderStore::finishRow(int row, const Order &before, News news)
{
    Order &order = at(row);
    markActive(row);
    const bool acknowledgedBefore = order.acknowledgedAfter.has_value();
    acknowledge(order);
    const bool changed = news.isNew || news.isNamed || news.hasStep || differs(before, order);
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
    if (at(row).isActive())
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
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_orders[static_cast<std::size_t>(row)];
}

std::vector<OrderId> OrderStore::activeOrders() const
{
    std::vector<OrderId> ids;
    for (const int row : m_indexes->active) {
        const Order &order = at(row);
        if (!order.id.isEmpty())
            ids.push_back(order.id);
    }
    return ids;
}

std::vector<std::string> OrderStore::unnamedTags() const
{
    std::vector<std::string> tags;
    for (const auto &[tag, row] : m_indexes->unnamedByTag) {
        if (at(row).isActive())
            tags.push_back(tag);
    }
    return tags;
}

} // namespace depthdeck
