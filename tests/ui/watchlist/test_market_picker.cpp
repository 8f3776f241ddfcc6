// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/rest/http_server.h"
#include "ui/theme/theme.h"
#include "ui/watchlist/market_picker.h"
#include "ui/watchlist/picker_words.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::ui;
using namespace depthdeck::test;

namespace {

AuthorizationSource token()
{
    const auto reply = [](QObject *, const AuthorizationSource::Reply &answer) { answer(QByteArray{"Bearer abc"}); };
    return {.current = reply,
            .renewed = [reply](const QByteArray &, QObject *context, AuthorizationSource::Reply answer) {
                reply(context, answer);
            }};
}

/// The answers of t4-protocol.md g.2 for two exchanges and a few contracts.
QByteArray answerOf(const HttpRequest &request)
{
    const QString contract = request.query.queryItemValue(QStringLiteral("contractid"), QUrl::FullyDecoded);
    if (request.path == QLatin1String("/markets/exchanges"))
        return R"j([{"exchangeId":"CME_Eq","clearingExchange":"CME","description":"CME Equities"},
                   {"exchangeId":"CBOT_I","clearingExchange":"CBOT","description":"CBOT Rates"}])j";
    if (request.path == QLatin1String("/markets/contracts"))
        return R"j([{"contractID":"ES","description":"E-mini S&P 500","contractType":"Future"},
                   {"contractID":"NQ","description":"E-mini Nasdaq","contractType":"Future"}])j";
    if (request.path == QLatin1String("/markets/contracts/search")) {
        const QString text = request.query.queryItemValue(QStringLiteral("search"), QUrl::FullyDecoded);
        if (text == QLatin1String("zzz"))
            return "[]";
        return R"j([{"exchangeID":"CME_Eq","contractID":"MES","description":"Micro E-mini","contractType":0},
                   {"exchangeID":"CME_Eq","contractID":"ES","description":"E-mini S&P 500","contractType":0}])j";
    }
    if (request.path == QLatin1String("/markets/picker/firstmarket"))
        return QByteArray{R"j({"marketID":"XCME_Eq %1 (Z26)","expiryDate":"202612","description":"%1 Dec 26"})j"}
            .replace("%1", contract.toUtf8());
    if (request.path == QLatin1String("/markets/picker/groups")) {
        if (contract == QLatin1String("NQ"))
            return R"j([{"strategyType":"None","expiryDate":"","marketCount":2}])j";
        return R"j([{"strategyType":"None","expiryDate":"","marketCount":2},
                   {"strategyType":"CalendarSpread","expiryDate":"20261218","marketCount":1}])j";
    }
    if (request.query.queryItemValue(QStringLiteral("strategytype")) == QLatin1String("CalendarSpread"))
        return R"j([{"marketID":"XCME_Eq ES (Z26-H27)","expiryDate":"20261218","description":"ES Dec-Mar"}])j";
    return R"j([{"marketID":"XCME_Eq ES (Z26)","expiryDate":"202612","description":"ES Dec 26"},
                {"marketID":"XCME_Eq ES (H27)","expiryDate":"202703","description":"ES Mar 27"}])j";
}

} // namespace

class TestMarketPicker : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void typingASymbolAndReturnFindsIt();
    void activatingAContractOpensItsFrontMarket();
    void anExpiryOfTheBestMatchOpensDirectly();
    void aPauseInTypingSearchesToo();
    void oneCharacterIsNotSearched();
    void nothingFoundIsASentence();
    void aLateAnswerOfAnEarlierSearchIsIgnored();
    void exchangesContractsGroupsAndExpiriesAreBrowsedByKeyboard();
    void aContractWithOneGroupShowsItsMarketsAtOnce();
    void rightShowsTheExpiriesOfAFoundContractAndLeftGoesBack();
    void aDoubleClickOpensOnce();
    void serverErrorsAreSentences_data();
    void serverErrorsAreSentences();
    void aFailedSearchCanBeRepeated();
    void withoutASessionItSaysSo();
    void controlsHaveTheirNames();
    void everyProblemHasAText();
    void wordsReadAsATraderWouldSayThem();

private:
    void type(const QString &text)
    {
        m_field->setFocus();
        m_field->selectAll();
        QTest::keyClicks(m_field, text);
        QTest::keyClick(m_field, Qt::Key_Return);
    }
    [[nodiscard]] QStringList rows() const
    {
        QStringList all;
        for (int row = 0; row < m_list->model()->rowCount(); ++row)
            all += m_list->model()->index(row, 0).data().toString();
        return all;
    }
    void activate(const QString &text)
    {
        const auto row = rows().indexOf(text);
        QVERIFY2(row >= 0, qPrintable(rows().join(QStringLiteral(" | "))));
        m_list->setFocus();
        m_list->setCurrentIndex(m_list->model()->index(static_cast<int>(row), 0));
        QTest::keyClick(m_list, Qt::Key_Return);
    }

    Theme m_theme;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<MarketDirectory> m_directory;
    std::unique_ptr<MarketPicker> m_picker;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    QLineEdit *m_field = nullptr;
    QListView *m_list = nullptr;
};

