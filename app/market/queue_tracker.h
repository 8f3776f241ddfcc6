// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "app/market/queue_estimator.h"
#include "app/time/clock.h"

#include <optional>
#include <string>
#include <unordered_map>

namespace depthdeck {

class MarketBoard;
class OrderBookBoard;
struct DepthBook;
struct MarketOrders;
struct MarketState;

/// What the tracker needs to know of an own order that rests at a limit.
struct OwnRestingOrder
{
    OrderId id;
    MarketId market;
    std::string exchangeOrderId;
    Side side = Side::Buy;
    Price price;
    Quantity working;
    Quantity shown; ///< of @ref working, what the market sees
    Quantity filled;
    std::optional<WallTime> acceptedAt; ///< when it took its place, as told
    friend bool operator==(const OwnRestingOrder &, const OwnRestingOrder &) = default;
};

/// Where every own resting order stands in its queue: exact where the exchange's id is in the market-by-order book,
/// else estimated, from that book or from market by price (t4-protocol.md c.7). Keeps what it learnt of an order for as
/// long as the order rests. UI thread; asks nothing, is looked into once per display frame.
class QueueTracker
{
public:
    /// An own order rests, or rests otherwise than before. One that moved to another price, or grew, starts at the back
    /// again.
    void setOrder(const OwnRestingOrder &order);
    /// It rests no more.
    void forget(const OrderId &order) { m_entries.erase(order); }
    void clear() noexcept { m_entries.clear(); }
    /// Looks at what is new on the boards; @p orderBooks may be nullptr. True when a position changed.
    bool refresh(const MarketBoard &markets, const OrderBookBoard *orderBooks);
    /// Nullopt while there is nothing to tell it from: no live data of the market, or the price is not in sight.
    [[nodiscard]] std::optional<QueuePosition> position(const OrderId &order) const;

private:
    struct Entry
    {
        OwnRestingOrder order;
        std::optional<QueueEstimator> estimator; ///< from the first image in which the price was in sight
        SteadyTime since{};                      ///< arrival of that image
        std::uint64_t printsSeen = 0;
        std::optional<std::uint64_t> assumed; ///< the order of the book taken to be this one
        std::optional<QueuePosition> position;
        std::uint64_t marketRevision = 0;
        std::uint64_t bookRevision = 0;
        bool isNew = true;
    };

    static void follow(Entry &entry, const MarketState &market);
    [[nodiscard]] static std::optional<QueuePosition> positionIn(Entry &entry, const MarketOrders &orders);

    std::unordered_map<OrderId, Entry> m_entries;
};

} // namespace depthdeck
