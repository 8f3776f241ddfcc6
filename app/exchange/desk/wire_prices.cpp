// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/wire_prices.h"

#include "t4/v1/common/price.pb.h"

namespace depthdeck::exchange {

using namespace t4proto::v1;

std::optional<Refusal> readTicks(const char *field, const common::Price &wire, const MarketSpec &market,
                                 const PriceCodec &codec, std::optional<Ticks> &ticks)
{
    const std::string name{field};
    if (wire.value().empty())
        return Refusal{Rule::PricePresent, "The " + name + " is missing."};
    const auto price = codec.decode(market, wire.value());
    if (!price)
        return Refusal{Rule::PriceReadable, "The " + name + " \"" + wire.value() + "\" is not a price of this market."};
    ticks = market.ticks.incrementsAt(*price);
    if (!ticks)
        return Refusal{Rule::OnTick, "The " + name + " " + wire.value() + " is no multiple of the increment " +
                                         codec.encode(market, market.ticks.stepAt(*price)) + "."};
    return std::nullopt;
}

std::optional<Refusal> readDifference(const char *field, const common::Price &wire, const MarketSpec &market,
                                      const PriceCodec &codec, Behaviours::DistanceUnit unit,
                                      std::optional<Price> &difference)
{
    const std::string name{field};
    if (wire.value().empty())
        return Refusal{Rule::PricePresent, "The " + name + " is missing."};
    const auto inTicks = [&]() -> std::optional<Price> {
        const auto count = Price::parse(wire.value());
        if (!count || count->units() % Price::unitsPerOne != 0)
            return std::nullopt;
        return market.increment.times(count->units() / Price::unitsPerOne);
    };
    const auto read = unit == Behaviours::DistanceUnit::TickCount ? inTicks() : codec.decode(market, wire.value());
    if (!read)
        return Refusal{Rule::PriceReadable,
                       "The " + name + " \"" + wire.value() + "\" is no difference of this market's prices."};
    if (read->isZero())
        return Refusal{Rule::PriceReadable, "The " + name + " is zero."};
    if (read->units() % market.increment.units() != 0 && !market.ticks.isOnTick(*read))
        return Refusal{Rule::OnTick, "The " + name + " " + wire.value() + " is no multiple of the increment " +
                                         codec.encode(market, market.increment) + "."};
    difference = read;
    return std::nullopt;
}

} // namespace depthdeck::exchange