void TestMarketPicker::initTestCase()
{
    qRegisterMetaType<MarketKey>();
    if (const QByteArray name = qgetenv("DEPTHDECK_SHOT_THEME"); !name.isEmpty())
        m_theme.load(QString::fromLatin1(name));
    if (const QByteArray scale = qgetenv("DEPTHDECK_SHOT_SCALE"); !scale.isEmpty())
        m_theme.setScale(scale.toDouble());
    m_theme.applyToApplication();
}

void TestMarketPicker::init()
{
    m_server = std::make_unique<HttpServer>();
    m_server->answer = [](const HttpRequest &request) { return httpAnswer(200, answerOf(request)); };
    QVERIFY(m_server->listen());
    RestClient::Limits limits;
    limits.repeats = 0;
    m_directory = std::make_unique<MarketDirectory>(token(), limits);
    m_directory->reset(m_server->base());
    m_picker = std::make_unique<MarketPicker>(*m_directory, m_theme);
    m_field = m_picker->findChild<QLineEdit *>(QStringLiteral("findMarket"));
    m_list = m_picker->findChild<QListView *>(QStringLiteral("marketsFound"));
    m_tester = std::make_unique<QAbstractItemModelTester>(m_list->model(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_picker->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_picker.get()));
    QTRY_COMPARE(rows(), (QStringList{QStringLiteral("CBOT Rates"), QStringLiteral("CME Equities")}));
}

void TestMarketPicker::cleanup()
{
    m_tester.reset();
    m_picker.reset();
    m_directory.reset();
    m_server.reset();
}

void TestMarketPicker::typingASymbolAndReturnFindsIt()
{
    type(QStringLiteral("ES"));
    QVERIFY(m_picker->status().contains(QStringLiteral("Searching")));
    QTRY_COMPARE(rows(), (QStringList{QStringLiteral("ES · E-mini S&P 500"), QStringLiteral("ES Dec 26"),
                                      QStringLiteral("ES Mar 27"), QStringLiteral("MES · Micro E-mini")}));
    QCOMPARE(m_picker->status(), QStringLiteral("2 contracts found."));
    QCOMPARE(m_list->currentIndex().row(), 0);
    if (const QByteArray folder = qgetenv("DEPTHDECK_SHOTS"); !folder.isEmpty())
        m_picker->grab().save(QString::fromLocal8Bit(folder) +
                              QStringLiteral("/picker-%1-%2.png").arg(m_theme.name()).arg(m_theme.scale()));
}

void TestMarketPicker::activatingAContractOpensItsFrontMarket()
{
    QSignalSpy chosen{m_picker.get(), &MarketPicker::marketChosen};
    type(QStringLiteral("es"));
    QTRY_VERIFY(rows().contains(QStringLiteral("MES · Micro E-mini")));
    QTest::keyClick(m_field, Qt::Key_Return); // once more: the best match
    QTRY_COMPARE(chosen.size(), 1);
    const auto key = chosen.at(0).at(0).value<MarketKey>();
    QCOMPARE(key, (MarketKey{ExchangeId{"CME_Eq"}, ContractId{"ES"}, MarketId{"XCME_Eq ES (Z26)"}}));
    QCOMPARE(chosen.at(0).at(1).toString(), QStringLiteral("ES Dec 26"));
    activate(QStringLiteral("MES · Micro E-mini"));
    QTRY_COMPARE(chosen.size(), 2);
    QCOMPARE(chosen.at(1).at(0).value<MarketKey>().contract, ContractId{"MES"});
}

void TestMarketPicker::anExpiryOfTheBestMatchOpensDirectly()
{
    QSignalSpy chosen{m_picker.get(), &MarketPicker::marketChosen};
    type(QStringLiteral("ES"));
    QTRY_VERIFY(rows().contains(QStringLiteral("ES Mar 27")));
    for (int step = 0; step < 3; ++step)
        QTest::keyClick(m_field->hasFocus() ? static_cast<QWidget *>(m_field) : m_list, Qt::Key_Down);
    QTest::keyClick(m_list, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).value<MarketKey>().market, MarketId{"XCME_Eq ES (H27)"});
}

void TestMarketPicker::aPauseInTypingSearchesToo()
{
    m_field->setFocus();
    QTest::keyClicks(m_field, QStringLiteral("es"));
    QTRY_VERIFY(rows().contains(QStringLiteral("MES · Micro E-mini")));
    int searches = 0;
    for (const HttpRequest &request : m_server->requests)
        searches += request.path.endsWith(QLatin1String("/search")) ? 1 : 0;
    QCOMPARE(searches, 1);
}

