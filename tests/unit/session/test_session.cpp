// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/session/session_scene.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

namespace common = t4proto::v1::common;
using Sent = ScriptedServer::ClientMessage;

class TestSession : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_scene = std::make_unique<SessionScene>(); }
    void cleanup() { m_scene.reset(); }

    void aLoginGoesThroughEveryStateToLive();
    void accountsAreSubscribedBeforeMarkets();
    void aLoginWithoutAccountsIsLiveAtOnce();
    void aMissingSnapshotKeepsTheSessionFromLive();
    void aLateSnapshotMakesADegradedSessionLive();
    void refusedAccountsAreTold();
    void aWrongPasswordIsNotTriedAgain();
    void kickedElsewhereNeverReturns();
    void aBrokenConnectionIsOpenedAgainAndSubscribesAgain();
    void aServerThatIsDownIsTriedAgain();
    void stoppingStaysOffline();
    void stoppingWhileWaitingToReconnectStaysOffline();
    void startingAgainDropsTheFirstConnection();
    void silenceMakesTheSessionDegradedAndThenLost();
    void afterASilenceAQuietMarketIsAskedForItsImageAgain();
    void aRedirectSaysHostPathAndStatus();
    void garbageIsToldAndSurvived();
    void aScaledIncrementBlocksTrading();
    void marketsAreUnsubscribedWhenTheLastWindowLeaves();
    void aRefusedMarketIsTold();
    void aMarketWithoutAnAnswerIsTold();
    void tenThousandUpdatesArriveInOrder();
    void theStatusCountsFrames();

private:
    std::unique_ptr<SessionScene> m_scene;
};

void TestSession::aLoginGoesThroughEveryStateToLive()
{
    std::vector<SessionState> states;
    connect(&m_scene->session, &Session::stateChanged, this, [&](SessionState state) { states.push_back(state); });
    QCOMPARE(m_scene->session.state(), SessionState::Offline);
    m_scene->start();
    QVERIFY(m_scene->reaches(SessionState::Live));
    QCOMPARE(states, (std::vector{SessionState::Connecting, SessionState::Authenticating, SessionState::Synchronising,
                                  SessionState::Live}));
    QVERIFY(m_scene->session.accounts().isConfirmed());
    QVERIFY(m_scene->session.accounts().account(AccountId{"A1"})->subscribed);
    QVERIFY(m_scene->session.desk().isLive());
    QVERIFY(!m_scene->session.desk().isArmed());
    QVERIFY(m_scene->has(NoticeKind::Connected));
    QVERIFY(m_scene->has(NoticeKind::Synchronised));
    const auto &subscribe = m_scene->server.last(Sent::kAccountSubscribe).account_subscribe();
    QCOMPARE(subscribe.subscribe(), common::ACCOUNT_SUBSCRIBE_TYPE_ALL_UPDATES);
    QCOMPARE(subscribe.upl_mode(), common::UPL_MODE_AVERAGE);
    QVERIFY(subscribe.subscribe_all_accounts());
    QCOMPARE(m_scene->server.last(Sent::kLoginRequest).login_request().price_format(), common::PRICE_FORMAT_REAL);
}

void TestSession::accountsAreSubscribedBeforeMarkets()
{
    m_scene->session.watch(m_scene->market, DepthLevels::BestOnly, false);
    QVERIFY(m_scene->server.received.empty());
    m_scene->start();
    QTRY_COMPARE(m_scene->server.count(Sent::kMarketDepthSubscribe), 1);
    QVERIFY(m_scene->server.received.at(1).has_account_subscribe());
    QVERIFY(m_scene->server.received.at(2).has_market_depth_subscribe());
}

void TestSession::aLoginWithoutAccountsIsLiveAtOnce()
{
    m_scene->server.accounts.clear();
    m_scene->start();
    QVERIFY(m_scene->reaches(SessionState::Live));
    QCOMPARE(m_scene->server.count(Sent::kAccountSubscribe), 0);
}

