// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/flatten_run.h"
#include "app/session/net_watch.h"
#include "app/trading/account_store.h"
#include "app/wire/wire_messages.h"

#include <functional>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace depthdeck {

/// What the kill switch knows of a login: which orders may still trade and what is held, no more. Fed by the messages
/// themselves, on the thread that decodes them; needs no other store. In doubt an order counts as active: a pull too
/// many does no harm.
class KillPicture
{
public:
    struct Known
    {
        OrderId id;
        AccountId account;
        MarketId market;
        std::string tag;
        std::optional<Side> side;
        std::int32_t status = 0;
        std::int32_t filled = 0;
        std::int32_t sequence = 0;
        std::string detail;
        bool isPulled = false; ///< a pull was sent for it in this session
        int pullsRefused = 0;
        [[nodiscard]] bool isActive() const noexcept;
        [[nodiscard]] bool isRejected() const noexcept;
    };

    explicit KillPicture(const Clock &clock);

    void apply(const t4proto::v1::orderrouting::OrderUpdateMulti &message);
    void apply(const t4proto::v1::orderrouting::OrderUpdate &message);
    void apply(const t4proto::v1::orderrouting::OrderUpdateStatus &message);
    void apply(const t4proto::v1::orderrouting::OrderUpdateFailed &message);
    void apply(const t4proto::v1::orderrouting::OrderUpdateTrade &message);
    /// Replaces all of the account's state (t4-protocol.md d.1), unless the account cannot be reached.
    void apply(const t4proto::v1::account::AccountSnapshot &message);
    void apply(const t4proto::v1::account::AccountPosition &message) { m_accounts.applyPosition(message); }
    void apply(const t4proto::v1::account::AccountPositionProfit &message) { m_accounts.applyPositionProfit(message); }
    void apply(const t4proto::v1::market::MarketDetails &message);
    /// The session ended: orders work on unheard, and what was pulled is pulled again when the next one names it.
    void endSession();

    [[nodiscard]] const std::unordered_map<OrderId, Known> &orders() const noexcept { return m_orders; }
    [[nodiscard]] const Known *find(const OrderId &id) const;
    [[nodiscard]] const Known *findByTag(const std::string &tag) const;
    /// Active and not pulled in this session; or, with @p again, every active one.
    [[nodiscard]] std::vector<OrderId> toPull(bool again) const;
    void notePulled(const OrderId &id);
    /// A closing order of the kill switch's own: never to be pulled as others are.
    void noteOwn(const std::string &tag) { m_ownTags.insert(tag); }
    /// Its run is over without success: what is left of it is pulled like any other.
    void forgetOwn(const std::string &tag);
    /// Another login, or a recording: nothing that is known holds there.
    void clear();

    /// This program sends an order under @p tag: until the server names it, what it will do is not known.
    void noteSubmitted(const NetWatch::Key &key, const std::string &tag);
    /// It was not sent after all.
    void noteNotSubmitted(const std::string &tag) { m_unnamed.erase(tag); }
    /// Whether such an order is awaited. One that stays without an answer for @ref unnamedPatience is not any more.
    [[nodiscard]] bool anyUnnamed(const NetWatch::Key &key) const;

    /// Nullopt while it may be older than the last fill.
    [[nodiscard]] std::optional<Quantity> net(const NetWatch::Key &key);
    /// Where a position is open.
    [[nodiscard]] std::vector<NetWatch::Key> openPositions() const;
    [[nodiscard]] int activeCount() const;

    static constexpr std::chrono::seconds unnamedPatience{2};

private:
    struct Origin;
    struct Unnamed
    {
        NetWatch::Key key;
        SteadyTime since{};
    };
    template <typename Message>
    void applyOne(const Message &message, const Origin &origin);
    static void notePullRefused(Known &order, std::int32_t change);
    void noteFilled(Known &order, std::int32_t total, bool isOver, bool historical);
    void applyMulti(const t4proto::v1::orderrouting::OrderUpdateMulti &message, const std::string &account,
                    bool historical);

    const Clock &m_clock;
    AccountStore m_accounts; ///< positions alone
    NetWatch m_nets;
    std::unordered_map<OrderId, Known> m_orders;
    std::unordered_set<OrderId> m_unpulled; ///< those that may have to be pulled
    std::unordered_map<std::string, OrderId> m_byOwnTag;
    std::unordered_set<std::string> m_ownTags;
    std::unordered_map<std::string, Unnamed> m_unnamed; ///< by tag
    std::unordered_set<MarketId> m_strategies;          ///< what these trade is held in the markets of their legs
};

} // namespace depthdeck
