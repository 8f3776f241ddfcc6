// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/exchange/wire_client.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

using namespace depthdeck::exchange;
using namespace depthdeck::exchange::test;

class TestExchangeRest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void thePickerLeadsFromExchangeToMarket();
    void searchLooksIntoCodesAndDescriptions_data();
    void searchLooksIntoCodesAndDescriptions();
    void queryKeysAreReadInAnyCase();
    void blanksInValuesAreReadInBothForms();
    void strategiesAreGroupedByExpiry();
    void wrongRequestsAreExplained_data();
    void wrongRequestsAreExplained();
    void loginGivesATokenThatOpensTheRest();
    void aSessionTokenOpensTheRest();
    void everyAnswerAllowsBrowsers();

private:
    [[nodiscard]] RestAnswer get(const QString &pathAndQuery, const QByteArray &authorization = "APIKey sim-key") const
    {
        return rest("GET", QUrl{m_exchange->restUrl().toString() + pathAndQuery}, authorization);
    }
    [[nodiscard]] QJsonArray array(const QString &pathAndQuery) const
    {
        return QJsonDocument::fromJson(get(pathAndQuery).body).array();
    }

    std::unique_ptr<SimulatedExchange> m_exchange;
};

void TestExchangeRest::initTestCase()
{
    auto options = smallExchange();
    options.markets = 0;
    m_exchange = std::make_unique<SimulatedExchange>(options);
    QVERIFY(m_exchange->start(nullptr));
}

void TestExchangeRest::thePickerLeadsFromExchangeToMarket()
{
    const QJsonArray exchanges = array(QStringLiteral("/markets/exchanges"));
    QVERIFY(exchanges.size() >= 5);
    QVERIFY(!exchanges[0][u"exchangeId"].toString().isEmpty());
    QVERIFY(!exchanges[0][u"description"].toString().isEmpty());
    const QJsonArray contracts = array(QStringLiteral("/markets/contracts?exchangeid=CME_Eq"));
    QCOMPARE(contracts[0][u"contractID"].toString(), QStringLiteral("ES"));
    QCOMPARE(contracts[0][u"contractType"].toString(), QStringLiteral("Future"));
    const QJsonArray groups = array(QStringLiteral("/markets/picker/groups?exchangeid=CME_Eq&contractid=ES"));
    QCOMPARE(groups[0][u"strategyType"].toString(), QStringLiteral("None"));
    const QJsonArray markets =
        array(QStringLiteral("/markets/picker?exchangeid=CME_Eq&contractid=ES&strategytype=None"));
    QCOMPARE(markets.size(), groups[0][u"marketCount"].toInt());
    const auto first = QJsonDocument::fromJson(
        get(QStringLiteral("/markets/picker/firstmarket?exchangeid=CME_Eq&contractid=ES")).body);
    QCOMPARE(first[u"marketID"].toString(), markets[0][u"marketID"].toString());
}

void TestExchangeRest::searchLooksIntoCodesAndDescriptions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("contract");
    QTest::newRow("code") << "zc"
                          << "ZC";
    QTest::newRow("description") << "crude"
                                 << "CL";
    QTest::newRow("part of a word") << "nasd"
                                    << "NQ";
}

void TestExchangeRest::searchLooksIntoCodesAndDescriptions()
{
    QFETCH(QString, text);
    QFETCH(QString, contract);
    QStringList found;
    for (const auto &entry : array(QStringLiteral("/markets/contracts/search?search=") + text))
        found.append(entry[u"contractID"].toString());
    QVERIFY2(found.contains(contract), qPrintable(found.join(u' ')));
}

void TestExchangeRest::queryKeysAreReadInAnyCase()
{
    QCOMPARE(array(QStringLiteral("/markets/contracts?exchangeId=CME_Eq")),
             array(QStringLiteral("/Markets/Contracts/?EXCHANGEID=cme_eq")));
}

void TestExchangeRest::blanksInValuesAreReadInBothForms()
{
    QCOMPARE(array(QStringLiteral("/markets/contracts/search?search=crude+oil")),
             array(QStringLiteral("/markets/contracts/search?search=crude%20oil")));
    QVERIFY(!array(QStringLiteral("/markets/contracts/search?search=crude+oil")).isEmpty());
}

