// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/wire/fault_watch.h"
#include "tests/faults/wire/raw_server.h"
#include "tests/unit/wire/wire_server.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace depthdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using test::FaultWatch;
using test::RawServer;
using test::ServerMessage;
using test::someUser;
using test::WireServer;

namespace {

QByteArray bytesOf(const ServerMessage &message)
{
    return QByteArray::fromStdString(message.SerializeAsString());
}

ServerMessage heartbeat()
{
    ServerMessage message;
    message.mutable_heartbeat()->set_timestamp(1);
    return message;
}

// What a server's frame looks like on the wire: final, binary, unmasked, shorter than 126 bytes.
QByteArray frameOf(const QByteArray &payload)
{
    return QByteArray::fromHex("82") + static_cast<char>(payload.size()) + payload;
}

QByteArray successfulLogin()
{
    ServerMessage message;
    message.mutable_login_response()->set_user_id("U1");
    return bytesOf(message);
}

} // namespace

class TestSessionFaults final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void everyLoginResultButSuccessEndsTheConnection_data();
    void everyLoginResultButSuccessEndsTheConnection();
    void aSessionThatTheServerEndsIsLost();
    void badFramesAreCountedAndSurvived_data();
    void badFramesAreCountedAndSurvived();
    void aTextFrameIsMalformed();
    void theServersCloseCodeIsTold_data();
    void theServersCloseCodeIsTold();
    void aBrokenConnectionIsDropped();
    void sixtySilentSecondsAreTheEnd();
    void aFrameLargerThanAllowedIsNamed_data();
    void aFrameLargerThanAllowedIsNamed();
    void anAccountSnapshotOfManyMegabytesIsReceived();
    void aServerThatBreaksTheProtocolIsNamed_data();
    void aServerThatBreaksTheProtocolIsNamed();
    void framesThatTrickleInAreWhole();
    void aServerThatDoesNotAnswerTheCloseIsLeft();
    void everySendIsAnsweredWhenTheSessionBreaks();

private:
    void logIn(FaultWatch &watch);

    std::unique_ptr<WireServer> m_server;
};

void TestSessionFaults::init()
{
    m_server = std::make_unique<WireServer>();
    QVERIFY(m_server->listen());
}

void TestSessionFaults::logIn(FaultWatch &watch)
{
    watch.connection.open(m_server->endpoint(), someUser());
    QTRY_COMPARE(watch.connection.state(), ConnectionState::LoggedIn);
}

void TestSessionFaults::everyLoginResultButSuccessEndsTheConnection_data()
{
    QTest::addColumn<int>("code");
    for (int code = -1; code <= 26; ++code) {
        if (code != 0)
            QTest::addRow("%d", code) << code;
    }
    QTest::newRow("of next year") << 4'711;
}

void TestSessionFaults::everyLoginResultButSuccessEndsTheConnection()
{
    QFETCH(int, code);
    m_server->answerLogin(static_cast<t4proto::v1::common::LoginResult>(code));
    FaultWatch watch;
    QSignalSpy responses{&watch.connection, &Connection::loginResponse};
    QSignalSpy loggedIn{&watch.connection, &Connection::loggedIn};
    watch.connection.open(m_server->endpoint(), someUser());
    QTRY_COMPARE(watch.losses.size(), std::size_t{1});
    QCOMPARE(watch.losses.at(0).cause, FailureCause::LoginRefused);
    QCOMPARE(watch.losses.at(0).login->code, code);
    QCOMPARE(responses.size(), 1);
    QCOMPARE(loggedIn.size(), 0);
    QCOMPARE(watch.connection.send(t4proto::v1::orderrouting::OrderPull{}), SendResult::NotLoggedIn);
}

void TestSessionFaults::aSessionThatTheServerEndsIsLost()
{
    FaultWatch watch;
    logIn(watch);
    ServerMessage elsewhere;
    elsewhere.mutable_login_response()->set_result(t4proto::v1::common::LOGIN_RESULT_LOGGED_IN_ELSEWHERE);
    elsewhere.mutable_login_response()->set_error_message("from 10.0.0.7");
    m_server->send(elsewhere);
    m_server->client()->close();
    QTRY_COMPARE(watch.losses.size(), std::size_t{1});
    QCOMPARE(watch.losses.at(0).cause, FailureCause::LoginRefused);
    QCOMPARE(watch.losses.at(0).login->result, LoginResult::LoggedInElsewhere);
    QCOMPARE(watch.losses.at(0).login->serverMessage, u"from 10.0.0.7"_s);
}

void TestSessionFaults::badFramesAreCountedAndSurvived_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<int>("malformed");
    QTest::addColumn<int>("unknown");
    QTest::newRow("garbage") << QByteArray::fromHex("ffffffffff") << 1 << 0;
    QTest::newRow("a length beyond the frame") << QByteArray::fromHex("ba06ff7f") << 1 << 0;
    QTest::newRow("empty") << QByteArray{} << 0 << 1;
    QTest::newRow("unknown variant") << QByteArray::fromHex("ba3e0100") << 0 << 1;
}

