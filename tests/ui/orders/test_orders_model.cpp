// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/orders/trading_scene.h"
#include "ui/common/cell_delegate.h"
#include "ui/orders/orders_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using depthdeck::ui::OrdersModel;
using depthdeck::ui::OrdersShown;
using FailureMode = QAbstractItemModelTester::FailureReportingMode;
namespace wire = t4proto::v1::common;

namespace {

struct Bench : TradingScene
{
    OrdersModel model{orders, board};
    QAbstractItemModelTester tester{&model, FailureMode::QtTest};

    void add(const std::string &id, int volume = 2, const char *price = "6024.50")
    {
        orders.applyUpdate(workingOrder(id, es, price, volume));
    }
    void fill(const std::string &id, int volume, int total, int left, int sequence)
    {
        orders.applyTrade(tradeOf(id, es, "6024.50", volume, total, left, sequence));
    }
    [[nodiscard]] QString cell(int row, OrdersModel::Column column) const
    {
        return model.index(row, column).data().toString();
    }
    [[nodiscard]] QStringList ids() const
    {
        QStringList ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids << QString::fromStdString(model.orderAt(row)->id.text());
        return ids;
    }
};

} // namespace

class TestOrdersModel : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsAnnouncedBeforeTheFrame();
    void oneChangedOrderIsOneChangedRow();
    void neighbouringChangesAreOneRun();
    void activeOrdersStandAboveFinishedOnesNewestFirst();
    void aFinishedOrderLeavesTheWorkingList();
    void theSelectionFollowsAnOrderThatMoves();
    void cellsReadAsTheServerTold();
    void everyStateHasItsWordAndShape_data();
    void everyStateHasItsWordAndShape();
    void aRevisionShowsBothPrices();
    void pricesReadInTheMarketsNotation();
    void aSubmissionOfOursIsShownAsSendingUntilItIsNamed();
    void aSubmissionThatNeverLeftSaysSo();
    void afterABreakActiveOrdersAreUnknownAndSayWhy();
    void aResetStoreIsAnEmptyTable();
    void tenThousandUpdatesAreAnnouncedInOneFrame();
    void manyOrdersFinishingAtOnceKeepTheOrder();
};

void TestOrdersModel::nothingIsAnnouncedBeforeTheFrame()
{
    Bench bench;
    QSignalSpy inserted{&bench.model, &OrdersModel::rowsInserted};
    bench.add("A1");
    bench.add("B2");
    QCOMPARE(inserted.size(), 0);
    bench.model.refresh();
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(bench.ids(), QStringList({QStringLiteral("A1"), QStringLiteral("B2")}));
}

void TestOrdersModel::oneChangedOrderIsOneChangedRow()
{
    Bench bench;
    bench.add("A1");
    bench.add("B2");
    bench.model.refresh();
    QSignalSpy changes{&bench.model, &OrdersModel::dataChanged};
    QSignalSpy layouts{&bench.model, &OrdersModel::layoutChanged};
    bench.fill("B2", 1, 1, 1, 2);
    bench.model.refresh();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(changes.at(0).at(1).toModelIndex().row(), 1);
    QCOMPARE(layouts.size(), 0);
    bench.model.refresh();
    QCOMPARE(changes.size(), 1);
}

