// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/engine/order_types.h"

#include <vector>

namespace depthdeck::exchange {

/// An order in the book, linked into its level's queue. One cache line.
struct RestingOrder
{
    std::uint64_t id = 0;
    OrderHandle owner = 0;
    Ticks price = 0;
    std::uint64_t priority = 0; ///< grows along each level's queue
    std::int32_t remaining = 0; ///< lots left, hidden ones included
    std::int32_t visible = 0;   ///< lots shown now
    std::int32_t maxShow = 0;
    std::uint32_t previous = 0;
    std::uint32_t next = 0;
    std::uint32_t generation = 0;
    Side side = Side::Buy;
    bool live = false;
};

/// Owns the orders of one book: slots are reused, never freed, so that resting and leaving allocate nothing.
class OrderPool
{
public:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    [[nodiscard]] std::uint32_t take()
    {
        if (m_free == none) {
            m_orders.emplace_back();
            m_orders.back().live = true;
            return static_cast<std::uint32_t>(m_orders.size() - 1);
        }
        const std::uint32_t slot = m_free;
        m_free = m_orders[slot].next;
        m_orders[slot].live = true;
        return slot;
    }

    void give(std::uint32_t slot) noexcept
    {
        RestingOrder &order = m_orders[slot];
        order.live = false;
        ++order.generation;
        order.next = m_free;
        m_free = slot;
    }

    [[nodiscard]] RestingOrder &operator[](std::uint32_t slot) noexcept { return m_orders[slot]; }
    [[nodiscard]] const RestingOrder &operator[](std::uint32_t slot) const noexcept { return m_orders[slot]; }

    /// Null when the order has left the book.
    [[nodiscard]] const RestingOrder *find(OrderRef ref) const noexcept
    {
        if (ref.slot >= m_orders.size())
            return nullptr;
        const RestingOrder &order = m_orders[ref.slot];
        return order.live && order.generation == ref.generation ? &order : nullptr;
    }

private:
    std::vector<RestingOrder> m_orders;
    std::uint32_t m_free = none;
};

} // namespace depthdeck::exchange
