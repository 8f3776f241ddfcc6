// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/order_book_message.h"
#include "app/market/order_by_order_feed.h"
#include "app/market/sequence_watch.h"

#include <unordered_set>

namespace depthdeck {

/// What the feed knows of one market's resting orders, and the rules by which a message changes it or makes the book
/// doubtful (t4-protocol.md c.7). Knows no thread, no wire type and no other market.
class OrderBookRecord
{
public:
    /// So many more deletes of unknown than of known orders are a storm.
    static constexpr int unknownOrdersStorm = 16;
    static constexpr std::chrono::seconds crossedPatience{2};
    /// A snapshot is asked for again when none came within this time.
    static constexpr std::chrono::seconds snapshotPatience{10};
    /// Resynchronising again within this time of the last one waits: first a second, then twice as long each time.
    static constexpr std::chrono::seconds calmAfter{30};
    static constexpr std::chrono::seconds firstDelay{1};
    static constexpr std::chrono::seconds longestDelay{32};

    /// Wanted again: a refusal no longer counts.
    void subscribeAgain();
    /// The server was asked for a snapshot at @p now.
    void asked(SteadyTime now) noexcept;
    /// The connection is gone.
    void discard();

    void applySnapshot(const OrderBookSnapshot &snapshot, SteadyTime now);
    void applyUpdate(const OrderBookUpdate &update, SteadyTime now);
    void applyTrade(OrderBookTrade trade, SteadyTime now);
    void applyReject(MarketMode reason);
    // A message could not be read; what it would have changed is not known.
    void applyUnreadableSnapshot(SteadyTime now);
    void applyUnreadableUpdate(SteadyTime now);
    /// It changed no book: only its number counts.
    void applyUnreadableTrade(std::uint64_t sequence, SteadyTime now);
    /// What time alone decides: a crossed book, an answer that does not come, a delayed resynchronisation.
    void check(SteadyTime now);

    [[nodiscard]] const OrderByOrderBook &book() const noexcept { return m_book; }
    [[nodiscard]] OrderBookState state() const noexcept { return m_state; }
    /// Whether takeChange() has something to tell.
    [[nodiscard]] bool isChanged() const noexcept { return m_changed; }
    [[nodiscard]] OrderBookChange takeChange();

private:
    void apply(const OrderBookStep &step);
    void touch(std::uint64_t id);
    void doubt(ResyncReason reason, SteadyTime now);
    void askAgain(SteadyTime now);
    void watchCrossing(SteadyTime now);
    void enter(OrderBookState state) noexcept;

    OrderByOrderBook m_book;
    SequenceWatch m_sequence;
    OrderBookState m_state = OrderBookState::Waiting;
    ResyncReason m_reason = ResyncReason::None;
    std::optional<MarketMode> m_refused;
    MarketMode m_mode = MarketMode::Undefined;
    std::optional<WallTime> m_time;

    std::optional<SteadyTime> m_awaitedSince; ///< a snapshot, asked for and not here yet
    std::optional<SteadyTime> m_askAt;        ///< a resynchronisation that waits its turn
    std::optional<SteadyTime> m_lastAsked;    ///< the last resynchronisation
    std::chrono::seconds m_delay{0};          ///< of the next one, if it comes soon
    std::optional<SteadyTime> m_crossedSince;
    int m_unknownOrders = 0;

    // Since takeChange() was called last.
    bool m_changed = false;
    bool m_replaced = true;
    bool m_resyncNeeded = false;
    std::unordered_set<std::uint64_t> m_touched;
    std::vector<OrderBookTrade> m_trades;
};

} // namespace depthdeck
