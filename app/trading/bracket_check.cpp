// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_check_parts.h"

// The exits of a bracket (t4-protocol.md e.3).
namespace depthdeck {

namespace {

/// From where an exit wins or loses: the entry's own price, or what it would meet in the market.
std::optional<Price> entryPrice(const OrderDraft &entry, const CheckContext &context) noexcept
{
    if (usesLimitPrice(entry.type) && entry.limit)
        return entry.limit;
    if (usesStopPrice(entry.type) && entry.stop)
        return entry.stop;
    return context.market != nullptr ? oppositePrice(entry.side, *context.market) : std::nullopt;
}

/// One price of an exit, absolute or a difference from the entry's fill.
struct ExitPrice
{
    Price price;
    bool isAbsolute = false;
    bool shouldBeAbove = false; ///< the entry
};

bool isOnWrongSide(const ExitPrice &exit, std::optional<Price> reference) noexcept
{
    if (exit.isAbsolute && !reference)
        return false; // nothing to compare with
    const Price from = exit.isAbsolute ? *reference : Price{};
    return exit.shouldBeAbove ? exit.price <= from : exit.price >= from;
}

/// The price nearest below that is possible, as a difference where the exit is one; nullopt when it is on tick.
std::optional<Price> nearestOnTick(const ExitPrice &exit, std::optional<Price> reference, const Market &market)
{
    using Rounding = TickTable::Rounding;
    const TickTable &ticks = market.ticks;
    if (exit.isAbsolute)
        return ticks.isOnTick(exit.price) ? std::nullopt : ticks.snapped(exit.price, Rounding::Down);
    // In a market with variable ticks it depends on where the entry is filled.
    const bool anchored = reference && ticks.isOnTick(*reference);
    const std::optional<Price> target = anchored ? reference->plus(exit.price) : std::nullopt;
    if (!target)
        return offTickDifference(exit.price, market);
    if (ticks.isOnTick(*target))
        return std::nullopt;
    const std::optional<Price> below = ticks.snapped(*target, Rounding::Down);
    return below ? below->minus(*reference) : std::nullopt;
}

void checkExitPrice(const ExitPrice &exit, const OrderDraft &entry, const CheckContext &context, Problems &problems)
{
    const std::optional<Price> reference = entryPrice(entry, context);
    if (isOnWrongSide(exit, reference))
        problems.push_back(priced(OrderProblemKind::ExitWrongSide, exit.price, exit.isAbsolute ? reference : Price{}));
    if (context.market == nullptr || !context.market->definition)
        return;
    if (const std::optional<Price> nearest = nearestOnTick(exit, reference, *context.market->definition))
        problems.push_back(priced(OrderProblemKind::ExitOffTick, exit.price, nearest));
}

void checkExit(const BracketExit &exit, const SubmissionDraft &draft, const CheckContext &context, Problems &problems)
{
    const OrderDraft &entry = draft.orders.front();
    const bool isAbsolute = hasAbsoluteExits(draft.link);
    const bool buys = entry.side == Side::Buy;
    if (!exit.profit && !exit.stop)
        problems.push_back(problem(OrderProblemKind::ExitMissing));
    if (exit.profit)
        checkExitPrice({*exit.profit, isAbsolute, buys}, entry, context, problems);
    if (exit.stop)
        checkExitPrice({*exit.stop, isAbsolute, !buys}, entry, context, problems);
    if (exit.trail && !exit.stop)
        problems.push_back(problem(OrderProblemKind::StopPriceMissing));
    if (exit.trail)
        checkTrail(*exit.trail, OrderType::StopMarket, context, problems);
    if (hasExitVolumes(draft.link))
        checkVolume(exit.volume, context, problems);
}

void checkExitVolumes(const SubmissionDraft &draft, Problems &problems)
{
    std::int64_t sum = 0;
    for (const BracketExit &exit : draft.exits)
        sum += exit.volume.contracts;
    const std::int64_t entry = draft.orders.front().volume.contracts;
    if (hasExitVolumes(draft.link) && sum != entry)
        problems.push_back(problem(OrderProblemKind::ExitVolume, sum, entry));
}

} // namespace

void checkExits(const SubmissionDraft &draft, const CheckContext &context, Problems &problems)
{
    if (draft.exits.empty()) {
        problems.push_back(problem(OrderProblemKind::ExitMissing));
        return;
    }
    if (!hasExitVolumes(draft.link) && draft.exits.size() > 1)
        problems.push_back(coded(OrderProblemKind::LinkNotSupported, static_cast<std::int32_t>(draft.link)));
    checkExitVolumes(draft, problems);
    for (std::size_t i = 0; i < draft.exits.size(); ++i) {
        const std::size_t known = problems.size();
        checkExit(draft.exits[i], draft, context, problems);
        for (std::size_t found = known; found < problems.size(); ++found)
            problems[found].order = static_cast<std::int32_t>(draft.orders.size() + i);
    }
    const auto time = static_cast<std::int32_t>(draft.exitsTimeInForce);
    if (draft.exitsTimeInForce == TimeInForce::Undefined)
        problems.push_back(coded(OrderProblemKind::TimeNotPossible, time));
    else if (draft.exitsTimeInForce != TimeInForce::Day && draft.exitsTimeInForce != TimeInForce::GoodTillCancelled)
        problems.push_back(warning(coded(OrderProblemKind::TimeNotPossible, time)));
}

} // namespace depthdeck
