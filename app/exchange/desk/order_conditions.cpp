// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/order_conditions.h"

#include "app/exchange/desk/behaviours.h"
#include "app/exchange/desk/order_texts.h"
#include "app/exchange/desk/wire_prices.h"
#include "app/time/timestamp.h"
#include "t4/v1/orderrouting/orderrouting.pb.h"

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;
using orderrouting::OrderActivation;

Refusal refused(std::string text)
{
    return {Rule::Activation, std::move(text)};
}

bool isTradeCondition(std::int32_t type) noexcept
{
    return type == common::ACTIVATION_TYPE_AT_OR_ABOVE_TRADE_TICKS ||
           type == common::ACTIVATION_TYPE_AT_OR_BELOW_TRADE_TICKS;
}

bool isQuoteCondition(std::int32_t type) noexcept
{
    return type == common::ACTIVATION_TYPE_AT_OR_ABOVE_TICKS || type == common::ACTIVATION_TYPE_AT_OR_BELOW_TICKS;
}

/// "The activation type AT_OR_AFTER_TIME": how every text about one begins.
std::string named(std::int32_t type)
{
    return "The activation type " + activationName(type);
}

/// A moment or a delay from now, one of the two at most.
std::optional<Refusal> readTime(const char *what, const google::protobuf::Timestamp *time,
                                std::optional<std::int64_t> delayMilliseconds, WallTime now,
                                std::optional<WallTime> &target)
{
    constexpr std::int64_t longestDelay = 366LL * 24 * 3600 * 1000;
    const std::string name{what};
    if (time != nullptr && delayMilliseconds)
        return refused("Both " + name + "_time and " + name + "_delay_ms are set: give one of them.");
    if (time != nullptr) {
        target = fromWire(*time);
        if (!target)
            return refused("The " + name + "_time is no time.");
    }
    if (!delayMilliseconds)
        return std::nullopt;
    if (*delayMilliseconds < 0 || *delayMilliseconds > longestDelay)
        return refused("The " + name + "_delay_ms " + std::to_string(*delayMilliseconds) + " is not between 0 and " +
                       std::to_string(longestDelay) + ".");
    target = now + std::chrono::milliseconds{*delayMilliseconds};
    return std::nullopt;
}

std::optional<Refusal> readTimes(const OrderActivation &data, WallTime now, OrderConditions &conditions)
{
    const auto delay = [](bool has, std::int64_t value) { return has ? std::optional{value} : std::nullopt; };
    if (auto refusal = readTime("submit", data.has_submit_time() ? &data.submit_time() : nullptr,
                                delay(data.has_submit_delay_ms(), data.submit_delay_ms()), now, conditions.submitAt))
        return refusal;
    if (auto refusal = readTime("cancel", data.has_cancel_time() ? &data.cancel_time() : nullptr,
                                delay(data.has_cancel_delay_ms(), data.cancel_delay_ms()), now, conditions.cancelAt))
        return refusal;
    return readTime("activation_cancel", data.has_activation_cancel_time() ? &data.activation_cancel_time() : nullptr,
                    delay(data.has_activation_cancel_delay_ms(), data.activation_cancel_delay_ms()), now,
                    conditions.giveUpAt);
}

std::optional<Refusal> readMarketPart(const OrderActivation &data, const MarketSpec &market, const PriceCodec &codec,
                                      OrderConditions &conditions)
{
    if (data.has_mode())
        conditions.mode = static_cast<MarketMode>(data.mode());
    if (data.has_volume())
        conditions.volume = data.volume();
    if (data.has_bid_offer())
        conditions.side = static_cast<BookSide>(data.bid_offer());
    if (data.has_implied())
        conditions.implied = data.implied();
    if (!data.has_price())
        return std::nullopt;
    return readTicks("activation price", data.price(), market, codec, conditions.price);
}

/// The conditions must be able to be met.
std::optional<Refusal> checkComplete(const OrderConditions &conditions)
{
    const std::int32_t type = conditions.type;
    if (type == common::ACTIVATION_TYPE_AT_OR_AFTER_TIME && !conditions.submitAt)
        return refused(named(type) + " needs submit_time or submit_delay_ms.");
    if (type == common::ACTIVATION_TYPE_ON_MARKET_MODE &&
        (!conditions.mode || *conditions.mode == MarketMode::Undefined))
        return refused(named(type) + " needs a mode.");
    if ((isTradeCondition(type) || isQuoteCondition(type)) && !conditions.price)
        return refused(named(type) + " needs a price.");
    if (isQuoteCondition(type) && conditions.side != BookSide::Bid && conditions.side != BookSide::Offer)
        return refused(named(type) + " needs bid_offer: BID or OFFER.");
    if (conditions.volume < 0)
        return refused("The activation volume " + std::to_string(conditions.volume) + " is negative.");
    return std::nullopt;
}

