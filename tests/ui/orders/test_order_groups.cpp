// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/orders/trading_scene.h"
#include "ui/orders/orders_model.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using depthdeck::ui::OrdersModel;
using depthdeck::ui::OrdersShown;
using Place = OrdersModel::Place;
using FailureMode = QAbstractItemModelTester::FailureReportingMode;
namespace wire = t4proto::v1::common;

namespace {

struct Bench : TradingScene
{
    OrdersModel model{orders, board};
    QAbstractItemModelTester tester{&model, FailureMode::QtTest};

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
    [[nodiscard]] std::optional<Place> place(int row) const
    {
        const QVariant told = model.index(row, OrdersModel::State).data(OrdersModel::placeRole);
        return told.isValid() ? std::optional{static_cast<Place>(told.toInt())} : std::nullopt;
    }
    void add(const std::string &id) { orders.applyUpdate(workingOrder(id, es, "6024.50", 2)); }
    /// The entry and its two held exits: 8 ticks of profit, 6 of loss.
    void addBracket(const std::string &id, const char *separator = ",")
    {
        const std::string all = id + separator + id + "p" + separator + id + "s";
        auto entry = workingOrder(id, es, "6024.50", 2);
        entry.set_order_link(wire::ORDER_LINK_AUTO_OCO);
        entry.set_orders_linked(all);
        entry.mutable_submit_time()->set_nanos(static_cast<int>(id.back()));
        orders.applyUpdate(entry);
        orders.applyUpdate(exitOf(entry, id + "p", "2.00", nullptr));
        orders.applyUpdate(exitOf(entry, id + "s", nullptr, "-1.50"));
    }
    [[nodiscard]] static t4proto::v1::orderrouting::OrderUpdate
    exitOf(t4proto::v1::orderrouting::OrderUpdate exit, const std::string &id, const char *limit, const char *stop)
    {
        exit.set_unique_id(id);
        exit.set_status(wire::ORDER_STATUS_HELD);
        exit.set_activation_type(wire::ACTIVATION_TYPE_HOLD);
        exit.set_buy_sell(wire::BUY_SELL_SELL);
        exit.set_price_type(limit ? wire::PRICE_TYPE_LIMIT : wire::PRICE_TYPE_STOP_MARKET);
        exit.clear_current_limit_price();
        exit.clear_new_limit_price();
        if (limit) {
            exit.mutable_current_limit_price()->set_value(limit);
            exit.mutable_new_limit_price()->set_value(limit);
        } else {
            exit.mutable_current_stop_price()->set_value(stop);
            exit.mutable_new_stop_price()->set_value(stop);
        }
        return exit;
    }
    void finish(const std::string &id)
    {
        auto trade = tradeOf(id, es, "6024.50", 2, 2, 0, 9);
        orders.applyTrade(trade);
    }
};

} // namespace

class TestOrderGroups : public QObject
{
    Q_OBJECT

private slots:
    void theExitsOfABracketStandBelowItsEntry_data();
    void theExitsOfABracketStandBelowItsEntry();
    void exitsThatArriveFirstStandBelowTheEntryAllTheSame();
    void aHeldExitShowsTicksFromTheFillNeverAPrice();
    void aReleasedExitShowsItsPrice();
    void theEntryOfABracketIsNotAnOffset();
    void aFilledEntryStaysAboveItsWorkingExits();
    void aGroupThatIsOverGoesBelow();
    void foldingHidesTheExits();
    void anOrderWithoutALinkStandsAlone();
    void ordersOfOneOcoStandTogether();
    void submissionsOfThisProgramStandTogetherBeforeTheyAreNamed();
    void aLateLinkMovesTheOrderToItsGroup();
    void tenThousandOrdersCostOneFrameLittle();
};

void TestOrderGroups::theExitsOfABracketStandBelowItsEntry_data()
{
    QTest::addColumn<QString>("separator");
    for (const char *separator : {",", ";", " ", "|", ", "})
        QTest::newRow(separator) << QString::fromLatin1(separator);
}

