// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_store.h"
#include "tests/support/fake_clock.h"
#include "tests/unit/trading/order_messages.h"

#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

class TestOrderStore : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void anUnknownIdMakesAnOrderWithTheIdsOfTheMulti();
    void theSameFunctionServesStandAloneMessagesAndMultis();
    void aMessageThatChangesNothingEmitsNothing();
    void aMessageWithoutAnIdIsRejected();
    void aBadPriceMakesTheOrderUnknown();

    void aSubmissionKeepsOneRowFromSendingToNamed();
    void aStatusNamesASubmissionToo();
    void acknowledgementIsMeasuredFromTheSocketToTheAnswer();
    void aRiskAnswerIsNoAcknowledgement();
    void aSubmissionNotSentIsOver();
    void anOrderNamedBeforeItsTagLeavesOneActiveRow();
    void anUnansweredSubmissionBecomesUnknownAndThenResolves();

    void fillsAreKeyedByOrderAndSequence();
    void fillsWithoutASequenceAreKeyedByTheTradeId();
    void legFillsAreKeyedByLegAndSequenceAndStayOutOfTheBlotter();
    void anUpdateKeepsFillsItDoesNotList();
    void fillsToldBeforeTheOrderGetItsSide();
    void onlyLiveFillsAreAnnouncedAsFilled();
    void aBustFlagsTheFillOfThatTrade();
    void aBustWithoutATradeIdFlagsTheOrder();
    void refusalsAreAnnouncedOnceAndNotFromHistory();

    void ordersMissingInTheSnapshotAreGone();
    void aSnapshotLeavesOtherAccountsAlone();
    void aSnapshotResolvesUnknownOrders();
    void aSubmissionTheSnapshotDoesNotKnowWasNeverReceived();
    void aSubmissionUnderWayDuringASnapshotStays();
    void aLateNameRevivesASubmissionThatWasGone();
    void aBreakMakesActiveOrdersUnknownOnly();
    void activeOrdersAreThoseTheServerNamed();

private:
    [[nodiscard]] const Order &order(const char *id) const { return *m_store->find(OrderId{id}); }
    [[nodiscard]] OrderDraft draft() const;

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<OrderStore> m_store;
};

void TestOrderStore::init()
{
    m_store.reset();
    m_clock = std::make_unique<FakeClock>();
    m_store = std::make_unique<OrderStore>(*m_clock);
}

OrderDraft TestOrderStore::draft() const
{
    OrderDraft draft;
    draft.account = AccountId{"A1"};
    draft.market = MarketId{"M1"};
    draft.volume = {5};
    draft.limit = price("100.25");
    return draft;
}

void TestOrderStore::anUnknownIdMakesAnOrderWithTheIdsOfTheMulti()
{
    orderrouting::OrderUpdateMulti multi;
    multi.set_account_id("A7");
    multi.set_market_id("M7");
    auto &status = *multi.add_updates()->mutable_order_update_status();
    status.set_unique_id("U1");
    status.set_status(common::ORDER_STATUS_WORKING);
    multi.add_updates(); // newer than this build
    QSignalSpy added{m_store.get(), &OrderStore::orderAdded};
    m_store->applyMulti(multi);
    QCOMPARE(added.size(), 1);
    QCOMPARE(added.at(0).at(0).toInt(), 0);
    QCOMPARE(order("U1").account, AccountId{"A7"});
    QCOMPARE(order("U1").market, MarketId{"M7"});
    QCOMPARE(order("U1").state(), OrderState::Working);
}

