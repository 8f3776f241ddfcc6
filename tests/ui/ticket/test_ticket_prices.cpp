// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ticket/ticket_bench.h"

#include <map>

using namespace depthdeck;
using namespace depthdeck::test;

/// Where prices start, how they are typed and stepped, and that they never move under the user.
class TestTicketPrices : public QObject
{
    Q_OBJECT

private slots:
    void thePriceJoinsTheOwnSideWhenTheMarketChanges();
    void anUntouchedPriceFollowsTheSideATouchedOneStays();
    void aPriceNeverMovesWithTheMarket();
    void aLateFirstImageGivesTheFirstPrice();
    void joinAndHitTakeWhatTheyShow();
    void stepsGoThroughTheMarketsTicks_data();
    void stepsGoThroughTheMarketsTicks();
    void pricesAreTypedInTheMarketsNotation_data();
    void pricesAreTypedInTheMarketsNotation();
    void aPriceFromTheDepthGoesWhereTheTypeUsesIt();
    void pricesThatTheTypeDoesNotUseAreDisabledAndEmpty();
    void anEnteredPriceComesBackWithItsType();
};

void TestTicketPrices::thePriceJoinsTheOwnSideWhenTheMarketChanges()
{
    TicketBench bench;
    QCOMPARE(bench.panel.draft().limit, Price::parse("6024.50"));
    bench.type("Limit price", "6000");
    bench.panel.setMarket(bench.zn);
    QCOMPARE(bench.panel.draft().limit, Price::parse("110.5"));
    bench.panel.setSide(Side::Sell);
    bench.panel.setMarket(bench.es);
    QCOMPARE(bench.panel.draft().limit, Price::parse("6024.75"));
    QCOMPARE(bench.panel.draft().side, Side::Sell);
}

void TestTicketPrices::anUntouchedPriceFollowsTheSideATouchedOneStays()
{
    TicketBench bench;
    bench.click("Sell");
    QCOMPARE(bench.panel.draft().limit, Price::parse("6024.75"));
    bench.click("Buy");
    QCOMPARE(bench.panel.draft().limit, Price::parse("6024.50"));
    bench.field("Limit price")->setFocus();
    QTest::keyClick(bench.field("Limit price"), Qt::Key_Down);
    bench.click("Sell");
    QCOMPARE(bench.panel.draft().limit, Price::parse("6024.25"));
}

void TestTicketPrices::aPriceNeverMovesWithTheMarket()
{
    TicketBench bench;
    for (const char *bid : {"6030", "6010.25", "6024.25"}) {
        bench.quote(bench.es, bid, "6031");
        bench.panel.refresh();
        QCOMPARE(bench.panel.draft().limit, Price::parse("6024.50"));
    }
    QCOMPARE(bench.button("Join")->text(), QStringLiteral("Join 6024.25"));
    bench.panel.setMarket(bench.es); // the same market again
    QCOMPARE(bench.panel.draft().limit, Price::parse("6024.50"));
}

void TestTicketPrices::aLateFirstImageGivesTheFirstPrice()
{
    TicketBench bench;
    const MarketKey late{ExchangeId{"NYMEX"}, ContractId{"CL"}, MarketId{"XNYMEX CL (Z26)"}};
    bench.board.expect(late);
    bench.panel.setMarket(late);
    QVERIFY(!bench.panel.draft().limit);
    bench.define(late, "Crude oil", "0.01", "1000", 2, "");
    bench.panel.refresh();
    QVERIFY(!bench.panel.draft().limit);
    bench.quote(late, "71.42", "71.43");
    bench.panel.refresh();
    QCOMPARE(bench.panel.draft().limit, Price::parse("71.42"));
    bench.quote(late, "71.50", "71.51");
    bench.panel.refresh();
    QCOMPARE(bench.panel.draft().limit, Price::parse("71.42"));
}

void TestTicketPrices::joinAndHitTakeWhatTheyShow()
{
    TicketBench bench;
    QCOMPARE(bench.button("Hit")->text(), QStringLiteral("Hit 6024.75"));
    bench.quote(bench.es, "6030", "6030.25"); // has arrived, is not painted yet
    bench.click("Hit");
    QCOMPARE(bench.panel.draft().limit, Price::parse("6024.75"));
    bench.panel.refresh();
    bench.click("Join");
    QCOMPARE(bench.panel.draft().limit, Price::parse("6030"));
    bench.click("Sell");
    QCOMPARE(bench.button("Join")->text(), QStringLiteral("Join 6030.25"));
    bench.quote(bench.es, "", "6030.25");
    bench.panel.refresh();
    QCOMPARE(bench.button("Hit")->text(), QStringLiteral("Hit –"));
    bench.click("Hit");
    QCOMPARE(bench.panel.draft().limit, Price::parse("6030"));
}

