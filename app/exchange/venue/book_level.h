// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/venue_listener.h"

#include <vector>

namespace depthdeck::exchange {

/// One aggregated level.
struct BookLevel
{
    Ticks price = 0;
    std::int32_t volume = 0;
    std::int32_t orders = 0;
    friend bool operator==(const BookLevel &, const BookLevel &) noexcept = default;
};

/// The visible state of a book, best first.
struct BookImage
{
    std::vector<BookLevel> bids;
    std::vector<BookLevel> offers;
    std::vector<BookLevel> impliedBids;
    std::vector<BookLevel> impliedOffers;
};

/// One order of a book as market-by-order shows it; an iceberg shows its visible lots.
struct BookOrder
{
    std::uint64_t exchangeOrderId = 0;
    Side side = Side::Buy;
    Ticks price = 0;
    std::int32_t volume = 0;
    OrderHandle handle = 0;     ///< 0: not a client's
    std::uint64_t priority = 0; ///< within a price the lower one is ahead
};

} // namespace depthdeck::exchange
