// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/session/session_scene.h"

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

namespace common = t4proto::v1::common;
using Sent = ScriptedServer::ClientMessage;

class TestSessionOrders : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_scene = std::make_unique<SessionScene>(); }
    void cleanup() { m_scene.reset(); }

    void anOrderGoesOutAndComesBackAsOneRow();
    void aFillIsTold();
    void latenciesAreMeasured();
    void nothingIsSentWhileLocked();
    void nothingIsSentWhileOfflineAndNeverLater();
    void aBadDraftIsNotSentAndSaysWhy();
    void pullsPassWhileLocked();
    void aPullThatCannotBeSentIsTold();
    void pullAllIsRememberedOverABreak();
    void theSnapshotOfAnUnreachableAccountResolvesNothing();
    void pullAllGoesOutOncePerAccountAndMarket();
    void pullAllReachesOrdersTheServerNamesLater();
    void aBreakInFlightIsUnknownDisarmedAndResolvedByTheSnapshot();
    void anOrderThatNeverArrivedIsResolvedByTheSnapshot();
    void anUnansweredOrderIsUnknownAfterTenSeconds();
    void aRevisionSendsOnlyWhatChanges();
    void anUnknownOrderCannotBeRevisedButPulled();
    void aRefusalIsTold();
    void aBustedTradeIsTold();

private:
    [[nodiscard]] t4proto::v1::orderrouting::OrderUpdate working(const std::string &id, const std::string &tag) const;
    void sendUpdate(const t4proto::v1::orderrouting::OrderUpdate &update);
    /// Sends a submission and has the server name it.
    [[nodiscard]] bool hasWorkingOrder(const std::string &id);
    [[nodiscard]] std::string lastTag() const
    {
        return m_scene->server.last(Sent::kOrderSubmit).order_submit().orders(0).tag();
    }
    [[nodiscard]] const Order *order(const char *id) const { return m_scene->session.orders().find(OrderId{id}); }

    std::unique_ptr<SessionScene> m_scene;
};

t4proto::v1::orderrouting::OrderUpdate TestSessionOrders::working(const std::string &id, const std::string &tag) const
{
    t4proto::v1::orderrouting::OrderUpdate update;
    update.set_unique_id(id);
    update.set_account_id("A1");
    update.set_market_id("M1");
    update.set_tag(tag);
    update.set_change(common::ORDER_CHANGE_SUBMISSION_SUCCESS);
    update.set_status(common::ORDER_STATUS_WORKING);
    update.set_buy_sell(common::BUY_SELL_BUY);
    update.set_price_type(common::PRICE_TYPE_LIMIT);
    update.set_current_volume(2);
    update.set_working_volume(2);
    update.mutable_current_limit_price()->set_value("99.75");
    update.set_sequence_order(1);
    return update;
}

void TestSessionOrders::sendUpdate(const t4proto::v1::orderrouting::OrderUpdate &update)
{
    ScriptedServer::ServerMessage message;
    auto &multi = *message.mutable_order_update_multi();
    multi.set_account_id(update.account_id());
    multi.set_market_id(update.market_id());
    *multi.add_updates()->mutable_order_update() = update;
    m_scene->server.send(message);
}

bool TestSessionOrders::hasWorkingOrder(const std::string &id)
{
    const int before = m_scene->server.count(Sent::kOrderSubmit);
    m_scene->clock.advance(1s); // the same order again at once would be a duplicate
    if (!m_scene->session.desk().submit(m_scene->draft()).sent())
        return false;
    if (!QTest::qWaitFor([&] { return m_scene->server.count(Sent::kOrderSubmit) > before; }))
        return false;
    sendUpdate(working(id, lastTag()));
    return QTest::qWaitFor([&] { return order(id.c_str()) != nullptr; });
}

void TestSessionOrders::anOrderGoesOutAndComesBackAsOneRow()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(m_scene->session.desk().submit(m_scene->draft()).sent());
    QCOMPARE(m_scene->session.orders().orders().size(), std::size_t{1});
    QCOMPARE(m_scene->session.orders().orders()[0].state(), OrderState::Sending);
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderSubmit), 1);
    const auto &submit = m_scene->server.last(Sent::kOrderSubmit).order_submit();
    QCOMPARE(submit.account_id(), std::string{"A1"});
    QCOMPARE(submit.orders(0).limit_price().value(), std::string{"99.75"});
    QCOMPARE(submit.orders(0).volume(), 2);
    QVERIFY(submit.manual_order_indicator());
    QVERIFY(submit.orders(0).tag().size() <= 20 && !submit.orders(0).tag().empty());
    sendUpdate(working("U1", lastTag()));
    QTRY_VERIFY(order("U1") != nullptr);
    QCOMPARE(order("U1")->state(), OrderState::Working);
    QCOMPARE(m_scene->session.orders().orders().size(), std::size_t{1});
}

