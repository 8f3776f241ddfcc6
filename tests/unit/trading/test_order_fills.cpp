// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/market_board.h"
#include "app/trading/order_store.h"
#include "tests/support/fake_clock.h"
#include "tests/unit/trading/order_messages.h"

#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;

/// Busts and legs; plain fills are in test_order_store.
class TestOrderFills : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void aBustIsShownAsAReversal();
    void twoCopiesOfABustMakeOneReversal();
    void theAverageIgnoresBothSidesOfABust();
    void aBustThatComesBeforeItsFillIsKept();
    void aBustOfAnotherOrderTakesNothingBack();
    void aReversalMakesNoSound();
    void bustedLegsAreTakenBackUnderTheirOrder();
    void aReversalFollowsTheOrdersSide();
    void todaysFillsComeBackWithTheSnapshot();
    void aSnapshotDoesNotReviveABustedFill();

    void legsAreNamedByTheDefinition();
    void aDefinitionThatComesLaterNamesThemToo();
    void legsTheDefinitionDoesNotHaveStayUnknown();

private:
    [[nodiscard]] const Order &order() const { return *m_store->find(OrderId{"U1"}); }
    [[nodiscard]] static orderrouting::OrderUpdateTrade bustOf(const char *tradeId, int sequence = 9)
    {
        auto bust = trade("U1", sequence, 1, 1);
        bust.set_change(common::ORDER_CHANGE_TRADE_BUSTED);
        bust.set_exchange_trade_id(tradeId);
        bust.mutable_time()->set_seconds(1'785'585'700);
        return bust;
    }
    [[nodiscard]] static orderrouting::OrderUpdateTradeLeg leg(int index, int sequence = 2)
    {
        auto message = about<orderrouting::OrderUpdateTradeLeg>("U1", sequence);
        message.set_leg_index(index);
        message.set_volume(1);
        message.mutable_price()->set_value("10");
        message.set_exchange_trade_id("L");
        return message;
    }
    void define(const std::vector<int> &legVolumes);

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<MarketBoard> m_board;
    std::unique_ptr<OrderStore> m_store;
};

void TestOrderFills::init()
{
    m_store.reset();
    m_clock = std::make_unique<FakeClock>();
    m_board = std::make_unique<MarketBoard>();
    m_store = std::make_unique<OrderStore>(*m_clock);
    m_store->useMarkets(*m_board);
}

void TestOrderFills::define(const std::vector<int> &legVolumes)
{
    Market market;
    market.key.market = MarketId{"M1"};
    for (std::size_t i = 0; i < legVolumes.size(); ++i) {
        MarketLeg leg;
        leg.market = MarketId{"LEG" + std::to_string(i)};
        leg.volume = {legVolumes[i]};
        market.legs.push_back(leg);
    }
    FeedChanges changes;
    changes.definitions.push_back(market);
    m_board->apply(std::move(changes));
}

