// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/price.h"

#include <optional>
#include <string>
#include <string_view>

namespace depthdeck {

/// How a market's prices read on the screen: plain decimals or a fraction such as half 32nds
/// (t4-chart-and-prices.md 11.2, 11.3). Display only; what goes on the wire is Price::toWire.
class PriceFormat
{
public:
    /// Fractional notation `main` or `main/sub`, for example {32, 2}.
    struct Fraction
    {
        int main = 0;
        int sub = 1;
        friend bool operator==(const Fraction &, const Fraction &) noexcept = default;
    };

    /// Plain decimals, at least @p digits of them.
    [[nodiscard]] static PriceFormat decimal(int digits) noexcept;
    /// Fractions with @p separator between the whole and the fraction ('\0': none); an off-grid price falls back to
    /// decimals. With '-' the part of a 32nd stands behind a point, as traders write it: 110-16.5.
    [[nodiscard]] static PriceFormat fractional(Fraction fraction, int digits, char separator = '\'') noexcept;

    /// The text, with an ASCII '-' in front of a negative price: the form that parses back.
    [[nodiscard]] std::string format(Price price) const;
    /// Averages and other prices between the ticks, half-even: decimals, two more than usual; in a fractional format
    /// the fraction where there is one, else its decimals.
    [[nodiscard]] std::string formatAverage(Price price) const;
    /// Reads what a trader types: a fraction with ', - or a blank between, its last digit with or without a point or
    /// left out (110-16.5, 110'165, 110 16), or without a separator (110165), or plain decimals (110.515625). '-' and
    /// U+2212 in front are both minus. Nullopt when it is none of these, so in a fractional format a whole number
    /// without a fraction ("107") is refused rather than guessed.
    [[nodiscard]] std::optional<Price> parse(std::string_view text) const;

    [[nodiscard]] int digits() const noexcept { return m_digits; }
    [[nodiscard]] const std::optional<Fraction> &fraction() const noexcept { return m_fraction; }

private:
    [[nodiscard]] std::optional<std::string> formatFraction(Price price) const;
    [[nodiscard]] std::optional<Price> parseFraction(std::string_view text) const;

    int m_digits = 0;
    std::optional<Fraction> m_fraction;
    char m_separator = '\'';
};

/// Which plain-decimal rule applies (t4-chart-and-prices.md 11.2).
enum class DecimalMode { Exact, Truncated, HalfEven };

/// The plain form of @p price under @p mode with @p digits.
[[nodiscard]] std::string formatDecimal(Price price, int digits, DecimalMode mode);

/// Chooses a market's format from its price code and increment by the rules of t4-chart-and-prices.md 11.3.
/// @p decimals are the digits the market gives for the session's price format; more are used where the increment
/// needs them. @p separator is the user's.
[[nodiscard]] PriceFormat choosePriceFormat(std::string_view priceCode, Price increment, int decimals,
                                            char separator = '\'');

} // namespace depthdeck
