// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace depthdeck {

// The numbers of these enums are the wire's, so that a number this build does not know survives (t4-protocol.md b.2).

/// Trading phase of a market (t4-protocol.md b.5).
enum class MarketMode : std::int32_t {
    Undefined = 0,
    PreOpen = 1,
    Open = 2,
    RestrictedOpen = 3,
    PreClosed = 4,
    Closed = 5,
    Suspended = 6,
    Halted = 7,
    Failed = 8,
    PreCross = 9,
    Cross = 10,
    Expired = 11,
    Rejected = 12,
    Unavailable = 13,
    NoPermission = 14
};

/// Conflation asked of the server (t4-protocol.md c.2).
enum class DepthBuffer : std::int32_t {
    NoSubscription = 0,
    SlowTrade = 1,
    SmartTrade = 2,
    SlowSmart = 3,
    Smart = 4,
    FastSmart = 5,
    All = 6,
    FastTrade = 7,
    TradeOnly = 8
};

/// Levels a side (t4-protocol.md c.2).
enum class DepthLevels : std::int32_t { Undefined = 0, BestOnly = 1, Normal = 10, All = 255 };

/// Whether an order sent in this phase may be accepted; the server decides (t4-protocol.md b.5).
[[nodiscard]] constexpr bool mayAcceptOrders(MarketMode mode) noexcept
{
    switch (mode) {
    case MarketMode::PreOpen:
    case MarketMode::Open:
    case MarketMode::RestrictedOpen:
    case MarketMode::PreCross:
    case MarketMode::Cross:
        return true;
    case MarketMode::Undefined:
    case MarketMode::PreClosed:
    case MarketMode::Closed:
    case MarketMode::Suspended:
    case MarketMode::Halted:
    case MarketMode::Failed:
    case MarketMode::Expired:
    case MarketMode::Rejected:
    case MarketMode::Unavailable:
    case MarketMode::NoPermission:
        break;
    }
    return false;
}

/// How far the newest data of a market can be trusted.
enum class Freshness : std::uint8_t {
    Waiting, ///< subscribed, nothing received yet
    Live,
    Delayed, ///< the server says so
    Stale,   ///< the connection is silent or gone
    Closed,  ///< the market's mode is not a trading one
    Refused  ///< the server refused the subscription
};

} // namespace depthdeck
