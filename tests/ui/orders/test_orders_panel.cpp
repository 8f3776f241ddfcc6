// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/orders/panel_shots.h"
#include "tests/ui/orders/trading_scene.h"
#include "ui/common/table_view.h"
#include "ui/orders/orders_panel.h"
#include "ui/orders/revise_bar.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using depthdeck::ui::OrdersPanel;
using depthdeck::ui::ReviseBar;
namespace wire = t4proto::v1::common;

Q_DECLARE_METATYPE(std::vector<depthdeck::OrderId>)
Q_DECLARE_METATYPE(depthdeck::OrderRevision)

namespace {

struct Bench : TradingScene
{
    OrdersPanel panel{orders, board, theme};
    std::vector<std::vector<OrderId>> pulls;
    std::vector<OrderRevision> revisions;
    int pullAlls = 0;

    Bench()
    {
        logIn();
        QObject::connect(&panel, &OrdersPanel::pullRequested, &panel,
                         [this](const std::vector<OrderId> &wanted) { pulls.push_back(wanted); });
        QObject::connect(&panel, &OrdersPanel::reviseRequested, &panel,
                         [this](const OrderRevision &wanted) { revisions.push_back(wanted); });
        QObject::connect(&panel, &OrdersPanel::pullAllRequested, &panel, [this] { ++pullAlls; });
        panel.setChecker([this](const OrderRevision &revision) { return desk.check(revision); });
        orders.applyUpdate(workingOrder("A1", es, "6024.25", 2));
        orders.applyUpdate(workingOrder("B2", zn, "110.5", 5, false));
        orders.applyUpdate(workingOrder("C3", es, "6023.00", 1));
        panel.refresh();
        panel.resize(1200, 300);
        panel.show();
        panel.activateWindow();
        QTEST_ASSERT(QTest::qWaitForWindowActive(&panel));
    }

    [[nodiscard]] ui::TableView *table() { return panel.findChild<ui::TableView *>(QStringLiteral("workingOrders")); }
    void clickRow(int row, Qt::KeyboardModifiers modifiers = {})
    {
        const QPoint where = table()->visualRect(table()->model()->index(row, 1)).center();
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, modifiers, where);
    }
    template <typename Widget>
    [[nodiscard]] Widget *named(const char *name)
    {
        for (Widget *widget : panel.findChildren<Widget *>())
            if (widget->accessibleName() == QLatin1StringView{name})
                return widget;
        return nullptr;
    }
    void click(const char *name) { QTest::mouseClick(named<QPushButton>(name), Qt::LeftButton); }
    void type(const char *field, const char *text)
    {
        auto *edit = named<QLineEdit>(field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, QString::fromLatin1(text));
    }
};

} // namespace

class TestOrdersPanel : public QObject
{
    Q_OBJECT

private slots:
    void thePullButtonAsksToPullTheChosenOrder();
    void deletePullsEveryChosenOrder();
    void pullNeedsAChosenActiveOrder();
    void pullStaysPossibleWhileLockedAndForUnknownOrders();
    void pullAllAsksAtOnceWithoutAChoice();
    void reviseSendsOnlyThePriceThatChanged();
    void reviseSendsOnlyTheQuantityThatChanged();
    void anUnchangedRevisionCannotBeSent();
    void anOffTickRevisionSaysWhichTicksAreBesideIt();
    void theChecksOfTheDeskBlockTheRevision();
    void aRefusedRevisionKeepsTheEditorOpenWithTheReason();
    void escapeClosesTheEditorAndReturnsToTheTable();
    void reviseSendsMaxShowOnlyWhenChanged();
    void anEmptiedMaxShowShowsAllAgain();
    void aMaxShowOverTheQuantityBlocksTheRevision();
    void stopOrdersAreRevisedByTheirStopPrice();
    void anUnknownOrderCannotBeRevised();
    void anUpdateMeanwhileIsNotSentBack();
    void theFilterHidesWhatIsFinished();
    void aDoubleClickActivatesTheOrder();
    void looksRightAtEveryScale();
};

void TestOrdersPanel::thePullButtonAsksToPullTheChosenOrder()
{
    Bench bench;
    bench.clickRow(1);
    bench.click("Pull");
    QCOMPARE(bench.pulls.size(), 1U);
    QCOMPARE(bench.pulls.front(), std::vector{OrderId{"B2"}});
}

void TestOrdersPanel::deletePullsEveryChosenOrder()
{
    Bench bench;
    bench.clickRow(0);
    bench.clickRow(2, Qt::ControlModifier);
    QTest::keyClick(bench.table(), Qt::Key_Delete);
    QCOMPARE(bench.pulls.size(), 1U);
    QCOMPARE(bench.pulls.front(), (std::vector{OrderId{"A1"}, OrderId{"C3"}}));
}

