// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_check.h"

#include "app/trading/order_check_parts.h"
#include "app/trading/price_check.h"

#include <algorithm>

namespace depthdeck {

OrderProblem problem(OrderProblemKind kind, std::int64_t value, std::int64_t limit)
{
    OrderProblem found;
    found.kind = kind;
    found.value = value;
    found.limit = limit;
    return found;
}

OrderProblem coded(OrderProblemKind kind, std::int32_t code)
{
    OrderProblem found;
    found.kind = kind;
    found.code = code;
    return found;
}

OrderProblem priced(OrderProblemKind kind, std::optional<Price> price, std::optional<Price> nearest)
{
    OrderProblem found;
    found.kind = kind;
    found.price = price;
    found.nearest = nearest;
    return found;
}

OrderProblem warning(OrderProblem found)
{
    found.blocks = false;
    return found;
}

void blockingFirst(Problems &problems)
{
    std::stable_partition(problems.begin(), problems.end(), [](const OrderProblem &found) { return found.blocks; });
}

bool anyBlocks(const std::vector<OrderProblem> &problems) noexcept
{
    return std::any_of(problems.begin(), problems.end(), [](const OrderProblem &found) { return found.blocks; });
}

Exposure exposureOf(const OrderDraft &draft) noexcept
{
    // A flatten order can only reduce.
    return {.side = draft.side, .added = draft.type == OrderType::Flatten ? 0 : draft.volume.contracts};
}

bool rests(const OrderDraft &draft) noexcept
{
    return draft.type != OrderType::Flatten;
}

namespace {

void checkDraftPrices(const OrderDraft &draft, const CheckContext &context, Problems &problems)
{
    const std::size_t known = problems.size();
    const std::optional<std::int32_t> banding =
        context.account != nullptr && context.account->rules ? context.account->rules->priceBanding : std::nullopt;
    checkPrices({.side = draft.side,
                 .type = draft.type,
                 .limit = draft.limit,
                 .stop = draft.stop,
                 .trigger = draft.type == OrderType::StopLimit ? draft.stop : std::nullopt,
                 .banding = banding},
                *context.market, context.limits, problems);
    if (draft.activation.kind == ActivationKind::Immediate)
        return;
    // The market may be elsewhere when its condition is met.
    for (std::size_t i = known; i < problems.size(); ++i) {
        if (problems[i].kind == OrderProblemKind::StopOnWrongSide)
            problems[i].blocks = false;
    }
}

void checkLots(const OrderDraft &draft, const CheckContext &context, const Planned &planned, Problems &problems)
{
    checkVolume(draft.volume, context, problems);
    const std::size_t known = problems.size();
    checkClip(draft.volume, context, problems);
    for (std::size_t i = known; draft.type == OrderType::Flatten && i < problems.size(); ++i)
        problems[i].blocks = false; // a position may be larger than one order may be
    checkPosition(exposureOf(draft), planned, context, problems);
    checkDayLoss(exposureOf(draft), context, problems);
    if (draft.maxShow)
        checkMaxShow(*draft.maxShow, draft.volume, draft.type, draft.timeInForce, problems);
    if (draft.maxVolume && draft.maxVolume->contracts <= 0)
        problems.push_back(problem(OrderProblemKind::ZeroVolume, draft.maxVolume->contracts, 1));
}

} // namespace

bool checkPlace(const OrderDraft &draft, const CheckContext &context, Problems &problems)
{
    const bool flattens = draft.type == OrderType::Flatten;
    const std::size_t known = problems.size();
    checkAccount(draft.account, context, problems);
    const bool hasDefinition =
        checkMarket(draft.market, context, flattens ? ImageNeed::Welcome : ImageNeed::Needed, problems);
    for (std::size_t i = known; flattens && i < problems.size(); ++i) {
        const OrderProblemKind kind = problems[i].kind;
        if (kind == OrderProblemKind::DataNotFresh || kind == OrderProblemKind::AccountMayNotTrade)
            problems[i].blocks = false;
    }
    return hasDefinition;
}

void checkOrder(const OrderDraft &draft, const CheckContext &context, const Planned &planned, bool hasDefinition,
                Problems &problems)
{
    const bool flattens = draft.type == OrderType::Flatten;
    checkTerms(draft, problems);
    if (!(flattens && draft.flattenAll)) // then the server decides on the lots
        checkLots(draft, context, planned, problems);
    if (flattens)
        checkFlatten(draft, context, problems);
    if (draft.trail)
        checkTrail(*draft.trail, draft.type, context, problems);
    if (flattens && draft.activation.kind != ActivationKind::Immediate)
        problems.push_back(
            coded(OrderProblemKind::ActivationNotPossible, static_cast<std::int32_t>(draft.activation.kind)));
    checkActivation(draft.activation, context, problems);
    if (hasDefinition)
        checkDraftPrices(draft, context, problems);
}

std::vector<OrderProblem> checkDraft(const OrderDraft &draft, const CheckContext &context)
{
    Problems problems;
    const bool hasDefinition = checkPlace(draft, context, problems);
    checkOrder(draft, context, {}, hasDefinition, problems);
    if (rests(draft))
        checkWorkingOrders(1, {}, context, problems);
    blockingFirst(problems);
    return problems;
}

} // namespace depthdeck
