// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/order_desk.h"

#include "app/trading/account_store.h"
#include "app/trading/order_store.h"

#include <t4/v1/orderrouting/orderrouting.pb.h>

#include <QRandomGenerator>

#include <map>

namespace depthdeck {

namespace {

/// 16 characters of chance: the server echoes it, and no other session will have made the same (t4-protocol.md e.1).
std::string makeTag()
{
    constexpr int hexadecimal = 16;
    const quint64 number = QRandomGenerator::system()->generate64();
    return QString::number(number, hexadecimal).rightJustified(hexadecimal, QLatin1Char{'0'}).toStdString();
}

/// Only what changes goes out (t4-protocol.md e.8).
OrderRevision changesOnly(OrderRevision revision, const Order &order)
{
    if (revision.volume == order.current.volume)
        revision.volume.reset();
    if (revision.limit == order.current.limit)
        revision.limit.reset();
    if (revision.stop == order.current.stop)
        revision.stop.reset();
    if (revision.maxShow == order.current.maxShow)
        revision.maxShow.reset();
    return revision;
}

} // namespace

OrderDesk::OrderDesk(const Clock &clock, const MarketBoard &markets, const AccountStore &accounts, OrderStore &orders,
                     OrderRoute &route, QObject *parent)
    : QObject{parent},
      m_clock{clock},
      m_markets{markets},
      m_accounts{accounts},
      m_orders{orders},
      m_route{route}
{
    connect(&m_orders, &OrderStore::named, this, &OrderDesk::onNamed);
    // Kept over a break: what the trader wanted pulled is pulled when the next session's snapshot names it.
    connect(&m_orders, &OrderStore::storeReset, this, [this] { m_pullWhenNamed.clear(); });
}

CheckContext OrderDesk::contextFor(const AccountId &account, const MarketId &market) const
{
    return {.market = m_markets.find(market),
            .account = m_accounts.account(account),
            .position = m_accounts.position(account, market),
            .limits = {}};
}

DeskRefusal OrderDesk::gate() const noexcept
{
    if (!m_live)
        return DeskRefusal::NotLive;
    return m_armed && !m_blocked ? DeskRefusal::None : DeskRefusal::Locked;
}

DeskAnswer OrderDesk::refuse(const MarketId &market, DeskRefusal refusal, std::vector<OrderProblem> problems)
{
    const DeskAnswer answer{refusal, std::move(problems)};
    emit notSent(market, answer);
    return answer;
}

DeskAnswer OrderDesk::submit(const OrderDraft &draft)
{
    const SteadyTime clickedAt = m_clock.steadyNow();
    std::vector<OrderProblem> problems = check(draft);
    if (const DeskRefusal closed = gate(); closed != DeskRefusal::None)
        return refuse(draft.market, closed, std::move(problems));
    if (anyBlocks(problems))
        return refuse(draft.market, DeskRefusal::DraftProblems, std::move(problems));
    const std::string tag = makeTag();
    const int decimals = m_markets.find(draft.market)->definition->wireDecimals;
    if (!m_route.submit(toWire(draft, decimals, tag), clickedAt))
        return refuse(draft.market, DeskRefusal::NotLive, std::move(problems));
    m_orders.noteSent(draft, tag);
    return {DeskRefusal::None, std::move(problems)};
}

DeskAnswer OrderDesk::revise(const OrderRevision &revision)
{
    const SteadyTime clickedAt = m_clock.steadyNow();
    const Order *order = m_orders.find(revision.order);
    if (order == nullptr)
        return refuse({}, DeskRefusal::UnknownOrder, {});
    std::vector<OrderProblem> problems = check(revision);
    if (const DeskRefusal closed = gate(); closed != DeskRefusal::None)
        return refuse(order->market, closed, std::move(problems));
    if (anyBlocks(problems))
        return refuse(order->market, DeskRefusal::DraftProblems, std::move(problems));
    // The order's own account and market, whatever a window shows (t4-protocol.md e.8).
    const int decimals = m_markets.find(order->market)->definition->wireDecimals;
    if (!m_route.revise(toWire(changesOnly(revision, *order), order->account, order->market, decimals), clickedAt))
        return refuse(order->market, DeskRefusal::NotLive, std::move(problems));
    return {DeskRefusal::None, std::move(problems)};
}

DeskAnswer OrderDesk::pull(const std::vector<OrderId> &orders)
{
    const SteadyTime clickedAt = m_clock.steadyNow();
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
    return {sendPulls(active, clickedAt) ? DeskRefusal::None : DeskRefusal::NotLive, {}};
}

DeskAnswer OrderDesk::pullAll()
{
    const SteadyTime clickedAt = m_clock.steadyNow();
    const std::vector<OrderId> active = m_orders.activeOrders();
    const std::vector<std::string> unnamed = m_orders.unnamedTags();
    m_pullWhenNamed.insert(unnamed.begin(), unnamed.end());
    if (active.empty() && unnamed.empty())
        return {DeskRefusal::NothingToPull, {}};
    return {sendPulls(active, clickedAt) ? DeskRefusal::None : DeskRefusal::NotLive, {}};
}

/// One message for each account and market (t4-protocol.md e.9). False when one of them could not be sent.
bool OrderDesk::sendPulls(const std::vector<OrderId> &orders, SteadyTime clickedAt)
{
    std::map<std::pair<AccountId, MarketId>, std::vector<OrderId>> groups;
    for (const OrderId &id : orders) {
        const Order &order = *m_orders.find(id);
        groups[{order.account, order.market}].push_back(id);
    }
    int notPulled = 0;
    for (const auto &[owner, ids] : groups) {
        constexpr bool manual = true;
        if (!m_route.pull(pullToWire(owner.first, owner.second, ids, manual), clickedAt))
            notPulled += static_cast<int>(ids.size());
    }
    if (notPulled > 0)
        emit pullNotSent(notPulled);
    return notPulled == 0;
}

/// The trader pulled everything while this one was on its way.
void OrderDesk::onNamed(const OrderId &id, const std::string &tag)
{
    if (m_pullWhenNamed.erase(tag) == 0)
        return;
    const Order *order = m_orders.find(id);
    if (order != nullptr && order->isActive())
        static_cast<void>(sendPulls({id}, m_clock.steadyNow()));
}

std::vector<OrderProblem> OrderDesk::check(const OrderDraft &draft) const
{
    return checkDraft(draft, contextFor(draft.account, draft.market));
}

std::vector<OrderProblem> OrderDesk::check(const OrderRevision &revision) const
{
    const Order *order = m_orders.find(revision.order);
    if (order == nullptr)
        return {OrderProblem{.kind = OrderProblemKind::OrderNotRevisable,
                             .blocks = true,
                             .value = 0,
                             .limit = 0,
                             .price = std::nullopt,
                             .nearest = std::nullopt,
                             .code = static_cast<std::int32_t>(OrderState::Unknown)}};
    return checkRevision(revision, *order, contextFor(order->account, order->market));
}

bool OrderDesk::setArmed(bool armed)
{
    if (armed && (!m_live || m_blocked))
        return false;
    if (m_armed != armed) {
        m_armed = armed;
        emit armedChanged(armed);
    }
    return true;
}

void OrderDesk::setLive(bool live)
{
    if (!live)
        unblockTrading(); // the next session is checked anew
    if (m_live == live)
        return;
    m_live = live;
    if (!live)
        setArmed(false);
    emit liveChanged(live);
}

void OrderDesk::blockTrading()
{
    if (m_blocked)
        return;
    m_blocked = true;
    setArmed(false);
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
