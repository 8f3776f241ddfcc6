// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ticket/ticket_bench.h"

#include <QCheckBox>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace Qt::StringLiterals;

namespace {

std::optional<Price> priced(const char *text)
{
    return Price::parse(text);
}

} // namespace

/// Brackets with one exit and with several, entered in every unit on both sides, in the submission that goes out.
class TestTicketBrackets : public QObject
{
    Q_OBJECT

private slots:
    void aPricedEntrySendsPricesAMarketEntryDifferences_data();
    void aPricedEntrySendsPricesAMarketEntryDifferences();
    void everyUnitGivesTheSameExit_data();
    void everyUnitGivesTheSameExit();
    void aTypedPriceIsSentAsThatPriceEvenOfAMarketEntry();
    void theTraderMayChooseHowExitsAreSent();
    void theStopTrailsByItsOwnDistanceUnlessGiven();
    void severalExitsHaveTheirLots();
    void anAddedExitTakesWhatIsLeft();
    void aRemovedExitLeavesTheOthersInOrder();
    void exitsInTicksFollowTheEntryExitsInPriceStay();
    void theSentenceTellsRewardAndRisk();
    void whatIsWrongWithAnExitIsShownAtItsField();
};

void TestTicketBrackets::aPricedEntrySendsPricesAMarketEntryDifferences_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("buys");
    QTest::addColumn<int>("link");
    QTest::addColumn<QString>("profit");
    QTest::addColumn<QString>("stop");
    const auto row = [](const char *type, bool buys, OrderLink link, const char *profit, const char *stop) {
        QTest::addRow("%s %s", type, buys ? "buy" : "sell")
            << QString::fromLatin1(type) << buys << static_cast<int>(link) << QString::fromLatin1(profit)
            << QString::fromLatin1(stop);
    };
    row("Limit", true, OrderLink::AutoOcoP, "6026.50", "6023.00");       // from 6024.50
    row("Limit", false, OrderLink::AutoOcoP, "6022.75", "6026.25");      // from 6024.75
    row("Stop market", true, OrderLink::AutoOcoP, "6027.00", "6023.50"); // from 6025.00
    row("Market", true, OrderLink::AutoOco, "2.00", "-1.50");
    row("Market", false, OrderLink::AutoOco, "-2.00", "1.50");
    row("Join", true, OrderLink::AutoOco, "2.00", "-1.50");
    row("Hit", false, OrderLink::AutoOco, "-2.00", "1.50");
}

void TestTicketBrackets::aPricedEntrySendsPricesAMarketEntryDifferences()
{
    QFETCH(QString, type);
    QFETCH(bool, buys);
    QFETCH(int, link);
    QFETCH(QString, profit);
    QFETCH(QString, stop);
    TicketBench bench;
    bench.click("Arm");
    bench.click(buys ? "Buy" : "Sell");
    bench.choose("Order type", type.toLatin1());
    bench.click("Quantity 2");
    bench.choose("Link", "Bracket");
    bench.type("Profit", "8");
    bench.type("Stop", "6");
    bench.click("Submit order");
    QVERIFY2(bench.submissions.size() == 1, qPrintable(bench.label("answer") + bench.label("blockingProblems")));
    const SubmissionDraft &sent = bench.submissions.front();
    QCOMPARE(static_cast<int>(sent.link), link);
    QCOMPARE(sent.orders.size(), 1U);
    QCOMPARE(sent.exits.size(), 1U);
    QCOMPARE(sent.exits.front().profit, Price::parse(profit.toStdString()));
    QCOMPARE(sent.exits.front().stop, Price::parse(stop.toStdString()));
    QCOMPARE(sent.exits.front().volume, Quantity{0});
    QVERIFY(!sent.exits.front().trail);
    QCOMPARE(sent.exitsTimeInForce, TimeInForce::GoodTillCancelled);
    const bool isAbsolute = hasAbsoluteExits(sent.link);
    QCOMPARE(bench.named<ui::NamedCombo>("Exit prices")->currentText(),
             isAbsolute ? u"Prices (automatic)"_s : u"Differences (automatic)"_s);
}

void TestTicketBrackets::everyUnitGivesTheSameExit_data()
{
    QTest::addColumn<QString>("unit");
    QTest::addColumn<bool>("buys");
    QTest::addColumn<QString>("profit");
    QTest::addColumn<QString>("stop");
    QTest::newRow("ticks buy") << u"ticks"_s << true << u"8"_s << u"6"_s;
    QTest::newRow("price buy") << u"price"_s << true << u"6026.50"_s << u"6023"_s;
    QTest::newRow("money buy") << u"money"_s << true << u"200"_s << u"150"_s;
    QTest::newRow("ticks sell") << u"ticks"_s << false << u"8"_s << u"6"_s;
    QTest::newRow("price sell") << u"price"_s << false << u"6022.75"_s << u"6026.25"_s;
    QTest::newRow("money sell") << u"money"_s << false << u"$200"_s << u"$150"_s;
}

