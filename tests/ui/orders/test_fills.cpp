// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/orders/panel_shots.h"
#include "tests/ui/orders/trading_scene.h"
#include "ui/orders/fills_panel.h"

#include "ui/common/tree_view.h"
#include "ui/orders/fills_csv.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using depthdeck::ui::FillsModel;
using FailureMode = QAbstractItemModelTester::FailureReportingMode;
namespace wire = t4proto::v1::common;

namespace {

struct Bench : TradingScene
{
    FillsModel model{orders, board};
    QAbstractItemModelTester tester{&model, FailureMode::QtTest};
    ui::FillTotalsModel totals{board};
    QAbstractItemModelTester totalsTester{&totals, FailureMode::QtTest};

    Bench() { orders.useMarkets(board); }
    [[nodiscard]] QString cell(int row, FillsModel::Column column, const QModelIndex &parent = {}) const
    {
        return model.index(row, column, parent).data().toString();
    }
    [[nodiscard]] QString total(int row, ui::FillTotalsModel::Column column, const QModelIndex &parent = {}) const
    {
        return totals.index(row, column, parent).data().toString();
    }
    void refresh()
    {
        model.refresh();
        totals.apply(model.takeTallies());
    }
    void bust(const char *trade)
    {
        auto bust = tradeOf("A1", es, "6024.50", 2, 2, 3, 9);
        bust.set_change(wire::ORDER_CHANGE_TRADE_BUSTED);
        bust.set_exchange_trade_id(trade);
        orders.applyTrade(bust);
    }
    void leg(const char *id, int legIndex, const char *price, int sequence)
    {
        t4proto::v1::orderrouting::OrderUpdateTradeLeg message;
        message.set_unique_id(id);
        message.set_account_id(account.text());
        message.set_market_id(calendar.market.text());
        message.set_leg_index(legIndex);
        message.set_volume(2);
        message.mutable_price()->set_value(price);
        message.set_sequence_order(sequence);
        message.set_status(wire::ORDER_STATUS_WORKING);
        orders.applyTradeLeg(message);
    }
};

} // namespace

class TestFills : public QObject
{
    Q_OBJECT

private slots:
    void theNewestFillIsOnTop();
    void cellsReadAsTheServerTold();
    void everyFillShowsTheAverageOfItsOrder();
    void aBustedFillStaysStruckAndItsReversalIsARow();
    void aBustIsToldUntilItIsDismissed();
    void legsStandBelowTheirSpreadAndAreNotCounted();
    void legsGoBelowTheFillTheyCameWith();
    void aLegWithoutItsFillStandsAlone();
    void fillsOfEarlierTodaySaySo();
    void totalsAddUpByMarketSideAndPrice();
    void aBustTakesItsFillOutOfTheTotals();
    void csvHasUtcTimesAndExactPrices();
    void theKeyCopiesTheChosenFillsAsCsv();
    void aThousandFillsAreOneInsertion();
    void aResetStoreIsAnEmptyTable();
    void looksRightAtEveryScale();
};

void TestFills::theNewestFillIsOnTop()
{
    Bench bench;
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.es, "6024.50", 5));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.50", 2, 2, 3, 2));
    QCOMPARE(bench.model.rowCount(), 0);
    bench.model.refresh();
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.25", 1, 3, 2, 3));
    bench.model.refresh();
    QCOMPARE(bench.model.rowCount(), 2);
    QCOMPARE(bench.cell(0, FillsModel::PriceOf), QStringLiteral("6024.25"));
    QCOMPARE(bench.cell(1, FillsModel::PriceOf), QStringLiteral("6024.50"));
    QCOMPARE(bench.model.bought(), Quantity{3});
    QCOMPARE(bench.model.sold(), Quantity{0});
}

void TestFills::cellsReadAsTheServerTold()
{
    Bench bench;
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.es, "6024.50", 5, false));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.50", 2, 2, 3, 2));
    bench.model.refresh();
    QVERIFY(bench.cell(0, FillsModel::Time).contains(u':'));
    QCOMPARE(bench.cell(0, FillsModel::Market), QStringLiteral("ESZ6"));
    QCOMPARE(bench.cell(0, FillsModel::SideOf), QStringLiteral("Sell"));
    QCOMPARE(bench.cell(0, FillsModel::Volume), QStringLiteral("2"));
    QCOMPARE(bench.cell(0, FillsModel::Note), QStringLiteral("3 left"));
    QCOMPARE(bench.cell(0, FillsModel::OrderOf), QStringLiteral("A1"));
    QCOMPARE(bench.cell(0, FillsModel::TradeId), QStringLiteral("T2"));
    QCOMPARE(bench.cell(0, FillsModel::AccountOf), QStringLiteral("acc-1"));
}

