// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/account.h"

namespace depthdeck {

namespace {

/// The first of both that is told.
std::optional<double> either(std::optional<double> first, std::optional<double> second) noexcept
{
    return first ? first : second;
}

std::optional<double> sum(std::optional<double> realised, std::optional<double> unrealised) noexcept
{
    if (!realised && !unrealised)
        return std::nullopt;
    return realised.value_or(0) + unrealised.value_or(0);
}

} // namespace

const std::string &Account::label() const noexcept
{
    for (const std::string *text : {&displayName, &name, &number}) {
        if (!text->empty())
            return *text;
    }
    return id.text();
}

std::optional<double> Account::profit() const noexcept
{
    return sum(realised, either(unrealisedTrade, unrealised));
}

std::optional<double> Account::dayProfit() const noexcept
{
    const std::optional<double> today = sum(dayRealised, either(dayUnrealisedTrade, dayUnrealised));
    return today ? today : profit();
}

} // namespace depthdeck
