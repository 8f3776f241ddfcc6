// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/session/desk_scene.h"

#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

namespace common = t4proto::v1::common;

/// The one door for orders: its gates, its limits, what it queues and what it never holds up.
class TestOrderDesk final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_scene = std::make_unique<DeskScene>(); }
    void cleanup() { m_scene.reset(); }

    void theFirstGateThatIsShutIsTold_data();
    void theFirstGateThatIsShutIsTold();
    void aLockedWindowLocksNoOther();
    void pullsPassEveryGate();
    void theClickSaysWhatStoodOnTheScreen();
    void severalOrdersOfOnePressShareAMessage();
    void theSameOrderTwiceIsRefusedForAMoment();
    void ordersPerSecondAreLimitedAndPullsAreNot();
    void thePersonalLimitsHold();
    void closingIgnoresTheTradersOwnLimitsButNotTheGates();
    void aBatchGoesOutAsOneMessage();
    void aRefusedBatchLeavesNoOrderInDoubt();
    void aBatchWithOneBadLineIsNotSentAndSaysWhich();
    void disarmsWhenNobodyTouchesTheProgram();
    void disarmsOnAccountChangeAndOnTheEndOfTheSession();
    void cannotBeArmedWhileKilled();

private:
    [[nodiscard]] OrderDesk &desk() const { return m_scene->desk; }
    void work(const std::string &id) const { m_scene->apply(DeskScene::working(id)); }

    std::unique_ptr<DeskScene> m_scene;
};

void TestOrderDesk::theFirstGateThatIsShutIsTold_data()
{
    QTest::addColumn<DeskRefusal>("refusal");
    QTest::newRow("no session") << DeskRefusal::NotLive;
    QTest::newRow("killed") << DeskRefusal::KillSwitch;
    QTest::newRow("not armed") << DeskRefusal::Locked;
    QTest::newRow("window locked") << DeskRefusal::WindowLocked;
    QTest::newRow("journal") << DeskRefusal::JournalFailed;
    QTest::newRow("route closed") << DeskRefusal::NotLive;
    QTest::newRow("bad draft") << DeskRefusal::DraftProblems;
}

void TestOrderDesk::theFirstGateThatIsShutIsTold()
{
    QFETCH(const DeskRefusal, refusal);
    const QByteArray row = QTest::currentDataTag();
    work("U1");
    OrderDraft draft = m_scene->draft();
    OrderRevision revision = priceChange("U1", "99.5");
    m_scene->arm();
    if (row == "no session")
        desk().setLive(false);
    m_scene->gates.killed = row == "killed";
    if (row == "not armed")
        desk().setArmed(false);
    desk().setWindowLocked(QStringLiteral("Ticket"), row == "window locked");
    m_scene->gates.journalFit = row != "journal";
    m_scene->route.isOpen = row != "route closed";
    if (row == "bad draft") {
        draft.limit = Price::parse("99.8");
        revision.limit = draft.limit;
    }

    QSignalSpy told{&desk(), &OrderDesk::notSent};
    const QString window = QStringLiteral("Ticket");
    QCOMPARE(desk().submit(draft, window).refusal, refusal);
    SubmissionDraft pair;
    pair.orders = {draft, draft};
    QCOMPARE(desk().submit(pair, window).refusal, refusal);
    QCOMPARE(desk().submit(BatchDraft{{SubmissionDraft{draft}}}, window).refusal, refusal);
    QCOMPARE(desk().revise(revision, window).refusal, refusal);
    std::string tag;
    OrderDraft close = draft;
    QCOMPARE(desk().submitClose(close, window, tag).refusal, refusal);
    QVERIFY(tag.empty());
    QCOMPARE(told.size(), 5);
    QVERIFY(m_scene->route.submits.empty() && m_scene->route.batches.empty() && m_scene->route.revisions.empty());
    QCOMPARE(m_scene->orders.orders().size(), std::size_t{1});
    QVERIFY(m_scene->batches.batches().empty());
}

void TestOrderDesk::aLockedWindowLocksNoOther()
{
    m_scene->arm();
    QSignalSpy changes{&desk(), &OrderDesk::windowLockChanged};
    desk().setWindowLocked(QStringLiteral("Ladder"), true);
    desk().setWindowLocked(QStringLiteral("Ladder"), true);
    QCOMPARE(changes.size(), 1);
    QVERIFY(!desk().isArmed(QStringLiteral("Ladder")));
    QVERIFY(desk().isArmed(QStringLiteral("Ticket")));
    QCOMPARE(desk().submit(m_scene->draft(), QStringLiteral("Ladder")).refusal, DeskRefusal::WindowLocked);
    QVERIFY(desk().submit(m_scene->draft(), QStringLiteral("Ticket")).sent());
    desk().setWindowLocked(QStringLiteral("Ladder"), false);
    QVERIFY(desk().isArmed(QStringLiteral("Ladder")));
    QCOMPARE(changes.size(), 2);
}

