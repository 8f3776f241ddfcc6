// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/account.h"

#include <map>

namespace depthdeck::exchange {

/// What the orders of one message that were examined so far would add if all of them were taken: a batch is allowed or
/// refused as a whole (t4-protocol.md e.10).
class RiskPlan
{
public:
    struct Lots
    {
        std::int32_t buys = 0;
        std::int32_t sells = 0;
    };

    [[nodiscard]] Lots lots(AccountIndex account, MarketIndex market) const
    {
        const auto found = m_lots.find({account, market});
        return found == m_lots.end() ? Lots{} : found->second;
    }
    [[nodiscard]] Money margin(AccountIndex account) const
    {
        const auto found = m_margin.find(account);
        return found == m_margin.end() ? Money{} : found->second;
    }
    void add(AccountIndex account, MarketIndex market, Side side, std::int32_t volume, Money margin)
    {
        Lots &sum = m_lots[{account, market}];
        (side == Side::Buy ? sum.buys : sum.sells) += volume;
        m_margin[account] += margin;
    }

private:
    std::map<std::pair<AccountIndex, MarketIndex>, Lots> m_lots;
    std::map<AccountIndex, Money> m_margin;
};

} // namespace depthdeck::exchange
