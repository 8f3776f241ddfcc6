// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace depthdeck {

/// Where a login stands.
enum class SessionState : std::uint8_t {
    Offline,
    Connecting,
    Authenticating,
    Synchronising, ///< logged in; accounts, orders and positions are not all reconciled yet
    Live,
    Degraded, ///< live, but nothing was heard for 25 s, or an account could not be reconciled
    Lost,     ///< no connection: waiting to try again, or stopped for good (also a refused login)
    Replaying ///< a recording is played: nothing can be sent
};

/// Figures for the status bar. Absent: nothing measured yet.
struct SessionStatus
{
    std::optional<std::chrono::milliseconds> feedAge;     ///< since the last frame of any kind
    std::optional<std::chrono::microseconds> clickToWire; ///< last order: intent to bytes handed to the socket
    std::optional<std::chrono::microseconds> clickToWireP99;
    std::optional<std::chrono::microseconds> acknowledged; ///< last order: bytes handed over to the exchange's answer
    std::optional<std::chrono::microseconds> acknowledgedP50;
    std::int64_t framesReceived = 0;
    std::int64_t framesRejected = 0;
    std::optional<std::chrono::seconds> retryIn; ///< while Lost and going to try again
    bool willRetry = false;
};

} // namespace depthdeck
