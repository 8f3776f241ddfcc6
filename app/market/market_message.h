// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/depth_book.h"
#include "app/market/quote.h"

#include <cstdint>
#include <optional>

namespace t4proto::v1::market {
class MarketDepth;
class MarketDepthTrade;
class MarketHighLow;
class MarketPriceLimits;
class MarketSettlement;
class MarketSnapshot;
} // namespace t4proto::v1::market

// The market messages of the wire as values: here its types end. Each is read whole or not at all; what makes a
// message unreadable is a price that does not parse, or that is missing where there must be one.
namespace depthdeck {

/// The last trade as a depth image or a trade message tells it. No price: there was none.
struct LastTrade
{
    std::optional<Price> price;
    Quantity volume;
    BookSide at = BookSide::Undefined;
    bool dueToSpread = false;
    std::int64_t totalVolume = 0;
    std::int64_t tradeCount = 0;
    std::optional<std::int64_t> totalAtPrice; ///< told by images only
    std::optional<SpreadTrade> spread;        ///< told by images only
    std::optional<WallTime> time;
};

struct ImageMessage
{
    DepthBook book;
    std::optional<LastTrade> lastTrade;
};

struct TradeMessage
{
    LastTrade trade;
    MarketMode mode = MarketMode::Undefined;
    bool delayed = false;
};

struct HighLowMessage
{
    std::optional<Price> open;
    std::optional<Price> high;
    std::optional<Price> low;
    std::int64_t tradeDate = 0;
    bool delayed = false;
};

struct PriceLimitsMessage
{
    std::optional<Price> high;
    std::optional<Price> low;
    std::optional<WallTime> time;
    bool delayed = false;
};

/// Each field stands alone; an absent one says nothing.
struct SettlementMessage
{
    std::optional<Price> settlement;
    std::optional<WallTime> settlementTime;
    std::optional<WallTime> settlementTradeDate;
    std::optional<Price> heldSettlement;
    FigureDate heldSettlementDate;
    std::optional<Price> implied;
    std::optional<Price> heldImplied;
    std::optional<WallTime> impliedTime;
    std::optional<Price> vwap;
    FigureDate vwapDate;
    std::optional<std::int32_t> openInterest;
    FigureDate openInterestDate;
    std::optional<std::int32_t> clearedVolume;
    FigureDate clearedVolumeDate;
    bool delayed = false;
};

struct SnapshotMessage
{
    MarketMode mode = MarketMode::Undefined;
    bool delayed = false;
    std::optional<ImageMessage> image;
    std::optional<TradeMessage> trade;
    std::optional<HighLowMessage> highLow;
    std::optional<PriceLimitsMessage> priceLimits;
    std::optional<SettlementMessage> settlement;
};

/// Overwrites @p into, reusing its memory; on false it is in no defined state. DepthBook::receivedAt is the caller's.
[[nodiscard]] bool readImage(const t4proto::v1::market::MarketDepth &message, ImageMessage &into);
[[nodiscard]] std::optional<TradeMessage> readTrade(const t4proto::v1::market::MarketDepthTrade &message);
[[nodiscard]] std::optional<HighLowMessage> readHighLow(const t4proto::v1::market::MarketHighLow &message);
[[nodiscard]] std::optional<PriceLimitsMessage> readPriceLimits(const t4proto::v1::market::MarketPriceLimits &message);
[[nodiscard]] std::optional<SettlementMessage> readSettlement(const t4proto::v1::market::MarketSettlement &message);
/// Also nullopt when a message in it names another market.
[[nodiscard]] std::optional<SnapshotMessage> readSnapshot(const t4proto::v1::market::MarketSnapshot &message);

} // namespace depthdeck
