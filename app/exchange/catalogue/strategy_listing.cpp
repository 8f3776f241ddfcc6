// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/catalogue/strategy_listing.h"

#include "app/exchange/catalogue/strategy_rules.h"

#include <algorithm>
#include <cstdio>
#include <numeric>

namespace depthdeck::exchange {

namespace {

/// The wire's ContractType of a user-defined strategy.
constexpr std::int32_t contractStrategy = 9;

[[nodiscard]] int decimalsOf(Price price)
{
    const std::string text = price.toWire();
    const std::size_t point = text.find('.');
    return point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

/// "+1 ESZ6 -2 ESH7 +1 ESM7"
[[nodiscard]] std::string textOf(const std::vector<LegSpec> &legs, const MarketSpecs &markets)
{
    std::string text;
    for (const LegSpec &leg : legs) {
        text += (text.empty() ? "" : " ") + std::string{leg.ratio > 0 ? "+" : ""} + std::to_string(leg.ratio) + ' ' +
                markets[leg.market].marketRef;
        if (leg.price)
            text += " at " + leg.price->toWire();
        if (leg.delta)
            text += " delta " + leg.delta->toWire();
    }
    return text;
}

[[nodiscard]] Price tickOf(const std::vector<LegSpec> &legs, const std::vector<ListedMarket> &listed,
                           const Catalogue &catalogue)
{
    const std::size_t product = listed[legs.front().market].product;
    bool sameFutures = true;
    std::int64_t step = 0;
    for (const LegSpec &leg : legs) {
        const ListedMarket &market = listed[leg.market];
        sameFutures = sameFutures && market.product == product && !market.spec.strike;
        if (!leg.price)
            step = std::gcd(step, market.spec.increment.units());
    }
    const std::optional<SpreadEntry> &spreads = catalogue.products[product].spreads;
    return sameFutures && spreads ? spreads->tick : Price::fromUnits(step);
}

[[nodiscard]] FlowProfile flowOf(std::size_t legs)
{
    FlowProfile flow;
    flow.eventsPerSecond = 1.2;
    flow.medianLots = 4;
    flow.lotSpread = 0.9;
    flow.ordersPerSide = 14;
    flow.levels = 6;
    flow.extraSpread = static_cast<Ticks>(legs) - 1; // the more legs, the dearer to hedge
    return flow;
}

} // namespace

std::vector<LegSpec> strategyLegs(const StrategySpec &wish, const MarketSpecs &markets)
{
    std::vector<LegSpec> legs;
    for (const StrategyLeg &leg : wish.legs) {
        const bool hedges = !markets[leg.market].strike && leg.delta;
        legs.push_back(
            {leg.market, leg.side == Side::Buy ? leg.ratio : -leg.ratio, hedges ? leg.price : std::nullopt, leg.delta});
    }
    std::stable_partition(legs.begin(), legs.end(), [](const LegSpec &leg) { return !leg.price; });
    return legs;
}

ListedMarket listStrategy(const StrategySpec &wish, const std::vector<ListedMarket> &listed, const MarketSpecs &markets,
                          const Catalogue &catalogue, int number, WallTime now)
{
    ListedMarket market;
    MarketSpec &spec = market.spec;
    const std::vector<LegSpec> legs = strategyLegs(wish, markets);
    const ListedMarket &main = listed[legs.front().market];
    spec = main.spec;
    spec.legs = legs;
    spec.strategyType = wish.type;
    spec.contractType = contractStrategy;
    spec.strike.reset();
    spec.cabinet.reset();
    spec.vtt.clear();
    spec.underlying = main.spec.strike ? main.spec.underlying : std::nullopt;
    spec.increment = tickOf(legs, listed, catalogue);
    spec.ticks = TickTable::make(spec.increment).value();
    if (spec.increment != main.spec.increment)
        spec.priceCode.clear();
    spec.realDecimals = std::max(main.spec.realDecimals, decimalsOf(spec.increment));
    spec.decimals = std::max(main.spec.decimals, decimalsOf(spec.increment) - spec.decimalShift);
    spec.activation = now;
    spec.marginCents = 0;
    for (const LegSpec &leg : legs) {
        const MarketSpec &part = markets[leg.market];
        spec.lastTrading = std::min(spec.lastTrading, part.lastTrading);
        spec.expiryDate = std::min(spec.expiryDate, part.expiryDate);
        spec.marginCents = std::max(spec.marginCents, part.marginCents / 10);
    }
    const std::string text = textOf(legs, markets);
    spec.description = strategyTypeName(wish.type) + ' ' + text;
    spec.key.market = MarketId{'X' + spec.key.exchange.text() + ' ' + spec.key.contract.text() + " (UDS " + text + ')'};
    std::array<char, 16> reference{};
    std::snprintf(reference.data(), reference.size(), "UDS%06d", number);
    spec.marketRef = reference.data();
    market.product = main.product;
    market.leader = static_cast<MarketIndex>(listed.size());
    market.flow = flowOf(legs.size());
    market.dailyVolume = 0;
    market.protectionTicks = 60;
    return market;
}

} // namespace depthdeck::exchange
