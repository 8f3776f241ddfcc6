// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/orders/trading_scene.h"
#include "ui/ticket/ticket_prices.h"
#include "ui/ticket/ticket_text.h"

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;

class TestTicketText : public QObject
{
    Q_OBJECT

private slots:
    void everyOrderTypeIsASentence_data();
    void everyOrderTypeIsASentence();
    void whatIsShownIsInTheSentence();
    void theOutlookCountsWhatWorksOnTheSameSide();
    void theOutlookNamesHeadroomAndTickValue();
    void openingPrices_data();
    void openingPrices();
};

void TestTicketText::everyOrderTypeIsASentence_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("time");
    QTest::addColumn<QString>("sentence");
    const auto row = [](OrderType type, TimeInForce time, const char *sentence) {
        QTest::newRow(sentence) << static_cast<int>(type) << static_cast<int>(time) << QString::fromLatin1(sentence);
    };
    row(OrderType::Market, TimeInForce::ImmediateOrCancel, "Sell 5 ESZ6 at market, immediate or cancel.");
    row(OrderType::Limit, TimeInForce::Day, "Sell 5 ESZ6 limit 6024.50, day.");
    row(OrderType::StopMarket, TimeInForce::GoodTillCancelled, "Sell 5 ESZ6 stop 6020.00, good till cancelled.");
    row(OrderType::StopLimit, TimeInForce::Day, "Sell 5 ESZ6 stop 6020.00 limit 6024.50, day.");
    row(OrderType::MarketIfTouched, TimeInForce::FillOrKill,
        "Sell 5 ESZ6 at market if 6024.50 is touched, fill or kill.");
}

void TestTicketText::everyOrderTypeIsASentence()
{
    QFETCH(int, type);
    QFETCH(int, time);
    QFETCH(QString, sentence);
    TradingScene scene;
    OrderDraft draft;
    draft.side = Side::Sell;
    draft.volume = Quantity{5};
    draft.type = static_cast<OrderType>(type);
    draft.timeInForce = static_cast<TimeInForce>(time);
    draft.limit = Price::parse("6024.5");
    draft.stop = Price::parse("6020");
    QCOMPARE(ui::draftSentence(draft, scene.board.find(scene.es.market)), sentence);
}

void TestTicketText::whatIsShownIsInTheSentence()
{
    TradingScene scene;
    OrderDraft draft;
    draft.volume = Quantity{10};
    draft.limit = Price::parse("6024.5");
    draft.maxShow = Quantity{2};
    QCOMPARE(ui::draftSentence(draft, scene.board.find(scene.es.market)),
             QStringLiteral("Buy 10 ESZ6 limit 6024.50, showing 2 at a time, day."));
}

void TestTicketText::theOutlookCountsWhatWorksOnTheSameSide()
{
    Position position;
    position.buys = Quantity{3};
    position.workingBuys = Quantity{2};
    position.workingSells = Quantity{7};
    OrderDraft draft;
    draft.volume = Quantity{5};
    ui::Outlook outlook = ui::outlookOf(draft, nullptr, &position);
    QCOMPARE(outlook.afterFill, Quantity{8});
    QCOMPARE(outlook.worstCase, Quantity{10});
    QVERIFY(!outlook.positionLeft && !outlook.clipLimit);
    draft.side = Side::Sell;
    outlook = ui::outlookOf(draft, nullptr, &position);
    QCOMPARE(outlook.afterFill, Quantity{-2});
    QCOMPARE(outlook.worstCase, Quantity{-9});
}

void TestTicketText::theOutlookNamesHeadroomAndTickValue()
{
    TradingScene scene;
    Account account;
    account.maxClipSize = 20;
    account.maxAccountPosition = 50;
    Position position;
    position.buys = Quantity{3};
    position.workingBuys = Quantity{2};
    OrderDraft draft;
    draft.volume = Quantity{5};
    const ui::Outlook outlook = ui::outlookOf(draft, &account, &position);
    QCOMPARE(ui::outlookSentence(draft, outlook, scene.board.find(scene.es.market)),
             QStringLiteral("Long 8 if filled · worst case long 10 · 40 more allowed · clip 5 of 20 · tick ≈ 12.50"));
}

void TestTicketText::openingPrices_data()
{
    QTest::addColumn<bool>("buys");
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("bid");
    QTest::addColumn<QString>("offer");
    QTest::addColumn<QString>("settlement");
    QTest::addColumn<QString>("limit");
    QTest::addColumn<QString>("stop");
    const auto row = [](const char *name, bool buys, OrderType type, const char *bid, const char *offer,
                        const char *settlement, const char *limit, const char *stop) {
        QTest::newRow(name) << buys << static_cast<int>(type) << QString::fromLatin1(bid) << QString::fromLatin1(offer)
                            << QString::fromLatin1(settlement) << QString::fromLatin1(limit)
                            << QString::fromLatin1(stop);
    };
    row("a buy joins the bid, stops above the offer", true, OrderType::Limit, "10.00", "10.25", "", "10", "10.5");
    row("a sell joins the offer, stops below the bid", false, OrderType::Limit, "10.00", "10.25", "", "10.25", "9.75");
    row("a stop limit may trade at its stop", true, OrderType::StopLimit, "10.00", "10.25", "", "10.5", "10.5");
    row("an empty book gives the settlement, on tick", true, OrderType::Limit, "", "", "10.10", "10", "10.25");
    row("an empty own side gives the other", true, OrderType::Limit, "", "10.25", "", "10.25", "10.5");
    row("nothing known gives nothing", true, OrderType::Limit, "", "", "", "", "");
}

void TestTicketText::openingPrices()
{
    QFETCH(bool, buys);
    QFETCH(int, type);
    QFETCH(QString, bid);
    QFETCH(QString, offer);
    QFETCH(QString, settlement);
    QFETCH(QString, limit);
    QFETCH(QString, stop);
    DepthBook book;
    if (const auto price = Price::parse(bid.toStdString()))
        book.bids.push_back({*price, Quantity{1}, 1});
    if (const auto price = Price::parse(offer.toStdString()))
        book.offers.push_back({*price, Quantity{1}, 1});
    Quote quote;
    quote.settlement = Price::parse(settlement.toStdString());
    const TickTable ticks = TickTable::make(*Price::parse("0.25")).value();
    const ui::TicketPrices prices =
        ui::openingPrices(buys ? Side::Buy : Side::Sell, static_cast<OrderType>(type), book, quote, ticks);
    QCOMPARE(prices.limit, Price::parse(limit.toStdString()));
    QCOMPARE(prices.stop, Price::parse(stop.toStdString()));
}

QTEST_MAIN(TestTicketText)
#include "test_ticket_text.moc"
