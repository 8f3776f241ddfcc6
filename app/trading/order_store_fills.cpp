// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_store_indexes.h"

// Fills of the OrderStore (t4-protocol.md e.7).
namespace depthdeck {

void OrderStore::addFill(int row, Fill fill)
{
    Order &order = m_orders[static_cast<std::size_t>(row)];
    fill.order = order.id;
    fill.account = order.account;
    fill.market = order.market;
    fill.side = order.side.value_or(Side::Buy);
    fill.sideKnown = order.side.has_value();
    if (const FillIndex::Place *place = m_indexes->fills.find(row, fill)) {
        Fill &known = order.fills[place->inOrder];
        fill.historical = known.historical;
        fill.busted = known.busted;
        if (fill == known)
            return;
        known = fill;
        if (place->inBlotter >= 0) {
            m_fills[static_cast<std::size_t>(place->inBlotter)] = fill;
            emit fillChanged(place->inBlotter);
        }
        emit orderChanged(row);
        return;
    }
    const bool isLeg = fill.legIndex >= 0;
    const int inBlotter = isLeg ? -1 : static_cast<int>(m_fills.size());
    m_indexes->fills.add(row, fill, {order.fills.size(), inBlotter});
    order.fills.push_back(fill);
    if (!isLeg) {
        m_fills.push_back(fill);
        emit fillAdded(inBlotter);
    }
    emit orderChanged(row);
    if (!isLeg && !fill.historical)
        emit filled(order.id, inBlotter);
}

/// Flags the fills of that trade, if there are any; positions and totals come from the server (t4-protocol.md e.7).
void OrderStore::bustFill(int row, const std::string &exchangeTradeId)
{
    Order &order = m_orders[static_cast<std::size_t>(row)];
    for (Fill &fill : order.fills) {
        if (fill.exchangeTradeId != exchangeTradeId || fill.busted)
            continue;
        fill.busted = true;
        const FillIndex::Place *place = m_indexes->fills.find(row, fill);
        if (place != nullptr && place->inBlotter >= 0) {
            m_fills[static_cast<std::size_t>(place->inBlotter)].busted = true;
            emit fillChanged(place->inBlotter);
        }
        emit orderChanged(row);
    }
}

/// The order was told after its fills: they have its side, account and market from it.
void OrderStore::refreshFills(int row)
{
    Order &order = m_orders[static_cast<std::size_t>(row)];
    for (Fill &fill : order.fills) {
        fill.account = order.account;
        fill.market = order.market;
        fill.side = order.side.value_or(fill.side);
        fill.sideKnown = fill.sideKnown || order.side.has_value();
        const FillIndex::Place *place = m_indexes->fills.find(row, fill);
        if (place == nullptr || place->inBlotter < 0)
            continue;
        m_fills[static_cast<std::size_t>(place->inBlotter)] = fill;
        emit fillChanged(place->inBlotter);
    }
}

} // namespace depthdeck
