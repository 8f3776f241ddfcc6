// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order_check.h"

namespace depthdeck {

/// The prices of an order or of a revision; those its type does not use are ignored.
struct PricedIntent
{
    Side side = Side::Buy;
    OrderType type = OrderType::Limit;
    std::optional<Price> limit;
    std::optional<Price> stop;
    std::optional<Price> trigger; ///< of a stop-limit: its limit is far or near from here, not from the market
    std::optional<std::int32_t> banding = std::nullopt; ///< the account's, where told
};

/// Finds prices that are off tick, outside the day's limits, far away or on the wrong side, appended to @p problems.
/// @p market has a definition. Distances are in ticks of its table, so that VTT markets and spreads with negative
/// prices count right.
void checkPrices(const PricedIntent &intent, const MarketState &market, const RiskLimits &limits,
                 std::vector<OrderProblem> &problems);

} // namespace depthdeck
