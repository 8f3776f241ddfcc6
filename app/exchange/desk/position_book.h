// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/money.h"
#include "app/market/side.h"

#include <optional>

namespace depthdeck::exchange {

/// One market's position by the average-price method. Pure arithmetic: prices and lots in, no money, no time.
/// Whatever is rounded off the cost of closed lots stays in the cost of the open ones, so that realised plus
/// unrealised is exact at every moment.
class PositionBook
{
public:
    /// Books a fill. @p volume is positive.
    void apply(Side side, std::int32_t volume, Price price) noexcept;
    /// Begins a trading day: the open lots count as bought or sold at their cost, what was realised is settled.
    void rollOver() noexcept;
    /// Values the open lots at @p mark from now on (a new day starts at the settlement price).
    void remark(Price mark) noexcept;

    [[nodiscard]] std::int32_t net() const noexcept { return m_net; }
    /// Lots bought, those carried over included, so that buys - sells is the net position.
    [[nodiscard]] std::int32_t buys() const noexcept { return m_buys; }
    [[nodiscard]] std::int32_t sells() const noexcept { return m_sells; }
    /// Sums of price times lots, in units of 1e-9.
    [[nodiscard]] Int128 buyCost() const noexcept { return m_buyCost; }
    [[nodiscard]] Int128 sellCost() const noexcept { return m_sellCost; }
    [[nodiscard]] Int128 openCost() const noexcept { return m_openCost < 0 ? -m_openCost : m_openCost; }
    [[nodiscard]] Int128 realised() const noexcept { return m_realised; }
    /// What the open lots gain at @p price: units of 1e-9 times lots.
    [[nodiscard]] Int128 unrealised(Price price) const noexcept { return Int128{price.units()} * m_net - m_openCost; }
    /// Nullopt when flat.
    [[nodiscard]] std::optional<Price> averageOpen() const noexcept;

private:
    std::int32_t m_net = 0;
    std::int32_t m_buys = 0;
    std::int32_t m_sells = 0;
    Int128 m_openCost = 0; ///< signed like the position
    Int128 m_buyCost = 0;
    Int128 m_sellCost = 0;
    Int128 m_realised = 0;
};

} // namespace depthdeck::exchange
