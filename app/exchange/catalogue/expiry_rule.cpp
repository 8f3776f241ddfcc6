// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/catalogue/expiry_rule.h"

#include "app/exchange/catalogue/us_holidays.h"

#include <array>
#include <string>
#include <utility>

namespace depthdeck::exchange {

namespace {

constexpr std::string_view letters = "FGHJKMNQUVXZ";

/// The @p nth @p weekday (1 Monday .. 7 Sunday) of a month.
[[nodiscard]] QDate nthWeekday(ContractMonth month, int weekday, int nth)
{
    const QDate first{month.year, month.month, 1};
    const int offset = (weekday - first.dayOfWeek() + 7) % 7;
    return first.addDays(offset + 7 * (nth - 1));
}

[[nodiscard]] QDate businessDaysBefore(QDate date, int count)
{
    while (count > 0) {
        date = date.addDays(-1);
        if (isBusinessDay(date))
            --count;
    }
    return date;
}

/// @p date itself or the business day before it.
[[nodiscard]] QDate businessDayAtOrBefore(QDate date)
{
    while (!isBusinessDay(date))
        date = date.addDays(-1);
    return date;
}

[[nodiscard]] QDate lastBusinessDay(ContractMonth month)
{
    const QDate first{month.year, month.month, 1};
    return businessDayAtOrBefore(first.addDays(first.daysInMonth() - 1));
}

[[nodiscard]] ContractMonth monthBefore(ContractMonth month)
{
    return month.month == 1 ? ContractMonth{month.year - 1, 12} : ContractMonth{month.year, month.month - 1};
}

[[nodiscard]] QDate crudeDay(ContractMonth month)
{
    const ContractMonth before = monthBefore(month);
    return businessDaysBefore(businessDayAtOrBefore(QDate{before.year, before.month, 25}), 3);
}

[[nodiscard]] QDate treasuryOptionDay(ContractMonth month)
{
    QDate day = businessDaysBefore(lastBusinessDay(monthBefore(month)), 2);
    while (day.dayOfWeek() != Qt::Friday)
        day = day.addDays(-1);
    return businessDayAtOrBefore(day);
}

} // namespace

std::optional<ExpiryRule> expiryRuleNamed(std::string_view name) noexcept
{
    static constexpr std::array<std::pair<std::string_view, ExpiryRule>, 10> names{{
        {"thirdFriday", ExpiryRule::ThirdFriday},
        {"thirdWednesdayMinus2", ExpiryRule::ThirdWednesdayMinus2},
        {"lastBusinessDay", ExpiryRule::LastBusinessDay},
        {"treasuryLong", ExpiryRule::TreasuryLong},
        {"thirdLastBusinessDay", ExpiryRule::ThirdLastBusinessDay},
        {"grain", ExpiryRule::Grain},
        {"crude", ExpiryRule::Crude},
        {"naturalGas", ExpiryRule::NaturalGas},
        {"crudeOption", ExpiryRule::CrudeOption},
        {"treasuryOption", ExpiryRule::TreasuryOption},
    }};
    for (const auto &[known, rule] : names) {
        if (known == name)
            return rule;
    }
    return std::nullopt;
}

std::string monthCode(ContractMonth month)
{
    const int year = month.year % 100;
    std::string code{letters[static_cast<std::size_t>(month.month - 1)]};
    code += static_cast<char>('0' + year / 10);
    code += static_cast<char>('0' + year % 10);
    return code;
}

std::string monthName(ContractMonth month)
{
    static constexpr std::array<const char *, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return std::string{names[static_cast<std::size_t>(month.month - 1)]} + ' ' + std::to_string(month.year);
}

std::optional<int> monthOfLetter(char letter) noexcept
{
    const std::size_t at = letters.find(letter);
    if (at == std::string_view::npos)
        return std::nullopt;
    return static_cast<int>(at) + 1;
}

bool isBusinessDay(QDate date)
{
    return date.dayOfWeek() < Qt::Saturday && !isUsHoliday(date);
}

QDate lastTradingDay(ExpiryRule rule, ContractMonth month)
{
    switch (rule) {
    case ExpiryRule::ThirdFriday:
        return businessDayAtOrBefore(nthWeekday(month, Qt::Friday, 3));
    case ExpiryRule::ThirdWednesdayMinus2:
        return businessDaysBefore(nthWeekday(month, Qt::Wednesday, 3), 2);
    case ExpiryRule::LastBusinessDay:
        return lastBusinessDay(month);
    case ExpiryRule::TreasuryLong:
        return businessDaysBefore(lastBusinessDay(month), 7);
    case ExpiryRule::ThirdLastBusinessDay:
        return businessDaysBefore(lastBusinessDay(month), 2);
    case ExpiryRule::Grain:
        return businessDaysBefore(QDate{month.year, month.month, 15}, 1);
    case ExpiryRule::Crude:
        return crudeDay(month);
    case ExpiryRule::NaturalGas:
        return businessDaysBefore(QDate{month.year, month.month, 1}, 3);
    case ExpiryRule::CrudeOption:
        return businessDaysBefore(crudeDay(month), 3);
    case ExpiryRule::TreasuryOption:
        return treasuryOptionDay(month);
    }
    return {};
}

std::vector<ContractMonth> listedMonths(ExpiryRule rule, std::string_view cycle, int count, QDate today)
{
    std::vector<ContractMonth> months;
    for (int year = today.year(); months.size() < static_cast<std::size_t>(count) && year < today.year() + 20; ++year) {
        for (const char letter : cycle) {
            const std::optional<int> number = monthOfLetter(letter);
            if (!number || months.size() == static_cast<std::size_t>(count))
                continue;
            const ContractMonth month{year, *number};
            if (lastTradingDay(rule, month) >= today)
                months.push_back(month);
        }
    }
    return months;
}

} // namespace depthdeck::exchange
