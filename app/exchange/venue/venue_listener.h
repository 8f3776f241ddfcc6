// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/market_spec.h"
#include "app/market/market_mode.h"
#include "app/market/side.h"

#include <array>
#include <span>
#include <string>

namespace depthdeck::exchange {

/// Names one client order inside the venue; chosen by the desk, never 0, never reused.
using OrderHandle = std::uint64_t;

enum class OrderKind : std::uint8_t { Market, Limit, StopMarket, StopLimit, MarketIfTouched };
/// OnOpen waits outside the book for the next opening auction, OnClose for the last moment before the close; what does
/// not trade then is cancelled. Both are for Market and Limit orders.
enum class Duration : std::uint8_t { Day, GoodTillCancelled, ImmediateOrCancel, FillOrKill, OnOpen, OnClose };

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
    /// StopMarket, StopLimit: how far behind the best price of its own book side the stop follows, positive. A sell
    /// stop follows the best bid up, a buy stop the best offer down; a stop limit takes its limit along (t4-protocol.md
    /// e.2.1).
    std::optional<Ticks> trail;
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
    Expired,
    BadShow,     ///< the visible lots are no multiple of the volume increment
    BadTrail,    ///< not positive, or the kind is no stop
    BadDuration, ///< on open or on close with a kind that cannot wait for it
    NoOpening,   ///< the market does not open again before it expires
    NoClose      ///< the market does not close again before it expires
};

enum class CancelReason : std::uint8_t {
    Pulled,
    ImmediateRemainder,
    FillOrKill,
    EndOfDay,
    MarketExpired,
    OpeningRemainder, ///< what the opening auction left of an on-open order
    ClosingRemainder  ///< what the close left of an on-close order
};

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
        Triggered,
        Trailed ///< the stop followed the market: @ref price is the new one
    };
    Type type = Type::Accepted;
    OrderHandle handle = 0;
    MarketIndex market = 0;
    RejectReason reject = RejectReason::None;
    CancelReason cancel = CancelReason::Pulled;
    // Filled: this fill. Working volume is what is left after the event.
    Ticks price = 0; ///< of the fill; of Trailed the new stop
    std::int32_t volume = 0;
    std::int32_t working = 0;
    bool aggressor = false;
    std::uint64_t tradeId = 0;
    std::uint64_t exchangeOrderId = 0; ///< the MBO order id; changes never
    OrderKind kind = OrderKind::Limit; ///< after Triggered: what the order is now
    std::optional<Ticks> limit;        ///< after Trailed: the new limit of a stop limit
    /// A spread's fill that came about through its legs' books: what each leg traded at there, in the leg's ticks.
    /// Absent when spread traded with spread.
    std::optional<std::array<Ticks, 2>> legPrices;
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

/// A change of one order as market by order shows it (t4-protocol.md c.7).
struct OrderBookChange
{
    enum class Type : std::uint8_t {
        Set,    ///< a new order, or the new state of a known one
        Delete, ///< only the id is meant
        Clear   ///< the whole book is empty; nothing else is meant
    };
    Type type = Type::Set;
    MarketIndex market = 0;
    std::uint64_t id = 0; ///< the exchange order id
    Side side = Side::Buy;
    Ticks price = 0;
    std::int32_t volume = 0;    ///< visible lots
    std::uint64_t priority = 0; ///< within a price the lower one is ahead
};

/// A trade as market by order shows it.
struct OrderTrade
{
    /// One resting order's part in it.
    struct Hit
    {
        std::uint64_t id = 0;
        std::int32_t volume = 0;
        Side side = Side::Buy;
    };
    MarketIndex market = 0;
    Ticks price = 0;
    std::int32_t volume = 0;
    BookSide hit = BookSide::Undefined; ///< the side of the book that was hit; Undefined in an auction
    WallTime time{};
    /// Ends with the call. Empty when the counterparty was implied by other markets' orders.
    std::span<const Hit> orders;
};

/// A leg of a strategy somebody wants (t4-protocol.md f).
struct StrategyLeg
{
    MarketIndex market = 0;
    Side side = Side::Buy;
    std::int32_t ratio = 1;     ///< positive
    std::optional<Price> price; ///< of a covered strategy's hedge: what the future trades at
    std::optional<Price> delta;
};

struct StrategySpec
{
    std::int32_t type = 0; ///< wire StrategyType
    std::vector<StrategyLeg> legs;
};

/// Why a strategy was not created.
struct StrategyRefusal
{
    bool alreadyExists = false;
    MarketIndex market = 0; ///< the existing one
    std::string text;       ///< a sentence for the client
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
    /// Changes of single orders; told for watched markets alone (Venue::watchOrders). A trade comes before the changes
    /// that it caused.
    virtual void onOrderBookChange(const OrderBookChange &) {}
    virtual void onOrderTrade(const OrderTrade &) {}
    /// A market that was not there before: a new expiry, or a strategy. Its index is the highest so far.
    virtual void onMarketListed(MarketIndex) {}
};

} // namespace depthdeck::exchange
