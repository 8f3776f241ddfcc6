// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_check_parts.h"

#include <algorithm>
#include <map>

// What one press sends, and batches of that (t4-protocol.md e.3, e.10).
namespace depthdeck {

namespace {

bool isSupported(OrderLink link) noexcept
{
    return link == OrderLink::None || link == OrderLink::Oco || isBracket(link);
}

/// False when its orders cannot be looked at as a whole.
bool checkLink(const SubmissionDraft &draft, Problems &problems)
{
    const auto count = static_cast<std::int64_t>(draft.orders.size());
    const std::int64_t needed = draft.link == OrderLink::Oco ? 2 : 1;
    const bool isStrange = !isSupported(draft.link) || (!draft.exits.empty() && !isBracket(draft.link));
    if (isStrange)
        problems.push_back(coded(OrderProblemKind::LinkNotSupported, static_cast<std::int32_t>(draft.link)));
    if (count < needed || (isBracket(draft.link) && count != needed))
        problems.push_back(problem(OrderProblemKind::LinkNeedsOrders, count, needed));
    const auto isElsewhere = [&draft](const OrderDraft &order) {
        return order.account != draft.orders.front().account || order.market != draft.orders.front().market;
    };
    if (std::any_of(draft.orders.begin(), draft.orders.end(), isElsewhere))
        problems.push_back(problem(OrderProblemKind::LinkNotMixed));
    return !isStrange && count > 0;
}

/// Linked orders are live at once, and the trigger of a bracket is no child: what T4 holds until another fires, and
/// what only closes, has no place in them.
void checkLinked(const OrderDraft &order, OrderLink link, Problems &problems)
{
    if (link == OrderLink::None)
        return;
    const ActivationKind kind = order.activation.kind;
    const bool waits = link == OrderLink::Oco ? kind != ActivationKind::Immediate : kind == ActivationKind::Hold;
    if (waits)
        problems.push_back(coded(OrderProblemKind::ActivationNotPossible, static_cast<std::int32_t>(kind)));
    if (order.type == OrderType::Flatten)
        problems.push_back(coded(OrderProblemKind::TypeNotSupported, static_cast<std::int32_t>(OrderType::Flatten)));
}

void add(Planned &planned, const Exposure &exposure) noexcept
{
    (exposure.side == Side::Buy ? planned.buys : planned.sells) += std::max<std::int64_t>(exposure.added, 0);
}

/// What the orders of @p draft share; only when all of them flatten does it count as one that does.
OrderDraft placeOf(const SubmissionDraft &draft)
{
    const auto one = std::find_if(draft.orders.begin(), draft.orders.end(), rests);
    return one == draft.orders.end() ? draft.orders.front() : *one;
}

/// Everything wrong with @p draft; what it adds is put to @p planned.
void checkWhole(const SubmissionDraft &draft, const CheckContext &context, Planned &planned, Problems &problems)
{
    const bool isWhole = checkLink(draft, problems);
    const bool hasDefinition = !draft.orders.empty() && checkPlace(placeOf(draft), context, problems);
    Planned sofar = planned;
    std::int64_t buys = 0;
    std::int64_t sells = 0;
    for (std::size_t i = 0; i < draft.orders.size(); ++i) {
        const OrderDraft &order = draft.orders[i];
        const std::size_t known = problems.size();
        checkOrder(order, context, sofar, hasDefinition, problems);
        checkLinked(order, draft.link, problems);
        for (std::size_t found = known; found < problems.size(); ++found)
            problems[found].order = static_cast<std::int32_t>(i);
        const Exposure exposure = exposureOf(order);
        std::int64_t &largest = exposure.side == Side::Buy ? buys : sells;
        largest = std::max(largest, exposure.added);
        if (draft.link != OrderLink::Oco)
            add(sofar, exposure);
    }
    if (isWhole && isBracket(draft.link))
        checkExits(draft, context, problems);
    const auto resting = std::count_if(draft.orders.begin(), draft.orders.end(), rests);
    const auto orders = static_cast<std::int64_t>(draft.wireOrderCount() - draft.orders.size()) + resting;
    if (orders > 0)
        checkWorkingOrders(orders, planned, context, problems);
    if (draft.link == OrderLink::Oco) { // what one of them fills, the others lose (e.3)
        add(sofar, {.side = Side::Buy, .added = buys});
        add(sofar, {.side = Side::Sell, .added = sells});
    }
    sofar.orders += orders;
    planned = sofar;
}

} // namespace

std::vector<OrderProblem> checkSubmission(const SubmissionDraft &draft, const CheckContext &context)
{
    Problems problems;
    Planned planned;
    checkWhole(draft, context, planned, problems);
    blockingFirst(problems);
    return problems;
}

std::vector<OrderProblem> checkBatch(const BatchDraft &batch, const CheckContexts &contexts)
{
    Problems problems;
    if (batch.submissions.empty())
        problems.push_back(problem(OrderProblemKind::BatchEmpty));
    std::map<std::pair<AccountId, MarketId>, Planned> byMarket;
    std::map<AccountId, std::int64_t> ordersOf;
    for (std::size_t i = 0; i < batch.submissions.size(); ++i) {
        const SubmissionDraft &submission = batch.submissions[i];
        const OrderDraft place = submission.orders.empty() ? OrderDraft{} : submission.orders.front();
        const CheckContext context = contexts(place.account, place.market);
        Planned &planned = byMarket[{place.account, place.market}];
        planned.orders = ordersOf[place.account]; // orders are counted by account, lots by market
        const std::size_t known = problems.size();
        checkWhole(submission, context, planned, problems);
        ordersOf[place.account] = planned.orders;
        for (std::size_t found = known; found < problems.size(); ++found) {
            problems[found].submission = static_cast<std::int32_t>(i);
            // One of them refuses all the others too.
            if (problems[found].kind == OrderProblemKind::AccountNotSubscribed)
                problems[found].kind = OrderProblemKind::BatchAccountNotSubscribed;
        }
    }
    blockingFirst(problems);
    return problems;
}

} // namespace depthdeck
