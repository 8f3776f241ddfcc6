// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/exchange/order_scene.h"

#include <QTest>

using namespace depthdeck::exchange;
using namespace depthdeck::exchange::test;

using Change = std::function<void(orderrouting::OrderSubmit_Order &)>;
using Revision = std::function<void(orderrouting::OrderRevise_Revise &)>;
Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(Revision)

/// The kinds of orders beyond market and limit, and their revisions (t4-protocol.md e.2, e.8).
class TestExchangeKinds : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aJoinRestsAtItsOwnSidesBestPrice();
    void aHitTradesAtTheOtherSidesBestPrice();
    void aJoinWithoutAMarketIsRejected();
    void aStopAtItsOwnLimitBecomesALimitOrder();
    void aTouchedTriggerMayComeInEitherField();
    void aTrailingStopTellsItsDistance();
    void aTrailCanBeRevised();
    void flattenClosesTheWholePosition();
    void flattenOfASideClosesAtMostWhatItSays();
    void badFlattensAreRefused_data();
    void badFlattensAreRefused();
    void twoFlattensNeverOpenAPosition();
    void everyKindRefusesWhatDoesNotGoWithIt_data();
    void everyKindRefusesWhatDoesNotGoWithIt();
    void revisionsUnderWayDoNotCarryEachOther();
    void badRevisionsAreRefused_data();
    void badRevisionsAreRefused();
    void anOrderIsRevisedInItsOwnMarketAlone();

private:
    void one(common::PriceType type, common::BuySell side, int volume, const Change &change = {});
    [[nodiscard]] bool buy(int volume);

    std::unique_ptr<OrderScene> m_scene;
};

void TestExchangeKinds::init()
{
    m_scene = std::make_unique<OrderScene>();
    QVERIFY(m_scene->open());
}

void TestExchangeKinds::one(common::PriceType type, common::BuySell side, int volume, const Change &change)
{
    auto submit = m_scene->submission();
    auto &order = OrderScene::add(submit, side, type, volume, "one");
    if (change)
        change(order);
    m_scene->send(submit);
    QVERIFY(!m_scene->client().idOf("one").empty());
}

/// A position of @p volume bought at 0.
bool TestExchangeKinds::buy(int volume)
{
    m_scene->limit(OrderScene::account, common::BUY_SELL_BUY, 0, volume, "position");
    return m_scene->awaitStatus("position", common::ORDER_STATUS_WORKING) &&
           m_scene->take(common::BUY_SELL_SELL, 0, volume) &&
           m_scene->await("position", [](const auto &order) { return order.isFilled(); });
}

void TestExchangeKinds::aJoinRestsAtItsOwnSidesBestPrice()
{
    m_scene->limit(OrderScene::other, common::BUY_SELL_BUY, -3, 1, "bid");
    QVERIFY(m_scene->awaitStatus("bid", common::ORDER_STATUS_WORKING));
    one(common::PRICE_TYPE_JOIN, common::BUY_SELL_BUY, 2);
    QVERIFY(m_scene->awaitStatus("one", common::ORDER_STATUS_WORKING));
    QCOMPARE(m_scene->view("one").limit, m_scene->price(-3));
    QCOMPARE(m_scene->view("one").priceType, int{common::PRICE_TYPE_LIMIT});
}

void TestExchangeKinds::aHitTradesAtTheOtherSidesBestPrice()
{
    m_scene->limit(OrderScene::other, common::BUY_SELL_SELL, 3, 1, "offer");
    QVERIFY(m_scene->awaitStatus("offer", common::ORDER_STATUS_WORKING));
    one(common::PRICE_TYPE_HIT, common::BUY_SELL_BUY, 3);
    QVERIFY(m_scene->await("one", [](const auto &order) { return order.filled == 1 && order.working == 2; }));
    QCOMPARE(m_scene->view("one").limit, m_scene->price(3));
}

