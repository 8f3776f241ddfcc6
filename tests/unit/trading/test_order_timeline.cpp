// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_steps.h"
#include "app/trading/order_store.h"
#include "tests/support/fake_clock.h"
#include "tests/unit/trading/order_messages.h"

#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

using Stage = OrderStage;
using Stages = std::vector<OrderStage>;

class TestOrderTimeline : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void aSubmissionIsFollowedFromTheClickToTheFill();
    void eachStepHasItsMomentAndTheServersWords();
    void everyChangeHasItsStage_data();
    void everyChangeHasItsStage();
    void whatWasNotSentSaysSo();
    void aStepIsNotedOnce();
    void theSocketMayTellAfterTheServer();
    void revisionsAndPullsBeginHere();
    void aHeldOrderIsActivatedOnce();
    void aHeldOrderThatIsPulledWasNotActivated();
    void aConditionThatIsMetWhileHeldIsActivation();
    void whatIsToldAgainAddsNothing();
    void whatComesLateIsToldOnly();
    void aBreakAndItsResolution();
    void anOrderThatTheSnapshotDoesNotNameIsGone();
    void silenceMakesItUnknown();
    void anOrderNamedBeforeItsTagInheritsTheSteps();
    void legsAreNoSteps();
    void theFirstAndTheNewestStepsAreKept();
    void stepsOfUnknownOrdersAreIgnored();

    void everyOrderOfABracketGetsItsRow();
    void aFlattenLeftToTheServerHasNoSideYet();
    void whatIsInFlightIsCountedUntilTheExchangeAnswers();

private:
    [[nodiscard]] const Order &order(const char *id) const { return *m_store->find(OrderId{id}); }
    [[nodiscard]] static Stages stagesOf(const Order &order)
    {
        Stages stages;
        for (const OrderStep &step : order.timeline)
            stages.push_back(step.stage);
        return stages;
    }
    [[nodiscard]] static OrderDraft draft()
    {
        OrderDraft draft;
        draft.account = AccountId{"A1"};
        draft.market = MarketId{"M1"};
        draft.volume = {5};
        draft.limit = price("100.25");
        return draft;
    }
    [[nodiscard]] static orderrouting::OrderUpdate told(const char *id, int sequence, common::OrderChange change,
                                                        common::OrderStatus status,
                                                        common::ResponsePending pending = common::RESPONSE_PENDING_NONE)
    {
        auto update = workingOrder(id, sequence);
        update.set_change(change);
        update.set_status(status);
        update.set_response_pending(pending);
        return update;
    }

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<OrderStore> m_store;
};

void TestOrderTimeline::init()
{
    m_store.reset();
    m_clock = std::make_unique<FakeClock>();
    m_store = std::make_unique<OrderStore>(*m_clock);
}

void TestOrderTimeline::aSubmissionIsFollowedFromTheClickToTheFill()
{
    m_store->noteSent(draft(), "t1");
    m_store->noteRecorded("t1");
    m_store->noteHandedOver("t1", m_clock->steadyNow());
    auto first = told("U1", 1, common::ORDER_CHANGE_SUBMISSION_RISK_SUCCESS, common::ORDER_STATUS_NONE,
                      common::RESPONSE_PENDING_SUBMISSION);
    first.set_tag("t1");
    m_store->applyUpdate(first);
    m_store->applyUpdate(told("U1", 2, common::ORDER_CHANGE_SUBMISSION_SENT, common::ORDER_STATUS_WORKING,
                              common::RESPONSE_PENDING_SUBMISSION));
    m_store->applyUpdate(told("U1", 3, common::ORDER_CHANGE_SUBMISSION_SUCCESS, common::ORDER_STATUS_WORKING));
    m_store->applyTrade(trade("U1", 4, 2, 2));
    auto last = trade("U1", 5, 3, 5);
    last.set_change(common::ORDER_CHANGE_TRADE_COMPLETED);
    last.set_status(common::ORDER_STATUS_FINISHED);
    m_store->applyTrade(last);
    QCOMPARE(stagesOf(order("U1")), (Stages{Stage::Intended, Stage::Recorded, Stage::Sent, Stage::RiskPassed,
                                            Stage::AtExchange, Stage::Working, Stage::PartFilled, Stage::Filled}));
}

