// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/price_format.h"

#include "app/market/price_code_table.h"

#include <algorithm>
#include <charconv>

namespace depthdeck {

namespace {

constexpr std::uint64_t unitsPerOne = Price::unitsPerOne;
// What may stand between the whole and the fraction of a price that somebody typed.
constexpr std::string_view separators = "'- ";

/// A price taken apart: its sign, and its magnitude's whole part and units behind the point.
struct Parts
{
    bool negative = false;
    std::uint64_t whole = 0;
    std::uint64_t fraction = 0;
};

Parts partsOf(Price price) noexcept
{
    auto magnitude = static_cast<std::uint64_t>(price.units());
    if (price.isNegative())
        magnitude = ~magnitude + 1;
    return {price.isNegative(), magnitude / unitsPerOne, magnitude % unitsPerOne};
}

constexpr int digitsOf(int number) noexcept
{
    int digits = 1;
    for (; number >= 10; number /= 10)
        ++digits;
    return digits;
}

/// The digits that the numerator of the fraction takes: 0 to main - 1.
constexpr int mainDigits(const PriceFormat::Fraction &fraction) noexcept
{
    return digitsOf(fraction.main - 1);
}

std::string padded(std::uint64_t number, int digits)
{
    std::string text = std::to_string(number);
    const auto width = static_cast<std::size_t>(digits);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

/// All of @p text as a number. Nullopt when it is empty, has any other character or is too large.
std::optional<std::int64_t> wholeNumber(std::string_view text) noexcept
{
    std::int64_t number = 0;
    const auto *const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (text.empty() || text.front() == '-' || error != std::errc{} || stop != end)
        return std::nullopt;
    return number;
}

std::string_view withoutBlanks(std::string_view text) noexcept
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

/// Cuts one sign off the front of @p text. True when it was a minus.
bool takeMinus(std::string_view &text) noexcept
{
    constexpr std::string_view minusSign = "\xE2\x88\x92"; // U+2212
    const bool typographic = text.starts_with(minusSign);
    const bool negative = typographic || text.starts_with('-');
    if (typographic)
        text.remove_prefix(minusSign.size());
    else if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    return negative;
}

std::optional<Price> parsePlain(std::string_view text) noexcept
{
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
    return plain ? Price::parse(text) : std::nullopt;
}

/// The n of n / sub whose shown digit, cut off, is @p digit: 2 is 1/4 and 7 is 3/4 of quarters.
std::optional<int> subNumerator(int sub, std::int64_t digit) noexcept
{
    for (int n = 0; n < sub; ++n)
        if (10 * n / sub == digit)
            return n;
    return std::nullopt;
}

/// Digits behind the point that @p price needs.
int neededDigits(Price price) noexcept
{
    int digits = Price::maxDecimals;
    std::uint64_t fraction = partsOf(price).fraction;
    while (digits > 0 && fraction % 10 == 0) {
        fraction /= 10;
        --digits;
    }
    return digits;
}

/// The fraction that an increment suggests when the price code says nothing to us (t4-chart-and-prices.md 11.3).
std::optional<PriceFormat::Fraction> fractionOfIncrement(Price increment) noexcept
{
    constexpr auto one = Price::unitsPerOne;
    switch (increment.units()) {
    case one / 32:
        return PriceFormat::Fraction{32, 1};
    case one / 64:
        return PriceFormat::Fraction{32, 2};
    case one / 128:
        return PriceFormat::Fraction{32, 4};
    case one / 256:
        return PriceFormat::Fraction{32, 8};
    case one / 8:
    case one / 4: // grains tick in quarters and are shown in eighths
        return PriceFormat::Fraction{8, 1};
    default:
        return std::nullopt;
    }
}

bool isWholeOn(Price increment, const PriceFormat::Fraction &fraction) noexcept
{
    const auto fractionUnits = partsOf(increment).fraction;
    const auto perOne = static_cast<std::uint64_t>(fraction.main) * static_cast<std::uint64_t>(fraction.sub);
    return fractionUnits * perOne % unitsPerOne == 0;
}

} // namespace

PriceFormat PriceFormat::decimal(int digits) noexcept
{
    PriceFormat format;
    format.m_digits = std::clamp(digits, 0, Price::maxDecimals);
    return format;
}

PriceFormat PriceFormat::fractional(Fraction fraction, int digits, char separator) noexcept
{
    PriceFormat format = decimal(digits);
    // Larger ones have no exact decimal form in nine digits; smaller ones are no fraction.
    constexpr int maxMain = 512;
    constexpr int maxSub = 8;
    if (fraction.main >= 2 && fraction.main <= maxMain && fraction.sub >= 1 && fraction.sub <= maxSub)
        format.m_fraction = fraction;
    format.m_separator = separator;
    return format;
}

std::optional<std::string> PriceFormat::formatFraction(Price price) const
{
    const Parts parts = partsOf(price);
    const auto sub = static_cast<std::uint64_t>(m_fraction->sub);
    const std::uint64_t scaled = parts.fraction * static_cast<std::uint64_t>(m_fraction->main);
    const std::uint64_t numerator = scaled / unitsPerOne;
    const std::uint64_t rest = scaled % unitsPerOne;
    if (rest * sub % unitsPerOne != 0)
        return std::nullopt;
    std::string text = parts.negative ? "-" : "";
    text += std::to_string(parts.whole);
    if (m_separator != '\0')
        text += m_separator;
    text += padded(numerator, mainDigits(*m_fraction));
    if (sub > 1) {
        if (m_separator == '-')
            text += '.';
        text += static_cast<char>('0' + 10 * rest / unitsPerOne);
    }
    return text;
}

std::string PriceFormat::format(Price price) const
{
    if (m_fraction)
        if (auto text = formatFraction(price))
            return std::move(*text);
    return formatDecimal(price, m_digits, DecimalMode::Exact);
}

std::string PriceFormat::formatAverage(Price price) const
{
    if (!m_fraction)
        return formatDecimal(price, m_digits + 2, DecimalMode::HalfEven);
    auto text = formatFraction(price);
    return text ? std::move(*text) : formatDecimal(price, m_digits, DecimalMode::HalfEven);
}

std::optional<Price> PriceFormat::parseFraction(std::string_view text) const
{
    const auto numeratorDigits = static_cast<std::size_t>(mainDigits(*m_fraction));
    const std::size_t separator = text.find_first_of(separators);
    const bool separated = separator != std::string_view::npos;
    const std::size_t joinedDigits = numeratorDigits + (m_fraction->sub > 1 ? 1 : 0);
    if (!separated && text.size() < joinedDigits)
        return std::nullopt;
    const std::string_view wholeText = text.substr(0, separated ? separator : text.size() - joinedDigits);
    const std::string_view fractionText = text.substr(wholeText.size() + (separated ? 1 : 0));
    if (fractionText.size() < numeratorDigits)
        return std::nullopt;
    std::string_view subText = fractionText.substr(numeratorDigits);
    const bool pointed = subText.starts_with('.');
    if (pointed)
        subText.remove_prefix(1);
    if (subText.size() > (m_fraction->sub > 1 ? 1u : 0u) || (pointed && subText.empty()))
        return std::nullopt;

    const auto whole = wholeNumber(wholeText);
    const auto numerator = wholeNumber(fractionText.substr(0, numeratorDigits));
    const auto digit = subText.empty() ? 0 : wholeNumber(subText);
    if (!whole || !numerator || !digit || *numerator >= m_fraction->main)
        return std::nullopt;
    const auto sub = subNumerator(m_fraction->sub, *digit);
    const std::int64_t parts = m_fraction->main * m_fraction->sub;
    const std::int64_t scaled = sub ? (*numerator * m_fraction->sub + *sub) * Price::unitsPerOne : 0;
    const auto wholePrice = Price::fromUnits(Price::unitsPerOne).times(*whole);
    if (!sub || scaled % parts != 0 || !wholePrice)
        return std::nullopt;
    return wholePrice->plus(Price::fromUnits(scaled / parts));
}

std::optional<Price> PriceFormat::parse(std::string_view text) const
{
    text = withoutBlanks(text);
    const bool negative = takeMinus(text);
    const bool separated = text.find_first_of(separators) != std::string_view::npos;
    const bool isFraction = m_fraction && (separated || text.find('.') == std::string_view::npos);
    const auto magnitude = isFraction ? parseFraction(text) : parsePlain(text);
    return magnitude && negative ? magnitude->times(-1) : magnitude;
}

std::string formatDecimal(Price price, int digits, DecimalMode mode)
{
    digits = std::clamp(digits, 0, Price::maxDecimals);
    if (mode == DecimalMode::Exact)
        return price.toWire(digits);
    std::uint64_t grain = 1;
    for (int digit = digits; digit < Price::maxDecimals; ++digit)
        grain *= 10;
    const Parts parts = partsOf(price);
    std::uint64_t kept = parts.fraction / grain;
    std::uint64_t whole = parts.whole;
    if (mode == DecimalMode::HalfEven) {
        const std::uint64_t twice = 2 * (parts.fraction % grain);
        const bool odd = (digits == 0 ? whole : kept) % 2 != 0;
        kept += twice > grain || (twice == grain && odd) ? 1 : 0;
    }
    whole += kept / (unitsPerOne / grain);
    kept %= unitsPerOne / grain;

    std::string text = parts.negative && (whole != 0 || kept != 0) ? "-" : "";
    text += std::to_string(whole);
    if (digits > 0)
        text += '.' + padded(kept, digits);
    return text;
}

PriceFormat choosePriceFormat(std::string_view priceCode, Price increment, int decimals, char separator)
{
    const int digits = std::max(decimals, neededDigits(increment));
    if (priceCode.empty())
        return PriceFormat::decimal(digits);
    std::optional<PriceFormat::Fraction> fraction;
    if (const PriceCode *code = PriceCodeTable::builtIn().find(priceCode)) {
        if (!code->fraction)
            return PriceFormat::decimal(std::max(code->decimals, neededDigits(increment)));
        fraction = code->fraction;
    } else {
        fraction = fractionOfIncrement(increment);
    }
    if (!fraction || !isWholeOn(increment, *fraction))
        return PriceFormat::decimal(digits);
    return PriceFormat::fractional(*fraction, digits, separator);
}

} // namespace depthdeck
