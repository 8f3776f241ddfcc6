// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/engine/order_types.h"

#include <unordered_map>
#include <vector>

namespace depthdeck::exchange {

/// A client's order while it works.
struct ClientOrder
{
    VenueOrder order;     ///< as it is now: revisions change it
    std::uint64_t id = 0; ///< the exchange order id
    OrderRef resting;     ///< valid when it is neither waiting nor held
    std::int32_t filled = 0;
    bool isWaiting = false; ///< a stop or MIT that has not fired
    bool isHeld = false;    ///< an on-open or on-close order whose moment has not come

    [[nodiscard]] std::int32_t working() const noexcept { return order.volume - filled; }
};

/// The working orders of all clients.
class ClientOrders
{
public:
    ClientOrder &add(const VenueOrder &order, std::uint64_t id)
    {
        ClientOrder &added = m_orders[order.handle];
        added.order = order;
        added.id = id;
        return added;
    }

    /// Null when it no longer works. Stays valid until the order is erased.
    [[nodiscard]] ClientOrder *find(OrderHandle handle) noexcept
    {
        const auto found = m_orders.find(handle);
        return found == m_orders.end() ? nullptr : &found->second;
    }

    void erase(OrderHandle handle) { m_orders.erase(handle); }

    /// The handles of a market's orders in the order in which they were entered.
    [[nodiscard]] std::vector<OrderHandle> inMarket(MarketIndex market) const;

private:
    std::unordered_map<OrderHandle, ClientOrder> m_orders;
};

} // namespace depthdeck::exchange
