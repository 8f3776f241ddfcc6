// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/named_combo.h"
#include "ui/common/price_field.h"
#include "ui/common/quantity_field.h"
#include "ui/theme/dress.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

namespace depthdeck::ui {

namespace {

Price price(const char *text)
{
    return *Price::parse(text);
}

Market plainMarket()
{
    Market market;
    market.key = {ExchangeId{"CME_Eq"}, ContractId{"ES"}, MarketId{"ESZ6"}};
    market.ticks = *TickTable::make(price("0.25"));
    market.format = PriceFormat::decimal(2);
    return market;
}

// Quarters from -5 to 5, halves outside.
Market vttMarket()
{
    Market market = plainMarket();
    market.key.market = MarketId{"OPTION"};
    market.ticks = *TickTable::make(price("0.25"), "0.25;P<-5=0.5;P>5=0.5;");
    return market;
}

void wheel(QWidget &widget, int notches, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    const QPointF centre = QRectF{widget.rect()}.center();
    QWheelEvent event{centre,    widget.mapToGlobal(centre), {},   {0, 120 * notches}, Qt::NoButton,
                      modifiers, Qt::NoScrollPhase,          false};
    QCoreApplication::sendEvent(&widget, &event);
}

} // namespace

class TestFields : public QObject
{
    Q_OBJECT

private slots:
    void typingAPriceOnTickGivesItsValue();
    void aPriceOffTickHasNoValueAndNamesItsNeighbours();
    void whatIsNoPriceHasNoValue();
    void arrowsStepThroughTheVariableTicks_data();
    void arrowsStepThroughTheVariableTicks();
    void theWheelStepsOneTickAndTenWithControl();
    void pageKeysStepTenTicks();
    void anEmptyFieldStartsFromTheReference();
    void anOffTickTextStepsToItsNeighbour();
    void anotherMarketEmptiesTheField();
    void withoutAMarketNothingCanBeEntered();
    void negativePricesAreShownWithATrueMinusAndReadAgain();
    void fractionsAreReadAsTradersWriteThem();
    void quantityStepsByItsIncrement();
    void quantityOutsideItsRangeHasNoValue_data();
    void quantityOutsideItsRangeHasNoValue();
    void anOptionalQuantityMayBeEmpty();
    void comboKeepsItsNameWhateverIsChosen();
    void comboIgnoresTheWheelWithoutFocus();

private:
    Theme m_theme;
};

void TestFields::typingAPriceOnTickGivesItsValue()
{
    PriceField field{m_theme, QStringLiteral("Limit price")};
    const Market market = plainMarket();
    field.setMarket(&market);
    QSignalSpy changes{&field, &PriceField::valueChanged};
    QTest::keyClicks(&field, QStringLiteral("6024.50"));
    QCOMPARE(field.value(), std::optional{price("6024.5")});
    QCOMPARE(field.fault(), PriceFieldFault::None);
    QVERIFY(changes.size() >= 1);
    QCOMPARE(changes.last().at(0).value<std::optional<Price>>(), std::optional{price("6024.5")});
}

void TestFields::aPriceOffTickHasNoValueAndNamesItsNeighbours()
{
    PriceField field{m_theme, QStringLiteral("Limit price")};
    const Market market = plainMarket();
    field.setMarket(&market);
    QTest::keyClicks(&field, QStringLiteral("6024.30"));
    QVERIFY(!field.value());
    QCOMPARE(field.fault(), PriceFieldFault::OffTick);
    QVERIFY(hasFault(&field));
    QVERIFY(field.faultText().contains(QStringLiteral("6024.25")));
    QVERIFY(field.faultText().contains(QStringLiteral("6024.50")));
    QCOMPARE(field.accessibleDescription(), field.faultText());
}

void TestFields::whatIsNoPriceHasNoValue()
{
    PriceField field{m_theme, QStringLiteral("Limit price")};
    const Market market = plainMarket();
    field.setMarket(&market);
    QTest::keyClicks(&field, QStringLiteral("60x4"));
    QVERIFY(!field.value());
    QCOMPARE(field.fault(), PriceFieldFault::Unreadable);
    field.selectAll();
    QTest::keyClick(&field, Qt::Key_Delete);
    QCOMPARE(field.fault(), PriceFieldFault::Empty);
    QVERIFY(!hasFault(&field));
}

void TestFields::arrowsStepThroughTheVariableTicks_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("to");
    const auto row = [](const char *from, Qt::Key key, const char *to) {
        QTest::addRow("%s %s", from, key == Qt::Key_Up ? "up" : "down")
            << QString::fromLatin1(from) << static_cast<int>(key) << QString::fromLatin1(to);
    };
    row("4.75", Qt::Key_Up, "5");
    row("5", Qt::Key_Up, "5.5");
    row("5.5", Qt::Key_Up, "6");
    row("5.5", Qt::Key_Down, "5");
    row("5", Qt::Key_Down, "4.75");
    row("0", Qt::Key_Down, "-0.25");
    row("-5", Qt::Key_Down, "-5.5");
    row("-5.5", Qt::Key_Up, "-5");
}

