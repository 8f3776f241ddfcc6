// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ticket/ticket_bench.h"

#include <QCheckBox>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace Qt::StringLiterals;

namespace {

std::optional<Price> priced(const char *text)
{
    return *text == '\0' ? std::nullopt : Price::parse(text);
}

} // namespace

/// Every kind of order and every time in force, in the draft that goes out.
class TestTicketKinds : public QObject
{
    Q_OBJECT

private slots:
    void eachOrderTypeByKeys_data();
    void eachOrderTypeByKeys();
    void eachOrderTypeByMouse_data();
    void eachOrderTypeByMouse();
    void aTrailingStopTakesItsDistanceInTicksPriceOrMoney_data();
    void aTrailingStopTakesItsDistanceInTicksPriceOrMoney();
    void aTrailingStopStartsItsDistanceFromTheMarketUntilTouched();
    void aTrailingStopWithoutADistanceCannotBeSent();
    void flattenStartsWithWhatClosesThePosition_data();
    void flattenStartsWithWhatClosesThePosition();
    void flattenEverythingLeavesSideAndQuantityToTheServer();
    void aTimeThatTheKindCannotHaveSaysWhy_data();
    void aTimeThatTheKindCannotHaveSaysWhy();
    void aWishedTimeComesBackWithItsKind();
    void eachTimeInForce_data();
    void eachTimeInForce();
};

void TestTicketKinds::eachOrderTypeByKeys_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("limit");
    QTest::addColumn<QString>("stop");
    const auto row = [](const char *entry, OrderType type, const char *limit, const char *stop) {
        QTest::newRow(entry) << QString::fromLatin1(entry) << static_cast<int>(type) << QString::fromLatin1(limit)
                             << QString::fromLatin1(stop);
    };
    row("Market", OrderType::Market, "", "");
    row("Limit", OrderType::Limit, "6023.25", "");
    row("Stop market", OrderType::StopMarket, "", "6030.5");
    row("Stop limit", OrderType::StopLimit, "6031", "6030.5");
    row("Stop = limit", OrderType::StopSameLimit, "", "6030.5");
    row("Market if touched", OrderType::MarketIfTouched, "6020", "");
    row("Join", OrderType::Join, "", "");
    row("Hit", OrderType::Hit, "", "");
}

void TestTicketKinds::eachOrderTypeByKeys()
{
    QFETCH(QString, entry);
    QFETCH(int, type);
    QFETCH(QString, limit);
    QFETCH(QString, stop);
    TicketBench bench;
    QTest::keyClick(bench.button("Arm"), Qt::Key_Space);
    bench.choose("Order type", entry.toLatin1());
    if (!limit.isEmpty())
        bench.type("Limit price", limit.toLatin1());
    if (!stop.isEmpty())
        bench.type("Stop price", stop.toLatin1());
    bench.type("Quantity", "5");
    QTest::keyClick(bench.field("Quantity"), Qt::Key_F9);
    QCOMPARE(bench.submitted.size(), 1U);
    const OrderDraft &draft = bench.submitted.front();
    QCOMPARE(static_cast<int>(draft.type), type);
    QCOMPARE(draft.account, bench.account);
    QCOMPARE(draft.market, bench.es.market);
    QCOMPARE(draft.side, Side::Buy);
    QCOMPARE(draft.volume, Quantity{5});
    QCOMPARE(draft.timeInForce, TimeInForce::Day);
    QCOMPARE(draft.limit, priced(limit.toLatin1()));
    QCOMPARE(draft.stop, priced(stop.toLatin1()));
    QVERIFY(!draft.maxShow);
    QVERIFY(draft.manual);
}

void TestTicketKinds::eachOrderTypeByMouse_data()
{
    eachOrderTypeByKeys_data();
}

void TestTicketKinds::eachOrderTypeByMouse()
{
    QFETCH(QString, entry);
    QFETCH(int, type);
    QFETCH(QString, limit);
    QFETCH(QString, stop);
    TicketBench bench;
    bench.click("Arm");
    bench.click("Sell");
    bench.pick("Order type", entry.toLatin1());
    bench.click("Quantity 10");
    if (bench.button("Hit")->isEnabled())
        bench.click("Hit");
    bench.click("Submit order");
    QCOMPARE(bench.submitted.size(), 1U);
    const OrderDraft &draft = bench.submitted.front();
    QCOMPARE(static_cast<int>(draft.type), type);
    QCOMPARE(draft.side, Side::Sell);
    QCOMPARE(draft.volume, Quantity{10});
    QCOMPARE(draft.limit, limit.isEmpty() ? std::nullopt : Price::parse("6024.50"));
    QCOMPARE(draft.stop, stop.isEmpty() ? std::nullopt : Price::parse("6024.25")); // one tick below the bid
}

