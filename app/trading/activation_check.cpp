// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_check_parts.h"

// The rules of t4-protocol.md e.4.
namespace depthdeck {

namespace {

OrderProblem about(OrderProblemKind kind, const Activation &activation)
{
    return coded(kind, static_cast<std::int32_t>(activation.kind));
}

/// Fill either the time or the delay; neither may be over.
void checkMoment(const MomentOrDelay &moment, const Activation &activation, WallTime now, Problems &problems)
{
    if (moment.time && moment.delay)
        problems.push_back(about(OrderProblemKind::ActivationNotPossible, activation));
    const bool isOver = (moment.time && *moment.time <= now) || (moment.delay && moment.delay->count() <= 0);
    if (isOver)
        problems.push_back(about(OrderProblemKind::ActivationInPast, activation));
}

void checkTriggerPrice(const Activation &activation, const CheckContext &context, Problems &problems)
{
    const bool badVolume = activation.volume && activation.volume->contracts <= 0;
    if (!activation.price || badVolume)
        problems.push_back(about(OrderProblemKind::ActivationIncomplete, activation));
    if (!activation.price || context.market == nullptr || !context.market->definition)
        return;
    const TickTable &ticks = context.market->definition->ticks;
    if (!ticks.isOnTick(*activation.price))
        problems.push_back(priced(OrderProblemKind::ActivationOffTick, activation.price,
                                  ticks.snapped(*activation.price, TickTable::Rounding::Down)));
}

bool isKnownMode(MarketMode mode) noexcept
{
    return mode > MarketMode::Undefined && mode <= MarketMode::NoPermission;
}

} // namespace

void checkActivation(const Activation &activation, const CheckContext &context, Problems &problems)
{
    switch (activation.kind) {
    case ActivationKind::Immediate:
    case ActivationKind::Hold:
    case ActivationKind::Queue:
    case ActivationKind::MarketOnClose:
        break;
    case ActivationKind::AtTime:
        if (!activation.submit.isSet())
            problems.push_back(about(OrderProblemKind::ActivationIncomplete, activation));
        checkMoment(activation.submit, activation, context.now, problems);
        break;
    case ActivationKind::TradeAtOrAbove:
    case ActivationKind::TradeAtOrBelow:
    case ActivationKind::QuoteAtOrAbove:
    case ActivationKind::QuoteAtOrBelow:
        checkTriggerPrice(activation, context, problems);
        break;
    case ActivationKind::OnMarketMode:
        if (!isKnownMode(activation.mode))
            problems.push_back(about(OrderProblemKind::ActivationIncomplete, activation));
        break;
    default: // a state that only the server tells
        problems.push_back(about(OrderProblemKind::ActivationNotPossible, activation));
    }
    checkMoment(activation.cancel, activation, context.now, problems);
    checkMoment(activation.giveUp, activation, context.now, problems);
    const bool pulledBefore = activation.kind == ActivationKind::AtTime && activation.submit.time &&
                              activation.cancel.time && *activation.cancel.time <= *activation.submit.time;
    if (pulledBefore)
        problems.push_back(about(OrderProblemKind::ActivationNotPossible, activation));
}

} // namespace depthdeck