void TestSessionOrders::aFillIsTold()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(hasWorkingOrder("U1"));
    ScriptedServer::ServerMessage message; // a stand-alone envelope, not a multi
    auto &fill = *message.mutable_order_update_trade();
    fill.set_unique_id("U1");
    fill.set_status(common::ORDER_STATUS_FINISHED);
    fill.set_change(common::ORDER_CHANGE_TRADE_COMPLETED);
    fill.set_sequence_order(2);
    fill.set_volume(2);
    fill.set_total_fill_volume(2);
    fill.mutable_price()->set_value("99.75");
    m_scene->server.send(message);
    QTRY_COMPARE(order("U1")->state(), OrderState::Filled);
    const Notice *notice = m_scene->find(NoticeKind::OrderFilled);
    QVERIFY(notice != nullptr);
    QCOMPARE(notice->code, std::int64_t{2});
    QCOMPARE(notice->detail, QStringLiteral("99.75"));
}

void TestSessionOrders::latenciesAreMeasured()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(hasWorkingOrder("U1"));
    QTRY_VERIFY(m_scene->session.status().clickToWire.has_value());
    const SessionStatus status = m_scene->session.status();
    QVERIFY(status.clickToWireP99.has_value());
    QVERIFY(status.acknowledged.has_value());
    QVERIFY(status.acknowledgedP50.has_value());
    QVERIFY(order("U1")->acknowledgedAfter.has_value());
}

void TestSessionOrders::nothingIsSentWhileLocked()
{
    QVERIFY(m_scene->isReadyToTrade());
    m_scene->session.desk().setArmed(false);
    QCOMPARE(m_scene->session.desk().submit(m_scene->draft()).refusal, DeskRefusal::Locked);
    QVERIFY(m_scene->session.orders().orders().empty());
    QVERIFY(m_scene->has(NoticeKind::OrderNotSent));
    QVERIFY(hasWorkingOrder("U1") == false);
}

void TestSessionOrders::nothingIsSentWhileOfflineAndNeverLater()
{
    QCOMPARE(m_scene->session.desk().submit(m_scene->draft()).refusal, DeskRefusal::NotLive);
    QVERIFY(!m_scene->session.desk().setArmed(true));
    QVERIFY(m_scene->isReadyToTrade());
    m_scene->server.breakConnection();
    QVERIFY(m_scene->reaches(SessionState::Lost));
    QCOMPARE(m_scene->session.desk().submit(m_scene->draft()).refusal, DeskRefusal::NotLive);
    m_scene->clock.advance(2s);
    QVERIFY(m_scene->reaches(SessionState::Live));
    QCOMPARE(m_scene->session.desk().submit(m_scene->draft()).refusal, DeskRefusal::Locked);
    QTest::qWait(100);
    QCOMPARE(m_scene->server.count(Sent::kOrderSubmit), 0);
}

void TestSessionOrders::aBadDraftIsNotSentAndSaysWhy()
{
    QVERIFY(m_scene->isReadyToTrade());
    OrderDraft draft = m_scene->draft();
    draft.limit = Price::parse("99.8");
    const DeskAnswer answer = m_scene->session.desk().submit(draft);
    QCOMPARE(answer.refusal, DeskRefusal::DraftProblems);
    QCOMPARE(answer.problems.at(0).kind, OrderProblemKind::LimitOffTick);
    QCOMPARE(m_scene->find(NoticeKind::OrderNotSent)->code,
             notSentProblemBase + static_cast<int>(OrderProblemKind::LimitOffTick));
    QTest::qWait(50);
    QCOMPARE(m_scene->server.count(Sent::kOrderSubmit), 0);
}

void TestSessionOrders::pullsPassWhileLocked()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(hasWorkingOrder("U1"));
    m_scene->session.desk().setArmed(false);
    QVERIFY(m_scene->session.desk().pull({OrderId{"U1"}}).sent());
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderPull), 1);
    const auto &pull = m_scene->server.last(Sent::kOrderPull).order_pull();
    QCOMPARE(pull.account_id(), std::string{"A1"});
    QCOMPARE(pull.market_id(), std::string{"M1"});
    QCOMPARE(pull.pulls(0).unique_id(), std::string{"U1"});
    QCOMPARE(m_scene->session.desk().pull({OrderId{"none"}}).refusal, DeskRefusal::UnknownOrder);
    QCOMPARE(m_scene->session.desk().pull(std::vector<OrderId>{}).refusal, DeskRefusal::NothingToPull);
}

