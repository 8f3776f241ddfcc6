// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ticket/ticket_bench.h"

#include <QCheckBox>
#include <QDateTimeEdit>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace Qt::StringLiterals;

namespace {

WallTime utc(const char *text)
{
    const QDateTime moment = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
    return WallTime{std::chrono::milliseconds{moment.toMSecsSinceEpoch()}};
}

void enter(TicketBench &bench, const char *name, const QDateTime &time)
{
    bench.named<QDateTimeEdit>(name)->setDateTime(time);
}

} // namespace

/// Every condition an order can wait for, and every way it ends by itself, in the draft that goes out.
class TestTicketActivation : public QObject
{
    Q_OBJECT

private slots:
    void atOnceNeedsNothing();
    void aPriceConditionTakesPriceAndLots_data();
    void aPriceConditionTakesPriceAndLots();
    void aTimeIsReadInItsZone();
    void aDelayHasItsUnit_data();
    void aDelayHasItsUnit();
    void aMarketModeIsChosen();
    void theQueueIsReleasedByHand();
    void cancelConditionsGoWithAnyOrder();
    void giveUpNeedsSomethingToWaitFor();
    void whatIsMissingIsShownAtTheCondition();
    void aNewMarketTakesAPriceOfItsOwn();
};

void TestTicketActivation::atOnceNeedsNothing()
{
    TicketBench bench;
    QVERIFY(bench.panel.draft().activation.isDefault());
    QVERIFY(!bench.field("Activation price")->isVisible());
    QVERIFY(!bench.named<QDateTimeEdit>("Activation moment time")->isVisible());
}

void TestTicketActivation::aPriceConditionTakesPriceAndLots_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("onQuote");
    const auto row = [](const char *choice, ActivationKind kind, bool onQuote) {
        QTest::newRow(choice) << QString::fromLatin1(choice) << static_cast<int>(kind) << onQuote;
    };
    row("Trade at or above", ActivationKind::TradeAtOrAbove, false);
    row("Trade at or below", ActivationKind::TradeAtOrBelow, false);
    row("Quote at or above", ActivationKind::QuoteAtOrAbove, true);
    row("Quote at or below", ActivationKind::QuoteAtOrBelow, true);
}

void TestTicketActivation::aPriceConditionTakesPriceAndLots()
{
    QFETCH(QString, choice);
    QFETCH(int, kind);
    QFETCH(bool, onQuote);
    for (const bool buys : {true, false}) {
        TicketBench bench;
        bench.click("Arm");
        bench.click(buys ? "Buy" : "Sell");
        bench.choose("Activation", choice.toLatin1());
        QCOMPARE(bench.panel.draft().activation.price, Price::parse("6024.5")); // the last trade, to start from
        QVERIFY(!bench.panel.draft().activation.volume);
        bench.type("Activation price", "6030.25");
        bench.type("Activation lots", "50");
        QCOMPARE(bench.named<ui::NamedCombo>("Activation quote side")->isVisible(), onQuote);
        if (onQuote) {
            bench.choose("Activation quote side", "Best offer");
            QTest::keyClick(bench.named<QCheckBox>("Count implied prices"), Qt::Key_Space);
        }
        bench.click("Submit order");
        QVERIFY2(bench.submitted.size() == 1, qPrintable(bench.label("blockingProblems")));
        const Activation &sent = bench.submitted.front().activation;
        QCOMPARE(static_cast<int>(sent.kind), kind);
        QCOMPARE(sent.price, Price::parse("6030.25"));
        QCOMPARE(sent.volume, std::optional{Quantity{50}});
        QCOMPARE(sent.quoteSide, onQuote ? Side::Sell : Side::Buy);
        QCOMPARE(sent.countImplied, onQuote);
        QVERIFY(!sent.submit.isSet() && !sent.cancel.isSet() && !sent.giveUp.isSet());
        QVERIFY(bench.label("draftSentence").contains(u"6030.25, at least 50 in size"_s));
    }
}

void TestTicketActivation::aTimeIsReadInItsZone()
{
    TicketBench bench;
    bench.choose("Activation", "At a time");
    QVERIFY(bench.panel.draft().activation.submit.time);
    enter(bench, "Activation moment time", QDateTime{QDate{2026, 12, 1}, QTime{8, 30, 15}, Qt::UTC});
    // Central Standard Time: six hours behind.
    QCOMPARE(bench.panel.draft().activation.kind, ActivationKind::AtTime);
    QCOMPARE(bench.panel.draft().activation.submit.time, std::optional{utc("2026-12-01T14:30:15Z")});
    QVERIFY(bench.label("draftSentence").contains(u"sent at 2026-12-01 08:30:15 Chicago"_s));
    bench.choose("Activation moment zone", "local"); // the moment stays, its reading changes
    QCOMPARE(bench.panel.draft().activation.submit.time, std::optional{utc("2026-12-01T14:30:15Z")});
    const QDateTime local = QDateTime::fromString(u"2026-12-01T14:30:15Z"_s, Qt::ISODate).toLocalTime();
    QCOMPARE(bench.named<QDateTimeEdit>("Activation moment time")->time(), local.time());
}

