// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/behaviours.h"
#include "app/exchange/desk/order_request.h"
#include "t4/v1/orderrouting/orderrouting.pb.h"
#include "tests/unit/exchange/desk/sample_markets.h"

#include <QTest>

#include <functional>

using namespace depthdeck;
using namespace depthdeck::exchange;
using namespace t4proto::v1;

using Change = std::function<void(orderrouting::OrderSubmit_Order &)>;
using ReviseChange = std::function<void(orderrouting::OrderRevise_Revise &)>;
Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(ReviseChange)
Q_DECLARE_METATYPE(depthdeck::exchange::Rule)

namespace {

const PriceCodec realPrices{WirePriceFormat::Real};
const Behaviours safeBehaviours;
const MarketSpec esMarket = test::es();
const RequestContext unlinked{esMarket, realPrices, safeBehaviours, {}, common::ORDER_LINK_NONE};

orderrouting::OrderSubmit_Order limitOrder()
{
    orderrouting::OrderSubmit_Order order;
    order.set_buy_sell(common::BUY_SELL_BUY);
    order.set_price_type(common::PRICE_TYPE_LIMIT);
    order.set_volume(3);
    order.mutable_limit_price()->set_value("5954.75");
    order.set_tag("t");
    return order;
}

} // namespace

class TestOrderRequest : public QObject
{
    Q_OBJECT

private slots:
    void aLimitOrderIsReadWhole();
    void badOrdersAreRefused_data();
    void badOrdersAreRefused();
    void exitsAreReadAsDifferentials();
    void aTrailCountsIncrementsAcrossAVariableTick();
    void aRevisionHoldsWhatItNamesAndNothingElse();
    void badRevisionsAreRefused_data();
    void badRevisionsAreRefused();
};

void TestOrderRequest::aLimitOrderIsReadWhole()
{
    const auto read = readOrder(limitOrder(), 0, unlinked);
    const auto *request = std::get_if<OrderRequest>(&read);
    QVERIFY(request != nullptr);
    QVERIFY(request->side == Side::Buy);
    QVERIFY(request->kind == OrderKind::Limit);
    QVERIFY(request->duration == Duration::Day);
    QCOMPARE(request->terms.volume, 3);
    QCOMPARE(request->terms.limit.value(), Ticks{23819});
    QVERIFY(!request->terms.stop);
    QCOMPARE(request->tag, std::string{"t"});
}

void TestOrderRequest::badOrdersAreRefused_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<Rule>("rule");
    const auto row = [](const char *name, Rule rule, Change change) { QTest::newRow(name) << change << rule; };
    row("no side", Rule::Side, [](auto &order) { order.clear_buy_sell(); });
    row("no volume", Rule::Volume, [](auto &order) { order.clear_volume(); });
    row("negative volume", Rule::Volume, [](auto &order) { order.set_volume(-1); });
    row("more shown than there is", Rule::MaxShow, [](auto &order) { order.set_max_show(4); });
    row("negative show", Rule::MaxShow, [](auto &order) { order.set_max_show(-1); });
    row("no limit price", Rule::PricePresent, [](auto &order) { order.clear_limit_price(); });
    row("empty limit price", Rule::PricePresent, [](auto &order) { order.mutable_limit_price()->set_value(""); });
    row("unreadable price", Rule::PriceReadable, [](auto &order) { order.mutable_limit_price()->set_value("12.x4"); });
    row("off tick", Rule::OnTick, [](auto &order) { order.mutable_limit_price()->set_value("5954.80"); });
    row("stop without trigger", Rule::PricePresent,
        [](auto &order) { order.set_price_type(common::PRICE_TYPE_STOP_LIMIT); });
    row("request for quote", Rule::PriceType, [](auto &order) { order.set_price_type(common::PRICE_TYPE_RFQ); });
    row("a price type of a later version", Rule::PriceType,
        [](auto &order) { order.set_price_type(static_cast<common::PriceType>(77)); });
    row("a time type of a later version", Rule::TimeType,
        [](auto &order) { order.set_time_type(static_cast<common::TimeType>(66)); });
    row("stop at once", Rule::TimeType, [](auto &order) {
        order.set_price_type(common::PRICE_TYPE_STOP_MARKET);
        order.set_time_type(common::TIME_TYPE_COMPLETE_VOLUME);
    });
    row("triggered", Rule::Activation,
        [](auto &order) { order.set_activation_type(common::ACTIVATION_TYPE_TRIGGERED); });
    row("trailing limit", Rule::Trail, [](auto &order) { order.mutable_trail_distance()->set_value("1"); });
    row("max volume", Rule::MaxVolume, [](auto &order) { order.set_max_volume(9); });
}

void TestOrderRequest::badOrdersAreRefused()
{
    QFETCH(Change, change);
    QFETCH(Rule, rule);
    auto order = limitOrder();
    change(order);
    const auto read = readOrder(order, 0, unlinked);
    const auto *refusal = std::get_if<Refusal>(&read);
    QVERIFY(refusal != nullptr);
    QCOMPARE(refusal->rule, rule);
    QVERIFY(!refusal->text.empty());
}

