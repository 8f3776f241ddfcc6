// SPDX-License-Identifier: GPL-3.0-or-later

// Market data of a session: who wants it, and how it reaches the board.

#include "app/session/session_parts.h"

#include <t4/v1/market/market.pb.h>

namespace depthdeck {

void Session::watch(const MarketKey &market, DepthLevels levels, bool everyTrade)
{
    if (market.market.isEmpty())
        return;
    m_parts->markets.expect(market);
    if (m_parts->subscriptions.watch(market, {levels, everyTrade}))
        m_parts->subscribeMarket(market);
}

void Session::release(const MarketKey &market, DepthLevels levels, bool everyTrade)
{
    if (m_parts->subscriptions.release(market, {levels, everyTrade}))
        m_parts->subscribeMarket(market);
}

void Session::takeFrame()
{
    m_parts->takeFrame();
}

/// Tells the server what is now wanted of @p market: more, less or nothing.
void Session::Parts::subscribeMarket(const MarketKey &market)
{
    const std::optional<DepthWish> wish = subscriptions.widest(market.market);
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

void Session::Parts::takeFrame()
{
    lastFrameTaken = clock.steadyNow();
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
