// SPDX-License-Identifier: GPL-3.0-or-later

// The desks of a session, its journal and its kill switch: what they announce that others act on, or that the trader is
// told in words.

#include "app/session/session_parts.h"
#include "app/storage/journal/journal.h"

#include <t4/v1/orderrouting/orderrouting.pb.h>

#include <google/protobuf/util/json_util.h>

namespace depthdeck {

namespace {

/// A kill that is not over by then is told as unfinished.
constexpr std::chrono::seconds killPatience{5};

QString jsonOf(const google::protobuf::Message &message)
{
    std::string json;
    static_cast<void>(google::protobuf::util::MessageToJsonString(message, &json));
    return QString::fromStdString(json);
}

bool isDone(const KillReport &report)
{
    return report.connected && report.stillActive == 0 && (!report.flattens || report.openPositions == 0);
}

} // namespace

void Session::Parts::wireDesk()
{
    recorder.listenTo(desk);
    recorder.listenTo(personalLimits);
    QObject::connect(&desk, &OrderDesk::notSent, &session,
                     [this](const MarketId &market, const DeskAnswer &answer) { noteNotSent(market, answer); });
    QObject::connect(&desk, &OrderDesk::pullNotSent, &session,
                     [this](int count) { notices.add(Severity::Error, NoticeKind::PullNotSent, {}, {}, count); });
    QObject::connect(&desk, &OrderDesk::stillWorking, &session, [this](const std::vector<OrderId> &left) {
        const Order *first = orders.find(left.front());
        notices.add(Severity::Error, NoticeKind::PullStillWorking, first != nullptr ? nameOf(first->market) : QString{},
                    {}, std::ssize(left));
    });
    QObject::connect(&desk, &OrderDesk::armedChanged, &session, [this](bool armed) {
        const DisarmReason why = desk.disarmedBy();
        if (!armed)
            journalRoute.withdraw(); // what still waits for the disk was meant while it was armed
        if (armed)
            notices.add(Severity::Info, NoticeKind::Armed);
        else
            notices.add(why == DisarmReason::Trader ? Severity::Info : Severity::Warning, NoticeKind::Disarmed, {}, {},
                        static_cast<int>(why));
    });
    QObject::connect(&directory, &MarketDirectory::requestFailed, &session, [this](const RestError &error) {
        if (error.kind != RestError::Kind::NotConnected)
            notices.add(Severity::Warning, NoticeKind::RequestFailed, error.path, error.detail, error.httpStatus);
    });
}

void Session::Parts::wireBatches()
{
    QObject::connect(&batches, &BatchStore::batchChanged, &session, [this](const std::string &id) {
        const Batch *batch = batches.find(id);
        if (batch == nullptr)
            return;
        if (batch->state == BatchState::Rejected)
            notices.add(Severity::Error, NoticeKind::BatchRefused, {}, QString::fromStdString(batch->reason),
                        std::ssize(batch->errors));
        else if (batch->state == BatchState::Unanswered)
            notices.add(Severity::Error, NoticeKind::BatchUnanswered);
    });
}

void Session::Parts::wireStrategies()
{
    QObject::connect(&strategies, &StrategyDesk::requestChanged, &session, [this](const std::string &id) {
        const StrategyRequest *request = strategies.find(id);
        if (request == nullptr || request->state == StrategyState::Sent)
            return;
        const bool isGood = request->isUnderWay() || request->state == StrategyState::Found;
        notices.add(isGood ? Severity::Info : Severity::Warning, NoticeKind::StrategyAnswered,
                    request->market ? nameOf(request->market->market) : QString{},
                    QString::fromStdString(request->detail), static_cast<int>(request->state));
    });
    QObject::connect(
        &strategies, &StrategyDesk::intended, &session, [this](const t4proto::v1::orderrouting::CreateUDS &message) {
            recorder.noteStrategyIntent(AccountId{message.account_id()}, message.request_id(), jsonOf(message));
        });
    QObject::connect(&strategies, &StrategyDesk::definitionWanted, &session,
                     [this](const MarketKey &market) { session.watch(market, DepthWish{}); });
    QObject::connect(&strategies, &StrategyDesk::definitionUnwanted, &session,
                     [this](const MarketKey &market) { session.release(market, DepthWish{}); });
}

void Session::Parts::wireKillSwitch()
{
    recorder.listenTo(killSwitch);
    // Both come from the socket's thread.
    QObject::connect(&killSwitch, &KillSwitch::triggered, &session, [this](bool flatten) {
        journalRoute.withdraw();
        killedAt = clock.steadyNow();
        killReport = {};
        desk.disarm(DisarmReason::KillSwitch);
        notices.add(Severity::Error, NoticeKind::KillTriggered, {}, {}, flatten ? 1 : 0);
    });
    QObject::connect(&killSwitch, &KillSwitch::reported, &session,
                     [this](const KillReport &report) { onKillReport(report); });
    // On the socket's thread: the journal takes rows from any.
    QObject::connect(
        &killSwitch, &KillSwitch::intentSent, &killSwitch,
        [this](const JournalEntry &entry) {
            if (Journal *journal = gates.journal())
                journal->record(entry);
        },
        Qt::DirectConnection);
}

void Session::Parts::onKillReport(const KillReport &report)
{
    killReport = report;
    if (!killedAt || !isDone(report))
        return;
    killedAt.reset();
    notices.add(Severity::Info, NoticeKind::KillDone, {}, {}, report.pulled);
}

void Session::Parts::lookAfterKill()
{
    if (!killedAt || clock.steadyNow() - *killedAt < killPatience)
        return;
    killedAt.reset();
    notices.add(Severity::Error, NoticeKind::KillUnfinished, QString::number(killReport.openPositions), {},
                killReport.stillActive);
}

void Session::Parts::wireJournal()
{
    QObject::connect(&journalRoute, &JournalRoute::notSent, &session,
                     [this](const MarketId &market, DeskRefusal why, const QString &batch) {
                         if (!batch.isEmpty())
                             batches.noteNotSent(batch.toStdString());
                         noteNotSent(market, {why, {}});
                     });
    QObject::connect(&journalRoute, &JournalRoute::pullNotSent, &session,
                     [this](int count) { notices.add(Severity::Error, NoticeKind::PullNotSent, {}, {}, count); });
}

void Session::Parts::useJournal(Journal *journal)
{
    if (Journal *before = gates.journal())
        QObject::disconnect(before, nullptr, &session, nullptr);
    gates.useJournal(journal);
    journalRoute.useJournal(journal);
    recorder.useJournal(journal);
    if (journal == nullptr)
        return;
    const auto tell = [this, journal] {
        const JournalHealth health = journal->health();
        if (health == JournalHealth::Opening)
            return;
        if (health != JournalHealth::Writing)
            notices.add(Severity::Error, NoticeKind::JournalFailed, {}, journal->trouble(), static_cast<int>(health));
        else if (hasJournalFailed)
            notices.add(Severity::Info, NoticeKind::JournalWorks);
        hasJournalFailed = health != JournalHealth::Writing;
    };
    QObject::connect(journal, &Journal::healthChanged, &session, tell);
    tell();
}

void Session::Parts::recordTo(const QString &file)
{
    recording = std::make_unique<Recording>(clock, thread.connection(), file);
    QObject::connect(recording.get(), &Recording::failed, &session, [this](int problem) {
        notices.add(Severity::Error, NoticeKind::RecordingFailed, recording->file(), {}, problem);
    });
    notices.add(Severity::Info, NoticeKind::RecordingStarted, file);
}

} // namespace depthdeck
