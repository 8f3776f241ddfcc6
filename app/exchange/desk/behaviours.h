// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace depthdeck::exchange {

/// Where the sources leave two readings of the protocol open (t4-protocol.md j): which one this exchange follows. The
/// defaults are the safe readings; every other one has a switch, so that a client can be tested against both.
struct Behaviours
{
    enum class TouchPrice : std::uint8_t { Limit, Stop, Either };
    enum class DistanceUnit : std::uint8_t { SessionPrice, TickCount };
    enum class TrailPrice : std::uint8_t { Distance, Stop };
    enum class BracketReference : std::uint8_t { FirstFill, LastFill, AverageFill, Expected };
    enum class TriggerPull : std::uint8_t { HeldExits, AllExits };
    enum class QueueRelease : std::uint8_t { True, False, Any };
    enum class SparkRelease : std::uint8_t { FirstFill, WholeFill };
    enum class ModeCondition : std::uint8_t { Entered, Present };
    enum class BustForm : std::uint8_t { Trade, NegativeTrade, Status, Update };
    enum class LinkedSeparator : std::uint8_t { Comma, Semicolon, Space };
    enum class OrderDates : std::uint8_t { Digits, DotNetTicks, UnixSeconds };
    enum class Warnings : std::uint8_t { Reached, Threshold };

    TouchPrice touchPrice = TouchPrice::Limit;                       ///< j.14
    DistanceUnit trailUnit = DistanceUnit::SessionPrice;             ///< j.13: trail_distance, trail_price
    TrailPrice trailPrice = TrailPrice::Distance;                    ///< j.13: what trail_price tells
    DistanceUnit bracketUnit = DistanceUnit::SessionPrice;           ///< j.12: AutoOCO differentials
    BracketReference bracketReference = BracketReference::FirstFill; ///< j.11
    TriggerPull triggerPull = TriggerPull::HeldExits;                ///< e.9
    SparkRelease sparkRelease = SparkRelease::FirstFill;             ///< e.3
    QueueRelease queueRelease = QueueRelease::True;                  ///< j.15, e.4
    ModeCondition modeCondition = ModeCondition::Entered;            ///< e.4
    BustForm bustForm = BustForm::Trade;                             ///< j.18
    LinkedSeparator linkedSeparator = LinkedSeparator::Comma;        ///< j.30
    OrderDates orderDates = OrderDates::Digits;                      ///< j.21
    Warnings warnings = Warnings::Reached;                           ///< d.4
    bool batchLinksRefused = false;                                  ///< j.15
    bool pricedTypeKept = false;                                     ///< j.15: JOIN and HIT after their pricing
    bool noChangeUsed = false;                                       ///< j.16
    bool sparseStatus = false;                                       ///< j.17
    bool snapshotIsLive = false;                                     ///< j.19
    bool overnightLeftOut = false;                                   ///< j.20
    bool unsubscribeSilent = false;                                  ///< j.26
    bool cancelsAtDisconnect = false;                                ///< j.28
    bool malformedRejected = false;                                  ///< j.29

    /// Reads "NAME=VALUE", or "NAME" for a behaviour's first other reading. Nullopt when done, else what is wrong.
    [[nodiscard]] std::optional<QString> add(const QString &text);
    /// Two lines for each name at most: for --help.
    [[nodiscard]] static QStringList describe();
};

} // namespace depthdeck::exchange
