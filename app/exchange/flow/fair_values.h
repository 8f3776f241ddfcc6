// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/catalogue/catalogue.h"
#include "app/exchange/flow/random.h"

#include <chrono>

namespace depthdeck::exchange {

/// What each product is worth: a slow walk that products of a group share in part, with bursts of news that push a
/// whole group one way for some seconds, and a weak pull back to the catalogue's base price. Markets of a product hang
/// on it by their carry. Deterministic from its seed and the calls.
class FairValues
{
public:
    FairValues(const Catalogue &catalogue, std::uint64_t seed);

    /// Lets @p span pass.
    void advance(std::chrono::nanoseconds span);
    /// The future of @p product @p months behind its front month.
    [[nodiscard]] Price future(std::size_t product, int months) const noexcept;
    /// How much busier than usual news makes a group; 1 is usual.
    [[nodiscard]] double excitement(std::size_t group) const noexcept;
    /// Standard deviation of a day.
    [[nodiscard]] Price dailyMove(std::size_t product) const noexcept { return m_products[product].dailyMove; }

private:
    struct Group
    {
        double momentum = 0.0; ///< in daily moves per day
    };
    struct Product
    {
        std::size_t group = 0;
        std::size_t source = 0; ///< the product whose walk this one follows; mostly itself
        Price base;
        Price carry;
        Price dailyMove;
        double correlation = 0.0;
        std::int64_t offset = 0; ///< in price units
        std::int64_t slope = 0;  ///< of the carry, in price units a month
    };

    std::vector<Group> m_groups;
    std::vector<Product> m_products;
    Random m_random;
};

/// The value of a European option on a future by Bachelier's formula.
/// @p years to expiry are floored at an hour; @p dailyMove is one standard deviation of a trading day.
[[nodiscard]] Price optionValue(bool call, Price future, Price strike, double years, Price dailyMove) noexcept;

} // namespace depthdeck::exchange
