// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/gateway/market_encoder.h"

#include "app/exchange/gateway/conflation.h"

#include "app/time/timestamp.h"
#include "t4/v1/market/market.pb.h"

#include <algorithm>
#include <cstdlib>

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;

/// Bits by price type number. The wire's own meaning is undocumented (t4-protocol.md e.1): clients offer all types.
constexpr std::int32_t supportedOrderTypes = 1 << common::PRICE_TYPE_MARKET | 1 << common::PRICE_TYPE_LIMIT |
                                             1 << common::PRICE_TYPE_STOP_MARKET | 1 << common::PRICE_TYPE_STOP_LIMIT |
                                             1 << common::PRICE_TYPE_MARKET_IF_TOUCHED |
                                             1 << common::PRICE_TYPE_STOP_SAME_LIMIT | 1 << common::PRICE_TYPE_JOIN |
                                             1 << common::PRICE_TYPE_HIT | 1 << common::PRICE_TYPE_FLATTEN;

common::MarketMode wireMode(MarketMode mode) noexcept
{
    return static_cast<common::MarketMode>(mode);
}

void setTime(std::optional<WallTime> time, google::protobuf::Timestamp *stamp)
{
    if (time && *time != WallTime{})
        toWire(*time, *stamp);
}

/// Midnight UTC of a YYYYMMDD date; nullopt for zero.
std::optional<WallTime> midnight(std::int32_t date)
{
    using namespace std::chrono;
    if (date <= 0)
        return std::nullopt;
    const year_month_day day{year{date / 10000}, month{static_cast<unsigned>(date / 100 % 100)},
                             std::chrono::day{static_cast<unsigned>(date % 100)}};
    return day.ok() ? std::optional{WallTime{sys_days{day}}} : std::nullopt;
}

/// @p levels with @p implied among them: its volume added where the price is there, else a level of its own.
std::vector<BookLevel> merged(std::vector<BookLevel> levels, const std::vector<BookLevel> &implied, Side side)
{
    for (const BookLevel &extra : implied) {
        const auto at = std::find_if(levels.begin(), levels.end(), [&](const BookLevel &level) {
            return side == Side::Buy ? level.price <= extra.price : level.price >= extra.price;
        });
        if (at != levels.end() && at->price == extra.price)
            at->volume += extra.volume;
        else
            levels.insert(at, extra);
    }
    return levels;
}

} // namespace

std::int32_t MarketEncoder::sideOf(BookSide hit) const noexcept
{
    const bool namesAggressor = m_behaviours.tradeSide == MarketBehaviours::TradeSide::Aggressor;
    return namesAggressor ? -static_cast<std::int32_t>(hit) : static_cast<std::int32_t>(hit);
}

std::int64_t MarketEncoder::dateOf(std::int32_t tradeDate) const noexcept
{
    constexpr std::int64_t dotNetTicksAtEpoch = 621'355'968'000'000'000;
    constexpr std::int64_t dotNetTicksPerSecond = 10'000'000;
    const auto time = midnight(tradeDate);
    const std::int64_t seconds = time ? std::chrono::floor<std::chrono::seconds>(time->time_since_epoch()).count() : 0;
    switch (m_behaviours.dates) {
    case MarketBehaviours::Dates::Digits:
        return tradeDate;
    case MarketBehaviours::Dates::DotNetTicks:
        return dotNetTicksAtEpoch + seconds * dotNetTicksPerSecond;
    case MarketBehaviours::Dates::UnixSeconds:
        return seconds;
    }
    return tradeDate;
}

std::int32_t MarketEncoder::orderTypes() const noexcept
{
    switch (m_behaviours.orderTypes) {
    case MarketBehaviours::OrderTypes::Bits:
        return supportedOrderTypes;
    case MarketBehaviours::OrderTypes::All:
        return -1;
    case MarketBehaviours::OrderTypes::None:
        return 0;
    }
    return 0;
}

std::string MarketEncoder::text(const MarketSpec &spec, Ticks ticks) const
{
    const auto price = spec.ticks.priceAt(ticks);
    return price ? m_codec.encode(spec, *price) : std::string{};
}