void TestOrderDesk::pullsPassEveryGate()
{
    work("U1");
    m_scene->gates.killed = true;
    m_scene->gates.journalFit = false;
    desk().setWindowLocked(QStringLiteral("Orders"), true);
    desk().blockTrading();
    QVERIFY(desk().pull({OrderId{"U1"}}, QStringLiteral("Orders")).sent());
    QVERIFY(desk().pullAll(QStringLiteral("Orders")).sent());
    QCOMPARE(m_scene->route.pulls.size(), std::size_t{2});
    QVERIFY(m_scene->route.pulls.front().manual_order_indicator());
    QCOMPARE(m_scene->route.lastClick.window, QStringLiteral("Orders"));
}

void TestOrderDesk::theClickSaysWhatStoodOnTheScreen()
{
    m_scene->arm();
    m_scene->gates.frame = 4711;
    m_scene->clock.advance(40ms);
    QVERIFY(desk().submit(m_scene->draft(), QStringLiteral("Order ticket")).sent());
    const Click &click = m_scene->route.lastClick;
    QCOMPARE(click.window, QStringLiteral("Order ticket"));
    QCOMPARE(click.wallTime, m_scene->clock.wallNow());
    QVERIFY(click.seen.has_value());
    QCOMPARE(click.seen->bid, Price::parse("100"));
    QCOMPARE(click.seen->bidVolume, Quantity{10});
    QCOMPARE(click.seen->offer, Price::parse("100.25"));
    QCOMPARE(click.seen->offerVolume, Quantity{12});
    QCOMPARE(click.seen->last, Price::parse("100"));
    QCOMPARE(click.seen->ageNanoseconds, std::chrono::nanoseconds{40ms}.count());
    QCOMPARE(click.seen->frame, std::uint64_t{4711});
    QCOMPARE(click.seen->revision, m_scene->board.find(m_scene->market)->revision);
    QCOMPARE(click.seen->freshness, QStringLiteral("Live"));
}

void TestOrderDesk::severalOrdersOfOnePressShareAMessage()
{
    m_scene->arm();
    SubmissionDraft both;
    both.link = OrderLink::Oco;
    OrderDraft sell = m_scene->draft("101");
    sell.side = Side::Sell;
    both.orders = {m_scene->draft(), sell};
    QVERIFY(desk().submit(both).sent());
    QCOMPARE(m_scene->route.submits.size(), std::size_t{1});
    QCOMPARE(m_scene->route.submits[0].orders_size(), 2);
    QCOMPARE(m_scene->route.submits[0].order_link(), common::ORDER_LINK_OCO);
    QCOMPARE(m_scene->orders.orders().size(), std::size_t{2});
    QVERIFY(m_scene->route.submits[0].orders(0).tag() != m_scene->route.submits[0].orders(1).tag());
    QCOMPARE(m_scene->orders.orders()[1].tag, m_scene->route.submits[0].orders(1).tag());
}

void TestOrderDesk::theSameOrderTwiceIsRefusedForAMoment()
{
    m_scene->arm();
    QVERIFY(desk().submit(m_scene->draft()).sent());
    m_scene->clock.advance(499ms);
    const DeskAnswer again = desk().submit(m_scene->draft());
    QCOMPARE(again.refusal, DeskRefusal::DraftProblems);
    QVERIFY(hasProblem(again, OrderProblemKind::DuplicateOrder));
    QVERIFY(
        !hasProblem(DeskAnswer{DeskRefusal::None, desk().check(m_scene->draft())}, OrderProblemKind::DuplicateOrder));
    QVERIFY(desk().submit(m_scene->draft("99.5")).sent());
    m_scene->clock.advance(2ms);
    QVERIFY(desk().submit(m_scene->draft()).sent());
}