void TestTicketActivation::aDelayHasItsUnit_data()
{
    QTest::addColumn<QString>("unit");
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<QString>("words");
    QTest::newRow("seconds") << u"seconds"_s << 45'000 << u"sent after 45 s"_s;
    QTest::newRow("minutes") << u"minutes"_s << 2'700'000 << u"sent after 45 min"_s;
    QTest::newRow("milliseconds") << u"ms"_s << 45 << u"sent after 45 ms"_s;
}

void TestTicketActivation::aDelayHasItsUnit()
{
    QFETCH(QString, unit);
    QFETCH(int, milliseconds);
    QFETCH(QString, words);
    TicketBench bench;
    bench.choose("Activation", "After a delay");
    bench.type("Activation moment delay", "45");
    bench.choose("Activation moment delay unit", unit.toLatin1());
    const Activation made = bench.panel.draft().activation;
    QCOMPARE(made.kind, ActivationKind::AtTime);
    QVERIFY(!made.submit.time);
    QCOMPARE(made.submit.delay, std::optional{std::chrono::milliseconds{milliseconds}});
    QVERIFY2(bench.label("draftSentence").contains(words), qPrintable(bench.label("draftSentence")));
}

void TestTicketActivation::aMarketModeIsChosen()
{
    TicketBench bench;
    bench.choose("Activation", "Market mode");
    bench.choose("Activation mode", "Pre-open");
    QCOMPARE(bench.panel.draft().activation.kind, ActivationKind::OnMarketMode);
    QCOMPARE(bench.panel.draft().activation.mode, MarketMode::PreOpen);
    QVERIFY(bench.label("draftSentence").contains(u"when the market is pre-open"_s));
}

void TestTicketActivation::theQueueIsReleasedByHand()
{
    TicketBench bench;
    bench.desk.setArmed(true);
    bench.choose("Activation", "Queue, by hand");
    bench.click("Submit order");
    QCOMPARE(bench.submitted.size(), 1U);
    QCOMPARE(bench.submitted.front().activation.kind, ActivationKind::Queue);
    QVERIFY(bench.label("draftSentence").contains(u"held until you release it"_s));
}

void TestTicketActivation::cancelConditionsGoWithAnyOrder()
{
    TicketBench bench;
    bench.desk.setArmed(true);
    QVERIFY(!bench.named<ui::NamedCombo>("Pull")->isVisible());
    bench.click("Cancel conditions");
    bench.choose("Pull", "After a delay");
    bench.type("Pull delay", "90");
    bench.click("Submit order");
    QVERIFY2(bench.submitted.size() == 1, qPrintable(bench.label("blockingProblems")));
    const Activation &sent = bench.submitted.front().activation;
    QCOMPARE(sent.kind, ActivationKind::Immediate);
    QCOMPARE(sent.cancel.delay, std::optional{std::chrono::milliseconds{90'000}});
    bench.click("Cancel conditions"); // not shown is not sent
    QVERIFY(bench.panel.draft().activation.isDefault());
}

void TestTicketActivation::giveUpNeedsSomethingToWaitFor()
{
    TicketBench bench;
    bench.click("Cancel conditions");
    QVERIFY(!bench.named<ui::NamedCombo>("Give up")->isVisible());
    bench.choose("Activation", "Trade at or above");
    bench.choose("Give up", "At a time");
    enter(bench, "Give up time", QDateTime{QDate{2026, 12, 1}, QTime{15, 0}, Qt::UTC});
    const Activation made = bench.panel.draft().activation;
    QCOMPARE(made.giveUp.time, std::optional{utc("2026-12-01T21:00:00Z")});
    QVERIFY(!made.cancel.isSet());
    bench.choose("Activation", "At once");
    QVERIFY(!bench.panel.draft().activation.giveUp.isSet());
}

void TestTicketActivation::whatIsMissingIsShownAtTheCondition()
{
    TicketBench bench;
    bench.desk.setArmed(true);
    bench.choose("Activation", "Trade at or above");
    bench.type("Activation price", "6030.10");
    QVERIFY(bench.label("blockingProblems").contains(u"6030.00 and 6030.25"_s));
    bench.field("Activation price")->selectAll();
    QTest::keyClick(bench.field("Activation price"), Qt::Key_Delete);
    QVERIFY2(bench.label("blockingProblems").contains(u"“Trade at or above” is not complete"_s),
             qPrintable(bench.label("blockingProblems")));
    QVERIFY(bench.named<ui::NamedCombo>("Activation")->toolTip().contains(u"not complete"_s));
    QVERIFY(!bench.button("Submit order")->isEnabled());
    bench.choose("Activation", "At a time");
    enter(bench, "Activation moment time", QDateTime{QDate{2001, 1, 1}, QTime{12, 0}, Qt::UTC});
    QVERIFY(bench.label("blockingProblems").contains(u"The time of the condition is over"_s));
}

void TestTicketActivation::aNewMarketTakesAPriceOfItsOwn()
{
    TicketBench bench;
    bench.choose("Activation", "Trade at or below");
    bench.type("Activation price", "6000");
    bench.panel.setMarket(bench.zn);
    QCOMPARE(bench.panel.draft().activation.price, Price::parse("110.5"));
}

QTEST_MAIN(TestTicketActivation)
#include "test_ticket_activation.moc"
