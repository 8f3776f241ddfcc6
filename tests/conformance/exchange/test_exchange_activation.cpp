// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/time/timestamp.h"
#include "tests/conformance/exchange/order_scene.h"

#include <QTest>

using namespace depthdeck::exchange;
using namespace depthdeck::exchange::test;
using namespace std::chrono_literals;

using Change = std::function<void(orderrouting::OrderSubmit_Order &)>;
Q_DECLARE_METATYPE(Change)

/// Orders that wait for a condition (t4-protocol.md e.4).
class TestExchangeActivation : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aTradeReleasesWhatWaitsForIt_data();
    void aTradeReleasesWhatWaitsForIt();
    void aTradeAtThePriceMustHaveItsVolume();
    void aTradeThroughThePriceReleasesWithoutVolume();
    void aQuoteReleasesWhatWaitsForIt();
    void aConditionThatHoldsAlreadyReleasesAtOnce();
    void aDelayReleasesWhenItHasPassed();
    void aSubmitTimeReleasesWhenItHasCome();
    void aQueuedOrderGoesWhenItIsReleased();
    void aHeldOrderCanBeRevisedAndPulled();
    void theConditionsOfAHeldOrderCanBeRevised();
    void aCancelDelayEndsAWorkingOrder();
    void anOrderThatIsNotActivatedInTimeIsCancelled();
    void aCancelTimeOfAWorkingOrderCanBeRevised();
    void badConditionsAreRefused_data();
    void badConditionsAreRefused();
    void whatIsNotHeldCannotBeReleased();

private:
    /// A buy limit 20 ticks below the market, held by @p type.
    void hold(common::ActivationType type, const Change &change = {});
    [[nodiscard]] bool isReleased(common::ActivationType as);

    std::unique_ptr<OrderScene> m_scene;
};

void TestExchangeActivation::init()
{
    m_scene = std::make_unique<OrderScene>();
    QVERIFY(m_scene->open());
}

void TestExchangeActivation::hold(common::ActivationType type, const Change &change)
{
    auto submit = m_scene->submission();
    auto &order = OrderScene::add(submit, common::BUY_SELL_BUY, common::PRICE_TYPE_LIMIT, 2, "held");
    order.mutable_limit_price()->set_value(m_scene->price(-20));
    order.set_activation_type(type);
    if (change)
        change(order);
    m_scene->send(submit);
    QVERIFY(!m_scene->client().idOf("held").empty());
}

bool TestExchangeActivation::isReleased(common::ActivationType as)
{
    return m_scene->awaitStatus("held", common::ORDER_STATUS_WORKING) && m_scene->view("held").activation == int{as} &&
           !m_scene->view("held").conditions.empty();
}

void TestExchangeActivation::aTradeReleasesWhatWaitsForIt_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("trigger");
    QTest::addColumn<int>("missed"); // a trade that does not reach it
    QTest::addColumn<int>("released");
    QTest::newRow("above") << int{common::ACTIVATION_TYPE_AT_OR_ABOVE_TRADE_TICKS} << 4 << 3
                           << int{common::ACTIVATION_TYPE_TRIGGERED_AT_OR_ABOVE_TRADE_TICKS};
    QTest::newRow("below") << int{common::ACTIVATION_TYPE_AT_OR_BELOW_TRADE_TICKS} << -4 << -3
                           << int{common::ACTIVATION_TYPE_TRIGGERED_AT_OR_BELOW_TRADE_TICKS};
}

void TestExchangeActivation::aTradeReleasesWhatWaitsForIt()
{
    QFETCH(int, type);
    QFETCH(int, trigger);
    QFETCH(int, missed);
    QFETCH(int, released);
    hold(static_cast<common::ActivationType>(type),
         [&](auto &order) { order.mutable_activation_data()->mutable_price()->set_value(m_scene->price(trigger)); });
    QVERIFY(m_scene->awaitStatus("held", common::ORDER_STATUS_HELD));
    QVERIFY(m_scene->view("held").conditions.find(m_scene->price(trigger)) != std::string::npos);
    QVERIFY(m_scene->print(missed));
    QCOMPARE(m_scene->view("held").status, int{common::ORDER_STATUS_HELD});
    QVERIFY(m_scene->print(trigger));
    QVERIFY(isReleased(static_cast<common::ActivationType>(released)));
    QCOMPARE(m_scene->client().lifeOf(m_scene->view("held").id), std::string{"2/4/0 4/0/1 6/1/0"});
}

