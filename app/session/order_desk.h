// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/click.h"
#include "app/trading/order_check.h"
#include "app/trading/order_draft.h"
#include "app/trading/send_history.h"

#include <QObject>

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace t4proto::v1::orderrouting {
class OrderBatch;
}

namespace depthdeck {

class AccountStore;
class BatchStore;
class MarketBoard;
class OrderStore;
class PersonalLimits;

/// Why nothing was sent, besides the draft itself. Locked also while trading is blocked.
enum class DeskRefusal : std::uint8_t {
    None,
    NotLive,
    Locked,
    DraftProblems,
    UnknownOrder,
    NothingToPull,
    WindowLocked, ///< the window it was asked in is locked, the desk is not
    KillSwitch,   ///< the kill switch shut the gate
    JournalFailed ///< nothing can be recorded, and the trader did not choose to go on without
};

struct DeskAnswer
{
    DeskRefusal refusal = DeskRefusal::None;
    std::vector<OrderProblem> problems; ///< warnings too, when sent
    /// A revision that goes out once the server has answered what it was asked before (t4-protocol.md e.8).
    bool queued = false;
    [[nodiscard]] bool sent() const noexcept { return refusal == DeskRefusal::None; }
};

/// What takes the finished messages to the wire. Implemented by the session over its connection.
class OrderRoute
{
public:
    OrderRoute() = default;
    OrderRoute(const OrderRoute &) = delete;
    OrderRoute &operator=(const OrderRoute &) = delete;
    virtual ~OrderRoute() = default;
    /// Hands the message on towards the socket's thread. False when no session is open: nothing was or will be sent.
    virtual bool submit(const t4proto::v1::orderrouting::OrderSubmit &message, const Click &click) = 0;
    virtual bool submit(const t4proto::v1::orderrouting::OrderBatch &message, const Click &click) = 0;
    virtual bool revise(const t4proto::v1::orderrouting::OrderRevise &message, const Click &click) = 0;
    virtual bool pull(const t4proto::v1::orderrouting::OrderPull &message, const Click &click) = 0;
};

/// Which orders a pull means; an absent part means all.
struct PullScope
{
    std::optional<AccountId> account;
    std::optional<MarketId> market;
    std::optional<Side> side;
};

/// Whether @p order is one that @p scope means.
[[nodiscard]] bool isIn(const Order &order, const PullScope &scope);
/// The tags of submissions in @p scope that the server has not named yet.
[[nodiscard]] std::vector<std::string> unnamedIn(const OrderStore &orders, const PullScope &scope);

/// What the desk asks about the world outside it; the session answers. Any thread: the journal's asks too.
class DeskGates
{
public:
    DeskGates() = default;
    DeskGates(const DeskGates &) = delete;
    DeskGates &operator=(const DeskGates &) = delete;
    virtual ~DeskGates() = default;
    /// The kill switch shut the gate.
    [[nodiscard]] virtual bool isKilled() const = 0;
    /// Intents can be recorded, or the trader chose to go on without.
    [[nodiscard]] virtual bool isJournalFit() const = 0;
    /// Which frame the display showed last.
    [[nodiscard]] virtual std::uint64_t frameShown() const = 0;
};

/// Why the desk is locked.
enum class DisarmReason : std::uint8_t { Trader, NotLive, Blocked, Idle, AccountChanged, KillSwitch };

/// The one door for orders: checks, then sends. Submits and revisions need the session live and the desk armed; pulls
/// pass no gate (design.md 1.5). Disarms itself when the session is no longer live, when nobody touched the program for
/// the idle limit, and when the account of a window changes. UI thread.
class OrderDesk final : public QObject
{
    Q_OBJECT

public:
    /// What the desk is made of; all borrowed.
    struct Surroundings
    {
        const MarketBoard &markets;
        const AccountStore &accounts;
        OrderStore &orders;
        BatchStore &batches;
        const PersonalLimits &limits;
        const DeskGates &gates;
        OrderRoute &route;
    };

    OrderDesk(const Clock &clock, const Surroundings &surroundings, QObject *parent = nullptr);

    // @p window: the name of the window that asks, for its lock and for the journal.
    [[nodiscard]] DeskAnswer submit(const OrderDraft &draft, const QString &window = {});
    [[nodiscard]] DeskAnswer submit(const SubmissionDraft &draft, const QString &window = {});
    [[nodiscard]] DeskAnswer submit(const BatchDraft &draft, const QString &window = {});
    /// While the server has not answered what the order was asked before, the change waits for that answer, one message
    /// at most: a further change of the same order joins it.
    [[nodiscard]] DeskAnswer revise(const OrderRevision &revision, const QString &window = {});
    /// The change of this order that waits for the answer to an earlier one; nullptr: none.
    [[nodiscard]] const OrderRevision *waitingRevision(const OrderId &order) const noexcept;
    /// Lets a queued order go now (t4-protocol.md e.4).
    [[nodiscard]] DeskAnswer release(const OrderId &order, const QString &window = {});
    [[nodiscard]] DeskAnswer pull(const std::vector<OrderId> &orders, const QString &window = {});
    [[nodiscard]] DeskAnswer pull(const PullScope &scope, const QString &window = {});
    /// The closing order of a flatten: passes the gates and the server's rules, but none of the trader's own limits,
    /// which must not keep anybody in a position. On success @p tag is what it was sent under.
    [[nodiscard]] DeskAnswer submitClose(const OrderDraft &draft, const QString &window, std::string &tag);
    /// Every active order of every account. A submission the server has not named yet is pulled as soon as it is.
    [[nodiscard]] DeskAnswer pullAll(const QString &window = {});

