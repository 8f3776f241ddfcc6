// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_draft.h"
#include "tests/unit/trading/order_messages.h"

#include <t4/v1/service.pb.h>

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

using t4proto::v1::service::ClientMessage;

class TestOrderDraft : public QObject
{
    Q_OBJECT

private slots:
    void aRevisionIsTheGoldenBytes();
    void aPullIsTheGoldenBytes();
    void onlyThePricesOfTheTypeAreSent_data();
    void onlyThePricesOfTheTypeAreSent();
    void aSellIsMinusOne();
    void maxShowAndTagAreSentWhenThere();
    void aRevisionSendsOnlyWhatChanges();
    void pricesCarryTheMarketsDecimals();
    void onlyStopsCarryATrail();
    void aFlattenHasTwoForms();
    void timesTypesAndMaxVolumeGoOutAsTheyAre();

    void activationCarriesWhatItsKindNeeds_data();
    void activationCarriesWhatItsKindNeeds();
    void anImmediateOrderMayBeCancelledLater();
    void aHeldOrderHasNoConditions();

    void aRevisionCarriesTrailConditionsAndRelease();
    void severalRevisionsShareOneMessage();
};

void TestOrderDraft::aRevisionIsTheGoldenBytes()
{
    OrderRevision revision;
    revision.order = OrderId{"U1"};
    revision.volume = Quantity{3};
    revision.limit = price("5955");
    ClientMessage envelope;
    *envelope.mutable_order_revise() = toWire(revision, AccountId{"A1"}, MarketId{"M1"}, 2);
    QCOMPARE(QByteArray::fromStdString(envelope.SerializeAsString()).toHex(),
             QByteArrayLiteral("ea121d120241311a024d3120012a110a02553110032a090a07353935352e3030"));
}

void TestOrderDraft::aPullIsTheGoldenBytes()
{
    ClientMessage envelope;
    *envelope.mutable_order_pull() = pullToWire(AccountId{"A1"}, MarketId{"M1"}, {OrderId{"U1"}}, true);
    QCOMPARE(QByteArray::fromStdString(envelope.SerializeAsString()).toHex(),
             QByteArrayLiteral("f21210120241311a024d3120012a040a025531"));
}

void TestOrderDraft::onlyThePricesOfTheTypeAreSent_data()
{
    QTest::addColumn<OrderType>("type");
    QTest::addColumn<bool>("limit");
    QTest::addColumn<bool>("stop");
    QTest::newRow("market") << OrderType::Market << false << false;
    QTest::newRow("limit") << OrderType::Limit << true << false;
    QTest::newRow("stop") << OrderType::StopMarket << false << true;
    QTest::newRow("stop-limit") << OrderType::StopLimit << true << true;
    QTest::newRow("stop, limit = stop") << OrderType::StopSameLimit << false << true;
    QTest::newRow("market if touched") << OrderType::MarketIfTouched << true << false;
    QTest::newRow("join") << OrderType::Join << false << false;
}

void TestOrderDraft::onlyThePricesOfTheTypeAreSent()
{
    QFETCH(OrderType, type);
    QFETCH(bool, limit);
    QFETCH(bool, stop);
    OrderDraft draft;
    draft.account = AccountId{"A1"};
    draft.market = MarketId{"M1"};
    draft.type = type;
    draft.timeInForce = TimeInForce::GoodTillCancelled;
    draft.volume = {4};
    draft.limit = price("10.5");
    draft.stop = price("11");
    const auto message = toWire(draft, 2, "tag");
    QCOMPARE(message.orders_size(), 1);
    const auto &order = message.orders(0);
    QCOMPARE(static_cast<int>(order.price_type()), static_cast<int>(type));
    QCOMPARE(order.time_type(), common::TIME_TYPE_GOOD_TILL_CANCELLED);
    QCOMPARE(order.volume(), 4);
    QCOMPARE(order.has_limit_price(), limit);
    QCOMPARE(order.has_stop_price(), stop);
    QVERIFY(!order.has_max_show());
    QVERIFY(!order.has_trail_distance());
    QVERIFY(!order.has_activation_type());
    QVERIFY(!message.has_user_id());
    QCOMPARE(message.order_link(), common::ORDER_LINK_NONE);
    QVERIFY(message.manual_order_indicator());
}

void TestOrderDraft::aSellIsMinusOne()
{
    OrderDraft draft;
    draft.side = Side::Sell;
    draft.manual = false;
    const auto message = toWire(draft, 0, {});
    QCOMPARE(static_cast<int>(message.orders(0).buy_sell()), -1);
    QVERIFY(!message.manual_order_indicator());
    QVERIFY(!message.orders(0).has_tag());
}

