// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/queue_estimator.h"

#include <QTest>

using namespace depthdeck;

class TestQueueEstimator final : public QObject
{
    Q_OBJECT

private slots:
    void everythingThereIsAhead();
    void tradesTakeFromTheFront();
    void whoJoinsLaterStandsBehind();
    void whatIsCancelledIsTakenToHaveStoodBehind();
    void noMoreCanBeAheadThanTheRestOfTheLevel();
    void anImageFromBeforeTheOrderLimitsNothing();
    void aFilledOrderIsAtTheFront();
    void fewerLotsKeepThePlace();
    void moreTradedThanWasAheadLeavesNobody();
    void ordersFollowLotsAndCounts();
    void unpublishedCountsAreUnknown();
    void itNeverSaysExact();
};

void TestQueueEstimator::everythingThereIsAhead()
{
    const QueueEstimator estimator{{5}, {{100}, 12}};
    QCOMPARE(estimator.position().lotsAhead.contracts, 100);
    QCOMPARE(estimator.position().ordersAhead, 12);
    QVERIFY(estimator.position().ordersKnown);
}

void TestQueueEstimator::tradesTakeFromTheFront()
{
    QueueEstimator estimator{{5}, {{100}, 12}};
    estimator.traded({30});
    estimator.levelSeen({{75}, 9}, true);
    QCOMPARE(estimator.position().lotsAhead.contracts, 70);
}

void TestQueueEstimator::whoJoinsLaterStandsBehind()
{
    QueueEstimator estimator{{5}, {{100}, 12}};
    estimator.levelSeen({{400}, 40}, true);
    QCOMPARE(estimator.position().lotsAhead.contracts, 100);
    QCOMPARE(estimator.position().lotsAtPrice.contracts, 400);
    QCOMPARE(estimator.position().ordersAhead, 12);
}

void TestQueueEstimator::whatIsCancelledIsTakenToHaveStoodBehind()
{
    QueueEstimator estimator{{5}, {{100}, 12}};
    estimator.levelSeen({{205}, 30}, true);
    estimator.levelSeen({{150}, 20}, true); // 55 left, nothing traded
    QCOMPARE(estimator.position().lotsAhead.contracts, 100);
}

void TestQueueEstimator::noMoreCanBeAheadThanTheRestOfTheLevel()
{
    QueueEstimator estimator{{5}, {{100}, 12}};
    estimator.levelSeen({{45}, 8}, true);
    QCOMPARE(estimator.position().lotsAhead.contracts, 40);
    QCOMPARE(estimator.position().ordersAhead, 7);
    estimator.levelSeen({{300}, 50}, true);
    QCOMPARE(estimator.position().lotsAhead.contracts, 40);
}

void TestQueueEstimator::anImageFromBeforeTheOrderLimitsNothing()
{
    QueueEstimator estimator{{5}, {{100}, 12}};
    estimator.levelSeen({{100}, 12}, false);
    QCOMPARE(estimator.position().lotsAhead.contracts, 100);
}

void TestQueueEstimator::aFilledOrderIsAtTheFront()
{
    QueueEstimator estimator{{5}, {{100}, 12}};
    estimator.ownFilled();
    QCOMPARE(estimator.position().lotsAhead.contracts, 0);
    QCOMPARE(estimator.position().ordersAhead, 0);
}

void TestQueueEstimator::fewerLotsKeepThePlace()
{
    QueueEstimator estimator{{5}, {{100}, 12}};
    estimator.setWorking({2});
    estimator.levelSeen({{40}, 8}, true);
    QCOMPARE(estimator.position().lotsAhead.contracts, 38);
}

void TestQueueEstimator::moreTradedThanWasAheadLeavesNobody()
{
    QueueEstimator estimator{{5}, {{10}, 2}};
    estimator.traded({25});
    QCOMPARE(estimator.position().lotsAhead.contracts, 0);
    estimator.traded({-3});
    QCOMPARE(estimator.position().lotsAhead.contracts, 0);
}

void TestQueueEstimator::ordersFollowLotsAndCounts()
{
    QueueEstimator estimator{{5}, {{10}, 8}};
    estimator.traded({7});
    QCOMPARE(estimator.position().ordersAhead, 3); // three lots are three orders at most
}

void TestQueueEstimator::unpublishedCountsAreUnknown()
{
    QueueEstimator estimator{{5}, {{100}, 0}};
    QVERIFY(!estimator.position().ordersKnown);
    estimator.traded({100});
    QVERIFY(estimator.position().ordersKnown); // nobody is ahead, so no order is
    QueueEstimator empty{{5}, {}};
    QVERIFY(empty.position().ordersKnown);
}

void TestQueueEstimator::itNeverSaysExact()
{
    QueueEstimator estimator{{5}, {}};
    estimator.levelSeen({{5}, 1}, true);
    QCOMPARE(estimator.position().lotsAhead.contracts, 0);
    QCOMPARE(estimator.position().lotsAtPrice.contracts, 5);
    QVERIFY(!estimator.position().exact);
}

QTEST_APPLESS_MAIN(TestQueueEstimator)
#include "test_queue_estimator.moc"
