// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/exchange/order_scene.h"

#include <QTest>

using namespace depthdeck::exchange;
using namespace depthdeck::exchange::test;

using Change = std::function<void(orderrouting::OrderSubmit &)>;
Q_DECLARE_METATYPE(Change)

/// Linked orders (t4-protocol.md e.3): what one of them does to the others.
class TestExchangeLinks : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theWholeFillOfAnOcoLegCancelsTheOther();
    void aPartialFillOfAnOcoLegReducesTheOther();
    void aPulledOcoLegLeavesItsSibling();
    void linkedOrdersNameEachOther();
    void exitsWaitUntilTheEntryFills();
    void exitsGrowWithEveryPartialFill();
    void exitsAreAnOcoOfTheirOwn();
    void anExitThatFillsCancelsTheRestOfTheEntry();
    void pullingTheEntryPullsItsHeldExits();
    void pullingAPartFilledEntryKeepsWhatProtectsIt();
    void aBracketOfASaleLiesOnTheOtherSides();
    void absoluteExitsWorkAtTheirPrices();
    void severalExitsShareTheFillsInTheirOrder();
    void aTrailingStopLossTrails();
    void theMaxVolumeBoundsAnExit();
    void aHeldExitsDifferentialCanBeRevised();
    void sparkReleasesItsChildrenUnlinked();
    void badLinksAreRefusedWhole_data();
    void badLinksAreRefusedWhole();
    void theReferenceOfABracketIsASwitch();

private:
    void bracket(common::OrderLink link, int volume, const Change &change = {});
    void oco(int volume);

    std::unique_ptr<OrderScene> m_scene;
};

void TestExchangeLinks::init()
{
    m_scene = std::make_unique<OrderScene>();
    QVERIFY(m_scene->open());
}

/// Sell limit 8 ticks above and sell stop 8 below.
void TestExchangeLinks::oco(int volume)
{
    auto submit = m_scene->submission(common::ORDER_LINK_OCO);
    OrderScene::add(submit, common::BUY_SELL_SELL, common::PRICE_TYPE_LIMIT, volume, "upper")
        .mutable_limit_price()
        ->set_value(m_scene->price(8));
    OrderScene::add(submit, common::BUY_SELL_SELL, common::PRICE_TYPE_STOP_MARKET, volume, "lower")
        .mutable_stop_price()
        ->set_value(m_scene->price(-8));
    m_scene->send(submit);
    QVERIFY(m_scene->awaitStatus("upper", common::ORDER_STATUS_WORKING));
    QVERIFY(m_scene->awaitStatus("lower", common::ORDER_STATUS_WORKING));
}

/// An entry that buys at -4, a profit 6 ticks above its fill and a loss 3 below.
void TestExchangeLinks::bracket(common::OrderLink link, int volume, const Change &change)
{
    auto submit = m_scene->submission(link);
    OrderScene::add(submit, common::BUY_SELL_BUY, common::PRICE_TYPE_LIMIT, volume, "entry")
        .mutable_limit_price()
        ->set_value(m_scene->price(-4));
    auto &profit = OrderScene::add(submit, common::BUY_SELL_SELL, common::PRICE_TYPE_LIMIT, 0, "profit");
    profit.mutable_limit_price()->set_value(OrderScene::difference(6));
    auto &loss = OrderScene::add(submit, common::BUY_SELL_SELL, common::PRICE_TYPE_STOP_MARKET, 0, "loss");
    loss.mutable_stop_price()->set_value(OrderScene::difference(-3));
    for (auto *exit : {&profit, &loss}) {
        exit->set_activation_type(common::ACTIVATION_TYPE_HOLD);
        exit->set_time_type(common::TIME_TYPE_GOOD_TILL_CANCELLED);
    }
    if (change)
        change(submit);
    m_scene->send(submit);
}

void TestExchangeLinks::theWholeFillOfAnOcoLegCancelsTheOther()
{
    oco(2);
    QVERIFY(m_scene->take(common::BUY_SELL_BUY, 8, 2));
    QVERIFY(m_scene->await("upper", [](const auto &order) { return order.isFilled(); }));
    QVERIFY(m_scene->await("lower", [](const auto &order) { return order.isCancelled(); }));
    QVERIFY(m_scene->view("lower").detail.find("OCO") != std::string::npos);
}

