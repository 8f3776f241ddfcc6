// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/kill_picture.h"

#include "app/session/account_sync.h"

#include <t4/v1/account/account.pb.h>
#include <t4/v1/market/market.pb.h>
#include <t4/v1/orderrouting/orderrouting.pb.h>

#include <algorithm>

namespace depthdeck {

namespace common = t4proto::v1::common;
namespace orderrouting = t4proto::v1::orderrouting;

/// What a message leaves out because the multi around it says it.
struct KillPicture::Origin
{
    std::string account;
    std::string market;
    bool historical = false;
};

bool KillPicture::Known::isActive() const noexcept
{
    return status != common::ORDER_STATUS_FINISHED && status != common::ORDER_STATUS_REJECTED;
}

bool KillPicture::Known::isRejected() const noexcept
{
    return status == common::ORDER_STATUS_REJECTED;
}

KillPicture::KillPicture(const Clock &clock) : m_clock{clock}
{
    // Directly: the store was made on another thread than the one that feeds it.
    QObject::connect(
        &m_accounts, &AccountStore::positionChanged, &m_accounts,
        [this](const AccountId &account, const MarketId &market) {
            if (const Position *position = m_accounts.position(account, market))
                m_nets.noteNet({account, market}, position->net(), m_clock.steadyNow());
        },
        Qt::DirectConnection);
}

// Orders (t4-protocol.md e.6, only what says whether an order may still trade)

template <typename Message>
void KillPicture::applyOne(const Message &message, const Origin &origin)
{
    const OrderId id{message.unique_id()};
    if (id.isEmpty())
        return;
    Known &order = m_orders[id];
    const bool isNew = order.id.isEmpty();
    order.id = id;
    if (const std::string &account = message.account_id().empty() ? origin.account : message.account_id();
        !account.empty())
        order.account = AccountId{account};
    if (const std::string &market = message.market_id().empty() ? origin.market : message.market_id(); !market.empty())
        order.market = MarketId{market};
    if constexpr (requires { message.buy_sell(); }) {
        if (message.buy_sell() != common::BUY_SELL_UNDEFINED)
            order.side = message.buy_sell() == common::BUY_SELL_BUY ? Side::Buy : Side::Sell;
    }
    if constexpr (requires { message.tag(); }) {
        if (!message.tag().empty())
            order.tag = message.tag();
        if (m_ownTags.contains(order.tag))
            m_byOwnTag.insert_or_assign(order.tag, id);
        m_unnamed.erase(order.tag);
    }
    const bool isLate = message.sequence_order() > 0 && message.sequence_order() < order.sequence;
    if (!isLate) {
        order.sequence = std::max(order.sequence, message.sequence_order());
        if (message.status() != common::ORDER_STATUS_NO_CHANGE)
            order.status = message.status();
        if (message.change() == common::ORDER_CHANGE_SUBMISSION_FAILED)
            order.status = common::ORDER_STATUS_REJECTED;
        order.detail = message.status_detail();
        notePullRefused(order, message.change());
    }
    if constexpr (requires { message.total_fill_volume(); })
        noteFilled(order, message.total_fill_volume(), isLate, origin.historical);
    if (!order.isActive())
        m_unpulled.erase(id);
    else if (isNew || !order.isPulled)
        m_unpulled.insert(id);
}

/// An order that still works although its pull was refused is pulled again, a few times.
void KillPicture::notePullRefused(Known &order, std::int32_t change)
{
    constexpr int mostTries = 5;
    const bool isRefused = change == common::ORDER_CHANGE_PULL_RISK_FAILED ||
                           change == common::ORDER_CHANGE_PULL_FAILED || change == common::ORDER_CHANGE_PULL_REJECTED;
    if (isRefused && order.isActive() && ++order.pullsRefused <= mostTries)
        order.isPulled = false;
}

/// Totals count, not single fills: one that is told twice moves nothing twice.
void KillPicture::noteFilled(Known &order, std::int32_t total, bool isLate, bool historical)
{
    const std::int32_t added = total - order.filled;
    if (added == 0 || (isLate && added < 0))
        return;
    order.filled = total;
    if (historical || !order.side || m_strategies.contains(order.market))
        return;
    const Side effect = added > 0 ? *order.side : opposite(*order.side); // a busted trade goes back
    m_nets.noteFill({order.account, order.market}, effect, {std::abs(added)}, m_clock.steadyNow());
}

void KillPicture::apply(const orderrouting::OrderUpdateMulti &message)
{
    applyMulti(message, {}, message.historical());
}

void KillPicture::applyMulti(const orderrouting::OrderUpdateMulti &message, const std::string &account, bool historical)
{
    using Payload = orderrouting::OrderUpdateMultiMessage;
    const Origin origin{message.account_id().empty() ? account : message.account_id(), message.market_id(), historical};
    for (const auto &update : message.updates()) {
        switch (update.payload_case()) {
        case Payload::kOrderUpdate:
            applyOne(update.order_update(), origin);
            break;
        case Payload::kOrderUpdateStatus:
            applyOne(update.order_update_status(), origin);
            break;
        case Payload::kOrderUpdateFailed:
            applyOne(update.order_update_failed(), origin);
            break;
        case Payload::kOrderUpdateTrade:
            applyOne(update.order_update_trade(), origin);
            break;
        case Payload::kOrderUpdateTradeLeg: // says nothing of the order itself
        case Payload::PAYLOAD_NOT_SET:
            break;
        }
    }
}

void KillPicture::apply(const orderrouting::OrderUpdate &message)
{
    applyOne(message, {});
}

void KillPicture::apply(const orderrouting::OrderUpdateStatus &message)
{
    applyOne(message, {});
}

void KillPicture::apply(const orderrouting::OrderUpdateFailed &message)
{
    applyOne(message, {});
}

void KillPicture::apply(const orderrouting::OrderUpdateTrade &message)
{
    applyOne(message, {});
}

// Accounts

void KillPicture::apply(const t4proto::v1::account::AccountSnapshot &message)
{
    const AccountId id{message.account_id()};
    if (!tellsState(message))
        return;
    std::erase_if(m_orders, [&](const auto &known) { return known.second.account == id; });
    std::erase_if(m_unpulled, [&](const OrderId &order) { return !m_orders.contains(order); });
    m_accounts.applySnapshot(message);
    for (const auto &part : message.messages()) {
        if (part.has_market_details())
            apply(part.market_details());
        if (part.has_order_update_multi())
            applyMulti(part.order_update_multi(), message.account_id(), true);
    }
    m_nets.forget(id);
    for (const Position &position : m_accounts.positions()) {
        if (position.account == id)
            m_nets.rebase({id, position.market.market}, position.net());
    }
}

void KillPicture::apply(const t4proto::v1::market::MarketDetails &message)
{
    if (message.legs_size() > 0)
        m_strategies.insert(MarketId{message.market_id()});
}

void KillPicture::endSession()
{
    for (auto &[id, order] : m_orders)
        order.isPulled = false;
    m_unnamed.clear();  // the next snapshot names what arrived
    m_unpulled.clear(); // before its snapshot nothing may be sent for an account (t4-protocol.md d.1)
    m_nets.clear();
    m_accounts.setConfirmed(false); // profit told so far does not outlive the next snapshot
}

// What is asked of it

const KillPicture::Known *KillPicture::find(const OrderId &id) const
{
    const auto found = m_orders.find(id);
    return found == m_orders.end() ? nullptr : &found->second;
}

const KillPicture::Known *KillPicture::findByTag(const std::string &tag) const
{
    const auto found = m_byOwnTag.find(tag);
    return found == m_byOwnTag.end() ? nullptr : find(found->second);
}

std::vector<OrderId> KillPicture::toPull(bool again) const
{
    std::vector<OrderId> ids;
    if (!again) {
        for (const OrderId &id : m_unpulled) {
            if (!m_ownTags.contains(m_orders.at(id).tag))
                ids.push_back(id);
        }
        return ids;
    }
    for (const auto &[id, order] : m_orders) {
        if (order.isActive() && !m_ownTags.contains(order.tag))
            ids.push_back(id);
    }
    return ids;
}

void KillPicture::notePulled(const OrderId &id)
{
    const auto found = m_orders.find(id);
    if (found == m_orders.end())
        return;
    found->second.isPulled = true;
    m_unpulled.erase(id);
}

std::optional<Quantity> KillPicture::net(const NetWatch::Key &key)
{
    return m_nets.trusted(key, m_clock.steadyNow());
}

std::vector<NetWatch::Key> KillPicture::openPositions() const
{
    std::vector<NetWatch::Key> keys;
    for (const Position &position : m_accounts.positions()) {
        if (!position.net().isZero())
            keys.emplace_back(position.account, position.market.market);
    }
    return keys;
}

int KillPicture::activeCount() const
{
    return static_cast<int>(
        std::count_if(m_orders.begin(), m_orders.end(), [](const auto &known) { return known.second.isActive(); }));
}

void KillPicture::noteSubmitted(const NetWatch::Key &key, const std::string &tag)
{
    const SteadyTime now = m_clock.steadyNow();
    std::erase_if(m_unnamed, [now](const auto &each) { return now - each.second.since > unnamedPatience; });
    m_unnamed.insert_or_assign(tag, Unnamed{key, now});
}

bool KillPicture::anyUnnamed(const NetWatch::Key &key) const
{
    const SteadyTime now = m_clock.steadyNow();
    return std::any_of(m_unnamed.begin(), m_unnamed.end(), [&](const auto &each) {
        return each.second.key == key && now - each.second.since <= unnamedPatience;
    });
}

void KillPicture::forgetOwn(const std::string &tag)
{
    if (m_ownTags.erase(tag) == 0)
        return;
    const auto known = m_byOwnTag.find(tag);
    if (known == m_byOwnTag.end())
        return;
    const auto order = m_orders.find(known->second);
    if (order != m_orders.end() && order->second.isActive() && !order->second.isPulled)
        m_unpulled.insert(order->first);
    m_byOwnTag.erase(known);
}

void KillPicture::clear()
{
    endSession();
    m_accounts.clear();
    m_nets = {};
    m_orders.clear();
    m_unpulled.clear();
    m_byOwnTag.clear();
    m_ownTags.clear();
    m_strategies.clear();
}

} // namespace depthdeck
