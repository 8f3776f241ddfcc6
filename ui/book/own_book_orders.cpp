// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/book/own_book_orders.h"

#include "app/trading/order_store.h"
#include "ui/depth/own_orders.h"

namespace depthdeck::ui {

std::vector<OwnBookOrder> ownBookOrders(const OrderStore &orders, const MarketId &market, const OrderByOrderBook &book,
                                        const QueueTracker &queues)
{
    std::vector<OwnBookOrder> found;
    for (const Order &order : orders.orders()) {
        if (order.market != market)
            continue;
        const auto resting = restingOrder(order);
        if (!resting)
            continue;
        OwnBookOrder own{.id = order.id,
                         .side = resting->side,
                         .price = resting->price,
                         .lots = resting->working,
                         .state = order.state(),
                         .bookId = std::nullopt,
                         .position = queues.position(order.id)};
        const RestingOrder *segment = own.position && own.position->exact ? book.find(order.exchangeOrderId) : nullptr;
        if (segment)
            own.bookId = segment->id;
        found.push_back(std::move(own));
    }
    return found;
}

} // namespace depthdeck::ui
