// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/connection_thread.h"
#include "app/wire/frame_recorder.h"

#include "tests/support/fake_clock.h"
#include "tests/unit/wire/wire_server.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace depthdeck;
using namespace std::chrono_literals;
using test::WireServer;
namespace orderrouting = t4proto::v1::orderrouting;

namespace {

Connection::Limits quickLimits()
{
    Connection::Limits limits;
    limits.checkInterval = 5ms;
    return limits;
}

t4proto::v1::auth::AuthenticationTokenRequest tokenRequest(const char *id)
{
    t4proto::v1::auth::AuthenticationTokenRequest request;
    request.set_request_id(id);
    return request;
}

orderrouting::OrderPull pullOf(const std::string &order)
{
    orderrouting::OrderPull pull;
    pull.add_pulls()->set_unique_id(order);
    return pull;
}

} // namespace

class TestConnection final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void theLoginIsTheFirstFrameAndAsksForRealPrices();
    void anApiKeyIsTheOnlyCredentialSent();
    void theStagesAreToldInOrder();
    void nothingIsSentBeforeTheLoginSucceeds();
    void theConnectionIsLoggedInWhenSlotsSeeTheLoginResponse();
    void everyClientMessageArrivesAsSent();
    void callersCannotSendHeartbeatsLoginsOrNothing();
    void sendsFromManyThreadsArriveInTheOrderOfEachThread();
    void theTokenComesBackWhenTheBytesAreWritten();
    void sendsDoNotSurviveTheSession();
    void aHeartbeatIsSentEveryTwentySeconds();
    void silenceIsToldAndTakenBack();
    void closingSendsWhatWasQueuedFirst();
    void closingAConnectionInTheMakingIsQuick();
    void aClosedConnectionCanBeOpenedAgain();
    void openingAgainDropsTheOldSocketSilently();
    void framesAreShownToTheRecorderWithTheirTimes();
    void aRecordingPlaysLikeALiveSession();
    void aMissingRecordingIsToldAsLost();
    void theThreadDeliversOrdersQueuedAndEndsCleanly();

private:
    void logIn(Connection &connection);

    test::FakeClock m_clock;
    std::unique_ptr<WireServer> m_server;
};

void TestConnection::init()
{
    m_server = std::make_unique<WireServer>();
    QVERIFY(m_server->listen());
}

void TestConnection::logIn(Connection &connection)
{
    connection.open(m_server->endpoint(), test::someUser());
    QTRY_COMPARE(connection.state(), ConnectionState::LoggedIn);
}

void TestConnection::theLoginIsTheFirstFrameAndAsksForRealPrices()
{
    Connection connection{m_clock};
    logIn(connection);
    // The vector of t4-protocol.md b.4.
    QCOMPARE(m_server->frames.size(), std::size_t{1});
    QCOMPARE(m_server->frames.at(0).toHex(), QByteArray{"12111201461a01752201702a014132014c5001"});
}

void TestConnection::anApiKeyIsTheOnlyCredentialSent()
{
    Connection connection{m_clock};
    connection.open(m_server->endpoint(), ApiKeyCredentials{Secret{std::string{"K"}}});
    QTRY_COMPARE(connection.state(), ConnectionState::LoggedIn);
    test::ClientMessage expected;
    expected.mutable_login_request()->set_api_key("K");
    expected.mutable_login_request()->set_price_format(t4proto::v1::common::PRICE_FORMAT_REAL);
    QCOMPARE(m_server->received.at(0).SerializeAsString(), expected.SerializeAsString());
}

