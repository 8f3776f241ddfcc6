// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/market_watches.h"

#include <algorithm>

namespace depthdeck::ui {

void MarketWatches::watch(const QObject *owner, const MarketKey &market, const DepthWish &wish)
{
    auto &watches = m_watches[owner];
    const auto found =
        std::find_if(watches.begin(), watches.end(), [&market](const Watch &each) { return each.market == market; });
    // The new wish first: the subscription is changed, not ended and made again.
    m_session.watch(market, wish);
    if (found == watches.end()) {
        watches.push_back({market, wish});
        return;
    }
    m_session.release(market, found->wish);
    found->wish = wish;
}

void MarketWatches::release(const QObject *owner, const MarketKey &market)
{
    const auto owned = m_watches.find(owner);
    if (owned == m_watches.end())
        return;
    auto &watches = owned->second;
    const auto found =
        std::find_if(watches.begin(), watches.end(), [&market](const Watch &each) { return each.market == market; });
    if (found == watches.end())
        return;
    const Watch released = *found;
    watches.erase(found);
    m_session.release(released.market, released.wish);
}

void MarketWatches::releaseAll(const QObject *owner)
{
    const auto owned = m_watches.find(owner);
    if (owned == m_watches.end())
        return;
    const std::vector<Watch> released = std::move(owned->second);
    m_watches.erase(owned);
    for (const Watch &each : released)
        m_session.release(each.market, each.wish);
}

std::size_t MarketWatches::countOf(const QObject *owner) const
{
    const auto owned = m_watches.find(owner);
    return owned == m_watches.end() ? 0 : owned->second.size();
}

} // namespace depthdeck::ui
