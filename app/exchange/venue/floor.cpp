// SPDX-License-Identifier: GPL-3.0-or-later
// The floor's markets, crowds and client orders. What the engines report is in floor_reports.cpp, trades through other
// markets in floor_implied.cpp, phases and days in floor_days.cpp.
#include "app/exchange/venue/floor.h"

namespace depthdeck::exchange {

namespace {

using EventType = VenueOrderEvent::Type;

/// A stop follows the market at most so often (t4-protocol.md e.2.1).
constexpr std::chrono::seconds trailInterval{10};

[[nodiscard]] constexpr bool isContinuous(MarketMode mode) noexcept
{
    return mode == MarketMode::Open || mode == MarketMode::RestrictedOpen;
}

[[nodiscard]] MarketSpecs specsOf(const std::vector<ListedMarket> &listed)
{
    MarketSpecs specs;
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

[[nodiscard]] bool waitsForItsMoment(Duration duration) noexcept
{
    return duration == Duration::OnOpen || duration == Duration::OnClose;
}

[[nodiscard]] EngineOrder engineOrder(const VenueOrder &order, std::uint64_t id) noexcept
{
    return {order.handle, id, order.side, order.duration, order.volume, order.maxShow, order.limit.value_or(0)};
}

} // namespace

Floor::Floor(const std::vector<ListedMarket> &listed, std::uint64_t seed)
    : m_seed{seed},
      m_specs{specsOf(listed)},
      m_relations{m_specs},
      m_bestOf{[this](MarketIndex source, Side side) -> std::optional<BookLevel> {
          const MatchingBook &from = book(source);
          if (from.levelCount(side) == 0 || !isContinuous(mode(source)))
              return std::nullopt;
          return from.level(side, 0);
      }}
{
    for (const ListedMarket &market : listed) {
        m_markets.emplace_back(market.flow, streamSeed(seed, m_markets.size()));
        m_markets.back().engine.setProtection(market.protectionTicks);
        m_markets.back().engine.stopMatching();
    }
    for (MarketIndex market = 0; market < size(); ++market)
        relate(market);
}

MarketIndex Floor::add(const ListedMarket &market)
{
    const MarketIndex added = size();
    m_specs.push_back(market.spec);
    m_relations.add(m_specs);
    m_markets.emplace_back(market.flow, streamSeed(m_seed, added));
    m_markets.back().engine.setProtection(market.protectionTicks);
    m_markets.back().engine.stopMatching();
    relate(added);
    for (const LegSpec &leg : market.spec.legs)
        relate(leg.market);
    if (m_listener)
        m_listener->onMarketListed(added);
    return added;
}

/// Only engines of markets that others imply prices for ask for them.
void Floor::relate(MarketIndex market)
{
    if (m_relations.isRelated(market))
        m_markets[market].engine.setImplied(this);
}

void Floor::watchOrders(MarketIndex market, bool on)
{
    m_markets[market].engine.setWatcher(on ? this : nullptr);
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
    if (waitsForItsMoment(order.duration)) {
        client.isHeld = true;
    } else if (const std::optional<Ticks> trigger = triggerOf(order)) {
        client.isWaiting = true;
        market.engine.triggers().add({taken, order.kind, *trigger});
        if (order.trail)
            m_trailing.emplace(client.id, std::pair{order.handle, m_now + trailInterval});
    } else if (order.kind == OrderKind::Market) {
        finish(order.handle, market.engine.submitMarket(taken, *this));
    } else {
        finish(order.handle, market.engine.submit(taken, *this));
    }
    leave();
}

/// Notes what became of an order that was sent to the book. Filled ones are gone already. @p remainder replaces the
/// reason with which the book cancelled what was left.
void Floor::finish(OrderHandle handle, const Submission &done, std::optional<CancelReason> remainder)
{
    ClientOrder *client = m_clients.find(handle);
    if (!client)
        return;
    if (done.cancelled)
        cancel(*client, remainder.value_or(*done.cancelled));
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
        if (revised.trail)
            m_trailing.emplace(client.id, std::pair{handle, m_now + trailInterval});
    } else if (!client.isHeld) {
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
    else if (!client.isHeld)
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

// ---- trailing stops

void Floor::trailStops()
{
    for (auto entry = m_trailing.begin(); entry != m_trailing.end();) {
        auto &[handle, due] = entry->second;
        ClientOrder *client = m_clients.find(handle);
        if (!client || !client->isWaiting || !client->order.trail) {
            entry = m_trailing.erase(entry);
            continue;
        }
        if (due <= m_now && isContinuous(mode(client->order.market))) {
            due = m_now + trailInterval;
            trail(*client);
        }
        ++entry;
    }
}

/// Brings the stop to its distance from the best price unless that would move it away from the market.
void Floor::trail(ClientOrder &client)
{
    VenueOrder &order = client.order;
    const bool sells = order.side == Side::Sell;
    const std::optional<Ticks> best = book(order.market).best(sells ? Side::Buy : Side::Sell);
    if (!best)
        return;
    const Ticks wanted = sells ? *best - *order.trail : *best + *order.trail;
    if (sells ? wanted <= *order.stop : wanted >= *order.stop)
        return;
    if (order.limit)
        order.limit = *order.limit + (wanted - *order.stop);
    order.stop = wanted;
    TriggerBook &triggers = m_markets[order.market].engine.triggers();
    triggers.remove(client.id);
    EngineOrder waiting = engineOrder(order, client.id);
    triggers.add({waiting, order.kind, wanted});
    VenueOrderEvent event = eventOf(client, EventType::Trailed);
    event.price = wanted;
    event.limit = order.limit;
    tell(event);
}

} // namespace depthdeck::exchange