void TestFields::arrowsStepThroughTheVariableTicks()
{
    QFETCH(const QString, from);
    QFETCH(const int, key);
    QFETCH(const QString, to);
    PriceField field{m_theme, QStringLiteral("Limit price")};
    const Market market = vttMarket();
    field.setMarket(&market);
    field.setValue(Price::parse(from.toStdString()));
    QTest::keyClick(&field, static_cast<Qt::Key>(key));
    QCOMPARE(field.value(), Price::parse(to.toStdString()));
}

void TestFields::theWheelStepsOneTickAndTenWithControl()
{
    PriceField field{m_theme, QStringLiteral("Limit price")};
    const Market market = vttMarket();
    field.setMarket(&market);
    field.setValue(price("4.75"));
    wheel(field, 2);
    QCOMPARE(field.value(), std::optional{price("5.5")});
    wheel(field, -1, Qt::ControlModifier);
    QCOMPARE(field.value(), std::optional{price("2.75")});
}

void TestFields::pageKeysStepTenTicks()
{
    PriceField field{m_theme, QStringLiteral("Limit price")};
    const Market market = plainMarket();
    field.setMarket(&market);
    field.setValue(price("6000"));
    QTest::keyClick(&field, Qt::Key_PageUp);
    QCOMPARE(field.value(), std::optional{price("6002.5")});
    QTest::keyClick(&field, Qt::Key_PageDown);
    QCOMPARE(field.value(), std::optional{price("6000")});
}

void TestFields::anEmptyFieldStartsFromTheReference()
{
    PriceField field{m_theme, QStringLiteral("Limit price")};
    const Market market = plainMarket();
    field.setMarket(&market);
    QTest::keyClick(&field, Qt::Key_Up);
    QVERIFY(!field.value());
    field.setReference(price("6025.25"));
    QTest::keyClick(&field, Qt::Key_Up);
    QCOMPARE(field.value(), std::optional{price("6025.25")});
    QTest::keyClick(&field, Qt::Key_Up);
    QCOMPARE(field.value(), std::optional{price("6025.5")});
}

void TestFields::anOffTickTextStepsToItsNeighbour()
{
    PriceField field{m_theme, QStringLiteral("Limit price")};
    const Market market = plainMarket();
    field.setMarket(&market);
    QTest::keyClicks(&field, QStringLiteral("10.30"));
    QTest::keyClick(&field, Qt::Key_Up);
    QCOMPARE(field.value(), std::optional{price("10.5")});
    QVERIFY(!hasFault(&field));
}

void TestFields::anotherMarketEmptiesTheField()
{
    PriceField field{m_theme, QStringLiteral("Limit price")};
    const Market first = plainMarket();
    const Market second = vttMarket();
    field.setMarket(&first);
    field.setValue(price("6000"));
    field.setMarket(&first);
    QCOMPARE(field.value(), std::optional{price("6000")});
    field.setMarket(&second);
    QVERIFY(!field.value());
    QVERIFY(field.text().isEmpty());
}

void TestFields::withoutAMarketNothingCanBeEntered()
{
    PriceField field{m_theme, QStringLiteral("Limit price")};
    QTest::keyClicks(&field, QStringLiteral("6000"));
    QVERIFY(!field.value());
    QCOMPARE(field.fault(), PriceFieldFault::NoMarket);
    QTest::keyClick(&field, Qt::Key_Up);
    QVERIFY(!field.value());
}

void TestFields::negativePricesAreShownWithATrueMinusAndReadAgain()
{
    PriceField field{m_theme, QStringLiteral("Limit price")};
    const Market market = plainMarket();
    field.setMarket(&market);
    field.setValue(price("-58.75"));
    QCOMPARE(field.text(), QStringLiteral("\u221258.75"));
    QTest::keyClick(&field, Qt::Key_End);
    QTest::keyClick(&field, Qt::Key_Backspace);
    QCOMPARE(field.fault(), PriceFieldFault::OffTick); // -58.7
    QTest::keyClick(&field, Qt::Key_Backspace);
    QTest::keyClicks(&field, QStringLiteral("50"));
    QCOMPARE(field.value(), std::optional{price("-58.5")});
}

