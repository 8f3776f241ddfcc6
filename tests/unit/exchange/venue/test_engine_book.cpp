// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/engine/matching_book.h"
#include "tests/unit/exchange/venue/recording_sink.h"

#include <QtTest>

#include <random>

using namespace depthdeck;
using namespace depthdeck::exchange;
using depthdeck::test::engineOrder;
using depthdeck::test::RecordingSink;

using Owners = std::vector<OrderHandle>;

class TestEngineBook final : public QObject
{
    Q_OBJECT

private slots:
    void anAggressorTakesTheBestPriceFirst();
    void ordersAtOnePriceFillInOrderOfArrival();
    void onePrintCountsAllRestingOrdersOfItsPrice();
    void theRemainderOfALimitOrderRests();
    void immediateOrCancelLeavesNothing();
    void fillOrKillTakesAllOrNothing();
    void fillOrKillCountsHiddenLots();
    void anIcebergShowsAPartAndRefillsAtTheBack();
    void aReducedOrderKeepsItsPlace();
    void aRaisedOrderLosesItsPlace();
    void aRepricedOrderLosesItsPlaceAndMayTrade();
    void aCancelledOrderIsGoneAndItsReferenceStale();
    void ordersOfOneOwnerMatchEachOther();
    void lotsAreConservedAndTheBookNeverCrosses();
};

void TestEngineBook::anAggressorTakesTheBestPriceFirst()
{
    MatchingBook book;
    RecordingSink sink;
    book.submit(engineOrder(1, Side::Sell, 5, 102), sink);
    book.submit(engineOrder(2, Side::Sell, 5, 101), sink);
    book.submit(engineOrder(3, Side::Buy, 7, 102), sink);
    QCOMPARE(sink.makers(), (Owners{2, 1}));
    QCOMPARE(sink.prints.size(), 2U);
    QCOMPARE(sink.prints[0].price, 101);
    QCOMPARE(sink.prints[0].at, BookSide::Offer);
    QCOMPARE(sink.prints[1].volume, 2);
    QCOMPARE(book.level(Side::Sell, 0), (BookLevel{102, 3, 1}));
}

void TestEngineBook::ordersAtOnePriceFillInOrderOfArrival()
{
    MatchingBook book;
    RecordingSink sink;
    for (const OrderHandle owner : Owners{11, 12, 13, 14})
        book.submit(engineOrder(owner, Side::Buy, 2, 100), sink);
    book.submit(engineOrder(20, Side::Sell, 7, 100), sink);
    QCOMPARE(sink.makers(), (Owners{11, 12, 13, 14}));
    QCOMPARE(book.level(Side::Buy, 0), (BookLevel{100, 1, 1}));
}

void TestEngineBook::onePrintCountsAllRestingOrdersOfItsPrice()
{
    MatchingBook book;
    RecordingSink sink;
    book.submit(engineOrder(1, Side::Buy, 2, 100), sink);
    book.submit(engineOrder(0, Side::Buy, 3, 100), sink);
    book.submit(engineOrder(9, Side::Sell, 4, 100), sink);
    QCOMPARE(sink.prints.size(), 1U);
    QCOMPARE(sink.prints[0].at, BookSide::Bid);
    QCOMPARE(sink.prints[0].resting, (std::vector<std::int32_t>{2, 2}));
}

void TestEngineBook::theRemainderOfALimitOrderRests()
{
    MatchingBook book;
    RecordingSink sink;
    book.submit(engineOrder(1, Side::Sell, 3, 100), sink);
    const Submission done = book.submit(engineOrder(2, Side::Buy, 5, 100), sink);
    QCOMPARE(done.remaining, 2);
    QVERIFY(!done.cancelled);
    QCOMPARE(book.best(Side::Buy), std::optional<Ticks>{100});
    QVERIFY(!book.best(Side::Sell));
}

void TestEngineBook::immediateOrCancelLeavesNothing()
{
    MatchingBook book;
    RecordingSink sink;
    book.submit(engineOrder(1, Side::Sell, 3, 100), sink);
    EngineOrder order = engineOrder(2, Side::Buy, 5, 100);
    order.duration = Duration::ImmediateOrCancel;
    const Submission done = book.submit(order, sink);
    QCOMPARE(done.cancelled, std::optional{CancelReason::ImmediateRemainder});
    QCOMPARE(done.remaining, 2);
    QCOMPARE(book.orderCount(Side::Buy), 0);
}

