// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_check_parts.h"

#include <cmath>

// What the account allows: the server's limits warn, since their units and exact effect are its own business and it
// decides (t4-protocol.md d.5); the trader's own limits block.
namespace depthdeck {

namespace {

void checkSize(OrderProblemKind kind, std::int64_t value, std::int64_t servers, std::int64_t own, Problems &problems)
{
    if (own > 0 && value > own)
        problems.push_back(problem(kind, value, own));
    else if (servers > 0 && value > servers)
        problems.push_back(warning(problem(kind, value, servers)));
}

std::int64_t centsOf(double money) noexcept
{
    constexpr double centsPerUnit = 100;
    constexpr double most = 9e15; // beyond it a double does not count cents any more
    if (!std::isfinite(money))
        return 0;
    return std::llround(std::min(std::max(money * centsPerUnit, -most), most));
}

/// Whether @p exposure, with all that works or is on its way on its side, cannot turn or grow the position.
bool reducesOnly(const Exposure &exposure, const CheckContext &context) noexcept
{
    if (context.position == nullptr)
        return false;
    const Position &position = *context.position;
    const std::int64_t net = position.net().contracts;
    if (exposure.side == Side::Buy)
        return exposure.added + position.workingBuys.contracts + context.inFlight.buys.contracts <= -net;
    return exposure.added + position.workingSells.contracts + context.inFlight.sells.contracts <= net;
}

} // namespace

void checkAccount(const AccountId &id, const CheckContext &context, Problems &problems)
{
    if (id.isEmpty() || context.account == nullptr) {
        problems.push_back(problem(OrderProblemKind::NoAccount));
        return;
    }
    const Account &account = *context.account;
    const auto status = static_cast<std::int32_t>(account.status);
    // Not subscribed: the server refuses every order for it (t4-protocol.md d.1), and tells no status.
    if (!account.subscribed)
        problems.push_back(coded(OrderProblemKind::AccountNotSubscribed, status));
    const bool statusIsTold = account.subscribed || account.status != AccountStatus::Unknown;
    if (statusIsTold && !mayTrade(account.status))
        problems.push_back(coded(OrderProblemKind::AccountMayNotTrade, status));
    if (!account.orderRouting)
        problems.push_back(warning(coded(OrderProblemKind::OrderRoutingOff, status)));
}

void checkClip(Quantity volume, const CheckContext &context, Problems &problems)
{
    const std::int64_t servers = context.account != nullptr ? context.account->maxClipSize : 0;
    checkSize(OrderProblemKind::ClipSize, volume.contracts, servers, context.limits.maxClip, problems);
}

void checkPosition(const Exposure &exposure, const Planned &planned, const CheckContext &context, Problems &problems)
{
    if (exposure.added <= 0)
        return;
    std::int64_t net = 0;
    std::int64_t working = 0;
    const bool buys = exposure.side == Side::Buy;
    if (context.position != nullptr) {
        net = context.position->net().contracts;
        working = buys ? context.position->workingBuys.contracts : context.position->workingSells.contracts;
    }
    working += buys ? context.inFlight.buys.contracts : context.inFlight.sells.contracts;
    const std::int64_t worst = (buys ? net + planned.buys : -net + planned.sells) + working + exposure.added;
    const std::int64_t servers = context.account != nullptr ? context.account->maxAccountPosition : 0;
    checkSize(OrderProblemKind::PositionLimit, worst, servers, context.limits.maxPosition, problems);
}

void checkWorkingOrders(std::int64_t added, const Planned &planned, const CheckContext &context, Problems &problems)
{
    checkSize(OrderProblemKind::WorkingOrders, context.activeOrders + planned.orders + added, 0,
              context.limits.maxWorkingOrders, problems);
}

void checkDayLoss(const Exposure &exposure, const CheckContext &context, Problems &problems)
{
    if (context.account == nullptr || exposure.added <= 0)
        return;
    const std::optional<double> profit = context.account->dayProfit();
    if (!profit || *profit >= 0)
        return;
    const std::int64_t loss = centsOf(-*profit);
    const std::int64_t own = context.limits.maxDayLossCents;
    const std::int64_t servers = centsOf(std::abs(context.account->dayLossLimit.value_or(0)));
    const bool reduces = reducesOnly(exposure, context);
    if (own > 0 && loss >= own) {
        problems.push_back(problem(OrderProblemKind::DayLoss, loss, own));
        problems.back().blocks = !reduces; // the way out of a loss stays open
    } else if (servers > 0 && loss >= servers) {
        problems.push_back(warning(problem(OrderProblemKind::DayLoss, loss, servers)));
    }
}

} // namespace depthdeck
