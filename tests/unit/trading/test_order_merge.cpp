// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_merge.h"
#include "tests/unit/trading/order_messages.h"

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;

namespace {

constexpr bool live = false;

Order workingOrderMerged()
{
    Order order;
    order.id = OrderId{"U1"};
    const MergeResult result = mergeUpdate(order, workingOrder("U1"), live);
    Q_ASSERT(result.outcome == MergeOutcome::Applied);
    return order;
}

orderrouting::OrderUpdateStatus statusMessage(std::int32_t sequence = 2)
{
    auto message = about<orderrouting::OrderUpdateStatus>("U1", sequence);
    message.set_status(common::ORDER_STATUS_WORKING);
    message.set_price_type(common::PRICE_TYPE_LIMIT);
    message.set_current_volume(5);
    message.set_working_volume(5);
    message.mutable_current_limit_price()->set_value("100.25");
    return message;
}

} // namespace

/// The table of t4-protocol.md e.6, row by row.
class TestOrderMerge : public QObject
{
    Q_OBJECT

private slots:
    void updateReplacesTheWholeOrder();
    void updateKeepsWhatIsThisProgramsOwn();
    void updateListsFillsAndLegFills();
    void statusOverwritesWhatItHas();
    void statusKeepsWhatItDoesNotHave();
    void statusWithoutPricesClearsThem();
    void statusWithoutIdsKeepsThem();
    void statusMergesInstructionKeys();
    void noChangeKeepsStatusAndPending();
    void tradeOverwritesTotalsAndTellsAFill();
    void tradeConvertsTriggeredStops_data();
    void tradeConvertsTriggeredStops();
    void tradeLegTouchesNothingOfTheOrder();
    void failedOverwritesTheCommonPartOnly();
    void failedSubmissionIsRejected();
    void failedRevisionDropsTheRequest();
    void failedKeepsTheClientIdWhenEmpty();
    void failedWithoutASequenceKeepsTheHighest();
    void lateMessagesDoNotTouchTheStatus();
    void aLateTradeStillTellsItsFill();
    void anEqualSequenceIsNotLate();
    void aPriceThatDoesNotParseAppliesNothing();
    void aBustTellsNoFill();
    void zeroAndNegativePricesArePrices();
    void unknownEnumNumbersSurvive();
    void theClearingAttributesAreThoseOfTheUpdate();
    void whatWorkedOnceStaysSo();
};

void TestOrderMerge::updateReplacesTheWholeOrder()
{
    Order order = workingOrderMerged();
    QCOMPARE(order.side, std::optional{Side::Buy});
    auto next = about<orderrouting::OrderUpdate>("U1", 2);
    next.set_status(common::ORDER_STATUS_HELD);
    next.set_buy_sell(common::BUY_SELL_SELL);
    next.set_price_type(common::PRICE_TYPE_STOP_MARKET);
    next.mutable_current_stop_price()->set_value("90");
    next.set_order_link(common::ORDER_LINK_OCO);
    next.set_total_fill_volume(1);
    QCOMPARE(mergeUpdate(order, next, live).outcome, MergeOutcome::Applied);
    QCOMPARE(order.side, std::optional{Side::Sell});
    QCOMPARE(order.type, OrderType::StopMarket);
    QVERIFY(!order.current.limit);
    QVERIFY(order.current.stop == price("90"));
    QCOMPARE(order.current.volume.contracts, 0);
    QCOMPARE(order.link, OrderLink::Oco);
    QCOMPARE(order.filled.contracts, 1);
    QCOMPARE(order.status, OrderStatus::Held);
}

void TestOrderMerge::updateKeepsWhatIsThisProgramsOwn()
{
    Order order = workingOrderMerged();
    order.tag = "mine";
    order.unknown = true;
    order.tradeBusted = true;
    order.fills.push_back({});
    static_cast<void>(mergeUpdate(order, workingOrder("U1", 2), live));
    QCOMPARE(order.tag, std::string{"mine"});
    QVERIFY(!order.unknown);
    QVERIFY(order.tradeBusted);
    QCOMPARE(order.fills.size(), std::size_t{1});
}

void TestOrderMerge::updateListsFillsAndLegFills()
{
    auto message = workingOrder("U1", 3);
    auto &fill = *message.add_trades();
    fill.set_sequence_order(2);
    fill.set_volume(1);
    fill.mutable_price()->set_value("100.25");
    auto &leg = *message.add_trade_legs();
    leg.set_sequence_order(2);
    leg.set_leg_index(1);
    leg.set_volume(1);
    leg.mutable_price()->set_value("50");
    Order order;
    const MergeResult result = mergeUpdate(order, message, true);
    QCOMPARE(result.fills.size(), std::size_t{2});
    QCOMPARE(result.fills[0].legIndex, -1);
    QVERIFY(result.fills[0].historical);
    QCOMPARE(result.fills[1].legIndex, 1);
    QVERIFY(result.fills[1].price == price("50"));
}

