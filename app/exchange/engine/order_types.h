// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/book_level.h"
#include "app/exchange/venue/venue_listener.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>

namespace depthdeck::exchange {

/// Names an order resting in one MatchingBook. Goes stale by itself when the order leaves the book.
struct OrderRef
{
    std::uint32_t slot = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t generation = 0;
    friend bool operator==(const OrderRef &, const OrderRef &) noexcept = default;
};

/// An order as a MatchingBook takes it. A market order comes as one with the worst price it may trade at.
struct EngineOrder
{
    OrderHandle owner = 0; ///< 0: the simulated crowd, whose fills are not reported one by one
    std::uint64_t id = 0;  ///< the exchange order id
    Side side = Side::Buy;
    Duration duration = Duration::Day;
    std::int32_t volume = 0;
    std::int32_t maxShow = 0; ///< visible lots; 0 shows all
    Ticks limit = 0;
};

/// One order's part of a match; told for owned orders only.
struct Fill
{
    OrderHandle owner = 0;
    std::uint64_t id = 0;
    Ticks price = 0;
    std::int32_t volume = 0;
    std::int32_t remaining = 0;
    bool aggressor = false;
    std::uint64_t tradeId = 0;
};

/// Everything one aggressor did at one price, or one auction.
struct Print
{
    Ticks price = 0;
    std::int32_t volume = 0;
    BookSide at = BookSide::Undefined; ///< the side that was hit; Undefined in an auction
    std::uint64_t tradeId = 0;
    std::span<const std::int32_t> restingVolumes;
};

/// Told of what matching does, as it happens. Must not call back into the book.
class BookSink
{
public:
    BookSink() = default;
    BookSink(const BookSink &) = delete;
    BookSink &operator=(const BookSink &) = delete;
    virtual ~BookSink() = default;

    virtual void onFill(const Fill &fill) = 0;
    virtual void onPrint(const Print &print) = 0;
    /// A stop or MIT fired. @p becomes is Market or Limit.
    virtual void onTriggered(OrderHandle owner, std::uint64_t id, OrderKind becomes, std::int32_t volume) = 0;
    /// A triggered order now rests in the book.
    virtual void onRested(OrderHandle owner, std::uint64_t id, OrderRef order) = 0;
    /// What was left of a triggered order is gone.
    virtual void onCancelled(OrderHandle owner, std::uint64_t id, CancelReason reason) = 0;
};

/// Told of every change of single orders in a book, for market by order. Must not call back into the book.
class OrderWatcher
{
public:
    OrderWatcher() = default;
    OrderWatcher(const OrderWatcher &) = delete;
    OrderWatcher &operator=(const OrderWatcher &) = delete;
    virtual ~OrderWatcher() = default;

    /// @p change leaves out the market: a book does not know which one it is.
    virtual void onOrderChange(const OrderBookChange &change) = 0;
    /// The resting orders of @p print, told before the changes it made to them.
    virtual void onOrdersHit(const Print &print, std::span<const OrderTrade::Hit> orders) = 0;
};

/// What became of an order that was taken.
struct Submission
{
    OrderRef order;             ///< valid while it rests
    std::int32_t remaining = 0; ///< resting, or cancelled if @ref cancelled is set
    std::optional<CancelReason> cancelled;
};

} // namespace depthdeck::exchange
