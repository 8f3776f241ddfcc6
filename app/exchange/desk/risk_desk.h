// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/account_desk.h"
#include "app/exchange/desk/order_request.h"

namespace depthdeck::exchange {

/// Says whether an account may take on more. Changes nothing.
class RiskDesk
{
public:
    /// All borrowed; they outlive the desk.
    RiskDesk(const AccountDesk &accounts, std::span<const MarketSpec> markets, PriceSource prices)
        : m_accounts{accounts},
          m_markets{markets},
          m_prices{std::move(prices)}
    {
    }

    /// Checks @p total lots on @p side of which @p extra are new to the account. Nullopt when allowed.
    [[nodiscard]] std::optional<Refusal> check(AccountIndex account, MarketIndex market, Side side, std::int32_t total,
                                               std::int32_t extra) const;

private:
    [[nodiscard]] std::optional<Refusal> checkAccount(AccountIndex account, MarketIndex market, Side side,
                                                      std::int32_t extra) const;
    [[nodiscard]] std::optional<Refusal> checkVolume(AccountIndex account, MarketIndex market,
                                                     std::int32_t total) const;
    [[nodiscard]] std::optional<Refusal> checkPosition(AccountIndex account, MarketIndex market, std::int32_t before,
                                                       std::int32_t after) const;
    [[nodiscard]] std::optional<Refusal> checkMargin(AccountIndex account, MarketIndex market, std::int32_t before,
                                                     std::int32_t after) const;

    const AccountDesk &m_accounts;
    std::span<const MarketSpec> m_markets;
    PriceSource m_prices;
};

} // namespace depthdeck::exchange
