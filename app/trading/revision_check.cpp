// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_check_parts.h"
#include "app/trading/price_check.h"

// Revisions (t4-protocol.md e.8).
namespace depthdeck {

namespace {

bool isRevisable(const Order &order) noexcept
{
    return !order.id.isEmpty() && order.isActive() && !order.unknown && order.pending == ResponsePending::None &&
           order.status != OrderStatus::None;
}

bool changesSomething(const OrderRevision &revision, const Order &order) noexcept
{
    return (revision.volume && *revision.volume != order.current.volume) ||
           (revision.limit && revision.limit != order.current.limit) ||
           (revision.stop && revision.stop != order.current.stop) ||
           (revision.maxShow && *revision.maxShow != order.current.maxShow) ||
           (revision.maxVolume && *revision.maxVolume != order.maxVolume) ||
           (revision.trail && revision.trail != order.trail) || revision.activation || revision.release;
}

void checkRevisedVolume(const OrderRevision &revision, const Order &order, const CheckContext &context,
                        Problems &problems)
{
    // A held child of AutoOco has no lots of its own (e.3): 0 is what it stays at.
    const bool staysZero = revision.volume && revision.volume->isZero() && order.hasRawOffsets();
    if (revision.volume && !staysZero) {
        checkVolume(*revision.volume, context, problems);
        if (revision.volume->contracts > 0)
            checkClip(*revision.volume, context, problems);
        if (*revision.volume < order.filled)
            problems.push_back(
                problem(OrderProblemKind::VolumeBelowFilled, revision.volume->contracts, order.filled.contracts));
        if (order.side) {
            const Exposure exposure{*order.side,
                                    std::int64_t{revision.volume->contracts} - order.current.volume.contracts};
            checkPosition(exposure, {}, context, problems);
            checkDayLoss(exposure, context, problems);
        }
    }
    if (revision.maxShow)
        checkMaxShow(*revision.maxShow, revision.volume.value_or(order.current.volume), order.type, order.timeInForce,
                     problems);
    if (revision.maxVolume && revision.maxVolume->contracts <= 0)
        problems.push_back(problem(OrderProblemKind::ZeroVolume, revision.maxVolume->contracts, 1));
}

/// A difference must stay on its side of the entry, and on tick.
void checkOffset(std::optional<Price> asked, std::optional<Price> current, const Market &market, Problems &problems)
{
    if (!asked)
        return;
    const bool turned = current && !current->isZero() && asked->isNegative() != current->isNegative();
    if (asked->isZero() || turned)
        problems.push_back(priced(OrderProblemKind::ExitWrongSide, asked, Price{}));
    if (const std::optional<Price> nearest = offTickDifference(*asked, market))
        problems.push_back(priced(OrderProblemKind::ExitOffTick, asked, nearest));
}

void checkRevisedPrices(const OrderRevision &revision, const Order &order, const CheckContext &context,
                        Problems &problems)
{
    const bool wrongLimit = revision.limit && !usesLimitPrice(order.type);
    const bool wrongStop = revision.stop && !usesStopPrice(order.type);
    if (wrongLimit || wrongStop) {
        problems.push_back(coded(OrderProblemKind::TypeNotSupported, static_cast<std::int32_t>(order.type)));
        return;
    }
    if (order.hasRawOffsets()) {
        checkOffset(revision.limit, order.current.limit, *context.market->definition, problems);
        checkOffset(revision.stop, order.current.stop, *context.market->definition, problems);
        return;
    }
    if (!order.side)
        return;
    std::optional<Price> trigger;
    if (order.type == OrderType::StopLimit)
        trigger = revision.stop ? revision.stop : order.current.stop;
    const std::optional<std::int32_t> banding =
        context.account != nullptr && context.account->rules ? context.account->rules->priceBanding : std::nullopt;
    const std::size_t known = problems.size();
    checkPrices({.side = *order.side,
                 .type = order.type,
                 .limit = revision.limit,
                 .stop = revision.stop,
                 .trigger = trigger,
                 .banding = banding},
                *context.market, context.limits, problems);
    for (std::size_t i = known; order.status == OrderStatus::Held && i < problems.size(); ++i) {
        if (problems[i].kind == OrderProblemKind::StopOnWrongSide)
            problems[i].blocks = false; // the market may be elsewhere when its condition is met
    }
}

/// Conditions belong to an order that waits, release to one that waits to be released (e.4).
void checkWaiting(const OrderRevision &revision, const Order &order, const CheckContext &context, Problems &problems)
{
    const bool isHeld = order.status == OrderStatus::Held;
    const bool isQueued = isHeld && order.activationType == static_cast<std::int32_t>(ActivationKind::Queue);
    if ((revision.activation && !isHeld) || (revision.release && !isQueued))
        problems.push_back(coded(OrderProblemKind::NotHeld, static_cast<std::int32_t>(order.state())));
    if (!revision.activation)
        return;
    // A revision carries conditions, not their kind: that stays.
    if (isHeld && static_cast<std::int32_t>(revision.activation->kind) != order.activationType)
        problems.push_back(
            coded(OrderProblemKind::ActivationNotPossible, static_cast<std::int32_t>(revision.activation->kind)));
    checkActivation(*revision.activation, context, problems);
}

/// What is let go meets the trader's limits as if it were sent now.
void checkReleased(const Order &order, const CheckContext &context, Problems &problems)
{
    if (!order.side)
        return;
    const Quantity rest = order.current.volume - order.filled;
    const Exposure exposure{*order.side, rest.contracts};
    checkClip(rest, context, problems);
    checkPosition(exposure, {}, context, problems);
    checkDayLoss(exposure, context, problems);
}

} // namespace

std::vector<OrderProblem> checkRevision(const OrderRevision &revision, const Order &order, const CheckContext &context)
{
    Problems problems;
    if (!isRevisable(order))
        problems.push_back(coded(OrderProblemKind::OrderNotRevisable, static_cast<std::int32_t>(order.state())));
    checkAccount(order.account, context, problems);
    const bool hasDefinition = checkMarket(order.market, context, ImageNeed::Welcome, problems);
    if (!changesSomething(revision, order))
        problems.push_back(problem(OrderProblemKind::NothingChanges));
    checkRevisedVolume(revision, order, context, problems);
    if (revision.trail)
        checkTrail(*revision.trail, order.type, context, problems);
    checkWaiting(revision, order, context, problems);
    if (revision.release)
        checkReleased(order, context, problems);
    if (hasDefinition)
        checkRevisedPrices(revision, order, context, problems);
    blockingFirst(problems);
    return problems;
}

} // namespace depthdeck
