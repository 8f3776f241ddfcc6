// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace depthdeck {

/// A moment of the steady clock: for intervals only, never shown.
using SteadyTime = std::chrono::steady_clock::time_point;
/// A moment in UTC with the resolution the wire carries.
using WallTime = std::chrono::time_point<std::chrono::system_clock, std::chrono::nanoseconds>;

/// Where time comes from. Handed to whatever measures or stamps, so that tests move time by hand.
/// Both calls may be made from any thread.
class Clock
{
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;

    [[nodiscard]] virtual SteadyTime steadyNow() const noexcept = 0;
    [[nodiscard]] virtual WallTime wallNow() const noexcept = 0;
};

/// The machine's own clocks.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] SteadyTime steadyNow() const noexcept override;
    [[nodiscard]] WallTime wallNow() const noexcept override;
};

} // namespace depthdeck