void TestSession::aMissingSnapshotKeepsTheSessionFromLive()
{
    m_scene->server.accounts = {"A1", "A2"};
    m_scene->server.mute = {"A1", "A2"};
    m_scene->start();
    QVERIFY(m_scene->reaches(SessionState::Synchronising));
    QTRY_COMPARE(m_scene->server.count(Sent::kAccountSubscribe), 1);
    m_scene->clock.advance(9s);
    QTest::qWait(100);
    QCOMPARE(m_scene->session.state(), SessionState::Synchronising);
    QVERIFY(!m_scene->session.desk().isLive());
    m_scene->clock.advance(2s);
    QVERIFY(m_scene->reaches(SessionState::Degraded));
    QVERIFY(!m_scene->session.desk().isLive()); // not one account is reconciled
}

void TestSession::aLateSnapshotMakesADegradedSessionLive()
{
    m_scene->server.accounts = {"A1", "A2"};
    m_scene->server.mute = {"A2"};
    m_scene->start();
    QTRY_VERIFY(m_scene->session.accounts().account(AccountId{"A1"}) != nullptr);
    QTRY_VERIFY(m_scene->session.accounts().account(AccountId{"A1"})->subscribed);
    QCOMPARE(m_scene->session.state(), SessionState::Synchronising);
    m_scene->clock.advance(11s);
    QVERIFY(m_scene->reaches(SessionState::Degraded));
    QVERIFY(m_scene->session.desk().isLive()); // A1 may trade, A2 is refused by the check
    m_scene->server.sendAccountSnapshot("A2");
    QVERIFY(m_scene->reaches(SessionState::Live));
}

void TestSession::refusedAccountsAreTold()
{
    m_scene->server.accountsError = "no such account";
    m_scene->start();
    QTRY_VERIFY(m_scene->has(NoticeKind::AccountsRefused));
    QCOMPARE(m_scene->find(NoticeKind::AccountsRefused)->detail, QStringLiteral("no such account"));
}

void TestSession::aWrongPasswordIsNotTriedAgain()
{
    m_scene->server.loginResult = common::LOGIN_RESULT_FAILED;
    m_scene->server.loginError = "wrong password";
    m_scene->start();
    QVERIFY(m_scene->reaches(SessionState::Lost));
    QVERIFY(!m_scene->session.status().willRetry);
    QCOMPARE(m_scene->find(NoticeKind::LoginRefused)->detail, QStringLiteral("wrong password"));
    QCOMPARE(m_scene->find(NoticeKind::LoginRefused)->code, std::int64_t{1});
    QVERIFY(m_scene->session.failure().has_value());
    m_scene->clock.advance(1h);
    QTest::qWait(100);
    QCOMPARE(m_scene->server.connections, 1);
}

void TestSession::kickedElsewhereNeverReturns()
{
    QVERIFY(m_scene->isReadyToTrade());
    ScriptedServer::ServerMessage message;
    message.mutable_login_response()->set_result(common::LOGIN_RESULT_LOGGED_IN_ELSEWHERE);
    m_scene->server.send(message);
    QVERIFY(m_scene->reaches(SessionState::Lost));
    QVERIFY(!m_scene->session.status().willRetry);
    QCOMPARE(m_scene->find(NoticeKind::ReconnectStopped)->code, std::int64_t{6});
    QVERIFY(!m_scene->session.desk().isArmed());
    m_scene->clock.advance(1h);
    QTest::qWait(100);
    QCOMPARE(m_scene->server.connections, 1);
}

