// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/link_rules.h"
#include "app/exchange/desk/moment.h"
#include "app/exchange/desk/order_sender.h"
#include "app/exchange/desk/risk_desk.h"

namespace t4proto::v1::orderrouting {
class OrderSubmit;
}

namespace depthdeck::exchange {

class Venue;

/// What the examination of one submission found. Nothing was changed by it.
struct Examination
{
    std::optional<MarketIndex> market;
    /// Set when no order of it can be kept: account or market are not known.
    std::optional<Refusal> stray;
    /// Set when the account is not subscribed: told to the sender alone.
    std::optional<Refusal> unsubscribed;
    /// Set when the submission as a whole is at fault; then no order is taken.
    std::optional<Refusal> whole;
    /// One for each order, in order; empty when @ref stray is set.
    std::vector<std::variant<OrderRequest, Refusal>> orders;

    [[nodiscard]] bool isFlawless() const noexcept;
};

/// Reads submissions and asks the risk desk: the same for single submissions and for batches.
class OrderIntake
{
public:
    /// All borrowed; they outlive the intake.
    OrderIntake(const Venue &venue, const AccountDesk &accounts, const RiskDesk &risk, const Moment &moment,
                const Behaviours &behaviours) noexcept
        : m_venue{venue},
          m_accounts{accounts},
          m_risk{risk},
          m_moment{moment},
          m_behaviours{behaviours}
    {
    }

    /// @p plan holds what other submissions of the same batch would add, and then this one too.
    [[nodiscard]] Examination examine(const OrderSender &sender, const t4proto::v1::orderrouting::OrderSubmit &message,
                                      RiskPlan &plan) const;
    /// What reading a revision of @p order needs.
    [[nodiscard]] RequestContext contextOf(MarketIndex market, const PriceCodec &codec, std::int32_t link) const;

    /// Refuses every order from now on: a fault switch.
    void refuseAll() noexcept { m_refusesAll = true; }

private:
    void read(const OrderSender &sender, const t4proto::v1::orderrouting::OrderSubmit &message,
              Examination &examination) const;
    void judgeLink(std::int32_t link, Examination &examination) const;
    void judgeRisk(AccountIndex account, Examination &examination, RiskPlan &plan) const;
    [[nodiscard]] std::optional<Refusal> completeFlatten(AccountIndex account, MarketIndex market,
                                                         OrderRequest &request) const;
    [[nodiscard]] std::optional<Refusal> askRisk(AccountIndex account, MarketIndex market, const OrderRequest &request,
                                                 RiskPlan &plan) const;

    const Venue &m_venue;
    const AccountDesk &m_accounts;
    const RiskDesk &m_risk;
    const Moment &m_moment;
    const Behaviours &m_behaviours;
    bool m_refusesAll = false;
};

} // namespace depthdeck::exchange
