// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/market_spec.h"
#include "app/market/market_mode.h"
#include "app/market/side.h"

#include <span>

namespace depthdeck::exchange {

/// Names one client order inside the venue; chosen by the desk, never 0, never reused.
using OrderHandle = std::uint64_t;

enum class OrderKind : std::uint8_t { Market, Limit, StopMarket, StopLimit, MarketIfTouched };
enum class Duration : std::uint8_t { Day, GoodTillCancelled, ImmediateOrCancel, FillOrKill };

/// A client order as it reaches the venue.
struct VenueOrder
{
    OrderHandle handle = 0;
    MarketIndex market = 0;
    Side side = Side::Buy;
    OrderKind kind = OrderKind::Limit;
    Duration duration = Duration::Day;
    std::int32_t volume = 0;
    std::int32_t maxShow = 0;   ///< visible lots of an iceberg; 0 shows all
    std::optional<Ticks> limit; ///< Limit, StopLimit; the trigger of MarketIfTouched
    std::optional<Ticks> stop;  ///< StopMarket, StopLimit
};

enum class RejectReason : std::uint8_t {
    None,
    MarketNotOpen, ///< the mode takes no orders
    UnknownMarket,
    BadVolume, ///< not positive, or no multiple of the volume increment
    PriceMissing,
    OutsidePriceLimits,
    WrongSideOfMarket, ///< a stop that would trigger at once
    NoLiquidity,       ///< a market order with nobody on the other side
    UnknownOrder,      ///< revise or pull of an order that is no longer working
    BelowFilled,       ///< a revised volume not above what is filled
    Expired
};

enum class CancelReason : std::uint8_t { Pulled, ImmediateRemainder, FillOrKill, EndOfDay, MarketExpired };

/// What happened to one client order.
struct VenueOrderEvent
{
    enum class Type : std::uint8_t {
        Accepted,
        Rejected,
        Filled,
        Cancelled,
        Revised,
        ReviseRejected,
        PullRejected,
        Triggered
    };
    Type type = Type::Accepted;
    OrderHandle handle = 0;
    MarketIndex market = 0;
    RejectReason reject = RejectReason::None;
    CancelReason cancel = CancelReason::Pulled;
    // Filled: this fill. Working volume is what is left after the event.
    Ticks price = 0;
    std::int32_t volume = 0;
    std::int32_t working = 0;
    bool aggressor = false;
    std::uint64_t tradeId = 0;
    std::uint64_t exchangeOrderId = 0; ///< the MBO order id; changes never
    OrderKind kind = OrderKind::Limit; ///< after Triggered: what the order is now
};

/// One print of the tape.
struct VenueTrade
{
    MarketIndex market = 0;
    Ticks price = 0;
    std::int32_t volume = 0;
    BookSide at = BookSide::Undefined; ///< the side of the book that was hit
    bool dueToSpread = false;
    std::uint64_t tradeId = 0;
    WallTime time{};
    std::span<const std::int32_t> restingVolumes; ///< lots of each resting order in it
};

enum class Statistic : std::uint8_t { HighLow, Settlement, PriceLimits };

/// Told of everything as it happens, on the venue's thread, in order. Must not call back into the venue from inside.
class VenueListener
{
public:
    VenueListener() = default;
    VenueListener(const VenueListener &) = delete;
    VenueListener &operator=(const VenueListener &) = delete;
    virtual ~VenueListener() = default;

    virtual void onBookChanged(MarketIndex market) = 0;
    virtual void onTrade(const VenueTrade &trade) = 0;
    virtual void onStatistic(MarketIndex market, Statistic what) = 0;
    virtual void onMode(MarketIndex market, MarketMode mode) = 0;
    virtual void onOrder(const VenueOrderEvent &event) = 0;
    /// The trading day ended: positions carry over, day figures restart. @p tradeDate is YYYYMMDD of the new day.
    virtual void onTradeDate(std::int32_t tradeDate) = 0;
};

} // namespace depthdeck::exchange
