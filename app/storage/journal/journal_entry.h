// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "app/market/price.h"
#include "app/market/quantity.h"
#include "app/market/side.h"
#include "app/time/clock.h"

#include <QString>

#include <functional>
#include <optional>
#include <string>

namespace depthdeck {

/// What a row of the journal is about. The numbers are stored: never reuse one.
enum class JournalKind : std::int32_t {
    ProgramStarted = 1,
    ProgramEnded = 2,
    Login = 10,
    LoginRefused = 11,
    Disconnected = 12,
    Armed = 20,
    Disarmed = 21,
    LimitsChanged = 22,
    KillSwitch = 23,
    WithoutJournal = 24, ///< the trader chose to trade although the journal failed
    SubmitIntent = 30,
    ReviseIntent = 31,
    PullIntent = 32,
    BatchIntent = 33,
    StrategyIntent = 34,
    IntentNotSent = 35,
    HandedToSocket = 36,
    Refused = 37, ///< by this program's own checks: nothing was to be sent
    OrderUpdate = 40,
    OrderRefused = 41,
    Fill = 42,
    LegFill = 43,
    FillBusted = 44,
    BatchAnswer = 45,
    StrategyAnswer = 46,
    Note = 90
};

/// What stood on the screen when the trader clicked.
struct SeenQuote
{
    std::optional<Price> bid;
    std::optional<Price> offer;
    Quantity bidVolume;
    Quantity offerVolume;
    std::optional<Price> last;
    std::int64_t ageNanoseconds = 0; ///< since the image arrived; 0: none
    std::uint64_t revision = 0;      ///< of the market's state that was shown
    std::uint64_t frame = 0;         ///< of the display
    QString freshness;               ///< as shown
};

/// One row before it is chained. Fields that do not apply stay empty. Holds no secret: nothing of a login but firm and
/// user (the writer has no field for more).
struct JournalEntry
{
    JournalKind kind = JournalKind::Note;
    WallTime at{}; ///< when it happened here, UTC
    std::optional<WallTime> serverTime;
    std::optional<WallTime> exchangeTime;
    QString operatorName; ///< who: the login's user
    QString endpoint;     ///< which server
    std::string account;
    std::string exchange; ///< exchange id of the market
    std::string contract;
    std::string market;
    std::string order;         ///< unique_id
    std::string exchangeOrder; ///< exchange_order_id
    std::string tag;
    std::string relation; ///< batch id, or what links orders
    std::string trade;    ///< exchange_trade_id of a fill
    std::optional<Side> side;
    std::optional<bool> manual;
    QString orderType;                    ///< the field's words, English: the journal does not change with the language
    QString timeInForce;                  ///< same
    QString change;                       ///< the wire's name of OrderChange
    QString status;                       ///< the wire's names of status and pending
    std::optional<std::int32_t> sequence; ///< sequence_order of the message
    std::optional<std::int32_t> leg;      ///< of a leg's fill
    bool historical = false;              ///< told again by a snapshot or a replay
    std::optional<Quantity> volume;       ///< of the order; of a fill its own
    std::optional<Quantity> maxShow;
    std::optional<Quantity> working; ///< of a fill what is left after it
    std::optional<Quantity> filled;
    std::optional<Price> price; ///< limit; of a fill its own
    std::optional<Price> stop;
    std::optional<SeenQuote> seen;
    QString window; ///< where it was clicked
    QString detail; ///< the server's or this program's words
    QString json;   ///< the whole message as protobuf JSON, for what has no column
    std::function<QString()>
        makeJson; ///< makes @ref json on the journal's thread, so that a burst need not wait for it
};

} // namespace depthdeck
