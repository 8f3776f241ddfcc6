// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/market_board.h"
#include "app/trading/order_store.h"
#include "app/trading/profit_and_loss.h"
#include "tests/support/fake_clock.h"
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

    void ownProfitFollowsTheAverageCost_data();
    void ownProfitFollowsTheAverageCost();
    void roundingNeverLosesMoney();
    void carriedLotsCountAtTheirPrice();
    void carriedLotsWithoutAPriceCannotBeValued();
    void anOpenPositionNeedsAPriceToBeValued();
    void whatIsTooLargeIsNotCalculated();
    void fillsAreThoseOfTheAccountAndTheMarket();
    void legsMakePositionsInTheirOwnMarkets();
    void fillsOfSeveralOrdersAreInTheOrderOfTime();

    void agreementIsWithinTheTolerance_data();
    void agreementIsWithinTheTolerance();
    void otherLotsAreNotCompared();
    void whatIsNotKnownIsNotCompared();
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

namespace {

constexpr TickCash es{Price::fromUnits(250'000'000), Price::fromUnits(12'500'000'000)}; // 0.25 is 12.50

/// "b2@100 s1@101": bought 2 at 100, sold 1 at 101.
std::vector<PositionFill> fills(const QString &text)
{
    std::vector<PositionFill> made;
    for (const QString &one : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const QStringList parts = one.mid(1).split(QLatin1Char('@'));
        made.push_back({one.startsWith(QLatin1Char('b')) ? Side::Buy : Side::Sell,
                        {parts[0].toInt()},
                        price(parts[1].toStdString())});
    }
    return made;
}

} // namespace

void TestProfitAndLoss::ownProfitFollowsTheAverageCost_data()
{
    QTest::addColumn<QString>("fills");
    QTest::addColumn<int>("net");
    QTest::addColumn<QString>("average");
    QTest::addColumn<QString>("realised");
    QTest::addColumn<QString>("unrealised"); ///< at 102
    const auto row = [](const char *name, const char *made, int net, const char *average, const char *realised,
                        const char *unrealised) {
        QTest::newRow(name) << QString::fromLatin1(made) << net << QString::fromLatin1(average)
                            << QString::fromLatin1(realised) << QString::fromLatin1(unrealised);
    };
    row("nothing", "", 0, "", "0", "0");
    row("long", "b2@100", 2, "100", "0", "200");
    row("short", "s2@100", -2, "100", "0", "-200");
    row("averaged up", "b1@100 b1@101", 2, "100.5", "0", "150");
    row("half out", "b1@100 b1@101 s1@103", 1, "100.5", "125", "75");
    row("all out", "b2@100 s2@100.25", 0, "", "25", "0");
    row("turned", "b1@100 s3@101", -2, "101", "50", "-100");
    row("turned back", "s1@100 b2@99", 1, "99", "50", "150");
    row("below zero", "b1@-1.25 s1@-1.5", 0, "", "-12.5", "0");
    row("across zero", "s1@0.25 b1@-0.25", 0, "", "25", "0");
}

void TestProfitAndLoss::ownProfitFollowsTheAverageCost()
{
    QFETCH(QString, fills);
    QFETCH(int, net);
    QFETCH(QString, average);
    QFETCH(QString, realised);
    QFETCH(QString, unrealised);
    const auto own = ownProfit(Position{}, ::fills(fills), price("102"), es);
    QVERIFY(own.has_value());
    QCOMPARE(own->net.contracts, net);
    QCOMPARE(own->averageOpen.has_value(), !average.isEmpty());
    if (own->averageOpen)
        QCOMPARE(QString::fromStdString(own->averageOpen->toWire()), average);
    QCOMPARE(QString::fromStdString(own->realised.toWire()), realised);
    QCOMPARE(QString::fromStdString(own->unrealised->toWire()), unrealised);
}

void TestProfitAndLoss::roundingNeverLosesMoney()
{
    // Three lots at an average that has no end, closed one by one.
    const auto own = ownProfit(Position{}, fills(QStringLiteral("b1@100 b1@100.25 b1@100.25 s1@101 s1@101 s1@101")),
                               std::nullopt, es);
    QCOMPARE(QString::fromStdString(own->realised.toWire()), QStringLiteral("125"));
}

void TestProfitAndLoss::carriedLotsCountAtTheirPrice()
{
    Position carried;
    carried.overnight = {2};
    carried.detail.totalOvernightPrice = price("200");
    auto own = ownProfit(carried, fills(QStringLiteral("s1@101")), price("102"), es);
    QCOMPARE(own->net.contracts, 1);
    QVERIFY(own->realised == price("50"));
    QVERIFY(own->unrealised == price("100"));
    carried.overnight = {-2}; // sold at 100
    for (const char *sum : {"200", "-200"}) {
        carried.detail.totalOvernightPrice = price(sum);
        own = ownProfit(carried, fills(QStringLiteral("b1@99")), price("102"), es);
        QVERIFY(own->realised == price("50"));
        QVERIFY(own->averageOpen == price("100"));
    }
}

void TestProfitAndLoss::carriedLotsWithoutAPriceCannotBeValued()
{
    Position carried;
    carried.overnight = {1};
    QVERIFY(!ownProfit(carried, {}, price("102"), es));
}

void TestProfitAndLoss::anOpenPositionNeedsAPriceToBeValued()
{
    auto own = ownProfit(Position{}, fills(QStringLiteral("b1@100")), std::nullopt, es);
    QVERIFY(own && !own->unrealised);
    own = ownProfit(Position{}, fills(QStringLiteral("b1@100 s1@100")), std::nullopt, es);
    QVERIFY(own && own->unrealised == Price{});
}

void TestProfitAndLoss::whatIsTooLargeIsNotCalculated()
{
    QVERIFY(!ownProfit(Position{}, {}, std::nullopt, {Price{}, price("1")}));
    const Price huge = Price::fromUnits(std::numeric_limits<std::int64_t>::max());
    const std::vector<PositionFill> far{{Side::Sell, {2}, huge}, {Side::Buy, {2}, Price{}}};
    QVERIFY(!ownProfit(Position{}, far, std::nullopt, es));
}

void TestProfitAndLoss::fillsAreThoseOfTheAccountAndTheMarket()
{
    FakeClock clock;
    OrderStore store{clock};
    store.applyUpdate(workingOrder("U1"));
    store.applyTrade(trade("U1", 2, 2, 2));
    store.applyTrade(trade("U1", 3, 1, 3));
    auto other = workingOrder("U2");
    other.set_account_id("A2");
    store.applyUpdate(other);
    auto elsewhere = trade("U2", 2, 5, 5);
    elsewhere.set_account_id("A2");
    store.applyTrade(elsewhere);
    auto bust = trade("U1", 4, 1, 2);
    bust.set_change(common::ORDER_CHANGE_TRADE_BUSTED);
    bust.set_exchange_trade_id("T3");
    store.applyTrade(bust);
    const auto found = positionFills(store, AccountId{"A1"}, MarketId{"M1"});
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].volume.contracts, 2);
    QVERIFY(positionFills(store, AccountId{"A1"}, MarketId{"M2"}).empty());
}

