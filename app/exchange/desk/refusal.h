// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace depthdeck::exchange {

/// Which rule a request broke.
enum class Rule : std::uint8_t {
    AccountSubscribed,
    AccountKnown,
    AccountStatus,
    OrderRouting,
    MarketKnown,
    MarketPermission,
    OrderLink,
    PriceType,
    TimeType,
    Activation,
    Side,
    Volume,
    VolumeIncrement,
    ClipSize,
    MaxShow,
    MaxVolume,
    PricePresent,
    PriceReadable,
    OnTick,
    Trail,
    PositionLimit,
    Margin,
    LossLimit,
    PriceBanding,
    WideMarket,
    Flatten,
    OrderState,
    Nothing ///< a revision that changes nothing
};

/// A refusal with the server's own words: the rule, the value and the limit.
struct Refusal
{
    Rule rule{};
    std::string text;
};

} // namespace depthdeck::exchange
