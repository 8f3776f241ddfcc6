// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/strategy_desk.h"
#include "tests/unit/session/session_scene.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

namespace common = t4proto::v1::common;
using Sent = ScriptedServer::ClientMessage;

namespace {

/// Answers every GET with what the test put under its path; anything else with 404.
class Picker final : public QObject
{
public:
    Picker()
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *client = m_server.nextPendingConnection();
            connect(client, &QTcpSocket::readyRead, this, [this, client] { answer(*client); });
            connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        });
    }
    [[nodiscard]] QUrl url() const { return QUrl{QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort())}; }

    std::map<QByteArray, QByteArray> bodies; ///< by path
    QList<QByteArray> asked;

private:
    void answer(QTcpSocket &client)
    {
        const QByteArray request = client.readAll();
        const QByteArray target = request.split(' ').value(1);
        asked << target;
        const auto body = bodies.find(target.split('?').first());
        const bool isKnown = body != bodies.end();
        const QByteArray text = isKnown ? body->second : QByteArray{"{}"};
        client.write(QByteArray{"HTTP/1.1 "} + (isKnown ? "200 OK" : "404 Not Found") +
                     "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                     QByteArray::number(text.size()) + "\r\n\r\n" + text);
        client.disconnectFromHost();
    }

    QTcpServer m_server;
};

} // namespace

/// User-defined strategies: asked for on a wish, answered or not, and their market found (t4-protocol.md f).
class TestStrategyDesk final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void aDraftThatCannotBeSentSaysWhy_data();
    void aDraftThatCannotBeSentSaysWhy();
    void nothingIsSentWithoutASession();
    void theRequestSaysItsLegs();
    void aFailureCarriesTheServersWords();
    void theMarketIsFoundAmongDefinitionsThatArrive();
    void anExistingStrategyIsLookedForToo();
    void withoutAReferenceTheLegsSayWhichItIs();
    void thePickerIsAskedAfterTwoFiveAndFifteenSeconds();
    void aMarketThatIsNotListedIsNotFound();
    void aRequestWithoutAnAnswerIsUnanswered();
    void anAnswerToNobodyIsIgnored();
    void aSearchCanBeCancelled();
    void aBreakEndsIt();

private:
    [[nodiscard]] StrategyDraft draft() const;
    [[nodiscard]] StrategyDesk &desk() const { return m_scene->session.strategies(); }
    [[nodiscard]] const StrategyRequest &request() const { return desk().requests().back(); }
    /// Sends a request and waits until the server has it.
    void create();
    void answer(common::UDSStatus status, const std::string &reference, const std::string &words = {});
    void define(const std::string &market, const std::string &reference, bool withLegs = false);

    std::unique_ptr<SessionScene> m_scene;
    std::unique_ptr<Picker> m_picker;
};

void TestStrategyDesk::init()
{
    m_scene = std::make_unique<SessionScene>();
    m_picker = std::make_unique<Picker>();
}

void TestStrategyDesk::cleanup()
{
    m_scene.reset();
    m_picker.reset();
}

StrategyDraft TestStrategyDesk::draft() const
{
    StrategyDraft draft;
    draft.account = AccountId{"A1"};
    draft.strategyType = common::STRATEGY_TYPE_RATIO_1X2;
    StrategyLeg near;
    near.market = m_scene->market;
    StrategyLeg far = near;
    far.market.market = MarketId{"M2"};
    far.side = Side::Sell;
    far.ratio = {2};
    draft.legs = {near, far};
    return draft;
}

void TestStrategyDesk::create()
{
    Endpoint endpoint = m_scene->server.endpoint();
    endpoint.rest = m_picker->url();
    m_scene->session.watch(m_scene->market, DepthLevels::BestOnly, false);
    m_scene->session.start(endpoint, ScriptedServer::credentials());
    QVERIFY(m_scene->reaches(SessionState::Live));
    QCOMPARE(desk().create(draft()), StrategyProblem::None);
    QCOMPARE(request().state, StrategyState::Sent);
    QTRY_COMPARE(m_scene->server.count(Sent::kCreateUds), 1);
}

void TestStrategyDesk::answer(common::UDSStatus status, const std::string &reference, const std::string &words)
{
    ScriptedServer::ServerMessage message;
    auto &response = *message.mutable_create_uds_response();
    response.set_request_id(request().id);
    response.set_uds_status(status);
    response.set_marketref(reference);
    response.set_status_detail(words);
    m_scene->server.send(message);
}

