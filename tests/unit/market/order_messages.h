// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <t4/v1/market/market.pb.h>

#include <initializer_list>

// The market-by-order messages that the tests feed, made short.
namespace depthdeck::test {

struct WireOrder
{
    std::uint64_t id = 0;
    t4proto::v1::common::BidOffer side = t4proto::v1::common::BID_OFFER_BID;
    const char *price = "";
    int volume = 0;
    std::uint64_t priority = 0;
};

constexpr auto wireBid = t4proto::v1::common::BID_OFFER_BID;
constexpr auto wireOffer = t4proto::v1::common::BID_OFFER_OFFER;

inline t4proto::v1::market::MarketByOrderSnapshot
orderSnapshot(const char *market, std::uint64_t lastSequence, std::initializer_list<WireOrder> orders,
              t4proto::v1::common::MarketMode mode = t4proto::v1::common::MARKET_MODE_OPEN)
{
    t4proto::v1::market::MarketByOrderSnapshot message;
    message.set_market_id(market);
    message.set_mode(mode);
    message.set_last_sequence(lastSequence);
    for (const WireOrder &order : orders) {
        auto &added = *message.add_orders();
        added.set_order_id(order.id);
        added.set_bid_offer(order.side);
        added.mutable_price()->set_value(order.price);
        added.set_volume(order.volume);
        added.set_priority(order.priority);
    }
    return message;
}

/// An update without changes yet.
inline t4proto::v1::market::MarketByOrderUpdate orderUpdate(const char *market, std::uint64_t sequence)
{
    t4proto::v1::market::MarketByOrderUpdate message;
    message.set_market_id(market);
    message.set_mode(t4proto::v1::common::MARKET_MODE_OPEN);
    message.set_sequence(sequence);
    return message;
}

inline t4proto::v1::market::MarketByOrderUpdate putOrder(const char *market, std::uint64_t sequence,
                                                         const WireOrder &order)
{
    auto message = orderUpdate(market, sequence);
    auto &put = *message.add_updates();
    put.set_order_id(order.id);
    put.set_bid_offer(order.side);
    put.mutable_price()->set_value(order.price);
    put.set_volume(order.volume);
    put.set_priority(order.priority);
    return message;
}

inline t4proto::v1::market::MarketByOrderUpdate deleteOrder(const char *market, std::uint64_t sequence,
                                                            std::uint64_t id)
{
    auto message = orderUpdate(market, sequence);
    auto &gone = *message.add_updates();
    gone.set_update_type(t4proto::v1::market::MarketByOrderUpdate::UPDATE_TYPE_DELETE);
    gone.set_order_id(id);
    return message;
}

inline t4proto::v1::market::MarketByOrderTrade orderTrade(const char *market, std::uint64_t sequence, const char *price,
                                                          int volume)
{
    t4proto::v1::market::MarketByOrderTrade message;
    message.set_market_id(market);
    message.set_sequence(sequence);
    message.mutable_trade_price()->set_value(price);
    message.set_trade_volume(volume);
    return message;
}

} // namespace depthdeck::test