    /// The problems a draft would meet now: for the ticket's live check.
    [[nodiscard]] std::vector<OrderProblem> check(const OrderDraft &draft) const;
    [[nodiscard]] std::vector<OrderProblem> check(const SubmissionDraft &draft) const;
    [[nodiscard]] std::vector<OrderProblem> check(const BatchDraft &draft) const;
    [[nodiscard]] std::vector<OrderProblem> check(const OrderRevision &revision) const;

    /// What would keep @p window from submitting now, whatever the draft.
    [[nodiscard]] DeskRefusal refusalFor(const QString &window) const;
    /// The program's and the trader's limits, the tighter of each.
    [[nodiscard]] RiskLimits limits() const;

    [[nodiscard]] bool isArmed() const noexcept { return m_armed; }
    /// Arming is possible only while live and not killed; false when it was refused.
    bool setArmed(bool armed);
    /// Locks, and says why.
    void disarm(DisarmReason why);
    /// Of the last time it was locked.
    [[nodiscard]] DisarmReason disarmedBy() const noexcept { return m_disarmedBy; }
    /// One window's own lock; a window that was never named is not locked.
    void setWindowLocked(const QString &window, bool locked);
    [[nodiscard]] bool isWindowLocked(const QString &window) const;
    /// Armed, and the window is not locked.
    [[nodiscard]] bool isArmed(const QString &window) const { return m_armed && !isWindowLocked(window); }
    /// A key or a click reached the program: the idle limit counts from here.
    void noteActivity();
    /// A window turned to another account: the desk disarms.
    void noteAccountChanged();
    /// For the session: time passes (the idle limit, the second look at what was pulled).
    void tick();

    [[nodiscard]] bool isLive() const noexcept { return m_live; }
    /// For the session: orders, fills and positions are reconciled (or no longer).
    void setLive(bool live);
    /// For the session: the price-format self-check failed (t4-protocol.md a.8); nothing may be submitted until it is
    /// unblocked or the session ends. Pulls still pass.
    void blockTrading();
    void unblockTrading();
    [[nodiscard]] bool isBlocked() const noexcept { return m_blocked; }

signals:
    void armedChanged(bool armed);
    void windowLockChanged(const QString &window, bool locked);
    void liveChanged(bool live);
    void blockedChanged(bool blocked);
    /// A submission or revision was refused here.
    void notSent(const depthdeck::MarketId &market, const depthdeck::DeskAnswer &answer);
    /// So many orders could not be pulled, because no session is open: they may still work at the exchange.
    void pullNotSent(int orders);
    /// These were pulled a while ago and are not known to be over (t4-protocol.md e.9).
    void stillWorking(const std::vector<depthdeck::OrderId> &orders);

private:
    struct WaitingRevision
    {
        OrderRevision revision;
        Click click;
    };
    struct SecondLook
    {
        SteadyTime due{};
        std::vector<OrderId> orders;
    };

    // order_desk_checks.cpp: what is looked at
    [[nodiscard]] CheckContext contextFor(const AccountId &account, const MarketId &market,
                                          const RiskLimits &limits) const;
    [[nodiscard]] std::vector<OrderProblem> checkWith(const SubmissionDraft &draft, const RiskLimits &limits) const;
    [[nodiscard]] Click clickIn(const QString &window, const MarketId &market) const;
    [[nodiscard]] int decimalsOf(const MarketId &market) const;
    /// Whether the server still owes an answer that a further change has to wait for.
    [[nodiscard]] static bool mustWait(const Order &order);
    /// @p order as it will be when what it was asked has come true.
    [[nodiscard]] static Order asAnswered(const Order &order);

    // order_desk_submits.cpp: what goes out through the gates
    [[nodiscard]] DeskAnswer refuse(const MarketId &market, DeskRefusal refusal, std::vector<OrderProblem> problems);
    [[nodiscard]] DeskAnswer sendSubmission(const SubmissionDraft &draft, const Click &click,
                                            std::vector<OrderProblem> problems);
    [[nodiscard]] DeskAnswer sendRevision(const OrderRevision &revision, const Order &order, const Click &click,
                                          std::vector<OrderProblem> problems);
    void onOrderChanged(int index);
    void onBatchChanged(const std::string &id);
    void dropWaiting(const OrderId &order);
    void dropAllWaiting(DeskRefusal why);

    // order_desk_pulls.cpp: what passes no gate
    [[nodiscard]] DeskAnswer pullActive(const std::vector<OrderId> &orders, const std::vector<std::string> &unnamed,
                                        const QString &window);
    [[nodiscard]] bool sendPulls(const std::vector<OrderId> &orders, const Click &click);
    void onNamed(const OrderId &order, const std::string &tag);
    void lookAgain();

    const Clock &m_clock;
    const MarketBoard &m_markets;
    const AccountStore &m_accounts;
    OrderStore &m_orders;
    BatchStore &m_batches;
    const PersonalLimits &m_personal;
    const DeskGates &m_gates;
    OrderRoute &m_route;
    std::unordered_map<std::string, QString> m_pullWhenNamed; ///< tag to the window that pulled
    std::unordered_map<OrderId, WaitingRevision> m_waiting;
    std::unordered_map<std::string, std::vector<std::string>> m_batchTags; ///< of unanswered batches
    std::vector<SecondLook> m_secondLooks;                                 ///< by time
    SendHistory m_history;
    std::set<QString> m_lockedWindows;
    SteadyTime m_lastActivity{};
    DisarmReason m_disarmedBy = DisarmReason::Trader;
    bool m_armed = false;
    bool m_live = false;
    bool m_blocked = false;
};

} // namespace depthdeck