void TestExchangeKinds::aJoinWithoutAMarketIsRejected()
{
    one(common::PRICE_TYPE_JOIN, common::BUY_SELL_BUY, 1);
    QVERIFY(m_scene->awaitStatus("one", common::ORDER_STATUS_REJECTED));
    QCOMPARE(m_scene->view("one").change, int{common::ORDER_CHANGE_SUBMISSION_REJECTED});
    QVERIFY(m_scene->view("one").detail.find("no bid to join") != std::string::npos);
}

void TestExchangeKinds::aStopAtItsOwnLimitBecomesALimitOrder()
{
    one(common::PRICE_TYPE_STOP_SAME_LIMIT, common::BUY_SELL_BUY, 1,
        [this](auto &order) { order.mutable_stop_price()->set_value(m_scene->price(4)); });
    QVERIFY(m_scene->awaitStatus("one", common::ORDER_STATUS_WORKING));
    QCOMPARE(m_scene->view("one").stop, m_scene->price(4));
    QVERIFY(m_scene->view("one").limit.empty());
    m_scene->revise("one", [this](auto &revise) { revise.mutable_stop_price()->set_value(m_scene->price(5)); });
    QVERIFY(m_scene->await("one", [this](const auto &order) { return order.stop == m_scene->price(5); }));
    QVERIFY(m_scene->print(5));
    QVERIFY(m_scene->await("one", [](const auto &order) { return order.priceType == common::PRICE_TYPE_LIMIT; }));
    QCOMPARE(m_scene->view("one").limit, m_scene->price(5));
    QVERIFY(m_scene->view("one").stop.empty());
    QCOMPARE(m_scene->view("one").status, int{common::ORDER_STATUS_WORKING});
}

void TestExchangeKinds::aTouchedTriggerMayComeInEitherField()
{
    const Change byStop = [this](auto &order) { order.mutable_stop_price()->set_value(m_scene->price(-4)); };
    one(common::PRICE_TYPE_MARKET_IF_TOUCHED, common::BUY_SELL_BUY, 1, byStop);
    QVERIFY(m_scene->awaitStatus("one", common::ORDER_STATUS_REJECTED));
    QVERIFY(m_scene->open([](auto &options) { options.behaviours.touchPrice = Behaviours::TouchPrice::Either; }));
    one(common::PRICE_TYPE_MARKET_IF_TOUCHED, common::BUY_SELL_BUY, 1, byStop);
    QVERIFY(m_scene->awaitStatus("one", common::ORDER_STATUS_WORKING));
    QCOMPARE(m_scene->view("one").limit, m_scene->price(-4));
}

void TestExchangeKinds::aTrailingStopTellsItsDistance()
{
    m_scene->limit(OrderScene::other, common::BUY_SELL_BUY, -2, 1, "bid");
    QVERIFY(m_scene->awaitStatus("bid", common::ORDER_STATUS_WORKING));
    one(common::PRICE_TYPE_STOP_MARKET, common::BUY_SELL_SELL, 1, [this](auto &order) {
        order.mutable_stop_price()->set_value(m_scene->price(-8));
        order.mutable_trail_distance()->set_value(OrderScene::difference(6));
    });
    QVERIFY(m_scene->awaitStatus("one", common::ORDER_STATUS_WORKING));
    QCOMPARE(m_scene->view("one").trail, OrderScene::difference(6));
    QCOMPARE(m_scene->view("one").stop, m_scene->price(-8));
}

void TestExchangeKinds::aTrailCanBeRevised()
{
    one(common::PRICE_TYPE_STOP_MARKET, common::BUY_SELL_SELL, 1, [this](auto &order) {
        order.mutable_stop_price()->set_value(m_scene->price(-8));
        order.mutable_trail_distance()->set_value(OrderScene::difference(8));
    });
    QVERIFY(m_scene->awaitStatus("one", common::ORDER_STATUS_WORKING));
    m_scene->revise("one", [](auto &revise) { revise.mutable_trail_price()->set_value(OrderScene::difference(12)); });
    QVERIFY(m_scene->await("one", [](const auto &order) { return order.trail == OrderScene::difference(12); }));
}

