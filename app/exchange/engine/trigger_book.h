// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/engine/order_types.h"

#include <map>
#include <unordered_map>
#include <vector>

namespace depthdeck::exchange {

/// A stop or market-if-touched order that waits for a trade.
struct WaitingOrder
{
    EngineOrder order; ///< limit only for StopLimit
    OrderKind kind = OrderKind::StopMarket;
    Ticks trigger = 0;
};

/// The stops of one market, invisible until a trade fires them. A buy stop and a sell MIT fire at or above their
/// trigger, a sell stop and a buy MIT at or below. The ones nearest to where the trade came from fire first, equal
/// triggers in order of entry.
class TriggerBook
{
public:
    void add(const WaitingOrder &order);
    /// False when it is not there.
    bool remove(std::uint64_t id);
    [[nodiscard]] const WaitingOrder *find(std::uint64_t id) const noexcept;
    [[nodiscard]] bool isEmpty() const noexcept { return m_places.empty(); }
    /// Moves everything that a trade at @p price fires to the end of @p fired, in firing order.
    void collect(Ticks price, std::vector<WaitingOrder> &fired);

    /// Whether @p kind on @p side fires when the price rises to its trigger; else when it falls.
    [[nodiscard]] static bool firesOnRise(OrderKind kind, Side side) noexcept
    {
        return (side == Side::Buy) == (kind != OrderKind::MarketIfTouched);
    }

private:
    // Keyed by the trigger, for the falling side by minus the trigger: both fire from their beginning.
    using Queue = std::multimap<Ticks, WaitingOrder>;

    void fire(Queue &queue, Ticks upTo, std::vector<WaitingOrder> &fired);

    Queue m_rising;
    Queue m_falling;
    std::unordered_map<std::uint64_t, Queue::iterator> m_places;
};

} // namespace depthdeck::exchange
