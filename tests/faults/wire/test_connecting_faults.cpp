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
using test::someUser;

class TestConnectingFaults final : public QObject
{
    Q_OBJECT

private slots:
    void anEndpointThatMayNotBeUsedIsNotTried();
    void aPortWhereNobodyListensIsRefused();
    void aHostThatDoesNotExistIsNotFound();
    void anAnswerThatIsNoWebSocketIsNamed_data();
    void anAnswerThatIsNoWebSocketIsNamed();
    void aRedirectInTwoPiecesIsRead();
    void aServerThatHangsUpIsDropped();
    void aServerThatNeverAnswersTimesOut();
    void aLoginThatIsNotAnsweredTimesOut();
    void aConnectionThatFailedCanBeOpenedAgain();
};

void TestConnectingFaults::anEndpointThatMayNotBeUsedIsNotTried()
{
    FaultWatch watch;
    QSignalSpy attempts{&watch.connection, &Connection::connecting};
    Endpoint endpoint = simulatedEndpoint(1, 2);
    endpoint.webSocket.setHost(u"example.com"_s);
    watch.connection.open(endpoint, someUser());
    QCOMPARE(watch.losses.size(), std::size_t{1});
    QCOMPARE(watch.losses.at(0).cause, FailureCause::InvalidEndpoint);
    QCOMPARE(watch.losses.at(0).endpointProblem, EndpointProblem::WebSocketNotSecure);
    QCOMPARE(attempts.size(), 0);
    QCOMPARE(watch.connection.state(), ConnectionState::Idle);
}

void TestConnectingFaults::aPortWhereNobodyListensIsRefused()
{
    quint16 freePort = 0;
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        freePort = server.serverPort();
    }
    FaultWatch watch;
    watch.connection.open(simulatedEndpoint(freePort, 1), someUser());
    QTRY_COMPARE(watch.losses.size(), std::size_t{1});
    QCOMPARE(watch.losses.at(0).cause, FailureCause::Refused);
    QCOMPARE(watch.losses.at(0).host, u"127.0.0.1"_s);
    QCOMPARE(watch.losses.at(0).port, int{freePort});
    QCOMPARE(watch.losses.at(0).path, u"/v1"_s);
    QCOMPARE(watch.losses.at(0).httpStatus, 0);
}

void TestConnectingFaults::aHostThatDoesNotExistIsNotFound()
{
    FaultWatch watch;
    Endpoint endpoint = simulatorEndpoint();
    endpoint.webSocket.setHost(u"no-such-host.invalid"_s);
    watch.connection.open(endpoint, someUser());
    QTRY_COMPARE_WITH_TIMEOUT(watch.losses.size(), std::size_t{1}, 20'000);
    QCOMPARE(watch.losses.at(0).cause, FailureCause::HostNotFound);
    QCOMPARE(watch.losses.at(0).host, u"no-such-host.invalid"_s);
    QCOMPARE(watch.losses.at(0).port, 443);
}

void TestConnectingFaults::anAnswerThatIsNoWebSocketIsNamed_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("cause");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("location");
    const auto redirect = static_cast<int>(FailureCause::HttpRedirect);
    const auto error = static_cast<int>(FailureCause::HttpError);
    QTest::newRow("301") << QByteArray{"HTTP/1.1 301 Moved Permanently\r\nlocation: https://elsewhere/v2\r\n\r\n"}
                         << redirect << 301 << u"https://elsewhere/v2"_s;
    QTest::newRow("302 without a place") << QByteArray{"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"} << redirect
                                         << 302 << QString{};
    QTest::newRow("400") << QByteArray{"HTTP/1.1 400 Bad Request\r\n\r\n"} << error << 400 << QString{};
    QTest::newRow("404") << QByteArray{"HTTP/1.1 404 Not Found\r\n\r\nNothing here"} << error << 404 << QString{};
    QTest::newRow("503") << QByteArray{"HTTP/1.1 503 Service Unavailable\r\n\r\n"} << error << 503 << QString{};
    QTest::newRow("200") << QByteArray{"HTTP/1.1 200 OK\r\n\r\n<html>"} << error << 200 << QString{};
    QTest::newRow("a wrong key") << QByteArray{"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                               "Connection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n\r\n"}
                                 << error << 101 << QString{};
    QTest::newRow("another protocol") << QByteArray{"SSH-2.0-OpenSSH_9.2\r\n"} << error << 0 << QString{};
}

void TestConnectingFaults::anAnswerThatIsNoWebSocketIsNamed()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, cause);
    QFETCH(int, status);
    QFETCH(QString, location);
    RawServer server{[answer](QTcpSocket &client, const QByteArray &) { client.write(answer); }};
    QVERIFY(server.listen());
    Connection::Limits limits = FaultWatch::quick();
    limits.connectTimeout = 500ms; // Qt waits on for the end of a head that is none
    FaultWatch watch{limits};
    watch.connection.open(server.endpoint(), someUser());
    QTRY_COMPARE(watch.losses.size(), std::size_t{1});
    QCOMPARE(watch.losses.at(0).cause, static_cast<FailureCause>(cause));
    QCOMPARE(watch.losses.at(0).httpStatus, status);
    QCOMPARE(watch.losses.at(0).redirectLocation, location);
    QCOMPARE(watch.losses.at(0).path, u"/v1"_s);
}

