// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/market_spec.h"

namespace depthdeck::exchange::test {

[[nodiscard]] inline Price price(std::string_view text)
{
    return Price::parse(text).value();
}

/// A future as the catalogue would make it.
[[nodiscard]] inline MarketSpec market(const char *id, std::string_view increment, std::string_view pointValue,
                                       int realDecimals, int shift, std::string vtt = {})
{
    MarketSpec spec;
    spec.key = {ExchangeId{"X"}, ContractId{"C"}, MarketId{id}};
    spec.description = id;
    spec.increment = price(increment);
    spec.pointValue = price(pointValue);
    spec.vtt = std::move(vtt);
    spec.ticks = TickTable::make(spec.increment, spec.vtt).value();
    spec.realDecimals = realDecimals;
    spec.decimalShift = shift;
    spec.decimals = realDecimals - shift;
    spec.marginCents = 1'200'000;
    return spec;
}

[[nodiscard]] inline MarketSpec es()
{
    return market("ES", "0.25", "50", 2, 2);
}

} // namespace depthdeck::exchange::test
