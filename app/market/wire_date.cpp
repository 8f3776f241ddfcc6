// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/wire_date.h"

#include <chrono>

namespace depthdeck {

namespace {

constexpr int firstYear = 1970;
constexpr int lastYear = 2199;

/// Nullopt when there is no such day. Day 0 stands for the whole month.
std::optional<WireDate> dateOf(std::int64_t year, std::int64_t month, std::int64_t day) noexcept
{
    if (year < firstYear || year > lastYear || month < 1 || month > 12 || day < 0)
        return std::nullopt;
    const WireDate date{static_cast<int>(year), static_cast<int>(month), static_cast<int>(day)};
    const std::chrono::year_month_day calendar{std::chrono::year{date.year},
                                               std::chrono::month{static_cast<unsigned>(date.month)},
                                               std::chrono::day{static_cast<unsigned>(day == 0 ? 1 : day)}};
    return calendar.ok() ? std::optional{date} : std::nullopt;
}

std::optional<WireDate> dateOfDays(std::int64_t daysSince1970) noexcept
{
    constexpr std::int64_t mostDays = 365 * 300;
    if (daysSince1970 < 0 || daysSince1970 > mostDays)
        return std::nullopt;
    const std::chrono::year_month_day calendar{std::chrono::sys_days{std::chrono::days{daysSince1970}}};
    return dateOf(int{calendar.year()}, unsigned{calendar.month()}, unsigned{calendar.day()});
}

} // namespace

std::optional<WireDate> readWireDate(std::int64_t value) noexcept
{
    constexpr std::int64_t secondsPerDay = 86'400;
    constexpr std::int64_t ticksPerDay = secondsPerDay * 10'000'000;
    constexpr std::int64_t daysFromYearOneTo1970 = 719'162;
    if (value >= 100'000 && value <= 999'999)
        return dateOf(value / 100, value % 100, 0);
    if (value >= 10'000'000 && value <= 99'999'999)
        return dateOf(value / 10'000, value / 100 % 100, value % 100);
    if (value >= 100'000'000 && value <= 99'999'999'999)
        return dateOfDays(value / secondsPerDay);
    if (value >= 100'000'000'000 && value <= 99'999'999'999'999)
        return dateOfDays(value / (secondsPerDay * 1000));
    if (value >= 100'000'000'000'000'000)
        return dateOfDays(value / ticksPerDay - daysFromYearOneTo1970);
    return std::nullopt;
}

} // namespace depthdeck
