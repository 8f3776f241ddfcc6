// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/order_ledger.h"

namespace depthdeck::exchange {

Order &OrderLedger::admit(const OrderOrigin &origin, AccountIndex account, MarketIndex market, OrderId id)
{
    const OrderHandle handle = ++m_lastHandle;
    Order &order = m_orders[handle];
    order.handle = handle;
    order.id = std::move(id);
    order.account = account;
    order.market = market;
    order.origin = origin;
    order.submitted = m_moment.wall;
    order.tradeDate = m_moment.tradeDate;
    m_byId.emplace(order.id, handle);
    return order;
}

void OrderLedger::forget(const Order &order)
{
    m_byId.erase(order.id);
    m_orders.erase(order.handle);
}

Order *OrderLedger::find(OrderHandle handle) noexcept
{
    const auto found = m_orders.find(handle);
    return found == m_orders.end() ? nullptr : &found->second;
}

Order *OrderLedger::find(const std::string &id, std::optional<AccountIndex> account) noexcept
{
    const auto handle = m_byId.find(OrderId{id});
    if (handle == m_byId.end() || !account)
        return nullptr;
    Order &order = m_orders.at(handle->second);
    return order.account == *account ? &order : nullptr;
}

void OrderLedger::report(Order &order, OrderChange change, OrderReport::Kind kind, std::string detail)
{
    OrderReport what;
    what.kind = kind;
    report(order, change, what, std::move(detail));
}

void OrderLedger::report(Order &order, OrderChange change, const OrderReport &report, std::string detail)
{
    order.change = change;
    order.statusDetail = std::move(detail);
    order.time = m_moment.wall;
    ++order.sequence;
    if (m_listener != nullptr)
        m_listener->onOrderReport(order, report);
}

void OrderLedger::reportStray(const OrderOrigin &origin, const std::string &id, const std::string &account,
                              const std::string &market, const std::string &tag, OrderChange change,
                              const std::string &reason)
{
    if (m_listener != nullptr)
        m_listener->onStrayRefusal({origin, OrderId{id}, account, market, tag, change, reason, m_moment.wall});
}

void OrderLedger::recount(Order &order)
{
    const bool counted = !order.isOver();
    std::int32_t volume = 0;
    if (counted) {
        // The largest of what was asked for: whichever revision succeeds, it is covered.
        OrderTerms terms = order.current;
        volume = terms.volume;
        for (const PendingRevision &revision : order.revisions) {
            revision.change.applyTo(terms);
            volume = std::max(volume, terms.volume);
        }
        volume = std::max(volume - order.filled, 0);
        if (order.isHeld() && order.role == LinkRole::Exit)
            volume = 0; // it can only close what its trigger opens
    }
    m_accounts.addWorking(order.account, order.market, order.side, volume - order.countedVolume,
                          static_cast<std::int32_t>(counted) - static_cast<std::int32_t>(order.counted));
    order.countedVolume = volume;
    order.counted = counted;
}

void OrderLedger::setSide(Order &order, Side side)
{
    m_accounts.addWorking(order.account, order.market, order.side, -order.countedVolume, 0);
    order.countedVolume = 0;
    order.side = side;
    recount(order);
}

void OrderLedger::visit(AccountIndex account, const std::function<void(const Order &)> &visit) const
{
    for (const auto &[handle, order] : m_orders)
        if (order.account == account)
            visit(order);
}

std::vector<OrderHandle> OrderLedger::handles() const
{
    std::vector<OrderHandle> handles;
    handles.reserve(m_orders.size());
    for (const auto &[handle, order] : m_orders)
        handles.push_back(handle);
    return handles;
}

} // namespace depthdeck::exchange
