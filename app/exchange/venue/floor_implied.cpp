// SPDX-License-Identifier: GPL-3.0-or-later
// Trades through other markets: an order that crosses what a calendar spread and its legs imply trades with the orders
// that imply it, each in its own market.
#include "app/exchange/venue/floor.h"

#include <algorithm>

namespace depthdeck::exchange {

ImpliedTop Floor::implied(MarketIndex market) const
{
    const MarketMode phase = mode(market);
    if (phase != MarketMode::Open && phase != MarketMode::RestrictedOpen)
        return {};
    return m_relations.topOf(market, m_specs, m_bestOf);
}

std::optional<Ticks> Floor::bestAgainst(MarketIndex market, Side side) const
{
    const std::optional<Ticks> own = book(market).best(opposite(side));
    const ImpliedTop top = implied(market);
    const std::optional<BookLevel> &through = side == Side::Buy ? top.offer : top.bid;
    if (!own || !through)
        return own ? own : through ? std::optional{through->price} : std::nullopt;
    return side == Side::Buy ? std::min(*own, through->price) : std::max(*own, through->price);
}

std::optional<Ticks> Floor::impliedAgainst(Side side) const
{
    const auto quote = m_relations.quote(m_current, opposite(side), m_specs, m_bestOf);
    return quote ? std::optional{quote->level.price} : std::nullopt;
}

std::int32_t Floor::tradeImplied(const EngineOrder &order)
{
    const MarketIndex target = m_current;
    const ImpliedQuote quote = *m_relations.quote(target, opposite(order.side), m_specs, m_bestOf);
    const std::int32_t lots = std::min(order.volume, quote.level.volume);
    m_impliedTrade = ImpliedTrade{quote.spread, quote.legPrices};
    for (const ImpliedQuote::Part &part : quote.parts)
        takeFrom(part.market, part.side, lots, part.price);
    m_current = target;
    touch(target);
    MarketEngine &engine = m_markets[target].engine;
    const std::uint64_t trade = engine.nextTradeId();
    if (order.owner != 0)
        onFill({order.owner, order.id, quote.level.price, lots, order.volume - lots, true, trade});
    const BookSide hit = order.side == Side::Buy ? BookSide::Offer : BookSide::Bid;
    const Print print{quote.level.price, lots, hit, trade, {&lots, 1}};
    if (engine.book().isWatched())
        onOrdersHit(print, {});
    engine.notePrint(print.price);
    onPrint(print);
    m_impliedTrade.reset();
    return lots;
}

void Floor::takeFrom(MarketIndex market, Side side, std::int32_t lots, Ticks price)
{
    m_current = market;
    touch(market);
    m_markets[market].engine.takeBest(side, lots, price, *this);
}

/// After an opening the resting orders of the three markets may cross each other: they trade at once.
void Floor::uncrossImplied(MarketIndex market)
{
    for (const MarketIndex spread : m_relations.spreadsAround(market)) {
        for (const Side side : {Side::Buy, Side::Sell}) {
            while (tradeCrossedSpread(spread, side)) {
            }
        }
    }
    m_current = market;
}

/// One trade between the best of @p side of a spread's book and its legs. False when they do not cross.
bool Floor::tradeCrossedSpread(MarketIndex spread, Side side)
{
    const std::optional<BookLevel> own = m_bestOf(spread, side);
    const auto quote = own ? m_relations.quote(spread, opposite(side), m_specs, m_bestOf) : std::nullopt;
    if (!quote || (side == Side::Buy ? own->price < quote->level.price : own->price > quote->level.price))
        return false;
    const std::int32_t lots = std::min(own->volume, quote->level.volume);
    m_impliedTrade = ImpliedTrade{quote->spread, quote->legPrices};
    for (const ImpliedQuote::Part &part : quote->parts)
        takeFrom(part.market, part.side, lots, part.price);
    takeFrom(spread, side, lots, quote->level.price);
    m_impliedTrade.reset();
    return true;
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

} // namespace depthdeck::exchange
