// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/price.h"

#include <compare>
#include <cstdint>
#include <string>

namespace depthdeck::exchange {

/// Sums of price units times lots outgrow 64 bits within a busy day.
__extension__ using Int128 = __int128;

/// @p value / @p divisor (positive), to the nearest whole, halves away from zero.
[[nodiscard]] constexpr Int128 dividedRounded(Int128 value, Int128 divisor) noexcept
{
    const Int128 half = divisor / 2;
    return value < 0 ? -((-value + half) / divisor) : (value + half) / divisor;
}

/// An amount of US dollars in exact form: a signed count of 1e-9 dollars. Becomes a double on the wire only
/// (t4-protocol.md a.8).
struct Money
{
    std::int64_t nanos = 0;

    [[nodiscard]] static constexpr Money fromCents(std::int64_t cents) noexcept { return {cents * 10'000'000}; }
    [[nodiscard]] static constexpr Money fromDollars(std::int64_t dollars) noexcept { return fromCents(dollars * 100); }
    /// The value of @p priceLots (price units of 1e-9 times lots) at @p pointValue dollars per 1.0 of price.
    [[nodiscard]] static constexpr Money ofPriceLots(Int128 priceLots, Price pointValue) noexcept
    {
        return {static_cast<std::int64_t>(dividedRounded(priceLots * pointValue.units(), Price::unitsPerOne))};
    }

    [[nodiscard]] constexpr double dollars() const noexcept { return static_cast<double>(nanos) / 1e9; }
    /// "-1,234.50": for the texts of refusals.
    [[nodiscard]] std::string text() const;

    friend constexpr auto operator<=>(Money, Money) noexcept = default;
    friend constexpr Money operator+(Money a, Money b) noexcept { return {a.nanos + b.nanos}; }
    friend constexpr Money operator-(Money a, Money b) noexcept { return {a.nanos - b.nanos}; }
    friend constexpr Money operator-(Money a) noexcept { return {-a.nanos}; }
    friend constexpr Money operator*(Money a, std::int64_t factor) noexcept { return {a.nanos * factor}; }
    constexpr Money &operator+=(Money other) noexcept
    {
        nanos += other.nanos;
        return *this;
    }
};

} // namespace depthdeck::exchange
