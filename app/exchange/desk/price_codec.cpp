// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/price_codec.h"

#include <algorithm>
#include <iterator>

namespace depthdeck::exchange {

namespace {

constexpr bool isNumberCharacter(char c) noexcept
{
    return (c >= '0' && c <= '9') || c == '.' || c == '-';
}

} // namespace

std::string decimalText(std::int64_t value, int scale, int minDecimals)
{
    const bool negative = value < 0;
    std::uint64_t magnitude = static_cast<std::uint64_t>(value);
    if (negative)
        magnitude = ~magnitude + 1;
    std::string digits = std::to_string(magnitude);
    for (; scale < 0; ++scale)
        if (magnitude != 0)
            digits += '0';
    const auto places = static_cast<std::size_t>(scale);
    while (digits.size() <= places)
        digits.insert(digits.begin(), '0');
    std::string fraction = digits.substr(digits.size() - places);
    digits.erase(digits.size() - places);
    while (!fraction.empty() && fraction.back() == '0')
        fraction.pop_back();
    while (std::ssize(fraction) < minDecimals)
        fraction += '0';
    std::string text = negative ? "-" + digits : digits;
    return fraction.empty() ? text : text + '.' + fraction;
}

int PriceCodec::shift(const MarketSpec &market) const noexcept
{
    return m_format == WirePriceFormat::Decimal ? market.decimalShift : 0;
}

std::string PriceCodec::encode(const MarketSpec &market, Price real) const
{
    const int digits = m_format == WirePriceFormat::Decimal ? market.decimals : market.realDecimals;
    return decimalText(real.units(), Price::maxDecimals - shift(market), digits);
}

std::optional<Price> PriceCodec::decode(const MarketSpec &market, std::string_view text) const noexcept
{
    const auto price = Price::parse(text);
    if (!price)
        return std::nullopt;
    std::int64_t units = price->units();
    for (int places = shift(market); places > 0; --places) {
        if (units % 10 != 0)
            return std::nullopt;
        units /= 10;
    }
    for (int places = shift(market); places < 0; ++places)
        if (__builtin_mul_overflow(units, std::int64_t{10}, &units))
            return std::nullopt;
    return Price::fromUnits(units);
}

std::string PriceCodec::encodeVtt(const MarketSpec &market) const
{
    if (shift(market) == 0)
        return market.vtt;
    std::string shifted;
    std::string_view rest = market.vtt;
    while (!rest.empty()) {
        const auto isNumber = isNumberCharacter(rest.front());
        const auto end =
            std::find_if(rest.begin(), rest.end(), [isNumber](char c) { return isNumberCharacter(c) != isNumber; });
        const auto run = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
        const auto bound = isNumber ? Price::parse(run) : std::nullopt;
        shifted += bound ? decimalText(bound->units(), Price::maxDecimals - shift(market), 0) : std::string{run};
        rest.remove_prefix(run.size());
    }
    return shifted;
}

std::string PriceCodec::encodePointValue(const MarketSpec &market) const
{
    const bool perRealUnit = m_scaling == PointValueScaling::WithPriceFormat && m_format != WirePriceFormat::Decimal;
    const int places = perRealUnit ? 0 : market.decimalShift;
    return decimalText(market.pointValue.units(), Price::maxDecimals + places, 0);
}

} // namespace depthdeck::exchange
