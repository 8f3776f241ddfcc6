// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/order_by_order_book.h"

#include <QTest>

using namespace depthdeck;

namespace {

Price price(const char *text)
{
    return Price::parse(text).value();
}

RestingOrder order(std::uint64_t id, Side side, const char *at, int lots, std::uint64_t priority)
{
    return {id, side, price(at), Quantity{lots}, priority};
}

} // namespace

class TestOrderByOrderBook final : public QObject
{
    Q_OBJECT

private slots:
    void ordersStandByPriorityNotByArrival();
    void aKnownOrderLeavesItsOldPlace();
    void twoOrdersOfOnePriorityBothStay();
    void theLastOrderTakesItsLevelAlong();
    void levelsKnowTheirLotsAndTheirChange();
    void anUnknownOrderCannotBeRemoved();
    void clearingEmptiesBothSides();
    void positionCountsWhatIsInFront();
    void anOrderIsFoundByTheExactTextOfItsId_data();
    void anOrderIsFoundByTheExactTextOfItsId();
    void crossedMeansBidAtOrAboveOffer();
};

void TestOrderByOrderBook::ordersStandByPriorityNotByArrival()
{
    OrderByOrderBook book;
    QVERIFY(!book.addOrUpdate(order(1, Side::Buy, "10", 5, 300)));
    QVERIFY(!book.addOrUpdate(order(2, Side::Buy, "10", 5, 100)));
    QVERIFY(!book.addOrUpdate(order(3, Side::Buy, "10", 5, 200)));
    std::vector<std::uint64_t> ids;
    for (const auto &[rank, resting] : book.level(Side::Buy, price("10"))->orders)
        ids.push_back(resting.id);
    QCOMPARE(ids, (std::vector<std::uint64_t>{2, 3, 1}));
}

void TestOrderByOrderBook::aKnownOrderLeavesItsOldPlace()
{
    OrderByOrderBook book;
    book.addOrUpdate(order(1, Side::Buy, "10", 5, 1));
    QVERIFY(book.addOrUpdate(order(1, Side::Sell, "11", 7, 9)));
    QVERIFY(book.bids().empty());
    QCOMPARE(book.level(Side::Sell, price("11"))->lots, 7);
    QCOMPARE(book.find(1)->volume.contracts, 7);
    QCOMPARE(book.size(), std::size_t{1});
}

void TestOrderByOrderBook::twoOrdersOfOnePriorityBothStay()
{
    OrderByOrderBook book;
    book.addOrUpdate(order(7, Side::Buy, "10", 5, 0));
    book.addOrUpdate(order(3, Side::Buy, "10", 4, 0));
    QCOMPARE(book.level(Side::Buy, price("10"))->orders.size(), std::size_t{2});
    QVERIFY(book.remove(7));
    QCOMPARE(book.level(Side::Buy, price("10"))->lots, 4);
}

void TestOrderByOrderBook::theLastOrderTakesItsLevelAlong()
{
    OrderByOrderBook book;
    book.addOrUpdate(order(1, Side::Sell, "10", 5, 1));
    QVERIFY(book.remove(1));
    QVERIFY(book.offers().empty());
    QVERIFY(!book.level(Side::Sell, price("10")));
    QVERIFY(!book.find(1));
}

void TestOrderByOrderBook::levelsKnowTheirLotsAndTheirChange()
{
    OrderByOrderBook book;
    book.addOrUpdate(order(1, Side::Buy, "10", 5, 1));
    book.addOrUpdate(order(2, Side::Buy, "9", 5, 2));
    const std::uint64_t before = book.level(Side::Buy, price("10"))->revision;
    book.addOrUpdate(order(3, Side::Buy, "9", 2, 3));
    QCOMPARE(book.level(Side::Buy, price("10"))->revision, before);
    QCOMPARE(book.level(Side::Buy, price("9"))->revision, book.revision());
    QCOMPARE(book.level(Side::Buy, price("9"))->lots, 7);
    book.remove(2);
    QCOMPARE(book.level(Side::Buy, price("9"))->lots, 2);
    QCOMPARE(book.level(Side::Buy, price("9"))->revision, book.revision());
}

void TestOrderByOrderBook::anUnknownOrderCannotBeRemoved()
{
    OrderByOrderBook book;
    const std::uint64_t before = book.revision();
    QVERIFY(!book.remove(1));
    QCOMPARE(book.revision(), before);
}

void TestOrderByOrderBook::clearingEmptiesBothSides()
{
    OrderByOrderBook book;
    book.addOrUpdate(order(1, Side::Buy, "10", 5, 1));
    book.addOrUpdate(order(2, Side::Sell, "11", 5, 1));
    const std::uint64_t before = book.revision();
    book.clear();
    QCOMPARE(book.size(), std::size_t{0});
    QVERIFY(book.bids().empty() && book.offers().empty());
    QVERIFY(book.revision() > before);
}

void TestOrderByOrderBook::positionCountsWhatIsInFront()
{
    OrderByOrderBook book;
    book.addOrUpdate(order(1, Side::Buy, "10", 5, 10));
    book.addOrUpdate(order(2, Side::Buy, "10", 7, 20));
    book.addOrUpdate(order(3, Side::Buy, "10", 2, 30));
    book.addOrUpdate(order(4, Side::Buy, "10", 9, 40));
    const auto position = book.exactPosition("3");
    QVERIFY(position && position->exact && position->ordersKnown);
    QCOMPARE(position->ordersAhead, 2);
    QCOMPARE(position->lotsAhead.contracts, 12);
    QCOMPARE(position->lotsAtPrice.contracts, 23);
    QVERIFY(!book.position(3)->exact);
    QVERIFY(!book.exactPosition("5"));
}

void TestOrderByOrderBook::anOrderIsFoundByTheExactTextOfItsId_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("found");
    QTest::newRow("equal") << QByteArray{"6412345678901234567"} << true;
    QTest::newRow("another") << QByteArray{"6412345678901234568"} << false;
    QTest::newRow("empty") << QByteArray{} << false;
    QTest::newRow("leading zero") << QByteArray{"06412345678901234567"} << false;
    QTest::newRow("blank") << QByteArray{"6412345678901234567 "} << false;
    QTest::newRow("plus") << QByteArray{"+6412345678901234567"} << false;
    QTest::newRow("minus") << QByteArray{"-6412345678901234567"} << false;
    QTest::newRow("letters") << QByteArray{"A1"} << false;
    QTest::newRow("too large") << QByteArray{"64123456789012345670"} << false;
}

void TestOrderByOrderBook::anOrderIsFoundByTheExactTextOfItsId()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, found);
    OrderByOrderBook book;
    book.addOrUpdate(order(6412345678901234567U, Side::Buy, "10", 5, 1));
    QCOMPARE(book.find(text.toStdString()) != nullptr, found);
}

void TestOrderByOrderBook::crossedMeansBidAtOrAboveOffer()
{
    OrderByOrderBook book;
    book.addOrUpdate(order(1, Side::Buy, "10", 5, 1));
    QVERIFY(!book.isCrossed());
    book.addOrUpdate(order(2, Side::Sell, "10.25", 5, 1));
    QVERIFY(!book.isCrossed());
    book.addOrUpdate(order(3, Side::Buy, "10.25", 5, 1));
    QVERIFY(book.isCrossed());
}

QTEST_APPLESS_MAIN(TestOrderByOrderBook)
#include "test_order_by_order_book.moc"