void TestConnection::theStagesAreToldInOrder()
{
    Connection connection{m_clock};
    QStringList stages;
    const auto note = [&stages](const char *stage) { return [&stages, stage] { stages << QLatin1String{stage}; }; };
    connect(&connection, &Connection::connecting, this, note("connecting"));
    connect(&connection, &Connection::socketOpened, this, note("socketOpened"));
    connect(&connection, &Connection::loginSent, this, note("loginSent"));
    connect(&connection, &Connection::loginResponse, this, note("loginResponse"));
    connect(&connection, &Connection::loggedIn, this, note("loggedIn"));
    connect(&connection, &Connection::closed, this, note("closed"));
    connect(&connection, &Connection::lost, this, note("lost"));
    logIn(connection);
    connection.close();
    QTRY_COMPARE(connection.state(), ConnectionState::Idle);
    QCOMPARE(stages.join(QLatin1Char{' '}),
             QStringLiteral("connecting socketOpened loginSent loginResponse loggedIn closed"));
}

void TestConnection::nothingIsSentBeforeTheLoginSucceeds()
{
    m_server->answerLogin(std::nullopt);
    Connection connection{m_clock, quickLimits()};
    QCOMPARE(connection.send(pullOf("O1")), SendResult::NotLoggedIn);
    connection.open(m_server->endpoint(), test::someUser());
    QCOMPARE(connection.send(pullOf("O1")), SendResult::NotLoggedIn);
    QTRY_COMPARE(m_server->frames.size(), std::size_t{1});
    QCOMPARE(connection.state(), ConnectionState::LoginSent);
    QCOMPARE(connection.send(pullOf("O1")), SendResult::NotLoggedIn);
    // Not even a heartbeat.
    m_clock.advance(21s);
    QTest::qWait(30);
    test::ServerMessage login;
    login.mutable_login_response();
    m_server->send(login);
    QTRY_COMPARE(connection.state(), ConnectionState::LoggedIn);
    QCOMPARE(m_server->frames.size(), std::size_t{1});
    QCOMPARE(connection.send(pullOf("O1")), SendResult::Queued);
    QTRY_VERIFY(m_server->received.back().has_order_pull());
}

void TestConnection::theConnectionIsLoggedInWhenSlotsSeeTheLoginResponse()
{
    Connection connection{m_clock};
    std::optional<SendResult> result;
    connect(&connection, &Connection::loginResponse, this, [&] { result = connection.send(pullOf("O1")); });
    logIn(connection);
    QCOMPARE(result, SendResult::Queued);
    QTRY_COMPARE(m_server->received.size(), std::size_t{2});
}

void TestConnection::everyClientMessageArrivesAsSent()
{
    Connection connection{m_clock};
    logIn(connection);
    const auto *payload = test::ClientMessage::descriptor()->oneof_decl(0);
    std::vector<std::string> expected;
    for (int i = 0; i < payload->field_count(); ++i) {
        test::ClientMessage envelope;
        envelope.GetReflection()->MutableMessage(&envelope, payload->field(i));
        if (envelope.has_heartbeat() || envelope.has_login_request())
            continue;
        QCOMPARE(connection.send(envelope), SendResult::Queued);
        expected.push_back(envelope.SerializeAsString());
    }
    QCOMPARE(connection.send(tokenRequest("r1")), SendResult::Queued);
    QCOMPARE(connection.send(t4proto::v1::market::MarketDepthSubscribe{}), SendResult::Queued);
    QCOMPARE(connection.send(t4proto::v1::market::MarketByOrderSubscribe{}), SendResult::Queued);
    QCOMPARE(connection.send(t4proto::v1::account::AccountSubscribe{}), SendResult::Queued);
    QCOMPARE(connection.send(orderrouting::OrderSubmit{}), SendResult::Queued);
    QCOMPARE(connection.send(orderrouting::OrderRevise{}), SendResult::Queued);
    QCOMPARE(connection.send(orderrouting::OrderPull{}), SendResult::Queued);
    QCOMPARE(connection.send(orderrouting::OrderBatch{}), SendResult::Queued);
    QCOMPARE(connection.send(orderrouting::CreateUDS{}), SendResult::Queued);

    QTRY_COMPARE(m_server->received.size(), 1 + 2 * expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(m_server->received.at(1 + i).SerializeAsString(), expected.at(i));
        // The overloads wrap each message in the variant of its type.
        QCOMPARE(static_cast<int>(m_server->received.at(1 + expected.size() + i).payload_case()),
                 static_cast<int>(m_server->received.at(1 + i).payload_case()));
    }
    QCOMPARE(m_server->received.at(1 + expected.size()).SerializeAsString(), std::string("\x1a\x04\x0a\x02r1"));
}