void TestExchangeActivation::aTradeAtThePriceMustHaveItsVolume()
{
    hold(common::ACTIVATION_TYPE_AT_OR_ABOVE_TRADE_TICKS, [this](auto &order) {
        order.mutable_activation_data()->mutable_price()->set_value(m_scene->price(4));
        order.mutable_activation_data()->set_volume(5);
    });
    QVERIFY(m_scene->print(4, 3));
    QCOMPARE(m_scene->view("held").status, int{common::ORDER_STATUS_HELD});
    QVERIFY(m_scene->print(4, 2)); // five in all
    QVERIFY(isReleased(common::ACTIVATION_TYPE_TRIGGERED_AT_OR_ABOVE_TRADE_TICKS));
}

void TestExchangeActivation::aTradeThroughThePriceReleasesWithoutVolume()
{
    hold(common::ACTIVATION_TYPE_AT_OR_ABOVE_TRADE_TICKS, [this](auto &order) {
        order.mutable_activation_data()->mutable_price()->set_value(m_scene->price(4));
        order.mutable_activation_data()->set_volume(500);
    });
    QVERIFY(m_scene->print(5));
    QVERIFY(isReleased(common::ACTIVATION_TYPE_TRIGGERED_AT_OR_ABOVE_TRADE_TICKS));
}

void TestExchangeActivation::aQuoteReleasesWhatWaitsForIt()
{
    hold(common::ACTIVATION_TYPE_AT_OR_BELOW_TICKS, [this](auto &order) {
        order.mutable_activation_data()->mutable_price()->set_value(m_scene->price(6));
        order.mutable_activation_data()->set_bid_offer(common::BID_OFFER_OFFER);
        order.mutable_activation_data()->set_implied(true);
    });
    m_scene->limit(OrderScene::other, common::BUY_SELL_SELL, 7, 1, "far");
    QVERIFY(m_scene->awaitStatus("far", common::ORDER_STATUS_WORKING));
    QCOMPARE(m_scene->view("held").status, int{common::ORDER_STATUS_HELD});
    m_scene->limit(OrderScene::other, common::BUY_SELL_SELL, 6, 1, "near");
    QVERIFY(isReleased(common::ACTIVATION_TYPE_TRIGGERED_AT_OR_BELOW_TICKS));
}

void TestExchangeActivation::aConditionThatHoldsAlreadyReleasesAtOnce()
{
    hold(common::ACTIVATION_TYPE_AT_OR_ABOVE_TRADE_TICKS,
         [this](auto &order) { order.mutable_activation_data()->mutable_price()->set_value(m_scene->price(0)); });
    QVERIFY(isReleased(common::ACTIVATION_TYPE_TRIGGERED_AT_OR_ABOVE_TRADE_TICKS));
}

void TestExchangeActivation::aDelayReleasesWhenItHasPassed()
{
    hold(common::ACTIVATION_TYPE_AT_OR_AFTER_TIME,
         [](auto &order) { order.mutable_activation_data()->set_submit_delay_ms(1000); });
    QVERIFY(m_scene->awaitStatus("held", common::ORDER_STATUS_HELD));
    m_scene->advance(900ms);
    m_scene->limit(OrderScene::other, common::BUY_SELL_SELL, 60, 1, "later");
    QVERIFY(m_scene->awaitStatus("later", common::ORDER_STATUS_WORKING));
    QCOMPARE(m_scene->view("held").status, int{common::ORDER_STATUS_HELD});
    m_scene->advance(101ms);
    QVERIFY(isReleased(common::ACTIVATION_TYPE_TRIGGERED_AT_OR_AFTER_TIME));
}

void TestExchangeActivation::aSubmitTimeReleasesWhenItHasCome()
{
    const depthdeck::test::FakeClock clock; // where the scene's began
    hold(common::ACTIVATION_TYPE_AT_OR_AFTER_TIME, [&](auto &order) {
        depthdeck::toWire(clock.wallNow() + 5s, *order.mutable_activation_data()->mutable_submit_time());
    });
    QVERIFY(m_scene->awaitStatus("held", common::ORDER_STATUS_HELD));
    QVERIFY(m_scene->view("held").conditions.find("UTC") != std::string::npos);
    m_scene->advance(5s);
    QVERIFY(isReleased(common::ACTIVATION_TYPE_TRIGGERED_AT_OR_AFTER_TIME));
}