void TestTicketBrackets::everyUnitGivesTheSameExit()
{
    QFETCH(QString, unit);
    QFETCH(bool, buys);
    QFETCH(QString, profit);
    QFETCH(QString, stop);
    TicketBench bench;
    bench.click(buys ? "Buy" : "Sell");
    bench.click("Quantity 2");
    bench.choose("Link", "Bracket");
    bench.choose("Profit unit", unit.toLatin1());
    bench.choose("Stop unit", unit.toLatin1());
    bench.type("Profit", profit.toLatin1());
    bench.type("Stop", stop.toLatin1());
    const SubmissionDraft made = bench.panel.submission();
    QCOMPARE(made.link, OrderLink::AutoOcoP);
    QCOMPARE(made.exits.front().profit, priced(buys ? "6026.5" : "6022.75"));
    QCOMPARE(made.exits.front().stop, priced(buys ? "6023" : "6026.25"));
}

void TestTicketBrackets::aTypedPriceIsSentAsThatPriceEvenOfAMarketEntry()
{
    TicketBench bench;
    bench.choose("Order type", "Market");
    bench.choose("Link", "Bracket");
    bench.choose("Profit unit", "price");
    bench.type("Profit", "6030");
    bench.type("Stop", "4"); // from the offer, which a buy at market is expected to take
    const SubmissionDraft made = bench.panel.submission();
    QCOMPARE(made.link, OrderLink::AutoOcoP);
    QCOMPARE(made.exits.front().profit, priced("6030"));
    QCOMPARE(made.exits.front().stop, priced("6023.75"));
}

void TestTicketBrackets::theTraderMayChooseHowExitsAreSent()
{
    TicketBench bench;
    bench.choose("Link", "Bracket");
    bench.type("Profit", "8");
    bench.choose("Exit prices", "Differences from the fill");
    QCOMPARE(bench.panel.submission().link, OrderLink::AutoOco);
    QCOMPARE(bench.panel.submission().exits.front().profit, priced("2"));
    QVERIFY(!bench.panel.submission().exits.front().stop);
    bench.choose("Exit prices", "Prices");
    bench.choose("Exits time in force", "Day");
    QCOMPARE(bench.panel.submission().link, OrderLink::AutoOcoP);
    QCOMPARE(bench.panel.submission().exits.front().profit, priced("6026.5"));
    QCOMPARE(bench.panel.submission().exitsTimeInForce, TimeInForce::Day);
}

void TestTicketBrackets::theStopTrailsByItsOwnDistanceUnlessGiven()
{
    TicketBench bench;
    bench.choose("Link", "Bracket");
    bench.type("Stop", "6");
    QTest::keyClick(bench.named<QCheckBox>("The stop trails"), Qt::Key_Space);
    QCOMPARE(bench.panel.submission().exits.front().trail, priced("1.5"));
    bench.type("Exit trail distance", "10");
    QCOMPARE(bench.panel.submission().exits.front().trail, priced("2.5"));
    QVERIFY(bench.label("draftSentence").contains(u"stop 6023.00 (−6 ticks) trailing by 10 ticks"_s));
    QTest::keyClick(bench.named<QCheckBox>("The stop trails"), Qt::Key_Space);
    QVERIFY(!bench.panel.submission().exits.front().trail);
}

void TestTicketBrackets::severalExitsHaveTheirLots()
{
    for (const bool priced : {true, false}) {
        TicketBench bench;
        bench.click("Arm");
        bench.choose("Order type", priced ? "Limit" : "Market");
        bench.type("Quantity", "3");
        bench.choose("Link", "Bracket, several exits");
        bench.type("Profit", "4");
        bench.type("Stop", "6");
        bench.click("Add exit");
        bench.type("Exit lots", "2");
        bench.type("Exit lots 2", "1");
        bench.type("Profit 2", "12");
        bench.type("Stop 2", "6");
        bench.click("Submit order");
        QVERIFY2(bench.submissions.size() == 1, qPrintable(bench.label("blockingProblems")));
        const SubmissionDraft &sent = bench.submissions.front();
        QCOMPARE(sent.link, priced ? OrderLink::AutoOcoMp : OrderLink::AutoOcoM);
        QCOMPARE(sent.exits.size(), 2U);
        QCOMPARE(sent.exits[0].volume, Quantity{2});
        QCOMPARE(sent.exits[1].volume, Quantity{1});
        QCOMPARE(sent.exits[0].profit, Price::parse(priced ? "6025.5" : "1"));
        QCOMPARE(sent.exits[1].profit, Price::parse(priced ? "6027.5" : "3"));
        QCOMPARE(sent.exits[1].stop, Price::parse(priced ? "6023" : "-1.5"));
    }
}

