// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/venue/timetable.h"

#include <algorithm>

namespace depthdeck::exchange {

namespace {

using namespace std::chrono_literals;
using Kind = Agenda::Kind;

constexpr std::chrono::milliseconds tideLength{250};
constexpr std::chrono::seconds tradedAfterGap{3};
constexpr std::chrono::seconds longTide{60};
/// A settlement is held so long before it is released.
constexpr std::chrono::minutes settlementHeldFor{5};
/// How often the day's average prices are told.
constexpr std::chrono::seconds averagesInterval{60};
constexpr std::array schedules{Schedule::Globex, Schedule::Grains};

[[nodiscard]] std::uint32_t subjectOf(Schedule schedule) noexcept
{
    return static_cast<std::uint32_t>(schedule);
}

} // namespace

Timetable::Timetable(Floor &floor, MarketRegister &markets, Valuation &valuation, Pacing &pacing,
                     const SessionCalendar &calendar, const ChicagoTime &time, const Catalogue &catalogue,
                     const Rules &rules)
    : m_floor{floor},
      m_markets{markets},
      m_valuation{valuation},
      m_pacing{pacing},
      m_calendar{calendar},
      m_time{time},
      m_catalogue{catalogue},
      m_rules{rules},
      m_planned(floor.size(), false)
{
}

void Timetable::begin(WallTime start)
{
    m_floor.setNow(start);
    m_tradeDate = asNumber(m_calendar.tradeDateAt(start));
    m_lastTide = start;
    m_agenda.add(start + tideLength, Kind::Tide, 0);
    m_agenda.add(m_calendar.nextTradeDate(start), Kind::TradeDate, 0);
    for (const Schedule schedule : schedules) {
        m_agenda.add(m_calendar.nextSettlement(schedule, start), Kind::Settlement, subjectOf(schedule));
        if (!m_rules.alwaysOpen)
            m_agenda.add(m_calendar.phaseAt(schedule, start).until, Kind::Phase, subjectOf(schedule));
    }
    m_pacing.update(m_time.minuteOfDay(start), m_valuation.values(), 0, {});
    m_nextAverages = start + averagesInterval;
    for (MarketIndex market = 0; market < m_floor.size(); ++market)
        plan(market, m_rules.alwaysOpen ? MarketMode::Open : m_calendar.phaseAt(scheduleOf(market), start).mode);
}

void Timetable::plan(MarketIndex market, MarketMode mode)
{
    m_agenda.add(m_floor.spec(market).lastTrading, Kind::Expiry, market);
    updatePriceLimits(market);
    enterMode(market, mode);
}

void Timetable::admit(MarketIndex market)
{
    const WallTime now = m_floor.now();
    m_planned.resize(m_floor.size(), false);
    m_floor.figures(market).startDay(m_tradeDate);
    const Ticks value = m_valuation.nearest(market, now);
    const QDate before = m_calendar.tradeDateAt(m_calendar.dayOpened(scheduleOf(market), now) - std::chrono::hours{2});
    m_floor.settle(market, m_floor.spec(market).ticks.priceAt(value).value_or(Price{}), asNumber(before));
    plan(market, m_rules.alwaysOpen ? MarketMode::Open : m_calendar.phaseAt(scheduleOf(market), now).mode);
}

bool Timetable::opensAgain(MarketIndex market) const
{
    const WallTime now = m_floor.now();
    const WallTime opening =
        m_rules.alwaysOpen ? m_calendar.nextTradeDate(now) : m_calendar.nextOpening(scheduleOf(market), now);
    return opening < m_floor.spec(market).lastTrading;
}

bool Timetable::closesAgain(MarketIndex market) const
{
    return m_calendar.nextSettlement(scheduleOf(market), m_floor.now()) < m_floor.spec(market).lastTrading;
}

void Timetable::advance(WallTime now)
{
    if (now - m_floor.now() > m_rules.longestTradedGap)
        m_quietUntil = now - tradedAfterGap;
    while (m_agenda.next().time <= now) {
        const Agenda::Entry entry = m_agenda.take();
        m_floor.setNow(std::max(m_floor.now(), entry.time));
        happen(entry);
    }
    m_floor.setNow(std::max(m_floor.now(), now));
}

void Timetable::happen(const Agenda::Entry &entry)
{
    switch (entry.kind) {
    case Kind::Settlement:
        settle(static_cast<Schedule>(entry.subject));
        return;
    case Kind::Release:
        releaseSettlements(static_cast<Schedule>(entry.subject));
        return;
    case Kind::TradeDate:
        changeTradeDate();
        return;
    case Kind::Phase:
        changePhase(static_cast<Schedule>(entry.subject));
        return;
    case Kind::Expiry:
        expire(entry.subject);
        return;
    case Kind::Listing:
        listNewExpiries();
        return;
    case Kind::Tide:
        tide();
        return;
    case Kind::Refill:
        refill(entry.subject);
        return;
    case Kind::Crowd:
        crowd(entry.subject);
        return;
    }
}

void Timetable::forceMode(MarketIndex market, MarketMode mode)
{
    if (m_floor.mode(market) != MarketMode::Expired)
        enterMode(market, mode);
}

// ---- crowds

bool Timetable::isActive(MarketIndex market) const noexcept
{
    switch (m_floor.mode(market)) {
    case MarketMode::Open:
    case MarketMode::RestrictedOpen:
    case MarketMode::PreOpen:
    case MarketMode::PreCross:
        return true;
    default:
        return false;
    }
}

FineTicks Timetable::valueOf(MarketIndex market)
{
    const WallTime now = m_floor.now();
    const MarketIndex leader = m_valuation.listed()[market].leader;
    FineTicks impact = m_floor.flow(market).impact(now);
    if (leader != market) // the product moves as one; a back month hardly moves by itself
        impact = impact / 4 + m_floor.flow(leader).impact(now);
    return m_valuation.fine(market, now) + impact;
}

void Timetable::crowd(MarketIndex market)
{
    m_planned[market] = false;
    if (!isActive(market))
        return;
    if (m_floor.now() < m_quietUntil) {
        m_planned[market] = true;
        m_agenda.add(m_quietUntil, Kind::Refill, market);
        return;
    }
    m_floor.crowdActs(market, valueOf(market));
    wake(market);
}

/// After a gap that nobody traded through, the old quotes mean nothing.
void Timetable::refill(MarketIndex market)
{
    m_planned[market] = false;
    if (!isActive(market))
        return;
    m_floor.crowdWithdraws(market);
    m_floor.crowdPopulates(market, valueOf(market));
    wake(market);
}

/// Plans the next act of a market's crowd unless one is planned.
void Timetable::wake(MarketIndex market)
{
    if (m_planned[market] || !isActive(market))
        return;
    m_planned[market] = true;
    const double intensity = m_pacing.intensity(groupOf(market));
    m_agenda.add(m_floor.now() + m_floor.flow(market).nextDelay(intensity, m_floor.now()), Kind::Crowd, market);
}

void Timetable::tide()
{
    const WallTime now = m_floor.now();
    const std::chrono::nanoseconds span = now - m_lastTide;
    m_lastTide = now;
    m_valuation.values().advance(span);
    const bool quiet = now < m_quietUntil;
    m_pacing.update(m_time.minuteOfDay(now), m_valuation.values(), m_floor.eventCount() - m_eventsAtTide,
                    quiet ? 0ns : span);
    m_eventsAtTide = m_floor.eventCount();
    m_floor.trailStops();
    if (now >= m_nextAverages) {
        m_floor.tellAverages();
        m_nextAverages = now + averagesInterval;
    }
    const WallTime next = quiet ? std::min(now + longTide, m_quietUntil) : now + tideLength;
    m_agenda.add(next, Kind::Tide, 0);
}

// ---- the calendar

Schedule Timetable::scheduleOf(MarketIndex market) const noexcept
{
    return m_catalogue.groups[groupOf(market)].schedule;
}

std::size_t Timetable::groupOf(MarketIndex market) const noexcept
{
    return m_catalogue.products[m_valuation.listed()[market].product].group;
}

void Timetable::changePhase(Schedule schedule)
{
    const SessionCalendar::Phase phase = m_calendar.phaseAt(schedule, m_floor.now());
    for (MarketIndex market = 0; market < m_floor.size(); ++market) {
        if (scheduleOf(market) != schedule || m_floor.mode(market) == MarketMode::Expired)
            continue;
        enterMode(market, phase.mode);
        if (phase.endsDay)
            endDayOrders(market);
    }
    m_agenda.add(phase.until, Kind::Phase, subjectOf(schedule));
}

void Timetable::enterMode(MarketIndex market, MarketMode mode)
{
    const bool fillsBook =
        m_floor.book(market).orderCount(Side::Buy) == 0 && m_floor.book(market).orderCount(Side::Sell) == 0;
    const Ticks reference = m_valuation.nearest(market, m_floor.now());
    if (mode == MarketMode::Open && fillsBook) {
        // An open without a pre-open: the book is there from its first moment on.
        m_floor.setMode(market, MarketMode::PreOpen, reference);
        m_floor.crowdPopulates(market, valueOf(market));
    }
    m_floor.setMode(market, mode, reference);
    if (mode == MarketMode::PreOpen && fillsBook)
        m_floor.crowdPopulates(market, valueOf(market));
    wake(market);
}

/// The crowd goes home and day orders end. Good-till-cancelled ones stay for the next day, as do those that wait for
/// the next opening or close.
void Timetable::endDayOrders(MarketIndex market)
{
    if (!m_rules.alwaysOpen)
        m_floor.crowdWithdraws(market);
    for (const OrderHandle handle : m_floor.clients().inMarket(market)) {
        const ClientOrder *order = m_floor.clients().find(handle);
        if (order && order->order.duration != Duration::GoodTillCancelled && !order->isHeld)
            m_floor.cancelOrder(handle, CancelReason::EndOfDay);
    }
}

/// The last moment before the close: what waits for it trades, then the day has its price, held back at first.
void Timetable::settle(Schedule schedule)
{
    for (MarketIndex market = 0; market < m_floor.size(); ++market) {
        if (scheduleOf(market) != schedule || m_floor.mode(market) == MarketMode::Expired)
            continue;
        m_floor.tradeOnClose(market);
        m_floor.holdSettlement(market, settlementOf(market), m_tradeDate);
    }
    m_agenda.add(m_floor.now() + settlementHeldFor, Kind::Release, subjectOf(schedule));
    m_agenda.add(m_calendar.nextSettlement(schedule, m_floor.now()), Kind::Settlement, subjectOf(schedule));
}

void Timetable::releaseSettlements(Schedule schedule)
{
    for (MarketIndex market = 0; market < m_floor.size(); ++market) {
        if (scheduleOf(market) == schedule)
            m_floor.releaseSettlement(market);
    }
}

/// The average of the last minutes; without trades the middle of the market; without a market the model's value.
Price Timetable::settlementOf(MarketIndex market) const
{
    const MatchingBook &book = m_floor.book(market);
    const std::optional<Ticks> bid = book.best(Side::Buy);
    const std::optional<Ticks> offer = book.best(Side::Sell);
    Ticks ticks = m_valuation.nearest(market, m_floor.now());
    if (const std::optional<Ticks> average = m_floor.figures(market).closingAverage(m_floor.now()))
        ticks = *average;
    else if (bid && offer && m_floor.now() >= m_quietUntil)
        ticks = *bid + (*offer - *bid) / 2;
    return m_floor.spec(market).ticks.priceAt(ticks).value_or(Price{});
}

void Timetable::changeTradeDate()
{
    m_tradeDate = asNumber(m_calendar.tradeDateAt(m_floor.now()));
    if (m_rules.alwaysOpen) {
        for (MarketIndex market = 0; market < m_floor.size(); ++market)
            endDayOrders(market);
    }
    m_floor.startDay(m_tradeDate);
    for (MarketIndex market = 0; market < m_floor.size(); ++market) {
        updatePriceLimits(market);
        if (m_rules.alwaysOpen)
            m_floor.openWithoutAuction(market);
    }
    m_agenda.add(m_calendar.nextTradeDate(m_floor.now()), Kind::TradeDate, 0);
}

void Timetable::updatePriceLimits(MarketIndex market)
{
    const ListedMarket &listed = m_valuation.listed()[market];
    const ProductEntry &product = m_catalogue.products[listed.product];
    const std::optional<Price> settlement = m_floor.figures(market).statistics().settlement;
    const bool outright = listed.spec.legs.empty() && !listed.spec.strike;
    if (!outright || !settlement || (!product.priceLimit && !product.priceLimitPercent))
        return;
    const std::int64_t distance = product.priceLimit
                                      ? product.priceLimit->units()
                                      : settlement->units() / 100 * product.priceLimitPercent.value_or(0);
    const TickTable &ticks = listed.spec.ticks;
    m_floor.setPriceLimits(
        market, ticks.nearestIncrements(Price::fromUnits(settlement->units() - distance), TickTable::Rounding::Up),
        ticks.nearestIncrements(Price::fromUnits(settlement->units() + distance), TickTable::Rounding::Down));
}

void Timetable::expire(MarketIndex market)
{
    m_floor.settle(market, settlementOf(market), m_tradeDate);
    m_floor.setMode(market, MarketMode::Expired, 0);
    m_floor.crowdWithdraws(market);
    for (const OrderHandle handle : m_floor.clients().inMarket(market))
        m_floor.cancelOrder(handle, CancelReason::MarketExpired);
    m_floor.tellCleared(market);
    if (m_listingPlanned != m_floor.now()) { // many expire at one moment
        m_listingPlanned = m_floor.now();
        m_agenda.add(m_floor.now(), Kind::Listing, 0);
    }
}

void Timetable::listNewExpiries()
{
    for (const MarketIndex market : m_markets.listNewExpiries(m_floor.now())) {
        const ListedMarket &listed = m_valuation.listed()[market];
        m_floor.figures(market).setOpenInterest(listed.openInterest / 20); // nobody was in it before
        admit(market);
    }
}

} // namespace depthdeck::exchange
