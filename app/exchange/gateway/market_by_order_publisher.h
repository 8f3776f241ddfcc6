// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/gateway/client.h"
#include "app/exchange/gateway/market_behaviours.h"
#include "app/exchange/venue/venue.h"

#include <map>
#include <memory>

namespace t4proto::v1::market {
class MarketByOrderSubscribe;
}

namespace depthdeck::exchange {

class MarketDataPublisher;

/// Sends every subscriber each order of a market's book and each trade with the orders it hit (t4-protocol.md c.7).
/// Nothing is conflated, all clients see one sequence, and a frame is written once for all clients of a price format.
/// The venue's events are only noted while the venue works; the frames go out when it is done (publish). The venue
/// tells single orders of those markets alone that somebody watches.
class MarketByOrderPublisher
{
public:
    /// @p venue and @p definitions are borrowed and outlive the publisher.
    MarketByOrderPublisher(Venue &venue, MarketDataPublisher &definitions, const MarketBehaviours &behaviours);
    ~MarketByOrderPublisher();

    /// A client's wish, also to stop.
    void subscribe(Client &client, const t4proto::v1::market::MarketByOrderSubscribe &wish);
    void forget(const Client &client);
    [[nodiscard]] bool hasSubscribers() const noexcept { return !m_channels.empty(); }

    void noteChange(const OrderBookChange &change);
    void noteTrade(const OrderTrade &trade);
    void noteMode(MarketIndex market);
    /// Sends what was noted since the last call, a message for each trade and for each run of changes between two.
    void publish();

private:
    struct Channel;
    struct Scratch;

    void reject(Client &client, const std::string &market, MarketMode reason);
    [[nodiscard]] std::optional<MarketMode> refusalOf(const Client &client, MarketIndex market,
                                                      const t4proto::v1::market::MarketByOrderSubscribe &wish) const;
    void unsubscribe(const Client &client, MarketIndex market);
    void sendSnapshot(Client &client, MarketIndex market);
    [[nodiscard]] Channel *touch(MarketIndex market);
    void publishChannel(MarketIndex market, Channel &channel);
    void sendUpdates(MarketIndex market, Channel &channel, std::span<const OrderBookChange> changes);
    void sendTrade(MarketIndex market, Channel &channel, std::size_t index);
    [[nodiscard]] std::uint64_t nextSequence(MarketIndex market);
    [[nodiscard]] bool isLost();
    [[nodiscard]] std::uint64_t wirePriority(std::uint64_t priority) const noexcept;
    template <typename Write>
    void sendToAll(Channel &channel, Write write);

    Venue &m_venue;
    MarketDataPublisher &m_definitions;
    MarketBehaviours m_behaviours;
    std::map<MarketIndex, std::unique_ptr<Channel>> m_channels; ///< of the watched markets
    std::map<MarketIndex, std::uint64_t> m_sequences;           ///< go on when a market is watched again
    std::vector<MarketIndex> m_touched;
    std::uint64_t m_messages = 0;
    std::unique_ptr<Scratch> m_scratch;
};

} // namespace depthdeck::exchange
