// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/order_book_record.h"

#include <algorithm>
#include <utility>

namespace depthdeck {

void OrderBookRecord::enter(OrderBookState state) noexcept
{
    m_state = state;
    m_changed = true;
    if (state != OrderBookState::Resynchronising)
        m_reason = ResyncReason::None;
}

void OrderBookRecord::subscribeAgain()
{
    m_refused.reset();
    if (m_state == OrderBookState::Refused)
        enter(OrderBookState::Waiting);
}

void OrderBookRecord::asked(SteadyTime now) noexcept
{
    if (m_state != OrderBookState::Live)
        m_awaitedSince = now;
}

void OrderBookRecord::discard()
{
    // How the server counts was learnt on the old connection; another server may count otherwise.
    *this = {};
    m_changed = true;
}

void OrderBookRecord::applySnapshot(const OrderBookSnapshot &snapshot, SteadyTime now)
{
    m_book.clear();
    for (const RestingOrder &order : snapshot.orders) {
        if (!order.volume.isZero())
            m_book.addOrUpdate(order);
    }
    m_replaced = true;
    m_touched.clear();
    m_sequence.start(snapshot.lastSequence);
    m_mode = snapshot.mode;
    m_time = snapshot.time;
    m_refused.reset();
    m_awaitedSince.reset();
    m_askAt.reset();
    m_crossedSince.reset();
    m_unknownOrders = 0;
    enter(OrderBookState::Live);
    watchCrossing(now);
}

void OrderBookRecord::applyUpdate(const OrderBookUpdate &update, SteadyTime now)
{
    if (m_state != OrderBookState::Live)
        return; // before the snapshot, or of a book that is not trusted any more
    const SequenceWatch::Verdict verdict = m_sequence.judge(SequenceWatch::Kind::Update, update.sequence);
    if (verdict == SequenceWatch::Verdict::Old)
        return;
    if (verdict == SequenceWatch::Verdict::Missing)
        return doubt(ResyncReason::MissingNumber, now);
    for (const OrderBookStep &step : update.steps)
        apply(step);
    m_mode = update.mode != MarketMode::Undefined ? update.mode : m_mode;
    m_time = update.time ? update.time : m_time;
    m_changed = true;
    if (m_unknownOrders >= unknownOrdersStorm)
        return doubt(ResyncReason::UnknownOrders, now);
    watchCrossing(now);
}

void OrderBookRecord::apply(const OrderBookStep &step)
{
    switch (step.kind) {
    case OrderBookStep::Kind::Put:
        if (step.order.volume.isZero())
            m_book.remove(step.order.id);
        else
            m_book.addOrUpdate(step.order);
        touch(step.order.id);
        return;
    case OrderBookStep::Kind::Remove:
        if (m_book.remove(step.order.id)) {
            m_unknownOrders = std::max(0, m_unknownOrders - 1);
            touch(step.order.id);
        } else {
            ++m_unknownOrders;
        }
        return;
    case OrderBookStep::Kind::Clear:
        m_book.clear();
        m_replaced = true;
        m_touched.clear();
        return;
    }
}

void OrderBookRecord::touch(std::uint64_t id)
{
    if (m_replaced)
        return; // all of it is told anyway
    m_touched.insert(id);
    // Nobody took the changes for long: the whole book is less.
    if (m_touched.size() > 2 * m_book.size() + 1024) {
        m_replaced = true;
        m_touched.clear();
    }
}

void OrderBookRecord::applyTrade(OrderBookTrade trade, SteadyTime now)
{
    if (m_state != OrderBookState::Live)
        return;
    const SequenceWatch::Verdict verdict = m_sequence.judge(SequenceWatch::Kind::Trade, trade.sequence);
    if (verdict == SequenceWatch::Verdict::Old)
        return;
    m_trades.push_back(std::move(trade));
    m_changed = true;
    if (verdict == SequenceWatch::Verdict::Missing)
        doubt(ResyncReason::MissingNumber, now);
}

void OrderBookRecord::applyReject(MarketMode reason)
{
    m_book.clear();
    m_replaced = true;
    m_touched.clear();
    m_awaitedSince.reset();
    m_askAt.reset();
    m_crossedSince.reset();
    m_refused = reason;
    enter(OrderBookState::Refused);
}

void OrderBookRecord::applyUnreadableSnapshot(SteadyTime now)
{
    const bool waitsItsTurn = m_askAt.has_value();
    if (m_state != OrderBookState::Refused && !waitsItsTurn)
        doubt(ResyncReason::BadMessage, now);
}

void OrderBookRecord::applyUnreadableUpdate(SteadyTime now)
{
    if (m_state == OrderBookState::Live)
        doubt(ResyncReason::BadMessage, now);
}

void OrderBookRecord::applyUnreadableTrade(std::uint64_t sequence, SteadyTime now)
{
    if (m_state == OrderBookState::Live &&
        m_sequence.judge(SequenceWatch::Kind::Trade, sequence) == SequenceWatch::Verdict::Missing)
        doubt(ResyncReason::MissingNumber, now);
}

/// The book stays, marked, until a new snapshot is here. A server that makes the same mistake each time is not asked
/// without end.
void OrderBookRecord::doubt(ResyncReason reason, SteadyTime now)
{
    enter(OrderBookState::Resynchronising);
    m_reason = reason;
    m_crossedSince.reset();
    m_awaitedSince.reset();
    const bool isCalm = !m_lastAsked || now - *m_lastAsked >= std::max(calmAfter, 2 * m_delay);
    if (isCalm) {
        m_delay = {};
        askAgain(now);
        return;
    }
    m_delay = m_delay == std::chrono::seconds{} ? firstDelay : std::min(2 * m_delay, longestDelay);
    m_askAt = now + m_delay;
}

void OrderBookRecord::askAgain(SteadyTime now)
{
    m_askAt.reset();
    m_lastAsked = now;
    m_awaitedSince = now;
    m_resyncNeeded = true;
    m_changed = true;
}

void OrderBookRecord::watchCrossing(SteadyTime now)
{
    if (m_mode != MarketMode::Open || !m_book.isCrossed()) {
        m_crossedSince.reset();
        return;
    }
    if (!m_crossedSince)
        m_crossedSince = now;
    else if (now - *m_crossedSince > crossedPatience)
        doubt(ResyncReason::Crossed, now);
}

void OrderBookRecord::check(SteadyTime now)
{
    if (m_state == OrderBookState::Live)
        watchCrossing(now);
    if (m_askAt && now >= *m_askAt)
        askAgain(now);
    else if (m_awaitedSince && now - *m_awaitedSince >= snapshotPatience)
        doubt(ResyncReason::NoAnswer, now);
}

OrderBookChange OrderBookRecord::takeChange()
{
    OrderBookChange change;
    change.state = m_state;
    change.replacesAll = std::exchange(m_replaced, false);
    change.trades = std::exchange(m_trades, {});
    change.mode = m_mode;
    change.time = m_time;
    change.refused = m_refused;
    change.reason = m_reason;
    change.resyncNeeded = std::exchange(m_resyncNeeded, false);
    if (change.replacesAll) {
        change.orders.reserve(m_book.size());
        for (const auto *levels : {&m_book.bids(), &m_book.offers()}) {
            for (const auto &[price, level] : *levels) {
                for (const auto &[rank, order] : level.orders)
                    change.orders.push_back(order);
            }
        }
    } else {
        for (const std::uint64_t id : m_touched) {
            if (const RestingOrder *order = m_book.find(id))
                change.orders.push_back(*order);
            else
                change.gone.push_back(id);
        }
    }
    m_touched.clear();
    m_changed = false;
    return change;
}

} // namespace depthdeck