void TestProfitAndLoss::legsMakePositionsInTheirOwnMarkets()
{
    FakeClock clock;
    MarketBoard board;
    Market spread;
    spread.key.market = MarketId{"M1"};
    spread.legs.resize(2);
    spread.legs[0].market = MarketId{"NEAR"};
    spread.legs[0].volume = {1};
    spread.legs[1].market = MarketId{"FAR"};
    spread.legs[1].volume = {-1};
    FeedChanges changes;
    changes.definitions.push_back(spread);
    board.apply(std::move(changes));
    OrderStore store{clock};
    store.useMarkets(board);
    store.applyUpdate(workingOrder("U1"));
    store.applyTrade(trade("U1", 2, 1, 1));
    for (const int index : {0, 1}) {
        auto leg = about<orderrouting::OrderUpdateTradeLeg>("U1", 2);
        leg.set_leg_index(index);
        leg.set_volume(1);
        leg.mutable_price()->set_value("50");
        store.applyTradeLeg(leg);
    }
    QVERIFY(positionFills(store, AccountId{"A1"}, MarketId{"M1"}).empty());
    QCOMPARE(positionFills(store, AccountId{"A1"}, MarketId{"NEAR"}).at(0).side, Side::Buy);
    QCOMPARE(positionFills(store, AccountId{"A1"}, MarketId{"FAR"}).at(0).side, Side::Sell);
}

