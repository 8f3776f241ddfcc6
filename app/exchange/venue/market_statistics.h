// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/market_spec.h"
#include "app/market/market_mode.h"
#include "app/market/side.h"

namespace depthdeck::exchange {

/// Day figures of one market.
struct MarketStatistics
{
    MarketMode mode = MarketMode::Undefined;
    std::int32_t tradeDate = 0; ///< YYYYMMDD
    std::optional<Ticks> last;
    std::int32_t lastVolume = 0;
    std::int32_t lastTotalVolume = 0; ///< done at the current last price since it last changed
    BookSide lastAt = BookSide::Undefined;
    bool lastDueToSpread = false;
    WallTime lastTime{};
    std::int32_t totalVolume = 0;
    std::int32_t tradeCount = 0;
    std::optional<Ticks> open;
    std::optional<Ticks> high;
    std::optional<Ticks> low;
    std::optional<Price> settlement; ///< of the previous trade date until the day's own is set
    std::int32_t settlementDate = 0;
    WallTime settlementTime{};
    /// A preliminary settlement that is not released yet (t4-protocol.md c.6).
    std::optional<Price> heldSettlement;
    std::int32_t heldDate = 0;
    WallTime heldTime{};
    std::optional<Price> vwap;
    WallTime vwapTime{};
    std::int32_t openInterest = 0;
    std::int32_t clearedVolume = 0;
    std::optional<Ticks> limitHigh;
    std::optional<Ticks> limitLow;
};

} // namespace depthdeck::exchange