void TestOrdersPanel::pullNeedsAChosenActiveOrder()
{
    Bench bench;
    QVERIFY(!bench.named<QPushButton>("Pull")->isEnabled());
    bench.clickRow(0);
    QVERIFY(bench.named<QPushButton>("Pull")->isEnabled());
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.25", 2, 2, 0, 2));
    bench.panel.refresh();
    QVERIFY(!bench.named<QPushButton>("Pull")->isEnabled());
    QTest::keyClick(bench.table(), Qt::Key_Delete);
    QVERIFY(bench.pulls.empty());
}

void TestOrdersPanel::pullStaysPossibleWhileLockedAndForUnknownOrders()
{
    Bench bench;
    QVERIFY(!bench.desk.isArmed());
    bench.orders.markAllUnknown();
    bench.panel.refresh();
    bench.clickRow(0);
    QVERIFY(bench.named<QPushButton>("Pull")->isEnabled());
    bench.click("Pull");
    QCOMPARE(bench.pulls.size(), 1U);
}

void TestOrdersPanel::pullAllAsksAtOnceWithoutAChoice()
{
    Bench bench;
    bench.click("Pull all");
    QCOMPARE(bench.pullAlls, 1);
    bench.orders.clear();
    bench.panel.refresh();
    bench.click("Pull all");
    QCOMPARE(bench.pullAlls, 2);
}

void TestOrdersPanel::reviseSendsOnlyThePriceThatChanged()
{
    Bench bench;
    bench.clickRow(0);
    QTest::keyClick(bench.table(), Qt::Key_F2);
    auto *limit = bench.named<QLineEdit>("Limit price");
    QVERIFY(limit->isVisible());
    QVERIFY(limit->hasFocus());
    QCOMPARE(limit->text(), QStringLiteral("6024.25"));
    QTest::keyClick(limit, Qt::Key_Up);
    bench.click("Send revision");
    QCOMPARE(bench.revisions.size(), 1U);
    const OrderRevision &revision = bench.revisions.front();
    QCOMPARE(revision.order, OrderId{"A1"});
    QCOMPARE(revision.limit, Price::parse("6024.50"));
    QVERIFY(!revision.stop && !revision.volume && !revision.maxShow);
    QVERIFY(revision.manual);
    QVERIFY(!limit->isVisible());
}

void TestOrdersPanel::reviseSendsOnlyTheQuantityThatChanged()
{
    Bench bench;
    bench.clickRow(1);
    bench.click("Revise");
    bench.type("Quantity", "8");
    QTest::keyClick(bench.named<QLineEdit>("Quantity"), Qt::Key_Return);
    QCOMPARE(bench.revisions.size(), 1U);
    const OrderRevision &revision = bench.revisions.front();
    QCOMPARE(revision.order, OrderId{"B2"});
    QCOMPARE(revision.volume, std::optional{Quantity{8}});
    QVERIFY(!revision.limit && !revision.stop);
}

void TestOrdersPanel::anUnchangedRevisionCannotBeSent()
{
    Bench bench;
    bench.clickRow(0);
    QTest::keyClick(bench.table(), Qt::Key_Return);
    QVERIFY(!bench.named<QPushButton>("Send revision")->isEnabled());
    QTest::keyClick(bench.named<QLineEdit>("Limit price"), Qt::Key_Return);
    QVERIFY(bench.revisions.empty());
}

void TestOrdersPanel::anOffTickRevisionSaysWhichTicksAreBesideIt()
{
    Bench bench;
    bench.clickRow(0);
    bench.click("Revise");
    bench.type("Limit price", "6024.30");
    QVERIFY(!bench.named<QPushButton>("Send revision")->isEnabled());
    QStringList texts;
    for (const QLabel *label : bench.panel.findChildren<QLabel *>())
        texts << label->text();
    QVERIFY(texts.join(u'\n').contains(QStringLiteral("6024.25 and 6024.50")));
    QTest::keyClick(bench.named<QLineEdit>("Limit price"), Qt::Key_Return);
    QVERIFY(bench.revisions.empty());
}

void TestOrdersPanel::theChecksOfTheDeskBlockTheRevision()
{
    Bench bench;
    bench.clickRow(0);
    bench.click("Revise");
    bench.type("Limit price", "9000");
    QVERIFY(!bench.named<QPushButton>("Send revision")->isEnabled());
    bench.type("Limit price", "6020.00");
    QVERIFY(bench.named<QPushButton>("Send revision")->isEnabled());
}