void TestOrderGroups::theExitsOfABracketStandBelowItsEntry()
{
    QFETCH(QString, separator);
    Bench bench;
    bench.add("X1");
    bench.addBracket("B", separator.toLatin1().constData());
    bench.add("X2");
    bench.model.refresh();
    QCOMPARE(bench.ids(), QStringList({QStringLiteral("X1"), QStringLiteral("B"), QStringLiteral("Bp"),
                                       QStringLiteral("Bs"), QStringLiteral("X2")}));
    QVERIFY(!bench.place(0));
    QCOMPARE(bench.place(1), std::optional{Place::OpenHead});
    QCOMPARE(bench.place(2), std::optional{Place::Child});
    QCOMPARE(bench.place(3), std::optional{Place::LastChild});
    QCOMPARE(bench.cell(1, OrdersModel::Link), QStringLiteral("Entry"));
    QCOMPARE(bench.cell(2, OrdersModel::Link), QStringLiteral("Profit exit"));
    QCOMPARE(bench.cell(3, OrdersModel::Link), QStringLiteral("Stop exit"));
}

void TestOrderGroups::exitsThatArriveFirstStandBelowTheEntryAllTheSame()
{
    Bench bench;
    auto entry = bench.workingOrder("B", bench.es, "6024.50", 2);
    entry.set_order_link(wire::ORDER_LINK_AUTO_OCO);
    auto exit = Bench::exitOf(entry, "Bp", "2.00", nullptr);
    exit.set_orders_linked("B");
    exit.clear_submit_time();
    bench.orders.applyUpdate(exit);
    bench.model.refresh();
    QVERIFY(!bench.place(0));
    bench.orders.applyUpdate(entry);
    bench.model.refresh();
    QCOMPARE(bench.ids(), QStringList({QStringLiteral("B"), QStringLiteral("Bp")}));
}

void TestOrderGroups::aHeldExitShowsTicksFromTheFillNeverAPrice()
{
    Bench bench;
    bench.addBracket("B");
    bench.model.refresh();
    QCOMPARE(bench.cell(1, OrdersModel::PriceOf), QStringLiteral("+8 ticks from the fill"));
    QCOMPARE(bench.cell(2, OrdersModel::Stop), QStringLiteral("−6 ticks from the fill"));
    QCOMPARE(bench.cell(1, OrdersModel::Text), QStringLiteral("Waits for the fill of its entry"));
    QVERIFY(!bench.model.flags(bench.model.index(1, OrdersModel::PriceOf)).testFlag(Qt::ItemIsEditable));
    for (const OrdersModel::Column column : {OrdersModel::PriceOf, OrdersModel::Stop})
        for (const int row : {1, 2})
            QVERIFY(!bench.cell(row, column).contains(QStringLiteral("2.00")));
}

void TestOrderGroups::aReleasedExitShowsItsPrice()
{
    Bench bench;
    bench.addBracket("B");
    t4proto::v1::orderrouting::OrderUpdateStatus status;
    status.set_unique_id("Bp");
    status.set_account_id(bench.account.text());
    status.set_market_id(bench.es.market.text());
    status.set_status(wire::ORDER_STATUS_WORKING);
    status.set_price_type(wire::PRICE_TYPE_LIMIT);
    status.set_activation_type(wire::ACTIVATION_TYPE_TRIGGERED);
    status.set_current_volume(2);
    status.set_new_volume(2);
    status.set_working_volume(2);
    status.mutable_current_limit_price()->set_value("6026.50");
    status.mutable_new_limit_price()->set_value("6026.50");
    status.set_sequence_order(5);
    bench.orders.applyStatus(status);
    bench.model.refresh();
    QCOMPARE(bench.cell(1, OrdersModel::PriceOf), QStringLiteral("6026.50"));
    QVERIFY(bench.model.flags(bench.model.index(1, OrdersModel::PriceOf)).testFlag(Qt::ItemIsEditable));
    QCOMPARE(bench.cell(1, OrdersModel::Link), QStringLiteral("Profit exit"));
}

