// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/book/book_geometry.h"

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::ui;

class TestBookGeometry : public QObject
{
    Q_OBJECT

private slots:
    void theHalvesAreMirrorImages();
    void littleRoomDropsTheOrderCountsFirst();
    void everyPixelBelongsToOneColumn();
    void segmentsGrowAwayFromThePrice();
    void aSegmentIsNeverNarrowerThanAPixel();
    void neighboursTouchWithoutOverlap();
    void thePointerFindsTheLotsBeforeIt();
};

namespace {

const BookMeasures measures{.price = 60, .lots = 40, .orders = 40, .padding = 4, .rowHeight = 20};

} // namespace

void TestBookGeometry::theHalvesAreMirrorImages()
{
    for (const int width : {400, 601, 1000}) {
        const BookColumns columns = bookColumns(width, measures);
        QCOMPARE(columns.bid.price.left, width - columns.offer.price.right());
        QCOMPARE(columns.bid.queue.left, width - columns.offer.queue.right());
        QCOMPARE(columns.offer.queue.right(), width);
    }
}

void TestBookGeometry::littleRoomDropsTheOrderCountsFirst()
{
    const BookColumns wide = bookColumns(800, measures);
    QVERIFY(!wide.bid.orders.isEmpty());
    const BookColumns narrow = bookColumns(minimumBookWidth(measures), measures);
    QVERIFY(narrow.bid.orders.isEmpty());
    QVERIFY(!narrow.bid.queue.isEmpty());
    QCOMPARE(narrow.bid.price.width, wide.bid.price.width);
}

void TestBookGeometry::everyPixelBelongsToOneColumn()
{
    const int width = 731;
    const BookColumns columns = bookColumns(width, measures);
    for (int x = 0; x < width; ++x) {
        int owners = 0;
        for (int column = 0; column < bookColumnCount; ++column)
            owners += columns.span(static_cast<BookColumn>(column)).holds(x) ? 1 : 0;
        const bool isMiddle = x >= columns.bid.price.right() && x < columns.offer.price.left;
        QCOMPARE(owners, isMiddle ? 0 : 1);
    }
}

void TestBookGeometry::segmentsGrowAwayFromThePrice()
{
    const Span queue{100, 200};
    QCOMPARE(segmentSpan(queue, BookSide::Offer, 0, 50, 200), (Span{100, 50}));
    QCOMPARE(segmentSpan(queue, BookSide::Bid, 0, 50, 200), (Span{250, 50}));
    QCOMPARE(segmentSpan(queue, BookSide::Bid, 50, 50, 200), (Span{200, 50}));
    QVERIFY(segmentSpan(queue, BookSide::Bid, 0, 0, 200).isEmpty());
    QVERIFY(segmentSpan({}, BookSide::Bid, 0, 5, 200).isEmpty());
    QVERIFY(segmentSpan(queue, BookSide::Bid, 0, 5, 0).isEmpty());
}

void TestBookGeometry::aSegmentIsNeverNarrowerThanAPixel()
{
    const Span queue{0, 100};
    const Span last = segmentSpan(queue, BookSide::Offer, 9999, 1, 10000);
    QCOMPARE(last, (Span{99, 1}));
    QCOMPARE(segmentSpan(queue, BookSide::Offer, 20000, 1, 10000), (Span{99, 1}));
}

void TestBookGeometry::neighboursTouchWithoutOverlap()
{
    const Span queue{10, 333};
    int right = queue.left;
    for (std::int64_t ahead = 0; ahead < 100; ahead += 10) {
        const Span segment = segmentSpan(queue, BookSide::Offer, ahead, 10, 100);
        QCOMPARE(segment.left, right);
        right = segment.right();
    }
    QCOMPARE(right, queue.right());
}

void TestBookGeometry::thePointerFindsTheLotsBeforeIt()
{
    const Span queue{100, 200};
    QCOMPARE(lotsBefore(queue, BookSide::Offer, 100, 400), std::optional<std::int64_t>{0});
    QCOMPARE(lotsBefore(queue, BookSide::Offer, 200, 400), std::optional<std::int64_t>{200});
    QCOMPARE(lotsBefore(queue, BookSide::Bid, 299, 400), std::optional<std::int64_t>{0});
    QVERIFY(!lotsBefore(queue, BookSide::Bid, 99, 400));
    QVERIFY(!lotsBefore(queue, BookSide::Bid, 150, 0));
}

QTEST_APPLESS_MAIN(TestBookGeometry)
#include "test_book_geometry.moc"
