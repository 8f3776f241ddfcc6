// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/gateway/client.h"
#include "app/exchange/gateway/conflation.h"
#include "app/exchange/gateway/market_encoder.h"

#include <memory>

namespace t4proto::v1::market {
class MarketDepthSubscribe;
}

namespace depthdeck::exchange {

/// Sends every subscriber what its buffer promises: images of books, prints, day figures (t4-protocol.md c). A frame is
/// written once for all clients that want the same. The venue's events are only noted while the venue works; the
/// frames go out when it is done (publish).
class MarketDataPublisher
{
public:
    /// @p venue is borrowed and outlives the publisher.
    explicit MarketDataPublisher(const Venue &venue, const MarketBehaviours &behaviours = {});
    ~MarketDataPublisher();

    /// A client's wish, also to stop. @p now as in publish.
    void subscribe(Client &client, const t4proto::v1::market::MarketDepthSubscribe &wish, SteadyTime now);
    void forget(const Client &client);
    /// Sends @p market's definition unless this session has it.
    void ensureDetails(Client &client, MarketIndex market);
    /// Whether anybody watches anything: the exchange works less often otherwise.
    [[nodiscard]] bool hasSubscribers() const noexcept { return m_subscriptionCount > 0; }

    void noteBook(MarketIndex market);
    void noteTrade(const VenueTrade &trade);
    void noteStatistic(MarketIndex market, Statistic what);
    void noteMode(MarketIndex market);

    /// Sends what the events since the last call call for at once.
    void publish(SteadyTime now);
    /// Sends the images that were held back and are due.
    void publishHeldBack(SteadyTime now);

private:
    struct Subscription;
    struct Channel;
    struct Scratch;

    void reject(Client &client, const std::string &market, MarketMode reason);
    void sendSnapshot(Client &client, MarketIndex market, const Subscription &subscription);
    void unsubscribe(const Client &client, MarketIndex market);
    [[nodiscard]] Channel &channelOf(MarketIndex market);
    Channel &touch(MarketIndex market);
    void publishChannel(MarketIndex market, Channel &channel, SteadyTime now);
    void publishTrades(MarketIndex market, Channel &channel);
    void publishStatistics(MarketIndex market, Channel &channel);
    void publishMode(MarketIndex market, Channel &channel);
    void publishBook(MarketIndex market, Channel &channel, SteadyTime now);
    [[nodiscard]] MarketEncoder encoderFor(const Client &client) const;
    [[nodiscard]] const QByteArray &depthFrame(MarketIndex market, Channel &channel, const Subscription &subscription);
    template <typename Write>
    void sendToAll(Channel &channel, Write write);

    const Venue &m_venue;
    MarketBehaviours m_behaviours;
    std::vector<std::unique_ptr<Channel>> m_channels; ///< by market; null, or none yet, while nobody ever asked
    std::vector<MarketIndex> m_touched;
    std::vector<MarketIndex> m_heldBack;
    std::size_t m_subscriptionCount = 0;
    std::unique_ptr<Scratch> m_scratch;
};

} // namespace depthdeck::exchange