void TestOrderStore::theSameFunctionServesStandAloneMessagesAndMultis()
{
    OrderStore other{*m_clock};
    orderrouting::OrderUpdateMulti multi;
    *multi.add_updates()->mutable_order_update() = workingOrder("U1");
    *multi.add_updates()->mutable_order_update_trade() = trade("U1", 2, 2, 2);
    auto leg = about<orderrouting::OrderUpdateTradeLeg>("U1", 2);
    leg.set_leg_index(1);
    *multi.add_updates()->mutable_order_update_trade_leg() = leg;
    auto failed = about<orderrouting::OrderUpdateFailed>("U1", 3);
    failed.set_change(common::ORDER_CHANGE_PULL_FAILED);
    failed.set_status(common::ORDER_STATUS_WORKING);
    *multi.add_updates()->mutable_order_update_failed() = failed;
    other.applyMulti(multi);
    m_store->applyUpdate(workingOrder("U1"));
    m_store->applyTrade(trade("U1", 2, 2, 2));
    m_store->applyTradeLeg(leg);
    m_store->applyFailed(failed);
    QVERIFY(order("U1") == *other.find(OrderId{"U1"}));
    QCOMPARE(order("U1").fills.size(), std::size_t{2});
}

void TestOrderStore::aMessageThatChangesNothingEmitsNothing()
{
    m_store->applyUpdate(workingOrder("U1"));
    QSignalSpy changed{m_store.get(), &OrderStore::orderChanged};
    m_store->applyUpdate(workingOrder("U1"));
    QCOMPARE(changed.size(), 0);
    m_store->applyUpdate(workingOrder("U1", 2));
    QCOMPARE(changed.size(), 1);
}

void TestOrderStore::aMessageWithoutAnIdIsRejected()
{
    QSignalSpy rejected{m_store.get(), &OrderStore::messageRejected};
    m_store->applyUpdate(workingOrder(""));
    QCOMPARE(rejected.size(), 1);
    QVERIFY(m_store->orders().empty());
}

void TestOrderStore::aBadPriceMakesTheOrderUnknown()
{
    m_store->applyUpdate(workingOrder("U1"));
    QSignalSpy rejected{m_store.get(), &OrderStore::messageRejected};
    auto bad = workingOrder("U1", 2);
    bad.mutable_current_limit_price()->set_value("1O0");
    m_store->applyUpdate(bad);
    QCOMPARE(rejected.size(), 1);
    QCOMPARE(order("U1").state(), OrderState::Unknown);
    QVERIFY(order("U1").current.limit == price("100.25"));
    m_store->applyUpdate(workingOrder("U1", 3));
    QCOMPARE(order("U1").state(), OrderState::Working);
}

void TestOrderStore::aSubmissionKeepsOneRowFromSendingToNamed()
{
    m_store->noteSent(draft(), "t1");
    QCOMPARE(m_store->orders().size(), std::size_t{1});
    QCOMPARE(m_store->orders()[0].state(), OrderState::Sending);
    QSignalSpy named{m_store.get(), &OrderStore::named};
    auto update = workingOrder("U1");
    update.set_tag("t1");
    m_store->applyUpdate(update);
    QCOMPARE(m_store->orders().size(), std::size_t{1});
    QCOMPARE(order("U1").state(), OrderState::Working);
    QCOMPARE(order("U1").tag, std::string{"t1"});
    QCOMPARE(named.size(), 1);
    QVERIFY(m_store->unnamedTags().empty());
}

void TestOrderStore::aStatusNamesASubmissionToo()
{
    m_store->noteSent(draft(), "t1");
    auto status = about<orderrouting::OrderUpdateStatus>("U1", 1);
    status.set_tag("t1");
    status.set_status(common::ORDER_STATUS_REJECTED);
    m_store->applyStatus(status);
    QCOMPARE(m_store->orders().size(), std::size_t{1});
    QCOMPARE(order("U1").state(), OrderState::Rejected);
    QCOMPARE(order("U1").side, std::optional{Side::Buy}); // known from the draft
}

void TestOrderStore::acknowledgementIsMeasuredFromTheSocketToTheAnswer()
{
    m_store->noteSent(draft(), "t1");
    m_clock->advance(3ms);
    m_store->noteHandedOver("t1", m_clock->steadyNow());
    m_clock->advance(7ms);
    m_store->setArrival(m_clock->steadyNow());
    m_clock->advance(100ms); // the queue to this thread does not count
    auto update = workingOrder("U1");
    update.set_tag("t1");
    QSignalSpy acknowledged{m_store.get(), &OrderStore::acknowledged};
    m_store->applyUpdate(update);
    QCOMPARE(acknowledged.size(), 1);
    QVERIFY(order("U1").acknowledgedAfter == 7ms);
    m_store->applyUpdate(workingOrder("U1", 2));
    QCOMPARE(acknowledged.size(), 1);
}

