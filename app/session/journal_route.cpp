// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/journal_route.h"

#include "app/session/journal_messages.h"
#include "app/storage/journal/journal.h"
#include "app/trading/order_store.h"

#include <QTimer>

#include <list>
#include <mutex>

namespace depthdeck {

using namespace Qt::StringLiterals;
namespace orderrouting = t4proto::v1::orderrouting;

namespace {

/// An order that could not be recorded for so long is no longer what the trader meant.
constexpr std::chrono::seconds longestWait{2};

} // namespace

/// What a message asked for: enough to say later that it was not sent.
struct JournalRoute::Intent
{
    std::vector<JournalEntry> stubs; ///< a row for each order, as it would be recorded when not sent
    bool isSubmission = false;       ///< its tags are those of orders that do not exist yet
    bool isBatch = false;            ///< its rows' relation is the batch's id
    std::uint64_t session = 0;       ///< the one it was made in
    /// When the trader asked: a disk that hangs must not send an order of long ago.
    std::chrono::steady_clock::time_point madeAt = std::chrono::steady_clock::now();

    [[nodiscard]] bool isTooOld() const { return std::chrono::steady_clock::now() - madeAt > longestWait; }
};

/// A pull between record() and the wire. Sent once, by whoever comes first.
struct JournalRoute::WaitingPull
{
    Send send;
    int orders = 0;
    bool isSent = false; ///< under the mutex of Shared
};

/// What rows on their way need, also when the route is gone. @ref owner and what it names are used under the mutex
/// alone; sending happens under it too, so that the route does not go away meanwhile.
struct JournalRoute::Shared
{
    std::mutex mutex;
    JournalRoute *owner = nullptr; ///< null: gone
    std::uint64_t session = 1;
    std::list<std::shared_ptr<WaitingPull>> pulls;

