// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/engine/implied_counterparty.h"
#include "app/exchange/engine/matching_book.h"
#include "app/exchange/engine/trigger_book.h"

namespace depthdeck::exchange {

/// One market's book with its stops. Trades are remembered until runTriggers(), which the caller calls once it has
/// noted what became of the order that caused them; so a fired stop never overtakes that note. One thread.
class MarketEngine
{
public:
    /// How far from the best price a market order may trade.
    void setProtection(Ticks ticks) noexcept { m_protection = ticks; }
    /// The day's price limits; no market order trades beyond them. Refusing limit orders is the caller's part.
    void setPriceLimits(std::optional<Ticks> low, std::optional<Ticks> high) noexcept;

    /// Null: no other market implies prices here.
    void setImplied(ImpliedCounterparty *implied) noexcept { m_implied = implied; }

    /// Trades at the best price first, be it the book's or an implied one; at equal prices the book comes first. A
    /// fill-or-kill order looks at the book alone.
    Submission submit(const EngineOrder &order, BookSink &sink);
    /// Takes @p order.limit from the book and the protection; nobody on the other side leaves everything cancelled.
    /// What the protected prices do not fill is cancelled too: a market order never comes to rest.
    Submission submitMarket(EngineOrder order, BookSink &sink);
    Submission revise(OrderRef order, std::int32_t remaining, Ticks limit, std::int32_t maxShow, BookSink &sink);
    bool cancel(OrderRef order) { return m_book.cancel(order); }
    /// MatchingBook::takeBest, seen by the stops.
    void takeBest(Side side, std::int32_t lots, Ticks price, BookSink &sink);
    /// A trade of this market that its book had no part in: the stops see it.
    void notePrint(Ticks price);
    [[nodiscard]] std::uint64_t nextTradeId() noexcept { return m_book.nextTradeId(); }
    void setWatcher(OrderWatcher *watcher) noexcept { m_book.setWatcher(watcher); }
    /// Opens: one equilibrium trade, then continuous matching.
    void open(Ticks reference, BookSink &sink);
    void stopMatching() noexcept { m_book.setMatching(false); }
    /// Releases the stops that the trades since the last call fired, and what those fire in turn.
    void runTriggers(BookSink &sink);

    [[nodiscard]] const MatchingBook &book() const noexcept { return m_book; }
    [[nodiscard]] TriggerBook &triggers() noexcept { return m_triggers; }

private:
    class Recorder;

    void release(const WaitingOrder &order, BookSink &sink);
    Submission submitToBook(const EngineOrder &order, BookSink &sink);
    [[nodiscard]] std::int32_t takeBetween(const EngineOrder &order, BookSink &sink);
    [[nodiscard]] std::optional<Ticks> bestAgainst(Side side) const;

    MatchingBook m_book;
    ImpliedCounterparty *m_implied = nullptr;
    TriggerBook m_triggers;
    std::vector<Ticks> m_printed; ///< prices traded and not yet shown to the stops
    std::vector<WaitingOrder> m_fired;
    Ticks m_protection = 100;
    std::optional<Ticks> m_low;
    std::optional<Ticks> m_high;
};

} // namespace depthdeck::exchange
