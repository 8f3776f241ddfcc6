// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/venue/client_orders.h"

#include <algorithm>
#include <utility>

namespace depthdeck::exchange {

std::vector<OrderHandle> ClientOrders::inMarket(MarketIndex market) const
{
    std::vector<std::pair<std::uint64_t, OrderHandle>> found;
    for (const auto &[handle, order] : m_orders) {
        if (order.order.market == market)
            found.emplace_back(order.id, handle);
    }
    std::sort(found.begin(), found.end());
    std::vector<OrderHandle> handles;
    for (const auto &[id, handle] : found)
        handles.push_back(handle);
    return handles;
}

} // namespace depthdeck::exchange
