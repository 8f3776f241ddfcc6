// SPDX-License-Identifier: GPL-3.0-or-later
// The half of Floor that hears from the engines and tells the listener.
#include "app/exchange/venue/floor.h"

#include <algorithm>

namespace depthdeck::exchange {

using EventType = VenueOrderEvent::Type;

// ---- what the engine reports

void Floor::onFill(const Fill &fill)
{
    ClientOrder &client = *m_clients.find(fill.owner);
    client.filled += fill.volume;
    VenueOrderEvent event = eventOf(client, EventType::Filled);
    event.price = fill.price;
    event.volume = fill.volume;
    event.aggressor = fill.aggressor;
    event.tradeId = fill.tradeId;
    if (m_impliedTrade && m_impliedTrade->spread == event.market)
        event.legPrices = m_impliedTrade->legPrices;
    if (event.working == 0)
        m_clients.erase(fill.owner);
    tell(event);
}

void Floor::onPrint(const Print &print)
{
    Market &market = m_markets[m_current];
    const bool dueToSpread = m_impliedTrade && m_impliedTrade->spread != m_current;
    const bool wider = market.figures.onPrint(print, dueToSpread, m_specs[m_current].ticks, m_now);
    if (!dueToSpread) // what the spread did says nothing of the leg's own crowd
        market.flow.onTrade(print.at, print.volume, m_now);
    ++m_eventCount;
    if (m_listener)
        m_listener->onTrade(
            {m_current, print.price, print.volume, print.at, dueToSpread, print.tradeId, m_now, print.restingVolumes});
    if (wider)
        tell(m_current, Statistic::HighLow);
}

void Floor::onTriggered(OrderHandle owner, std::uint64_t, OrderKind becomes, std::int32_t)
{
    ClientOrder &client = *m_clients.find(owner);
    client.isWaiting = false;
    client.order.kind = becomes;
    tell(eventOf(client, EventType::Triggered));
}

void Floor::onRested(OrderHandle owner, std::uint64_t, OrderRef order)
{
    m_clients.find(owner)->resting = order;
}

void Floor::onCancelled(OrderHandle owner, std::uint64_t, CancelReason reason)
{
    cancel(*m_clients.find(owner), reason);
}

void Floor::onOrderChange(const OrderBookChange &change)
{
    if (!m_listener)
        return;
    OrderBookChange told = change;
    told.market = m_current;
    m_listener->onOrderBookChange(told);
}

void Floor::onOrdersHit(const Print &print, std::span<const OrderTrade::Hit> orders)
{
    if (m_listener)
        m_listener->onOrderTrade({m_current, print.price, print.volume, print.at, m_now, orders});
}

// ---- telling

Floor::Market &Floor::enter(MarketIndex market)
{
    m_current = market;
    m_touched.assign(1, market);
    return m_markets[market];
}

void Floor::touch(MarketIndex market)
{
    if (m_touched.empty() || m_touched.back() != market)
        m_touched.push_back(market);
}

/// Ends an action: the stops that it fired, in whatever market, then one notice a market for all it did to the book.
void Floor::leave()
{
    for (std::size_t at = 0; at < m_touched.size(); ++at) { // by index: what fires may touch others
        m_current = m_touched[at];
        m_markets[m_current].engine.runTriggers(*this);
    }
    for (const MarketIndex market : m_touched)
        tellBookChange(market);
    m_touched.clear();
}

void Floor::tellBookChange(MarketIndex market)
{
    Market &changed = m_markets[market];
    const std::uint64_t revision = changed.engine.book().revision();
    if (revision == changed.shownRevision)
        return;
    changed.shownRevision = revision;
    ++m_eventCount;
    if (m_listener)
        m_listener->onBookChanged(market);
    tellImpliedChanges(market);
}

void Floor::tell(const VenueOrderEvent &event)
{
    if (m_listener)
        m_listener->onOrder(event);
}

void Floor::tell(MarketIndex market, Statistic what)
{
    if (m_listener)
        m_listener->onStatistic(market, what);
}

} // namespace depthdeck::exchange
