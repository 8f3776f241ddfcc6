// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/submission_draft.h"

#include "app/trading/order_wire.h"

#include <algorithm>

namespace depthdeck {

namespace common = t4proto::v1::common;
namespace orderrouting = t4proto::v1::orderrouting;

namespace {

/// What both children of an exit share (t4-protocol.md e.3).
OrderDraft childOf(const SubmissionDraft &draft, const BracketExit &exit)
{
    const OrderDraft &entry = draft.orders.front();
    OrderDraft child;
    child.account = entry.account;
    child.market = entry.market;
    child.side = opposite(entry.side);
    child.timeInForce = draft.exitsTimeInForce;
    child.volume = hasExitVolumes(draft.link) ? exit.volume : Quantity{};
    child.activation.kind = ActivationKind::Hold;
    child.manual = entry.manual;
    return child;
}

/// Every order in the sequence of the wire, children with the prices that go out.
std::vector<OrderDraft> ordersOf(const SubmissionDraft &draft)
{
    std::vector<OrderDraft> orders = draft.orders;
    if (!isBracket(draft.link) || orders.empty())
        return orders;
    for (const BracketExit &exit : draft.exits) {
        if (exit.profit) {
            OrderDraft profit = childOf(draft, exit);
            profit.type = OrderType::Limit;
            profit.limit = exit.profit;
            orders.push_back(std::move(profit));
        }
        if (exit.stop) {
            OrderDraft stop = childOf(draft, exit);
            stop.type = OrderType::StopMarket;
            stop.stop = exit.stop;
            stop.trail = exit.trail;
            orders.push_back(std::move(stop));
        }
    }
    return orders;
}

} // namespace

std::size_t SubmissionDraft::wireOrderCount() const noexcept
{
    std::size_t count = orders.size();
    if (isBracket(link) && !orders.empty()) {
        for (const BracketExit &exit : exits)
            count += (exit.profit ? 1U : 0U) + (exit.stop ? 1U : 0U);
    }
    return count;
}

orderrouting::OrderSubmit toWire(const SubmissionDraft &draft, int decimals, const std::vector<std::string> &tags)
{
    orderrouting::OrderSubmit message;
    message.set_order_link(static_cast<common::OrderLink>(draft.link));
    if (draft.orders.empty())
        return message;
    message.set_account_id(draft.orders.front().account.text());
    message.set_market_id(draft.orders.front().market.text());
    message.set_manual_order_indicator(
        std::all_of(draft.orders.begin(), draft.orders.end(), [](const OrderDraft &order) { return order.manual; }));
    const std::vector<OrderDraft> orders = ordersOf(draft);
    for (std::size_t i = 0; i < orders.size(); ++i)
        writeOrder(orders[i], decimals, i < tags.size() ? tags[i] : std::string{}, *message.add_orders());
    return message;
}

orderrouting::OrderBatch orderBatchToWire(const BatchDraft &batch, const std::string &batchId,
                                          const std::vector<std::vector<std::string>> &tags,
                                          const std::function<int(const MarketId &)> &decimalsOf)
{
    orderrouting::OrderBatch message;
    message.set_batch_id(batchId);
    for (std::size_t i = 0; i < batch.submissions.size(); ++i) {
        const SubmissionDraft &submission = batch.submissions[i];
        const int decimals = submission.orders.empty() ? 0 : decimalsOf(submission.orders.front().market);
        *message.add_submissions() =
            toWire(submission, decimals, i < tags.size() ? tags[i] : std::vector<std::string>{});
    }
    return message;
}

std::vector<OrderDraft> wireOrders(const SubmissionDraft &draft)
{
    std::vector<OrderDraft> orders = ordersOf(draft);
    if (hasAbsoluteExits(draft.link))
        return orders;
    for (std::size_t i = draft.orders.size(); i < orders.size(); ++i) {
        orders[i].limit.reset();
        orders[i].stop.reset();
    }
    return orders;
}

} // namespace depthdeck