void TestOrderDraft::maxShowAndTagAreSentWhenThere()
{
    OrderDraft draft;
    draft.volume = {10};
    draft.maxShow = Quantity{2};
    const auto message = toWire(draft, 0, "abc");
    QCOMPARE(message.orders(0).max_show(), 2);
    QCOMPARE(message.orders(0).tag(), std::string{"abc"});
}

void TestOrderDraft::aRevisionSendsOnlyWhatChanges()
{
    OrderRevision revision;
    QVERIFY(revision.changesNothing());
    revision.stop = price("-1.5");
    revision.maxShow = Quantity{0};
    const auto message = toWire(revision, AccountId{"A1"}, MarketId{"M1"}, 1);
    const auto &revise = message.revisions(0);
    QVERIFY(!revise.has_volume());
    QVERIFY(!revise.has_limit_price());
    QVERIFY(revise.has_max_show());
    QCOMPARE(revise.stop_price().value(), std::string{"-1.5"});
}

void TestOrderDraft::pricesCarryTheMarketsDecimals()
{
    OrderDraft draft;
    draft.limit = price("5955");
    QCOMPARE(toWire(draft, 2, {}).orders(0).limit_price().value(), std::string{"5955.00"});
    draft.limit = price("110.015625");
    QCOMPARE(toWire(draft, 2, {}).orders(0).limit_price().value(), std::string{"110.015625"});
}

void TestOrderDraft::onlyStopsCarryATrail()
{
    OrderDraft draft;
    draft.stop = price("101");
    draft.limit = price("101.5");
    draft.trail = price("0.75");
    draft.type = OrderType::StopMarket;
    QCOMPARE(toWire(draft, 2, {}).orders(0).trail_distance().value(), std::string{"0.75"});
    QVERIFY(!toWire(draft, 2, {}).orders(0).has_limit_price());
    draft.type = OrderType::StopLimit;
    QVERIFY(toWire(draft, 2, {}).orders(0).has_trail_distance());
    for (const OrderType type : {OrderType::StopSameLimit, OrderType::Limit, OrderType::Market}) {
        draft.type = type;
        QVERIFY(!toWire(draft, 2, {}).orders(0).has_trail_distance());
    }
}

void TestOrderDraft::aFlattenHasTwoForms()
{
    OrderDraft draft;
    draft.type = OrderType::Flatten;
    draft.side = Side::Sell;
    draft.volume = {3};
    draft.limit = price("1"); // of an earlier type: not of this one
    auto order = toWire(draft, 2, {}).orders(0);
    QCOMPARE(order.price_type(), common::PRICE_TYPE_FLATTEN);
    QCOMPARE(order.buy_sell(), common::BUY_SELL_SELL);
    QCOMPARE(order.volume(), 3);
    QVERIFY(!order.has_limit_price());
    draft.flattenAll = true;
    order = toWire(draft, 2, {}).orders(0);
    QCOMPARE(order.buy_sell(), common::BUY_SELL_UNDEFINED);
    QCOMPARE(order.volume(), 0);
}

void TestOrderDraft::timesTypesAndMaxVolumeGoOutAsTheyAre()
{
    OrderDraft draft;
    draft.type = OrderType::Market;
    draft.timeInForce = TimeInForce::MarketOnClose;
    draft.maxVolume = Quantity{7};
    auto order = toWire(draft, 0, {}).orders(0);
    QCOMPARE(order.price_type(), common::PRICE_TYPE_MARKET);
    QCOMPARE(order.time_type(), common::TIME_TYPE_MARKET_ON_CLOSE);
    QCOMPARE(order.max_volume(), 7);
    draft.timeInForce = TimeInForce::MarketOnOpen;
    draft.maxVolume.reset();
    order = toWire(draft, 0, {}).orders(0);
    QCOMPARE(order.time_type(), common::TIME_TYPE_MARKET_ON_OPEN);
    QVERIFY(!order.has_max_volume());
}

void TestOrderDraft::activationCarriesWhatItsKindNeeds_data()
{
    QTest::addColumn<ActivationKind>("kind");
    QTest::addColumn<bool>("delayed");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, ActivationKind kind, bool delayed, const char *expected) {
        QTest::newRow(name) << kind << delayed << QString::fromLatin1(expected);
    };
    row("time", ActivationKind::AtTime, false, "submit_time { seconds: 1785585601 nanos: 5000000 }");
    row("delay", ActivationKind::AtTime, true, "submit_delay_ms: 1500");
    row("trade above", ActivationKind::TradeAtOrAbove, false, "price { value: \"101.50\" } volume: 3");
    row("trade below", ActivationKind::TradeAtOrBelow, false, "price { value: \"101.50\" } volume: 3");
    row("mode", ActivationKind::OnMarketMode, false, "mode: MARKET_MODE_PRE_OPEN");
    row("queue", ActivationKind::Queue, false, "");
    row("quote above", ActivationKind::QuoteAtOrAbove, false,
        "price { value: \"101.50\" } volume: 3 bid_offer: BID_OFFER_OFFER implied: true");
    row("quote below", ActivationKind::QuoteAtOrBelow, false,
        "price { value: \"101.50\" } volume: 3 bid_offer: BID_OFFER_OFFER implied: true");
    row("close", ActivationKind::MarketOnClose, false, "");
}

