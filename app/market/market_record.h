// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_message.h"
#include "app/market/quote.h"
#include "app/market/trade.h"
#include "app/market/trade_counter.h"

#include <vector>

namespace depthdeck {

/// What the feed knows of one subscribed market, and the rules by which a message changes it (t4-protocol.md c.3 to
/// c.6). Knows no thread, no wire type and no other market.
class MarketRecord
{
public:
    /// Replaces the book. Takes it out of @p image and leaves the old one there, so that its memory is used again.
    void applyImage(ImageMessage &image);
    /// Replaces the book and takes the rest as live, but makes no print of it.
    void applySnapshot(SnapshotMessage snapshot, SteadyTime receivedAt);
    void applyTrade(const TradeMessage &message, SteadyTime receivedAt);
    void applyHighLow(const HighLowMessage &message);
    void applyPriceLimits(const PriceLimitsMessage &message);
    void applySettlement(const SettlementMessage &message);
    void applyReject(MarketMode reason) noexcept { m_refused = reason; }
    /// The market is subscribed again, with another buffer perhaps. True when that changes what is shown.
    bool subscribeAgain() noexcept;

    [[nodiscard]] const DepthBook &book() const noexcept { return m_book; }
    [[nodiscard]] const Quote &quote() const noexcept { return m_quote; }
    [[nodiscard]] const std::optional<MarketMode> &refused() const noexcept { return m_refused; }
    [[nodiscard]] bool hasImage() const noexcept { return m_hasImage; }
    /// The prints since the last call, oldest first.
    [[nodiscard]] std::vector<Trade> takePrints() noexcept;
    /// Whether a book arrived since the last call.
    [[nodiscard]] bool takeImageArrived() noexcept;

private:
    void imageArrived() noexcept;
    void quoteTrade(const LastTrade &trade) noexcept;
    void print(const LastTrade &trade, const TradeCounter::Print &print, SteadyTime receivedAt);

    DepthBook m_book;
    Quote m_quote;
    TradeCounter m_counter;
    std::vector<Trade> m_prints;
    std::optional<MarketMode> m_refused;
    std::int64_t m_highLowDate = 0;
    bool m_hasImage = false;
    bool m_imageArrived = false;
};

} // namespace depthdeck
