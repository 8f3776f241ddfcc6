// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/position_book.h"

#include <algorithm>
#include <cstdlib>

namespace depthdeck::exchange {

namespace {

/// @p cost * @p part / @p whole rounded to the nearest, keeping the sign of @p cost.
Int128 share(Int128 cost, std::int32_t part, std::int32_t whole) noexcept
{
    return part == whole ? cost : dividedRounded(cost * part, whole);
}

} // namespace

void PositionBook::apply(Side side, std::int32_t volume, Price price) noexcept
{
    const std::int32_t direction = side == Side::Buy ? 1 : -1;
    const Int128 value = Int128{price.units()} * volume;
    (side == Side::Buy ? m_buys : m_sells) += volume;
    (side == Side::Buy ? m_buyCost : m_sellCost) += value;

    std::int32_t closing = 0;
    if (m_net * std::int64_t{direction} < 0) {
        closing = std::min(std::abs(m_net), volume);
        const Int128 cost = share(m_openCost, closing, std::abs(m_net));
        m_openCost -= cost;
        m_realised += Int128{price.units()} * -direction * closing - cost;
    }
    m_openCost += Int128{price.units()} * direction * (volume - closing);
    m_net += direction * volume;
}

void PositionBook::rollOver() noexcept
{
    m_buys = std::max(m_net, 0);
    m_sells = std::max(-m_net, 0);
    m_buyCost = m_net > 0 ? m_openCost : 0;
    m_sellCost = m_net < 0 ? -m_openCost : 0;
    m_realised = 0;
}

void PositionBook::remark(Price mark) noexcept
{
    m_openCost = Int128{mark.units()} * m_net;
    rollOver();
}

std::optional<Price> PositionBook::averageOpen() const noexcept
{
    if (m_net == 0)
        return std::nullopt;
    const Int128 cost = m_net > 0 ? m_openCost : -m_openCost;
    return Price::fromUnits(static_cast<std::int64_t>(dividedRounded(cost, std::abs(m_net))));
}

} // namespace depthdeck::exchange