void MarketEncoder::encodeDetails(MarketIndex market, market::MarketDetails &message) const
{
    const MarketSpec &spec = m_venue.markets()[market];
    message.set_market_id(spec.key.market.text());
    message.set_exchange_id(spec.key.exchange.text());
    message.set_contract_id(spec.key.contract.text());
    message.set_expiry_date(spec.expiryDate);
    message.set_contract_type(static_cast<common::ContractType>(spec.contractType));
    message.set_decimals(spec.decimals);
    message.set_real_decimals(spec.realDecimals);
    message.set_display_decimals(spec.realDecimals);
    message.set_clearing_decimals(spec.realDecimals);
    message.mutable_point_value()->set_value(m_codec.encodePointValue(spec));
    message.mutable_min_price_increment()->set_value(m_codec.encode(spec, spec.increment));
    message.set_order_types(orderTypes());
    setTime(spec.activation, message.mutable_activation_date());
    setTime(spec.lastTrading, message.mutable_last_trading_date());
    message.set_market_ref(spec.marketRef);
    message.set_group(spec.group);
    message.set_details(spec.description);
    message.set_strategy_type(static_cast<common::StrategyType>(spec.strategyType));
    message.set_price_code(spec.priceCode);
    message.set_vtt(m_codec.encodeVtt(spec));
    message.set_volume_increment(spec.volumeIncrement.contracts);
    message.set_maint_margin(static_cast<double>(spec.marginCents) / 100.0);
    message.set_maint_intra_margin(static_cast<double>(spec.marginCents) / 400.0);
    if (spec.cabinet)
        message.mutable_min_cab_price()->set_value(m_codec.encode(spec, *spec.cabinet));
    if (spec.strike)
        message.mutable_strike_price()->set_value(m_codec.encode(spec, *spec.strike));
    if (spec.underlying)
        message.set_underlying_market_id(m_venue.markets()[*spec.underlying].key.market.text());
    if (!spec.legs.empty())
        message.set_strategy_ratio(1.0);
    for (const LegSpec &leg : spec.legs) {
        auto *item = message.add_legs();
        item->set_market_id(m_venue.markets()[leg.market].key.market.text());
        const bool isSigned = m_behaviours.legVolume == MarketBehaviours::LegVolume::Signed;
        item->set_volume(isSigned ? leg.ratio : std::abs(leg.ratio));
        if (leg.price)
            item->mutable_price()->set_value(m_codec.encode(m_venue.markets()[leg.market], *leg.price));
        if (leg.delta)
            item->set_delta(leg.delta->toWire());
    }
}

void MarketEncoder::encodeSide(const MarketSpec &spec, const std::vector<BookLevel> &levels, std::size_t count,
                               DepthLines &lines) const
{
    const std::size_t shown = std::min(count, levels.size());
    for (std::size_t at = 0; at < shown; ++at) {
        auto *line = lines.Add();
        line->mutable_price()->set_value(text(spec, levels[at].price));
        line->set_volume(levels[at].volume);
        line->set_num_orders(levels[at].orders);
    }
}

void MarketEncoder::encodeDepth(MarketIndex market, const BookImage &image, DepthBuffer buffer, DepthLevels levels,
                                const SpreadPrint *spread, market::MarketDepth &message) const
{
    const MarketSpec &spec = m_venue.markets()[market];
    const MarketStatistics &day = m_venue.statistics(market);
    const std::size_t count = levelCount(levels);
    message.Clear();
    message.set_market_id(spec.key.market.text());
    message.set_depth_levels(static_cast<common::DepthLevels>(levels));
    message.set_depth_buffer(static_cast<common::DepthBuffer>(buffer));
    toWire(m_venue.now(), *message.mutable_time());
    message.set_delayed(m_delayed);
    if (m_behaviours.implied == MarketBehaviours::Implied::Separate) {
        encodeSide(spec, image.bids, count, *message.mutable_bids());
        encodeSide(spec, image.offers, count, *message.mutable_offers());
    } else {
        encodeSide(spec, merged(image.bids, image.impliedBids, Side::Buy), count, *message.mutable_bids());
        encodeSide(spec, merged(image.offers, image.impliedOffers, Side::Sell), count, *message.mutable_offers());
    }
    encodeSide(spec, image.impliedBids, count, *message.mutable_implied_bids());
    encodeSide(spec, image.impliedOffers, count, *message.mutable_implied_offers());
    message.set_mode(wireMode(day.mode));
    message.set_flags(day.limitHigh || day.limitLow ? common::MARKET_FLAGS2_PRICE_LIMITS_ENABLED
                                                    : common::MARKET_FLAGS2_UNDEFINED);
    encodeTradeData(market, spread, message);
}

void MarketEncoder::encodeTradeData(MarketIndex market, const SpreadPrint *spread, market::MarketDepth &message) const
{
    const MarketSpec &spec = m_venue.markets()[market];
    const MarketStatistics &day = m_venue.statistics(market);
    if (!day.last)
        return;
    auto &last = *message.mutable_trade_data();
    last.set_total_traded_volume(day.totalVolume);
    last.set_total_trade_count(day.tradeCount);
    last.mutable_last_trade_price()->set_value(text(spec, *day.last));
    last.set_last_trade_volume(day.lastVolume);
    last.set_last_trade_total_volume(day.lastTotalVolume);
    last.set_due_to_spread(day.lastDueToSpread);
    last.set_at_bid_or_offer(static_cast<common::BidOffer>(sideOf(day.lastAt)));
    setTime(day.lastTime, last.mutable_time());
    if (spread != nullptr) {
        last.mutable_last_trade_spd_price()->set_value(text(spec, spread->price));
        last.set_last_trade_spd_volume(spread->volume);
        last.set_last_trade_spd_total_volume(spread->totalVolume);
    }
}

