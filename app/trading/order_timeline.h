// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/time/clock.h"
#include "app/trading/order_terms.h"

#include <optional>
#include <string>
#include <vector>

namespace depthdeck {

/// Where an order stands on its way, each step as it was seen.
enum class OrderStage : std::uint8_t {
    Intended,   ///< the trader asked
    Recorded,   ///< the intent is in the journal, on disk
    Sent,       ///< its bytes were written to the socket
    NotSent,    ///< it never left, and never will
    RiskPassed, ///< T4's risk check let it through
    AtExchange, ///< handed to the exchange
    Working,    ///< the exchange accepted it
    Held,       ///< T4 holds it until its condition
    Activated,  ///< its condition was met
    Revising,   ///< a revision was asked for
    Revised,
    RevisionFailed,
    Pulling,
    Pulled,
    PullFailed,
    PartFilled,
    Filled,
    Busted,
    Rejected,
    RolledOver,
    Unknown,  ///< no answer, or the connection broke
    Resolved, ///< the server's state named it again
    Gone,     ///< the server's state no longer names it
    Told      ///< anything else the server said: @ref OrderStep::change
};

/// One event in an order's life (t4-protocol.md e.5).
struct OrderStep
{
    OrderStage stage = OrderStage::Told;
    WallTime at{};                      ///< this program's clock, when it happened or was heard
    SteadyTime steadyAt{};              ///< the same moment, for differences
    std::optional<WallTime> serverTime; ///< `time` of the message
    std::optional<WallTime> exchangeTime;
    OrderChange change = OrderChange::None; ///< the server's own words
    OrderStatus status = OrderStatus::None;
    ResponsePending pending = ResponsePending::None;
    std::string detail; ///< status_detail
    std::int32_t sequence = 0;
    friend bool operator==(const OrderStep &, const OrderStep &) = default;
};

/// The newest steps of one order, oldest first; the first and the newest are always kept.
using OrderTimeline = std::vector<OrderStep>;
inline constexpr std::size_t maxTimelineSteps = 200;

} // namespace depthdeck
