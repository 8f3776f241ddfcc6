// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_check.h"

#include "app/trading/price_check.h"

#include <algorithm>

namespace depthdeck {

namespace {

// MarketFlags2 (t4-protocol.md b.5).
constexpr std::int32_t notAvailableForTrading = 32;

using Problems = std::vector<OrderProblem>;

OrderProblem problem(OrderProblemKind kind, std::int64_t value = 0, std::int64_t limit = 0)
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

OrderProblem warning(OrderProblem found)
{
    found.blocks = false;
    return found;
}

void checkAccount(const AccountId &id, const CheckContext &context, Problems &problems)
{
    if (id.isEmpty() || context.account == nullptr) {
        problems.push_back(problem(OrderProblemKind::NoAccount));
        return;
    }
    // Not subscribed: the server refuses every order for it (t4-protocol.md d.1).
    const Account &account = *context.account;
    if (!mayTrade(account.status) || !account.subscribed)
        problems.push_back(coded(OrderProblemKind::AccountMayNotTrade, static_cast<std::int32_t>(account.status)));
    else if (!account.orderRouting)
        problems.push_back(
            warning(coded(OrderProblemKind::AccountMayNotTrade, static_cast<std::int32_t>(account.status))));
}

/// False when there is no definition, without which nothing more can be said of prices and volumes.
bool checkMarket(const MarketId &id, const CheckContext &context, bool needsImage, Problems &problems)
{
    if (id.isEmpty() || context.market == nullptr) {
        problems.push_back(problem(OrderProblemKind::NoMarket));
        return false;
    }
    const MarketState &market = *context.market;
    if (!market.definition) {
        problems.push_back(problem(OrderProblemKind::MarketNotReady));
        return false;
    }
    const auto mode = static_cast<std::int32_t>(market.book.mode);
    const bool noImage = market.freshness == Freshness::Waiting || market.freshness == Freshness::Refused;
    if (market.definition->disabled) {
        problems.push_back(coded(OrderProblemKind::MarketClosed, mode));
    } else if (noImage) {
        OrderProblem notReady = problem(OrderProblemKind::MarketNotReady);
        notReady.code = market.refused ? static_cast<std::int32_t>(*market.refused) : 0;
        notReady.blocks = needsImage;
        problems.push_back(notReady);
    } else if (!mayAcceptOrders(market.book.mode) || (market.book.flags & notAvailableForTrading) != 0) {
        problems.push_back(warning(coded(OrderProblemKind::MarketClosed, mode))); // the server decides (b.5)
    }
    if (market.freshness == Freshness::Stale)
        problems.push_back(problem(OrderProblemKind::DataNotFresh));
    else if (market.freshness == Freshness::Delayed)
        problems.push_back(warning(problem(OrderProblemKind::DataNotFresh)));
    return true;
}

void checkVolume(Quantity volume, const CheckContext &context, Problems &problems)
{
    if (volume.contracts <= 0) {
        problems.push_back(problem(OrderProblemKind::ZeroVolume, volume.contracts, 1));
        return;
    }
    if (context.market != nullptr && context.market->definition) {
        const std::int32_t increment = context.market->definition->volumeIncrement.contracts;
        if (increment > 1 && volume.contracts % increment != 0)
            problems.push_back(problem(OrderProblemKind::VolumeIncrement, volume.contracts, increment));
    }
    // Units and exact effect of account limits are the server's: it decides, this warns (t4-protocol.md d.5).
    if (context.account != nullptr && context.account->maxClipSize > 0 &&
        volume.contracts > context.account->maxClipSize)
        problems.push_back(
            warning(problem(OrderProblemKind::ClipSize, volume.contracts, context.account->maxClipSize)));
}

/// The position if everything working on @p side and @p added lots more are filled (t4-protocol.md d.3).
void checkPosition(Side side, std::int64_t added, const CheckContext &context, Problems &problems)
{
    if (context.account == nullptr || context.account->maxAccountPosition <= 0 || added <= 0)
        return;
    std::int64_t net = 0;
    std::int64_t working = 0;
    if (context.position != nullptr) {
        net = context.position->net().contracts;
        working =
            side == Side::Buy ? context.position->workingBuys.contracts : context.position->workingSells.contracts;
    }
    const std::int64_t worst = side == Side::Buy ? net + working + added : -net + working + added;
    const std::int64_t limit = context.account->maxAccountPosition;
    if (worst > limit)
        problems.push_back(warning(problem(OrderProblemKind::PositionLimit, worst, limit)));
}

bool isIceberg(OrderType type, TimeInForce timeInForce) noexcept
{
    const bool rests = timeInForce == TimeInForce::Day || timeInForce == TimeInForce::GoodTillCancelled;
    return rests && (type == OrderType::Limit || type == OrderType::StopLimit);
}

void checkMaxShow(Quantity shown, Quantity volume, OrderType type, TimeInForce timeInForce, Problems &problems)
{
    if (shown.contracts <= 0 || !isIceberg(type, timeInForce))
        problems.push_back(problem(OrderProblemKind::MaxShowNotPossible, shown.contracts, volume.contracts));
    else if (shown > volume)
        problems.push_back(problem(OrderProblemKind::MaxShowTooLarge, shown.contracts, volume.contracts));
}

bool isSupported(OrderType type) noexcept
{
    switch (type) {
    case OrderType::Market:
    case OrderType::Limit:
    case OrderType::StopMarket:
    case OrderType::StopLimit:
    case OrderType::MarketIfTouched:
    case OrderType::StopSameLimit:
    case OrderType::Join:
    case OrderType::Hit:
    case OrderType::Flatten:
        return true;
    case OrderType::Undefined:
        break;
    }
    return false; // also what only the server makes: positions booked, synthetic orders
}

void checkTerms(const OrderDraft &draft, Problems &problems)
{
    if (!isSupported(draft.type))
        problems.push_back(coded(OrderProblemKind::TypeNotSupported, static_cast<std::int32_t>(draft.type)));
    const auto time = static_cast<std::int32_t>(draft.timeInForce);
    const bool atOnce =
        draft.timeInForce == TimeInForce::ImmediateOrCancel || draft.timeInForce == TimeInForce::FillOrKill;
    const bool waits = usesStopPrice(draft.type) || draft.type == OrderType::MarketIfTouched;
    if (draft.timeInForce == TimeInForce::Undefined)
        problems.push_back(coded(OrderProblemKind::TimeNotPossible, time));
    else if (atOnce && waits)
        problems.push_back(warning(coded(OrderProblemKind::TimeNotPossible, time))); // the server's judgement (e.2)
}

/// Held children of a bracket carry differences in their price fields, not prices (t4-protocol.md e.3).
bool holdsDifferences(const Order &order) noexcept
{
    const bool differential = order.link == OrderLink::AutoOco || order.link == OrderLink::AutoOcoM;
    return differential && order.status == OrderStatus::Held;
}

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
           (revision.maxShow && *revision.maxShow != order.current.maxShow);
}

void checkRevisedVolume(const OrderRevision &revision, const Order &order, const CheckContext &context,
                        Problems &problems)
{
    if (revision.volume) {
        checkVolume(*revision.volume, context, problems);
        if (*revision.volume < order.filled)
            problems.push_back(
                problem(OrderProblemKind::VolumeBelowFilled, revision.volume->contracts, order.filled.contracts));
        if (order.side)
            checkPosition(*order.side, revision.volume->contracts - order.current.volume.contracts, context, problems);
    }
    if (revision.maxShow)
        checkMaxShow(*revision.maxShow, revision.volume.value_or(order.current.volume), order.type, order.timeInForce,
                     problems);
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
    if (!order.side || holdsDifferences(order))
        return;
    std::optional<Price> trigger;
    if (order.type == OrderType::StopLimit)
        trigger = revision.stop ? revision.stop : order.current.stop;
    checkPrices(
        {.side = *order.side, .type = order.type, .limit = revision.limit, .stop = revision.stop, .trigger = trigger},
        *context.market, context.limits, problems);
}

void blockingFirst(Problems &problems)
{
    std::stable_partition(problems.begin(), problems.end(), [](const OrderProblem &found) { return found.blocks; });
}

} // namespace