void TestTicketKinds::aTrailingStopTakesItsDistanceInTicksPriceOrMoney_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("buys");
    QTest::addColumn<QString>("stop");
    for (const bool buys : {true, false}) {
        const QString stop = buys ? QStringLiteral("6026.75") : QStringLiteral("6022.50");
        for (const char *kind : {"Trailing stop", "Trailing stop limit"}) {
            const QString name = QString::fromLatin1(kind);
            QTest::addRow("%s in ticks %d", kind, buys) << name << u"ticks"_s << u"8"_s << buys << stop;
            QTest::addRow("%s in points %d", kind, buys) << name << u"points"_s << u"2.00"_s << buys << stop;
            // 2 lots at 12.50 a tick: 210 is worth 8 ticks and a rest that buys no ninth.
            QTest::addRow("%s in money %d", kind, buys) << name << u"money"_s << u"$210"_s << buys << stop;
        }
    }
}

void TestTicketKinds::aTrailingStopTakesItsDistanceInTicksPriceOrMoney()
{
    QFETCH(QString, kind);
    QFETCH(QString, unit);
    QFETCH(QString, typed);
    QFETCH(bool, buys);
    QFETCH(QString, stop);
    TicketBench bench;
    bench.click("Arm");
    bench.click(buys ? "Buy" : "Sell");
    bench.click("Quantity 2");
    bench.choose("Order type", kind.toLatin1());
    bench.choose("Trail distance unit", unit.toLatin1());
    bench.type("Trail distance", typed.toLatin1());
    bench.click("Submit order");
    QCOMPARE(bench.submitted.size(), 1U);
    const OrderDraft &draft = bench.submitted.front();
    QCOMPARE(draft.type, kind == u"Trailing stop"_s ? OrderType::StopMarket : OrderType::StopLimit);
    QCOMPARE(draft.side, buys ? Side::Buy : Side::Sell);
    QCOMPARE(draft.trail, Price::parse("2"));
    QCOMPARE(draft.stop, Price::parse(stop.toStdString())); // its distance from the other side of the book
    QVERIFY(bench.label("draftSentence").contains(QStringLiteral("trailing by 8 ticks")));
}

void TestTicketKinds::aTrailingStopStartsItsDistanceFromTheMarketUntilTouched()
{
    TicketBench bench;
    bench.choose("Order type", "Trailing stop");
    bench.type("Trail distance", "4");
    QCOMPARE(bench.panel.draft().stop, Price::parse("6025.75"));
    bench.quote(bench.es, "6030.00", "6030.25"); // a price never moves under the user
    bench.panel.refresh();
    QCOMPARE(bench.panel.draft().stop, Price::parse("6025.75"));
    bench.type("Stop price", "6040");
    bench.type("Trail distance", "6");
    QCOMPARE(bench.panel.draft().stop, Price::parse("6040"));
    QCOMPARE(bench.panel.draft().trail, Price::parse("1.5"));
}

void TestTicketKinds::aTrailingStopWithoutADistanceCannotBeSent()
{
    TicketBench bench;
    bench.desk.setArmed(true);
    bench.choose("Order type", "Trailing stop");
    QVERIFY(bench.label("blockingProblems").contains(QStringLiteral("trail distance is missing")));
    QVERIFY(!bench.button("Submit order")->isEnabled());
    bench.type("Trail distance", "0");
    QVERIFY(bench.label("blockingProblems").contains(QStringLiteral("1 or more")));
    bench.type("Trail distance", "3");
    QVERIFY(bench.button("Submit order")->isEnabled());
}

void TestTicketKinds::flattenStartsWithWhatClosesThePosition_data()
{
    QTest::addColumn<int>("buys");
    QTest::addColumn<int>("sells");
    QTest::addColumn<bool>("closesBySelling");
    QTest::newRow("long") << 5 << 2 << true;
    QTest::newRow("short") << 1 << 4 << false;
}

void TestTicketKinds::flattenStartsWithWhatClosesThePosition()
{
    QFETCH(int, buys);
    QFETCH(int, sells);
    QFETCH(bool, closesBySelling);
    TicketBench bench;
    bench.desk.setArmed(true);
    bench.accounts.applyPosition(bench.positionOf(bench.es, buys, sells, "6020"));
    bench.choose("Order type", "Flatten");
    bench.click("Submit order");
    QCOMPARE(bench.submitted.size(), 1U);
    const OrderDraft &draft = bench.submitted.front();
    QCOMPARE(draft.type, OrderType::Flatten);
    QCOMPARE(draft.side, closesBySelling ? Side::Sell : Side::Buy);
    QCOMPARE(draft.volume, Quantity{3});
    QVERIFY(!draft.flattenAll);
    bench.type("Quantity", "2"); // closes a part
    QCOMPARE(bench.panel.draft().volume, Quantity{2});
}

