// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wire/connection_failure.h"

#include <chrono>
#include <functional>
#include <optional>

namespace depthdeck {

/// Says how long to wait before the next attempt, or that only the user may start one. No timer. Attempts are
/// unlimited: an exponential back-off from 1 s to 30 s, each spread by a quarter so that clients do not return in step
/// (t4-protocol.md a.7).
class ReconnectPolicy final
{
public:
    /// Answers a number in [0, 1), evenly spread.
    using Random = std::function<double()>;

    explicit ReconnectPolicy(Random random);
    /// With the machine's random numbers.
    ReconnectPolicy();

    /// Nullopt: do not come back. Each call counts as one more failed attempt.
    [[nodiscard]] std::optional<std::chrono::milliseconds> nextDelay(const ConnectionFailure &failure);
    /// A login succeeded: start over from the shortest delay. An open socket alone proves nothing.
    void loginSucceeded() noexcept { m_failures = 0; }

    /// Attempts that failed since the last successful login.
    [[nodiscard]] int failures() const noexcept { return m_failures; }
    [[nodiscard]] static RetryAdvice advice(const ConnectionFailure &failure) noexcept;

private:
    Random m_random;
    int m_failures = 0;
};

} // namespace depthdeck
