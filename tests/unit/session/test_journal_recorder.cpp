// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/kill_switch.h"
#include "app/storage/journal/journal_export.h"
#include "app/trading/personal_limits.h"
#include "tests/unit/session/session_scene.h"
#include "tests/unit/storage/journal_scene.h"

#include <QDir>
#include <QFile>

#include <thread>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
namespace wire = t4proto::v1::orderrouting;
namespace common = t4proto::v1::common;

/// A whole session with a journal, against a server that says what the test wants.
class TestJournalRecorder : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void aLoginLeavesItsFirmAndUser();
    void noSecretOfALoginReachesTheFile();
    void aRefusedLoginIsRecorded();
    void theEndOfAConnectionIsRecorded();
    void everyOrderMessageIsARowThatCanBeReadAlone();
    void aFillToldTwiceIsRecordedOnce();
    void fillsOfTheSnapshotAreRecordedAsHistory();
    void legFillsCarryTheirLeg();
    void bustsAreRecordedAsReversals_data();
    void bustsAreRecordedAsReversals();
    void refusalsOfTheServerAreTold_data();
    void refusalsOfTheServerAreTold();
    void answersToBatchesAndStrategiesAreRecorded();
    void rowsAreWrittenWhileTheUserInterfaceStalls();
    void armingAndRefusalsOfThisProgramAreRecorded();
    void limitsAreRecorded();
    void theKillSwitchIsRecorded();
    void anOrderIsRecordedBeforeTheServerHearsOfIt();
    void theAuditTrailOfASessionIsWhole();

private:
    void start();
    void sendUpdates(const std::vector<wire::OrderUpdateMultiMessage> &parts, bool historical = false);
    [[nodiscard]] static wire::OrderUpdateMultiMessage working(const std::string &order, const std::string &tag);
    [[nodiscard]] static wire::OrderUpdateMultiMessage trade(const std::string &order, int sequence, int residual);
    [[nodiscard]] std::vector<JournalEntry> rowsOf(JournalKind kind) const;
    [[nodiscard]] bool waitFor(JournalKind kind, std::size_t count) const;

    std::unique_ptr<JournalScene> m_disk;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<SessionScene> m_scene;
};

void TestJournalRecorder::init()
{
    m_disk = std::make_unique<JournalScene>();
    m_journal = std::make_unique<Journal>(m_disk->file, m_disk->clock, JournalScene::options());
    m_scene = std::make_unique<SessionScene>();
    m_scene->session.useJournal(m_journal.get());
    QVERIFY(QTest::qWaitFor([this] { return m_journal->health() == JournalHealth::Writing; }));
}

void TestJournalRecorder::cleanup()
{
    m_scene.reset();
    m_journal.reset();
}

void TestJournalRecorder::start()
{
    QVERIFY(m_scene->isReadyToTrade());
}

std::vector<JournalEntry> TestJournalRecorder::rowsOf(JournalKind kind) const
{
    std::vector<JournalEntry> found;
    for (const JournalRow &row : m_disk->rows()) {
        if (row.entry.kind == kind)
            found.push_back(row.entry);
    }
    return found;
}

bool TestJournalRecorder::waitFor(JournalKind kind, std::size_t count) const
{
    return QTest::qWaitFor([&] { return rowsOf(kind).size() >= count; });
}

void TestJournalRecorder::sendUpdates(const std::vector<wire::OrderUpdateMultiMessage> &parts, bool historical)
{
    ScriptedServer::ServerMessage message;
    auto &multi = *message.mutable_order_update_multi();
    multi.set_account_id("A1");
    multi.set_market_id("M1");
    multi.set_historical(historical);
    for (const auto &part : parts)
        *multi.add_updates() = part;
    m_scene->server.send(message);
}