void TestFills::everyFillShowsTheAverageOfItsOrder()
{
    Bench bench;
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.es, "6024.50", 4));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.50", 2, 2, 2, 2));
    bench.model.refresh();
    QVERIFY(bench.cell(0, FillsModel::Average).startsWith(QStringLiteral("6024.50")));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.00", 2, 4, 0, 3));
    bench.model.refresh();
    QVERIFY(bench.cell(0, FillsModel::Average).startsWith(QStringLiteral("6024.25")));
    QVERIFY(bench.cell(1, FillsModel::Average).startsWith(QStringLiteral("6024.25")));
}

void TestFills::aBustedFillStaysStruckAndItsReversalIsARow()
{
    Bench bench;
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.es, "6024.50", 5));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.50", 2, 2, 3, 2));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.25", 1, 3, 2, 3));
    bench.refresh();
    bench.bust("T2");
    bench.refresh();
    QCOMPARE(bench.model.rowCount(), 3);
    QCOMPARE(bench.cell(0, FillsModel::SideOf), QStringLiteral("Sell"));
    QCOMPARE(bench.cell(0, FillsModel::Volume), QStringLiteral("2"));
    QCOMPARE(bench.cell(0, FillsModel::PriceOf), QStringLiteral("6024.50"));
    QCOMPARE(bench.cell(0, FillsModel::Note), QStringLiteral("Reversal of a busted trade"));
    QVERIFY(!bench.model.index(0, FillsModel::PriceOf).data(FillsModel::struckRole).toBool());
    QCOMPARE(bench.cell(2, FillsModel::Note), QStringLiteral("Busted"));
    QVERIFY(bench.model.index(2, FillsModel::PriceOf).data(FillsModel::struckRole).toBool());
    QVERIFY(!bench.model.index(1, FillsModel::PriceOf).data(FillsModel::struckRole).toBool());
    QCOMPARE(bench.model.bought(), Quantity{1});
    QCOMPARE(bench.model.sold(), Quantity{0});
}

void TestFills::aBustIsToldUntilItIsDismissed()
{
    Bench bench;
    ui::FillsPanel panel{bench.orders, bench.board, bench.theme};
    panel.show();
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.es, "6024.50", 5));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.50", 2, 2, 3, 2));
    panel.refresh();
    const auto alarm = [&panel]() -> QWidget * {
        for (auto *frame : panel.findChildren<QFrame *>())
            if (frame->accessibleName().startsWith(QStringLiteral("Busted:")))
                return frame;
        return nullptr;
    };
    QVERIFY(alarm() == nullptr);
    bench.bust("T2");
    panel.refresh();
    QVERIFY(alarm() != nullptr && alarm()->isVisible());
    QVERIFY(alarm()->accessibleName().contains(QStringLiteral("Buy 2 ESZ6 at 6024.50")));
    QVERIFY(panel.headerHint().contains(QStringLiteral("busted")));
    QWidget *shown = alarm();
    QTest::mouseClick(shown->findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(!shown->isVisible());
}

void TestFills::legsStandBelowTheirSpreadAndAreNotCounted()
{
    Bench bench;
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.calendar, "-58.90", 5));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.calendar, "-58.90", 2, 2, 3, 2));
    bench.leg("A1", 0, "6024.50", 3);
    bench.leg("A1", 1, "6083.40", 4);
    bench.model.refresh();
    QCOMPARE(bench.model.rowCount(), 1);
    QCOMPARE(bench.model.bought(), Quantity{2});
    const QModelIndex spread = bench.model.index(0, 0);
    QCOMPARE(bench.cell(0, FillsModel::Market), QStringLiteral("ESZ6-ESH7"));
    QCOMPARE(bench.model.rowCount(spread), 2);
    QCOMPARE(bench.cell(0, FillsModel::Market, spread), QStringLiteral("ESZ6"));
    QCOMPARE(bench.cell(0, FillsModel::Note, spread), QStringLiteral("Leg 1 of ESZ6-ESH7"));
    QCOMPARE(bench.cell(0, FillsModel::SideOf, spread), QStringLiteral("Buy"));
    QCOMPARE(bench.cell(1, FillsModel::Market, spread), QStringLiteral("XCME_Eq ES (H27)"));
    QCOMPARE(bench.cell(1, FillsModel::SideOf, spread), QStringLiteral("Sell"));
    QCOMPARE(bench.model.parent(bench.model.index(1, 2, spread)), spread);
}

