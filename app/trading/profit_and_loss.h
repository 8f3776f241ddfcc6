// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/depth_book.h"
#include "app/market/quote.h"

#include <optional>

namespace depthdeck {

/// Against what an open position is valued (t4-protocol.md d.4).
enum class Valuation : std::uint8_t {
    OppositeBest, ///< upl: long at the best bid, short at the best offer, else the last trade, else the settlement
    LastTrade     ///< upl_trade: the last trade, else the settlement
};

/// The price a position of @p net would be valued at; nullopt for a flat one or when the market told none.
[[nodiscard]] std::optional<Price> valuationPrice(Valuation valuation, Quantity net, const DepthBook &book,
                                                  const Quote &quote) noexcept;

/// (valuation - average open) x net x point value, in cash of 1e-9, ties to even. A preview for checks only: what is
/// shown as profit always comes from the server. @p pointValue is cash per 1.0 of price. Nullopt on overflow.
[[nodiscard]] std::optional<Price> openProfit(Price averageOpen, Price valuation, Quantity net,
                                              Price pointValue) noexcept;

} // namespace depthdeck
