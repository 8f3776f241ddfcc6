// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ticket/ticket_bench.h"
#include "ui/ticket/ticket_dialog.h"

#include <QAccessible>
#include <QShortcut>

using namespace depthdeck;
using namespace depthdeck::test;

class TestTicket : public QObject
{
    Q_OBJECT

private slots:
    void everyControlHasItsName();
    void itIsLockedAtStartAndSaysSo();
    void armAndLockByTheButton();
    void aWindowIsLockedAloneWhileTheDeskStaysArmed();
    void theKillSwitchAndAFailedJournalAreNamed();
    void f9SubmitsNothingWhileLocked();
    void aHeldKeyIsOneOrder();
    void theLettersBAndSChooseTheSideEverywhere();
    void theAnswerIsShownInOneLine();
    void theMarketFieldAsksForTheSearch();
    void tabGoesThroughTheControlsInOrder();
    void returnInAFieldSubmitsNothing();
    void theDialogIsNotModal();
};

void TestTicket::everyControlHasItsName()
{
    TicketBench bench;
    QVERIFY(bench.named<ui::NamedCombo>("Account"));
    QVERIFY(bench.field("Market"));
    QVERIFY(bench.button("Buy"));
    QVERIFY(bench.button("Sell"));
    QVERIFY(bench.field("Quantity"));
    QVERIFY(bench.named<ui::NamedCombo>("Order type"));
    QVERIFY(bench.field("Limit price"));
    QVERIFY(bench.field("Stop price"));
    QVERIFY(bench.field("Max show"));
    QVERIFY(bench.named<ui::NamedCombo>("Time in force"));
    QVERIFY(bench.button("Submit order"));
    QVERIFY(bench.button("Arm"));
    QVERIFY(bench.field("Trail distance"));
    QVERIFY(bench.named<ui::NamedCombo>("Link"));
    QVERIFY(bench.named<ui::NamedCombo>("Activation"));
    for (const char *name : {"Buy", "Submit order", "Arm"}) {
        const QAccessibleInterface *access = QAccessible::queryAccessibleInterface(bench.button(name));
        QCOMPARE(access->text(QAccessible::Name), QString::fromLatin1(name));
    }
    QCOMPARE(bench.panel.accessibleDescription(), QStringLiteral("ESZ6"));
}

void TestTicket::itIsLockedAtStartAndSaysSo()
{
    TicketBench bench;
    QVERIFY(!bench.button("Submit order")->isEnabled());
    QVERIFY(bench.button("Submit order")->text().startsWith(QStringLiteral("Locked")));
    QTest::mouseClick(bench.button("Submit order"), Qt::LeftButton);
    QVERIFY(bench.submitted.empty());
    bench.desk.setLive(false);
    QVERIFY(bench.button("Submit order")->text().startsWith(QStringLiteral("Not live")));
    QVERIFY(!bench.button("Arm")->isEnabled());
}

void TestTicket::armAndLockByTheButton()
{
    TicketBench bench;
    bench.click("Arm");
    QCOMPARE(bench.arms, std::vector{true});
    QVERIFY(bench.button("Submit order")->isEnabled());
    QCOMPARE(bench.button("Submit order")->text(), QStringLiteral("Submit order  F9"));
    QCOMPARE(bench.button("Arm")->text(), QStringLiteral("Armed"));
    bench.click("Arm");
    QCOMPARE(bench.arms, (std::vector{true, false}));
    QVERIFY(!bench.button("Submit order")->isEnabled());
    bench.click("Arm");
    bench.desk.setLive(false); // disarms by itself
    QVERIFY(!bench.button("Submit order")->isEnabled());
    QCOMPARE(bench.button("Arm")->text(), QStringLiteral("Arm"));
}

void TestTicket::aWindowIsLockedAloneWhileTheDeskStaysArmed()
{
    TicketBench bench;
    bench.desk.setArmed(true);
    bench.click("Lock this window");
    QCOMPARE(bench.windowLocks, std::vector{true});
    QVERIFY(bench.desk.isArmed());
    QVERIFY(!bench.button("Submit order")->isEnabled());
    QVERIFY(bench.button("Submit order")->text().startsWith(QStringLiteral("Window locked")));
    QCOMPARE(bench.panel.headerHint(), QStringLiteral("Live, locked"));
    QTest::keyClick(&bench.panel, Qt::Key_F9);
    QVERIFY(bench.submitted.empty());
    QVERIFY(bench.label("answer").contains(QStringLiteral("this window is locked")));
    bench.click("Arm"); // unlocks the window, the desk is armed already
    QCOMPARE(bench.windowLocks, (std::vector{true, false}));
    QVERIFY(bench.arms.empty());
    QVERIFY(bench.button("Submit order")->isEnabled());
    bench.desk.setWindowLocked(QStringLiteral("Another window"), true);
    QVERIFY(bench.button("Submit order")->isEnabled());
}

void TestTicket::theKillSwitchAndAFailedJournalAreNamed()
{
    TicketBench bench;
    bench.desk.setArmed(true);
    bench.gates.journalFit = false;
    bench.panel.setQuantity(Quantity{2});
    QCOMPARE(bench.button("Submit order")->text(), QStringLiteral("Journal failed"));
    QVERIFY(bench.button("Submit order")->toolTip().contains(QStringLiteral("journal")));
    bench.gates.journalFit = true;
    bench.gates.killed = true;
    bench.panel.setQuantity(Quantity{3});
    QCOMPARE(bench.button("Submit order")->text(), QStringLiteral("Kill switch is on"));
    QVERIFY(!bench.button("Submit order")->isEnabled());
}

