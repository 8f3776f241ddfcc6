// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_draft.h"

#include "app/trading/order_wire.h"

#include <algorithm>

namespace depthdeck {

namespace common = t4proto::v1::common;
namespace orderrouting = t4proto::v1::orderrouting;

namespace {

void writeRevision(const OrderRevision &revision, int decimals, orderrouting::OrderRevise::Revise &revise)
{
    revise.set_unique_id(revision.order.text());
    if (revision.volume)
        revise.set_volume(revision.volume->contracts);
    if (revision.maxShow)
        revise.set_max_show(revision.maxShow->contracts);
    if (revision.maxVolume)
        revise.set_max_volume(revision.maxVolume->contracts);
    if (revision.limit)
        revise.mutable_limit_price()->set_value(revision.limit->toWire(decimals));
    if (revision.stop)
        revise.mutable_stop_price()->set_value(revision.stop->toWire(decimals));
    if (revision.trail)
        revise.mutable_trail_price()->set_value(revision.trail->toWire(decimals));
    if (revision.activation) {
        if (const auto data = activationData(*revision.activation, decimals))
            *revise.mutable_activation_data() = *data;
    }
    if (revision.release)
        revise.mutable_activation_data()->set_queue_submit(true);
}

} // namespace

orderrouting::OrderSubmit toWire(const OrderDraft &draft, int decimals, const std::string &tag)
{
    orderrouting::OrderSubmit message;
    message.set_account_id(draft.account.text());
    message.set_market_id(draft.market.text());
    message.set_order_link(common::ORDER_LINK_NONE);
    message.set_manual_order_indicator(draft.manual);
    writeOrder(draft, decimals, tag, *message.add_orders());
    return message;
}

orderrouting::OrderRevise toWire(const OrderRevision &revision, const AccountId &account, const MarketId &market,
                                 int decimals)
{
    return revisionsToWire({revision}, account, market, decimals);
}

orderrouting::OrderRevise revisionsToWire(const std::vector<OrderRevision> &revisions, const AccountId &account,
                                          const MarketId &market, int decimals)
{
    orderrouting::OrderRevise message;
    message.set_account_id(account.text());
    message.set_market_id(market.text());
    message.set_manual_order_indicator(
        std::all_of(revisions.begin(), revisions.end(), [](const OrderRevision &revision) { return revision.manual; }));
    for (const OrderRevision &revision : revisions)
        writeRevision(revision, decimals, *message.add_revisions());
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