void TestExchangeRest::strategiesAreGroupedByExpiry()
{
    for (const auto &group : array(QStringLiteral("/markets/picker/groups?exchangeid=CME_Eq&contractid=ES"))) {
        QUrlQuery query{QStringLiteral("exchangeid=CME_Eq&contractid=ES")};
        query.addQueryItem(QStringLiteral("strategytype"), group[u"strategyType"].toString());
        if (group[u"strategyType"].toString() != QStringLiteral("None"))
            query.addQueryItem(QStringLiteral("expirydate"), group[u"expiryDate"].toString());
        const auto markets = array(QStringLiteral("/markets/picker?") + query.toString());
        QCOMPARE(markets.size(), group[u"marketCount"].toInt());
    }
}

void TestExchangeRest::wrongRequestsAreExplained_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<int>("status");
    const QByteArray key = "APIKey sim-key";
    const QByteArray get = "GET";
    QTest::newRow("nobody") << get << "/markets/exchanges" << QByteArray{} << 401;
    QTest::newRow("wrong key") << get << "/markets/exchanges" << QByteArray{"APIKey x"} << 401;
    QTest::newRow("wrong token") << get << "/markets/exchanges" << QByteArray{"Bearer x"} << 401;
    QTest::newRow("no scheme") << get << "/markets/exchanges" << QByteArray{"sim-key"} << 401;
    QTest::newRow("no such path") << get << "/markets/nothing" << key << 404;
    QTest::newRow("missing exchange") << get << "/markets/contracts" << key << 400;
    QTest::newRow("unknown exchange") << get << "/markets/contracts?exchangeid=X" << key << 404;
    QTest::newRow("search too short") << get << "/markets/contracts/search?search=a" << key << 400;
    QTest::newRow("missing contract") << get << "/markets/picker?exchangeid=CME_Eq" << key << 400;
    QTest::newRow("unknown contract") << get << "/markets/picker/groups?exchangeid=CME_Eq&contractid=X" << key << 404;
    QTest::newRow("wrong method") << QByteArray{"POST"} << "/markets/exchanges" << key << 405;
    QTest::newRow("login by get") << get << "/login" << key << 405;
    QTest::newRow("login without a body") << QByteArray{"POST"} << "/login" << QByteArray{} << 400;
}

void TestExchangeRest::wrongRequestsAreExplained()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, authorization);
    QFETCH(int, status);
    const auto answer = rest(method, QUrl{m_exchange->restUrl().toString() + path}, authorization);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers.value("content-type"), QByteArray{"application/problem+json"});
    const auto problem = QJsonDocument::fromJson(answer.body);
    QCOMPARE(problem[u"status"].toInt(), status);
    QVERIFY(!problem[u"title"].toString().isEmpty());
    QVERIFY(!problem[u"detail"].toString().isEmpty());
}

void TestExchangeRest::loginGivesATokenThatOpensTheRest()
{
    QUrl url = m_exchange->restUrl();
    url.setPath(QStringLiteral("/login"));
    const auto login = [&url](const QByteArray &password) {
        return rest("POST", url, {},
                    R"({"firm":"SIM","userName":"trader","password":")" + password +
                        R"(","appName":"a","appLicense":"l","priceFormat":"Real"})");
    };
    QCOMPARE(login("wrong").status, 401);
    const auto answer = login("trader");
    QCOMPARE(answer.status, 200);
    const auto reply = QJsonDocument::fromJson(answer.body);
    QVERIFY(reply[u"expires"].toInteger() > QDateTime::currentSecsSinceEpoch());
    const QByteArray token = reply[u"token"].toString().toLatin1();
    QCOMPARE(get(QStringLiteral("/markets/exchanges"), "Bearer " + token).status, 200);
}

void TestExchangeRest::aSessionTokenOpensTheRest()
{
    WireClient client{m_exchange->webSocketUrl()};
    const auto answer = client.login("trader", "trader");
    QVERIFY(answer);
    const auto token = QByteArray::fromStdString(answer->authentication_token().token());
    QCOMPARE(get(QStringLiteral("/markets/exchanges"), "Bearer " + token).status, 200);
}

void TestExchangeRest::everyAnswerAllowsBrowsers()
{
    for (const char *path : {"/markets/exchanges", "/login", "/nothing"}) {
        const QUrl url{m_exchange->restUrl().toString() + QString::fromLatin1(path)};
        for (const char *method : {"OPTIONS", "GET"}) {
            const auto answer = rest(method, url, {});
            QCOMPARE(answer.headers.value("access-control-allow-origin"), QByteArray{"*"});
            QVERIFY(answer.headers.value("access-control-allow-headers").contains("Authorization"));
            if (QByteArray{method} == "OPTIONS")
                QCOMPARE(answer.status, 204);
        }
    }
}

QTEST_GUILESS_MAIN(TestExchangeRest)
#include "test_exchange_rest.moc"