void TestStrategyDesk::define(const std::string &market, const std::string &reference, bool withLegs)
{
    ScriptedServer::ServerMessage message;
    auto &details = *message.mutable_market_details();
    details.set_market_id(market);
    details.set_exchange_id("X");
    details.set_contract_id("ES");
    details.set_real_decimals(2);
    details.mutable_min_price_increment()->set_value("0.05");
    details.mutable_point_value()->set_value("50");
    details.set_market_ref(reference);
    details.set_strategy_type(common::STRATEGY_TYPE_RATIO_1X2);
    if (withLegs) {
        for (const auto &[leg, lots] : {std::pair{"M1", 1}, {"M2", -2}}) {
            details.add_legs()->set_market_id(leg);
            details.mutable_legs()->rbegin()->set_volume(lots);
        }
    }
    m_scene->server.send(message);
}

void TestStrategyDesk::aDraftThatCannotBeSentSaysWhy_data()
{
    QTest::addColumn<StrategyProblem>("problem");
    QTest::newRow("no account") << StrategyProblem::NoAccount;
    QTest::newRow("one leg") << StrategyProblem::TooFewLegs;
    QTest::newRow("two exchanges") << StrategyProblem::SeveralExchanges;
    QTest::newRow("the same leg twice") << StrategyProblem::SameLegTwice;
    QTest::newRow("no ratio") << StrategyProblem::BadRatio;
}

void TestStrategyDesk::aDraftThatCannotBeSentSaysWhy()
{
    QFETCH(const StrategyProblem, problem);
    m_scene->start();
    QVERIFY(m_scene->reaches(SessionState::Live));
    StrategyDraft bad = draft();
    QCOMPARE(desk().check(bad), StrategyProblem::None);
    if (problem == StrategyProblem::NoAccount)
        bad.account = {};
    if (problem == StrategyProblem::TooFewLegs)
        bad.legs.pop_back();
    if (problem == StrategyProblem::SeveralExchanges)
        bad.legs[1].market.exchange = ExchangeId{"Y"};
    if (problem == StrategyProblem::SameLegTwice)
        bad.legs[1].market = bad.legs[0].market;
    if (problem == StrategyProblem::BadRatio)
        bad.legs[1].ratio = {0};
    QCOMPARE(desk().create(bad), problem);
    QVERIFY(desk().requests().empty());
}

void TestStrategyDesk::nothingIsSentWithoutASession()
{
    QCOMPARE(desk().create(draft()), StrategyProblem::NotLive);
    QVERIFY(desk().requests().empty());
}

void TestStrategyDesk::theRequestSaysItsLegs()
{
    create();
    const auto &sent = m_scene->server.last(Sent::kCreateUds).create_uds();
    QCOMPARE(sent.request_id(), request().id);
    QCOMPARE(sent.account_id(), std::string{"A1"});
    QCOMPARE(sent.strategy_type(), common::STRATEGY_TYPE_RATIO_1X2);
    QCOMPARE(sent.legs_size(), 2);
    QCOMPARE(sent.legs(1).exchange_id(), std::string{"X"});
    QCOMPARE(sent.legs(1).contract_id(), std::string{"ES"});
    QCOMPARE(sent.legs(1).market_id(), std::string{"M2"});
    QCOMPARE(sent.legs(1).buy_sell(), common::BUY_SELL_SELL);
    QCOMPARE(sent.legs(1).volume(), 2);
    QVERIFY(!sent.legs(1).has_price() && !sent.legs(1).has_delta());
}

void TestStrategyDesk::aFailureCarriesTheServersWords()
{
    create();
    answer(common::UDS_STATUS_FAILED, {}, "leg not tradable");
    QTRY_COMPARE(request().state, StrategyState::Failed);
    QCOMPARE(request().detail, std::string{"leg not tradable"});
    QCOMPARE(m_scene->find(NoticeKind::StrategyAnswered)->detail, QStringLiteral("leg not tradable"));
}

void TestStrategyDesk::theMarketIsFoundAmongDefinitionsThatArrive()
{
    create();
    answer(common::UDS_STATUS_Success, "REF-7");
    QTRY_COMPARE(request().state, StrategyState::Created);
    define("S0", "REF-6");
    define("S1", "REF-7");
    QTRY_COMPARE(request().state, StrategyState::Found);
    QCOMPARE(request().market->market, MarketId{"S1"});
    QCOMPARE(request().market->contract, ContractId{"ES"});
}

void TestStrategyDesk::anExistingStrategyIsLookedForToo()
{
    create();
    define("S1", "REF-7");
    QTRY_VERIFY(m_scene->session.markets().find(MarketId{"S1"}) != nullptr);
    answer(common::UDS_STATUS_ALREADY_EXISTS, "REF-7");
    QTRY_COMPARE(request().state, StrategyState::Found);
    QCOMPARE(request().market->market, MarketId{"S1"});
}

