// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/order.h"

namespace depthdeck::exchange {

/// What a wire PriceType is to this exchange and which wire TimeTypes go with it (the table of t4-protocol.md e.2).
struct KindTraits
{
    OrderKind kind = OrderKind::Limit;
    Pricing pricing = Pricing::Sender;
    std::uint32_t durations = 0; ///< one bit for each Duration

    [[nodiscard]] bool allows(Duration duration) const noexcept
    {
        return (durations >> static_cast<unsigned>(duration) & 1U) != 0;
    }
    /// "NORMAL, GOOD_TILL_CANCELLED".
    [[nodiscard]] std::string durationsText() const;
};

/// Nullopt for a type that clients may not send.
[[nodiscard]] std::optional<KindTraits> kindTraits(std::int32_t wirePriceType) noexcept;
/// Nullopt for a time type that this API does not know.
[[nodiscard]] std::optional<Duration> durationOf(std::int32_t wireTimeType) noexcept;
/// The wire's PriceType for what the venue made of an order.
[[nodiscard]] std::int32_t wirePriceType(OrderKind kind) noexcept;

[[nodiscard]] constexpr bool takesLimit(OrderKind kind) noexcept
{
    return kind == OrderKind::Limit || kind == OrderKind::StopLimit || kind == OrderKind::MarketIfTouched;
}

[[nodiscard]] constexpr bool takesStop(OrderKind kind) noexcept
{
    return kind == OrderKind::StopMarket || kind == OrderKind::StopLimit;
}

} // namespace depthdeck::exchange