void TestExchangeActivation::aQueuedOrderGoesWhenItIsReleased()
{
    hold(common::ACTIVATION_TYPE_QUEUE);
    QVERIFY(m_scene->awaitStatus("held", common::ORDER_STATUS_HELD));
    m_scene->revise("held", [](auto &revise) { revise.mutable_activation_data()->set_queue_submit(true); });
    QVERIFY(m_scene->awaitStatus("held", common::ORDER_STATUS_WORKING));
    QCOMPARE(m_scene->view("held").activation, int{common::ACTIVATION_TYPE_TRIGGERED_QUEUE});
}

void TestExchangeActivation::aHeldOrderCanBeRevisedAndPulled()
{
    hold(common::ACTIVATION_TYPE_HOLD);
    m_scene->revise("held", [this](auto &revise) {
        revise.set_volume(7);
        revise.mutable_limit_price()->set_value(m_scene->price(-30));
    });
    QVERIFY(m_scene->await(
        "held", [this](const auto &order) { return order.volume == 7 && order.limit == m_scene->price(-30); }));
    QCOMPARE(m_scene->view("held").status, int{common::ORDER_STATUS_HELD});
    m_scene->pull("held");
    QVERIFY(m_scene->awaitStatus("held", common::ORDER_STATUS_FINISHED));
    QCOMPARE(m_scene->client().lifeOf(m_scene->view("held").id), std::string{"2/4/0 8/4/0 12/4/0 14/4/3 18/2/0"});
}

void TestExchangeActivation::theConditionsOfAHeldOrderCanBeRevised()
{
    hold(common::ACTIVATION_TYPE_AT_OR_ABOVE_TRADE_TICKS,
         [this](auto &order) { order.mutable_activation_data()->mutable_price()->set_value(m_scene->price(40)); });
    m_scene->revise("held", [this](auto &revise) {
        revise.mutable_activation_data()->mutable_price()->set_value(m_scene->price(2));
    });
    QVERIFY(m_scene->await(
        "held", [this](const auto &order) { return order.conditions.find(m_scene->price(2)) != std::string::npos; }));
    QVERIFY(m_scene->print(2));
    QVERIFY(isReleased(common::ACTIVATION_TYPE_TRIGGERED_AT_OR_ABOVE_TRADE_TICKS));
}

void TestExchangeActivation::aCancelDelayEndsAWorkingOrder()
{
    hold(common::ACTIVATION_TYPE_IMMEDIATE,
         [](auto &order) { order.mutable_activation_data()->set_cancel_delay_ms(2000); });
    QVERIFY(m_scene->awaitStatus("held", common::ORDER_STATUS_WORKING));
    QVERIFY(m_scene->view("held").conditions.find("Cancel at") != std::string::npos);
    m_scene->advance(2s);
    QVERIFY(m_scene->awaitStatus("held", common::ORDER_STATUS_FINISHED));
    QVERIFY(m_scene->view("held").detail.find("cancel time") != std::string::npos);
}

void TestExchangeActivation::anOrderThatIsNotActivatedInTimeIsCancelled()
{
    hold(common::ACTIVATION_TYPE_QUEUE,
         [](auto &order) { order.mutable_activation_data()->set_activation_cancel_delay_ms(2000); });
    QVERIFY(m_scene->awaitStatus("held", common::ORDER_STATUS_HELD));
    m_scene->advance(2s);
    QVERIFY(m_scene->awaitStatus("held", common::ORDER_STATUS_FINISHED));
    QVERIFY(m_scene->view("held").detail.find("in time") != std::string::npos);
}

void TestExchangeActivation::aCancelTimeOfAWorkingOrderCanBeRevised()
{
    hold(common::ACTIVATION_TYPE_IMMEDIATE);
    QVERIFY(m_scene->awaitStatus("held", common::ORDER_STATUS_WORKING));
    m_scene->revise("held", [](auto &revise) { revise.mutable_activation_data()->set_cancel_delay_ms(500); });
    QVERIFY(m_scene->await("held", [](const auto &order) { return !order.conditions.empty(); }));
    m_scene->advance(500ms);
    QVERIFY(m_scene->awaitStatus("held", common::ORDER_STATUS_FINISHED));
}

