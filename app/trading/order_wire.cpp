// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_wire.h"

#include "app/time/timestamp.h"

namespace depthdeck {

namespace common = t4proto::v1::common;
namespace orderrouting = t4proto::v1::orderrouting;

namespace {

bool looksAtTrades(ActivationKind kind) noexcept
{
    return kind == ActivationKind::TradeAtOrAbove || kind == ActivationKind::TradeAtOrBelow;
}

bool looksAtQuotes(ActivationKind kind) noexcept
{
    return kind == ActivationKind::QuoteAtOrAbove || kind == ActivationKind::QuoteAtOrBelow;
}

/// Either the time or the delay is filled in (t4-protocol.md e.4); true when one was.
template <typename MutableTime, typename SetDelay>
bool writeMoment(const MomentOrDelay &moment, MutableTime mutableTime, SetDelay setDelay)
{
    if (moment.time)
        toWire(*moment.time, *mutableTime());
    else if (moment.delay)
        setDelay(moment.delay->count());
    return moment.isSet();
}

bool writeCondition(const Activation &activation, int decimals, orderrouting::OrderActivation &data)
{
    const bool quotes = looksAtQuotes(activation.kind);
    if (quotes || looksAtTrades(activation.kind)) {
        if (activation.price)
            data.mutable_price()->set_value(activation.price->toWire(decimals));
        if (activation.volume)
            data.set_volume(activation.volume->contracts);
        if (quotes) {
            data.set_bid_offer(activation.quoteSide == Side::Buy ? common::BID_OFFER_BID : common::BID_OFFER_OFFER);
            data.set_implied(activation.countImplied);
        }
        return true;
    }
    if (activation.kind == ActivationKind::OnMarketMode) {
        data.set_mode(static_cast<common::MarketMode>(activation.mode));
        return true;
    }
    if (activation.kind == ActivationKind::AtTime)
        return writeMoment(
            activation.submit, [&data] { return data.mutable_submit_time(); },
            [&data](std::int64_t delay) { data.set_submit_delay_ms(delay); });
    return false;
}

} // namespace

std::optional<orderrouting::OrderActivation> activationData(const Activation &activation, int decimals)
{
    orderrouting::OrderActivation data;
    bool any = writeCondition(activation, decimals, data);
    any |= writeMoment(
        activation.cancel, [&data] { return data.mutable_cancel_time(); },
        [&data](std::int64_t delay) { data.set_cancel_delay_ms(delay); });
    any |= writeMoment(
        activation.giveUp, [&data] { return data.mutable_activation_cancel_time(); },
        [&data](std::int64_t delay) { data.set_activation_cancel_delay_ms(delay); });
    return any ? std::optional{data} : std::nullopt;
}

void writeOrder(const OrderDraft &draft, int decimals, const std::string &tag, orderrouting::OrderSubmit::Order &order)
{
    const bool leftToServer = draft.type == OrderType::Flatten && draft.flattenAll;
    const auto side = draft.side == Side::Buy ? common::BUY_SELL_BUY : common::BUY_SELL_SELL;
    order.set_buy_sell(leftToServer ? common::BUY_SELL_UNDEFINED : side);
    order.set_price_type(static_cast<common::PriceType>(draft.type));
    order.set_time_type(static_cast<common::TimeType>(draft.timeInForce));
    order.set_volume(leftToServer ? 0 : draft.volume.contracts);
    if (draft.maxShow)
        order.set_max_show(draft.maxShow->contracts);
    if (draft.maxVolume)
        order.set_max_volume(draft.maxVolume->contracts);
    if (usesLimitPrice(draft.type) && draft.limit)
        order.mutable_limit_price()->set_value(draft.limit->toWire(decimals));
    if (usesStopPrice(draft.type) && draft.stop)
        order.mutable_stop_price()->set_value(draft.stop->toWire(decimals));
    if (mayTrail(draft.type) && draft.trail)
        order.mutable_trail_distance()->set_value(draft.trail->toWire(decimals));
    if (!tag.empty())
        order.set_tag(tag);
    if (draft.activation.kind != ActivationKind::Immediate)
        order.set_activation_type(static_cast<common::ActivationType>(draft.activation.kind));
    if (const auto data = activationData(draft.activation, decimals))
        *order.mutable_activation_data() = *data;
}

} // namespace depthdeck
