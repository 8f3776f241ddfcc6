// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/flatten_run.h"

#include <QTest>

using namespace depthdeck;
using namespace std::chrono_literals;

/// The rules of a flatten that proves itself, step by step, without a wire.
class TestFlattenRun final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void pullsThenClosesThenVerifies();
    void isFlatAtOnceWithoutOrdersAndPosition();
    void onlyPullsWhenThePositionIsFlatAlready();
    void theSameViewTwiceWishesNothingNew();
    void anOrderNamedLaterIsPulledToo();
    void waitsForSubmissionsThatAreNotNamed();
    void aFillBetweenPullAndEndChangesTheNetBeforeItIsRead();
    void doesNotReadANetOlderThanTheLastFill();
    void aFillAfterTheNetWasReadMakesASecondRound();
    void roundsAreUsedUp();
    void aPullRejectedBecauseFilledIsAnOrderThatEnded();
    void anOrderThatDoesNotEndInTimeEndsTheRun();
    void aNetThatIsNeverToldEndsTheRun();
    void aClosingOrderThisProgramRefusesEndsTheRun();
    void aClosingOrderTheServerRefusesEndsTheRunWithItsWords();
    void aRefusalBecauseThePositionChangedMakesASecondRound();
    void aClosingOrderThatEndsShortEndsTheRun();
    void aClosingOrderThatIsNotFilledInTimeIsPulled();
    void aSessionThatBreaksEndsTheRun_data();
    void aSessionThatBreaksEndsTheRun();
    void canBeAbortedAtEachStep_data();
    void canBeAbortedAtEachStep();
    void aRunThatEndedWishesNothing();

private:
    void works(const char *id) { m_view.orders.push_back({OrderId{id}, false}); }
    void ends(std::size_t order) { m_view.orders.at(order).isFinal = true; }
    void wait(std::chrono::milliseconds time) { m_view.now += time; }
    FlattenWish advance() { return m_run->advance(m_view); }
    [[nodiscard]] StepState state(FlattenStep step) const { return m_run->state(step); }
    /// Long 3 with one order working, brought to @p step.
    void reach(FlattenStep step);

    std::optional<FlattenRun> m_run;
    FlattenView m_view;
};

void TestFlattenRun::init()
{
    m_view = {};
    m_view.now = SteadyTime{1h};
    m_run.emplace(AccountId{"A1"}, MarketId{"M1"}, m_view.now, 10s);
}

void TestFlattenRun::reach(FlattenStep step)
{
    works("U1");
    advance();
    if (step == FlattenStep::AwaitFinal)
        return;
    ends(0);
    advance();
    if (step == FlattenStep::ReadNet)
        return;
    m_view.net = Quantity{3};
    advance();
    if (step == FlattenStep::AwaitFill)
        return;
    m_view.net.reset();
    m_view.closingFinal = true;
    m_view.closingFilled = {3};
    advance();
}

void TestFlattenRun::pullsThenClosesThenVerifies()
{
    works("U1");
    works("U2");
    FlattenWish wish = advance();
    QCOMPARE(wish.kind, FlattenWish::Kind::Pull);
    QCOMPARE(wish.pulls, (std::vector{OrderId{"U1"}, OrderId{"U2"}}));
    QCOMPARE(state(FlattenStep::Pull), StepState::Done);
    QCOMPARE(state(FlattenStep::AwaitFinal), StepState::Doing);

    ends(0);
    QCOMPARE(advance().kind, FlattenWish::Kind::Nothing);
    ends(1);
    m_view.net = Quantity{-4};
    wish = advance();
    QCOMPARE(wish.kind, FlattenWish::Kind::SendClose);
    QCOMPARE(wish.side, Side::Buy);
    QCOMPARE(wish.volume, Quantity{4});
    QCOMPARE(m_run->net(), std::optional{Quantity{-4}});
    QCOMPARE(state(FlattenStep::AwaitFill), StepState::Doing);

    m_view.closingFinal = false;
    QCOMPARE(advance().kind, FlattenWish::Kind::Nothing);
    m_view.closingFinal = true;
    m_view.closingFilled = {4};
    m_view.net.reset();
    advance();
    QVERIFY(m_run->isRunning());
    QCOMPARE(state(FlattenStep::VerifyFlat), StepState::Doing);
    m_view.net = Quantity{0};
    advance();
    QCOMPARE(m_run->outcome(), FlattenOutcome::Flat);
    QCOMPARE(state(FlattenStep::VerifyFlat), StepState::Done);
    QCOMPARE(m_run->round(), 1);
    QCOMPARE(m_run->pulledCount(), std::size_t{2});
}

void TestFlattenRun::isFlatAtOnceWithoutOrdersAndPosition()
{
    m_view.net = Quantity{0};
    QCOMPARE(advance().kind, FlattenWish::Kind::Nothing);
    QCOMPARE(m_run->outcome(), FlattenOutcome::Flat);
    QCOMPARE(state(FlattenStep::Send), StepState::Skipped);
    QCOMPARE(state(FlattenStep::AwaitFill), StepState::Skipped);
}

