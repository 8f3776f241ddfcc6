// SPDX-License-Identifier: GPL-3.0-or-later
// Reading revisions; new orders are read in order_request.cpp.
#include "app/exchange/desk/behaviours.h"
#include "app/exchange/desk/order_kinds.h"
#include "app/exchange/desk/order_request.h"
#include "app/exchange/desk/order_texts.h"
#include "app/exchange/desk/wire_prices.h"
#include "t4/v1/orderrouting/orderrouting.pb.h"

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;
using MaybeRefusal = std::optional<Refusal>;

/// A stop at its own limit carries one price on the wire and two to the venue.
constexpr bool isSameLimit(const Order &order)
{
    return order.priceType == common::PRICE_TYPE_STOP_SAME_LIMIT;
}

MaybeRefusal notRevisable(const char *what, const Order &order)
{
    return Refusal{Rule::PriceType, "The " + std::string{what} + " of a " + priceTypeName(order.priceType) +
                                        " order cannot be revised."};
}

bool isGiven(bool has, const common::Price &price) noexcept
{
    return has && !price.value().empty();
}

MaybeRefusal reviseOffsets(const orderrouting::OrderRevise_Revise &revise, const Order &order,
                           const RequestContext &context, TermsChange &change)
{
    const auto unit = context.behaviours.bracketUnit;
    if (isGiven(revise.has_limit_price(), revise.limit_price())) {
        if (!order.current.limitOffset)
            return notRevisable("limit price", order);
        if (auto refusal = readDifference("limit price differential", revise.limit_price(), context.market,
                                          context.codec, unit, change.limitOffset))
            return refusal;
        if (change.limitOffset->isNegative() != order.current.limitOffset->isNegative())
            return Refusal{Rule::OrderLink, "The limit price differential " + revise.limit_price().value() +
                                                " would change its sign: it would no longer be a profit."};
    }
    if (isGiven(revise.has_stop_price(), revise.stop_price())) {
        if (!order.current.stopOffset)
            return notRevisable("stop price", order);
        if (auto refusal = readDifference("stop price differential", revise.stop_price(), context.market, context.codec,
                                          unit, change.stopOffset))
            return refusal;
        if (change.stopOffset->isNegative() != order.current.stopOffset->isNegative())
            return Refusal{Rule::OrderLink, "The stop price differential " + revise.stop_price().value() +
                                                " would change its sign: it would no longer be a loss."};
    }
    return std::nullopt;
}

MaybeRefusal revisePrices(const orderrouting::OrderRevise_Revise &revise, const Order &order,
                          const RequestContext &context, TermsChange &change)
{
    if (order.current.limitOffset || order.current.stopOffset)
        return reviseOffsets(revise, order, context, change);
    if (isGiven(revise.has_limit_price(), revise.limit_price())) {
        if (!takesLimit(order.kind) || isSameLimit(order))
            return notRevisable("limit price", order);
        if (auto refusal = readTicks("limit price", revise.limit_price(), context.market, context.codec, change.limit))
            return refusal;
    }
    if (!isGiven(revise.has_stop_price(), revise.stop_price()))
        return std::nullopt;
    const bool touch =
        order.kind == OrderKind::MarketIfTouched && context.behaviours.touchPrice != Behaviours::TouchPrice::Limit;
    if (!takesStop(order.kind) && !touch)
        return notRevisable("stop price", order);
    return readTicks("stop price", revise.stop_price(), context.market, context.codec,
                     touch ? change.limit : change.stop);
}

MaybeRefusal reviseTrail(const orderrouting::OrderRevise_Revise &revise, const Order &order,
                         const RequestContext &context, TermsChange &change)
{
    if (!isGiven(revise.has_trail_price(), revise.trail_price()))
        return std::nullopt;
    if (!order.current.trail)
        return notRevisable("trail", order);
    std::optional<Price> distance;
    if (auto refusal = readDifference("trail price", revise.trail_price(), context.market, context.codec,
                                      context.behaviours.trailUnit, distance))
        return refusal;
    const auto stop = change.stop ? change.stop : order.current.stop;
    change.trail = distance->isNegative() ? std::nullopt : trailTicks(context.market, order.side, stop, *distance);
    if (!change.trail)
        return Refusal{Rule::Trail, "The trail price " + revise.trail_price().value() +
                                        " is no positive distance between two prices of this market."};
    return std::nullopt;
}

MaybeRefusal checkRevised(const Order &order, const TermsChange &change)
{
    if (change.volume && order.role == LinkRole::Exit && order.isHeld())
        return Refusal{Rule::Volume, "The volume of a held exit comes from the fills of its trigger."};
    if (change.volume && order.flatten == FlattenForm::Whole && !order.atVenue)
        return Refusal{Rule::Flatten, "The volume of this flatten order comes from the position."};
    OrderTerms terms = order.wanted();
    change.applyTo(terms);
    if (change.maxShow && *change.maxShow < 0)
        terms.maxShow = *change.maxShow;
    if (change.volume && terms.volume <= 0)
        return Refusal{Rule::Volume, "The volume " + std::to_string(terms.volume) + " is not positive."};
    if (change.volume && terms.volume <= order.filled)
        return Refusal{Rule::Volume, "The volume " + std::to_string(terms.volume) + " is not above the " +
                                         std::to_string(order.filled) + " lots already filled."};
    if (change.maxVolume && (terms.maxVolume < 0 || (terms.maxVolume > 0 && terms.maxVolume < terms.volume)))
        return Refusal{Rule::MaxVolume, "The max volume " + std::to_string(terms.maxVolume) + " is below the volume " +
                                            std::to_string(terms.volume) + "."};
    return change.maxShow ? checkShow(terms, order.kind) : std::nullopt;
}

} // namespace

std::variant<RevisionRequest, Refusal> readRevision(const orderrouting::OrderRevise_Revise &revise, const Order &order,
                                                    const RequestContext &context)
{
    RevisionRequest request;
    TermsChange &change = request.terms;
    if (revise.has_volume() && revise.volume() != order.wanted().volume)
        change.volume = revise.volume();
    if (revise.has_max_show())
        change.maxShow = revise.max_show();
    if (revise.has_max_volume())
        change.maxVolume = revise.max_volume();
    for (const auto step : {revisePrices, reviseTrail})
        if (auto refusal = step(revise, order, context, change))
            return *std::move(refusal);
    if (auto refusal = checkRevised(order, change))
        return *std::move(refusal);
    if (!revise.has_activation_data())
        return request;
    auto read = readConditionsChange(order.conditions, revise.activation_data(), order.isHeld(), context.market,
                                     context.codec, context.now, context.behaviours);
    if (auto *refusal = std::get_if<Refusal>(&read))
        return std::move(*refusal);
    auto &conditions = std::get<ConditionsChange>(read);
    request.conditions = std::move(conditions.conditions);
    request.releases = conditions.releases;
    return request;
}

} // namespace depthdeck::exchange