void MarketEncoder::encodeTrade(const CountedTrade &counted, market::MarketDepthTrade &message) const
{
    const VenueTrade &trade = counted.trade;
    const MarketSpec &spec = m_venue.markets()[trade.market];
    message.Clear();
    message.set_market_id(spec.key.market.text());
    setTime(trade.time, message.mutable_time());
    message.set_total_traded_volume(counted.totalVolume);
    message.set_total_trade_count(counted.tradeCount);
    message.set_last_trade_volume(trade.volume);
    message.mutable_last_trade_price()->set_value(text(spec, trade.price));
    message.set_due_to_spread(trade.dueToSpread);
    message.set_at_bid_or_offer(static_cast<common::BidOffer>(sideOf(trade.at)));
    message.set_delayed(m_delayed);
    message.set_mode(wireMode(m_venue.statistics(trade.market).mode));
    for (const std::int32_t volume : counted.restingVolumes)
        message.add_order_volumes(volume);
}

bool MarketEncoder::encodeLastTrade(MarketIndex market, market::MarketDepthTrade &message) const
{
    const MarketStatistics &day = m_venue.statistics(market);
    if (!day.last)
        return false;
    CountedTrade counted;
    counted.trade.market = market;
    counted.trade.price = *day.last;
    counted.trade.volume = day.lastVolume;
    counted.trade.at = day.lastAt;
    counted.trade.dueToSpread = day.lastDueToSpread;
    counted.trade.time = day.lastTime;
    counted.totalVolume = day.totalVolume;
    counted.tradeCount = day.tradeCount;
    encodeTrade(counted, message);
    return true;
}

void MarketEncoder::encodeHighLow(MarketIndex market, market::MarketHighLow &message) const
{
    const MarketSpec &spec = m_venue.markets()[market];
    const MarketStatistics &day = m_venue.statistics(market);
    message.set_market_id(spec.key.market.text());
    if (day.open)
        message.mutable_open_price()->set_value(text(spec, *day.open));
    if (day.high)
        message.mutable_high_price()->set_value(text(spec, *day.high));
    if (day.low)
        message.mutable_low_price()->set_value(text(spec, *day.low));
    message.set_trade_date(dateOf(day.tradeDate));
    toWire(m_venue.now(), *message.mutable_time());
    message.set_delayed(m_delayed);
}

void MarketEncoder::encodePriceLimits(MarketIndex market, market::MarketPriceLimits &message) const
{
    const MarketSpec &spec = m_venue.markets()[market];
    const MarketStatistics &day = m_venue.statistics(market);
    message.set_market_id(spec.key.market.text());
    if (day.limitHigh)
        message.mutable_high_price()->set_value(text(spec, *day.limitHigh));
    if (day.limitLow)
        message.mutable_low_price()->set_value(text(spec, *day.limitLow));
    toWire(m_venue.now(), *message.mutable_time());
    message.set_delayed(m_delayed);
}

void MarketEncoder::encodeSettlement(MarketIndex market, market::MarketSettlement &message) const
{
    const MarketSpec &spec = m_venue.markets()[market];
    const MarketStatistics &day = m_venue.statistics(market);
    const auto settled = midnight(day.settlementDate);
    message.set_market_id(spec.key.market.text());
    message.set_exchange_id(spec.key.exchange.text());
    message.set_delayed(m_delayed);
    if (day.settlement) {
        message.mutable_settlement_price()->set_value(m_codec.encode(spec, *day.settlement));
        setTime(day.settlementTime, message.mutable_settlement_time());
        setTime(settled, message.mutable_settlement_trade_date());
    }
    if (day.heldSettlement) { // a string, not a Price, and in the session's format all the same (t4-protocol.md c.6)
        message.set_settlement_held_price(m_codec.encode(spec, *day.heldSettlement));
        setTime(day.heldTime, message.mutable_settlement_held_time());
        setTime(midnight(day.heldDate), message.mutable_settlement_held_trade_date());
    }
    if (day.openInterest > 0) {
        message.set_open_interest(day.openInterest);
        setTime(day.settlementTime, message.mutable_open_interest_time());
        setTime(settled, message.mutable_open_interest_trade_date());
    }
    if (day.clearedVolume > 0) {
        message.set_cleared_volume(day.clearedVolume);
        setTime(day.settlementTime, message.mutable_cleared_volume_time());
        setTime(settled, message.mutable_cleared_volume_trade_date());
    }
    if (day.vwap) {
        message.mutable_vwap_price()->set_value(m_codec.encode(spec, *day.vwap));
        setTime(day.vwapTime, message.mutable_vwap_time());
        setTime(midnight(day.tradeDate), message.mutable_vwap_trade_date());
    }
}

} // namespace depthdeck::exchange
