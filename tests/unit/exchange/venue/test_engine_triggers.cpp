// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/engine/market_engine.h"
#include "tests/unit/exchange/venue/recording_sink.h"

#include <QtTest>

using namespace depthdeck;
using namespace depthdeck::exchange;
using depthdeck::test::engineOrder;
using depthdeck::test::RecordingSink;

using Owners = std::vector<OrderHandle>;

namespace {

[[nodiscard]] WaitingOrder waiting(OrderHandle owner, OrderKind kind, Side side, Ticks trigger, Ticks limit = 0)
{
    return {engineOrder(owner, side, 1, limit), kind, trigger};
}

/// Offers of one lot at each price from 100 up, bids of one lot from 99 down.
void stack(MarketEngine &engine, RecordingSink &sink)
{
    for (Ticks price = 100; price < 120; ++price)
        engine.submit(engineOrder(0, Side::Sell, 1, price), sink);
    for (Ticks price = 99; price > 80; --price)
        engine.submit(engineOrder(0, Side::Buy, 1, price), sink);
}

} // namespace

class TestEngineTriggers final : public QObject
{
    Q_OBJECT

private slots:
    void aTriggerFiresOnTheRightSide_data();
    void aTriggerFiresOnTheRightSide();
    void stopsFireNearestFirstThenByEntry();
    void aStopThatTradesFiresTheNext();
    void aStopWaitsUntilTheAggressorIsDone();
    void aStopLimitRestsAtItsLimit();
    void aStopMarketWithoutLiquidityIsCancelled();
    void aMarketOrderStopsAtItsProtection();
    void aMarketOrderStopsAtThePriceLimit();
    void aRemovedStopNeverFires();
};

void TestEngineTriggers::aTriggerFiresOnTheRightSide_data()
{
    QTest::addColumn<OrderKind>("kind");
    QTest::addColumn<Side>("side");
    QTest::addColumn<Ticks>("quietPrice");
    QTest::addColumn<Ticks>("firingPrice");
    QTest::newRow("buy stop") << OrderKind::StopMarket << Side::Buy << Ticks{104} << Ticks{105};
    QTest::newRow("sell stop") << OrderKind::StopMarket << Side::Sell << Ticks{106} << Ticks{105};
    QTest::newRow("buy stop limit") << OrderKind::StopLimit << Side::Buy << Ticks{104} << Ticks{106};
    QTest::newRow("buy if touched") << OrderKind::MarketIfTouched << Side::Buy << Ticks{106} << Ticks{105};
    QTest::newRow("sell if touched") << OrderKind::MarketIfTouched << Side::Sell << Ticks{104} << Ticks{105};
}

void TestEngineTriggers::aTriggerFiresOnTheRightSide()
{
    QFETCH(OrderKind, kind);
    QFETCH(Side, side);
    QFETCH(Ticks, quietPrice);
    QFETCH(Ticks, firingPrice);
    TriggerBook book;
    book.add(waiting(1, kind, side, 105));
    std::vector<WaitingOrder> fired;
    book.collect(quietPrice, fired);
    QVERIFY(fired.empty());
    book.collect(firingPrice, fired);
    QCOMPARE(fired.size(), 1U);
    QVERIFY(book.isEmpty());
}

void TestEngineTriggers::stopsFireNearestFirstThenByEntry()
{
    MarketEngine engine;
    RecordingSink sink;
    stack(engine, sink);
    engine.triggers().add(waiting(1, OrderKind::StopMarket, Side::Buy, 102));
    engine.triggers().add(waiting(2, OrderKind::StopMarket, Side::Buy, 101));
    engine.triggers().add(waiting(3, OrderKind::StopMarket, Side::Buy, 101));
    engine.submit(engineOrder(9, Side::Buy, 3, 102), sink); // trades 100, 101, 102
    engine.runTriggers(sink);
    QCOMPARE(sink.triggered, (Owners{2, 3, 1}));
}

