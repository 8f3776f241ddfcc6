// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/risk_limits.h"

#include <algorithm>

namespace depthdeck {

namespace {

/// The smaller one; 0 sets no limit.
template <typename Number>
constexpr Number tighterOf(Number one, Number other) noexcept
{
    if (one == 0 || other == 0)
        return std::max(one, other);
    return std::min(one, other);
}

template <typename Number>
constexpr bool allowsMore(Number asked, Number current) noexcept
{
    return current != 0 && (asked == 0 || asked > current);
}

} // namespace

RiskLimits tighter(const RiskLimits &one, const RiskLimits &other) noexcept
{
    return {.maxTicksFromMarket = tighterOf(one.maxTicksFromMarket, other.maxTicksFromMarket),
            .maxClip = tighterOf(one.maxClip, other.maxClip),
            .maxPosition = tighterOf(one.maxPosition, other.maxPosition),
            .maxWorkingOrders = tighterOf(one.maxWorkingOrders, other.maxWorkingOrders),
            .maxOrdersPerSecond = tighterOf(one.maxOrdersPerSecond, other.maxOrdersPerSecond),
            .duplicateWindow = std::max(one.duplicateWindow, other.duplicateWindow), // the longer stops more
            .maxDayLossCents = tighterOf(one.maxDayLossCents, other.maxDayLossCents),
            .idleMinutes = tighterOf(one.idleMinutes, other.idleMinutes)};
}

bool loosens(const RiskLimits &asked, const RiskLimits &current) noexcept
{
    return allowsMore(asked.maxTicksFromMarket, current.maxTicksFromMarket) ||
           allowsMore(asked.maxClip, current.maxClip) || allowsMore(asked.maxPosition, current.maxPosition) ||
           allowsMore(asked.maxWorkingOrders, current.maxWorkingOrders) ||
           allowsMore(asked.maxOrdersPerSecond, current.maxOrdersPerSecond) ||
           asked.duplicateWindow < current.duplicateWindow ||
           allowsMore(asked.maxDayLossCents, current.maxDayLossCents) ||
           allowsMore(asked.idleMinutes, current.idleMinutes);
}

} // namespace depthdeck
