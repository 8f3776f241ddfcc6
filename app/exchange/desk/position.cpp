// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/position.h"

#include <algorithm>
#include <cstdlib>

namespace depthdeck::exchange {

namespace {

std::optional<Price> firstOf(std::optional<Price> a, std::optional<Price> b, std::optional<Price> c = {}) noexcept
{
    return a ? a : b ? b : c;
}

} // namespace

void Position::book(const BookedFill &fill)
{
    total.apply(fill.side, fill.volume, fill.price);
    day.apply(fill.side, fill.volume, fill.price);
    (fill.side == Side::Buy ? dayBuys : daySells) += fill.volume;
    fills.push_back(fill);
}

bool Position::unbook(const BookedFill &fill)
{
    const auto found = std::find(fills.begin(), fills.end(), fill);
    if (found == fills.end())
        return false;
    fills.erase(found);
    const std::vector<BookedFill> kept = std::move(fills);
    total = totalAtStart;
    day = dayAtStart;
    dayBuys = 0;
    daySells = 0;
    fills.clear();
    for (const BookedFill &other : kept)
        book(other);
    return true;
}

std::int32_t Position::worstCase() const noexcept
{
    return std::max(std::abs(total.net() + workingBuys), std::abs(total.net() - workingSells));
}

PositionProfit valued(const Position &position, Price pointValue, const MarketPrices &prices) noexcept
{
    const auto worth = [pointValue](Int128 priceLots) { return Money::ofPriceLots(priceLots, pointValue); };
    PositionProfit profit;
    profit.rpl = worth(position.total.realised());
    profit.dayRpl = worth(position.day.realised());
    if (position.total.net() == 0) {
        profit.hasData = true;
        return profit;
    }
    const auto opposite = position.total.net() > 0 ? prices.bid : prices.offer;
    const auto quoted = firstOf(opposite, prices.last, prices.settlement);
    const auto traded = firstOf(prices.last, prices.settlement, quoted);
    if (!quoted || !traded)
        return profit;
    profit.hasData = true;
    profit.upl = worth(position.total.unrealised(*quoted));
    profit.uplTrade = worth(position.total.unrealised(*traded));
    profit.dayUpl = worth(position.day.unrealised(*quoted));
    profit.dayUplTrade = worth(position.day.unrealised(*traded));
    return profit;
}

void carryOver(Position &position, Price pointValue, std::optional<Price> settlement) noexcept
{
    position.previousRealised = Money::ofPriceLots(position.total.realised(), pointValue);
    position.overnight = position.total.net();
    position.overnightUnrealised =
        settlement ? Money::ofPriceLots(position.total.unrealised(*settlement), pointValue) : Money{};
    position.total.rollOver();
    position.day = position.total;
    if (settlement)
        position.day.remark(*settlement);
    position.overnightCost = settlement ? position.day.openCost() : position.total.openCost();
    position.dayBuys = 0;
    position.daySells = 0;
    position.fees = Money{};
    position.fills.clear();
    position.totalAtStart = position.total;
    position.dayAtStart = position.day;
    ++position.version;
}

} // namespace depthdeck::exchange
