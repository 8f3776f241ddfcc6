// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_check_parts.h"

#include <cstdlib>

namespace depthdeck {

namespace {

bool isIceberg(OrderType type, TimeInForce timeInForce) noexcept
{
    const bool rests = timeInForce == TimeInForce::Day || timeInForce == TimeInForce::GoodTillCancelled;
    return rests && (type == OrderType::Limit || type == OrderType::StopLimit);
}

/// The combinations of the table in t4-protocol.md e.2.
bool isUsual(OrderType type, TimeInForce timeInForce) noexcept
{
    switch (timeInForce) {
    case TimeInForce::Day:
        return true;
    case TimeInForce::GoodTillCancelled:
        return type != OrderType::Flatten;
    case TimeInForce::ImmediateOrCancel:
    case TimeInForce::FillOrKill:
        return type == OrderType::Market || type == OrderType::Limit || type == OrderType::Hit;
    case TimeInForce::MarketOnOpen:
    case TimeInForce::MarketOnClose:
        return type == OrderType::Market || type == OrderType::Limit;
    case TimeInForce::Undefined:
        break;
    }
    return false;
}

} // namespace

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
    const bool leftToServer = draft.flattenAll && draft.type != OrderType::Flatten; // makes no sense with another type
    if (!isSupported(draft.type) || leftToServer) {
        problems.push_back(coded(OrderProblemKind::TypeNotSupported, static_cast<std::int32_t>(draft.type)));
        return;
    }
    const auto time = static_cast<std::int32_t>(draft.timeInForce);
    if (draft.timeInForce == TimeInForce::Undefined)
        problems.push_back(coded(OrderProblemKind::TimeNotPossible, time));
    else if (!isUsual(draft.type, draft.timeInForce))
        problems.push_back(warning(coded(OrderProblemKind::TimeNotPossible, time))); // the server's judgement (e.2)
    if (usesLimitPrice(draft.type) && !draft.limit)
        problems.push_back(problem(OrderProblemKind::LimitPriceMissing));
    if (usesStopPrice(draft.type) && !draft.stop)
        problems.push_back(problem(OrderProblemKind::StopPriceMissing));
}

void checkMaxShow(Quantity shown, Quantity volume, OrderType type, TimeInForce timeInForce, Problems &problems)
{
    if (shown.contracts <= 0 || !isIceberg(type, timeInForce))
        problems.push_back(problem(OrderProblemKind::MaxShowNotPossible, shown.contracts, volume.contracts));
    else if (shown > volume)
        problems.push_back(problem(OrderProblemKind::MaxShowTooLarge, shown.contracts, volume.contracts));
}

std::optional<Price> offTickDifference(Price difference, const Market &market) noexcept
{
    const std::int64_t increment = market.ticks.increment().units();
    std::int64_t rest = difference.units() % increment;
    if (rest == 0)
        return std::nullopt;
    if (rest < 0)
        rest += increment;
    return difference.minus(Price::fromUnits(rest)).value_or(Price{});
}

void checkTrail(Price trail, OrderType type, const CheckContext &context, Problems &problems)
{
    if (!mayTrail(type)) {
        problems.push_back(coded(OrderProblemKind::TrailNotPossible, static_cast<std::int32_t>(type)));
        return;
    }
    if (trail.isZero()) {
        problems.push_back(problem(OrderProblemKind::TrailMissing));
        return;
    }
    if (trail.isNegative()) {
        problems.push_back(priced(OrderProblemKind::TrailNotPositive, trail));
        return;
    }
    if (context.market == nullptr || !context.market->definition)
        return;
    if (const std::optional<Price> below = offTickDifference(trail, *context.market->definition))
        problems.push_back(priced(OrderProblemKind::TrailOffTick, trail, below));
}

/// The server refuses the wrong side and a flat position (t4-protocol.md e.2.2). Left to it wholly, it knows the
/// position better than this program: then only a warning.
void checkFlatten(const OrderDraft &draft, const CheckContext &context, Problems &problems)
{
    const std::int64_t net = context.position != nullptr ? context.position->net().contracts : 0;
    if (net == 0) {
        problems.push_back(problem(OrderProblemKind::FlattenWithoutPosition));
        problems.back().blocks = !draft.flattenAll;
        return;
    }
    if (draft.flattenAll)
        return;
    const bool closes = (draft.side == Side::Sell) == (net > 0);
    if (!closes)
        problems.push_back(problem(OrderProblemKind::FlattenWrongSide, net));
    else if (draft.volume.contracts > std::abs(net))
        problems.push_back(problem(OrderProblemKind::FlattenTooMuch, draft.volume.contracts, std::abs(net)));
}

} // namespace depthdeck
