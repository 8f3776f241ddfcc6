// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/order_by_order_feed.h"

#include <QObject>

#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

namespace depthdeck {

/// The resting orders of one market on the UI thread.
struct MarketOrders
{
    static constexpr std::size_t maxTrades = 1000;

    MarketKey key;
    OrderByOrderBook book; ///< while Resynchronising: the old one, to be marked as such
    OrderBookState state = OrderBookState::Off;
    ResyncReason reason = ResyncReason::None; ///< while Resynchronising
    std::optional<MarketMode> refused;
    MarketMode mode = MarketMode::Undefined;
    std::optional<WallTime> time;      ///< the server's, of the newest message
    std::deque<OrderBookTrade> trades; ///< the newest, oldest first
    std::uint64_t tradesEver = 0;      ///< lets a view find what is new
    std::uint64_t revision = 0;        ///< grows with every change

    /// Whether queue positions can be read from the book.
    [[nodiscard]] bool isLive() const noexcept { return state == OrderBookState::Live; }
};

/// What the windows read: the market-by-order book of every market somebody watches. Lives on the UI thread; fed once
/// per display frame with changes only, so that a book that rests costs nothing; never asks the network.
class OrderBookBoard final : public QObject
{
    Q_OBJECT

public:
    explicit OrderBookBoard(QObject *parent = nullptr);

    /// For the owner of the frame clock.
    void apply(OrderBookChanges changes);
    /// Somebody watches this market's orders: it is waiting until its snapshot is here.
    void expect(const MarketKey &key);
    /// Nobody does any more: off, its book gone.
    void dismiss(const MarketId &market);
    /// The connection is gone: every book is discarded and waits (t4-protocol.md c.8).
    void discardAll();

    /// Nullptr for a market whose orders nobody ever watched. The pointer stays good for the life of the board.
    [[nodiscard]] const MarketOrders *find(const MarketId &market) const noexcept;

signals:
    /// Once per frame in which something changed.
    void booksChanged(const std::vector<depthdeck::MarketId> &markets);

private:
    static void applyChange(MarketOrders &orders, OrderBookChange change);
    static void empty(MarketOrders &orders, OrderBookState state);

    std::unordered_map<MarketId, std::unique_ptr<MarketOrders>> m_markets;
};

} // namespace depthdeck
