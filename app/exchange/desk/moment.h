// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/time/clock.h"

#include <cstdint>

namespace depthdeck::exchange {

/// What time it is for the desks: set by the exchange before each step, borrowed by everyone who stamps.
struct Moment
{
    WallTime wall{};            ///< simulated
    SteadyTime steady{};        ///< real: latencies and intervals
    std::int32_t tradeDate = 0; ///< YYYYMMDD
};

} // namespace depthdeck::exchange
