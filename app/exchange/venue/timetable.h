// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/agenda.h"
#include "app/exchange/venue/market_register.h"
#include "app/exchange/venue/pacing.h"
#include "app/exchange/venue/session_calendar.h"
#include "app/exchange/venue/valuation.h"

namespace depthdeck::exchange {

/// Lets time pass on the floor: crowds act when their moment comes, phases change, days settle and end, markets expire
/// and new ones are listed.
class Timetable
{
public:
    struct Rules
    {
        bool alwaysOpen = false;
        /// A longer gap between two calls of advance() is not traded through.
        std::chrono::nanoseconds longestTradedGap = std::chrono::minutes{10};
    };

    Timetable(Floor &floor, MarketRegister &markets, Valuation &valuation, Pacing &pacing,
              const SessionCalendar &calendar, const ChicagoTime &time, const Catalogue &catalogue, const Rules &rules);

    /// Enters the phases of @p start, fills the books and plans everything from there.
    void begin(WallTime start);
    /// Through a gap longer than the rules allow only the calendar passes, then the books are filled anew: a laptop
    /// that slept for hours must not trade them all at once.
    void advance(WallTime now);
    [[nodiscard]] WallTime nextEvent() const noexcept { return m_agenda.next().time; }
    [[nodiscard]] std::int32_t tradeDate() const noexcept { return m_tradeDate; }
    void forceMode(MarketIndex market, MarketMode mode);
    /// Gives a market that was listed just now its day, its phase and its crowd.
    void admit(MarketIndex market);
    /// Whether there is an opening, or a close, before the market expires.
    [[nodiscard]] bool opensAgain(MarketIndex market) const;
    [[nodiscard]] bool closesAgain(MarketIndex market) const;

private:
    void happen(const Agenda::Entry &entry);
    void crowd(MarketIndex market);
    void refill(MarketIndex market);
    void tide();
    void changePhase(Schedule schedule);
    void settle(Schedule schedule);
    void releaseSettlements(Schedule schedule);
    void listNewExpiries();
    void plan(MarketIndex market, MarketMode mode);
    void changeTradeDate();
    void expire(MarketIndex market);
    void enterMode(MarketIndex market, MarketMode mode);
    void wake(MarketIndex market);
    void endDayOrders(MarketIndex market);
    void updatePriceLimits(MarketIndex market);
    [[nodiscard]] Price settlementOf(MarketIndex market) const;
    [[nodiscard]] Schedule scheduleOf(MarketIndex market) const noexcept;
    [[nodiscard]] std::size_t groupOf(MarketIndex market) const noexcept;
    [[nodiscard]] FineTicks valueOf(MarketIndex market);
    [[nodiscard]] bool isActive(MarketIndex market) const noexcept;

    Floor &m_floor;
    MarketRegister &m_markets;
    Valuation &m_valuation;
    Pacing &m_pacing;
    const SessionCalendar &m_calendar;
    const ChicagoTime &m_time;
    const Catalogue &m_catalogue;
    Rules m_rules;
    Agenda m_agenda;
    std::vector<bool> m_planned; ///< whether a market's crowd has an entry in the agenda
    std::int32_t m_tradeDate = 0;
    WallTime m_lastTide{};
    WallTime m_quietUntil{}; ///< crowds sleep through a long gap
    WallTime m_nextAverages{};
    WallTime m_listingPlanned{}; ///< the moment for which a look at the list is planned
    std::uint64_t m_eventsAtTide = 0;
};

} // namespace depthdeck::exchange
