// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/session/desk_scene.h"

#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

namespace common = t4proto::v1::common;

/// Revisions that wait for the server's answer to the one before, and pulls of many.
class TestOrderDeskChanges final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_scene = std::make_unique<DeskScene>(); }
    void cleanup() { m_scene.reset(); }

    void aChangeWhileTheServerOwesAnAnswerWaitsForIt();
    void changesThatWaitAreJoinedToOne();
    void aChangeThatCameTrueMeanwhileIsNotSent();
    void aChangeThatWaitsIsDroppedWhenItsOrderEnds();
    void aChangeThatWaitsIsNotSentAfterLocking();
    void aChangeThatWaitsIsDroppedByAPull();
    void aChangeThatWaitsIsDroppedByABreak();
    void aQueuedOrderIsReleased();
    void pullsByScope_data();
    void pullsByScope();
    void aPullInScopeReachesItsUnnamedSubmissionsOnly();
    void whatStillWorksTwoSecondsAfterAPullIsTold();

private:
    [[nodiscard]] OrderDesk &desk() const { return m_scene->desk; }
    void work(const std::string &id) const { m_scene->apply(DeskScene::working(id)); }
    /// The order U1 with a revision to @p price that the server has not answered.
    void beginRevision(const char *price) const;
    void answerRevision(const char *price, int sequence) const;

    std::unique_ptr<DeskScene> m_scene;
};

void TestOrderDeskChanges::beginRevision(const char *price) const
{
    auto update = DeskScene::working("U1");
    update.set_response_pending(common::RESPONSE_PENDING_REVISION);
    update.mutable_new_limit_price()->set_value(price);
    m_scene->apply(update);
}

void TestOrderDeskChanges::answerRevision(const char *price, int sequence) const
{
    auto update = DeskScene::working("U1", {}, sequence);
    update.set_change(common::ORDER_CHANGE_REVISION_SUCCESS);
    update.mutable_current_limit_price()->set_value(price);
    update.mutable_new_limit_price()->set_value(price);
    m_scene->apply(update);
}

void TestOrderDeskChanges::aChangeWhileTheServerOwesAnAnswerWaitsForIt()
{
    m_scene->arm();
    beginRevision("99.5");
    const DeskAnswer answer = desk().revise(priceChange("U1", "99.25"));
    QVERIFY(answer.sent());
    QVERIFY(answer.queued);
    QVERIFY(m_scene->route.revisions.empty());
    answerRevision("99.5", 2);
    QCOMPARE(m_scene->route.revisions.size(), std::size_t{1});
    QCOMPARE(m_scene->route.revisions[0].revisions(0).limit_price().value(), std::string{"99.25"});
    answerRevision("99.25", 3);
    QCOMPARE(m_scene->route.revisions.size(), std::size_t{1});
}

void TestOrderDeskChanges::changesThatWaitAreJoinedToOne()
{
    m_scene->arm();
    beginRevision("99.5");
    QVERIFY(desk().revise(priceChange("U1", "99.25")).queued);
    OrderRevision volume;
    volume.order = OrderId{"U1"};
    volume.volume = Quantity{5};
    QVERIFY(desk().revise(volume).queued);
    QVERIFY(desk().revise(priceChange("U1", "99")).queued);
    answerRevision("99.5", 2);
    QCOMPARE(m_scene->route.revisions.size(), std::size_t{1});
    const auto &sent = m_scene->route.revisions[0].revisions(0);
    QCOMPARE(sent.limit_price().value(), std::string{"99.00"});
    QCOMPARE(sent.volume(), 5);
}

void TestOrderDeskChanges::aChangeThatCameTrueMeanwhileIsNotSent()
{
    m_scene->arm();
    beginRevision("99.5");
    QVERIFY(desk().revise(priceChange("U1", "99.25")).queued);
    answerRevision("99.25", 2); // somebody else was quicker
    QVERIFY(m_scene->route.revisions.empty());
}

void TestOrderDeskChanges::aChangeThatWaitsIsDroppedWhenItsOrderEnds()
{
    m_scene->arm();
    beginRevision("99.5");
    QVERIFY(desk().revise(priceChange("U1", "99.25")).queued);
    QSignalSpy told{&desk(), &OrderDesk::notSent};
    m_scene->finish("U1", 2, 2);
    QVERIFY(m_scene->route.revisions.empty());
    QCOMPARE(told.size(), 1);
}

void TestOrderDeskChanges::aChangeThatWaitsIsNotSentAfterLocking()
{
    m_scene->arm();
    beginRevision("99.5");
    QVERIFY(desk().revise(priceChange("U1", "99.25")).queued);
    desk().setArmed(false);
    QSignalSpy told{&desk(), &OrderDesk::notSent};
    answerRevision("99.5", 2);
    QVERIFY(m_scene->route.revisions.empty());
    QCOMPARE(told.size(), 1);
    QCOMPARE(told[0][1].value<DeskAnswer>().refusal, DeskRefusal::Locked);
}

