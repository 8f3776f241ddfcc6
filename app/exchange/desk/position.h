// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/position_book.h"
#include "app/exchange/venue/market_spec.h"

#include <vector>

namespace depthdeck::exchange {

/// What a position in one market is valued with.
struct MarketPrices
{
    std::optional<Price> bid;
    std::optional<Price> offer;
    std::optional<Price> last;
    std::optional<Price> settlement;
};

/// A fill as a position keeps it for its trading day, so that it can be taken back.
struct BookedFill
{
    Side side = Side::Buy;
    std::int32_t volume = 0;
    Price price;
    friend bool operator==(const BookedFill &, const BookedFill &) noexcept = default;
};

/// One account's state in one market.
struct Position
{
    PositionBook total;         ///< against the prices paid
    PositionBook day;           ///< carried lots count from the settlement price they were carried at
    std::int32_t overnight = 0; ///< signed lots carried over
    Int128 overnightCost = 0;   ///< what they were carried at: price units times lots
    std::int32_t dayBuys = 0;
    std::int32_t daySells = 0;
    std::int32_t workingBuys = 0;
    std::int32_t workingSells = 0;
    Money fees;
    Money overnightUnrealised; ///< of the carried lots at the settlement they were carried at
    Money previousRealised;
    std::uint64_t version = 0; ///< raised by every change that a client sees
    PositionBook totalAtStart; ///< of the trading day
    PositionBook dayAtStart;
    std::vector<BookedFill> fills; ///< of the trading day, oldest first

    void book(const BookedFill &fill);
    /// Takes @p fill back as if it had never been. False when it is none of the day's.
    bool unbook(const BookedFill &fill);

    /// The largest absolute position if everything working on one side fills.
    [[nodiscard]] std::int32_t worstCase() const noexcept;
};

/// Profit and loss of one position (t4-protocol.md d.4).
struct PositionProfit
{
    bool hasData = false; ///< false: no price to value the open lots with
    Money upl;            ///< against the opposite best price, else last, else settlement
    Money uplTrade;       ///< against the last trade, else settlement
    Money rpl;
    Money dayUpl;
    Money dayUplTrade;
    Money dayRpl;
    friend bool operator==(const PositionProfit &, const PositionProfit &) noexcept = default;
};

[[nodiscard]] PositionProfit valued(const Position &position, Price pointValue, const MarketPrices &prices) noexcept;

/// Carries @p position into a new trading day at @p settlement (nullopt: no price, the day counts from cost).
void carryOver(Position &position, Price pointValue, std::optional<Price> settlement) noexcept;

} // namespace depthdeck::exchange
