// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/trading/check_bench.h"

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

/// The rules of trailing stops, flattening, activation and the trader's own limits.
class TestDraftRules : public QObject, private CheckBench
{
    Q_OBJECT

private slots:
    void init() { reset(); }

    void ownLimitsBlockWhereTheServersWarn();
    void positionsAreCountedAtTheirWorst_data();
    void positionsAreCountedAtTheirWorst();
    void lotsOnTheirWayCount();
    void workingOrdersCountThisOne();
    void theDaysLossStopsAllButTheWayOut();
    void theServersDayLossLimitWarns();
    void theDaysLossIsTheAccountsWhileNoDayIsTold();
    void priceBandingWarnsOfWhatIsPricedThroughTheMarket();
    void unusualTimesAreWarnings_data();
    void unusualTimesAreWarnings();

    void aTrailingStopIsGood();
    void aTrailNeedsAStop();
    void aTrailOfZeroIsMissing();
    void aNegativeTrailIsRefused();
    void aTrailOffTickNamesTheMultipleBelow();

    void aFlattenClosesWhatIsThere();
    void aFlattenWithoutAPositionIsRefused();
    void aFlattenOnTheWrongSideNamesTheNet();
    void aFlattenOfMoreThanTheNetIsRefused();
    void aFlattenLeftToTheServerOnlyWarnsWhenFlatHere();
    void aFlattenNeedsNoFreshImage();
    void limitsLeaveTheWayOutOpen();
    void onlyAFlattenIsLeftToTheServer();
    void aFlattenDoesNotWait();

    void activationNeedsWhatItsKindLooksAt_data();
    void activationNeedsWhatItsKindLooksAt();
    void aTriggerPriceIsOnTick();
    void timesThatAreOverAreRefused_data();
    void timesThatAreOverAreRefused();
    void aTimeAndADelayAtOnceAreRefused();
    void anOrderPulledBeforeItIsSubmittedIsRefused();
    void kindsThatOnlyTheServerTellsAreRefused();
    void aWaitingStopMayBeOnTheOtherSide();
    void aZeroUpperVolumeIsRefused();
};

void TestDraftRules::ownLimitsBlockWhereTheServersWarn()
{
    m_account.maxClipSize = 3;
    m_limits.maxClip = 5;
    m_draft.volume = {4};
    QVERIFY(!only(check(), Kind::ClipSize)->blocks);
    m_draft.volume = {6};
    const auto found = only(check(), Kind::ClipSize);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->value, std::int64_t{6});
    QCOMPARE(found->limit, std::int64_t{5});
}

void TestDraftRules::positionsAreCountedAtTheirWorst_data()
{
    QTest::addColumn<Side>("side");
    QTest::addColumn<int>("net");
    QTest::addColumn<int>("working"); ///< on that side
    QTest::addColumn<int>("volume");
    QTest::addColumn<int>("worst"); ///< 0: allowed
    QTest::newRow("flat, at the limit") << Side::Buy << 0 << 0 << 10 << 0;
    QTest::newRow("flat, one more") << Side::Buy << 0 << 0 << 11 << 11;
    QTest::newRow("what works counts as filled") << Side::Sell << 0 << 8 << 3 << 11;
    QTest::newRow("long, buying on") << Side::Buy << 9 << 1 << 1 << 11;
    QTest::newRow("short, selling on") << Side::Sell << -9 << 1 << 1 << 11;
    QTest::newRow("long, selling through to short") << Side::Sell << 4 << 0 << 14 << 0;
    QTest::newRow("over the limit already, reducing") << Side::Sell << 30 << 0 << 5 << 0;
}

void TestDraftRules::positionsAreCountedAtTheirWorst()
{
    QFETCH(Side, side);
    QFETCH(int, net);
    QFETCH(int, working);
    QFETCH(int, volume);
    QFETCH(int, worst);
    m_limits.maxPosition = 10;
    m_position.serverNet = Quantity{net};
    (side == Side::Buy ? m_position.workingBuys : m_position.workingSells) = {working};
    m_draft.side = side;
    m_draft.limit = price(side == Side::Buy ? "99.75" : "100.5");
    m_draft.volume = {volume};
    if (worst == 0) {
        QVERIFY(check().empty());
        return;
    }
    const auto found = only(check(), Kind::PositionLimit);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->value, std::int64_t{worst});
    QCOMPARE(found->limit, std::int64_t{10});
}

void TestDraftRules::lotsOnTheirWayCount()
{
    m_limits.maxPosition = 10;
    m_position.workingBuys = {4};
    m_inFlight = {.buys = {5}, .sells = {50}};
    m_draft.volume = {1};
    QVERIFY(check().empty());
    m_draft.volume = {2};
    QCOMPARE(only(check(), Kind::PositionLimit)->value, std::int64_t{11});
}

