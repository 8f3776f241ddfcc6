// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <t4/v1/market/market.pb.h>

#include <initializer_list>
#include <utility>

// The wire messages that the market tests feed, made short.
namespace depthdeck::test {

namespace wire = t4proto::v1::market;
namespace wirecommon = t4proto::v1::common;

using Level = std::pair<const char *, int>;

inline wire::MarketDepth depth(const char *market, std::initializer_list<Level> bids,
                               std::initializer_list<Level> offers,
                               wirecommon::DepthBuffer buffer = wirecommon::DEPTH_BUFFER_SMART_TRADE)
{
    wire::MarketDepth message;
    message.set_market_id(market);
    message.set_mode(wirecommon::MARKET_MODE_OPEN);
    message.set_depth_levels(wirecommon::DEPTH_LEVELS_NORMAL);
    message.set_depth_buffer(buffer);
    for (const auto &[price, volume] : bids) {
        auto &line = *message.add_bids();
        line.mutable_price()->set_value(price);
        line.set_volume(volume);
    }
    for (const auto &[price, volume] : offers) {
        auto &line = *message.add_offers();
        line.mutable_price()->set_value(price);
        line.set_volume(volume);
    }
    return message;
}

/// Adds to an image that the last trade was @p volume at @p price, making @p total of the day.
inline wire::MarketDepth withTrade(wire::MarketDepth message, const char *price, int volume, int total)
{
    auto &trade = *message.mutable_trade_data();
    trade.mutable_last_trade_price()->set_value(price);
    trade.set_last_trade_volume(volume);
    trade.set_total_traded_volume(total);
    trade.set_at_bid_or_offer(wirecommon::BID_OFFER_OFFER);
    return message;
}

inline wire::MarketDepthTrade trade(const char *market, const char *price, int volume, int total)
{
    wire::MarketDepthTrade message;
    message.set_market_id(market);
    message.mutable_last_trade_price()->set_value(price);
    message.set_last_trade_volume(volume);
    message.set_total_traded_volume(total);
    message.set_at_bid_or_offer(wirecommon::BID_OFFER_BID);
    return message;
}

inline wire::MarketSnapshot snapshot(const char *market, wirecommon::MarketMode mode = wirecommon::MARKET_MODE_OPEN)
{
    wire::MarketSnapshot message;
    message.set_market_id(market);
    message.set_mode(mode);
    return message;
}

inline wire::MarketSnapshot snapshotOf(const wire::MarketDepth &image)
{
    wire::MarketSnapshot message = snapshot(image.market_id().c_str(), image.mode());
    *message.add_messages()->mutable_market_depth() = image;
    return message;
}

/// The December future of ES, quarter ticks.
inline wire::MarketDetails details(const char *market)
{
    wire::MarketDetails message;
    message.set_market_id(market);
    message.set_exchange_id("CME_Eq");
    message.set_contract_id("ES");
    message.set_expiry_date(202612);
    message.set_contract_type(wirecommon::CONTRACT_TYPE_FUTURE);
    message.set_decimals(2);
    message.set_real_decimals(2);
    message.mutable_min_price_increment()->set_value("0.25");
    message.mutable_point_value()->set_value("50");
    return message;
}

} // namespace depthdeck::test
