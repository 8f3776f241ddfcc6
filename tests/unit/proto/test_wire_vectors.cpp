// SPDX-License-Identifier: GPL-3.0-or-later
#include <t4/v1/service.pb.h>

#include <google/protobuf/util/message_differencer.h>

#include <QTest>

namespace common = t4proto::v1::common;
namespace service = t4proto::v1::service;
using google::protobuf::util::MessageDifferencer;

namespace {

using Message = google::protobuf::Message;

service::ClientMessage heartbeat()
{
    service::ClientMessage envelope;
    envelope.mutable_heartbeat()->set_timestamp(1'700'000'000'000);
    return envelope;
}

service::ClientMessage login()
{
    service::ClientMessage envelope;
    auto &login = *envelope.mutable_login_request();
    login.set_firm("F");
    login.set_username("u");
    login.set_password("p");
    login.set_app_name("A");
    login.set_app_license("L");
    login.set_price_format(common::PRICE_FORMAT_REAL);
    return envelope;
}

service::ClientMessage depthUnsubscribe()
{
    service::ClientMessage envelope;
    auto &subscribe = *envelope.mutable_market_depth_subscribe();
    subscribe.set_exchange_id("CME_Eq");
    subscribe.set_contract_id("ES");
    subscribe.set_market_id("XCME_Eq ES (H26)");
    return envelope;
}

service::ClientMessage depthSubscribe()
{
    service::ClientMessage envelope = depthUnsubscribe();
    envelope.mutable_market_depth_subscribe()->set_buffer(common::DEPTH_BUFFER_SMART);
    envelope.mutable_market_depth_subscribe()->set_depth_levels(common::DEPTH_LEVELS_NORMAL);
    return envelope;
}

service::ClientMessage accountSubscribe()
{
    service::ClientMessage envelope;
    auto &subscribe = *envelope.mutable_account_subscribe();
    subscribe.set_subscribe(common::ACCOUNT_SUBSCRIBE_TYPE_ALL_UPDATES);
    subscribe.add_account_id("A1");
    subscribe.set_upl_mode(common::UPL_MODE_AVERAGE);
    return envelope;
}

service::ClientMessage tokenRequest()
{
    service::ClientMessage envelope;
    envelope.mutable_authentication_token_request()->set_request_id("r1");
    return envelope;
}

service::ClientMessage bracketSubmit()
{
    service::ClientMessage envelope;
    auto &submit = *envelope.mutable_order_submit();
    submit.set_account_id("A1");
    submit.set_market_id("M1");
    submit.set_order_link(common::ORDER_LINK_AUTO_OCO);
    submit.set_manual_order_indicator(true);
    auto &entry = *submit.add_orders();
    entry.set_buy_sell(common::BUY_SELL_BUY);
    entry.set_price_type(common::PRICE_TYPE_LIMIT);
    entry.set_volume(2);
    entry.mutable_limit_price()->set_value("5954.75");
    auto &profit = *submit.add_orders();
    profit.set_buy_sell(common::BUY_SELL_SELL);
    profit.set_price_type(common::PRICE_TYPE_LIMIT);
    profit.set_time_type(common::TIME_TYPE_GOOD_TILL_CANCELLED);
    profit.mutable_limit_price()->set_value("2.00");
    profit.set_activation_type(common::ACTIVATION_TYPE_HOLD);
    auto &stop = *submit.add_orders();
    stop.set_buy_sell(common::BUY_SELL_SELL);
    stop.set_price_type(common::PRICE_TYPE_STOP_MARKET);
    stop.set_time_type(common::TIME_TYPE_GOOD_TILL_CANCELLED);
    stop.mutable_stop_price()->set_value("-1.50");
    stop.set_activation_type(common::ACTIVATION_TYPE_HOLD);
    return envelope;
}

service::ClientMessage revise()
{
    service::ClientMessage envelope;
    auto &revise = *envelope.mutable_order_revise();
    revise.set_account_id("A1");
    revise.set_market_id("M1");
    revise.set_manual_order_indicator(true);
    auto &revision = *revise.add_revisions();
    revision.set_unique_id("U1");
    revision.set_volume(3);
    revision.mutable_limit_price()->set_value("5955.00");
    return envelope;
}

service::ClientMessage pull()
{
    service::ClientMessage envelope;
    auto &pull = *envelope.mutable_order_pull();
    pull.set_account_id("A1");
    pull.set_market_id("M1");
    pull.set_manual_order_indicator(true);
    pull.add_pulls()->set_unique_id("U1");
    return envelope;
}

service::ClientMessage createStrategy()
{
    service::ClientMessage envelope;
    auto &create = *envelope.mutable_create_uds();
    create.set_request_id("r");
    create.set_account_id("A1");
    create.set_strategy_type(common::STRATEGY_TYPE_VERTICAL);
    return envelope;
}

service::ServerMessage marketDepth()
{
    service::ServerMessage envelope;
    auto &depth = *envelope.mutable_market_depth();
    depth.set_market_id("M1");
    auto &bid = *depth.add_bids();
    bid.mutable_price()->set_value("5954.75");
    bid.set_volume(12);
    bid.set_num_orders(3);
    auto &offer = *depth.add_offers();
    offer.mutable_price()->set_value("5955");
    offer.set_volume(7);
    depth.set_mode(common::MARKET_MODE_OPEN);
    depth.mutable_trade_data()->set_total_traded_volume(100);
    depth.mutable_trade_data()->set_at_bid_or_offer(common::BID_OFFER_OFFER);
    return envelope;
}

service::ServerMessage marketSnapshot()
{
    service::ServerMessage envelope;
    auto &snapshot = *envelope.mutable_market_snapshot();
    snapshot.set_market_id("M1");
    snapshot.set_mode(common::MARKET_MODE_OPEN);
    snapshot.add_messages()->mutable_market_depth()->set_market_id("M1");
    return envelope;
}

service::ServerMessage orderUpdateMulti()
{
    service::ServerMessage envelope;
    auto &multi = *envelope.mutable_order_update_multi();
    multi.set_market_id("M1");
    multi.set_account_id("A1");
    auto &status = *multi.add_updates()->mutable_order_update_status();
    status.set_unique_id("U1");
    status.set_status(common::ORDER_STATUS_WORKING);
    return envelope;
}

template <typename Envelope>
std::shared_ptr<Message> shared(Envelope envelope)
{
    return std::make_shared<Envelope>(std::move(envelope));
}

} // namespace

