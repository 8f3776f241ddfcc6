// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/trading/check_bench.h"

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;

class TestOrderCheck : public QObject, private CheckBench
{
    Q_OBJECT

private slots:
    void init() { reset(); }

    void aGoodOrderHasNoProblems();
    void noAccount();
    void anAccountThatMayNotTrade();
    void anAccountNotSubscribed();
    void anAccountWithoutRoutingIsAWarning();
    void noMarket();
    void aMarketWithoutDefinitionOrImageIsNotReady();
    void aClosedMarketIsAWarning();
    void staleDataBlocksAndDelayedDataWarns();
    void zeroVolume();
    void volumeIncrement();
    void clipSizeIsAWarning();
    void positionLimitCountsWhatWorks();
    void missingPrices();
    void offTickPricesNameTheTickBelow();
    void offTickInAVariableTickMarket();
    void offTickInASpreadWithNegativePrices();
    void outsideThePriceLimitsIsAWarning();
    void farThroughTheMarketBlocksAndFarAwayWarns();
    void farIsCountedInVariableTicks();
    void theLimitOfAStopLimitIsFarFromItsStop();
    void noGuardWhenItIsOff();
    void stopOnTheWrongSide_data();
    void stopOnTheWrongSide();
    void maxShowTooLarge();
    void maxShowNotPossible_data();
    void maxShowNotPossible();
    void immediateStopsAreAWarning();
    void typesOnlyTheServerMakesAreNotSupported();
    void blockingProblemsComeFirst();
};

void TestOrderCheck::aGoodOrderHasNoProblems()
{
    QVERIFY(check().empty());
    m_draft.type = OrderType::Market;
    m_draft.limit.reset();
    QVERIFY(check().empty());
}

void TestOrderCheck::noAccount()
{
    CheckContext without = context();
    without.account = nullptr;
    const auto found = only(checkDraft(m_draft, without), Kind::NoAccount);
    QVERIFY(found && found->blocks);
}

void TestOrderCheck::anAccountThatMayNotTrade()
{
    m_account.status = AccountStatus::Blocked;
    const auto found = only(check(), Kind::AccountMayNotTrade);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->code, static_cast<int>(AccountStatus::Blocked));
}

void TestOrderCheck::anAccountNotSubscribed()
{
    m_account.subscribed = false;
    auto found = only(check(), Kind::AccountNotSubscribed);
    QVERIFY(found && found->blocks);
    m_account.status = AccountStatus::Unknown; // before its snapshot nothing is told of it
    found = only(check(), Kind::AccountNotSubscribed);
    QVERIFY(found && found->blocks);
}

void TestOrderCheck::anAccountWithoutRoutingIsAWarning()
{
    m_account.orderRouting = false;
    const auto found = only(check(), Kind::OrderRoutingOff);
    QVERIFY(found && !found->blocks);
}

void TestOrderCheck::noMarket()
{
    CheckContext without = context();
    without.market = nullptr;
    const auto found = only(checkDraft(m_draft, without), Kind::NoMarket);
    QVERIFY(found && found->blocks);
}

void TestOrderCheck::aMarketWithoutDefinitionOrImageIsNotReady()
{
    m_market.freshness = Freshness::Waiting;
    QVERIFY(only(check(), Kind::MarketNotReady)->blocks);
    m_market.definition.reset();
    QVERIFY(only(check(), Kind::MarketNotReady)->blocks);
}

void TestOrderCheck::aClosedMarketIsAWarning()
{
    m_market.book.mode = MarketMode::Halted;
    m_market.freshness = Freshness::Closed;
    auto found = only(check(), Kind::MarketClosed);
    QVERIFY(found && !found->blocks);
    QCOMPARE(found->code, static_cast<int>(MarketMode::Halted));
    m_market.book.mode = MarketMode::PreOpen;
    m_market.freshness = Freshness::Live;
    QVERIFY(check().empty());
    m_market.book.flags = 32;
    QVERIFY(only(check(), Kind::MarketClosed).has_value());
    m_market.definition->disabled = true;
    found = only(check(), Kind::MarketClosed);
    QVERIFY(found && found->blocks);
}

void TestOrderCheck::staleDataBlocksAndDelayedDataWarns()
{
    m_market.freshness = Freshness::Stale;
    QVERIFY(only(check(), Kind::DataNotFresh)->blocks);
    m_market.freshness = Freshness::Delayed;
    QVERIFY(!only(check(), Kind::DataNotFresh)->blocks);
}

void TestOrderCheck::zeroVolume()
{
    m_draft.volume = {0};
    QVERIFY(only(check(), Kind::ZeroVolume)->blocks);
    m_draft.volume = {-1};
    QCOMPARE(only(check(), Kind::ZeroVolume)->value, std::int64_t{-1});
}