std::optional<Refusal> checkType(std::int32_t type)
{
    switch (type) {
    case common::ACTIVATION_TYPE_IMMEDIATE:
    case common::ACTIVATION_TYPE_HOLD:
    case common::ACTIVATION_TYPE_AT_OR_AFTER_TIME:
    case common::ACTIVATION_TYPE_AT_OR_ABOVE_TRADE_TICKS:
    case common::ACTIVATION_TYPE_AT_OR_BELOW_TRADE_TICKS:
    case common::ACTIVATION_TYPE_ON_MARKET_MODE:
    case common::ACTIVATION_TYPE_QUEUE:
    case common::ACTIVATION_TYPE_AT_OR_ABOVE_TICKS:
    case common::ACTIVATION_TYPE_AT_OR_BELOW_TICKS:
    case common::ACTIVATION_TYPE_MARKET_ON_CLOSE:
        return std::nullopt;
    default:
        return refused(named(type) + " cannot be asked for: it is a state that the server reports, or unknown.");
    }
}

/// Data that the type does not look at would be ignored in silence, which nobody can want.
std::optional<Refusal> checkFits(const OrderConditions &conditions, const OrderActivation &data)
{
    const std::int32_t type = conditions.type;
    const auto stray = [type](const char *field) { return refused(named(type) + " does not use " + field + "."); };
    const bool byPrice = isTradeCondition(type) || isQuoteCondition(type);
    if ((data.has_submit_time() || data.has_submit_delay_ms()) && type != common::ACTIVATION_TYPE_AT_OR_AFTER_TIME)
        return stray("a submit time");
    if (data.has_mode() && type != common::ACTIVATION_TYPE_ON_MARKET_MODE)
        return stray("a mode");
    if (data.has_price() && !byPrice)
        return stray("a price");
    if (data.has_volume() && data.volume() != 0 && !byPrice)
        return stray("a volume");
    if (data.has_bid_offer() && data.bid_offer() != common::BID_OFFER_UNDEFINED && !isQuoteCondition(type))
        return stray("bid_offer");
    return std::nullopt;
}

} // namespace

bool OrderConditions::holds() const noexcept
{
    switch (type) {
    case common::ACTIVATION_TYPE_HOLD:
    case common::ACTIVATION_TYPE_AT_OR_AFTER_TIME:
    case common::ACTIVATION_TYPE_AT_OR_ABOVE_TRADE_TICKS:
    case common::ACTIVATION_TYPE_AT_OR_BELOW_TRADE_TICKS:
    case common::ACTIVATION_TYPE_ON_MARKET_MODE:
    case common::ACTIVATION_TYPE_QUEUE:
    case common::ACTIVATION_TYPE_AT_OR_ABOVE_TICKS:
    case common::ACTIVATION_TYPE_AT_OR_BELOW_TICKS:
        return true;
    default:
        return false;
    }
}

std::variant<OrderConditions, Refusal> readConditions(std::int32_t type, const OrderActivation *data,
                                                      const MarketSpec &market, const PriceCodec &codec, WallTime now)
{
    OrderConditions conditions;
    conditions.type = type;
    if (auto refusal = checkType(type))
        return *std::move(refusal);
    if (data != nullptr) {
        if (data->queue_submit() && type == common::ACTIVATION_TYPE_QUEUE)
            return refused("queue_submit releases a queued order by a revision; the submission must not set it.");
        for (const auto &refusal : {checkFits(conditions, *data), readTimes(*data, now, conditions),
                                    readMarketPart(*data, market, codec, conditions)})
            if (refusal)
                return *refusal;
    }
    if (auto refusal = checkComplete(conditions))
        return *std::move(refusal);
    return conditions;
}

std::variant<ConditionsChange, Refusal> readConditionsChange(const OrderConditions &held, const OrderActivation &data,
                                                             bool stillHeld, const MarketSpec &market,
                                                             const PriceCodec &codec, WallTime now,
                                                             const Behaviours &behaviours)
{
    ConditionsChange change{held, false};
    const bool byHand = held.type == common::ACTIVATION_TYPE_QUEUE || held.type == common::ACTIVATION_TYPE_HOLD;
    if (data.has_queue_submit()) {
        const bool wanted = behaviours.queueRelease != Behaviours::QueueRelease::False;
        change.releases = behaviours.queueRelease == Behaviours::QueueRelease::Any || data.queue_submit() == wanted;
        if (change.releases && (!stillHeld || !byHand))
            return refused("queue_submit releases orders held by QUEUE or HOLD; this one is " +
                           (stillHeld ? "held by " + activationName(held.type) : std::string{"not held"}) + ".");
    }
    const bool onlyCancels = !data.has_submit_time() && !data.has_submit_delay_ms() && !data.has_mode() &&
                             !data.has_price() && !data.has_volume() && !data.has_bid_offer() && !data.has_implied();
    if (!stillHeld && !onlyCancels)
        return refused("The order is no longer held: only its cancel times can be revised.");
    if (!onlyCancels)
        if (auto refusal = checkFits(held, data))
            return *std::move(refusal);
    for (const auto &refusal :
         {readTimes(data, now, change.conditions), readMarketPart(data, market, codec, change.conditions),
          stillHeld ? checkComplete(change.conditions) : std::nullopt})
        if (refusal)
            return *refusal;
    return change;
}

