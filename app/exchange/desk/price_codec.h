// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/market_spec.h"

#include <optional>
#include <string>
#include <string_view>

namespace depthdeck::exchange {

/// How prices read in one session; the numbers are the wire's PriceFormat (t4-protocol.md a.8).
enum class WirePriceFormat : std::uint8_t { Decimal = 0, Real = 1, ClearingDecimal = 2 };
inline constexpr std::size_t wirePriceFormatCount = 3;

/// Whether MarketDetails.point_value follows the session's price format. The sources contradict each other
/// (t4-protocol.md a.8); Unscaled, the value of one DECIMAL unit in every session, has the better evidence.
enum class PointValueScaling : std::uint8_t { Unscaled, WithPriceFormat };

/// Writes and reads market prices in one session's price format by exact integer arithmetic. Inside the exchange
/// there are REAL prices only.
class PriceCodec
{
public:
    explicit PriceCodec(WirePriceFormat format = WirePriceFormat::Decimal,
                        PointValueScaling scaling = PointValueScaling::Unscaled) noexcept
        : m_format{format},
          m_scaling{scaling}
    {
    }

    [[nodiscard]] WirePriceFormat format() const noexcept { return m_format; }

    /// The wire text of @p real with the digits this market has in this format.
    [[nodiscard]] std::string encode(const MarketSpec &market, Price real) const;
    /// The REAL price of @p text. Nullopt when it does not parse or does not fit 1e-9 units.
    [[nodiscard]] std::optional<Price> decode(const MarketSpec &market, std::string_view text) const noexcept;
    /// The variable tick table with its bounds and increments in this format, so that a client that works in session
    /// units alone is right.
    [[nodiscard]] std::string encodeVtt(const MarketSpec &market) const;
    [[nodiscard]] std::string encodePointValue(const MarketSpec &market) const;

private:
    [[nodiscard]] int shift(const MarketSpec &market) const noexcept;

    WirePriceFormat m_format;
    PointValueScaling m_scaling;
};

/// @p value * 10^-@p scale as decimal text with at least @p minDecimals digits after the point, exact.
[[nodiscard]] std::string decimalText(std::int64_t value, int scale, int minDecimals);

} // namespace depthdeck::exchange
