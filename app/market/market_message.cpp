// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/market_message.h"

#include "app/time/timestamp.h"

#include <t4/v1/market/market.pb.h>

namespace depthdeck {

namespace wire = t4proto::v1::market;

namespace {

/// Absent and empty both mean that there is none. False when a text does not parse.
bool readText(const std::string &value, std::optional<Price> &into) noexcept
{
    into.reset();
    if (value.empty())
        return true;
    into = Price::parse(value);
    return into.has_value();
}

bool readPrice(bool present, const t4proto::v1::common::Price &price, std::optional<Price> &into) noexcept
{
    into.reset();
    return !present || readText(price.value(), into);
}

template <typename Lines>
bool readLines(const Lines &lines, std::vector<DepthLine> &into)
{
    into.resize(static_cast<std::size_t>(lines.size()));
    auto line = into.begin();
    for (const auto &received : lines) {
        const auto price = Price::parse(received.price().value());
        if (!price)
            return false;
        *line++ = {*price, Quantity{received.volume()}, received.num_orders()};
    }
    return true;
}

bool readLastTrade(const wire::MarketDepth::TradeData &data, LastTrade &into)
{
    into.volume = Quantity{data.last_trade_volume()};
    into.at = static_cast<BookSide>(data.at_bid_or_offer());
    into.dueToSpread = data.due_to_spread();
    into.totalVolume = data.total_traded_volume();
    into.tradeCount = data.total_trade_count();
    into.time = data.has_time() ? fromWire(data.time()) : std::nullopt;
    into.totalAtPrice = data.last_trade_total_volume();
    into.spread = SpreadTrade{{}, Quantity{data.last_trade_spd_volume()}, data.last_trade_spd_total_volume()};
    return readPrice(data.has_last_trade_spd_price(), data.last_trade_spd_price(), into.spread->price) &&
           readPrice(data.has_last_trade_price(), data.last_trade_price(), into.price);
}

/// A count that proto3 cannot tell from absent: zero counts only beside its time.
std::optional<std::int32_t> countOf(std::int32_t count, bool hasTime) noexcept
{
    return count != 0 || hasTime ? std::optional{count} : std::nullopt;
}

/// Reads @p message with @p read into @p into. False when it does not, or belongs to another market.
template <typename Message, typename Value>
bool readInto(const std::string &market, const Message &message, std::optional<Value> (*read)(const Message &),
              std::optional<Value> &into)
{
    if (!message.market_id().empty() && message.market_id() != market)
        return false;
    into = read(message);
    return into.has_value();
}

bool readSnapshotPart(const std::string &market, const wire::MarketSnapshotMessage &part, SnapshotMessage &into)
{
    using Part = wire::MarketSnapshotMessage;
    switch (part.payload_case()) {
    case Part::kMarketDepth: {
        const std::string &id = part.market_depth().market_id();
        return (id.empty() || id == market) && readImage(part.market_depth(), into.image.emplace());
    }
    case Part::kMarketDepthTrade:
        return readInto(market, part.market_depth_trade(), &readTrade, into.trade);
    case Part::kMarketHighLow:
        return readInto(market, part.market_high_low(), &readHighLow, into.highLow);
    case Part::kMarketPriceLimits:
        return readInto(market, part.market_price_limits(), &readPriceLimits, into.priceLimits);
    case Part::kMarketSettlement:
        return readInto(market, part.market_settlement(), &readSettlement, into.settlement);
    case Part::PAYLOAD_NOT_SET: // empty, or newer than this build
        break;
    }
    return true;
}

} // namespace

bool readImage(const wire::MarketDepth &message, ImageMessage &into)
{
    DepthBook &book = into.book;
    if (!readLines(message.bids(), book.bids) || !readLines(message.offers(), book.offers) ||
        !readLines(message.implied_bids(), book.impliedBids) ||
        !readLines(message.implied_offers(), book.impliedOffers))
        return false;
    book.mode = static_cast<MarketMode>(message.mode());
    book.flags = message.flags();
    book.delayed = message.delayed();
    book.levels = static_cast<DepthLevels>(message.depth_levels());
    book.buffer = static_cast<DepthBuffer>(message.depth_buffer());
    book.time = message.has_time() ? fromWire(message.time()) : std::nullopt;
    into.lastTrade.reset();
    return !message.has_trade_data() || readLastTrade(message.trade_data(), into.lastTrade.emplace());
}

std::optional<TradeMessage> readTrade(const wire::MarketDepthTrade &message)
{
    TradeMessage read;
    read.trade.price = Price::parse(message.last_trade_price().value());
    if (!read.trade.price)
        return std::nullopt;
    read.trade.volume = Quantity{message.last_trade_volume()};
    read.trade.at = static_cast<BookSide>(message.at_bid_or_offer());
    read.trade.dueToSpread = message.due_to_spread();
    read.trade.totalVolume = message.total_traded_volume();
    read.trade.tradeCount = message.total_trade_count();
    read.trade.time = message.has_time() ? fromWire(message.time()) : std::nullopt;
    read.mode = static_cast<MarketMode>(message.mode());
    read.delayed = message.delayed();
    return read;
}

std::optional<HighLowMessage> readHighLow(const wire::MarketHighLow &message)
{
    HighLowMessage read;
    read.tradeDate = message.trade_date();
    read.delayed = message.delayed();
    const bool good = readPrice(message.has_open_price(), message.open_price(), read.open) &&
                      readPrice(message.has_high_price(), message.high_price(), read.high) &&
                      readPrice(message.has_low_price(), message.low_price(), read.low);
    return good ? std::optional{read} : std::nullopt;
}

std::optional<PriceLimitsMessage> readPriceLimits(const wire::MarketPriceLimits &message)
{
    PriceLimitsMessage read;
    read.delayed = message.delayed();
    read.time = message.has_time() ? fromWire(message.time()) : std::nullopt;
    const bool good = readPrice(message.has_high_price(), message.high_price(), read.high) &&
                      readPrice(message.has_low_price(), message.low_price(), read.low);
    return good ? std::optional{read} : std::nullopt;
}

std::optional<SettlementMessage> readSettlement(const wire::MarketSettlement &message)
{
    SettlementMessage read;
    read.delayed = message.delayed();
    const bool good = readPrice(message.has_settlement_price(), message.settlement_price(), read.settlement) &&
                      readText(message.settlement_held_price(), read.heldSettlement) &&
                      readPrice(message.has_implied_price(), message.implied_price(), read.implied) &&
                      readPrice(message.has_implied_held_price(), message.implied_held_price(), read.heldImplied) &&
                      readPrice(message.has_vwap_price(), message.vwap_price(), read.vwap);
    if (!good)
        return std::nullopt;
    const auto time = [](bool present, const auto &stamp) { return present ? fromWire(stamp) : std::nullopt; };
    read.settlementTime = time(message.has_settlement_time(), message.settlement_time());
    read.settlementTradeDate = time(message.has_settlement_trade_date(), message.settlement_trade_date());
    read.heldSettlementDate = {time(message.has_settlement_held_time(), message.settlement_held_time()),
                               time(message.has_settlement_held_trade_date(), message.settlement_held_trade_date())};
    read.impliedTime = time(message.has_implied_time(), message.implied_time());
    read.openInterest = countOf(message.open_interest(), message.has_open_interest_time());
    read.openInterestDate = {time(message.has_open_interest_time(), message.open_interest_time()),
                             time(message.has_open_interest_trade_date(), message.open_interest_trade_date())};
    read.clearedVolume = countOf(message.cleared_volume(), message.has_cleared_volume_time());
    read.clearedVolumeDate = {time(message.has_cleared_volume_time(), message.cleared_volume_time()),
                              time(message.has_cleared_volume_trade_date(), message.cleared_volume_trade_date())};
    read.vwapDate = {time(message.has_vwap_time(), message.vwap_time()),
                     time(message.has_vwap_trade_date(), message.vwap_trade_date())};
    return read;
}

std::optional<SnapshotMessage> readSnapshot(const wire::MarketSnapshot &message)
{
    SnapshotMessage read;
    read.mode = static_cast<MarketMode>(message.mode());
    read.delayed = message.delayed();
    for (const auto &part : message.messages())
        if (!readSnapshotPart(message.market_id(), part, read))
            return std::nullopt;
    return read;
}

} // namespace depthdeck
