// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/heartbeat_watch.h"

namespace depthdeck {

HeartbeatWatch::HeartbeatWatch(const Clock &clock) noexcept
    : m_clock{clock},
      m_lastSeen{clock.steadyNow()},
      m_lastSent{m_lastSeen}
{
}

void HeartbeatWatch::start() noexcept
{
    m_lastSeen = m_clock.steadyNow();
    m_lastSent = m_lastSeen;
}

void HeartbeatWatch::heartbeatSent() noexcept
{
    m_lastSent = m_clock.steadyNow();
}

HeartbeatWatch::Life HeartbeatWatch::life() const noexcept
{
    const auto silent = silence();
    if (silent >= deadAfter)
        return Life::Dead;
    return silent >= staleAfter ? Life::Stale : Life::Fresh;
}

std::chrono::nanoseconds HeartbeatWatch::silence() const noexcept
{
    return m_clock.steadyNow() - m_lastSeen;
}

bool HeartbeatWatch::isHeartbeatDue() const noexcept
{
    return m_clock.steadyNow() - m_lastSent >= heartbeatInterval;
}

} // namespace depthdeck
