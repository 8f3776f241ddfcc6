// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_store_indexes.h"

// What the OrderStore does not know any more, and how a snapshot resolves it (t4-protocol.md a.7).
namespace depthdeck {

void OrderStore::markAllUnknown()
{
    m_indexes->openSnapshots.clear();
    const std::vector<int> active{m_indexes->active.begin(), m_indexes->active.end()};
    for (const int row : active) {
        if (at(row).unknown)
            continue;
        makeUnknown(row);
        emit orderChanged(row);
    }
}

void OrderStore::markUnansweredUnknown(std::chrono::nanoseconds after)
{
    const SteadyTime now = m_clock.steadyNow();
    std::set<int> late;
    for (const auto &[tag, row] : m_indexes->unnamedByTag) {
        const Order &order = at(row);
        if (order.isActive() && !order.unknown && order.sentAt && now - *order.sentAt >= after)
            late.insert(row);
    }
    for (const int row : late) {
        makeUnknown(row);
        emit orderChanged(row);
        emit unanswered(row);
    }
}

void OrderStore::makeUnknown(int row)
{
    at(row).unknown = true;
    noteStep(row, OrderStage::Unknown);
}

void OrderStore::beginSnapshot(const AccountId &account)
{
    m_indexes->openSnapshots[account].clear();
}

void OrderStore::endSnapshot(const AccountId &account)
{
    const auto open = m_indexes->openSnapshots.find(account);
    if (open == m_indexes->openSnapshots.end())
        return;
    const std::unordered_set<int> seen = std::move(open->second);
    m_indexes->openSnapshots.erase(open);
    std::vector<int> gone;
    for (const int row : m_indexes->active) {
        const Order &order = at(row);
        // What this program has only just sent cannot be in a snapshot that was under way; what is unknown can.
        const bool inFlight = order.id.isEmpty() && !order.unknown;
        if (order.account == account && !inFlight && !seen.contains(row))
            gone.push_back(row);
    }
    for (const int row : gone)
        resolveGone(row);
}

/// Its tag stays known: should the server name it after all, it becomes that order.
void OrderStore::resolveGone(int row)
{
    Order &order = at(row);
    order.status = order.id.isEmpty() ? OrderStatus::Rejected : OrderStatus::Finished;
    order.pending = ResponsePending::None;
    order.requested = order.current;
    order.working = {};
    order.unknown = false;
    order.absence = OrderAbsence::NotInSnapshot;
    noteStep(row, OrderStage::Gone);
    markActive(row);
    emit orderChanged(row);
}

} // namespace depthdeck
