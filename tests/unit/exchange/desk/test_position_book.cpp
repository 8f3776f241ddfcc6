// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/account_desk.h"
#include "app/exchange/desk/position.h"
#include "tests/unit/exchange/desk/sample_markets.h"

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::exchange;
using test::price;

namespace {

struct Fill
{
    Side side;
    std::int32_t volume;
    const char *at;
};

const Price esPoint = price("50");

} // namespace

Q_DECLARE_METATYPE(std::vector<Fill>)

class TestPositionBook : public QObject
{
    Q_OBJECT

private slots:
    void averagesAndRealises_data();
    void averagesAndRealises();
    void realisedPlusUnrealisedIsExactWhateverWasRounded();
    void unrealisedUsesTheOppositeBestPriceAndThenLastAndThenSettlement();
    void aPositionWithoutAnyPriceHasNoData();
    void aNewDayCarriesLotsAtSettlement();
    void feesAndRealisedGoToTheBalanceOverNight();
    void aBustedFillIsAsIfItHadNeverBeen();
    void moneyReadsLikeMoney();
};

void TestPositionBook::averagesAndRealises_data()
{
    QTest::addColumn<std::vector<Fill>>("fills");
    QTest::addColumn<int>("net");
    QTest::addColumn<QString>("average");
    QTest::addColumn<QString>("realised"); // dollars at 50 a point
    using Fills = std::vector<Fill>;
    QTest::newRow("flat") << Fills{} << 0 << ""
                          << "0";
    QTest::newRow("long one fill") << Fills{{Side::Buy, 2, "100"}} << 2 << "100"
                                   << "0";
    QTest::newRow("long averages up") << Fills{{Side::Buy, 1, "100"}, {Side::Buy, 3, "104"}} << 4 << "103"
                                      << "0";
    QTest::newRow("long partly closed keeps its average")
        << Fills{{Side::Buy, 4, "100"}, {Side::Sell, 1, "110"}} << 3 << "100"
        << "500";
    QTest::newRow("short one fill") << Fills{{Side::Sell, 2, "100"}} << -2 << "100"
                                    << "0";
    QTest::newRow("short covered with a gain") << Fills{{Side::Sell, 2, "100"}, {Side::Buy, 2, "99.5"}} << 0 << ""
                                               << "50";
    QTest::newRow("short covered with a loss") << Fills{{Side::Sell, 2, "100"}, {Side::Buy, 2, "101"}} << 0 << ""
                                               << "-100";
    QTest::newRow("flip long to short") << Fills{{Side::Buy, 2, "100"}, {Side::Sell, 5, "101"}} << -3 << "101"
                                        << "100";
    QTest::newRow("flip short to long") << Fills{{Side::Sell, 1, "100"}, {Side::Buy, 2, "99"}} << 1 << "99"
                                        << "50";
    QTest::newRow("negative prices") << Fills{{Side::Buy, 1, "-2"}, {Side::Sell, 1, "-1"}} << 0 << ""
                                     << "50";
    QTest::newRow("an average between the units")
        << Fills{{Side::Buy, 1, "1"}, {Side::Buy, 2, "2"}} << 3 << "1.666666667"
        << "0";
}

void TestPositionBook::averagesAndRealises()
{
    QFETCH(std::vector<Fill>, fills);
    QFETCH(int, net);
    QFETCH(QString, average);
    QFETCH(QString, realised);
    PositionBook book;
    for (const Fill &fill : fills)
        book.apply(fill.side, fill.volume, price(fill.at));
    QCOMPARE(book.net(), net);
    QCOMPARE(book.buys() - book.sells(), net);
    const auto mean = book.averageOpen();
    QCOMPARE(mean ? QString::fromStdString(mean->toWire()) : QString{}, average);
    QCOMPARE(Money::ofPriceLots(book.realised(), esPoint).nanos, price(realised.toStdString()).units());
}

