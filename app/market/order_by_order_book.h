// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/price.h"
#include "app/market/quantity.h"
#include "app/market/side.h"

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace depthdeck {

/// One resting order of a market-by-order book (t4-protocol.md c.7).
struct RestingOrder
{
    std::uint64_t id = 0;
    Side side = Side::Buy;
    Price price;
    Quantity volume;
    std::uint64_t priority = 0; ///< smaller is nearer to the front
    friend bool operator==(const RestingOrder &, const RestingOrder &) noexcept = default;
};

/// Where an order stands in the queue of its price.
struct QueuePosition
{
    std::int32_t ordersAhead = 0;
    Quantity lotsAhead;
    Quantity lotsAtPrice; ///< its own included
    bool exact = false;   ///< the order itself was found in the book; else an estimate
    /// False when the feed does not publish order counts: @ref ordersAhead says nothing then.
    bool ordersKnown = true;
    friend bool operator==(const QueuePosition &, const QueuePosition &) noexcept = default;
};

/// Why a book is not to be relied on.
enum class OrderBookState : std::uint8_t { Off, Waiting, Live, Resynchronising, Refused };

/// Every resting order of one market. Orders at one price are held by priority. One thread at a time.
class OrderByOrderBook
{
public:
    /// The place in a queue. The id decides between orders of one priority, which the wire does not rule out.
    struct Rank
    {
        std::uint64_t priority = 0;
        std::uint64_t id = 0;
        friend auto operator<=>(const Rank &, const Rank &) noexcept = default;
    };

    /// All orders of one side at one price, front of the queue first. Never empty.
    struct Level
    {
        std::map<Rank, RestingOrder> orders;
        std::int64_t lots = 0;
        std::uint64_t revision = 0; ///< of the book, when the level changed last
    };
    using Levels = std::map<Price, Level>;

    /// True when it was a change of a known order. Known under its id: it leaves its old place, whatever that was.
    bool addOrUpdate(const RestingOrder &order);
    /// False when it was not there.
    bool remove(std::uint64_t id);
    void clear();

    [[nodiscard]] const Levels &bids() const noexcept { return m_bids; }
    [[nodiscard]] const Levels &offers() const noexcept { return m_offers; }
    [[nodiscard]] const Levels &levels(Side side) const noexcept { return side == Side::Buy ? m_bids : m_offers; }
    /// Nullptr when nothing rests there.
    [[nodiscard]] const Level *level(Side side, Price price) const noexcept;
    [[nodiscard]] const RestingOrder *find(std::uint64_t id) const noexcept;
    /// By the decimal text of the exchange's id, where T4 passes that through (t4-protocol.md c.7).
    [[nodiscard]] const RestingOrder *find(std::string_view exchangeOrderId) const noexcept;
    [[nodiscard]] std::size_t size() const noexcept { return m_places.size(); }
    /// Whether the best bid is at or above the best offer.
    [[nodiscard]] bool isCrossed() const noexcept;
    /// Where a resting order stands; nullopt when @p id is not in the book.
    [[nodiscard]] std::optional<QueuePosition> position(std::uint64_t id) const;
    /// Exact when @p exchangeOrderId is in the book; nullopt when it is not.
    [[nodiscard]] std::optional<QueuePosition> exactPosition(std::string_view exchangeOrderId) const;
    /// Grows with every change.
    [[nodiscard]] std::uint64_t revision() const noexcept { return m_revision; }

private:
    struct Place
    {
        Side side = Side::Buy;
        Price price;
        Rank rank;
    };

    [[nodiscard]] Levels &levelsOf(Side side) noexcept { return side == Side::Buy ? m_bids : m_offers; }
    void takeOut(const Place &place);

    Levels m_bids;   ///< ascending: the best bid is the last
    Levels m_offers; ///< ascending: the best offer is the first
    std::unordered_map<std::uint64_t, Place> m_places;
    std::uint64_t m_revision = 0;
};

} // namespace depthdeck
