// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/named_combo.h"
#include "ui/theme/dress.h"
#include "ui/ticket/distance_field.h"

#include <QStandardItemModel>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::ui;
using namespace Qt::StringLiterals;

namespace {

Price price(const char *text)
{
    return *Price::parse(text);
}

// A buy at 6024.50, two lots, 12.50 a tick.
DistanceBasis basis(bool upwards)
{
    DistanceBasis basis;
    basis.ticks = *TickTable::make(price("0.25"));
    basis.tickValue = 12.5;
    basis.from = price("6024.50");
    basis.upwards = upwards;
    basis.lots = Quantity{2};
    return basis;
}

} // namespace

/// One distance, typed in any unit, is told in the other two.
class TestDistanceField : public QObject
{
    Q_OBJECT

private slots:
    void whatIsTypedIsToldInTheOtherUnits_data();
    void whatIsTypedIsToldInTheOtherUnits();
    void anotherUnitKeepsTheDistance();
    void whatCannotBeADistanceSaysWhy_data();
    void whatCannotBeADistanceSaysWhy();
    void whatWasTypedStaysWhenTheEntryMoves();
    void moneyCannotBeChosenWhereATickHasNoWorth();
    void stepsGoTickByTick_data();
    void stepsGoTickByTick();
    void aRemarkOfTheCheckIsShownUntilItsTextIsFaulty();

private:
    Theme m_theme;
};

void TestDistanceField::whatIsTypedIsToldInTheOtherUnits_data()
{
    QTest::addColumn<bool>("upwards");
    QTest::addColumn<int>("unit");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("ticks");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("others");
    const auto row = [](bool upwards, DistanceUnit unit, const char *typed, int ticks, const char *place,
                        const char *others) {
        QTest::addRow("%s %s", typed, upwards ? "up" : "down")
            << upwards << static_cast<int>(unit) << QString::fromUtf8(typed) << ticks << QString::fromLatin1(place)
            << QString::fromUtf8(others);
    };
    row(true, DistanceUnit::Ticks, "8", 8, "6026.50", "6026.50 · ≈ 200.00");
    row(false, DistanceUnit::Ticks, "6", 6, "6023.00", "6023.00 · ≈ 150.00");
    row(false, DistanceUnit::Ticks, "−6", 6, "6023.00", "6023.00 · ≈ 150.00");
    row(true, DistanceUnit::Price, "6026.50", 8, "6026.50", "8 ticks · ≈ 200.00");
    row(false, DistanceUnit::Price, "6023", 6, "6023.00", "6 ticks · ≈ 150.00");
    row(true, DistanceUnit::Price, "6024.25", -1, "6024.25", "−1 tick · ≈ 25.00"); // the wrong way: the check says so
    row(true, DistanceUnit::Money, "200", 8, "6026.50", "8 ticks · 6026.50 · ≈ 200.00");
    row(true, DistanceUnit::Money, "$1,224.99", 48, "6036.50", "48 ticks · 6036.50 · ≈ 1,200.00");
    row(false, DistanceUnit::Money, "25", 1, "6024.25", "1 tick · 6024.25 · ≈ 25.00");
}

void TestDistanceField::whatIsTypedIsToldInTheOtherUnits()
{
    QFETCH(bool, upwards);
    QFETCH(int, unit);
    QFETCH(QString, typed);
    QFETCH(int, ticks);
    QFETCH(QString, place);
    QFETCH(QString, others);
    DistanceField field{m_theme, u"Profit"_s, DistanceEdit::PriceMeans::Place};
    field.setBasis(basis(upwards));
    field.setUnit(static_cast<DistanceUnit>(unit));
    field.edit().insert(typed); // as if pasted: a true minus is on no keyboard
    QVERIFY2(field.value(), qPrintable(field.edit().faultText()));
    QCOMPARE(field.value()->ticks, std::optional<std::int64_t>{ticks});
    QCOMPARE(field.value()->price, Price::parse(place.toStdString()));
    QCOMPARE(field.value()->difference, field.value()->price->minus(price("6024.50")));
    QCOMPARE(field.othersText(), others);
}

void TestDistanceField::anotherUnitKeepsTheDistance()
{
    DistanceField field{m_theme, u"Stop"_s, DistanceEdit::PriceMeans::Place};
    field.setBasis(basis(false));
    QTest::keyClicks(&field.edit(), u"6"_s);
    field.setUnit(DistanceUnit::Money);
    QCOMPARE(field.edit().text(), u"150.00"_s);
    field.setUnit(DistanceUnit::Price);
    QCOMPARE(field.edit().text(), u"6023.00"_s);
    field.setUnit(DistanceUnit::Ticks);
    QCOMPARE(field.edit().text(), u"6"_s);
    DistanceField trail{m_theme, u"Trail"_s, DistanceEdit::PriceMeans::Distance};
    trail.setBasis(basis(true));
    QTest::keyClicks(&trail.edit(), u"6"_s);
    trail.setUnit(DistanceUnit::Price);
    QCOMPARE(trail.edit().text(), u"1.50"_s);
    QCOMPARE(trail.value()->difference, Price::parse("1.5"));
}