void TestOrderStore::aRiskAnswerIsNoAcknowledgement()
{
    m_store->noteSent(draft(), "t1");
    auto update = workingOrder("U1");
    update.set_tag("t1");
    update.set_change(common::ORDER_CHANGE_SUBMISSION_RISK_SUCCESS);
    update.set_response_pending(common::RESPONSE_PENDING_SUBMISSION);
    m_store->applyUpdate(update);
    QVERIFY(!order("U1").acknowledgedAfter);
    QCOMPARE(order("U1").state(), OrderState::Pending);
    auto refused = about<orderrouting::OrderUpdateFailed>("U1", 2);
    refused.set_change(common::ORDER_CHANGE_SUBMISSION_FAILED);
    m_store->applyFailed(refused);
    QVERIFY(order("U1").acknowledgedAfter.has_value());
}

void TestOrderStore::aSubmissionNotSentIsOver()
{
    m_store->noteSent(draft(), "t1");
    m_store->noteNotSent("t1");
    const Order &row = m_store->orders()[0];
    QCOMPARE(row.state(), OrderState::Rejected);
    QCOMPARE(row.absence, OrderAbsence::NotSent);
    QVERIFY(!row.isActive());
    m_clock->advance(1h);
    QSignalSpy unanswered{m_store.get(), &OrderStore::unanswered};
    m_store->markUnansweredUnknown(10s);
    QCOMPARE(unanswered.size(), 0);
}

void TestOrderStore::anOrderNamedBeforeItsTagLeavesOneActiveRow()
{
    m_store->noteSent(draft(), "t1");
    m_store->applyTrade(trade("U1", 2, 2, 2)); // tells no tag
    auto update = workingOrder("U1", 3);
    update.set_tag("t1");
    m_store->applyUpdate(update);
    QCOMPARE(m_store->orders()[0].absence, OrderAbsence::Superseded);
    QVERIFY(!m_store->orders()[0].isActive());
    QCOMPARE(m_store->activeOrders(), std::vector<OrderId>{OrderId{"U1"}});
}

void TestOrderStore::anUnansweredSubmissionBecomesUnknownAndThenResolves()
{
    m_store->noteSent(draft(), "t1");
    QSignalSpy unanswered{m_store.get(), &OrderStore::unanswered};
    m_clock->advance(9'999ms);
    m_store->markUnansweredUnknown(10s);
    QCOMPARE(unanswered.size(), 0);
    m_clock->advance(1ms);
    m_store->markUnansweredUnknown(10s);
    m_store->markUnansweredUnknown(10s);
    QCOMPARE(unanswered.size(), 1);
    QCOMPARE(m_store->orders()[0].state(), OrderState::Unknown);
    auto update = workingOrder("U1");
    update.set_tag("t1");
    m_store->applyUpdate(update);
    QCOMPARE(m_store->orders()[0].state(), OrderState::Working);
}

void TestOrderStore::fillsAreKeyedByOrderAndSequence()
{
    m_store->applyUpdate(workingOrder("U1"));
    m_store->applyUpdate(workingOrder("U2"));
    m_store->applyTrade(trade("U1", 2, 1, 1));
    m_store->applyTrade(trade("U1", 2, 1, 1));
    m_store->applyTrade(trade("U1", 3, 1, 2));
    m_store->applyTrade(trade("U2", 2, 1, 1));
    QCOMPARE(m_store->fills().size(), std::size_t{3});
    QCOMPARE(order("U1").fills.size(), std::size_t{2});
    QCOMPARE(m_store->fills()[0].side, Side::Buy);
    QSignalSpy changed{m_store.get(), &OrderStore::fillChanged};
    auto corrected = trade("U1", 3, 1, 2);
    corrected.mutable_price()->set_value("100.5");
    m_store->applyTrade(corrected);
    QCOMPARE(m_store->fills().size(), std::size_t{3});
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_store->fills()[1].price == price("100.5"));
}