void TestSessionFaults::badFramesAreCountedAndSurvived()
{
    QFETCH(QByteArray, frame);
    QFETCH(int, malformed);
    QFETCH(int, unknown);
    FaultWatch watch;
    logIn(watch);
    QSignalSpy malformedFrames{&watch.connection, &Connection::malformedFrame};
    QSignalSpy unknownVariants{&watch.connection, &Connection::unknownVariant};
    QSignalSpy heartbeats{&watch.connection, &Connection::heartbeat};
    m_server->sendBytes(frame);
    m_server->send(heartbeat());
    QTRY_COMPARE(heartbeats.size(), 1);
    QCOMPARE(malformedFrames.size(), malformed);
    QCOMPARE(unknownVariants.size(), unknown);
    QVERIFY(watch.losses.empty());
}

void TestSessionFaults::aTextFrameIsMalformed()
{
    FaultWatch watch;
    logIn(watch);
    QSignalSpy malformedFrames{&watch.connection, &Connection::malformedFrame};
    m_server->client()->sendTextMessage(u"{\"hello\": \"grüezi\", \"and\": \"much more of it\"}"_s);
    QTRY_COMPARE(malformedFrames.size(), 1);
    const QByteArray head = malformedFrames.at(0).at(1).toByteArray();
    QCOMPARE(head.size(), 32);
    QVERIFY(head.startsWith("{\"hello\""));
    QCOMPARE(watch.connection.state(), ConnectionState::LoggedIn);
}

void TestSessionFaults::theServersCloseCodeIsTold_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("cause");
    for (const int code : {1000, 1001, 1002, 1003, 1007, 1008, 1011, 4000}) {
        const bool isProtocol = code == 1002 || code == 1007;
        QTest::addRow("%d", code) << code
                                  << static_cast<int>(isProtocol ? FailureCause::ProtocolError
                                                                 : FailureCause::ClosedByServer);
    }
}

void TestSessionFaults::theServersCloseCodeIsTold()
{
    QFETCH(int, code);
    QFETCH(int, cause);
    FaultWatch watch;
    logIn(watch);
    QSignalSpy heartbeats{&watch.connection, &Connection::heartbeat};
    // What came before the close is still told.
    m_server->send(heartbeat());
    m_server->client()->close(static_cast<QWebSocketProtocol::CloseCode>(code), u"Feierabend"_s);
    QTRY_COMPARE(watch.losses.size(), std::size_t{1});
    QCOMPARE(watch.losses.at(0).cause, static_cast<FailureCause>(cause));
    QCOMPARE(watch.losses.at(0).closeCode, code);
    QCOMPARE(watch.losses.at(0).closeReason, u"Feierabend"_s);
    QCOMPARE(heartbeats.size(), 1);
    QCOMPARE(watch.connection.state(), ConnectionState::Idle);
}

void TestSessionFaults::aBrokenConnectionIsDropped()
{
    FaultWatch watch;
    logIn(watch);
    m_server->client()->abort();
    QTRY_COMPARE(watch.losses.size(), std::size_t{1});
    QCOMPARE(watch.losses.at(0).cause, FailureCause::Dropped);
    QCOMPARE(watch.losses.at(0).closeCode, 0);
}

