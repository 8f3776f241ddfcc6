// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/orders/orders_bench.h"
#include "tests/ui/orders/panel_shots.h"

#include <QWheelEvent>

using namespace depthdeck;
using namespace depthdeck::test;
using depthdeck::ui::OrdersModel;
namespace wire = t4proto::v1::common;

/// Revising in the cell.
class TestOrderEdit : public QObject
{
    Q_OBJECT

private slots:
    void f2EditsTheChosenCellAndReturnSendsThatValueAlone();
    void aDoubleClickEditsTheCell();
    void theWheelStepsByOneTick();
    void escapeLeavesTheOrderAsItIs();
    void leavingTheCellSendsNothing();
    void anUnchangedValueIsNotSent();
    void anOffTickPriceIsNotSentAndSaysWhy();
    void theChecksOfTheDeskKeepTheEditorOpen();
    void aRefusedRevisionKeepsTheEditorOpenWithTheReason();
    void quantityShowStopAndTrailAreEditedInTheirCells();
    void anUpdateWhileTypingDoesNotOverwriteWhatIsTyped();
    void anOrderThatEndsWhileTypingCannotBeRevised();
    void cellsThatCannotBeRevisedOpenNoEditor();
    void whileAnAnswerIsPendingOneChangeMayWait();
    void aQueuedOrderIsReleasedByKeyAndByButton();
    void aRefusedReleaseSaysWhy();
    void theBarRevisesTheTrail();
    void theBarRevisesWhatAHeldOrderWaitsFor();
    void looksRightAtEveryScale();

private:
    [[nodiscard]] static t4proto::v1::orderrouting::OrderUpdate trailingStop(TradingScene &scene)
    {
        auto stop = scene.workingOrder("D4", scene.es, "6024.50", 3, false);
        stop.set_price_type(wire::PRICE_TYPE_STOP_MARKET);
        stop.clear_current_limit_price();
        stop.clear_new_limit_price();
        stop.mutable_current_stop_price()->set_value("6020.00");
        stop.mutable_new_stop_price()->set_value("6020.00");
        stop.mutable_trail_price()->set_value("4.50");
        return stop;
    }
};

void TestOrderEdit::f2EditsTheChosenCellAndReturnSendsThatValueAlone()
{
    OrdersBench bench;
    bench.clickCell(0, OrdersModel::PriceOf);
    QTest::keyClick(bench.table(), Qt::Key_F2);
    QLineEdit *editor = bench.cellEditor();
    QVERIFY(editor != nullptr);
    QVERIFY(editor->hasFocus());
    QCOMPARE(editor->accessibleName(), QStringLiteral("Limit price"));
    QCOMPARE(editor->text(), QStringLiteral("6024.25"));
    QTest::keyClick(editor, Qt::Key_Down);
    QTest::keyClick(editor, Qt::Key_Return);
    QCOMPARE(bench.revisions.size(), 1U);
    const OrderRevision &revision = bench.revisions.front();
    QCOMPARE(revision.order, OrderId{"A1"});
    QCOMPARE(revision.limit, Price::parse("6024.00"));
    QVERIFY(!revision.volume && !revision.stop && !revision.maxShow && !revision.trail);
    QVERIFY(bench.lastAnswer.sent());
    QTRY_VERIFY(bench.cellEditor() == nullptr);
    QVERIFY(bench.note().isEmpty());
    QCOMPARE(bench.route.revisions.size(), 1U);
}

void TestOrderEdit::aDoubleClickEditsTheCell()
{
    OrdersBench bench;
    bench.doubleClickCell(1, OrdersModel::PriceOf);
    QLineEdit *editor = bench.cellEditor();
    QVERIFY(editor != nullptr);
    QCOMPARE(editor->text(), QStringLiteral("110-16.0"));
    QTest::keyClicks(editor, QStringLiteral("110-16.5"));
    QTest::keyClick(editor, Qt::Key_Enter);
    QCOMPARE(bench.revisions.front().limit, Price::parse("110.515625"));
}

void TestOrderEdit::theWheelStepsByOneTick()
{
    OrdersBench bench;
    bench.doubleClickCell(0, OrdersModel::PriceOf);
    QLineEdit *editor = bench.cellEditor();
    const QPoint middle = editor->rect().center();
    QWheelEvent wheel{QPointF{middle},
                      editor->mapToGlobal(QPointF{middle}),
                      {},
                      QPoint{0, 120},
                      Qt::NoButton,
                      Qt::NoModifier,
                      Qt::NoScrollPhase,
                      false};
    QApplication::sendEvent(editor, &wheel);
    QCOMPARE(editor->text(), QStringLiteral("6024.50"));
}

