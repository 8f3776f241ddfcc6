// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "app/market/price.h"
#include "app/market/quantity.h"
#include "app/market/queue_tracker.h"
#include "app/market/side.h"
#include "app/trading/order_terms.h"

#include <optional>
#include <vector>

namespace depthdeck {
class OrderStore;
struct Order;
} // namespace depthdeck

namespace depthdeck::ui {

/// The own orders of one side that stand at one price, as one mark.
struct OwnMark
{
    Side side = Side::Buy;
    std::optional<Price> price; ///< absent: a market order on its way
    bool waits = false;         ///< for the market to touch its price: not in the book, so not beside a level
    OrderState state = OrderState::Working; ///< of the order that asks most for attention
    Quantity lots;                          ///< open lots of all of them
    std::vector<OrderId> orders;            ///< those that can be pulled: the server has named them
    int count = 0;                          ///< of all orders, named or not
    std::optional<QueuePosition> queue;     ///< of the one nearest to the front, as far as known
    friend bool operator==(const OwnMark &, const OwnMark &) noexcept = default;
};

/// What the queue tracker has to know of an order; nullopt for one that rests in no queue: it is not at the exchange,
/// waits for its price to be touched, or its price is none (t4-protocol.md e.3).
[[nodiscard]] std::optional<OwnRestingOrder> restingOrder(const Order &order);

/// Gives each mark the place of its front-most order.
void placeInQueues(std::vector<OwnMark> &marks, const QueueTracker &queues);

/// The marks of all active orders in @p market: buys before sells, best price first.
[[nodiscard]] std::vector<OwnMark> ownMarks(const OrderStore &orders, const MarketId &market);

/// The mark of a resting limit order at @p price; nullptr when there is none.
[[nodiscard]] const OwnMark *findMark(const std::vector<OwnMark> &marks, Side side, Price price) noexcept;

} // namespace depthdeck::ui
