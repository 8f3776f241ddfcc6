// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/order_encoder.h"

#include "app/time/timestamp.h"
#include "t4/v1/orderrouting/orderrouting.pb.h"

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;

template <typename Enum, typename Value>
Enum wire(Value value) noexcept
{
    return static_cast<Enum>(value);
}

} // namespace

std::string OrderEncoder::priceText(MarketIndex market, Ticks ticks) const
{
    const auto price = m_markets[market].ticks.priceAt(ticks);
    return price ? m_codec.encode(m_markets[market], *price) : std::string{};
}

template <typename Message>
void OrderEncoder::encodeHead(const Order &order, Message &update) const
{
    update.set_unique_id(order.id.text());
    update.set_account_id(m_accounts.account(order.account).spec.id.text());
    update.set_market_id(m_markets[order.market].key.market.text());
    toWire(order.time, *update.mutable_time());
    if (order.exchangeOrderId != 0)
        toWire(order.time, *update.mutable_exchange_time());
    update.set_change(wire<common::OrderChange>(order.change));
    update.set_status(wire<common::OrderStatus>(order.status));
    update.set_status_detail(order.statusDetail);
    update.set_response_pending(wire<common::ResponsePending>(order.pending()));
    update.set_sequence_order(order.sequence);
}

template <typename Message>
void OrderEncoder::encodeTerms(const Order &order, Message &update) const
{
    const OrderTerms &current = order.current;
    const OrderTerms &wanted = order.wanted();
    update.set_current_volume(current.volume);
    update.set_new_volume(wanted.volume);
    update.set_current_max_show(current.maxShow);
    update.set_new_max_show(wanted.maxShow);
    if (current.limit)
        update.mutable_current_limit_price()->set_value(priceText(order.market, *current.limit));
    if (current.stop)
        update.mutable_current_stop_price()->set_value(priceText(order.market, *current.stop));
    if (wanted.limit)
        update.mutable_new_limit_price()->set_value(priceText(order.market, *wanted.limit));
    if (wanted.stop)
        update.mutable_new_stop_price()->set_value(priceText(order.market, *wanted.stop));
    update.set_price_type(wire<common::PriceType>(order.priceType));
    update.set_time_type(wire<common::TimeType>(order.timeType));
    update.set_working_volume(order.working);
    if (order.exchangeOrderId != 0)
        update.set_exchange_order_id(std::to_string(order.exchangeOrderId));
    update.set_tag(order.tag);
    update.set_user_id(order.origin.userId);
    update.set_user_name(order.origin.userName);
    update.set_routing_user_id(order.origin.userId);
    update.set_routing_user_name(order.origin.userName);
    update.set_user_address(order.origin.address);
    update.set_session_id(order.origin.sessionId);
    update.set_app_id(order.origin.application);
    update.set_app_name(order.origin.application);
    update.set_app_type(order.manual ? common::APPLICATION_TYPE_MANUAL : common::APPLICATION_TYPE_ATS);
    update.set_executing_login_id(order.origin.sessionId);
    update.set_activation_type(common::ACTIVATION_TYPE_IMMEDIATE);
}

void OrderEncoder::encode(const Order &order, const OrderReport &report,
                          orderrouting::OrderUpdateMultiMessage &message) const
{
    switch (report.kind) {
    case OrderReport::Kind::Full:
        return encodeFull(order, *message.mutable_order_update());
    case OrderReport::Kind::Status:
        return encodeStatus(order, *message.mutable_order_update_status());
    case OrderReport::Kind::Trade:
        return encodeTrade(order, order.fills[report.fill], *message.mutable_order_update_trade());
    case OrderReport::Kind::TradeLeg:
        return encodeTradeLeg(order, order.fills[report.fill], *message.mutable_order_update_trade_leg());
    case OrderReport::Kind::Failed:
        return encodeFailed(order, *message.mutable_order_update_failed());
    }
}