void TestSession::aBrokenConnectionIsOpenedAgainAndSubscribesAgain()
{
    QVERIFY(m_scene->isReadyToTrade());
    m_scene->server.received.clear();
    m_scene->server.breakConnection();
    QVERIFY(m_scene->reaches(SessionState::Lost));
    QVERIFY(m_scene->session.status().willRetry);
    QVERIFY(!m_scene->session.desk().isLive());
    QVERIFY(!m_scene->session.accounts().isConfirmed());
    QCOMPARE(m_scene->session.markets().find(m_scene->market.market)->freshness, Freshness::Stale);
    QVERIFY(m_scene->session.markets().find(m_scene->market.market)->book.bestBid() != nullptr);
    m_scene->clock.advance(2s);
    QVERIFY(m_scene->reaches(SessionState::Live));
    QTRY_COMPARE(m_scene->server.received.size(), std::size_t{3});
    QVERIFY(m_scene->server.received.at(1).has_account_subscribe());
    const auto &depth = m_scene->server.received.at(2).market_depth_subscribe();
    QCOMPARE(depth.buffer(), common::DEPTH_BUFFER_SMART_TRADE);
    QCOMPARE(depth.depth_levels(), common::DEPTH_LEVELS_NORMAL);
    QVERIFY(!m_scene->session.desk().isArmed()); // arming is the trader's
    const auto isLive = [&] {
        m_scene->session.takeFrame();
        return m_scene->session.markets().find(m_scene->market.market)->freshness == Freshness::Live;
    };
    QTRY_VERIFY(isLive());
}

void TestSession::aServerThatIsDownIsTriedAgain()
{
    const Endpoint endpoint = m_scene->server.endpoint();
    m_scene->server.goAway();
    m_scene->session.start(endpoint, ScriptedServer::credentials());
    QVERIFY(m_scene->reaches(SessionState::Lost));
    QVERIFY(m_scene->session.status().willRetry);
    QVERIFY(m_scene->session.status().retryIn.has_value());
    const Notice &lost = *m_scene->find(NoticeKind::ConnectionLost);
    QCOMPARE(lost.code, static_cast<std::int64_t>(FailureCause::Refused));
    QVERIFY(lost.subject.startsWith(QStringLiteral("127.0.0.1")));
    QVERIFY(m_scene->has(NoticeKind::Reconnecting));
    QSignalSpy states{&m_scene->session, &Session::stateChanged};
    m_scene->clock.advance(2s);
    QTRY_VERIFY(states.size() >= 2); // connecting, lost again
}

void TestSession::stoppingStaysOffline()
{
    QVERIFY(m_scene->isReadyToTrade());
    m_scene->session.stop();
    QCOMPARE(m_scene->session.state(), SessionState::Offline);
    QVERIFY(!m_scene->session.desk().isArmed());
    m_scene->clock.advance(1h);
    QTest::qWait(100);
    QCOMPARE(m_scene->session.state(), SessionState::Offline);
    QCOMPARE(m_scene->server.connections, 1);
}

void TestSession::stoppingWhileWaitingToReconnectStaysOffline()
{
    QVERIFY(m_scene->isReadyToTrade());
    m_scene->server.breakConnection();
    QVERIFY(m_scene->reaches(SessionState::Lost));
    m_scene->session.stop();
    m_scene->clock.advance(1h);
    QTest::qWait(100);
    QCOMPARE(m_scene->session.state(), SessionState::Offline);
    QCOMPARE(m_scene->server.connections, 1);
}

void TestSession::startingAgainDropsTheFirstConnection()
{
    QVERIFY(m_scene->isReadyToTrade());
    m_scene->server.accounts = {"B1"};
    m_scene->start();
    QCOMPARE(m_scene->session.state(), SessionState::Connecting);
    QVERIFY(!m_scene->session.desk().isLive());
    QVERIFY(m_scene->reaches(SessionState::Live));
    QVERIFY(m_scene->session.accounts().account(AccountId{"A1"}) == nullptr);
    QVERIFY(m_scene->session.accounts().account(AccountId{"B1"}) != nullptr);
    QVERIFY(!m_scene->has(NoticeKind::ConnectionLost));
}

void TestSession::silenceMakesTheSessionDegradedAndThenLost()
{
    QVERIFY(m_scene->isReadyToTrade());
    m_scene->clock.advance(26s);
    QVERIFY(m_scene->reaches(SessionState::Degraded));
    QCOMPARE(m_scene->session.markets().find(m_scene->market.market)->freshness, Freshness::Stale);
    m_scene->server.sendDepth("M1", "100", "100.25");
    QVERIFY(m_scene->reaches(SessionState::Live));
    m_scene->clock.advance(61s);
    QVERIFY(m_scene->reaches(SessionState::Lost));
    QCOMPARE(m_scene->session.failure()->cause, FailureCause::Silent);
    QCOMPARE(m_scene->find(NoticeKind::ConnectionLost)->code, static_cast<std::int64_t>(FailureCause::Silent));
}