Q_DECLARE_METATYPE(std::shared_ptr<Message>)

class TestWireVectors final : public QObject
{
    Q_OBJECT

private slots:
    void settersMakeTheGoldenBytes_data() { goldenFrames(); }
    void settersMakeTheGoldenBytes();
    void goldenBytesReadAndWriteUnchanged_data() { goldenFrames(); }
    void goldenBytesReadAndWriteUnchanged();
    void bracketDistancesReadWithTheirSigns();
    void negativeEnumNumbersSurvive();
    void unknownEnumNumbersSurvive();
    void unknownVariantHasNoPayload();

private:
    static void goldenFrames();
};

void TestWireVectors::goldenFrames()
{
    QTest::addColumn<std::shared_ptr<Message>>("built");
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("heartbeat") << shared(heartbeat()) << QByteArray{"0a070880d095ffbc31"};
    QTest::newRow("login") << shared(login()) << QByteArray{"12111201461a01752201702a014132014c5001"};
    QTest::newRow("depth subscribe")
        << shared(depthSubscribe())
        << QByteArray{"a206220a06434d455f4571120245531a1058434d455f45712045532028483236292004280a"};
    QTest::newRow("depth unsubscribe") << shared(depthUnsubscribe())
                                       << QByteArray{
                                              "a2061e0a06434d455f4571120245531a1058434d455f4571204553202848323629"};
    QTest::newRow("account subscribe") << shared(accountSubscribe()) << QByteArray{"c20c0808021a0241312001"};
    QTest::newRow("token request") << shared(tokenRequest()) << QByteArray{"1a040a027231"};
    QTest::newRow("bracket") << shared(bracketSubmit())
                             << QByteArray{"e21256120241311a024d312002280132110801100120023a090a07353935342e3735321908"
                                           "ffffffffffffffffff01100118023a060a04322e30305801321a08ffffffffffffffffff01"
                                           "1002180242070a052d312e35305801"};
    QTest::newRow("revise") << shared(revise())
                            << QByteArray{"ea121d120241311a024d3120012a110a02553110032a090a07353935352e3030"};
    QTest::newRow("pull") << shared(pull()) << QByteArray{"f21210120241311a024d3120012a040a025531"};
    QTest::newRow("create strategy") << shared(createStrategy()) << QByteArray{"a215090a01721a0241312023"};
    QTest::newRow("market depth") << shared(marketDepth())
                                  << QByteArray{"ba06320a024d31320f0a090a07353935342e3735100c18033a0a0a060a04353935351"
                                                "0075002620d086450ffffffffffffffffff01"};
    QTest::newRow("market snapshot") << shared(marketSnapshot()) << QByteArray{"e2060e0a024d3110022a061a040a024d31"};
    QTest::newRow("order update multi") << shared(orderUpdateMulti())
                                        << QByteArray{"ea12120a024d311202413122082a060a0255313801"};
}

