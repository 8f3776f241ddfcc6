// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/account_desk.h"
#include "app/exchange/desk/moment.h"
#include "app/exchange/desk/order.h"
#include "app/exchange/desk/order_ids.h"

namespace depthdeck::exchange {

/// Every order of this trading day, and the one place where its events are numbered, counted and told.
class OrderLedger
{
public:
    /// Both borrowed; they outlive the ledger.
    OrderLedger(AccountDesk &accounts, const Moment &moment, std::uint64_t idSeed)
        : m_accounts{accounts},
          m_moment{moment},
          m_ids{idSeed}
    {
    }

    void setListener(OrderListener *listener) noexcept { m_listener = listener; }

    [[nodiscard]] OrderId nextId() { return m_ids.next(); }
    /// A new order with a name and a handle of its own.
    Order &admit(const OrderOrigin &origin, AccountIndex account, MarketIndex market, OrderId id);
    /// As if it had never been.
    void forget(const Order &order);
    /// Nullptr when there is no such order. Valid until it is forgotten.
    [[nodiscard]] Order *find(OrderHandle handle) noexcept;
    [[nodiscard]] Order *find(const std::string &id, std::optional<AccountIndex> account) noexcept;

    void report(Order &order, OrderChange change, OrderReport::Kind kind, std::string detail = {});
    /// The same for a special report.
    void report(Order &order, OrderChange change, const OrderReport &report, std::string detail);
    void reportStray(const OrderOrigin &origin, const std::string &id, const std::string &account,
                     const std::string &market, const std::string &tag, OrderChange change, const std::string &reason);
    /// Brings the account's working totals in line with @p order.
    void recount(Order &order);

    /// Moves @p order to @p side and its lots in the totals with it.
    void setSide(Order &order, Side side);

    /// Calls @p visit with each order of @p account, oldest first.
    void visit(AccountIndex account, const std::function<void(const Order &)> &visit) const;
    /// The handles of all orders, oldest first.
    [[nodiscard]] std::vector<OrderHandle> handles() const;

private:
    AccountDesk &m_accounts;
    const Moment &m_moment;
    OrderIds m_ids;
    OrderListener *m_listener = nullptr;
    std::map<OrderHandle, Order> m_orders;
    std::unordered_map<OrderId, OrderHandle> m_byId;
    OrderHandle m_lastHandle = 0;
};

} // namespace depthdeck::exchange
