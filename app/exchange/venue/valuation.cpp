// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/venue/valuation.h"

#include <algorithm>

namespace depthdeck::exchange {

Valuation::Valuation(const Catalogue &catalogue, std::vector<ListedMarket> listed, std::uint64_t seed)
    : m_values{catalogue, seed},
      m_listed{std::move(listed)}
{
}

void Valuation::promote(MarketIndex market, const ListedMarket &as)
{
    ListedMarket &listed = m_listed[market];
    listed.leader = as.leader;
    listed.flow = as.flow;
    listed.dailyVolume = as.dailyVolume;
}

Price Valuation::price(MarketIndex market, WallTime now) const
{
    constexpr double secondsPerYear = 365.0 * 24.0 * 3600.0;
    const ListedMarket &listed = m_listed[market];
    const MarketSpec &spec = listed.spec;
    if (!spec.legs.empty()) {
        std::int64_t units = 0;
        for (const LegSpec &leg : spec.legs) {
            if (!leg.price)
                units += price(leg.market, now).units() * leg.ratio;
        }
        return Price::fromUnits(units);
    }
    const Price future = m_values.future(listed.product, listed.monthsFromFront);
    if (!spec.strike)
        return future;
    constexpr std::int32_t call = 2;
    const double years = std::chrono::duration<double>(spec.lastTrading - now).count() / secondsPerYear;
    return optionValue(spec.contractType == call, future, *spec.strike, years, m_values.dailyMove(listed.product));
}

FineTicks Valuation::fine(MarketIndex market, WallTime now) const
{
    const MarketSpec &spec = m_listed[market].spec;
    const Price value = price(market, now);
    if (!spec.vtt.empty() || spec.cabinet)
        return spec.ticks.nearestIncrements(value, TickTable::Rounding::Nearest) * fineTicksPerTick;
    const std::int64_t step = spec.increment.units();
    return value.units() / step * fineTicksPerTick + value.units() % step * fineTicksPerTick / step;
}

Ticks Valuation::nearest(MarketIndex market, WallTime now) const
{
    const ListedMarket &listed = m_listed[market];
    const Ticks ticks = listed.spec.ticks.nearestIncrements(price(market, now), TickTable::Rounding::Nearest);
    return listed.flow.lowestPrice ? std::max(ticks, *listed.flow.lowestPrice) : ticks;
}

} // namespace depthdeck::exchange
