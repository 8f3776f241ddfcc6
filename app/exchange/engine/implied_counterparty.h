// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/engine/order_types.h"

namespace depthdeck::exchange {

/// What other markets' orders offer to an order of this one. The engine asks before an order meets its own book, and
/// again after each trade.
class ImpliedCounterparty
{
public:
    ImpliedCounterparty() = default;
    ImpliedCounterparty(const ImpliedCounterparty &) = delete;
    ImpliedCounterparty &operator=(const ImpliedCounterparty &) = delete;
    virtual ~ImpliedCounterparty() = default;

    /// The best price at which others would let an aggressor of @p side trade here. Nullopt when they would not.
    [[nodiscard]] virtual std::optional<Ticks> impliedAgainst(Side side) const = 0;
    /// Trades @p order at that price, which its limit allows. Returns the lots done, at least one.
    [[nodiscard]] virtual std::int32_t tradeImplied(const EngineOrder &order) = 0;
};

} // namespace depthdeck::exchange
