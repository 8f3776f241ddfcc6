// SPDX-License-Identifier: GPL-3.0-or-later

// What the order desk sends whatever stands in the way of orders: pulls are never gated, limited or counted
// (design.md 1.5).

#include "app/session/order_desk.h"

#include "app/trading/order_store.h"

#include <t4/v1/orderrouting/orderrouting.pb.h>

#include <algorithm>
#include <map>

namespace depthdeck {

namespace {

/// How long a pull may take before the trader is told what still works (t4-protocol.md e.9).
constexpr std::chrono::seconds secondLookAfter{2};

} // namespace

bool isIn(const Order &order, const PullScope &scope)
{
    return (!scope.account || order.account == *scope.account) && (!scope.market || order.market == *scope.market) &&
           (!scope.side || order.side == scope.side);
}

// From the newest row: what has no name yet is new.
std::vector<std::string> unnamedIn(const OrderStore &orders, const PullScope &scope)
{
    std::vector<std::string> tags = orders.unnamedTags();
    std::vector<std::string> found;
    for (auto row = orders.orders().rbegin(); row != orders.orders().rend() && !tags.empty(); ++row) {
        if (!row->id.isEmpty() || std::erase(tags, row->tag) == 0)
            continue;
        if (isIn(*row, scope))
            found.push_back(row->tag);
    }
    return found;
}

DeskAnswer OrderDesk::pull(const std::vector<OrderId> &orders, const QString &window)
{
    std::vector<OrderId> active;
    bool anyKnown = false;
    for (const OrderId &id : orders) {
        const Order *order = m_orders.find(id);
        anyKnown = anyKnown || order != nullptr;
        if (order != nullptr && order->mayStillWork())
            active.push_back(id);
    }
    if (active.empty())
        return {anyKnown || orders.empty() ? DeskRefusal::NothingToPull : DeskRefusal::UnknownOrder, {}};
    return pullActive(active, {}, window);
}

DeskAnswer OrderDesk::pull(const PullScope &scope, const QString &window)
{
    std::vector<OrderId> active = m_orders.activeOrders();
    std::erase_if(active, [&](const OrderId &id) { return !isIn(*m_orders.find(id), scope); });
    return pullActive(active, unnamedIn(m_orders, scope), window);
}

DeskAnswer OrderDesk::pullAll(const QString &window)
{
    return pull(PullScope{}, window);
}

DeskAnswer OrderDesk::pullActive(const std::vector<OrderId> &orders, const std::vector<std::string> &unnamed,
                                 const QString &window)
{
    for (const std::string &tag : unnamed)
        m_pullWhenNamed.insert_or_assign(tag, window);
    if (orders.empty())
        return {unnamed.empty() ? DeskRefusal::NothingToPull : DeskRefusal::None, {}};
    const Order &first = *m_orders.find(orders.front());
    return {sendPulls(orders, clickIn(window, first.market)) ? DeskRefusal::None : DeskRefusal::NotLive, {}};
}

/// One message for each account and market (t4-protocol.md e.9). False when one of them could not be sent.
bool OrderDesk::sendPulls(const std::vector<OrderId> &orders, const Click &click)
{
    std::map<std::pair<AccountId, MarketId>, std::vector<OrderId>> groups;
    for (const OrderId &id : orders) {
        const Order &order = *m_orders.find(id);
        groups[{order.account, order.market}].push_back(id);
        dropWaiting(id);
    }
    int notPulled = 0;
    std::vector<OrderId> pulled;
    for (const auto &[owner, ids] : groups) {
        constexpr bool manual = true;
        if (m_route.pull(pullToWire(owner.first, owner.second, ids, manual), click))
            pulled.insert(pulled.end(), ids.begin(), ids.end());
        else
            notPulled += static_cast<int>(ids.size());
    }
    for (const OrderId &id : pulled)
        m_orders.notePullSent(id);
    if (!pulled.empty())
        m_secondLooks.push_back({click.at + secondLookAfter, std::move(pulled)});
    if (notPulled > 0)
        emit pullNotSent(notPulled);
    return notPulled == 0;
}

/// The trader pulled everything while this one was on its way.
void OrderDesk::onNamed(const OrderId &id, const std::string &tag)
{
    const auto wanted = m_pullWhenNamed.find(tag);
    if (wanted == m_pullWhenNamed.end())
        return;
    const QString window = wanted->second;
    m_pullWhenNamed.erase(wanted);
    const Order *order = m_orders.find(id);
    if (order != nullptr && order->isActive())
        static_cast<void>(sendPulls({id}, clickIn(window, order->market)));
}

/// Says what pulls of a while ago did not end.
void OrderDesk::lookAgain()
{
    const SteadyTime now = m_clock.steadyNow();
    std::vector<OrderId> left;
    while (!m_secondLooks.empty() && m_secondLooks.front().due <= now) {
        for (const OrderId &id : m_secondLooks.front().orders) {
            const Order *order = m_orders.find(id);
            if (order != nullptr && order->isActive())
                left.push_back(id);
        }
        m_secondLooks.erase(m_secondLooks.begin());
    }
    if (!left.empty())
        emit stillWorking(left);
}

} // namespace depthdeck
