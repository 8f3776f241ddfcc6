// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "app/market/market_mode.h"
#include "app/market/order_book_trade.h"
#include "app/market/order_by_order_book.h"

#include <QObject>

#include <memory>
#include <vector>

namespace t4proto::v1::market {
class MarketByOrderSnapshot;
class MarketByOrderSubscribeReject;
class MarketByOrderTrade;
class MarketByOrderUpdate;
} // namespace t4proto::v1::market

namespace depthdeck {

/// Why a book is being fetched again (t4-protocol.md c.7).
enum class ResyncReason : std::uint8_t {
    None,
    MissingNumber, ///< numbers went up one by one until now, and one is missing
    UnknownOrders, ///< many orders were deleted that the book did not have
    Crossed,       ///< bids at or above offers for longer than two seconds while the market was open
    BadMessage,    ///< a message could not be read, so what it changed is not known
    NoAnswer       ///< no snapshot came after asking for one
};

/// What became of one market's orders since the last time. Conflated: an order that came and went is not in it.
struct OrderBookChange
{
    MarketId market;
    OrderBookState state = OrderBookState::Waiting;
    bool replacesAll = false;           ///< @ref orders is the whole book
    std::vector<RestingOrder> orders;   ///< new, or in another place or with another volume
    std::vector<std::uint64_t> gone;    ///< none with @ref replacesAll
    std::vector<OrderBookTrade> trades; ///< every one, in the order of the wire
    MarketMode mode = MarketMode::Undefined;
    std::optional<WallTime> time; ///< the server's, of the newest message
    std::optional<MarketMode> refused;
    ResyncReason reason = ResyncReason::None; ///< while Resynchronising
    /// The session has to unsubscribe and subscribe once, now. The book stays as it was until the new snapshot.
    bool resyncNeeded = false;
};

struct OrderBookChanges
{
    std::vector<OrderBookChange> books;
};

/// Applies market-by-order messages to books, on the thread that decodes them; its only writer. Messages of markets
/// that are not subscribed are dropped by id. takeChanges() may be called from another thread, once per display frame:
/// its cost follows the number of orders that changed, never the size of the book.
///
/// In a session: Session::Parts holds it as `orderFeed` and the OrderBookBoard as `orderBooks`, and declares what
/// session_markets.cpp defines: `void takeMarkets(); void takeOrderBooks(); void subscribeOrders(const MarketKey &);
/// void fetchOrdersAgain(const MarketId &); void discardOrders();`. The four apply…() are connected directly to
/// ServerMessages::marketByOrderSnapshot, -Update, -Trade and -SubscribeReject, and messageRejected() as MarketFeed's
/// is. reset() is called where MarketFeed::reset() is, discardOrders() when the connection is gone, and after a login
/// subscribeOrders() for each of subscriptions.orderMarkets(). takeFrame() does the rest.
class OrderByOrderFeed final : public QObject
{
    Q_OBJECT

public:
    explicit OrderByOrderFeed(const Clock &clock, QObject *parent = nullptr);
    ~OrderByOrderFeed() override;

    // Each is for the thread that decodes; connect directly.
    void applySnapshot(const t4proto::v1::market::MarketByOrderSnapshot &message);
    void applyUpdate(const t4proto::v1::market::MarketByOrderUpdate &message);
    void applyTrade(const t4proto::v1::market::MarketByOrderTrade &message);
    void applyReject(const t4proto::v1::market::MarketByOrderSubscribeReject &message);

    /// Which markets are wanted: each waits for its snapshot. Again: ends a refusal. Any thread.
    void subscribe(const MarketId &market);
    void unsubscribe(const MarketId &market);
    /// The subscription was sent just now: a snapshot is owed. Any thread.
    void noteAsked(const MarketId &market);
    /// Discards every book, keeps the subscriptions: at a disconnect nothing of a book holds (t4-protocol.md c.8).
    /// Each waits for a snapshot again. Any thread.
    void reset();

    /// What changed since the last call; also looks at what time alone decides. Any thread.
    [[nodiscard]] OrderBookChanges takeChanges();

signals:
    /// A message was not applied. @p what is the wire's name of it, for the log.
    void messageRejected(const depthdeck::MarketId &market, const QString &what);

private:
    struct State;

    std::unique_ptr<State> m_state;
    const Clock &m_clock;
};

} // namespace depthdeck
