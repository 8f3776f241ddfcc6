// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/price_check.h"

#include "app/trading/order_check_parts.h"

namespace depthdeck {

namespace {

using Rounding = TickTable::Rounding;

bool checkTick(OrderProblemKind kind, Price price, const TickTable &ticks, Problems &problems)
{
    if (ticks.isOnTick(price))
        return true;
    problems.push_back(priced(kind, price, ticks.snapped(price, Rounding::Down)));
    return false;
}

void checkDayLimits(Price price, const Quote &quote, Problems &problems)
{
    std::optional<Price> crossed;
    if (quote.limitHigh && price > *quote.limitHigh)
        crossed = quote.limitHigh;
    else if (quote.limitLow && price < *quote.limitLow)
        crossed = quote.limitLow;
    if (!crossed)
        return;
    problems.push_back(priced(OrderProblemKind::OutsidePriceLimits, price, crossed));
    problems.back().blocks = false; // limits may move before the order arrives: warn (t4-protocol.md c.6)
}

/// Far through the market is a slip of the finger and is stopped; far away from it only waits, and is mentioned.
void checkDistance(Price price, bool buysWhenHigher, std::optional<Price> reference, const TickTable &ticks,
                   const RiskLimits &limits, Problems &problems)
{
    if (limits.maxTicksFromMarket <= 0 || !reference)
        return;
    const std::int64_t away =
        ticks.nearestIncrements(price, Rounding::Nearest) - ticks.nearestIncrements(*reference, Rounding::Nearest);
    const std::int64_t distance = away < 0 ? -away : away;
    if (distance <= limits.maxTicksFromMarket)
        return;
    const bool isHigher = away > 0;
    OrderProblem far = priced(OrderProblemKind::FarFromMarket, price, reference);
    far.value = distance;
    far.limit = limits.maxTicksFromMarket;
    far.blocks = isHigher == buysWhenHigher;
    problems.push_back(far);
}

/// The band's unit is not documented; ticks from the market is the likelier reading, and the server decides: warn
/// (t4-protocol.md d.5). Only what is priced through the market meets it.
void checkBanding(Price price, bool isBuy, std::optional<Price> reference, const TickTable &ticks, std::int32_t band,
                  Problems &problems)
{
    if (band <= 0 || !reference)
        return;
    const std::optional<Price> edge = ticks.stepped(*reference, isBuy ? band : -band);
    if (!edge || (isBuy ? price <= *edge : price >= *edge))
        return;
    problems.push_back(warning(priced(OrderProblemKind::PriceBanding, price, edge)));
}

/// A stop on the wrong side is triggered at once: not what a stop is for (t4-protocol.md e.2).
void checkStopSide(Price stop, Side side, const MarketState &market, Problems &problems)
{
    const std::optional<Price> reference = market.quote.last ? market.quote.last : oppositePrice(side, market);
    if (!reference)
        return;
    const bool isWrong = side == Side::Buy ? stop <= *reference : stop >= *reference;
    if (isWrong)
        problems.push_back(priced(OrderProblemKind::StopOnWrongSide, stop, reference));
}

} // namespace

void checkPrices(const PricedIntent &intent, const MarketState &market, const RiskLimits &limits, Problems &problems)
{
    const TickTable &ticks = market.definition->ticks;
    const bool isBuy = intent.side == Side::Buy;
    if (intent.stop && usesStopPrice(intent.type) &&
        checkTick(OrderProblemKind::StopOffTick, *intent.stop, ticks, problems)) {
        checkDayLimits(*intent.stop, market.quote, problems);
        checkStopSide(*intent.stop, intent.side, market, problems);
        checkDistance(*intent.stop, !isBuy, oppositePrice(intent.side, market), ticks, limits, problems);
    }
    if (intent.limit && usesLimitPrice(intent.type) &&
        checkTick(OrderProblemKind::LimitOffTick, *intent.limit, ticks, problems)) {
        checkDayLimits(*intent.limit, market.quote, problems);
        const std::optional<Price> reference = intent.trigger ? intent.trigger : oppositePrice(intent.side, market);
        checkDistance(*intent.limit, isBuy, reference, ticks, limits, problems);
        checkBanding(*intent.limit, isBuy, reference, ticks, intent.banding.value_or(0), problems);
    }
}

} // namespace depthdeck
