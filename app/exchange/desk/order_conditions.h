// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/price_codec.h"
#include "app/exchange/desk/refusal.h"
#include "app/market/market_mode.h"
#include "app/market/side.h"
#include "app/time/clock.h"

#include <variant>

namespace t4proto::v1::orderrouting {
class OrderActivation;
}

namespace depthdeck::exchange {

struct Behaviours;

/// What an order waits for and when it gives up (t4-protocol.md e.4). All times are simulated ones.
struct OrderConditions
{
    std::int32_t type = 0; ///< wire ActivationType: as asked, TRIGGERED_… once met
    std::optional<WallTime> submitAt;
    std::optional<MarketMode> mode;
    std::optional<Ticks> price;
    std::int32_t volume = 0; ///< lots done or quoted at exactly the price; 0 asks for none
    BookSide side = BookSide::Undefined;
    bool implied = false;
    std::optional<WallTime> cancelAt; ///< pulled then, held or working
    std::optional<WallTime> giveUpAt; ///< pulled then when still held

    /// Held by the desk until the condition is met, MARKET_ON_CLOSE apart, which the venue holds.
    [[nodiscard]] bool holds() const noexcept;
    friend bool operator==(const OrderConditions &, const OrderConditions &) noexcept = default;
};

/// Reads what a submission asks for; @p data may be null. Delays count from @p now.
[[nodiscard]] std::variant<OrderConditions, Refusal>
readConditions(std::int32_t type, const t4proto::v1::orderrouting::OrderActivation *data, const MarketSpec &market,
               const PriceCodec &codec, WallTime now);

/// A revision's wish for the conditions of an order.
struct ConditionsChange
{
    OrderConditions conditions;
    bool releases = false; ///< queue_submit says: go
};

/// @p data over @p held: what it does not name stays.
[[nodiscard]] std::variant<ConditionsChange, Refusal>
readConditionsChange(const OrderConditions &held, const t4proto::v1::orderrouting::OrderActivation &data,
                     bool stillHeld, const MarketSpec &market, const PriceCodec &codec, WallTime now,
                     const Behaviours &behaviours);

/// The wire ActivationType that tells that @p type was met.
[[nodiscard]] std::int32_t triggeredType(std::int32_t type) noexcept;

/// For activation_details: whole sentences in one session's prices; empty when there is nothing to say.
[[nodiscard]] std::string conditionsText(const OrderConditions &conditions, const MarketSpec &market,
                                         const PriceCodec &codec);

} // namespace depthdeck::exchange
