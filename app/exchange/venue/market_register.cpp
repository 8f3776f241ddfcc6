// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/venue/market_register.h"

#include "app/exchange/catalogue/strategy_listing.h"
#include "app/exchange/catalogue/strategy_rules.h"

#include <algorithm>

namespace depthdeck::exchange {

namespace {

/// Exchanges limit how many strategies are defined; a client that defines them in a loop has a fault.
constexpr int mostStrategies = 500;

/// Months since year 0 of a YYYYMM00 date.
[[nodiscard]] int monthNumber(std::int32_t expiryDate) noexcept
{
    return expiryDate / 10'000 * 12 + expiryDate / 100 % 100;
}

[[nodiscard]] bool isOutright(const ListedMarket &market) noexcept
{
    return market.spec.legs.empty() && !market.spec.strike;
}

} // namespace

MarketRegister::MarketRegister(Floor &floor, Valuation &valuation, const Catalogue &catalogue, const ChicagoTime &time,
                               std::uint32_t mostMarkets)
    : m_floor{floor},
      m_valuation{valuation},
      m_catalogue{catalogue},
      m_time{time},
      m_mostMarkets{mostMarkets}
{
    for (MarketIndex market = 0; market < floor.size(); ++market)
        remember(market);
}

void MarketRegister::remember(MarketIndex market)
{
    m_byId.emplace(m_floor.spec(market).key.market, market);
}

std::optional<MarketIndex> MarketRegister::find(const MarketId &id) const noexcept
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? std::nullopt : std::optional{found->second};
}

MarketIndex MarketRegister::add(const ListedMarket &market)
{
    m_valuation.add(market); // first: the floor tells of the new market
    const MarketIndex added = m_floor.add(market);
    remember(added);
    return added;
}

std::vector<MarketIndex> MarketRegister::listNewExpiries(WallTime now)
{
    std::vector<ListedMarket> listed = listMarkets(m_catalogue, now, m_time, m_mostMarkets);
    // What stands where: the list counts from its own beginning, the venue from its first day.
    std::vector<MarketIndex> places;
    auto next = m_floor.size();
    for (const ListedMarket &market : listed) {
        const auto known = find(market.spec.key.market);
        places.push_back(known ? *known : next++);
    }
    std::vector<MarketIndex> added;
    for (std::size_t at = 0; at < listed.size(); ++at) {
        ListedMarket &market = listed[at];
        market.leader = places[market.leader];
        for (LegSpec &leg : market.spec.legs)
            leg.market = places[leg.market];
        if (market.spec.underlying)
            market.spec.underlying = places[*market.spec.underlying];
        if (places[at] < m_floor.size()) {
            m_valuation.promote(places[at], market);
            m_floor.flow(places[at]).setProfile(market.flow);
            continue;
        }
        market.monthsFromFront = monthsFromFront(market);
        added.push_back(add(market));
    }
    return added;
}

/// Months are counted from the front month of the venue's first day: the value of a market must not jump because
/// another one expired.
int MarketRegister::monthsFromFront(const ListedMarket &market) const
{
    const std::vector<ListedMarket> &listed = m_valuation.listed();
    if (market.spec.underlying)
        return listed[*market.spec.underlying].monthsFromFront;
    const auto sibling = std::find_if(listed.begin(), listed.end(), [&market](const ListedMarket &known) {
        return known.product == market.product && isOutright(known);
    });
    if (sibling == listed.end())
        return market.monthsFromFront;
    return sibling->monthsFromFront + monthNumber(market.spec.expiryDate) - monthNumber(sibling->spec.expiryDate);
}

std::variant<MarketIndex, StrategyRefusal> MarketRegister::addStrategy(const StrategySpec &wish, WallTime now)
{
    if (auto problem = strategyProblem(wish, m_floor.specs()))
        return StrategyRefusal{false, 0, std::move(*problem)};
    for (const StrategyLeg &leg : wish.legs) {
        if (m_floor.mode(leg.market) == MarketMode::Expired)
            return StrategyRefusal{false, 0, "The leg " + m_floor.spec(leg.market).key.market.text() + " has expired."};
    }
    if (const auto existing = strategyWith(strategyLegs(wish, m_floor.specs())))
        return StrategyRefusal{true, *existing,
                               "The strategy exists: " + m_floor.spec(*existing).key.market.text() + '.'};
    if (m_strategies == mostStrategies)
        return StrategyRefusal{false, 0,
                               "No more than " + std::to_string(mostStrategies) + " strategies may be created."};
    ++m_strategies;
    return add(listStrategy(wish, m_valuation.listed(), m_floor.specs(), m_catalogue, m_strategies, now));
}

std::optional<MarketIndex> MarketRegister::strategyWith(std::vector<LegSpec> legs) const
{
    const auto sorted = [](std::vector<LegSpec> some) {
        std::sort(some.begin(), some.end(), [](const LegSpec &a, const LegSpec &b) { return a.market < b.market; });
        return some;
    };
    legs = sorted(std::move(legs));
    for (MarketIndex market = 0; market < m_floor.size(); ++market) {
        const bool trades = m_floor.mode(market) != MarketMode::Expired;
        if (trades && m_floor.spec(market).legs.size() == legs.size() && sorted(m_floor.spec(market).legs) == legs)
            return market;
    }
    return std::nullopt;
}

} // namespace depthdeck::exchange