void OrderEncoder::encodeFull(const Order &order, orderrouting::OrderUpdate &update) const
{
    encodeHead(order, update);
    encodeTerms(order, update);
    toWire(order.submitted, *update.mutable_submit_time());
    toWire(order.submitted, *update.mutable_receive_time());
    update.set_trade_date(order.tradeDate);
    update.set_exchange_id(m_markets[order.market].key.exchange.text());
    update.set_account_number(m_accounts.account(order.account).spec.number);
    update.set_buy_sell(order.side == Side::Buy ? common::BUY_SELL_BUY : common::BUY_SELL_SELL);
    update.set_open_close(common::OPEN_CLOSE_UNDEFINED);
    update.set_cti(common::CTI_NONE);
    update.set_total_fill_volume(order.filled);
    update.set_exchange_total_fill_volume(order.filled);
    update.set_order_link(wire<common::OrderLink>(order.link));
    update.set_order_source(common::ORDER_SOURCE_HTTP_API);
    encodeFills(order, update);
}

void OrderEncoder::encodeFills(const Order &order, orderrouting::OrderUpdate &update) const
{
    const auto fillOne = [this](const OrderFill &fill, auto &entry) {
        entry.set_sequence_order(fill.sequence);
        entry.set_volume(fill.volume);
        entry.mutable_price()->set_value(m_codec.encode(m_markets[fill.market], fill.price));
        entry.set_residual_volume(fill.residual);
        toWire(fill.time, *entry.mutable_time());
        toWire(fill.time, *entry.mutable_exchange_time());
        entry.set_exchange_trade_id(std::to_string(fill.tradeId));
        entry.set_trade_date(fill.tradeDate);
    };
    for (const OrderFill &fill : order.fills) {
        if (!fill.leg) {
            fillOne(fill, *update.add_trades());
            continue;
        }
        auto *leg = update.add_trade_legs();
        leg->set_leg_index(*fill.leg);
        fillOne(fill, *leg);
    }
}

void OrderEncoder::encodeStatus(const Order &order, orderrouting::OrderUpdateStatus &update) const
{
    encodeHead(order, update);
    encodeTerms(order, update);
}

void OrderEncoder::encodeTrade(const Order &order, const OrderFill &fill, orderrouting::OrderUpdateTrade &update) const
{
    encodeHead(order, update);
    update.set_total_fill_volume(order.filled);
    update.set_working_volume(order.working);
    update.set_volume(fill.volume);
    update.mutable_price()->set_value(m_codec.encode(m_markets[fill.market], fill.price));
    update.set_residual_volume(fill.residual);
    update.set_exchange_trade_id(std::to_string(fill.tradeId));
    update.set_trade_date(fill.tradeDate);
}

void OrderEncoder::encodeTradeLeg(const Order &order, const OrderFill &fill,
                                  orderrouting::OrderUpdateTradeLeg &update) const
{
    encodeHead(order, update);
    update.set_leg_index(fill.leg.value_or(0));
    update.set_volume(fill.volume);
    update.mutable_price()->set_value(m_codec.encode(m_markets[fill.market], fill.price));
    update.set_residual_volume(fill.residual);
    update.set_exchange_trade_id(std::to_string(fill.tradeId));
    update.set_trade_date(fill.tradeDate);
}

void OrderEncoder::encodeFailed(const Order &order, orderrouting::OrderUpdateFailed &update) const
{
    encodeHead(order, update);
}

void OrderEncoder::encodeStray(const StrayRefusal &refusal, orderrouting::OrderUpdateMultiMessage &message)
{
    // A submission becomes a visible rejected order. The refusal of a revision or a pull says nothing of the order
    // itself, which may well be working: nothing of its state changes, and it is never too late to be heard.
    const bool isSubmission = refusal.change == OrderChange::SubmissionRiskRejected;
    const auto head = [&refusal](auto &update) {
        update.set_unique_id(refusal.id.text());
        update.set_account_id(refusal.account);
        update.set_market_id(refusal.market);
        toWire(refusal.time, *update.mutable_time());
        update.set_change(wire<common::OrderChange>(refusal.change));
        update.set_status_detail(refusal.reason);
    };
    if (!isSubmission) {
        auto &failed = *message.mutable_order_update_failed();
        head(failed);
        failed.set_status(common::ORDER_STATUS_NO_CHANGE);
        failed.set_response_pending(common::RESPONSE_PENDING_NO_CHANGE);
        return;
    }
    head(*message.mutable_order_update());
    message.mutable_order_update()->set_status(common::ORDER_STATUS_REJECTED);
    message.mutable_order_update()->set_sequence_order(1);
    message.mutable_order_update()->set_tag(refusal.tag);
    toWire(refusal.time, *message.mutable_order_update()->mutable_submit_time());
}

} // namespace depthdeck::exchange
