// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order_check.h"
#include "tests/unit/trading/order_messages.h"

#include <QtGlobal>

namespace depthdeck::test {

/// One open market at 100 / 100.25 in quarters, one account that may trade, a good limit order to buy one lot, a
/// working order of five and a good revision of it: each test spoils one thing.
class CheckBench
{
protected:
    using Kind = OrderProblemKind;

    void reset();
    [[nodiscard]] CheckContext context() const
    {
        return {.market = &m_market,
                .account = &m_account,
                .position = &m_position,
                .limits = m_limits,
                .now = m_now,
                .activeOrders = m_activeOrders,
                .inFlight = m_inFlight};
    }
    [[nodiscard]] std::vector<OrderProblem> check() const { return checkDraft(m_draft, context()); }
    [[nodiscard]] std::vector<OrderProblem> checkRevised() const
    {
        return checkRevision(m_revision, m_order, context());
    }
    /// The problem of @p kind, if it is the only one found.
    [[nodiscard]] static std::optional<OrderProblem> only(const std::vector<OrderProblem> &problems, Kind kind)
    {
        if (problems.size() != 1 || problems[0].kind != kind) {
            for (const OrderProblem &found : problems)
                qInfo("found %d at line %d", static_cast<int>(found.kind), found.order);
            return std::nullopt;
        }
        return problems[0];
    }
    void setTicks(const char *increment, const char *vtt = "")
    {
        m_market.definition->ticks = *TickTable::make(price(increment), vtt);
    }
    void setBook(const char *bid, const char *offer)
    {
        m_market.book.bids = {{price(bid), {5}, 0}};
        m_market.book.offers = {{price(offer), {5}, 0}};
    }

    MarketState m_market;
    Account m_account;
    Position m_position;
    RiskLimits m_limits;
    WallTime m_now{std::chrono::seconds{1'785'585'600}};
    int m_activeOrders = 0;
    InFlight m_inFlight;
    OrderDraft m_draft;
    Order m_order;
    OrderRevision m_revision;
};

inline void CheckBench::reset()
{
    MarketState fresh;
    m_market = std::move(fresh);
    m_market.definition.emplace();
    m_market.freshness = Freshness::Live;
    m_market.book.mode = MarketMode::Open;
    setTicks("0.25");
    setBook("100", "100.25");
    m_market.quote.last = price("100");
    m_account = {};
    m_account.id = AccountId{"A1"};
    m_account.status = AccountStatus::Ok;
    m_account.subscribed = true;
    m_position = {};
    m_limits = {};
    m_activeOrders = 0;
    m_inFlight = {};
    m_draft = {};
    m_draft.account = AccountId{"A1"};
    m_draft.market = MarketId{"M1"};
    m_draft.limit = price("99.75");
    m_order = {};
    m_order.id = OrderId{"U1"};
    m_order.account = AccountId{"A1"};
    m_order.market = MarketId{"M1"};
    m_order.side = Side::Buy;
    m_order.type = OrderType::Limit;
    m_order.timeInForce = TimeInForce::Day;
    m_order.status = OrderStatus::Working;
    m_order.current = {{5}, price("99.75"), std::nullopt, {}};
    m_order.requested = m_order.current;
    m_revision = {};
    m_revision.order = OrderId{"U1"};
    m_revision.limit = price("99.5");
}

} // namespace depthdeck::test
