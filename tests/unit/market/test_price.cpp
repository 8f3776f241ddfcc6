// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/price.h"

#include <QTest>

#include <limits>

using depthdeck::Price;

namespace {

constexpr qint64 smallest = std::numeric_limits<qint64>::min();
constexpr qint64 largest = std::numeric_limits<qint64>::max();

} // namespace

class TestPrice final : public QObject
{
    Q_OBJECT

private slots:
    void parsesWireText_data();
    void parsesWireText();
    void refusesWhatIsNoPrice_data();
    void refusesWhatIsNoPrice();
    void writesWireText_data();
    void writesWireText();
    void everyUnitsCountReadsBack_data();
    void everyUnitsCountReadsBack();
    void sumsAreCheckedForOverflow();
    void ordersByValue();
};

void TestPrice::parsesWireText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("units");
    QTest::newRow("whole") << QByteArray{"5955"} << qint64{5'955'000'000'000};
    QTest::newRow("decimals") << QByteArray{"5954.75"} << qint64{5'954'750'000'000};
    QTest::newRow("negative") << QByteArray{"-12.25"} << qint64{-12'250'000'000};
    QTest::newRow("zero") << QByteArray{"0"} << qint64{0};
    QTest::newRow("minus zero") << QByteArray{"-0.00"} << qint64{0};
    QTest::newRow("plus") << QByteArray{"+1.5"} << qint64{1'500'000'000};
    QTest::newRow("nine decimals") << QByteArray{"0.000000001"} << qint64{1};
    QTest::newRow("zeros beyond nine decimals")
        << QByteArray{"625450.000000000000000000"} << qint64{625'450'000'000'000};
    QTest::newRow("no digit before the point") << QByteArray{".5"} << qint64{500'000'000};
    QTest::newRow("no digit behind the point") << QByteArray{"7."} << qint64{7'000'000'000};
    QTest::newRow("leading zeros") << QByteArray{"0000000000000000000000012"} << qint64{12'000'000'000};
    QTest::newRow("exponent") << QByteArray{"5.95475e3"} << qint64{5'954'750'000'000};
    QTest::newRow("negative exponent") << QByteArray{"-25E-2"} << qint64{-250'000'000};
    QTest::newRow("signed exponent") << QByteArray{"1e+2"} << qint64{100'000'000'000};
    QTest::newRow("zero with any exponent") << QByteArray{"0e999"} << qint64{0};
    QTest::newRow("ten decimals, exponent saves them") << QByteArray{"0.1234567891e1"} << qint64{1'234'567'891};
    QTest::newRow("largest") << QByteArray{"9223372036.854775807"} << largest;
    QTest::newRow("smallest") << QByteArray{"-9223372036.854775808"} << smallest;
}

void TestPrice::parsesWireText()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, units);
    const auto price = Price::parse(text.toStdString());
    QVERIFY(price);
    QCOMPARE(static_cast<qint64>(price->units()), units);
}

void TestPrice::refusesWhatIsNoPrice_data()
{
    QTest::addColumn<QByteArray>("text");
    const char *const texts[] = {"",
                                 " ",
                                 "-",
                                 "+",
                                 ".",
                                 "-.",
                                 "--1",
                                 "+-1",
                                 "1-",
                                 " 1",
                                 "1 ",
                                 "1,000",
                                 "1.2.3",
                                 "1'16",
                                 "0x10",
                                 "nan",
                                 "inf",
                                 "1f",
                                 "e5",
                                 "1e",
                                 "1e+",
                                 "1e-",
                                 "1e+-3",
                                 "1e--3",
                                 "1e1.5",
                                 "1e5x",
                                 "1e1000",
                                 "1e-1000",
                                 "1e19",
                                 "1e-10",
                                 "0.0000000001",
                                 "1.0000000005",
                                 "9223372036.854775808",
                                 "-9223372036.854775809",
                                 "99999999999.25",
                                 "18446744073709551616",
                                 "1.00000000000000000000000001",
                                 "\xE2\x88\x92"
                                 "1",
                                 "\xD9\xA1"};
    for (const char *const text : texts)
        QTest::addRow("\"%s\"", text) << QByteArray{text};
    QTest::newRow("a zero byte") << QByteArray{"1\0", 2};
}

void TestPrice::refusesWhatIsNoPrice()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Price::parse(text.toStdString()));
}

void TestPrice::writesWireText_data()
{
    QTest::addColumn<qint64>("units");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("digits asked for") << qint64{5'954'750'000'000} << 4 << QByteArray{"5954.7500"};
    QTest::newRow("more where needed") << qint64{5'954'750'000'000} << 1 << QByteArray{"5954.75"};
    QTest::newRow("whole") << qint64{5'955'000'000'000} << 0 << QByteArray{"5955"};
    QTest::newRow("below one") << qint64{-50'000'000} << 2 << QByteArray{"-0.05"};
    QTest::newRow("zero has no minus") << qint64{0} << 2 << QByteArray{"0.00"};
    QTest::newRow("negative count of digits") << qint64{1'500'000'000} << -3 << QByteArray{"1.5"};
    QTest::newRow("too many digits") << qint64{1'000'000'000} << 20 << QByteArray{"1.000000000"};
    QTest::newRow("largest") << largest << 0 << QByteArray{"9223372036.854775807"};
    QTest::newRow("smallest") << smallest << 0 << QByteArray{"-9223372036.854775808"};
}

void TestPrice::writesWireText()
{
    QFETCH(qint64, units);
    QFETCH(int, decimals);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(Price::fromUnits(units).toWire(decimals)), text);
}

void TestPrice::everyUnitsCountReadsBack_data()
{
    QTest::addColumn<qint64>("units");
    for (const qint64 units : {smallest, smallest + 1, qint64{-1}, qint64{0}, qint64{1}, qint64{999'999'999},
                               qint64{1'000'000'000}, qint64{-1'000'000'001}, largest - 1, largest})
        QTest::addRow("%lld", static_cast<long long>(units)) << units;
}

void TestPrice::everyUnitsCountReadsBack()
{
    QFETCH(qint64, units);
    const Price price = Price::fromUnits(units);
    QVERIFY(Price::parse(price.toWire()) == price);
    QVERIFY(Price::parse(price.toWire(9)) == price);
}

void TestPrice::sumsAreCheckedForOverflow()
{
    const Price one = Price::fromUnits(1);
    const Price top = Price::fromUnits(largest);
    const Price bottom = Price::fromUnits(smallest);
    QVERIFY(one.plus(one) == Price::fromUnits(2));
    QVERIFY(!top.plus(one));
    QVERIFY(one.minus(one) == Price{});
    QVERIFY(!bottom.minus(one));
    QVERIFY(one.times(-7) == Price::fromUnits(-7));
    QVERIFY(!top.times(2));
    QVERIFY(!bottom.times(-1));
    QVERIFY(Price::fromUnits(-5).magnitude() == Price::fromUnits(5));
    QVERIFY(!bottom.magnitude());
}

void TestPrice::ordersByValue()
{
    QVERIFY(Price::fromUnits(-1) < Price{});
    QVERIFY(Price::fromUnits(2) > Price::fromUnits(1));
    QVERIFY(Price::fromUnits(-1).isNegative());
    QVERIFY(Price{}.isZero());
    QCOMPARE(std::hash<Price>{}(Price::fromUnits(4)), std::hash<Price>{}(Price::fromUnits(4)));
}

QTEST_GUILESS_MAIN(TestPrice)
#include "test_price.moc"
