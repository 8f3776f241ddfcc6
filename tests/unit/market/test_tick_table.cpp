// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/tick_table.h"
#include "tests/unit/market/csv_rows.h"

#include <QTest>

#include <limits>

using namespace depthdeck;
using Rounding = TickTable::Rounding;
using namespace Qt::StringLiterals;

namespace {

Price price(const QString &text)
{
    return Price::parse(text.toStdString()).value();
}

Price price(const char *text)
{
    return Price::parse(text).value();
}

TickTable table(const char *increment, const char *vtt = "", const char *cabinet = "")
{
    return TickTable::make(price(increment), vtt, Price::parse(cabinet)).value();
}

/// The integer that @p decimal rounds to. The vectors give increments with up to 18 decimals.
qint64 rounded(const QString &decimal, Rounding rounding)
{
    const auto point = decimal.indexOf(u'.');
    const QString whole = point < 0 ? decimal : decimal.left(point);
    const QString fraction = point < 0 ? QString{} : decimal.mid(point + 1);
    const bool negative = decimal.startsWith(u'-');
    const qint64 towardsZero = whole.toLongLong();
    const qint64 away = towardsZero + (negative ? -1 : 1);
    if (fraction.isEmpty())
        return towardsZero;
    if (rounding == Rounding::Down)
        return negative ? away : towardsZero;
    if (rounding == Rounding::Up)
        return negative ? towardsZero : away;
    const bool half = fraction == u"5"_s;
    if (half)
        return towardsZero % 2 == 0 ? towardsZero : away;
    return fraction.at(0) >= u'5' ? away : towardsZero;
}

} // namespace

class TestTickTable final : public QObject
{
    Q_OBJECT

private slots:
    void vendorVectors_data();
    void vendorVectors();
    void worksThroughTheDocumentedExamples_data();
    void worksThroughTheDocumentedExamples();
    void aDefaultTableStepsByOneUnit();
    void needsAPositiveIncrementOrABase();
    void badRulesLeaveTheMarketUniform_data();
    void badRulesLeaveTheMarketUniform();
    void rulesInAnotherPriceFormatAreScaled();
    void cabinetPricesAreOnTick();
    void steppingCrossesZeroThroughTheCabinetPrice();
    void anOffTickPriceFirstGoesToItsNeighbour_data();
    void anOffTickPriceFirstGoesToItsNeighbour();
    void snappingKnowsItsDirection_data();
    void snappingKnowsItsDirection();
    void nearestTakesTheEvenIncrementOfTwo();
    void countsTicksBetweenPrices();
    void overflowIsNoPrice();
    void boundariesBetweenStepsStayExact();
    void everyIncrementReadsBack_data();
    void everyIncrementReadsBack();
};

void TestTickTable::vendorVectors_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("cabinet");
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("result");
    const auto rows = test::csvRows(u"vpt_vectors.csv"_s);
    QCOMPARE(rows.size(), std::size_t{2001});
    for (const auto &[line, cells] : rows) {
        QCOMPARE(cells.size(), 6);
        QTest::addRow("line %d %s %s", line, qPrintable(cells.at(3)), qPrintable(cells.at(4)))
            << cells.at(0) << cells.at(1) << cells.at(2) << cells.at(3) << cells.at(4) << cells.at(5);
    }
}