void TestOrdersPanel::aRefusedRevisionKeepsTheEditorOpenWithTheReason()
{
    Bench bench;
    QObject::connect(&bench.panel, &OrdersPanel::reviseRequested, &bench.panel,
                     [&bench](const OrderRevision &revision) { bench.panel.showAnswer(bench.desk.revise(revision)); });
    bench.clickRow(0);
    bench.click("Revise");
    bench.type("Limit price", "6020.00");
    bench.click("Send revision");
    QVERIFY(bench.named<QLineEdit>("Limit price")->isVisible());
    QVERIFY(bench.route.revisions.empty());
    QVERIFY(bench.desk.setArmed(true));
    bench.click("Send revision");
    QVERIFY(!bench.named<QLineEdit>("Limit price")->isVisible());
    QCOMPARE(bench.route.revisions.size(), 1U);
    const auto &sent = bench.route.revisions.front().revisions(0);
    QCOMPARE(sent.limit_price().value(), std::string{"6020.00"});
    QVERIFY(!sent.has_volume() && !sent.has_stop_price());
}

void TestOrdersPanel::escapeClosesTheEditorAndReturnsToTheTable()
{
    Bench bench;
    bench.clickRow(0);
    bench.click("Revise");
    QTest::keyClick(bench.named<QLineEdit>("Limit price"), Qt::Key_Escape);
    QVERIFY(!bench.named<QLineEdit>("Limit price")->isVisible());
    QVERIFY(bench.table()->hasFocus());
    QVERIFY(bench.revisions.empty());
}

void TestOrdersPanel::reviseSendsMaxShowOnlyWhenChanged()
{
    Bench bench;
    bench.clickRow(1);
    bench.click("Revise");
    QCOMPARE(bench.named<QLineEdit>("Max show")->text(), QString{});
    bench.type("Max show", "2");
    bench.click("Send revision");
    QCOMPARE(bench.revisions.size(), 1U);
    const OrderRevision &revision = bench.revisions.front();
    QCOMPARE(revision.maxShow, std::optional{Quantity{2}});
    QVERIFY(!revision.volume && !revision.limit && !revision.stop);
}

void TestOrdersPanel::anEmptiedMaxShowShowsAllAgain()
{
    Bench bench;
    auto iceberg = bench.workingOrder("D4", bench.es, "6024.00", 10);
    iceberg.set_current_max_show(3);
    iceberg.set_new_max_show(3);
    bench.orders.applyUpdate(iceberg);
    bench.panel.refresh();
    bench.clickRow(3);
    bench.click("Revise");
    QCOMPARE(bench.named<QLineEdit>("Max show")->text(), QStringLiteral("3"));
    QVERIFY(!bench.named<QPushButton>("Send revision")->isEnabled());
    bench.named<QLineEdit>("Max show")->setFocus();
    QTest::keyClick(bench.named<QLineEdit>("Max show"), Qt::Key_Backspace);
    QTest::keyClick(bench.named<QLineEdit>("Max show"), Qt::Key_Return);
    QCOMPARE(bench.revisions.size(), 1U);
    QCOMPARE(bench.revisions.front().maxShow, std::optional{Quantity{10}});
    QVERIFY(!bench.revisions.front().volume);
}

void TestOrdersPanel::aMaxShowOverTheQuantityBlocksTheRevision()
{
    Bench bench;
    bench.clickRow(1);
    bench.click("Revise");
    for (const char *wrong : {"6", "0"}) {
        bench.type("Max show", wrong);
        QVERIFY(!bench.named<QPushButton>("Send revision")->isEnabled());
        QTest::keyClick(bench.named<QLineEdit>("Max show"), Qt::Key_Return);
        QVERIFY(bench.revisions.empty());
    }
    bench.type("Max show", "5");
    QVERIFY(bench.named<QPushButton>("Send revision")->isEnabled());
}

void TestOrdersPanel::stopOrdersAreRevisedByTheirStopPrice()
{
    Bench bench;
    auto stop = bench.workingOrder("D4", bench.es, "6024.50", 3);
    stop.set_price_type(wire::PRICE_TYPE_STOP_MARKET);
    stop.clear_current_limit_price();
    stop.clear_new_limit_price();
    stop.mutable_current_stop_price()->set_value("6030.00");
    stop.mutable_new_stop_price()->set_value("6030.00");
    bench.orders.applyUpdate(stop);
    bench.panel.refresh();
    bench.clickRow(3);
    bench.click("Revise");
    QVERIFY(!bench.named<QLineEdit>("Limit price")->isVisible());
    QVERIFY(!bench.named<QLineEdit>("Max show")->isVisible());
    QTest::keyClick(bench.named<QLineEdit>("Stop price"), Qt::Key_PageUp);
    bench.click("Send revision");
    QCOMPARE(bench.revisions.size(), 1U);
    QCOMPARE(bench.revisions.front().stop, Price::parse("6032.50"));
    QVERIFY(!bench.revisions.front().limit);
}

