// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/engine/market_engine.h"

namespace depthdeck::exchange {

/// The crowd's way into one market: its orders carry no owner and take their numbers from the venue's counter.
struct CrowdDesk
{
    MarketEngine &engine;
    BookSink &sink;
    std::uint64_t &lastOrderId;
    std::optional<Ticks> lowest; ///< the day's price limits
    std::optional<Ticks> highest;

    [[nodiscard]] const MatchingBook &book() const noexcept { return engine.book(); }

    /// Nullopt when nothing of it rests, or its price is outside the day's limits.
    std::optional<OrderRef> submit(Side side, Duration duration, std::int32_t volume, std::int32_t maxShow, Ticks limit)
    {
        if ((lowest && limit < *lowest) || (highest && limit > *highest))
            return std::nullopt;
        const Submission done = engine.submit({0, ++lastOrderId, side, duration, volume, maxShow, limit}, sink);
        if (done.cancelled || done.remaining == 0)
            return std::nullopt;
        return done.order;
    }
};

} // namespace depthdeck::exchange
