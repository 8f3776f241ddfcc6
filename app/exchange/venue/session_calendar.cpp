// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/venue/session_calendar.h"

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

[[nodiscard]] bool happensOn(const Change &change, QDate date)
{
    return (change.days >> (date.dayOfWeek() - 1) & 1) != 0;
}

} // namespace

SessionCalendar::Phase SessionCalendar::phaseAt(Schedule schedule, WallTime time) const
{
    const QDate today = m_time.local(time).date();
    Phase phase;
    // No phase is longer than the weekend, so four days each way are enough.
    for (int day = -4; day <= 4; ++day) {
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
    const QDateTime local = m_time.local(time);
    const QDate date = local.date();
    const int minute = m_time.minuteOfDay(time);
    switch (date.dayOfWeek()) {
    case Qt::Saturday:
        return date.addDays(-1);
    case Qt::Sunday:
        return minute < clockTime(16, 0) ? date.addDays(-2) : date.addDays(1);
    case Qt::Friday:
        return date;
    default:
        return minute < clockTime(16, 45) ? date : date.addDays(1);
    }
}

WallTime SessionCalendar::nextTradeDate(WallTime time) const
{
    for (QDate date = m_time.local(time).date();; date = date.addDays(1)) {
        if (date.dayOfWeek() == Qt::Friday || date.dayOfWeek() == Qt::Saturday)
            continue;
        const WallTime moment = m_time.at(date, date.dayOfWeek() == Qt::Sunday ? clockTime(16, 0) : clockTime(16, 45));
        if (moment > time)
            return moment;
    }
}

WallTime SessionCalendar::nextSettlement(Schedule schedule, WallTime time) const
{
    const int minute = schedule == Schedule::Grains ? clockTime(13, 20) : clockTime(16, 0);
    for (QDate date = m_time.local(time).date();; date = date.addDays(1)) {
        const WallTime moment = m_time.at(date, minute);
        if (date.dayOfWeek() < Qt::Saturday && moment > time)
            return moment;
    }
}

WallTime SessionCalendar::dayOpened(Schedule schedule, WallTime time) const
{
    const QDate evening = tradeDateAt(time).addDays(-1);
    return m_time.at(evening, schedule == Schedule::Grains ? clockTime(19, 0) : clockTime(17, 0));
}

} // namespace depthdeck::exchange
