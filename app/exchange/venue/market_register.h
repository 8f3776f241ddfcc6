// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/floor.h"
#include "app/exchange/venue/valuation.h"

#include <unordered_map>

namespace depthdeck::exchange {

/// The list of markets as it grows: what is on the list, new expiries when old ones have passed, strategies that
/// clients define. Whoever adds a market through it must admit it to the timetable.
class MarketRegister
{
public:
    /// All borrowed. @p mostMarkets is how many of the catalogue's markets are listed at a time; 0: all.
    MarketRegister(Floor &floor, Valuation &valuation, const Catalogue &catalogue, const ChicagoTime &time,
                   std::uint32_t mostMarkets);

    [[nodiscard]] std::optional<MarketIndex> find(const MarketId &id) const noexcept;
    /// Lists what the catalogue has at @p now and is not there; the front month that passed hands its crowd and its
    /// lead to the next one. Returns what was added.
    std::vector<MarketIndex> listNewExpiries(WallTime now);
    [[nodiscard]] std::variant<MarketIndex, StrategyRefusal> addStrategy(const StrategySpec &wish, WallTime now);

private:
    MarketIndex add(const ListedMarket &market);
    void remember(MarketIndex market);
    [[nodiscard]] int monthsFromFront(const ListedMarket &market) const;
    [[nodiscard]] std::optional<MarketIndex> strategyWith(std::vector<LegSpec> legs) const;

    Floor &m_floor;
    Valuation &m_valuation;
    const Catalogue &m_catalogue;
    const ChicagoTime &m_time;
    std::uint32_t m_mostMarkets;
    std::unordered_map<MarketId, MarketIndex> m_byId;
    int m_strategies = 0;
};

} // namespace depthdeck::exchange
