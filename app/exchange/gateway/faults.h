// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/order_desk.h"

#include <QString>
#include <QStringList>

namespace depthdeck::exchange {

/// What the exchange does wrong on purpose, so that clients can be tested against it. Counts are of the frames a
/// session is sent after its login response; zero: never.
struct Faults
{
    int dropAfter = 0;                  ///< the socket is torn down, no close frame
    int silentAfter = 0;                ///< nothing is sent any more, heartbeats included
    int garbageEvery = 0;               ///< an extra frame of bytes that are no message
    int truncatedEvery = 0;             ///< an extra frame: the first half of the one before
    int emptyEvery = 0;                 ///< an extra frame of no bytes
    int textEvery = 0;                  ///< an extra text frame
    int unknownVariantEvery = 0;        ///< an extra envelope with a payload of a later version
    int unknownEnumEvery = 0;           ///< an extra market_snapshot with a mode of a later version
    int badPriceEvery = 0;              ///< an extra market_depth with a price that does not parse
    int oversizedMegabytes = 0;         ///< one frame of this size after the login response
    std::chrono::milliseconds delay{0}; ///< of every frame sent
    OrderFault orders = OrderFault::None;
    int bustFill = 0;               ///< this fill of every client is busted a second later
    int refuseLogin = 0;            ///< every login gets this LoginResult
    int restStatus = 0;             ///< every REST request gets this HTTP status
    bool ignorePriceFormat = false; ///< every session gets DECIMAL prices
    bool rejectMarkets = false;     ///< every depth subscription is refused
    bool tokenFails = false;        ///< no REST token is issued
    bool http301 = false;           ///< the WebSocket port answers every request with a redirection

    /// Reads "NAME" or "NAME=VALUE". Nullopt when done, else what is wrong with it.
    [[nodiscard]] std::optional<QString> add(const QString &text);
    /// One line for each name: for --help.
    [[nodiscard]] static QStringList describe();
};

} // namespace depthdeck::exchange