void TestOrderEdit::escapeLeavesTheOrderAsItIs()
{
    OrdersBench bench;
    bench.doubleClickCell(0, OrdersModel::PriceOf);
    QTest::keyClick(bench.cellEditor(), Qt::Key_Up);
    QTest::keyClick(bench.cellEditor(), Qt::Key_Escape);
    QTRY_VERIFY(bench.cellEditor() == nullptr);
    QVERIFY(bench.revisions.empty());
    QVERIFY(bench.table()->hasFocus());
}

void TestOrderEdit::leavingTheCellSendsNothing()
{
    OrdersBench bench;
    bench.doubleClickCell(0, OrdersModel::PriceOf);
    QTest::keyClick(bench.cellEditor(), Qt::Key_Up);
    bench.clickCell(2, OrdersModel::Market);
    QTRY_VERIFY(bench.cellEditor() == nullptr);
    QVERIFY(bench.revisions.empty());
}

void TestOrderEdit::anUnchangedValueIsNotSent()
{
    OrdersBench bench;
    bench.doubleClickCell(0, OrdersModel::PriceOf);
    QTest::keyClick(bench.cellEditor(), Qt::Key_Return);
    QTRY_VERIFY(bench.cellEditor() == nullptr);
    QVERIFY(bench.revisions.empty());
}

void TestOrderEdit::anOffTickPriceIsNotSentAndSaysWhy()
{
    OrdersBench bench;
    bench.doubleClickCell(0, OrdersModel::PriceOf);
    QTest::keyClicks(bench.cellEditor(), QStringLiteral("6024.30"));
    QVERIFY2(bench.note().contains(QStringLiteral("6024.25 and 6024.50")), qPrintable(bench.note()));
    QTest::keyClick(bench.cellEditor(), Qt::Key_Return);
    QVERIFY(bench.revisions.empty());
    QVERIFY(bench.cellEditor() != nullptr);
}

void TestOrderEdit::theChecksOfTheDeskKeepTheEditorOpen()
{
    OrdersBench bench;
    bench.doubleClickCell(0, OrdersModel::PriceOf);
    QTest::keyClicks(bench.cellEditor(), QStringLiteral("9000"));
    QTest::keyClick(bench.cellEditor(), Qt::Key_Return);
    QVERIFY(bench.revisions.empty());
    QVERIFY(bench.note().startsWith(QStringLiteral("Cannot be sent")));
}

void TestOrderEdit::aRefusedRevisionKeepsTheEditorOpenWithTheReason()
{
    OrdersBench bench{false};
    bench.doubleClickCell(0, OrdersModel::PriceOf);
    QTest::keyClick(bench.cellEditor(), Qt::Key_Up);
    QTest::keyClick(bench.cellEditor(), Qt::Key_Return);
    QCOMPARE(bench.revisions.size(), 1U);
    QVERIFY(bench.cellEditor() != nullptr);
    QVERIFY2(bench.note().startsWith(QStringLiteral("Not sent.")), qPrintable(bench.note()));
    QVERIFY(bench.route.revisions.empty());
    QVERIFY(bench.desk.setArmed(true));
    QTest::keyClick(bench.cellEditor(), Qt::Key_Return);
    QTRY_VERIFY(bench.cellEditor() == nullptr);
    QCOMPARE(bench.route.revisions.size(), 1U);
}

void TestOrderEdit::quantityShowStopAndTrailAreEditedInTheirCells()
{
    OrdersBench bench;
    bench.orders.applyUpdate(trailingStop(bench));
    bench.panel.setColumns({QStringLiteral("state"), QStringLiteral("market"), QStringLiteral("volume"),
                            QStringLiteral("stop"), QStringLiteral("trail"), QStringLiteral("show"),
                            QStringLiteral("type")});
    bench.panel.refresh();
    const auto edit = [&bench](int row, OrdersModel::Column column, const char *text) {
        bench.doubleClickCell(row, column);
        QTEST_ASSERT(bench.cellEditor() != nullptr);
        QTest::keyClicks(bench.cellEditor(), QString::fromLatin1(text));
        QTest::keyClick(bench.cellEditor(), Qt::Key_Return);
        QTRY_VERIFY(bench.cellEditor() == nullptr);
    };
    QCOMPARE(bench.cell(3, OrdersModel::Type), QStringLiteral("Trailing stop"));
    QCOMPARE(bench.cell(3, OrdersModel::Trail), QStringLiteral("4.50"));
    edit(3, OrdersModel::Stop, "6019.00");
    edit(3, OrdersModel::Trail, "5.00");
    edit(1, OrdersModel::Volume, "7");
    edit(1, OrdersModel::Show, "2");
    QCOMPARE(bench.revisions.size(), 4U);
    QCOMPARE(bench.revisions[0].stop, Price::parse("6019.00"));
    QVERIFY(!bench.revisions[0].trail);
    QCOMPARE(bench.revisions[1].trail, Price::parse("5.00"));
    QCOMPARE(bench.revisions[2].volume, std::optional{Quantity{7}});
    QCOMPARE(bench.revisions[3].maxShow, std::optional{Quantity{2}});
    QVERIFY(!bench.revisions[3].volume);
}

