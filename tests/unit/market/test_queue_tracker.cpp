// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/market_board.h"
#include "app/market/order_book_board.h"
#include "app/market/queue_tracker.h"
#include "tests/support/fake_clock.h"
#include "tests/unit/market/order_messages.h"
#include "tests/unit/market/wire_messages.h"

#include <QTest>

using namespace depthdeck;
using namespace std::chrono_literals;
using test::depth;
using test::snapshotOf;
using test::trade;
using test::wireBid;

namespace {

const MarketKey m1{ExchangeId{"X"}, ContractId{"C"}, MarketId{"M1"}};

OwnRestingOrder own(int working = 5, const char *exchangeId = "")
{
    OwnRestingOrder order;
    order.id = OrderId{"U1"};
    order.market = m1.market;
    order.exchangeOrderId = exchangeId;
    order.price = Price::parse("10").value();
    order.working = {working};
    order.shown = {working};
    return order;
}

} // namespace

/// Real feeds and boards; the tracker looks at them once a frame, as a window does.
class TestQueueTracker final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void withoutDataNothingIsSaid();
    void withoutOrderBookItEstimatesFromThePrice();
    void tradesAtThePriceMoveItForward();
    void mergedPrintsAndOtherPricesDoNot();
    void tradesOfBeforeDoNotCount();
    void aPriceOutOfSightIsNotKnown();
    void anImageYoungerThanTheOrderHasItInIt();
    void anotherPriceStartsAtTheBack();
    void aLargerOrderStartsAtTheBack();
    void aPartFillIsAtTheFront();
    void anEqualIdIsExact();
    void anEqualIdAtAnotherPriceIsNobodysOwn();
    void withoutAnEqualIdTheLastOfItsSizeIsTaken();
    void theOrderTakenIsFollowed();
    void aDoubtfulBookIsNotRead();
    void staleDataSayNothing();
    void nothingNewCostsNothing();
    void aGoneOrderIsForgotten();

private:
    bool frame();
    void image(std::initializer_list<test::Level> bids, std::optional<WallTime> time = std::nullopt);
    [[nodiscard]] std::optional<QueuePosition> position() const { return m_tracker.position(OrderId{"U1"}); }
    [[nodiscard]] int ahead() const { return position() ? position()->lotsAhead.contracts : -1; }

    test::FakeClock m_clock;
    std::unique_ptr<MarketFeed> m_feed;
    std::unique_ptr<MarketBoard> m_board;
    std::unique_ptr<OrderByOrderFeed> m_orderFeed;
    std::unique_ptr<OrderBookBoard> m_orderBoard;
    QueueTracker m_tracker;
};

void TestQueueTracker::init()
{
    m_feed = std::make_unique<MarketFeed>(m_clock);
    m_board = std::make_unique<MarketBoard>();
    m_orderFeed = std::make_unique<OrderByOrderFeed>(m_clock);
    m_orderBoard = std::make_unique<OrderBookBoard>();
    m_board->setConnectionFresh(true);
    m_board->expect(m1);
    m_orderBoard->expect(m1);
    m_feed->subscribe(m1.market);
    m_orderFeed->subscribe(m1.market);
    m_tracker = {};
}

bool TestQueueTracker::frame()
{
    m_board->apply(m_feed->takeChanges());
    m_orderBoard->apply(m_orderFeed->takeChanges());
    return m_tracker.refresh(*m_board, m_orderBoard.get());
}

void TestQueueTracker::image(std::initializer_list<test::Level> bids, std::optional<WallTime> time)
{
    auto message = depth("M1", bids, {{"11", 1}});
    if (time)
        message.mutable_time()->set_seconds(
            std::chrono::duration_cast<std::chrono::seconds>(time->time_since_epoch()).count());
    m_feed->applyDepth(message);
}

void TestQueueTracker::withoutDataNothingIsSaid()
{
    m_tracker.setOrder(own());
    frame();
    QVERIFY(!position());
    QVERIFY(!m_tracker.refresh(*m_board, nullptr));
}

