// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/order_request.h"

#include "app/exchange/desk/behaviours.h"
#include "app/exchange/desk/order_kinds.h"
#include "app/exchange/desk/order_texts.h"
#include "app/exchange/desk/wire_prices.h"
#include "t4/v1/orderrouting/orderrouting.pb.h"

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;
using WireOrder = orderrouting::OrderSubmit_Order;
using MaybeRefusal = std::optional<Refusal>;

/// An exit of AUTO_OCO or AUTO_OCO_M says by how much it differs from the fill.
bool hasOffsets(LinkRole role, std::int32_t link) noexcept
{
    return role == LinkRole::Exit && (link == common::ORDER_LINK_AUTO_OCO || link == common::ORDER_LINK_AUTO_OCO_M);
}

/// An exit of AUTO_OCO or AUTO_OCO_P has no volume of its own: it grows with the trigger's fills.
bool growsFromNothing(LinkRole role, std::int32_t link) noexcept
{
    return role == LinkRole::Exit && (link == common::ORDER_LINK_AUTO_OCO || link == common::ORDER_LINK_AUTO_OCO_P);
}

MaybeRefusal readKind(const WireOrder &order, OrderRequest &request)
{
    const auto kind = kindTraits(order.price_type());
    if (!kind)
        return Refusal{Rule::PriceType,
                       "The price type " + priceTypeName(order.price_type()) + " is not one that a client may send."};
    const auto duration = durationOf(order.time_type());
    if (!duration)
        return Refusal{Rule::TimeType, "The time type " + timeTypeName(order.time_type()) + " is not known."};
    if (!kind->allows(*duration))
        return Refusal{Rule::TimeType, "The time type " + timeTypeName(order.time_type()) +
                                           " does not go with the price type " + priceTypeName(order.price_type()) +
                                           ", which takes " + kind->durationsText() + "."};
    request.kind = kind->kind;
    request.pricing = kind->pricing;
    request.duration = *duration;
    request.priceType = order.price_type();
    request.timeType = order.time_type();
    return std::nullopt;
}

MaybeRefusal readSide(const WireOrder &order, OrderRequest &request)
{
    const bool isFlatten = order.price_type() == common::PRICE_TYPE_FLATTEN;
    request.hasSide = order.buy_sell() == common::BUY_SELL_BUY || order.buy_sell() == common::BUY_SELL_SELL;
    request.side = order.buy_sell() == common::BUY_SELL_SELL ? Side::Sell : Side::Buy;
    if (isFlatten) {
        request.flatten = request.hasSide ? FlattenForm::AtMost : FlattenForm::Whole;
        if (order.buy_sell() != common::BUY_SELL_UNDEFINED && !request.hasSide)
            return Refusal{Rule::Side, "The flatten order is neither a buy, a sell nor undefined."};
        if (!request.hasSide && order.volume() != 0)
            return Refusal{Rule::Flatten, "A flatten order without a side takes its volume from the position: its "
                                          "volume must be 0, not " +
                                              std::to_string(order.volume()) + "."};
        return std::nullopt;
    }
    return request.hasSide ? std::nullopt : MaybeRefusal{{Rule::Side, "The order is neither a buy nor a sell."}};
}

MaybeRefusal checkVolume(const OrderRequest &request, std::int32_t link)
{
    const std::int32_t volume = request.terms.volume;
    if (growsFromNothing(request.role, link)) {
        if (volume != 0)
            return Refusal{Rule::Volume, "The volume " + std::to_string(volume) + " of an exit of " + linkName(link) +
                                             " must be 0: it grows with the fills of its trigger."};
        return std::nullopt;
    }
    if (request.flatten == FlattenForm::Whole)
        return std::nullopt;
    if (volume <= 0)
        return Refusal{Rule::Volume, "The volume " + std::to_string(volume) + " is not positive."};
    return checkShow(request.terms, request.kind);
}

MaybeRefusal checkMaxVolume(const OrderRequest &request)
{
    const std::int32_t most = request.terms.maxVolume;
    if (most == 0)
        return std::nullopt;
    if (most < 0 || most < request.terms.volume)
        return Refusal{Rule::MaxVolume, "The max volume " + std::to_string(most) + " is below the volume " +
                                            std::to_string(request.terms.volume) + "."};
    if (request.role != LinkRole::Exit)
        return Refusal{Rule::MaxVolume,
                       "The max volume " + std::to_string(most) + " is for the exits of an AutoOCO alone."};
    return std::nullopt;
}