void TestWireVectors::settersMakeTheGoldenBytes()
{
    QFETCH(std::shared_ptr<Message>, built);
    QFETCH(QByteArray, hex);
    QCOMPARE(QByteArray::fromStdString(built->SerializeAsString()).toHex(), hex);
}

void TestWireVectors::goldenBytesReadAndWriteUnchanged()
{
    QFETCH(std::shared_ptr<Message>, built);
    QFETCH(QByteArray, hex);
    const std::unique_ptr<Message> read{built->New()};
    QVERIFY(read->ParseFromString(QByteArray::fromHex(hex).toStdString()));
    QVERIFY2(MessageDifferencer::Equals(*read, *built), read->ShortDebugString().c_str());
    QCOMPARE(QByteArray::fromStdString(read->SerializeAsString()).toHex(), hex);
}

void TestWireVectors::bracketDistancesReadWithTheirSigns()
{
    service::ClientMessage read;
    QVERIFY(read.ParseFromString(bracketSubmit().SerializeAsString()));
    const auto &orders = read.order_submit().orders();
    QCOMPARE(orders.size(), 3);
    QCOMPARE(orders[1].limit_price().value(), std::string{"2.00"});
    QCOMPARE(orders[2].stop_price().value(), std::string{"-1.50"});
    QVERIFY(!orders[2].has_limit_price());
    QVERIFY(orders[2].has_activation_type());
    QVERIFY(!orders[0].has_activation_type());
}

void TestWireVectors::negativeEnumNumbersSurvive()
{
    service::ServerMessage read;
    QVERIFY(read.ParseFromString(marketDepth().SerializeAsString()));
    QCOMPARE(static_cast<int>(read.market_depth().trade_data().at_bid_or_offer()), -1);
}

void TestWireVectors::unknownEnumNumbersSurvive()
{
    service::ServerMessage envelope;
    envelope.mutable_market_depth()->set_mode(static_cast<common::MarketMode>(99));
    envelope.mutable_market_depth()->set_flags(static_cast<common::MarketFlags2>(3 | 8192));
    service::ServerMessage read;
    QVERIFY(read.ParseFromString(envelope.SerializeAsString()));
    QCOMPARE(static_cast<int>(read.market_depth().mode()), 99);
    QCOMPARE(static_cast<int>(read.market_depth().flags()), 3 | 8192);
}

void TestWireVectors::unknownVariantHasNoPayload()
{
    service::ServerMessage read;
    QVERIFY(read.ParseFromString(QByteArray::fromHex("9a3f020801").toStdString())); // field 1011
    QCOMPARE(read.payload_case(), service::ServerMessage::PAYLOAD_NOT_SET);
}

QTEST_GUILESS_MAIN(TestWireVectors)
#include "test_wire_vectors.moc"