void TestOrderStore::fillsWithoutASequenceAreKeyedByTheTradeId()
{
    m_store->applyUpdate(workingOrder("U1"));
    auto first = trade("U1", 0, 1, 1);
    first.set_exchange_trade_id("X1");
    auto second = trade("U1", 0, 1, 2);
    second.set_exchange_trade_id("X2");
    m_store->applyTrade(first);
    m_store->applyTrade(second);
    m_store->applyTrade(first);
    QCOMPARE(m_store->fills().size(), std::size_t{2});
    first.clear_exchange_trade_id();
    m_store->applyTrade(first);
    m_store->applyTrade(first);
    QCOMPARE(m_store->fills().size(), std::size_t{3});
}

void TestOrderStore::legFillsAreKeyedByLegAndSequenceAndStayOutOfTheBlotter()
{
    m_store->applyUpdate(workingOrder("U1"));
    for (const auto &[leg, sequence] : {std::pair{0, 2}, {1, 2}, {0, 3}, {0, 2}}) {
        auto message = about<orderrouting::OrderUpdateTradeLeg>("U1", sequence);
        message.set_leg_index(leg);
        message.set_volume(1);
        m_store->applyTradeLeg(message);
    }
    QCOMPARE(order("U1").fills.size(), std::size_t{3});
    QVERIFY(m_store->fills().empty());
    QCOMPARE(order("U1").filled.contracts, 0);
}

void TestOrderStore::anUpdateKeepsFillsItDoesNotList()
{
    m_store->applyUpdate(workingOrder("U1"));
    m_store->applyTrade(trade("U1", 2, 1, 1));
    auto update = workingOrder("U1", 4);
    auto &listed = *update.add_trades();
    listed.set_sequence_order(3);
    listed.set_volume(1);
    m_store->applyUpdate(update);
    QCOMPARE(m_store->fills().size(), std::size_t{2});
}

void TestOrderStore::fillsToldBeforeTheOrderGetItsSide()
{
    m_store->applyTrade(trade("U1", 2, 1, 1));
    QVERIFY(!m_store->fills()[0].sideKnown);
    auto update = workingOrder("U1", 3);
    update.set_buy_sell(common::BUY_SELL_SELL);
    QSignalSpy changed{m_store.get(), &OrderStore::fillChanged};
    m_store->applyUpdate(update);
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_store->fills()[0].sideKnown);
    QCOMPARE(m_store->fills()[0].side, Side::Sell);
    QCOMPARE(order("U1").fills[0].side, Side::Sell);
}

void TestOrderStore::onlyLiveFillsAreAnnouncedAsFilled()
{
    QSignalSpy filled{m_store.get(), &OrderStore::filled};
    orderrouting::OrderUpdateMulti multi;
    *multi.add_updates()->mutable_order_update() = workingOrder("U1");
    *multi.add_updates()->mutable_order_update_trade() = trade("U1", 2, 1, 1);
    constexpr bool isSnapshot = true;
    m_store->applyMulti(multi, isSnapshot);
    multi.set_historical(true);
    multi.mutable_updates()->DeleteSubrange(0, 1);
    multi.mutable_updates(0)->mutable_order_update_trade()->set_sequence_order(3);
    m_store->applyMulti(multi);
    QCOMPARE(m_store->fills().size(), std::size_t{2});
    QCOMPARE(filled.size(), 0);
    m_store->applyTrade(trade("U1", 4, 1, 2));
    QCOMPARE(filled.size(), 1);
    QCOMPARE(filled.at(0).at(1).toInt(), 2);
    QVERIFY(m_store->fills()[1].historical);
    QVERIFY(!m_store->fills()[2].historical);
}

