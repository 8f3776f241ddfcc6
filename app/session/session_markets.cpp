// SPDX-License-Identifier: GPL-3.0-or-later

// Market data of a session: who wants it, and how it reaches the board.

#include "app/session/session_parts.h"

#include <t4/v1/market/market.pb.h>

namespace depthdeck {

namespace {

/// What a window means that names no buffer: lightly conflated, with or without every trade.
DepthWish usualWish(DepthLevels levels, bool everyTrade) noexcept
{
    return {levels, everyTrade ? DepthBuffer::SmartTrade : DepthBuffer::Smart};
}

} // namespace

void Session::watch(const MarketKey &market, DepthLevels levels, bool everyTrade)
{
    watch(market, usualWish(levels, everyTrade));
}

void Session::release(const MarketKey &market, DepthLevels levels, bool everyTrade)
{
    release(market, usualWish(levels, everyTrade));
}

void Session::watch(const MarketKey &market, DepthWish wish)
{
    if (market.market.isEmpty())
        return;
    m_parts->markets.expect(market);
    if (m_parts->subscriptions.watch(market, wish))
        m_parts->subscribeMarket(market);
}

void Session::release(const MarketKey &market, DepthWish wish)
{
    if (m_parts->subscriptions.release(market, wish))
        m_parts->subscribeMarket(market);
}

void Session::watchOrders(const MarketKey &market)
{
    if (market.market.isEmpty())
        return;
    m_parts->orderBooks.expect(market);
    if (m_parts->subscriptions.watchOrders(market))
        m_parts->subscribeOrders(market);
}

void Session::releaseOrders(const MarketKey &market)
{
    if (m_parts->subscriptions.releaseOrders(market))
        m_parts->subscribeOrders(market);
}

void Session::takeFrame()
{
    m_parts->takeFrame();
}

/// Tells the server what is now wanted of @p market: more, less or nothing.
void Session::Parts::subscribeMarket(const MarketKey &market)
{
    std::optional<DepthWish> wish = subscriptions.widest(market.market);
    if (wish && isMarketDataReduced)
        wish = DepthWish{}; // best prices alone, and no trades
    if (wish) {
        feed.subscribe(market.market);
    } else {
        feed.unsubscribe(market.market);
        markets.dismiss(market.market);
    }
    if (!isLoggedIn)
        return; // asked for after the login
    if (thread.connection().send(MarketSubscriptions::message(market, wish)) == SendResult::Queued && wish)
        subscriptions.noteAsked(market.market, clock.steadyNow());
}

/// Tells the server whether every resting order of @p market is wanted.
void Session::Parts::subscribeOrders(const MarketKey &market)
{
    const bool isWanted = subscriptions.wantsOrders(market.market);
    if (isWanted) {
        orderFeed.subscribe(market.market);
    } else {
        orderFeed.unsubscribe(market.market);
        orderBooks.dismiss(market.market);
    }
    if (!isLoggedIn)
        return; // asked for after the login
    const SendResult sent = thread.connection().send(MarketSubscriptions::ordersMessage(market, isWanted));
    if (sent == SendResult::Queued && isWanted)
        orderFeed.noteAsked(market.market);
}

/// A book that cannot be relied on is fetched again: the server sends a snapshot to who subscribes anew
/// (t4-protocol.md c.7).
void Session::Parts::fetchOrdersAgain(const MarketId &market)
{
    const MarketOrders *known = orderBooks.find(market);
    if (!isLoggedIn || known == nullptr || !subscriptions.wantsOrders(market))
        return;
    static_cast<void>(thread.connection().send(MarketSubscriptions::ordersMessage(known->key, false)));
    subscribeOrders(known->key);
}

/// The connection is gone: no book holds (t4-protocol.md c.8).
void Session::Parts::discardOrders()
{
    orderFeed.reset();
    orderBooks.discardAll();
}

void Session::Parts::takeFrame()
{
    lastFrameTaken = clock.steadyNow();
    takeMarkets();
    takeOrderBooks();
}

void Session::Parts::takeOrderBooks()
{
    OrderBookChanges changes = orderFeed.takeChanges();
    if (changes.books.empty())
        return;
    std::vector<MarketId> doubtful;
    for (const OrderBookChange &change : changes.books) {
        if (change.resyncNeeded)
            doubtful.push_back(change.market);
    }
    orderBooks.apply(std::move(changes));
    for (const MarketId &market : doubtful)
        fetchOrdersAgain(market);
}

void Session::Parts::takeMarkets()
{
    FeedChanges changes = feed.takeChanges();
    if (changes.markets.empty() && changes.definitions.empty())
        return;
    std::vector<std::pair<MarketId, MarketMode>> refused;
    for (const MarketChange &change : changes.markets) {
        const bool isAnswer = change.refused || (change.hasImage && change.imageArrived);
        if (isAnswer && subscriptions.noteAnswered(change.market) && change.refused)
            refused.emplace_back(change.market, *change.refused);
    }
    markets.apply(std::move(changes));
    for (const auto &[market, mode] : refused)
        notices.add(Severity::Error, NoticeKind::MarketRefused, nameOf(market), {}, static_cast<int>(mode));
}

/// Evidence for the format asked for outweighs evidence against it: one market may mislead, see priceFormatEvidence().
void Session::Parts::onPriceFormat(PriceFormatEvidence evidence, const QString &market, const QString &increment)
{
    if (evidence == PriceFormatEvidence::Real) {
        isPriceFormatProven = true;
        desk.unblockTrading();
    } else if (evidence == PriceFormatEvidence::NotReal && !isPriceFormatProven && !desk.isBlocked()) {
        desk.blockTrading();
        notices.add(Severity::Error, NoticeKind::PriceFormatWrong, market, increment);
    }
}

} // namespace depthdeck
