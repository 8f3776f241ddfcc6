// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/submission_draft.h"
#include "tests/unit/trading/order_messages.h"

#include <t4/v1/service.pb.h>

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;

using t4proto::v1::service::ClientMessage;

class TestSubmissionDraft : public QObject
{
    Q_OBJECT

private slots:
    void aBracketIsTheGoldenBytes();
    void aSingleOrderIsWhatItWasBefore();
    void independentOrdersShareOneMessage();
    void ocoOrdersAreLiveAndHaveTheirOwnLots();
    void absoluteExitsGoOutAsTheyAre();
    void severalExitsCarryTheirLotsAndTags();
    void aTrailingExitCarriesItsDistance();
    void anExitWithOneChildIsOneOrder();
    void oneRuleMakesTheWholeAutomatic();
    void nothingMakesAnEmptyMessage();
    void aBatchCarriesItsIdAndEachMarketsDecimals();
    void rowsOfHeldChildrenHaveNoPricesBeforeTheFill();

private:
    [[nodiscard]] static SubmissionDraft bracket(OrderLink link);
};

/// Buy 2 at 5954.75.
SubmissionDraft TestSubmissionDraft::bracket(OrderLink link)
{
    OrderDraft entry;
    entry.account = AccountId{"A1"};
    entry.market = MarketId{"M1"};
    entry.volume = {2};
    entry.limit = price("5954.75");
    SubmissionDraft draft{entry};
    draft.link = link;
    BracketExit exit;
    exit.profit = price(hasAbsoluteExits(link) ? "5956.75" : "2");
    exit.stop = price(hasAbsoluteExits(link) ? "5953.25" : "-1.5");
    draft.exits = {exit};
    return draft;
}

void TestSubmissionDraft::aBracketIsTheGoldenBytes()
{
    ClientMessage envelope;
    *envelope.mutable_order_submit() = toWire(bracket(OrderLink::AutoOco), 2, {});
    const auto &submit = envelope.order_submit();
    // The vector writes -1.50 and 2.00: two decimals, like the entry's price.
    QCOMPARE(submit.orders(1).limit_price().value(), std::string{"2.00"});
    QCOMPARE(
        QByteArray::fromStdString(envelope.SerializeAsString()).toHex(),
        QByteArrayLiteral("e21256120241311a024d312002280132110801100120023a090a07353935342e3735321908ffffffffffffff"
                          "ffff01100118023a060a04322e30305801321a08ffffffffffffffffff011002180242070a052d312e353058"
                          "01"));
}

void TestSubmissionDraft::aSingleOrderIsWhatItWasBefore()
{
    const OrderDraft order = bracket(OrderLink::None).orders[0];
    QCOMPARE(toWire(SubmissionDraft{order}, 2, {"tag"}).SerializeAsString(),
             toWire(order, 2, "tag").SerializeAsString());
}

void TestSubmissionDraft::independentOrdersShareOneMessage()
{
    SubmissionDraft draft = bracket(OrderLink::None);
    draft.exits.clear();
    draft.orders.push_back(draft.orders[0]);
    draft.orders[1].side = Side::Sell;
    const auto message = toWire(draft, 2, {"a", "b"});
    QCOMPARE(message.order_link(), common::ORDER_LINK_NONE);
    QCOMPARE(message.orders_size(), 2);
    QCOMPARE(message.orders(1).buy_sell(), common::BUY_SELL_SELL);
    QCOMPARE(message.orders(1).tag(), std::string{"b"});
}

void TestSubmissionDraft::ocoOrdersAreLiveAndHaveTheirOwnLots()
{
    SubmissionDraft draft = bracket(OrderLink::Oco);
    draft.orders.push_back(draft.orders[0]);
    draft.orders[1].type = OrderType::StopMarket;
    draft.orders[1].stop = price("5960");
    QCOMPARE(draft.wireOrderCount(), std::size_t{2}); // exits belong to brackets alone
    const auto message = toWire(draft, 2, {"a", "b"});
    QCOMPARE(message.order_link(), common::ORDER_LINK_OCO);
    QCOMPARE(message.orders_size(), 2);
    for (const auto &order : message.orders()) {
        QCOMPARE(order.volume(), 2);
        QVERIFY(!order.has_activation_type());
    }
    QVERIFY(!message.orders(1).has_limit_price());
}

void TestSubmissionDraft::absoluteExitsGoOutAsTheyAre()
{
    const auto message = toWire(bracket(OrderLink::AutoOcoP), 2, {"e", "p", "s"});
    QCOMPARE(message.order_link(), common::ORDER_LINK_AUTO_OCO_P);
    QCOMPARE(QString::fromStdString(message.orders(1).ShortDebugString()).trimmed(),
             QStringLiteral("buy_sell: BUY_SELL_SELL price_type: PRICE_TYPE_LIMIT time_type: "
                            "TIME_TYPE_GOOD_TILL_CANCELLED limit_price { value: \"5956.75\" } tag: \"p\" "
                            "activation_type: ACTIVATION_TYPE_HOLD"));
    QCOMPARE(QString::fromStdString(message.orders(2).ShortDebugString()).trimmed(),
             QStringLiteral("buy_sell: BUY_SELL_SELL price_type: PRICE_TYPE_STOP_MARKET time_type: "
                            "TIME_TYPE_GOOD_TILL_CANCELLED stop_price { value: \"5953.25\" } tag: \"s\" "
                            "activation_type: ACTIVATION_TYPE_HOLD"));
}

