// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/account.h"
#include "app/trading/order.h"
#include "app/trading/risk_limits.h"

#include <vector>

namespace depthdeck {

/// How much of one limit is used.
struct Headroom
{
    enum class Rule : std::uint8_t {
        Clip,
        AccountPosition,
        WorkingOrders,
        LossLimit,
        DayLossLimit,
        MinimumBalance,
        Margin,
        PriceBanding
    };
    Rule rule{};
    bool isServers = true; ///< false: the trader's own
    /// Lots, orders or money, by the rule. Clip and PriceBanding: 0, each order is judged by itself. MinimumBalance:
    /// the balance, which must stay above @ref limit. AccountPosition: of the market where it is largest, all that
    /// works on one side counted as filled. Margin: what is bound, of that and what is still free.
    double used = 0;
    double limit = 0;
};

/// Every limit of @p account that is told or set, the server's first. @p positions are those of the account.
[[nodiscard]] std::vector<Headroom> headroomOf(const Account &account, const std::vector<const Position *> &positions,
                                               int activeOrders, const RiskLimits &own);

} // namespace depthdeck
