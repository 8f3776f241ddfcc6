// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/price.h"
#include "tests/conformance/exchange/wire_client.h"

#include <QTest>

using namespace depthdeck::exchange;
using namespace depthdeck::exchange::test;
using depthdeck::Price;

namespace {

Price priceOf(const common::Price &wire)
{
    return Price::parse(wire.value()).value();
}

/// Whether bids descend and offers ascend, each line is a real one, and the sides do not cross.
bool isOrderly(const market::MarketDepth &depth)
{
    for (int at = 0; at + 1 < depth.bids_size(); ++at)
        if (priceOf(depth.bids(at).price()) <= priceOf(depth.bids(at + 1).price()))
            return false;
    for (int at = 0; at + 1 < depth.offers_size(); ++at)
        if (priceOf(depth.offers(at).price()) >= priceOf(depth.offers(at + 1).price()))
            return false;
    for (const auto &line : depth.bids())
        if (line.volume() <= 0 || line.num_orders() <= 0)
            return false;
    return depth.bids_size() == 0 || depth.offers_size() == 0 ||
           priceOf(depth.bids(0).price()) < priceOf(depth.offers(0).price());
}

} // namespace

Q_DECLARE_METATYPE(t4proto::v1::common::DepthBuffer)

class TestExchangeMarketData : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theDefinitionComesOnceBeforeTheSnapshot();
    void theSnapshotHoldsEverythingKnown();
    void everyBufferDeliversWhatItPromises_data();
    void everyBufferDeliversWhatItPromises();
    void levelsAreWhatWasAskedFor_data();
    void levelsAreWhatWasAskedFor();
    void everyPriceFormatTellsTheSamePrices();
    void subscribingAgainReplacesAndUnsubscribingEnds();
    void tradesAreCountedWithoutGaps();
    void whatCannotBeSubscribedIsRejected_data();
    void whatCannotBeSubscribedIsRejected();
    void delayedUsersSeeThatTheyAre();
    void impliedVolumeIsIncludedWhenAskedFor();

private:
    std::unique_ptr<SimulatedExchange> m_exchange;
    QUrl m_url;
    std::string m_es;
};

void TestExchangeMarketData::initTestCase()
{
    auto options = smallExchange();
    options.markets = 0;
    options.rate = 3000;
    m_exchange = std::make_unique<SimulatedExchange>(options);
    QString error;
    QVERIFY2(m_exchange->start(&error), qPrintable(error));
    m_url = m_exchange->webSocketUrl();
    m_es = marketOf(*m_exchange, QStringLiteral("CME_Eq"), QStringLiteral("ES"));
    QVERIFY(!m_es.empty());
}

void TestExchangeMarketData::theDefinitionComesOnceBeforeTheSnapshot()
{
    WireClient client{m_url};
    QVERIFY(client.enter());
    const std::size_t from = client.position();
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_SMART);
    QVERIFY(client.await(Server::kMarketSnapshot, from) != nullptr);
    QCOMPARE(client.messages()[from].payload_case(), Server::kMarketDetails);
    QCOMPARE(client.messages()[from + 1].payload_case(), Server::kMarketSnapshot);
    const auto &details = client.messages()[from].market_details();
    QCOMPARE(details.market_id(), m_es);
    QCOMPARE(details.min_price_increment().value(), std::string{"0.25"});
    QCOMPARE(details.point_value().value(), std::string{"0.5"});
    QCOMPARE(details.real_decimals(), 2);
    QCOMPARE(details.decimals(), 0);
    const std::size_t again = client.position();
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_SMART_TRADE);
    QVERIFY(client.await(Server::kMarketSnapshot, again) != nullptr);
    QCOMPARE(client.count(Server::kMarketDetails), std::size_t{1});
}

