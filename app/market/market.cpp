// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/market.h"

#include "app/market/market_log.h"
#include "app/market/price_code_table.h"
#include "app/time/timestamp.h"

#include <t4/v1/market/market.pb.h>

#include <algorithm>
#include <limits>
#include <mutex>
#include <set>

namespace depthdeck {

namespace {

using t4proto::v1::common::CONTRACT_TYPE_FUTURE;
using t4proto::v1::common::CONTRACT_TYPE_OPTION_CALL;
using t4proto::v1::common::CONTRACT_TYPE_OPTION_PUT;
using t4proto::v1::common::CONTRACT_TYPE_UNKNOWN;
using t4proto::v1::common::STRATEGY_TYPE_NONE;

__extension__ typedef __int128 Wide;

/// Month letter and year digit of a YYYYMM or YYYYMMDD date, "Z6". Empty when it is neither.
std::string expiryCode(std::int32_t date)
{
    constexpr std::string_view letters = "FGHJKMNQUVXZ";
    constexpr std::int32_t firstWithDay = 1'000'000;
    const std::int32_t yearMonth = date >= firstWithDay ? date / 100 : date;
    const std::int32_t month = yearMonth % 100;
    const std::int32_t year = yearMonth / 100;
    if (month < 1 || month > 12 || year < 1900 || year > 9999)
        return {};
    return {letters[static_cast<std::size_t>(month) - 1], static_cast<char>('0' + year % 10)};
}

/// Whether the server's description can stand in a header or a cell.
bool readsLikeName(std::string_view details) noexcept
{
    constexpr std::size_t maxLength = 32;
    const bool printable = std::none_of(details.begin(), details.end(),
                                        [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
    return printable && details.size() <= maxLength && details.find_first_not_of(' ') != std::string_view::npos;
}

/// The wire's price or decimal: absent and empty both mean none. False when it does not parse.
bool readOptional(bool present, const std::string &value, std::optional<Price> &into)
{
    into.reset();
    if (!present || value.empty())
        return true;
    into = Price::parse(value);
    return into.has_value();
}

bool readLegs(const t4proto::v1::market::MarketDetails &details, std::vector<MarketLeg> &legs)
{
    for (const auto &leg : details.legs()) {
        MarketLeg &read = legs.emplace_back();
        read.market = MarketId{leg.market_id()};
        read.volume = Quantity{leg.volume()};
        read.group = leg.group();
        read.delta = leg.delta();
        if (!readOptional(leg.has_price(), leg.price().value(), read.price))
            return false;
    }
    return true;
}

/// What is told for the eye alone.
void readFacts(const t4proto::v1::market::MarketDetails &details, Market &market)
{
    const auto time = [](bool present, const auto &stamp) { return present ? fromWire(stamp) : std::nullopt; };
    market.underlying = MarketId{details.underlying_market_id()};
    market.activation = time(details.has_activation_date(), details.activation_date());
    market.lastTrading = time(details.has_last_trading_date(), details.last_trading_date());
    market.definedAt = time(details.has_last_client_update_time(), details.last_client_update_time());
    market.delisting = readWireDate(details.delist_date());
    market.exchangeDelisting = readWireDate(details.exchange_delist_date());
    market.variableTicks = details.vtt();
    market.strategyRatio = details.strategy_ratio();
    market.maintenanceMargin = details.maint_margin();
    market.maintenanceMarginIntraday = details.maint_intra_margin();
    market.orderTypes = details.order_types();
}

/// Says once for each code that its meaning is not known, so that the table can be completed.
void reportUnknownPriceCode(const Market &market)
{
    if (market.priceCode.empty() || PriceCodeTable::builtIn().find(market.priceCode))
        return;
    static std::mutex mutex;
    static std::set<std::string> reported;
    const std::lock_guard lock{mutex};
    if (!reported.insert(market.priceCode).second)
        return;
    const auto tickValue = market.tickValue();
    qCInfo(marketLog, "unknown price code \"%s\" of %s, increment %s, increment x point value %s",
           market.priceCode.c_str(), market.key.market.text().c_str(), market.ticks.increment().toWire().c_str(),
           tickValue ? tickValue->toWire().c_str() : "unknown");
}

// 110-16.5, as traders write it.
constexpr char fractionSeparator = '-';

MarketReading problem(MarketProblem reason)
{
    return {std::nullopt, reason};
}

} // namespace

std::string Market::displayName() const
{
    const bool isStrategy = strategyType != STRATEGY_TYPE_NONE || !legs.empty();
    if (isStrategy)
        return readsLikeName(details) ? details : key.market.text();

    const std::string expiry = expiryCode(expiryDate);
    const std::string name = key.contract.text() + expiry;
    if (key.contract.isEmpty() || expiry.empty())
        return key.market.text();
    if ((contractType == CONTRACT_TYPE_FUTURE || contractType == CONTRACT_TYPE_UNKNOWN) && !strikePrice)
        return name;
    if (contractType == CONTRACT_TYPE_OPTION_CALL && strikePrice)
        return name + ' ' + strikePrice->toWire() + 'C';
    if (contractType == CONTRACT_TYPE_OPTION_PUT && strikePrice)
        return name + ' ' + strikePrice->toWire() + 'P';
    return key.market.text();
}

std::optional<Price> Market::tickValue() const noexcept
{
    if (!pointValue)
        return std::nullopt;
    Wide product = Wide{ticks.increment().units()} * pointValue->units();
    for (int place = 0; place < decimalShift; ++place)
        if (__builtin_mul_overflow(product, Wide{10}, &product))
            return std::nullopt;
    Wide units = product / Price::unitsPerOne;
    const Wide twiceRest = 2 * (product % Price::unitsPerOne);
    if (twiceRest > Price::unitsPerOne || (twiceRest == Price::unitsPerOne && units % 2 != 0))
        ++units;
    else if (twiceRest < -Price::unitsPerOne || (twiceRest == -Price::unitsPerOne && units % 2 != 0))
        --units;
    if (units > std::numeric_limits<std::int64_t>::max() || units < std::numeric_limits<std::int64_t>::min())
        return std::nullopt;
    return Price::fromUnits(static_cast<std::int64_t>(units));
}

MarketReading readMarket(const t4proto::v1::market::MarketDetails &details)
{
    if (details.market_id().empty())
        return problem(MarketProblem::NoId);

    Market market;
    market.key = {ExchangeId{details.exchange_id()}, ContractId{details.contract_id()}, MarketId{details.market_id()}};
    market.group = details.group();
    market.details = details.details();
    market.priceCode = details.price_code();
    market.marketRef = details.market_ref();
    market.expiryDate = details.expiry_date();
    market.contractType = details.contract_type();
    market.strategyType = details.strategy_type();
    market.volumeIncrement = Quantity{std::max(details.volume_increment(), 1)};
    market.wireDecimals = std::clamp(details.real_decimals(), 0, Price::maxDecimals);
    market.decimalShift = std::clamp(details.real_decimals() - details.decimals(), 0, Price::maxDecimals);
    market.disabled = details.disabled();
    readFacts(details, market);

    std::optional<Price> increment;
    std::optional<Price> &cabinet = market.cabinetPrice;
    if (!readOptional(details.has_min_price_increment(), details.min_price_increment().value(), increment))
        return problem(MarketProblem::BadIncrement);
    if (!readOptional(details.has_min_cab_price(), details.min_cab_price().value(), cabinet) ||
        !readOptional(details.has_strike_price(), details.strike_price().value(), market.strikePrice) ||
        !readOptional(details.has_point_value(), details.point_value().value(), market.pointValue) ||
        !readLegs(details, market.legs))
        return problem(MarketProblem::BadPrice);

    const auto ticks = TickTable::make(increment.value_or(Price{}), details.vtt(), cabinet);
    if (!ticks)
        return problem(MarketProblem::BadIncrement);
    market.ticks = *ticks;
    market.format =
        choosePriceFormat(market.priceCode, market.ticks.increment(), market.wireDecimals, fractionSeparator);
    reportUnknownPriceCode(market);
    return {std::move(market), std::nullopt};
}

} // namespace depthdeck
