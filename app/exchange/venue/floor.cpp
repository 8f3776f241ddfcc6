// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/venue/floor.h"

namespace depthdeck::exchange {

namespace {

using EventType = VenueOrderEvent::Type;

[[nodiscard]] constexpr bool isContinuous(MarketMode mode) noexcept
{
    return mode == MarketMode::Open || mode == MarketMode::RestrictedOpen;
}

[[nodiscard]] std::vector<MarketSpec> specsOf(const std::vector<ListedMarket> &listed)
{
    std::vector<MarketSpec> specs;
    specs.reserve(listed.size());
    for (const ListedMarket &market : listed)
        specs.push_back(market.spec);
    return specs;
}

/// The price that fires a stop or MIT; absent for the others.
[[nodiscard]] std::optional<Ticks> triggerOf(const VenueOrder &order) noexcept
{
    switch (order.kind) {
    case OrderKind::StopMarket:
    case OrderKind::StopLimit:
        return order.stop;
    case OrderKind::MarketIfTouched:
        return order.limit;
    case OrderKind::Market:
    case OrderKind::Limit:
        break;
    }
    return std::nullopt;
}

[[nodiscard]] EngineOrder engineOrder(const VenueOrder &order, std::uint64_t id) noexcept
{
    return {order.handle, id, order.side, order.duration, order.volume, order.maxShow, order.limit.value_or(0)};
}

} // namespace

Floor::Floor(const std::vector<ListedMarket> &listed, std::uint64_t seed)
    : m_specs{specsOf(listed)},
      m_relations{m_specs}
{
    m_markets.reserve(listed.size());
    for (const ListedMarket &market : listed) {
        m_markets.emplace_back(market.flow, streamSeed(seed, m_markets.size()));
        m_markets.back().engine.setProtection(market.protectionTicks);
        m_markets.back().engine.stopMatching();
    }
}

// ---- the crowd

CrowdDesk Floor::deskOf(MarketIndex market)
{
    Market &entered = enter(market);
    const MarketStatistics &statistics = entered.figures.statistics();
    return {entered.engine, *this, m_lastOrderId, statistics.limitLow, statistics.limitHigh};
}

void Floor::crowdActs(MarketIndex market, FineTicks fair)
{
    CrowdDesk desk = deskOf(market);
    m_markets[market].flow.act(fair, desk);
    leave();
}

void Floor::crowdPopulates(MarketIndex market, FineTicks fair)
{
    CrowdDesk desk = deskOf(market);
    m_markets[market].flow.populate(fair, desk);
    leave();
}

void Floor::crowdWithdraws(MarketIndex market)
{
    CrowdDesk desk = deskOf(market);
    m_markets[market].flow.withdraw(desk);
    leave();
}

// ---- clients

VenueOrderEvent Floor::eventOf(const ClientOrder &order, EventType type) noexcept
{
    VenueOrderEvent event;
    event.type = type;
    event.handle = order.order.handle;
    event.market = order.order.market;
    event.working = order.working();
    event.exchangeOrderId = order.id;
    event.kind = order.order.kind;
    return event;
}

void Floor::takeOrder(const VenueOrder &order)
{
    Market &market = enter(order.market);
    ClientOrder &client = m_clients.add(order, ++m_lastOrderId);
    tell(eventOf(client, EventType::Accepted));
    const EngineOrder taken = engineOrder(order, client.id);
    if (const std::optional<Ticks> trigger = triggerOf(order)) {
        client.isWaiting = true;
        market.engine.triggers().add({taken, order.kind, *trigger});
    } else if (order.kind == OrderKind::Market) {
        finish(order.handle, market.engine.submitMarket(taken, *this));
    } else {
        finish(order.handle, market.engine.submit(taken, *this));
    }
    leave();
}

/// Notes what became of an order that was sent to the book. Filled ones are gone already.
void Floor::finish(OrderHandle handle, const Submission &done)
{
    ClientOrder *client = m_clients.find(handle);
    if (!client)
        return;
    if (done.cancelled)
        cancel(*client, *done.cancelled);
    else
        client->resting = done.order;
}

void Floor::reviseOrder(OrderHandle handle, const VenueOrder &revised)
{
    ClientOrder &client = *m_clients.find(handle);
    Market &market = enter(revised.market);
    client.order = revised;
    tell(eventOf(client, EventType::Revised));
    if (client.isWaiting) {
        market.engine.triggers().remove(client.id);
        market.engine.triggers().add({engineOrder(revised, client.id), revised.kind, *triggerOf(revised)});
    } else {
        finish(handle, market.engine.revise(client.resting, client.working(), *revised.limit, revised.maxShow, *this));
    }
    leave();
}

void Floor::cancelOrder(OrderHandle handle, CancelReason reason)
{
    const ClientOrder client = *m_clients.find(handle);
    Market &market = enter(client.order.market);
    if (client.isWaiting)
        market.engine.triggers().remove(client.id);
    else
        market.engine.cancel(client.resting);
    cancel(client, reason);
    leave();
}

void Floor::cancel(const ClientOrder &order, CancelReason reason)
{
    VenueOrderEvent event = eventOf(order, EventType::Cancelled);
    event.cancel = reason;
    event.working = 0;
    m_clients.erase(event.handle);
    tell(event);
}

void Floor::refuse(const VenueOrderEvent &event)
{
    tell(event);
}

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
    if (event.working == 0)
        m_clients.erase(fill.owner);
    tell(event);
}

