// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/time/clock.h"

namespace depthdeck::test {

/// A clock that stands still until told.
class FakeClock final : public Clock
{
public:
    [[nodiscard]] SteadyTime steadyNow() const noexcept override { return m_steady; }
    [[nodiscard]] WallTime wallNow() const noexcept override { return m_wall; }

    void advance(std::chrono::nanoseconds time) noexcept
    {
        m_steady += std::chrono::duration_cast<SteadyTime::duration>(time);
        m_wall += time;
    }

private:
    SteadyTime m_steady{std::chrono::hours{1}};
    WallTime m_wall{std::chrono::seconds{1'785'585'600}};
};

} // namespace depthdeck::test