void TestTickTable::vendorVectors()
{
    QFETCH(QString, spec);
    QFETCH(QString, base);
    QFETCH(QString, cabinet);
    QFETCH(QString, operation);
    QFETCH(QString, argument);
    QFETCH(QString, result);
    const auto made = TickTable::make(price(base), spec.toStdString(), Price::parse(cabinet.toStdString()));
    QVERIFY(made);
    const TickTable &ticks = *made;
    if (operation == u"valid") {
        QCOMPARE(TickTable::isValidVtt(spec.toStdString()), result == u"true");
    } else if (operation == u"whole") {
        QCOMPARE(ticks.isOnTick(price(argument)), result == u"true");
        QCOMPARE(ticks.incrementsAt(price(argument)).has_value(), result == u"true");
    } else if (operation == u"incAtPrice") {
        QVERIFY(ticks.stepAt(price(argument)) == price(result));
    } else if (operation == u"add") {
        const QStringList parts = argument.split(u',');
        const qint64 count = parts.at(1).toLongLong();
        // From an off-tick price the reference keeps the distance to the grid; ours never leaves the grid again.
        const auto expected = ticks.snapped(price(result), count > 0 ? Rounding::Down : Rounding::Up);
        QCOMPARE(expected == price(result), ticks.isOnTick(price(parts.at(0))));
        QVERIFY(ticks.stepped(price(parts.at(0)), count) == expected);
    } else if (operation == u"p2i") {
        const Price at = price(argument);
        for (const Rounding rounding : {Rounding::Down, Rounding::Nearest, Rounding::Up})
            QCOMPARE(qint64{ticks.nearestIncrements(at, rounding)}, rounded(result, rounding));
        if (result.contains(u'.'))
            QVERIFY(!ticks.incrementsAt(at));
        else
            QCOMPARE(qint64{ticks.incrementsAt(at).value()}, result.toLongLong());
    } else if (operation == u"i2p") {
        // Ours takes whole increments; a fractional one is checked the other way round.
        if (!argument.contains(u'.')) {
            QVERIFY(ticks.priceAt(argument.toLongLong()) == price(result));
        } else {
            QVERIFY(!ticks.isOnTick(price(result)));
            for (const Rounding rounding : {Rounding::Down, Rounding::Nearest, Rounding::Up})
                QCOMPARE(qint64{ticks.nearestIncrements(price(result), rounding)}, rounded(argument, rounding));
        }
    } else {
        QFAIL("an operation that this test does not know");
    }
}

void TestTickTable::worksThroughTheDocumentedExamples_data()
{
    QTest::addColumn<qint64>("increments");
    QTest::addColumn<QString>("result");
    QTest::newRow("on the bound") << qint64{100} << u"500"_s;
    QTest::newRow("beyond") << qint64{101} << u"525"_s;
    QTest::newRow("below") << qint64{-104} << u"-600"_s;
}

void TestTickTable::worksThroughTheDocumentedExamples()
{
    QFETCH(qint64, increments);
    QFETCH(QString, result);
    const TickTable ticks = table("5", "5;P<-500=25;P>500=25;");
    QVERIFY(ticks.priceAt(increments) == price(result));
    QCOMPARE(qint64{ticks.incrementsAt(price(result)).value()}, increments);
}

void TestTickTable::aDefaultTableStepsByOneUnit()
{
    const TickTable ticks;
    QVERIFY(ticks.increment() == Price::fromUnits(1));
    QVERIFY(ticks.stepped(Price::fromUnits(41), 1) == Price::fromUnits(42));
}

void TestTickTable::needsAPositiveIncrementOrABase()
{
    QVERIFY(!TickTable::make(Price{}));
    QVERIFY(!TickTable::make(price("-0.25")));
    QVERIFY(!TickTable::make(Price{}, "abc"));
    QVERIFY(!TickTable::make(Price{}, "0;P>1=2"));
    const auto named = TickTable::make(Price{}, "0.25;P>5=0.5");
    QVERIFY(named);
    QVERIFY(named->increment() == price("0.25"));
    QVERIFY(table("0.01", "0.05;P>3=0.10").increment() == price("0.05")); // the text's base counts
}

void TestTickTable::badRulesLeaveTheMarketUniform_data()
{
    QTest::addColumn<QByteArray>("vtt");
    QTest::newRow("unknown letter") << QByteArray{"5;Q>100=25"};
    QTest::newRow("no base") << QByteArray{";P>100=25"};
    QTest::newRow("negative base") << QByteArray{"-5;P>100=25"};
    QTest::newRow("no bound") << QByteArray{"5;P>=25"};
    QTest::newRow("no number") << QByteArray{"5;P>abc=25"};
    QTest::newRow("no direction") << QByteArray{"5;P=25"};
    QTest::newRow("zero step") << QByteArray{"5;P>100=0"};
    QTest::newRow("negative step") << QByteArray{"5;P>100=-25"};
    QTest::newRow("above a negative bound") << QByteArray{"5;P>-100=25"};
    QTest::newRow("below a positive bound") << QByteArray{"5;P<100=25"};
}

void TestTickTable::badRulesLeaveTheMarketUniform()
{
    QFETCH(QByteArray, vtt);
    QVERIFY(!TickTable::isValidVtt(vtt.toStdString()));
    const auto ticks = TickTable::make(price("10"), vtt.toStdString());
    QVERIFY(ticks);
    QVERIFY(ticks->increment() == price("10"));
    QVERIFY(ticks->stepAt(price("1000")) == price("10"));
}

