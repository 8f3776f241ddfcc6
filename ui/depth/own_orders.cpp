// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/depth/own_orders.h"

#include "app/trading/order_store.h"

#include <algorithm>

namespace depthdeck::ui {

namespace {

/// How much a state asks for attention: what is not simply resting comes first.
int urgency(OrderState state) noexcept
{
    switch (state) {
    case OrderState::Unknown:
        return 6;
    case OrderState::Sending:
    case OrderState::Pending:
        return 5;
    case OrderState::Pulling:
        return 4;
    case OrderState::Revising:
        return 3;
    case OrderState::PartFilled:
        return 2;
    case OrderState::Held:
        return 1;
    case OrderState::Working:
    case OrderState::Filled:
    case OrderState::Cancelled:
    case OrderState::CancelledPartFilled:
    case OrderState::Rejected:
        break;
    }
    return 0;
}

/// What is still open: the working volume once the server tells one, else what was asked for less what was filled.
Quantity openLots(const Order &order) noexcept
{
    if (!order.working.isZero())
        return order.working;
    return {std::max(0, order.current.volume.contracts - order.filled.contracts)};
}

OwnMark markOf(const Order &order)
{
    OwnMark mark;
    mark.side = *order.side;
    mark.waits = usesStopPrice(order.type) || order.type == OrderType::MarketIfTouched;
    mark.price = usesStopPrice(order.type) ? order.current.stop : order.current.limit;
    mark.state = order.state();
    mark.lots = openLots(order);
    mark.count = 1;
    if (!order.id.isEmpty())
        mark.orders.push_back(order.id);
    return mark;
}

void merge(OwnMark &into, const OwnMark &other)
{
    if (urgency(other.state) > urgency(into.state))
        into.state = other.state;
    into.lots = into.lots + other.lots;
    into.count += other.count;
    into.orders.insert(into.orders.end(), other.orders.begin(), other.orders.end());
}

bool standsBefore(const OwnMark &a, const OwnMark &b) noexcept
{
    if (a.side != b.side)
        return a.side == Side::Buy;
    if (a.price && b.price && *a.price != *b.price)
        return a.side == Side::Buy ? *a.price > *b.price : *a.price < *b.price;
    return a.price.has_value() && !b.price.has_value();
}

} // namespace

std::vector<OwnMark> ownMarks(const OrderStore &orders, const MarketId &market)
{
    std::vector<OwnMark> marks;
    for (const Order &order : orders.orders()) {
        // What a bracket's held child carries are differences, no prices: it is nowhere yet (t4-protocol.md e.3).
        if (order.market != market || !order.side || !order.isActive() || order.hasRawOffsets())
            continue;
        const OwnMark mark = markOf(order);
        const auto same = std::find_if(marks.begin(), marks.end(), [&](const OwnMark &other) {
            return other.side == mark.side && other.price == mark.price && other.waits == mark.waits;
        });
        if (same == marks.end())
            marks.push_back(mark);
        else
            merge(*same, mark);
    }
    std::stable_sort(marks.begin(), marks.end(), standsBefore);
    return marks;
}

std::optional<OwnRestingOrder> restingOrder(const Order &order)
{
    const bool rests = order.type == OrderType::Limit || order.type == OrderType::Join;
    if (!rests || !order.side || !order.current.limit || order.id.isEmpty() || !order.isActive() ||
        order.hasRawOffsets() || order.status != OrderStatus::Working || order.working.isZero() || order.unknown)
        return std::nullopt;
    OwnRestingOrder own;
    own.id = order.id;
    own.market = order.market;
    own.exchangeOrderId = order.exchangeOrderId;
    own.side = *order.side;
    own.price = *order.current.limit;
    own.working = order.working;
    own.shown = order.current.maxShow.contracts > 0 ? std::min(order.current.maxShow, order.working) : order.working;
    own.filled = order.filled;
    own.acceptedAt = order.exchangeTime ? order.exchangeTime : order.time;
    return own;
}

void placeInQueues(std::vector<OwnMark> &marks, const QueueTracker &queues)
{
    for (OwnMark &mark : marks) {
        mark.queue.reset();
        for (const OrderId &order : mark.orders) {
            const auto position = queues.position(order);
            if (position && (!mark.queue || position->lotsAhead < mark.queue->lotsAhead))
                mark.queue = position;
        }
    }
}

const OwnMark *findMark(const std::vector<OwnMark> &marks, Side side, Price price) noexcept
{
    const auto found = std::find_if(marks.begin(), marks.end(), [&](const OwnMark &mark) {
        return mark.side == side && mark.price == price && !mark.waits;
    });
    return found == marks.end() ? nullptr : &*found;
}

} // namespace depthdeck::ui