void TestSubmissionDraft::severalExitsCarryTheirLotsAndTags()
{
    for (const OrderLink link : {OrderLink::AutoOcoM, OrderLink::AutoOcoMp}) {
        SubmissionDraft draft = bracket(link);
        draft.orders[0].side = Side::Sell;
        draft.exits[0].volume = {1};
        draft.exits.push_back(draft.exits[0]);
        draft.exitsTimeInForce = TimeInForce::Day;
        QCOMPARE(draft.wireOrderCount(), std::size_t{5});
        const auto message = toWire(draft, 2, {"e", "p1", "s1", "p2", "s2"});
        QCOMPARE(static_cast<int>(message.order_link()), static_cast<int>(link));
        QCOMPARE(message.orders_size(), 5);
        QCOMPARE(message.orders(3).tag(), std::string{"p2"});
        QCOMPARE(message.orders(3).price_type(), common::PRICE_TYPE_LIMIT);
        for (int child = 1; child < 5; ++child) {
            QCOMPARE(message.orders(child).volume(), 1);
            QCOMPARE(message.orders(child).buy_sell(), common::BUY_SELL_BUY);
            QCOMPARE(message.orders(child).time_type(), common::TIME_TYPE_NORMAL);
            QCOMPARE(message.orders(child).activation_type(), common::ACTIVATION_TYPE_HOLD);
        }
    }
}

void TestSubmissionDraft::aTrailingExitCarriesItsDistance()
{
    SubmissionDraft draft = bracket(OrderLink::AutoOco);
    draft.exits[0].trail = price("1.5");
    const auto message = toWire(draft, 2, {});
    QVERIFY(!message.orders(1).has_trail_distance());
    QCOMPARE(message.orders(2).trail_distance().value(), std::string{"1.50"});
    QCOMPARE(message.orders(2).stop_price().value(), std::string{"-1.50"});
}

void TestSubmissionDraft::anExitWithOneChildIsOneOrder()
{
    SubmissionDraft draft = bracket(OrderLink::AutoOco);
    draft.exits[0].profit.reset();
    QCOMPARE(draft.wireOrderCount(), std::size_t{2});
    const auto message = toWire(draft, 2, {"e", "s"});
    QCOMPARE(message.orders_size(), 2);
    QCOMPARE(message.orders(1).price_type(), common::PRICE_TYPE_STOP_MARKET);
    QCOMPARE(message.orders(1).tag(), std::string{"s"});
}

void TestSubmissionDraft::oneRuleMakesTheWholeAutomatic()
{
    SubmissionDraft draft = bracket(OrderLink::None);
    draft.exits.clear();
    draft.orders.push_back(draft.orders[0]);
    QVERIFY(toWire(draft, 2, {}).manual_order_indicator());
    draft.orders[1].manual = false;
    QVERIFY(!toWire(draft, 2, {}).manual_order_indicator());
}

void TestSubmissionDraft::nothingMakesAnEmptyMessage()
{
    SubmissionDraft draft;
    draft.link = OrderLink::AutoOco;
    draft.exits.push_back({.volume = {}, .profit = price("1"), .stop = std::nullopt, .trail = std::nullopt});
    QCOMPARE(draft.wireOrderCount(), std::size_t{0});
    QCOMPARE(toWire(draft, 2, {}).orders_size(), 0);
    QVERIFY(wireOrders(draft).empty());
}

void TestSubmissionDraft::aBatchCarriesItsIdAndEachMarketsDecimals()
{
    BatchDraft batch{{bracket(OrderLink::AutoOco), bracket(OrderLink::None), SubmissionDraft{}}};
    batch.submissions[1].exits.clear();
    batch.submissions[1].orders[0].market = MarketId{"M2"};
    batch.submissions[1].orders[0].account = AccountId{"A2"};
    const auto message = orderBatchToWire(batch, "B1", {{"e", "p", "s"}, {"x"}},
                                          [](const MarketId &market) { return market == MarketId{"M2"} ? 4 : 2; });
    QCOMPARE(message.batch_id(), std::string{"B1"});
    QCOMPARE(message.submissions_size(), 3);
    QCOMPARE(message.submissions(0).orders(2).tag(), std::string{"s"});
    QCOMPARE(message.submissions(0).order_link(), common::ORDER_LINK_AUTO_OCO);
    QCOMPARE(message.submissions(1).account_id(), std::string{"A2"});
    QCOMPARE(message.submissions(1).orders(0).limit_price().value(), std::string{"5954.7500"});
    QCOMPARE(message.submissions(1).orders(0).tag(), std::string{"x"});
}

void TestSubmissionDraft::rowsOfHeldChildrenHaveNoPricesBeforeTheFill()
{
    std::vector<OrderDraft> rows = wireOrders(bracket(OrderLink::AutoOco));
    QCOMPARE(rows.size(), std::size_t{3});
    QVERIFY(rows[0].limit == price("5954.75"));
    QVERIFY(!rows[1].limit && !rows[2].stop);
    QCOMPARE(rows[1].side, Side::Sell);
    QCOMPARE(rows[1].activation.kind, ActivationKind::Hold);
    rows = wireOrders(bracket(OrderLink::AutoOcoP));
    QVERIFY(rows[1].limit == price("5956.75"));
    QVERIFY(rows[2].stop == price("5953.25"));
}

QTEST_APPLESS_MAIN(TestSubmissionDraft)
#include "test_submission_draft.moc"