void TestOrderEdit::anUpdateWhileTypingDoesNotOverwriteWhatIsTyped()
{
    OrdersBench bench;
    bench.doubleClickCell(0, OrdersModel::PriceOf);
    QTest::keyClicks(bench.cellEditor(), QStringLiteral("6023.75"));
    auto elsewhere = bench.workingOrder("A1", bench.es, "6022.00", 2);
    elsewhere.set_sequence_order(5);
    bench.orders.applyUpdate(elsewhere);
    bench.panel.refresh();
    QCOMPARE(bench.cellEditor()->text(), QStringLiteral("6023.75"));
    QTest::keyClick(bench.cellEditor(), Qt::Key_Return);
    QCOMPARE(bench.revisions.front().limit, Price::parse("6023.75"));
}

void TestOrderEdit::anOrderThatEndsWhileTypingCannotBeRevised()
{
    OrdersBench bench;
    bench.doubleClickCell(2, OrdersModel::PriceOf);
    QTest::keyClick(bench.cellEditor(), Qt::Key_Down);
    bench.orders.applyTrade(bench.tradeOf("C3", bench.es, "6023.00", 1, 1, 0, 2));
    bench.panel.refresh();
    QTest::keyClick(bench.cellEditor(), Qt::Key_Return);
    QVERIFY(bench.revisions.empty());
    QVERIFY(bench.note().startsWith(QStringLiteral("Cannot be sent")));
}

void TestOrderEdit::cellsThatCannotBeRevisedOpenNoEditor()
{
    OrdersBench bench;
    bench.doubleClickCell(0, OrdersModel::Stop); // a limit order has none
    QVERIFY(bench.cellEditor() == nullptr);
    bench.doubleClickCell(0, OrdersModel::Market);
    QVERIFY(bench.cellEditor() == nullptr);
    bench.orders.markAllUnknown();
    bench.panel.refresh();
    bench.doubleClickCell(0, OrdersModel::PriceOf);
    QVERIFY(bench.cellEditor() == nullptr);
}

void TestOrderEdit::whileAnAnswerIsPendingOneChangeMayWait()
{
    OrdersBench bench;
    auto revising = bench.workingOrder("A1", bench.es, "6024.25", 2);
    revising.set_response_pending(wire::RESPONSE_PENDING_REVISION);
    revising.mutable_new_limit_price()->set_value("6024.00");
    revising.set_sequence_order(2);
    bench.orders.applyUpdate(revising);
    bench.panel.setQueuedRevision([](const OrderId &order) -> std::optional<OrderRevision> {
        OrderRevision waiting;
        waiting.order = order;
        waiting.limit = Price::parse("6023.50");
        return waiting;
    });
    bench.panel.refresh();
    QCOMPARE(bench.cell(0, OrdersModel::State), QStringLiteral("Revising"));
    QCOMPARE(bench.cell(0, OrdersModel::PriceOf), QStringLiteral("6024.25 → 6024.00, then 6023.50"));
    bench.doubleClickCell(0, OrdersModel::PriceOf);
    QVERIFY(bench.cellEditor() != nullptr);
    QTest::keyClicks(bench.cellEditor(), QStringLiteral("6023.75"));
    QVERIFY2(bench.note().contains(QStringLiteral("as soon as")), qPrintable(bench.note()));
    QTest::keyClick(bench.cellEditor(), Qt::Key_Return);
    QCOMPARE(bench.revisions.size(), 1U);
    QVERIFY(bench.lastAnswer.queued);
    QVERIFY(bench.route.revisions.empty());
}