void TestExchangeMarketData::theSnapshotHoldsEverythingKnown()
{
    WireClient client{m_url};
    QVERIFY(client.enter());
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_SMART);
    const auto *answer = client.await(Server::kMarketSnapshot);
    QVERIFY(answer != nullptr);
    const auto &snapshot = answer->market_snapshot();
    QCOMPARE(snapshot.mode(), common::MARKET_MODE_OPEN);
    using Part = market::MarketSnapshotMessage;
    std::set<Part::PayloadCase> parts;
    for (const auto &part : snapshot.messages())
        parts.insert(part.payload_case());
    QCOMPARE(parts, (std::set{Part::kMarketDepth, Part::kMarketDepthTrade, Part::kMarketHighLow,
                              Part::kMarketPriceLimits, Part::kMarketSettlement}));
    for (const auto &part : snapshot.messages()) {
        if (part.has_market_depth()) {
            QVERIFY(isOrderly(part.market_depth()));
            QVERIFY(part.market_depth().trade_data().total_traded_volume() > 0);
        }
        if (part.has_market_settlement())
            QVERIFY(!part.market_settlement().settlement_price().value().empty());
    }
}

void TestExchangeMarketData::everyBufferDeliversWhatItPromises_data()
{
    QTest::addColumn<common::DepthBuffer>("buffer");
    QTest::addColumn<bool>("depth");
    QTest::addColumn<bool>("trades");
    QTest::newRow("slow trade") << common::DEPTH_BUFFER_SLOW_TRADE << true << true;
    QTest::newRow("smart trade") << common::DEPTH_BUFFER_SMART_TRADE << true << true;
    QTest::newRow("slow smart") << common::DEPTH_BUFFER_SLOW_SMART << true << false;
    QTest::newRow("smart") << common::DEPTH_BUFFER_SMART << true << false;
    QTest::newRow("fast smart") << common::DEPTH_BUFFER_FAST_SMART << true << false;
    QTest::newRow("all") << common::DEPTH_BUFFER_ALL << true << true;
    QTest::newRow("fast trade") << common::DEPTH_BUFFER_FAST_TRADE << true << true;
    QTest::newRow("trade only") << common::DEPTH_BUFFER_TRADE_ONLY << false << true;
}

