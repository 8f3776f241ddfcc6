// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace depthdeck::exchange {

/// Where the sources leave two readings of the market data open (t4-protocol.md j): which one this exchange follows.
/// The defaults are the safe readings; every other one has a switch, so that a client can be tested against both. The
/// orders' ones are desk/behaviours.h.
struct MarketBehaviours
{
    enum class Implied : std::uint8_t { Separate, Included };
    enum class AggressorSide : std::uint8_t { Aggressor, Resting };
    enum class TradeSide : std::uint8_t { Hit, Aggressor };
    enum class Priority : std::uint8_t { Ascending, Descending };
    enum class TradeSequence : std::uint8_t { Shared, None };
    enum class Dates : std::uint8_t { Digits, DotNetTicks, UnixSeconds };
    enum class LegVolume : std::uint8_t { Signed, Unsigned };
    enum class OrderTypes : std::uint8_t { Bits, All, None };

    Implied implied = Implied::Separate;                    ///< j.6: whether bids and offers hold implied volume
    AggressorSide aggressorSide = AggressorSide::Aggressor; ///< j.10: market_by_order_trade.aggressor_side
    TradeSide tradeSide = TradeSide::Hit;                   ///< j.10: at_bid_or_offer
    Priority priority = Priority::Ascending;                ///< j.8
    TradeSequence tradeSequence = TradeSequence::Shared;    ///< j.8
    Dates dates = Dates::Digits;                            ///< j.21: trade_date of market_high_low
    LegVolume legVolume = LegVolume::Signed;                ///< f: of MarketDetails.legs
    OrderTypes orderTypes = OrderTypes::Bits;               ///< j.22: MarketDetails.order_types
    std::int32_t sequenceStep = 1;                          ///< j.8: of market by order
    std::int32_t sequenceGap = 0;                           ///< every so many messages one is lost; 0: none

    /// Whether @p argument, "NAME=VALUE" or "NAME", names one of these.
    [[nodiscard]] static bool knows(const QString &argument);
    /// Reads "NAME=VALUE", or "NAME" for a behaviour's first other reading. Nullopt when done, else what is wrong.
    [[nodiscard]] std::optional<QString> add(const QString &argument);
    /// Two lines for each name at most: for --help.
    [[nodiscard]] static QStringList describe();
};

} // namespace depthdeck::exchange
