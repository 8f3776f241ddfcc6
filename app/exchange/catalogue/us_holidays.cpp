// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/catalogue/us_holidays.h"

#include <array>

namespace depthdeck::exchange {

namespace {

struct FixedHoliday
{
    int month = 0;
    int day = 0;
};

/// The @p nth @p weekday of a month; the last one when @p nth is 0.
struct WeekdayHoliday
{
    int month = 0;
    int weekday = 0;
    int nth = 0;
};

constexpr std::array fixedHolidays{FixedHoliday{1, 1}, FixedHoliday{6, 19}, FixedHoliday{7, 4}, FixedHoliday{12, 25}};
constexpr std::array weekdayHolidays{
    WeekdayHoliday{1, Qt::Monday, 3},    // Martin Luther King
    WeekdayHoliday{2, Qt::Monday, 3},    // Presidents
    WeekdayHoliday{5, Qt::Monday, 0},    // Memorial
    WeekdayHoliday{9, Qt::Monday, 1},    // Labor
    WeekdayHoliday{11, Qt::Thursday, 4}, // Thanksgiving
};

[[nodiscard]] bool isFixed(QDate date)
{
    for (const FixedHoliday &holiday : fixedHolidays) {
        if (date.month() == holiday.month && date.day() == holiday.day)
            return true;
    }
    return false;
}

[[nodiscard]] bool isObserved(QDate date)
{
    if (date.dayOfWeek() == Qt::Monday && isFixed(date.addDays(-1)))
        return true;
    const QDate tomorrow = date.addDays(1);
    return date.dayOfWeek() == Qt::Friday && isFixed(tomorrow) && tomorrow.month() != 1;
}

[[nodiscard]] bool isOn(const WeekdayHoliday &holiday, QDate date)
{
    if (date.month() != holiday.month || date.dayOfWeek() != holiday.weekday)
        return false;
    if (holiday.nth == 0)
        return date.addDays(7).month() != date.month();
    return (date.day() - 1) / 7 + 1 == holiday.nth;
}

} // namespace

/// Meeus' form of the anonymous computus.
QDate easterSunday(int year)
{
    const int a = year % 19;
    const int b = year / 100;
    const int c = year % 100;
    const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return {year, f / 31, f % 31 + 1};
}

bool isUsHoliday(QDate date)
{
    for (const WeekdayHoliday &holiday : weekdayHolidays) {
        if (isOn(holiday, date))
            return true;
    }
    const bool goodFriday = date == easterSunday(date.year()).addDays(-2);
    return goodFriday || (isFixed(date) && date.dayOfWeek() < Qt::Saturday) || isObserved(date);
}

} // namespace depthdeck::exchange
