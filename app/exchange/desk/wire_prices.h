// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/behaviours.h"
#include "app/exchange/desk/price_codec.h"
#include "app/exchange/desk/refusal.h"

#include <optional>

namespace t4proto::v1::common {
class Price;
}

namespace depthdeck::exchange {

/// Reads a price field into @p ticks. @p field names it in the refusal.
[[nodiscard]] std::optional<Refusal> readTicks(const char *field, const t4proto::v1::common::Price &wire,
                                               const MarketSpec &market, const PriceCodec &codec,
                                               std::optional<Ticks> &ticks);

/// Reads a signed difference of prices, a whole number of increments and not zero.
[[nodiscard]] std::optional<Refusal> readDifference(const char *field, const t4proto::v1::common::Price &wire,
                                                    const MarketSpec &market, const PriceCodec &codec,
                                                    Behaviours::DistanceUnit unit, std::optional<Price> &difference);

} // namespace depthdeck::exchange