void TestOrderTimeline::eachStepHasItsMomentAndTheServersWords()
{
    const WallTime began = m_clock->wallNow();
    const SteadyTime beganSteady = m_clock->steadyNow();
    m_store->noteSent(draft(), "t1");
    m_clock->advance(5ms);
    m_store->noteHandedOver("t1", beganSteady + 2ms); // told by another thread, later
    m_clock->advance(5ms);
    m_store->setArrival(beganSteady + 8ms);
    auto refused = told("U1", 7, common::ORDER_CHANGE_SUBMISSION_REJECTED, common::ORDER_STATUS_REJECTED);
    refused.set_tag("t1");
    refused.set_status_detail("not today");
    refused.mutable_time()->set_seconds(1'785'585'600);
    refused.mutable_exchange_time()->set_seconds(1'785'585'599);
    m_store->applyUpdate(refused);
    const OrderTimeline &steps = order("U1").timeline;
    QCOMPARE(steps.size(), std::size_t{3});
    QVERIFY(steps[0].at == began && steps[0].steadyAt == beganSteady);
    QVERIFY(steps[1].at == began + 2ms);
    QVERIFY(!steps[1].serverTime);
    QVERIFY(steps[2].at == began + 8ms && steps[2].steadyAt == beganSteady + 8ms);
    QVERIFY(steps[2].serverTime == WallTime{1'785'585'600s});
    QVERIFY(steps[2].exchangeTime == WallTime{1'785'585'599s});
    QCOMPARE(steps[2].stage, Stage::Rejected);
    QCOMPARE(steps[2].change, OrderChange::SubmissionRejected);
    QCOMPARE(steps[2].status, OrderStatus::Rejected);
    QCOMPARE(steps[2].detail, std::string{"not today"});
    QCOMPARE(steps[2].sequence, 7);
}

void TestOrderTimeline::everyChangeHasItsStage_data()
{
    QTest::addColumn<int>("change");
    QTest::addColumn<OrderStatus>("status");
    QTest::addColumn<ResponsePending>("pendingBefore");
    QTest::addColumn<int>("filled");
    QTest::addColumn<OrderStage>("stage");
    const auto row = [](int change, Stage stage, OrderStatus status = OrderStatus::Working, int filled = 0,
                        ResponsePending before = ResponsePending::None) {
        QTest::addRow("change %d, status %d, filled %d, pending %d", change, static_cast<int>(status), filled,
                      static_cast<int>(before))
            << change << status << before << filled << stage;
    };
    row(2, Stage::RiskPassed);
    row(2, Stage::Held, OrderStatus::Held);
    row(3, Stage::Rejected, OrderStatus::Rejected);
    row(4, Stage::AtExchange);
    row(5, Stage::Rejected, OrderStatus::Rejected);
    row(6, Stage::Working);
    row(6, Stage::Held, OrderStatus::Held);
    row(7, Stage::Rejected, OrderStatus::Rejected);
    row(8, Stage::Revising);
    row(9, Stage::RevisionFailed);
    row(10, Stage::Revising);
    row(11, Stage::RevisionFailed);
    row(12, Stage::Revised);
    row(13, Stage::RevisionFailed);
    row(14, Stage::Pulling);
    row(15, Stage::PullFailed);
    row(16, Stage::Pulling);
    row(17, Stage::PullFailed);
    row(18, Stage::Pulled, OrderStatus::Finished);
    row(19, Stage::PullFailed);
    row(20, Stage::PartFilled, OrderStatus::Working, 2);
    row(20, Stage::Filled, OrderStatus::Working, 5);
    row(20, Stage::Filled, OrderStatus::Finished, 5);
    row(21, Stage::Filled, OrderStatus::Finished, 5);
    row(22, Stage::Busted);
    row(23, Stage::Told);
    row(30, Stage::RolledOver);
    row(28, Stage::Told);
    row(99, Stage::Told);
    row(1, Stage::Rejected, OrderStatus::Rejected);
    row(1, Stage::Rejected, OrderStatus::Working, 0, ResponsePending::Submission);
    row(1, Stage::RevisionFailed, OrderStatus::Working, 0, ResponsePending::Revision);
    row(1, Stage::PullFailed, OrderStatus::Working, 0, ResponsePending::Pull);
    row(1, Stage::Told);
    row(0, Stage::Rejected, OrderStatus::Rejected);
    row(0, Stage::Held, OrderStatus::Held);
    row(0, Stage::Filled, OrderStatus::Finished, 5);
    row(0, Stage::Told, OrderStatus::Finished, 2);
    row(0, Stage::Told, OrderStatus{77});
}

void TestOrderTimeline::everyChangeHasItsStage()
{
    QFETCH(int, change);
    QFETCH(OrderStatus, status);
    QFETCH(ResponsePending, pendingBefore);
    QFETCH(int, filled);
    Order order;
    order.status = status;
    order.current.volume = {5};
    order.filled = {filled};
    const StageBefore before{OrderStatus::Working, pendingBefore, 0};
    QTEST(stageOf(static_cast<OrderChange>(change), before, order), "stage");
}

void TestOrderTimeline::whatWasNotSentSaysSo()
{
    m_store->noteSent(draft(), "t1");
    m_store->noteNotSent("t1");
    QCOMPARE(stagesOf(m_store->orders()[0]), (Stages{Stage::Intended, Stage::NotSent}));
}

void TestOrderTimeline::aStepIsNotedOnce()
{
    m_store->noteSent(draft(), "t1");
    QSignalSpy changed{m_store.get(), &OrderStore::orderChanged};
    m_store->noteRecorded("t1");
    m_store->noteRecorded("t1");
    m_store->noteHandedOver("t1", m_clock->steadyNow());
    m_store->noteHandedOver("t1", m_clock->steadyNow());
    QCOMPARE(changed.size(), 2);
    QCOMPARE(stagesOf(m_store->orders()[0]), (Stages{Stage::Intended, Stage::Recorded, Stage::Sent}));
}

void TestOrderTimeline::theSocketMayTellAfterTheServer()
{
    m_store->noteSent(draft(), "t1");
    const SteadyTime written = m_clock->steadyNow() + 1ms;
    m_clock->advance(3ms);
    auto update = workingOrder("U1");
    update.set_tag("t1");
    m_store->applyUpdate(update);
    const auto acknowledged = order("U1").acknowledgedAfter;
    m_clock->advance(1ms);
    m_store->noteHandedOver("t1", written);
    m_store->noteRecorded("t1");
    QCOMPARE(stagesOf(order("U1")), (Stages{Stage::Intended, Stage::Sent, Stage::Working, Stage::Recorded}));
    QVERIFY(order("U1").acknowledgedAfter == acknowledged);
}

void TestOrderTimeline::revisionsAndPullsBeginHere()
{
    m_store->applyUpdate(workingOrder("U1"));
    OrderRevision revision;
    revision.order = OrderId{"U1"};
    revision.activation = Activation{};
    revision.activation->kind = ActivationKind::Queue;
    m_store->noteRevisionSent(OrderId{"U1"}, revision);
    m_store->applyUpdate(told("U1", 2, common::ORDER_CHANGE_REVISION_SUCCESS, common::ORDER_STATUS_WORKING));
    m_store->notePullSent(OrderId{"U1"});
    m_store->applyUpdate(told("U1", 3, common::ORDER_CHANGE_PULL_SUCCESS, common::ORDER_STATUS_FINISHED));
    QCOMPARE(stagesOf(order("U1")),
             (Stages{Stage::Working, Stage::Revising, Stage::Revised, Stage::Pulling, Stage::Pulled}));
    QVERIFY(order("U1").askedActivation == revision.activation);
}

void TestOrderTimeline::aHeldOrderIsActivatedOnce()
{
    m_store->applyUpdate(told("U1", 1, common::ORDER_CHANGE_SUBMISSION_RISK_SUCCESS, common::ORDER_STATUS_HELD));
    m_store->applyUpdate(told("U1", 2, common::ORDER_CHANGE_SUBMISSION_SENT, common::ORDER_STATUS_WORKING,
                              common::RESPONSE_PENDING_SUBMISSION));
    m_store->applyUpdate(told("U1", 3, common::ORDER_CHANGE_SUBMISSION_SUCCESS, common::ORDER_STATUS_WORKING));
    QCOMPARE(stagesOf(order("U1")), (Stages{Stage::Held, Stage::Activated, Stage::AtExchange, Stage::Working}));
}

void TestOrderTimeline::aHeldOrderThatIsPulledWasNotActivated()
{
    m_store->applyUpdate(told("U1", 1, common::ORDER_CHANGE_SUBMISSION_RISK_SUCCESS, common::ORDER_STATUS_HELD));
    m_store->applyUpdate(told("U1", 2, common::ORDER_CHANGE_PULL_SUCCESS, common::ORDER_STATUS_FINISHED));
    QCOMPARE(stagesOf(order("U1")), (Stages{Stage::Held, Stage::Pulled}));
}

void TestOrderTimeline::aConditionThatIsMetWhileHeldIsActivation()
{
    auto held = told("U1", 1, common::ORDER_CHANGE_SUBMISSION_RISK_SUCCESS, common::ORDER_STATUS_HELD);
    held.set_activation_type(common::ACTIVATION_TYPE_QUEUE);
    m_store->applyUpdate(held);
    auto triggered = told("U1", 2, common::ORDER_CHANGE_NONE, common::ORDER_STATUS_HELD);
    triggered.set_activation_type(common::ACTIVATION_TYPE_TRIGGERED_QUEUE);
    m_store->applyUpdate(triggered);
    auto working = told("U1", 3, common::ORDER_CHANGE_SUBMISSION_SUCCESS, common::ORDER_STATUS_WORKING);
    working.set_activation_type(common::ACTIVATION_TYPE_TRIGGERED_QUEUE);
    m_store->applyUpdate(working);
    QCOMPARE(stagesOf(order("U1")), (Stages{Stage::Held, Stage::Activated, Stage::Told, Stage::Working}));
}

void TestOrderTimeline::whatIsToldAgainAddsNothing()
{
    m_store->applyUpdate(workingOrder("U1"));
    m_store->applyTrade(trade("U1", 2, 2, 2));
    m_store->applyTrade(trade("U1", 2, 2, 2));
    m_store->applyUpdate(workingOrder("U1")); // the snapshot tells the first again
    QCOMPARE(order("U1").timeline.size(), std::size_t{2});
    m_store->applyUpdate(workingOrder("U2", 0));
    m_store->applyUpdate(workingOrder("U2", 0));
    QCOMPARE(order("U2").timeline.size(), std::size_t{1});
    auto revised = told("U2", 0, common::ORDER_CHANGE_REVISION_SUCCESS, common::ORDER_STATUS_WORKING);
    m_store->applyUpdate(revised);
    m_store->applyUpdate(workingOrder("U2", 0)); // without a number: news again
    QCOMPARE(order("U2").timeline.size(), std::size_t{3});
}

void TestOrderTimeline::whatComesLateIsToldOnly()
{
    m_store->applyUpdate(workingOrder("U1", 5));
    m_store->applyTrade(trade("U1", 3, 2, 2));
    QCOMPARE(stagesOf(order("U1")), (Stages{Stage::Working, Stage::Told}));
    QCOMPARE(order("U1").timeline[1].change, OrderChange::Trade);
}

void TestOrderTimeline::aBreakAndItsResolution()
{
    m_store->applyUpdate(workingOrder("U1"));
    m_store->markAllUnknown();
    m_store->markAllUnknown();
    m_store->applyUpdate(workingOrder("U1")); // nothing newer, but the server's word
    QCOMPARE(stagesOf(order("U1")), (Stages{Stage::Working, Stage::Unknown, Stage::Resolved}));
    m_store->markAllUnknown();
    auto done = told("U1", 9, common::ORDER_CHANGE_PULL_SUCCESS, common::ORDER_STATUS_FINISHED);
    m_store->applyUpdate(done);
    QCOMPARE(stagesOf(order("U1")),
             (Stages{Stage::Working, Stage::Unknown, Stage::Resolved, Stage::Unknown, Stage::Resolved, Stage::Pulled}));
}

void TestOrderTimeline::anOrderThatTheSnapshotDoesNotNameIsGone()
{
    m_store->applyUpdate(workingOrder("U1"));
    m_store->beginSnapshot(AccountId{"A1"});
    m_store->endSnapshot(AccountId{"A1"});
    QCOMPARE(stagesOf(order("U1")), (Stages{Stage::Working, Stage::Gone}));
}

void TestOrderTimeline::silenceMakesItUnknown()
{
    m_store->noteSent(draft(), "t1");
    m_clock->advance(10s);
    m_store->markUnansweredUnknown(10s);
    m_store->markUnansweredUnknown(10s);
    QCOMPARE(stagesOf(m_store->orders()[0]), (Stages{Stage::Intended, Stage::Unknown}));
    auto bad = workingOrder("U9");
    bad.mutable_current_limit_price()->set_value("x");
    m_store->applyUpdate(bad);
    QCOMPARE(stagesOf(order("U9")), Stages{Stage::Unknown});
}

void TestOrderTimeline::anOrderNamedBeforeItsTagInheritsTheSteps()
{
    m_store->noteSent(draft(), "t1");
    m_clock->advance(1ms);
    m_store->applyTrade(trade("U1", 2, 2, 2)); // tells no tag
    m_clock->advance(1ms);
    auto update = workingOrder("U1", 3);
    update.set_tag("t1");
    m_store->applyUpdate(update);
    m_store->noteHandedOver("t1", m_clock->steadyNow());
    QCOMPARE(stagesOf(order("U1")), (Stages{Stage::Intended, Stage::PartFilled, Stage::Working, Stage::Sent}));
}

void TestOrderTimeline::legsAreNoSteps()
{
    m_store->applyUpdate(workingOrder("U1"));
    auto leg = about<orderrouting::OrderUpdateTradeLeg>("U1", 2);
    leg.set_volume(1);
    m_store->applyTradeLeg(leg);
    QCOMPARE(stagesOf(order("U1")), Stages{Stage::Working});
}

void TestOrderTimeline::theFirstAndTheNewestStepsAreKept()
{
    m_store->noteSent(draft(), "t1");
    auto update = workingOrder("U1");
    update.set_tag("t1");
    for (int sequence = 1; sequence <= 500; ++sequence) {
        update.set_sequence_order(sequence);
        m_store->applyUpdate(update);
    }
    const OrderTimeline &steps = order("U1").timeline;
    QCOMPARE(steps.size(), maxTimelineSteps);
    QCOMPARE(steps.front().stage, Stage::Intended);
    QCOMPARE(steps.back().sequence, 500);
    QCOMPARE(steps[1].sequence, 500 - static_cast<int>(maxTimelineSteps) + 2);
}

void TestOrderTimeline::stepsOfUnknownOrdersAreIgnored()
{
    m_store->noteRecorded("nothing");
    m_store->noteHandedOver("nothing", m_clock->steadyNow());
    m_store->noteRevisionSent(OrderId{"U9"}, {});
    m_store->notePullSent(OrderId{"U9"});
    QVERIFY(m_store->orders().empty());
}

void TestOrderTimeline::everyOrderOfABracketGetsItsRow()
{
    SubmissionDraft bracket{draft()};
    bracket.link = OrderLink::AutoOco;
    bracket.exits = {{.volume = {}, .profit = price("2"), .stop = price("-1.5"), .trail = price("1.5")}};
    QSignalSpy added{m_store.get(), &OrderStore::orderAdded};
    m_store->noteSent(bracket, {"e", "p", "s"});
    QCOMPARE(added.size(), 3);
    QCOMPARE(m_store->unnamedTags().size(), std::size_t{3});
    const Order &stop = m_store->orders()[2];
    QCOMPARE(stop.state(), OrderState::Sending);
    QCOMPARE(stop.link, OrderLink::AutoOco);
    QCOMPARE(stop.side, std::optional{Side::Sell});
    QCOMPARE(stop.type, OrderType::StopMarket);
    QVERIFY(!stop.current.stop); // not known before the fill
    QVERIFY(stop.trail == price("1.5"));
    QCOMPARE(stop.activationType, static_cast<int>(ActivationKind::Hold));
    QCOMPARE(stagesOf(stop), Stages{Stage::Intended});
    auto held = told("U3", 1, common::ORDER_CHANGE_SUBMISSION_RISK_SUCCESS, common::ORDER_STATUS_HELD);
    held.set_tag("s");
    held.set_order_link(common::ORDER_LINK_AUTO_OCO);
    held.set_activation_type(common::ACTIVATION_TYPE_HOLD);
    m_store->applyUpdate(held);
    QCOMPARE(m_store->orders().size(), std::size_t{3});
    QVERIFY(order("U3").hasRawOffsets());
    QCOMPARE(stagesOf(order("U3")), (Stages{Stage::Intended, Stage::Held}));
}

void TestOrderTimeline::aFlattenLeftToTheServerHasNoSideYet()
{
    OrderDraft flatten = draft();
    flatten.type = OrderType::Flatten;
    flatten.flattenAll = true;
    m_store->noteSent(flatten, "t1");
    QVERIFY(!m_store->orders()[0].side);
    QCOMPARE(m_store->orders()[0].current.volume.contracts, 0);
}

void TestOrderTimeline::whatIsInFlightIsCountedUntilTheExchangeAnswers()
{
    const auto inFlight = [this] { return m_store->inFlight(AccountId{"A1"}, MarketId{"M1"}); };
    SubmissionDraft bracket{draft()};
    bracket.link = OrderLink::AutoOcoMp;
    bracket.exits = {{.volume = {5}, .profit = price("102"), .stop = price("98"), .trail = std::nullopt}};
    m_store->noteSent(bracket, {"e", "p", "s"});
    OrderDraft sell = draft();
    sell.side = Side::Sell;
    sell.volume = {3};
    m_store->noteSent(sell, "x");
    QVERIFY(inFlight() == (InFlight{.buys = {5}, .sells = {3}}));
    QVERIFY(m_store->inFlight(AccountId{"A1"}, MarketId{"M2"}) == InFlight{});
    QVERIFY(m_store->inFlight(AccountId{"A2"}, MarketId{"M1"}) == InFlight{});
    auto update = told("U1", 1, common::ORDER_CHANGE_SUBMISSION_SENT, common::ORDER_STATUS_WORKING,
                       common::RESPONSE_PENDING_SUBMISSION);
    update.set_tag("e");
    m_store->applyUpdate(update);
    QCOMPARE(inFlight().buys.contracts, 5);
    m_store->applyUpdate(told("U1", 2, common::ORDER_CHANGE_SUBMISSION_SUCCESS, common::ORDER_STATUS_WORKING));
    QCOMPARE(inFlight().buys.contracts, 0);
    m_store->noteNotSent("x");
    QCOMPARE(inFlight().sells.contracts, 0);
}

QTEST_GUILESS_MAIN(TestOrderTimeline)
#include "test_order_timeline.moc"