void TestDraftRules::workingOrdersCountThisOne()
{
    m_limits.maxWorkingOrders = 3;
    m_activeOrders = 2;
    QVERIFY(check().empty());
    m_activeOrders = 3;
    const auto found = only(check(), Kind::WorkingOrders);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->value, std::int64_t{4});
    QCOMPARE(found->limit, std::int64_t{3});
}

void TestDraftRules::theDaysLossStopsAllButTheWayOut()
{
    m_limits.maxDayLossCents = 50'000;
    m_account.dayRealised = -300.0;
    m_account.dayUnrealisedTrade = -199.99;
    QVERIFY(check().empty());
    m_account.dayUnrealisedTrade = -200.0;
    auto found = only(check(), Kind::DayLoss);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->value, std::int64_t{50'000});
    QCOMPARE(found->limit, std::int64_t{50'000});
    m_position.serverNet = Quantity{-2};
    m_draft.volume = {2};
    found = only(check(), Kind::DayLoss);
    QVERIFY(found && !found->blocks);
    m_position.workingBuys = {1}; // with it the order would turn the position
    QVERIFY(only(check(), Kind::DayLoss)->blocks);
    m_position.workingBuys = {0};
    m_inFlight.buys = {1};
    QVERIFY(only(check(), Kind::DayLoss)->blocks);
    m_account.dayRealised = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(check().empty());
}

void TestDraftRules::theServersDayLossLimitWarns()
{
    m_account.dayLossLimit = 500;
    m_account.dayRealised = -500.01;
    const auto found = only(check(), Kind::DayLoss);
    QVERIFY(found && !found->blocks);
    QCOMPARE(found->value, std::int64_t{50'001});
    QCOMPARE(found->limit, std::int64_t{50'000});
}

void TestDraftRules::theDaysLossIsTheAccountsWhileNoDayIsTold()
{
    m_limits.maxDayLossCents = 100;
    m_account.realised = -2.0;
    QVERIFY(only(check(), Kind::DayLoss)->blocks);
    m_account.dayRealised = 1.0;
    QVERIFY(check().empty());
}

void TestDraftRules::priceBandingWarnsOfWhatIsPricedThroughTheMarket()
{
    m_account.rules.emplace().priceBanding = 4;
    m_draft.limit = price("101.25"); // four ticks above the offer
    QVERIFY(check().empty());
    m_draft.limit = price("101.5");
    const auto found = only(check(), Kind::PriceBanding);
    QVERIFY(found && !found->blocks);
    QVERIFY(found->price == price("101.5"));
    QVERIFY(found->nearest == price("101.25"));
    m_draft.limit = price("90");
    QVERIFY(check().empty()); // only waits
    m_draft.side = Side::Sell;
    QVERIFY(only(check(), Kind::PriceBanding)->nearest == price("99"));
}

void TestDraftRules::unusualTimesAreWarnings_data()
{
    QTest::addColumn<OrderType>("type");
    QTest::addColumn<TimeInForce>("time");
    QTest::addColumn<bool>("warns");
    using T = OrderType;
    using F = TimeInForce;
    QTest::newRow("market on open") << T::Market << F::MarketOnOpen << false;
    QTest::newRow("market on close") << T::Market << F::MarketOnClose << false;
    QTest::newRow("limit on close") << T::Limit << F::MarketOnClose << false;
    QTest::newRow("hit at once") << T::Hit << F::ImmediateOrCancel << false;
    QTest::newRow("join at once") << T::Join << F::ImmediateOrCancel << true;
    QTest::newRow("join on open") << T::Join << F::MarketOnOpen << true;
    QTest::newRow("market if touched at once") << T::MarketIfTouched << F::FillOrKill << true;
    QTest::newRow("market if touched, kept") << T::MarketIfTouched << F::GoodTillCancelled << false;
}

void TestDraftRules::unusualTimesAreWarnings()
{
    QFETCH(OrderType, type);
    QFETCH(TimeInForce, time);
    QFETCH(bool, warns);
    m_draft.type = type;
    m_draft.timeInForce = time;
    if (!warns) {
        QVERIFY(check().empty());
        return;
    }
    const auto found = only(check(), Kind::TimeNotPossible);
    QVERIFY(found && !found->blocks);
    QCOMPARE(found->code, static_cast<int>(time));
}

void TestDraftRules::aTrailingStopIsGood()
{
    m_draft.type = OrderType::StopMarket;
    m_draft.limit.reset();
    m_draft.stop = price("101");
    m_draft.trail = price("0.75");
    QVERIFY(check().empty());
    m_draft.type = OrderType::StopLimit;
    m_draft.limit = price("101.5");
    QVERIFY(check().empty());
}

void TestDraftRules::aTrailNeedsAStop()
{
    m_draft.trail = price("1");
    const auto found = only(check(), Kind::TrailNotPossible);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->code, static_cast<int>(OrderType::Limit));
}

void TestDraftRules::aTrailOfZeroIsMissing()
{
    aTrailingStopIsGood();
    m_draft.trail = price("0");
    QVERIFY(only(check(), Kind::TrailMissing)->blocks);
}

void TestDraftRules::aNegativeTrailIsRefused()
{
    aTrailingStopIsGood();
    m_draft.trail = price("-1");
    const auto found = only(check(), Kind::TrailNotPositive);
    QVERIFY(found && found->blocks && found->price == price("-1"));
}

void TestDraftRules::aTrailOffTickNamesTheMultipleBelow()
{
    aTrailingStopIsGood();
    m_draft.trail = price("0.8");
    const auto found = only(check(), Kind::TrailOffTick);
    QVERIFY(found && found->blocks);
    QVERIFY(found->price == price("0.8"));
    QVERIFY(found->nearest == price("0.75"));
}

void TestDraftRules::aFlattenClosesWhatIsThere()
{
    m_draft.type = OrderType::Flatten;
    m_draft.side = Side::Sell;
    m_draft.volume = {3};
    m_position.serverNet = Quantity{3};
    m_position.workingSells = {9};
    m_limits.maxPosition = 2; // it can only reduce
    QVERIFY(check().empty());
}

void TestDraftRules::aFlattenWithoutAPositionIsRefused()
{
    m_draft.type = OrderType::Flatten;
    QVERIFY(only(check(), Kind::FlattenWithoutPosition)->blocks);
    CheckContext untold = context();
    untold.position = nullptr;
    QVERIFY(only(checkDraft(m_draft, untold), Kind::FlattenWithoutPosition)->blocks);
}

void TestDraftRules::aFlattenOnTheWrongSideNamesTheNet()
{
    m_draft.type = OrderType::Flatten;
    m_position.serverNet = Quantity{3};
    const auto found = only(check(), Kind::FlattenWrongSide);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->value, std::int64_t{3});
}

void TestDraftRules::aFlattenOfMoreThanTheNetIsRefused()
{
    m_draft.type = OrderType::Flatten;
    m_position.serverNet = Quantity{-3};
    m_draft.volume = {4};
    const auto found = only(check(), Kind::FlattenTooMuch);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->value, std::int64_t{4});
    QCOMPARE(found->limit, std::int64_t{3});
}

void TestDraftRules::aFlattenLeftToTheServerOnlyWarnsWhenFlatHere()
{
    m_draft.type = OrderType::Flatten;
    m_draft.flattenAll = true;
    m_draft.volume = {0};
    m_limits.maxClip = 1;
    m_position.serverNet = Quantity{50};
    QVERIFY(check().empty()); // no clip check, no lots
    m_position.serverNet = Quantity{0};
    const auto found = only(check(), Kind::FlattenWithoutPosition);
    QVERIFY(found && !found->blocks);
}

void TestDraftRules::aFlattenNeedsNoFreshImage()
{
    aFlattenClosesWhatIsThere();
    m_market.freshness = Freshness::Stale;
    QVERIFY(!only(check(), Kind::DataNotFresh)->blocks);
    m_market.freshness = Freshness::Waiting;
    QVERIFY(!only(check(), Kind::MarketNotReady)->blocks);
}

void TestDraftRules::limitsLeaveTheWayOutOpen()
{
    aFlattenClosesWhatIsThere();
    m_limits.maxWorkingOrders = 1;
    m_activeOrders = 1;
    m_limits.maxDayLossCents = 1;
    m_account.dayRealised = -5.0;
    QVERIFY(check().empty());
    m_limits.maxClip = 2;
    QVERIFY(!only(check(), Kind::ClipSize)->blocks);
    m_limits.maxClip = 0;
    m_account.status = AccountStatus::LossLimitExceeded;
    QVERIFY(!only(check(), Kind::AccountMayNotTrade)->blocks);
    m_account.status = AccountStatus::Ok;
    m_account.subscribed = false; // the server refuses that for sure
    QVERIFY(only(check(), Kind::AccountNotSubscribed)->blocks);
}

void TestDraftRules::onlyAFlattenIsLeftToTheServer()
{
    m_draft.flattenAll = true;
    const auto found = only(check(), Kind::TypeNotSupported);
    QVERIFY(found && found->blocks);
}

void TestDraftRules::aFlattenDoesNotWait()
{
    aFlattenClosesWhatIsThere();
    m_draft.activation.kind = ActivationKind::Queue;
    QVERIFY(only(check(), Kind::ActivationNotPossible)->blocks);
}

void TestDraftRules::activationNeedsWhatItsKindLooksAt_data()
{
    QTest::addColumn<ActivationKind>("kind");
    QTest::newRow("time") << ActivationKind::AtTime;
    QTest::newRow("trade above") << ActivationKind::TradeAtOrAbove;
    QTest::newRow("trade below") << ActivationKind::TradeAtOrBelow;
    QTest::newRow("quote above") << ActivationKind::QuoteAtOrAbove;
    QTest::newRow("quote below") << ActivationKind::QuoteAtOrBelow;
    QTest::newRow("market mode") << ActivationKind::OnMarketMode;
}

void TestDraftRules::activationNeedsWhatItsKindLooksAt()
{
    QFETCH(ActivationKind, kind);
    m_draft.activation.kind = kind;
    m_draft.activation.mode = MarketMode::Undefined;
    const auto found = only(check(), Kind::ActivationIncomplete);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->code, static_cast<int>(kind));
    m_draft.activation.mode = MarketMode::PreOpen;
    m_draft.activation.price = price("101");
    m_draft.activation.submit.delay = 1ms;
    QVERIFY(check().empty());
    m_draft.activation.volume = Quantity{0};
    const bool looksAtLots = kind != ActivationKind::AtTime && kind != ActivationKind::OnMarketMode;
    QCOMPARE(only(check(), Kind::ActivationIncomplete).has_value(), looksAtLots);
}

void TestDraftRules::aTriggerPriceIsOnTick()
{
    m_draft.activation.kind = ActivationKind::QuoteAtOrBelow;
    m_draft.activation.price = price("99.3");
    const auto found = only(check(), Kind::ActivationOffTick);
    QVERIFY(found && found->blocks);
    QVERIFY(found->nearest == price("99.25"));
}

void TestDraftRules::timesThatAreOverAreRefused_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<bool>("delayed");
    for (const bool delayed : {false, true}) {
        const char *how = delayed ? "delay" : "time";
        QTest::addRow("submit %s", how) << 0 << delayed;
        QTest::addRow("cancel %s", how) << 1 << delayed;
        QTest::addRow("give up %s", how) << 2 << delayed;
    }
}

void TestDraftRules::timesThatAreOverAreRefused()
{
    QFETCH(int, which);
    QFETCH(bool, delayed);
    Activation &activation = m_draft.activation;
    activation.kind = ActivationKind::AtTime;
    activation.submit.delay = 1s;
    MomentOrDelay *const moments[] = {&activation.submit, &activation.cancel, &activation.giveUp};
    MomentOrDelay &moment = *moments[which];
    moment = {};
    if (delayed)
        moment.delay = 0ms;
    else
        moment.time = m_now;
    QVERIFY(only(check(), Kind::ActivationInPast)->blocks);
    if (delayed)
        moment.delay = 1ms;
    else
        moment.time = m_now + 1ms;
    QVERIFY(check().empty());
}

void TestDraftRules::aTimeAndADelayAtOnceAreRefused()
{
    m_draft.activation.cancel.delay = 1s;
    m_draft.activation.cancel.time = m_now + 1s;
    QVERIFY(only(check(), Kind::ActivationNotPossible)->blocks);
}

void TestDraftRules::anOrderPulledBeforeItIsSubmittedIsRefused()
{
    m_draft.activation.kind = ActivationKind::AtTime;
    m_draft.activation.submit.time = m_now + 2s;
    m_draft.activation.cancel.time = m_now + 2s;
    QVERIFY(only(check(), Kind::ActivationNotPossible)->blocks);
    m_draft.activation.cancel.time = m_now + 3s;
    QVERIFY(check().empty());
}

void TestDraftRules::kindsThatOnlyTheServerTellsAreRefused()
{
    for (const int kind : {2, 7, 13, -1}) {
        m_draft.activation.kind = static_cast<ActivationKind>(kind);
        const auto found = only(check(), Kind::ActivationNotPossible);
        QVERIFY(found && found->blocks);
        QCOMPARE(found->code, kind);
    }
}

void TestDraftRules::aWaitingStopMayBeOnTheOtherSide()
{
    m_draft.type = OrderType::StopSameLimit;
    m_draft.stop = price("99");
    QVERIFY(only(check(), Kind::StopOnWrongSide)->blocks);
    m_draft.activation.kind = ActivationKind::Queue;
    QVERIFY(!only(check(), Kind::StopOnWrongSide)->blocks);
}

void TestDraftRules::aZeroUpperVolumeIsRefused()
{
    m_draft.maxVolume = Quantity{0};
    QVERIFY(only(check(), Kind::ZeroVolume)->blocks);
}

QTEST_APPLESS_MAIN(TestDraftRules)
#include "test_draft_rules.moc"
