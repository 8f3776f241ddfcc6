// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/price_format_check.h"

#include "app/market/price.h"

#include <t4/v1/market/market.pb.h>

namespace depthdeck {

PriceFormatEvidence priceFormatEvidence(const t4proto::v1::market::MarketDetails &details) noexcept
{
    const int rawDecimals = details.decimals();
    const int realDecimals = details.real_decimals();
    const std::optional<Price> increment = Price::parse(details.min_price_increment().value());
    const bool comparable = rawDecimals >= 0 && realDecimals > rawDecimals && realDecimals <= Price::maxDecimals;
    if (!comparable || !increment || increment->units() <= 0)
        return PriceFormatEvidence::None;

    std::int64_t rawUnit = Price::unitsPerOne; // the smallest step the raw format can show
    for (int i = 0; i < rawDecimals; ++i)
        rawUnit /= 10;
    if (increment->units() % rawUnit != 0)
        return PriceFormatEvidence::Real;
    std::int64_t shift = 1;
    for (int i = rawDecimals; i < realDecimals; ++i)
        shift *= 10;
    const std::int64_t rawIncrement = increment->units() / rawUnit;
    return rawIncrement % shift != 0 ? PriceFormatEvidence::NotReal : PriceFormatEvidence::None;
}

} // namespace depthdeck
