// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/embedded_exchange.h"
#include "tests/conformance/exchange/wire_client.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace depthdeck::exchange;
using namespace depthdeck::exchange::test;

class TestExchangeFaults : public QObject
{
    Q_OBJECT

private slots:
    void dropAfterTearsTheSocketDown();
    void silentSendsNothingMore();
    void badFramesComeBesideTheGoodOnes();
    void unknownEnumsAndBadPricesAreAboutTheSubscribedMarket();
    void oneOversizedFrameComesAfterTheLogin();
    void ordersAreRejectedInEachWay_data();
    void ordersAreRejectedInEachWay();
    void delayHoldsEveryFrameBack();
    void http301RefusesTheHandshake();
    void restAnswersWithTheStatusAskedFor();
    void loginsAreRefused();
    void tokensFail();
    void thePriceFormatIsIgnored();
    void aSlowReaderIsToldAndCutOff();
    void anEmbeddedExchangeRunsOnItsOwnThread();
    void anEmbeddedExchangeSaysWhyItFailed();

private:
    void startWith(const QStringList &faults);

    std::unique_ptr<SimulatedExchange> m_exchange;
    std::string m_es;
};

void TestExchangeFaults::startWith(const QStringList &faults)
{
    auto options = smallExchange();
    options.rate = 500;
    for (const QString &fault : faults)
        QVERIFY(!options.faults.add(fault));
    m_exchange = std::make_unique<SimulatedExchange>(options);
    QVERIFY(m_exchange->start(nullptr));
    m_es = marketOf(*m_exchange, QStringLiteral("CME_Eq"), QStringLiteral("ES"));
}

void TestExchangeFaults::dropAfterTearsTheSocketDown()
{
    startWith({QStringLiteral("drop-after=5")});
    WireClient client{m_exchange->webSocketUrl()};
    QVERIFY(client.enter());
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_ALL);
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.messages().size(), std::size_t{6}); // the login response and five more
}

void TestExchangeFaults::silentSendsNothingMore()
{
    startWith({QStringLiteral("silent=3")});
    WireClient client{m_exchange->webSocketUrl()};
    QVERIFY(client.enter());
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_ALL);
    QTRY_COMPARE(client.messages().size(), std::size_t{4});
    QTest::qWait(300);
    QCOMPARE(client.messages().size(), std::size_t{4});
    QVERIFY(!client.isClosed());
}

void TestExchangeFaults::badFramesComeBesideTheGoodOnes()
{
    startWith({QStringLiteral("garbage=3"), QStringLiteral("truncated=4"), QStringLiteral("empty=5"),
               QStringLiteral("text=6"), QStringLiteral("unknown-variant=7")});
    WireClient client{m_exchange->webSocketUrl()};
    QVERIFY(client.enter());
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_ALL);
    QTRY_VERIFY(client.unreadable() > 3);
    QTRY_VERIFY(client.texts() > 0);
    QTRY_VERIFY(client.empties() > 0);
    QVERIFY(client.await([](const Server &message) {
        return message.payload_case() == Server::PAYLOAD_NOT_SET && message.ByteSizeLong() > 0;
    }) != nullptr);
    QVERIFY(client.count(Server::kMarketDepth) > 0);
}

void TestExchangeFaults::unknownEnumsAndBadPricesAreAboutTheSubscribedMarket()
{
    startWith({QStringLiteral("unknown-enum=3"), QStringLiteral("bad-price=4")});
    WireClient client{m_exchange->webSocketUrl()};
    QVERIFY(client.enter());
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_ALL);
    QVERIFY(client.await([this](const Server &message) {
        return message.market_snapshot().market_id() == m_es && message.market_snapshot().mode() == 77;
    }) != nullptr);
    QVERIFY(client.await([this](const Server &message) {
        const auto &depth = message.market_depth();
        return depth.market_id() == m_es && depth.bids_size() > 0 && depth.bids(0).price().value() == "12.x4";
    }) != nullptr);
}

void TestExchangeFaults::oneOversizedFrameComesAfterTheLogin()
{
    startWith({QStringLiteral("oversized=20")});
    WireClient client{m_exchange->webSocketUrl()};
    QVERIFY(client.enter());
    QTRY_VERIFY_WITH_TIMEOUT(client.largest() > 19'000'000, 20'000);
}

void TestExchangeFaults::ordersAreRejectedInEachWay_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("life");
    QTest::newRow("by the exchange") << "reject-orders"
                                     << "2/0/1 4/0/1 7/3/0";
    QTest::newRow("by risk") << "reject-orders=risk"
                             << "3/3/0";
    QTest::newRow("by the gateway") << "reject-orders=failed"
                                    << "2/0/1 4/0/1 5/3/0";
    QTest::newRow("by nobody") << "reject-orders=never"
                               << "2/0/1 4/0/1";
}