void TestOrderDeskChanges::aChangeThatWaitsIsDroppedByAPull()
{
    m_scene->arm();
    beginRevision("99.5");
    QVERIFY(desk().revise(priceChange("U1", "99.25")).queued);
    QVERIFY(desk().pull({OrderId{"U1"}}).sent());
    answerRevision("99.5", 2);
    QVERIFY(m_scene->route.revisions.empty());
}

void TestOrderDeskChanges::aChangeThatWaitsIsDroppedByABreak()
{
    m_scene->arm();
    beginRevision("99.5");
    QVERIFY(desk().revise(priceChange("U1", "99.25")).queued);
    QSignalSpy told{&desk(), &OrderDesk::notSent};
    desk().setLive(false);
    QCOMPARE(told.size(), 1);
    m_scene->arm();
    answerRevision("99.5", 2);
    QVERIFY(m_scene->route.revisions.empty());
}

void TestOrderDeskChanges::aQueuedOrderIsReleased()
{
    m_scene->arm();
    auto held = DeskScene::working("U1");
    held.set_status(common::ORDER_STATUS_HELD);
    held.set_activation_type(common::ACTIVATION_TYPE_QUEUE);
    m_scene->apply(held);
    QVERIFY(desk().release(OrderId{"U1"}).sent());
    QVERIFY(m_scene->route.revisions.at(0).revisions(0).activation_data().queue_submit());
    work("U2");
    QVERIFY(hasProblem(desk().release(OrderId{"U2"}), OrderProblemKind::NotHeld));
}

void TestOrderDeskChanges::pullsByScope_data()
{
    QTest::addColumn<bool>("byMarket");
    QTest::addColumn<bool>("bySide");
    QTest::addColumn<QStringList>("ids");
    QTest::newRow("all") << false << false
                         << QStringList{QStringLiteral("U1"), QStringLiteral("U2"), QStringLiteral("U3")};
    QTest::newRow("one market") << true << false << QStringList{QStringLiteral("U1"), QStringLiteral("U2")};
    QTest::newRow("one side") << false << true << QStringList{QStringLiteral("U2")};
    QTest::newRow("one side of one market") << true << true << QStringList{QStringLiteral("U2")};
}

void TestOrderDeskChanges::pullsByScope()
{
    QFETCH(const bool, byMarket);
    QFETCH(const bool, bySide);
    QFETCH(const QStringList, ids);
    work("U1");
    auto sell = DeskScene::working("U2");
    sell.set_buy_sell(common::BUY_SELL_SELL);
    m_scene->apply(sell);
    auto elsewhere = DeskScene::working("U3");
    elsewhere.set_market_id("M2");
    m_scene->apply(elsewhere);
    PullScope scope;
    scope.account = m_scene->account;
    if (byMarket)
        scope.market = m_scene->market;
    if (bySide)
        scope.side = Side::Sell;
    QVERIFY(desk().pull(scope).sent());
    QStringList pulled;
    for (const auto &message : m_scene->route.pulls) {
        for (const auto &pull : message.pulls())
            pulled << QString::fromStdString(pull.unique_id());
    }
    pulled.sort();
    QCOMPARE(pulled, ids);
    scope.account = AccountId{"A9"};
    QCOMPARE(desk().pull(scope).refusal, DeskRefusal::NothingToPull);
}

void TestOrderDeskChanges::aPullInScopeReachesItsUnnamedSubmissionsOnly()
{
    m_scene->arm();
    QVERIFY(desk().submit(m_scene->draft()).sent());
    OrderDraft sell = m_scene->draft("101");
    sell.side = Side::Sell;
    QVERIFY(desk().submit(sell).sent());
    PullScope sells;
    sells.side = Side::Sell;
    QVERIFY(desk().pull(sells).sent());
    QVERIFY(m_scene->route.pulls.empty());
    m_scene->apply(DeskScene::working("U1", m_scene->route.submits[0].orders(0).tag()));
    QVERIFY(m_scene->route.pulls.empty());
    m_scene->apply(DeskScene::working("U2", m_scene->route.submits[1].orders(0).tag()));
    QCOMPARE(m_scene->route.pulls.size(), std::size_t{1});
    QCOMPARE(m_scene->route.pulls[0].pulls(0).unique_id(), std::string{"U2"});
}

void TestOrderDeskChanges::whatStillWorksTwoSecondsAfterAPullIsTold()
{
    work("U1");
    work("U2");
    QSignalSpy told{&desk(), &OrderDesk::stillWorking};
    QVERIFY(desk().pullAll().sent());
    m_scene->finish("U1", 2);
    m_scene->clock.advance(1'999ms);
    desk().tick();
    QCOMPARE(told.size(), 0);
    m_scene->clock.advance(1ms);
    desk().tick();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told[0][0].value<std::vector<OrderId>>(), std::vector{OrderId{"U2"}});
    m_scene->clock.advance(1h);
    desk().tick();
    QCOMPARE(told.size(), 1);
}

QTEST_GUILESS_MAIN(TestOrderDeskChanges)
#include "test_order_desk_changes.moc"
