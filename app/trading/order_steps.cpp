// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_steps.h"

#include <algorithm>

namespace depthdeck {

namespace {

/// ActivationType: the states that only the server tells (t4-protocol.md e.4).
bool isTriggered(std::int32_t activationType) noexcept
{
    switch (activationType) {
    case 2:  // TRIGGERED
    case 7:  // TRIGGERED_AT_OR_AFTER_TIME
    case 8:  // TRIGGERED_AT_OR_ABOVE_TRADE_TICKS
    case 9:  // TRIGGERED_AT_OR_BELOW_TRADE_TICKS
    case 10: // TRIGGERED_ON_MARKET_MODE
    case 12: // TRIGGERED_QUEUE
    case 16: // TRIGGERED_AT_OR_ABOVE_TICKS
    case 17: // TRIGGERED_AT_OR_BELOW_TICKS
        return true;
    default:
        return false;
    }
}

bool isFilled(const Order &order) noexcept
{
    return order.status == OrderStatus::Finished ||
           (order.current.volume.contracts > 0 && order.filled >= order.current.volume);
}

/// A change that says nothing, or nothing this build knows: the status does.
OrderStage stageOfStatus(const StageBefore &before, const Order &after) noexcept
{
    if (after.status == before.status)
        return OrderStage::Told;
    switch (after.status) {
    case OrderStatus::Rejected:
        return OrderStage::Rejected;
    case OrderStatus::Held:
        return OrderStage::Held;
    case OrderStatus::Working:
        return after.pending == ResponsePending::None ? OrderStage::Working : OrderStage::Told;
    case OrderStatus::Finished:
        return after.filled.contracts > 0 && isFilled(after) && after.filled >= after.current.volume
                   ? OrderStage::Filled
                   : OrderStage::Told;
    case OrderStatus::None:
    case OrderStatus::NoChange:
        break;
    }
    return OrderStage::Told;
}

OrderStage stageOfFailure(const StageBefore &before, const Order &after) noexcept
{
    if (after.status == OrderStatus::Rejected)
        return OrderStage::Rejected;
    switch (before.pending) {
    case ResponsePending::Submission:
        return OrderStage::Rejected;
    case ResponsePending::Revision:
        return OrderStage::RevisionFailed;
    case ResponsePending::Pull:
        return OrderStage::PullFailed;
    case ResponsePending::None:
    case ResponsePending::Status:
    case ResponsePending::NoChange:
        break;
    }
    return OrderStage::Told;
}

} // namespace

void addStep(OrderTimeline &timeline, OrderStep step)
{
    auto at = timeline.end();
    while (at != timeline.begin() && std::prev(at)->steadyAt > step.steadyAt)
        --at;
    timeline.insert(at, std::move(step));
    if (timeline.size() > maxTimelineSteps)
        timeline.erase(timeline.begin() + 1);
}

bool isToldAgain(const OrderTimeline &timeline, const OrderStep &step) noexcept
{
    const auto tellsTheSame = [&step](const OrderStep &known) {
        return known.sequence == step.sequence && known.change == step.change && known.status == step.status &&
               known.pending == step.pending && known.serverTime == step.serverTime;
    };
    if (step.sequence > 0)
        return std::any_of(timeline.rbegin(), timeline.rend(), tellsTheSame);
    // Without a number only the newest can be told again: the same words later are a new event.
    return !timeline.empty() && tellsTheSame(timeline.back()) && timeline.back().detail == step.detail;
}

OrderStage stageOf(OrderChange change, const StageBefore &before, const Order &after) noexcept
{
    switch (change) {
    case OrderChange::SubmissionRiskSuccess:
        return after.status == OrderStatus::Held ? OrderStage::Held : OrderStage::RiskPassed;
    case OrderChange::SubmissionSent:
        return after.status == OrderStatus::Held ? OrderStage::Held : OrderStage::AtExchange;
    case OrderChange::SubmissionSuccess:
        return after.status == OrderStatus::Held ? OrderStage::Held : OrderStage::Working;
    case OrderChange::SubmissionRiskRejected:
    case OrderChange::SubmissionFailed:
    case OrderChange::SubmissionRejected:
        return OrderStage::Rejected;
    case OrderChange::RevisionRiskSuccess:
    case OrderChange::RevisionSent:
        return OrderStage::Revising;
    case OrderChange::RevisionSuccess:
        return OrderStage::Revised;
    case OrderChange::RevisionRiskFailed:
    case OrderChange::RevisionFailed:
    case OrderChange::RevisionRejected:
        return OrderStage::RevisionFailed;
    case OrderChange::PullRiskSuccess:
    case OrderChange::PullSent:
        return OrderStage::Pulling;
    case OrderChange::PullSuccess:
        return OrderStage::Pulled;
    case OrderChange::PullRiskFailed:
    case OrderChange::PullFailed:
    case OrderChange::PullRejected:
        return OrderStage::PullFailed;
    case OrderChange::Trade:
        return isFilled(after) ? OrderStage::Filled : OrderStage::PartFilled;
    case OrderChange::TradeCompleted:
        return OrderStage::Filled;
    case OrderChange::TradeBusted:
        return OrderStage::Busted;
    case OrderChange::Rollover:
        return OrderStage::RolledOver;
    case OrderChange::Failed:
        return stageOfFailure(before, after);
    case OrderChange::None:
    case OrderChange::Handover:
        break;
    }
    return stageOfStatus(before, after);
}

bool wasActivated(const StageBefore &before, const Order &after) noexcept
{
    if (isTriggered(before.activationType))
        return false;
    if (isTriggered(after.activationType))
        return true;
    if (before.status != OrderStatus::Held || after.status == OrderStatus::Held)
        return false;
    // A held order that is over without having traded was pulled or given up, not activated.
    return after.status == OrderStatus::Working || after.filled.contracts > 0;
}

} // namespace depthdeck