void TestMarketPicker::oneCharacterIsNotSearched()
{
    type(QStringLiteral("e"));
    QVERIFY(m_picker->status().contains(QStringLiteral("at least two characters")));
    QCOMPARE(m_server->requests.size(), 1U); // the exchanges
}

void TestMarketPicker::nothingFoundIsASentence()
{
    type(QStringLiteral("zzz"));
    QTRY_VERIFY2(m_picker->status().contains(QStringLiteral("No contract matches “zzz”")),
                 qPrintable(m_picker->status()));
    QCOMPARE(rows(), QStringList{});
    m_field->clear();
    emit m_field->textEdited(QString{});
    QTRY_COMPARE(rows().size(), 2); // back to browsing
}

void TestMarketPicker::aLateAnswerOfAnEarlierSearchIsIgnored()
{
    m_server->answer = [](const HttpRequest &request) {
        const bool first = request.query.queryItemValue(QStringLiteral("search")) == QLatin1String("slow");
        return first ? QByteArray{} : httpAnswer(200, answerOf(request));
    };
    type(QStringLiteral("slow"));
    QTRY_VERIFY(m_server->requests.back().path.endsWith(QLatin1String("/search")));
    type(QStringLiteral("zzz"));
    QTRY_VERIFY(m_picker->status().contains(QStringLiteral("zzz")) && rows().isEmpty() &&
                m_picker->status().contains(QStringLiteral("No contract")));
    m_directory->reset(m_server->base()); // ends the request that was never answered
    QCoreApplication::processEvents();
    QVERIFY(m_picker->status().contains(QStringLiteral("zzz")));
}

void TestMarketPicker::exchangesContractsGroupsAndExpiriesAreBrowsedByKeyboard()
{
    QSignalSpy chosen{m_picker.get(), &MarketPicker::marketChosen};
    activate(QStringLiteral("CME Equities"));
    QTRY_COMPARE(rows(), (QStringList{QStringLiteral("‹ Exchanges"), QStringLiteral("NQ · E-mini Nasdaq"),
                                      QStringLiteral("ES · E-mini S&P 500")}));
    QCOMPARE(m_list->currentIndex().row(), 1);
    activate(QStringLiteral("ES · E-mini S&P 500"));
    QTRY_COMPARE(rows(), (QStringList{QStringLiteral("‹ CME Equities"), QStringLiteral("Outright"),
                                      QStringLiteral("Calendar spread · 18 Dec 2026")}));
    activate(QStringLiteral("Calendar spread · 18 Dec 2026"));
    QTRY_COMPARE(rows(), (QStringList{QStringLiteral("‹ ES · E-mini S&P 500"), QStringLiteral("ES Dec-Mar")}));
    QCOMPARE(m_server->requests.back().query.queryItemValue(QStringLiteral("expirydate")), QStringLiteral("20261218"));
    QTest::keyClick(m_list, Qt::Key_Left);
    QTRY_VERIFY(rows().contains(QStringLiteral("Outright")));
    activate(QStringLiteral("Outright"));
    QTRY_VERIFY(rows().contains(QStringLiteral("ES Mar 27")));
    activate(QStringLiteral("ES Mar 27"));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).value<MarketKey>().market, MarketId{"XCME_Eq ES (H27)"});
    QTest::keyClick(m_list, Qt::Key_Backspace);
    QTRY_VERIFY(rows().contains(QStringLiteral("Outright")));
    activate(QStringLiteral("‹ CME Equities"));
    QTRY_VERIFY(rows().contains(QStringLiteral("‹ Exchanges")));
    activate(QStringLiteral("‹ Exchanges"));
    QTRY_VERIFY(rows().contains(QStringLiteral("CBOT Rates")));
}

void TestMarketPicker::aContractWithOneGroupShowsItsMarketsAtOnce()
{
    activate(QStringLiteral("CME Equities"));
    QTRY_VERIFY(rows().contains(QStringLiteral("NQ · E-mini Nasdaq")));
    activate(QStringLiteral("NQ · E-mini Nasdaq"));
    QTRY_VERIFY(rows().contains(QStringLiteral("ES Dec 26")));
    QCOMPARE(rows().front(), QStringLiteral("‹ CME Equities"));
    QTest::keyClick(m_list, Qt::Key_Left);
    QTRY_VERIFY(rows().contains(QStringLiteral("‹ Exchanges")));
}

