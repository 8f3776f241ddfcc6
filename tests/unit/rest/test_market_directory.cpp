// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/rest/market_directory.h"

#include "tests/unit/rest/http_server.h"

#include <QTest>

#include <memory>

using namespace depthdeck;
using namespace Qt::StringLiterals;
using test::httpAnswer;
using test::HttpRequest;

namespace {

AuthorizationSource alwaysGood()
{
    const auto answer = [](QObject *, const AuthorizationSource::Reply &reply) { reply(QByteArray{"Bearer T"}); };
    return {answer, [answer](const QByteArray &, QObject *context, const AuthorizationSource::Reply &reply) {
                answer(context, reply);
            }};
}

// Keeps the answer to one question.
template <typename T>
struct Kept
{
    std::optional<RestResult<T>> result;
    int count = 0;

    RestReply<T> reply()
    {
        return [this](const RestResult<T> &answer) {
            result = answer;
            ++count;
        };
    }
    [[nodiscard]] const T &value() const { return std::get<T>(*result); }
    [[nodiscard]] RestError::Kind error() const { return std::get<RestError>(*result).kind; }
};

} // namespace

class TestMarketDirectory final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void everyEndpointIsAskedAsTheVendorSpellsIt_data();
    void everyEndpointIsAskedAsTheVendorSpellsIt();
    void exchangesAndContractsAreSortedByDescription();
    void exchangesAndContractsAreAskedForOnceASession();
    void aSearchOfOneCharacterIsNotAsked();
    void aSearchIsInLowerCase();
    void answersNeverComeBeforeTheCallReturns();
    void nobodyIsCalledAfterItIsGone();
    void anAnswerOfTheLastSessionIsDropped();
    void withoutASessionNothingIsAsked();
    void malformedAnswersAreNotKept();
    void anAnswerMayStartTheNextQuestionOrEndTheSession();

private:
    std::unique_ptr<test::HttpServer> m_server;
    std::unique_ptr<MarketDirectory> m_directory;
};

void TestMarketDirectory::init()
{
    m_directory = std::make_unique<MarketDirectory>(alwaysGood());
    m_server = std::make_unique<test::HttpServer>();
    QVERIFY(m_server->listen());
    m_directory->reset(m_server->base());
}

void TestMarketDirectory::everyEndpointIsAskedAsTheVendorSpellsIt_data()
{
    QTest::addColumn<int>("question");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("exchanges") << 0 << QByteArray{"/markets/exchanges"};
    QTest::newRow("contracts") << 1 << QByteArray{"/markets/contracts?exchangeid=A%26B%20%2B%25"};
    QTest::newRow("search") << 2 << QByteArray{"/markets/contracts/search?search=s%26p%20500"};
    QTest::newRow("groups") << 3 << QByteArray{"/markets/picker/groups?exchangeid=A%26B%20%2B%25&contractid=ES%231"};
    QTest::newRow("outrights") << 4
                               << QByteArray{
                                      "/markets/picker?exchangeid=A%26B%20%2B%25&contractid=ES%231&strategytype=None"};
    QTest::newRow("strategies")
        << 5
        << QByteArray{
               "/markets/picker?exchangeid=A%26B%20%2B%25&contractid=ES%231&strategytype=CalendarSpread&expirydate="
               "2026-03-20T00%3A00%3A00%2B01%3A00"};
    QTest::newRow("strategies without a date")
        << 6 << QByteArray{"/markets/picker?exchangeid=A%26B%20%2B%25&contractid=ES%231&strategytype=CalendarSpread"};
    QTest::newRow("first market") << 7
                                  << QByteArray{
                                         "/markets/picker/firstmarket?exchangeid=A%26B%20%2B%25&contractid=ES%231"};
}