void TestOrderMerge::statusOverwritesWhatItHas()
{
    Order order = workingOrderMerged();
    auto message = statusMessage();
    message.set_change(common::ORDER_CHANGE_REVISION_SENT);
    message.set_response_pending(common::RESPONSE_PENDING_REVISION);
    message.set_status_detail("sent");
    message.set_current_volume(4);
    message.set_working_volume(3);
    message.set_current_max_show(2);
    message.set_new_volume(6);
    message.set_new_max_show(1);
    message.mutable_new_limit_price()->set_value("100.5");
    message.mutable_current_stop_price()->set_value("99");
    message.mutable_trail_price()->set_value("1.5");
    message.set_price_type(common::PRICE_TYPE_STOP_LIMIT);
    message.set_time_type(common::TIME_TYPE_GOOD_TILL_CANCELLED);
    message.set_activation_type(common::ACTIVATION_TYPE_HOLD);
    message.set_exchange_order_id("X9");
    message.set_max_volume(9);
    message.mutable_time()->set_seconds(1'700'000'000);
    static_cast<void>(mergeStatus(order, message, live));
    QCOMPARE(order.change, OrderChange::RevisionSent);
    QCOMPARE(order.pending, ResponsePending::Revision);
    QCOMPARE(order.statusDetail, std::string{"sent"});
    QVERIFY((order.current == OrderValues{{4}, price("100.25"), price("99"), {2}}));
    QVERIFY((order.requested == OrderValues{{6}, price("100.5"), std::nullopt, {1}}));
    QCOMPARE(order.working.contracts, 3);
    QVERIFY(order.trail == price("1.5"));
    QCOMPARE(order.type, OrderType::StopLimit);
    QCOMPARE(order.timeInForce, TimeInForce::GoodTillCancelled);
    QCOMPARE(order.activationType, static_cast<int>(common::ACTIVATION_TYPE_HOLD));
    QCOMPARE(order.exchangeOrderId, std::string{"X9"});
    QCOMPARE(order.maxVolume.contracts, 9);
    QCOMPARE(order.sequence, 2);
    QVERIFY(order.time.has_value());
}

void TestOrderMerge::statusKeepsWhatItDoesNotHave()
{
    Order order = workingOrderMerged();
    order.filled = {2};
    order.link = OrderLink::Oco;
    order.submitTime = WallTime{std::chrono::seconds{5}};
    order.tradeDate = 20261123;
    static_cast<void>(mergeStatus(order, statusMessage(), live));
    QCOMPARE(order.side, std::optional{Side::Buy});
    QCOMPARE(order.filled.contracts, 2);
    QCOMPARE(order.link, OrderLink::Oco);
    QVERIFY(order.submitTime.has_value());
    QCOMPARE(order.tradeDate, std::int64_t{20261123});
}

void TestOrderMerge::statusWithoutPricesClearsThem()
{
    Order order = workingOrderMerged();
    auto message = statusMessage();
    message.clear_current_limit_price();
    message.mutable_new_limit_price()->set_value(""); // empty is absent too
    static_cast<void>(mergeStatus(order, message, live));
    QVERIFY(!order.current.limit);
    QVERIFY(!order.requested.limit);
}

void TestOrderMerge::statusWithoutIdsKeepsThem()
{
    Order order = workingOrderMerged();
    order.exchangeOrderId = "X1";
    order.tag = "t";
    order.userName = "ann";
    order.routing.tagClOrdId = "c";
    order.routing.smpId = "s";
    order.activationDetails = "at 10:00";
    order.statusDetail = "an old refusal";
    static_cast<void>(mergeStatus(order, statusMessage(), live));
    QCOMPARE(order.exchangeOrderId, std::string{"X1"});
    QCOMPARE(order.tag, std::string{"t"});
    QCOMPARE(order.userName, std::string{"ann"});
    QCOMPARE(order.routing.tagClOrdId, std::string{"c"});
    QCOMPARE(order.routing.smpId, std::string{"s"});
    QCOMPARE(order.activationDetails, std::string{"at 10:00"});
    QCOMPARE(order.statusDetail, std::string{}); // a text of the past must not stay
}

void TestOrderMerge::statusMergesInstructionKeys()
{
    Order order = workingOrderMerged();
    order.routing.instructionExtra = {{"a", "1"}, {"b", "2"}};
    auto message = statusMessage();
    (*message.mutable_instruction_extra())["b"] = "3";
    static_cast<void>(mergeStatus(order, message, live));
    QVERIFY((order.routing.instructionExtra == std::map<std::string, std::string>{{"a", "1"}, {"b", "3"}}));
}

void TestOrderMerge::noChangeKeepsStatusAndPending()
{
    Order order = workingOrderMerged();
    order.pending = ResponsePending::Pull;
    auto message = statusMessage();
    message.set_status(common::ORDER_STATUS_NO_CHANGE);
    message.set_response_pending(common::RESPONSE_PENDING_NO_CHANGE);
    static_cast<void>(mergeStatus(order, message, live));
    QCOMPARE(order.status, OrderStatus::Working);
    QCOMPARE(order.pending, ResponsePending::Pull);
}

void TestOrderMerge::tradeOverwritesTotalsAndTellsAFill()
{
    Order order = workingOrderMerged();
    const MergeResult result = mergeTrade(order, trade("U1", 2, 2, 2), live);
    QCOMPARE(order.filled.contracts, 2);
    QCOMPARE(order.working.contracts, 3);
    QCOMPARE(order.sequence, 2);
    QCOMPARE(order.change, OrderChange::Trade);
    QVERIFY(order.current.limit == price("100.25"));
    QCOMPARE(result.fills.size(), std::size_t{1});
    QCOMPARE(result.fills[0].volume.contracts, 2);
    QVERIFY(result.fills[0].price == price("100.25"));
    QCOMPARE(result.fills[0].residual.contracts, 3);
    QCOMPARE(result.fills[0].exchangeTradeId, std::string{"T2"});
}

void TestOrderMerge::tradeConvertsTriggeredStops_data()
{
    QTest::addColumn<OrderType>("before");
    QTest::addColumn<OrderType>("after");
    QTest::addColumn<QString>("limit");
    QTest::addColumn<QString>("stop");
    QTest::newRow("stop-limit") << OrderType::StopLimit << OrderType::Limit << "100.25"
                                << "99";
    QTest::newRow("stop, limit = stop") << OrderType::StopSameLimit << OrderType::Limit << "99"
                                        << "";
    QTest::newRow("stop market") << OrderType::StopMarket << OrderType::Market << "100.25"
                                 << "99";
    QTest::newRow("limit") << OrderType::Limit << OrderType::Limit << "100.25"
                           << "99";
}

void TestOrderMerge::tradeConvertsTriggeredStops()
{
    QFETCH(OrderType, before);
    QFETCH(QString, limit);
    QFETCH(QString, stop);
    Order order = workingOrderMerged();
    order.type = before;
    order.current.stop = price("99");
    static_cast<void>(mergeTrade(order, trade("U1", 2, 1, 1), live));
    QTEST(order.type, "after");
    QVERIFY(order.current.limit == Price::parse(limit.toStdString()));
    QVERIFY(order.current.stop == Price::parse(stop.toStdString()));
}

void TestOrderMerge::tradeLegTouchesNothingOfTheOrder()
{
    Order order = workingOrderMerged();
    const Order before = order;
    auto message = about<orderrouting::OrderUpdateTradeLeg>("U1", 9);
    message.set_status(common::ORDER_STATUS_FINISHED);
    message.set_leg_index(1);
    message.set_volume(2);
    message.mutable_price()->set_value("-3.5");
    const MergeResult result = mergeTradeLeg(order, message, live);
    QVERIFY(order == before);
    QCOMPARE(result.fills.at(0).legIndex, 1);
    QVERIFY(result.fills.at(0).price == price("-3.5"));
}

void TestOrderMerge::failedOverwritesTheCommonPartOnly()
{
    Order order = workingOrderMerged();
    auto message = about<orderrouting::OrderUpdateFailed>("U1", 2);
    message.set_change(common::ORDER_CHANGE_PULL_FAILED);
    message.set_status(common::ORDER_STATUS_WORKING);
    message.set_status_detail("too late");
    static_cast<void>(mergeFailed(order, message, live));
    QCOMPARE(order.change, OrderChange::PullFailed);
    QCOMPARE(order.statusDetail, std::string{"too late"});
    QCOMPARE(order.working.contracts, 5);
    QVERIFY(order.current.limit == price("100.25"));
}

void TestOrderMerge::failedSubmissionIsRejected()
{
    Order order = workingOrderMerged();
    order.requested = {{7}, price("101"), price("102"), {3}};
    auto message = about<orderrouting::OrderUpdateFailed>("U1", 2);
    message.set_change(common::ORDER_CHANGE_SUBMISSION_FAILED);
    message.mutable_time()->set_seconds(1'700'000'000);
    static_cast<void>(mergeFailed(order, message, live));
    QCOMPARE(order.status, OrderStatus::Rejected);
    QCOMPARE(order.working.contracts, 0);
    QVERIFY(order.current == order.requested);
    QVERIFY(order.submitTime.has_value());
    QVERIFY(order.submitTime == order.time);
}

void TestOrderMerge::failedRevisionDropsTheRequest()
{
    Order order = workingOrderMerged();
    order.requested.volume = {9};
    auto message = about<orderrouting::OrderUpdateFailed>("U1", 2);
    message.set_change(common::ORDER_CHANGE_REVISION_FAILED);
    message.set_status(common::ORDER_STATUS_WORKING);
    static_cast<void>(mergeFailed(order, message, live));
    QVERIFY(order.requested == order.current);
}

void TestOrderMerge::failedKeepsTheClientIdWhenEmpty()
{
    Order order = workingOrderMerged();
    order.routing.tagClOrdId = "c1";
    auto message = about<orderrouting::OrderUpdateFailed>("U1", 2);
    static_cast<void>(mergeFailed(order, message, live));
    QCOMPARE(order.routing.tagClOrdId, std::string{"c1"});
    message.set_tag_cl_ord_id("c2");
    static_cast<void>(mergeFailed(order, message, live));
    QCOMPARE(order.routing.tagClOrdId, std::string{"c2"});
}

void TestOrderMerge::failedWithoutASequenceKeepsTheHighest()
{
    Order order = workingOrderMerged();
    order.sequence = 6;
    static_cast<void>(mergeFailed(order, about<orderrouting::OrderUpdateFailed>("U1", 0), live));
    QCOMPARE(order.sequence, 6);
}

void TestOrderMerge::lateMessagesDoNotTouchTheStatus()
{
    Order order = workingOrderMerged();
    order.sequence = 10;
    const Order before = order;
    auto status = statusMessage(9);
    status.set_status(common::ORDER_STATUS_FINISHED);
    QCOMPARE(mergeStatus(order, status, live).outcome, MergeOutcome::Late);
    auto failed = about<orderrouting::OrderUpdateFailed>("U1", 9);
    QCOMPARE(mergeFailed(order, failed, live).outcome, MergeOutcome::Late);
    QVERIFY(order == before);
}

void TestOrderMerge::aLateTradeStillTellsItsFill()
{
    Order order = workingOrderMerged();
    order.sequence = 10;
    const Order before = order;
    const MergeResult result = mergeTrade(order, trade("U1", 9, 1, 1), live);
    QCOMPARE(result.outcome, MergeOutcome::Late);
    QCOMPARE(result.fills.size(), std::size_t{1});
    QVERIFY(order == before);
}

void TestOrderMerge::anEqualSequenceIsNotLate()
{
    Order order = workingOrderMerged();
    order.sequence = 10;
    QCOMPARE(mergeStatus(order, statusMessage(10), live).outcome, MergeOutcome::Applied);
}

void TestOrderMerge::aPriceThatDoesNotParseAppliesNothing()
{
    Order order = workingOrderMerged();
    const Order before = order;
    auto status = statusMessage();
    status.set_status(common::ORDER_STATUS_FINISHED);
    status.mutable_new_stop_price()->set_value("12,5");
    QCOMPARE(mergeStatus(order, status, live).outcome, MergeOutcome::BadPrice);
    auto update = workingOrder("U1", 2);
    update.add_trades()->mutable_price()->set_value("x");
    QCOMPARE(mergeUpdate(order, update, live).outcome, MergeOutcome::BadPrice);
    auto fill = trade("U1", 2, 1, 1);
    fill.mutable_price()->set_value("1e99");
    const MergeResult result = mergeTrade(order, fill, live);
    QCOMPARE(result.outcome, MergeOutcome::BadPrice);
    QVERIFY(result.fills.empty());
    QVERIFY(order == before);
}

void TestOrderMerge::aBustTellsNoFill()
{
    Order order = workingOrderMerged();
    auto message = trade("U1", 4, 2, 0);
    message.set_change(common::ORDER_CHANGE_TRADE_BUSTED);
    const MergeResult result = mergeTrade(order, message, live);
    QVERIFY(result.bust);
    QVERIFY(result.fills.empty());
    QCOMPARE(result.bustedTradeId, std::string{"T4"});
    QCOMPARE(order.filled.contracts, 0);
}

void TestOrderMerge::zeroAndNegativePricesArePrices()
{
    Order order;
    auto message = workingOrder("U1");
    message.mutable_current_limit_price()->set_value("0");
    message.mutable_new_limit_price()->set_value("-12.5");
    static_cast<void>(mergeUpdate(order, message, live));
    QVERIFY(order.current.limit == Price{});
    QVERIFY(order.requested.limit == price("-12.5"));
}

void TestOrderMerge::unknownEnumNumbersSurvive()
{
    Order order;
    auto message = workingOrder("U1");
    message.set_price_type(static_cast<common::PriceType>(99));
    message.set_change(static_cast<common::OrderChange>(98));
    message.set_buy_sell(static_cast<common::BuySell>(5));
    static_cast<void>(mergeUpdate(order, message, live));
    QCOMPARE(static_cast<int>(order.type), 99);
    QCOMPARE(static_cast<int>(order.change), 98);
    QVERIFY(!order.side);
}

void TestOrderMerge::theClearingAttributesAreThoseOfTheUpdate()
{
    Order order = workingOrderMerged();
    auto update = workingOrder("U1", 2);
    update.set_account_number("N1");
    update.set_member_allocation("m");
    update.set_trader_allocation("t");
    update.set_customer_reference("c");
    update.set_omnibus_account("o");
    update.set_executing_group_id("g");
    update.set_avg_price_group_id("a");
    update.set_open_close(common::OPEN_CLOSE_CLOSE);
    update.set_cti(common::CTI_PROPRIETARY);
    update.set_origin(common::ORIGIN_PRINCIPAL);
    update.set_account_code(common::ACCOUNT_CODE_HOUSE);
    update.set_cust_order_handling_inst(common::CUST_ORDER_HANDLING_INST_TYPE_ELECTRONIC);
    update.set_avg_price_indicator(common::AVG_PRICE_INDICATOR_TYPE_NOTIONAL_VALUE_AVERAGE);
    update.set_clearing_trade_price_type(common::CLEARING_TRADE_PRICE_TYPE_ALTERNATE_CLEARING_PRICE);
    update.set_billing_fee(static_cast<common::BillingFee>(99)); // newer than this build
    update.set_primary_user(common::PRIMARY_USER_TYPE_SECONDARY);
    update.set_master_type(common::MASTER_TYPE_CHILD);
    update.set_exchange_total_fill_volume(4);
    update.set_trail_revision_interval(10);
    update.set_trail_revision_change(2);
    update.mutable_receive_time()->set_seconds(5);
    QCOMPARE(mergeUpdate(order, update, live).outcome, MergeOutcome::Applied);
    OrderClearing expected;
    expected.accountNumber = "N1";
    expected.memberAllocation = "m";
    expected.traderAllocation = "t";
    expected.customerReference = "c";
    expected.omnibusAccount = "o";
    expected.executingGroupId = "g";
    expected.averagePriceGroupId = "a";
    expected.openClose = 1;
    expected.customerType = 2;
    expected.origin = 11;
    expected.accountCode = 14;
    expected.orderHandling = 2;
    expected.averagePriceIndicator = 2;
    expected.clearingTradePriceType = 1;
    expected.billingFee = 99;
    expected.primaryUser = 1;
    expected.masterType = 1;
    QVERIFY(order.clearing == expected);
    QCOMPARE(order.exchangeFilled.contracts, 4);
    QCOMPARE(order.trailRevisionInterval, 10);
    QCOMPARE(order.trailRevisionChange, 2);
    QVERIFY(order.receiveTime == WallTime{std::chrono::seconds{5}});
}

void TestOrderMerge::whatWorkedOnceStaysSo()
{
    Order order;
    auto message = workingOrder("U1", 1);
    message.set_response_pending(common::RESPONSE_PENDING_SUBMISSION);
    QCOMPARE(mergeUpdate(order, message, live).outcome, MergeOutcome::Applied);
    QVERIFY(!order.everWorked); // the exchange has not answered
    QCOMPARE(mergeUpdate(order, workingOrder("U1", 2), live).outcome, MergeOutcome::Applied);
    QVERIFY(order.everWorked);
    message = workingOrder("U1", 3);
    message.set_status(common::ORDER_STATUS_FINISHED);
    QCOMPARE(mergeUpdate(order, message, live).outcome, MergeOutcome::Applied);
    QVERIFY(order.everWorked);
}

QTEST_APPLESS_MAIN(TestOrderMerge)
#include "test_order_merge.moc"
