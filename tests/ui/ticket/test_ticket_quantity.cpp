// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ticket/ticket_bench.h"
#include "ui/ticket/quantity_row.h"

#include <QContextMenuEvent>

using namespace depthdeck;
using namespace depthdeck::test;

/// Quantity, its presets, and how much of it is shown.
class TestTicketQuantity : public QObject
{
    Q_OBJECT

private slots:
    void theQuantityStepsByKeysWheelAndButtons();
    void presetsSetTheQuantityAndCanBeChanged();
    void maxShowIsSentAsTyped();
    void anEmptyMaxShowSendsNone();
    void maxShowIsOfferedOnlyWhereTheTypeRests_data();
    void maxShowIsOfferedOnlyWhereTheTypeRests();
    void anEnteredMaxShowComesBackWithItsType();
    void maxShowStepsAndHasItsMnemonic();
};

void TestTicketQuantity::theQuantityStepsByKeysWheelAndButtons()
{
    TicketBench bench;
    QLineEdit *field = bench.field("Quantity");
    field->setFocus();
    QTest::keyClick(field, Qt::Key_Up);
    QCOMPARE(bench.panel.draft().volume, Quantity{2});
    QTest::keyClick(field, Qt::Key_PageUp);
    QCOMPARE(bench.panel.draft().volume, Quantity{12});
    TicketBench::wheel(field, -1);
    QCOMPARE(bench.panel.draft().volume, Quantity{11});
    bench.click("One more");
    QCOMPARE(bench.panel.draft().volume, Quantity{12});
    bench.click("One less");
    QCOMPARE(bench.panel.draft().volume, Quantity{11});
    for (int step = 0; step < 3; ++step)
        QTest::keyClick(field, Qt::Key_PageDown);
    QCOMPARE(bench.panel.draft().volume, Quantity{1});
}

void TestTicketQuantity::presetsSetTheQuantityAndCanBeChanged()
{
    TicketBench bench;
    bench.click("Quantity 5");
    QCOMPARE(bench.panel.draft().volume, Quantity{5});
    bench.panel.quantityRow().setPresets({Quantity{3}, Quantity{0}, Quantity{25}});
    QVERIFY(bench.button("Quantity 25"));
    QVERIFY(!bench.button("Quantity 5"));
    QCOMPARE(bench.panel.quantityRow().presets().size(), 2U);
    bench.click("Quantity 25");
    QCOMPARE(bench.panel.draft().volume, Quantity{25});

    std::vector<Quantity> edited;
    QObject::connect(&bench.panel.quantityRow(), &ui::QuantityRow::presetsEdited, &bench.panel,
                     [&edited](const std::vector<Quantity> &presets) { edited = presets; });
    bench.type("Quantity", "40");
    QContextMenuEvent event{QContextMenuEvent::Mouse, QPoint{2, 2},
                            bench.button("Quantity 3")->mapToGlobal(QPoint{2, 2})};
    QApplication::sendEvent(bench.button("Quantity 3"), &event);
    QTRY_VERIFY(QApplication::activePopupWidget());
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
    QCOMPARE(edited, (std::vector{Quantity{40}, Quantity{25}}));
    QVERIFY(bench.button("Quantity 40"));
}

void TestTicketQuantity::maxShowIsSentAsTyped()
{
    TicketBench bench;
    bench.desk.setArmed(true);
    bench.type("Quantity", "10");
    bench.type("Max show", "2");
    QCOMPARE(bench.label("draftSentence"), QStringLiteral("Buy 10 ESZ6 limit 6024.50, showing 2 at a time, day."));
    QTest::keyClick(bench.field("Max show"), Qt::Key_F9);
    QCOMPARE(bench.submitted.size(), 1U);
    QCOMPARE(bench.submitted.front().maxShow, std::optional{Quantity{2}});
    QCOMPARE(bench.submitted.front().volume, Quantity{10});
    QCOMPARE(bench.submitted.front().type, OrderType::Limit);
    QCOMPARE(bench.submitted.front().limit, Price::parse("6024.50"));
}

void TestTicketQuantity::anEmptyMaxShowSendsNone()
{
    TicketBench bench;
    bench.desk.setArmed(true);
    bench.click("Quantity 10");
    bench.type("Max show", "2");
    QCOMPARE(bench.panel.draft().maxShow, std::optional{Quantity{2}});
    QTest::keyClick(bench.field("Max show"), Qt::Key_Backspace);
    QCOMPARE(bench.field("Max show")->text(), QString{});
    QCOMPARE(bench.field("Max show")->placeholderText(), QStringLiteral("all"));
    QCOMPARE(bench.label("draftSentence"), QStringLiteral("Buy 10 ESZ6 limit 6024.50, day."));
    bench.click("Submit order");
    QCOMPARE(bench.submitted.size(), 1U);
    QVERIFY(!bench.submitted.front().maxShow);
}

void TestTicketQuantity::maxShowIsOfferedOnlyWhereTheTypeRests_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<bool>("offered");
    QTest::newRow("market") << QStringLiteral("Market") << false;
    QTest::newRow("limit") << QStringLiteral("Limit") << true;
    QTest::newRow("stop market") << QStringLiteral("Stop market") << false;
    QTest::newRow("stop limit") << QStringLiteral("Stop limit") << true;
    QTest::newRow("trailing stop") << QStringLiteral("Trailing stop") << false;
    QTest::newRow("stop = limit") << QStringLiteral("Stop = limit") << false;
    QTest::newRow("join") << QStringLiteral("Join") << false;
    QTest::newRow("flatten") << QStringLiteral("Flatten") << false;
    QTest::newRow("market if touched") << QStringLiteral("Market if touched") << false;
}

void TestTicketQuantity::maxShowIsOfferedOnlyWhereTheTypeRests()
{
    QFETCH(QString, entry);
    QFETCH(bool, offered);
    TicketBench bench;
    bench.type("Quantity", "10");
    bench.type("Max show", "2");
    bench.choose("Order type", entry.toLatin1());
    QCOMPARE(bench.field("Max show")->isEnabled(), offered);
    QCOMPARE(bench.field("Max show")->text(), offered ? QStringLiteral("2") : QString{});
    QCOMPARE(bench.field("Max show")->placeholderText(), offered ? QStringLiteral("all") : QStringLiteral("not used"));
    QCOMPARE(bench.panel.draft().maxShow, offered ? std::optional{Quantity{2}} : std::nullopt);
}

void TestTicketQuantity::anEnteredMaxShowComesBackWithItsType()
{
    TicketBench bench;
    bench.type("Quantity", "10");
    bench.type("Max show", "4");
    bench.choose("Order type", "Market");
    QVERIFY(!bench.panel.draft().maxShow);
    bench.choose("Order type", "Limit");
    QCOMPARE(bench.panel.draft().maxShow, std::optional{Quantity{4}});
}

void TestTicketQuantity::maxShowStepsAndHasItsMnemonic()
{
    TicketBench bench;
    QTest::keyClick(&bench.panel, Qt::Key_M, Qt::AltModifier);
    QTRY_COMPARE(QApplication::focusWidget(), bench.field("Max show"));
    QTest::keyClick(bench.field("Max show"), Qt::Key_Up);
    QCOMPARE(bench.panel.draft().maxShow, std::optional{Quantity{1}});
    TicketBench::wheel(bench.field("Max show"), 2);
    QCOMPARE(bench.panel.draft().maxShow, std::optional{Quantity{3}});
}

QTEST_MAIN(TestTicketQuantity)
#include "test_ticket_quantity.moc"
