// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/queue_tracker.h"

#include "app/market/market_board.h"
#include "app/market/order_book_board.h"

#include <algorithm>
#include <utility>

namespace depthdeck {

namespace {

/// Images this much younger than the first have the order in them, where no times are told.
constexpr std::chrono::seconds surelyIncluded{1};

/// The level at @p price; nullptr when the image does not reach it or nothing rests there.
const DepthLine *lineAt(const DepthBook &book, Side side, Price price) noexcept
{
    const auto &lines = side == Side::Buy ? book.bids : book.offers;
    const auto found =
        std::find_if(lines.begin(), lines.end(), [&](const DepthLine &line) { return line.price == price; });
    return found == lines.end() ? nullptr : &*found;
}

/// Whether the image tells everything at @p price: it is at or better than the last level shown.
bool isInSight(const DepthBook &book, Side side, Price price) noexcept
{
    const auto &lines = side == Side::Buy ? book.bids : book.offers;
    if (lines.empty())
        return false;
    return side == Side::Buy ? price >= lines.back().price : price <= lines.back().price;
}

bool isFresh(Freshness freshness) noexcept
{
    return freshness == Freshness::Live || freshness == Freshness::Delayed || freshness == Freshness::Closed;
}

/// The order furthest back at the own order's price that is as large as it: nobody can tell which is its own, and none
/// further back can be.
const RestingOrder *lastOfSameSize(const OrderByOrderBook &book, const OwnRestingOrder &own)
{
    const auto *level = book.level(own.side, own.price);
    if (!level)
        return nullptr;
    const auto found = std::find_if(level->orders.rbegin(), level->orders.rend(),
                                    [&](const auto &ranked) { return ranked.second.volume == own.shown; });
    return found == level->orders.rend() ? nullptr : &found->second;
}

bool matches(const RestingOrder *order, const OwnRestingOrder &own) noexcept
{
    return order && order->side == own.side && order->price == own.price && order->volume == own.shown;
}

} // namespace

void QueueTracker::setOrder(const OwnRestingOrder &order)
{
    Entry &entry = m_entries[order.id];
    if (!entry.isNew && entry.order == order)
        return;
    const OwnRestingOrder before = std::exchange(entry.order, order);
    const bool keepsPlace = before.id == order.id && before.side == order.side && before.price == order.price &&
                            before.market == order.market && order.working <= before.working;
    entry.isNew = true; // look again, whatever the boards say
    if (!keepsPlace) {
        entry.estimator.reset();
        entry.assumed.reset();
        return;
    }
    if (!entry.estimator)
        return;
    entry.estimator->setWorking(order.working);
    if (order.filled > before.filled)
        entry.estimator->ownFilled();
}

/// Keeps the estimate from market by price going, also while a better source is used.
void QueueTracker::follow(Entry &entry, const MarketState &market)
{
    const OwnRestingOrder &own = entry.order;
    const DepthBook &book = market.book;
    const std::uint64_t printsBefore = entry.printsSeen;
    entry.printsSeen = market.tape.totalAppended();
    const DepthLine *line = lineAt(book, own.side, own.price);
    const bool isKnown = isInSight(book, own.side, own.price);
    if (!entry.estimator) {
        if (!isKnown)
            return;
        entry.estimator.emplace(own.working, line ? LevelSize{line->volume, line->orders} : LevelSize{});
        entry.since = book.receivedAt;
        if (own.filled > Quantity{})
            entry.estimator->ownFilled();
    } else {
        const auto &trades = market.tape.trades();
        const auto isNew = static_cast<std::size_t>(
            std::min<std::uint64_t>(entry.printsSeen - std::min(printsBefore, entry.printsSeen), trades.size()));
        for (auto trade = trades.end() - static_cast<std::ptrdiff_t>(isNew); trade != trades.end(); ++trade) {
            // A merged print may have happened at several prices.
            if (trade->price == own.price && !trade->merged)
                entry.estimator->traded(trade->volume);
        }
    }
    if (!line)
        return;
    const bool byTime = book.time && own.acceptedAt;
    const bool includesOwn = byTime ? *book.time >= *own.acceptedAt : book.receivedAt - entry.since >= surelyIncluded;
    entry.estimator->levelSeen({line->volume, line->orders}, includesOwn);
}

std::optional<QueuePosition> QueueTracker::positionIn(Entry &entry, const MarketOrders &orders)
{
    const OwnRestingOrder &own = entry.order;
    const RestingOrder *exact = orders.book.find(own.exchangeOrderId);
    if (exact && exact->side == own.side && exact->price == own.price)
        return orders.book.exactPosition(own.exchangeOrderId);
    if (!entry.assumed || !matches(orders.book.find(*entry.assumed), own)) {
        const RestingOrder *candidate = lastOfSameSize(orders.book, own);
        entry.assumed = candidate ? std::optional{candidate->id} : std::nullopt;
    }
    return entry.assumed ? orders.book.position(*entry.assumed) : std::nullopt;
}

bool QueueTracker::refresh(const MarketBoard &markets, const OrderBookBoard *orderBooks)
{
    bool changed = false;
    for (auto &[id, entry] : m_entries) {
        const MarketState *market = markets.find(entry.order.market);
        const MarketOrders *orders = orderBooks ? orderBooks->find(entry.order.market) : nullptr;
        const std::uint64_t marketRevision = market ? market->revision : 0;
        const std::uint64_t bookRevision = orders ? orders->revision : 0;
        if (!entry.isNew && marketRevision == entry.marketRevision && bookRevision == entry.bookRevision)
            continue;
        entry.isNew = false;
        entry.marketRevision = marketRevision;
        entry.bookRevision = bookRevision;
        const bool isMarketFresh = market && isFresh(market->freshness);
        if (isMarketFresh)
            follow(entry, *market);
        std::optional<QueuePosition> position;
        if (orders && orders->isLive())
            position = positionIn(entry, *orders);
        if (!position && isMarketFresh && entry.estimator)
            position = entry.estimator->position();
        changed = changed || position != entry.position;
        entry.position = position;
    }
    return changed;
}

std::optional<QueuePosition> QueueTracker::position(const OrderId &order) const
{
    const auto found = m_entries.find(order);
    return found == m_entries.end() ? std::nullopt : found->second.position;
}

} // namespace depthdeck