void TestFlattenRun::onlyPullsWhenThePositionIsFlatAlready()
{
    works("U1");
    m_view.net = Quantity{0};
    QCOMPARE(advance().kind, FlattenWish::Kind::Pull);
    ends(0);
    QCOMPARE(advance().kind, FlattenWish::Kind::Nothing);
    QCOMPARE(m_run->outcome(), FlattenOutcome::Flat);
}

void TestFlattenRun::theSameViewTwiceWishesNothingNew()
{
    works("U1");
    QCOMPARE(advance().kind, FlattenWish::Kind::Pull);
    QCOMPARE(advance().kind, FlattenWish::Kind::Nothing);
    ends(0);
    m_view.net = Quantity{1};
    QCOMPARE(advance().kind, FlattenWish::Kind::SendClose);
    const FlattenRun before = *m_run;
    QCOMPARE(advance().kind, FlattenWish::Kind::Nothing);
    QVERIFY(*m_run == before);
}

void TestFlattenRun::anOrderNamedLaterIsPulledToo()
{
    works("U1");
    advance();
    works("U2");
    const FlattenWish wish = advance();
    QCOMPARE(wish.kind, FlattenWish::Kind::Pull);
    QCOMPARE(wish.pulls, std::vector{OrderId{"U2"}});
}

void TestFlattenRun::waitsForSubmissionsThatAreNotNamed()
{
    m_view.anyUnnamed = true;
    m_view.net = Quantity{2};
    QCOMPARE(advance().kind, FlattenWish::Kind::Nothing);
    QCOMPARE(state(FlattenStep::AwaitFinal), StepState::Doing);
    m_view.anyUnnamed = false;
    QCOMPARE(advance().kind, FlattenWish::Kind::SendClose);
}

void TestFlattenRun::aFillBetweenPullAndEndChangesTheNetBeforeItIsRead()
{
    works("U1");
    m_view.net = Quantity{1};
    advance();
    m_view.net = Quantity{3}; // two lots filled before the pull arrived
    ends(0);
    QCOMPARE(advance().volume, Quantity{3});
}

void TestFlattenRun::doesNotReadANetOlderThanTheLastFill()
{
    works("U1");
    advance();
    ends(0);
    QCOMPARE(advance().kind, FlattenWish::Kind::Nothing);
    QCOMPARE(state(FlattenStep::ReadNet), StepState::Doing);
    m_view.net = Quantity{2};
    QCOMPARE(advance().volume, Quantity{2});
}

void TestFlattenRun::aFillAfterTheNetWasReadMakesASecondRound()
{
    reach(FlattenStep::VerifyFlat);
    m_view.closingFinal.reset();
    m_view.net = Quantity{1};
    const FlattenWish wish = advance();
    QCOMPARE(m_run->round(), 2);
    QCOMPARE(wish.kind, FlattenWish::Kind::SendClose);
    QCOMPARE(wish.side, Side::Sell);
    QCOMPARE(wish.volume, Quantity{1});
    m_view.closingFinal = true;
    m_view.closingFilled = {1};
    m_view.net = Quantity{0};
    advance();
    QCOMPARE(m_run->outcome(), FlattenOutcome::Flat);
}

void TestFlattenRun::roundsAreUsedUp()
{
    for (int round = 1; round <= FlattenRun::maxRounds; ++round) {
        m_view.closingFinal.reset();
        m_view.net = Quantity{1};
        QCOMPARE(advance().kind, FlattenWish::Kind::SendClose);
        QCOMPARE(m_run->round(), round);
        m_view.closingFinal = true;
        m_view.closingFilled = {1};
        m_view.net.reset();
        QCOMPARE(advance().kind, FlattenWish::Kind::Nothing);
    }
    m_view.net = Quantity{1};
    QCOMPARE(advance().kind, FlattenWish::Kind::Nothing);
    QCOMPARE(m_run->outcome(), FlattenOutcome::NotFlat);
    QCOMPARE(state(FlattenStep::VerifyFlat), StepState::Failed);
}

void TestFlattenRun::aPullRejectedBecauseFilledIsAnOrderThatEnded()
{
    works("U1");
    advance();
    ends(0); // its fill, not its pull, ended it
    m_view.net = Quantity{2};
    QCOMPARE(advance().kind, FlattenWish::Kind::SendClose);
}