void TestExchangeLinks::aPartialFillOfAnOcoLegReducesTheOther()
{
    oco(5);
    QVERIFY(m_scene->take(common::BUY_SELL_BUY, 8, 2));
    QVERIFY(m_scene->await("lower", [](const auto &order) { return order.volume == 3 && order.working == 3; }));
    QCOMPARE(m_scene->view("lower").change, int{common::ORDER_CHANGE_REVISION_SUCCESS});
    QCOMPARE(m_scene->view("upper").working, 3);
    QVERIFY(m_scene->take(common::BUY_SELL_BUY, 8, 3));
    QVERIFY(m_scene->await("lower", [](const auto &order) { return order.isCancelled(); }));
}

void TestExchangeLinks::aPulledOcoLegLeavesItsSibling()
{
    oco(2);
    m_scene->pull("upper");
    QVERIFY(m_scene->await("upper", [](const auto &order) { return order.isCancelled(); }));
    QCOMPARE(m_scene->view("lower").status, int{common::ORDER_STATUS_WORKING});
}

void TestExchangeLinks::linkedOrdersNameEachOther()
{
    oco(1);
    const OrderView upper = m_scene->view("upper");
    const OrderView lower = m_scene->view("lower");
    QCOMPARE(upper.linked, lower.id);
    QCOMPARE(lower.linked, upper.id);
    QVERIFY(!upper.relation.empty());
    QCOMPARE(upper.relation, lower.relation);
    QCOMPARE(upper.link, int{common::ORDER_LINK_OCO});
}

void TestExchangeLinks::exitsWaitUntilTheEntryFills()
{
    bracket(common::ORDER_LINK_AUTO_OCO, 2);
    QVERIFY(m_scene->awaitStatus("profit", common::ORDER_STATUS_HELD));
    const OrderView held = m_scene->view("profit");
    QCOMPARE(held.volume, 0);
    QCOMPARE(held.limit, OrderScene::difference(6)); // the raw differential: never a price to draw
    QCOMPARE(held.activation, int{common::ACTIVATION_TYPE_HOLD});
    QVERIFY(!held.conditions.empty());
    QVERIFY(m_scene->take(common::BUY_SELL_SELL, -4, 2));
    QVERIFY(m_scene->awaitStatus("profit", common::ORDER_STATUS_WORKING));
    QVERIFY(m_scene->awaitStatus("loss", common::ORDER_STATUS_WORKING));
    QCOMPARE(m_scene->view("profit").limit, m_scene->price(2));
    QCOMPARE(m_scene->view("loss").stop, m_scene->price(-7));
    QCOMPARE(m_scene->view("profit").volume, 2);
    QCOMPARE(m_scene->view("profit").activation, int{common::ACTIVATION_TYPE_TRIGGERED});
}

void TestExchangeLinks::exitsGrowWithEveryPartialFill()
{
    bracket(common::ORDER_LINK_AUTO_OCO, 5);
    QVERIFY(m_scene->awaitStatus("entry", common::ORDER_STATUS_WORKING));
    QVERIFY(m_scene->take(common::BUY_SELL_SELL, -4, 1));
    QVERIFY(m_scene->await("loss", [](const auto &order) { return order.working == 1; }));
    QVERIFY(m_scene->take(common::BUY_SELL_SELL, -4, 2));
    QVERIFY(m_scene->await("loss", [](const auto &order) { return order.working == 3; }));
    QVERIFY(m_scene->await("profit", [](const auto &order) { return order.working == 3; }));
    QCOMPARE(m_scene->view("entry").working, 2);
}

void TestExchangeLinks::exitsAreAnOcoOfTheirOwn()
{
    bracket(common::ORDER_LINK_AUTO_OCO, 3);
    QVERIFY(m_scene->awaitStatus("entry", common::ORDER_STATUS_WORKING));
    QVERIFY(m_scene->take(common::BUY_SELL_SELL, -4, 3));
    QVERIFY(m_scene->awaitStatus("profit", common::ORDER_STATUS_WORKING));
    QVERIFY(m_scene->take(common::BUY_SELL_BUY, 2, 1));
    QVERIFY(m_scene->await("loss", [](const auto &order) { return order.working == 2; }));
    QVERIFY(m_scene->take(common::BUY_SELL_BUY, 2, 2));
    QVERIFY(m_scene->await("loss", [](const auto &order) { return order.isCancelled(); }));
}