void TestDistanceField::whatCannotBeADistanceSaysWhy_data()
{
    QTest::addColumn<int>("unit");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("words");
    QTest::newRow("no ticks") << static_cast<int>(DistanceUnit::Ticks) << u"0"_s << u"1 or more"_s;
    QTest::newRow("half a tick") << static_cast<int>(DistanceUnit::Ticks) << u"1.5"_s << u"whole number"_s;
    QTest::newRow("off tick") << static_cast<int>(DistanceUnit::Price) << u"6026.60"_s << u"6026.50 and 6026.75"_s;
    QTest::newRow("no price") << static_cast<int>(DistanceUnit::Price) << u"x"_s << u"not a price"_s;
    QTest::newRow("less than a tick") << static_cast<int>(DistanceUnit::Money) << u"24.99"_s << u"about 25.00"_s;
    QTest::newRow("no money") << static_cast<int>(DistanceUnit::Money) << u"abc"_s << u"above 0"_s;
}

void TestDistanceField::whatCannotBeADistanceSaysWhy()
{
    QFETCH(int, unit);
    QFETCH(QString, typed);
    QFETCH(QString, words);
    DistanceField field{m_theme, u"Profit"_s, DistanceEdit::PriceMeans::Place};
    field.setBasis(basis(true));
    field.setUnit(static_cast<DistanceUnit>(unit));
    QTest::keyClicks(&field.edit(), typed);
    QVERIFY(!field.value());
    QVERIFY2(field.edit().faultText().contains(words), qPrintable(field.edit().faultText()));
    QVERIFY(hasFault(&field.edit()));
    QCOMPARE(field.edit().accessibleDescription(), field.edit().faultText());
}

void TestDistanceField::whatWasTypedStaysWhenTheEntryMoves()
{
    DistanceBasis moved = basis(true);
    moved.from = price("6030.00");
    moved.lots = Quantity{4};
    const auto after = [this, &moved](DistanceUnit unit, const QString &typed) {
        DistanceField field{m_theme, u"Profit"_s, DistanceEdit::PriceMeans::Place};
        field.setBasis(basis(true));
        field.setUnit(unit);
        QTest::keyClicks(&field.edit(), typed);
        field.setBasis(moved);
        return field.value().value_or(Distance{});
    };
    QCOMPARE(after(DistanceUnit::Ticks, u"8"_s).price, Price::parse("6032"));
    QCOMPARE(after(DistanceUnit::Price, u"6032.50"_s).ticks, std::optional<std::int64_t>{10});
    QCOMPARE(after(DistanceUnit::Money, u"200"_s).ticks, std::optional<std::int64_t>{4});
}

void TestDistanceField::moneyCannotBeChosenWhereATickHasNoWorth()
{
    DistanceField field{m_theme, u"Profit"_s, DistanceEdit::PriceMeans::Place};
    DistanceBasis worthless = basis(true);
    worthless.tickValue.reset();
    field.setBasis(worthless);
    const auto *units = field.findChild<NamedCombo *>();
    const QModelIndex money = units->model()->index(units->findText(u"money"_s), 0);
    QVERIFY(!units->model()->flags(money).testFlag(Qt::ItemIsEnabled));
    QVERIFY(money.data(Qt::ToolTipRole).toString().contains(u"what a tick is worth"_s));
    QTest::keyClicks(&field.edit(), u"8"_s);
    QCOMPARE(field.othersText(), u"6026.50"_s);
}

void TestDistanceField::stepsGoTickByTick_data()
{
    QTest::addColumn<bool>("upwards");
    QTest::addColumn<int>("unit");
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("ticks");
    const auto row = [](const char *name, bool upwards, DistanceUnit unit, Qt::Key key, int ticks) {
        QTest::newRow(name) << upwards << static_cast<int>(unit) << static_cast<int>(key) << ticks;
    };
    row("ticks up", true, DistanceUnit::Ticks, Qt::Key_Up, 9);
    row("ticks down", false, DistanceUnit::Ticks, Qt::Key_Down, 7);
    row("ten ticks", true, DistanceUnit::Ticks, Qt::Key_PageUp, 18);
    row("never below one", true, DistanceUnit::Ticks, Qt::Key_PageDown, 1);
    row("a price above goes away", true, DistanceUnit::Price, Qt::Key_Up, 9);
    row("a price below comes nearer", false, DistanceUnit::Price, Qt::Key_Up, 7);
    row("money by a tick's worth", true, DistanceUnit::Money, Qt::Key_Up, 9);
}

void TestDistanceField::stepsGoTickByTick()
{
    QFETCH(bool, upwards);
    QFETCH(int, unit);
    QFETCH(int, key);
    QFETCH(int, ticks);
    DistanceField field{m_theme, u"Profit"_s, DistanceEdit::PriceMeans::Place};
    field.setBasis(basis(upwards));
    field.edit().setTicks(8);
    field.setUnit(static_cast<DistanceUnit>(unit));
    QTest::keyClick(&field.edit(), static_cast<Qt::Key>(key));
    QCOMPARE(field.value()->ticks, std::optional<std::int64_t>{ticks});
}

void TestDistanceField::aRemarkOfTheCheckIsShownUntilItsTextIsFaulty()
{
    DistanceField field{m_theme, u"Profit"_s, DistanceEdit::PriceMeans::Place};
    field.setBasis(basis(true));
    QTest::keyClicks(&field.edit(), u"8"_s);
    field.edit().setRemark(u"Too far."_s);
    QVERIFY(hasFault(&field.edit()));
    QCOMPARE(field.edit().toolTip(), u"Too far."_s);
    QTest::keyClicks(&field.edit(), u"x"_s);
    QVERIFY(field.edit().toolTip().contains(u"1 or more"_s));
    field.edit().setRemark({});
    QTest::keyClick(&field.edit(), Qt::Key_Backspace);
    QVERIFY(!hasFault(&field.edit()));
}

QTEST_MAIN(TestDistanceField)
#include "test_distance_field.moc"