void TestExchangeFaults::ordersAreRejectedInEachWay()
{
    QFETCH(QString, fault);
    QFETCH(QString, life);
    startWith({fault});
    WireClient client{m_exchange->webSocketUrl()};
    QVERIFY(client.enter());
    client.subscribeAccounts();
    client.submit(WireClient::submission("SIM-10421", m_es, common::BUY_SELL_BUY, common::PRICE_TYPE_MARKET, 1, "t"));
    const std::string id = client.idOf("t");
    QTRY_COMPARE(QString::fromStdString(client.lifeOf(id)), life);
}

void TestExchangeFaults::delayHoldsEveryFrameBack()
{
    startWith({QStringLiteral("delay=300")});
    WireClient client{m_exchange->webSocketUrl()};
    QElapsedTimer waited;
    waited.start();
    QVERIFY(client.enter());
    QVERIFY(waited.elapsed() >= 300);
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_SMART);
    QVERIFY(client.await(Server::kMarketDepth) != nullptr);
}

void TestExchangeFaults::http301RefusesTheHandshake()
{
    auto options = smallExchange();
    QVERIFY(!options.faults.add(QStringLiteral("http-301")));
    SimulatedExchange exchange{options};
    QVERIFY(exchange.start(nullptr));
    WireClient client{exchange.webSocketUrl()};
    QSignalSpy errors{&client.socket(), qOverload<QAbstractSocket::SocketError>(&QWebSocket::error)};
    client.socket().open(exchange.webSocketUrl());
    QVERIFY(errors.wait());
    QVERIFY(client.socket().errorString().contains(QStringLiteral("301")));
}

void TestExchangeFaults::restAnswersWithTheStatusAskedFor()
{
    startWith({QStringLiteral("rest-status=503")});
    QCOMPARE(rest("GET", m_exchange->restUrl(), "APIKey sim-key").status, 503);
}

void TestExchangeFaults::loginsAreRefused()
{
    startWith({QStringLiteral("refuse-login=13")});
    WireClient client{m_exchange->webSocketUrl()};
    const auto answer = client.login("trader", "trader");
    QVERIFY(answer);
    QCOMPARE(answer->result(), common::LOGIN_RESULT_SERVER_MESSAGE_BACKLOG);
}

void TestExchangeFaults::tokensFail()
{
    startWith({QStringLiteral("token-fails")});
    WireClient client{m_exchange->webSocketUrl()};
    const auto login = client.login("trader", "trader");
    QVERIFY(login);
    QVERIFY(!login->has_authentication_token());
    service::ClientMessage message;
    message.mutable_authentication_token_request()->set_request_id("r");
    client.send(message);
    const auto *answer = client.await(Server::kAuthenticationToken);
    QVERIFY(answer != nullptr);
    QVERIFY(answer->authentication_token().has_fail_message());
    QVERIFY(!answer->authentication_token().has_token());
}

void TestExchangeFaults::thePriceFormatIsIgnored()
{
    startWith({QStringLiteral("ignore-price-format")});
    WireClient client{m_exchange->webSocketUrl()};
    QVERIFY(client.enter());
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_SMART);
    const auto *details = client.await(Server::kMarketDetails);
    QVERIFY(details != nullptr);
    QCOMPARE(details->market_details().min_price_increment().value(), std::string{"25"});
}

void TestExchangeFaults::aSlowReaderIsToldAndCutOff()
{
    // More than the exchange holds for a client that does not read: every frame stays in its delay queue.
    startWith({QStringLiteral("delay=60000"), QStringLiteral("oversized=70")});
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression{QStringLiteral("reads too slowly")});
    WireClient client{m_exchange->webSocketUrl()};
    QVERIFY(client.open());
    service::ClientMessage message;
    message.mutable_login_request()->set_api_key("sim-key");
    client.send(message);
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_SMART);
    QTRY_VERIFY_WITH_TIMEOUT(client.isClosed(), 10'000);
}

void TestExchangeFaults::anEmbeddedExchangeRunsOnItsOwnThread()
{
    EmbeddedExchange embedded;
    QSignalSpy started{&embedded, &EmbeddedExchange::started};
    embedded.start(smallExchange());
    QVERIFY(started.wait(20'000));
    WireClient client{embedded.webSocketUrl()};
    QVERIFY(client.enter());
}

void TestExchangeFaults::anEmbeddedExchangeSaysWhyItFailed()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    auto options = smallExchange();
    options.port = taken.serverPort();
    EmbeddedExchange embedded;
    QSignalSpy failed{&embedded, &EmbeddedExchange::failed};
    embedded.start(options);
    QVERIFY(failed.wait(20'000));
    QVERIFY(failed.at(0).at(0).toString().contains(QString::number(taken.serverPort())));
}

QTEST_GUILESS_MAIN(TestExchangeFaults)
#include "test_exchange_faults.moc"