void TestOrdersModel::neighbouringChangesAreOneRun()
{
    Bench bench;
    for (int order = 0; order < 6; ++order)
        bench.add("O" + std::to_string(order));
    bench.model.refresh();
    QSignalSpy changes{&bench.model, &OrdersModel::dataChanged};
    for (const int order : {4, 1, 2, 1})
        bench.fill("O" + std::to_string(order), 1, 1, 1, 2);
    bench.model.refresh();
    QCOMPARE(changes.size(), 2);
    QCOMPARE(changes.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(changes.at(0).at(1).toModelIndex().row(), 2);
    QCOMPARE(changes.at(1).at(0).toModelIndex().row(), 4);
}

void TestOrdersModel::activeOrdersStandAboveFinishedOnesNewestFirst()
{
    Bench bench;
    for (const char *id : {"A1", "B2", "C3", "D4"})
        bench.add(id);
    bench.model.refresh();
    bench.fill("A1", 2, 2, 0, 2);
    bench.model.refresh();
    bench.fill("C3", 2, 2, 0, 2);
    bench.add("E5");
    bench.model.refresh();
    QCOMPARE(bench.ids(), QStringList({QStringLiteral("B2"), QStringLiteral("D4"), QStringLiteral("E5"),
                                       QStringLiteral("C3"), QStringLiteral("A1")}));
    QCOMPARE(bench.model.activeCount(), 3);
    QCOMPARE(bench.model.finishedCount(), 2);
}

void TestOrdersModel::aFinishedOrderLeavesTheWorkingList()
{
    Bench bench;
    for (const char *id : {"A1", "B2", "C3"})
        bench.add(id);
    bench.model.setShown(OrdersShown::Working);
    bench.model.refresh();
    bench.fill("B2", 2, 2, 0, 2);
    bench.model.refresh();
    QCOMPARE(bench.ids(), QStringList({QStringLiteral("A1"), QStringLiteral("C3")}));
    bench.model.setShown(OrdersShown::All);
    QCOMPARE(bench.ids(), QStringList({QStringLiteral("A1"), QStringLiteral("C3"), QStringLiteral("B2")}));
    bench.model.setShown(OrdersShown::Working);
    QCOMPARE(bench.model.rowCount(), 2);
}

void TestOrdersModel::theSelectionFollowsAnOrderThatMoves()
{
    Bench bench;
    for (const char *id : {"A1", "B2", "C3"})
        bench.add(id);
    bench.model.refresh();
    QTableView view;
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.setModel(&bench.model);
    view.selectRow(0);
    bench.fill("A1", 2, 2, 0, 2);
    bench.model.refresh();
    QCOMPARE(view.selectionModel()->selectedRows().size(), 1);
    QCOMPARE(view.selectionModel()->selectedRows().constFirst().row(), 2);
    QCOMPARE(bench.model.orderAt(2)->id, OrderId{"A1"});
}

void TestOrdersModel::cellsReadAsTheServerTold()
{
    Bench bench;
    auto update = bench.workingOrder("A1", bench.es, "6024.50", 5, false);
    update.set_time_type(wire::TIME_TYPE_GOOD_TILL_CANCELLED);
    update.set_status_detail("Accepted by the exchange");
    bench.orders.applyUpdate(update);
    bench.fill("A1", 2, 2, 3, 2);
    bench.model.refresh();
    QCOMPARE(bench.cell(0, OrdersModel::State), QStringLiteral("Part filled"));
    QCOMPARE(bench.cell(0, OrdersModel::Market), QStringLiteral("ESZ6"));
    QCOMPARE(bench.cell(0, OrdersModel::SideOf), QStringLiteral("Sell"));
    QCOMPARE(bench.cell(0, OrdersModel::Volume), QStringLiteral("5"));
    QCOMPARE(bench.cell(0, OrdersModel::Filled), QStringLiteral("2"));
    QCOMPARE(bench.cell(0, OrdersModel::Type), QStringLiteral("Limit"));
    QCOMPARE(bench.cell(0, OrdersModel::PriceOf), QStringLiteral("6024.50"));
    QCOMPARE(bench.cell(0, OrdersModel::Stop), QStringLiteral("–"));
    QCOMPARE(bench.cell(0, OrdersModel::Time), QStringLiteral("GTC"));
    QVERIFY(bench.cell(0, OrdersModel::Average).startsWith(QStringLiteral("6024.50")));
    QCOMPARE(bench.cell(0, OrdersModel::Acknowledged), QStringLiteral("–"));
    QVERIFY(bench.cell(0, OrdersModel::Submitted).contains(u':'));
}

void TestOrdersModel::everyStateHasItsWordAndShape_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("pending");
    QTest::addColumn<int>("filled");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, int status, int pending, int filled) {
        QTest::newRow(name) << status << pending << filled << QString::fromLatin1(name);
    };
    row("Pending", wire::ORDER_STATUS_WORKING, wire::RESPONSE_PENDING_SUBMISSION, 0);
    row("Working", wire::ORDER_STATUS_WORKING, wire::RESPONSE_PENDING_NONE, 0);
    row("Part filled", wire::ORDER_STATUS_WORKING, wire::RESPONSE_PENDING_NONE, 1);
    row("Held", wire::ORDER_STATUS_HELD, wire::RESPONSE_PENDING_NONE, 0);
    row("Revising", wire::ORDER_STATUS_WORKING, wire::RESPONSE_PENDING_REVISION, 0);
    row("Pulling", wire::ORDER_STATUS_WORKING, wire::RESPONSE_PENDING_PULL, 0);
    row("Filled", wire::ORDER_STATUS_FINISHED, wire::RESPONSE_PENDING_NONE, 2);
    row("Cancelled", wire::ORDER_STATUS_FINISHED, wire::RESPONSE_PENDING_NONE, 0);
    row("Cancelled, part filled", wire::ORDER_STATUS_FINISHED, wire::RESPONSE_PENDING_NONE, 1);
    row("Rejected", wire::ORDER_STATUS_REJECTED, wire::RESPONSE_PENDING_NONE, 0);
}