void TestEngineTriggers::aStopThatTradesFiresTheNext()
{
    MarketEngine engine;
    RecordingSink sink;
    stack(engine, sink);
    engine.triggers().add(waiting(1, OrderKind::StopMarket, Side::Buy, 100));
    engine.triggers().add(waiting(2, OrderKind::StopMarket, Side::Buy, 101));
    engine.triggers().add(waiting(3, OrderKind::StopMarket, Side::Buy, 103));
    engine.submit(engineOrder(9, Side::Buy, 1, 100), sink);
    engine.runTriggers(sink);
    QCOMPARE(sink.triggered, (Owners{1, 2})); // 1 trades at 101, 2 at 102; nobody trades at 103
    QCOMPARE(engine.book().best(Side::Sell), std::optional<Ticks>{103});
}

void TestEngineTriggers::aStopWaitsUntilTheAggressorIsDone()
{
    MarketEngine engine;
    RecordingSink sink;
    stack(engine, sink);
    engine.triggers().add(waiting(1, OrderKind::StopMarket, Side::Buy, 100));
    engine.submit(engineOrder(9, Side::Buy, 3, 102), sink);
    QVERIFY(sink.triggered.empty());
    engine.runTriggers(sink);
    QCOMPARE(sink.fills.back().owner, OrderHandle{1});
    QCOMPARE(sink.fills.back().price, 103);
}

void TestEngineTriggers::aStopLimitRestsAtItsLimit()
{
    MarketEngine engine;
    RecordingSink sink;
    stack(engine, sink);
    engine.triggers().add(waiting(1, OrderKind::StopLimit, Side::Buy, 100, 100));
    engine.submit(engineOrder(9, Side::Buy, 1, 100), sink);
    engine.runTriggers(sink);
    QCOMPARE(sink.rested, (Owners{1}));
    QCOMPARE(engine.book().best(Side::Buy), std::optional<Ticks>{100});
}

void TestEngineTriggers::aStopMarketWithoutLiquidityIsCancelled()
{
    MarketEngine engine;
    RecordingSink sink;
    engine.submit(engineOrder(0, Side::Sell, 1, 100), sink);
    engine.triggers().add(waiting(1, OrderKind::StopMarket, Side::Buy, 100));
    engine.submit(engineOrder(9, Side::Buy, 1, 100), sink);
    engine.runTriggers(sink);
    QCOMPARE(sink.triggered, (Owners{1}));
    QCOMPARE(sink.cancelled, (Owners{1}));
}

void TestEngineTriggers::aMarketOrderStopsAtItsProtection()
{
    MarketEngine engine;
    RecordingSink sink;
    stack(engine, sink);
    engine.setProtection(4);
    const Submission done = engine.submitMarket(engineOrder(1, Side::Buy, 50, 0), sink);
    QCOMPARE(done.cancelled, std::optional{CancelReason::ImmediateRemainder});
    QCOMPARE(done.remaining, 45);
    QCOMPARE(sink.prints.back().price, 104);
}

void TestEngineTriggers::aMarketOrderStopsAtThePriceLimit()
{
    MarketEngine engine;
    RecordingSink sink;
    stack(engine, sink);
    engine.setPriceLimits(97, 102);
    QCOMPARE(engine.submitMarket(engineOrder(1, Side::Buy, 50, 0), sink).remaining, 47);
    QCOMPARE(engine.submitMarket(engineOrder(1, Side::Sell, 50, 0), sink).remaining, 47);
}

void TestEngineTriggers::aRemovedStopNeverFires()
{
    MarketEngine engine;
    RecordingSink sink;
    stack(engine, sink);
    engine.triggers().add(waiting(1, OrderKind::StopMarket, Side::Buy, 100));
    QVERIFY(engine.triggers().remove(1));
    QVERIFY(!engine.triggers().remove(1));
    engine.submit(engineOrder(9, Side::Buy, 1, 100), sink);
    engine.runTriggers(sink);
    QVERIFY(sink.triggered.empty());
}

QTEST_GUILESS_MAIN(TestEngineTriggers)
#include "test_engine_triggers.moc"
