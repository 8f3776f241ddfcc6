// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/depth_book.h"
#include "app/market/quote.h"
#include "app/trading/account.h"

#include <optional>
#include <vector>

namespace depthdeck {

class OrderStore;

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

/// One execution as a position sees it.
struct PositionFill
{
    Side side = Side::Buy;
    Quantity volume;
    Price price;
};

/// The fills of @p account that make its position in @p market, oldest first: those of orders in it, and those of
/// strategies' legs in it. Nothing of an order whose legs were told counts for the strategy's own market, nor what was
/// busted (t4-protocol.md e.7).
[[nodiscard]] std::vector<PositionFill> positionFills(const OrderStore &orders, const AccountId &account,
                                                      const MarketId &market);

/// Cash per increment: what turns price differences into money (t4-protocol.md a.8).
struct TickCash
{
    Price increment;
    Price value;
};

/// What this program makes of a position by average cost, exact: money in 1e-9 of the market's currency, ties to even.
struct OwnProfit
{
    Quantity net;
    std::optional<Price> averageOpen; ///< nullopt when flat
    Price realised;
    std::optional<Price> unrealised; ///< nullopt without a price to value it at
};

/// @p carried: the server's lots and their sum of price x lots from earlier days; @p fills the day's. Nullopt when the
/// carried lots have no price, on overflow, or when @p cash has no increment.
[[nodiscard]] std::optional<OwnProfit> ownProfit(const Position &carried, const std::vector<PositionFill> &fills,
                                                 std::optional<Price> valuation, const TickCash &cash);

enum class ProfitVerdict : std::uint8_t {
    NotComparable, ///< one of both is not known
    NetDiffers,    ///< other lots: fills of other programs or days are not all known here; money cannot agree
    Agrees,
    Differs ///< the same lots, but other money: to be looked into
};

/// The server's and this program's figures, side by side. The server's is the one that counts.
struct ProfitComparison
{
    ProfitVerdict verdict = ProfitVerdict::NotComparable;
    Quantity ownNet;
    Quantity serverNet;
    std::optional<double> ownRealised;
    std::optional<double> ownUnrealised;
    std::optional<double> serverRealised;
    std::optional<double> serverUnrealised; ///< against the last trade where told
    std::optional<double> difference;       ///< own - server's, of what both know
};

/// @p tolerance: how far both may be apart, in money. @p own nullopt: could not be calculated.
[[nodiscard]] ProfitComparison compareProfit(const Position &server, const std::optional<OwnProfit> &own,
                                             double tolerance);
/// What rounding and a few ticks between the server's newest valuation and this program's explain.
[[nodiscard]] double profitTolerance(Quantity net, const TickCash &cash) noexcept;

} // namespace depthdeck
