// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/market_board.h"
#include "app/trading/order_store_indexes.h"

// Fills of the OrderStore (t4-protocol.md e.7).
namespace depthdeck {

namespace {

/// What an order tells of each of its fills.
void takeFromOrder(Fill &fill, const Order &order) noexcept
{
    fill.account = order.account;
    fill.market = order.market;
    if (order.side)
        fill.side = fill.isReversal ? opposite(*order.side) : *order.side;
    fill.sideKnown = fill.sideKnown || order.side.has_value();
}

/// Takes @p fill back: positions and totals come from the server, this is for the eye and for averages.
Fill reversalOf(const Fill &fill, const Fill &bust)
{
    Fill reversal = fill;
    reversal.isReversal = true;
    reversal.busted = false;
    reversal.side = opposite(fill.side);
    if (fill.legSide)
        reversal.legSide = opposite(*fill.legSide);
    reversal.time = bust.time;
    reversal.exchangeTime = bust.exchangeTime;
    reversal.historical = bust.historical;
    return reversal;
}

} // namespace

void OrderStore::addFill(int row, Fill fill)
{
    Order &order = at(row);
    fill.order = order.id;
    fill.sideKnown = false;
    takeFromOrder(fill, order);
    nameLeg(fill);
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
    const std::string tradeId = fill.exchangeTradeId;
    appendFill(row, std::move(fill));
    if (tradeId.empty())
        return;
    if (const auto bust = m_indexes->busts.find({row, tradeId}); bust != m_indexes->busts.end())
        bustFills(row, Fill{bust->second});
}

void OrderStore::appendFill(int row, Fill fill)
{
    Order &order = at(row);
    const bool isLeg = fill.legIndex >= 0;
    const bool isNews = !isLeg && !fill.historical && !fill.isReversal;
    const int inBlotter = isLeg ? -1 : static_cast<int>(m_fills.size());
    m_indexes->fills.add(row, fill, {order.fills.size(), inBlotter});
    order.fills.push_back(fill);
    if (!isLeg) {
        m_fills.push_back(std::move(fill));
        emit fillAdded(inBlotter);
    }
    emit orderChanged(row);
    if (isNews)
        emit filled(order.id, inBlotter);
}

/// Flags the fills of that trade and sets a reversal against each; a bust told twice finds nothing left to do. A trade
/// that is not known yet is taken back when it is told.
void OrderStore::bustFills(int row, const Fill &bust)
{
    m_indexes->busts.insert_or_assign({row, bust.exchangeTradeId}, bust);
    std::vector<Fill> reversals;
    for (Fill &fill : at(row).fills) {
        if (fill.exchangeTradeId != bust.exchangeTradeId || fill.busted || fill.isReversal)
            continue;
        fill.busted = true;
        reversals.push_back(reversalOf(fill, bust));
        const FillIndex::Place *place = m_indexes->fills.find(row, fill);
        if (place != nullptr && place->inBlotter >= 0) {
            m_fills[static_cast<std::size_t>(place->inBlotter)].busted = true;
            emit fillChanged(place->inBlotter);
        }
    }
    for (Fill &reversal : reversals)
        appendFill(row, std::move(reversal));
}

/// The order was told after its fills: they have its side, account and market from it.
void OrderStore::refreshFills(int row)
{
    Order &order = at(row);
    for (Fill &fill : order.fills) {
        takeFromOrder(fill, order);
        nameLeg(fill);
        const FillIndex::Place *place = m_indexes->fills.find(row, fill);
        if (place == nullptr || place->inBlotter < 0)
            continue;
        m_fills[static_cast<std::size_t>(place->inBlotter)] = fill;
        emit fillChanged(place->inBlotter);
    }
}

void OrderStore::useMarkets(const MarketBoard &markets)
{
    m_markets = &markets;
    connect(&markets, &MarketBoard::definitionChanged, this, &OrderStore::nameLegsOf);
    for (int row = 0; row < static_cast<int>(m_orders.size()); ++row) {
        for (Fill &fill : at(row).fills)
            nameLeg(fill);
    }
}

/// The definition's legs are numbered like the fills'. The sign of a leg's ratio is as received; a negative one is on
/// the other side of the order (t4-protocol.md f).
void OrderStore::nameLeg(Fill &fill) const
{
    if (fill.legIndex < 0 || m_markets == nullptr)
        return;
    const MarketState *market = m_markets->find(fill.market);
    if (market == nullptr || !market->definition)
        return;
    const std::vector<MarketLeg> &legs = market->definition->legs;
    const auto index = static_cast<std::size_t>(fill.legIndex);
    if (index >= legs.size() || legs[index].market.isEmpty())
        return;
    fill.legMarket = legs[index].market;
    if (fill.sideKnown)
        fill.legSide = legs[index].volume.contracts < 0 ? opposite(fill.side) : fill.side;
}

/// The definition of a strategy came after fills of its legs.
void OrderStore::nameLegsOf(const MarketId &market)
{
    const MarketState *told = m_markets->find(market);
    if (told == nullptr || !told->definition || told->definition->legs.empty())
        return;
    for (int row = 0; row < static_cast<int>(m_orders.size()); ++row) {
        Order &order = at(row);
        if (order.market != market)
            continue;
        bool changed = false;
        for (Fill &fill : order.fills) {
            const std::optional<MarketId> before = fill.legMarket;
            nameLeg(fill);
            changed = changed || fill.legMarket != before;
        }
        if (changed)
            emit orderChanged(row);
    }
}

} // namespace depthdeck