void TestExchangeLinks::anExitThatFillsCancelsTheRestOfTheEntry()
{
    bracket(common::ORDER_LINK_AUTO_OCO, 5);
    QVERIFY(m_scene->awaitStatus("entry", common::ORDER_STATUS_WORKING));
    QVERIFY(m_scene->take(common::BUY_SELL_SELL, -4, 2));
    QVERIFY(m_scene->await("profit", [](const auto &order) { return order.working == 2; }));
    QVERIFY(m_scene->take(common::BUY_SELL_BUY, 2, 1));
    QVERIFY(m_scene->await("entry", [](const auto &order) { return order.isCancelled(); }));
    QCOMPARE(m_scene->view("entry").filled, 2);
    QCOMPARE(m_scene->view("profit").working, 1); // what is open stays protected
    QCOMPARE(m_scene->view("loss").working, 1);
}

void TestExchangeLinks::pullingTheEntryPullsItsHeldExits()
{
    bracket(common::ORDER_LINK_AUTO_OCO, 2);
    QVERIFY(m_scene->awaitStatus("entry", common::ORDER_STATUS_WORKING));
    m_scene->pull("entry");
    for (const char *tag : {"entry", "profit", "loss"})
        QVERIFY(m_scene->awaitStatus(tag, common::ORDER_STATUS_FINISHED));
    QVERIFY(m_scene->view("loss").detail.find("trigger") != std::string::npos);
}

void TestExchangeLinks::pullingAPartFilledEntryKeepsWhatProtectsIt()
{
    bracket(common::ORDER_LINK_AUTO_OCO, 5);
    QVERIFY(m_scene->awaitStatus("entry", common::ORDER_STATUS_WORKING));
    QVERIFY(m_scene->take(common::BUY_SELL_SELL, -4, 2));
    QVERIFY(m_scene->await("loss", [](const auto &order) { return order.working == 2; }));
    m_scene->pull("entry");
    QVERIFY(m_scene->awaitStatus("entry", common::ORDER_STATUS_FINISHED));
    QCOMPARE(m_scene->view("loss").status, int{common::ORDER_STATUS_WORKING});
    QCOMPARE(m_scene->view("profit").working, 2);
}

void TestExchangeLinks::aBracketOfASaleLiesOnTheOtherSides()
{
    bracket(common::ORDER_LINK_AUTO_OCO, 1, [this](auto &submit) {
        submit.mutable_orders(0)->set_buy_sell(common::BUY_SELL_SELL);
        submit.mutable_orders(0)->mutable_limit_price()->set_value(m_scene->price(4));
        submit.mutable_orders(1)->set_buy_sell(common::BUY_SELL_BUY);
        submit.mutable_orders(1)->mutable_limit_price()->set_value(OrderScene::difference(-6));
        submit.mutable_orders(2)->set_buy_sell(common::BUY_SELL_BUY);
        submit.mutable_orders(2)->mutable_stop_price()->set_value(OrderScene::difference(3));
    });
    QVERIFY(m_scene->awaitStatus("entry", common::ORDER_STATUS_WORKING));
    QVERIFY(m_scene->take(common::BUY_SELL_BUY, 4, 1));
    QVERIFY(m_scene->awaitStatus("loss", common::ORDER_STATUS_WORKING));
    QCOMPARE(m_scene->view("profit").limit, m_scene->price(-2));
    QCOMPARE(m_scene->view("loss").stop, m_scene->price(7));
}

void TestExchangeLinks::absoluteExitsWorkAtTheirPrices()
{
    bracket(common::ORDER_LINK_AUTO_OCO_P, 1, [this](auto &submit) {
        submit.mutable_orders(1)->mutable_limit_price()->set_value(m_scene->price(9));
        submit.mutable_orders(2)->mutable_stop_price()->set_value(m_scene->price(-9));
    });
    QVERIFY(m_scene->awaitStatus("profit", common::ORDER_STATUS_HELD));
    QCOMPARE(m_scene->view("profit").limit, m_scene->price(9));
    QVERIFY(m_scene->take(common::BUY_SELL_SELL, -4, 1));
    QVERIFY(m_scene->awaitStatus("loss", common::ORDER_STATUS_WORKING));
    QCOMPARE(m_scene->view("profit").limit, m_scene->price(9));
    QCOMPARE(m_scene->view("loss").stop, m_scene->price(-9));
}

