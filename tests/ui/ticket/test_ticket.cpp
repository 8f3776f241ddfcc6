// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/orders/panel_shots.h"
#include "tests/ui/ticket/ticket_bench.h"
#include "ui/ticket/quantity_row.h"
#include "ui/ticket/ticket_dialog.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QShortcut>

using namespace depthdeck;
using namespace depthdeck::test;

namespace {

std::optional<Price> priced(const char *text)
{
    return *text == '\0' ? std::nullopt : Price::parse(text);
}

} // namespace

class TestTicket : public QObject
{
    Q_OBJECT

private slots:
    void everyControlHasItsName();
    void itIsLockedAtStartAndSaysSo();
    void armAndLockByTheButton();
    void f9SubmitsNothingWhileLocked();
    void aHeldKeyIsOneOrder();
    void eachOrderTypeByKeys_data();
    void eachOrderTypeByKeys();
    void eachOrderTypeByMouse_data();
    void eachOrderTypeByMouse();
    void eachTimeInForce_data();
    void eachTimeInForce();
    void theLettersBAndSChooseTheSideEverywhere();
    void pricesThatTheTypeDoesNotUseAreDisabledAndEmpty();
    void anEnteredPriceComesBackWithItsType();
    void thePriceJoinsTheOwnSideWhenTheMarketChanges();
    void anUntouchedPriceFollowsTheSideATouchedOneStays();
    void aPriceNeverMovesWithTheMarket();
    void aLateFirstImageGivesTheFirstPrice();
    void joinAndHitTakeWhatTheyShow();
    void stepsGoThroughTheMarketsTicks_data();
    void stepsGoThroughTheMarketsTicks();
    void pricesAreTypedInTheMarketsNotation_data();
    void pricesAreTypedInTheMarketsNotation();
    void theQuantityStepsByKeysWheelAndButtons();
    void presetsSetTheQuantityAndCanBeChanged();
    void aPriceFromTheDepthGoesWhereTheTypeUsesIt();
    void maxShowIsSentAsTyped();
    void anEmptyMaxShowSendsNone();
    void maxShowIsOfferedOnlyWhereTheTypeRests_data();
    void maxShowIsOfferedOnlyWhereTheTypeRests();
    void anEnteredMaxShowComesBackWithItsType();
    void maxShowStepsAndHasItsMnemonic();
    void theAnswerIsShownInOneLine();
    void theMarketFieldAsksForTheSearch();
    void tabGoesThroughTheControlsInOrder();
    void returnInAFieldSubmitsNothing();
    void theDialogIsNotModal();
    void looksRightAtEveryScale();
};

void TestTicket::everyControlHasItsName()
{
    TicketBench bench;
    QVERIFY(bench.named<ui::NamedCombo>("Account"));
    QVERIFY(bench.field("Market"));
    QVERIFY(bench.button("Buy"));
    QVERIFY(bench.button("Sell"));
    QVERIFY(bench.field("Quantity"));
    QVERIFY(bench.named<ui::NamedCombo>("Order type"));
    QVERIFY(bench.field("Limit price"));
    QVERIFY(bench.field("Stop price"));
    QVERIFY(bench.field("Max show"));
    QVERIFY(bench.named<ui::NamedCombo>("Time in force"));
    QVERIFY(bench.button("Submit order"));
    QVERIFY(bench.button("Arm"));
    for (const char *name : {"Buy", "Submit order", "Arm"}) {
        const QAccessibleInterface *access = QAccessible::queryAccessibleInterface(bench.button(name));
        QCOMPARE(access->text(QAccessible::Name), QString::fromLatin1(name));
    }
    QCOMPARE(bench.panel.accessibleDescription(), QStringLiteral("ESZ6"));
}

void TestTicket::itIsLockedAtStartAndSaysSo()
{
    TicketBench bench;
    QVERIFY(!bench.button("Submit order")->isEnabled());
    QVERIFY(bench.button("Submit order")->text().startsWith(QStringLiteral("Locked")));
    QTest::mouseClick(bench.button("Submit order"), Qt::LeftButton);
    QVERIFY(bench.submitted.empty());
    bench.desk.setLive(false);
    QVERIFY(bench.button("Submit order")->text().startsWith(QStringLiteral("Not live")));
    QVERIFY(!bench.button("Arm")->isEnabled());
}

