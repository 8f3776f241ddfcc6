// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/price_distance.h"

#include "ui/common/number_text.h"

#include <QCoreApplication>

#include <cmath>
#include <limits>

namespace depthdeck::ui {

namespace {

struct PriceDistance
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::PriceDistance)
};

constexpr std::int64_t mostTicks = 1'000'000;

double asDouble(Price price) noexcept
{
    return static_cast<double>(price.units()) / static_cast<double>(Price::unitsPerOne);
}

// Without a starting price a tick is one increment around zero.
std::optional<Price> differenceOf(const DistanceBasis &basis, std::int64_t ticks)
{
    const std::int64_t signedTicks = basis.upwards ? ticks : -ticks;
    if (!basis.from)
        return basis.ticks.increment().times(signedTicks);
    const std::optional<Price> to = basis.ticks.stepped(*basis.from, signedTicks);
    return to ? to->minus(*basis.from) : std::nullopt;
}

// Money is a double with cents; half a hundredth of a cent is nothing.
bool isOver(double money, double limit) noexcept
{
    return money > limit + 0.00005;
}

} // namespace

DistanceBasis DistanceBasis::of(const Market &market)
{
    DistanceBasis basis;
    basis.ticks = market.ticks;
    basis.format = market.format;
    if (const std::optional<Price> value = market.tickValue(); value && value->units() > 0)
        basis.tickValue = asDouble(*value);
    return basis;
}

std::optional<double> moneyOf(const DistanceBasis &basis, Price difference)
{
    if (!basis.tickValue || basis.ticks.increment().isZero())
        return std::nullopt;
    const double increments = std::abs(asDouble(difference) / asDouble(basis.ticks.increment()));
    return increments * *basis.tickValue * basis.lots.contracts;
}

Distance distanceOfTicks(const DistanceBasis &basis, std::int64_t ticks)
{
    Distance distance;
    distance.ticks = ticks;
    distance.difference = differenceOf(basis, ticks);
    if (distance.difference) {
        distance.money = moneyOf(basis, *distance.difference);
        if (basis.from)
            distance.price = basis.from->plus(*distance.difference);
    }
    return distance;
}

Distance distanceToPrice(const DistanceBasis &basis, Price price)
{
    Distance distance;
    distance.price = price;
    if (!basis.from)
        return distance;
    distance.difference = price.minus(*basis.from);
    distance.ticks = basis.ticks.ticksBetween(*basis.from, price);
    if (distance.ticks && !basis.upwards)
        distance.ticks = -*distance.ticks;
    if (distance.difference)
        distance.money = moneyOf(basis, *distance.difference);
    return distance;
}

std::optional<Distance> distanceOfMoney(const DistanceBasis &basis, double money)
{
    if (!basis.tickValue || basis.lots.contracts < 1 || !std::isfinite(money) || money <= 0)
        return std::nullopt;
    const auto worth = [&basis](std::int64_t ticks) {
        return distanceOfTicks(basis, ticks).money.value_or(std::numeric_limits<double>::infinity());
    };
    // The most that is not over: by halves, because a variable tick is not worth the same everywhere.
    std::int64_t fits = 0;
    std::int64_t over = mostTicks;
    while (over - fits > 1) {
        const std::int64_t middle = fits + (over - fits) / 2;
        (isOver(worth(middle), money) ? over : fits) = middle;
    }
    if (fits == 0)
        return std::nullopt;
    return distanceOfTicks(basis, fits);
}

QString ticksText(std::int64_t ticks)
{
    return ticks == 1 ? PriceDistance::tr("1 tick") : PriceDistance::tr("%1 ticks").arg(countText(ticks));
}

QString signedTicksText(std::int64_t ticks)
{
    if (ticks > 0)
        return u'+' + ticksText(ticks);
    return ticks == 0 ? ticksText(0) : trueMinus + ticksText(-ticks);
}

} // namespace depthdeck::ui