void TestQueueTracker::withoutOrderBookItEstimatesFromThePrice()
{
    image({{"10", 100}});
    m_tracker.setOrder(own());
    QVERIFY(frame());
    QCOMPARE(ahead(), 100);
    QVERIFY(!position()->exact);
}

void TestQueueTracker::tradesAtThePriceMoveItForward()
{
    image({{"10", 100}});
    m_feed->applyTrade(trade("M1", "10", 1, 50));
    m_tracker.setOrder(own());
    frame();
    m_feed->applyTrade(trade("M1", "10", 30, 80));
    QVERIFY(frame());
    QCOMPARE(ahead(), 70);
}

void TestQueueTracker::mergedPrintsAndOtherPricesDoNot()
{
    m_feed->applySnapshot(snapshotOf(test::withTrade(depth("M1", {{"10", 100}}, {}), "10", 1, 50)));
    m_tracker.setOrder(own());
    frame();
    m_feed->applyTrade(trade("M1", "10.25", 10, 60));
    m_feed->applyDepth(test::withTrade(depth("M1", {{"10", 100}}, {}, t4proto::v1::common::DEPTH_BUFFER_SMART), "10", 5,
                                       90)); // 30 in one print
    frame();
    QCOMPARE(ahead(), 100);
}

void TestQueueTracker::tradesOfBeforeDoNotCount()
{
    image({{"10", 100}});
    m_feed->applyTrade(trade("M1", "10", 1, 50));
    m_feed->applyTrade(trade("M1", "10", 40, 90));
    m_tracker.setOrder(own());
    frame();
    QCOMPARE(ahead(), 100);
}

void TestQueueTracker::aPriceOutOfSightIsNotKnown()
{
    image({{"10.5", 3}, {"10.25", 4}});
    m_tracker.setOrder(own());
    frame();
    QVERIFY(!position());
    image({{"10.25", 4}, {"10", 60}});
    frame();
    QCOMPARE(ahead(), 60);
}

void TestQueueTracker::anImageYoungerThanTheOrderHasItInIt()
{
    const WallTime accepted = m_clock.wallNow();
    auto order = own();
    order.acceptedAt = accepted;
    image({{"10", 100}}, accepted - 1s);
    m_tracker.setOrder(order);
    frame();
    QCOMPARE(ahead(), 100);
    image({{"10", 40}}, accepted + 1s);
    frame();
    QCOMPARE(ahead(), 35);
}

void TestQueueTracker::anotherPriceStartsAtTheBack()
{
    image({{"10.25", 80}, {"10", 100}});
    m_tracker.setOrder(own());
    frame();
    auto moved = own();
    moved.price = Price::parse("10.25").value();
    m_tracker.setOrder(moved);
    frame();
    QCOMPARE(ahead(), 80);
}

void TestQueueTracker::aLargerOrderStartsAtTheBack()
{
    image({{"10", 100}});
    m_tracker.setOrder(own());
    frame();
    image({{"10", 300}});
    frame();
    QCOMPARE(ahead(), 100);
    m_tracker.setOrder(own(6));
    frame();
    QCOMPARE(ahead(), 300);
    m_tracker.setOrder(own(3)); // fewer keep the place
    image({{"10", 500}});
    frame();
    QCOMPARE(ahead(), 300);
}

void TestQueueTracker::aPartFillIsAtTheFront()
{
    image({{"10", 100}});
    m_tracker.setOrder(own());
    frame();
    auto filled = own(3);
    filled.filled = {2};
    m_tracker.setOrder(filled);
    frame();
    QCOMPARE(ahead(), 0);
}

