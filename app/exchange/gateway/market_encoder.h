// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/price_codec.h"
#include "app/exchange/gateway/market_behaviours.h"
#include "app/exchange/venue/venue.h"

namespace t4proto::v1::market {
class MarketDepth;
class MarketDepth_DepthLine;
class MarketDepthTrade;
class MarketDetails;
class MarketHighLow;
class MarketPriceLimits;
class MarketSettlement;
} // namespace t4proto::v1::market

namespace google::protobuf {
template <typename Element>
class RepeatedPtrField;
}

namespace depthdeck::exchange {

/// The last print of a market that came from a spread: MarketDepth repeats it (t4-protocol.md c.5).
struct SpreadPrint
{
    Ticks price = 0;
    std::int32_t volume = 0;
    std::int32_t totalVolume = 0; ///< at this price since it last changed
};

/// One print with the day's totals after it.
struct CountedTrade
{
    VenueTrade trade; ///< its span is not to be read: see @ref restingVolumes
    std::vector<std::int32_t> restingVolumes;
    std::int32_t totalVolume = 0;
    std::int32_t tradeCount = 0;
};

/// Writes one venue's market data as wire messages in one session's terms (t4-protocol.md c).
class MarketEncoder
{
public:
    /// @p venue is borrowed. @p delayed marks every message as delayed.
    MarketEncoder(const Venue &venue, const PriceCodec &codec, bool delayed,
                  const MarketBehaviours &behaviours = {}) noexcept
        : m_venue{venue},
          m_codec{codec},
          m_behaviours{behaviours},
          m_delayed{delayed}
    {
    }

    void encodeDetails(MarketIndex market, t4proto::v1::market::MarketDetails &message) const;
    /// @p message is written over. At most @p levels of @p image a side.
    void encodeDepth(MarketIndex market, const BookImage &image, DepthBuffer buffer, DepthLevels levels,
                     const SpreadPrint *spread, t4proto::v1::market::MarketDepth &message) const;
    void encodeTrade(const CountedTrade &trade, t4proto::v1::market::MarketDepthTrade &message) const;
    /// The last print as the day's figures tell it. False when there was none.
    [[nodiscard]] bool encodeLastTrade(MarketIndex market, t4proto::v1::market::MarketDepthTrade &message) const;
    void encodeHighLow(MarketIndex market, t4proto::v1::market::MarketHighLow &message) const;
    void encodePriceLimits(MarketIndex market, t4proto::v1::market::MarketPriceLimits &message) const;
    void encodeSettlement(MarketIndex market, t4proto::v1::market::MarketSettlement &message) const;

private:
    using DepthLines = google::protobuf::RepeatedPtrField<t4proto::v1::market::MarketDepth_DepthLine>;

    void encodeSide(const MarketSpec &spec, const std::vector<BookLevel> &levels, std::size_t count,
                    DepthLines &lines) const;
    void encodeTradeData(MarketIndex market, const SpreadPrint *spread,
                         t4proto::v1::market::MarketDepth &message) const;
    [[nodiscard]] std::string text(const MarketSpec &spec, Ticks ticks) const;
    [[nodiscard]] std::int32_t sideOf(BookSide hit) const noexcept;
    [[nodiscard]] std::int64_t dateOf(std::int32_t tradeDate) const noexcept;
    [[nodiscard]] std::int32_t orderTypes() const noexcept;

    const Venue &m_venue;
    PriceCodec m_codec;
    MarketBehaviours m_behaviours;
    bool m_delayed;
};

} // namespace depthdeck::exchange