    /// Calls @p work on the UI thread if the route still lives then. Under the mutex.
    template <typename Work>
    void post(Work work) const
    {
        QMetaObject::invokeMethod(
            owner, [owner = owner, work] { work(*owner); }, Qt::QueuedConnection);
    }
};

namespace {

QString words(DeskRefusal why)
{
    switch (why) {
    case DeskRefusal::KillSwitch:
        return u"not sent: the kill switch was pressed before the bytes left"_s;
    case DeskRefusal::JournalFailed:
        return u"not sent: the intent could not be recorded"_s;
    default:
        return u"not sent: the session ended before the bytes left"_s;
    }
}

} // namespace

JournalRoute::JournalRoute(Journal *journal, OrderRoute &next, OrderStore &orders, const MarketBoard &markets,
                           const DeskGates &gates)
    : m_journal{journal},
      m_next{next},
      m_orders{orders},
      m_markets{markets},
      m_gates{gates},
      m_shared{std::make_shared<Shared>()},
      m_deadlineContext{new QObject}
{
    m_shared->owner = this;
    m_deadlines.setObjectName(u"pull deadlines"_s);
    m_deadlineContext->moveToThread(&m_deadlines);
    connect(&m_deadlines, &QThread::finished, m_deadlineContext, &QObject::deleteLater);
    m_deadlines.start(QThread::HighPriority);
}

JournalRoute::~JournalRoute()
{
    withdraw();
    {
        const std::lock_guard lock{m_shared->mutex};
        m_shared->owner = nullptr;
    }
    m_deadlines.quit();
    m_deadlines.wait();
}

void JournalRoute::withdraw()
{
    const std::lock_guard lock{m_shared->mutex};
    ++m_shared->session;
    const auto pulls = m_shared->pulls;
    for (const auto &waiting : pulls)
        release(*m_shared, *waiting);
}

bool JournalRoute::isWriting() const
{
    const JournalHealth health = m_journal->health();
    return health == JournalHealth::Writing || health == JournalHealth::Opening;
}

bool JournalRoute::submit(const orderrouting::OrderSubmit &message, const Click &click)
{
    return pass(journalRows(message, click, m_markets),
                [message, click](OrderRoute &next) { return next.submit(message, click); });
}

bool JournalRoute::submit(const orderrouting::OrderBatch &message, const Click &click)
{
    return pass(journalRows(message, click, m_markets),
                [message, click](OrderRoute &next) { return next.submit(message, click); });
}

bool JournalRoute::revise(const orderrouting::OrderRevise &message, const Click &click)
{
    return pass(journalRows(message, click, m_markets, m_orders),
                [message, click](OrderRoute &next) { return next.revise(message, click); });
}

bool JournalRoute::pull(const orderrouting::OrderPull &message, const Click &click)
{
    return passPull(journalRows(message, click, m_markets, m_orders),
                    [message, click](OrderRoute &next) { return next.pull(message, click); });
}

bool JournalRoute::pass(std::vector<JournalEntry> rows, Send send)
{
    if (m_journal == nullptr || rows.empty())
        return send(m_next);
    auto intent = std::make_shared<Intent>();
    intent->isSubmission = rows.front().kind != JournalKind::ReviseIntent;
    intent->isBatch = rows.front().kind == JournalKind::BatchIntent;
    for (const JournalEntry &row : rows) {
        JournalEntry stub = row;
        stub.kind = JournalKind::IntentNotSent;
        stub.at = {};
        stub.seen.reset();
        stub.makeJson = {};
        intent->stubs.push_back(std::move(stub));
    }
    if (!isWriting()) {
        for (JournalEntry &row : rows)
            m_journal->record(std::move(row)); // kept until it can be written
        return passUnrecorded(*intent, send);
    }
    {
        const std::lock_guard lock{m_shared->mutex};
        intent->session = m_shared->session;
    }
    // Rows become durable in their order: the last one stands for all.
    for (std::size_t at = 0; at + 1 < rows.size(); ++at)
        m_journal->record(std::move(rows[at]));
    m_journal->record(std::move(rows.back()), [shared = m_shared, intent = std::shared_ptr<const Intent>{intent},
                                               send](bool onDisk) { release(*shared, intent, send, onDisk); });
    return true;
}

/// The journal failed before this intent; whether it goes all the same is the trader's choice.
bool JournalRoute::passUnrecorded(const Intent &intent, const Send &send)
{
    if (!m_gates.isJournalFit()) {
        recordNotSent(intent, DeskRefusal::JournalFailed);
        return false;
    }
    if (send(m_next))
        return true;
    recordNotSent(intent, DeskRefusal::NotLive);
    return false;
}

/// On the journal's thread.
void JournalRoute::release(Shared &shared, const std::shared_ptr<const Intent> &intent, const Send &send, bool onDisk)
{
    const std::lock_guard lock{shared.mutex};
    if (shared.owner == nullptr)
        return; // the session is gone: ProgramEnded or Disconnected follows in the journal
    if (!onDisk) {
        shared.post([intent, send](JournalRoute &route) { route.sendAfterFailure(*intent, send); });
        return;
    }
    shared.post([intent](JournalRoute &route) { route.noteRecorded(*intent); });
    DeskRefusal why = DeskRefusal::None;
    if (shared.session != intent->session || intent->isTooOld())
        why = DeskRefusal::NotLive;
    else if (shared.owner->m_gates.isKilled())
        why = DeskRefusal::KillSwitch;
    else if (!send(shared.owner->m_next))
        why = DeskRefusal::NotLive;
    if (why != DeskRefusal::None)
        shared.post([intent, why](JournalRoute &route) { route.tellNotSent(*intent, why); });
}

/// The journal failed over this very intent. UI thread, where the trader's choice is known.
void JournalRoute::sendAfterFailure(const Intent &intent, const Send &send)
{
    const bool isSameSession = [&] {
        const std::lock_guard lock{m_shared->mutex};
        return m_shared->session == intent.session;
    }();
    if (!isSameSession || intent.isTooOld())
        tellNotSent(intent, DeskRefusal::NotLive);
    else if (m_gates.isKilled())
        tellNotSent(intent, DeskRefusal::KillSwitch);
    else if (!m_gates.isJournalFit())
        tellNotSent(intent, DeskRefusal::JournalFailed);
    else if (!send(m_next))
        tellNotSent(intent, DeskRefusal::NotLive);
}

void JournalRoute::noteRecorded(const Intent &intent)
{
    if (!intent.isSubmission)
        return;
    for (const JournalEntry &stub : intent.stubs)
        m_orders.noteRecorded(stub.tag);
}

void JournalRoute::tellNotSent(const Intent &intent, DeskRefusal why)
{
    recordNotSent(intent, why);
    const JournalEntry &first = intent.stubs.front();
    if (intent.isSubmission) {
        for (const JournalEntry &stub : intent.stubs)
            m_orders.noteNotSent(stub.tag);
    }
    emit notSent(MarketId{first.market}, why, intent.isBatch ? QString::fromStdString(first.relation) : QString{});
}

void JournalRoute::recordNotSent(const Intent &intent, DeskRefusal why)
{
    for (JournalEntry stub : intent.stubs) {
        stub.detail = words(why);
        m_journal->record(std::move(stub));
    }
}

bool JournalRoute::passPull(std::vector<JournalEntry> rows, Send send)
{
    if (m_journal == nullptr || rows.empty())
        return send(m_next);
    if (!isWriting()) {
        for (JournalEntry &row : rows)
            m_journal->record(std::move(row));
        return send(m_next);
    }
    auto waiting = std::make_shared<WaitingPull>();
    waiting->send = std::move(send);
    waiting->orders = static_cast<int>(rows.size());
    {
        const std::lock_guard lock{m_shared->mutex};
        m_shared->pulls.push_back(waiting);
    }
    const auto go = [shared = m_shared, waiting] {
        const std::lock_guard lock{shared->mutex};
        release(*shared, *waiting);
    };
    for (std::size_t at = 0; at + 1 < rows.size(); ++at)
        m_journal->record(std::move(rows[at]));
    m_journal->record(std::move(rows.back()), [go](bool) { go(); });
    QMetaObject::invokeMethod(m_deadlineContext, [context = m_deadlineContext, go] {
        QTimer::singleShot(pullPatience, Qt::PreciseTimer, context, go);
    });
    return true;
}

/// Any thread, under the mutex.
void JournalRoute::release(Shared &shared, WaitingPull &waiting)
{
    if (waiting.isSent || shared.owner == nullptr)
        return;
    waiting.isSent = true;
    shared.pulls.remove_if([&waiting](const auto &other) { return other.get() == &waiting; });
    if (!waiting.send(shared.owner->m_next))
        shared.post([orders = waiting.orders](JournalRoute &route) { emit route.pullNotSent(orders); });
}

} // namespace depthdeck
