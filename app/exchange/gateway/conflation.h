// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_mode.h"
#include "app/time/clock.h"

#include <optional>

namespace depthdeck::exchange {

/// What a depth buffer delivers (t4-protocol.md c.2; the undocumented ones by their names).
struct BufferRule
{
    bool depth = true;                    ///< images of the book
    bool trades = false;                  ///< a message for each print
    bool bestAtOnce = true;               ///< a change of the best bid or offer is never held back
    std::chrono::milliseconds interval{}; ///< at least so long between other images; zero: none is held back
};

/// Nullopt for a number that is no buffer.
[[nodiscard]] std::optional<BufferRule> bufferRule(DepthBuffer buffer) noexcept;

/// Whether the levels number is one of the wire's, Undefined reading as Normal.
[[nodiscard]] std::optional<DepthLevels> knownLevels(DepthLevels levels) noexcept;
/// How many levels a side to send.
[[nodiscard]] std::size_t levelCount(DepthLevels levels) noexcept;

/// Decides when one subscriber gets the next image of one market. Pure: times and facts in, decisions out.
class Conflation
{
public:
    explicit Conflation(const BufferRule &rule) noexcept : m_rule{rule} {}

    [[nodiscard]] const BufferRule &rule() const noexcept { return m_rule; }
    /// The book changed. True: send the image now; false: it waits for isDue.
    [[nodiscard]] bool onChange(bool bestChanged, SteadyTime now, bool lags) noexcept;
    /// Whether a waiting image is to be sent now.
    [[nodiscard]] bool isDue(SteadyTime now, bool lags) noexcept;
    [[nodiscard]] bool isWaiting() const noexcept { return m_waiting; }

private:
    [[nodiscard]] bool sentNow(SteadyTime now) noexcept;

    BufferRule m_rule;
    bool m_waiting = false;
    std::optional<SteadyTime> m_lastSent;
};

} // namespace depthdeck::exchange
