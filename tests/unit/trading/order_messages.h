// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <t4/v1/orderrouting/orderrouting.pb.h>

#include "app/market/price.h"

#include <string>

namespace depthdeck::test {

namespace common = t4proto::v1::common;
namespace orderrouting = t4proto::v1::orderrouting;

inline Price price(std::string_view text)
{
    return *Price::parse(text);
}

template <typename Message>
Message about(const std::string &id, std::int32_t sequence = 0)
{
    Message message;
    message.set_unique_id(id);
    message.set_account_id("A1");
    message.set_market_id("M1");
    message.set_sequence_order(sequence);
    return message;
}

/// A working limit order to buy 5 at 100.25, as the server tells it first.
inline orderrouting::OrderUpdate workingOrder(const std::string &id, std::int32_t sequence = 1)
{
    auto message = about<orderrouting::OrderUpdate>(id, sequence);
    message.set_change(common::ORDER_CHANGE_SUBMISSION_SUCCESS);
    message.set_status(common::ORDER_STATUS_WORKING);
    message.set_buy_sell(common::BUY_SELL_BUY);
    message.set_price_type(common::PRICE_TYPE_LIMIT);
    message.set_current_volume(5);
    message.set_new_volume(5);
    message.set_working_volume(5);
    message.mutable_current_limit_price()->set_value("100.25");
    message.mutable_new_limit_price()->set_value("100.25");
    return message;
}

/// @p volume lots at 100.25, the order going on.
inline orderrouting::OrderUpdateTrade trade(const std::string &id, std::int32_t sequence, std::int32_t volume,
                                            std::int32_t total)
{
    auto message = about<orderrouting::OrderUpdateTrade>(id, sequence);
    message.set_change(common::ORDER_CHANGE_TRADE);
    message.set_status(common::ORDER_STATUS_WORKING);
    message.set_volume(volume);
    message.set_total_fill_volume(total);
    message.set_working_volume(5 - total);
    message.set_residual_volume(5 - total);
    message.mutable_price()->set_value("100.25");
    message.set_exchange_trade_id("T" + std::to_string(sequence));
    return message;
}

} // namespace depthdeck::test