void TestExchangeKinds::flattenClosesTheWholePosition()
{
    QVERIFY(buy(5));
    m_scene->limit(OrderScene::other, common::BUY_SELL_BUY, -1, 9, "bid");
    QVERIFY(m_scene->awaitStatus("bid", common::ORDER_STATUS_WORKING));
    one(common::PRICE_TYPE_FLATTEN, common::BUY_SELL_UNDEFINED, 0);
    QVERIFY(m_scene->await("one", [](const auto &order) { return order.isFilled(); }));
    QCOMPARE(m_scene->view("one").volume, 5);
    QCOMPARE(m_scene->view("one").side, int{common::BUY_SELL_SELL});
}

void TestExchangeKinds::flattenOfASideClosesAtMostWhatItSays()
{
    QVERIFY(buy(5));
    m_scene->limit(OrderScene::other, common::BUY_SELL_BUY, -1, 20, "bid");
    QVERIFY(m_scene->awaitStatus("bid", common::ORDER_STATUS_WORKING));
    one(common::PRICE_TYPE_FLATTEN, common::BUY_SELL_SELL, 2);
    QVERIFY(m_scene->await("one", [](const auto &order) { return order.isFilled() && order.filled == 2; }));
    auto submit = m_scene->submission();
    OrderScene::add(submit, common::BUY_SELL_SELL, common::PRICE_TYPE_FLATTEN, 12, "more");
    m_scene->send(submit);
    QVERIFY(m_scene->await("more", [](const auto &order) { return order.isFilled() && order.filled == 3; }));
}

void TestExchangeKinds::badFlattensAreRefused_data()
{
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("side");
    QTest::addColumn<int>("volume");
    QTest::addColumn<int>("time");
    QTest::addColumn<QString>("word");
    const int day = common::TIME_TYPE_NORMAL;
    QTest::newRow("no position") << 0 << 0 << 0 << day << QStringLiteral("no position");
    QTest::newRow("no position on a side") << 0 << -1 << 2 << day << QStringLiteral("no position");
    QTest::newRow("the wrong side") << 2 << 1 << 2 << day << QStringLiteral("would not flatten");
    QTest::newRow("a volume without a side") << 2 << 0 << 2 << day << QStringLiteral("must be 0");
    QTest::newRow("a side without a volume") << 2 << -1 << 0 << day << QStringLiteral("not positive");
    QTest::newRow("good till cancelled") << 2 << 0 << 0 << int{common::TIME_TYPE_GOOD_TILL_CANCELLED}
                                         << QStringLiteral("which takes NORMAL");
}

void TestExchangeKinds::badFlattensAreRefused()
{
    QFETCH(int, position);
    QFETCH(int, side);
    QFETCH(int, volume);
    QFETCH(int, time);
    QFETCH(QString, word);
    QVERIFY(position == 0 || buy(position));
    one(common::PRICE_TYPE_FLATTEN, static_cast<common::BuySell>(side), volume,
        [time](auto &order) { order.set_time_type(static_cast<common::TimeType>(time)); });
    QVERIFY(m_scene->awaitStatus("one", common::ORDER_STATUS_REJECTED));
    QVERIFY2(QString::fromStdString(m_scene->view("one").detail).contains(word), m_scene->view("one").detail.c_str());
}

void TestExchangeKinds::twoFlattensNeverOpenAPosition()
{
    QVERIFY(buy(2));
    m_scene->limit(OrderScene::other, common::BUY_SELL_BUY, -1, 20, "bid");
    QVERIFY(m_scene->awaitStatus("bid", common::ORDER_STATUS_WORKING));
    auto submit = m_scene->submission();
    OrderScene::add(submit, common::BUY_SELL_UNDEFINED, common::PRICE_TYPE_FLATTEN, 0, "first");
    OrderScene::add(submit, common::BUY_SELL_SELL, common::PRICE_TYPE_FLATTEN, 2, "second");
    m_scene->send(submit);
    QVERIFY(m_scene->await("first", [](const auto &order) { return order.isFilled(); }));
    QVERIFY(m_scene->awaitStatus("second", common::ORDER_STATUS_REJECTED));
    QCOMPARE(m_scene->view("second").change, int{common::ORDER_CHANGE_SUBMISSION_REJECTED});
}