void TestFills::legsGoBelowTheFillTheyCameWith()
{
    Bench bench;
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.calendar, "-58.90", 5));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.calendar, "-58.90", 2, 2, 3, 2));
    bench.leg("A1", 0, "6024.50", 3);
    bench.orders.applyTrade(bench.tradeOf("A1", bench.calendar, "-58.85", 2, 4, 1, 5));
    bench.leg("A1", 0, "6025.00", 6);
    bench.leg("A1", 1, "6083.40", 4); // told late, of the first
    bench.model.refresh();
    const QModelIndex newest = bench.model.index(0, 0);
    const QModelIndex first = bench.model.index(1, 0);
    QCOMPARE(bench.model.rowCount(newest), 1);
    QCOMPARE(bench.model.rowCount(first), 2);
    QCOMPARE(bench.cell(0, FillsModel::PriceOf, newest), QStringLiteral("6025.00"));
    QCOMPARE(bench.cell(1, FillsModel::PriceOf, first), QStringLiteral("6083.4"));
}

void TestFills::aLegWithoutItsFillStandsAlone()
{
    Bench bench;
    bench.leg("A1", 0, "6024.50", 3);
    bench.model.refresh();
    QCOMPARE(bench.model.rowCount(), 1);
    QVERIFY(bench.cell(0, FillsModel::Note).startsWith(QStringLiteral("Leg 1")));
    QCOMPARE(bench.model.bought(), Quantity{0});
}

void TestFills::fillsOfEarlierTodaySaySo()
{
    Bench bench;
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.es, "6024.50", 5), true);
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.50", 5, 5, 0, 2), true);
    bench.model.refresh();
    QCOMPARE(bench.cell(0, FillsModel::Note), QStringLiteral("told at login"));
}

void TestFills::totalsAddUpByMarketSideAndPrice()
{
    using Totals = ui::FillTotalsModel;
    Bench bench;
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.es, "6024.50", 9));
    bench.orders.applyUpdate(bench.workingOrder("B2", bench.zn, "110.5", 5, false));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.50", 2, 2, 7, 2));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6025.50", 1, 3, 6, 3));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.50", 1, 4, 5, 4));
    bench.orders.applyTrade(bench.tradeOf("B2", bench.zn, "110.5", 5, 5, 0, 2));
    bench.refresh();
    QCOMPARE(bench.totals.rowCount(), 2);
    QCOMPARE(bench.total(0, Totals::What), QStringLiteral("ESZ6 bought"));
    QCOMPARE(bench.total(0, Totals::Lots), QStringLiteral("4"));
    QCOMPARE(bench.total(0, Totals::Fills), QStringLiteral("3"));
    QVERIFY(bench.total(0, Totals::PriceOf).startsWith(QStringLiteral("6024.75")));
    QCOMPARE(bench.total(1, Totals::What), QStringLiteral("ZNZ6 sold"));
    const QModelIndex bought = bench.totals.index(0, 0);
    QCOMPARE(bench.totals.rowCount(bought), 2);
    QCOMPARE(bench.total(0, Totals::PriceOf, bought), QStringLiteral("6025.50"));
    QCOMPARE(bench.total(1, Totals::PriceOf, bought), QStringLiteral("6024.50"));
    QCOMPARE(bench.total(1, Totals::Lots, bought), QStringLiteral("3"));
}

void TestFills::aBustTakesItsFillOutOfTheTotals()
{
    using Totals = ui::FillTotalsModel;
    Bench bench;
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.es, "6024.50", 9));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.50", 2, 2, 7, 2));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6025.50", 1, 3, 6, 3));
    bench.refresh();
    bench.bust("T3");
    bench.refresh();
    QCOMPARE(bench.total(0, Totals::Lots), QStringLiteral("2"));
    QCOMPARE(bench.totals.rowCount(bench.totals.index(0, 0)), 1);
    QVERIFY(bench.total(0, Totals::PriceOf).startsWith(QStringLiteral("6024.50")));
}

