// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/account_desk.h"
#include "app/exchange/desk/refusal.h"
#include "app/exchange/desk/risk_plan.h"
#include "app/exchange/venue/venue_listener.h"

namespace depthdeck::exchange {

/// What somebody wants to take on.
struct RiskQuestion
{
    AccountIndex account = 0;
    MarketIndex market = 0;
    Side side = Side::Buy;
    OrderKind kind = OrderKind::Limit;
    std::int32_t total = 0;       ///< lots of the order
    std::int32_t extra = 0;       ///< of them new to the account
    std::optional<Ticks> limit;   ///< a new limit price
    bool flattens = false;        ///< it closes the whole position: no clip, position or margin check (e.2.2)
    bool isSpreadChecked = false; ///< a market order that is new
};

/// Says whether an account may take on more. Changes nothing.
class RiskDesk
{
public:
    /// All borrowed; they outlive the desk.
    RiskDesk(const AccountDesk &accounts, const MarketSpecs &markets, PriceSource prices)
        : m_accounts{accounts},
          m_markets{markets},
          m_prices{std::move(prices)}
    {
    }

    /// Nullopt when allowed on top of what the account has and of @p plan; then @p plan holds it too.
    [[nodiscard]] std::optional<Refusal> check(const RiskQuestion &question, RiskPlan &plan) const;
    [[nodiscard]] std::optional<Refusal> check(const RiskQuestion &question) const
    {
        RiskPlan nothing;
        return check(question, nothing);
    }
    /// Whether the account may trade at all; @p reduces says that the order can only bring it nearer to flat.
    [[nodiscard]] std::optional<Refusal> checkAccount(AccountIndex account, bool reduces) const;

private:
    [[nodiscard]] std::optional<Refusal> checkVolume(const RiskQuestion &question) const;
    [[nodiscard]] std::optional<Refusal> checkBanding(const RiskQuestion &question) const;
    [[nodiscard]] std::optional<Refusal> checkSpread(const RiskQuestion &question) const;
    [[nodiscard]] std::optional<Refusal> checkPosition(const RiskQuestion &question, std::int32_t before,
                                                       std::int32_t after) const;
    [[nodiscard]] std::optional<Refusal> checkMargin(const RiskQuestion &question, Money needed,
                                                     const RiskPlan &plan) const;
    [[nodiscard]] std::optional<Ticks> ticksOf(MarketIndex market, std::optional<Price> price) const;

    const AccountDesk &m_accounts;
    const MarketSpecs &m_markets;
    PriceSource m_prices;
};

} // namespace depthdeck::exchange
