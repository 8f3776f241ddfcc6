// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/queue_tracker.h"
#include "app/trading/order_terms.h"

#include <vector>

namespace depthdeck {
class OrderStore;
}

namespace depthdeck::ui {

/// An own order in the queue of its price.
struct OwnBookOrder
{
    OrderId id;
    Side side = Side::Buy;
    Price price;
    Quantity lots;
    OrderState state = OrderState::Working;
    std::optional<std::uint64_t> bookId;   ///< of the segment that is it; absent: not found by its id
    std::optional<QueuePosition> position; ///< exact with a bookId, else an estimate
    friend bool operator==(const OwnBookOrder &, const OwnBookOrder &) noexcept = default;
};

/// The own orders of @p market that rest, each with its place in @p book as far as @p queues knows it.
[[nodiscard]] std::vector<OwnBookOrder> ownBookOrders(const OrderStore &orders, const MarketId &market,
                                                      const OrderByOrderBook &book, const QueueTracker &queues);

} // namespace depthdeck::ui
