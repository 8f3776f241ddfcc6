// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/exchange/wire_client.h"
#include "tests/support/fake_clock.h"

#include <QRegularExpression>
#include <QTest>

using namespace depthdeck::exchange;
using namespace depthdeck::exchange::test;
using namespace std::chrono_literals;

class TestExchangeLogin : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aTraderIsToldEverythingALoginCarries();
    void anApiKeyLogsIn();
    void everyRefusalIsAnsweredAndTheSocketClosed_data();
    void everyRefusalIsAnsweredAndTheSocketClosed();
    void anythingBeforeTheLoginIsUnauthorized();
    void aHeartbeatBeforeTheLoginIsHarmless();
    void aSecondLoginOfTheSameUserAndApplicationEndsTheFirst();
    void anotherApplicationOfTheSameUserMayStay();
    void aTokenRequestIsAnsweredByItsId();
    void garbageEndsTheSessionAndNothingElse();
    void textEndsTheSession();
    void anOversizedFrameEndsTheSession();
    void anUnknownVariantIsIgnored();
    void anotherPathIsRefused();
    void heartbeatsComeWhenNothingElseDoesAndSilenceEnds();
    void aShutdownClosesEverySession();

private:
    std::unique_ptr<SimulatedExchange> m_exchange;
    QUrl m_url;
};

void TestExchangeLogin::initTestCase()
{
    m_exchange = std::make_unique<SimulatedExchange>(smallExchange());
    QString error;
    QVERIFY2(m_exchange->start(&error), qPrintable(error));
    m_url = m_exchange->webSocketUrl();
}

void TestExchangeLogin::aTraderIsToldEverythingALoginCarries()
{
    WireClient client{m_url};
    const auto answer = client.login("trader", "trader");
    QVERIFY(answer);
    QCOMPARE(answer->result(), common::LOGIN_RESULT_SUCCESS);
    QVERIFY(!answer->session_id().empty());
    QCOMPARE(answer->username(), std::string{"trader"});
    QVERIFY(answer->accounts_size() >= 2);
    QCOMPARE(answer->accounts(0).account_number(), std::string{"SIM-10421"});
    QVERIFY(answer->exchanges_size() >= 1);
    QVERIFY(answer->exchanges(0).has_executing_account());
    QVERIFY(!answer->authentication_token().token().empty());
    QVERIFY(answer->authentication_token().expire_time().seconds() > QDateTime::currentSecsSinceEpoch());
}

void TestExchangeLogin::anApiKeyLogsIn()
{
    WireClient client{m_url};
    QVERIFY(client.open());
    service::ClientMessage message;
    message.mutable_login_request()->set_api_key("sim-key");
    client.send(message);
    const auto *answer = client.await(Server::kLoginResponse);
    QVERIFY(answer != nullptr);
    QCOMPARE(answer->login_response().result(), common::LOGIN_RESULT_SUCCESS);
}

void TestExchangeLogin::everyRefusalIsAnsweredAndTheSocketClosed_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::addColumn<int>("result");
    QTest::newRow("wrong password") << "trader"
                                    << "wrong" << int{common::LOGIN_RESULT_FAILED};
    QTest::newRow("no such user") << "nobody"
                                  << "x" << int{common::LOGIN_RESULT_FAILED};
    for (const User &user : defaultUsers({})) {
        const QString name = QString::fromStdString(user.name);
        if (user.result != 0)
            QTest::newRow(qPrintable(name)) << name << name << user.result;
    }
}

void TestExchangeLogin::everyRefusalIsAnsweredAndTheSocketClosed()
{
    QFETCH(QString, user);
    QFETCH(QString, password);
    QFETCH(int, result);
    WireClient client{m_url};
    const auto answer = client.login(user.toStdString(), password.toStdString());
    QVERIFY(answer);
    QCOMPARE(int{answer->result()}, result);
    QVERIFY(!answer->has_authentication_token());
    QTRY_VERIFY(client.isClosed());
}

void TestExchangeLogin::anythingBeforeTheLoginIsUnauthorized()
{
    WireClient client{m_url};
    QVERIFY(client.open());
    client.subscribeAccounts();
    const auto *answer = client.await(Server::kLoginResponse);
    QVERIFY(answer != nullptr);
    QCOMPARE(answer->login_response().result(), common::LOGIN_RESULT_UNAUTHORIZED);
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.messages().size(), std::size_t{1});
}

void TestExchangeLogin::aHeartbeatBeforeTheLoginIsHarmless()
{
    WireClient client{m_url};
    QVERIFY(client.open());
    service::ClientMessage message;
    message.mutable_heartbeat()->set_timestamp(1);
    client.send(message);
    message.mutable_login_request()->set_api_key("desk-key");
    client.send(message);
    const auto *answer = client.await(Server::kLoginResponse);
    QVERIFY(answer != nullptr);
    QCOMPARE(answer->login_response().result(), common::LOGIN_RESULT_SUCCESS);
}

