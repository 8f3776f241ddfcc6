// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/depth_book.h"
#include "app/market/quote.h"
#include "app/market/tick_table.h"
#include "app/trading/order_terms.h"

#include <optional>

namespace depthdeck::ui {

struct TicketPrices
{
    std::optional<Price> limit;
    std::optional<Price> stop;
};

/// The prices a ticket starts from. The limit joins the own side of the book, or without one the last trade, else the
/// settlement. The stop lies one tick beyond the other side, where it does not go off at once; the limit of a stop
/// limit is the same price, so that it can trade when it does.
[[nodiscard]] TicketPrices openingPrices(Side side, OrderType type, const DepthBook &book, const Quote &quote,
                                         const TickTable &ticks);

} // namespace depthdeck::ui