void TestTicket::armAndLockByTheButton()
{
    TicketBench bench;
    bench.click("Arm");
    QCOMPARE(bench.arms, std::vector{true});
    QVERIFY(bench.button("Submit order")->isEnabled());
    QCOMPARE(bench.button("Submit order")->text(), QStringLiteral("Submit order  F9"));
    QCOMPARE(bench.button("Arm")->text(), QStringLiteral("Armed"));
    bench.click("Arm");
    QCOMPARE(bench.arms, (std::vector{true, false}));
    QVERIFY(!bench.button("Submit order")->isEnabled());
    bench.click("Arm");
    bench.desk.setLive(false); // disarms by itself
    QVERIFY(!bench.button("Submit order")->isEnabled());
    QCOMPARE(bench.button("Arm")->text(), QStringLiteral("Arm"));
}

void TestTicket::f9SubmitsNothingWhileLocked()
{
    TicketBench bench;
    QTest::keyClick(&bench.panel, Qt::Key_F9);
    QVERIFY(bench.submitted.empty());
    QVERIFY(bench.label("answer").startsWith(QStringLiteral("Not sent")));
}

void TestTicket::aHeldKeyIsOneOrder()
{
    TicketBench bench;
    bench.click("Arm");
    QTest::keyClick(&bench.panel, Qt::Key_F9);
    QCOMPARE(bench.submitted.size(), std::size_t{1});
    for (const QShortcut *shortcut : bench.panel.findChildren<QShortcut *>())
        if (shortcut->key() == QKeySequence{Qt::Key_F9})
            QVERIFY(!shortcut->autoRepeat());
}

void TestTicket::eachOrderTypeByKeys_data()
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
    row("Market if touched", OrderType::MarketIfTouched, "6020", "");
}

void TestTicket::eachOrderTypeByKeys()
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

void TestTicket::eachOrderTypeByMouse_data()
{
    eachOrderTypeByKeys_data();
}

void TestTicket::eachOrderTypeByMouse()
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

void TestTicket::eachTimeInForce_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<int>("time");
    QTest::newRow("day") << QStringLiteral("Day") << static_cast<int>(TimeInForce::Day);
    QTest::newRow("gtc") << QStringLiteral("GTC") << static_cast<int>(TimeInForce::GoodTillCancelled);
    QTest::newRow("ioc") << QStringLiteral("IOC") << static_cast<int>(TimeInForce::ImmediateOrCancel);
    QTest::newRow("fok") << QStringLiteral("FOK") << static_cast<int>(TimeInForce::FillOrKill);
}

void TestTicket::eachTimeInForce()
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

void TestTicket::theLettersBAndSChooseTheSideEverywhere()
{
    TicketBench bench;
    for (const char *name : {"Limit price", "Quantity", "Max show"}) {
        const QString before = bench.field(name)->text();
        bench.field(name)->setFocus();
        QTest::keyClick(bench.field(name), Qt::Key_S);
        QCOMPARE(bench.panel.draft().side, Side::Sell);
        QTest::keyClick(bench.field(name), Qt::Key_B);
        QCOMPARE(bench.panel.draft().side, Side::Buy);
        QCOMPARE(bench.field(name)->text(), before);
    }
    bench.named<ui::NamedCombo>("Order type")->setFocus();
    QTest::keyClick(bench.named<ui::NamedCombo>("Order type"), Qt::Key_S);
    QCOMPARE(bench.panel.draft().side, Side::Sell);
    QTest::keyClick(&bench.panel, Qt::Key_B, Qt::AltModifier);
    QTRY_COMPARE(bench.panel.draft().side, Side::Buy);
}

void TestTicket::pricesThatTheTypeDoesNotUseAreDisabledAndEmpty()
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