void TestMarketDirectory::everyEndpointIsAskedAsTheVendorSpellsIt()
{
    QFETCH(int, question);
    QFETCH(QByteArray, target);
    const ExchangeId exchange{"A&B +%"};
    const ContractId contract{"ES#1"};
    const auto ignore = [](const auto &) {};
    switch (question) {
    case 0:
        m_directory->exchanges(this, ignore);
        break;
    case 1:
        m_directory->contracts(exchange, this, ignore);
        break;
    case 2:
        m_directory->searchContracts(u"S&P 500"_s, this, ignore);
        break;
    case 3:
        m_directory->groups(exchange, contract, this, ignore);
        break;
    case 4:
        m_directory->markets(exchange, contract, {u"None"_s, u"2026-03-20"_s, 1}, this, ignore);
        break;
    case 5:
        m_directory->markets(exchange, contract, {u"CalendarSpread"_s, u"2026-03-20T00:00:00+01:00"_s, 1}, this,
                             ignore);
        break;
    case 6:
        m_directory->markets(exchange, contract, {u"CalendarSpread"_s, {}, 1}, this, ignore);
        break;
    default:
        m_directory->firstMarket(exchange, contract, this, ignore);
        break;
    }
    QTRY_COMPARE(m_server->requests.size(), std::size_t{1});
    const HttpRequest &request = m_server->requests.at(0);
    QCOMPARE(request.target, target);
    QCOMPARE(request.headers.value("authorization"), QByteArray{"Bearer T"});
    QCOMPARE(request.headers.value("accept"), QByteArray{"application/json"});
}

void TestMarketDirectory::exchangesAndContractsAreSortedByDescription()
{
    m_server->answer = [](const HttpRequest &request) {
        return request.path.endsWith(u"exchanges"_s)
                   ? httpAnswer(200,
                                R"([{"exchangeId":"1","description":"nymex"},{"exchangeId":"2","description":"CME"}])")
                   : httpAnswer(200, R"([{"contractID":"3","description":"Z"},{"contractID":"4","description":"a"}])");
    };
    Kept<std::vector<ExchangeEntry>> exchanges;
    Kept<std::vector<ContractEntry>> contracts;
    m_directory->exchanges(this, exchanges.reply());
    m_directory->contracts(ExchangeId{"1"}, this, contracts.reply());
    QTRY_VERIFY(exchanges.result && contracts.result);
    QCOMPARE(exchanges.value().at(0).id, ExchangeId{"2"});
    QCOMPARE(contracts.value().at(0).id, ContractId{"4"});
    QCOMPARE(contracts.value().at(0).exchange, ExchangeId{"1"});
}

void TestMarketDirectory::exchangesAndContractsAreAskedForOnceASession()
{
    for (int session = 1; session <= 2; ++session) {
        for (int i = 0; i < 2; ++i) {
            Kept<std::vector<ExchangeEntry>> exchanges;
            Kept<std::vector<ContractEntry>> contracts;
            m_directory->exchanges(this, exchanges.reply());
            m_directory->contracts(ExchangeId{"1"}, this, contracts.reply());
            QTRY_VERIFY(exchanges.result && contracts.result);
        }
        QCOMPARE(m_server->requests.size(), static_cast<std::size_t>(2 * session));
        m_directory->reset(m_server->base());
    }
}

void TestMarketDirectory::aSearchOfOneCharacterIsNotAsked()
{
    Kept<std::vector<ContractEntry>> found;
    m_directory->searchContracts(u" e "_s, this, found.reply());
    QTRY_VERIFY(found.result);
    QVERIFY(found.value().empty());
    QVERIFY(m_server->requests.empty());
}

void TestMarketDirectory::aSearchIsInLowerCase()
{
    m_server->answer = [](const HttpRequest &) {
        return httpAnswer(200, R"([{"exchangeID":"X","contractID":"ES","description":"E-mini"}])");
    };
    Kept<std::vector<ContractEntry>> found;
    m_directory->searchContracts(u"  E-Mini "_s, this, found.reply());
    QTRY_VERIFY(found.result);
    QCOMPARE(m_server->requests.at(0).query.queryItemValue(u"search"_s), u"e-mini"_s);
    QCOMPARE(found.value().at(0).id, ContractId{"ES"});
}