void TestProfitAndLoss::fillsOfSeveralOrdersAreInTheOrderOfTime()
{
    FakeClock clock;
    OrderStore store{clock};
    for (const auto &[id, sequence, seconds] : {std::tuple{"U1", 2, 30}, {"U1", 3, 50}, {"U2", 2, 40}}) {
        auto message = trade(id, sequence, sequence, sequence);
        message.mutable_time()->set_seconds(seconds);
        store.applyUpdate(workingOrder(id));
        store.applyTrade(message);
    }
    const auto found = positionFills(store, AccountId{"A1"}, MarketId{"M1"});
    QCOMPARE(found.size(), std::size_t{3});
    QCOMPARE(found[1].volume.contracts, 2);
    QCOMPARE(found[2].volume.contracts, 3);
}

void TestProfitAndLoss::agreementIsWithinTheTolerance_data()
{
    QTest::addColumn<double>("realised");
    QTest::addColumn<double>("unrealised");
    QTest::addColumn<ProfitVerdict>("verdict");
    QTest::newRow("the same") << 50.0 << 25.0 << ProfitVerdict::Agrees;
    QTest::newRow("split otherwise, together the same") << 60.0 << 15.0 << ProfitVerdict::Agrees;
    QTest::newRow("a tick of the market") << 50.0 << 12.5 << ProfitVerdict::Agrees;
    QTest::newRow("at the tolerance") << 50.0 << 0.0 << ProfitVerdict::Agrees;
    QTest::newRow("beyond it") << 50.0 << -0.5 << ProfitVerdict::Differs;
    QTest::newRow("ten times as much") << 500.0 << 250.0 << ProfitVerdict::Differs;
    QTest::newRow("no number") << std::numeric_limits<double>::quiet_NaN() << 25.0 << ProfitVerdict::Differs;
}

void TestProfitAndLoss::agreementIsWithinTheTolerance()
{
    QFETCH(double, realised);
    QFETCH(double, unrealised);
    const OwnProfit own{.net = {1}, .averageOpen = price("100"), .realised = price("50"), .unrealised = price("25")};
    Position server;
    server.serverNet = Quantity{1};
    server.realised = realised;
    server.unrealisedTrade = unrealised;
    server.unrealised = -999; // against the other side of the book: not what is compared
    const ProfitComparison found = compareProfit(server, own, profitTolerance({1}, es));
    QTEST(found.verdict, "verdict");
    QCOMPARE(found.ownRealised, std::optional{50.0});
    QCOMPARE(found.ownUnrealised, std::optional{25.0});
    QCOMPARE(found.serverUnrealised, std::optional{unrealised});
    QVERIFY(found.difference.has_value());
}

void TestProfitAndLoss::otherLotsAreNotCompared()
{
    const OwnProfit own{.net = {1}, .averageOpen = {}, .realised = price("50"), .unrealised = std::nullopt};
    Position server;
    server.serverNet = Quantity{2};
    server.realised = 50;
    const ProfitComparison found = compareProfit(server, own, 1);
    QCOMPARE(found.verdict, ProfitVerdict::NetDiffers);
    QCOMPARE(found.ownNet.contracts, 1);
    QCOMPARE(found.serverNet.contracts, 2);
    QVERIFY(!found.difference);
}

void TestProfitAndLoss::whatIsNotKnownIsNotCompared()
{
    Position server;
    QCOMPARE(compareProfit(server, std::nullopt, 1).verdict, ProfitVerdict::NotComparable);
    const OwnProfit own{.net = {}, .averageOpen = {}, .realised = price("50"), .unrealised = Price{}};
    QCOMPARE(compareProfit(server, own, 1).verdict, ProfitVerdict::NotComparable);
    server.realised = 50;
    QCOMPARE(compareProfit(server, own, 1).verdict, ProfitVerdict::Agrees); // only what both know
}

QTEST_APPLESS_MAIN(TestProfitAndLoss)
#include "test_profit_and_loss.moc"
