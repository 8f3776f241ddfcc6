// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/orders/panel_shots.h"
#include "tests/ui/orders/trading_scene.h"
#include "ui/orders/fills_panel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTableView>
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

    [[nodiscard]] QString cell(int row, FillsModel::Column column) const
    {
        return model.index(row, column).data().toString();
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
    void aBustedFillIsStruckAndSaysSo();
    void legsStandApartAndAreNotCounted();
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
}

void TestFills::aBustedFillIsStruckAndSaysSo()
{
    Bench bench;
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.es, "6024.50", 5));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.50", 2, 2, 3, 2));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.25", 1, 3, 2, 3));
    bench.model.refresh();
    QSignalSpy changes{&bench.model, &FillsModel::dataChanged};
    bench.bust("T2");
    bench.model.refresh();
    QCOMPARE(bench.cell(1, FillsModel::Note), QStringLiteral("Busted"));
    QVERIFY(bench.model.index(1, FillsModel::PriceOf).data(FillsModel::struckRole).toBool());
    QVERIFY(!bench.model.index(0, FillsModel::PriceOf).data(FillsModel::struckRole).toBool());
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(bench.model.bought(), Quantity{1});
}

void TestFills::legsStandApartAndAreNotCounted()
{
    Bench bench;
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.calendar, "-58.90", 5));
    bench.orders.applyTrade(bench.tradeOf("A1", bench.calendar, "-58.90", 2, 2, 3, 2));
    bench.leg("A1", 0, "6024.50", 3);
    bench.leg("A1", 1, "6083.40", 4);
    bench.model.refresh();
    QCOMPARE(bench.model.rowCount(), 3);
    QCOMPARE(bench.model.bought(), Quantity{2});
    QStringList notes;
    for (int row = 0; row < 3; ++row)
        notes << bench.cell(row, FillsModel::Note) + u'|' + bench.cell(row, FillsModel::Market);
    QVERIFY2(notes.contains(QStringLiteral("Leg 1 of ESZ6-ESH7|ESZ6")), qPrintable(notes.join(u'\n')));
    QVERIFY(notes.contains(QStringLiteral("Leg 2 of ESZ6-ESH7|XCME_Eq ES (H27)")));
    QVERIFY(notes.contains(QStringLiteral("3 left|ESZ6-ESH7")));
}

void TestFills::aThousandFillsAreOneInsertion()
{
    Bench bench;
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.es, "6024.50", 1000));
    QSignalSpy inserted{&bench.model, &FillsModel::rowsInserted};
    for (int fill = 0; fill < 1000; ++fill)
        bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.50", 1, fill + 1, 999 - fill, fill + 2));
    bench.model.refresh();
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
        bench.bust("T3");
        panel.refresh();
        QVERIFY(look.save(panel, QSize{1000, 220}, "fills"));
    }
}

QTEST_MAIN(TestFills)
#include "test_fills.moc"
