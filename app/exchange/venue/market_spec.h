// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "app/market/quantity.h"
#include "app/market/tick_table.h"
#include "app/time/clock.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace depthdeck::exchange {

/// A market's place in the venue's list: dense, stable for the life of the venue.
using MarketIndex = std::uint32_t;
/// A price as a count of increments from zero through the market's TickTable, so variable ticks stay exact.
using Ticks = std::int64_t;

/// A leg of a spread or strategy.
struct LegSpec
{
    MarketIndex market = 0;
    std::int32_t ratio = 1; ///< negative: the leg is sold when the strategy is bought
    /// Of a covered strategy's hedge: the price at which this leg always trades; it is no part of the strategy's price.
    std::optional<Price> price = std::nullopt;
    std::optional<Price> delta = std::nullopt;
    friend bool operator==(const LegSpec &, const LegSpec &) noexcept = default;
};

/// The static facts of one simulated market. Prices are REAL ones; the gateway shifts them for other price formats.
struct MarketSpec
{
    MarketKey key;
    std::string exchangeName;      ///< "CME Equity Index Futures"
    std::string contractName;      ///< "E-mini S&P 500"
    std::string description;       ///< "E-mini S&P 500 Dec 2026"
    std::int32_t expiryDate = 0;   ///< YYYYMM00 as T4 sends it
    std::int32_t contractType = 0; ///< wire ContractType
    std::int32_t strategyType = 0; ///< wire StrategyType; 0 outright
    std::string group;
    std::string marketRef;
    std::string priceCode;
    std::string vtt;
    std::optional<Price> cabinet;
    std::optional<Price> strike;
    TickTable ticks;
    Price increment;
    Price pointValue; ///< cash per 1.0 of a REAL price
    int realDecimals = 2;
    /// DECIMAL price = REAL price * 10^decimalShift (t4-protocol.md a.8).
    int decimalShift = 0;
    int decimals = 0; ///< digits of a DECIMAL price
    Quantity volumeIncrement{1};
    std::int64_t marginCents = 0; ///< overnight margin per lot; day margin is a quarter of it
    WallTime activation{};
    WallTime lastTrading{};
    std::vector<LegSpec> legs;
    std::optional<MarketIndex> underlying;
};

/// The venue's markets. A deque, because it grows while others hold references into it.
using MarketSpecs = std::deque<MarketSpec>;

} // namespace depthdeck::exchange
