// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/trading/check_bench.h"

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

class TestRevisionCheck : public QObject, private CheckBench
{
    Q_OBJECT

private slots:
    void init() { reset(); }

    void aGoodRevisionHasNoProblems();
    void nothingChanges();
    void ordersThatCannotBeRevised_data();
    void ordersThatCannotBeRevised();
    void volumeBelowFilled();
    void aPriceTheTypeDoesNotHave();
    void aRevisedPriceIsCheckedLikeANewOne();
    void differencesOfHeldChildrenAreNotPrices();
    void aRevisionNeedsNoImage();
    void offsetsStayOnTheirSideAndOnTick();
    void onlyStopsTrail();
    void aTrailIsAPositiveMultipleOfTheIncrement();
    void conditionsBelongToAnOrderThatWaits();
    void newConditionsKeepTheirKindAndAreNotOver();
    void onlyAQueuedOrderIsReleased();
    void moreLotsMeetTheTradersOwnLimits();
    void fewerLotsPassWhenTheDaysLossIsUsedUp();
    void theStopOfAHeldOrderMayBeOnTheOtherSide();
};

void TestRevisionCheck::aGoodRevisionHasNoProblems()
{
    QVERIFY(checkRevised().empty());
}

void TestRevisionCheck::nothingChanges()
{
    m_revision.limit = m_order.current.limit;
    m_revision.volume = m_order.current.volume;
    QVERIFY(only(checkRevised(), Kind::NothingChanges)->blocks);
    m_revision = {};
    QVERIFY(only(checkRevised(), Kind::NothingChanges)->blocks);
}

void TestRevisionCheck::ordersThatCannotBeRevised_data()
{
    QTest::addColumn<OrderStatus>("status");
    QTest::addColumn<ResponsePending>("pending");
    QTest::addColumn<bool>("unknown");
    QTest::newRow("finished") << OrderStatus::Finished << ResponsePending::None << false;
    QTest::newRow("rejected") << OrderStatus::Rejected << ResponsePending::None << false;
    QTest::newRow("pull pending") << OrderStatus::Working << ResponsePending::Pull << false;
    QTest::newRow("revision pending") << OrderStatus::Working << ResponsePending::Revision << false;
    QTest::newRow("unknown") << OrderStatus::Working << ResponsePending::None << true;
    QTest::newRow("not named") << OrderStatus::None << ResponsePending::Submission << false;
}

void TestRevisionCheck::ordersThatCannotBeRevised()
{
    QFETCH(OrderStatus, status);
    QFETCH(ResponsePending, pending);
    QFETCH(bool, unknown);
    m_order.status = status;
    m_order.pending = pending;
    m_order.unknown = unknown;
    const auto found = only(checkRevised(), Kind::OrderNotRevisable);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->code, static_cast<int>(m_order.state()));
}

void TestRevisionCheck::volumeBelowFilled()
{
    m_order.filled = {3};
    m_revision.volume = Quantity{2};
    const auto found = only(checkRevised(), Kind::VolumeBelowFilled);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->value, std::int64_t{2});
    QCOMPARE(found->limit, std::int64_t{3});
}

void TestRevisionCheck::aPriceTheTypeDoesNotHave()
{
    m_revision.stop = price("99");
    const auto found = only(checkRevised(), Kind::TypeNotSupported);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->code, static_cast<int>(OrderType::Limit));
}

void TestRevisionCheck::aRevisedPriceIsCheckedLikeANewOne()
{
    m_revision.limit = price("99.8");
    QVERIFY(only(checkRevised(), Kind::LimitOffTick)->blocks);
    m_revision.limit = price("1000");
    QVERIFY(only(checkRevised(), Kind::FarFromMarket)->blocks);
    m_order.type = OrderType::StopMarket;
    m_revision.limit.reset();
    m_revision.stop = price("99");
    QVERIFY(only(checkRevised(), Kind::StopOnWrongSide)->blocks);
}

void TestRevisionCheck::differencesOfHeldChildrenAreNotPrices()
{
    m_order.status = OrderStatus::Held;
    m_order.link = OrderLink::AutoOco;
    m_order.side = Side::Sell;
    m_revision.limit = price("2"); // two points from the entry
    QVERIFY(checkRevised().empty());
}

void TestRevisionCheck::aRevisionNeedsNoImage()
{
    m_market.freshness = Freshness::Waiting;
    QVERIFY(!only(checkRevised(), Kind::MarketNotReady)->blocks);
    m_market.definition.reset();
    QVERIFY(only(checkRevised(), Kind::MarketNotReady)->blocks);
}