wire::OrderUpdateMultiMessage TestJournalRecorder::working(const std::string &order, const std::string &tag)
{
    wire::OrderUpdateMultiMessage part;
    auto &update = *part.mutable_order_update();
    update.set_unique_id(order);
    update.set_tag(tag);
    update.set_exchange_order_id("x-" + order);
    update.set_buy_sell(common::BUY_SELL_SELL);
    update.set_price_type(common::PRICE_TYPE_LIMIT);
    update.set_time_type(common::TIME_TYPE_NORMAL);
    update.set_current_volume(2);
    update.set_working_volume(2);
    update.mutable_current_limit_price()->set_value("100.25");
    update.set_status(common::ORDER_STATUS_WORKING);
    update.set_change(common::ORDER_CHANGE_SUBMISSION_SUCCESS);
    update.set_sequence_order(1);
    update.mutable_time()->set_seconds(1'785'585'600);
    update.mutable_exchange_time()->set_seconds(1'785'585'601);
    return part;
}

wire::OrderUpdateMultiMessage TestJournalRecorder::trade(const std::string &order, int sequence, int residual)
{
    wire::OrderUpdateMultiMessage part;
    auto &update = *part.mutable_order_update_trade();
    update.set_unique_id(order);
    update.set_change(residual > 0 ? common::ORDER_CHANGE_TRADE : common::ORDER_CHANGE_TRADE_COMPLETED);
    update.set_status(residual > 0 ? common::ORDER_STATUS_WORKING : common::ORDER_STATUS_FINISHED);
    update.set_sequence_order(sequence);
    update.set_volume(1);
    update.set_residual_volume(residual);
    update.set_working_volume(residual);
    update.set_total_fill_volume(2 - residual);
    update.mutable_price()->set_value("100.5");
    update.set_exchange_trade_id("TN" + std::to_string(sequence));
    return part;
}

void TestJournalRecorder::aLoginLeavesItsFirmAndUser()
{
    start();
    QVERIFY(waitFor(JournalKind::Login, 1));
    const JournalEntry login = rowsOf(JournalKind::Login).front();
    QVERIFY2(login.detail.startsWith(u"firm"_s), qPrintable(login.detail));
    QVERIFY(login.json.isEmpty());
    QVERIFY(!login.endpoint.isEmpty());
}

void TestJournalRecorder::noSecretOfALoginReachesTheFile()
{
    const QByteArrayList secrets{"hunter2-pass", "licence-7f3a", "key-5e9d", "jwt-payload-token"};
    m_scene->server.token = secrets.at(3).toStdString();
    m_scene->session.start(m_scene->server.endpoint(), UserCredentials{u"F"_s, u"ann"_s, Secret{u"hunter2-pass"_s},
                                                                       u"App"_s, Secret{u"licence-7f3a"_s}});
    QVERIFY(m_scene->reaches(SessionState::Live));
    m_scene->session.start(m_scene->server.endpoint(), ApiKeyCredentials{Secret{u"key-5e9d"_s}});
    QVERIFY(m_scene->reaches(SessionState::Live));
    m_scene->server.loginResult = common::LOGIN_RESULT_UNAUTHORIZED;
    m_scene->session.start(m_scene->server.endpoint(), ApiKeyCredentials{Secret{u"key-5e9d"_s}});
    QVERIFY(m_scene->reaches(SessionState::Lost));
    m_scene.reset();
    m_journal.reset();
    QVERIFY(rowsOf(JournalKind::Login).size() >= 2);
    for (const QString &name : QDir{m_disk->folder.path()}.entryList(QDir::Files)) {
        QFile file{m_disk->folder.filePath(name)};
        QVERIFY(file.open(QFile::ReadOnly));
        const QByteArray bytes = file.readAll();
        for (const QByteArray &secret : secrets)
            QVERIFY2(!bytes.contains(secret), secret.constData());
    }
}

void TestJournalRecorder::aRefusedLoginIsRecorded()
{
    m_scene->server.loginResult = common::LOGIN_RESULT_UNAUTHORIZED;
    m_scene->server.loginError = "no such user";
    m_scene->start();
    QVERIFY(waitFor(JournalKind::LoginRefused, 1));
    QCOMPARE(rowsOf(JournalKind::LoginRefused).front().detail, u"UNAUTHORIZED: no such user"_s);
}

void TestJournalRecorder::theEndOfAConnectionIsRecorded()
{
    start();
    m_scene->server.breakConnection();
    QVERIFY(waitFor(JournalKind::Disconnected, 1));
    QVERIFY(rowsOf(JournalKind::Disconnected).front().detail.startsWith(u"Dropped"_s));
    QVERIFY(waitFor(JournalKind::Disarmed, 1));
}

void TestJournalRecorder::everyOrderMessageIsARowThatCanBeReadAlone()
{
    start();
    wire::OrderUpdateMultiMessage status;
    auto &revised = *status.mutable_order_update_status();
    revised.set_unique_id("o1");
    revised.set_change(common::ORDER_CHANGE_REVISION_SUCCESS);
    revised.set_status(common::ORDER_STATUS_WORKING);
    revised.set_response_pending(common::RESPONSE_PENDING_PULL);
    revised.set_price_type(common::PRICE_TYPE_LIMIT);
    revised.set_current_volume(5);
    revised.set_working_volume(5);
    revised.mutable_current_limit_price()->set_value("100.75");
    revised.set_sequence_order(2);
    sendUpdates({working("o1", "t1"), status, trade("o1", 3, 1)});
    QVERIFY(waitFor(JournalKind::Fill, 1));

    const auto updates = rowsOf(JournalKind::OrderUpdate);
    QCOMPARE(updates.size(), std::size_t{2});
    QCOMPARE(updates[0].change, u"SUBMISSION_SUCCESS"_s);
    QCOMPARE(updates[0].exchangeOrder, std::string{"x-o1"});
    QVERIFY(updates[0].serverTime == WallTime{1'785'585'600s});
    QVERIFY(updates[0].exchangeTime == WallTime{1'785'585'601s});
    QVERIFY(updates[0].price == Price::parse("100.25"));
    QVERIFY2(updates[0].json.contains(u"\"exchange_order_id\":\"x-o1\""_s), qPrintable(updates[0].json));
    QCOMPARE(updates[1].status, u"WORKING, pending PULL"_s);
    QVERIFY(updates[1].volume == Quantity{5});
    QVERIFY(updates[1].sequence == 2);
    const JournalEntry fill = rowsOf(JournalKind::Fill).front();
    QVERIFY(fill.price == Price::parse("100.5"));
    QVERIFY(fill.volume == Quantity{1});
    QVERIFY(fill.working == Quantity{1});
    QVERIFY(fill.filled == Quantity{1});
    QCOMPARE(fill.trade, std::string{"TN3"});
    for (const JournalEntry &row : {updates[0], updates[1], fill}) {
        QCOMPARE(row.account, std::string{"A1"});
        QCOMPARE(row.market, std::string{"M1"});
        QCOMPARE(row.exchange, std::string{"X"});
        QCOMPARE(row.contract, std::string{"ES"});
        QCOMPARE(row.order, std::string{"o1"});
        QCOMPARE(row.tag, std::string{"t1"});
        QVERIFY(row.side == Side::Sell);
        QCOMPARE(row.orderType, u"LIMIT"_s);
        QVERIFY(!row.json.isEmpty());
        QVERIFY(!row.historical);
    }
}

void TestJournalRecorder::aFillToldTwiceIsRecordedOnce()
{
    start();
    sendUpdates({working("o1", "t1"), trade("o1", 2, 1)});
    wire::OrderUpdateMultiMessage again = working("o1", "t1");
    auto &nested = *again.mutable_order_update()->add_trades();
    nested.set_sequence_order(2);
    nested.set_volume(1);
    nested.set_residual_volume(1);
    auto &other = *again.mutable_order_update()->add_trades();
    other.set_sequence_order(3);
    other.set_volume(1);
    sendUpdates({again, trade("o1", 3, 0)});
    QVERIFY(waitFor(JournalKind::OrderUpdate, 2));
    QVERIFY(waitFor(JournalKind::Fill, 2));
    QTest::qWait(80); // beyond the group delay: nothing more follows
    QCOMPARE(rowsOf(JournalKind::Fill).size(), std::size_t{2});
}

void TestJournalRecorder::fillsOfTheSnapshotAreRecordedAsHistory()
{
    wire::OrderUpdate order = working("o1", "t1").order_update();
    order.set_account_id("A1");
    order.set_market_id("M1");
    auto &nested = *order.add_trades();
    nested.set_sequence_order(2);
    nested.set_volume(1);
    nested.mutable_price()->set_value("100.25");
    m_scene->server.ordersOfA1 = {order};
    start();
    QVERIFY(waitFor(JournalKind::Fill, 1));
    QVERIFY(rowsOf(JournalKind::Fill).front().historical);
    QVERIFY(rowsOf(JournalKind::Fill).front().side == Side::Sell);
    QVERIFY(rowsOf(JournalKind::OrderUpdate).front().historical);
    // The next login of this run tells the same fill.
    m_scene->session.stop();
    m_scene->start();
    QVERIFY(waitFor(JournalKind::OrderUpdate, 2));
    QTest::qWait(80);
    QCOMPARE(rowsOf(JournalKind::Fill).size(), std::size_t{1});
}

void TestJournalRecorder::legFillsCarryTheirLeg()
{
    start();
    std::vector<wire::OrderUpdateMultiMessage> parts{working("o1", "t1")};
    for (int leg = 0; leg < 2; ++leg) {
        auto &update = *parts.emplace_back().mutable_order_update_trade_leg();
        update.set_unique_id("o1");
        update.set_leg_index(leg);
        update.set_sequence_order(2);
        update.set_volume(1);
        update.mutable_price()->set_value("50");
    }
    sendUpdates(parts);
    QVERIFY(waitFor(JournalKind::LegFill, 2));
    const auto legs = rowsOf(JournalKind::LegFill);
    QVERIFY(legs[0].leg == 0 && legs[1].leg == 1);
}

void TestJournalRecorder::bustsAreRecordedAsReversals_data()
{
    QTest::addColumn<bool>("asTrade");
    QTest::newRow("as a trade") << true;
    QTest::newRow("as a status") << false;
}

void TestJournalRecorder::bustsAreRecordedAsReversals()
{
    QFETCH(bool, asTrade);
    start();
    wire::OrderUpdateMultiMessage bust = trade("o1", 2, 1);
    bust.mutable_order_update_trade()->set_change(common::ORDER_CHANGE_TRADE_BUSTED);
    if (!asTrade) {
        bust.mutable_order_update_status()->set_unique_id("o1");
        bust.mutable_order_update_status()->set_change(common::ORDER_CHANGE_TRADE_BUSTED);
    }
    sendUpdates({working("o1", "t1"), trade("o1", 2, 1), bust});
    QVERIFY(waitFor(JournalKind::FillBusted, 1));
    const JournalEntry row = rowsOf(JournalKind::FillBusted).front();
    QCOMPARE(row.change, u"TRADE_BUSTED"_s);
    QCOMPARE(row.trade, asTrade ? std::string{"TN2"} : std::string{});
    QCOMPARE(row.volume.has_value(), asTrade);
}

void TestJournalRecorder::refusalsOfTheServerAreTold_data()
{
    QTest::addColumn<int>("change");
    QTest::addColumn<bool>("asFailed");
    QTest::newRow("risk") << int{common::ORDER_CHANGE_SUBMISSION_RISK_REJECTED} << false;
    QTest::newRow("exchange") << int{common::ORDER_CHANGE_SUBMISSION_REJECTED} << false;
    QTest::newRow("revision") << int{common::ORDER_CHANGE_REVISION_REJECTED} << false;
    QTest::newRow("pull") << int{common::ORDER_CHANGE_PULL_FAILED} << false;
    QTest::newRow("failed message") << int{common::ORDER_CHANGE_SUBMISSION_FAILED} << true;
}

void TestJournalRecorder::refusalsOfTheServerAreTold()
{
    QFETCH(int, change);
    QFETCH(bool, asFailed);
    start();
    wire::OrderUpdateMultiMessage refused;
    const auto fill = [&](auto &message) {
        message.set_unique_id("o1");
        message.set_change(static_cast<common::OrderChange>(change));
        message.set_status_detail("Margin exceeded");
    };
    if (asFailed)
        fill(*refused.mutable_order_update_failed());
    else
        fill(*refused.mutable_order_update_status());
    sendUpdates({refused});
    QVERIFY(waitFor(JournalKind::OrderRefused, 1));
    QCOMPARE(rowsOf(JournalKind::OrderRefused).front().detail, u"Margin exceeded"_s);
    QCOMPARE(rowsOf(JournalKind::OrderRefused).front().account, std::string{"A1"});
}

void TestJournalRecorder::answersToBatchesAndStrategiesAreRecorded()
{
    start();
    ScriptedServer::ServerMessage message;
    message.mutable_order_batch_acknowledge()->set_batch_id("b1");
    m_scene->server.send(message);
    message.mutable_order_batch_reject()->set_batch_id("b2");
    message.mutable_order_batch_reject()->set_reason("account not subscribed");
    m_scene->server.send(message);
    message.mutable_create_uds_response()->set_request_id("u1");
    message.mutable_create_uds_response()->set_status_detail("created");
    m_scene->server.send(message);
    QVERIFY(waitFor(JournalKind::StrategyAnswer, 1));
    const auto answers = rowsOf(JournalKind::BatchAnswer);
    QCOMPARE(answers.size(), std::size_t{2});
    QCOMPARE(answers[0].status, u"acknowledged"_s);
    QCOMPARE(answers[1].relation, std::string{"b2"});
    QCOMPARE(answers[1].detail, u"account not subscribed"_s);
    QCOMPARE(rowsOf(JournalKind::StrategyAnswer).front().relation, std::string{"u1"});
}

void TestJournalRecorder::rowsAreWrittenWhileTheUserInterfaceStalls()
{
    start();
    sendUpdates({working("o1", "t1")});
    QVERIFY(waitFor(JournalKind::OrderUpdate, 1));
    // The scripted server lives on this thread: what it sent is in the socket, and then nothing here moves.
    sendUpdates({trade("o1", 2, 1)});
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
    const auto giveUp = std::chrono::steady_clock::now() + 3s;
    while (rowsOf(JournalKind::Fill).empty() && std::chrono::steady_clock::now() < giveUp)
        std::this_thread::yield();
    QCOMPARE(rowsOf(JournalKind::Fill).size(), std::size_t{1});
}

void TestJournalRecorder::armingAndRefusalsOfThisProgramAreRecorded()
{
    start();
    OrderDraft draft = m_scene->draft();
    draft.volume = {};
    QVERIFY(!m_scene->session.desk().submit(draft).sent());
    QVERIFY(m_scene->session.desk().setArmed(false));
    QVERIFY(waitFor(JournalKind::Disarmed, 1));
    QVERIFY(waitFor(JournalKind::Armed, 1));
    QVERIFY(waitFor(JournalKind::Refused, 1));
    const JournalEntry refused = rowsOf(JournalKind::Refused).front();
    QCOMPARE(refused.market, std::string{"M1"});
    QVERIFY2(refused.detail.startsWith(u"the checks refused it; ZeroVolume (value 0, limit "_s),
             qPrintable(refused.detail));
    QVERIFY(rowsOf(JournalKind::SubmitIntent).empty());
}

void TestJournalRecorder::limitsAreRecorded()
{
    RiskLimits limits;
    limits.maxClip = 7;
    QCOMPARE(m_scene->session.limits().set(limits), PersonalLimits::Answer::Accepted);
    QVERIFY(waitFor(JournalKind::LimitsChanged, 1));
    QVERIFY(rowsOf(JournalKind::LimitsChanged).front().detail.contains(u"maxClip=7 "_s));
}

void TestJournalRecorder::theKillSwitchIsRecorded()
{
    start();
    m_scene->session.killSwitch().trigger(false);
    QVERIFY(waitFor(JournalKind::KillSwitch, 1));
    QCOMPARE(rowsOf(JournalKind::KillSwitch).front().detail, u"pressed: pull everything"_s);
}

void TestJournalRecorder::anOrderIsRecordedBeforeTheServerHearsOfIt()
{
    start();
    QVERIFY(m_scene->session.desk().submit(m_scene->draft(), u"Order ticket"_s).sent());
    using ClientMessage = ScriptedServer::ClientMessage;
    QTRY_COMPARE(m_scene->server.count(ClientMessage::kOrderSubmit), 1);
    const auto intents = rowsOf(JournalKind::SubmitIntent);
    QCOMPARE(intents.size(), std::size_t{1});
    QCOMPARE(intents[0].tag, m_scene->server.last(ClientMessage::kOrderSubmit).order_submit().orders(0).tag());
    QCOMPARE(intents[0].window, u"Order ticket"_s);
    QVERIFY2(intents[0].seen.has_value(), "what the market showed at the click");
    QVERIFY(intents[0].seen->bid == Price::parse("100"));
    QVERIFY(intents[0].seen->offer == Price::parse("100.25"));
    QVERIFY(waitFor(JournalKind::HandedToSocket, 1));
    QCOMPARE(rowsOf(JournalKind::HandedToSocket).front().tag, intents[0].tag);
}

void TestJournalRecorder::theAuditTrailOfASessionIsWhole()
{
    start();
    QVERIFY(m_scene->session.desk().submit(m_scene->draft(), u"Order ticket"_s).sent());
    QVERIFY(waitFor(JournalKind::HandedToSocket, 1));
    const std::string tag = rowsOf(JournalKind::SubmitIntent).front().tag;
    sendUpdates({working("o1", tag), trade("o1", 2, 1), trade("o1", 3, 0)});
    QVERIFY(waitFor(JournalKind::Fill, 2));
    const QString target = m_disk->folder.filePath(u"audit.csv"_s);
    const JournalExportResult result = exportJournal(m_disk->file, {}, JournalExportKind::AuditTrail, target);
    QCOMPARE(result.lines, std::int64_t{4});
    QFile file{target};
    QVERIFY(file.open(QFile::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    for (const QString &type : {u",New,"_s, u",New Ack,"_s, u",Partial Fill,"_s, u",Complete Fill,"_s})
        QVERIFY2(text.contains(type), qPrintable(type));
    QCOMPARE(text.count(u",Y,"_s), 4);
}

QTEST_GUILESS_MAIN(TestJournalRecorder)
#include "test_journal_recorder.moc"