void TestTicketPrices::stepsGoThroughTheMarketsTicks_data()
{
    QTest::addColumn<QString>("market");
    QTest::addColumn<QString>("from");
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("to");
    const auto row = [](const char *name, const char *market, const char *from, int key, const char *to) {
        QTest::newRow(name) << QString::fromLatin1(market) << QString::fromLatin1(from) << key
                            << QString::fromLatin1(to);
    };
    row("quarter tick up", "es", "6024.50", Qt::Key_Up, "6024.75");
    row("quarter tick down", "es", "6024.50", Qt::Key_Down, "6024.25");
    row("ten ticks up", "es", "6024.50", Qt::Key_PageUp, "6027");
    row("ten ticks down", "es", "6024.50", Qt::Key_PageDown, "6022");
    row("half 32nd up", "zn", "110.5", Qt::Key_Up, "110.515625");
    row("half 32nd down over a handle", "zn", "110", Qt::Key_Down, "109.984375");
    row("variable tick inside", "option", "4.95", Qt::Key_Up, "5");
    row("variable tick over the bound", "option", "5", Qt::Key_Up, "5.25");
    row("variable tick back", "option", "5.25", Qt::Key_Down, "5");
    row("variable tick below the bound", "option", "5", Qt::Key_Down, "4.95");
    row("negative spread up", "calendar", "-0.05", Qt::Key_PageUp, "0.45");
}

void TestTicketPrices::stepsGoThroughTheMarketsTicks()
{
    QFETCH(QString, market);
    QFETCH(QString, from);
    QFETCH(int, key);
    QFETCH(QString, to);
    TicketBench bench;
    const std::map<QString, MarketKey> keys{{QStringLiteral("es"), bench.es},
                                            {QStringLiteral("zn"), bench.zn},
                                            {QStringLiteral("option"), bench.option},
                                            {QStringLiteral("calendar"), bench.calendar}};
    bench.panel.setMarket(keys.at(market));
    bench.panel.setLimitPrice(*Price::parse(from.toStdString()));
    bench.field("Limit price")->setFocus();
    QTest::keyClick(bench.field("Limit price"), static_cast<Qt::Key>(key));
    QCOMPARE(bench.panel.draft().limit, Price::parse(to.toStdString()));
    if (key != Qt::Key_Up && key != Qt::Key_Down)
        return;
    bench.panel.setLimitPrice(*Price::parse(from.toStdString()));
    TicketBench::wheel(bench.field("Limit price"), key == Qt::Key_Up ? 1 : -1);
    QCOMPARE(bench.panel.draft().limit, Price::parse(to.toStdString()));
}

void TestTicketPrices::pricesAreTypedInTheMarketsNotation_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("price");
    QTest::newRow("dash and point") << QStringLiteral("110-16.5") << QStringLiteral("110.515625");
    QTest::newRow("apostrophe and point") << QStringLiteral("110'16.5") << QStringLiteral("110.515625");
    QTest::newRow("apostrophe") << QStringLiteral("110'165") << QStringLiteral("110.515625");
    QTest::newRow("no separator") << QStringLiteral("110165") << QStringLiteral("110.515625");
    QTest::newRow("decimals") << QStringLiteral("110.515625") << QStringLiteral("110.515625");
    QTest::newRow("whole with a point") << QStringLiteral("110.0") << QStringLiteral("110");
}

void TestTicketPrices::pricesAreTypedInTheMarketsNotation()
{
    QFETCH(QString, typed);
    QFETCH(QString, price);
    TicketBench bench;
    bench.panel.setMarket(bench.zn);
    bench.type("Limit price", typed.toLatin1());
    QCOMPARE(bench.panel.draft().limit, Price::parse(price.toStdString()));
}

void TestTicketPrices::aPriceFromTheDepthGoesWhereTheTypeUsesIt()
{
    TicketBench bench;
    bench.panel.setLimitPrice(*Price::parse("6020"));
    QCOMPARE(bench.panel.draft().limit, Price::parse("6020"));
    bench.panel.setOrderType(OrderType::StopMarket);
    bench.panel.setLimitPrice(*Price::parse("6030"));
    QCOMPARE(bench.panel.draft().stop, Price::parse("6030"));
    QVERIFY(!bench.panel.draft().limit);
    bench.panel.setOrderType(OrderType::Market);
    bench.panel.setLimitPrice(*Price::parse("6021"));
    QCOMPARE(bench.panel.draft().type, OrderType::Limit);
    QCOMPARE(bench.panel.draft().limit, Price::parse("6021"));
}

void TestTicketPrices::pricesThatTheTypeDoesNotUseAreDisabledAndEmpty()
{
    TicketBench bench;
    QVERIFY(bench.field("Limit price")->isEnabled());
    QVERIFY(!bench.field("Stop price")->isEnabled());
    QVERIFY(bench.field("Stop price")->text().isEmpty());
    bench.panel.setOrderType(OrderType::Market);
    QVERIFY(!bench.field("Limit price")->isEnabled());
    QVERIFY(!bench.button("Join")->isEnabled());
    QVERIFY(bench.field("Limit price")->text().isEmpty());
    bench.panel.setOrderType(OrderType::StopLimit);
    QVERIFY(bench.field("Limit price")->isEnabled());
    QVERIFY(bench.field("Stop price")->isEnabled());
    QCOMPARE(bench.panel.draft().stop, Price::parse("6025"));
    QCOMPARE(bench.panel.draft().limit, Price::parse("6025"));
}

void TestTicketPrices::anEnteredPriceComesBackWithItsType()
{
    TicketBench bench;
    bench.type("Limit price", "6011.75");
    bench.choose("Order type", "Market");
    QVERIFY(bench.field("Limit price")->text().isEmpty());
    QVERIFY(!bench.panel.draft().limit);
    bench.choose("Order type", "Limit");
    QCOMPARE(bench.panel.draft().limit, Price::parse("6011.75"));
}

QTEST_MAIN(TestTicketPrices)
#include "test_ticket_prices.moc"
