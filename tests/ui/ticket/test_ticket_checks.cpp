// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ticket/ticket_bench.h"

#include <QAbstractItemView>
#include <QApplication>

using namespace depthdeck;
using namespace depthdeck::test;

/// Every problem that a ticket can run into is a sentence in it, blocks and warnings apart.
class TestTicketChecks : public QObject
{
    Q_OBJECT

private slots:
    void aGoodOrderShowsNothingWrong();
    void anOffTickPriceNamesBothNeighboursAndCannotBeSent();
    void anOffTickPriceIsNamedInTheMarketsNotation();
    void anUnreadablePriceSaysSo();
    void aMissingPriceSaysSo();
    void aZeroOrUnreadableQuantitySaysSo();
    void aMaxShowOverTheQuantityCannotBeSent();
    void anUnreadableMaxShowSaysSo();
    void aMaxShowThatCannotRestSaysSo();
    void theClipSizeIsNamedWithItsLimit();
    void thePositionLimitIsNamedWithTheWorstCase();
    void aStopOnTheWrongSideBlocksOrWarns();
    void aPriceFarThroughTheMarketIsStopped();
    void aClosedMarketIsNamedWithItsMode();
    void staleDataBlocks();
    void aMarketWithoutAnImageBlocks();
    void noMarketSaysSo();
    void noAccountSaysSo();
    void aBlockedAccountIsNamedWithItsStatus();
    void aStopWithImmediateOrCancelWarns();
    void theSummaryFollowsPositionsThatChange();

private:
    static void armed(TicketBench &bench) { bench.desk.setArmed(true); }
    static void cannotBeSent(TicketBench &bench, const char *words)
    {
        const QString blocks = bench.label("blockingProblems");
        QVERIFY2(blocks.contains(QString::fromUtf8(words)), qPrintable(blocks));
        QVERIFY(!bench.button("Submit order")->isEnabled());
        QTest::keyClick(&bench.panel, Qt::Key_F9);
        QVERIFY(bench.submitted.empty());
        QVERIFY(bench.label("answer").contains(QString::fromUtf8(words)));
    }
    static void warns(TicketBench &bench, const char *words)
    {
        const QString warnings = bench.label("warnings");
        QVERIFY2(warnings.contains(QString::fromUtf8(words)), qPrintable(warnings));
        QVERIFY(bench.button("Submit order")->isEnabled());
    }
};

void TestTicketChecks::aGoodOrderShowsNothingWrong()
{
    TicketBench bench;
    armed(bench);
    QCOMPARE(bench.label("blockingProblems"), QString{});
    QCOMPARE(bench.label("warnings"), QString{});
    QCOMPARE(bench.label("draftSentence"), QStringLiteral("Buy 1 ESZ6 limit 6024.50, day."));
    QVERIFY(bench.button("Submit order")->isEnabled());
}

void TestTicketChecks::anOffTickPriceNamesBothNeighboursAndCannotBeSent()
{
    TicketBench bench;
    armed(bench);
    bench.type("Limit price", "6024.60");
    cannotBeSent(bench, "6024.50 and 6024.75");
    QVERIFY(!bench.label("blockingProblems").contains(QStringLiteral("missing")));
}

void TestTicketChecks::anOffTickPriceIsNamedInTheMarketsNotation()
{
    TicketBench bench;
    armed(bench);
    bench.panel.setMarket(bench.zn);
    bench.type("Limit price", "110.51");
    cannotBeSent(bench, "110-16.0 and 110-16.5");
}

void TestTicketChecks::anUnreadablePriceSaysSo()
{
    TicketBench bench;
    armed(bench);
    bench.type("Limit price", "60x4");
    cannotBeSent(bench, "is not a price of this market");
}

void TestTicketChecks::aMissingPriceSaysSo()
{
    TicketBench bench;
    armed(bench);
    bench.field("Limit price")->setFocus();
    bench.field("Limit price")->selectAll();
    QTest::keyClick(bench.field("Limit price"), Qt::Key_Delete);
    cannotBeSent(bench, "The limit price is missing");
    bench.panel.setOrderType(OrderType::StopMarket);
    bench.field("Stop price")->setFocus();
    bench.field("Stop price")->selectAll();
    QTest::keyClick(bench.field("Stop price"), Qt::Key_Delete);
    cannotBeSent(bench, "The stop price is missing");
}

void TestTicketChecks::aZeroOrUnreadableQuantitySaysSo()
{
    TicketBench bench;
    armed(bench);
    bench.type("Quantity", "0");
    cannotBeSent(bench, "Enter a whole number from 1");
    bench.type("Quantity", "two");
    cannotBeSent(bench, "Enter a whole number from 1");
    bench.type("Quantity", "2");
    QVERIFY(bench.button("Submit order")->isEnabled());
}

void TestTicketChecks::aMaxShowOverTheQuantityCannotBeSent()
{
    TicketBench bench;
    armed(bench);
    bench.type("Quantity", "5");
    bench.type("Max show", "6");
    cannotBeSent(bench, "Max show 6 is more than the quantity 5.");
    bench.type("Quantity", "x");
    QVERIFY(!bench.label("blockingProblems").contains(QStringLiteral("more than the quantity")));
    bench.type("Quantity", "6");
    QCOMPARE(bench.label("blockingProblems"), QString{});
    QVERIFY(bench.button("Submit order")->isEnabled());
}

