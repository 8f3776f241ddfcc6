// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/link_rules.h"

#include "app/exchange/desk/order_texts.h"
#include "t4/v1/common/enums.pb.h"

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;
using Orders = std::span<const OrderRequest>;
using MaybeRefusal = std::optional<LinkRefusal>;

LinkRefusal refused(int order, std::string text)
{
    return {order, {Rule::OrderLink, std::move(text)}};
}

constexpr bool hasSizes(std::int32_t link) noexcept
{
    return link == common::ORDER_LINK_AUTO_OCO_M || link == common::ORDER_LINK_AUTO_OCO_MP;
}

constexpr bool isAtOnce(Duration duration) noexcept
{
    return duration == Duration::ImmediateOrCancel || duration == Duration::FillOrKill;
}

MaybeRefusal checkOco(Orders orders)
{
    if (orders.size() < 2)
        return refused(-1, "An OCO needs at least 2 orders, not " + std::to_string(orders.size()) + ".");
    for (std::size_t at = 0; at < orders.size(); ++at) {
        const OrderRequest &order = orders[at];
        const int index = static_cast<int>(at);
        if (order.kind == OrderKind::Market || order.pricing == Pricing::Hit)
            return refused(index, "An order of the price type " + priceTypeName(order.priceType) +
                                      " would fill at once: it cannot be part of an OCO.");
        if (isAtOnce(order.duration))
            return refused(index, "An order of the time type " + timeTypeName(order.timeType) +
                                      " does not rest: it cannot be part of an OCO.");
    }
    return std::nullopt;
}

/// The sign of a price move that is a profit for an entry on @p side.
constexpr bool isProfit(Side side, Price move) noexcept
{
    return (side == Side::Buy) != move.isNegative();
}

MaybeRefusal checkExitPrices(const OrderRequest &trigger, const OrderRequest &exit, int index)
{
    const bool isTakeProfit = exit.kind == OrderKind::Limit;
    const auto offset = isTakeProfit ? exit.terms.limitOffset : exit.terms.stopOffset;
    if (offset && isProfit(trigger.side, *offset) != isTakeProfit)
        return refused(index, std::string{"The differential of the "} + (isTakeProfit ? "take profit" : "stop loss") +
                                  " has the wrong sign: it is that of the price move, for a " +
                                  (trigger.side == Side::Buy ? "buy" : "sell") + " entry " +
                                  ((trigger.side == Side::Buy) == isTakeProfit ? "positive" : "negative") + ".");
    const auto price = isTakeProfit ? exit.terms.limit : exit.terms.stop;
    const auto entry = trigger.kind == OrderKind::Limit ? trigger.terms.limit : trigger.terms.stop;
    if (!price || !entry || trigger.pricing != Pricing::Sender)
        return std::nullopt;
    const bool isAbove = *price > *entry;
    if (*price == *entry || isAbove != ((trigger.side == Side::Buy) == isTakeProfit))
        return refused(index, std::string{"The "} + (isTakeProfit ? "take profit" : "stop loss") +
                                  " is on the wrong side of the entry price.");
    return std::nullopt;
}

MaybeRefusal checkExit(const OrderRequest &trigger, const OrderRequest &exit, int index)
{
    if (exit.side == trigger.side)
        return refused(index, "An exit must be on the other side than its trigger.");
    if (exit.priceType != common::PRICE_TYPE_LIMIT && exit.priceType != common::PRICE_TYPE_STOP_MARKET)
        return refused(index, "An exit must be a LIMIT (take profit) or STOP_MARKET (stop loss) order, not " +
                                  priceTypeName(exit.priceType) + ".");
    if (exit.duration != Duration::Day && exit.duration != Duration::GoodTillCancelled)
        return refused(index, "An exit must rest: its time type cannot be " + timeTypeName(exit.timeType) + ".");
    return checkExitPrices(trigger, exit, index);
}