void TestOrderGroups::theEntryOfABracketIsNotAnOffset()
{
    Bench bench;
    bench.addBracket("B");
    bench.model.refresh();
    QCOMPARE(bench.cell(0, OrdersModel::PriceOf), QStringLiteral("6024.50"));
}

void TestOrderGroups::aFilledEntryStaysAboveItsWorkingExits()
{
    Bench bench;
    bench.addBracket("B");
    bench.add("X1");
    bench.model.setShown(OrdersShown::Working);
    bench.model.refresh();
    bench.finish("B");
    bench.model.refresh();
    QCOMPARE(bench.ids(),
             QStringList({QStringLiteral("B"), QStringLiteral("Bp"), QStringLiteral("Bs"), QStringLiteral("X1")}));
    QCOMPARE(bench.cell(0, OrdersModel::State), QStringLiteral("Filled"));
    QCOMPARE(bench.model.activeCount(), 3);
    QCOMPARE(bench.model.finishedCount(), 1);
}

void TestOrderGroups::aGroupThatIsOverGoesBelow()
{
    Bench bench;
    bench.addBracket("B");
    bench.add("X1");
    bench.model.refresh();
    for (const char *id : {"B", "Bp", "Bs"})
        bench.finish(id);
    bench.model.refresh();
    QCOMPARE(bench.ids(),
             QStringList({QStringLiteral("X1"), QStringLiteral("B"), QStringLiteral("Bp"), QStringLiteral("Bs")}));
    bench.model.setShown(OrdersShown::Working);
    QCOMPARE(bench.ids(), QStringList{QStringLiteral("X1")});
}

void TestOrderGroups::foldingHidesTheExits()
{
    Bench bench;
    bench.addBracket("B");
    bench.add("X1");
    bench.model.refresh();
    QVERIFY(bench.model.isHead(0));
    bench.model.setFolded(1, true); // of any row of the group
    QCOMPARE(bench.ids(), QStringList({QStringLiteral("B"), QStringLiteral("X1")}));
    QCOMPARE(bench.place(0), std::optional{Place::FoldedHead});
    QCOMPARE(bench.model.activeCount(), 4);
    bench.model.setFolded(0, false);
    QCOMPARE(bench.model.rowCount(), 4);
    bench.model.setFolded(3, true); // stands alone
    QCOMPARE(bench.model.rowCount(), 4);
}

void TestOrderGroups::anOrderWithoutALinkStandsAlone()
{
    Bench bench;
    bench.add("X1");
    bench.add("X2"); // submitted at the same time as X1
    bench.model.refresh();
    QVERIFY(!bench.place(0));
    QVERIFY(!bench.place(1));
    QCOMPARE(bench.cell(0, OrdersModel::Link), QStringLiteral("–"));
}

void TestOrderGroups::ordersOfOneOcoStandTogether()
{
    Bench bench;
    for (const char *id : {"O1", "O2"}) {
        auto order = bench.workingOrder(id, bench.es, "6024.50", 2);
        order.set_order_link(wire::ORDER_LINK_OCO);
        bench.orders.applyUpdate(order); // the same moment of submission
        bench.add(std::string{"X"} + id);
    }
    bench.model.refresh();
    QCOMPARE(bench.ids(),
             QStringList({QStringLiteral("O1"), QStringLiteral("O2"), QStringLiteral("XO1"), QStringLiteral("XO2")}));
    QCOMPARE(bench.cell(0, OrdersModel::Link), QStringLiteral("OCO"));
}

