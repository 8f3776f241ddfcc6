// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/depth_wish.h"
#include "app/market/order_book_board.h"
#include "tests/unit/session/session_scene.h"

#include <t4/v1/service.pb.h>

using namespace depthdeck;
using namespace std::chrono_literals;
using test::SessionScene;
using ClientMessage = t4proto::v1::service::ClientMessage;
using ServerMessage = t4proto::v1::service::ServerMessage;

/// Market by order over a real socket: who asks, what a doubtful book leads to, what a broken connection does.
class TestMarketSubscriptionsOrders : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void ordersAreAskedForOnceAndReleasedOnce();
    void whatWasWatchedBeforeTheLoginIsAskedForAfterIt();
    void aDoubtfulBookIsFetchedAgain();
    void aBrokenConnectionDiscardsTheBookAndAsksAgain();
    void aRefusalIsShown();
    void aWishNamesItsLevelsAndBuffer();

private:
    [[nodiscard]] int asked() const { return m_scene->server.count(ClientMessage::kMarketByOrderSubscribe); }
    [[nodiscard]] const t4proto::v1::market::MarketByOrderSubscribe &lastAsked() const
    {
        return m_scene->server.last(ClientMessage::kMarketByOrderSubscribe).market_by_order_subscribe();
    }
    [[nodiscard]] OrderBookState state() const
    {
        m_scene->session.takeFrame();
        return m_scene->session.orderBooks().find(m_scene->market.market)->state;
    }
    void sendBook(std::uint64_t id, const char *price = "100");
    void live();

    std::unique_ptr<SessionScene> m_scene;
};

void TestMarketSubscriptionsOrders::init()
{
    m_scene = std::make_unique<SessionScene>();
}

void TestMarketSubscriptionsOrders::sendBook(std::uint64_t id, const char *price)
{
    ServerMessage message;
    auto &snapshot = *message.mutable_market_by_order_snapshot();
    snapshot.set_market_id("M1");
    snapshot.set_mode(t4proto::v1::common::MARKET_MODE_OPEN);
    snapshot.set_last_sequence(10);
    auto &order = *snapshot.add_orders();
    order.set_order_id(id);
    order.set_bid_offer(t4proto::v1::common::BID_OFFER_BID);
    order.mutable_price()->set_value(price);
    order.set_volume(5);
    m_scene->server.send(message);
}

void TestMarketSubscriptionsOrders::live()
{
    m_scene->start();
    QVERIFY(m_scene->reaches(SessionState::Live));
    m_scene->session.watchOrders(m_scene->market);
    QTRY_COMPARE(asked(), 1);
    sendBook(1);
    QTRY_COMPARE(state(), OrderBookState::Live);
}

void TestMarketSubscriptionsOrders::ordersAreAskedForOnceAndReleasedOnce()
{
    live();
    QVERIFY(lastAsked().subscribe());
    QCOMPARE(lastAsked().exchange_id(), std::string{"X"});
    m_scene->session.watchOrders(m_scene->market);
    m_scene->session.releaseOrders(m_scene->market);
    QCOMPARE(state(), OrderBookState::Live);
    m_scene->session.releaseOrders(m_scene->market);
    QTRY_COMPARE(asked(), 2);
    QVERIFY(!lastAsked().subscribe());
    QCOMPARE(state(), OrderBookState::Off);
    m_scene->session.releaseOrders(m_scene->market); // nobody watches it any more
    m_scene->session.watch(m_scene->market, DepthLevels::Normal, true);
    QTRY_COMPARE(m_scene->server.count(ClientMessage::kMarketDepthSubscribe), 1);
    QCOMPARE(asked(), 2);
}

void TestMarketSubscriptionsOrders::whatWasWatchedBeforeTheLoginIsAskedForAfterIt()
{
    m_scene->session.watchOrders(m_scene->market);
    QCOMPARE(state(), OrderBookState::Waiting);
    m_scene->start();
    QTRY_COMPARE(asked(), 1);
    QVERIFY(lastAsked().subscribe());
}

void TestMarketSubscriptionsOrders::aDoubtfulBookIsFetchedAgain()
{
    live();
    ServerMessage bad;
    auto &update = *bad.mutable_market_by_order_update();
    update.set_market_id("M1");
    update.set_sequence(11);
    update.add_updates()->mutable_price()->set_value("not a price");
    m_scene->server.send(bad);
    QTRY_COMPARE(state(), OrderBookState::Resynchronising);
    QTRY_COMPARE(asked(), 3); // ended, and begun again
    QVERIFY(lastAsked().subscribe());
    QVERIFY(m_scene->session.orderBooks().find(m_scene->market.market)->book.find(1)); // the old one, marked
    QTRY_VERIFY(m_scene->has(NoticeKind::MarketMessageBad));
    sendBook(2);
    QTRY_COMPARE(state(), OrderBookState::Live);
    QVERIFY(m_scene->session.orderBooks().find(m_scene->market.market)->book.find(2));
    QVERIFY(!m_scene->session.orderBooks().find(m_scene->market.market)->book.find(1));
}

void TestMarketSubscriptionsOrders::aBrokenConnectionDiscardsTheBookAndAsksAgain()
{
    live();
    m_scene->server.breakConnection();
    QTRY_COMPARE(state(), OrderBookState::Waiting);
    QCOMPARE(m_scene->session.orderBooks().find(m_scene->market.market)->book.size(), std::size_t{0});
    QTRY_VERIFY_WITH_TIMEOUT((m_scene->clock.advance(1s), asked() == 2), 10'000);
    QVERIFY(lastAsked().subscribe());
}

void TestMarketSubscriptionsOrders::aRefusalIsShown()
{
    live();
    ServerMessage message;
    message.mutable_market_by_order_subscribe_reject()->set_market_id("M1");
    message.mutable_market_by_order_subscribe_reject()->set_mode(t4proto::v1::common::MARKET_MODE_NO_PERMISSION);
    m_scene->server.send(message);
    QTRY_COMPARE(state(), OrderBookState::Refused);
}

void TestMarketSubscriptionsOrders::aWishNamesItsLevelsAndBuffer()
{
    m_scene->start();
    QVERIFY(m_scene->reaches(SessionState::Live));
    const DepthWish wish{DepthLevels::All, DepthBuffer::FastTrade};
    m_scene->session.watch(m_scene->market, wish);
    QTRY_COMPARE(m_scene->server.count(ClientMessage::kMarketDepthSubscribe), 1);
    const auto told = m_scene->server.last(ClientMessage::kMarketDepthSubscribe).market_depth_subscribe();
    QCOMPARE(static_cast<int>(told.depth_levels()), 255);
    QCOMPARE(static_cast<int>(told.buffer()), 7);
    m_scene->session.watch(m_scene->market, DepthLevels::Normal, true); // served already
    m_scene->session.release(m_scene->market, wish);
    QTRY_COMPARE(m_scene->server.count(ClientMessage::kMarketDepthSubscribe), 2);
    const auto &narrower = m_scene->server.last(ClientMessage::kMarketDepthSubscribe).market_depth_subscribe();
    QCOMPARE(static_cast<int>(narrower.depth_levels()), 10);
    QCOMPARE(static_cast<int>(narrower.buffer()), 2);
}

QTEST_GUILESS_MAIN(TestMarketSubscriptionsOrders)
#include "test_market_subscriptions_orders.moc"