void TestOrdersModel::everyStateHasItsWordAndShape()
{
    QFETCH(int, status);
    QFETCH(int, pending);
    QFETCH(int, filled);
    QFETCH(QString, word);
    Bench bench;
    auto update = bench.workingOrder("A1", bench.es, "6024.50", 2);
    update.set_status(static_cast<wire::OrderStatus>(status));
    update.set_response_pending(static_cast<wire::ResponsePending>(pending));
    update.set_total_fill_volume(filled);
    bench.orders.applyUpdate(update);
    bench.model.refresh();
    QCOMPARE(bench.cell(0, OrdersModel::State), word);
    QVERIFY(bench.model.index(0, OrdersModel::State).data(ui::CellShapeRole).isValid());
}

void TestOrdersModel::aRevisionShowsBothPrices()
{
    Bench bench;
    auto update = bench.workingOrder("A1", bench.zn, "110.515625", 5);
    update.set_response_pending(wire::RESPONSE_PENDING_REVISION);
    update.mutable_new_limit_price()->set_value("110.53125");
    update.set_new_volume(8);
    bench.orders.applyUpdate(update);
    bench.model.refresh();
    QVERIFY(bench.cell(0, OrdersModel::PriceOf).contains(QStringLiteral(" → ")));
    QCOMPARE(bench.cell(0, OrdersModel::Volume), QStringLiteral("5 → 8"));
    QCOMPARE(bench.cell(0, OrdersModel::Stop), QStringLiteral("–"));
}

void TestOrdersModel::pricesReadInTheMarketsNotation()
{
    Bench bench;
    bench.orders.applyUpdate(bench.workingOrder("A1", bench.zn, "110.515625", 5));
    bench.orders.applyUpdate(bench.workingOrder("B2", bench.calendar, "-58.90", 5));
    bench.model.refresh();
    QCOMPARE(bench.cell(0, OrdersModel::PriceOf), QStringLiteral("110-16.5"));
    QCOMPARE(bench.cell(1, OrdersModel::PriceOf), QStringLiteral("−58.90"));
    QCOMPARE(bench.cell(1, OrdersModel::Market), QStringLiteral("ESZ6-ESH7"));
}