void TestConnection::callersCannotSendHeartbeatsLoginsOrNothing()
{
    Connection connection{m_clock};
    logIn(connection);
    test::ClientMessage envelope;
    QCOMPARE(connection.send(envelope), SendResult::NotForCallers);
    envelope.mutable_heartbeat();
    QCOMPARE(connection.send(envelope), SendResult::NotForCallers);
    envelope.mutable_login_request();
    QCOMPARE(connection.send(envelope), SendResult::NotForCallers);
}

void TestConnection::sendsFromManyThreadsArriveInTheOrderOfEachThread()
{
    const SystemClock clock;
    ConnectionThread thread{clock};
    logIn(thread.connection());
    constexpr int threads = 4;
    constexpr int sends = 500;
    std::vector<std::jthread> senders;
    std::atomic<int> refused{0};
    for (int t = 0; t < threads; ++t) {
        senders.emplace_back([&, t] {
            for (int i = 0; i < sends; ++i)
                refused +=
                    thread.connection().send(pullOf(std::to_string(t) + ":" + std::to_string(i))) != SendResult::Queued;
        });
    }
    senders.clear();
    QCOMPARE(refused.load(), 0);
    QTRY_COMPARE(m_server->received.size(), std::size_t{1 + threads * sends});
    std::array<int, threads> next{};
    for (std::size_t i = 1; i < m_server->received.size(); ++i) {
        const std::string &id = m_server->received.at(i).order_pull().pulls(0).unique_id();
        const auto t = static_cast<std::size_t>(id.at(0) - '0');
        QCOMPARE(id.substr(2), std::to_string(next.at(t)++));
    }
}

void TestConnection::theTokenComesBackWhenTheBytesAreWritten()
{
    Connection connection{m_clock};
    logIn(connection);
    std::vector<std::pair<quint64, SteadyTime>> handed;
    connect(&connection, &Connection::handedToSocket, this,
            [&](quint64 token, SteadyTime time) { handed.emplace_back(token, time); });
    QCOMPARE(connection.send(pullOf("O1"), 7), SendResult::Queued);
    QCOMPARE(connection.send(pullOf("O2")), SendResult::Queued);
    QCOMPARE(connection.send(pullOf("O3"), 9), SendResult::Queued);
    m_clock.advance(3ms);
    QTRY_COMPARE(handed.size(), std::size_t{2});
    QCOMPARE(handed.at(0).first, quint64{7});
    QCOMPARE(handed.at(1).first, quint64{9});
    QVERIFY(handed.at(0).second == m_clock.steadyNow());
}

void TestConnection::sendsDoNotSurviveTheSession()
{
    Connection connection{m_clock};
    logIn(connection);
    QSignalSpy refused{&connection, &Connection::sendRefused};
    QSignalSpy handed{&connection, &Connection::handedToSocket};
    // Queued in this session, but the next one begins before the event loop turns.
    QCOMPARE(connection.send(pullOf("O1"), 7), SendResult::Queued);
    connection.open(m_server->endpoint(), test::someUser());
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused.at(0).at(0).toULongLong(), 7);
    QTRY_COMPARE(m_server->received.size(), std::size_t{2});
    QTRY_COMPARE(connection.state(), ConnectionState::LoggedIn);
    QCOMPARE(connection.send(pullOf("O2"), 8), SendResult::Queued);
    QTRY_COMPARE(m_server->received.size(), std::size_t{3});
    QCOMPARE(m_server->received.at(2).order_pull().pulls(0).unique_id(), std::string{"O2"});
    QCOMPARE(handed.size(), 1);
}