void TestOrderGroups::submissionsOfThisProgramStandTogetherBeforeTheyAreNamed()
{
    Bench bench;
    OrderDraft entry;
    entry.account = bench.account;
    entry.market = bench.es.market;
    entry.limit = Price::parse("6024.50");
    SubmissionDraft draft{entry};
    draft.link = OrderLink::AutoOco;
    draft.exits.push_back({.volume = {}, .profit = Price::parse("2"), .stop = Price::parse("-1.5"), .trail = {}});
    bench.orders.noteSent(draft, {"t1", "t2", "t3"});
    bench.add("X1");
    bench.model.refresh();
    QCOMPARE(bench.model.rowCount(), 4);
    QCOMPARE(bench.place(0), std::optional{Place::OpenHead});
    QCOMPARE(bench.place(2), std::optional{Place::LastChild});
    QVERIFY(!bench.place(3));
    QCOMPARE(bench.cell(0, OrdersModel::State), QStringLiteral("Sending"));
}

void TestOrderGroups::aLateLinkMovesTheOrderToItsGroup()
{
    Bench bench;
    QTableView view;
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.setModel(&bench.model);
    bench.add("O1");
    bench.add("X1");
    bench.add("O2");
    bench.model.refresh();
    view.selectRow(2);
    for (const char *id : {"O1", "O2"}) {
        auto order = bench.workingOrder(id, bench.es, "6024.50", 2);
        order.set_order_link(wire::ORDER_LINK_OCO);
        order.set_orders_linked("O1,O2");
        order.set_sequence_order(2);
        bench.orders.applyUpdate(order);
    }
    bench.model.refresh();
    QCOMPARE(bench.ids(), QStringList({QStringLiteral("O1"), QStringLiteral("O2"), QStringLiteral("X1")}));
    QCOMPARE(view.selectionModel()->selectedRows().constFirst().row(), 1);
}

void TestOrderGroups::tenThousandOrdersCostOneFrameLittle()
{
    TradingScene scene;
    OrdersModel model{scene.orders, scene.board};
    for (int order = 0; order < 10'000; ++order) {
        scene.orders.applyUpdate(scene.workingOrder("O" + std::to_string(order), scene.es, "6024.50", 2));
        if (order >= 200)
            scene.orders.applyTrade(scene.tradeOf("O" + std::to_string(order), scene.es, "6024.50", 2, 2, 0, 2));
    }
    model.refresh();
    QSignalSpy changes{&model, &OrdersModel::dataChanged};
    QElapsedTimer clock;
    clock.start();
    for (int order = 0; order < 100; ++order) {
        scene.orders.applyTrade(scene.tradeOf("O" + std::to_string(order), scene.es, "6024.50", 1, 1, 1, 2));
        model.refresh();
    }
    qInfo("one changed order of 10,000: %.1f us", static_cast<double>(clock.nsecsElapsed()) / 1e3 / 100);
    QCOMPARE(changes.size(), 100);
    clock.restart();
    for (int order = 0; order < 100; ++order) {
        scene.orders.applyUpdate(scene.workingOrder("N" + std::to_string(order), scene.es, "6024.50", 2));
        model.refresh();
    }
    qInfo("one new order beside 10,000: %.1f us", static_cast<double>(clock.nsecsElapsed()) / 1e3 / 100);
    clock.restart();
    for (int order = 0; order < 100; ++order) {
        scene.orders.applyTrade(scene.tradeOf("N" + std::to_string(order), scene.es, "6024.50", 2, 2, 0, 2));
        model.refresh();
    }
    qInfo("one finished order beside 10,000: %.1f us", static_cast<double>(clock.nsecsElapsed()) / 1e3 / 100);
    QCOMPARE(model.rowCount(), 10'100);
    QCOMPARE(model.orderAt(200)->id, OrderId{"N99"}); // the newest finished one, below the active
    QCOMPARE(model.orderAt(299)->id, OrderId{"N0"});
    QCOMPARE(model.orderAt(300)->id, OrderId{"O9999"});
    QCOMPARE(model.orderAt(10'099)->id, OrderId{"O200"});
}

QTEST_MAIN(TestOrderGroups)
#include "test_order_groups.moc"