void TestOrderFills::aBustIsShownAsAReversal()
{
    m_store->applyUpdate(workingOrder("U1"));
    m_store->applyTrade(trade("U1", 2, 1, 1));
    QSignalSpy changed{m_store.get(), &OrderStore::fillChanged};
    QSignalSpy added{m_store.get(), &OrderStore::fillAdded};
    m_store->applyTrade(bustOf("T2"));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(added.size(), 1);
    QCOMPARE(m_store->fills().size(), std::size_t{2});
    const Fill &original = m_store->fills()[0];
    const Fill &reversal = m_store->fills()[1];
    QVERIFY(original.busted && !original.isReversal);
    QVERIFY(reversal.isReversal && !reversal.busted);
    QCOMPARE(original.side, Side::Buy);
    QCOMPARE(reversal.side, Side::Sell);
    QCOMPARE(reversal.volume, original.volume);
    QVERIFY(reversal.price == original.price);
    QCOMPARE(reversal.exchangeTradeId, std::string{"T2"});
    QVERIFY(reversal.time == WallTime{std::chrono::seconds{1'785'585'700}});
    QCOMPARE(order().fills.size(), std::size_t{2});
    QVERIFY(order().fills[1] == reversal);
    QCOMPARE(order().timeline.back().stage, OrderStage::Busted);
}

void TestOrderFills::twoCopiesOfABustMakeOneReversal()
{
    m_store->applyUpdate(workingOrder("U1"));
    m_store->applyTrade(trade("U1", 2, 1, 1));
    m_store->applyTrade(bustOf("T2"));
    m_store->applyTrade(bustOf("T2"));
    m_store->applyTrade(bustOf("T2", 12)); // the same trade, told anew
    QCOMPARE(m_store->fills().size(), std::size_t{2});
}

void TestOrderFills::theAverageIgnoresBothSidesOfABust()
{
    m_store->applyUpdate(workingOrder("U1"));
    auto dear = trade("U1", 2, 1, 1);
    dear.mutable_price()->set_value("500");
    m_store->applyTrade(dear);
    m_store->applyTrade(trade("U1", 3, 2, 3));
    m_store->applyTrade(bustOf("T2"));
    QVERIFY(order().averageFillPrice() == price("100.25"));
    m_store->applyTrade(bustOf("T3", 10));
    QVERIFY(!order().averageFillPrice());
}

void TestOrderFills::aBustThatComesBeforeItsFillIsKept()
{
    m_store->applyUpdate(workingOrder("U1"));
    m_store->applyTrade(bustOf("T2"));
    QVERIFY(m_store->fills().empty()); // nothing to take back yet
    QVERIFY(order().tradeBusted);
    m_store->applyTrade(trade("U1", 2, 1, 1));
    QCOMPARE(m_store->fills().size(), std::size_t{2});
    QVERIFY(m_store->fills()[0].busted);
    QVERIFY(m_store->fills()[1].isReversal);
}

void TestOrderFills::aBustOfAnotherOrderTakesNothingBack()
{
    m_store->applyUpdate(workingOrder("U1"));
    m_store->applyTrade(trade("U1", 2, 1, 1));
    auto bust = bustOf("T2");
    bust.set_unique_id("U2");
    m_store->applyTrade(bust);
    QCOMPARE(m_store->fills().size(), std::size_t{1});
    QVERIFY(!m_store->fills()[0].busted);
}

void TestOrderFills::aReversalMakesNoSound()
{
    m_store->applyUpdate(workingOrder("U1"));
    m_store->applyTrade(trade("U1", 2, 1, 1));
    QSignalSpy filled{m_store.get(), &OrderStore::filled};
    QSignalSpy busted{m_store.get(), &OrderStore::tradeBusted};
    m_store->applyTrade(bustOf("T2"));
    QCOMPARE(filled.size(), 0);
    QCOMPARE(busted.size(), 1);
}

void TestOrderFills::bustedLegsAreTakenBackUnderTheirOrder()
{
    define({1, -1});
    m_store->applyUpdate(workingOrder("U1"));
    m_store->applyTradeLeg(leg(1));
    auto bust = leg(1, 5);
    bust.set_change(common::ORDER_CHANGE_TRADE_BUSTED);
    m_store->applyTradeLeg(bust);
    m_store->applyTradeLeg(bust);
    QVERIFY(m_store->fills().empty());
    QCOMPARE(order().fills.size(), std::size_t{2});
    QVERIFY(order().fills[0].busted);
    QVERIFY(order().fills[1].isReversal);
    QCOMPARE(order().fills[0].legSide, std::optional{Side::Sell});
    QCOMPARE(order().fills[1].legSide, std::optional{Side::Buy});
    QCOMPARE(order().fills[1].legMarket, std::optional{MarketId{"LEG1"}});
}

void TestOrderFills::aReversalFollowsTheOrdersSide()
{
    m_store->applyTrade(trade("U1", 2, 1, 1)); // told before its order
    m_store->applyTrade(bustOf("T2"));
    auto sell = workingOrder("U1", 10);
    sell.set_buy_sell(common::BUY_SELL_SELL);
    m_store->applyUpdate(sell);
    QCOMPARE(m_store->fills()[0].side, Side::Sell);
    QCOMPARE(m_store->fills()[1].side, Side::Buy);
}

void TestOrderFills::todaysFillsComeBackWithTheSnapshot()
{
    auto update = workingOrder("U1", 5);
    for (const int sequence : {2, 3}) {
        auto &listed = *update.add_trades();
        listed.set_sequence_order(sequence);
        listed.set_volume(sequence);
        listed.mutable_price()->set_value("100");
        listed.set_exchange_trade_id("T" + std::to_string(sequence));
    }
    auto &leg = *update.add_trade_legs();
    leg.set_sequence_order(2);
    leg.set_leg_index(0);
    leg.set_volume(2);
    QSignalSpy filled{m_store.get(), &OrderStore::filled};
    orderrouting::OrderUpdateMulti multi;
    *multi.add_updates()->mutable_order_update() = update;
    m_store->applyMulti(multi, true);
    m_store->applyMulti(multi, true);
    QCOMPARE(m_store->fills().size(), std::size_t{2});
    QCOMPARE(order().fills.size(), std::size_t{3});
    QVERIFY(m_store->fills()[0].historical);
    QCOMPARE(m_store->fills()[1].volume.contracts, 3);
    QCOMPARE(filled.size(), 0);
}

void TestOrderFills::aSnapshotDoesNotReviveABustedFill()
{
    m_store->applyUpdate(workingOrder("U1"));
    m_store->applyTrade(trade("U1", 2, 1, 1));
    m_store->applyTrade(bustOf("T2"));
    auto update = workingOrder("U1", 11);
    auto &listed = *update.add_trades();
    listed.set_sequence_order(2);
    listed.set_volume(1);
    listed.mutable_price()->set_value("100.25");
    listed.set_exchange_trade_id("T2");
    m_store->applyUpdate(update);
    QCOMPARE(m_store->fills().size(), std::size_t{2});
    QVERIFY(m_store->fills()[0].busted);
    QVERIFY(order().tradeBusted);
}

void TestOrderFills::legsAreNamedByTheDefinition()
{
    define({1, -2});
    m_store->applyUpdate(workingOrder("U1"));
    m_store->applyTradeLeg(leg(0));
    m_store->applyTradeLeg(leg(1));
    QCOMPARE(order().fills[0].legMarket, std::optional{MarketId{"LEG0"}});
    QCOMPARE(order().fills[0].legSide, std::optional{Side::Buy});
    QCOMPARE(order().fills[1].legMarket, std::optional{MarketId{"LEG1"}});
    QCOMPARE(order().fills[1].legSide, std::optional{Side::Sell});
    QCOMPARE(order().fills[1].side, Side::Buy); // the order's
}

void TestOrderFills::aDefinitionThatComesLaterNamesThemToo()
{
    m_store->applyUpdate(workingOrder("U1"));
    m_store->applyTradeLeg(leg(0));
    QVERIFY(!order().fills[0].legMarket);
    QSignalSpy changed{m_store.get(), &OrderStore::orderChanged};
    define({1, -1});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(order().fills[0].legMarket, std::optional{MarketId{"LEG0"}});
    define({1, -1});
    QCOMPARE(changed.size(), 1);
}

void TestOrderFills::legsTheDefinitionDoesNotHaveStayUnknown()
{
    define({1});
    m_store->applyUpdate(workingOrder("U1"));
    m_store->applyTradeLeg(leg(7));
    QVERIFY(!order().fills[0].legMarket);
    QVERIFY(!order().fills[0].legSide);
}

QTEST_GUILESS_MAIN(TestOrderFills)
#include "test_order_fills.moc"