void TestExchangeLinks::severalExitsShareTheFillsInTheirOrder()
{
    bracket(common::ORDER_LINK_AUTO_OCO_M, 5, [](auto &submit) {
        submit.mutable_orders(1)->set_volume(2);
        submit.mutable_orders(2)->set_volume(2);
        auto &profit = *submit.add_orders();
        profit = submit.orders(1);
        profit.set_tag("profit2");
        profit.set_volume(3);
        profit.mutable_limit_price()->set_value(OrderScene::difference(12));
        auto &loss = *submit.add_orders();
        loss = submit.orders(2);
        loss.set_tag("loss2");
        loss.set_volume(3);
    });
    QVERIFY(m_scene->awaitStatus("loss2", common::ORDER_STATUS_HELD));
    QCOMPARE(m_scene->view("profit2").volume, 3); // the size of the exit
    QVERIFY(m_scene->take(common::BUY_SELL_SELL, -4, 3));
    QVERIFY(m_scene->await("profit", [](const auto &order) { return order.working == 2; }));
    QVERIFY(m_scene->await("profit2", [](const auto &order) { return order.working == 1; }));
    QVERIFY(m_scene->take(common::BUY_SELL_SELL, -4, 2));
    QVERIFY(m_scene->await("loss2", [](const auto &order) { return order.working == 3; }));
    QCOMPARE(m_scene->view("profit2").limit, m_scene->price(8));
    QVERIFY(m_scene->take(common::BUY_SELL_BUY, 2, 2)); // the first exit's profit
    QVERIFY(m_scene->await("loss", [](const auto &order) { return order.isCancelled(); }));
    QCOMPARE(m_scene->view("loss2").working, 3);
}

void TestExchangeLinks::aTrailingStopLossTrails()
{
    bracket(common::ORDER_LINK_AUTO_OCO, 1, [](auto &submit) {
        submit.mutable_orders(2)->mutable_trail_distance()->set_value(OrderScene::difference(3));
    });
    QVERIFY(m_scene->awaitStatus("entry", common::ORDER_STATUS_WORKING));
    QVERIFY(m_scene->take(common::BUY_SELL_SELL, -4, 1));
    QVERIFY(m_scene->awaitStatus("loss", common::ORDER_STATUS_WORKING));
    QCOMPARE(m_scene->view("loss").trail, OrderScene::difference(3));
    QCOMPARE(m_scene->view("loss").stop, m_scene->price(-7));
}

void TestExchangeLinks::theMaxVolumeBoundsAnExit()
{
    bracket(common::ORDER_LINK_AUTO_OCO, 3, [](auto &submit) { submit.mutable_orders(1)->set_max_volume(2); });
    QVERIFY(m_scene->awaitStatus("entry", common::ORDER_STATUS_WORKING));
    QVERIFY(m_scene->take(common::BUY_SELL_SELL, -4, 3));
    QVERIFY(m_scene->await("loss", [](const auto &order) { return order.working == 3; }));
    QVERIFY(m_scene->await("profit", [](const auto &order) { return order.working == 2; }));
}

void TestExchangeLinks::aHeldExitsDifferentialCanBeRevised()
{
    bracket(common::ORDER_LINK_AUTO_OCO, 1);
    QVERIFY(m_scene->awaitStatus("profit", common::ORDER_STATUS_HELD));
    m_scene->revise("profit", [](auto &revise) { revise.mutable_limit_price()->set_value("2.50"); });
    QVERIFY(m_scene->await("profit", [](const auto &order) { return order.limit == "2.50"; }));
    QCOMPARE(m_scene->view("profit").status, int{common::ORDER_STATUS_HELD});
    m_scene->revise("profit", [](auto &revise) { revise.mutable_limit_price()->set_value("-2.50"); });
    QVERIFY(m_scene->await(
        "profit", [](const auto &order) { return order.change == common::ORDER_CHANGE_REVISION_RISK_FAILED; }));
    m_scene->revise("profit", [](auto &revise) { revise.set_volume(4); });
    QVERIFY(m_scene->await(
        "profit", [](const auto &order) { return order.detail.find("fills of its trigger") != std::string::npos; }));
    QVERIFY(m_scene->take(common::BUY_SELL_SELL, -4, 1));
    QVERIFY(m_scene->awaitStatus("profit", common::ORDER_STATUS_WORKING));
    QCOMPARE(m_scene->view("profit").limit, m_scene->price(6));
}