MaybeRefusal readOffsets(const WireOrder &order, const RequestContext &context, OrderRequest &request)
{
    const auto unit = context.behaviours.bracketUnit;
    if (takesLimit(request.kind))
        if (auto refusal = readDifference("limit price differential", order.limit_price(), context.market,
                                          context.codec, unit, request.terms.limitOffset))
            return refusal;
    if (!takesStop(request.kind))
        return std::nullopt;
    return readDifference("stop price differential", order.stop_price(), context.market, context.codec, unit,
                          request.terms.stopOffset);
}

MaybeRefusal readTouchPrice(const WireOrder &order, const RequestContext &context, OrderRequest &request)
{
    const auto from = context.behaviours.touchPrice;
    const bool hasLimit = !order.limit_price().value().empty();
    const bool useStop = from == Behaviours::TouchPrice::Stop || (from == Behaviours::TouchPrice::Either && !hasLimit);
    return useStop ? readTicks("trigger (stop) price", order.stop_price(), context.market, context.codec,
                               request.terms.limit)
                   : readTicks("limit price", order.limit_price(), context.market, context.codec, request.terms.limit);
}

MaybeRefusal readPrices(const WireOrder &order, const RequestContext &context, OrderRequest &request)
{
    if (hasOffsets(request.role, context.link))
        return readOffsets(order, context, request);
    if (request.pricing != Pricing::Sender || request.flatten != FlattenForm::None)
        return std::nullopt;
    if (request.kind == OrderKind::MarketIfTouched)
        return readTouchPrice(order, context, request);
    if (takesLimit(request.kind) && request.priceType != common::PRICE_TYPE_STOP_SAME_LIMIT)
        if (auto refusal =
                readTicks("limit price", order.limit_price(), context.market, context.codec, request.terms.limit))
            return refusal;
    if (!takesStop(request.kind))
        return std::nullopt;
    return readTicks("stop price", order.stop_price(), context.market, context.codec, request.terms.stop);
}

MaybeRefusal readTrail(const WireOrder &order, const RequestContext &context, OrderRequest &request)
{
    if (!order.has_trail_distance())
        return std::nullopt;
    if (request.priceType != common::PRICE_TYPE_STOP_MARKET && request.priceType != common::PRICE_TYPE_STOP_LIMIT)
        return Refusal{Rule::Trail, "A trail distance goes with STOP_MARKET and STOP_LIMIT alone, not with " +
                                        priceTypeName(request.priceType) + "."};
    std::optional<Price> distance;
    if (auto refusal = readDifference("trail distance", order.trail_distance(), context.market, context.codec,
                                      context.behaviours.trailUnit, distance))
        return refusal;
    if (distance->isNegative())
        return Refusal{Rule::Trail, "The trail distance " + order.trail_distance().value() + " is not positive."};
    request.terms.trail = trailTicks(context.market, request.side, request.terms.stop, *distance);
    if (!request.terms.trail)
        return Refusal{Rule::OnTick, "The trail distance " + order.trail_distance().value() +
                                         " does not end on a price of this market."};
    return std::nullopt;
}

/// What a link allows of activation (t4-protocol.md e.3).
MaybeRefusal checkActivation(const OrderRequest &request, std::int32_t link)
{
    const std::int32_t type = request.conditions.type;
    const auto wrong = [&](const char *what, const char *wanted) {
        return Refusal{Rule::Activation, std::string{what} + " of " + linkName(link) +
                                             " must have the activation type " + wanted + ", not " +
                                             activationName(type) + "."};
    };
    switch (request.role) {
    case LinkRole::OcoLeg:
        return type == common::ACTIVATION_TYPE_IMMEDIATE ? std::nullopt : MaybeRefusal{wrong("An order", "IMMEDIATE")};
    case LinkRole::Exit:
        return type == common::ACTIVATION_TYPE_HOLD ? std::nullopt : MaybeRefusal{wrong("An exit", "HOLD")};
    case LinkRole::SparkChild:
        return type == common::ACTIVATION_TYPE_QUEUE ? std::nullopt : MaybeRefusal{wrong("A child", "QUEUE")};
    case LinkRole::Trigger:
    case LinkRole::Single:
        break;
    }
    const bool onClose = type == common::ACTIVATION_TYPE_MARKET_ON_CLOSE;
    if (onClose && request.kind != OrderKind::Market && request.kind != OrderKind::Limit)
        return Refusal{Rule::Activation, "The activation type MARKET_ON_CLOSE is for market and limit orders."};
    return std::nullopt;
}

} // namespace

