// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_draft.h"
#include "tests/unit/trading/order_messages.h"

#include <t4/v1/service.pb.h>

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;

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

QTEST_APPLESS_MAIN(TestOrderDraft)
#include "test_order_draft.moc"
