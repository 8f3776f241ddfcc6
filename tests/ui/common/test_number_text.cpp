// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/number_text.h"

#include <QTest>

#include <limits>

namespace depthdeck::ui {

class TestNumberText : public QObject
{
    Q_OBJECT

private slots:
    void pricesHaveATrueMinus();
    void changesHaveSignAndArrow();
    void moneyHasItsSign_data();
    void moneyHasItsSign();
    void moneyNamesItsCurrency();
    void absentFiguresReadAsADash();
    void timesAreChicagosInWinterAndSummer_data();
    void timesAreChicagosInWinterAndSummer();
    void durationsHaveThreeDigitsAndAUnit_data();
    void durationsHaveThreeDigitsAndAUnit();
    void quantitiesAreGroupedAndSigned();
};

void TestNumberText::pricesHaveATrueMinus()
{
    Market market;
    market.format = PriceFormat::decimal(2);
    QCOMPARE(priceText(&market, *Price::parse("-58.9")), QStringLiteral("\u221258.90"));
    QCOMPARE(priceText(&market, *Price::parse("6025.25")), QStringLiteral("6025.25"));
    QCOMPARE(priceText(nullptr, *Price::parse("-0.5")), QStringLiteral("\u22120.5"));
}

void TestNumberText::changesHaveSignAndArrow()
{
    Market market;
    market.format = PriceFormat::decimal(2);
    QCOMPARE(changeText(&market, *Price::parse("18.75")), QStringLiteral("▲ +18.75"));
    QCOMPARE(changeText(&market, *Price::parse("-0.58")), QStringLiteral("▼ \u22120.58"));
    QCOMPARE(changeText(&market, Price{}), QStringLiteral("0.00"));
    QCOMPARE(changeText(&market, std::nullopt), QStringLiteral("–"));
}

void TestNumberText::moneyHasItsSign_data()
{
    QTest::addColumn<double>("amount");
    QTest::addColumn<QString>("text");
    QTest::newRow("gain") << 2944.5 << QStringLiteral("▲ +2,944.50");
    QTest::newRow("loss") << -120.0 << QStringLiteral("▼ \u2212120.00");
    QTest::newRow("zero") << 0.0 << QStringLiteral("0.00");
    QTest::newRow("minus nothing") << -0.001 << QStringLiteral("0.00");
    QTest::newRow("a million") << 1234567.891 << QStringLiteral("▲ +1,234,567.89");
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << QStringLiteral("–");
}

void TestNumberText::moneyHasItsSign()
{
    QFETCH(const double, amount);
    QFETCH(const QString, text);
    QCOMPARE(signedMoneyText(amount), text);
}

void TestNumberText::moneyNamesItsCurrency()
{
    QCOMPARE(moneyText(188400.0, "USD"), QStringLiteral("$188,400.00"));
    QCOMPARE(moneyText(-5.0, "EUR"), QStringLiteral("\u2212€5.00"));
    QCOMPARE(moneyText(5.0, "CHF"), QStringLiteral("5.00 CHF"));
}

void TestNumberText::absentFiguresReadAsADash()
{
    QCOMPARE(priceText(nullptr, std::optional<Price>{}), QStringLiteral("–"));
    QCOMPARE(moneyText(std::optional<double>{}), QStringLiteral("–"));
    QCOMPARE(timeText(std::optional<WallTime>{}), QStringLiteral("–"));
}

void TestNumberText::timesAreChicagosInWinterAndSummer_data()
{
    QTest::addColumn<qint64>("unixMilliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("winter, -6") << Q_INT64_C(1767225600147) << QStringLiteral("18:00:00.147");
    QTest::newRow("summer, -5") << Q_INT64_C(1782864000005) << QStringLiteral("19:00:00.005");
    QTest::newRow("before the spring change") << Q_INT64_C(1772956799999) << QStringLiteral("01:59:59.999");
    QTest::newRow("after the spring change") << Q_INT64_C(1772956800000) << QStringLiteral("03:00:00.000");
    QTest::newRow("before 1970") << Q_INT64_C(-1) << QStringLiteral("17:59:59.999");
}

void TestNumberText::timesAreChicagosInWinterAndSummer()
{
    QFETCH(const qint64, unixMilliseconds);
    QFETCH(const QString, text);
    const WallTime time{std::chrono::milliseconds{unixMilliseconds}};
    QCOMPARE(timeText(time), text);
    QCOMPARE(timeText(time), text); // once more through the cached offset
    QCOMPARE(secondsText(time), text.left(8));
}

void TestNumberText::durationsHaveThreeDigitsAndAUnit_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("microseconds") << Q_INT64_C(210'000) << QStringLiteral("210 µs");
    QTest::newRow("milliseconds") << Q_INT64_C(12'400'000) << QStringLiteral("12.4 ms");
    QTest::newRow("many milliseconds") << Q_INT64_C(345'000'000) << QStringLiteral("345 ms");
    QTest::newRow("almost a second") << Q_INT64_C(999'700'000) << QStringLiteral("1.0 s");
    QTest::newRow("seconds") << Q_INT64_C(2'100'000'000) << QStringLiteral("2.1 s");
}

void TestNumberText::durationsHaveThreeDigitsAndAUnit()
{
    QFETCH(const qint64, nanoseconds);
    QFETCH(const QString, text);
    QCOMPARE(durationText(std::chrono::nanoseconds{nanoseconds}), text);
}

void TestNumberText::quantitiesAreGroupedAndSigned()
{
    QCOMPARE(quantityText(Quantity{1234}), QStringLiteral("1,234"));
    QCOMPARE(signedQuantityText(Quantity{3}), QStringLiteral("+3"));
    QCOMPARE(signedQuantityText(Quantity{-2}), QStringLiteral("\u22122"));
    QCOMPARE(signedQuantityText(Quantity{0}), QStringLiteral("0"));
}

} // namespace depthdeck::ui

QTEST_GUILESS_MAIN(depthdeck::ui::TestNumberText)
#include "test_number_text.moc"