void TestMarketDirectory::answersNeverComeBeforeTheCallReturns()
{
    Kept<std::vector<ContractEntry>> empty;
    m_directory->searchContracts(u"e"_s, this, empty.reply());
    QVERIFY(!empty.result);
    Kept<std::vector<ExchangeEntry>> first;
    m_directory->exchanges(this, first.reply());
    QTRY_VERIFY(first.result);
    Kept<std::vector<ExchangeEntry>> kept;
    m_directory->exchanges(this, kept.reply());
    QVERIFY(!kept.result);
    QTRY_COMPARE(kept.count, 1);
}

void TestMarketDirectory::nobodyIsCalledAfterItIsGone()
{
    auto asker = std::make_unique<QObject>();
    Kept<std::vector<ExchangeEntry>> exchanges;
    Kept<std::vector<ContractEntry>> empty;
    m_directory->exchanges(asker.get(), exchanges.reply());
    m_directory->searchContracts(u"e"_s, asker.get(), empty.reply());
    asker.reset();
    // A later question of somebody else is answered, so the first would have been.
    Kept<std::vector<GroupEntry>> groups;
    m_directory->groups(ExchangeId{"1"}, ContractId{"2"}, this, groups.reply());
    QTRY_VERIFY(groups.result);
    QCOMPARE(exchanges.count + empty.count, 0);
}

void TestMarketDirectory::anAnswerOfTheLastSessionIsDropped()
{
    Kept<std::vector<ExchangeEntry>> first;
    Kept<std::vector<ContractEntry>> empty;
    m_server->answer = [this](const HttpRequest &) {
        return m_server->requests.size() == 1 ? QByteArray{} : httpAnswer(200, "[]");
    };
    m_directory->exchanges(this, first.reply());
    QTRY_COMPARE(m_server->requests.size(), std::size_t{1});
    m_directory->searchContracts(u"e"_s, this, empty.reply());
    m_directory->reset(m_server->base());
    Kept<std::vector<ExchangeEntry>> second;
    m_directory->exchanges(this, second.reply());
    QTRY_VERIFY(second.result);
    QCOMPARE(first.count + empty.count, 0);
    QCOMPARE(m_server->requests.size(), std::size_t{2});
}

void TestMarketDirectory::withoutASessionNothingIsAsked()
{
    m_directory->reset({});
    Kept<MarketEntry> market;
    m_directory->firstMarket(ExchangeId{"1"}, ContractId{"2"}, this, market.reply());
    QVERIFY(!market.result);
    QTRY_VERIFY(market.result);
    QCOMPARE(market.error(), RestError::Kind::NotConnected);
}

void TestMarketDirectory::malformedAnswersAreNotKept()
{
    m_server->answer = [](const HttpRequest &) { return httpAnswer(200, "<html>Maintenance</html>"); };
    Kept<std::vector<ExchangeEntry>> bad;
    m_directory->exchanges(this, bad.reply());
    QTRY_VERIFY(bad.result);
    QCOMPARE(std::get<RestError>(*bad.result),
             (RestError{RestError::Kind::MalformedJson, 200, u"<html>Maintenance</html>"_s, u"/markets/exchanges"_s}));
    m_server->answer = [](const HttpRequest &) { return httpAnswer(200, R"([{"exchangeId":"1"}])"); };
    Kept<std::vector<ExchangeEntry>> good;
    m_directory->exchanges(this, good.reply());
    QTRY_VERIFY(good.result);
    QCOMPARE(good.value().size(), std::size_t{1});
}

void TestMarketDirectory::anAnswerMayStartTheNextQuestionOrEndTheSession()
{
    Kept<std::vector<GroupEntry>> groups;
    m_directory->exchanges(this, [&](const auto &) {
        m_directory->reset(m_server->base());
        m_directory->groups(ExchangeId{"1"}, ContractId{"2"}, this, groups.reply());
    });
    QTRY_VERIFY(groups.result);
    Kept<std::vector<GroupEntry>> last;
    m_directory->exchanges(this, [&](const auto &) {
        m_directory->groups(ExchangeId{"1"}, ContractId{"2"}, this, last.reply());
        m_directory.reset();
    });
    QTRY_VERIFY(!m_directory);
    QCoreApplication::processEvents();
    QCOMPARE(last.count, 0);
}

QTEST_GUILESS_MAIN(TestMarketDirectory)
#include "test_market_directory.moc"