std::optional<Refusal> checkShow(const OrderTerms &terms, OrderKind kind)
{
    if (terms.maxShow < 0 || terms.maxShow > terms.volume)
        return Refusal{Rule::MaxShow, "The max show " + std::to_string(terms.maxShow) +
                                          " is not between 0 and the volume " + std::to_string(terms.volume) + "."};
    if (terms.maxShow > 0 && kind != OrderKind::Limit && kind != OrderKind::StopLimit)
        return Refusal{Rule::MaxShow,
                       "The max show " + std::to_string(terms.maxShow) + " is for orders with a limit price alone."};
    return std::nullopt;
}

LinkRole roleOf(std::int32_t link, int index) noexcept
{
    switch (link) {
    case common::ORDER_LINK_OCO:
        return LinkRole::OcoLeg;
    case common::ORDER_LINK_AUTO_OCO:
    case common::ORDER_LINK_AUTO_OCO_P:
    case common::ORDER_LINK_AUTO_OCO_M:
    case common::ORDER_LINK_AUTO_OCO_MP:
        return index == 0 ? LinkRole::Trigger : LinkRole::Exit;
    case common::ORDER_LINK_SPARK:
        return index == 0 ? LinkRole::Trigger : LinkRole::SparkChild;
    default:
        return LinkRole::Single;
    }
}

std::variant<OrderRequest, Refusal> readOrder(const WireOrder &order, int index, const RequestContext &context)
{
    OrderRequest request;
    request.role = roleOf(context.link, index);
    request.tag = order.tag();
    request.terms.volume = order.volume();
    request.terms.maxShow = order.max_show();
    request.terms.maxVolume = order.max_volume();
    for (const auto step : {readKind, readSide})
        if (auto refusal = step(order, request))
            return *std::move(refusal);
    if (auto refusal = checkVolume(request, context.link))
        return *std::move(refusal);
    if (auto refusal = checkMaxVolume(request))
        return *std::move(refusal);
    for (const auto step : {readPrices, readTrail})
        if (auto refusal = step(order, context, request))
            return *std::move(refusal);
    const std::int32_t activation =
        order.has_activation_type() ? order.activation_type() : common::ACTIVATION_TYPE_IMMEDIATE;
    auto conditions = readConditions(activation, order.has_activation_data() ? &order.activation_data() : nullptr,
                                     context.market, context.codec, context.now);
    if (auto *refusal = std::get_if<Refusal>(&conditions))
        return std::move(*refusal);
    request.conditions = std::get<OrderConditions>(conditions);
    if (auto refusal = checkActivation(request, context.link))
        return *std::move(refusal);
    return request;
}

std::optional<Ticks> trailTicks(const MarketSpec &market, Side side, std::optional<Ticks> stop, Price distance) noexcept
{
    const auto from = stop ? market.ticks.priceAt(*stop) : std::optional{Price{}};
    if (!from)
        return std::nullopt;
    // A sell stop follows a price above it, a buy stop one below.
    const auto to = side == Side::Sell ? from->plus(distance) : from->minus(distance);
    const auto ticks = to ? market.ticks.ticksBetween(*from, *to) : std::nullopt;
    return ticks ? std::optional{*ticks < 0 ? -*ticks : *ticks} : std::nullopt;
}

std::optional<Price> trailDistance(const MarketSpec &market, Side side, std::optional<Ticks> stop, Ticks trail) noexcept
{
    const Ticks from = stop.value_or(0);
    const auto low = market.ticks.priceAt(side == Side::Sell ? from : from - trail);
    const auto high = market.ticks.priceAt(side == Side::Sell ? from + trail : from);
    return low && high ? high->minus(*low) : std::nullopt;
}

} // namespace depthdeck::exchange