void TestSessionOrders::aPullThatCannotBeSentIsTold()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(hasWorkingOrder("U1"));
    m_scene->server.goAway();
    QVERIFY(m_scene->reaches(SessionState::Lost));
    QCOMPARE(m_scene->session.desk().pullAll().refusal, DeskRefusal::NotLive);
    const Notice *told = m_scene->find(NoticeKind::PullNotSent);
    QVERIFY(told != nullptr);
    QCOMPARE(told->code, 1);
    QCOMPARE(told->severity, Severity::Error);
}

void TestSessionOrders::pullAllIsRememberedOverABreak()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(m_scene->session.desk().submit(m_scene->draft()).sent());
    QVERIFY(m_scene->session.desk().pullAll().sent());
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderSubmit), 1);
    m_scene->server.ordersOfA1 = {working("U1", lastTag())};
    m_scene->server.breakConnection();
    QVERIFY(m_scene->reaches(SessionState::Lost));
    m_scene->clock.advance(40s);
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderPull), 1);
    QCOMPARE(m_scene->server.last(Sent::kOrderPull).order_pull().pulls(0).unique_id(), std::string{"U1"});
}

void TestSessionOrders::theSnapshotOfAnUnreachableAccountResolvesNothing()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(hasWorkingOrder("U1"));
    ScriptedServer::ServerMessage message;
    message.mutable_account_snapshot()->set_account_id("A1");
    message.mutable_account_snapshot()->set_status(common::ACCOUNT_STATUS_NOT_ACCESSIBLE);
    m_scene->server.send(message);
    const auto status = [&] { return m_scene->session.accounts().account(AccountId{"A1"})->status; };
    QTRY_COMPARE(status(), AccountStatus::NotAccessible);
    QCOMPARE(order("U1")->state(), OrderState::Working);
    QVERIFY(m_scene->session.desk().pull({OrderId{"U1"}}).sent());
}

void TestSessionOrders::pullAllGoesOutOncePerAccountAndMarket()
{
    QVERIFY(m_scene->isReadyToTrade());
    for (const char *id : {"U1", "U2"})
        sendUpdate(working(id, {}));
    auto elsewhere = working("U3", {});
    elsewhere.set_market_id("M2");
    sendUpdate(elsewhere);
    auto done = working("U4", {});
    done.set_status(common::ORDER_STATUS_FINISHED);
    sendUpdate(done);
    QTRY_VERIFY(order("U4") != nullptr);
    QVERIFY(m_scene->session.desk().pullAll().sent());
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderPull), 2);
    int pulled = 0;
    for (const auto &message : m_scene->server.received)
        pulled += message.has_order_pull() ? message.order_pull().pulls_size() : 0;
    QCOMPARE(pulled, 3);
}

void TestSessionOrders::pullAllReachesOrdersTheServerNamesLater()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(m_scene->session.desk().submit(m_scene->draft()).sent());
    QVERIFY(m_scene->session.desk().pullAll().sent());
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderSubmit), 1);
    QCOMPARE(m_scene->server.count(Sent::kOrderPull), 0);
    sendUpdate(working("U1", lastTag()));
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderPull), 1);
    QCOMPARE(m_scene->server.last(Sent::kOrderPull).order_pull().pulls(0).unique_id(), std::string{"U1"});
}

void TestSessionOrders::aBreakInFlightIsUnknownDisarmedAndResolvedByTheSnapshot()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(hasWorkingOrder("U1"));
    QVERIFY(hasWorkingOrder("U2"));
    m_scene->clock.advance(1s);
    QVERIFY(m_scene->session.desk().submit(m_scene->draft()).sent());
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderSubmit), 3);
    const std::string inFlight = lastTag();
    m_scene->server.breakConnection();
    QVERIFY(m_scene->reaches(SessionState::Lost));
    QVERIFY(!m_scene->session.desk().isArmed());
    for (const Order &row : m_scene->session.orders().orders())
        QCOMPARE(row.state(), OrderState::Unknown);
    // U1 was pulled meanwhile and is not named any more; the one in flight had arrived.
    m_scene->server.ordersOfA1 = {working("U2", {}), working("U3", inFlight)};
    m_scene->clock.advance(2s);
    QVERIFY(m_scene->reaches(SessionState::Live));
    QCOMPARE(order("U1")->state(), OrderState::Cancelled);
    QCOMPARE(order("U1")->absence, OrderAbsence::NotInSnapshot);
    QCOMPARE(order("U2")->state(), OrderState::Working);
    QCOMPARE(order("U3")->state(), OrderState::Working);
    QCOMPARE(m_scene->session.orders().orders().size(), std::size_t{3});
    QTest::qWait(50);
    QCOMPARE(m_scene->server.count(Sent::kOrderSubmit), 3); // nothing is sent again
}

