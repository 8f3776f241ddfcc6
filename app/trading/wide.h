// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/price.h"

#include <limits>
#include <optional>

namespace depthdeck {

/// Products of two 64-bit numbers, exact.
__extension__ typedef __int128 Wide;

/// @p value / @p divisor, rounded to the nearest, ties to even. @p divisor must be positive.
[[nodiscard]] constexpr Wide dividedHalfEven(Wide value, Wide divisor) noexcept
{
    Wide quotient = value / divisor;
    const Wide remainder = value % divisor;
    const Wide twice = (remainder < 0 ? -remainder : remainder) * 2;
    const bool awayFromZero = twice > divisor || (twice == divisor && quotient % 2 != 0);
    if (awayFromZero)
        quotient += value < 0 ? -1 : 1;
    return quotient;
}

/// Nullopt when @p units are more than a price can hold.
[[nodiscard]] constexpr std::optional<Price> toPrice(Wide units) noexcept
{
    if (units > std::numeric_limits<std::int64_t>::max() || units < std::numeric_limits<std::int64_t>::min())
        return std::nullopt;
    return Price::fromUnits(static_cast<std::int64_t>(units));
}

} // namespace depthdeck
