// SPDX-License-Identifier: GPL-3.0-or-later

// The desk's locks. What is checked is in order_desk_checks.cpp, what goes out in order_desk_submits.cpp and
// order_desk_pulls.cpp.

#include "app/session/order_desk.h"

#include "app/trading/batch_store.h"
#include "app/trading/order_store.h"
#include "app/trading/personal_limits.h"

namespace depthdeck {

OrderDesk::OrderDesk(const Clock &clock, const Surroundings &surroundings, QObject *parent)
    : QObject{parent},
      m_clock{clock},
      m_markets{surroundings.markets},
      m_accounts{surroundings.accounts},
      m_orders{surroundings.orders},
      m_batches{surroundings.batches},
      m_personal{surroundings.limits},
      m_gates{surroundings.gates},
      m_route{surroundings.route}
{
    connect(&m_orders, &OrderStore::named, this, &OrderDesk::onNamed);
    connect(&m_orders, &OrderStore::orderChanged, this, &OrderDesk::onOrderChanged);
    connect(&m_batches, &BatchStore::batchChanged, this, &OrderDesk::onBatchChanged);
    // Kept over a break: what the trader wanted pulled is pulled when the next session's snapshot names it.
    connect(&m_orders, &OrderStore::storeReset, this, [this] {
        m_pullWhenNamed.clear();
        m_waiting.clear();
        m_batchTags.clear();
        m_secondLooks.clear();
        m_history.clear();
    });
}

DeskRefusal OrderDesk::refusalFor(const QString &window) const
{
    if (!m_live)
        return DeskRefusal::NotLive;
    if (m_gates.isKilled())
        return DeskRefusal::KillSwitch;
    if (!m_armed || m_blocked)
        return DeskRefusal::Locked;
    if (isWindowLocked(window))
        return DeskRefusal::WindowLocked;
    return m_gates.isJournalFit() ? DeskRefusal::None : DeskRefusal::JournalFailed;
}

bool OrderDesk::setArmed(bool armed)
{
    if (!armed) {
        disarm(DisarmReason::Trader);
        return true;
    }
    if (!m_live || m_blocked || m_gates.isKilled())
        return false;
    noteActivity();
    if (!m_armed) {
        m_armed = true;
        emit armedChanged(true);
    }
    return true;
}

void OrderDesk::disarm(DisarmReason why)
{
    if (!m_armed)
        return;
    m_armed = false;
    m_disarmedBy = why;
    emit armedChanged(false);
}

void OrderDesk::setWindowLocked(const QString &window, bool locked)
{
    const bool changes = locked ? m_lockedWindows.insert(window).second : m_lockedWindows.erase(window) > 0;
    if (changes)
        emit windowLockChanged(window, locked);
}

bool OrderDesk::isWindowLocked(const QString &window) const
{
    return m_lockedWindows.contains(window);
}

void OrderDesk::noteActivity()
{
    m_lastActivity = m_clock.steadyNow();
}

void OrderDesk::noteAccountChanged()
{
    disarm(DisarmReason::AccountChanged);
}

void OrderDesk::tick()
{
    const std::chrono::minutes idleLimit{limits().idleMinutes};
    if (m_armed && idleLimit.count() > 0 && m_clock.steadyNow() - m_lastActivity >= idleLimit)
        disarm(DisarmReason::Idle);
    lookAgain();
}

void OrderDesk::setLive(bool live)
{
    if (!live)
        unblockTrading(); // the next session is checked anew
    if (m_live == live)
        return;
    m_live = live;
    if (!live) {
        disarm(DisarmReason::NotLive);
        dropAllWaiting(DeskRefusal::NotLive);
    }
    emit liveChanged(live);
}

void OrderDesk::blockTrading()
{
    if (m_blocked)
        return;
    m_blocked = true;
    disarm(DisarmReason::Blocked);
    emit blockedChanged(true);
}

void OrderDesk::unblockTrading()
{
    if (!m_blocked)
        return;
    m_blocked = false;
    emit blockedChanged(false);
}

} // namespace depthdeck