void TestExchangeMarketData::everyBufferDeliversWhatItPromises()
{
    QFETCH(common::DepthBuffer, buffer);
    QFETCH(bool, depth);
    QFETCH(bool, trades);
    WireClient client{m_url};
    QVERIFY(client.enter());
    client.subscribeDepth(m_es, buffer);
    QVERIFY(client.await(Server::kMarketSnapshot) != nullptr);
    const std::size_t from = client.position();
    if (depth)
        QTRY_VERIFY_WITH_TIMEOUT(client.count(Server::kMarketDepth, from) >= 2, 15'000);
    if (trades)
        QTRY_VERIFY_WITH_TIMEOUT(client.count(Server::kMarketDepthTrade, from) >= 2, 15'000);
    QTest::qWait(depth && trades ? 0 : 300); // what must not come has had its chance
    QCOMPARE(client.count(Server::kMarketDepth, from) > 0, depth);
    QCOMPARE(client.count(Server::kMarketDepthTrade, from) > 0, trades);
    for (const Server &message : client.messages()) {
        if (!message.has_market_depth())
            continue;
        QCOMPARE(message.market_depth().depth_buffer(), buffer);
        QVERIFY(isOrderly(message.market_depth()));
    }
}

void TestExchangeMarketData::levelsAreWhatWasAskedFor_data()
{
    QTest::addColumn<int>("levels");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    QTest::newRow("best only") << int{common::DEPTH_LEVELS_BEST_ONLY} << 1 << 1;
    QTest::newRow("normal") << int{common::DEPTH_LEVELS_NORMAL} << 5 << 10;
    QTest::newRow("undefined reads as normal") << int{common::DEPTH_LEVELS_UNDEFINED} << 5 << 10;
    QTest::newRow("all") << int{common::DEPTH_LEVELS_ALL} << 10 << 255;
}

void TestExchangeMarketData::levelsAreWhatWasAskedFor()
{
    QFETCH(int, levels);
    QFETCH(int, least);
    QFETCH(int, most);
    WireClient client{m_url};
    QVERIFY(client.enter());
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_ALL, static_cast<common::DepthLevels>(levels));
    const auto *live = client.await(Server::kMarketDepth);
    QVERIFY(live != nullptr);
    QVERIFY(live->market_depth().bids_size() >= least && live->market_depth().bids_size() <= most);
    QVERIFY(live->market_depth().offers_size() >= least && live->market_depth().offers_size() <= most);
}

void TestExchangeMarketData::everyPriceFormatTellsTheSamePrices()
{
    WireClient real{m_url};
    WireClient decimal{m_url};
    WireClient clearing{m_url};
    QVERIFY(real.enter("trader", common::PRICE_FORMAT_REAL));
    QVERIFY(decimal.enter("desk", common::PRICE_FORMAT_DECIMAL));
    QVERIFY(clearing.enter("delayed", common::PRICE_FORMAT_CLEARING_DECIMAL));
    for (WireClient *client : {&real, &decimal, &clearing})
        client->subscribeDepth(m_es, common::DEPTH_BUFFER_ALL);
    const auto *snapshot = decimal.await(Server::kMarketSnapshot);
    QVERIFY(snapshot != nullptr && real.await(Server::kMarketSnapshot) && clearing.await(Server::kMarketSnapshot));
    const auto settlementOf = [](WireClient &client) {
        for (const auto &part : client.await(Server::kMarketSnapshot)->market_snapshot().messages())
            if (part.has_market_settlement())
                return part.market_settlement().settlement_price().value();
        return std::string{};
    };
    const Price inReal = Price::parse(settlementOf(real)).value();
    QCOMPARE(Price::parse(settlementOf(decimal))->units(), inReal.times(100)->units());
    QCOMPARE(Price::parse(settlementOf(clearing))->units(), inReal.units());
    QCOMPARE(decimal.await(Server::kMarketDetails)->market_details().min_price_increment().value(), std::string{"25"});
    const auto *depth = decimal.await(Server::kMarketDepth);
    QVERIFY(depth != nullptr);
    QVERIFY(depth->market_depth().bids(0).price().value().find('.') == std::string::npos);
}

void TestExchangeMarketData::subscribingAgainReplacesAndUnsubscribingEnds()
{
    WireClient client{m_url};
    QVERIFY(client.enter());
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_ALL, common::DEPTH_LEVELS_NORMAL);
    QVERIFY(client.await(Server::kMarketDepth) != nullptr);
    std::size_t from = client.position();
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_FAST_SMART, common::DEPTH_LEVELS_BEST_ONLY);
    QVERIFY(client.await(Server::kMarketSnapshot, from) != nullptr);
    from = client.position();
    QVERIFY(client.await(Server::kMarketDepth, from) != nullptr);
    for (std::size_t at = from; at < client.position(); ++at)
        if (client.messages()[at].has_market_depth())
            QCOMPARE(client.messages()[at].market_depth().depth_buffer(), common::DEPTH_BUFFER_FAST_SMART);
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_NO_SUBSCRIPTION, common::DEPTH_LEVELS_UNDEFINED);
    client.subscribeAccounts(false); // answered in order: what comes behind it comes after the end
    QVERIFY(client.await(Server::kAccountSubscribeResponse) != nullptr);
    from = client.position();
    QTest::qWait(300);
    QCOMPARE(client.count(Server::kMarketDepth, from), std::size_t{0});
}

void TestExchangeMarketData::tradesAreCountedWithoutGaps()
{
    WireClient client{m_url};
    QVERIFY(client.enter());
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_SMART_TRADE);
    QTRY_VERIFY_WITH_TIMEOUT(client.count(Server::kMarketDepthTrade) >= 20, 30'000);
    int total = 0;
    int count = 0;
    for (const Server &message : client.messages()) {
        for (const auto &part : message.market_snapshot().messages())
            if (part.has_market_depth_trade()) {
                total = part.market_depth_trade().total_traded_volume();
                count = part.market_depth_trade().total_trade_count();
            }
        if (!message.has_market_depth_trade())
            continue;
        const auto &trade = message.market_depth_trade();
        QCOMPARE(trade.total_traded_volume(), total + trade.last_trade_volume());
        QCOMPARE(trade.total_trade_count(), count + 1);
        QVERIFY(trade.at_bid_or_offer() != common::BID_OFFER_UNDEFINED);
        int resting = 0;
        for (const int volume : trade.order_volumes())
            resting += volume;
        QCOMPARE(resting, trade.last_trade_volume());
        total = trade.total_traded_volume();
        count = trade.total_trade_count();
    }
}

