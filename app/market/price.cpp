// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/price.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace depthdeck {

namespace {

/// Digits of a decimal text as one integer and where its point stands. At most 19 significant digits.
struct Digits
{
    std::uint64_t value = 0;
    int decimals = 0;
    bool any = false;
};

constexpr bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

bool appendDigit(Digits &digits, char c) noexcept
{
    constexpr std::uint64_t limit = std::numeric_limits<std::uint64_t>::max() / 10 - 1;
    if (digits.value > limit)
        return false;
    digits.value = digits.value * 10 + static_cast<std::uint64_t>(c - '0');
    digits.any = true;
    return true;
}

/// Reads digits with at most one point, leaving @p text at the first other character.
/// Zeros at the end of the fraction are held back, so that they never use up the range.
std::optional<Digits> readDigits(std::string_view &text) noexcept
{
    Digits digits;
    bool afterPoint = false;
    int pendingZeros = 0;
    while (!text.empty()) {
        const char c = text.front();
        if (c == '.' && !afterPoint) {
            afterPoint = true;
        } else if (isDigit(c)) {
            if (afterPoint && c == '0') {
                ++pendingZeros;
                digits.any = true;
            } else {
                for (; pendingZeros > 0; --pendingZeros, ++digits.decimals)
                    if (!appendDigit(digits, '0'))
                        return std::nullopt;
                if (!appendDigit(digits, c))
                    return std::nullopt;
                digits.decimals += afterPoint ? 1 : 0;
            }
        } else {
            break;
        }
        text.remove_prefix(1);
    }
    return digits.any ? std::optional{digits} : std::nullopt;
}

/// Reads "e-3" or "E+12" to the end of the text. Nullopt unless all of it is an exponent of at most three digits.
std::optional<int> readExponent(std::string_view text) noexcept
{
    text.remove_prefix(1);
    const bool plus = !text.empty() && text.front() == '+';
    if (plus)
        text.remove_prefix(1);
    const bool minus = !plus && !text.empty() && text.front() == '-'; // from_chars reads that one itself
    if (text.size() > (minus ? 4 : 3) || (!minus && (text.empty() || !isDigit(text.front()))))
        return std::nullopt;
    int exponent = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return exponent;
}

/// value * 10^power as units. Nullopt when it does not fit or is not whole.
std::optional<std::uint64_t> scaled(std::uint64_t value, int power) noexcept
{
    if (value == 0)
        return 0;
    for (; power < 0; ++power) {
        if (value % 10 != 0)
            return std::nullopt;
        value /= 10;
    }
    for (; power > 0; --power)
        if (__builtin_mul_overflow(value, std::uint64_t{10}, &value))
            return std::nullopt;
    return value;
}

constexpr std::array<std::int64_t, Price::maxDecimals + 1> powersOfTen{
    1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

/// The form nearly every price of a feed has: at most nine digits, perhaps a point and one to nine more, a minus
/// before. A depth image holds twenty of them. Nullopt says only that the text has another form.
std::optional<std::int64_t> plainUnits(std::string_view text) noexcept
{
    constexpr std::ptrdiff_t maxWhole = 9; // so that no sum below can overflow
    const char *at = text.data();
    const char *const end = at + text.size();
    const bool negative = at != end && *at == '-';
    at += negative ? 1 : 0;
    const char *const whole = at;
    std::int64_t value = 0;
    for (; at != end && isDigit(*at); ++at) {
        if (at - whole == maxWhole)
            return std::nullopt;
        value = value * 10 + (*at - '0');
    }
    if (at == whole)
        return std::nullopt;
    std::ptrdiff_t decimals = 0;
    if (at != end && *at == '.') {
        const char *const fraction = ++at;
        for (; at != end && isDigit(*at); ++at) {
            if (at - fraction == Price::maxDecimals)
                return std::nullopt;
            value = value * 10 + (*at - '0');
        }
        decimals = at - fraction;
    }
    if (at != end)
        return std::nullopt;
    value *= powersOfTen[static_cast<std::size_t>(Price::maxDecimals - decimals)];
    return negative ? -value : value;
}

} // namespace

std::optional<Price> Price::parse(std::string_view text) noexcept
{
    if (const auto units = plainUnits(text))
        return fromUnits(*units);
    bool negative = false;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    const auto digits = readDigits(text);
    if (!digits)
        return std::nullopt;
    int exponent = 0;
    if (!text.empty()) {
        if (text.front() != 'e' && text.front() != 'E')
            return std::nullopt;
        const auto read = readExponent(text);
        if (!read)
            return std::nullopt;
        exponent = *read;
    }
    const auto magnitude = scaled(digits->value, maxDecimals - digits->decimals + exponent);
    const std::uint64_t largest = std::numeric_limits<std::int64_t>::max() + (negative ? std::uint64_t{1} : 0);
    if (!magnitude || *magnitude > largest)
        return std::nullopt;
    return fromUnits(static_cast<std::int64_t>(negative ? ~*magnitude + 1 : *magnitude));
}

std::string Price::toWire(int decimals) const
{
    std::uint64_t magnitude = static_cast<std::uint64_t>(m_units);
    if (m_units < 0)
        magnitude = ~magnitude + 1;
    const std::uint64_t whole = magnitude / unitsPerOne;
    std::uint64_t fraction = magnitude % unitsPerOne;
    std::array<char, maxDecimals> digits{};
    for (auto place = digits.rbegin(); place != digits.rend(); ++place, fraction /= 10)
        *place = static_cast<char>('0' + fraction % 10);
    int needed = maxDecimals;
    while (needed > 0 && digits[static_cast<std::size_t>(needed) - 1] == '0')
        --needed;
    const int shown = std::max(needed, std::clamp(decimals, 0, maxDecimals));

    std::string text = m_units < 0 ? "-" : "";
    text += std::to_string(whole);
    if (shown > 0) {
        text += '.';
        text.append(digits.data(), static_cast<std::size_t>(shown));
    }
    return text;
}

std::optional<Price> Price::plus(Price other) const noexcept
{
    std::int64_t sum = 0;
    if (__builtin_add_overflow(m_units, other.m_units, &sum))
        return std::nullopt;
    return fromUnits(sum);
}

std::optional<Price> Price::minus(Price other) const noexcept
{
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(m_units, other.m_units, &difference))
        return std::nullopt;
    return fromUnits(difference);
}

std::optional<Price> Price::times(std::int64_t factor) const noexcept
{
    std::int64_t product = 0;
    if (__builtin_mul_overflow(m_units, factor, &product))
        return std::nullopt;
    return fromUnits(product);
}

std::optional<Price> Price::magnitude() const noexcept
{
    if (m_units == std::numeric_limits<std::int64_t>::min())
        return std::nullopt;
    return fromUnits(m_units < 0 ? -m_units : m_units);
}

} // namespace depthdeck