void TestOrderCheck::volumeIncrement()
{
    m_market.definition->volumeIncrement = {5};
    m_draft.volume = {12};
    const auto found = only(check(), Kind::VolumeIncrement);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->value, std::int64_t{12});
    QCOMPARE(found->limit, std::int64_t{5});
    m_draft.volume = {10};
    QVERIFY(check().empty());
}

void TestOrderCheck::clipSizeIsAWarning()
{
    m_account.maxClipSize = 3;
    m_draft.volume = {4};
    const auto found = only(check(), Kind::ClipSize);
    QVERIFY(found && !found->blocks);
    QCOMPARE(found->value, std::int64_t{4});
    QCOMPARE(found->limit, std::int64_t{3});
}

void TestOrderCheck::positionLimitCountsWhatWorks()
{
    m_account.maxAccountPosition = 10;
    m_position.buys = {6};
    m_position.workingBuys = {3};
    m_draft.volume = {1};
    QVERIFY(check().empty());
    m_draft.volume = {2};
    const auto found = only(check(), Kind::PositionLimit);
    QVERIFY(found && !found->blocks);
    QCOMPARE(found->value, std::int64_t{11});
    QCOMPARE(found->limit, std::int64_t{10});
    m_draft.side = Side::Sell; // reduces
    m_draft.limit = price("100.5");
    QVERIFY(check().empty());
}

void TestOrderCheck::missingPrices()
{
    m_draft.limit.reset();
    QVERIFY(only(check(), Kind::LimitPriceMissing)->blocks);
    m_draft.type = OrderType::StopMarket;
    QVERIFY(only(check(), Kind::StopPriceMissing)->blocks);
}

void TestOrderCheck::offTickPricesNameTheTickBelow()
{
    m_draft.limit = price("99.8");
    auto found = only(check(), Kind::LimitOffTick);
    QVERIFY(found && found->blocks);
    QVERIFY(found->price == price("99.8"));
    QVERIFY(found->nearest == price("99.75"));
    m_draft.type = OrderType::StopMarket;
    m_draft.stop = price("101.1");
    found = only(check(), Kind::StopOffTick);
    QVERIFY(found && found->nearest == price("101"));
}

void TestOrderCheck::offTickInAVariableTickMarket()
{
    setTicks("5", "5;P<-500=25;P>500=25;");
    setBook("500", "525");
    m_market.quote.last = price("500");
    m_draft.limit = price("510");
    const auto found = only(check(), Kind::LimitOffTick);
    QVERIFY(found && found->nearest == price("500"));
    m_draft.limit = price("495"); // the finer ticks begin at 500
    QVERIFY(check().empty());
}

void TestOrderCheck::offTickInASpreadWithNegativePrices()
{
    setBook("-1.25", "-1");
    m_market.quote.last = price("-1.25");
    m_draft.limit = price("-1.3");
    const auto found = only(check(), Kind::LimitOffTick);
    QVERIFY(found && found->nearest == price("-1.5"));
    m_draft.limit = price("-1.5");
    QVERIFY(check().empty());
}

void TestOrderCheck::outsideThePriceLimitsIsAWarning()
{
    m_market.quote.limitLow = price("99");
    m_market.quote.limitHigh = price("101");
    m_draft.limit = price("98.75");
    auto found = only(check(), Kind::OutsidePriceLimits);
    QVERIFY(found && !found->blocks);
    QVERIFY(found->nearest == price("99"));
    m_draft.limit = price("101.25");
    found = only(check(), Kind::OutsidePriceLimits);
    QVERIFY(found && found->nearest == price("101"));
    m_draft.limit = price("99");
    QVERIFY(check().empty());
}

void TestOrderCheck::farThroughTheMarketBlocksAndFarAwayWarns()
{
    m_draft.limit = price("1000");
    auto found = only(check(), Kind::FarFromMarket);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->value, std::int64_t{3599}); // (1000 - 100.25) / 0.25
    QCOMPARE(found->limit, std::int64_t{500});
    m_draft.side = Side::Sell; // only waits there
    found = only(check(), Kind::FarFromMarket);
    QVERIFY(found && !found->blocks);
    m_draft.limit = price("-25.25");
    found = only(check(), Kind::FarFromMarket);
    QVERIFY(found && found->blocks);
    m_draft.limit = price("-25");
    QVERIFY(check().empty()); // 500 ticks
}

void TestOrderCheck::farIsCountedInVariableTicks()
{
    setTicks("5", "5;P<-500=25;P>500=25;");
    setBook("500", "525");
    m_market.quote.last = price("500");
    m_draft.limit = price("13025"); // 500 ticks of 25 above 525
    QVERIFY(check().empty());
    m_draft.limit = price("13050");
    QCOMPARE(only(check(), Kind::FarFromMarket)->value, std::int64_t{501});
}