void TestConnection::aHeartbeatIsSentEveryTwentySeconds()
{
    Connection connection{m_clock, quickLimits()};
    logIn(connection);
    test::ServerMessage heartbeat;
    heartbeat.mutable_heartbeat()->set_timestamp(1);
    for (std::size_t beats = 1; beats <= 3; ++beats) {
        m_clock.advance(20s);
        QTRY_COMPARE(m_server->received.size(), 1 + beats);
        QCOMPARE(m_server->received.back().heartbeat().timestamp(),
                 std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.wallNow().time_since_epoch()).count());
        // It does not answer the server's, but lives of it.
        QSignalSpy beatsSeen{&connection, &Connection::heartbeat};
        m_server->send(heartbeat);
        QTRY_COMPARE(beatsSeen.size(), 1);
    }
    QCOMPARE(m_server->received.size(), std::size_t{4});
}

void TestConnection::silenceIsToldAndTakenBack()
{
    Connection connection{m_clock, quickLimits()};
    logIn(connection);
    QSignalSpy stale{&connection, &Connection::stale};
    QSignalSpy fresh{&connection, &Connection::fresh};
    m_clock.advance(25s);
    QTRY_COMPARE(stale.size(), 1);
    test::ServerMessage heartbeat;
    heartbeat.mutable_heartbeat();
    m_server->send(heartbeat);
    QTRY_COMPARE(fresh.size(), 1);
    m_clock.advance(25s);
    QTRY_COMPARE(stale.size(), 2);
}

void TestConnection::closingSendsWhatWasQueuedFirst()
{
    Connection connection{m_clock};
    logIn(connection);
    QSignalSpy closed{&connection, &Connection::closed};
    QSignalSpy lost{&connection, &Connection::lost};
    QCOMPARE(connection.send(pullOf("O1"), 7), SendResult::Queued);
    connection.close();
    QCOMPARE(connection.send(pullOf("O2"), 8), SendResult::NotLoggedIn);
    QTRY_COMPARE(closed.size(), 1);
    QTRY_COMPARE(m_server->received.size(), std::size_t{2});
    QCOMPARE(lost.size(), 0);
    QTRY_COMPARE(m_server->client()->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(m_server->client()->closeCode(), QWebSocketProtocol::CloseCodeNormal);
    connection.close();
    QCOMPARE(closed.size(), 1);
}

void TestConnection::closingAConnectionInTheMakingIsQuick()
{
    Connection connection{m_clock};
    QSignalSpy closed{&connection, &Connection::closed};
    connection.open(m_server->endpoint(), test::someUser());
    connection.close();
    QCOMPARE(closed.size(), 1);
    QCOMPARE(connection.state(), ConnectionState::Idle);
}

void TestConnection::aClosedConnectionCanBeOpenedAgain()
{
    Connection connection{m_clock};
    for (int i = 0; i < 3; ++i) {
        logIn(connection);
        connection.close();
        QTRY_COMPARE(connection.state(), ConnectionState::Idle);
    }
    QCOMPARE(m_server->connections(), 3);
}

void TestConnection::openingAgainDropsTheOldSocketSilently()
{
    Connection connection{m_clock};
    QSignalSpy lost{&connection, &Connection::lost};
    QSignalSpy closed{&connection, &Connection::closed};
    QSignalSpy loggedIn{&connection, &Connection::loggedIn};
    logIn(connection);
    connection.open(m_server->endpoint(), test::someUser());
    QTRY_COMPARE(loggedIn.size(), 2);
    QCOMPARE(lost.size() + closed.size(), 0);
}

void TestConnection::framesAreShownToTheRecorderWithTheirTimes()
{
    Connection connection{m_clock};
    QSignalSpy received{&connection, &Connection::frameReceived};
    QSignalSpy sent{&connection, &Connection::frameSent};
    logIn(connection);
    QCOMPARE(received.size(), 1);
    QCOMPARE(sent.size(), 1);
    // wipe() must not have reached the copy that a recorder holds.
    QCOMPARE(sent.at(0).at(0).toByteArray(), m_server->frames.at(0));
    QVERIFY(received.at(0).at(1).value<SteadyTime>() == m_clock.steadyNow());
}

void TestConnection::aRecordingPlaysLikeALiveSession()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.frames"));
    std::vector<QByteArray> live;
    {
        Connection connection{m_clock};
        FrameRecorder recorder{m_clock};
        QVERIFY(!recorder.start(path));
        connect(&connection, &Connection::frameReceived, &recorder, &FrameRecorder::frameReceived);
        connect(&connection, &Connection::frameSent, &recorder, &FrameRecorder::frameSent);
        connect(&connection, &Connection::frameReceived, this, [&](const QByteArray &bytes) { live.push_back(bytes); });
        logIn(connection);
        test::ServerMessage depth;
        depth.mutable_market_depth()->set_market_id("M1");
        m_server->send(depth);
        QTRY_COMPARE(live.size(), std::size_t{2});
    }
    Connection connection{m_clock};
    std::vector<QByteArray> replayed;
    std::optional<ConnectionFailure> end;
    connect(&connection, &Connection::frameReceived, this, [&](const QByteArray &bytes) { replayed.push_back(bytes); });
    connect(&connection, &Connection::lost, this, [&](const ConnectionFailure &failure) { end = failure; });
    QSignalSpy loggedIn{&connection, &Connection::loggedIn};
    QSignalSpy depths{&connection, &Connection::marketDepth};
    connect(&connection, &Connection::loggedIn, this,
            [&] { QCOMPARE(connection.send(pullOf("O1")), SendResult::ReplayOnly); });
    connection.replay(path, 0);
    QTRY_VERIFY(end);
    QCOMPARE(end->cause, FailureCause::ReplayEnded);
    QVERIFY(!end->replayProblem);
    QCOMPARE(loggedIn.size(), 1);
    QCOMPARE(depths.size(), 1);
    QCOMPARE(replayed, live);
    QCOMPARE(connection.state(), ConnectionState::Idle);
}