void TestMarketPicker::rightShowsTheExpiriesOfAFoundContractAndLeftGoesBack()
{
    type(QStringLiteral("es"));
    QTRY_VERIFY(rows().contains(QStringLiteral("ES Mar 27")));
    m_list->setFocus();
    m_list->setCurrentIndex(m_list->model()->index(0, 0));
    QTest::keyClick(m_list, Qt::Key_Right);
    QTRY_COMPARE(rows().value(0), QStringLiteral("‹ Found for “es”"));
    QVERIFY(rows().contains(QStringLiteral("Outright")));
    activate(QStringLiteral("Outright"));
    QTRY_COMPARE(rows().value(0), QStringLiteral("‹ ES · E-mini S&P 500"));
    QTest::keyClick(m_list, Qt::Key_Left);
    QTRY_COMPARE(rows().value(0), QStringLiteral("‹ Found for “es”"));
    QTest::keyClick(m_list, Qt::Key_Left);
    QTRY_VERIFY(rows().contains(QStringLiteral("MES · Micro E-mini")));
}

void TestMarketPicker::aDoubleClickOpensOnce()
{
    QSignalSpy chosen{m_picker.get(), &MarketPicker::marketChosen};
    type(QStringLiteral("es"));
    QTRY_VERIFY(rows().contains(QStringLiteral("ES Mar 27")));
    const QPoint row = m_list->visualRect(m_list->model()->index(2, 0)).center();
    QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, row);
    QCOMPARE(chosen.size(), 0);
    QTest::mouseDClick(m_list->viewport(), Qt::LeftButton, {}, row); // the second of two clicks
    QCOMPARE(chosen.size(), 1);
}

void TestMarketPicker::serverErrorsAreSentences_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("forbidden") << 403 << QByteArray{} << QStringLiteral("refused this login");
    QTest::newRow("not found") << 404 << QByteArray{} << QStringLiteral("does not know");
    QTest::newRow("server error") << 500 << QByteArray{} << QStringLiteral("HTTP 500");
    QTest::newRow("too often") << 429 << QByteArray{} << QStringLiteral("less often");
    QTest::newRow("not json") << 200 << QByteArray{"<html>"} << QStringLiteral("could not be read");
}

void TestMarketPicker::serverErrorsAreSentences()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, words);
    m_server->answer = [=](const HttpRequest &) { return httpAnswer(status, body); };
    type(QStringLiteral("es"));
    QTRY_VERIFY2(m_picker->status().contains(words), qPrintable(m_picker->status()));
}

void TestMarketPicker::aFailedSearchCanBeRepeated()
{
    m_server->answer = [](const HttpRequest &) { return httpAnswer(500, {}); };
    type(QStringLiteral("es"));
    QTRY_VERIFY(m_picker->status().contains(QStringLiteral("HTTP 500")));
    m_server->answer = [](const HttpRequest &request) { return httpAnswer(200, answerOf(request)); };
    QTest::keyClick(m_field, Qt::Key_Return);
    QTRY_VERIFY(rows().contains(QStringLiteral("MES · Micro E-mini")));
}

void TestMarketPicker::withoutASessionItSaysSo()
{
    m_directory->reset({});
    type(QStringLiteral("es"));
    QTRY_VERIFY2(m_picker->status().contains(QStringLiteral("Not connected")), qPrintable(m_picker->status()));
}

void TestMarketPicker::controlsHaveTheirNames()
{
    QCOMPARE(m_field->accessibleName(), QStringLiteral("Find market"));
    QCOMPARE(m_list->accessibleName(), QStringLiteral("Markets found"));
}

void TestMarketPicker::everyProblemHasAText()
{
    for (int kind = 0; kind <= static_cast<int>(RestError::Kind::NotConnected); ++kind) {
        const RestError error{static_cast<RestError::Kind>(kind), 500, QStringLiteral("why"), {}};
        QVERIFY2(!directoryProblemText(error).isEmpty(), qPrintable(QString::number(kind)));
    }
}

void TestMarketPicker::wordsReadAsATraderWouldSayThem()
{
    QCOMPARE(strategyText(QStringLiteral("None")), QStringLiteral("Outright"));
    QCOMPARE(strategyText(QStringLiteral("CalendarSpread")), QStringLiteral("Calendar spread"));
    QCOMPARE(expiryText(QStringLiteral("202612")), QStringLiteral("Dec 2026"));
    QCOMPARE(expiryText(QStringLiteral("20261200")), QStringLiteral("Dec 2026"));
    QCOMPARE(expiryText(QStringLiteral("20261218")), QStringLiteral("18 Dec 2026"));
    QCOMPARE(expiryText(QStringLiteral("2026-12-18T00:00:00")), QStringLiteral("18 Dec 2026"));
    QCOMPARE(expiryText(QStringLiteral("weekly")), QStringLiteral("weekly"));
    QCOMPARE(expiryText(QString{}), QString{});
}

QTEST_MAIN(TestMarketPicker)
#include "test_market_picker.moc"
