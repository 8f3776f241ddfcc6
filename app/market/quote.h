// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/price.h"
#include "app/market/quantity.h"
#include "app/market/side.h"
#include "app/time/clock.h"

#include <cstdint>
#include <optional>

namespace depthdeck {

/// What a market told besides its book: last trade, day's range, settlement, limits. Absent means not told.
struct Quote
{
    std::optional<Price> last;
    Quantity lastVolume;
    BookSide lastAt = BookSide::Undefined;
    std::optional<WallTime> lastTime;
    std::int64_t totalVolume = 0;
    std::int64_t tradeCount = 0;

    std::optional<Price> open;
    std::optional<Price> high;
    std::optional<Price> low;

    std::optional<Price> settlement;
    std::optional<Price> heldSettlement;
    std::optional<WallTime> settlementTime;
    std::optional<Price> vwap;
    std::optional<std::int32_t> openInterest;
    std::optional<std::int32_t> clearedVolume;

    std::optional<Price> limitHigh;
    std::optional<Price> limitLow;

    /// last - settlement; nullopt while either is unknown (t4-protocol.md c.6).
    [[nodiscard]] std::optional<Price> change() const noexcept
    {
        return last && settlement ? last->minus(*settlement) : std::nullopt;
    }
};

} // namespace depthdeck