void TestExchangeLinks::sparkReleasesItsChildrenUnlinked()
{
    auto submit = m_scene->submission(common::ORDER_LINK_SPARK);
    OrderScene::add(submit, common::BUY_SELL_BUY, common::PRICE_TYPE_LIMIT, 2, "entry")
        .mutable_limit_price()
        ->set_value(m_scene->price(-4));
    for (const int ticks : {5, 9}) {
        auto &child = OrderScene::add(submit, common::BUY_SELL_SELL, common::PRICE_TYPE_LIMIT, 3,
                                      "child" + std::to_string(ticks));
        child.mutable_limit_price()->set_value(m_scene->price(ticks));
        child.set_activation_type(common::ACTIVATION_TYPE_QUEUE);
    }
    m_scene->send(submit);
    QVERIFY(m_scene->awaitStatus("child5", common::ORDER_STATUS_HELD));
    QVERIFY(m_scene->take(common::BUY_SELL_SELL, -4, 1));
    for (const char *tag : {"child5", "child9"}) {
        QVERIFY(m_scene->awaitStatus(tag, common::ORDER_STATUS_WORKING));
        QCOMPARE(m_scene->view(tag).working, 3);
        QCOMPARE(m_scene->view(tag).activation, int{common::ACTIVATION_TYPE_TRIGGERED_QUEUE});
    }
    QVERIFY(m_scene->take(common::BUY_SELL_BUY, 5, 3));
    QVERIFY(m_scene->await("child5", [](const auto &order) { return order.isFilled(); }));
    QCOMPARE(m_scene->view("child9").status, int{common::ORDER_STATUS_WORKING});
    QCOMPARE(m_scene->view("entry").status, int{common::ORDER_STATUS_WORKING});
}