void TestTicketKinds::flattenEverythingLeavesSideAndQuantityToTheServer()
{
    TicketBench bench;
    bench.desk.setArmed(true);
    bench.accounts.applyPosition(bench.positionOf(bench.es, 3, 0, "6020"));
    QVERIFY(bench.named<QCheckBox>("Close everything")->isHidden());
    bench.choose("Order type", "Flatten");
    QTest::keyClick(bench.named<QCheckBox>("Close everything"), Qt::Key_Space);
    QVERIFY(!bench.field("Quantity")->isEnabled());
    QCOMPARE(bench.label("draftSentence"), QStringLiteral("Close the whole position in ESZ6."));
    QVERIFY(bench.label("outlookSentence").startsWith(QStringLiteral("Flat")));
    bench.click("Submit order");
    QCOMPARE(bench.submitted.size(), 1U);
    QVERIFY(bench.submitted.front().flattenAll);
    bench.choose("Order type", "Limit");
    QVERIFY(!bench.panel.draft().flattenAll);
    QVERIFY(bench.field("Quantity")->isEnabled());
}

void TestTicketKinds::aTimeThatTheKindCannotHaveSaysWhy_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QStringList>("impossible");
    const auto row = [](const char *kind, const QStringList &impossible) {
        QTest::newRow(kind) << QString::fromLatin1(kind) << impossible;
    };
    const QStringList auctions{u"On open"_s, u"On close"_s};
    row("Market", {});
    row("Limit", {});
    row("Stop market", auctions);
    row("Stop limit", auctions);
    row("Stop = limit", auctions);
    row("Market if touched", auctions);
    row("Trailing stop", QStringList{u"IOC"_s, u"FOK"_s} + auctions);
    row("Join", QStringList{u"IOC"_s, u"FOK"_s} + auctions);
    row("Hit", auctions);
    row("Flatten", QStringList{u"GTC"_s, u"IOC"_s, u"FOK"_s} + auctions);
}

void TestTicketKinds::aTimeThatTheKindCannotHaveSaysWhy()
{
    QFETCH(QString, kind);
    QFETCH(QStringList, impossible);
    TicketBench bench;
    bench.choose("Order type", kind.toLatin1());
    const auto *times = bench.named<ui::NamedCombo>("Time in force");
    QStringList found;
    for (int place = 0; place < times->count(); ++place) {
        const QModelIndex index = times->model()->index(place, 0);
        if (times->model()->flags(index).testFlag(Qt::ItemIsEnabled))
            continue;
        found << times->itemText(place);
        QVERIFY2(times->itemData(place, Qt::ToolTipRole).toString().endsWith(u'.'), qPrintable(times->itemText(place)));
    }
    QCOMPARE(found, impossible);
}

void TestTicketKinds::aWishedTimeComesBackWithItsKind()
{
    TicketBench bench;
    bench.choose("Time in force", "IOC");
    bench.choose("Order type", "Join");
    QCOMPARE(bench.panel.draft().timeInForce, TimeInForce::Day);
    bench.choose("Order type", "Limit");
    QCOMPARE(bench.panel.draft().timeInForce, TimeInForce::ImmediateOrCancel);
}

void TestTicketKinds::eachTimeInForce_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<int>("time");
    QTest::newRow("day") << QStringLiteral("Day") << static_cast<int>(TimeInForce::Day);
    QTest::newRow("gtc") << QStringLiteral("GTC") << static_cast<int>(TimeInForce::GoodTillCancelled);
    QTest::newRow("ioc") << QStringLiteral("IOC") << static_cast<int>(TimeInForce::ImmediateOrCancel);
    QTest::newRow("on open") << QStringLiteral("On open") << static_cast<int>(TimeInForce::MarketOnOpen);
    QTest::newRow("on close") << QStringLiteral("On close") << static_cast<int>(TimeInForce::MarketOnClose);
    QTest::newRow("fok") << QStringLiteral("FOK") << static_cast<int>(TimeInForce::FillOrKill);
}

void TestTicketKinds::eachTimeInForce()
{
    QFETCH(QString, entry);
    QFETCH(int, time);
    TicketBench bench;
    bench.desk.setArmed(true);
    bench.choose("Time in force", entry.toLatin1());
    bench.click("Submit order");
    QCOMPARE(bench.submitted.size(), 1U);
    QCOMPARE(static_cast<int>(bench.submitted.front().timeInForce), time);
}

QTEST_MAIN(TestTicketKinds)
#include "test_ticket_kinds.moc"
