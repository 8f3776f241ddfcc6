// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/venue/warm_up.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace depthdeck::exchange {

namespace {

constexpr std::chrono::minutes step{3};
/// A day of about 1380 minutes whose activities average to 1.
constexpr double minutesPerDay = 1380.0;
/// Options are many and trade seldom: only every so many steps are looked at.
constexpr int optionsStep = 15;
constexpr std::array schedules{Schedule::Globex, Schedule::Grains};

[[nodiscard]] bool isOptionsTurn(WallTime time) noexcept
{
    return std::chrono::floor<std::chrono::minutes>(time.time_since_epoch()).count() / step.count() % optionsStep == 0;
}

} // namespace

WarmUp::WarmUp(Floor &floor, Valuation &valuation, const Pacing &pacing, const SessionCalendar &calendar,
               const ChicagoTime &time, const Catalogue &catalogue, std::uint64_t seed, bool alwaysOpen)
    : m_floor{floor},
      m_valuation{valuation},
      m_pacing{pacing},
      m_calendar{calendar},
      m_time{time},
      m_catalogue{catalogue},
      m_random{seed},
      m_alwaysOpen{alwaysOpen}
{
}

void WarmUp::run(WallTime until)
{
    const WallTime opened = std::min(m_calendar.dayOpened(Schedule::Globex, until), until);
    settleDayBefore(opened);
    m_valuation.values().advance(std::chrono::minutes{30}); // the gap between settlement and open
    std::array<SessionCalendar::Phase, 2> phases;
    std::array<WallTime, 2> settlements;
    for (const Schedule schedule : schedules)
        settlements[static_cast<std::size_t>(schedule)] = m_calendar.nextSettlement(schedule, opened);
    for (WallTime time = opened; time < until; time += step) {
        m_floor.setNow(time);
        bool anyOpen = false;
        for (const Schedule schedule : schedules) {
            const auto index = static_cast<std::size_t>(schedule);
            if (time >= phases[index].until)
                phases[index] = m_calendar.phaseAt(schedule, time);
            const bool open = m_alwaysOpen || phases[index].mode == MarketMode::Open;
            if (open)
                tradeStep(schedule, time, isOptionsTurn(time));
            anyOpen = anyOpen || open;
            if (time >= settlements[index]) {
                settleDay(schedule, settlements[index]);
                settlements[index] = m_calendar.nextSettlement(schedule, time);
            }
        }
        if (anyOpen)
            m_valuation.values().advance(step);
    }
    m_floor.setNow(until);
}

void WarmUp::settleDayBefore(WallTime opened)
{
    const std::int32_t today = asNumber(m_calendar.tradeDateAt(opened));
    const QDate before = m_calendar.tradeDateAt(opened - std::chrono::hours{2});
    m_floor.setNow(m_time.at(before, 16 * 60));
    for (MarketIndex market = 0; market < m_floor.size(); ++market) {
        const ListedMarket &listed = m_valuation.listed()[market];
        DayFigures &figures = m_floor.figures(market);
        figures.startDay(today);
        figures.setOpenInterest(static_cast<std::int32_t>(listed.openInterest * (0.95 + 0.1 * m_random.uniform())));
        figures.setClearedVolume(static_cast<std::int32_t>(listed.dailyVolume * (0.8 + 0.4 * m_random.uniform())));
        const Ticks value = m_valuation.nearest(market, opened);
        m_floor.settle(market, listed.spec.ticks.priceAt(value).value_or(Price{}), asNumber(before));
    }
}

void WarmUp::settleDay(Schedule schedule, WallTime time)
{
    for (MarketIndex market = 0; market < m_floor.size(); ++market) {
        const ListedMarket &listed = m_valuation.listed()[market];
        if (m_catalogue.groups[m_catalogue.products[listed.product].group].schedule != schedule)
            continue;
        const Ticks value = m_valuation.nearest(market, time);
        m_floor.settle(market, listed.spec.ticks.priceAt(value).value_or(Price{}),
                       asNumber(m_calendar.tradeDateAt(time)));
    }
}

void WarmUp::tradeStep(Schedule schedule, WallTime time, bool options)
{
    const int minute = m_time.minuteOfDay(time);
    std::vector<double> shares;
    for (std::size_t group = 0; group < m_catalogue.groups.size(); ++group)
        shares.push_back(m_pacing.activity(group, minute) * static_cast<double>(step.count()) / minutesPerDay);
    for (MarketIndex market = 0; market < m_floor.size(); ++market) {
        const ListedMarket &listed = m_valuation.listed()[market];
        const std::size_t group = m_catalogue.products[listed.product].group;
        if (m_catalogue.groups[group].schedule != schedule || (listed.spec.strike && !options))
            continue;
        tradeMarket(market, time, listed.spec.strike ? shares[group] * optionsStep : shares[group]);
    }
}

void WarmUp::tradeMarket(MarketIndex market, WallTime time, double share)
{
    const ListedMarket &listed = m_valuation.listed()[market];
    const double expected = listed.dailyVolume * share * (0.5 + m_random.uniform());
    auto lots = static_cast<std::int32_t>(expected);
    if (m_random.chance(expected - std::floor(expected)))
        ++lots;
    if (lots == 0)
        return;
    const std::int32_t trades = std::max(1, lots / (2 * listed.flow.medianLots));
    const Ticks noise = static_cast<Ticks>(m_random.below(3)) - 1;
    const Ticks price = std::max(m_valuation.nearest(market, time) + noise,
                                 listed.flow.lowestPrice.value_or(std::numeric_limits<Ticks>::min()));
    m_floor.figures(market).addHistory(price, lots, trades, listed.spec.ticks, time);
}

} // namespace depthdeck::exchange
