// SPDX-License-Identifier: GPL-3.0-or-later
// Phases and days of the floor: openings, closes, settlements, new trade dates.
#include "app/exchange/venue/floor.h"

#include <algorithm>

namespace depthdeck::exchange {

void Floor::setMode(MarketIndex market, MarketMode mode, Ticks reference)
{
    Market &entered = enter(market);
    if (entered.figures.statistics().mode == mode)
        return;
    const bool continuous = mode == MarketMode::Open || mode == MarketMode::RestrictedOpen;
    const bool opens = continuous && !entered.engine.book().isMatching();
    if (opens)
        joinAuction(market, reference);
    entered.figures.setMode(mode);
    if (m_listener)
        m_listener->onMode(market, mode);
    if (!continuous) {
        entered.engine.stopMatching();
    } else if (opens) {
        entered.engine.open(reference, *this);
        endAuctionOrders(market);
        uncrossImplied(market);
    }
    leave();
    tellImpliedChanges(market);
}

// ---- on open and on close

/// A market order takes part in the auction at a price that nobody exceeds.
Ticks Floor::auctionLimit(MarketIndex market, const VenueOrder &order, Ticks reference) const
{
    constexpr Ticks beyond = 1'000;
    if (order.kind == OrderKind::Limit)
        return order.limit.value_or(reference);
    const MatchingBook &queue = book(market);
    const MarketStatistics &day = figures(market).statistics();
    Ticks highest = reference;
    Ticks lowest = reference;
    for (const Side side : {Side::Buy, Side::Sell}) {
        for (std::size_t rank = 0; rank < queue.levelCount(side); ++rank) {
            highest = std::max(highest, queue.level(side, rank).price);
            lowest = std::min(lowest, queue.level(side, rank).price);
        }
    }
    if (order.side == Side::Buy)
        return day.limitHigh ? *day.limitHigh : highest + beyond;
    return day.limitLow ? *day.limitLow : lowest - beyond;
}

void Floor::joinAuction(MarketIndex market, Ticks reference)
{
    for (const OrderHandle handle : m_clients.inMarket(market)) {
        ClientOrder &client = *m_clients.find(handle);
        if (!client.isHeld || client.order.duration != Duration::OnOpen)
            continue;
        client.isHeld = false;
        const VenueOrder &order = client.order;
        const EngineOrder taken{
            handle, client.id, order.side, Duration::Day, order.volume, 0, auctionLimit(market, order, reference)};
        client.resting = m_markets[market].engine.submit(taken, *this).order;
    }
}

void Floor::endAuctionOrders(MarketIndex market)
{
    for (const OrderHandle handle : m_clients.inMarket(market)) {
        const ClientOrder client = *m_clients.find(handle);
        if (client.isHeld || client.order.duration != Duration::OnOpen)
            continue;
        m_markets[market].engine.cancel(client.resting);
        cancel(client, CancelReason::OpeningRemainder);
    }
}

void Floor::openWithoutAuction(MarketIndex market)
{
    tradeHeld(market, Duration::OnOpen, CancelReason::OpeningRemainder);
}

void Floor::tradeOnClose(MarketIndex market)
{
    tradeHeld(market, Duration::OnClose, CancelReason::ClosingRemainder);
}

/// Sends the orders that waited for this moment to the book; @p remainder ends what it does not fill.
void Floor::tradeHeld(MarketIndex market, Duration which, CancelReason remainder)
{
    for (const OrderHandle handle : m_clients.inMarket(market)) {
        ClientOrder *client = m_clients.find(handle);
        if (!client || !client->isHeld || client->order.duration != which)
            continue;
        Market &entered = enter(market);
        client->isHeld = false;
        const VenueOrder &order = client->order;
        const EngineOrder taken{
            handle, client->id, order.side, Duration::ImmediateOrCancel, order.volume, 0, order.limit.value_or(0)};
        if (!entered.engine.book().isMatching())
            cancel(ClientOrder{*client}, remainder);
        else
            finish(handle,
                   order.kind == OrderKind::Market ? entered.engine.submitMarket(taken, *this)
                                                   : entered.engine.submit(taken, *this),
                   remainder);
        leave();
    }
}

// ---- figures and days

void Floor::tellCleared(MarketIndex market)
{
    if (!m_listener || !book(market).isWatched())
        return;
    OrderBookChange change;
    change.type = OrderBookChange::Type::Clear;
    change.market = market;
    m_listener->onOrderBookChange(change);
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

void Floor::holdSettlement(MarketIndex market, Price price, std::int32_t tradeDate)
{
    m_markets[market].figures.holdSettlement(price, tradeDate, m_now);
    tell(market, Statistic::Settlement);
}

void Floor::releaseSettlement(MarketIndex market)
{
    if (m_markets[market].figures.releaseSettlement())
        tell(market, Statistic::Settlement);
}

void Floor::tellAverages()
{
    for (MarketIndex index = 0; index < size(); ++index) {
        Market &market = m_markets[index];
        const std::int32_t trades = market.figures.statistics().tradeCount;
        if (trades != std::exchange(market.toldTrades, trades))
            tell(index, Statistic::Settlement);
    }
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
