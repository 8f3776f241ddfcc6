// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/rest/market_json.h"

#include <QTest>

using namespace depthdeck;
using namespace Qt::StringLiterals;

namespace {
const ExchangeId cme{"CME_Eq"};
const ContractId es{"ES"};
} // namespace

class TestMarketJson final : public QObject
{
    Q_OBJECT

private slots:
    void keysAreReadInEverySpelling_data();
    void keysAreReadInEverySpelling();
    void aContractWithoutExchangeBelongsToTheOneAskedFor();
    void numbersBecomeText();
    void aGroupKeepsItsDateByteForByte();
    void anEntryWithoutAnIdIsLeftOut();
    void whatIsNotTheAnswerIsRefused_data();
    void whatIsNotTheAnswerIsRefused();
    void theFirstMarketIsOneObject();
};

void TestMarketJson::keysAreReadInEverySpelling_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *keys : {"exchangeID contractID contractType", "exchangeId contractId contractType",
                             "exchange_id contract_id contract_type", "exchangeid contractid contracttype",
                             "ExchangeID ContractID ContractType", "EXCHANGE_ID CONTRACT_ID CONTRACT_TYPE"}) {
        const QList<QByteArray> names = QByteArray{keys}.split(' ');
        QTest::newRow(keys) << "[{\"" + names.at(0) + "\":\"CME_Eq\",\"" + names.at(1) +
                                   "\":\"ES\",\"Description\":\"S&P\",\"" + names.at(2) + "\":\"Future\"}]";
    }
}

void TestMarketJson::keysAreReadInEverySpelling()
{
    QFETCH(QByteArray, json);
    const auto contracts = parseContracts(json, {});
    QVERIFY(contracts);
    QCOMPARE(*contracts, (std::vector<ContractEntry>{{cme, es, u"S&P"_s, u"Future"_s}}));
}

void TestMarketJson::aContractWithoutExchangeBelongsToTheOneAskedFor()
{
    const QByteArray json = R"([{"contractID":"ES","description":"d"},{"exchangeID":"X","contractID":"Y"}])";
    const auto contracts = parseContracts(json, cme);
    QVERIFY(contracts);
    QCOMPARE(contracts->at(0).exchange, cme);
    QCOMPARE(contracts->at(1).exchange, ExchangeId{"X"});
}

void TestMarketJson::numbersBecomeText()
{
    const auto contracts = parseContracts(R"([{"contractID":6,"contractType":5,"description":null}])", cme);
    QCOMPARE(*contracts, (std::vector<ContractEntry>{{cme, ContractId{"6"}, {}, u"5"_s}}));
    const auto groups = parseGroups(R"([{"strategyType":1,"expiryDate":20260320,"marketCount":"12"}])");
    QCOMPARE(*groups, (std::vector<GroupEntry>{{u"1"_s, u"20260320"_s, 12}}));
}

void TestMarketJson::aGroupKeepsItsDateByteForByte()
{
    const auto groups = parseGroups(R"([{"strategyType":"None","expiryDate":null,"marketCount":4},
        {"strategyType":"CalendarSpread","expiryDate":"2026-03-20T00:00:00+01:00","marketCount":2},
        {"strategyType":"CalendarSpread","expiryDate":"2026-06-20","marketCount":3}])");
    QVERIFY(groups);
    QCOMPARE(*groups, (std::vector<GroupEntry>{{u"None"_s, {}, 4},
                                               {u"CalendarSpread"_s, u"2026-03-20T00:00:00+01:00"_s, 2},
                                               {u"CalendarSpread"_s, u"2026-06-20"_s, 3}}));
}

void TestMarketJson::anEntryWithoutAnIdIsLeftOut()
{
    const auto markets = parseMarkets(R"json([{"description":"?"},{"marketID":"XCME_Eq ES (H26)"},17])json", cme, es);
    QCOMPARE(*markets, (std::vector<MarketEntry>{{{cme, es, MarketId{"XCME_Eq ES (H26)"}}, {}, {}}}));
}

void TestMarketJson::whatIsNotTheAnswerIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("isList");
    QTest::newRow("nothing") << QByteArray{} << false;
    QTest::newRow("text") << QByteArray{"<html>"} << false;
    QTest::newRow("an object") << QByteArray{R"({"exchangeId":"X"})"} << false;
    QTest::newRow("cut off") << QByteArray{R"([{"exchangeId":"X"})"} << false;
    QTest::newRow("only entries without ids") << QByteArray{R"([{"a":1},{"b":2}])"} << false;
    QTest::newRow("an empty list is a list") << QByteArray{"[]"} << true;
}

void TestMarketJson::whatIsNotTheAnswerIsRefused()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, isList);
    QCOMPARE(parseExchanges(json).has_value(), isList);
    QCOMPARE(parseContracts(json, cme).has_value(), isList);
    QCOMPARE(parseGroups(json).has_value(), isList);
    QCOMPARE(parseMarkets(json, cme, es).has_value(), isList);
}

void TestMarketJson::theFirstMarketIsOneObject()
{
    const auto market = parseMarket(R"({"market_id":"M1","description":"front"})", cme, es);
    QVERIFY(market);
    QCOMPARE(market->key.market, MarketId{"M1"});
    QVERIFY(!parseMarket(R"([{"marketID":"M1"}])", cme, es));
    QVERIFY(!parseMarket(R"({"exchangeId":"M1"})", cme, es));
}

QTEST_GUILESS_MAIN(TestMarketJson)
#include "test_market_json.moc"
