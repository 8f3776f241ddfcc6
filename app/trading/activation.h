// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_mode.h"
#include "app/market/price.h"
#include "app/market/quantity.h"
#include "app/market/side.h"
#include "app/time/clock.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace depthdeck {

/// ActivationType of the wire, those that a client sends: when T4 lets an order go to the exchange (t4-protocol.md
/// e.4).
enum class ActivationKind : std::int32_t {
    Immediate = 0,
    Hold = 1,
    AtTime = 3,
    TradeAtOrAbove = 4,
    TradeAtOrBelow = 5,
    OnMarketMode = 6,
    Queue = 11, ///< released by hand
    QuoteAtOrAbove = 14,
    QuoteAtOrBelow = 15,
    MarketOnClose = 18
};

/// A moment, or a delay from when the server has the order; one of the two or neither.
struct MomentOrDelay
{
    std::optional<WallTime> time;
    std::optional<std::chrono::milliseconds> delay;
    [[nodiscard]] bool isSet() const noexcept { return time.has_value() || delay.has_value(); }
    friend bool operator==(const MomentOrDelay &, const MomentOrDelay &) = default;
};

/// What an order waits for, and when it is given up (t4-protocol.md e.4). Valid or not: checkDraft says.
struct Activation
{
    ActivationKind kind = ActivationKind::Immediate;
    MomentOrDelay submit;               ///< AtTime
    std::optional<Price> price;         ///< the trade and quote kinds
    std::optional<Quantity> volume;     ///< lots at that price, the trade and quote kinds; absent: any
    Side quoteSide = Side::Buy;         ///< the quote kinds: Buy looks at the best bid, Sell at the best offer
    bool countImplied = false;          ///< the quote kinds
    MarketMode mode = MarketMode::Open; ///< OnMarketMode
    MomentOrDelay cancel;               ///< with any kind: pulled then
    MomentOrDelay giveUp;               ///< pulled if it was not activated by then

    [[nodiscard]] bool isDefault() const noexcept { return *this == Activation{}; }
    friend bool operator==(const Activation &, const Activation &) = default;
};

} // namespace depthdeck
