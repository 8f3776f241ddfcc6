// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/depth/depth_geometry.h"
#include "ui/depth/fact_strip.h"

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::ui;

namespace {

constexpr DepthMeasures measures{
    .price = 60, .size = 50, .sizeTitle = 50, .orders = 40, .implied = 30, .own = 30, .padding = 5, .rowHeight = 20};

} // namespace

class TestDepthGeometry : public QObject
{
    Q_OBJECT

private slots:
    void bothHalvesMirrorEachOther();
    void spareRoomGoesToTheBars();
    void impliedVolumeGoesFirstAndOrderCountsNext_data();
    void impliedVolumeGoesFirstAndOrderCountsNext();
    void aLongTitleStandsOverImpliedVolumeToo();
    void noColumnIsCutAtTheMinimumWidth();
    void everyPointOfARowBelongsToACell();
    void pointsOutsideOfTheRowsHitNothing();
    void barsGrowFromTheMiddle();
    void aBarIsNeverLongerThanItsRoomAndNeverInvisible();
    void theBoundaryDividesByTotals_data();
    void theBoundaryDividesByTotals();
    void factsFlowIntoLines();
};

void TestDepthGeometry::bothHalvesMirrorEachOther()
{
    for (const int width : {300, 401, 600, 1200}) {
        const DepthColumns columns = depthColumns(width, measures);
        QCOMPARE(columns.bid.price.left, width - columns.offer.price.right());
        QCOMPARE(columns.bid.bar.left, width - columns.offer.bar.right());
        QCOMPARE(columns.bid.own.left, width - columns.offer.own.right());
        QVERIFY(columns.bid.price.right() <= columns.offer.price.left);
    }
}

void TestDepthGeometry::spareRoomGoesToTheBars()
{
    const DepthColumns narrow = depthColumns(600, measures);
    const DepthColumns wide = depthColumns(800, measures);
    QCOMPARE(wide.offer.bar.width - narrow.offer.bar.width, 100);
    QCOMPARE(wide.offer.price.width, narrow.offer.price.width);
    QCOMPARE(wide.offer.own.right(), 800);
}

void TestDepthGeometry::impliedVolumeGoesFirstAndOrderCountsNext_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("implied");
    QTest::addColumn<bool>("orders");
    QTest::newRow("room for all") << 2 * 260 << true << true;
    QTest::newRow("without implied") << 2 * 259 << false << true;
    QTest::newRow("just orders") << 2 * 220 << false << true;
    QTest::newRow("neither") << 2 * 219 << false << false;
}

void TestDepthGeometry::impliedVolumeGoesFirstAndOrderCountsNext()
{
    QFETCH(int, width);
    const DepthColumns columns = depthColumns(width, measures);
    QTEST(!columns.bid.implied.isEmpty(), "implied");
    QTEST(!columns.span(DepthColumn::BidOrders).isEmpty(), "orders");
    QVERIFY(!columns.bid.own.isEmpty());
}

void TestDepthGeometry::aLongTitleStandsOverImpliedVolumeToo()
{
    DepthMeasures titled = measures;
    titled.sizeTitle = 80;
    const DepthColumns wide = depthColumns(2 * 260, titled);
    QCOMPARE(wide.offer.size.width, 60); // the title needs 90, implied volume has 40 of it
    QCOMPARE(wide.offer.bar.width, 100);
    titled.implied = 0;
    QCOMPARE(depthColumns(2 * 260, titled).offer.size.width, 90);
}

void TestDepthGeometry::noColumnIsCutAtTheMinimumWidth()
{
    const int width = minimumDepthWidth(measures);
    const DepthColumns columns = depthColumns(width, measures);
    QCOMPARE(columns.bid.own.left, 0);
    QCOMPARE(columns.offer.own.right(), width);
    QCOMPARE(columns.bid.price.width, 70);
}

void TestDepthGeometry::everyPointOfARowBelongsToACell()
{
    const DepthColumns columns = depthColumns(600, measures);
    const DepthRows rows{.top = 20, .height = 20, .count = 10, .firstShown = 0};
    for (int x = 0; x < 600; ++x) {
        const auto cell = depthCellAt(columns, rows, {x, 45});
        QVERIFY(cell);
        QCOMPARE(cell->row, 1);
        QCOMPARE(sideOf(cell->column), x < 300 ? BookSide::Bid : BookSide::Offer);
        QVERIFY(depthCellRect(columns, rows, *cell, 600).contains(QPoint(x, 45)));
    }
}

void TestDepthGeometry::pointsOutsideOfTheRowsHitNothing()
{
    const DepthColumns columns = depthColumns(600, measures);
    DepthRows rows{.top = 20, .height = 20, .count = 3, .firstShown = 0};
    QVERIFY(!depthCellAt(columns, rows, {100, 19}));
    QVERIFY(!depthCellAt(columns, rows, {100, 80}));
    QCOMPARE(depthCellAt(columns, rows, {100, 79})->row, 2);
    rows.firstShown = 2;
    QCOMPARE(depthCellAt(columns, rows, {100, 20})->row, 2);
    QVERIFY(!depthCellAt(columns, rows, {100, 40}));
}

void TestDepthGeometry::barsGrowFromTheMiddle()
{
    const QRect area{100, 0, 200, 20};
    QCOMPARE(sizeBarRect(area, Quantity{50}, Quantity{100}, BookSide::Bid), QRect(200, 0, 100, 20));
    QCOMPARE(sizeBarRect(area, Quantity{50}, Quantity{100}, BookSide::Offer), QRect(100, 0, 100, 20));
}

void TestDepthGeometry::aBarIsNeverLongerThanItsRoomAndNeverInvisible()
{
    const QRect area{100, 0, 200, 20};
    QCOMPARE(sizeBarRect(area, Quantity{2'000'000'000}, Quantity{10}, BookSide::Bid), area);
    QCOMPARE(sizeBarRect(area, Quantity{1}, Quantity{1'000'000}, BookSide::Offer).width(), 1);
    QVERIFY(sizeBarRect(area, Quantity{0}, Quantity{10}, BookSide::Bid).isEmpty());
    QVERIFY(sizeBarRect(area, Quantity{5}, Quantity{0}, BookSide::Bid).isEmpty());
}

void TestDepthGeometry::theBoundaryDividesByTotals_data()
{
    QTest::addColumn<qint64>("bids");
    QTest::addColumn<qint64>("offers");
    QTest::addColumn<int>("boundary");
    QTest::newRow("empty book") << qint64{0} << qint64{0} << 100;
    QTest::newRow("balanced") << qint64{7} << qint64{7} << 100;
    QTest::newRow("three to one") << qint64{30} << qint64{10} << 150;
    QTest::newRow("bids alone") << qint64{1} << qint64{0} << 200;
    QTest::newRow("offers alone") << qint64{0} << qint64{1} << 0;
}

void TestDepthGeometry::theBoundaryDividesByTotals()
{
    QFETCH(qint64, bids);
    QFETCH(qint64, offers);
    QTEST(imbalanceBoundary(200, bids, offers), "boundary");
}

void TestDepthGeometry::factsFlowIntoLines()
{
    const auto places = flow({100, 100, 0, 100, 300}, 250, 10);
    const std::vector<FlowPlace> expected{{0, 0}, {110, 0}, {220, 0}, {0, 1}, {0, 2}};
    QCOMPARE(places, expected);
}

QTEST_MAIN(TestDepthGeometry)
#include "test_depth_geometry.moc"
