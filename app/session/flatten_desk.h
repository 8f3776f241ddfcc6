// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/flatten_run.h"
#include "app/session/net_watch.h"
#include "app/session/order_desk.h"

#include <QObject>

#include <deque>

namespace depthdeck {

/// Runs flattens over the stores and the order desk, one for each account and market at a time. UI thread.
class FlattenDesk final : public QObject
{
    Q_OBJECT

public:
    using RunId = int;

    FlattenDesk(const Clock &clock, const MarketBoard &markets, const AccountStore &accounts, const OrderStore &orders,
                OrderDesk &desk, QObject *parent = nullptr);
    ~FlattenDesk() override;

    /// Begins; the desk must be live and armed, as for any order. Nullopt with a refusal otherwise; with
    /// DeskRefusal::None when one runs for this account and market already.
    [[nodiscard]] std::optional<RunId> start(const AccountId &account, const MarketId &market, const QString &window,
                                             DeskRefusal *why = nullptr);
    /// Every market in which @p account has a position or an active order.
    [[nodiscard]] std::vector<RunId> startAll(const AccountId &account, const QString &window);
    void abort(RunId run);
    /// Nullptr when it is not known any more; the newest 50 are.
    [[nodiscard]] const FlattenRun *run(RunId run) const noexcept;
    /// Oldest first.
    [[nodiscard]] std::vector<RunId> runs() const;
    /// Why this program did not send the closing order of a run that ended Refused; nullptr when the server refused.
    [[nodiscard]] const DeskAnswer *refusal(RunId run) const noexcept;
    /// What the runs go by: whoever shows them stamps their steps with it.
    [[nodiscard]] const Clock &clock() const noexcept { return m_clock; }
    /// For the session: the snapshot of an account has been applied, its orders too.
    void noteSnapshot(const AccountId &account);
    /// For the session: time passes.
    void tick();

signals:
    void runChanged(int run);

private:
    struct Entry;

    [[nodiscard]] Entry *find(RunId run) const noexcept;
    [[nodiscard]] FlattenView viewOf(Entry &entry);
    void lookAtClosing(const Entry &entry, FlattenView &view) const;
    void advance(Entry &entry);
    void advanceAll();
    void advanceSoon();
    void obey(Entry &entry, const FlattenWish &wish);
    void sendClose(Entry &entry, const FlattenWish &wish);
    void noteFill(int index);
    void notePosition(const AccountId &account, const MarketId &market);
    void forgetOldest();

    const Clock &m_clock;
    const MarketBoard &m_markets;
    const AccountStore &m_accounts;
    const OrderStore &m_orders;
    OrderDesk &m_desk;
    NetWatch m_nets;
    std::deque<std::unique_ptr<Entry>> m_entries;
    bool m_isDue = false; ///< advanceAll() is under way
    RunId m_lastRun = 0;
};

} // namespace depthdeck