void TestExchangeLinks::badLinksAreRefusedWhole_data()
{
    QTest::addColumn<int>("link");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, int link, const char *word, Change change) {
        QTest::newRow(name) << link << change << QString::fromLatin1(word);
    };
    const int bracketLink = common::ORDER_LINK_AUTO_OCO;
    row("an exit with a volume", bracketLink, "must be 0", [](auto &s) { s.mutable_orders(1)->set_volume(2); });
    row("an exit that is not held", bracketLink, "HOLD", [](auto &s) { s.mutable_orders(2)->clear_activation_type(); });
    row("an exit on the entry's side", bracketLink, "other side",
        [](auto &s) { s.mutable_orders(1)->set_buy_sell(common::BUY_SELL_BUY); });
    row("a profit of the wrong sign", bracketLink, "wrong sign",
        [](auto &s) { s.mutable_orders(1)->mutable_limit_price()->set_value("-1.50"); });
    row("a loss of the wrong sign", bracketLink, "wrong sign",
        [](auto &s) { s.mutable_orders(2)->mutable_stop_price()->set_value("1.50"); });
    row("a differential off the tick", bracketLink, "increment 0.25",
        [](auto &s) { s.mutable_orders(1)->mutable_limit_price()->set_value("1.30"); });
    row("a differential of nothing", bracketLink, "zero",
        [](auto &s) { s.mutable_orders(1)->mutable_limit_price()->set_value("0"); });
    row("an unreadable differential", bracketLink, "no difference",
        [](auto &s) { s.mutable_orders(1)->mutable_limit_price()->set_value("six"); });
    row("two profits", bracketLink, "one take profit", [](auto &s) { *s.mutable_orders(2) = s.orders(1); });
    row("no exit", bracketLink, "at least one exit", [](auto &s) { s.mutable_orders()->DeleteSubrange(1, 2); });
    row("three exits", bracketLink, "3 exits", [](auto &s) { *s.add_orders() = s.orders(2); });
    row("an exit of a strange kind", bracketLink, "STOP_MARKET", [](auto &s) {
        s.mutable_orders(1)->set_price_type(common::PRICE_TYPE_STOP_LIMIT);
        s.mutable_orders(1)->mutable_stop_price()->set_value("1.50");
    });
    row("an entry that is refused", bracketLink, "Order 1 of the same link",
        [](auto &s) { s.mutable_orders(0)->mutable_limit_price()->set_value("0.10"); });
    row("a differential where a price is meant", common::ORDER_LINK_AUTO_OCO_P, "wrong side of the entry",
        [](auto &) {});
    row("exits larger than the entry", common::ORDER_LINK_AUTO_OCO_M, "more than the trigger's", [](auto &s) {
        s.mutable_orders(1)->set_volume(9);
        s.mutable_orders(2)->set_volume(9);
    });
    row("an exit of two sizes", common::ORDER_LINK_AUTO_OCO_M, "same volume", [](auto &s) {
        s.mutable_orders(1)->set_volume(1);
        s.mutable_orders(2)->set_volume(2);
    });
    row("an OCO of held orders", common::ORDER_LINK_OCO, "IMMEDIATE", [](auto &s) {
        s.mutable_orders(1)->set_volume(1);
        s.mutable_orders(2)->set_volume(1);
    });
    row("an OCO of one", common::ORDER_LINK_OCO, "at least 2",
        [](auto &s) { s.mutable_orders()->DeleteSubrange(1, 2); });
    row("an OCO with a market order", common::ORDER_LINK_OCO, "fill at once", [](auto &s) {
        s.mutable_orders()->DeleteSubrange(2, 1);
        s.mutable_orders(1)->clear_activation_type();
        s.mutable_orders(1)->set_volume(1);
        s.mutable_orders(1)->set_price_type(common::PRICE_TYPE_MARKET);
        s.mutable_orders(1)->set_time_type(common::TIME_TYPE_NORMAL);
    });
    row("SPARK children that are not queued", common::ORDER_LINK_SPARK, "QUEUE", [](auto &s) {
        s.mutable_orders(1)->set_volume(1);
        s.mutable_orders(2)->set_volume(1);
    });
    row("a synthetic of the client", common::ORDER_LINK_CLIENT_SYNTHETIC, "CLIENT_SYNTHETIC", [](auto &) {});
    row("a link of a later version", 99, "99", [](auto &) {});
}

void TestExchangeLinks::badLinksAreRefusedWhole()
{
    QFETCH(int, link);
    QFETCH(Change, change);
    QFETCH(QString, word);
    int orders = 0;
    bracket(static_cast<common::OrderLink>(link), 2, [&](auto &submit) {
        change(submit);
        orders = submit.orders_size();
        for (int at = 0; at < orders; ++at)
            submit.mutable_orders(at)->set_tag("order" + std::to_string(at));
    });
    bool isNamed = false;
    for (int at = 0; at < orders; ++at) {
        const std::string tag = "order" + std::to_string(at);
        QVERIFY(m_scene->awaitStatus(tag, common::ORDER_STATUS_REJECTED));
        isNamed = isNamed || QString::fromStdString(m_scene->view(tag).detail).contains(word);
    }
    QVERIFY2(isNamed, m_scene->view("order0").detail.c_str());
}

void TestExchangeLinks::theReferenceOfABracketIsASwitch()
{
    QVERIFY(m_scene->open(
        [](auto &options) { options.behaviours.bracketReference = Behaviours::BracketReference::AverageFill; }));
    // Two sellers at -6 and -4: the entry at -4 buys one from each, -5 on average.
    m_scene->limit(OrderScene::other, common::BUY_SELL_SELL, -6, 1, "cheap");
    m_scene->limit(OrderScene::other, common::BUY_SELL_SELL, -4, 1, "dear");
    QVERIFY(m_scene->awaitStatus("dear", common::ORDER_STATUS_WORKING));
    bracket(common::ORDER_LINK_AUTO_OCO, 2);
    QVERIFY(m_scene->await("profit", [](const auto &order) { return order.working == 2; }));
    QCOMPARE(m_scene->view("profit").limit, m_scene->price(1));
    QVERIFY(m_scene->await("loss", [this](const auto &order) { return order.stop == m_scene->price(-8); }));
}

QTEST_GUILESS_MAIN(TestExchangeLinks)
#include "test_exchange_links.moc"
