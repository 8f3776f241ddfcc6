// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/order_desk.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace depthdeck {

class Journal;
struct JournalEntry;

/// Stands between the desk and the wire: an intent's rows are on disk before the next route sees its message, which
/// then happens on the journal's thread. Right before that the gate is asked again: after a kill or the end of the
/// session nothing leaves, and the store is told so. Pulls are recorded too, but wait 20 ms for the disk at most, and
/// not at all while the journal is not healthy.
///
/// Lives on the UI thread and answers there. @ref DeskGates::isKilled must be callable from any thread.
class JournalRoute final : public QObject, public OrderRoute
{
    Q_OBJECT

public:
    /// The longest a pull waits for its row.
    static constexpr std::chrono::milliseconds pullPatience{20};

    /// @p journal may be null: then everything passes at once, unrecorded.
    JournalRoute(Journal *journal, OrderRoute &next, OrderStore &orders, const MarketBoard &markets,
                 const DeskGates &gates);
    /// As withdraw().
    ~JournalRoute() override;

    /// For the session, before it starts. The journal must outlive what was recorded through it, not this.
    void useJournal(Journal *journal) noexcept { m_journal = journal; }
    /// For the session: when one ends, when the desk disarms, when the kill switch is thrown. Orders that still wait
    /// for the disk are not sent, neither then nor later (design.md 1.4); pulls that wait go at once.
    void withdraw();

    // True: recorded soon and then sent, unless notSent() or pullNotSent() says otherwise. False: neither now nor
    // later.
    bool submit(const t4proto::v1::orderrouting::OrderSubmit &message, const Click &click) override;
    bool submit(const t4proto::v1::orderrouting::OrderBatch &message, const Click &click) override;
    bool revise(const t4proto::v1::orderrouting::OrderRevise &message, const Click &click) override;
    bool pull(const t4proto::v1::orderrouting::OrderPull &message, const Click &click) override;

signals:
    /// After submit() or revise() said true, nothing was sent. The order store has been told of the tags. @p batch:
    /// the batch's id, empty when it was none.
    void notSent(const depthdeck::MarketId &market, depthdeck::DeskRefusal why, const QString &batch);
    /// After pull() said true, the session had ended: so many orders may still work at the exchange.
    void pullNotSent(int orders);

private:
    struct Shared;
    struct Intent;
    struct WaitingPull;
    using Send = std::function<bool(OrderRoute &)>;

    [[nodiscard]] bool isWriting() const;
    [[nodiscard]] bool pass(std::vector<JournalEntry> rows, Send send);
    [[nodiscard]] bool passPull(std::vector<JournalEntry> rows, Send send);
    [[nodiscard]] bool passUnrecorded(const Intent &intent, const Send &send);
    void sendAfterFailure(const Intent &intent, const Send &send);
    void noteRecorded(const Intent &intent);
    void tellNotSent(const Intent &intent, DeskRefusal why);
    void recordNotSent(const Intent &intent, DeskRefusal why);
    static void release(Shared &shared, const std::shared_ptr<const Intent> &intent, const Send &send, bool onDisk);
    static void release(Shared &shared, WaitingPull &waiting);

    Journal *m_journal;
    OrderRoute &m_next;
    OrderStore &m_orders;
    const MarketBoard &m_markets;
    const DeskGates &m_gates;
    std::shared_ptr<Shared> m_shared; ///< shared with rows on their way: they may outlive this
    QThread m_deadlines;              ///< where the patience of pulls is counted, whatever the UI thread does
    QObject *m_deadlineContext;       ///< lives on m_deadlines
};

} // namespace depthdeck