void TestQueueTracker::anEqualIdIsExact()
{
    image({{"10", 100}});
    m_orderFeed->applySnapshot(test::orderSnapshot(
        "M1", 1, {{71, wireBid, "10", 20, 1}, {72, wireBid, "10", 5, 2}, {73, wireBid, "10", 9, 3}}));
    m_tracker.setOrder(own(5, "72"));
    frame();
    QVERIFY(position()->exact);
    QCOMPARE(ahead(), 20);
    QCOMPARE(position()->ordersAhead, 1);
    m_orderFeed->applyUpdate(test::deleteOrder("M1", 2, 71));
    QVERIFY(frame());
    QCOMPARE(ahead(), 0);
}

void TestQueueTracker::anEqualIdAtAnotherPriceIsNobodysOwn()
{
    m_orderFeed->applySnapshot(test::orderSnapshot("M1", 1, {{72, wireBid, "9", 5, 2}}));
    m_tracker.setOrder(own(5, "72"));
    frame();
    QVERIFY(!position());
}

void TestQueueTracker::withoutAnEqualIdTheLastOfItsSizeIsTaken()
{
    m_orderFeed->applySnapshot(test::orderSnapshot(
        "M1", 1,
        {{71, wireBid, "10", 5, 1}, {72, wireBid, "10", 8, 2}, {73, wireBid, "10", 5, 3}, {74, wireBid, "10", 9, 4}}));
    m_tracker.setOrder(own(5, "text the exchange made up"));
    frame();
    QVERIFY(!position()->exact);
    QCOMPARE(ahead(), 13);
    QCOMPARE(position()->ordersAhead, 2);
}

void TestQueueTracker::theOrderTakenIsFollowed()
{
    m_orderFeed->applySnapshot(test::orderSnapshot("M1", 1, {{71, wireBid, "10", 8, 1}, {72, wireBid, "10", 5, 2}}));
    m_tracker.setOrder(own());
    frame();
    QCOMPARE(ahead(), 8);
    // Another of its size joins behind: that one is not it.
    m_orderFeed->applyUpdate(test::putOrder("M1", 2, {75, wireBid, "10", 5, 3}));
    frame();
    QCOMPARE(ahead(), 8);
    // The one taken goes while the own one still works: it was another's.
    m_orderFeed->applyUpdate(test::deleteOrder("M1", 3, 72));
    frame();
    QCOMPARE(ahead(), 8);
    QCOMPARE(position()->ordersAhead, 1);
    m_orderFeed->applyUpdate(test::deleteOrder("M1", 4, 75));
    frame();
    QVERIFY(!position()); // and no image by price to fall back on
}

void TestQueueTracker::aDoubtfulBookIsNotRead()
{
    image({{"10", 100}});
    m_orderFeed->applySnapshot(test::orderSnapshot("M1", 1, {{72, wireBid, "10", 5, 2}}));
    m_tracker.setOrder(own(5, "72"));
    frame();
    QVERIFY(position()->exact);
    m_orderFeed->applyUpdate(test::putOrder("M1", 2, {73, wireBid, "", 5, 3}));
    frame();
    QVERIFY(!position()->exact);
    QCOMPARE(ahead(), 100);
}

void TestQueueTracker::staleDataSayNothing()
{
    image({{"10", 100}});
    m_tracker.setOrder(own());
    frame();
    QVERIFY(position());
    m_board->setConnectionFresh(false);
    QVERIFY(frame());
    QVERIFY(!position());
    m_board->setConnectionFresh(true);
    image({{"10", 300}});
    frame();
    QCOMPARE(ahead(), 100); // what was learnt is not lost
}

void TestQueueTracker::nothingNewCostsNothing()
{
    image({{"10", 100}});
    m_tracker.setOrder(own());
    QVERIFY(frame());
    QVERIFY(!frame());
    m_tracker.setOrder(own());
    QVERIFY(!frame());
}

void TestQueueTracker::aGoneOrderIsForgotten()
{
    image({{"10", 100}});
    m_tracker.setOrder(own());
    frame();
    m_tracker.forget(OrderId{"U1"});
    frame();
    QVERIFY(!position());
}

QTEST_GUILESS_MAIN(TestQueueTracker)
#include "test_queue_tracker.moc"
