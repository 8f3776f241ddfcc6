// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/price.h"
#include "app/market/quantity.h"
#include "app/market/side.h"
#include "app/time/clock.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace depthdeck {

/// What one resting order gave to a trade.
struct OrderBookHit
{
    std::uint64_t order = 0;
    Quantity volume;
    BookSide side = BookSide::Undefined;
    friend bool operator==(const OrderBookHit &, const OrderBookHit &) noexcept = default;
};

/// A trade as the market-by-order feed tells it, with the resting orders it hit. The book is not changed by it: that
/// comes as updates (t4-protocol.md c.7).
struct OrderBookTrade
{
    Price price;
    Quantity volume;
    BookSide aggressor = BookSide::Undefined; ///< as received: its orientation is unsettled (t4-protocol.md j.10)
    std::uint64_t sequence = 0;
    std::optional<WallTime> time;
    std::vector<OrderBookHit> hits;
    friend bool operator==(const OrderBookTrade &, const OrderBookTrade &) noexcept = default;
};

} // namespace depthdeck