void TestFlattenRun::anOrderThatDoesNotEndInTimeEndsTheRun()
{
    works("U1");
    advance();
    wait(9'999ms);
    advance();
    QVERIFY(m_run->isRunning());
    wait(1ms);
    QCOMPARE(advance().kind, FlattenWish::Kind::Nothing);
    QCOMPARE(m_run->outcome(), FlattenOutcome::NotFinal);
    QCOMPARE(state(FlattenStep::AwaitFinal), StepState::Failed);
    QCOMPARE(state(FlattenStep::Send), StepState::Skipped);
}

void TestFlattenRun::aNetThatIsNeverToldEndsTheRun()
{
    reach(FlattenStep::ReadNet);
    wait(10s);
    advance();
    QCOMPARE(m_run->outcome(), FlattenOutcome::NotFlat);
    QCOMPARE(state(FlattenStep::ReadNet), StepState::Failed);
}

void TestFlattenRun::aClosingOrderThisProgramRefusesEndsTheRun()
{
    reach(FlattenStep::AwaitFill);
    m_run->noteRefused("why");
    QCOMPARE(m_run->outcome(), FlattenOutcome::Refused);
    QCOMPARE(m_run->why(), std::string{"why"});
    QCOMPARE(state(FlattenStep::Send), StepState::Failed);
    QCOMPARE(state(FlattenStep::AwaitFill), StepState::Skipped);
}

void TestFlattenRun::aClosingOrderTheServerRefusesEndsTheRunWithItsWords()
{
    reach(FlattenStep::AwaitFill);
    m_view.closingFinal = true;
    m_view.closingRefused = true;
    m_view.closingDetail = "market is closed";
    advance();
    QCOMPARE(m_run->outcome(), FlattenOutcome::Refused);
    QCOMPARE(m_run->why(), std::string{"market is closed"});
}

void TestFlattenRun::aRefusalBecauseThePositionChangedMakesASecondRound()
{
    reach(FlattenStep::AwaitFill);
    m_view.closingFinal = true;
    m_view.closingRefused = true;
    m_view.net = Quantity{-1};
    const FlattenWish wish = advance();
    QCOMPARE(m_run->round(), 2);
    QCOMPARE(wish.side, Side::Buy);
    QCOMPARE(wish.volume, Quantity{1});
}

void TestFlattenRun::aClosingOrderThatEndsShortEndsTheRun()
{
    reach(FlattenStep::AwaitFill);
    m_view.closingFinal = true;
    m_view.closingFilled = {1};
    m_view.net.reset();
    advance();
    QVERIFY(m_run->isRunning()); // the net after that fill is not told yet
    m_view.net = Quantity{2};
    advance();
    QCOMPARE(m_run->outcome(), FlattenOutcome::NotFilled);
}

void TestFlattenRun::aClosingOrderThatIsNotFilledInTimeIsPulled()
{
    reach(FlattenStep::AwaitFill);
    m_view.closingFinal = false;
    works("C1");
    wait(10s);
    const FlattenWish wish = advance();
    QCOMPARE(wish.kind, FlattenWish::Kind::Pull);
    QCOMPARE(wish.pulls, std::vector{OrderId{"C1"}});
    QCOMPARE(m_run->outcome(), FlattenOutcome::NotFilled);
}

namespace {

void addSteps()
{
    QTest::addColumn<FlattenStep>("step");
    QTest::newRow("awaiting the end of orders") << FlattenStep::AwaitFinal;
    QTest::newRow("reading the net") << FlattenStep::ReadNet;
    QTest::newRow("awaiting the closing order") << FlattenStep::AwaitFill;
    QTest::newRow("verifying") << FlattenStep::VerifyFlat;
}

} // namespace

void TestFlattenRun::aSessionThatBreaksEndsTheRun_data()
{
    addSteps();
}

void TestFlattenRun::aSessionThatBreaksEndsTheRun()
{
    QFETCH(const FlattenStep, step);
    reach(step);
    m_view.live = false;
    QCOMPARE(advance().kind, FlattenWish::Kind::Nothing);
    QCOMPARE(m_run->outcome(), FlattenOutcome::NotLive);
    QCOMPARE(state(step), StepState::Failed);
}

void TestFlattenRun::canBeAbortedAtEachStep_data()
{
    addSteps();
    QTest::newRow("before anything") << FlattenStep::Pull;
}

void TestFlattenRun::canBeAbortedAtEachStep()
{
    QFETCH(const FlattenStep, step);
    if (step != FlattenStep::Pull)
        reach(step);
    m_run->abort();
    QCOMPARE(m_run->outcome(), FlattenOutcome::Aborted);
    QCOMPARE(state(step), StepState::Failed);
    m_view.net = Quantity{5};
    works("U9");
    QCOMPARE(advance().kind, FlattenWish::Kind::Nothing);
    QCOMPARE(m_run->outcome(), FlattenOutcome::Aborted);
}

void TestFlattenRun::aRunThatEndedWishesNothing()
{
    m_view.net = Quantity{0};
    advance();
    works("U1");
    m_view.net = Quantity{7};
    QCOMPARE(advance().kind, FlattenWish::Kind::Nothing);
    m_run->abort();
    m_run->noteRefused("late");
    QCOMPARE(m_run->outcome(), FlattenOutcome::Flat);
}

QTEST_GUILESS_MAIN(TestFlattenRun)
#include "test_flatten_run.moc"