void TestTicket::anEnteredPriceComesBackWithItsType()
{
    TicketBench bench;
    bench.type("Limit price", "6011.75");
    bench.choose("Order type", "Market");
    QVERIFY(bench.field("Limit price")->text().isEmpty());
    QVERIFY(!bench.panel.draft().limit);
    bench.choose("Order type", "Limit");
    QCOMPARE(bench.panel.draft().limit, Price::parse("6011.75"));
}

void TestTicket::thePriceJoinsTheOwnSideWhenTheMarketChanges()
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

void TestTicket::anUntouchedPriceFollowsTheSideATouchedOneStays()
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

void TestTicket::aPriceNeverMovesWithTheMarket()
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

void TestTicket::aLateFirstImageGivesTheFirstPrice()
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

void TestTicket::joinAndHitTakeWhatTheyShow()
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

void TestTicket::stepsGoThroughTheMarketsTicks_data()
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

void TestTicket::stepsGoThroughTheMarketsTicks()
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

void TestTicket::pricesAreTypedInTheMarketsNotation_data()
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

void TestTicket::pricesAreTypedInTheMarketsNotation()
{
    QFETCH(QString, typed);
    QFETCH(QString, price);
    TicketBench bench;
    bench.panel.setMarket(bench.zn);
    bench.type("Limit price", typed.toLatin1());
    QCOMPARE(bench.panel.draft().limit, Price::parse(price.toStdString()));
}

void TestTicket::theQuantityStepsByKeysWheelAndButtons()
{
    TicketBench bench;
    QLineEdit *field = bench.field("Quantity");
    field->setFocus();
    QTest::keyClick(field, Qt::Key_Up);
    QCOMPARE(bench.panel.draft().volume, Quantity{2});
    QTest::keyClick(field, Qt::Key_PageUp);
    QCOMPARE(bench.panel.draft().volume, Quantity{12});
    TicketBench::wheel(field, -1);
    QCOMPARE(bench.panel.draft().volume, Quantity{11});
    bench.click("One more");
    QCOMPARE(bench.panel.draft().volume, Quantity{12});
    bench.click("One less");
    QCOMPARE(bench.panel.draft().volume, Quantity{11});
    for (int step = 0; step < 3; ++step)
        QTest::keyClick(field, Qt::Key_PageDown);
    QCOMPARE(bench.panel.draft().volume, Quantity{1});
}

void TestTicket::presetsSetTheQuantityAndCanBeChanged()
{
    TicketBench bench;
    bench.click("Quantity 5");
    QCOMPARE(bench.panel.draft().volume, Quantity{5});
    bench.panel.quantityRow().setPresets({Quantity{3}, Quantity{0}, Quantity{25}});
    QVERIFY(bench.button("Quantity 25"));
    QVERIFY(!bench.button("Quantity 5"));
    QCOMPARE(bench.panel.quantityRow().presets().size(), 2U);
    bench.click("Quantity 25");
    QCOMPARE(bench.panel.draft().volume, Quantity{25});

    std::vector<Quantity> edited;
    QObject::connect(&bench.panel.quantityRow(), &ui::QuantityRow::presetsEdited, &bench.panel,
                     [&edited](const std::vector<Quantity> &presets) { edited = presets; });
    bench.type("Quantity", "40");
    QContextMenuEvent event{QContextMenuEvent::Mouse, QPoint{2, 2},
                            bench.button("Quantity 3")->mapToGlobal(QPoint{2, 2})};
    QApplication::sendEvent(bench.button("Quantity 3"), &event);
    QTRY_VERIFY(QApplication::activePopupWidget());
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
    QCOMPARE(edited, (std::vector{Quantity{40}, Quantity{25}}));
    QVERIFY(bench.button("Quantity 40"));
}

void TestTicket::aPriceFromTheDepthGoesWhereTheTypeUsesIt()
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

void TestTicket::maxShowIsSentAsTyped()
{
    TicketBench bench;
    bench.desk.setArmed(true);
    bench.type("Quantity", "10");
    bench.type("Max show", "2");
    QCOMPARE(bench.label("draftSentence"), QStringLiteral("Buy 10 ESZ6 limit 6024.50, showing 2 at a time, day."));
    QTest::keyClick(bench.field("Max show"), Qt::Key_F9);
    QCOMPARE(bench.submitted.size(), 1U);
    QCOMPARE(bench.submitted.front().maxShow, std::optional{Quantity{2}});
    QCOMPARE(bench.submitted.front().volume, Quantity{10});
    QCOMPARE(bench.submitted.front().type, OrderType::Limit);
    QCOMPARE(bench.submitted.front().limit, Price::parse("6024.50"));
}

