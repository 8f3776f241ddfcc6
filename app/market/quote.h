// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/price.h"
#include "app/market/quantity.h"
#include "app/market/side.h"
#include "app/market/wire_date.h"
#include "app/time/clock.h"

#include <cstdint>
#include <optional>

namespace depthdeck {

/// When a figure was taken, and for which trade date: each figure of a settlement message has its own.
struct FigureDate
{
    std::optional<WallTime> time;
    std::optional<WallTime> tradeDate;
    friend bool operator==(const FigureDate &, const FigureDate &) noexcept = default;
};

/// The last trade that came from a spread.
struct SpreadTrade
{
    std::optional<Price> price;
    Quantity volume;
    std::int64_t totalVolume = 0; ///< of the day at that price
    friend bool operator==(const SpreadTrade &, const SpreadTrade &) noexcept = default;
};

/// What a market told besides its book: last trade, day's range, settlement, limits. Absent means not told.
struct Quote
{
    std::optional<Price> last;
    Quantity lastVolume;
    BookSide lastAt = BookSide::Undefined;
    std::optional<WallTime> lastTime;
    bool lastDueToSpread = false;
    std::int64_t lastTotalVolume = 0; ///< done at the last price since the price changed (t4-protocol.md c.5)
    SpreadTrade spread;
    std::int64_t totalVolume = 0;
    std::int64_t tradeCount = 0;

    std::optional<Price> open;
    std::optional<Price> high;
    std::optional<Price> low;
    std::optional<WireDate> rangeDate; ///< the trade date of these three

    std::optional<Price> settlement;
    std::optional<WallTime> settlementTime;
    std::optional<WallTime> settlementTradeDate;
    std::optional<Price> heldSettlement; ///< preliminary, held back until released
    FigureDate heldSettlementDate;
    std::optional<Price> implied; ///< implied settlement
    std::optional<Price> heldImplied;
    std::optional<WallTime> impliedTime;
    std::optional<Price> vwap;
    FigureDate vwapDate;
    std::optional<std::int32_t> openInterest;
    FigureDate openInterestDate;
    std::optional<std::int32_t> clearedVolume;
    FigureDate clearedVolumeDate;

    std::optional<Price> limitHigh;
    std::optional<Price> limitLow;
    std::optional<WallTime> limitsTime;

    /// last - settlement; nullopt while either is unknown (t4-protocol.md c.6).
    [[nodiscard]] std::optional<Price> change() const noexcept
    {
        return last && settlement ? last->minus(*settlement) : std::nullopt;
    }
};

} // namespace depthdeck