void TestConnection::aMissingRecordingIsToldAsLost()
{
    Connection connection{m_clock};
    std::optional<ConnectionFailure> end;
    connect(&connection, &Connection::lost, this, [&](const ConnectionFailure &failure) { end = failure; });
    connection.replay(QStringLiteral("/no/such/file"), 1);
    QTRY_VERIFY(end);
    QCOMPARE(end->replayProblem, FrameFileProblem::CannotOpen);
}

void TestConnection::theThreadDeliversOrdersQueuedAndEndsCleanly()
{
    const SystemClock clock;
    std::vector<std::string> orders;
    std::atomic<Qt::HANDLE> depthThread{nullptr};
    {
        ConnectionThread thread{clock};
        connect(&thread.connection(), &Connection::orderUpdate, this,
                [&](const orderrouting::OrderUpdate &update) { orders.push_back(update.unique_id()); });
        connect(
            &thread.connection(), &Connection::marketDepth, &thread.connection(),
            [&] { depthThread = QThread::currentThreadId(); }, Qt::DirectConnection);
        logIn(thread.connection());
        test::ServerMessage message;
        for (int i = 0; i < 1'000; ++i) {
            message.mutable_order_update()->set_unique_id("O" + std::to_string(i));
            m_server->send(message);
        }
        message.mutable_market_depth();
        m_server->send(message);
        QTRY_COMPARE(orders.size(), std::size_t{1'000});
        QTRY_VERIFY(depthThread != nullptr);
        QVERIFY(depthThread != QThread::currentThreadId());
    }
    for (std::size_t i = 0; i < orders.size(); ++i)
        QCOMPARE(orders.at(i), "O" + std::to_string(i));
}

QTEST_GUILESS_MAIN(TestConnection)
#include "test_connection.moc"