void TestOrdersPanel::anUnknownOrderCannotBeRevised()
{
    Bench bench;
    bench.orders.markAllUnknown();
    bench.panel.refresh();
    bench.clickRow(0);
    QVERIFY(!bench.named<QPushButton>("Revise")->isEnabled());
    QTest::keyClick(bench.table(), Qt::Key_F2);
    QVERIFY(!bench.panel.findChild<ReviseBar *>()->isVisible());
}

void TestOrdersPanel::anUpdateMeanwhileIsNotSentBack()
{
    Bench bench;
    bench.clickRow(0);
    bench.click("Revise");
    auto elsewhere = bench.workingOrder("A1", bench.es, "6022.00", 2);
    elsewhere.set_sequence_order(5);
    bench.orders.applyUpdate(elsewhere);
    bench.panel.refresh();
    bench.type("Quantity", "4");
    bench.click("Send revision");
    QCOMPARE(bench.revisions.size(), 1U);
    QVERIFY(!bench.revisions.front().limit);
    QCOMPARE(bench.revisions.front().volume, std::optional{Quantity{4}});
}

void TestOrdersPanel::theFilterHidesWhatIsFinished()
{
    Bench bench;
    bench.orders.applyTrade(bench.tradeOf("A1", bench.es, "6024.25", 2, 2, 0, 2));
    bench.panel.refresh();
    QCOMPARE(bench.table()->model()->rowCount(), 3);
    bench.click("Show working orders");
    QCOMPARE(bench.table()->model()->rowCount(), 2);
    bench.click("Show all orders of today");
    QCOMPARE(bench.table()->model()->rowCount(), 3);
    QCOMPARE(bench.panel.headerHint(), QStringLiteral("2 working, 1 finished"));
}

void TestOrdersPanel::aDoubleClickActivatesTheOrder()
{
    Bench bench;
    OrderId activated;
    QObject::connect(&bench.panel, &OrdersPanel::orderActivated, &bench.panel,
                     [&activated](const OrderId &order) { activated = order; });
    const QPoint where = bench.table()->visualRect(bench.table()->model()->index(1, 1)).center();
    QTest::mouseClick(bench.table()->viewport(), Qt::LeftButton, {}, where);
    QTest::mouseDClick(bench.table()->viewport(), Qt::LeftButton, {}, where);
    QCOMPARE(activated, OrderId{"B2"});
}

void TestOrdersPanel::looksRightAtEveryScale()
{
    for (const Look &look : looks()) {
        Bench bench;
        look.apply(bench.theme);
        auto revising = bench.workingOrder("D4", bench.zn, "110.515625", 10, false);
        revising.set_response_pending(wire::RESPONSE_PENDING_REVISION);
        revising.mutable_new_limit_price()->set_value("110.53125");
        bench.orders.applyUpdate(revising);
        bench.orders.applyTrade(bench.tradeOf("B2", bench.zn, "110.5", 2, 2, 3, 2));
        bench.orders.applyTrade(bench.tradeOf("C3", bench.es, "6023", 1, 1, 0, 2));
        auto rejected = bench.workingOrder("E5", bench.es, "6024.50", 500);
        rejected.set_status(wire::ORDER_STATUS_REJECTED);
        rejected.set_status_detail("Order volume 500 exceeds the account's maximum clip size 20");
        bench.orders.applyUpdate(rejected);
        OrderDraft draft;
        draft.account = bench.account;
        draft.market = bench.es.market;
        draft.limit = Price::parse("6024.50");
        bench.orders.noteSent(draft, "tag");
        auto entry = bench.workingOrder("F6", bench.es, "6020.00", 5);
        entry.set_order_link(wire::ORDER_LINK_AUTO_OCO);
        entry.set_orders_linked("F6,F7,F8");
        bench.orders.applyUpdate(entry);
        auto profit = entry;
        profit.set_unique_id("F7");
        profit.set_status(wire::ORDER_STATUS_HELD);
        profit.set_activation_type(wire::ACTIVATION_TYPE_HOLD);
        profit.set_buy_sell(wire::BUY_SELL_SELL);
        profit.mutable_current_limit_price()->set_value("2.00");
        profit.mutable_new_limit_price()->set_value("2.00");
        bench.orders.applyUpdate(profit);
        auto stop = profit;
        stop.set_unique_id("F8");
        stop.set_price_type(wire::PRICE_TYPE_STOP_MARKET);
        stop.clear_current_limit_price();
        stop.mutable_current_stop_price()->set_value("-1.50");
        bench.orders.applyUpdate(stop);
        bench.panel.refresh();
        bench.clickRow(0);
        bench.click("Revise");
        bench.type("Limit price", "6024.30");
        QVERIFY(look.save(bench.panel, QSize{1080, 360}, "orders"));
    }
}

QTEST_MAIN(TestOrdersPanel)
#include "test_orders_panel.moc"