void TestTicket::f9SubmitsNothingWhileLocked()
{
    TicketBench bench;
    QTest::keyClick(&bench.panel, Qt::Key_F9);
    QVERIFY(bench.submitted.empty());
    QVERIFY(bench.label("answer").startsWith(QStringLiteral("Not sent")));
}

void TestTicket::aHeldKeyIsOneOrder()
{
    TicketBench bench;
    bench.click("Arm");
    QTest::keyClick(&bench.panel, Qt::Key_F9);
    QCOMPARE(bench.submitted.size(), std::size_t{1});
    for (const QShortcut *shortcut : bench.panel.findChildren<QShortcut *>())
        if (shortcut->key() == QKeySequence{Qt::Key_F9})
            QVERIFY(!shortcut->autoRepeat());
}

void TestTicket::theLettersBAndSChooseTheSideEverywhere()
{
    TicketBench bench;
    for (const char *name : {"Limit price", "Quantity", "Max show"}) {
        const QString before = bench.field(name)->text();
        bench.field(name)->setFocus();
        QTest::keyClick(bench.field(name), Qt::Key_S);
        QCOMPARE(bench.panel.draft().side, Side::Sell);
        QTest::keyClick(bench.field(name), Qt::Key_B);
        QCOMPARE(bench.panel.draft().side, Side::Buy);
        QCOMPARE(bench.field(name)->text(), before);
    }
    bench.named<ui::NamedCombo>("Order type")->setFocus();
    QTest::keyClick(bench.named<ui::NamedCombo>("Order type"), Qt::Key_S);
    QCOMPARE(bench.panel.draft().side, Side::Sell);
    QTest::keyClick(&bench.panel, Qt::Key_B, Qt::AltModifier);
    QTRY_COMPARE(bench.panel.draft().side, Side::Buy);
}

void TestTicket::theAnswerIsShownInOneLine()
{
    TicketBench bench;
    QObject::connect(&bench.panel, &ui::TicketPanel::submissionRequested, &bench.panel,
                     [&bench](const SubmissionDraft &draft) { bench.panel.showAnswer(bench.desk.submit(draft)); });
    bench.desk.setArmed(true);
    bench.click("Submit order");
    QCOMPARE(bench.route.submits.size(), 1U);
    QCOMPARE(bench.route.submits.front().orders(0).limit_price().value(), std::string{"6024.50"});
    QCOMPARE(bench.label("answer"), QStringLiteral("Sent: Buy 1 ESZ6 limit 6024.50, day."));
    bench.panel.showAnswer({DeskRefusal::NotLive, {}});
    QVERIFY(bench.label("answer").startsWith(QStringLiteral("Not sent: ")));
}

void TestTicket::theMarketFieldAsksForTheSearch()
{
    TicketBench bench;
    QCOMPARE(bench.field("Market")->text(), QStringLiteral("ESZ6 · E-mini S&P 500"));
    QTest::mouseClick(bench.field("Market"), Qt::LeftButton);
    QCOMPARE(bench.searches, 1);
    QTest::keyClick(bench.field("Market"), Qt::Key_Return);
    QCOMPARE(bench.searches, 2);
}

void TestTicket::tabGoesThroughTheControlsInOrder()
{
    TicketBench bench;
    bench.desk.setArmed(true);
    bench.panel.setOrderType(OrderType::StopLimit);
    bench.named<ui::NamedCombo>("Account")->setFocus();
    QStringList order;
    for (int tab = 0; tab < 24; ++tab) {
        order << QApplication::focusWidget()->accessibleName();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    const QStringList wanted{
        QStringLiteral("Account"),     QStringLiteral("Market"),     QStringLiteral("Buy"),
        QStringLiteral("Quantity"),    QStringLiteral("Order type"), QStringLiteral("Time in force"),
        QStringLiteral("Limit price"), QStringLiteral("Stop price"), QStringLiteral("Max show"),
        QStringLiteral("Link"),        QStringLiteral("Activation"), QStringLiteral("Submit order"),
        QStringLiteral("Arm")};
    qsizetype from = 0;
    for (const QString &name : wanted) {
        const qsizetype at = order.indexOf(name, from);
        QVERIFY2(at >= from, qPrintable(name + QStringLiteral(" in ") + order.join(u',')));
        from = at;
    }
}

void TestTicket::returnInAFieldSubmitsNothing()
{
    TradingScene scene;
    scene.logIn();
    scene.desk.setArmed(true);
    ui::TicketDialog dialog{scene.board, scene.accounts, scene.desk, scene.theme};
    dialog.panel().setMarket(scene.es);
    dialog.refresh();
    dialog.show();
    dialog.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    int submits = 0;
    QObject::connect(&dialog.panel(), &ui::TicketPanel::submissionRequested, &dialog, [&submits] { ++submits; });
    for (QLineEdit *field : dialog.findChildren<QLineEdit *>()) {
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Return);
    }
    QCOMPARE(submits, 0);
    QCOMPARE(dialog.panel().draft().side, Side::Buy);
    QVERIFY(dialog.isVisible());
    QTest::keyClick(&dialog, Qt::Key_F9);
    QCOMPARE(submits, 1);
}

void TestTicket::theDialogIsNotModal()
{
    TradingScene scene;
    ui::TicketDialog dialog{scene.board, scene.accounts, scene.desk, scene.theme};
    dialog.show();
    QVERIFY(!dialog.isModal());
    QCOMPARE(dialog.windowTitle(), QStringLiteral("Order ticket"));
    dialog.panel().setMarket(scene.es);
    dialog.refresh();
    QCOMPARE(dialog.windowTitle(), QStringLiteral("Order ticket · ESZ6"));
}

QTEST_MAIN(TestTicket)
#include "test_ticket.moc"
