// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/profit_and_loss.h"
#include "tests/unit/trading/order_messages.h"

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;

class TestProfitAndLoss : public QObject
{
    Q_OBJECT

private slots:
    void openProfitIsExact_data();
    void openProfitIsExact();
    void overflowIsNoProfit();
    void valuationFollowsTheServersOrder();
};

void TestProfitAndLoss::openProfitIsExact_data()
{
    QTest::addColumn<QString>("average");
    QTest::addColumn<QString>("valuation");
    QTest::addColumn<int>("net");
    QTest::addColumn<QString>("pointValue");
    QTest::addColumn<QString>("profit");
    QTest::newRow("long ES, one tick up") << "5954.75"
                                          << "5955" << 2 << "50"
                                          << "25";
    QTest::newRow("short ES, one tick up") << "5954.75"
                                           << "5955" << -2 << "50"
                                           << "-25";
    QTest::newRow("treasury 32nds") << "110.015625"
                                    << "110" << 1 << "1000"
                                    << "-15.625";
    QTest::newRow("spread through zero") << "-0.25"
                                         << "0.5" << 3 << "50"
                                         << "112.5";
    QTest::newRow("average between ticks") << "100.333333333"
                                           << "100" << 3 << "12.5"
                                           << "-12.4999999875";
    QTest::newRow("flat") << "1"
                          << "2" << 0 << "50"
                          << "0";
}

void TestProfitAndLoss::openProfitIsExact()
{
    QFETCH(QString, average);
    QFETCH(QString, valuation);
    QFETCH(int, net);
    QFETCH(QString, pointValue);
    QFETCH(QString, profit);
    const auto parsed = [](const QString &text) { return *Price::parse(text.toStdString()); };
    const std::optional<Price> result = openProfit(parsed(average), parsed(valuation), {net}, parsed(pointValue));
    QVERIFY(result.has_value());
    // -12.4999999875 needs ten decimals: rounded half-even to nine.
    const QString expected = profit == QStringLiteral("-12.4999999875") ? QStringLiteral("-12.499999988") : profit;
    QCOMPARE(QString::fromStdString(result->toWire()), expected);
}

void TestProfitAndLoss::overflowIsNoProfit()
{
    const Price huge = Price::fromUnits(std::numeric_limits<std::int64_t>::max());
    QVERIFY(!openProfit(Price::fromUnits(-1), huge, {1}, price("1")));
    QVERIFY(!openProfit({}, huge, {2}, price("1")));
    QVERIFY(!openProfit({}, huge, {1}, price("50")));
}

void TestProfitAndLoss::valuationFollowsTheServersOrder()
{
    DepthBook book;
    book.bids.push_back({price("99"), {1}, 0});
    book.offers.push_back({price("101"), {1}, 0});
    Quote quote;
    quote.last = price("100");
    quote.settlement = price("98");
    QVERIFY(valuationPrice(Valuation::OppositeBest, {1}, book, quote) == price("99"));
    QVERIFY(valuationPrice(Valuation::OppositeBest, {-1}, book, quote) == price("101"));
    QVERIFY(valuationPrice(Valuation::LastTrade, {1}, book, quote) == price("100"));
    book = {};
    QVERIFY(valuationPrice(Valuation::OppositeBest, {1}, book, quote) == price("100"));
    quote.last.reset();
    QVERIFY(valuationPrice(Valuation::OppositeBest, {1}, book, quote) == price("98"));
    QVERIFY(valuationPrice(Valuation::LastTrade, {1}, book, quote) == price("98"));
    QVERIFY(!valuationPrice(Valuation::LastTrade, {0}, book, quote));
}

QTEST_APPLESS_MAIN(TestProfitAndLoss)
#include "test_profit_and_loss.moc"
