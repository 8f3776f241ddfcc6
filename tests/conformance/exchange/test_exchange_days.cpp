// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/exchange/order_scene.h"

#include <QTest>

using namespace depthdeck::exchange;
using namespace depthdeck::exchange::test;

/// What happens to orders and positions after they were made: busts, the end of the day, a new one, several clients
/// (t4-protocol.md e.5, e.7, i.5).
class TestExchangeDays : public QObject
{
    Q_OBJECT

private slots:
    void aBustTakesTheFillBack_data();
    void aBustTakesTheFillBack();
    void goodTillCancelledOrdersAreCarriedOverTheNight();
    void aSnapshotIsHistorical();
    void everyClientOfAnAccountIsTold();
    void workingOrdersSurviveADisconnectUnlessSwitched();
    void dropsOfMalformedMessagesAreASwitch();
    void refusalsMayLeaveTheStateUnnamed();

private:
    [[nodiscard]] int netOf(const OrderScene &scene, WireClient &client) const;
};

int TestExchangeDays::netOf(const OrderScene &scene, WireClient &client) const
{
    int net = 0;
    for (const Server &message : client.messages())
        if (message.account_position().account_id() == OrderScene::account &&
            message.account_position().market_id() == scene.market())
            net = message.account_position().buys() - message.account_position().sells();
    return net;
}

void TestExchangeDays::aBustTakesTheFillBack_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<int>("volume"); // that the bust names; 0: it is no trade message
    using Form = Behaviours::BustForm;
    QTest::newRow("a trade") << static_cast<int>(Form::Trade) << 3;
    QTest::newRow("a negative trade") << static_cast<int>(Form::NegativeTrade) << -3;
    QTest::newRow("a status and an update") << static_cast<int>(Form::Status) << 0;
    QTest::newRow("an update") << static_cast<int>(Form::Update) << 0;
}

void TestExchangeDays::aBustTakesTheFillBack()
{
    QFETCH(int, form);
    QFETCH(int, volume);
    OrderScene scene;
    // The desk shares the account; its first fill is busted, whatever the trader did before.
    QVERIFY(scene.open([form](auto &options) {
        options.faults.bustFill = 1;
        options.behaviours.bustForm = static_cast<Behaviours::BustForm>(form);
    }));
    WireClient desk{scene.exchange().webSocketUrl()};
    QVERIFY(desk.enter("desk"));
    desk.subscribeAccounts();
    auto submit = scene.submission();
    OrderScene::add(submit, common::BUY_SELL_BUY, common::PRICE_TYPE_LIMIT, 3, "busted")
        .mutable_limit_price()
        ->set_value(scene.price(-2));
    desk.submit(submit);
    const std::string id = desk.idOf("busted");
    QVERIFY(scene.awaitStatus("busted", common::ORDER_STATUS_WORKING));
    QVERIFY(scene.take(common::BUY_SELL_SELL, -2, 3));
    QVERIFY(desk.awaitChange(id, common::ORDER_CHANGE_TRADE_COMPLETED));
    scene.advance(std::chrono::milliseconds{500}); // figures go out twice a second
    QTRY_COMPARE(netOf(scene, desk), 3);
    scene.advance(std::chrono::milliseconds{501});
    QVERIFY(desk.awaitChange(id, common::ORDER_CHANGE_TRADE_BUSTED));
    QTRY_COMPARE(scene.view("busted").filled, 0);
    QVERIFY(scene.view("busted").detail.find("BUSTED") != std::string::npos);
    scene.advance(std::chrono::seconds{1});
    QTRY_COMPARE(netOf(scene, desk), 0);
    for (const Server &message : desk.messages())
        for (const auto &update : message.order_update_multi().updates())
            if (update.order_update_trade().change() == common::ORDER_CHANGE_TRADE_BUSTED)
                QCOMPARE(update.order_update_trade().volume(), volume);
}

