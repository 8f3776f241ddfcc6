// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ticket/ticket_bench.h"

using namespace depthdeck;
using namespace depthdeck::test;
using namespace Qt::StringLiterals;

/// Two orders of which one cancels the other, in the submission that goes out.
class TestTicketOco : public QObject
{
    Q_OBJECT

private slots:
    void theSecondOrderStartsAsTheOtherKind_data();
    void theSecondOrderStartsAsTheOtherKind();
    void bothOrdersGoOutAsOneSubmission_data();
    void bothOrdersGoOutAsOneSubmission();
    void theSecondQuantityFollowsUntilTouched();
    void aFaultOfTheSecondOrderIsShownAtItsField();
    void withoutTheLinkTheSecondOrderIsNotSent();
};

void TestTicketOco::theSecondOrderStartsAsTheOtherKind_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::newRow("limit") << u"Limit"_s << u"Stop market"_s;
    QTest::newRow("stop") << u"Stop market"_s << u"Limit"_s;
}

void TestTicketOco::theSecondOrderStartsAsTheOtherKind()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    TicketBench bench;
    bench.choose("Order type", first.toLatin1());
    bench.choose("Link", "OCO");
    QCOMPARE(bench.named<ui::NamedCombo>("Second order type")->currentText(), second);
}

void TestTicketOco::bothOrdersGoOutAsOneSubmission_data()
{
    QTest::addColumn<bool>("buys");
    QTest::addColumn<QString>("limit");
    QTest::addColumn<QString>("stop");
    QTest::newRow("buy") << true << u"6020.00"_s << u"6030.50"_s;
    QTest::newRow("sell") << false << u"6030.00"_s << u"6018.25"_s;
}

void TestTicketOco::bothOrdersGoOutAsOneSubmission()
{
    QFETCH(bool, buys);
    QFETCH(QString, limit);
    QFETCH(QString, stop);
    TicketBench bench;
    bench.click("Arm");
    bench.click(buys ? "Buy" : "Sell");
    bench.click("Quantity 2");
    bench.type("Limit price", limit.toLatin1());
    bench.choose("Link", "OCO");
    bench.type("Second stop price", stop.toLatin1());
    bench.choose("Second time in force", "GTC");
    bench.click("Submit order");
    QCOMPARE(bench.submissions.size(), 1U);
    const SubmissionDraft &sent = bench.submissions.front();
    QCOMPARE(sent.link, OrderLink::Oco);
    QCOMPARE(sent.orders.size(), 2U);
    QVERIFY(sent.exits.empty());
    const Side side = buys ? Side::Buy : Side::Sell;
    for (const OrderDraft &order : sent.orders) {
        QCOMPARE(order.account, bench.account);
        QCOMPARE(order.market, bench.es.market);
        QCOMPARE(order.side, side);
        QCOMPARE(order.volume, Quantity{2});
        QVERIFY(order.manual);
    }
    QCOMPARE(sent.orders[0].type, OrderType::Limit);
    QCOMPARE(sent.orders[0].limit, Price::parse(limit.toStdString()));
    QCOMPARE(sent.orders[0].timeInForce, TimeInForce::Day);
    QCOMPARE(sent.orders[1].type, OrderType::StopMarket);
    QCOMPARE(sent.orders[1].stop, Price::parse(stop.toStdString()));
    QVERIFY(!sent.orders[1].limit);
    QCOMPARE(sent.orders[1].timeInForce, TimeInForce::GoodTillCancelled);
    QVERIFY(bench.label("draftSentence").endsWith(u"One cancels the other."_s));
}

void TestTicketOco::theSecondQuantityFollowsUntilTouched()
{
    TicketBench bench;
    bench.choose("Link", "OCO");
    bench.click("Quantity 5");
    QCOMPARE(bench.panel.submission().orders[1].volume, Quantity{5});
    bench.type("Second quantity", "3");
    bench.click("Quantity 10");
    QCOMPARE(bench.panel.submission().orders[1].volume, Quantity{3});
    bench.click("Second sell");
    QCOMPARE(bench.panel.submission().orders[1].side, Side::Sell);
    QCOMPARE(bench.panel.submission().orders[0].side, Side::Buy);
}

void TestTicketOco::aFaultOfTheSecondOrderIsShownAtItsField()
{
    TicketBench bench;
    bench.desk.setArmed(true);
    bench.choose("Link", "OCO");
    QVERIFY(bench.button("Submit order")->isEnabled());
    bench.type("Second stop price", "6030.10");
    QVERIFY(bench.label("blockingProblems").contains(u"Second stop price: This price is off tick"_s));
    bench.type("Second stop price", "6010");
    QVERIFY(bench.label("blockingProblems").contains(u"would trigger at once"_s));
    QVERIFY(bench.field("Second stop price")->toolTip().contains(u"would trigger at once"_s));
    QVERIFY(bench.field("Stop price")->toolTip().isEmpty());
    QVERIFY(!bench.button("Submit order")->isEnabled());
    bench.type("Second stop price", "6031");
    QVERIFY(bench.field("Second stop price")->toolTip().isEmpty());
    QVERIFY(bench.button("Submit order")->isEnabled());
}

void TestTicketOco::withoutTheLinkTheSecondOrderIsNotSent()
{
    TicketBench bench;
    bench.choose("Link", "OCO");
    bench.type("Second stop price", "6030.10");
    bench.choose("Link", "None");
    QVERIFY(bench.field("Second stop price")->isHidden() || !bench.field("Second stop price")->isVisible());
    QCOMPARE(bench.panel.submission().orders.size(), 1U);
    QCOMPARE(bench.panel.submission().link, OrderLink::None);
    QCOMPARE(bench.label("blockingProblems"), QString{});
}

QTEST_MAIN(TestTicketOco)
#include "test_ticket_oco.moc"
