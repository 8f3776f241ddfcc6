// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/order_encoder.h"

#include "app/exchange/desk/behaviours.h"
#include "app/exchange/desk/order_request.h"
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

/// How the server moves a trailing stop: not more often than this, and by no less (t4-protocol.md e.2.1).
constexpr std::int32_t trailRevisionSeconds = 10;
constexpr std::int32_t trailRevisionTicks = 1;

} // namespace

std::string OrderEncoder::priceText(MarketIndex market, std::optional<Ticks> ticks, std::optional<Price> offset) const
{
    if (offset) // held: still the difference that was sent, not a price
        return m_behaviours.bracketUnit == Behaviours::DistanceUnit::TickCount
                   ? std::to_string(offset->units() / m_markets[market].increment.units())
                   : m_codec.encode(m_markets[market], *offset);
    const auto price = ticks ? m_markets[market].ticks.priceAt(*ticks) : std::nullopt;
    return price ? m_codec.encode(m_markets[market], *price) : std::string{};
}

std::string OrderEncoder::trailText(const Order &order) const
{
    const OrderTerms &terms = order.current;
    if (m_behaviours.trailPrice == Behaviours::TrailPrice::Stop)
        return priceText(order.market, terms.stop, std::nullopt);
    if (m_behaviours.trailUnit == Behaviours::DistanceUnit::TickCount)
        return std::to_string(*terms.trail);
    const auto distance = trailDistance(m_markets[order.market], order.side, terms.stop, *terms.trail);
    return distance ? m_codec.encode(m_markets[order.market], *distance) : std::string{};
}

std::string OrderEncoder::linkedText(const Order &order) const
{
    const char separator = m_behaviours.linkedSeparator == Behaviours::LinkedSeparator::Comma       ? ','
                           : m_behaviours.linkedSeparator == Behaviours::LinkedSeparator::Semicolon ? ';'
                                                                                                    : ' ';
    std::string text;
    for (const OrderId &id : order.linked) {
        if (!text.empty())
            text += separator;
        text += id.text();
    }
    return text;
}