void TestOrderRequest::exitsAreReadAsDifferentials()
{
    const RequestContext context{esMarket, realPrices, safeBehaviours, {}, common::ORDER_LINK_AUTO_OCO};
    auto order = limitOrder();
    order.set_volume(0);
    order.mutable_limit_price()->set_value("-2.50");
    order.set_activation_type(common::ACTIVATION_TYPE_HOLD);
    const auto request = std::get<OrderRequest>(readOrder(order, 1, context));
    QVERIFY(request.role == LinkRole::Exit);
    QVERIFY(request.terms.limitOffset == test::price("-2.50"));
    QVERIFY(!request.terms.limit);
    Behaviours byTicks;
    byTicks.bracketUnit = Behaviours::DistanceUnit::TickCount;
    const RequestContext inTicks{esMarket, realPrices, byTicks, {}, common::ORDER_LINK_AUTO_OCO};
    order.mutable_limit_price()->set_value("-10");
    QVERIFY(std::get<OrderRequest>(readOrder(order, 1, inTicks)).terms.limitOffset == test::price("-2.50"));
}

void TestOrderRequest::aTrailCountsIncrementsAcrossAVariableTick()
{
    // Ticks of 0.25 up to 5 and of 0.5 above: from 4.50 to 6 it is four steps.
    const MarketSpec market = test::market("V", "0.25", "50", 2, 0, "0.25;P>5=0.5;");
    const auto stop = market.ticks.incrementsAt(test::price("4.50"));
    QCOMPARE(trailTicks(market, Side::Sell, stop, test::price("1.5")).value(), Ticks{4});
    QVERIFY(trailDistance(market, Side::Sell, stop, 4) == test::price("1.5"));
    QVERIFY(!trailTicks(market, Side::Sell, stop, test::price("0.75"))); // 5.25 is no price
}

void TestOrderRequest::aRevisionHoldsWhatItNamesAndNothingElse()
{
    Order order;
    order.kind = OrderKind::Limit;
    order.current.volume = 5;
    order.current.maxShow = 2;
    order.current.limit = Ticks{100};
    orderrouting::OrderRevise_Revise revise;
    revise.set_volume(7);
    auto change = std::get<RevisionRequest>(readRevision(revise, order, unlinked)).terms;
    QCOMPARE(change.volume.value(), 7);
    QVERIFY(!change.limit && !change.maxShow);
    order.revisions.push_back({1, change}); // asked for and not answered yet
    revise.clear_volume();
    revise.mutable_limit_price()->set_value("30");
    change = std::get<RevisionRequest>(readRevision(revise, order, unlinked)).terms;
    QVERIFY(!change.volume); // the first one's volume is not carried along
    order.revisions.push_back({2, change});
    QCOMPARE(order.wanted().volume, 7);
    QCOMPARE(order.wanted().limit.value(), Ticks{120});
    QCOMPARE(order.current.volume, 5);
}

void TestOrderRequest::badRevisionsAreRefused_data()
{
    QTest::addColumn<ReviseChange>("change");
    QTest::addColumn<Rule>("rule");
    const auto row = [](const char *name, Rule rule, ReviseChange change) { QTest::newRow(name) << change << rule; };
    row("to nothing", Rule::Volume, [](auto &revise) { revise.set_volume(0); });
    row("to what is filled", Rule::Volume, [](auto &revise) { revise.set_volume(2); });
    row("off tick", Rule::OnTick, [](auto &revise) { revise.mutable_limit_price()->set_value("1.1"); });
    row("unreadable", Rule::PriceReadable, [](auto &revise) { revise.mutable_limit_price()->set_value("x"); });
    row("trail", Rule::PriceType, [](auto &revise) { revise.mutable_trail_price()->set_value("1"); });
    row("activation", Rule::Activation, [](auto &revise) { revise.mutable_activation_data()->set_volume(3); });
    row("stop", Rule::PriceType, [](auto &revise) { revise.mutable_stop_price()->set_value("1"); });
    row("show", Rule::MaxShow, [](auto &revise) { revise.set_max_show(-1); });
}

void TestOrderRequest::badRevisionsAreRefused()
{
    QFETCH(ReviseChange, change);
    QFETCH(Rule, rule);
    Order order;
    order.kind = OrderKind::Limit;
    order.current.volume = 5;
    order.current.limit = Ticks{100};
    order.filled = 2;
    orderrouting::OrderRevise_Revise revise;
    change(revise);
    const auto read = readRevision(revise, order, unlinked);
    const auto *refusal = std::get_if<Refusal>(&read);
    QVERIFY(refusal != nullptr);
    QCOMPARE(refusal->rule, rule);
}

QTEST_APPLESS_MAIN(TestOrderRequest)
#include "test_order_request.moc"