void TestTicket::anEmptyMaxShowSendsNone()
{
    TicketBench bench;
    bench.desk.setArmed(true);
    bench.click("Quantity 10");
    bench.type("Max show", "2");
    QCOMPARE(bench.panel.draft().maxShow, std::optional{Quantity{2}});
    QTest::keyClick(bench.field("Max show"), Qt::Key_Backspace);
    QCOMPARE(bench.field("Max show")->text(), QString{});
    QCOMPARE(bench.field("Max show")->placeholderText(), QStringLiteral("all"));
    QCOMPARE(bench.label("draftSentence"), QStringLiteral("Buy 10 ESZ6 limit 6024.50, day."));
    bench.click("Submit order");
    QCOMPARE(bench.submitted.size(), 1U);
    QVERIFY(!bench.submitted.front().maxShow);
}

void TestTicket::maxShowIsOfferedOnlyWhereTheTypeRests_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<bool>("offered");
    QTest::newRow("market") << QStringLiteral("Market") << false;
    QTest::newRow("limit") << QStringLiteral("Limit") << true;
    QTest::newRow("stop market") << QStringLiteral("Stop market") << false;
    QTest::newRow("stop limit") << QStringLiteral("Stop limit") << true;
    QTest::newRow("market if touched") << QStringLiteral("Market if touched") << false;
}

void TestTicket::maxShowIsOfferedOnlyWhereTheTypeRests()
{
    QFETCH(QString, entry);
    QFETCH(bool, offered);
    TicketBench bench;
    bench.type("Quantity", "10");
    bench.type("Max show", "2");
    bench.choose("Order type", entry.toLatin1());
    QCOMPARE(bench.field("Max show")->isEnabled(), offered);
    QCOMPARE(bench.field("Max show")->text(), offered ? QStringLiteral("2") : QString{});
    QCOMPARE(bench.field("Max show")->placeholderText(), offered ? QStringLiteral("all") : QStringLiteral("not used"));
    QCOMPARE(bench.panel.draft().maxShow, offered ? std::optional{Quantity{2}} : std::nullopt);
}

void TestTicket::anEnteredMaxShowComesBackWithItsType()
{
    TicketBench bench;
    bench.type("Quantity", "10");
    bench.type("Max show", "4");
    bench.choose("Order type", "Market");
    QVERIFY(!bench.panel.draft().maxShow);
    bench.choose("Order type", "Limit");
    QCOMPARE(bench.panel.draft().maxShow, std::optional{Quantity{4}});
}

void TestTicket::maxShowStepsAndHasItsMnemonic()
{
    TicketBench bench;
    QTest::keyClick(&bench.panel, Qt::Key_M, Qt::AltModifier);
    QTRY_COMPARE(QApplication::focusWidget(), bench.field("Max show"));
    QTest::keyClick(bench.field("Max show"), Qt::Key_Up);
    QCOMPARE(bench.panel.draft().maxShow, std::optional{Quantity{1}});
    TicketBench::wheel(bench.field("Max show"), 2);
    QCOMPARE(bench.panel.draft().maxShow, std::optional{Quantity{3}});
}

void TestTicket::theAnswerIsShownInOneLine()
{
    TicketBench bench;
    QObject::connect(&bench.panel, &ui::TicketPanel::submitRequested, &bench.panel,
                     [&bench](const OrderDraft &draft) { bench.panel.showAnswer(bench.desk.submit(draft)); });
    bench.desk.setArmed(true);
    bench.click("Submit order");
    QCOMPARE(bench.route.submits.size(), 1U);
    QCOMPARE(bench.route.submits.front().orders(0).limit_price().value(), std::string{"6024.50"});
    QCOMPARE(bench.label("answer"), QStringLiteral("Sent: Buy 1 ESZ6 limit 6024.50, day."));
    bench.panel.showAnswer({DeskRefusal::NotLive, {}});
    QVERIFY(bench.label("answer").startsWith(QStringLiteral("Not sent: ")));
}