void TestSession::afterASilenceAQuietMarketIsAskedForItsImageAgain()
{
    QVERIFY(m_scene->isReadyToTrade());
    m_scene->clock.advance(26s);
    QVERIFY(m_scene->reaches(SessionState::Degraded));
    m_scene->server.sendHeartbeat();
    QVERIFY(m_scene->reaches(SessionState::Live));
    const MarketState *market = m_scene->session.markets().find(m_scene->market.market);
    QVERIFY(QTest::qWaitFor([&] {
        m_scene->session.takeFrame();
        return market->freshness == Freshness::Live;
    }));
}

void TestSession::aRedirectSaysHostPathAndStatus()
{
    QTcpServer http;
    QVERIFY(http.listen(QHostAddress::LocalHost));
    connect(&http, &QTcpServer::newConnection, this, [&http] {
        QTcpSocket *client = http.nextPendingConnection();
        connect(client, &QTcpSocket::readyRead, client, [client] {
            client->readAll();
            client->write(
                "HTTP/1.1 301 Moved Permanently\r\nLocation: https://elsewhere/\r\nContent-Length: 0\r\n\r\n");
        });
    });
    m_scene->session.start(simulatedEndpoint(http.serverPort(), 1), ScriptedServer::credentials());
    QVERIFY(m_scene->reaches(SessionState::Lost));
    const Notice &lost = *m_scene->find(NoticeKind::ConnectionLost);
    QCOMPARE(lost.code, static_cast<std::int64_t>(FailureCause::HttpRedirect));
    QVERIFY(lost.detail.contains(QStringLiteral("301")));
    QVERIFY(lost.detail.contains(QStringLiteral("elsewhere")));
    QVERIFY(lost.subject.contains(QStringLiteral("127.0.0.1")));
}

void TestSession::garbageIsToldAndSurvived()
{
    QVERIFY(m_scene->isReadyToTrade());
    m_scene->server.sendBytes(QByteArray::fromHex("ffffffff"));
    QTRY_VERIFY(m_scene->has(NoticeKind::MalformedFrame));
    QCOMPARE(m_scene->find(NoticeKind::MalformedFrame)->detail, QStringLiteral("ff ff ff ff"));
    QCOMPARE(m_scene->find(NoticeKind::MalformedFrame)->code, std::int64_t{4});
    m_scene->server.sendBytes({});
    QTRY_VERIFY(m_scene->has(NoticeKind::UnknownMessage));
    ScriptedServer::ServerMessage bad;
    bad.mutable_market_depth()->set_market_id("M1");
    bad.mutable_market_depth()->add_bids()->mutable_price()->set_value("a");
    m_scene->server.send(bad);
    QTRY_VERIFY(m_scene->has(NoticeKind::MarketMessageBad));
    QCOMPARE(m_scene->session.state(), SessionState::Live);
    QCOMPARE(m_scene->session.status().framesRejected, std::int64_t{2});
}

void TestSession::aScaledIncrementBlocksTrading()
{
    m_scene->server.increment = "25"; // ES in DECIMAL, though REAL was asked for
    QVERIFY(!m_scene->isReadyToTrade());
    QCOMPARE(m_scene->session.state(), SessionState::Live);
    QVERIFY(m_scene->session.desk().isBlocked());
    QVERIFY(!m_scene->session.desk().setArmed(true));
    QCOMPARE(m_scene->find(NoticeKind::PriceFormatWrong)->subject, QStringLiteral("M1"));
    QCOMPARE(m_scene->find(NoticeKind::PriceFormatWrong)->detail, QStringLiteral("25"));
    // Another market proves that the format is right after all.
    m_scene->server.increment = "0.25";
    m_scene->session.watch({ExchangeId{"X"}, ContractId{"NQ"}, MarketId{"M2"}}, DepthLevels::BestOnly, false);
    QTRY_VERIFY(!m_scene->session.desk().isBlocked());
}

