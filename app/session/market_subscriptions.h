// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/depth_wish.h"
#include "app/market/identifiers.h"
#include "app/time/clock.h"
#include "app/wire/wire_messages.h"

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace depthdeck {

/// Who wants which market's data, counted, and since when the server owes an image. Knows no connection; survives them.
class MarketSubscriptions
{
public:
    /// True when the server must be told: the widest wish grew, or the market is new.
    [[nodiscard]] bool watch(const MarketKey &market, DepthWish wish);
    /// True when the server must be told: the widest wish shrank, or nobody is left. A wish nobody had changes nothing.
    [[nodiscard]] bool release(const MarketKey &market, DepthWish wish);

    /// The levels and the buffer that serve everybody, by wider(); nullopt when nobody wants the market.
    [[nodiscard]] std::optional<DepthWish> widest(const MarketId &market) const;
    [[nodiscard]] std::vector<MarketKey> markets() const;

    // The same for market by order, which has no choices: true when the server must be told.
    [[nodiscard]] bool watchOrders(const MarketKey &market);
    [[nodiscard]] bool releaseOrders(const MarketKey &market);
    [[nodiscard]] bool wantsOrders(const MarketId &market) const;
    [[nodiscard]] std::vector<MarketKey> orderMarkets() const;

    void noteAsked(const MarketId &market, SteadyTime now);
    /// An image or a refusal arrived. True when it was the first since asking.
    bool noteAnswered(const MarketId &market);
    /// No connection: nobody owes anything.
    void forgetAsked();
    /// Those asked for longer than @p patience ago without an answer; each is told once.
    [[nodiscard]] std::vector<MarketId> takeUnanswered(SteadyTime now, std::chrono::nanoseconds patience);

    /// The message that asks for @p wish, or ends the subscription without one (t4-protocol.md c.1, c.2).
    [[nodiscard]] static t4proto::v1::market::MarketDepthSubscribe message(const MarketKey &market,
                                                                           const std::optional<DepthWish> &wish);
    /// The message that asks for every resting order, or ends that (t4-protocol.md c.7).
    [[nodiscard]] static t4proto::v1::market::MarketByOrderSubscribe ordersMessage(const MarketKey &market,
                                                                                   bool subscribe);

private:
    struct Entry
    {
        MarketKey key;
        std::map<DepthWish, int> wishes;
        std::optional<SteadyTime> askedAt; ///< while an answer is owed
    };
    struct OrderEntry
    {
        MarketKey key;
        int watchers = 0;
    };

    [[nodiscard]] static DepthWish widestOf(const Entry &entry);

    std::unordered_map<MarketId, Entry> m_entries;
    std::unordered_map<MarketId, OrderEntry> m_orderEntries;
};

} // namespace depthdeck
