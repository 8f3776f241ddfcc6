// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/price_format.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

class QByteArray;

namespace depthdeck {

/// What one price code says: a fraction, or plain decimals with @ref decimals digits.
struct PriceCode
{
    std::optional<PriceFormat::Fraction> fraction;
    int decimals = 0;
};

/// The price codes whose meaning is known. A data file, because the vendor publishes no list
/// (t4-chart-and-prices.md 11.3).
class PriceCodeTable
{
public:
    /// The table of this build, resources/prices/price_codes.json. Any thread.
    [[nodiscard]] static const PriceCodeTable &builtIn();
    /// Nullopt when @p json is not such a table, or when any row of it is wrong.
    [[nodiscard]] static std::optional<PriceCodeTable> fromJson(const QByteArray &json);

    /// Nullptr for an unknown code.
    [[nodiscard]] const PriceCode *find(std::string_view code) const noexcept;
    [[nodiscard]] std::size_t size() const noexcept { return m_codes.size(); }

private:
    std::map<std::string, PriceCode, std::less<>> m_codes;
};

} // namespace depthdeck
