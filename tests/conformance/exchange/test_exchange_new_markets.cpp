// SPDX-License-Identifier: GPL-3.0-or-later
// Markets that come and go while clients watch: strategies, new expiries, closes and holidays.
#include "tests/conformance/exchange/wire_client.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::exchange;
using namespace depthdeck::exchange::test;
using namespace Qt::StringLiterals;

namespace {

QJsonArray picked(const SimulatedExchange &exchange, const QString &path, const QString &query)
{
    QUrl url = exchange.restUrl();
    url.setPath(path);
    url.setQuery(query);
    return QJsonDocument::fromJson(rest("GET", url, "APIKey sim-key").body).array();
}

QStringList marketsOf(const SimulatedExchange &exchange, const QString &exchangeId, const QString &contract,
                      const QString &strategy)
{
    QStringList ids;
    const auto query = u"exchangeid=%1&contractid=%2&strategytype=%3"_s.arg(exchangeId, contract, strategy);
    for (const auto &market : picked(exchange, u"/markets/picker"_s, query))
        ids.append(market[u"marketID"].toString());
    return ids;
}

SimulatedExchange::Options startingAt(const char *time, int speed)
{
    auto options = smallExchange();
    options.markets = 0;
    options.alwaysOpen = false;
    options.speedPercent = speed * 100;
    options.simulatedStart = WallTime{
        std::chrono::milliseconds{QDateTime::fromString(QString::fromUtf8(time), Qt::ISODate).toMSecsSinceEpoch()}};
    return options;
}

} // namespace

class TestExchangeNewMarkets : public QObject
{
    Q_OBJECT

private slots:
    void aStrategyAppearsInThePickerWithItsReference();
    void theSessionsEndIsToldFromCloseToOpen();
    void anExpiryBringsTheNextOne();
    void aHolidayIsClosed();
};

void TestExchangeNewMarkets::aStrategyAppearsInThePickerWithItsReference()
{
    auto options = smallExchange();
    options.markets = 0;
    SimulatedExchange exchange{options};
    QString error;
    QVERIFY2(exchange.start(&error), qPrintable(error));
    const QStringList futures = marketsOf(exchange, u"CME_Eq"_s, u"ES"_s, u"None"_s);
    QVERIFY(futures.size() >= 3);
    WireClient client{exchange.webSocketUrl()};
    QVERIFY(client.enter());
    client.subscribeAccounts();
    QVERIFY(client.await(Server::kAccountSnapshot) != nullptr);
    service::ClientMessage message;
    auto &wish = *message.mutable_create_uds();
    wish.set_request_id("r1");
    wish.set_account_id("SIM-10421");
    wish.set_strategy_type(common::STRATEGY_TYPE_BUTTERFLY);
    for (int at = 0; at < 3; ++at) {
        auto *leg = wish.add_legs();
        leg->set_exchange_id("CME_Eq");
        leg->set_contract_id("ES");
        leg->set_market_id(futures.at(at).toStdString());
        leg->set_buy_sell(at == 1 ? common::BUY_SELL_SELL : common::BUY_SELL_BUY);
        leg->set_volume(at == 1 ? 2 : 1);
    }
    client.send(message);
    const auto *answer = client.await(Server::kCreateUdsResponse);
    QVERIFY(answer != nullptr);
    QCOMPARE(int{answer->create_uds_response().uds_status()}, int{common::UDS_STATUS_Success});
    const std::string reference = answer->create_uds_response().marketref();
    QVERIFY(!reference.empty());

    bool grouped = false;
    for (const auto &group : picked(exchange, u"/markets/picker/groups"_s, u"exchangeid=CME_Eq&contractid=ES"_s))
        grouped = grouped || group[u"strategyType"].toString() == u"Butterfly"_s;
    QVERIFY(grouped);
    const QStringList butterflies = marketsOf(exchange, u"CME_Eq"_s, u"ES"_s, u"Butterfly"_s);
    QCOMPARE(butterflies.size(), 1);
    client.subscribeDepth(butterflies.front().toStdString(), common::DEPTH_BUFFER_ALL);
    const auto *details = client.await(Server::kMarketDetails);
    QVERIFY(details != nullptr);
    QCOMPARE(details->market_details().market_ref(), reference);
    QCOMPARE(details->market_details().strategy_type(), common::STRATEGY_TYPE_BUTTERFLY);
    QCOMPARE(details->market_details().legs_size(), 3);
    QCOMPARE(details->market_details().legs(1).volume(), -2);
    QVERIFY(client.await([](const Server &depth) {
        return depth.market_depth().bids_size() > 0 && depth.market_depth().offers_size() > 0;
    }) != nullptr);
    client.send(message);
    const auto *again = client.await(Server::kCreateUdsResponse, client.position());
    QVERIFY(again != nullptr);
    QCOMPARE(int{again->create_uds_response().uds_status()}, int{common::UDS_STATUS_ALREADY_EXISTS});
    QCOMPARE(again->create_uds_response().marketref(), reference);
}