void TestOrderEdit::aQueuedOrderIsReleasedByKeyAndByButton()
{
    OrdersBench bench;
    auto queued = bench.workingOrder("Q1", bench.es, "6024.00", 2);
    queued.set_status(wire::ORDER_STATUS_HELD);
    queued.set_activation_type(wire::ACTIVATION_TYPE_QUEUE);
    bench.orders.applyUpdate(queued);
    bench.panel.refresh();
    QCOMPARE(bench.cell(3, OrdersModel::State), QStringLiteral("Held"));
    bench.clickCell(3, OrdersModel::Market);
    QTest::keyClick(bench.table(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(bench.revisions.size(), 1U);
    QVERIFY(bench.revisions[0].release);
    bench.click("Revise");
    auto *release = [&bench] {
        for (auto *button : bench.panel.findChildren<QPushButton *>())
            if (button->text() == QStringLiteral("Release now"))
                return button;
        return static_cast<QPushButton *>(nullptr);
    }();
    QVERIFY(release != nullptr && release->isVisible());
    QTest::mouseClick(release, Qt::LeftButton);
    QCOMPARE(bench.revisions.size(), 2U);
    QVERIFY(bench.revisions[1].release && !bench.revisions[1].limit);
    bench.clickCell(0, OrdersModel::Market); // not queued
    QTest::keyClick(bench.table(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(bench.revisions.size(), 2U);
}

void TestOrderEdit::aRefusedReleaseSaysWhy()
{
    OrdersBench bench{false};
    auto queued = bench.workingOrder("Q1", bench.es, "6024.00", 2);
    queued.set_status(wire::ORDER_STATUS_HELD);
    queued.set_activation_type(wire::ACTIVATION_TYPE_QUEUE);
    bench.orders.applyUpdate(queued);
    bench.panel.refresh();
    bench.clickCell(3, OrdersModel::Market);
    QTest::keyClick(bench.table(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY2(bench.note().startsWith(QStringLiteral("Not sent.")), qPrintable(bench.note()));
    bench.clickCell(0, OrdersModel::Market);
    QVERIFY(bench.note().isEmpty());
}

void TestOrderEdit::theBarRevisesTheTrail()
{
    OrdersBench bench;
    bench.orders.applyUpdate(trailingStop(bench));
    bench.panel.refresh();
    bench.clickCell(3, OrdersModel::Market);
    bench.click("Revise");
    auto *trail = bench.named<QLineEdit>("Trail distance");
    QVERIFY(trail->isVisible());
    trail->setFocus();
    trail->selectAll();
    QTest::keyClicks(trail, QStringLiteral("3.25"));
    bench.click("Send revision");
    QCOMPARE(bench.revisions.size(), 1U);
    QCOMPARE(bench.revisions[0].trail, Price::parse("3.25"));
    QVERIFY(!bench.revisions[0].stop && !bench.revisions[0].volume);
}

void TestOrderEdit::theBarRevisesWhatAHeldOrderWaitsFor()
{
    OrdersBench bench;
    auto held = bench.workingOrder("H1", bench.es, "6024.00", 2);
    held.set_status(wire::ORDER_STATUS_HELD);
    held.set_activation_type(wire::ACTIVATION_TYPE_AT_OR_ABOVE_TRADE_TICKS);
    held.set_activation_details("Trade at or above 6030.00");
    bench.orders.applyUpdate(held);
    bench.panel.refresh();
    QCOMPARE(bench.cell(3, OrdersModel::Text), QStringLiteral("Trade at or above 6030.00"));
    bench.clickCell(3, OrdersModel::Market);
    bench.click("Revise");
    auto *price = bench.named<QLineEdit>("Activation price");
    QVERIFY(price->isVisible());
    price->setFocus();
    QTest::keyClicks(price, QStringLiteral("6031.00"));
    bench.click("Send revision");
    QCOMPARE(bench.revisions.size(), 1U);
    QVERIFY(bench.revisions[0].activation.has_value());
    QCOMPARE(bench.revisions[0].activation->kind, ActivationKind::TradeAtOrAbove);
    QCOMPARE(bench.revisions[0].activation->price, Price::parse("6031.00"));
    QVERIFY(!bench.revisions[0].limit);
}

void TestOrderEdit::looksRightAtEveryScale()
{
    for (const Look &look : looks()) {
        OrdersBench bench;
        look.apply(bench.theme);
        bench.orders.applyUpdate(trailingStop(bench));
        bench.panel.refresh();
        QVERIFY(look.save(bench.panel, QSize{1400, 320}, "order-edit-before"));
        bench.doubleClickCell(0, OrdersModel::PriceOf);
        QTest::keyClicks(bench.cellEditor(), QStringLiteral("6024.30"));
        QVERIFY(look.save(bench.panel, QSize{1400, 320}, "order-edit"));
        QTest::keyClick(bench.cellEditor(), Qt::Key_Escape);
        bench.clickCell(3, OrdersModel::Market);
        bench.click("Revise");
        QVERIFY(look.save(bench.panel, QSize{1400, 320}, "order-revise-bar"));
    }
}

QTEST_MAIN(TestOrderEdit)
#include "test_order_edit.moc"