void TestSessionOrders::anOrderThatNeverArrivedIsResolvedByTheSnapshot()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(m_scene->session.desk().submit(m_scene->draft()).sent());
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderSubmit), 1);
    m_scene->server.breakConnection();
    QVERIFY(m_scene->reaches(SessionState::Lost));
    QCOMPARE(m_scene->session.orders().orders()[0].state(), OrderState::Unknown);
    m_scene->clock.advance(2s);
    QVERIFY(m_scene->reaches(SessionState::Live));
    QCOMPARE(m_scene->session.orders().orders()[0].state(), OrderState::Rejected);
}

void TestSessionOrders::anUnansweredOrderIsUnknownAfterTenSeconds()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(m_scene->session.desk().submit(m_scene->draft()).sent());
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderSubmit), 1);
    QTRY_VERIFY(m_scene->session.status().clickToWire.has_value());
    m_scene->clock.advance(11s);
    QTRY_VERIFY(m_scene->has(NoticeKind::OrderUnanswered));
    QCOMPARE(m_scene->session.orders().orders()[0].state(), OrderState::Unknown);
    QTest::qWait(50);
    QCOMPARE(m_scene->server.count(Sent::kOrderSubmit), 1);
}

void TestSessionOrders::aRevisionSendsOnlyWhatChanges()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(hasWorkingOrder("U1"));
    OrderRevision revision;
    revision.order = OrderId{"U1"};
    revision.volume = Quantity{2}; // as it is
    revision.limit = Price::parse("99.5");
    QVERIFY(m_scene->session.desk().revise(revision).sent());
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderRevise), 1);
    const auto &revise = m_scene->server.last(Sent::kOrderRevise).order_revise();
    QCOMPARE(revise.account_id(), std::string{"A1"});
    QCOMPARE(revise.market_id(), std::string{"M1"});
    QVERIFY(!revise.revisions(0).has_volume());
    QCOMPARE(revise.revisions(0).limit_price().value(), std::string{"99.50"});
    m_scene->session.desk().setArmed(false);
    QCOMPARE(m_scene->session.desk().revise(revision).refusal, DeskRefusal::Locked);
    revision.order = OrderId{"none"};
    QCOMPARE(m_scene->session.desk().revise(revision).refusal, DeskRefusal::UnknownOrder);
}

void TestSessionOrders::anUnknownOrderCannotBeRevisedButPulled()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(hasWorkingOrder("U1"));
    auto bad = working("U1", {});
    bad.set_sequence_order(2);
    bad.mutable_current_limit_price()->set_value("?");
    sendUpdate(bad);
    QTRY_COMPARE(order("U1")->state(), OrderState::Unknown);
    OrderRevision revision;
    revision.order = OrderId{"U1"};
    revision.limit = Price::parse("99.5");
    const DeskAnswer answer = m_scene->session.desk().revise(revision);
    QCOMPARE(answer.refusal, DeskRefusal::DraftProblems);
    QCOMPARE(answer.problems.at(0).kind, OrderProblemKind::OrderNotRevisable);
    QVERIFY(m_scene->session.desk().pull({OrderId{"U1"}}).sent());
    QTRY_COMPARE(m_scene->server.count(Sent::kOrderPull), 1);
}

void TestSessionOrders::aRefusalIsTold()
{
    QVERIFY(m_scene->isReadyToTrade());
    auto refused = working("U1", {});
    refused.set_status(common::ORDER_STATUS_REJECTED);
    refused.set_change(common::ORDER_CHANGE_SUBMISSION_REJECTED);
    refused.set_status_detail("no funds");
    sendUpdate(refused);
    QTRY_VERIFY(m_scene->has(NoticeKind::OrderRefused));
    QCOMPARE(m_scene->find(NoticeKind::OrderRefused)->detail, QStringLiteral("no funds"));
}

void TestSessionOrders::aBustedTradeIsTold()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(hasWorkingOrder("U1"));
    auto busted = working("U1", {});
    busted.set_sequence_order(2);
    busted.set_change(common::ORDER_CHANGE_TRADE_BUSTED);
    sendUpdate(busted);
    QTRY_VERIFY(m_scene->has(NoticeKind::TradeBusted));
    QCOMPARE(m_scene->find(NoticeKind::TradeBusted)->severity, Severity::Error);
}

QTEST_GUILESS_MAIN(TestSessionOrders)
#include "test_session_orders.moc"