void TestRevisionCheck::offsetsStayOnTheirSideAndOnTick()
{
    m_order.status = OrderStatus::Held;
    m_order.link = OrderLink::AutoOco;
    m_order.activationType = static_cast<int>(ActivationKind::Hold);
    m_order.side = Side::Sell;
    m_order.current = {{0}, price("2"), std::nullopt, {}};
    m_revision.limit = price("-2");
    QVERIFY(only(checkRevised(), Kind::ExitWrongSide)->blocks);
    m_revision.limit = price("0");
    QVERIFY(only(checkRevised(), Kind::ExitWrongSide).has_value());
    m_revision.limit = price("2.1");
    const auto found = only(checkRevised(), Kind::ExitOffTick);
    QVERIFY(found && found->nearest == price("2"));
    m_revision.limit = price("2.25");
    m_revision.volume = Quantity{0}; // it has no lots of its own
    QVERIFY(checkRevised().empty());
}

void TestRevisionCheck::onlyStopsTrail()
{
    m_revision = {};
    m_revision.trail = price("1");
    const auto found = only(checkRevised(), Kind::TrailNotPossible);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->code, static_cast<int>(OrderType::Limit));
}

void TestRevisionCheck::aTrailIsAPositiveMultipleOfTheIncrement()
{
    m_order.type = OrderType::StopMarket;
    m_order.current = {{5}, std::nullopt, price("101"), {}};
    m_order.trail = price("1");
    m_revision = {};
    m_revision.trail = price("1");
    QVERIFY(only(checkRevised(), Kind::NothingChanges).has_value());
    m_revision.trail = price("1.25");
    QVERIFY(checkRevised().empty());
    m_revision.trail = price("1.3");
    QVERIFY(only(checkRevised(), Kind::TrailOffTick)->nearest == price("1.25"));
    m_revision.trail = price("-1");
    QVERIFY(only(checkRevised(), Kind::TrailNotPositive)->blocks);
}

void TestRevisionCheck::conditionsBelongToAnOrderThatWaits()
{
    m_revision = {};
    m_revision.activation = Activation{};
    const auto found = only(checkRevised(), Kind::NotHeld);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->code, static_cast<int>(OrderState::Working));
}

void TestRevisionCheck::newConditionsKeepTheirKindAndAreNotOver()
{
    m_order.status = OrderStatus::Held;
    m_order.activationType = static_cast<int>(ActivationKind::AtTime);
    m_revision = {};
    m_revision.activation = Activation{};
    m_revision.activation->kind = ActivationKind::AtTime;
    m_revision.activation->submit.time = m_now + 1s;
    QVERIFY(checkRevised().empty());
    m_revision.activation->submit.time = m_now;
    QVERIFY(only(checkRevised(), Kind::ActivationInPast)->blocks);
    m_revision.activation = Activation{};
    m_revision.activation->kind = ActivationKind::Queue;
    QVERIFY(only(checkRevised(), Kind::ActivationNotPossible)->blocks);
}

void TestRevisionCheck::onlyAQueuedOrderIsReleased()
{
    m_revision = {};
    m_revision.release = true;
    QVERIFY(only(checkRevised(), Kind::NotHeld)->blocks);
    m_order.status = OrderStatus::Held;
    m_order.activationType = static_cast<int>(ActivationKind::AtTime);
    QVERIFY(only(checkRevised(), Kind::NotHeld)->blocks);
    m_order.activationType = static_cast<int>(ActivationKind::Queue);
    QVERIFY(checkRevised().empty());
}

void TestRevisionCheck::moreLotsMeetTheTradersOwnLimits()
{
    m_limits.maxClip = 6;
    m_limits.maxPosition = 8;
    m_position.buys = {2};
    m_position.workingBuys = {5};
    m_revision.volume = Quantity{6};
    QVERIFY(checkRevised().empty());
    m_revision.volume = Quantity{7};
    const std::vector<OrderProblem> problems = checkRevised();
    QCOMPARE(problems.size(), std::size_t{2});
    QCOMPARE(problems[0].kind, Kind::ClipSize);
    QCOMPARE(problems[1].kind, Kind::PositionLimit);
    QCOMPARE(problems[1].value, std::int64_t{9});
    QVERIFY(problems[0].blocks && problems[1].blocks);
}

void TestRevisionCheck::fewerLotsPassWhenTheDaysLossIsUsedUp()
{
    m_limits.maxDayLossCents = 10'000;
    m_account.dayRealised = -100.0;
    m_revision.volume = Quantity{4};
    QVERIFY(checkRevised().empty());
    m_revision.volume = Quantity{6};
    QVERIFY(only(checkRevised(), Kind::DayLoss)->blocks);
}

void TestRevisionCheck::theStopOfAHeldOrderMayBeOnTheOtherSide()
{
    m_order.type = OrderType::StopMarket;
    m_order.status = OrderStatus::Held;
    m_order.activationType = static_cast<int>(ActivationKind::Queue);
    m_order.current = {{5}, std::nullopt, price("101"), {}};
    m_revision = {};
    m_revision.stop = price("99");
    const auto found = only(checkRevised(), Kind::StopOnWrongSide);
    QVERIFY(found && !found->blocks);
}

QTEST_APPLESS_MAIN(TestRevisionCheck)
#include "test_revision_check.moc"
