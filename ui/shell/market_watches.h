// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/depth_wish.h"
#include "app/session/session.h"

#include <map>
#include <vector>

namespace depthdeck::ui {

/// Remembers which window asked for which market, so that what a window asked for is released exactly once, also when
/// it closes.
class MarketWatches final
{
public:
    explicit MarketWatches(Session &session) noexcept : m_session{session} {}

    /// Asking again for the same market replaces what @p owner asked before.
    void watch(const QObject *owner, const MarketKey &market, const DepthWish &wish);
    /// Does nothing when @p owner does not watch it.
    void release(const QObject *owner, const MarketKey &market);
    void releaseAll(const QObject *owner);
    [[nodiscard]] std::size_t countOf(const QObject *owner) const;

private:
    struct Watch
    {
        MarketKey market;
        DepthWish wish;
    };

    Session &m_session;
    std::map<const QObject *, std::vector<Watch>> m_watches;
};

} // namespace depthdeck::ui