void TestOrderCheck::theLimitOfAStopLimitIsFarFromItsStop()
{
    m_draft.type = OrderType::StopLimit;
    m_draft.stop = price("240");
    m_draft.limit = price("241");
    auto found = only(check(), Kind::FarFromMarket); // the stop is: it only waits
    QVERIFY(found && !found->blocks);
    QVERIFY(found->price == price("240"));
    m_draft.stop = price("110");
    m_draft.limit = price("300");
    found = only(check(), Kind::FarFromMarket);
    QVERIFY(found && found->blocks);
}

void TestOrderCheck::noGuardWhenItIsOff()
{
    m_draft.limit = price("1000");
    CheckContext unguarded = context();
    unguarded.limits.maxTicksFromMarket = 0;
    QVERIFY(checkDraft(m_draft, unguarded).empty());
}

void TestOrderCheck::stopOnTheWrongSide_data()
{
    QTest::addColumn<Side>("side");
    QTest::addColumn<QString>("stop");
    QTest::addColumn<bool>("wrong");
    QTest::newRow("buy above") << Side::Buy << "100.25" << false;
    QTest::newRow("buy at the last trade") << Side::Buy << "100" << true;
    QTest::newRow("buy below") << Side::Buy << "99.75" << true;
    QTest::newRow("sell below") << Side::Sell << "99.75" << false;
    QTest::newRow("sell at the last trade") << Side::Sell << "100" << true;
    QTest::newRow("sell above") << Side::Sell << "100.5" << true;
}

void TestOrderCheck::stopOnTheWrongSide()
{
    QFETCH(Side, side);
    QFETCH(QString, stop);
    QFETCH(bool, wrong);
    m_draft.side = side;
    m_draft.type = OrderType::StopMarket;
    m_draft.stop = Price::parse(stop.toStdString());
    if (!wrong) {
        QVERIFY(check().empty());
        return;
    }
    const auto found = only(check(), Kind::StopOnWrongSide);
    QVERIFY(found && found->blocks);
    QVERIFY(found->nearest == price("100"));
}

void TestOrderCheck::maxShowTooLarge()
{
    m_draft.volume = {5};
    m_draft.maxShow = Quantity{6};
    const auto found = only(check(), Kind::MaxShowTooLarge);
    QVERIFY(found && found->blocks);
    QCOMPARE(found->value, std::int64_t{6});
    QCOMPARE(found->limit, std::int64_t{5});
    m_draft.maxShow = Quantity{2};
    QVERIFY(check().empty());
}

void TestOrderCheck::maxShowNotPossible_data()
{
    QTest::addColumn<OrderType>("type");
    QTest::addColumn<TimeInForce>("time");
    QTest::addColumn<int>("shown");
    QTest::newRow("market") << OrderType::Market << TimeInForce::Day << 1;
    QTest::newRow("IOC") << OrderType::Limit << TimeInForce::ImmediateOrCancel << 1;
    QTest::newRow("FOK") << OrderType::Limit << TimeInForce::FillOrKill << 1;
    QTest::newRow("nothing shown") << OrderType::Limit << TimeInForce::Day << 0;
}

void TestOrderCheck::maxShowNotPossible()
{
    QFETCH(OrderType, type);
    QFETCH(TimeInForce, time);
    QFETCH(int, shown);
    m_draft.volume = {5};
    m_draft.type = type;
    m_draft.timeInForce = time;
    m_draft.maxShow = Quantity{shown};
    const auto found = only(check(), Kind::MaxShowNotPossible);
    QVERIFY(found && found->blocks);
}

void TestOrderCheck::immediateStopsAreAWarning()
{
    m_draft.type = OrderType::StopMarket;
    m_draft.stop = price("101");
    m_draft.timeInForce = TimeInForce::FillOrKill;
    QVERIFY(!only(check(), Kind::TimeNotPossible)->blocks);
    m_draft.timeInForce = TimeInForce::Undefined;
    QVERIFY(only(check(), Kind::TimeNotPossible)->blocks);
}

void TestOrderCheck::typesOnlyTheServerMakesAreNotSupported()
{
    for (const int type : {-1, 4, 5, 11, 17}) {
        m_draft.type = static_cast<OrderType>(type);
        const auto found = only(check(), Kind::TypeNotSupported);
        QVERIFY(found && found->blocks);
        QCOMPARE(found->code, type);
    }
}

void TestOrderCheck::blockingProblemsComeFirst()
{
    m_account.maxClipSize = 1;
    m_draft.volume = {2};
    m_draft.limit = price("99.8");
    const std::vector<OrderProblem> problems = check();
    QCOMPARE(problems.size(), std::size_t{2});
    QCOMPARE(problems[0].kind, Kind::LimitOffTick);
    QCOMPARE(problems[1].kind, Kind::ClipSize);
    QVERIFY(anyBlocks(problems));
    QVERIFY(!anyBlocks({problems[1]}));
}

QTEST_APPLESS_MAIN(TestOrderCheck)
#include "test_order_check.moc"
