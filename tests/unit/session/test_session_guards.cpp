// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/flatten_desk.h"
#include "app/storage/journal/journal.h"
#include "app/trading/batch_store.h"
#include "app/trading/personal_limits.h"
#include "tests/unit/session/session_scene.h"

#include <QFile>
#include <QTemporaryDir>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

namespace common = t4proto::v1::common;
using Sent = ScriptedServer::ClientMessage;

/// What keeps a session from sending, what it tells the trader, and its recordings.
class TestSessionGuards final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void withAJournalOrdersStillGo();
    void withAJournalThatFailsNothingButPullsGoes();
    void theTraderMayGoOnWithoutTheJournal();
    void idleDisarmsAndIsTold();
    void aPullThatDoesNotEndIsTold();
    void aBatchIsAcknowledged();
    void aRefusedBatchIsToldAndLeavesNothingInDoubt();
    void anUnansweredBatchIsTold();
    void aBatchUnderWayWhenTheSessionBreaksIsUnanswered();
    void aSlowReaderComesBackWithBestPricesAlone();
    void connectingByHandAsksForEverythingAgain();
    void aRefusedOrderBookIsTold();
    void anUnreachableAccountIsTold();
    void aRecordingIsReplayedAndNothingCanBeSentMeanwhile();
    void aRecordingThatCannotBeWrittenIsTold();
    void aReplayThatCannotBeReadEndsAtOnce();

private:
    void sendWorking(const std::string &id, const std::string &tag = {});
    [[nodiscard]] bool isHealthy(const Journal &journal) const
    {
        return QTest::qWaitFor([&] { return journal.health() == JournalHealth::Writing; });
    }
    [[nodiscard]] QString fileIn(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    /// A file where a folder is needed: nothing can be written below it.
    [[nodiscard]] QString impossibleFile() const;
    [[nodiscard]] Session &session() const { return m_scene->session; }

    SystemClock m_clock; // of the journal
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Journal> m_journal; // outlives the session
    std::unique_ptr<SessionScene> m_scene;
};

void TestSessionGuards::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_scene = std::make_unique<SessionScene>();
}

void TestSessionGuards::cleanup()
{
    m_scene.reset();
    m_journal.reset();
    m_folder.reset();
}

QString TestSessionGuards::impossibleFile() const
{
    QFile file{fileIn("not-a-folder")};
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write to the temporary folder");
    return fileIn("not-a-folder/file");
}

void TestSessionGuards::sendWorking(const std::string &id, const std::string &tag)
{
    ScriptedServer::ServerMessage message;
    auto &update = *message.mutable_order_update();
    update.set_unique_id(id);
    update.set_account_id("A1");
    update.set_market_id("M1");
    update.set_tag(tag);
    update.set_status(common::ORDER_STATUS_WORKING);
    update.set_change(common::ORDER_CHANGE_SUBMISSION_SUCCESS);
    update.set_buy_sell(common::BUY_SELL_BUY);
    update.set_price_type(common::PRICE_TYPE_LIMIT);
    update.set_current_volume(2);
    update.set_working_volume(2);
    update.mutable_current_limit_price()->set_value("99.75");
    update.set_sequence_order(1);
    m_scene->server.send(message);
    QTRY_VERIFY(session().orders().find(OrderId{id}) != nullptr);
}

void TestSessionGuards::withAJournalOrdersStillGo()
{
    m_journal = std::make_unique<Journal>(fileIn("journal.db"), m_clock);
    session().useJournal(m_journal.get());
    QCOMPARE(session().journal(), m_journal.get());
    QVERIFY(isHealthy(*m_journal));
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(session().desk().submit(m_scene->draft(), QStringLiteral("Order ticket")).sent());
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderSubmit), 1);
    QVERIFY(!m_scene->has(NoticeKind::JournalFailed));
}