std::int32_t triggeredType(std::int32_t type) noexcept
{
    switch (type) {
    case common::ACTIVATION_TYPE_AT_OR_AFTER_TIME:
        return common::ACTIVATION_TYPE_TRIGGERED_AT_OR_AFTER_TIME;
    case common::ACTIVATION_TYPE_AT_OR_ABOVE_TRADE_TICKS:
        return common::ACTIVATION_TYPE_TRIGGERED_AT_OR_ABOVE_TRADE_TICKS;
    case common::ACTIVATION_TYPE_AT_OR_BELOW_TRADE_TICKS:
        return common::ACTIVATION_TYPE_TRIGGERED_AT_OR_BELOW_TRADE_TICKS;
    case common::ACTIVATION_TYPE_ON_MARKET_MODE:
        return common::ACTIVATION_TYPE_TRIGGERED_ON_MARKET_MODE;
    case common::ACTIVATION_TYPE_QUEUE:
        return common::ACTIVATION_TYPE_TRIGGERED_QUEUE;
    case common::ACTIVATION_TYPE_AT_OR_ABOVE_TICKS:
        return common::ACTIVATION_TYPE_TRIGGERED_AT_OR_ABOVE_TICKS;
    case common::ACTIVATION_TYPE_AT_OR_BELOW_TICKS:
        return common::ACTIVATION_TYPE_TRIGGERED_AT_OR_BELOW_TICKS;
    default:
        return common::ACTIVATION_TYPE_TRIGGERED;
    }
}

std::string conditionsText(const OrderConditions &conditions, const MarketSpec &market, const PriceCodec &codec)
{
    const auto price = conditions.price ? market.ticks.priceAt(*conditions.price) : std::nullopt;
    const std::string at = price ? codec.encode(market, *price) : std::string{};
    const std::string lots =
        conditions.volume > 0 ? " with " + std::to_string(conditions.volume) + " lots there" : std::string{};
    const std::string quote = std::string{conditions.side == BookSide::Bid ? "bid" : "offer"} +
                              (conditions.implied ? ", implied ones counted," : "");
    std::string text;
    switch (conditions.type) {
    case common::ACTIVATION_TYPE_HOLD:
        text = "Held until its trigger order fills or it is released.";
        break;
    case common::ACTIVATION_TYPE_QUEUE:
        text = "Queued until it is released.";
        break;
    case common::ACTIVATION_TYPE_AT_OR_AFTER_TIME:
    case common::ACTIVATION_TYPE_TRIGGERED_AT_OR_AFTER_TIME:
        text = conditions.submitAt ? "Submit at " + utcText(*conditions.submitAt) + "." : std::string{};
        break;
    case common::ACTIVATION_TYPE_AT_OR_ABOVE_TRADE_TICKS:
    case common::ACTIVATION_TYPE_TRIGGERED_AT_OR_ABOVE_TRADE_TICKS:
        text = "Submit when a trade is at or above " + at + lots + ".";
        break;
    case common::ACTIVATION_TYPE_AT_OR_BELOW_TRADE_TICKS:
    case common::ACTIVATION_TYPE_TRIGGERED_AT_OR_BELOW_TRADE_TICKS:
        text = "Submit when a trade is at or below " + at + lots + ".";
        break;
    case common::ACTIVATION_TYPE_AT_OR_ABOVE_TICKS:
    case common::ACTIVATION_TYPE_TRIGGERED_AT_OR_ABOVE_TICKS:
        text = "Submit when the best " + quote + " is at or above " + at + lots + ".";
        break;
    case common::ACTIVATION_TYPE_AT_OR_BELOW_TICKS:
    case common::ACTIVATION_TYPE_TRIGGERED_AT_OR_BELOW_TICKS:
        text = "Submit when the best " + quote + " is at or below " + at + lots + ".";
        break;
    case common::ACTIVATION_TYPE_ON_MARKET_MODE:
    case common::ACTIVATION_TYPE_TRIGGERED_ON_MARKET_MODE:
        text = conditions.mode ? "Submit when the market's mode becomes " + modeName(*conditions.mode) + "." : "";
        break;
    case common::ACTIVATION_TYPE_MARKET_ON_CLOSE:
        text = "Submit at the market's close.";
        break;
    default:
        break;
    }
    const auto append = [&text](const std::string &sentence) { text += (text.empty() ? "" : " ") + sentence; };
    if (conditions.cancelAt)
        append("Cancel at " + utcText(*conditions.cancelAt) + ".");
    if (conditions.giveUpAt)
        append("Cancel if still held at " + utcText(*conditions.giveUpAt) + ".");
    return text;
}

} // namespace depthdeck::exchange