void TestOrderDesk::ordersPerSecondAreLimitedAndPullsAreNot()
{
    RiskLimits limits;
    limits.maxOrdersPerSecond = 3;
    limits.duplicateWindow = 0ms;
    m_scene->limits.restore(limits, std::nullopt);
    work("U1");
    m_scene->arm();
    QVERIFY(desk().submit(m_scene->draft("99.75")).sent());
    QVERIFY(desk().submit(m_scene->draft("99.5")).sent());
    QVERIFY(desk().revise(priceChange("U1", "99.25")).sent());
    QVERIFY(hasProblem(desk().submit(m_scene->draft("99")), OrderProblemKind::OrderRate));
    QVERIFY(hasProblem(desk().revise(priceChange("U1", "99")), OrderProblemKind::OrderRate));
    for (int i = 0; i < 20; ++i)
        QVERIFY(desk().pull({OrderId{"U1"}}).sent());
    m_scene->clock.advance(1'001ms);
    QVERIFY(desk().submit(m_scene->draft("99")).sent());
}

void TestOrderDesk::thePersonalLimitsHold()
{
    RiskLimits limits;
    limits.maxTicksFromMarket = 4;
    limits.maxClip = 1;
    m_scene->limits.restore(limits, std::nullopt);
    QCOMPARE(desk().limits().maxTicksFromMarket, 4);
    m_scene->arm();
    const DeskAnswer answer = desk().submit(m_scene->draft("98"));
    QCOMPARE(answer.refusal, DeskRefusal::DraftProblems);
    QVERIFY(hasProblem(answer, OrderProblemKind::FarFromMarket));
    QVERIFY(hasProblem(answer, OrderProblemKind::ClipSize));
}

void TestOrderDesk::closingIgnoresTheTradersOwnLimitsButNotTheGates()
{
    RiskLimits limits;
    limits.maxClip = 1;
    limits.maxOrdersPerSecond = 1;
    m_scene->limits.restore(limits, std::nullopt);
    m_scene->tellPosition(5, 0);
    m_scene->arm();
    OrderDraft close = m_scene->draft();
    close.side = Side::Sell;
    close.type = OrderType::Flatten;
    close.limit.reset();
    close.volume = {5};
    std::string tag;
    QVERIFY(desk().submitClose(close, {}, tag).sent());
    QCOMPARE(tag, m_scene->route.submits.back().orders(0).tag());
    QVERIFY(desk().submitClose(close, {}, tag).sent()); // a second round is no duplicate
    close.side = Side::Buy;                             // the wrong way
    QCOMPARE(desk().submitClose(close, {}, tag).refusal, DeskRefusal::DraftProblems);
}

void TestOrderDesk::aBatchGoesOutAsOneMessage()
{
    m_scene->arm();
    OrderDraft elsewhere = m_scene->draft("99.5", 1);
    elsewhere.market = m_scene->other;
    QVERIFY(desk().submit(BatchDraft{{SubmissionDraft{m_scene->draft()}, SubmissionDraft{elsewhere}}}).sent());
    QCOMPARE(m_scene->route.batches.size(), std::size_t{1});
    const auto &batch = m_scene->route.batches[0];
    QCOMPARE(batch.submissions_size(), 2);
    QCOMPARE(batch.submissions(1).market_id(), std::string{"M2"});
    QCOMPARE(batch.submissions(1).orders(0).limit_price().value(), std::string{"99.50"});
    QVERIFY(!batch.batch_id().empty());
    QCOMPARE(m_scene->batches.find(batch.batch_id())->state, BatchState::Sent);
    QCOMPARE(m_scene->orders.unnamedTags().size(), std::size_t{2});
}

void TestOrderDesk::aRefusedBatchLeavesNoOrderInDoubt()
{
    m_scene->arm();
    QVERIFY(desk().submit(BatchDraft{{SubmissionDraft{m_scene->draft()}}}).sent());
    t4proto::v1::orderrouting::OrderBatchReject reject;
    reject.set_batch_id(m_scene->route.batches[0].batch_id());
    reject.set_reason("account not subscribed");
    m_scene->batches.applyReject(reject);
    QVERIFY(m_scene->orders.unnamedTags().empty());
    QCOMPARE(m_scene->orders.orders()[0].state(), OrderState::Rejected);
}

void TestOrderDesk::aBatchWithOneBadLineIsNotSentAndSaysWhich()
{
    m_scene->arm();
    OrderDraft bad = m_scene->draft("99.8");
    const DeskAnswer answer = desk().submit(BatchDraft{{SubmissionDraft{m_scene->draft()}, SubmissionDraft{bad}}});
    QCOMPARE(answer.refusal, DeskRefusal::DraftProblems);
    QCOMPARE(answer.problems.front().kind, OrderProblemKind::LimitOffTick);
    QCOMPARE(answer.problems.front().submission, 1);
    QCOMPARE(desk().submit(BatchDraft{}).problems.front().kind, OrderProblemKind::BatchEmpty);
    QVERIFY(m_scene->route.batches.empty());
}

void TestOrderDesk::disarmsWhenNobodyTouchesTheProgram()
{
    RiskLimits limits;
    limits.idleMinutes = 5;
    m_scene->limits.restore(limits, std::nullopt);
    m_scene->arm();
    m_scene->clock.advance(4min);
    desk().noteActivity();
    m_scene->clock.advance(4min + 59s);
    desk().tick();
    QVERIFY(desk().isArmed());
    m_scene->clock.advance(1s);
    desk().tick();
    QVERIFY(!desk().isArmed());
    QCOMPARE(desk().disarmedBy(), DisarmReason::Idle);
    QVERIFY(desk().setArmed(true));
    desk().tick();
    QVERIFY(desk().isArmed());
}

void TestOrderDesk::disarmsOnAccountChangeAndOnTheEndOfTheSession()
{
    m_scene->arm();
    desk().noteAccountChanged();
    QVERIFY(!desk().isArmed());
    QCOMPARE(desk().disarmedBy(), DisarmReason::AccountChanged);
    QVERIFY(desk().setArmed(true));
    desk().setLive(false);
    QVERIFY(!desk().isArmed());
    QCOMPARE(desk().disarmedBy(), DisarmReason::NotLive);
}

void TestOrderDesk::cannotBeArmedWhileKilled()
{
    m_scene->gates.killed = true;
    desk().setLive(true);
    QVERIFY(!desk().setArmed(true));
    m_scene->gates.killed = false;
    QVERIFY(desk().setArmed(true));
}

QTEST_GUILESS_MAIN(TestOrderDesk)
#include "test_order_desk.moc"
