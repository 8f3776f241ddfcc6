// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/headroom.h"

#include <algorithm>
#include <cmath>

namespace depthdeck {

namespace {

/// The largest position of any market if all that works on one side is filled (t4-protocol.md d.3).
double worstPosition(const std::vector<const Position *> &positions) noexcept
{
    std::int64_t worst = 0;
    for (const Position *position : positions) {
        const std::int64_t net = position->net().contracts;
        worst = std::max({worst, net + position->workingBuys.contracts, -net + position->workingSells.contracts});
    }
    return static_cast<double>(worst);
}

/// What was lost, 0 when nothing was; nullopt while the figure is not told.
std::optional<double> lossOf(std::optional<double> profit) noexcept
{
    return profit ? std::optional{std::max(0.0, -*profit)} : std::nullopt;
}

/// The sign of a money limit is not documented: its size counts.
void addMoney(std::vector<Headroom> &found, Headroom::Rule rule, std::optional<double> used,
              std::optional<double> limit)
{
    if (used && limit)
        found.push_back({.rule = rule, .isServers = true, .used = *used, .limit = std::abs(*limit)});
}

void addServers(std::vector<Headroom> &found, const Account &account, double worst)
{
    using Rule = Headroom::Rule;
    if (account.maxClipSize > 0)
        found.push_back(
            {.rule = Rule::Clip, .isServers = true, .used = 0, .limit = static_cast<double>(account.maxClipSize)});
    if (account.maxAccountPosition > 0)
        found.push_back({.rule = Rule::AccountPosition,
                         .isServers = true,
                         .used = worst,
                         .limit = static_cast<double>(account.maxAccountPosition)});
    addMoney(found, Rule::LossLimit, lossOf(account.profit()), account.lossLimit);
    addMoney(found, Rule::DayLossLimit, lossOf(account.dayProfit()), account.dayLossLimit);
    if (account.balance && account.minBalance)
        found.push_back(
            {.rule = Rule::MinimumBalance, .isServers = true, .used = *account.balance, .limit = *account.minBalance});
    if (account.margin && account.availableCash)
        found.push_back({.rule = Rule::Margin,
                         .isServers = true,
                         .used = *account.margin,
                         .limit = *account.margin + *account.availableCash});
    if (account.rules && account.rules->priceBanding)
        found.push_back({.rule = Rule::PriceBanding,
                         .isServers = true,
                         .used = 0,
                         .limit = static_cast<double>(*account.rules->priceBanding)});
}

void addOwn(std::vector<Headroom> &found, const RiskLimits &own, double worst, int activeOrders,
            std::optional<double> dayLoss)
{
    using Rule = Headroom::Rule;
    constexpr double centsPerUnit = 100;
    const auto add = [&found](Rule rule, double used, double limit) {
        if (limit > 0)
            found.push_back({.rule = rule, .isServers = false, .used = used, .limit = limit});
    };
    add(Rule::Clip, 0, own.maxClip);
    add(Rule::AccountPosition, worst, own.maxPosition);
    add(Rule::WorkingOrders, activeOrders, own.maxWorkingOrders);
    add(Rule::DayLossLimit, dayLoss.value_or(0), static_cast<double>(own.maxDayLossCents) / centsPerUnit);
}

} // namespace

std::vector<Headroom> headroomOf(const Account &account, const std::vector<const Position *> &positions,
                                 int activeOrders, const RiskLimits &own)
{
    std::vector<Headroom> found;
    const double worst = worstPosition(positions);
    addServers(found, account, worst);
    addOwn(found, own, worst, activeOrders, lossOf(account.dayProfit()));
    return found;
}

} // namespace depthdeck