void TestSessionGuards::withAJournalThatFailsNothingButPullsGoes()
{
    m_journal = std::make_unique<Journal>(impossibleFile(), m_clock);
    session().useJournal(m_journal.get());
    QTRY_VERIFY(m_scene->has(NoticeKind::JournalFailed));
    QVERIFY(m_scene->isReadyToTrade());
    QCOMPARE(session().desk().submit(m_scene->draft()).refusal, DeskRefusal::JournalFailed);
    sendWorking("U1");
    OrderRevision revision;
    revision.order = OrderId{"U1"};
    revision.limit = Price::parse("99.5");
    QCOMPARE(session().desk().revise(revision).refusal, DeskRefusal::JournalFailed);
    QVERIFY(session().desk().pull({OrderId{"U1"}}).sent());
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderPull), 1);
    QCOMPARE(m_scene->server.count(Sent::kOrderSubmit) + m_scene->server.count(Sent::kOrderRevise), 0);
}

void TestSessionGuards::theTraderMayGoOnWithoutTheJournal()
{
    m_journal = std::make_unique<Journal>(impossibleFile(), m_clock);
    session().useJournal(m_journal.get());
    QTRY_VERIFY(m_scene->has(NoticeKind::JournalFailed));
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(!session().tradesWithoutJournal());
    session().setTradesWithoutJournal(true);
    QVERIFY(session().desk().submit(m_scene->draft()).sent());
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderSubmit), 1);
    session().setTradesWithoutJournal(false);
    m_scene->clock.advance(1s);
    QCOMPARE(session().desk().submit(m_scene->draft()).refusal, DeskRefusal::JournalFailed);
}

void TestSessionGuards::idleDisarmsAndIsTold()
{
    RiskLimits limits;
    limits.idleMinutes = 1;
    QCOMPARE(session().limits().set(limits), PersonalLimits::Answer::Accepted);
    QVERIFY(m_scene->isReadyToTrade());
    m_scene->clock.advance(20s); // the connection must not fall silent
    m_scene->server.sendHeartbeat();
    QTest::qWait(60);
    QVERIFY(session().desk().isArmed());
    for (int i = 0; i < 2; ++i) {
        m_scene->clock.advance(20s);
        m_scene->server.sendHeartbeat();
        QTest::qWait(60);
    }
    QTRY_VERIFY(!session().desk().isArmed());
    QCOMPARE(m_scene->find(NoticeKind::Disarmed)->code, static_cast<std::int64_t>(DisarmReason::Idle));
}

void TestSessionGuards::aPullThatDoesNotEndIsTold()
{
    QVERIFY(m_scene->isReadyToTrade());
    sendWorking("U1");
    QVERIFY(session().desk().pull({OrderId{"U1"}}).sent());
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderPull), 1);
    QVERIFY(!m_scene->has(NoticeKind::PullStillWorking));
    m_scene->clock.advance(2s);
    QTRY_VERIFY(m_scene->has(NoticeKind::PullStillWorking));
    QCOMPARE(m_scene->find(NoticeKind::PullStillWorking)->code, std::int64_t{1});
}

void TestSessionGuards::aBatchIsAcknowledged()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(session().desk().submit(BatchDraft{{SubmissionDraft{m_scene->draft()}}}).sent());
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderBatch), 1);
    const auto &batch = m_scene->server.last(Sent::kOrderBatch).order_batch();
    ScriptedServer::ServerMessage message;
    auto &acknowledge = *message.mutable_order_batch_acknowledge();
    acknowledge.set_batch_id(batch.batch_id());
    acknowledge.add_accepted()->add_unique_id("U1");
    m_scene->server.send(message);
    const Batch &known = session().batches().batches().back();
    QTRY_COMPARE(known.state, BatchState::Acknowledged);
    QCOMPARE(known.accepted.at(0).at(0), OrderId{"U1"});
    sendWorking("U1", batch.submissions(0).orders(0).tag());
    QCOMPARE(session().orders().orders().size(), std::size_t{1});
}

