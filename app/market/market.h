// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "app/market/market_mode.h"
#include "app/market/price_format.h"
#include "app/market/quantity.h"
#include "app/market/tick_table.h"
#include "app/market/wire_date.h"
#include "app/time/clock.h"

#include <optional>
#include <string>
#include <vector>

namespace t4proto::v1::market {
class MarketDetails;
}

namespace depthdeck {

/// One leg of a strategy market. The sign of @ref volume is as received (t4-protocol.md f).
struct MarketLeg
{
    MarketId market;
    Quantity volume;
    std::int32_t group = 0;
    std::string delta;
    std::optional<Price> price;
};

/// The definition of a market, as the server last told it: what the wire calls MarketDetails.
struct Market
{
    MarketKey key;
    std::string group;
    std::string details; ///< the server's description
    std::string priceCode;
    std::string marketRef;
    std::int32_t expiryDate = 0; ///< YYYYMM or YYYYMMDD (t4-protocol.md a.9); 0 unknown
    std::int32_t contractType = 0;
    std::int32_t strategyType = 0;
    Quantity volumeIncrement{1};
    std::optional<Price> pointValue; ///< cash per 1.0 of price, exact decimal; see t4-protocol.md a.8 for its doubts
    std::optional<Price> strikePrice;
    std::optional<Price> cabinetPrice;
    std::string variableTicks; ///< the wire's vtt; empty: the increment is the same everywhere
    MarketId underlying;       ///< of an option; empty where there is none
    std::optional<WallTime> activation;
    std::optional<WallTime> lastTrading;
    std::optional<WallTime> definedAt; ///< when the server changed the definition last
    std::optional<WireDate> delisting;
    std::optional<WireDate> exchangeDelisting;
    double strategyRatio = 0;     ///< 0: none
    double maintenanceMargin = 0; ///< money, as told; 0: not told
    double maintenanceMarginIntraday = 0;
    std::int32_t orderTypes = 0; ///< bits of unpublished meaning (t4-protocol.md j.22)
    int wireDecimals = 0;        ///< digits of the session's price format
    int decimalShift = 0;        ///< a REAL price is the DECIMAL one / 10^this, as far as the definition tells; 0 to 9
    bool disabled = false;
    TickTable ticks;
    PriceFormat format = PriceFormat::decimal(2);
    std::vector<MarketLeg> legs;

    /// A short name for headers and cells: contract code, month letter and year digit ("ESZ6"), with the strike or
    /// the legs where there are any; the market id when the definition does not say enough.
    [[nodiscard]] std::string displayName() const;
    /// Cash per increment, in the market's currency, as far as the definition tells; nullopt when it does not. An
    /// estimate: whether point_value follows the session's price format is unsettled, and the likelier reading, that it
    /// stays one of DECIMAL prices, is taken (t4-protocol.md a.8). For display alone.
    [[nodiscard]] std::optional<Price> tickValue() const noexcept;
};

/// Why a definition cannot be used.
enum class MarketProblem { NoId, BadIncrement, BadPrice };

/// Reads a definition that arrived in a session with PRICE_FORMAT_REAL. The whole of it or a problem.
struct MarketReading
{
    std::optional<Market> market;
    std::optional<MarketProblem> problem;
};
[[nodiscard]] MarketReading readMarket(const t4proto::v1::market::MarketDetails &details);

} // namespace depthdeck
