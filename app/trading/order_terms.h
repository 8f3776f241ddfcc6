// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace depthdeck {

// The numbers are the wire's, so that a number this build does not know survives (t4-protocol.md b.3).

/// PriceType of the wire: what a trader calls the order type (t4-protocol.md e.2).
enum class OrderType : std::int32_t {
    Market = 0,
    Limit = 1,
    StopMarket = 2,
    StopLimit = 3,
    MarketIfTouched = 6,
    StopSameLimit = 7,
    Join = 8,
    Hit = 9,
    Flatten = 16,
    Undefined = -1
};

/// TimeType of the wire (t4-protocol.md e.2).
enum class TimeInForce : std::int32_t {
    Day = 0,
    ImmediateOrCancel = 1,
    GoodTillCancelled = 2,
    FillOrKill = 3,
    MarketOnOpen = 4,
    MarketOnClose = 5,
    Undefined = -1
};

enum class OrderStatus : std::int32_t { None = 0, Working = 1, Finished = 2, Rejected = 3, Held = 4, NoChange = 5 };

enum class ResponsePending : std::int32_t {
    None = 0,
    Submission = 1,
    Revision = 2,
    Pull = 3,
    Status = 4,
    NoChange = 5
};

enum class OrderLink : std::int32_t {
    None = 0,
    Oco = 1,
    AutoOco = 2,
    Spark = 3,
    AutoOcoP = 7,
    AutoOcoM = 8,
    AutoOcoMp = 9
};

/// OrderChange of the wire: what the last message was about (t4-protocol.md e.5).
enum class OrderChange : std::int32_t {
    None = 0,
    Failed = 1,
    SubmissionRiskSuccess = 2,
    SubmissionRiskRejected = 3,
    SubmissionSent = 4,
    SubmissionFailed = 5,
    SubmissionSuccess = 6,
    SubmissionRejected = 7,
    RevisionRiskSuccess = 8,
    RevisionRiskFailed = 9,
    RevisionSent = 10,
    RevisionFailed = 11,
    RevisionSuccess = 12,
    RevisionRejected = 13,
    PullRiskSuccess = 14,
    PullRiskFailed = 15,
    PullSent = 16,
    PullFailed = 17,
    PullSuccess = 18,
    PullRejected = 19,
    Trade = 20,
    TradeCompleted = 21,
    TradeBusted = 22,
    Handover = 23,
    Rollover = 30
};

/// What a trader is shown of an order: derived from status, pending and volumes, never from the change alone
/// (t4-protocol.md e.5).
enum class OrderState : std::uint8_t {
    Sending, ///< handed to the wire, the server has not spoken yet
    Pending, ///< the server knows it, the exchange does not yet
    Working,
    PartFilled,
    Held,
    Revising,
    Pulling,
    Filled,
    Cancelled,
    CancelledPartFilled,
    Rejected,
    Unknown ///< in flight when the connection broke, or unanswered
};

} // namespace depthdeck