void TestFills::csvHasUtcTimesAndExactPrices()
{
    Bench bench;
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.zn, "110.515625", 5));
    auto trade = bench.tradeOf("A1", bench.zn, "110.515625", 2, 2, 3, 2);
    trade.mutable_time()->set_nanos(147'900'000);
    trade.set_exchange_trade_id("a \"b\", c");
    bench.orders.applyTrade(trade);
    bench.model.refresh();
    const QString csv = ui::fillsAsCsv({bench.model.fillAt(bench.model.index(0, 0))}, bench.orders, bench.board);
    const QStringList lines = csv.split(QStringLiteral("\r\n"));
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.at(0).startsWith(QStringLiteral("time_utc,")));
    QVERIFY2(lines.at(1).startsWith(QStringLiteral("2026-08-01T12:00:01.147Z,")), qPrintable(lines.at(1)));
    QVERIFY(lines.at(1).contains(QStringLiteral(",buy,2,110.515625,A1,")));
    QVERIFY(lines.at(1).contains(QStringLiteral("\"a \"\"b\"\", c\"")));
}

void TestFills::theKeyCopiesTheChosenFillsAsCsv()
{
    Bench bench;
    ui::FillsPanel panel{bench.orders, bench.board, bench.theme};
    panel.resize(1000, 300);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.es, "6024.50", 5));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.50", 2, 2, 3, 2));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.25", 1, 3, 2, 3));
    panel.refresh();
    const auto trees = panel.findChildren<ui::TreeView *>();
    auto *tree = *std::find_if(trees.begin(), trees.end(), [](const ui::TreeView *each) {
        return each->accessibleName() == QStringLiteral("Fills");
    });
    QCOMPARE(panel.asCsv().count(QStringLiteral("\r\n")), 3);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(tree->model()->index(1, 1)).center());
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const QString copied = QApplication::clipboard()->text();
    QVERIFY(copied.contains(QStringLiteral("6024.50")));
    QVERIFY(!copied.contains(QStringLiteral("6024.25")));
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QApplication::clipboard()->text().contains(u'\t'));
}

void TestFills::aThousandFillsAreOneInsertion()
{
    Bench bench;
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.es, "6024.50", 1000));
    QSignalSpy inserted{&bench.model, &FillsModel::rowsInserted};
    for (int fill = 0; fill < 1000; ++fill)
        bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.50", 1, fill + 1, 999 - fill, fill + 2));
    bench.refresh();
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(bench.model.rowCount(), 1000);
    QCOMPARE(bench.model.bought(), Quantity{1000});
}

void TestFills::aResetStoreIsAnEmptyTable()
{
    Bench bench;
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.es, "6024.50", 5));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.50", 2, 2, 3, 2));
    bench.model.refresh();
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.50", 1, 3, 2, 3));
    bench.orders.clear();
    QCOMPARE(bench.model.rowCount(), 0);
    bench.model.refresh();
    QCOMPARE(bench.model.rowCount(), 0);
    QCOMPARE(bench.model.bought(), Quantity{0});
}

void TestFills::looksRightAtEveryScale()
{
    for (const Look &look : looks()) {
        Bench bench;
        ui::FillsPanel panel{bench.orders, bench.board, bench.theme};
        look.apply(bench.theme);
        panel.show();
        bench.orders.applyUpdate(bench.workingOrder("A1", bench.es, "6024.50", 5));
        bench.orders.applyUpdate(bench.workingOrder("B2", bench.calendar, "-58.90", 5, false));
        bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.50", 2, 2, 3, 2));
        bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.25", 1, 3, 2, 3));
        bench.orders.applyTrade(bench.tradeOf("B2", bench.calendar, "-58.90", 2, 2, 3, 2));
        bench.leg("B2", 0, "6024.50", 3);
        bench.leg("B2", 1, "6083.40", 4);
        bench.bust("T3");
        panel.refresh();
        for (auto *tree : panel.findChildren<ui::TreeView *>())
            tree->expandAll();
        QVERIFY(look.save(panel, QSize{1080, 230}, "fills"));
    }
}

QTEST_MAIN(TestFills)
#include "test_fills.moc"
