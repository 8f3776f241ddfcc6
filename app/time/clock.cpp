// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/time/clock.h"

namespace depthdeck {

SteadyTime SystemClock::steadyNow() const noexcept
{
    return std::chrono::steady_clock::now();
}

WallTime SystemClock::wallNow() const noexcept
{
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
}

} // namespace depthdeck