/// Monday 15:56 to 17:00 in Chicago in half a minute.
void TestExchangeNewMarkets::theSessionsEndIsToldFromCloseToOpen()
{
    auto options = startingAt("2026-11-23T21:56:00Z", 120);
    options.markets = 1;
    SimulatedExchange exchange{options};
    QString error;
    QVERIFY2(exchange.start(&error), qPrintable(error));
    const std::string es = marketOf(exchange, u"CME_Eq"_s, u"ES"_s);
    WireClient client{exchange.webSocketUrl()};
    QVERIFY(client.enter());
    client.subscribeDepth(es, common::DEPTH_BUFFER_ALL);
    const auto awaitMode = [&client](common::MarketMode mode) {
        return client.await([mode](const Server &message) { return message.market_depth().mode() == mode; }, 0,
                            40'000) != nullptr;
    };
    QVERIFY(awaitMode(common::MARKET_MODE_PRE_CLOSED));
    const auto *held = client.await(
        [](const Server &message) { return !message.market_settlement().settlement_held_price().empty(); });
    QVERIFY(held != nullptr);
    const std::string price = held->market_settlement().settlement_held_price();
    QVERIFY(held->market_settlement().has_settlement_held_time() && held->market_settlement().has_vwap_price());
    QVERIFY(held->market_settlement().open_interest() > 0 && held->market_settlement().cleared_volume() > 0);
    QVERIFY(awaitMode(common::MARKET_MODE_CLOSED));
    QVERIFY(client.await([&price](const Server &message) {
        return message.market_settlement().settlement_price().value() == price &&
               message.market_settlement().settlement_held_price().empty();
    }) != nullptr);
    QVERIFY(client.await([](const Server &message) { return message.market_high_low().trade_date() == 20'261'124; }, 0,
                         40'000) != nullptr);
    QVERIFY(awaitMode(common::MARKET_MODE_PRE_OPEN));
    const std::size_t from = client.position();
    QVERIFY(client.await([](const Server &message) { return message.market_depth_trade().last_trade_volume() > 0; },
                         from, 40'000) != nullptr);
    for (std::size_t at = from; at < client.position(); ++at) {
        if (!client.messages()[at].has_market_depth_trade())
            continue;
        const auto &open = client.messages()[at].market_depth_trade();
        QCOMPARE(open.at_bid_or_offer(), common::BID_OFFER_UNDEFINED); // the auction
        QCOMPARE(open.total_traded_volume(), open.last_trade_volume());
        break;
    }
}

/// Natural gas December ends on Wednesday the 25th at 13:30 in Chicago.
void TestExchangeNewMarkets::anExpiryBringsTheNextOne()
{
    SimulatedExchange exchange{startingAt("2026-11-25T19:29:30Z", 20)};
    QString error;
    QVERIFY2(exchange.start(&error), qPrintable(error));
    const QStringList before = marketsOf(exchange, u"CME_Ny"_s, u"NG"_s, u"None"_s);
    WireClient client{exchange.webSocketUrl()};
    QVERIFY(client.enter());
    client.subscribeDepth(before.front().toStdString(), common::DEPTH_BUFFER_ALL);
    QVERIFY(
        client.await([](const Server &message) { return message.market_depth().mode() == common::MARKET_MODE_EXPIRED; },
                     0, 30'000) != nullptr);
    const QStringList after = marketsOf(exchange, u"CME_Ny"_s, u"NG"_s, u"None"_s);
    QCOMPARE(after.size(), before.size());
    QVERIFY(!after.contains(before.front()));
    QVERIFY(!before.contains(after.back()));
    client.subscribeDepth(after.back().toStdString(), common::DEPTH_BUFFER_ALL);
    const auto *details = client.await(
        [&after](const Server &message) { return message.market_details().market_id() == after.back().toStdString(); });
    QVERIFY(details != nullptr);
    QVERIFY(client.await([&after](const Server &message) {
        return message.market_depth().market_id() == after.back().toStdString() &&
               message.market_depth().bids_size() > 0;
    }) != nullptr);
    client.subscribeDepth(before.front().toStdString(), common::DEPTH_BUFFER_ALL);
    const auto *reject = client.await(Server::kMarketDepthSubscribeReject);
    QVERIFY(reject != nullptr);
    QCOMPARE(int{reject->market_depth_subscribe_reject().mode()}, int{common::MARKET_MODE_EXPIRED});
}

void TestExchangeNewMarkets::aHolidayIsClosed()
{
    auto options = startingAt("2026-11-26T18:00:00Z", 1); // Thanksgiving noon
    options.markets = 4;
    SimulatedExchange exchange{options};
    QString error;
    QVERIFY2(exchange.start(&error), qPrintable(error));
    WireClient client{exchange.webSocketUrl()};
    QVERIFY(client.enter());
    client.subscribeDepth(marketOf(exchange, u"CME_Eq"_s, u"ES"_s), common::DEPTH_BUFFER_SMART);
    const auto *snapshot = client.await(Server::kMarketSnapshot);
    QVERIFY(snapshot != nullptr);
    QCOMPARE(snapshot->market_snapshot().mode(), common::MARKET_MODE_CLOSED);
}

QTEST_GUILESS_MAIN(TestExchangeNewMarkets)
#include "test_exchange_new_markets.moc"
