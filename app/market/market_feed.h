// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/depth_book.h"
#include "app/market/market.h"
#include "app/market/quote.h"
#include "app/market/trade.h"

#include <QObject>

#include <memory>
#include <mutex>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace t4proto::v1::market {
class MarketDepth;
class MarketDepthSubscribeReject;
class MarketDepthTrade;
class MarketDetails;
class MarketHighLow;
class MarketPriceLimits;
class MarketSettlement;
class MarketSnapshot;
} // namespace t4proto::v1::market

namespace depthdeck {

/// The newest image of one market, and all its prints since the last time.
struct MarketChange
{
    MarketId market;
    DepthBook book;
    Quote quote;
    std::vector<Trade> trades;
    std::optional<MarketMode> refused; ///< the subscription was refused, with this reason
    bool hasImage = false;             ///< a snapshot or an image has arrived since the subscription
    bool imageArrived = true;          ///< with hasImage: @ref book is one that arrived since the last time
};

/// What happened since the last time, one entry a market.
struct FeedChanges
{
    std::vector<MarketChange> markets;
    std::vector<Market> definitions; ///< in the order of the wire; of two for one market the later one counts
};

/// Applies market messages to books on the thread that decodes them; the only writer of its books. Depth is conflated
/// to the newest image, prints are all kept (design.md 1.3). takeChanges() may be called from another thread.
class MarketFeed final : public QObject
{
    Q_OBJECT

public:
    explicit MarketFeed(const Clock &clock, QObject *parent = nullptr);
    ~MarketFeed() override;

    // Each is for the thread that decodes; connect directly.
    void applyDetails(const t4proto::v1::market::MarketDetails &message);
    void applySnapshot(const t4proto::v1::market::MarketSnapshot &message);
    void applyDepth(const t4proto::v1::market::MarketDepth &message);
    void applyTrade(const t4proto::v1::market::MarketDepthTrade &message);
    void applyHighLow(const t4proto::v1::market::MarketHighLow &message);
    void applyPriceLimits(const t4proto::v1::market::MarketPriceLimits &message);
    void applySettlement(const t4proto::v1::market::MarketSettlement &message);
    void applySubscribeReject(const t4proto::v1::market::MarketDepthSubscribeReject &message);

    /// Which markets are wanted; messages for others are dropped by id (t4-protocol.md c.1). Subscribing again ends
    /// a refusal and keeps the image until the next one. Any thread.
    void subscribe(const MarketId &market);
    void unsubscribe(const MarketId &market);
    /// Forgets every image and print, keeps the subscriptions: a new connection starts from nothing. What should still
    /// be shown is taken before. Any thread.
    void reset();

    /// The newest image of each market that changed, and every print, since the last call. Any thread.
    [[nodiscard]] FeedChanges takeChanges();

signals:
    /// A price or a definition did not parse; nothing of the message was applied. @p what is the wire's name of the
    /// message, for the log: it is no sentence for the user.
    void messageRejected(const depthdeck::MarketId &market, const QString &what);

private:
    struct State;
    void reject(const std::string &market, const QString &what);

    std::unique_ptr<State> m_state;
    const Clock &m_clock;
};

} // namespace depthdeck