void TestExchangeActivation::badConditionsAreRefused_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, int type, const char *word, Change change) {
        QTest::newRow(name) << type << change << QString::fromLatin1(word);
    };
    const int time = common::ACTIVATION_TYPE_AT_OR_AFTER_TIME;
    const int trade = common::ACTIVATION_TYPE_AT_OR_ABOVE_TRADE_TICKS;
    const int quote = common::ACTIVATION_TYPE_AT_OR_BELOW_TICKS;
    row("no time", time, "submit_time or submit_delay_ms", [](auto &) {});
    row("a time and a delay", time, "give one of them", [](auto &order) {
        order.mutable_activation_data()->set_submit_delay_ms(5);
        order.mutable_activation_data()->mutable_submit_time()->set_seconds(1'900'000'000);
    });
    row("a negative delay", time, "-5", [](auto &order) { order.mutable_activation_data()->set_submit_delay_ms(-5); });
    row("no price", trade, "needs a price", [](auto &) {});
    row("a price off the tick", trade, "increment 0.25",
        [](auto &order) { order.mutable_activation_data()->mutable_price()->set_value("100.10"); });
    row("a negative volume", trade, "negative", [](auto &order) {
        order.mutable_activation_data()->mutable_price()->set_value("100.00");
        order.mutable_activation_data()->set_volume(-1);
    });
    row("no side of the quote", quote, "bid_offer",
        [](auto &order) { order.mutable_activation_data()->mutable_price()->set_value("100.00"); });
    row("no mode", common::ACTIVATION_TYPE_ON_MARKET_MODE, "needs a mode", [](auto &) {});
    row("a mode for a trade", trade, "does not use a mode",
        [](auto &order) { order.mutable_activation_data()->set_mode(common::MARKET_MODE_OPEN); });
    row("a price for a time", time, "does not use a price", [](auto &order) {
        order.mutable_activation_data()->set_submit_delay_ms(5);
        order.mutable_activation_data()->mutable_price()->set_value("100.00");
    });
    row("two cancel times", common::ACTIVATION_TYPE_IMMEDIATE, "give one of them", [](auto &order) {
        order.mutable_activation_data()->set_cancel_delay_ms(5);
        order.mutable_activation_data()->mutable_cancel_time()->set_seconds(1'900'000'000);
    });
    row("released as it is queued", common::ACTIVATION_TYPE_QUEUE, "by a revision",
        [](auto &order) { order.mutable_activation_data()->set_queue_submit(true); });
    row("a state of the server", common::ACTIVATION_TYPE_TRIGGERED_QUEUE, "TRIGGERED_QUEUE", [](auto &) {});
    row("undefined", common::ACTIVATION_TYPE_UNDEFINED, "UNDEFINED", [](auto &) {});
    row("of a later version", 55, "55", [](auto &) {});
    row("a stop on close", common::ACTIVATION_TYPE_MARKET_ON_CLOSE, "MARKET_ON_CLOSE", [](auto &order) {
        order.set_price_type(common::PRICE_TYPE_STOP_MARKET);
        order.mutable_stop_price()->set_value("100.00");
    });
}

void TestExchangeActivation::badConditionsAreRefused()
{
    QFETCH(int, type);
    QFETCH(Change, change);
    QFETCH(QString, word);
    hold(static_cast<common::ActivationType>(type), change);
    QVERIFY(m_scene->awaitStatus("held", common::ORDER_STATUS_REJECTED));
    const OrderView order = m_scene->view("held");
    QCOMPARE(order.change, int{common::ORDER_CHANGE_SUBMISSION_RISK_REJECTED});
    QVERIFY2(QString::fromStdString(order.detail).contains(word), order.detail.c_str());
}

void TestExchangeActivation::whatIsNotHeldCannotBeReleased()
{
    hold(common::ACTIVATION_TYPE_IMMEDIATE);
    QVERIFY(m_scene->awaitStatus("held", common::ORDER_STATUS_WORKING));
    m_scene->revise("held", [](auto &revise) { revise.mutable_activation_data()->set_queue_submit(true); });
    const auto isRefused = [](const OrderView &order) {
        return order.change == common::ORDER_CHANGE_REVISION_RISK_FAILED;
    };
    QVERIFY(m_scene->await("held", isRefused));
    QVERIFY(m_scene->view("held").detail.find("not held") != std::string::npos);
    m_scene->revise("held", [](auto &revise) { revise.mutable_activation_data()->set_submit_delay_ms(5); });
    QVERIFY(m_scene->await("held",
                           [](const auto &order) { return order.detail.find("no longer held") != std::string::npos; }));
}

QTEST_GUILESS_MAIN(TestExchangeActivation)
#include "test_exchange_activation.moc"