void Floor::onPrint(const Print &print)
{
    Market &market = m_markets[m_current];
    const bool wider = market.figures.onPrint(print, m_specs[m_current].ticks, m_now);
    market.flow.onTrade(print.at, print.volume, m_now);
    ++m_eventCount;
    if (m_listener)
        m_listener->onTrade(
            {m_current, print.price, print.volume, print.at, false, print.tradeId, m_now, print.restingVolumes});
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

// ---- telling

Floor::Market &Floor::enter(MarketIndex market) noexcept
{
    m_current = market;
    return m_markets[market];
}

/// Ends an action in the current market: stops that it fired, then one notice for all it did to the book.
void Floor::leave()
{
    m_markets[m_current].engine.runTriggers(*this);
    tellBookChange(m_current);
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

void Floor::tellImpliedChanges(MarketIndex market)
{
    for (const MarketIndex other : m_relations.affectedBy(market)) {
        const ImpliedTop top = implied(other);
        if (top == m_markets[other].shownImplied)
            continue;
        m_markets[other].shownImplied = top;
        ++m_eventCount;
        if (m_listener)
            m_listener->onBookChanged(other);
    }
}

ImpliedTop Floor::implied(MarketIndex market) const
{
    if (!isContinuous(mode(market)))
        return {};
    return m_relations.topOf(market, m_specs, [this](MarketIndex source, Side side) -> std::optional<BookLevel> {
        const MatchingBook &from = book(source);
        if (!isContinuous(mode(source)) || from.levelCount(side) == 0)
            return std::nullopt;
        return from.level(side, 0);
    });
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

// ---- phases and days

void Floor::setMode(MarketIndex market, MarketMode mode, Ticks reference)
{
    Market &entered = enter(market);
    if (entered.figures.statistics().mode == mode)
        return;
    entered.figures.setMode(mode);
    if (m_listener)
        m_listener->onMode(market, mode);
    if (!isContinuous(mode))
        entered.engine.stopMatching();
    else if (!entered.engine.book().isMatching())
        entered.engine.open(reference, *this);
    leave();
    tellImpliedChanges(market);
}

void Floor::setPriceLimits(MarketIndex market, std::optional<Ticks> low, std::optional<Ticks> high)
{
    Market &limited = m_markets[market];
    limited.figures.setPriceLimits(low, high);
    limited.engine.setPriceLimits(low, high);
    tell(market, Statistic::PriceLimits);
}

void Floor::settle(MarketIndex market, Price price, std::int32_t tradeDate)
{
    m_markets[market].figures.settle(price, tradeDate, m_now);
    tell(market, Statistic::Settlement);
}

void Floor::startDay(std::int32_t tradeDate)
{
    for (Market &market : m_markets) {
        const MarketStatistics &ended = market.figures.statistics();
        // Part of the day's trades opened new positions; which part is nobody's to see.
        const std::int32_t opened = ended.totalVolume / 100 - ended.tradeCount % 7;
        market.figures.setOpenInterest(std::max(0, ended.openInterest + opened));
        market.figures.setClearedVolume(ended.totalVolume);
        market.figures.startDay(tradeDate);
    }
    if (m_listener)
        m_listener->onTradeDate(tradeDate);
    for (MarketIndex market = 0; market < size(); ++market) {
        tell(market, Statistic::HighLow);
        tell(market, Statistic::Settlement);
    }
}

} // namespace depthdeck::exchange