std::vector<OrderProblem> checkDraft(const OrderDraft &draft, const CheckContext &context)
{
    Problems problems;
    checkAccount(draft.account, context, problems);
    const bool priced = checkMarket(draft.market, context, true, problems);
    checkTerms(draft, problems);
    checkVolume(draft.volume, context, problems);
    checkPosition(draft.side, draft.volume.contracts, context, problems);
    if (draft.maxShow)
        checkMaxShow(*draft.maxShow, draft.volume, draft.type, draft.timeInForce, problems);
    if (usesLimitPrice(draft.type) && !draft.limit)
        problems.push_back(problem(OrderProblemKind::LimitPriceMissing));
    if (usesStopPrice(draft.type) && !draft.stop)
        problems.push_back(problem(OrderProblemKind::StopPriceMissing));
    if (priced)
        checkPrices({.side = draft.side,
                     .type = draft.type,
                     .limit = draft.limit,
                     .stop = draft.stop,
                     .trigger = draft.type == OrderType::StopLimit ? draft.stop : std::nullopt},
                    *context.market, context.limits, problems);
    blockingFirst(problems);
    return problems;
}

std::vector<OrderProblem> checkRevision(const OrderRevision &revision, const Order &order, const CheckContext &context)
{
    Problems problems;
    if (!isRevisable(order))
        problems.push_back(coded(OrderProblemKind::OrderNotRevisable, static_cast<std::int32_t>(order.state())));
    checkAccount(order.account, context, problems);
    const bool priced = checkMarket(order.market, context, false, problems);
    if (!changesSomething(revision, order))
        problems.push_back(problem(OrderProblemKind::NothingChanges));
    checkRevisedVolume(revision, order, context, problems);
    if (priced)
        checkRevisedPrices(revision, order, context, problems);
    blockingFirst(problems);
    return problems;
}

bool anyBlocks(const std::vector<OrderProblem> &problems) noexcept
{
    return std::any_of(problems.begin(), problems.end(), [](const OrderProblem &found) { return found.blocks; });
}

} // namespace depthdeck