void TestTickTable::rulesInAnotherPriceFormatAreScaled()
{
    const TickTable down = table("0.05", "5;P<-500=25;P>500=25;");
    QVERIFY(down.increment() == price("0.05"));
    QVERIFY(down.stepped(price("5"), 1) == price("5.25"));
    QVERIFY(down.stepped(price("-5"), -1) == price("-5.25"));
    const TickTable up = table("5", "0.05;P>5=0.25");
    QVERIFY(up.stepped(price("500"), 1) == price("525"));
}

void TestTickTable::cabinetPricesAreOnTick()
{
    const TickTable ticks = table("0.05", "", "0.01");
    QVERIFY(ticks.isOnTick(price("0.01")));
    QVERIFY(!ticks.isOnTick(price("0.02")));
    QVERIFY(!ticks.isOnTick(price("-0.01")));
    QVERIFY(ticks.isOnTick(price("0.05")));
    QVERIFY(!table("0.05", "", "0.05").incrementsAt(price("0.01"))); // not below the increment: changes nothing
    QVERIFY(!table("0.05", "", "-0.01").isOnTick(price("0.01")));
}

void TestTickTable::steppingCrossesZeroThroughTheCabinetPrice()
{
    const TickTable ticks = table("0.05", "", "0.01");
    const char *const ladder[] = {"-0.10", "-0.05", "0", "0.01", "0.05", "0.10"};
    for (std::size_t row = 0; row + 1 < std::size(ladder); ++row) {
        QVERIFY(ticks.stepped(price(ladder[row]), 1) == price(ladder[row + 1]));
        QVERIFY(ticks.stepped(price(ladder[row + 1]), -1) == price(ladder[row]));
    }
    QVERIFY(ticks.stepped(price("-0.10"), 5) == price("0.10"));
}

void TestTickTable::anOffTickPriceFirstGoesToItsNeighbour_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<qint64>("ticks");
    QTest::addColumn<QString>("to");
    QTest::newRow("one up") << u"10.1"_s << qint64{1} << u"10.25"_s;
    QTest::newRow("two up") << u"10.1"_s << qint64{2} << u"10.5"_s;
    QTest::newRow("one down") << u"10.1"_s << qint64{-1} << u"10"_s;
    QTest::newRow("two down") << u"10.1"_s << qint64{-2} << u"9.75"_s;
    QTest::newRow("stays") << u"10.1"_s << qint64{0} << u"10.1"_s;
    QTest::newRow("negative, up") << u"-10.1"_s << qint64{1} << u"-10"_s;
    QTest::newRow("negative, down") << u"-10.1"_s << qint64{-1} << u"-10.25"_s;
    QTest::newRow("on tick") << u"-10.25"_s << qint64{3} << u"-9.5"_s;
}

void TestTickTable::anOffTickPriceFirstGoesToItsNeighbour()
{
    QFETCH(QString, from);
    QFETCH(qint64, ticks);
    QFETCH(QString, to);
    QVERIFY(table("0.25").stepped(price(from), ticks) == price(to));
}

void TestTickTable::snappingKnowsItsDirection_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("down");
    QTest::addColumn<QString>("nearest");
    QTest::addColumn<QString>("up");
    QTest::newRow("on tick") << u"525"_s << u"525"_s << u"525"_s << u"525"_s;
    QTest::newRow("inner") << u"7"_s << u"5"_s << u"5"_s << u"10"_s;
    QTest::newRow("outer") << u"520"_s << u"500"_s << u"525"_s << u"525"_s;
    QTest::newRow("negative inner") << u"-7"_s << u"-10"_s << u"-5"_s << u"-5"_s;
    QTest::newRow("negative outer") << u"-505"_s << u"-525"_s << u"-500"_s << u"-500"_s;
}

void TestTickTable::snappingKnowsItsDirection()
{
    QFETCH(QString, from);
    QFETCH(QString, down);
    QFETCH(QString, nearest);
    QFETCH(QString, up);
    const TickTable ticks = table("5", "5;P<-500=25;P>500=25");
    QVERIFY(ticks.snapped(price(from), Rounding::Down) == price(down));
    QVERIFY(ticks.snapped(price(from), Rounding::Nearest) == price(nearest));
    QVERIFY(ticks.snapped(price(from), Rounding::Up) == price(up));
}