void TestEngineBook::fillOrKillTakesAllOrNothing()
{
    MatchingBook book;
    RecordingSink sink;
    book.submit(engineOrder(1, Side::Sell, 3, 100), sink);
    book.submit(engineOrder(2, Side::Sell, 3, 101), sink);
    EngineOrder order = engineOrder(3, Side::Buy, 6, 100);
    order.duration = Duration::FillOrKill;
    QCOMPARE(book.submit(order, sink).cancelled, std::optional{CancelReason::FillOrKill});
    QVERIFY(sink.prints.empty());
    order.limit = 101;
    QVERIFY(!book.submit(order, sink).cancelled);
    QCOMPARE(book.orderCount(Side::Sell), 0);
}

void TestEngineBook::fillOrKillCountsHiddenLots()
{
    MatchingBook book;
    RecordingSink sink;
    EngineOrder iceberg = engineOrder(1, Side::Sell, 20, 100);
    iceberg.maxShow = 2;
    book.submit(iceberg, sink);
    EngineOrder order = engineOrder(2, Side::Buy, 20, 100);
    order.duration = Duration::FillOrKill;
    QVERIFY(!book.submit(order, sink).cancelled);
    QCOMPARE(sink.prints.back().volume, 20);
}

void TestEngineBook::anIcebergShowsAPartAndRefillsAtTheBack()
{
    MatchingBook book;
    RecordingSink sink;
    EngineOrder iceberg = engineOrder(1, Side::Sell, 6, 100);
    iceberg.maxShow = 2;
    book.submit(iceberg, sink);
    book.submit(engineOrder(2, Side::Sell, 3, 100), sink);
    QCOMPARE(book.level(Side::Sell, 0), (BookLevel{100, 5, 2}));
    book.submit(engineOrder(9, Side::Buy, 2, 100), sink); // the visible part
    QCOMPARE(book.level(Side::Sell, 0), (BookLevel{100, 5, 2}));
    book.submit(engineOrder(9, Side::Buy, 4, 100), sink); // first the other one, then one of the refill
    QCOMPARE(sink.makers(), (Owners{1, 2, 1}));
    QCOMPARE(book.level(Side::Sell, 0), (BookLevel{100, 1, 1}));
    book.submit(engineOrder(9, Side::Buy, 9, 100), sink);
    QCOMPARE(book.orderCount(Side::Sell), 0);
    QCOMPARE(book.level(Side::Buy, 0), (BookLevel{100, 6, 1}));
}

void TestEngineBook::aReducedOrderKeepsItsPlace()
{
    MatchingBook book;
    RecordingSink sink;
    const Submission first = book.submit(engineOrder(1, Side::Buy, 5, 100), sink);
    book.submit(engineOrder(2, Side::Buy, 5, 100), sink);
    QCOMPARE(book.revise(first.order, 3, 100, 0, sink).order, first.order);
    QCOMPARE(book.level(Side::Buy, 0), (BookLevel{100, 8, 2}));
    book.submit(engineOrder(9, Side::Sell, 4, 100), sink);
    QCOMPARE(sink.makers(), (Owners{1, 2}));
}

void TestEngineBook::aRaisedOrderLosesItsPlace()
{
    MatchingBook book;
    RecordingSink sink;
    const Submission first = book.submit(engineOrder(1, Side::Buy, 5, 100), sink);
    book.submit(engineOrder(2, Side::Buy, 5, 100), sink);
    const Submission raised = book.revise(first.order, 6, 100, 0, sink);
    QVERIFY(!book.find(first.order) || raised.order != first.order);
    book.submit(engineOrder(9, Side::Sell, 6, 100), sink);
    QCOMPARE(sink.makers(), (Owners{2, 1}));
}