void TestPositionBook::realisedPlusUnrealisedIsExactWhateverWasRounded()
{
    PositionBook book;
    Int128 cash = 0; // what the trades paid, in price units
    std::uint32_t state = 7;
    for (int step = 0; step < 2000; ++step) {
        state = state * 1664525 + 1013904223;
        const Side side = (state >> 16) % 2 == 0 ? Side::Buy : Side::Sell;
        const auto volume = static_cast<std::int32_t>((state >> 20) % 7 + 1);
        const Price at = Price::fromUnits(static_cast<std::int64_t>(state % 1000) * 250'000'000 - 100'000'000'000);
        book.apply(side, volume, at);
        cash += Int128{at.units()} * (side == Side::Buy ? -volume : volume);
        const Price mark = price("12.25");
        QVERIFY(book.realised() + book.unrealised(mark) == cash + Int128{mark.units()} * book.net());
    }
}

void TestPositionBook::unrealisedUsesTheOppositeBestPriceAndThenLastAndThenSettlement()
{
    Position position;
    position.total.apply(Side::Buy, 2, price("100"));
    position.day = position.total;
    MarketPrices prices{price("101"), price("101.25"), price("102"), price("90")};
    QCOMPARE(valued(position, esPoint, prices).upl.dollars(), 100.0);
    QCOMPARE(valued(position, esPoint, prices).uplTrade.dollars(), 200.0);
    prices.bid.reset();
    QCOMPARE(valued(position, esPoint, prices).upl.dollars(), 200.0);
    prices.last.reset();
    QCOMPARE(valued(position, esPoint, prices).upl.dollars(), -1000.0);
    QCOMPARE(valued(position, esPoint, prices).uplTrade.dollars(), -1000.0);

    Position sold;
    sold.total.apply(Side::Sell, 1, price("100"));
    sold.day = sold.total;
    prices = {price("101"), price("101.25"), {}, {}};
    QCOMPARE(valued(sold, esPoint, prices).upl.dollars(), -62.5);
}

void TestPositionBook::aPositionWithoutAnyPriceHasNoData()
{
    Position position;
    QVERIFY(valued(position, esPoint, {}).hasData); // flat: nothing to value
    position.total.apply(Side::Buy, 1, price("1"));
    QVERIFY(!valued(position, esPoint, {}).hasData);
}

void TestPositionBook::aNewDayCarriesLotsAtSettlement()
{
    Position position;
    position.total.apply(Side::Buy, 3, price("100"));
    position.total.apply(Side::Sell, 1, price("103"));
    carryOver(position, esPoint, price("104"));
    QCOMPARE(position.overnight, 2);
    QCOMPARE(position.previousRealised.dollars(), 150.0);
    QCOMPARE(position.overnightUnrealised.dollars(), 400.0);
    QCOMPARE(position.total.buys(), 2);
    QCOMPARE(position.total.sells(), 0);
    const PositionProfit profit = valued(position, esPoint, {price("105"), {}, price("105"), {}});
    QCOMPARE(profit.rpl.dollars(), 0.0);
    QCOMPARE(profit.upl.dollars(), 500.0);    // against the price paid
    QCOMPARE(profit.dayUpl.dollars(), 100.0); // against the settlement carried at
}

void TestPositionBook::feesAndRealisedGoToTheBalanceOverNight()
{
    const MarketSpecs markets{test::es()};
    AccountSpec spec;
    spec.id = AccountId{"A"};
    spec.balance = Money::fromDollars(1000);
    AccountDesk desk{{spec}, markets};
    desk.applyFill(0, 0, Side::Buy, 1, price("100"));
    desk.applyFill(0, 0, Side::Sell, 1, price("102"));
    desk.chargeFee(0, 0, 2);
    const auto noPrices = [](MarketIndex) { return MarketPrices{}; };
    QCOMPARE(desk.figures(0, noPrices).rpl.dollars(), 100.0);
    QCOMPARE(desk.figures(0, noPrices).fees.dollars(), 2.5);
    QCOMPARE(desk.figures(0, noPrices).availableCash.dollars(), 1097.5);
    desk.rollOver(noPrices);
    QCOMPARE(desk.account(0).balance.dollars(), 1097.5);
    QCOMPARE(desk.figures(0, noPrices).rpl.dollars(), 0.0);
    QCOMPARE(desk.figures(0, noPrices).availableCash.dollars(), 1097.5);
}

void TestPositionBook::aBustedFillIsAsIfItHadNeverBeen()
{
    Position with;
    Position without;
    carryOver(with, esPoint, price("90"));
    with.book({Side::Buy, 4, price("100")});
    with.book({Side::Buy, 3, price("110")});
    with.book({Side::Sell, 5, price("120")});
    without.book({Side::Buy, 4, price("100")});
    without.book({Side::Sell, 5, price("120")});
    QVERIFY(with.unbook({Side::Buy, 3, price("110")}));
    QCOMPARE(with.total.net(), -1);
    QCOMPARE(with.dayBuys, 4);
    QVERIFY(with.total.realised() == without.total.realised());
    QVERIFY(with.total.averageOpen() == without.total.averageOpen());
    QVERIFY(!with.unbook({Side::Buy, 3, price("110")})); // only once
    carryOver(with, esPoint, price("90"));
    QVERIFY(!with.unbook({Side::Sell, 5, price("120")})); // yesterday's stay
    QCOMPARE(with.total.net(), -1);
}

void TestPositionBook::moneyReadsLikeMoney()
{
    QCOMPARE(Money{}.text(), std::string{"0.00"});
    QCOMPARE(Money::fromCents(-123456789).text(), std::string{"-1,234,567.89"});
    QCOMPARE(Money{5'000'000}.text(), std::string{"0.01"}); // half a cent goes away from zero
    QCOMPARE(Money::ofPriceLots(price("0.0078125").units(), price("1000")).nanos, 7'812'500'000);
}

QTEST_APPLESS_MAIN(TestPositionBook)
#include "test_position_book.moc"