std::int64_t OrderEncoder::date(std::int32_t digits) const
{
    using namespace std::chrono;
    if (m_behaviours.orderDates == Behaviours::OrderDates::Digits || digits <= 0)
        return digits;
    const year_month_day day{year{digits / 10'000}, month{static_cast<unsigned>(digits / 100 % 100)},
                             std::chrono::day{static_cast<unsigned>(digits % 100)}};
    const auto unixSeconds = duration_cast<seconds>(sys_days{day}.time_since_epoch()).count();
    constexpr std::int64_t ticksPerSecond = 10'000'000;
    constexpr std::int64_t secondsFromYearOne = 62'135'596'800;
    return m_behaviours.orderDates == Behaviours::OrderDates::UnixSeconds
               ? unixSeconds
               : (unixSeconds + secondsFromYearOne) * ticksPerSecond;
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
void OrderEncoder::encodePrices(const Order &order, Message &update) const
{
    const OrderTerms &current = order.current;
    const OrderTerms wanted = order.wanted();
    const auto write = [&](const std::optional<Ticks> &ticks, const std::optional<Price> &offset, auto target) {
        if (ticks || offset)
            target()->set_value(priceText(order.market, ticks, ticks ? std::nullopt : offset));
    };
    write(current.limit, current.limitOffset, [&] { return update.mutable_current_limit_price(); });
    write(current.stop, current.stopOffset, [&] { return update.mutable_current_stop_price(); });
    write(wanted.limit, wanted.limitOffset, [&] { return update.mutable_new_limit_price(); });
    write(wanted.stop, wanted.stopOffset, [&] { return update.mutable_new_stop_price(); });
    if (current.trail)
        update.mutable_trail_price()->set_value(trailText(order));
}

template <typename Message>
void OrderEncoder::encodeTerms(const Order &order, Message &update) const
{
    const OrderTerms wanted = order.wanted();
    update.set_current_volume(order.current.volume);
    update.set_new_volume(wanted.volume);
    update.set_current_max_show(order.current.maxShow);
    update.set_new_max_show(wanted.maxShow);
    update.set_max_volume(order.current.maxVolume);
    update.set_price_type(wire<common::PriceType>(order.priceType));
    update.set_time_type(wire<common::TimeType>(order.timeType));
    update.set_working_volume(order.working);
    if (order.exchangeOrderId != 0)
        update.set_exchange_order_id(std::to_string(order.exchangeOrderId));
    update.set_tag(order.tag);
    update.set_activation_type(wire<common::ActivationType>(order.conditions.type));
    update.set_activation_details(conditionsText(order.conditions, m_markets[order.market], m_codec));
}

template <typename Message>
void OrderEncoder::encodeSender(const Order &order, Message &update) const
{
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
}

void OrderEncoder::encode(const Order &order, const OrderReport &report, Wire &message) const
{
    switch (report.kind) {
    case OrderReport::Kind::Full:
        return encodeFull(order, *message.mutable_order_update());
    case OrderReport::Kind::Status: {
        auto &update = *message.mutable_order_update_status();
        encodeStatus(order, update);
        if (report.changesNothing && m_behaviours.noChangeUsed) {
            update.set_status(common::ORDER_STATUS_NO_CHANGE);
            update.set_response_pending(common::RESPONSE_PENDING_NO_CHANGE);
        }
        return;
    }
    case OrderReport::Kind::Trade:
        return encodeTrade(order, order.fills[report.fill], *message.mutable_order_update_trade());
    case OrderReport::Kind::TradeLeg:
        return encodeTradeLeg(order, order.fills[report.fill], *message.mutable_order_update_trade_leg());
    case OrderReport::Kind::Failed:
        return encodeHead(order, *message.mutable_order_update_failed());
    }
}

void OrderEncoder::encodeFull(const Order &order, orderrouting::OrderUpdate &update) const
{
    encodeHead(order, update);
    encodeTerms(order, update);
    encodePrices(order, update);
    encodeSender(order, update);
    toWire(order.submitted, *update.mutable_submit_time());
    toWire(order.submitted, *update.mutable_receive_time());
    update.set_trade_date(date(order.tradeDate));
    update.set_exchange_id(m_markets[order.market].key.exchange.text());
    update.set_account_number(m_accounts.account(order.account).spec.number);
    update.set_buy_sell(order.side == Side::Buy ? common::BUY_SELL_BUY : common::BUY_SELL_SELL);
    update.set_open_close(common::OPEN_CLOSE_UNDEFINED);
    update.set_cti(common::CTI_NONE);
    update.set_total_fill_volume(order.filled - order.busted);
    update.set_exchange_total_fill_volume(order.filled - order.busted);
    update.set_order_link(wire<common::OrderLink>(order.link));
    update.set_orders_linked(linkedText(order));
    update.set_tag_relation_id(order.relationId);
    if (order.current.trail) {
        update.set_trail_revision_interval(trailRevisionSeconds);
        update.set_trail_revision_change(trailRevisionTicks);
    }
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
        entry.set_trade_date(date(fill.tradeDate));
    };
    for (const OrderFill &fill : order.fills) {
        if (fill.busted)
            continue;
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
    encodeSender(order, update);
    const bool pricesChange = !order.revisions.empty() || order.change == OrderChange::RevisionSuccess ||
                              order.change == OrderChange::SubmissionSuccess || order.change == OrderChange::None;
    if (!m_behaviours.sparseStatus || pricesChange)
        encodePrices(order, update);
}

/// What an event of a fill and its taking back have in common.
template <typename Message>
void OrderEncoder::encodeFill(const Order &order, const OrderFill &fill, Message &update) const
{
    encodeHead(order, update);
    const bool isNegative = fill.busted && m_behaviours.bustForm == Behaviours::BustForm::NegativeTrade;
    update.set_volume(isNegative ? -fill.volume : fill.volume);
    update.mutable_price()->set_value(m_codec.encode(m_markets[fill.market], fill.price));
    update.set_residual_volume(fill.residual);
    update.set_exchange_trade_id(std::to_string(fill.tradeId));
    update.set_trade_date(date(fill.tradeDate));
}

void OrderEncoder::encodeTrade(const Order &order, const OrderFill &fill, orderrouting::OrderUpdateTrade &update) const
{
    encodeFill(order, fill, update);
    update.set_total_fill_volume(order.filled - order.busted);
    update.set_working_volume(order.working);
}

void OrderEncoder::encodeTradeLeg(const Order &order, const OrderFill &fill,
                                  orderrouting::OrderUpdateTradeLeg &update) const
{
    encodeFill(order, fill, update);
    update.set_leg_index(fill.leg.value_or(0));
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