void TestSessionGuards::aRefusedBatchIsToldAndLeavesNothingInDoubt()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(session().desk().submit(BatchDraft{{SubmissionDraft{m_scene->draft()}}}).sent());
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderBatch), 1);
    ScriptedServer::ServerMessage message;
    auto &reject = *message.mutable_order_batch_reject();
    reject.set_batch_id(m_scene->server.last(Sent::kOrderBatch).order_batch().batch_id());
    reject.set_reason("one line is wrong");
    auto &error = *reject.add_errors();
    error.set_submission_index(0);
    error.set_order_index(0);
    error.set_reason("off tick");
    m_scene->server.send(message);
    QTRY_VERIFY(m_scene->has(NoticeKind::BatchRefused));
    QCOMPARE(m_scene->find(NoticeKind::BatchRefused)->detail, QStringLiteral("one line is wrong"));
    const Batch &known = session().batches().batches().back();
    QCOMPARE(known.state, BatchState::Rejected);
    QCOMPARE(known.errors.at(0).reason, std::string{"off tick"});
    QCOMPARE(session().orders().orders()[0].state(), OrderState::Rejected);
    QVERIFY(session().orders().unnamedTags().empty());
}

void TestSessionGuards::anUnansweredBatchIsTold()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(session().desk().submit(BatchDraft{{SubmissionDraft{m_scene->draft()}}}).sent());
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderBatch), 1);
    m_scene->clock.advance(11s);
    QTRY_VERIFY(m_scene->has(NoticeKind::BatchUnanswered));
    QCOMPARE(session().batches().batches().back().state, BatchState::Unanswered);
}

void TestSessionGuards::aBatchUnderWayWhenTheSessionBreaksIsUnanswered()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(session().desk().submit(BatchDraft{{SubmissionDraft{m_scene->draft()}}}).sent());
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderBatch), 1);
    m_scene->server.breakConnection();
    QVERIFY(m_scene->reaches(SessionState::Lost));
    QCOMPARE(session().batches().batches().back().state, BatchState::Unanswered);
    m_scene->clock.advance(2s);
    QVERIFY(m_scene->reaches(SessionState::Live));
    QTest::qWait(50);
    QCOMPARE(m_scene->server.count(Sent::kOrderBatch), 1); // never again by itself
}

void TestSessionGuards::aSlowReaderComesBackWithBestPricesAlone()
{
    QVERIFY(m_scene->isReadyToTrade());
    session().watchOrders(m_scene->market);
    QTRY_COMPARE(m_scene->server.count(Sent::kMarketByOrderSubscribe), 1);
    m_scene->server.received.clear();
    ScriptedServer::ServerMessage message;
    message.mutable_login_response()->set_result(common::LOGIN_RESULT_API_MESSAGE_BACKLOG);
    m_scene->server.send(message);
    QVERIFY(m_scene->reaches(SessionState::Lost));
    QVERIFY(session().status().willRetry);
    m_scene->clock.advance(2s);
    QVERIFY(m_scene->reaches(SessionState::Live));
    QVERIFY(m_scene->has(NoticeKind::MarketDataReduced));
    QTRY_COMPARE(m_scene->server.count(Sent::kMarketDepthSubscribe), 1);
    const auto &depth = m_scene->server.last(Sent::kMarketDepthSubscribe).market_depth_subscribe();
    QCOMPARE(depth.depth_levels(), common::DEPTH_LEVELS_BEST_ONLY);
    QCOMPARE(depth.buffer(), common::DEPTH_BUFFER_SMART);
    QCOMPARE(m_scene->server.count(Sent::kMarketByOrderSubscribe), 0);
}

void TestSessionGuards::connectingByHandAsksForEverythingAgain()
{
    aSlowReaderComesBackWithBestPricesAlone();
    m_scene->server.received.clear();
    m_scene->start();
    QVERIFY(m_scene->reaches(SessionState::Live));
    QTRY_COMPARE(m_scene->server.count(Sent::kMarketDepthSubscribe), 1);
    const auto &depth = m_scene->server.last(Sent::kMarketDepthSubscribe).market_depth_subscribe();
    QCOMPARE(depth.depth_levels(), common::DEPTH_LEVELS_NORMAL);
    QTRY_COMPARE(m_scene->server.count(Sent::kMarketByOrderSubscribe), 1);
}