void TestSession::marketsAreUnsubscribedWhenTheLastWindowLeaves()
{
    QVERIFY(m_scene->isReadyToTrade());
    m_scene->server.received.clear();
    m_scene->session.watch(m_scene->market, DepthLevels::BestOnly, false); // served already
    m_scene->session.release(m_scene->market, DepthLevels::Normal, true);
    QTRY_COMPARE(m_scene->server.received.size(), std::size_t{1});
    const auto &narrowed = m_scene->server.received.at(0).market_depth_subscribe();
    QCOMPARE(narrowed.buffer(), common::DEPTH_BUFFER_SMART);
    QCOMPARE(narrowed.depth_levels(), common::DEPTH_LEVELS_BEST_ONLY);
    m_scene->session.release(m_scene->market, DepthLevels::BestOnly, false);
    QTRY_COMPARE(m_scene->server.received.size(), std::size_t{2});
    const auto &ended = m_scene->server.received.at(1).market_depth_subscribe();
    QCOMPARE(ended.buffer(), common::DEPTH_BUFFER_NO_SUBSCRIPTION);
    QCOMPARE(ended.depth_levels(), common::DEPTH_LEVELS_UNDEFINED);
    QCOMPARE(ended.exchange_id(), std::string{"X"});
}

void TestSession::aRefusedMarketIsTold()
{
    m_scene->server.refusesDepth = common::MARKET_MODE_NO_PERMISSION;
    m_scene->session.watch(m_scene->market, DepthLevels::Normal, true);
    m_scene->start();
    QTRY_VERIFY(m_scene->has(NoticeKind::MarketRefused));
    QCOMPARE(m_scene->find(NoticeKind::MarketRefused)->code, std::int64_t{14});
    QCOMPARE(m_scene->session.markets().find(m_scene->market.market)->freshness, Freshness::Refused);
    m_scene->clock.advance(11s);
    QTest::qWait(100);
    QVERIFY(!m_scene->has(NoticeKind::MarketUnanswered));
}

void TestSession::aMarketWithoutAnAnswerIsTold()
{
    m_scene->server.answersDepth = false;
    m_scene->session.watch(m_scene->market, DepthLevels::Normal, true);
    m_scene->start();
    QVERIFY(m_scene->reaches(SessionState::Live));
    QTRY_COMPARE(m_scene->server.count(Sent::kMarketDepthSubscribe), 1);
    m_scene->clock.advance(11s);
    QTRY_VERIFY(m_scene->has(NoticeKind::MarketUnanswered));
}

void TestSession::tenThousandUpdatesArriveInOrder()
{
    QVERIFY(m_scene->isReadyToTrade());
    constexpr int count = 10'000;
    for (int i = 1; i <= count; ++i) {
        ScriptedServer::ServerMessage message;
        auto &multi = *message.mutable_order_update_multi();
        multi.set_account_id("A1");
        multi.set_market_id("M1");
        auto &fill = *multi.add_updates()->mutable_order_update_trade();
        fill.set_unique_id("U" + std::to_string(i % 100));
        fill.set_sequence_order(i);
        fill.set_volume(1);
        m_scene->server.send(message);
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_scene->session.orders().fills().size(), std::size_t{count}, 30'000);
    for (int i = 1; i <= count; ++i)
        QCOMPARE(m_scene->session.orders().fills()[static_cast<std::size_t>(i) - 1].sequence, i);
}

void TestSession::theStatusCountsFrames()
{
    QSignalSpy changes{&m_scene->session, &Session::statusChanged};
    QVERIFY(m_scene->isReadyToTrade());
    const SessionStatus status = m_scene->session.status();
    QVERIFY(status.framesReceived >= 5);
    QVERIFY(status.feedAge.has_value());
    QVERIFY(!status.clickToWire);
    QVERIFY(changes.size() > 0);
}

QTEST_GUILESS_MAIN(TestSession)
#include "test_session.moc"