void TestOrderStore::aBustFlagsTheFillOfThatTrade()
{
    m_store->applyUpdate(workingOrder("U1"));
    m_store->applyTrade(trade("U1", 2, 1, 1));
    m_store->applyTrade(trade("U1", 3, 1, 2));
    auto bust = trade("U1", 4, 1, 1);
    bust.set_change(common::ORDER_CHANGE_TRADE_BUSTED);
    bust.set_exchange_trade_id("T2");
    QSignalSpy busted{m_store.get(), &OrderStore::tradeBusted};
    m_store->applyTrade(bust);
    QCOMPARE(busted.size(), 1);
    QCOMPARE(m_store->fills().size(), std::size_t{3}); // the third takes the first back
    QVERIFY(m_store->fills()[0].busted);
    QVERIFY(!m_store->fills()[1].busted);
    QVERIFY(order("U1").tradeBusted);
    QCOMPARE(order("U1").filled.contracts, 1); // the totals are the server's
}

void TestOrderStore::aBustWithoutATradeIdFlagsTheOrder()
{
    m_store->applyUpdate(workingOrder("U1"));
    auto bust = workingOrder("U1", 2);
    bust.set_change(common::ORDER_CHANGE_TRADE_BUSTED);
    m_store->applyUpdate(bust);
    QVERIFY(order("U1").tradeBusted);
    m_store->applyUpdate(workingOrder("U1", 3));
    QVERIFY(order("U1").tradeBusted);
}

void TestOrderStore::refusalsAreAnnouncedOnceAndNotFromHistory()
{
    QSignalSpy refused{m_store.get(), &OrderStore::refused};
    auto rejected = workingOrder("U1");
    rejected.set_status(common::ORDER_STATUS_REJECTED);
    rejected.set_change(common::ORDER_CHANGE_SUBMISSION_RISK_REJECTED);
    m_store->applyUpdate(rejected);
    m_store->applyUpdate(rejected);
    QCOMPARE(refused.size(), 1);
    constexpr bool historical = true;
    auto old = rejected;
    old.set_unique_id("U2");
    m_store->applyUpdate(old, historical);
    QCOMPARE(refused.size(), 1);
    m_store->applyUpdate(workingOrder("U3"));
    auto failed = about<orderrouting::OrderUpdateFailed>("U3", 2);
    failed.set_change(common::ORDER_CHANGE_PULL_REJECTED);
    failed.set_status(common::ORDER_STATUS_WORKING);
    m_store->applyFailed(failed);
    QCOMPARE(refused.size(), 2);
}

void TestOrderStore::ordersMissingInTheSnapshotAreGone()
{
    m_store->applyUpdate(workingOrder("U1"));
    m_store->applyUpdate(workingOrder("U2"));
    m_store->beginSnapshot(AccountId{"A1"});
    orderrouting::OrderUpdateMulti multi;
    *multi.add_updates()->mutable_order_update() = workingOrder("U2", 2);
    m_store->applyMulti(multi, true);
    m_store->endSnapshot(AccountId{"A1"});
    QCOMPARE(order("U1").absence, OrderAbsence::NotInSnapshot);
    QCOMPARE(order("U1").state(), OrderState::Cancelled);
    QCOMPARE(order("U1").working.contracts, 0);
    QCOMPARE(order("U2").state(), OrderState::Working);
    QCOMPARE(m_store->activeOrders(), std::vector<OrderId>{OrderId{"U2"}});
}

void TestOrderStore::aSnapshotLeavesOtherAccountsAlone()
{
    auto other = workingOrder("U1");
    other.set_account_id("A2");
    m_store->applyUpdate(other);
    m_store->beginSnapshot(AccountId{"A1"});
    m_store->endSnapshot(AccountId{"A1"});
    m_store->endSnapshot(AccountId{"A2"}); // never begun
    QCOMPARE(order("U1").state(), OrderState::Working);
}

