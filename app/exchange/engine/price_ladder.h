// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/engine/order_pool.h"

#include <algorithm>

namespace depthdeck::exchange {

/// A sum of lots in the width the wire has.
[[nodiscard]] inline std::int32_t clampedLots(std::int64_t lots) noexcept
{
    return static_cast<std::int32_t>(std::min<std::int64_t>(lots, std::numeric_limits<std::int32_t>::max()));
}

/// One price of one side: a first-in first-out queue of orders.
struct Level
{
    Ticks key = 0;            ///< see PriceLadder
    std::int64_t visible = 0; ///< lots shown
    std::int64_t total = 0;   ///< lots, hidden ones included
    std::int32_t orders = 0;
    std::uint32_t head = OrderPool::none;
    std::uint32_t tail = OrderPool::none;
};

/// The levels of one side in one flat array, the best at the back: what changes most is cheapest to insert and erase.
/// Levels are keyed by the price for bids and by minus the price for offers, so the best key is always the greatest.
class PriceLadder
{
public:
    explicit PriceLadder(Side side) noexcept : m_side{side} {}

    [[nodiscard]] Ticks keyOf(Ticks price) const noexcept { return m_side == Side::Buy ? price : -price; }
    [[nodiscard]] Ticks priceOf(const Level &level) const noexcept { return keyOf(level.key); }
    [[nodiscard]] bool isEmpty() const noexcept { return m_levels.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return m_levels.size(); }
    [[nodiscard]] Level &best() noexcept { return m_levels.back(); }
    [[nodiscard]] const Level &best() const noexcept { return m_levels.back(); }
    /// The @p rank th level, 0 the best.
    [[nodiscard]] const Level &level(std::size_t rank) const noexcept { return m_levels[m_levels.size() - 1 - rank]; }
    void dropBest() noexcept { m_levels.pop_back(); }

    [[nodiscard]] Level &findOrAdd(Ticks price)
    {
        const Ticks key = keyOf(price);
        const auto at = position(key);
        if (at != m_levels.end() && at->key == key)
            return *at;
        Level level;
        level.key = key;
        return *m_levels.insert(at, level);
    }

    /// The level must exist.
    [[nodiscard]] Level &at(Ticks price) noexcept { return *position(keyOf(price)); }

    void erase(Level &level) noexcept { m_levels.erase(m_levels.begin() + (&level - m_levels.data())); }

private:
    /// The first level whose key is not below @p key. Most searches end near the touch, hence the walk before the
    /// bisection.
    [[nodiscard]] std::vector<Level>::iterator position(Ticks key) noexcept
    {
        constexpr int walk = 8;
        auto at = m_levels.end();
        for (int i = 0; i < walk; ++i) {
            if (at == m_levels.begin() || std::prev(at)->key < key)
                return at;
            --at;
        }
        return std::lower_bound(m_levels.begin(), at, key,
                                [](const Level &level, Ticks wanted) { return level.key < wanted; });
    }

    Side m_side;
    std::vector<Level> m_levels;
};

} // namespace depthdeck::exchange