void TestOrdersModel::aSubmissionOfOursIsShownAsSendingUntilItIsNamed()
{
    Bench bench;
    OrderDraft draft;
    draft.account = bench.account;
    draft.market = bench.es.market;
    draft.limit = Price::parse("6024.50");
    draft.volume = Quantity{3};
    bench.orders.noteSent(draft, "tag-1");
    bench.model.refresh();
    QCOMPARE(bench.model.rowCount(), 1);
    QCOMPARE(bench.cell(0, OrdersModel::State), QStringLiteral("Sending"));
    QCOMPARE(bench.cell(0, OrdersModel::Volume), QStringLiteral("3"));
    QCOMPARE(bench.cell(0, OrdersModel::PriceOf), QStringLiteral("6024.50"));
    auto update = bench.workingOrder("A1", bench.es, "6024.50", 3);
    update.set_tag("tag-1");
    bench.clock.advance(std::chrono::microseconds{12'400});
    bench.orders.applyUpdate(update);
    bench.model.refresh();
    QCOMPARE(bench.model.rowCount(), 1);
    QCOMPARE(bench.cell(0, OrdersModel::State), QStringLiteral("Working"));
    QCOMPARE(bench.cell(0, OrdersModel::Acknowledged), QStringLiteral("12.4 ms"));
}

void TestOrdersModel::aSubmissionThatNeverLeftSaysSo()
{
    Bench bench;
    OrderDraft draft;
    draft.account = bench.account;
    draft.market = bench.es.market;
    bench.orders.noteSent(draft, "tag-1");
    bench.model.refresh();
    bench.orders.noteNotSent("tag-1");
    bench.model.refresh();
    QCOMPARE(bench.cell(0, OrdersModel::State), QStringLiteral("Not sent"));
    QCOMPARE(bench.model.activeCount(), 0);
}

void TestOrdersModel::afterABreakActiveOrdersAreUnknownAndSayWhy()
{
    Bench bench;
    bench.add("A1");
    bench.model.refresh();
    bench.orders.markAllUnknown();
    bench.model.refresh();
    QCOMPARE(bench.cell(0, OrdersModel::State), QStringLiteral("Unknown"));
    QCOMPARE(bench.cell(0, OrdersModel::Text), QStringLiteral("Locked until the server tells its state."));
    QCOMPARE(bench.model.activeCount(), 1);
}

void TestOrdersModel::aResetStoreIsAnEmptyTable()
{
    Bench bench;
    bench.add("A1");
    bench.add("B2");
    bench.model.refresh();
    bench.fill("A1", 1, 1, 1, 2);
    bench.orders.clear();
    QCOMPARE(bench.model.rowCount(), 0);
    bench.model.refresh();
    bench.add("C3");
    bench.model.refresh();
    QCOMPARE(bench.ids(), QStringList{QStringLiteral("C3")});
}

void TestOrdersModel::tenThousandUpdatesAreAnnouncedInOneFrame()
{
    TradingScene scene;
    OrdersModel model{scene.orders, scene.board};
    QTableView view;
    view.setModel(&model);
    for (int order = 0; order < 10'000; ++order)
        scene.orders.applyUpdate(scene.workingOrder("O" + std::to_string(order), scene.es, "6024.50", 2));
    QSignalSpy inserted{&model, &OrdersModel::rowsInserted};
    model.refresh();
    QCOMPARE(inserted.size(), 1);
    QSignalSpy changes{&model, &OrdersModel::dataChanged};
    for (int order = 0; order < 10'000; ++order)
        scene.orders.applyTrade(scene.tradeOf("O" + std::to_string(order), scene.es, "6024.50", 1, 1, 1, 2));
    QElapsedTimer clock;
    clock.start();
    model.refresh();
    qInfo("10,000 changed orders: %.2f ms", static_cast<double>(clock.nsecsElapsed()) / 1e6);
    QCOMPARE(changes.size(), 1);
}

void TestOrdersModel::manyOrdersFinishingAtOnceKeepTheOrder()
{
    Bench bench;
    for (int order = 0; order < 300; ++order)
        bench.add("O" + std::to_string(order));
    bench.model.setShown(OrdersShown::Working);
    bench.model.refresh();
    QSignalSpy removed{&bench.model, &OrdersModel::rowsRemoved};
    for (int order = 0; order < 300; order += 2)
        bench.fill("O" + std::to_string(order), 2, 2, 0, 2);
    bench.model.refresh();
    QCOMPARE(removed.size(), 1);
    QCOMPARE(bench.model.rowCount(), 150);
    QCOMPARE(bench.ids().constFirst(), QStringLiteral("O1"));
    QCOMPARE(bench.ids().constLast(), QStringLiteral("O299"));
}

QTEST_MAIN(TestOrdersModel)
#include "test_orders_model.moc"