void TestOrderDraft::activationCarriesWhatItsKindNeeds()
{
    QFETCH(ActivationKind, kind);
    QFETCH(bool, delayed);
    QFETCH(QString, expected);
    OrderDraft draft;
    draft.activation.kind = kind;
    if (delayed)
        draft.activation.submit.delay = 1500ms;
    else
        draft.activation.submit.time = WallTime{1'785'585'601'005ms};
    draft.activation.price = price("101.5");
    draft.activation.volume = Quantity{3};
    draft.activation.quoteSide = Side::Sell;
    draft.activation.countImplied = true;
    draft.activation.mode = MarketMode::PreOpen;
    const auto order = toWire(draft, 2, {}).orders(0);
    QCOMPARE(static_cast<int>(order.activation_type()), static_cast<int>(kind));
    QCOMPARE(order.has_activation_data(), !expected.isEmpty());
    QCOMPARE(QString::fromStdString(order.activation_data().ShortDebugString()).trimmed(), expected);
}

void TestOrderDraft::anImmediateOrderMayBeCancelledLater()
{
    OrderDraft draft;
    draft.activation.cancel.delay = 2s;
    draft.activation.giveUp.time = WallTime{1'785'585'601s};
    const auto order = toWire(draft, 2, {}).orders(0);
    QVERIFY(!order.has_activation_type());
    QCOMPARE(order.activation_data().cancel_delay_ms(), std::int64_t{2000});
    QVERIFY(!order.activation_data().has_cancel_time());
    QCOMPARE(order.activation_data().activation_cancel_time().seconds(), std::int64_t{1'785'585'601});
    QVERIFY(!order.activation_data().has_activation_cancel_delay_ms());
    QVERIFY(!order.activation_data().has_price());
}

void TestOrderDraft::aHeldOrderHasNoConditions()
{
    OrderDraft draft;
    draft.activation.kind = ActivationKind::Hold;
    const auto order = toWire(draft, 2, {}).orders(0);
    QCOMPARE(order.activation_type(), common::ACTIVATION_TYPE_HOLD);
    QVERIFY(!order.has_activation_data());
}

void TestOrderDraft::aRevisionCarriesTrailConditionsAndRelease()
{
    OrderRevision revision;
    revision.order = OrderId{"U1"};
    revision.trail = price("1.25");
    revision.maxVolume = Quantity{9};
    revision.activation = Activation{};
    revision.activation->kind = ActivationKind::AtTime;
    revision.activation->submit.delay = 10ms;
    QVERIFY(!revision.changesNothing());
    auto revise = toWire(revision, AccountId{"A1"}, MarketId{"M1"}, 2).revisions(0);
    QCOMPARE(QString::fromStdString(revise.ShortDebugString()).trimmed(),
             QStringLiteral("unique_id: \"U1\" max_volume: 9 trail_price { value: \"1.25\" } "
                            "activation_data { submit_delay_ms: 10 }"));
    revision = {};
    revision.release = true;
    QVERIFY(!revision.changesNothing());
    revise = toWire(revision, AccountId{"A1"}, MarketId{"M1"}, 2).revisions(0);
    QCOMPARE(QString::fromStdString(revise.ShortDebugString()).trimmed(),
             QStringLiteral("activation_data { queue_submit: true }"));
}

void TestOrderDraft::severalRevisionsShareOneMessage()
{
    OrderRevision first;
    first.order = OrderId{"U1"};
    first.volume = Quantity{2};
    OrderRevision second;
    second.order = OrderId{"U2"};
    second.limit = price("5");
    auto message = revisionsToWire({first, second}, AccountId{"A1"}, MarketId{"M1"}, 1);
    QCOMPARE(message.account_id(), std::string{"A1"});
    QCOMPARE(message.market_id(), std::string{"M1"});
    QCOMPARE(message.revisions_size(), 2);
    QCOMPARE(message.revisions(1).unique_id(), std::string{"U2"});
    QVERIFY(!message.revisions(1).has_volume());
    QCOMPARE(message.revisions(1).limit_price().value(), std::string{"5.0"});
    QVERIFY(message.manual_order_indicator());
    second.manual = false; // a rule had a part in it
    QVERIFY(!revisionsToWire({first, second}, AccountId{"A1"}, MarketId{"M1"}, 1).manual_order_indicator());
}

QTEST_APPLESS_MAIN(TestOrderDraft)
#include "test_order_draft.moc"
