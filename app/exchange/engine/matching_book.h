// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/engine/price_ladder.h"

namespace depthdeck::exchange {

/// One market's limit order book with price-time priority on integer prices.
/// An iceberg's refill goes to the back of its queue. A revision that changes the price, raises the volume or changes
/// the visible size goes to the back, a mere reduction keeps its place. Two orders of the same owner may match each
/// other: the venue knows no accounts, so it cannot tell a wash trade.
/// One thread.
class MatchingBook
{
public:
    MatchingBook() = default;

    /// While off, orders rest without matching (the book may cross) until uncross(). IOC and FOK must not be sent then.
    void setMatching(bool on) noexcept { m_matching = on; }
    [[nodiscard]] bool isMatching() const noexcept { return m_matching; }

    /// Matches @p order and rests what is left as its duration says. @p order.volume is positive.
    Submission submit(const EngineOrder &order, BookSink &sink);
    /// @p remaining is the new number of lots left to fill, positive. The order may match, hence the result; stale
    /// references must not be passed.
    Submission revise(OrderRef order, std::int32_t remaining, Ticks limit, std::int32_t maxShow, BookSink &sink);
    /// False when the order is no longer there.
    bool cancel(OrderRef order);

    /// Whether revise() would leave the order where it is in its queue.
    [[nodiscard]] bool keepsPlace(OrderRef order, std::int32_t remaining, Ticks limit,
                                  std::int32_t maxShow) const noexcept;
    /// The two halves of a revision that loses its place, for who does more in between than submit(): takes the order
    /// out, without the watcher being told before it comes back or endMove() says that it does not.
    [[nodiscard]] EngineOrder beginMove(OrderRef order, std::int32_t remaining, Ticks limit, std::int32_t maxShow);
    void endMove();
    /// Matches @p order and rests nothing. Returns the lots left.
    [[nodiscard]] std::int32_t take(const EngineOrder &order, BookSink &sink) { return match(order, sink); }
    /// Fills @p lots of the best level of @p side, which shows that many, at @p price, which is the level's or better
    /// for its orders. The aggressor is somebody else's business.
    void takeBest(Side side, std::int32_t lots, Ticks price, BookSink &sink);
    /// A number for a trade of this market that its own book had no part in.
    [[nodiscard]] std::uint64_t nextTradeId() noexcept { return ++m_lastTradeId; }

    /// Null: nobody watches, which costs nothing.
    void setWatcher(OrderWatcher *watcher) noexcept { m_watcher = watcher; }
    [[nodiscard]] bool isWatched() const noexcept { return m_watcher != nullptr; }

    /// Matches everything that crosses at the one price that trades the most; among equals the one that leaves the
    /// least surplus, then the one nearest to @p reference, then the higher. Leaves matching off.
    void uncross(Ticks reference, BookSink &sink);
    /// That price and its volume while the book crosses.
    struct Equilibrium
    {
        Ticks price = 0;
        std::int64_t volume = 0;
    };
    [[nodiscard]] std::optional<Equilibrium> equilibrium(Ticks reference) const;

    [[nodiscard]] const RestingOrder *find(OrderRef order) const noexcept { return m_pool.find(order); }
    [[nodiscard]] std::optional<Ticks> best(Side side) const noexcept;
    [[nodiscard]] std::int32_t bestVolume(Side side) const noexcept;
    [[nodiscard]] std::size_t levelCount(Side side) const noexcept { return ladder(side).size(); }
    [[nodiscard]] std::int32_t orderCount(Side side) const noexcept;
    /// The @p rank th level of a side, 0 the best.
    [[nodiscard]] BookLevel level(Side side, std::size_t rank) const noexcept;
    /// Lots, hidden ones included, that an aggressor of @p side with @p limit could trade with.
    [[nodiscard]] std::int64_t available(Side side, Ticks limit) const noexcept;
    /// Calls @p visit with each order of a side in matching order.
    template <typename Visitor>
    void forEach(Side side, Visitor &&visit) const;

    /// Counts up with every change of the visible book.
    [[nodiscard]] std::uint64_t revision() const noexcept { return m_revision; }
    [[nodiscard]] std::uint64_t lastTradeId() const noexcept { return m_lastTradeId; }

private:
    [[nodiscard]] PriceLadder &ladder(Side side) noexcept { return side == Side::Buy ? m_bids : m_offers; }
    [[nodiscard]] const PriceLadder &ladder(Side side) const noexcept { return side == Side::Buy ? m_bids : m_offers; }
    [[nodiscard]] std::int32_t match(const EngineOrder &order, BookSink &sink);
    [[nodiscard]] std::int32_t takeLevel(const EngineOrder &order, std::int32_t remaining, BookSink &sink);
    OrderRef rest(const EngineOrder &order, std::int32_t remaining);
    std::int32_t fillHead(PriceLadder &side, std::int32_t most, Ticks price, BookSink &sink);
    void append(Level &level, std::uint32_t slot) noexcept;
    void unlink(Level &level, std::uint32_t slot) noexcept;
    void remove(std::uint32_t slot) noexcept;
    void tellSet(const RestingOrder &order);
    void tellGone(std::uint64_t id, Side side, Ticks price);
    void noteHit(const RestingOrder &order, std::int32_t filled);
    void report(const Print &print, BookSink &sink);

    OrderPool m_pool;
    PriceLadder m_bids{Side::Buy};
    PriceLadder m_offers{Side::Sell};
    std::vector<std::int32_t> m_restingVolumes;
    OrderWatcher *m_watcher = nullptr;
    // While watched: what a trade in the making hit, and what that made of the orders.
    std::vector<OrderTrade::Hit> m_hits;
    std::vector<OrderBookChange> m_hitChanges;
    std::optional<OrderBookChange> m_moving; ///< the order between beginMove and its return
    std::uint64_t m_lastPriority = 0;
    std::uint64_t m_revision = 0;
    std::uint64_t m_lastTradeId = 0;
    std::int32_t m_orderCounts[2] = {0, 0};
    bool m_matching = true;
};

template <typename Visitor>
void MatchingBook::forEach(Side side, Visitor &&visit) const
{
    const PriceLadder &levels = ladder(side);
    for (std::size_t rank = 0; rank < levels.size(); ++rank) {
        for (std::uint32_t slot = levels.level(rank).head; slot != OrderPool::none; slot = m_pool[slot].next)
            visit(m_pool[slot], OrderRef{slot, m_pool[slot].generation});
    }
}

} // namespace depthdeck::exchange