void TestConnectingFaults::aRedirectInTwoPiecesIsRead()
{
    RawServer server{[](QTcpSocket &client, const QByteArray &) {
        client.write("HTTP/1.1 301 Mo");
        client.flush();
        QTimer::singleShot(50, &client, [&client] { client.write("ved\r\nLocation: /v1/\r\n\r\n"); });
    }};
    QVERIFY(server.listen());
    FaultWatch watch;
    watch.connection.open(server.endpoint(), someUser());
    QTRY_COMPARE(watch.losses.size(), std::size_t{1});
    QCOMPARE(watch.losses.at(0).cause, FailureCause::HttpRedirect);
    QCOMPARE(watch.losses.at(0).redirectLocation, u"/v1/"_s);
}

void TestConnectingFaults::aServerThatHangsUpIsDropped()
{
    RawServer server{[](QTcpSocket &client, const QByteArray &) { client.abort(); }};
    QVERIFY(server.listen());
    FaultWatch watch;
    watch.connection.open(server.endpoint(), someUser());
    QTRY_COMPARE(watch.losses.size(), std::size_t{1});
    QCOMPARE(watch.losses.at(0).cause, FailureCause::Dropped);
}

void TestConnectingFaults::aServerThatNeverAnswersTimesOut()
{
    RawServer server{[](QTcpSocket &, const QByteArray &) {}};
    QVERIFY(server.listen());
    Connection::Limits limits = FaultWatch::quick();
    limits.connectTimeout = 50ms;
    FaultWatch watch{limits};
    watch.connection.open(server.endpoint(), someUser());
    QTRY_COMPARE(watch.losses.size(), std::size_t{1});
    QCOMPARE(watch.losses.at(0).cause, FailureCause::ConnectTimeout);
}

void TestConnectingFaults::aLoginThatIsNotAnsweredTimesOut()
{
    test::WireServer server;
    QVERIFY(server.listen());
    server.answerLogin(std::nullopt);
    Connection::Limits limits = FaultWatch::quick();
    limits.loginTimeout = 50ms;
    FaultWatch watch{limits};
    watch.connection.open(server.endpoint(), someUser());
    QTRY_COMPARE(watch.losses.size(), std::size_t{1});
    QCOMPARE(watch.losses.at(0).cause, FailureCause::LoginTimeout);
}

void TestConnectingFaults::aConnectionThatFailedCanBeOpenedAgain()
{
    RawServer wrong{[](QTcpSocket &client, const QByteArray &) { client.write("HTTP/1.1 301 Moved\r\n\r\n"); }};
    test::WireServer right;
    QVERIFY(wrong.listen() && right.listen());
    FaultWatch watch;
    for (std::size_t i = 1; i <= 3; ++i) {
        watch.connection.open(wrong.endpoint(), someUser());
        QTRY_COMPARE(watch.losses.size(), i);
    }
    watch.connection.open(right.endpoint(), someUser());
    QTRY_COMPARE(watch.connection.state(), ConnectionState::LoggedIn);
    QCOMPARE(watch.losses.size(), std::size_t{3});
}

QTEST_GUILESS_MAIN(TestConnectingFaults)
#include "test_connecting_faults.moc"
