// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/order.h"

#include <unordered_map>

namespace depthdeck::exchange {

struct Behaviours;
class Venue;

/// Watches markets for the conditions of held orders: trades, quotes, phases (t4-protocol.md e.4). Times are not its
/// business. Costs one look at a flag for every event of a market that nobody waits for.
class HeldDesk
{
public:
    /// Both borrowed; they outlive the desk.
    HeldDesk(const Venue &venue, const Behaviours &behaviours) noexcept : m_venue{venue}, m_behaviours{behaviours} {}

    /// Starts to watch for @p order, or anew when its conditions changed. What is true already is met at once. Never
    /// inside a venue event.
    void watch(const Order &order);
    void forget(OrderHandle order);

    // From inside venue events.
    void onTrade(const VenueTrade &trade);
    void onMode(MarketIndex market, MarketMode mode);
    void onBook(MarketIndex market)
    {
        if (market < m_quotesWatched.size() && m_quotesWatched[market] > 0)
            m_dirty.push_back(market);
    }

    /// Compares the quotes that changed. Never inside a venue event.
    void lookAtQuotes();
    /// The orders whose condition was met since the last call, in that order.
    [[nodiscard]] std::vector<OrderHandle> takeMet() { return std::exchange(m_met, {}); }

private:
    struct Watch
    {
        OrderHandle order = 0;
        OrderConditions conditions;
    };
    struct Market
    {
        std::vector<Watch> watches; ///< oldest first
        std::optional<Ticks> last;
        std::int64_t doneAtLast = 0; ///< lots since the price last changed
    };

    template <typename IsMet>
    void release(Market &market, IsMet isMet);
    void lookAtQuotes(MarketIndex market);
    void countQuoteWatches(MarketIndex market);
    [[nodiscard]] bool isMetNow(MarketIndex market, const OrderConditions &conditions) const;
    [[nodiscard]] bool isQuoteMet(MarketIndex market, const OrderConditions &conditions) const;

    const Venue &m_venue;
    const Behaviours &m_behaviours;
    std::unordered_map<MarketIndex, Market> m_markets;
    std::unordered_map<OrderHandle, MarketIndex> m_marketOf;
    std::vector<std::uint8_t> m_quotesWatched; ///< by market
    std::vector<MarketIndex> m_dirty;
    std::vector<OrderHandle> m_met;
};

} // namespace depthdeck::exchange
