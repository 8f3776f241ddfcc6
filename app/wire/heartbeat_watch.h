// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/time/clock.h"

#include <chrono>

namespace depthdeck {

/// Each side must send something within this time. Source: vendor, t4-protocol.md a.5.
constexpr std::chrono::seconds heartbeatInterval{20};
/// Silence after which a feed is shown as stale.
constexpr std::chrono::seconds staleAfter{25};
/// Silence after which the connection is gone: three intervals, as the server judges us.
constexpr std::chrono::seconds deadAfter{60};

/// Decides from times alone whether the feed is alive and when to send a heartbeat. No timer, no socket. One thread.
class HeartbeatWatch final
{
public:
    enum class Life { Fresh, Stale, Dead };

    explicit HeartbeatWatch(const Clock &clock) noexcept;

    /// The socket opened: both directions count from now.
    void start() noexcept;
    void messageSeen(SteadyTime arrival) noexcept { m_lastSeen = arrival; }
    void heartbeatSent() noexcept;

    [[nodiscard]] Life life() const noexcept;
    /// Time since the last message received.
    [[nodiscard]] std::chrono::nanoseconds silence() const noexcept;
    [[nodiscard]] bool isHeartbeatDue() const noexcept;

private:
    const Clock &m_clock;
    SteadyTime m_lastSeen;
    SteadyTime m_lastSent;
};

} // namespace depthdeck