void TestFields::fractionsAreReadAsTradersWriteThem()
{
    PriceField field{m_theme, QStringLiteral("Limit price")};
    Market market = plainMarket();
    market.ticks = *TickTable::make(price("0.015625"));
    market.format = PriceFormat::fractional({32, 2}, 2, '-');
    field.setMarket(&market);
    QTest::keyClicks(&field, QStringLiteral("110-165"));
    QCOMPARE(field.value(), std::optional{price("110.515625")});
    QTest::keyClick(&field, Qt::Key_Up);
    QCOMPARE(field.value(), std::optional{price("110.53125")});
}

void TestFields::quantityStepsByItsIncrement()
{
    QuantityField field{m_theme, QStringLiteral("Quantity")};
    field.setIncrement(Quantity{5});
    field.setValue(Quantity{10});
    QTest::keyClick(&field, Qt::Key_Up);
    QCOMPARE(field.value(), std::optional{Quantity{15}});
    wheel(field, -2);
    QCOMPARE(field.value(), std::optional{Quantity{5}});
    QTest::keyClick(&field, Qt::Key_Down);
    QCOMPARE(field.value(), std::optional{Quantity{5}});
    QTest::keyClick(&field, Qt::Key_PageUp);
    QCOMPARE(field.value(), std::optional{Quantity{55}});
}

void TestFields::quantityOutsideItsRangeHasNoValue_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("contracts");
    QTest::newRow("one") << QStringLiteral("1") << 1;
    QTest::newRow("grouped") << QStringLiteral("1,234") << 1234;
    QTest::newRow("zero") << QStringLiteral("0") << -1;
    QTest::newRow("negative") << QStringLiteral("-3") << -1;
    QTest::newRow("too many") << QStringLiteral("100000") << -1;
    QTest::newRow("beyond the type") << QStringLiteral("99999999999") << -1;
    QTest::newRow("a fraction") << QStringLiteral("1.5") << -1;
    QTest::newRow("letters") << QStringLiteral("ten") << -1;
    QTest::newRow("nothing") << QString{} << -1;
}

void TestFields::quantityOutsideItsRangeHasNoValue()
{
    QFETCH(const QString, typed);
    QFETCH(const int, contracts);
    QuantityField field{m_theme, QStringLiteral("Quantity")};
    field.setValue(Quantity{7});
    field.selectAll();
    QTest::keyClick(&field, Qt::Key_Delete);
    QTest::keyClicks(&field, typed);
    QCOMPARE(field.value(), contracts < 0 ? std::nullopt : std::optional{Quantity{contracts}});
    QCOMPARE(field.isFaulty(), contracts < 0);
    QCOMPARE(field.faultText().isEmpty(), contracts >= 0);
}

void TestFields::anOptionalQuantityMayBeEmpty()
{
    QuantityField field{m_theme, QStringLiteral("Max show")};
    field.setOptional(true);
    field.setValue(std::nullopt);
    QVERIFY(!field.value());
    QVERIFY(!field.isFaulty());
}

void TestFields::comboKeepsItsNameWhateverIsChosen()
{
    NamedCombo combo{QStringLiteral("Order type")};
    combo.addItems({QStringLiteral("Market"), QStringLiteral("Limit")});
    combo.setCurrentIndex(1);
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&combo);
    QVERIFY(access != nullptr);
    QCOMPARE(access->text(QAccessible::Name), QStringLiteral("Order type"));
    QCOMPARE(access->text(QAccessible::Value), QStringLiteral("Limit"));
    QCOMPARE(access->role(), QAccessible::ComboBox);
    QCOMPARE(access->childCount(), 1);
    QVERIFY(access->actionInterface() != nullptr);
}

void TestFields::comboIgnoresTheWheelWithoutFocus()
{
    NamedCombo combo{QStringLiteral("Order type")};
    combo.addItems({QStringLiteral("Market"), QStringLiteral("Limit")});
    wheel(combo, -1);
    QCOMPARE(combo.currentIndex(), 0);
    combo.show();
    QVERIFY(QTest::qWaitForWindowExposed(&combo));
    combo.activateWindow();
    combo.setFocus();
    QTRY_VERIFY(combo.hasFocus());
    wheel(combo, -1);
    QCOMPARE(combo.currentIndex(), 1);
}

} // namespace depthdeck::ui

QTEST_MAIN(depthdeck::ui::TestFields)
#include "test_fields.moc"
