// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/order_request.h"

#include "t4/v1/orderrouting/orderrouting.pb.h"

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;

/// "ORDER_LINK_AUTO_OCO" as a person says it: "AUTO_OCO"; an unknown number as itself.
std::string plainName(const std::string &name, std::string_view prefix, std::int32_t number)
{
    return name.empty() ? std::to_string(number) : name.substr(prefix.size());
}

Refusal notTraded(Rule rule, const std::string &what, const std::string &name)
{
    return {rule, what + " " + name + " is not supported by this exchange."};
}

std::optional<OrderKind> kindOf(common::PriceType type) noexcept
{
    switch (static_cast<int>(type)) {
    case common::PRICE_TYPE_MARKET:
        return OrderKind::Market;
    case common::PRICE_TYPE_LIMIT:
        return OrderKind::Limit;
    case common::PRICE_TYPE_STOP_MARKET:
        return OrderKind::StopMarket;
    case common::PRICE_TYPE_STOP_LIMIT:
        return OrderKind::StopLimit;
    case common::PRICE_TYPE_MARKET_IF_TOUCHED:
        return OrderKind::MarketIfTouched;
    default:
        return std::nullopt;
    }
}

std::optional<Duration> durationOf(common::TimeType type) noexcept
{
    switch (static_cast<int>(type)) {
    case common::TIME_TYPE_NORMAL:
        return Duration::Day;
    case common::TIME_TYPE_IMMEDIATE_AND_CANCEL:
        return Duration::ImmediateOrCancel;
    case common::TIME_TYPE_GOOD_TILL_CANCELLED:
        return Duration::GoodTillCancelled;
    case common::TIME_TYPE_COMPLETE_VOLUME:
        return Duration::FillOrKill;
    default:
        return std::nullopt;
    }
}

constexpr bool takesLimit(OrderKind kind) noexcept
{
    return kind == OrderKind::Limit || kind == OrderKind::StopLimit || kind == OrderKind::MarketIfTouched;
}

constexpr bool takesStop(OrderKind kind) noexcept
{
    return kind == OrderKind::StopMarket || kind == OrderKind::StopLimit;
}

std::optional<Refusal> readPrice(const char *field, const common::Price &wire, const MarketSpec &market,
                                 const PriceCodec &codec, std::optional<Ticks> &ticks)
{
    const std::string name{field};
    if (wire.value().empty())
        return Refusal{Rule::PricePresent, "The " + name + " is missing."};
    const auto price = codec.decode(market, wire.value());
    if (!price)
        return Refusal{Rule::PriceReadable, "The " + name + " \"" + wire.value() + "\" is not a price of this market."};
    ticks = market.ticks.incrementsAt(*price);
    if (!ticks)
        return Refusal{Rule::OnTick, "The " + name + " " + wire.value() + " is no multiple of the increment " +
                                         codec.encode(market, market.ticks.stepAt(*price)) + "."};
    return std::nullopt;
}

std::optional<Refusal> checkActivation(const orderrouting::OrderSubmit_Order &order)
{
    if (order.has_activation_type() && order.activation_type() != common::ACTIVATION_TYPE_IMMEDIATE) {
        const auto &name = common::ActivationType_Name(order.activation_type());
        return notTraded(Rule::Activation, "Activation type",
                         plainName(name, "ACTIVATION_TYPE_", order.activation_type()));
    }
    if (order.has_activation_data())
        return Refusal{Rule::Activation, "Activation and cancel conditions are not supported by this exchange."};
    if (order.has_trail_distance())
        return Refusal{Rule::PriceType, "Trailing stops are not supported by this exchange."};
    return std::nullopt;
}

std::optional<Refusal> checkTerms(const OrderTerms &terms)
{
    if (terms.volume <= 0)
        return Refusal{Rule::Volume, "The volume " + std::to_string(terms.volume) + " is not positive."};
    if (terms.maxShow < 0 || terms.maxShow > terms.volume)
        return Refusal{Rule::MaxShow, "The max show " + std::to_string(terms.maxShow) +
                                          " is not between 0 and the volume " + std::to_string(terms.volume) + "."};
    return std::nullopt;
}