void TestTicketChecks::anUnreadableMaxShowSaysSo()
{
    TicketBench bench;
    armed(bench);
    for (const char *typed : {"0", "-2", "two"}) {
        bench.type("Max show", typed);
        cannotBeSent(bench, "Max show: Enter a whole number from 1");
    }
    bench.panel.setOrderType(OrderType::Market); // an entry that is not used faults nothing
    QCOMPARE(bench.label("blockingProblems"), QString{});
}

void TestTicketChecks::aMaxShowThatCannotRestSaysSo()
{
    TicketBench bench;
    armed(bench);
    bench.type("Quantity", "5");
    bench.type("Max show", "2");
    bench.choose("Time in force", "IOC");
    cannotBeSent(bench, "Max show is possible only for a limit order that rests");
    bench.choose("Time in force", "GTC");
    QVERIFY(bench.button("Submit order")->isEnabled());
}

void TestTicketChecks::theClipSizeIsNamedWithItsLimit()
{
    TicketBench bench;
    armed(bench);
    bench.type("Quantity", "21");
    warns(bench, "The quantity 21 is over the account's largest order of 20.");
}

void TestTicketChecks::thePositionLimitIsNamedWithTheWorstCase()
{
    TicketBench bench;
    armed(bench);
    auto position = bench.positionOf(bench.es, 40, 0, "6020");
    position.set_working_buys(6);
    bench.accounts.applyPosition(position);
    bench.type("Quantity", "5");
    warns(bench, "would be 51, the account's limit is 50");
}

void TestTicketChecks::aStopOnTheWrongSideBlocksOrWarns()
{
    TicketBench bench;
    armed(bench);
    bench.panel.setOrderType(OrderType::StopMarket);
    bench.type("Stop price", "6020");
    cannotBeSent(bench, "would trigger at once");
}

void TestTicketChecks::aPriceFarThroughTheMarketIsStopped()
{
    TicketBench bench;
    armed(bench);
    bench.type("Limit price", "6924.50");
    cannotBeSent(bench, "ticks from the market, more than the guard of 500");
}

void TestTicketChecks::aClosedMarketIsNamedWithItsMode()
{
    TicketBench bench;
    armed(bench);
    bench.quote(bench.es, "6024.50", "6024.75", MarketMode::Halted);
    bench.panel.refresh();
    warns(bench, "its mode is Halted");
}

void TestTicketChecks::staleDataBlocks()
{
    TicketBench bench;
    armed(bench);
    bench.board.setConnectionFresh(false);
    bench.panel.refresh();
    cannotBeSent(bench, "prices are not fresh");
}

void TestTicketChecks::aMarketWithoutAnImageBlocks()
{
    TicketBench bench;
    armed(bench);
    const MarketKey late{ExchangeId{"NYMEX"}, ContractId{"CL"}, MarketId{"XNYMEX CL (Z26)"}};
    bench.board.expect(late);
    bench.panel.setMarket(late);
    cannotBeSent(bench, "have not arrived yet");
}

void TestTicketChecks::noMarketSaysSo()
{
    TradingScene scene;
    scene.logIn();
    ui::TicketPanel panel{scene.board, scene.accounts, scene.desk, scene.theme};
    panel.show();
    const auto text = [&panel](const char *name) {
        return panel.findChild<QLabel *>(QString::fromLatin1(name))->text();
    };
    QVERIFY(text("blockingProblems").contains(QStringLiteral("No market is chosen")));
    QCOMPARE(text("draftSentence"), QStringLiteral("No market is chosen."));
}

void TestTicketChecks::noAccountSaysSo()
{
    TradingScene scene;
    ui::TicketPanel panel{scene.board, scene.accounts, scene.desk, scene.theme};
    panel.setMarket(scene.es);
    const QLabel *blocks = panel.findChild<QLabel *>(QStringLiteral("blockingProblems"));
    QVERIFY(blocks->text().contains(QStringLiteral("No account is chosen")));
    scene.logIn({"acc-7", "acc-1"});
    panel.refresh();
    QVERIFY(!blocks->text().contains(QStringLiteral("No account is chosen")));
    QCOMPARE(panel.account(), AccountId{"acc-7"});
    panel.setAccount(AccountId{"acc-1"});
    QCOMPARE(panel.draft().account, AccountId{"acc-1"});
}

void TestTicketChecks::aBlockedAccountIsNamedWithItsStatus()
{
    TicketBench bench;
    armed(bench);
    bench.snapshotAccount(bench.account, t4proto::v1::common::ACCOUNT_STATUS_LOSS_LIMIT_EXCEEDED);
    bench.panel.refresh();
    cannotBeSent(bench, "The account may not trade");
    QVERIFY(bench.named<ui::NamedCombo>("Account")->currentText().contains(u'('));
}

void TestTicketChecks::aStopWithImmediateOrCancelWarns()
{
    TicketBench bench;
    armed(bench);
    bench.panel.setOrderType(OrderType::StopMarket);
    bench.choose("Time in force", "IOC");
    warns(bench, "A stop order cannot be IOC or FOK");
}

void TestTicketChecks::theSummaryFollowsPositionsThatChange()
{
    TicketBench bench;
    QVERIFY(bench.label("outlookSentence").startsWith(QStringLiteral("Long 1 if filled")));
    bench.accounts.applyPosition(bench.positionOf(bench.es, 0, 3, "6020"));
    bench.panel.refresh();
    QVERIFY(bench.label("outlookSentence").startsWith(QStringLiteral("Short 2 if filled")));
}

QTEST_MAIN(TestTicketChecks)
#include "test_ticket_checks.moc"
