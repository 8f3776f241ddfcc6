// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/catalogue/catalogue.h"
#include "app/exchange/venue/venue.h"

#include <functional>
#include <map>

namespace depthdeck::test {

/// Monday 2026-11-23 16:00 UTC, 10:00 in Chicago: everything is open.
inline constexpr WallTime mondayMorning{std::chrono::seconds{1'795'449'600}};

/// Keeps what the venue tells, and a hash of all of it.
class VenueRecorder final : public exchange::VenueListener
{
public:
    void onBookChanged(exchange::MarketIndex market) override
    {
        ++bookChanges[market];
        ++events;
        mix(market);
        if (whenBookChanges)
            whenBookChanges(market);
    }
    void onTrade(const exchange::VenueTrade &trade) override
    {
        std::int32_t resting = 0;
        for (const std::int32_t lots : trade.restingVolumes)
            resting += lots;
        conserved = conserved && resting == trade.volume && trade.volume > 0;
        trades.push_back(trade);
        ++events;
        mix(trade.market);
        mix(static_cast<std::uint64_t>(trade.price));
        mix(static_cast<std::uint64_t>(trade.volume));
        mix(static_cast<std::uint64_t>(trade.time.time_since_epoch().count()));
    }
    void onStatistic(exchange::MarketIndex market, exchange::Statistic what) override
    {
        ++statistics[{market, what}];
        mix(market * 8 + static_cast<std::uint64_t>(what));
    }
    void onMode(exchange::MarketIndex market, MarketMode mode) override
    {
        modes[market].push_back(mode);
        mix(market * 32 + static_cast<std::uint64_t>(mode));
    }
    void onOrder(const exchange::VenueOrderEvent &event) override
    {
        orders.push_back(event);
        mix(event.handle * 16 + static_cast<std::uint64_t>(event.type));
        mix(static_cast<std::uint64_t>(event.price));
    }
    void onTradeDate(std::int32_t tradeDate) override { tradeDates.push_back(tradeDate); }
    void onOrderBookChange(const exchange::OrderBookChange &change) override
    {
        changes.push_back(change);
        mix(change.id * 4 + static_cast<std::uint64_t>(change.type));
        mix(change.priority);
    }
    void onOrderTrade(const exchange::OrderTrade &trade) override
    {
        orderTrades.push_back({trade, {trade.orders.begin(), trade.orders.end()}, changes.size()});
        mix(static_cast<std::uint64_t>(trade.price));
    }
    void onMarketListed(exchange::MarketIndex market) override { listed.push_back(market); }

    /// The events of one order, by type.
    [[nodiscard]] std::vector<exchange::VenueOrderEvent::Type> lifeOf(exchange::OrderHandle handle) const
    {
        std::vector<exchange::VenueOrderEvent::Type> life;
        for (const exchange::VenueOrderEvent &event : orders) {
            if (event.handle == handle)
                life.push_back(event.type);
        }
        return life;
    }

    std::map<exchange::MarketIndex, int> bookChanges;
    std::map<std::pair<exchange::MarketIndex, exchange::Statistic>, int> statistics;
    std::map<exchange::MarketIndex, std::vector<MarketMode>> modes;
    std::vector<exchange::VenueTrade> trades; ///< without their restingVolumes, which end with the call
    std::vector<exchange::VenueOrderEvent> orders;
    std::vector<std::int32_t> tradeDates;
    /// A trade with what ends with the call, and how many changes came before it.
    struct OrderTraded
    {
        exchange::OrderTrade trade;
        std::vector<exchange::OrderTrade::Hit> hits;
        std::size_t changesBefore = 0;
    };
    std::vector<exchange::OrderBookChange> changes;
    std::vector<OrderTraded> orderTrades;
    std::vector<exchange::MarketIndex> listed;
    std::function<void(exchange::MarketIndex)> whenBookChanges;
    std::uint64_t events = 0;
    std::uint64_t hash = 1469598103934665603U;
    bool conserved = true;

private:
    void mix(std::uint64_t value) noexcept { hash = (hash ^ value) * 1099511628211U; }
};

[[nodiscard]] inline exchange::VenueOptions someMarkets(std::uint32_t count, bool alwaysOpen = false)
{
    exchange::VenueOptions options;
    options.maxMarkets = count;
    options.alwaysOpen = alwaysOpen;
    return options;
}

} // namespace depthdeck::test
