// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/endpoint.h"

#include <QTest>

using namespace depthdeck;
using namespace Qt::StringLiterals;

class TestEndpoint final : public QObject
{
    Q_OBJECT

private slots:
    void thePresetsMayBeUsed();
    void plainTextIsForThisMachineAlone_data();
    void plainTextIsForThisMachineAlone();
};

void TestEndpoint::thePresetsMayBeUsed()
{
    QVERIFY(!validate(liveEndpoint()));
    QVERIFY(!validate(simulatorEndpoint()));
    QVERIFY(!validate(simulatedEndpoint(8080, 8081)));
    QCOMPARE(liveEndpoint().kind, Endpoint::Kind::Live);
    QCOMPARE(simulatorEndpoint().webSocket, QUrl{u"wss://wss-sim.t4login.com/v1"_s});
    QCOMPARE(simulatedEndpoint(8080, 8081).webSocket, QUrl{u"ws://127.0.0.1:8080/v1"_s});
    QCOMPARE(simulatedEndpoint(8080, 8081).rest, QUrl{u"http://127.0.0.1:8081"_s});
}

void TestEndpoint::plainTextIsForThisMachineAlone_data()
{
    using enum EndpointProblem;
    QTest::addColumn<QString>("webSocket");
    QTest::addColumn<QString>("rest");
    QTest::addColumn<int>("problem"); // -1: none
    const auto row = [](const char *name, const QString &webSocket, const QString &rest, int problem) {
        QTest::newRow(name) << webSocket << rest << problem;
    };
    const auto number = [](EndpointProblem problem) { return static_cast<int>(problem); };
    row("secure", u"wss://a.example/v1"_s, u"https://b.example"_s, -1);
    row("secure, this machine", u"wss://localhost:9/v1"_s, u"https://127.0.0.1:8"_s, -1);
    row("loopback by name", u"ws://LOCALHOST:9/v1"_s, u"http://localhost"_s, -1);
    row("loopback by number", u"ws://127.3.2.1:9"_s, u"http://127.0.0.1"_s, -1);
    row("loopback, IPv6", u"ws://[::1]:9/v1"_s, u"http://[::1]"_s, -1);
    row("no WebSocket", u""_s, u"https://b.example"_s, number(WebSocketUrlMissing));
    row("no host", u"wss:///v1"_s, u"https://b.example"_s, number(WebSocketUrlInvalid));
    row("not a URL", u"wss://a b/"_s, u"https://b.example"_s, number(WebSocketUrlInvalid));
    row("password in it", u"wss://u:p@a.example/v1"_s, u"https://b.example"_s, number(WebSocketUrlInvalid));
    row("http for ws", u"https://a.example/v1"_s, u"https://b.example"_s, number(WebSocketWrongScheme));
    row("no scheme", u"a.example/v1"_s, u"https://b.example"_s, number(WebSocketUrlInvalid));
    row("plain, elsewhere", u"ws://a.example/v1"_s, u"https://b.example"_s, number(WebSocketNotSecure));
    row("plain, own network", u"ws://192.168.1.5/v1"_s, u"https://b.example"_s, number(WebSocketNotSecure));
    row("plain, name in disguise", u"ws://localhost.example/v1"_s, u"https://b.example"_s, number(WebSocketNotSecure));
    row("plain, number in disguise", u"ws://127.0.0.1.example/v1"_s, u"https://b"_s, number(WebSocketNotSecure));
    row("plain, all addresses", u"ws://0.0.0.0/v1"_s, u"https://b.example"_s, number(WebSocketNotSecure));
    row("no REST", u"wss://a.example/v1"_s, u""_s, number(RestUrlMissing));
    row("REST without host", u"wss://a.example/v1"_s, u"https:///x"_s, number(RestUrlInvalid));
    row("REST by ftp", u"wss://a.example/v1"_s, u"ftp://b.example"_s, number(RestWrongScheme));
    row("REST plain, elsewhere", u"wss://a.example/v1"_s, u"http://b.example"_s, number(RestNotSecure));
}

void TestEndpoint::plainTextIsForThisMachineAlone()
{
    QFETCH(QString, webSocket);
    QFETCH(QString, rest);
    QFETCH(int, problem);
    const auto found = validate({u"x"_s, QUrl{webSocket}, QUrl{rest}, Endpoint::Kind::Live});
    QCOMPARE(found ? static_cast<int>(*found) : -1, problem);
}

QTEST_GUILESS_MAIN(TestEndpoint)
#include "test_endpoint.moc"
