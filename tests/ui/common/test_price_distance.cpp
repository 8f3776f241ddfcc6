// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/price_distance.h"

#include <QTest>

namespace depthdeck::ui {

namespace {

Price price(const char *text)
{
    return *Price::parse(text);
}

// Quarters from -5 to 5, halves outside; 10 a quarter.
DistanceBasis vttBasis(const char *from, bool upwards)
{
    DistanceBasis basis;
    basis.ticks = *TickTable::make(price("0.25"), "0.25;P<-5=0.5;P>5=0.5;");
    basis.tickValue = 10;
    basis.from = price(from);
    basis.upwards = upwards;
    return basis;
}

} // namespace

class TestPriceDistance : public QObject
{
    Q_OBJECT

private slots:
    void ticksGoThroughTheMarketsTable_data();
    void ticksGoThroughTheMarketsTable();
    void aPriceTheWrongWayHasNegativeTicks();
    void moneyCountsWhatEachTickIsWorth_data();
    void moneyCountsWhatEachTickIsWorth();
    void moneyNeverChoosesMoreThanAsked();
    void withoutAStartAPriceHasNoTicks();
    void ticksReadAsWords();
};

void TestPriceDistance::ticksGoThroughTheMarketsTable_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<bool>("upwards");
    QTest::addColumn<int>("ticks");
    QTest::addColumn<QString>("to");
    QTest::newRow("inside") << QStringLiteral("4") << true << 2 << QStringLiteral("4.5");
    QTest::newRow("over the bound") << QStringLiteral("4.75") << true << 3 << QStringLiteral("6");
    QTest::newRow("back over it") << QStringLiteral("6") << false << 3 << QStringLiteral("4.75");
    QTest::newRow("below zero") << QStringLiteral("-4.75") << false << 2 << QStringLiteral("-5.5");
}

void TestPriceDistance::ticksGoThroughTheMarketsTable()
{
    QFETCH(QString, from);
    QFETCH(bool, upwards);
    QFETCH(int, ticks);
    QFETCH(QString, to);
    const DistanceBasis basis = vttBasis(from.toLatin1(), upwards);
    const Distance there = distanceOfTicks(basis, ticks);
    QCOMPARE(there.price, Price::parse(to.toStdString()));
    QCOMPARE(distanceToPrice(basis, *there.price), there);
}

void TestPriceDistance::aPriceTheWrongWayHasNegativeTicks()
{
    const Distance wrong = distanceToPrice(vttBasis("4", false), price("4.5"));
    QCOMPARE(wrong.ticks, std::optional<std::int64_t>{-2});
    QCOMPARE(wrong.difference, std::optional{price("0.5")});
    QCOMPARE(wrong.money, std::optional{20.0});
}

void TestPriceDistance::moneyCountsWhatEachTickIsWorth_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<double>("money");
    QTest::addColumn<int>("ticks");
    QTest::newRow("quarters") << QStringLiteral("4") << 20.0 << 2;
    QTest::newRow("halves are worth twice as much") << QStringLiteral("6") << 40.0 << 2;
    QTest::newRow("over the bound") << QStringLiteral("4.75") << 50.0 << 3;
    QTest::newRow("a rest buys no tick") << QStringLiteral("4") << 29.99 << 2;
}

void TestPriceDistance::moneyCountsWhatEachTickIsWorth()
{
    QFETCH(QString, from);
    QFETCH(double, money);
    QFETCH(int, ticks);
    const auto distance = distanceOfMoney(vttBasis(from.toLatin1(), true), money);
    QVERIFY(distance);
    QCOMPARE(distance->ticks, std::optional<std::int64_t>{ticks});
}

void TestPriceDistance::moneyNeverChoosesMoreThanAsked()
{
    DistanceBasis basis = vttBasis("0", true);
    basis.lots = Quantity{3};
    for (int cents = 3'000; cents < 9'000; cents += 37) {
        const auto distance = distanceOfMoney(basis, cents / 100.0);
        QVERIFY(distance);
        QVERIFY(*distance->money <= cents / 100.0 + 0.005);
        QVERIFY(*distanceOfTicks(basis, *distance->ticks + 1).money > cents / 100.0);
    }
    QVERIFY(!distanceOfMoney(basis, 29.99)); // less than one tick of three lots
    QVERIFY(!distanceOfMoney(basis, 0));
    basis.tickValue.reset();
    QVERIFY(!distanceOfMoney(basis, 1'000));
}

void TestPriceDistance::withoutAStartAPriceHasNoTicks()
{
    DistanceBasis basis = vttBasis("0", false);
    basis.from.reset();
    QVERIFY(!distanceToPrice(basis, price("4")).ticks);
    QCOMPARE(distanceToPrice(basis, price("4")).price, std::optional{price("4")});
    QCOMPARE(distanceOfTicks(basis, 3).difference, std::optional{price("-0.75")});
    QVERIFY(!distanceOfTicks(basis, 3).price);
}

void TestPriceDistance::ticksReadAsWords()
{
    QCOMPARE(ticksText(1), QStringLiteral("1 tick"));
    QCOMPARE(ticksText(8), QStringLiteral("8 ticks"));
    QCOMPARE(signedTicksText(8), QStringLiteral("+8 ticks"));
    QCOMPARE(signedTicksText(-1), QString::fromUtf8("−1 tick"));
    QCOMPARE(signedTicksText(0), QStringLiteral("0 ticks"));
}

} // namespace depthdeck::ui

QTEST_MAIN(depthdeck::ui::TestPriceDistance)
#include "test_price_distance.moc"