void TestSessionGuards::aRefusedOrderBookIsTold()
{
    QVERIFY(m_scene->isReadyToTrade());
    session().watchOrders(m_scene->market);
    QTRY_COMPARE(m_scene->server.count(Sent::kMarketByOrderSubscribe), 1);
    ScriptedServer::ServerMessage message;
    message.mutable_market_by_order_subscribe_reject()->set_market_id("M1");
    message.mutable_market_by_order_subscribe_reject()->set_mode(common::MARKET_MODE_NO_PERMISSION);
    m_scene->server.send(message);
    QTRY_VERIFY(m_scene->has(NoticeKind::OrderBookRefused));
    QCOMPARE(m_scene->find(NoticeKind::OrderBookRefused)->code, std::int64_t{14});
}

void TestSessionGuards::anUnreachableAccountIsTold()
{
    QVERIFY(m_scene->isReadyToTrade());
    ScriptedServer::ServerMessage message;
    message.mutable_account_snapshot()->set_account_id("A1");
    message.mutable_account_snapshot()->set_status(common::ACCOUNT_STATUS_NOT_ACCESSIBLE);
    m_scene->server.send(message);
    QTRY_VERIFY(m_scene->has(NoticeKind::SnapshotUnreachable));
}

void TestSessionGuards::aRecordingIsReplayedAndNothingCanBeSentMeanwhile()
{
    const QString file = fileIn("session.frames");
    session().recordTo(file);
    QVERIFY(m_scene->isReadyToTrade());
    sendWorking("U1");
    m_scene->clock.advance(2s);
    m_scene->server.sendHeartbeat();
    QTest::qWait(60);
    session().stop();
    QTRY_COMPARE(session().state(), SessionState::Offline);
    m_scene = std::make_unique<SessionScene>(); // ends the recording
    QVERIFY(QFile::exists(file));

    session().watch(m_scene->market, DepthLevels::Normal, true);
    QSignalSpy states{&session(), &Session::stateChanged};
    session().startReplay(file, 2);
    QCOMPARE(session().state(), SessionState::Replaying);
    QVERIFY(session().isReplaying());
    QTRY_VERIFY(session().orders().find(OrderId{"U1"}) != nullptr);
    QVERIFY(session().isReplaying());
    QVERIFY(!session().desk().setArmed(true));
    QCOMPARE(session().desk().submit(m_scene->draft()).refusal, DeskRefusal::NotLive);
    QCOMPARE(session().desk().pull({OrderId{"U1"}}).refusal, DeskRefusal::NotLive);
    QTRY_COMPARE(session().state(), SessionState::Offline);
    QVERIFY(!session().isReplaying());
    QVERIFY(m_scene->has(NoticeKind::ReplayStarted));
    QVERIFY(m_scene->has(NoticeKind::ReplayEnded));
    QCOMPARE(states.size(), 2); // never live in between
    QCOMPARE(m_scene->server.connections, 0);
    session().takeFrame();
    QVERIFY(session().markets().find(MarketId{"M1"})->definition.has_value());
}

void TestSessionGuards::aRecordingThatCannotBeWrittenIsTold()
{
    session().recordTo(impossibleFile());
    QTRY_VERIFY(m_scene->has(NoticeKind::RecordingFailed));
    QVERIFY(m_scene->isReadyToTrade());
}

void TestSessionGuards::aReplayThatCannotBeReadEndsAtOnce()
{
    session().startReplay(fileIn("none"), 1);
    QTRY_COMPARE(session().state(), SessionState::Offline);
    QVERIFY(m_scene->has(NoticeKind::ReplayEnded));
    m_scene->start(); // and the next session is an ordinary one
    QVERIFY(m_scene->reaches(SessionState::Live));
    QVERIFY(session().desk().setArmed(true));
}

QTEST_GUILESS_MAIN(TestSessionGuards)
#include "test_session_guards.moc"
