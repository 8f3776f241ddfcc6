// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/gateway/conflation.h"

#include <algorithm>

namespace depthdeck::exchange {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds fastInterval{25};
constexpr milliseconds smartInterval{100};
constexpr milliseconds slowInterval{500};
/// For whoever does not read fast enough, whatever was asked for.
constexpr milliseconds laggingInterval{250};

} // namespace

std::optional<BufferRule> bufferRule(DepthBuffer buffer) noexcept
{
    switch (buffer) {
    case DepthBuffer::SlowTrade:
        return BufferRule{true, true, false, slowInterval};
    case DepthBuffer::SmartTrade:
        return BufferRule{true, true, true, smartInterval};
    case DepthBuffer::SlowSmart:
        return BufferRule{true, false, false, slowInterval};
    case DepthBuffer::Smart:
        return BufferRule{true, false, true, smartInterval};
    case DepthBuffer::FastSmart:
        return BufferRule{true, false, true, fastInterval};
    case DepthBuffer::All:
        return BufferRule{true, true, true, milliseconds{0}};
    case DepthBuffer::FastTrade:
        return BufferRule{true, true, true, fastInterval};
    case DepthBuffer::TradeOnly:
        return BufferRule{false, true, false, milliseconds{0}};
    case DepthBuffer::NoSubscription:
        break;
    }
    return std::nullopt;
}

std::optional<DepthLevels> knownLevels(DepthLevels levels) noexcept
{
    switch (levels) {
    case DepthLevels::Undefined:
        return DepthLevels::Normal;
    case DepthLevels::BestOnly:
    case DepthLevels::Normal:
    case DepthLevels::All:
        return levels;
    }
    return std::nullopt;
}

std::size_t levelCount(DepthLevels levels) noexcept
{
    return static_cast<std::size_t>(levels); // the wire's numbers are the counts
}

bool Conflation::onChange(bool bestChanged, SteadyTime now, bool lags) noexcept
{
    m_waiting = true;
    if (!lags && (m_rule.interval == milliseconds{0} || (m_rule.bestAtOnce && bestChanged)))
        return sentNow(now);
    return isDue(now, lags);
}

bool Conflation::isDue(SteadyTime now, bool lags) noexcept
{
    if (!m_waiting)
        return false;
    const milliseconds interval = lags ? std::max(m_rule.interval, laggingInterval) : m_rule.interval;
    return (!m_lastSent || now - *m_lastSent >= interval) && sentNow(now);
}

bool Conflation::sentNow(SteadyTime now) noexcept
{
    m_waiting = false;
    m_lastSent = now;
    return true;
}

} // namespace depthdeck::exchange
