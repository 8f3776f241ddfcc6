// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/orders/orders_bench.h"
#include "tests/ui/orders/panel_shots.h"
#include "ui/orders/timeline_model.h"
#include "ui/orders/timeline_pane.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QSignalSpy>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;
using depthdeck::ui::OrdersModel;
using depthdeck::ui::TimelineModel;
using FailureMode = QAbstractItemModelTester::FailureReportingMode;
namespace wire = t4proto::v1::common;

/// The timeline of an order, and pulling more than one.
class TestOrderTimelinePane : public QObject
{
    Q_OBJECT

private slots:
    void everyStepHasItsTimesAndTheServersWords();
    void newStepsAreAppended();
    void theTimelineIsCopiedAsText();
    void theKeyShowsTheTimelineOfTheChosenOrder();
    void theInFlightStateIsInTheTable();
    void allBidsOrOffersArePulledByMenuAndByKey();
    void theMarketOfTheChosenOrderIsPulled();
    void columnsAreChosenInTheHeadersMenu();
    void aFoldMarkFoldsByMouseAndByKey();
    void looksRightAtEveryScale();

private:
    static void sendOne(TradingScene &scene)
    {
        OrderDraft draft;
        draft.account = scene.account;
        draft.market = scene.es.market;
        draft.limit = Price::parse("6024.50");
        scene.orders.noteSent(draft, "tag-1");
        scene.clock.advance(2ms);
        scene.orders.noteHandedOver("tag-1", scene.clock.steadyNow());
        scene.clock.advance(std::chrono::microseconds{10'400});
        auto update = scene.workingOrder("T1", scene.es, "6024.50", 1);
        update.set_tag("tag-1");
        update.set_change(wire::ORDER_CHANGE_SUBMISSION_RISK_SUCCESS);
        update.set_response_pending(wire::RESPONSE_PENDING_SUBMISSION);
        update.mutable_time()->set_seconds(1'785'585'600);
        scene.orders.applyUpdate(update);
    }
    static void accept(TradingScene &scene)
    {
        scene.clock.advance(5ms);
        auto update = scene.workingOrder("T1", scene.es, "6024.50", 1);
        update.set_status_detail("Accepted by the exchange");
        update.set_sequence_order(2);
        scene.orders.applyUpdate(update);
    }
    [[nodiscard]] static QStringList steps(const TimelineModel &model)
    {
        QStringList steps;
        for (int row = 0; row < model.rowCount(); ++row)
            steps << model.index(row, TimelineModel::Step).data().toString();
        return steps;
    }
};

void TestOrderTimelinePane::everyStepHasItsTimesAndTheServersWords()
{
    TradingScene scene;
    TimelineModel model{scene.orders};
    QAbstractItemModelTester tester{&model, FailureMode::QtTest};
    sendOne(scene);
    accept(scene);
    model.setOrder(0);
    const QStringList shown = steps(model);
    QVERIFY2(shown.contains(QStringLiteral("Sent")), qPrintable(shown.join(u',')));
    QVERIFY(shown.contains(QStringLiteral("Risk check passed")));
    QCOMPARE(shown.constLast(), QStringLiteral("Working"));
    const auto row = static_cast<int>(shown.indexOf(QStringLiteral("Risk check passed")));
    const auto cell = [&](int at, TimelineModel::Column column) { return model.index(at, column).data().toString(); };
    QCOMPARE(cell(0, TimelineModel::After), QStringLiteral("–"));
    QCOMPARE(cell(row, TimelineModel::After), QStringLiteral("+10.4"));
    QVERIFY(cell(row, TimelineModel::At).contains(u'.'));
    QVERIFY(cell(row, TimelineModel::ServerTime).contains(u':'));
    QCOMPARE(cell(row, TimelineModel::Said), QStringLiteral("Submission risk success"));
    QCOMPARE(cell(static_cast<int>(shown.size()) - 1, TimelineModel::Words),
             QStringLiteral("Accepted by the exchange"));
}

void TestOrderTimelinePane::newStepsAreAppended()
{
    TradingScene scene;
    TimelineModel model{scene.orders};
    QAbstractItemModelTester tester{&model, FailureMode::QtTest};
    sendOne(scene);
    model.setOrder(0);
    QSignalSpy inserted{&model, &TimelineModel::rowsInserted};
    QSignalSpy resets{&model, &TimelineModel::modelReset};
    accept(scene);
    QCOMPARE(inserted.size(), 0);
    model.refresh();
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(resets.size(), 0);
    scene.orders.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestOrderTimelinePane::theTimelineIsCopiedAsText()
{
    OrdersBench bench;
    sendOne(bench);
    bench.panel.refresh();
    bench.clickCell(3, OrdersModel::Market);
    QTest::keyClick(bench.table(), Qt::Key_T);
    QApplication::processEvents(); // lays the pane out
    bench.click("Copy timeline");
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QVERIFY(lines.at(0).contains(QStringLiteral("T1")));
    QVERIFY(lines.size() >= 5);
    QVERIFY(lines.constLast().contains(QStringLiteral("Z\t")));
}

void TestOrderTimelinePane::theKeyShowsTheTimelineOfTheChosenOrder()
{
    OrdersBench bench;
    sendOne(bench);
    bench.panel.refresh();
    auto *timeline = bench.named<ui::TableView>("Timeline");
    QVERIFY(!timeline->isVisible());
    bench.clickCell(3, OrdersModel::Market);
    QTest::keyClick(bench.table(), Qt::Key_T);
    QVERIFY(timeline->isVisible());
    QVERIFY(bench.named<QPushButton>("Show timeline")->isChecked());
    const int before = timeline->model()->rowCount();
    QVERIFY(before >= 3);
    accept(bench);
    bench.panel.refresh();
    QCOMPARE(timeline->model()->rowCount(), before + 1);
    bench.clickCell(0, OrdersModel::Market);
    QVERIFY(timeline->model()->rowCount() < before);
    QTest::keyClick(bench.table(), Qt::Key_T);
    QVERIFY(!timeline->isVisible());
}

void TestOrderTimelinePane::theInFlightStateIsInTheTable()
{
    TradingScene scene;
    OrdersModel model{scene.orders, scene.board};
    const auto state = [&model] {
        model.refresh();
        return model.index(0, OrdersModel::State).data().toString();
    };
    OrderDraft draft;
    draft.account = scene.account;
    draft.market = scene.es.market;
    scene.orders.noteSent(draft, "tag-1");
    QCOMPARE(state(), QStringLiteral("Sending"));
    scene.orders.noteRecorded("tag-1");
    QCOMPARE(state(), QStringLiteral("Recorded"));
    scene.orders.noteHandedOver("tag-1", scene.clock.steadyNow());
    QCOMPARE(state(), QStringLiteral("Sent"));
    auto update = scene.workingOrder("T1", scene.es, "6024.50", 1);
    update.set_tag("tag-1");
    update.set_response_pending(wire::RESPONSE_PENDING_SUBMISSION);
    update.set_change(wire::ORDER_CHANGE_SUBMISSION_RISK_SUCCESS);
    scene.orders.applyUpdate(update);
    QCOMPARE(state(), QStringLiteral("Risk passed"));
    update.set_change(wire::ORDER_CHANGE_SUBMISSION_SENT);
    scene.orders.applyUpdate(update);
    QCOMPARE(state(), QStringLiteral("At exchange"));
    update.set_response_pending(wire::RESPONSE_PENDING_NONE);
    update.set_change(wire::ORDER_CHANGE_SUBMISSION_SUCCESS);
    scene.orders.applyUpdate(update);
    QCOMPARE(state(), QStringLiteral("Working"));
    OrderRevision revision;
    revision.order = OrderId{"T1"};
    revision.volume = Quantity{2};
    scene.orders.noteRevisionSent(revision.order, revision);
    QCOMPARE(state(), QStringLiteral("Revising"));
}

void TestOrderTimelinePane::allBidsOrOffersArePulledByMenuAndByKey()
{
    OrdersBench bench;
    bench.click("Pull some");
    QVERIFY(bench.menu() != nullptr);
    bench.choose(QStringLiteral("All bids (2)"));
    QCOMPARE(bench.scopes.size(), 1U);
    QCOMPARE(bench.scopes[0].side, std::optional{Side::Buy});
    QVERIFY(!bench.scopes[0].market && !bench.scopes[0].account);
    QTest::keyClick(bench.table(), Qt::Key_O, Qt::ShiftModifier);
    QCOMPARE(bench.scopes.size(), 2U);
    QCOMPARE(bench.scopes[1].side, std::optional{Side::Sell});
    QTest::keyClick(bench.table(), Qt::Key_B, Qt::ShiftModifier);
    QCOMPARE(bench.scopes.size(), 3U);
    QTest::keyClick(bench.table(), Qt::Key_B); // a letter alone pulls nothing
    QCOMPARE(bench.scopes.size(), 3U);
}

void TestOrderTimelinePane::theMarketOfTheChosenOrderIsPulled()
{
    OrdersBench bench;
    bench.clickCell(1, OrdersModel::Market);
    QTest::keyClick(bench.table(), Qt::Key_M, Qt::ShiftModifier);
    QCOMPARE(bench.scopes.size(), 1U);
    QCOMPARE(bench.scopes[0].market, std::optional{bench.zn.market});
    bench.clickCell(0, OrdersModel::Market);
    bench.click("Pull some");
    bench.choose(QStringLiteral("Bids in ESZ6 (2)"));
    QCOMPARE(bench.scopes[1].market, std::optional{bench.es.market});
    QCOMPARE(bench.scopes[1].side, std::optional{Side::Buy});
    bench.click("Pull some");
    bench.choose(QStringLiteral("All of account"));
    QCOMPARE(bench.scopes[2].account, std::optional{bench.account});
}

void TestOrderTimelinePane::columnsAreChosenInTheHeadersMenu()
{
    OrdersBench bench;
    QSignalSpy changes{&bench.panel, &ui::OrdersPanel::columnsChanged};
    QHeaderView *header = bench.table()->horizontalHeader();
    QVERIFY(header->isSectionHidden(OrdersModel::Trail));
    QContextMenuEvent ask{QContextMenuEvent::Mouse, QPoint{20, 5}, header->mapToGlobal(QPoint{20, 5})};
    QApplication::sendEvent(header->viewport(), &ask);
    bench.choose(QStringLiteral("Trail"));
    QVERIFY(!header->isSectionHidden(OrdersModel::Trail));
    QVERIFY(bench.panel.columns().contains(QStringLiteral("trail")));
    QCOMPARE(changes.size(), 1);
    bench.panel.setColumns({QStringLiteral("price"), QStringLiteral("market"), QStringLiteral("no such column")});
    QCOMPARE(bench.panel.columns(), QStringList({QStringLiteral("price"), QStringLiteral("market")}));
    QCOMPARE(header->logicalIndex(0), static_cast<int>(OrdersModel::PriceOf));
    QVERIFY(header->isSectionHidden(OrdersModel::State));
    bench.panel.setColumns({QStringLiteral("no such column")});
    QVERIFY(bench.panel.columns().contains(QStringLiteral("state")));
}

void TestOrderTimelinePane::aFoldMarkFoldsByMouseAndByKey()
{
    OrdersBench bench;
    for (const char *id : {"O1", "O2"}) {
        auto order = bench.workingOrder(id, bench.es, "6024.50", 2);
        order.set_order_link(wire::ORDER_LINK_OCO);
        order.set_orders_linked("O1,O2");
        bench.orders.applyUpdate(order);
    }
    bench.panel.refresh();
    QCOMPARE(bench.table()->model()->rowCount(), 5);
    const QRect head = bench.cellRect(3, OrdersModel::State);
    QTest::mouseClick(bench.table()->viewport(), Qt::LeftButton, {}, head.topLeft() + QPoint{8, head.height() / 2});
    QCOMPARE(bench.table()->model()->rowCount(), 4);
    bench.clickCell(3, OrdersModel::Market);
    QTest::keyClick(bench.table(), Qt::Key_Plus);
    QCOMPARE(bench.table()->model()->rowCount(), 5);
    QTest::keyClick(bench.table(), Qt::Key_Minus);
    QCOMPARE(bench.table()->model()->rowCount(), 4);
}

void TestOrderTimelinePane::looksRightAtEveryScale()
{
    for (const Look &look : looks()) {
        OrdersBench bench;
        look.apply(bench.theme);
        sendOne(bench);
        accept(bench);
        bench.clock.advance(1s);
        bench.orders.applyTrade(bench.tradeOf("T1", bench.es, "6024.50", 1, 1, 0, 3));
        bench.panel.refresh();
        bench.clickCell(3, OrdersModel::Market);
        bench.panel.setTimelineShown(true);
        QVERIFY(look.save(bench.panel, QSize{1300, 280}, "timeline"));
    }
}

QTEST_MAIN(TestOrderTimelinePane)
#include "test_order_timeline_pane.moc"