void TestExchangeLogin::aSecondLoginOfTheSameUserAndApplicationEndsTheFirst()
{
    WireClient first{m_url};
    QVERIFY(first.enter());
    const std::size_t from = first.position();
    WireClient second{m_url};
    QVERIFY(second.enter());
    const auto *goodbye = first.await(Server::kLoginResponse, from);
    QVERIFY(goodbye != nullptr);
    QCOMPARE(goodbye->login_response().result(), common::LOGIN_RESULT_LOGGED_IN_ELSEWHERE);
    QTRY_VERIFY(first.isClosed());
    QVERIFY(!second.isClosed());
}

void TestExchangeLogin::anotherApplicationOfTheSameUserMayStay()
{
    WireClient first{m_url};
    QVERIFY(first.login("trader", "trader", common::PRICE_FORMAT_REAL, "One"));
    WireClient second{m_url};
    QVERIFY(second.login("trader", "trader", common::PRICE_FORMAT_REAL, "Two"));
    first.subscribeAccounts();
    QVERIFY(first.await(Server::kAccountSubscribeResponse) != nullptr);
}

void TestExchangeLogin::aTokenRequestIsAnsweredByItsId()
{
    WireClient client{m_url};
    QVERIFY(client.enter());
    service::ClientMessage message;
    message.mutable_authentication_token_request()->set_request_id("r-17");
    client.send(message);
    const auto *answer = client.await(Server::kAuthenticationToken);
    QVERIFY(answer != nullptr);
    QCOMPARE(answer->authentication_token().request_id(), std::string{"r-17"});
    QVERIFY(answer->authentication_token().has_token());
    QVERIFY(!answer->authentication_token().has_fail_message());
}

void TestExchangeLogin::garbageEndsTheSessionAndNothingElse()
{
    WireClient other{m_url};
    QVERIFY(other.enter("desk"));
    WireClient client{m_url};
    QVERIFY(client.enter());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression{QStringLiteral("no ClientMessage")});
    client.sendRaw(QByteArrayLiteral("\xff\xff\xff\xff garbage"));
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.socket().closeCode(), QWebSocketProtocol::CloseCodeWrongDatatype);
    other.subscribeAccounts();
    QVERIFY(other.await(Server::kAccountSnapshot) != nullptr);
}

void TestExchangeLogin::textEndsTheSession()
{
    WireClient client{m_url};
    QVERIFY(client.open());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression{QStringLiteral("text frame")});
    client.socket().sendTextMessage(QStringLiteral("hello"));
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.socket().closeCode(), QWebSocketProtocol::CloseCodeDatatypeNotSupported);
}

void TestExchangeLogin::anOversizedFrameEndsTheSession()
{
    WireClient client{m_url};
    QVERIFY(client.open());
    client.sendRaw(QByteArray(3'000'000, 'x'));
    QTRY_VERIFY(client.isClosed());
    WireClient next{m_url};
    QVERIFY(next.enter());
}

void TestExchangeLogin::anUnknownVariantIsIgnored()
{
    WireClient client{m_url};
    QVERIFY(client.enter());
    client.sendRaw(QByteArrayLiteral("\xfa\xf0\x04\x00")); // field 9999, empty
    client.sendRaw({});
    client.subscribeAccounts();
    QVERIFY(client.await(Server::kAccountSnapshot) != nullptr);
}

void TestExchangeLogin::anotherPathIsRefused()
{
    QUrl url = m_url;
    url.setPath(QStringLiteral("/other"));
    WireClient client{url};
    static_cast<void>(client.open());
    QTRY_VERIFY(client.isClosed());
    QVERIFY(client.socket().closeReason().contains(QStringLiteral("/v1")));
}

void TestExchangeLogin::heartbeatsComeWhenNothingElseDoesAndSilenceEnds()
{
    depthdeck::test::FakeClock clock;
    SimulatedExchange exchange{smallExchange(), clock};
    QVERIFY(exchange.start(nullptr));
    WireClient client{exchange.webSocketUrl()};
    QVERIFY(client.enter());
    clock.advance(19s);
    QTest::qWait(30); // a few steps of the exchange: nothing is due
    QCOMPARE(client.count(Server::kHeartbeat), std::size_t{0});
    clock.advance(1s);
    QTRY_COMPARE(client.count(Server::kHeartbeat), std::size_t{1});
    service::ClientMessage heartbeat;
    heartbeat.mutable_heartbeat()->set_timestamp(1);
    client.send(heartbeat);
    clock.advance(20s);
    QTRY_COMPARE(client.count(Server::kHeartbeat), std::size_t{2});
    QVERIFY(!client.isClosed());
    clock.advance(61s); // the client says nothing any more
    QTRY_VERIFY(client.isClosed());
}

void TestExchangeLogin::aShutdownClosesEverySession()
{
    SimulatedExchange exchange{smallExchange()};
    QVERIFY(exchange.start(nullptr));
    WireClient client{exchange.webSocketUrl()};
    QVERIFY(client.enter());
    exchange.stop();
    QTRY_VERIFY(client.isClosed());
    QVERIFY(!exchange.isRunning());
    QVERIFY(exchange.start(nullptr)); // and it can come back
    WireClient next{exchange.webSocketUrl()};
    QVERIFY(next.enter());
}

QTEST_GUILESS_MAIN(TestExchangeLogin)
#include "test_exchange_login.moc"