void TestOrderStore::aSnapshotResolvesUnknownOrders()
{
    m_store->applyUpdate(workingOrder("U1"));
    m_store->applyUpdate(workingOrder("U2"));
    m_store->markAllUnknown();
    m_store->beginSnapshot(AccountId{"A1"});
    orderrouting::OrderUpdateMulti multi;
    auto filled = workingOrder("U1", 1); // nothing newer: still the server's word
    *multi.add_updates()->mutable_order_update() = filled;
    auto done = workingOrder("U2", 5);
    done.set_status(common::ORDER_STATUS_FINISHED);
    done.set_total_fill_volume(5);
    *multi.add_updates()->mutable_order_update() = done;
    m_store->applyMulti(multi, true);
    m_store->endSnapshot(AccountId{"A1"});
    QCOMPARE(order("U1").state(), OrderState::Working);
    QCOMPARE(order("U2").state(), OrderState::Filled);
}

void TestOrderStore::aSubmissionTheSnapshotDoesNotKnowWasNeverReceived()
{
    m_store->noteSent(draft(), "t1");
    m_store->markAllUnknown();
    QCOMPARE(m_store->orders()[0].state(), OrderState::Unknown);
    m_store->beginSnapshot(AccountId{"A1"});
    m_store->endSnapshot(AccountId{"A1"});
    QCOMPARE(m_store->orders()[0].state(), OrderState::Rejected);
    QCOMPARE(m_store->orders()[0].absence, OrderAbsence::NotInSnapshot);
}

void TestOrderStore::aSubmissionUnderWayDuringASnapshotStays()
{
    m_store->noteSent(draft(), "t1");
    m_store->beginSnapshot(AccountId{"A1"});
    m_store->endSnapshot(AccountId{"A1"});
    QCOMPARE(m_store->orders()[0].state(), OrderState::Sending);
}

void TestOrderStore::aLateNameRevivesASubmissionThatWasGone()
{
    aSubmissionTheSnapshotDoesNotKnowWasNeverReceived();
    auto update = workingOrder("U1");
    update.set_tag("t1");
    m_store->applyUpdate(update);
    QCOMPARE(m_store->orders().size(), std::size_t{1});
    QCOMPARE(m_store->orders()[0].state(), OrderState::Working);
    QCOMPARE(m_store->orders()[0].absence, OrderAbsence::None);
}

void TestOrderStore::aBreakMakesActiveOrdersUnknownOnly()
{
    m_store->applyUpdate(workingOrder("U1"));
    auto done = workingOrder("U2");
    done.set_status(common::ORDER_STATUS_FINISHED);
    m_store->applyUpdate(done);
    m_store->noteSent(draft(), "t1");
    QSignalSpy changed{m_store.get(), &OrderStore::orderChanged};
    m_store->markAllUnknown();
    m_store->markAllUnknown();
    QCOMPARE(changed.size(), 2);
    QCOMPARE(order("U1").state(), OrderState::Unknown);
    QCOMPARE(order("U2").state(), OrderState::Cancelled);
    QCOMPARE(m_store->orders()[2].state(), OrderState::Unknown);
}

void TestOrderStore::activeOrdersAreThoseTheServerNamed()
{
    m_store->noteSent(draft(), "t1");
    m_store->applyUpdate(workingOrder("U1"));
    auto held = workingOrder("U2");
    held.set_status(common::ORDER_STATUS_HELD);
    m_store->applyUpdate(held);
    auto pending = workingOrder("U3");
    pending.set_status(common::ORDER_STATUS_NONE);
    pending.set_response_pending(common::RESPONSE_PENDING_SUBMISSION);
    m_store->applyUpdate(pending);
    QCOMPARE(m_store->activeOrders(), (std::vector<OrderId>{OrderId{"U1"}, OrderId{"U2"}, OrderId{"U3"}}));
    QCOMPARE(m_store->unnamedTags(), std::vector<std::string>{"t1"});
    QSignalSpy reset{m_store.get(), &OrderStore::storeReset};
    m_store->clear();
    QCOMPARE(reset.size(), 1);
    QVERIFY(m_store->activeOrders().empty());
    QVERIFY(m_store->find(OrderId{"U1"}) == nullptr);
}

QTEST_GUILESS_MAIN(TestOrderStore)
#include "test_order_store.moc"