void TestTicketBrackets::anAddedExitTakesWhatIsLeft()
{
    TicketBench bench;
    bench.type("Quantity", "5");
    bench.choose("Link", "Bracket, several exits");
    QCOMPARE(bench.field("Exit lots")->text(), u"5"_s);
    bench.click("Quantity 10"); // the only exit follows
    QCOMPARE(bench.field("Exit lots")->text(), u"10"_s);
    bench.type("Exit lots", "4");
    bench.click("Add exit");
    QCOMPARE(bench.field("Exit lots 2")->text(), u"6"_s);
    bench.click("Add exit"); // nothing is left: it shares the last one's
    QCOMPARE(bench.field("Exit lots 2")->text(), u"3"_s);
    QCOMPARE(bench.field("Exit lots 3")->text(), u"3"_s);
}

void TestTicketBrackets::aRemovedExitLeavesTheOthersInOrder()
{
    TicketBench bench;
    bench.type("Quantity", "3");
    bench.choose("Link", "Bracket, several exits");
    bench.type("Profit", "4");
    bench.type("Exit lots", "1");
    bench.click("Add exit");
    bench.type("Profit 2", "8");
    bench.type("Exit lots 2", "1");
    bench.click("Add exit");
    bench.type("Profit 3", "12");
    bench.click("Remove exit 2");
    QTRY_COMPARE(bench.panel.submission().exits.size(), 2U);
    QCOMPARE(bench.panel.submission().exits[0].profit, priced("6025.5"));
    QCOMPARE(bench.panel.submission().exits[1].profit, priced("6027.5"));
}

void TestTicketBrackets::exitsInTicksFollowTheEntryExitsInPriceStay()
{
    TicketBench bench;
    bench.choose("Link", "Bracket");
    bench.type("Profit", "8");
    bench.choose("Stop unit", "price");
    bench.type("Stop", "6020");
    bench.type("Limit price", "6022.00");
    QCOMPARE(bench.panel.submission().exits.front().profit, priced("6024"));
    QCOMPARE(bench.panel.submission().exits.front().stop, priced("6020"));
}

void TestTicketBrackets::theSentenceTellsRewardAndRisk()
{
    TicketBench bench;
    bench.type("Quantity", "3");
    bench.choose("Link", "Bracket");
    bench.type("Profit", "8");
    bench.type("Stop", "6");
    QCOMPARE(bench.label("draftSentence"),
             u"Buy 3 ESZ6 limit 6024.50, day; then sell 3 at 6026.50 (+8 ticks) or stop 6023.00 (−6 ticks), good till "
             u"cancelled."_s);
    QVERIFY(bench.label("outlookSentence").startsWith(u"Reward ≈ 300.00 · Risk ≈ 225.00"_s));
    bench.choose("Order type", "Market");
    QCOMPARE(bench.label("draftSentence"),
             u"Buy 3 ESZ6 at market, day; then sell 3 at +8 ticks or stop −6 ticks, good till cancelled."_s);
    QVERIFY(bench.label("outlookSentence").startsWith(u"Reward ≈ 300.00 · Risk ≈ 225.00"_s));
}

void TestTicketBrackets::whatIsWrongWithAnExitIsShownAtItsField()
{
    TicketBench bench;
    bench.desk.setArmed(true);
    bench.choose("Link", "Bracket");
    QVERIFY(bench.label("blockingProblems").contains(u"An exit has neither a profit nor a stop"_s));
    bench.choose("Profit unit", "price");
    bench.type("Profit", "6020"); // a buy's profit below its entry
    QVERIFY2(bench.label("blockingProblems").contains(u"wrong side of the entry"_s),
             qPrintable(bench.label("blockingProblems")));
    QVERIFY(bench.field("Profit")->toolTip().contains(u"wrong side"_s));
    bench.type("Profit", "6030");
    QVERIFY(bench.button("Submit order")->isEnabled());
    bench.type("Quantity", "3");
    bench.choose("Link", "Bracket, several exits");
    bench.type("Exit lots", "2");
    QVERIFY(bench.label("blockingProblems").contains(u"The exits close 2 lots together, the entry has 3"_s));
    QVERIFY(!bench.button("Submit order")->isEnabled());
}

QTEST_MAIN(TestTicketBrackets)
#include "test_ticket_brackets.moc"