void TestExchangeKinds::everyKindRefusesWhatDoesNotGoWithIt_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, int type, const char *word, Change change) {
        QTest::newRow(name) << type << change << QString::fromLatin1(word);
    };
    row("a stop at once", common::PRICE_TYPE_STOP_MARKET, "NORMAL, GOOD_TILL_CANCELLED", [](auto &order) {
        order.mutable_stop_price()->set_value("100.00");
        order.set_time_type(common::TIME_TYPE_IMMEDIATE_AND_CANCEL);
    });
    row("a join at once", common::PRICE_TYPE_JOIN, "does not go with",
        [](auto &order) { order.set_time_type(common::TIME_TYPE_COMPLETE_VOLUME); });
    row("a stop without its price", common::PRICE_TYPE_STOP_MARKET, "stop price is missing", [](auto &) {});
    row("a stop limit without its limit", common::PRICE_TYPE_STOP_LIMIT, "limit price is missing",
        [](auto &order) { order.mutable_stop_price()->set_value("100.00"); });
    row("a trailing limit order", common::PRICE_TYPE_LIMIT, "trail distance goes with", [](auto &order) {
        order.mutable_limit_price()->set_value("100.00");
        order.mutable_trail_distance()->set_value("1.00");
    });
    row("a negative trail", common::PRICE_TYPE_STOP_MARKET, "not positive", [](auto &order) {
        order.mutable_stop_price()->set_value("100.00");
        order.mutable_trail_distance()->set_value("-1.00");
    });
    row("a trail off the tick", common::PRICE_TYPE_STOP_MARKET, "increment", [](auto &order) {
        order.mutable_stop_price()->set_value("100.00");
        order.mutable_trail_distance()->set_value("1.10");
    });
    row("a market order that shows part", common::PRICE_TYPE_MARKET, "max show",
        [](auto &order) { order.set_max_show(1); });
    row("a max volume without an exit", common::PRICE_TYPE_MARKET, "exits of an AutoOCO",
        [](auto &order) { order.set_max_volume(9); });
    row("a max volume below the volume", common::PRICE_TYPE_MARKET, "below the volume",
        [](auto &order) { order.set_max_volume(1); });
    row("a request for quote", common::PRICE_TYPE_RFQ, "RFQ", [](auto &) {});
    row("a synthetic", common::PRICE_TYPE_SYNTHETIC_LIMIT, "SYNTHETIC_LIMIT", [](auto &) {});
    row("a position of the back office", common::PRICE_TYPE_BACK_OFFICE_POSITION, "BACK_OFFICE", [](auto &) {});
    row("a type of a later version", 77, "77", [](auto &) {});
    row("a time of a later version", common::PRICE_TYPE_MARKET, "time type 66",
        [](auto &order) { order.set_time_type(static_cast<common::TimeType>(66)); });
}

void TestExchangeKinds::everyKindRefusesWhatDoesNotGoWithIt()
{
    QFETCH(int, type);
    QFETCH(Change, change);
    QFETCH(QString, word);
    one(static_cast<common::PriceType>(type), common::BUY_SELL_SELL, 2, change);
    QVERIFY(m_scene->awaitStatus("one", common::ORDER_STATUS_REJECTED));
    QVERIFY2(QString::fromStdString(m_scene->view("one").detail).contains(word), m_scene->view("one").detail.c_str());
}

