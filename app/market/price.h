// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace depthdeck {

/// A price, or a difference of two prices, in exact decimal form: a signed count of 1e-9 units.
/// Never built from a double. Spreads and settlements may be negative. Absent is std::optional, never zero.
class Price
{
public:
    static constexpr int maxDecimals = 9;
    static constexpr std::int64_t unitsPerOne = 1'000'000'000;

    constexpr Price() noexcept = default;

    /// @p units are 1e-9 each.
    [[nodiscard]] static constexpr Price fromUnits(std::int64_t units) noexcept
    {
        Price price;
        price.m_units = units;
        return price;
    }

    /// Parses the wire form: optional minus, digits, '.', digits, optional exponent (t4-protocol.md a.8).
    /// Nullopt on an empty text, a stray character, a value that needs more than nine decimals (trailing zeros do
    /// not count), or one outside the range of the type.
    [[nodiscard]] static std::optional<Price> parse(std::string_view text) noexcept;

    [[nodiscard]] constexpr std::int64_t units() const noexcept { return m_units; }
    [[nodiscard]] constexpr bool isZero() const noexcept { return m_units == 0; }
    [[nodiscard]] constexpr bool isNegative() const noexcept { return m_units < 0; }

    /// The wire form: at least @p decimals digits after the point (0..9), more where the value needs them, no
    /// exponent, no grouping, no minus on zero.
    [[nodiscard]] std::string toWire(int decimals = 0) const;

    /// Nullopt on overflow.
    [[nodiscard]] std::optional<Price> plus(Price other) const noexcept;
    [[nodiscard]] std::optional<Price> minus(Price other) const noexcept;
    [[nodiscard]] std::optional<Price> times(std::int64_t factor) const noexcept;
    /// The magnitude. Nullopt for the one value that has none.
    [[nodiscard]] std::optional<Price> magnitude() const noexcept;

    friend constexpr auto operator<=>(Price, Price) noexcept = default;

private:
    std::int64_t m_units = 0;
};

} // namespace depthdeck

template <>
struct std::hash<depthdeck::Price>
{
    [[nodiscard]] std::size_t operator()(depthdeck::Price price) const noexcept
    {
        return std::hash<std::int64_t>{}(price.units());
    }
};