void TestEngineBook::aRepricedOrderLosesItsPlaceAndMayTrade()
{
    MatchingBook book;
    RecordingSink sink;
    const Submission bid = book.submit(engineOrder(1, Side::Buy, 5, 100), sink);
    book.submit(engineOrder(2, Side::Sell, 3, 102), sink);
    const Submission revised = book.revise(bid.order, 5, 102, 0, sink);
    QCOMPARE(revised.remaining, 2);
    QCOMPARE(sink.prints.size(), 1U);
    QCOMPARE(sink.prints[0].price, 102);
    QCOMPARE(book.best(Side::Buy), std::optional<Ticks>{102});
}

void TestEngineBook::aCancelledOrderIsGoneAndItsReferenceStale()
{
    MatchingBook book;
    RecordingSink sink;
    const Submission bid = book.submit(engineOrder(1, Side::Buy, 5, 100), sink);
    QVERIFY(book.cancel(bid.order));
    QVERIFY(!book.cancel(bid.order));
    const Submission reused = book.submit(engineOrder(2, Side::Buy, 5, 100), sink);
    QCOMPARE(reused.order.slot, bid.order.slot); // the slot, but not the reference
    QVERIFY(!book.find(bid.order));
    QVERIFY(book.find(reused.order));
}

void TestEngineBook::ordersOfOneOwnerMatchEachOther()
{
    MatchingBook book;
    RecordingSink sink;
    book.submit(engineOrder(7, Side::Sell, 1, 100), sink);
    book.submit(engineOrder(7, Side::Buy, 1, 100), sink);
    QCOMPARE(sink.fills.size(), 2U);
}

void TestEngineBook::lotsAreConservedAndTheBookNeverCrosses()
{
    std::mt19937_64 random{7};
    MatchingBook book;
    RecordingSink sink;
    std::vector<OrderRef> orders;
    std::int64_t resting = 0; // lots that should be in the book
    const auto lotsIn = [&](Side side) {
        std::int64_t lots = 0;
        std::int32_t count = 0;
        book.forEach(side, [&](const RestingOrder &order, OrderRef) {
            lots += order.remaining;
            ++count;
        });
        return count == book.orderCount(side) ? lots : -1;
    };
    for (OrderHandle step = 1; step <= 20'000; ++step) {
        const Side side = random() % 2 == 0 ? Side::Buy : Side::Sell;
        const auto volume = static_cast<std::int32_t>(1 + random() % 9);
        const auto price = static_cast<Ticks>(1000 + random() % 21) - (side == Side::Buy ? 12 : 8);
        const auto choice = random() % 10;
        const std::size_t printsBefore = sink.prints.size();
        if (choice < 6 || orders.empty()) {
            EngineOrder order = engineOrder(step, side, volume, price);
            order.maxShow = choice == 0 ? 2 : 0;
            order.duration = choice == 1 ? Duration::ImmediateOrCancel : Duration::Day;
            const Submission done = book.submit(order, sink);
            resting += done.cancelled ? volume - done.remaining : volume;
            if (!done.cancelled && done.remaining > 0)
                orders.push_back(done.order);
        } else {
            OrderRef &picked = orders[random() % orders.size()];
            if (const RestingOrder *order = book.find(picked); order && choice < 8) {
                resting -= order->remaining;
                book.cancel(picked);
            } else if (order) {
                resting += volume - order->remaining;
                picked = book.revise(picked, volume, price, 0, sink).order;
            }
        }
        for (std::size_t print = printsBefore; print < sink.prints.size(); ++print)
            resting -= 2 * sink.prints[print].volume;
        QCOMPARE(lotsIn(Side::Buy) + lotsIn(Side::Sell), resting);
        if (book.best(Side::Buy) && book.best(Side::Sell))
            QVERIFY(*book.best(Side::Buy) < *book.best(Side::Sell));
        if (step % 500 == 0)
            orders.erase(orders.begin(), orders.begin() + static_cast<std::ptrdiff_t>(orders.size() / 2));
    }
    std::int64_t printed = 0;
    std::int64_t filled = 0;
    for (const RecordingSink::Printed &print : sink.prints)
        printed += print.volume;
    for (const Fill &fill : sink.fills)
        filled += fill.volume;
    QVERIFY(printed > 1000);
    QCOMPARE(filled, 2 * printed);
}

QTEST_GUILESS_MAIN(TestEngineBook)
#include "test_engine_book.moc"