void TestStrategyDesk::withoutAReferenceTheLegsSayWhichItIs()
{
    create();
    answer(common::UDS_STATUS_Success, {});
    QTRY_COMPARE(request().state, StrategyState::Created);
    define("S0", "other");
    define("S1", "any", true);
    QTRY_COMPARE(request().state, StrategyState::Found);
    QCOMPARE(request().market->market, MarketId{"S1"});
}

void TestStrategyDesk::thePickerIsAskedAfterTwoFiveAndFifteenSeconds()
{
    m_picker->bodies["/markets/picker/groups"] =
        R"([{"strategyType":"None","marketCount":4},{"strategyType":"Ratio1X2","expiryDate":"202612","marketCount":1}])";
    m_picker->bodies["/markets/picker"] = "[]";
    create();
    answer(common::UDS_STATUS_Success, "REF-7");
    QTRY_COMPARE(request().state, StrategyState::Created);
    QTest::qWait(60);
    QVERIFY(m_picker->asked.isEmpty());
    m_scene->clock.advance(2s);
    QTRY_COMPARE(m_picker->asked.size(), 2);
    QVERIFY(m_picker->asked[1].contains("strategytype=Ratio1X2"));
    QVERIFY(m_picker->asked[1].contains("expirydate=202612"));
    m_scene->clock.advance(3s);
    QTRY_COMPARE(m_picker->asked.size(), 4);
    // Now it is listed; its definition is asked for, and says the reference.
    m_picker->bodies["/markets/picker"] = R"([{"marketID":"S1","expiryDate":"202612","description":"1x2"}])";
    const int before = m_scene->server.count(Sent::kMarketDepthSubscribe);
    m_scene->clock.advance(10s);
    QTRY_COMPARE(m_scene->server.count(Sent::kMarketDepthSubscribe), before + 1);
    QCOMPARE(m_scene->server.last(Sent::kMarketDepthSubscribe).market_depth_subscribe().market_id(), std::string{"S1"});
    define("S1", "REF-7");
    QTRY_COMPARE(request().state, StrategyState::Found);
    // And not any more.
    QTRY_COMPARE(m_scene->server.last(Sent::kMarketDepthSubscribe).market_depth_subscribe().buffer(),
                 common::DEPTH_BUFFER_NO_SUBSCRIPTION);
}

void TestStrategyDesk::aMarketThatIsNotListedIsNotFound()
{
    create();
    answer(common::UDS_STATUS_Success, "REF-7");
    QTRY_COMPARE(request().state, StrategyState::Created);
    for (int look = 0; look < 4; ++look) {
        m_scene->clock.advance(10s);
        QTest::qWait(60);
    }
    QTRY_COMPARE(request().state, StrategyState::NotFound);
    QTRY_VERIFY(m_scene->has(NoticeKind::RequestFailed)); // the picker answered 404
}

void TestStrategyDesk::aRequestWithoutAnAnswerIsUnanswered()
{
    create();
    m_scene->clock.advance(11s);
    QTRY_COMPARE(request().state, StrategyState::Unanswered);
    answer(common::UDS_STATUS_Success, "REF-7"); // late, and true all the same
    QTRY_COMPARE(request().state, StrategyState::Created);
}

void TestStrategyDesk::anAnswerToNobodyIsIgnored()
{
    create();
    ScriptedServer::ServerMessage message;
    message.mutable_create_uds_response()->set_request_id("somebody else's");
    message.mutable_create_uds_response()->set_uds_status(common::UDS_STATUS_Success);
    m_scene->server.send(message);
    QTest::qWait(60);
    QCOMPARE(request().state, StrategyState::Sent);
}

void TestStrategyDesk::aSearchCanBeCancelled()
{
    create();
    answer(common::UDS_STATUS_Success, "REF-7");
    QTRY_COMPARE(request().state, StrategyState::Created);
    desk().cancel(request().id);
    QCOMPARE(request().state, StrategyState::NotFound);
    m_scene->clock.advance(3s);
    define("S1", "REF-7");
    QTest::qWait(80);
    QCOMPARE(request().state, StrategyState::NotFound);
    QVERIFY(m_picker->asked.isEmpty());
}

void TestStrategyDesk::aBreakEndsIt()
{
    create();
    m_scene->server.breakConnection();
    QVERIFY(m_scene->reaches(SessionState::Lost));
    QCOMPARE(request().state, StrategyState::Unanswered);
    QCOMPARE(desk().check(draft()), StrategyProblem::NotLive);
}

QTEST_GUILESS_MAIN(TestStrategyDesk)
#include "test_strategy_desk.moc"
