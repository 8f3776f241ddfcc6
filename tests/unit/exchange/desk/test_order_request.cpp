// SPDX-License-Identifier: GPL-3.0-or-later
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
    void linksAreRefused();
    void aRevisionKeepsWhatItDoesNotName();
    void badRevisionsAreRefused_data();
    void badRevisionsAreRefused();
};

void TestOrderRequest::aLimitOrderIsReadWhole()
{
    const auto read = readOrder(limitOrder(), common::ORDER_LINK_NONE, test::es(), realPrices);
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
    row("join", Rule::PriceType, [](auto &order) { order.set_price_type(common::PRICE_TYPE_JOIN); });
    row("a price type of a later version", Rule::PriceType,
        [](auto &order) { order.set_price_type(static_cast<common::PriceType>(77)); });
    row("on open", Rule::TimeType, [](auto &order) { order.set_time_type(common::TIME_TYPE_MARKET_ON_OPEN); });
    row("stop at once", Rule::TimeType, [](auto &order) {
        order.set_price_type(common::PRICE_TYPE_STOP_MARKET);
        order.set_time_type(common::TIME_TYPE_COMPLETE_VOLUME);
    });
    row("held", Rule::Activation, [](auto &order) { order.set_activation_type(common::ACTIVATION_TYPE_HOLD); });
    row("cancel time", Rule::Activation, [](auto &order) { order.mutable_activation_data()->set_cancel_delay_ms(5); });
    row("trailing", Rule::PriceType, [](auto &order) { order.mutable_trail_distance()->set_value("1"); });
}

void TestOrderRequest::badOrdersAreRefused()
{
    QFETCH(Change, change);
    QFETCH(Rule, rule);
    auto order = limitOrder();
    change(order);
    const auto read = readOrder(order, common::ORDER_LINK_NONE, test::es(), realPrices);
    const auto *refusal = std::get_if<Refusal>(&read);
    QVERIFY(refusal != nullptr);
    QCOMPARE(refusal->rule, rule);
    QVERIFY(!refusal->text.empty());
}

void TestOrderRequest::linksAreRefused()
{
    for (const std::int32_t link : {1, 2, 7, 99}) {
        const auto read = readOrder(limitOrder(), link, test::es(), realPrices);
        QVERIFY(std::get<Refusal>(read).rule == Rule::OrderLink);
    }
}

void TestOrderRequest::aRevisionKeepsWhatItDoesNotName()
{
    Order order;
    order.kind = OrderKind::Limit;
    order.current = {5, 2, Ticks{100}, {}};
    orderrouting::OrderRevise_Revise revise;
    revise.set_volume(7);
    auto terms = std::get<OrderTerms>(readRevision(revise, order, test::es(), realPrices));
    QVERIFY((terms == OrderTerms{7, 2, Ticks{100}, {}}));
    revise.clear_volume();
    revise.mutable_limit_price()->set_value("30");
    order.revisions.push_back(terms); // asked for and not answered yet: the next one builds on it
    terms = std::get<OrderTerms>(readRevision(revise, order, test::es(), realPrices));
    QVERIFY((terms == OrderTerms{7, 2, Ticks{120}, {}}));
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
    row("activation", Rule::Activation, [](auto &revise) { revise.mutable_activation_data(); });
}

void TestOrderRequest::badRevisionsAreRefused()
{
    QFETCH(ReviseChange, change);
    QFETCH(Rule, rule);
    Order order;
    order.kind = OrderKind::Limit;
    order.current = {5, 0, Ticks{100}, {}};
    order.filled = 2;
    orderrouting::OrderRevise_Revise revise;
    change(revise);
    const auto read = readRevision(revise, order, test::es(), realPrices);
    const auto *refusal = std::get_if<Refusal>(&read);
    QVERIFY(refusal != nullptr);
    QCOMPARE(refusal->rule, rule);
}

QTEST_APPLESS_MAIN(TestOrderRequest)
#include "test_order_request.moc"
