// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_draft.h"

#include <t4/v1/orderrouting/orderrouting.pb.h>

namespace depthdeck {

namespace common = t4proto::v1::common;
namespace orderrouting = t4proto::v1::orderrouting;

orderrouting::OrderSubmit toWire(const OrderDraft &draft, int decimals, const std::string &tag)
{
    orderrouting::OrderSubmit message;
    message.set_account_id(draft.account.text());
    message.set_market_id(draft.market.text());
    message.set_order_link(common::ORDER_LINK_NONE);
    message.set_manual_order_indicator(draft.manual);
    orderrouting::OrderSubmit::Order &order = *message.add_orders();
    order.set_buy_sell(draft.side == Side::Buy ? common::BUY_SELL_BUY : common::BUY_SELL_SELL);
    order.set_price_type(static_cast<common::PriceType>(draft.type));
    order.set_time_type(static_cast<common::TimeType>(draft.timeInForce));
    order.set_volume(draft.volume.contracts);
    if (draft.maxShow)
        order.set_max_show(draft.maxShow->contracts);
    if (usesLimitPrice(draft.type) && draft.limit)
        order.mutable_limit_price()->set_value(draft.limit->toWire(decimals));
    if (usesStopPrice(draft.type) && draft.stop)
        order.mutable_stop_price()->set_value(draft.stop->toWire(decimals));
    if (!tag.empty())
        order.set_tag(tag);
    return message;
}

orderrouting::OrderRevise toWire(const OrderRevision &revision, const AccountId &account, const MarketId &market,
                                 int decimals)
{
    orderrouting::OrderRevise message;
    message.set_account_id(account.text());
    message.set_market_id(market.text());
    message.set_manual_order_indicator(revision.manual);
    orderrouting::OrderRevise::Revise &revise = *message.add_revisions();
    revise.set_unique_id(revision.order.text());
    if (revision.volume)
        revise.set_volume(revision.volume->contracts);
    if (revision.maxShow)
        revise.set_max_show(revision.maxShow->contracts);
    if (revision.limit)
        revise.mutable_limit_price()->set_value(revision.limit->toWire(decimals));
    if (revision.stop)
        revise.mutable_stop_price()->set_value(revision.stop->toWire(decimals));
    return message;
}

orderrouting::OrderPull pullToWire(const AccountId &account, const MarketId &market, const std::vector<OrderId> &orders,
                                   bool manual)
{
    orderrouting::OrderPull message;
    message.set_account_id(account.text());
    message.set_market_id(market.text());
    message.set_manual_order_indicator(manual);
    for (const OrderId &order : orders)
        message.add_pulls()->set_unique_id(order.text());
    return message;
}

} // namespace depthdeck
