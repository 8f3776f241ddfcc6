// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_merge.h"

#include "app/time/timestamp.h"

#include <t4/v1/orderrouting/orderrouting.pb.h>

#include <algorithm>

namespace depthdeck {

namespace {

namespace common = t4proto::v1::common;
namespace orderrouting = t4proto::v1::orderrouting;

/// Reads the prices of one message; remembers whether any of them did not parse.
class PriceReader
{
public:
    /// An absent message and an empty value both mean "no price" (t4-protocol.md a.8).
    std::optional<Price> operator()(bool present, const common::Price &price)
    {
        if (!present || price.value().empty())
            return std::nullopt;
        const std::optional<Price> parsed = Price::parse(price.value());
        m_good = m_good && parsed.has_value();
        return parsed;
    }
    [[nodiscard]] bool good() const noexcept { return m_good; }

private:
    bool m_good = true;
};

MergeResult failed(MergeOutcome outcome)
{
    return {.outcome = outcome, .fills = {}, .bustedTradeId = {}, .bust = false};
}

void keepUnlessEmpty(std::string &text, const std::string &news)
{
    if (!news.empty())
        text = news;
}

/// NO_CHANGE: the previous value stays.
template <typename Message>
void mergeStatusOf(Order &order, const Message &message)
{
    const auto status = static_cast<OrderStatus>(message.status());
    if (status != OrderStatus::NoChange)
        order.status = status;
    const auto pending = static_cast<ResponsePending>(message.response_pending());
    if (pending != ResponsePending::NoChange)
        order.pending = pending;
}

/// What every one of the five messages but a leg's overwrites.
template <typename Message>
void mergeCommon(Order &order, const Message &message)
{
    mergeStatusOf(order, message);
    order.change = static_cast<OrderChange>(message.change());
    order.statusDetail = message.status_detail();
    order.time = fromWire(message.time());
    order.exchangeTime = fromWire(message.exchange_time());
    order.absence = OrderAbsence::None;
    if (order.status == OrderStatus::Working && order.pending != ResponsePending::Submission)
        order.everWorked = true;
}

template <typename Message>
bool isLate(const Order &order, const Message &message)
{
    return message.sequence_order() > 0 && message.sequence_order() < order.sequence;
}

void raiseSequence(Order &order, std::int32_t sequence)
{
    order.sequence = std::max(order.sequence, sequence);
}

/// Messages without the whole order only settle an unknown one when they end it.
void settleIfOver(Order &order)
{
    if (order.status == OrderStatus::Finished || order.status == OrderStatus::Rejected)
        order.unknown = false;
}

template <typename Message>
Fill fillOf(const Message &trade, std::optional<Price> price, bool historical)
{
    Fill fill;
    fill.sequence = trade.sequence_order();
    fill.volume = {trade.volume()};
    fill.price = price;
    fill.residual = {trade.residual_volume()};
    fill.exchangeTradeId = trade.exchange_trade_id();
    fill.contraTrader = trade.contra_trader();
    fill.time = fromWire(trade.time());
    fill.exchangeTime = fromWire(trade.exchange_time());
    fill.historical = historical;
    return fill;
}

/// The fills listed in an OrderUpdate. Merged by key, so that those not listed stay.
std::vector<Fill> fillsOf(const orderrouting::OrderUpdate &message, PriceReader &read, bool historical)
{
    std::vector<Fill> fills;
    for (const auto &trade : message.trades())
        fills.push_back(fillOf(trade, read(trade.has_price(), trade.price()), historical));
    for (const auto &leg : message.trade_legs()) {
        fills.push_back(fillOf(leg, read(leg.has_price(), leg.price()), historical));
        fills.back().legIndex = leg.leg_index();
    }
    return fills;
}

std::optional<Side> sideOf(common::BuySell buySell) noexcept
{
    switch (buySell) {
    case common::BUY_SELL_BUY:
        return Side::Buy;
    case common::BUY_SELL_SELL:
        return Side::Sell;
    default: // the wire's enums are open
        return std::nullopt;
    }
}

/// The values told by OrderUpdate and OrderUpdateStatus alike.
template <typename Message>
std::pair<OrderValues, OrderValues> valuesOf(const Message &message, PriceReader &read)
{
    const OrderValues current{{message.current_volume()},
                              read(message.has_current_limit_price(), message.current_limit_price()),
                              read(message.has_current_stop_price(), message.current_stop_price()),
                              {message.current_max_show()}};
    const OrderValues requested{{message.new_volume()},
                                read(message.has_new_limit_price(), message.new_limit_price()),
                                read(message.has_new_stop_price(), message.new_stop_price()),
                                {message.new_max_show()}};
    return {current, requested};
}

/// Ids and names told by OrderUpdate and OrderUpdateStatus alike; an empty one is not told.
template <typename Message>
void mergeRouting(Order &order, const Message &message)
{
    OrderRouting &routing = order.routing;
    keepUnlessEmpty(order.exchangeOrderId, message.exchange_order_id());
    keepUnlessEmpty(order.tag, message.tag());
    keepUnlessEmpty(order.userName, message.user_name());
    keepUnlessEmpty(order.appName, message.app_name());
    keepUnlessEmpty(routing.userId, message.user_id());
    keepUnlessEmpty(routing.userAddress, message.user_address());
    keepUnlessEmpty(routing.routingUserId, message.routing_user_id());
    keepUnlessEmpty(routing.routingUserName, message.routing_user_name());
    keepUnlessEmpty(routing.sessionId, message.session_id());
    keepUnlessEmpty(routing.appId, message.app_id());
    keepUnlessEmpty(routing.executingLoginId, message.executing_login_id());
    keepUnlessEmpty(routing.exchangeLoginId, message.exchange_login_id());
    keepUnlessEmpty(routing.exchangeLocation, message.exchange_location());
    keepUnlessEmpty(routing.smpId, message.smp_id());
    keepUnlessEmpty(routing.atsRegulatoryId, message.ats_regulatory_id());
    keepUnlessEmpty(routing.authorizedTraderId, message.authorized_trader_id());
    keepUnlessEmpty(routing.tagClOrdId, message.tag_cl_ord_id());
    keepUnlessEmpty(routing.tagOrigClOrdId, message.tag_orig_cl_ord_id());
    routing.appType = message.app_type();
    for (const auto &[key, value] : message.instruction_extra())
        routing.instructionExtra[key] = value;
}

/// What both OrderUpdate and OrderUpdateStatus say of the order's terms.
template <typename Message>
void mergeTerms(Order &order, const Message &message)
{
    order.type = static_cast<OrderType>(message.price_type());
    order.timeInForce = static_cast<TimeInForce>(message.time_type());
    order.activationType = message.activation_type();
    order.working = {message.working_volume()};
    order.maxVolume = {message.max_volume()};
}

void mergeClearing(OrderClearing &clearing, const orderrouting::OrderUpdate &message)
{
    clearing.accountNumber = message.account_number();
    clearing.memberAllocation = message.member_allocation();
    clearing.traderAllocation = message.trader_allocation();
    clearing.customerReference = message.customer_reference();
    clearing.omnibusAccount = message.omnibus_account();
    clearing.executingGroupId = message.executing_group_id();
    clearing.averagePriceGroupId = message.avg_price_group_id();
    clearing.openClose = message.open_close();
    clearing.customerType = message.cti();
    clearing.origin = message.origin();
    clearing.accountCode = message.account_code();
    clearing.orderHandling = message.cust_order_handling_inst();
    clearing.averagePriceIndicator = message.avg_price_indicator();
    clearing.clearingTradePriceType = message.clearing_trade_price_type();
    clearing.billingFee = message.billing_fee();
    clearing.primaryUser = message.primary_user();
    clearing.masterType = message.master_type();
}

/// A triggered stop is no stop any more.
void convertTriggered(Order &order)
{
    switch (order.type) {
    case OrderType::StopLimit:
        order.type = OrderType::Limit;
        break;
    case OrderType::StopMarket:
        order.type = OrderType::Market;
        break;
    case OrderType::StopSameLimit:
        order.type = OrderType::Limit;
        for (OrderValues *values : {&order.current, &order.requested}) {
            values->limit = values->stop;
            values->stop.reset();
        }
        break;
    default: // only stops change
        break;
    }
}

} // namespace

MergeResult mergeUpdate(Order &order, const orderrouting::OrderUpdate &message, bool historical)
{
    PriceReader read;
    const auto [current, requested] = valuesOf(message, read);
    const std::optional<Price> trail = read(message.has_trail_price(), message.trail_price());
    MergeResult result;
    result.fills = fillsOf(message, read, historical);
    if (!read.good())
        return failed(MergeOutcome::BadPrice);

    // Replaces the whole: what the message does not tell is gone, but for the ids and what is this program's own.
    order.routing.instructionExtra.clear();
    mergeCommon(order, message);
    mergeRouting(order, message);
    mergeTerms(order, message);
    order.current = current;
    order.requested = requested;
    order.trail = trail;
    order.side = sideOf(message.buy_sell());
    order.link = static_cast<OrderLink>(message.order_link());
    order.filled = {message.total_fill_volume()};
    order.exchangeFilled = {message.exchange_total_fill_volume()};
    order.trailRevisionInterval = message.trail_revision_interval();
    order.trailRevisionChange = message.trail_revision_change();
    order.activationDetails = message.activation_details();
    order.submitTime = fromWire(message.submit_time());
    order.receiveTime = fromWire(message.receive_time());
    mergeClearing(order.clearing, message);
    order.tradeDate = message.trade_date();
    keepUnlessEmpty(order.routing.tagRelationId, message.tag_relation_id());
    order.routing.ordersLinked = message.orders_linked();
    order.routing.source = message.order_source();
    order.routing.sourceMethod = message.order_source_method();
    raiseSequence(order, message.sequence_order());
    order.unknown = false;
    result.bust = order.change == OrderChange::TradeBusted;
    return result;
}

MergeResult mergeStatus(Order &order, const orderrouting::OrderUpdateStatus &message, bool)
{
    if (isLate(order, message))
        return failed(MergeOutcome::Late);
    PriceReader read;
    const auto [current, requested] = valuesOf(message, read);
    const std::optional<Price> trail = read(message.has_trail_price(), message.trail_price());
    if (!read.good())
        return failed(MergeOutcome::BadPrice);

    mergeCommon(order, message);
    mergeRouting(order, message);
    mergeTerms(order, message);
    order.current = current;
    order.requested = requested;
    order.trail = trail;
    keepUnlessEmpty(order.activationDetails, message.activation_details());
    raiseSequence(order, message.sequence_order());
    order.unknown = false;
    MergeResult result;
    result.bust = order.change == OrderChange::TradeBusted;
    return result;
}

MergeResult mergeFailed(Order &order, const orderrouting::OrderUpdateFailed &message, bool)
{
    if (isLate(order, message))
        return failed(MergeOutcome::Late);
    mergeCommon(order, message);
    keepUnlessEmpty(order.routing.tagClOrdId, message.tag_cl_ord_id());
    raiseSequence(order, message.sequence_order());
    if (order.change == OrderChange::SubmissionFailed) {
        order.status = OrderStatus::Rejected;
        order.working = {};
        order.current = order.requested;
        order.submitTime = order.time;
    } else if (order.change == OrderChange::RevisionFailed) {
        order.requested = order.current;
    }
    settleIfOver(order);
    return {};
}

MergeResult mergeTrade(Order &order, const orderrouting::OrderUpdateTrade &message, bool historical)
{
    PriceReader read;
    const std::optional<Price> price = read(message.has_price(), message.price());
    if (!read.good())
        return failed(MergeOutcome::BadPrice);
    MergeResult result;
    result.bust = static_cast<OrderChange>(message.change()) == OrderChange::TradeBusted;
    if (result.bust)
        result.bustedTradeId = message.exchange_trade_id();
    else
        result.fills.push_back(fillOf(message, price, historical));
    if (isLate(order, message)) {
        result.outcome = MergeOutcome::Late;
        return result;
    }
    mergeCommon(order, message);
    order.working = {message.working_volume()};
    order.filled = {message.total_fill_volume()};
    raiseSequence(order, message.sequence_order());
    convertTriggered(order);
    settleIfOver(order);
    return result;
}

MergeResult mergeTradeLeg(Order &, const orderrouting::OrderUpdateTradeLeg &message, bool historical)
{
    PriceReader read;
    const std::optional<Price> price = read(message.has_price(), message.price());
    if (!read.good())
        return failed(MergeOutcome::BadPrice);
    MergeResult result;
    if (static_cast<OrderChange>(message.change()) == OrderChange::TradeBusted) {
        result.bust = true;
        result.bustedTradeId = message.exchange_trade_id();
        return result;
    }
    result.fills.push_back(fillOf(message, price, historical));
    result.fills.back().legIndex = message.leg_index();
    return result;
}

bool isRefusal(OrderChange change) noexcept
{
    switch (change) {
    case OrderChange::Failed:
    case OrderChange::SubmissionRiskRejected:
    case OrderChange::SubmissionFailed:
    case OrderChange::SubmissionRejected:
    case OrderChange::RevisionRiskFailed:
    case OrderChange::RevisionFailed:
    case OrderChange::RevisionRejected:
    case OrderChange::PullRiskFailed:
    case OrderChange::PullFailed:
    case OrderChange::PullRejected:
        return true;
    case OrderChange::None:
    case OrderChange::SubmissionRiskSuccess:
    case OrderChange::SubmissionSent:
    case OrderChange::SubmissionSuccess:
    case OrderChange::RevisionRiskSuccess:
    case OrderChange::RevisionSent:
    case OrderChange::RevisionSuccess:
    case OrderChange::PullRiskSuccess:
    case OrderChange::PullSent:
    case OrderChange::PullSuccess:
    case OrderChange::Trade:
    case OrderChange::TradeCompleted:
    case OrderChange::TradeBusted:
    case OrderChange::Handover:
    case OrderChange::Rollover:
        break;
    }
    return false;
}

} // namespace depthdeck
