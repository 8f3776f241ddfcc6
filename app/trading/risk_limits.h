// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace depthdeck {

/// Limits that this program keeps to before the server does; 0 sets no limit.
struct RiskLimits
{
    std::int32_t maxTicksFromMarket = 500;
    std::int32_t maxClip = 0;                       ///< lots of one order
    std::int32_t maxPosition = 0;                   ///< lots net, working orders included at their worst
    std::int32_t maxWorkingOrders = 0;              ///< active orders of one account
    std::int32_t maxOrdersPerSecond = 10;           ///< submissions and revisions; pulls never count
    std::chrono::milliseconds duplicateWindow{500}; ///< the same order twice within it is refused
    std::int64_t maxDayLossCents = 0;               ///< realised and unrealised together, in the account's currency
    std::int32_t idleMinutes = 0;                   ///< without a key or a click the desk disarms
    friend bool operator==(const RiskLimits &, const RiskLimits &) noexcept = default;
};

/// The tighter of both, rule by rule.
[[nodiscard]] RiskLimits tighter(const RiskLimits &one, const RiskLimits &other) noexcept;
/// Whether @p asked allows anything that @p current does not.
[[nodiscard]] bool loosens(const RiskLimits &asked, const RiskLimits &current) noexcept;

} // namespace depthdeck
