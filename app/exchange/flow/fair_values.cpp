// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/flow/fair_values.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace depthdeck::exchange {

namespace {

/// A trading day of 23 hours.
constexpr double daySeconds = 23.0 * 3600.0;
constexpr double newsPerSecond = 1.0 / 150.0;
constexpr double newsFadesInSeconds = 14.0;
/// A burst moves its group by about this share of a daily move in all.
constexpr double newsStrength = 0.018;
constexpr double returnInDays = 15.0;

} // namespace

FairValues::FairValues(const Catalogue &catalogue, std::uint64_t seed)
    : m_groups(catalogue.groups.size()),
      m_random{seed}
{
    for (std::size_t index = 0; index < catalogue.products.size(); ++index) {
        const ProductEntry &entry = catalogue.products[index];
        Product product;
        product.group = entry.group;
        product.source = catalogue.sourceOf(index);
        product.base = entry.basePrice;
        product.carry = entry.carryPerMonth;
        product.dailyMove = entry.dailyMove;
        product.correlation = entry.correlation;
        m_products.push_back(product);
    }
}

void FairValues::advance(std::chrono::nanoseconds span)
{
    const double seconds = std::chrono::duration<double>(span).count();
    const double days = seconds / daySeconds;
    const double root = std::sqrt(days);
    std::vector<double> shared(m_groups.size());
    for (std::size_t index = 0; index < m_groups.size(); ++index) {
        Group &group = m_groups[index];
        if (m_random.chance(std::min(1.0, seconds * newsPerSecond))) {
            const double strength = newsStrength * (0.4 + m_random.exponential());
            group.momentum += (m_random.chance(0.5) ? 1.0 : -1.0) * strength * daySeconds / newsFadesInSeconds;
        }
        // The momentum's effect is integrated, so that a long step does not overshoot.
        const double kept = std::exp(-seconds / newsFadesInSeconds);
        const double drift = group.momentum * (1.0 - kept) * newsFadesInSeconds / daySeconds;
        group.momentum *= kept;
        shared[index] = root * m_random.normal() + drift;
    }
    for (Product &product : m_products) {
        const double own = root * m_random.normal();
        const double slopeMove = 0.01 * root * m_random.normal();
        const double alone = std::sqrt(1.0 - product.correlation * product.correlation);
        const auto move = static_cast<double>(product.dailyMove.units());
        const double walk = product.correlation * shared[product.group] + alone * own;
        const double pull = -static_cast<double>(product.offset) * std::min(1.0, days / returnInDays);
        product.offset += std::llround(walk * move + pull);
        product.slope += std::llround(slopeMove * move - static_cast<double>(product.slope) * std::min(1.0, days));
    }
}

Price FairValues::future(std::size_t product, int months) const noexcept
{
    const Product &asked = m_products[product];
    const Product &source = m_products[asked.source];
    const std::int64_t carry = (asked.carry.units() + source.slope) * months;
    const std::int64_t floor = source.base.units() / 10; // far from anything the walk reaches
    return Price::fromUnits(std::max(source.base.units() + source.offset + carry, floor));
}

double FairValues::excitement(std::size_t group) const noexcept
{
    const double usual = newsStrength * daySeconds / newsFadesInSeconds;
    return 1.0 + std::min(3.0, 1.5 * std::abs(m_groups[group].momentum) / usual);
}

Price optionValue(bool call, Price future, Price strike, double years, Price dailyMove) noexcept
{
    constexpr double tradingDays = 252.0;
    constexpr double anHour = 1.0 / (365.0 * 24.0);
    const double deviation = static_cast<double>(dailyMove.units()) * std::sqrt(std::max(years, anHour) * tradingDays);
    const auto distance = static_cast<double>(future.units() - strike.units());
    const double inTheMoney = call ? distance : -distance;
    const double d = inTheMoney / deviation;
    const double density = std::exp(-d * d / 2.0) / std::sqrt(2.0 * std::numbers::pi);
    const double probability = std::erfc(-d / std::numbers::sqrt2) / 2.0;
    return Price::fromUnits(std::max<std::int64_t>(std::llround(inTheMoney * probability + deviation * density), 0));
}

} // namespace depthdeck::exchange