void TestSessionFaults::sixtySilentSecondsAreTheEnd()
{
    FaultWatch watch;
    logIn(watch);
    QSignalSpy stale{&watch.connection, &Connection::stale};
    watch.clock.advance(25s);
    QTRY_COMPARE(stale.size(), 1);
    watch.clock.advance(34'999ms);
    QTest::qWait(30); // six looks at the clock
    QVERIFY(watch.losses.empty());
    watch.clock.advance(1ms);
    QTRY_COMPARE(watch.losses.size(), std::size_t{1});
    QCOMPARE(watch.losses.at(0).cause, FailureCause::Silent);
    QTRY_COMPARE(m_server->client()->state(), QAbstractSocket::UnconnectedState);
}

void TestSessionFaults::aFrameLargerThanAllowedIsNamed_data()
{
    QTest::addColumn<int>("byteCount");
    QTest::addColumn<bool>("isLost");
    QTest::newRow("just allowed") << 1'024 << false;
    QTest::newRow("a byte more") << 1'025 << true;
    // QWebSocket sends this in several frames, each too large already.
    QTest::newRow("in pieces") << 2'000'000 << true;
}

void TestSessionFaults::aFrameLargerThanAllowedIsNamed()
{
    QFETCH(int, byteCount);
    QFETCH(bool, isLost);
    Connection::Limits limits = FaultWatch::quick();
    limits.maxFrameBytes = 1'024;
    FaultWatch watch{limits};
    logIn(watch);
    QSignalSpy malformed{&watch.connection, &Connection::malformedFrame};
    m_server->sendBytes(QByteArray(byteCount, '\xff'));
    if (!isLost) {
        QTRY_COMPARE(malformed.size(), 1);
        return;
    }
    QTRY_COMPARE(watch.losses.size(), std::size_t{1});
    QCOMPARE(watch.losses.at(0).cause, FailureCause::OversizedFrame);
    QCOMPARE(malformed.size(), 0);
}

void TestSessionFaults::anAccountSnapshotOfManyMegabytesIsReceived()
{
    FaultWatch watch;
    logIn(watch);
    ServerMessage message;
    auto &snapshot = *message.mutable_account_snapshot();
    snapshot.set_account_id("A1");
    for (int i = 0; i < 10'000; ++i)
        snapshot.add_messages()->mutable_account_position()->set_market_id(std::string(1'000, 'm'));
    int messages = 0;
    connect(&watch.connection, &Connection::accountSnapshot, this,
            [&](const t4proto::v1::account::AccountSnapshot &seen) { messages = seen.messages_size(); });
    m_server->send(message);
    QTRY_COMPARE(messages, 10'000);
    QVERIFY(watch.losses.empty());
}

void TestSessionFaults::aServerThatBreaksTheProtocolIsNamed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("cause");
    QTest::newRow("reserved opcode") << QByteArray::fromHex("8300") << static_cast<int>(FailureCause::ProtocolError);
    QTest::newRow("reserved bit") << QByteArray::fromHex("c20100") << static_cast<int>(FailureCause::ProtocolError);
    QTest::newRow("continuation of nothing")
        << QByteArray::fromHex("800100") << static_cast<int>(FailureCause::ProtocolError);
    QTest::newRow("an exabyte announced")
        << QByteArray::fromHex("827f0fffffffffffffff00") << static_cast<int>(FailureCause::OversizedFrame);
    QTest::newRow("close without a code")
        << QByteArray::fromHex("8800") << static_cast<int>(FailureCause::ClosedByServer);
}

void TestSessionFaults::aServerThatBreaksTheProtocolIsNamed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, cause);
    RawServer server{[bytes](QTcpSocket &client, const QByteArray &request) {
        client.write(RawServer::upgrade(request) + frameOf(successfulLogin()) + bytes);
    }};
    QVERIFY(server.listen());
    FaultWatch watch;
    watch.connection.open(server.endpoint(), someUser());
    QTRY_COMPARE(watch.losses.size(), std::size_t{1});
    QCOMPARE(watch.losses.at(0).cause, static_cast<FailureCause>(cause));
}

void TestSessionFaults::framesThatTrickleInAreWhole()
{
    QTimer trickle;
    QByteArray rest;
    QTcpSocket *client = nullptr;
    RawServer server{[&](QTcpSocket &socket, const QByteArray &request) {
        client = &socket;
        rest = RawServer::upgrade(request) + frameOf(successfulLogin()) + frameOf(bytesOf(heartbeat()));
        trickle.start(0);
    }};
    connect(&trickle, &QTimer::timeout, this, [&] {
        client->write(rest.left(1));
        client->flush();
        rest.remove(0, 1);
        if (rest.isEmpty())
            trickle.stop();
    });
    QVERIFY(server.listen());
    FaultWatch watch;
    QSignalSpy heartbeats{&watch.connection, &Connection::heartbeat};
    watch.connection.open(server.endpoint(), someUser());
    QTRY_COMPARE(heartbeats.size(), 1);
    QCOMPARE(watch.connection.state(), ConnectionState::LoggedIn);
}

void TestSessionFaults::aServerThatDoesNotAnswerTheCloseIsLeft()
{
    RawServer server{[](QTcpSocket &client, const QByteArray &request) {
        client.write(RawServer::upgrade(request) + frameOf(successfulLogin()));
    }};
    QVERIFY(server.listen());
    FaultWatch watch;
    watch.connection.open(server.endpoint(), someUser());
    QTRY_COMPARE(watch.connection.state(), ConnectionState::LoggedIn);
    QSignalSpy closed{&watch.connection, &Connection::closed};
    watch.connection.close();
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(watch.connection.state(), ConnectionState::Idle);
    QVERIFY(watch.losses.empty());
}

void TestSessionFaults::everySendIsAnsweredWhenTheSessionBreaks()
{
    FaultWatch watch;
    logIn(watch);
    QSignalSpy refused{&watch.connection, &Connection::sendRefused};
    QSignalSpy handed{&watch.connection, &Connection::handedToSocket};
    quint64 token = 0;
    // Sends run on while the server breaks the connection.
    QTimer sender;
    int accepted = 0;
    connect(&sender, &QTimer::timeout, this, [&] {
        if (watch.connection.send(t4proto::v1::orderrouting::OrderSubmit{}, ++token) == SendResult::Queued)
            ++accepted;
        if (token == 20)
            m_server->client()->abort();
    });
    sender.start(0);
    QTRY_COMPARE(watch.losses.size(), std::size_t{1});
    sender.stop();
    QCoreApplication::processEvents();
    QVERIFY(accepted >= 20);
    QCOMPARE(refused.size() + handed.size(), accepted);
}

QTEST_GUILESS_MAIN(TestSessionFaults)
#include "test_session_faults.moc"