void TestExchangeMarketData::whatCannotBeSubscribedIsRejected_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("exchangeId"); // as sent
    QTest::addColumn<QString>("market");     // empty: the corn future
    QTest::addColumn<int>("buffer");
    QTest::addColumn<int>("mode");
    const int smart = common::DEPTH_BUFFER_SMART;
    QTest::newRow("unknown market") << "trader"
                                    << ""
                                    << "no such market" << smart << int{common::MARKET_MODE_UNAVAILABLE};
    QTest::newRow("no permission") << "limited"
                                   << ""
                                   << "" << smart << int{common::MARKET_MODE_NO_PERMISSION};
    QTest::newRow("ids that do not belong together") << "trader"
                                                     << "CME_Ny"
                                                     << "" << smart << int{common::MARKET_MODE_REJECTED};
    QTest::newRow("unknown buffer") << "trader"
                                    << ""
                                    << "" << 55 << int{common::MARKET_MODE_REJECTED};
}

void TestExchangeMarketData::whatCannotBeSubscribedIsRejected()
{
    QFETCH(QString, user);
    QFETCH(QString, exchangeId);
    QFETCH(QString, market);
    QFETCH(int, buffer);
    QFETCH(int, mode);
    const std::string corn = marketOf(*m_exchange, QStringLiteral("CME_C"), QStringLiteral("ZC"));
    QVERIFY(!corn.empty());
    WireClient client{m_url};
    QVERIFY(client.enter(user.toStdString()));
    service::ClientMessage message;
    auto &wish = *message.mutable_market_depth_subscribe();
    wish.set_exchange_id(exchangeId.toStdString());
    wish.set_market_id(market.isEmpty() ? corn : market.toStdString());
    wish.set_buffer(static_cast<common::DepthBuffer>(buffer));
    wish.set_depth_levels(common::DEPTH_LEVELS_NORMAL);
    client.send(message);
    const auto *answer = client.await(Server::kMarketDepthSubscribeReject);
    QVERIFY(answer != nullptr);
    QCOMPARE(answer->market_depth_subscribe_reject().market_id(), wish.market_id());
    QCOMPARE(int{answer->market_depth_subscribe_reject().mode()}, mode);
}

void TestExchangeMarketData::delayedUsersSeeThatTheyAre()
{
    WireClient client{m_url};
    const auto answer = client.login("delayed", "delayed");
    QVERIFY(answer);
    QVERIFY((answer->exchanges(0).market_data_type() & common::MARKET_DATA_TYPE_DELAYED) != 0);
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_ALL);
    const auto *depth = client.await(Server::kMarketDepth);
    QVERIFY(depth != nullptr);
    QVERIFY(depth->market_depth().delayed());
}

void TestExchangeMarketData::impliedVolumeIsIncludedWhenAskedFor()
{
    auto options = smallExchange();
    options.markets = 80; // down to the first calendar spread
    options.rate = 2000;
    QCOMPARE(options.marketBehaviours.add(QStringLiteral("implied=included")), std::nullopt);
    QCOMPARE(options.marketBehaviours.add(QStringLiteral("market-dates=unix")), std::nullopt);
    SimulatedExchange exchange{options};
    QString error;
    QVERIFY2(exchange.start(&error), qPrintable(error));
    WireClient client{exchange.webSocketUrl()};
    QVERIFY(client.enter());
    client.subscribeDepth(m_es, common::DEPTH_BUFFER_ALL, common::DEPTH_LEVELS_ALL);
    const auto *implied =
        client.await([](const Server &message) { return message.market_depth().implied_bids_size() > 0; }, 0, 30'000);
    QVERIFY(implied != nullptr);
    const auto &depth = implied->market_depth();
    const auto at = std::find_if(depth.bids().begin(), depth.bids().end(), [&depth](const auto &line) {
        return line.price().value() == depth.implied_bids(0).price().value();
    });
    QVERIFY(at != depth.bids().end());
    QVERIFY(at->volume() >= depth.implied_bids(0).volume());
    const auto *snapshot = client.await(Server::kMarketSnapshot);
    for (const auto &part : snapshot->market_snapshot().messages())
        if (part.has_market_high_low())
            QVERIFY(part.market_high_low().trade_date() > 1'000'000'000); // seconds, not digits
}

QTEST_GUILESS_MAIN(TestExchangeMarketData)
#include "test_exchange_market_data.moc"