/// AUTO_OCO and AUTO_OCO_P: a take profit, a stop loss, or both.
MaybeRefusal checkSinglePair(Orders orders)
{
    if (orders.size() > 3)
        return refused(-1, "This link takes a trigger and one or two exits, not " + std::to_string(orders.size() - 1) +
                               " exits.");
    if (orders.size() == 3 && orders[1].kind == orders[2].kind)
        return refused(2, "Two exits must be one take profit (LIMIT) and one stop loss (STOP_MARKET).");
    return std::nullopt;
}

/// AUTO_OCO_M and _MP: pairs one after the other, both of a pair with the size of that exit.
MaybeRefusal checkSizedPairs(Orders orders)
{
    std::int64_t sum = 0;
    for (std::size_t at = 1; at < orders.size(); ++at) {
        const bool isPair = at + 1 < orders.size() && orders[at].kind != orders[at + 1].kind;
        const std::int32_t size = orders[at].terms.volume;
        sum += size;
        if (!isPair)
            continue;
        ++at;
        if (orders[at].terms.volume != size)
            return refused(static_cast<int>(at),
                           "The two orders of an exit must have the same volume: " + std::to_string(size) + " and " +
                               std::to_string(orders[at].terms.volume) + " differ.");
    }
    if (sum > orders[0].terms.volume)
        return refused(-1, "The exits add up to " + lotsText(sum) + ", more than the trigger's " +
                               lotsText(orders[0].terms.volume) + ".");
    return std::nullopt;
}

MaybeRefusal checkTrigger(std::int32_t link, const OrderRequest &trigger)
{
    if (trigger.flatten != FlattenForm::None)
        return refused(0, "A flatten order closes a position: it cannot be the trigger of " + linkName(link) + ".");
    return std::nullopt;
}

MaybeRefusal checkBracket(std::int32_t link, Orders orders)
{
    if (orders.size() < 2)
        return refused(-1, linkName(link) + " needs a trigger and at least one exit.");
    if (auto refusal = checkTrigger(link, orders[0]))
        return refusal;
    for (std::size_t at = 1; at < orders.size(); ++at)
        if (auto refusal = checkExit(orders[0], orders[at], static_cast<int>(at)))
            return refusal;
    return hasSizes(link) ? checkSizedPairs(orders) : checkSinglePair(orders);
}

} // namespace

bool isKnownLink(std::int32_t link) noexcept
{
    switch (link) {
    case common::ORDER_LINK_NONE:
    case common::ORDER_LINK_OCO:
    case common::ORDER_LINK_AUTO_OCO:
    case common::ORDER_LINK_SPARK:
    case common::ORDER_LINK_AUTO_OCO_P:
    case common::ORDER_LINK_AUTO_OCO_M:
    case common::ORDER_LINK_AUTO_OCO_MP:
        return true;
    default:
        return false;
    }
}

std::optional<LinkRefusal> checkLink(std::int32_t link, std::span<const OrderRequest> orders)
{
    // Every order tells the ids of all others: without a bound one small message would fill the memory.
    constexpr std::size_t mostLinked = 250;
    if (link != common::ORDER_LINK_NONE && orders.size() > mostLinked)
        return refused(-1, "A link takes at most " + std::to_string(mostLinked) + " orders, not " +
                               std::to_string(orders.size()) + ".");
    switch (link) {
    case common::ORDER_LINK_NONE:
        return std::nullopt;
    case common::ORDER_LINK_OCO:
        return checkOco(orders);
    case common::ORDER_LINK_SPARK:
        if (orders.size() < 2)
            return refused(-1, "SPARK needs a trigger and at least one child.");
        return checkTrigger(link, orders[0]);
    case common::ORDER_LINK_AUTO_OCO:
    case common::ORDER_LINK_AUTO_OCO_P:
    case common::ORDER_LINK_AUTO_OCO_M:
    case common::ORDER_LINK_AUTO_OCO_MP:
        return checkBracket(link, orders);
    default:
        return refused(-1, "The order link " + linkName(link) + " is not one that a client may send.");
    }
}

} // namespace depthdeck::exchange
