// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/trade_counter.h"

#include <algorithm>
#include <limits>

namespace depthdeck {

namespace {

constexpr std::int32_t asVolume(std::int64_t volume) noexcept
{
    return static_cast<std::int32_t>(std::min<std::int64_t>(volume, std::numeric_limits<std::int32_t>::max()));
}

} // namespace

void TradeCounter::startAt(std::int64_t total) noexcept
{
    m_total = total;
    m_mergedAbove.reset();
    m_totalIsGuess = false;
}

void TradeCounter::imageWithoutTrade() noexcept
{
    if (m_total)
        return;
    m_total = 0;
    m_totalIsGuess = true;
}

std::optional<TradeCounter::Print> TradeCounter::trade(std::int64_t total, std::int32_t volume) noexcept
{
    m_streamSeen = true;
    if (total <= 0) // not told: each message is a print
        return volume > 0 ? std::optional{Print{volume, false}} : std::nullopt;
    if (m_total == total)
        return std::nullopt;
    if (m_total && m_mergedAbove && total < *m_total && total > *m_mergedAbove)
        return std::nullopt;
    const std::int64_t increase = m_total && total > *m_total ? total - *m_total : 0;
    startAt(total);
    if (volume > 0)
        return Print{volume, false};
    return increase > 0 ? std::optional{Print{asVolume(increase), true}} : std::nullopt;
}

std::optional<TradeCounter::Print> TradeCounter::image(std::int64_t total, std::int32_t volume,
                                                       DepthBuffer buffer) noexcept
{
    if (isStreamed(buffer)) {
        if (m_total && total < *m_total)
            startAt(total);
        return std::nullopt;
    }
    if (!m_total || total <= *m_total) {
        if (m_total != total)
            startAt(total);
        return std::nullopt;
    }
    const std::int64_t before = *m_total;
    const std::int64_t increase = total - before;
    // A server may leave the trade out of one image: then this is the whole day's volume and no print.
    const bool believable = !m_totalIsGuess || increase == volume;
    startAt(total);
    if (!believable)
        return std::nullopt;
    m_mergedAbove = before;
    return Print{asVolume(increase), increase != volume};
}

bool TradeCounter::isStreamed(DepthBuffer buffer) const noexcept
{
    switch (buffer) {
    case DepthBuffer::SlowTrade:
    case DepthBuffer::SmartTrade:
    case DepthBuffer::FastTrade:
    case DepthBuffer::TradeOnly:
        return true;
    case DepthBuffer::SlowSmart:
    case DepthBuffer::Smart:
    case DepthBuffer::FastSmart:
        return false;
    case DepthBuffer::NoSubscription:
    case DepthBuffer::All:
        break;
    }
    return m_streamSeen;
}

} // namespace depthdeck
