// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/engine/matching_book.h"

#include <cstdlib>

namespace depthdeck::exchange {

namespace {

[[nodiscard]] constexpr std::size_t indexOf(Side side) noexcept
{
    return side == Side::Buy ? 0 : 1;
}

[[nodiscard]] std::int32_t shown(std::int32_t remaining, std::int32_t maxShow) noexcept
{
    return maxShow > 0 ? std::min(remaining, maxShow) : remaining;
}

} // namespace

Submission MatchingBook::submit(const EngineOrder &order, BookSink &sink)
{
    if (order.duration == Duration::FillOrKill && available(order.side, order.limit) < order.volume)
        return {{}, order.volume, CancelReason::FillOrKill};
    const std::int32_t remaining = m_matching ? match(order, sink) : order.volume;
    if (remaining == 0)
        return {};
    if (order.duration == Duration::ImmediateOrCancel || order.duration == Duration::FillOrKill)
        return {{}, remaining, CancelReason::ImmediateRemainder};
    return {rest(order, remaining), remaining, {}};
}

bool MatchingBook::keepsPlace(OrderRef ref, std::int32_t remaining, Ticks limit, std::int32_t maxShow) const noexcept
{
    const RestingOrder &resting = m_pool[ref.slot];
    return limit == resting.price && remaining <= resting.remaining && maxShow == resting.maxShow;
}

Submission MatchingBook::revise(OrderRef ref, std::int32_t remaining, Ticks limit, std::int32_t maxShow, BookSink &sink)
{
    if (!keepsPlace(ref, remaining, limit, maxShow)) {
        const Submission done = submit(beginMove(ref, remaining, limit, maxShow), sink);
        endMove();
        return done;
    }
    RestingOrder &resting = m_pool[ref.slot];
    Level &level = ladder(resting.side).at(resting.price);
    const std::int32_t visible = std::min(resting.visible, remaining);
    level.total -= resting.remaining - remaining;
    level.visible -= resting.visible - visible;
    resting.remaining = remaining;
    resting.visible = visible;
    ++m_revision;
    tellSet(resting);
    return {ref, remaining, {}};
}

EngineOrder MatchingBook::beginMove(OrderRef ref, std::int32_t remaining, Ticks limit, std::int32_t maxShow)
{
    const RestingOrder &resting = m_pool[ref.slot];
    const EngineOrder again{resting.owner, resting.id, resting.side, Duration::Day, remaining, maxShow, limit};
    if (m_watcher != nullptr)
        m_moving = OrderBookChange{OrderBookChange::Type::Delete, 0, resting.id, resting.side, resting.price, 0, 0};
    remove(ref.slot);
    return again;
}

void MatchingBook::endMove()
{
    if (m_moving && m_watcher != nullptr)
        m_watcher->onOrderChange(*m_moving);
    m_moving.reset();
}

bool MatchingBook::cancel(OrderRef order)
{
    const RestingOrder *found = m_pool.find(order);
    if (found == nullptr)
        return false;
    const std::uint64_t id = found->id;
    const Side side = found->side;
    const Ticks price = found->price;
    remove(order.slot);
    tellGone(id, side, price);
    return true;
}

std::int32_t MatchingBook::match(const EngineOrder &order, BookSink &sink)
{
    PriceLadder &opposing = ladder(opposite(order.side));
    const Ticks worstKey = opposing.keyOf(order.limit);
    std::int32_t remaining = order.volume;
    while (remaining > 0 && !opposing.isEmpty() && opposing.best().key >= worstKey)
        remaining = takeLevel(order, remaining, sink);
    return remaining;
}

std::int32_t MatchingBook::takeLevel(const EngineOrder &order, std::int32_t remaining, BookSink &sink)
{
    PriceLadder &opposing = ladder(opposite(order.side));
    const Ticks price = opposing.priceOf(opposing.best());
    const Ticks key = opposing.best().key;
    const std::int32_t before = remaining;
    ++m_lastTradeId;
    m_restingVolumes.clear();
    while (remaining > 0 && !opposing.isEmpty() && opposing.best().key == key) {
        const std::int32_t filled = fillHead(opposing, remaining, price, sink);
        remaining -= filled;
        if (order.owner != 0)
            sink.onFill({order.owner, order.id, price, filled, remaining, true, m_lastTradeId});
    }
    const BookSide hit = order.side == Side::Buy ? BookSide::Offer : BookSide::Bid;
    report({price, before - remaining, hit, m_lastTradeId, m_restingVolumes}, sink);
    return remaining;
}

void MatchingBook::takeBest(Side side, std::int32_t lots, Ticks price, BookSink &sink)
{
    ++m_lastTradeId;
    m_restingVolumes.clear();
    for (std::int32_t left = lots; left > 0;)
        left -= fillHead(ladder(side), left, price, sink);
    report({price, lots, side == Side::Buy ? BookSide::Bid : BookSide::Offer, m_lastTradeId, m_restingVolumes}, sink);
}

/// A trade is told first, then what it did to the orders.
void MatchingBook::report(const Print &print, BookSink &sink)
{
    if (m_watcher != nullptr) {
        endMove(); // an order on its way to a new price has left the old one before it trades
        m_watcher->onOrdersHit(print, m_hits);
        for (const OrderBookChange &change : m_hitChanges)
            m_watcher->onOrderChange(change);
        m_hits.clear();
        m_hitChanges.clear();
    }
    sink.onPrint(print);
}

/// Fills at most @p most lots of the visible part of the first order of the best level.
std::int32_t MatchingBook::fillHead(PriceLadder &side, std::int32_t most, Ticks price, BookSink &sink)
{
    Level &level = side.best();
    const std::uint32_t slot = level.head;
    RestingOrder &order = m_pool[slot];
    const std::int32_t filled = std::min(most, order.visible);
    order.visible -= filled;
    order.remaining -= filled;
    level.visible -= filled;
    level.total -= filled;
    ++m_revision;
    m_restingVolumes.push_back(filled);
    const Fill fill{order.owner, order.id, price, filled, order.remaining, false, m_lastTradeId};
    if (order.remaining == 0) {
        unlink(level, slot);
        --m_orderCounts[indexOf(order.side)];
        m_pool.give(slot);
        if (level.orders == 0)
            side.dropBest();
    } else if (order.visible == 0) {
        unlink(level, slot);
        order.visible = shown(order.remaining, order.maxShow);
        level.visible += order.visible;
        append(level, slot);
    }
    if (m_watcher != nullptr)
        noteHit(m_pool[slot], filled); // a slot that was given back still holds what was in it
    if (fill.owner != 0)
        sink.onFill(fill);
    return filled;
}

OrderRef MatchingBook::rest(const EngineOrder &order, std::int32_t remaining)
{
    const std::uint32_t slot = m_pool.take();
    RestingOrder &resting = m_pool[slot];
    resting.id = order.id;
    resting.owner = order.owner;
    resting.price = order.limit;
    resting.remaining = remaining;
    resting.maxShow = order.maxShow;
    resting.visible = shown(remaining, order.maxShow);
    resting.side = order.side;
    Level &level = ladder(order.side).findOrAdd(order.limit);
    level.visible += resting.visible;
    level.total += remaining;
    append(level, slot);
    ++m_orderCounts[indexOf(order.side)];
    ++m_revision;
    m_moving.reset(); // it is back: the new state replaces the old one
    tellSet(resting);
    return {slot, resting.generation};
}

void MatchingBook::tellSet(const RestingOrder &order)
{
    if (m_watcher != nullptr)
        m_watcher->onOrderChange(
            {OrderBookChange::Type::Set, 0, order.id, order.side, order.price, order.visible, order.priority});
}

void MatchingBook::tellGone(std::uint64_t id, Side side, Ticks price)
{
    if (m_watcher != nullptr)
        m_watcher->onOrderChange({OrderBookChange::Type::Delete, 0, id, side, price, 0, 0});
}

/// @p order is what the fill left of it. Several fills of one order in a trade are one hit and one change.
void MatchingBook::noteHit(const RestingOrder &order, std::int32_t filled)
{
    const OrderBookChange change{order.remaining == 0 ? OrderBookChange::Type::Delete : OrderBookChange::Type::Set,
                                 0,
                                 order.id,
                                 order.side,
                                 order.price,
                                 order.visible,
                                 order.priority};
    for (std::size_t back = 1; back <= std::min<std::size_t>(2, m_hits.size()); ++back) {
        const std::size_t at = m_hits.size() - back; // an auction fills the two sides in turn, hence two
        if (m_hits[at].id != order.id)
            continue;
        m_hits[at].volume += filled;
        m_hitChanges[at] = change;
        return;
    }
    m_hits.push_back({order.id, filled, order.side});
    m_hitChanges.push_back(change);
}

void MatchingBook::append(Level &level, std::uint32_t slot) noexcept
{
    RestingOrder &order = m_pool[slot];
    order.priority = ++m_lastPriority;
    order.previous = level.tail;
    order.next = OrderPool::none;
    if (level.tail == OrderPool::none)
        level.head = slot;
    else
        m_pool[level.tail].next = slot;
    level.tail = slot;
    ++level.orders;
}

void MatchingBook::unlink(Level &level, std::uint32_t slot) noexcept
{
    const RestingOrder &order = m_pool[slot];
    if (order.previous == OrderPool::none)
        level.head = order.next;
    else
        m_pool[order.previous].next = order.next;
    if (order.next == OrderPool::none)
        level.tail = order.previous;
    else
        m_pool[order.next].previous = order.previous;
    --level.orders;
}

void MatchingBook::remove(std::uint32_t slot) noexcept
{
    const RestingOrder &order = m_pool[slot];
    PriceLadder &side = ladder(order.side);
    Level &level = side.at(order.price);
    level.visible -= order.visible;
    level.total -= order.remaining;
    unlink(level, slot);
    --m_orderCounts[indexOf(order.side)];
    if (level.orders == 0)
        side.erase(level);
    m_pool.give(slot);
    ++m_revision;
}

std::optional<Ticks> MatchingBook::best(Side side) const noexcept
{
    const PriceLadder &levels = ladder(side);
    if (levels.isEmpty())
        return std::nullopt;
    return levels.priceOf(levels.best());
}

std::int32_t MatchingBook::bestVolume(Side side) const noexcept
{
    const PriceLadder &levels = ladder(side);
    return levels.isEmpty() ? 0 : clampedLots(levels.best().visible);
}

std::int32_t MatchingBook::orderCount(Side side) const noexcept
{
    return m_orderCounts[indexOf(side)];
}

BookLevel MatchingBook::level(Side side, std::size_t rank) const noexcept
{
    const PriceLadder &levels = ladder(side);
    const Level &level = levels.level(rank);
    return {levels.priceOf(level), clampedLots(level.visible), level.orders};
}

std::int64_t MatchingBook::available(Side side, Ticks limit) const noexcept
{
    const PriceLadder &opposing = ladder(opposite(side));
    const Ticks worstKey = opposing.keyOf(limit);
    std::int64_t lots = 0;
    for (std::size_t rank = 0; rank < opposing.size() && opposing.level(rank).key >= worstKey; ++rank)
        lots += opposing.level(rank).total;
    return lots;
}

} // namespace depthdeck::exchange