void TestExchangeDays::goodTillCancelledOrdersAreCarriedOverTheNight()
{
    auto options = smallExchange();
    options.alwaysOpen = false;
    options.markets = 1;
    options.latency = std::chrono::milliseconds{0};
    options.speedPercent = 6'000; // a minute a second
    // Tuesday 2026-11-17, 15:58 in Chicago: two minutes before the close.
    options.simulatedStart = depthdeck::WallTime{std::chrono::seconds{1'794'952'680}};
    depthdeck::test::FakeClock clock;
    SimulatedExchange exchange{options, clock};
    QVERIFY(exchange.start(nullptr));
    const std::string es = marketOf(exchange, QStringLiteral("CME_Eq"), QStringLiteral("ES"));
    WireClient client{exchange.webSocketUrl()};
    QVERIFY(client.enter());
    client.subscribeAccounts();
    const auto depth = client.depthOf(es);
    QVERIFY(depth && depth->bids_size() > 0);
    const auto bid = depthdeck::Price::parse(depth->bids(0).price().value()).value();
    const std::string low = depthdeck::Price::fromUnits(bid.units() - 200 * depthdeck::Price::unitsPerOne).toWire(2);
    const auto send = [&](const std::string &tag, common::TimeType time, common::ActivationType activation) {
        auto submit =
            WireClient::submission(OrderScene::account, es, common::BUY_SELL_BUY, common::PRICE_TYPE_LIMIT, 1, tag);
        submit.mutable_orders(0)->mutable_limit_price()->set_value(low);
        submit.mutable_orders(0)->set_time_type(time);
        submit.mutable_orders(0)->set_activation_type(activation);
        if (activation == common::ACTIVATION_TYPE_ON_MARKET_MODE)
            submit.mutable_orders(0)->mutable_activation_data()->set_mode(common::MARKET_MODE_PRE_OPEN);
        client.submit(submit);
    };
    send("day", common::TIME_TYPE_NORMAL, common::ACTIVATION_TYPE_IMMEDIATE);
    send("gtc", common::TIME_TYPE_GOOD_TILL_CANCELLED, common::ACTIVATION_TYPE_IMMEDIATE);
    send("heldday", common::TIME_TYPE_NORMAL, common::ACTIVATION_TYPE_QUEUE);
    send("heldgtc", common::TIME_TYPE_GOOD_TILL_CANCELLED, common::ACTIVATION_TYPE_QUEUE);
    send("preopen", common::TIME_TYPE_GOOD_TILL_CANCELLED, common::ACTIVATION_TYPE_ON_MARKET_MODE);
    send("close", common::TIME_TYPE_MARKET_ON_CLOSE, common::ACTIVATION_TYPE_IMMEDIATE);
    send("onclose", common::TIME_TYPE_NORMAL, common::ACTIVATION_TYPE_MARKET_ON_CLOSE);
    QVERIFY(client.awaitChange(client.idOf("gtc"), common::ORDER_CHANGE_SUBMISSION_SUCCESS));
    QVERIFY(!client.idOf("heldgtc").empty());
    clock.advance(std::chrono::seconds{8}); // the day's orders end at 16:05
    QVERIFY2(client.awaitChange(client.idOf("day"), common::ORDER_CHANGE_PULL_SUCCESS),
             client.lifeOf(client.idOf("day")).c_str());
    clock.advance(std::chrono::seconds{40}); // the next trading day begins at 16:45
    for (const char *tag : {"day", "heldday"}) {
        const std::string id = client.idOf(tag);
        QVERIFY(client.awaitChange(id, common::ORDER_CHANGE_PULL_SUCCESS));
        QVERIFY(client.eventsOf(id).back().detail.find("end of the session") != std::string::npos);
    }
    for (const char *tag : {"gtc", "heldgtc"})
        QVERIFY(client.awaitChange(client.idOf(tag), common::ORDER_CHANGE_ROLLOVER));
    QCOMPARE(client.eventsOf(client.idOf("gtc")).back().status, int{common::ORDER_STATUS_WORKING});
    QCOMPARE(client.eventsOf(client.idOf("heldgtc")).back().status, int{common::ORDER_STATUS_HELD});
    // What waits for the pre-open goes with it.
    QVERIFY(client.awaitChange(client.idOf("preopen"), common::ORDER_CHANGE_SUBMISSION_SUCCESS));
    QCOMPARE(client.lifeOf(client.idOf("preopen")), std::string{"2/4/0 30/4/0 4/0/1 6/1/0"});
    // What was for the close, far from the market, did not trade there. Until then the one was held, the other worked.
    QCOMPARE(client.lifeOf(client.idOf("close")), std::string{"2/0/1 4/0/1 6/1/0 18/2/0"});
    QCOMPARE(client.lifeOf(client.idOf("onclose")), std::string{"2/0/1 4/0/1 6/4/0 18/2/0"});
    QVERIFY(client.eventsOf(client.idOf("onclose")).back().detail.find("at the close") != std::string::npos);
    // The next day's snapshot holds what was carried over; yesterday's orders are gone a day later.
    WireClient later{exchange.webSocketUrl()};
    QVERIFY(later.enter("desk"));
    later.subscribeAccounts();
    const auto *snapshot = later.await(
        [](const Server &message) { return message.account_snapshot().account_id() == OrderScene::account; });
    QVERIFY(snapshot != nullptr);
    QVERIFY(QString::fromStdString(snapshot->account_snapshot().ShortDebugString())
                .contains(QString::fromStdString(client.idOf("gtc"))));
}

void TestExchangeDays::aSnapshotIsHistorical()
{
    for (const bool isLive : {false, true}) {
        OrderScene scene;
        QVERIFY(scene.open([isLive](auto &options) { options.behaviours.snapshotIsLive = isLive; }));
        WireClient desk{scene.exchange().webSocketUrl()};
        scene.limit(OrderScene::account, common::BUY_SELL_BUY, -9, 1, "told");
        QVERIFY(scene.awaitStatus("told", common::ORDER_STATUS_WORKING));
        QVERIFY(desk.enter("desk"));
        desk.subscribeAccounts();
        const auto *snapshot = desk.await(
            [](const Server &message) { return message.account_snapshot().account_id() == OrderScene::account; });
        QVERIFY(snapshot != nullptr);
        int multis = 0;
        for (const auto &message : snapshot->account_snapshot().messages())
            if (message.has_order_update_multi()) {
                ++multis;
                QCOMPARE(message.order_update_multi().historical(), !isLive);
            }
        QVERIFY(multis > 0);
    }
}

void TestExchangeDays::everyClientOfAnAccountIsTold()
{
    OrderScene scene;
    QVERIFY(scene.open());
    WireClient desk{scene.exchange().webSocketUrl()};
    QVERIFY(desk.enter("desk"));
    desk.subscribeAccounts();
    QVERIFY(desk.await(Server::kAccountSnapshot) != nullptr);
    scene.limit(OrderScene::account, common::BUY_SELL_BUY, -9, 1, "shared");
    const std::string id = desk.idOf("shared");
    QVERIFY(!id.empty());
    QVERIFY(desk.awaitChange(id, common::ORDER_CHANGE_SUBMISSION_SUCCESS));
    QVERIFY(scene.awaitStatus("shared", common::ORDER_STATUS_WORKING));
    QCOMPARE(desk.lifeOf(id), scene.client().lifeOf(id));
}

void TestExchangeDays::workingOrdersSurviveADisconnectUnlessSwitched()
{
    for (const bool cancels : {false, true}) {
        OrderScene scene;
        QVERIFY(scene.open([cancels](auto &options) { options.behaviours.cancelsAtDisconnect = cancels; }));
        auto desk = std::make_unique<WireClient>(scene.exchange().webSocketUrl());
        QVERIFY(desk->enter("desk"));
        desk->subscribeAccounts();
        auto submit = scene.submission();
        OrderScene::add(submit, common::BUY_SELL_BUY, common::PRICE_TYPE_LIMIT, 3, "left")
            .mutable_limit_price()
            ->set_value(scene.price(-9));
        desk->submit(submit);
        QVERIFY(scene.awaitStatus("left", common::ORDER_STATUS_WORKING));
        desk->socket().close();
        QTRY_VERIFY(desk->isClosed());
        scene.limit(OrderScene::account, common::BUY_SELL_BUY, -10, 1, "after");
        QVERIFY(scene.awaitStatus("after", common::ORDER_STATUS_WORKING));
        if (cancels)
            QVERIFY(scene.awaitStatus("left", common::ORDER_STATUS_FINISHED));
        else
            QCOMPARE(scene.view("left").status, int{common::ORDER_STATUS_WORKING});
    }
}

void TestExchangeDays::dropsOfMalformedMessagesAreASwitch()
{
    OrderScene scene;
    QVERIFY(scene.open([](auto &options) { options.behaviours.malformedRejected = true; }));
    auto submit = scene.submission();
    submit.clear_market_id();
    OrderScene::add(submit, common::BUY_SELL_BUY, common::PRICE_TYPE_MARKET, 1, "nowhere");
    scene.send(submit);
    QVERIFY(!scene.client().idOf("nowhere").empty());
    scene.limit(OrderScene::account, common::BUY_SELL_BUY, -9, 1, "here");
    QVERIFY(scene.awaitStatus("here", common::ORDER_STATUS_WORKING));
    scene.client().pull(OrderScene::account, {}, scene.view("here").id);
    QVERIFY(scene.client().awaitChange(scene.view("here").id, common::ORDER_CHANGE_PULL_RISK_FAILED));
}

void TestExchangeDays::refusalsMayLeaveTheStateUnnamed()
{
    OrderScene scene;
    QVERIFY(scene.open([](auto &options) { options.behaviours.noChangeUsed = true; }));
    scene.limit(OrderScene::account, common::BUY_SELL_BUY, -9, 1, "here");
    QVERIFY(scene.awaitStatus("here", common::ORDER_STATUS_WORKING));
    const std::string id = scene.view("here").id;
    scene.revise("here", [](auto &revise) { revise.set_volume(0); });
    QVERIFY(scene.client().awaitChange(id, common::ORDER_CHANGE_REVISION_RISK_FAILED));
    QCOMPARE(scene.client().eventsOf(id).back().status, int{common::ORDER_STATUS_NO_CHANGE});
    QCOMPARE(scene.client().eventsOf(id).back().pending, int{common::RESPONSE_PENDING_NO_CHANGE});
}

QTEST_GUILESS_MAIN(TestExchangeDays)
#include "test_exchange_days.moc"