void TestTickTable::nearestTakesTheEvenIncrementOfTwo()
{
    const TickTable ticks = table("2");
    QCOMPARE(qint64{ticks.nearestIncrements(price("1"), Rounding::Nearest)}, qint64{0});
    QCOMPARE(qint64{ticks.nearestIncrements(price("3"), Rounding::Nearest)}, qint64{2});
    QCOMPARE(qint64{ticks.nearestIncrements(price("-1"), Rounding::Nearest)}, qint64{0});
    QCOMPARE(qint64{ticks.nearestIncrements(price("-3"), Rounding::Nearest)}, qint64{-2});
}

void TestTickTable::countsTicksBetweenPrices()
{
    const TickTable ticks = table("5", "5;P<-500=25;P>500=25");
    QCOMPARE(qint64{ticks.ticksBetween(price("495"), price("525")).value()}, qint64{2});
    QCOMPARE(qint64{ticks.ticksBetween(price("525"), price("495")).value()}, qint64{-2});
    QVERIFY(!ticks.ticksBetween(price("496"), price("525")));
    QVERIFY(!ticks.ticksBetween(price("495"), price("510")));
}

void TestTickTable::overflowIsNoPrice()
{
    constexpr auto smallest = std::numeric_limits<std::int64_t>::min();
    constexpr auto largest = std::numeric_limits<std::int64_t>::max();
    const TickTable quarters = table("0.25");
    QVERIFY(!quarters.priceAt(largest));
    QVERIFY(!quarters.priceAt(smallest));
    QVERIFY(!quarters.stepped(price("0.25"), largest));
    QVERIFY(!quarters.stepped(price("9223372036.75"), 1));
    QVERIFY(!quarters.snapped(Price::fromUnits(largest), Rounding::Up));
    QVERIFY(quarters.snapped(Price::fromUnits(largest), Rounding::Down) == price("9223372036.75"));
    const TickTable units;
    QVERIFY(units.priceAt(smallest) == Price::fromUnits(smallest));
    QCOMPARE(qint64{units.incrementsAt(Price::fromUnits(smallest)).value()}, qint64{smallest});
    QVERIFY(!units.ticksBetween(Price::fromUnits(smallest), Price::fromUnits(largest)));
    QVERIFY(table("5", "5;P>9000000000=9000000000").isOnTick(price("9000000000")));
}

void TestTickTable::boundariesBetweenStepsStayExact()
{
    // 12 is no multiple of 5: the third increment is 2 of the 5 to the bound and 3/5 of the 10 beyond.
    const TickTable ticks = table("5", "5;P>12=10");
    QVERIFY(ticks.priceAt(2) == price("10"));
    QVERIFY(ticks.priceAt(3) == price("18"));
    QCOMPARE(qint64{ticks.incrementsAt(price("18")).value()}, qint64{3});
    QVERIFY(!ticks.isOnTick(price("12")));
    const TickTable thirds = table("3", "3;P>1=0.000000001");
    QVERIFY(!thirds.priceAt(1)); // would need more than nine decimals
}

void TestTickTable::everyIncrementReadsBack_data()
{
    QTest::addColumn<QByteArray>("increment");
    QTest::addColumn<QByteArray>("vtt");
    QTest::addColumn<QByteArray>("cabinet");
    QTest::newRow("quarters") << QByteArray{"0.25"} << QByteArray{} << QByteArray{};
    QTest::newRow("half 32nds") << QByteArray{"0.015625"} << QByteArray{} << QByteArray{};
    QTest::newRow("variable") << QByteArray{"0.05"} << QByteArray{"0.05;P<-5=0.25;P>5=0.25"} << QByteArray{"0.01"};
    QTest::newRow("three levels") << QByteArray{"5"} << QByteArray{"5;P>300=50;P>100=10;P<-100=20"} << QByteArray{};
}

void TestTickTable::everyIncrementReadsBack()
{
    QFETCH(QByteArray, increment);
    QFETCH(QByteArray, vtt);
    QFETCH(QByteArray, cabinet);
    const TickTable ticks = table(increment.constData(), vtt.constData(), cabinet.constData());
    for (std::int64_t increments = -300; increments <= 300; ++increments) {
        const auto at = ticks.priceAt(increments);
        QVERIFY(at);
        QCOMPARE(qint64{ticks.incrementsAt(*at).value()}, qint64{increments});
        QVERIFY(ticks.stepped(*at, 1) == ticks.priceAt(increments + 1));
        QVERIFY(ticks.priceAt(increments + 1) > at);
    }
}

QTEST_GUILESS_MAIN(TestTickTable)
#include "test_tick_table.moc"