void TestTicket::theMarketFieldAsksForTheSearch()
{
    TicketBench bench;
    QCOMPARE(bench.field("Market")->text(), QStringLiteral("ESZ6 · E-mini S&P 500"));
    QTest::mouseClick(bench.field("Market"), Qt::LeftButton);
    QCOMPARE(bench.searches, 1);
    QTest::keyClick(bench.field("Market"), Qt::Key_Return);
    QCOMPARE(bench.searches, 2);
}

void TestTicket::tabGoesThroughTheControlsInOrder()
{
    TicketBench bench;
    bench.desk.setArmed(true);
    bench.panel.setOrderType(OrderType::StopLimit);
    bench.named<ui::NamedCombo>("Account")->setFocus();
    QStringList order;
    for (int tab = 0; tab < 17; ++tab) {
        order << QApplication::focusWidget()->accessibleName();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    const QStringList wanted{
        QStringLiteral("Account"),      QStringLiteral("Market"),     QStringLiteral("Buy"),
        QStringLiteral("Quantity"),     QStringLiteral("Order type"), QStringLiteral("Time in force"),
        QStringLiteral("Limit price"),  QStringLiteral("Stop price"), QStringLiteral("Max show"),
        QStringLiteral("Submit order"), QStringLiteral("Arm")};
    qsizetype from = 0;
    for (const QString &name : wanted) {
        const qsizetype at = order.indexOf(name, from);
        QVERIFY2(at >= from, qPrintable(name + QStringLiteral(" in ") + order.join(u',')));
        from = at;
    }
}

void TestTicket::returnInAFieldSubmitsNothing()
{
    TradingScene scene;
    scene.logIn();
    scene.desk.setArmed(true);
    ui::TicketDialog dialog{scene.board, scene.accounts, scene.desk, scene.theme};
    dialog.panel().setMarket(scene.es);
    dialog.refresh();
    dialog.show();
    dialog.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    int submits = 0;
    QObject::connect(&dialog.panel(), &ui::TicketPanel::submitRequested, &dialog, [&submits] { ++submits; });
    for (QLineEdit *field : dialog.findChildren<QLineEdit *>()) {
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Return);
    }
    QCOMPARE(submits, 0);
    QCOMPARE(dialog.panel().draft().side, Side::Buy);
    QVERIFY(dialog.isVisible());
    QTest::keyClick(&dialog, Qt::Key_F9);
    QCOMPARE(submits, 1);
}

void TestTicket::theDialogIsNotModal()
{
    TradingScene scene;
    ui::TicketDialog dialog{scene.board, scene.accounts, scene.desk, scene.theme};
    dialog.show();
    QVERIFY(!dialog.isModal());
    QCOMPARE(dialog.windowTitle(), QStringLiteral("Order ticket"));
    dialog.panel().setMarket(scene.es);
    dialog.refresh();
    QCOMPARE(dialog.windowTitle(), QStringLiteral("Order ticket · ESZ6"));
}

void TestTicket::looksRightAtEveryScale()
{
    for (const Look &look : looks()) {
        TicketBench bench;
        look.apply(bench.theme);
        bench.panel.setQuantity(Quantity{5});
        QVERIFY(look.save(bench.panel, QSize{440, 450}, "ticket-locked"));
        bench.type("Max show", "2");
        bench.desk.setArmed(true);
        QVERIFY(look.save(bench.panel, QSize{440, 450}, "ticket-armed"));
        bench.panel.setMarket(bench.zn);
        bench.panel.setSide(Side::Sell);
        bench.panel.setOrderType(OrderType::StopLimit);
        bench.type("Limit price", "110.51");
        bench.panel.setQuantity(Quantity{80});
        bench.panel.submit();
        QVERIFY(look.save(bench.panel, QSize{680, 450}, "ticket-faulty"));
    }
}

QTEST_MAIN(TestTicket)
#include "test_ticket.moc"
