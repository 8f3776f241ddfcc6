// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/time/clock.h"

namespace depthdeck::exchange {

/// Maps real time to the venue's simulated time and back: from one common moment on, simulated time runs @p
/// speedPercent per cent as fast as real time.
class SimulatedTime
{
public:
    /// @p speedPercent is at least 1. @p realStart and @p simulatedStart are the same moment.
    SimulatedTime(WallTime realStart, WallTime simulatedStart, std::int64_t speedPercent) noexcept
        : m_realStart{realStart},
          m_simulatedStart{simulatedStart},
          m_speedPercent{speedPercent < 1 ? 1 : speedPercent}
    {
    }

    [[nodiscard]] WallTime toSimulated(WallTime real) const noexcept
    {
        return m_simulatedStart + scaled(real - m_realStart, m_speedPercent, 100);
    }

    [[nodiscard]] WallTime toReal(WallTime simulated) const noexcept
    {
        return m_realStart + scaled(simulated - m_simulatedStart, 100, m_speedPercent);
    }

private:
    /// Split so that years of nanoseconds do not overflow.
    [[nodiscard]] static std::chrono::nanoseconds scaled(std::chrono::nanoseconds span, std::int64_t numerator,
                                                         std::int64_t denominator) noexcept
    {
        return span / denominator * numerator + span % denominator * numerator / denominator;
    }

    WallTime m_realStart;
    WallTime m_simulatedStart;
    std::int64_t m_speedPercent;
};

} // namespace depthdeck::exchange