std::optional<Refusal> readKind(const orderrouting::OrderSubmit_Order &order, std::int32_t link, OrderRequest &request)
{
    if (link != common::ORDER_LINK_NONE) {
        const auto &name = common::OrderLink_Name(static_cast<common::OrderLink>(link));
        return notTraded(Rule::OrderLink, "Order link", plainName(name, "ORDER_LINK_", link));
    }
    const auto kind = kindOf(order.price_type());
    if (!kind) {
        const auto &name = common::PriceType_Name(order.price_type());
        return notTraded(Rule::PriceType, "Price type", plainName(name, "PRICE_TYPE_", order.price_type()));
    }
    const auto duration = durationOf(order.time_type());
    if (!duration) {
        const auto &name = common::TimeType_Name(order.time_type());
        return notTraded(Rule::TimeType, "Time type", plainName(name, "TIME_TYPE_", order.time_type()));
    }
    const bool atOnce = *duration == Duration::ImmediateOrCancel || *duration == Duration::FillOrKill;
    if (atOnce && *kind != OrderKind::Market && *kind != OrderKind::Limit)
        return Refusal{Rule::TimeType, "A stop or if-touched order cannot be immediate-or-cancel or fill-or-kill."};
    request.kind = *kind;
    request.duration = *duration;
    return checkActivation(order);
}

} // namespace

std::variant<OrderRequest, Refusal> readOrder(const orderrouting::OrderSubmit_Order &order, std::int32_t link,
                                              const MarketSpec &market, const PriceCodec &codec)
{
    OrderRequest request;
    if (auto refusal = readKind(order, link, request))
        return *std::move(refusal);
    if (order.buy_sell() != common::BUY_SELL_BUY && order.buy_sell() != common::BUY_SELL_SELL)
        return Refusal{Rule::Side, "The order is neither a buy nor a sell."};
    request.side = order.buy_sell() == common::BUY_SELL_BUY ? Side::Buy : Side::Sell;
    request.terms.volume = order.volume();
    request.terms.maxShow = order.max_show();
    request.tag = order.tag();
    if (auto refusal = checkTerms(request.terms))
        return *std::move(refusal);
    if (takesLimit(request.kind))
        if (auto refusal = readPrice("limit price", order.limit_price(), market, codec, request.terms.limit))
            return *std::move(refusal);
    if (takesStop(request.kind))
        if (auto refusal = readPrice("stop price", order.stop_price(), market, codec, request.terms.stop))
            return *std::move(refusal);
    return request;
}

std::variant<OrderTerms, Refusal> readRevision(const orderrouting::OrderRevise_Revise &revise, const Order &order,
                                               const MarketSpec &market, const PriceCodec &codec)
{
    OrderTerms terms = order.wanted();
    if (revise.has_volume())
        terms.volume = revise.volume();
    if (revise.has_max_show())
        terms.maxShow = revise.max_show();
    if (revise.has_trail_price())
        return Refusal{Rule::PriceType, "Trailing stops are not supported by this exchange."};
    if (revise.has_activation_data())
        return Refusal{Rule::Activation, "Activation and cancel conditions are not supported by this exchange."};
    if (revise.has_limit_price() && !revise.limit_price().value().empty() && takesLimit(order.kind))
        if (auto refusal = readPrice("limit price", revise.limit_price(), market, codec, terms.limit))
            return *std::move(refusal);
    if (revise.has_stop_price() && !revise.stop_price().value().empty() && takesStop(order.kind))
        if (auto refusal = readPrice("stop price", revise.stop_price(), market, codec, terms.stop))
            return *std::move(refusal);
    if (terms.maxShow > terms.volume)
        terms.maxShow = terms.volume;
    if (auto refusal = checkTerms(terms))
        return *std::move(refusal);
    if (terms.volume <= order.filled)
        return Refusal{Rule::Volume, "The volume " + std::to_string(terms.volume) + " is not above the " +
                                         std::to_string(order.filled) + " lots already filled."};
    return terms;
}

} // namespace depthdeck::exchange
