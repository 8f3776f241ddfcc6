// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/market_spec.h"

#include <optional>

namespace depthdeck::exchange {

/// A model's opinion of value in 1/1024 of a tick: finer than any price, and never one.
using FineTicks = std::int64_t;
inline constexpr FineTicks fineTicksPerTick = 1024;

/// How the crowd of one market behaves.
struct FlowProfile
{
    double eventsPerSecond = 1.0; ///< on average, orders and cancels and trades together
    int medianLots = 1;
    double lotSpread = 1.0;           ///< sigma of the logarithm of the order size
    int ordersPerSide = 100;          ///< resting on average
    int levels = 10;                  ///< populated, a side
    Ticks extraSpread = 0;            ///< ticks a side by which quotes stand off the touch
    std::optional<Ticks> lowestPrice; ///< outrights and options are never quoted at or below zero
    friend bool operator==(const FlowProfile &, const FlowProfile &) noexcept = default;
};

} // namespace depthdeck::exchange
