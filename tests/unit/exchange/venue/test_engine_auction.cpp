// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/engine/market_engine.h"
#include "tests/unit/exchange/venue/recording_sink.h"

#include <QtTest>

using namespace depthdeck;
using namespace depthdeck::exchange;
using depthdeck::test::engineOrder;
using depthdeck::test::RecordingSink;

class TestEngineAuction final : public QObject
{
    Q_OBJECT

private slots:
    void ordersRestAcrossEachOtherBeforeTheOpen();
    void theOpenTradesTheMostLotsAtOnePrice();
    void amongEqualVolumesTheSmallestSurplusDecides();
    void amongEqualSurplusesTheReferenceDecides();
    void theOpenFillsByPriceThenTime();
    void aBookThatDoesNotCrossOpensWithoutATrade();
    void icebergsTakePartWithAllTheirLots();
};

void TestEngineAuction::ordersRestAcrossEachOtherBeforeTheOpen()
{
    MatchingBook book;
    RecordingSink sink;
    book.setMatching(false);
    book.submit(engineOrder(1, Side::Buy, 5, 105), sink);
    book.submit(engineOrder(2, Side::Sell, 5, 95), sink);
    QVERIFY(sink.prints.empty());
    QVERIFY(*book.best(Side::Buy) > *book.best(Side::Sell));
}

void TestEngineAuction::theOpenTradesTheMostLotsAtOnePrice()
{
    MarketEngine engine;
    RecordingSink sink;
    engine.stopMatching();
    engine.submit(engineOrder(1, Side::Buy, 10, 103), sink);
    engine.submit(engineOrder(2, Side::Buy, 10, 101), sink);
    engine.submit(engineOrder(3, Side::Sell, 12, 100), sink);
    engine.submit(engineOrder(4, Side::Sell, 10, 102), sink);
    engine.open(101, sink);
    QCOMPARE(sink.prints.size(), 1U);
    QCOMPARE(sink.prints[0].price, 101); // 12 lots; at 102 or 103 only 10
    QCOMPARE(sink.prints[0].volume, 12);
    QCOMPARE(sink.prints[0].at, BookSide::Undefined);
    QVERIFY(engine.book().isMatching());
    QVERIFY(*engine.book().best(Side::Buy) < *engine.book().best(Side::Sell));
}

void TestEngineAuction::amongEqualVolumesTheSmallestSurplusDecides()
{
    MarketEngine engine;
    RecordingSink sink;
    engine.stopMatching();
    engine.submit(engineOrder(1, Side::Buy, 10, 105), sink);
    engine.submit(engineOrder(2, Side::Buy, 5, 101), sink);
    engine.submit(engineOrder(3, Side::Sell, 10, 100), sink);
    engine.open(100, sink); // at 100 and 101: 10 lots, 5 left over; from 102 on nothing is left over
    QCOMPARE(sink.prints[0].price, 102);
    QCOMPARE(sink.prints[0].volume, 10);
}

void TestEngineAuction::amongEqualSurplusesTheReferenceDecides()
{
    MarketEngine engine;
    RecordingSink sink;
    engine.stopMatching();
    engine.submit(engineOrder(1, Side::Buy, 10, 110), sink);
    engine.submit(engineOrder(2, Side::Sell, 10, 90), sink);
    engine.open(104, sink);
    QCOMPARE(sink.prints[0].price, 104);
}

void TestEngineAuction::theOpenFillsByPriceThenTime()
{
    MarketEngine engine;
    RecordingSink sink;
    engine.stopMatching();
    engine.submit(engineOrder(1, Side::Buy, 4, 100), sink);
    engine.submit(engineOrder(2, Side::Buy, 4, 100), sink);
    engine.submit(engineOrder(3, Side::Buy, 4, 101), sink);
    engine.submit(engineOrder(9, Side::Sell, 6, 100), sink);
    engine.open(100, sink);
    std::vector<std::pair<OrderHandle, std::int32_t>> buys;
    for (const Fill &fill : sink.fills) {
        QVERIFY(!fill.aggressor);
        QCOMPARE(fill.price, 100);
        if (fill.owner != 9)
            buys.emplace_back(fill.owner, fill.volume);
    }
    QCOMPARE(buys, (std::vector<std::pair<OrderHandle, std::int32_t>>{{3, 4}, {1, 2}}));
}

void TestEngineAuction::aBookThatDoesNotCrossOpensWithoutATrade()
{
    MarketEngine engine;
    RecordingSink sink;
    engine.stopMatching();
    engine.submit(engineOrder(1, Side::Buy, 4, 99), sink);
    engine.submit(engineOrder(2, Side::Sell, 4, 100), sink);
    engine.open(100, sink);
    QVERIFY(sink.prints.empty());
    QVERIFY(engine.book().isMatching());
}

void TestEngineAuction::icebergsTakePartWithAllTheirLots()
{
    MarketEngine engine;
    RecordingSink sink;
    engine.stopMatching();
    EngineOrder iceberg = engineOrder(1, Side::Buy, 30, 100);
    iceberg.maxShow = 4;
    engine.submit(iceberg, sink);
    engine.submit(engineOrder(2, Side::Sell, 25, 100), sink);
    engine.open(100, sink);
    QCOMPARE(sink.prints[0].volume, 25);
    QCOMPARE(engine.book().level(Side::Buy, 0), (BookLevel{100, 3, 1})); // 4 shown of 6 left, one of them gone
}

QTEST_GUILESS_MAIN(TestEngineAuction)
#include "test_engine_auction.moc"
