// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>

namespace depthdeck {

/// A number of contracts (lots). Signed, because a net position is.
struct Quantity
{
    std::int32_t contracts = 0;

    [[nodiscard]] constexpr bool isZero() const noexcept { return contracts == 0; }
    friend constexpr auto operator<=>(Quantity, Quantity) noexcept = default;
    friend constexpr Quantity operator+(Quantity a, Quantity b) noexcept { return {a.contracts + b.contracts}; }
    friend constexpr Quantity operator-(Quantity a, Quantity b) noexcept { return {a.contracts - b.contracts}; }
};

} // namespace depthdeck
