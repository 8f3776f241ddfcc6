// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/venue/session_calendar.h"

#include "app/exchange/catalogue/us_holidays.h"

#include <array>
#include <span>

namespace depthdeck::exchange {

namespace {

constexpr int clockTime(int hour, int minute)
{
    return hour * 60 + minute;
}

constexpr std::uint8_t monday = 1 << 0;
constexpr std::uint8_t friday = 1 << 4;
constexpr std::uint8_t sunday = 1 << 6;
constexpr std::uint8_t mondayToThursday = monday | 1 << 1 | 1 << 2 | 1 << 3;

/// A change of phase at a minute of certain days.
struct Change
{
    std::uint8_t days = 0;
    int minute = 0;
    MarketMode mode = MarketMode::Closed;
    bool endsDay = false;
};

constexpr std::array globex{
    Change{sunday, clockTime(16, 0), MarketMode::PreOpen},
    Change{mondayToThursday | friday, clockTime(16, 0), MarketMode::PreClosed},
    Change{mondayToThursday | friday, clockTime(16, 5), MarketMode::Closed, true},
    Change{mondayToThursday, clockTime(16, 45), MarketMode::PreOpen},
    Change{mondayToThursday | sunday, clockTime(17, 0), MarketMode::Open},
};

constexpr std::array grains{
    Change{mondayToThursday | friday, clockTime(7, 45), MarketMode::Closed},
    Change{mondayToThursday | friday, clockTime(8, 0), MarketMode::PreOpen},
    Change{mondayToThursday | friday, clockTime(8, 30), MarketMode::Open},
    Change{mondayToThursday | friday, clockTime(13, 20), MarketMode::PreClosed},
    Change{mondayToThursday | friday, clockTime(13, 25), MarketMode::Closed, true},
    Change{mondayToThursday | sunday, clockTime(18, 45), MarketMode::PreOpen},
    Change{mondayToThursday | sunday, clockTime(19, 0), MarketMode::Open},
};

[[nodiscard]] std::span<const Change> changesOf(Schedule schedule) noexcept
{
    if (schedule == Schedule::Grains)
        return grains;
    return globex;
}

[[nodiscard]] bool isTradeDate(QDate date)
{
    return date.dayOfWeek() < Qt::Saturday && !isUsHoliday(date);
}

/// Evenings belong to the next day: the earliest one begins Sunday at 16:00, the others after the close.
[[nodiscard]] bool isEvening(const Change &change)
{
    return change.mode != MarketMode::PreClosed && change.mode != MarketMode::Closed &&
           change.minute >= clockTime(16, 0);
}

[[nodiscard]] bool happensOn(const Change &change, QDate date)
{
    const bool named = (change.days >> (date.dayOfWeek() - 1) & 1) != 0;
    return named && isTradeDate(isEvening(change) ? date.addDays(1) : date);
}

/// The minute at which the evening before @p tradeDate starts to take orders.
[[nodiscard]] int firstMinuteBefore(QDate tradeDate)
{
    return tradeDate.dayOfWeek() == Qt::Monday ? clockTime(16, 0) : clockTime(16, 45);
}

/// No pause is longer: a weekend with a holiday on either side.
constexpr int longestPauseDays = 6;

} // namespace

SessionCalendar::Phase SessionCalendar::phaseAt(Schedule schedule, WallTime time) const
{
    const QDate today = m_time.local(time).date();
    Phase phase;
    for (int day = -longestPauseDays; day <= longestPauseDays; ++day) {
        const QDate date = today.addDays(day);
        for (const Change &change : changesOf(schedule)) {
            if (!happensOn(change, date))
                continue;
            const WallTime moment = m_time.at(date, change.minute);
            if (moment > time) {
                phase.until = moment;
                return phase;
            }
            phase.mode = change.mode;
            phase.endsDay = change.endsDay;
        }
    }
    return phase;
}

QDate SessionCalendar::tradeDateAt(WallTime time) const
{
    QDate date = m_time.local(time).date().addDays(longestPauseDays);
    while (!isTradeDate(date) || m_time.at(date.addDays(-1), firstMinuteBefore(date)) > time)
        date = date.addDays(-1);
    return date;
}

WallTime SessionCalendar::nextTradeDate(WallTime time) const
{
    for (QDate date = m_time.local(time).date();; date = date.addDays(1)) {
        const WallTime moment = m_time.at(date.addDays(-1), firstMinuteBefore(date));
        if (isTradeDate(date) && moment > time)
            return moment;
    }
}

WallTime SessionCalendar::nextSettlement(Schedule schedule, WallTime time) const
{
    const int minute = schedule == Schedule::Grains ? clockTime(13, 20) : clockTime(16, 0);
    for (QDate date = m_time.local(time).date();; date = date.addDays(1)) {
        const WallTime moment = m_time.at(date, minute);
        if (isTradeDate(date) && moment > time)
            return moment;
    }
}

WallTime SessionCalendar::nextOpening(Schedule schedule, WallTime time) const
{
    for (Phase phase = phaseAt(schedule, time);; phase = phaseAt(schedule, phase.until)) {
        const Phase next = phaseAt(schedule, phase.until);
        if (next.mode == MarketMode::Open)
            return phase.until;
    }
}

WallTime SessionCalendar::dayOpened(Schedule schedule, WallTime time) const
{
    const QDate evening = tradeDateAt(time).addDays(-1);
    return m_time.at(evening, schedule == Schedule::Grains ? clockTime(19, 0) : clockTime(17, 0));
}

} // namespace depthdeck::exchange
