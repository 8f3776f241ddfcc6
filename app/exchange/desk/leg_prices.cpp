// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/leg_prices.h"

namespace depthdeck::exchange {

std::vector<Price> LegPrices::legsOf(MarketIndex spread, Price price) const
{
    const auto &legs = m_markets[spread].legs;
    if (legs.empty())
        return {};
    std::vector<Price> prices(legs.size());
    std::int64_t rest = price.units();
    for (std::size_t at = 1; at < legs.size(); ++at) {
        const auto known = legs[at].price ? legs[at].price : last(legs[at].market);
        if (!known)
            return {};
        prices[at] = *known;
        if (!legs[at].price) // a covered strategy's hedge trades at its own price, outside the strategy's
            rest -= known->units() * legs[at].ratio;
    }
    if (legs.front().ratio == 0 || rest % legs.front().ratio != 0)
        return {};
    prices.front() = Price::fromUnits(rest / legs.front().ratio);
    return prices;
}

} // namespace depthdeck::exchange