void TestExchangeKinds::revisionsUnderWayDoNotCarryEachOther()
{
    m_scene->limit(OrderScene::account, common::BUY_SELL_BUY, -20, 3, "one");
    QVERIFY(m_scene->awaitStatus("one", common::ORDER_STATUS_WORKING));
    const std::string id = m_scene->view("one").id;
    // In one message: the first is refused by the exchange (beyond the price limits), the second stands by itself.
    service::ClientMessage message;
    auto &revise = *message.mutable_order_revise();
    revise.set_account_id(OrderScene::account);
    revise.set_market_id(m_scene->market());
    auto *first = revise.add_revisions();
    first->set_unique_id(id);
    first->mutable_limit_price()->set_value("0.25");
    auto *second = revise.add_revisions();
    second->set_unique_id(id);
    second->set_volume(5);
    m_scene->client().send(message);
    QVERIFY(m_scene->client().awaitChange(id, common::ORDER_CHANGE_REVISION_REJECTED));
    QVERIFY(m_scene->client().awaitChange(id, common::ORDER_CHANGE_REVISION_SUCCESS));
    const OrderView order = m_scene->view("one");
    QCOMPARE(order.volume, 5);
    QCOMPARE(order.limit, m_scene->price(-20));
    QCOMPARE(order.newLimit, m_scene->price(-20));
    QCOMPARE(m_scene->client().lifeOf(id), std::string{"2/0/1 4/0/1 6/1/0 8/1/2 10/1/2 8/1/2 10/1/2 13/1/2 12/1/0"});
}

void TestExchangeKinds::badRevisionsAreRefused_data()
{
    QTest::addColumn<Revision>("change");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const char *word, Revision change) {
        QTest::newRow(name) << change << QString::fromLatin1(word);
    };
    row("to nothing", "not positive", [](auto &revise) { revise.set_volume(0); });
    row("off the tick", "increment", [](auto &revise) { revise.mutable_limit_price()->set_value("1.1"); });
    row("unreadable", "not a price", [](auto &revise) { revise.mutable_limit_price()->set_value("low"); });
    row("a stop price", "cannot be revised", [](auto &revise) { revise.mutable_stop_price()->set_value("1.00"); });
    row("a trail", "cannot be revised", [](auto &revise) { revise.mutable_trail_price()->set_value("1.00"); });
    row("a negative show", "max show", [](auto &revise) { revise.set_max_show(-1); });
    row("a condition of a working order", "no longer held",
        [](auto &revise) { revise.mutable_activation_data()->mutable_price()->set_value("1.00"); });
    row("beyond the clip", "clip size", [](auto &revise) { revise.set_volume(2'000'000); });
}

void TestExchangeKinds::badRevisionsAreRefused()
{
    QFETCH(Revision, change);
    QFETCH(QString, word);
    m_scene->limit(OrderScene::account, common::BUY_SELL_BUY, -20, 3, "one");
    QVERIFY(m_scene->awaitStatus("one", common::ORDER_STATUS_WORKING));
    m_scene->revise("one", change);
    QVERIFY(m_scene->await(
        "one", [](const auto &order) { return order.change == common::ORDER_CHANGE_REVISION_RISK_FAILED; }));
    const OrderView order = m_scene->view("one");
    QVERIFY2(QString::fromStdString(order.detail).contains(word), order.detail.c_str());
    QCOMPARE(order.status, int{common::ORDER_STATUS_WORKING});
    QCOMPARE(order.volume, 3);
}

void TestExchangeKinds::anOrderIsRevisedInItsOwnMarketAlone()
{
    m_scene->limit(OrderScene::account, common::BUY_SELL_BUY, -20, 3, "one");
    QVERIFY(m_scene->awaitStatus("one", common::ORDER_STATUS_WORKING));
    const std::string id = m_scene->view("one").id;
    const std::string elsewhere = marketOf(m_scene->exchange(), QStringLiteral("CME_Eq"), QStringLiteral("ES"));
    m_scene->client().pull(OrderScene::account, elsewhere, id);
    QVERIFY(m_scene->client().awaitChange(id, common::ORDER_CHANGE_PULL_RISK_FAILED));
    m_scene->client().pull(OrderScene::account, m_scene->market(), id);
    QVERIFY(m_scene->client().awaitChange(id, common::ORDER_CHANGE_PULL_SUCCESS));
}

QTEST_GUILESS_MAIN(TestExchangeKinds)
#include "test_exchange_kinds.moc"
