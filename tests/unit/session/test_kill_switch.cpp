// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/kill_switch.h"
#include "tests/unit/session/session_scene.h"

#include <thread>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

namespace common = t4proto::v1::common;
using Sent = ScriptedServer::ClientMessage;

/// The kill switch in a session, against a server that does what the test says. That it works while the UI thread
/// stalls is shown in tests/conformance/terminal.
class TestKillSwitch final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void pullsEverythingGroupedByAccountAndMarket();
    void canBeTriggeredFromAnyThread();
    void nothingIsSubmittedOrRevisedWhileShutAndPullsStillGo();
    void anOrderNamedLaterIsPulled();
    void whatTheNextSessionNamesIsPulled();
    void aSecondTriggerPullsAgain();
    void closesPositionsAfterTheirOrdersEnded();
    void aClosingOrderIsNotPulled();
    void aFillWhileItPullsIsClosedToo();
    void closesOncePerPosition();
    void anOrderThatIsNotNamedYetHoldsTheClosingBack();
    void anOrderThatIsNeverNamedHoldsItBackForAMomentOnly();
    void aRefusedPullIsRepeatedAFewTimes();
    void aSecondTriggerClosesWhatTheFirstCouldNot();
    void anotherLoginsOrdersAreNotPulled();
    void withoutASessionItSaysSo();
    void openingTheGateArmsNothingAndPullsNoMore();
    void theTraderIsToldWhenItIsDone();
    void theTraderIsToldWhenItIsNotDone();

private:
    void tell(const t4proto::v1::orderrouting::OrderUpdate &update);
    void tellWorking(const std::string &id, const std::string &market = "M1", const std::string &account = "A1");
    void tellFinished(const std::string &id, int sequence = 2);
    void tellFilled(const std::string &id, int lots, int sequence = 2);
    void tellPosition(int buys, int sells, const std::string &market = "M1");
    [[nodiscard]] bool storeHas(const char *id) const { return m_scene->session.orders().find(OrderId{id}) != nullptr; }
    [[nodiscard]] QStringList pulled() const;
    [[nodiscard]] KillSwitch &kill() const { return m_scene->session.killSwitch(); }
    [[nodiscard]] int count(Sent::PayloadCase kind) const { return m_scene->server.count(kind); }

    std::unique_ptr<SessionScene> m_scene;
    std::map<std::string, std::string> m_markets; ///< of the orders told
};

void TestKillSwitch::init()
{
    m_scene = std::make_unique<SessionScene>();
    m_markets.clear();
}

void TestKillSwitch::cleanup()
{
    m_scene.reset();
}

void TestKillSwitch::tell(const t4proto::v1::orderrouting::OrderUpdate &update)
{
    ScriptedServer::ServerMessage message;
    auto &multi = *message.mutable_order_update_multi();
    multi.set_account_id(update.account_id());
    multi.set_market_id(update.market_id());
    *multi.add_updates()->mutable_order_update() = update;
    m_scene->server.send(message);
}

namespace {

t4proto::v1::orderrouting::OrderUpdate workingOrder(const std::string &id, const std::string &market,
                                                    const std::string &account)
{
    t4proto::v1::orderrouting::OrderUpdate update;
    update.set_unique_id(id);
    update.set_account_id(account);
    update.set_market_id(market);
    update.set_status(common::ORDER_STATUS_WORKING);
    update.set_change(common::ORDER_CHANGE_SUBMISSION_SUCCESS);
    update.set_buy_sell(common::BUY_SELL_BUY);
    update.set_price_type(common::PRICE_TYPE_LIMIT);
    update.set_current_volume(2);
    update.set_new_volume(2);
    update.set_working_volume(2);
    update.set_sequence_order(1);
    return update;
}

} // namespace

void TestKillSwitch::tellWorking(const std::string &id, const std::string &market, const std::string &account)
{
    tell(workingOrder(id, market, account));
    QTRY_VERIFY(storeHas(id.c_str()));
}

void TestKillSwitch::tellFinished(const std::string &id, int sequence)
{
    ScriptedServer::ServerMessage message;
    auto &status = *message.mutable_order_update_status();
    status.set_unique_id(id);
    status.set_status(common::ORDER_STATUS_FINISHED);
    status.set_change(common::ORDER_CHANGE_PULL_SUCCESS);
    status.set_sequence_order(sequence);
    m_scene->server.send(message);
}

void TestKillSwitch::tellFilled(const std::string &id, int lots, int sequence)
{
    ScriptedServer::ServerMessage message;
    auto &trade = *message.mutable_order_update_trade();
    trade.set_unique_id(id);
    trade.set_status(common::ORDER_STATUS_FINISHED);
    trade.set_change(common::ORDER_CHANGE_TRADE_COMPLETED);
    trade.set_sequence_order(sequence);
    trade.set_volume(lots);
    trade.set_total_fill_volume(lots);
    trade.mutable_price()->set_value("99.75");
    m_scene->server.send(message);
}

void TestKillSwitch::tellPosition(int buys, int sells, const std::string &market)
{
    ScriptedServer::ServerMessage message;
    auto &position = *message.mutable_account_position();
    position.set_account_id("A1");
    position.set_market_id(market);
    position.set_buys(buys);
    position.set_sells(sells);
    m_scene->server.send(message);
    const auto isTold = [&] {
        const Position *told = m_scene->session.accounts().position(AccountId{"A1"}, MarketId{market});
        return told != nullptr && told->buys.contracts == buys && told->sells.contracts == sells;
    };
    QTRY_VERIFY(isTold());
}

QStringList TestKillSwitch::pulled() const
{
    QStringList ids;
    for (const Sent &message : m_scene->server.received) {
        if (!message.has_order_pull())
            continue;
        for (const auto &pull : message.order_pull().pulls())
            ids << QString::fromStdString(pull.unique_id());
    }
    ids.sort();
    return ids;
}

void TestKillSwitch::pullsEverythingGroupedByAccountAndMarket()
{
    m_scene->server.accounts = {"A1", "A2"};
    QVERIFY(m_scene->isReadyToTrade());
    tellWorking("U1");
    tellWorking("U2");
    tellWorking("U3", "M2");
    tellWorking("U4", "M1", "A2");
    tellWorking("U5");
    tellFinished("U5");
    QTRY_COMPARE(m_scene->session.orders().find(OrderId{"U5"})->state(), OrderState::Cancelled);
    kill().trigger(false);
    QTRY_COMPARE(pulled(),
                 (QStringList{QStringLiteral("U1"), QStringLiteral("U2"), QStringLiteral("U3"), QStringLiteral("U4")}));
    QCOMPARE(count(Sent::kOrderPull), 3);
    for (const Sent &message : m_scene->server.received) {
        if (message.has_order_pull())
            QVERIFY(message.order_pull().manual_order_indicator()); // a person held the key
    }
    QCOMPARE(count(Sent::kOrderSubmit), 0);
}

void TestKillSwitch::canBeTriggeredFromAnyThread()
{
    QVERIFY(m_scene->isReadyToTrade());
    tellWorking("U1");
    std::thread key{[&] { kill().trigger(false); }};
    key.join();
    QVERIFY(kill().isShut()); // at once, whatever the other threads do
    QTRY_COMPARE(pulled(), QStringList{QStringLiteral("U1")});
}

void TestKillSwitch::nothingIsSubmittedOrRevisedWhileShutAndPullsStillGo()
{
    QVERIFY(m_scene->isReadyToTrade());
    tellWorking("U1");
    kill().trigger(false);
    QCOMPARE(m_scene->session.desk().submit(m_scene->draft()).refusal, DeskRefusal::KillSwitch);
    OrderRevision revision;
    revision.order = OrderId{"U1"};
    revision.limit = Price::parse("99.5");
    QCOMPARE(m_scene->session.desk().revise(revision).refusal, DeskRefusal::KillSwitch);
    QTRY_VERIFY(!m_scene->session.desk().isArmed());
    QCOMPARE(m_scene->session.desk().disarmedBy(), DisarmReason::KillSwitch);
    QVERIFY(!m_scene->session.desk().setArmed(true));
    QTRY_COMPARE(count(Sent::kOrderPull), 1);
    QVERIFY(m_scene->session.desk().pull({OrderId{"U1"}}).sent());
    QTRY_COMPARE(count(Sent::kOrderPull), 2);
    QCOMPARE(count(Sent::kOrderSubmit) + count(Sent::kOrderRevise), 0);
}

void TestKillSwitch::anOrderNamedLaterIsPulled()
{
    QVERIFY(m_scene->isReadyToTrade());
    QVERIFY(m_scene->session.desk().submit(m_scene->draft()).sent());
    QTRY_COMPARE(count(Sent::kOrderSubmit), 1);
    kill().trigger(false);
    QTRY_VERIFY(m_scene->has(NoticeKind::KillTriggered));
    QCOMPARE(count(Sent::kOrderPull), 0);
    tellWorking("U1");
    QTRY_COMPARE(pulled(), QStringList{QStringLiteral("U1")});
    tell(workingOrder("U1", "M1", "A1")); // told again: no second pull
    tellWorking("U2");
    QTRY_COMPARE(pulled(), (QStringList{QStringLiteral("U1"), QStringLiteral("U2")}));
}

void TestKillSwitch::whatTheNextSessionNamesIsPulled()
{
    QVERIFY(m_scene->isReadyToTrade());
    tellWorking("U1");
    m_scene->server.breakConnection();
    QVERIFY(m_scene->reaches(SessionState::Lost));
    kill().trigger(false);
    m_scene->server.ordersOfA1 = {workingOrder("U1", "M1", "A1"), workingOrder("U2", "M1", "A1")};
    m_scene->clock.advance(2s);
    QVERIFY(m_scene->reaches(SessionState::Live));
    QTRY_COMPARE(pulled(), (QStringList{QStringLiteral("U1"), QStringLiteral("U2")}));
    QVERIFY(!m_scene->session.desk().setArmed(true));
}

void TestKillSwitch::aSecondTriggerPullsAgain()
{
    QVERIFY(m_scene->isReadyToTrade());
    tellWorking("U1");
    kill().trigger(false);
    QTRY_COMPARE(count(Sent::kOrderPull), 1);
    kill().trigger(false);
    QTRY_COMPARE(count(Sent::kOrderPull), 2);
}

void TestKillSwitch::closesPositionsAfterTheirOrdersEnded()
{
    QVERIFY(m_scene->isReadyToTrade());
    tellPosition(0, 3);
    tellWorking("U1");
    kill().trigger(true);
    QTRY_COMPARE(pulled(), QStringList{QStringLiteral("U1")});
    QTest::qWait(250); // more than one look
    QCOMPARE(count(Sent::kOrderSubmit), 0);
    tellFinished("U1");
    // What the rules cannot explain is believed after a second without movement.
    m_scene->clock.advance(2s);
    QTRY_COMPARE(count(Sent::kOrderSubmit), 1);
    const auto &close = m_scene->server.last(Sent::kOrderSubmit).order_submit();
    QCOMPARE(close.account_id(), std::string{"A1"});
    QCOMPARE(close.market_id(), std::string{"M1"});
    QCOMPARE(close.orders(0).price_type(), common::PRICE_TYPE_FLATTEN);
    QCOMPARE(close.orders(0).buy_sell(), common::BUY_SELL_BUY);
    QCOMPARE(close.orders(0).volume(), 3);
    QVERIFY(!close.manual_order_indicator()); // a rule fired it
    QVERIFY(!close.orders(0).has_limit_price());
}

void TestKillSwitch::aClosingOrderIsNotPulled()
{
    QVERIFY(m_scene->isReadyToTrade());
    tellPosition(3, 0);
    m_scene->clock.advance(2s);
    kill().trigger(true);
    QTRY_COMPARE(count(Sent::kOrderSubmit), 1);
    auto closing = workingOrder("C1", "M1", "A1");
    closing.set_tag(m_scene->server.last(Sent::kOrderSubmit).order_submit().orders(0).tag());
    closing.set_buy_sell(common::BUY_SELL_SELL);
    tell(closing);
    QTRY_VERIFY(storeHas("C1"));
    QTest::qWait(250);
    QCOMPARE(count(Sent::kOrderPull), 0);
    tellFilled("C1", 3);
    tellPosition(3, 3);
    QTRY_VERIFY(m_scene->has(NoticeKind::KillDone));
    QCOMPARE(count(Sent::kOrderSubmit), 1);
}

void TestKillSwitch::aFillWhileItPullsIsClosedToo()
{
    QVERIFY(m_scene->isReadyToTrade());
    tellWorking("U1");
    kill().trigger(true);
    QTRY_COMPARE(count(Sent::kOrderPull), 1);
    tellFilled("U1", 2); // before the pull got there
    QTest::qWait(150);
    QCOMPARE(count(Sent::kOrderSubmit), 0);
    tellPosition(2, 0);
    QTRY_COMPARE(count(Sent::kOrderSubmit), 1);
    QCOMPARE(m_scene->server.last(Sent::kOrderSubmit).order_submit().orders(0).volume(), 2);
}

void TestKillSwitch::closesOncePerPosition()
{
    QVERIFY(m_scene->isReadyToTrade());
    tellPosition(2, 0);
    tellPosition(0, 4, "M2");
    m_scene->clock.advance(2s);
    kill().trigger(true);
    QTRY_COMPARE(count(Sent::kOrderSubmit), 2);
    QTest::qWait(350);
    QCOMPARE(count(Sent::kOrderSubmit), 2);
}

void TestKillSwitch::anOrderThatIsNotNamedYetHoldsTheClosingBack()
{
    QVERIFY(m_scene->isReadyToTrade());
    tellPosition(5, 0);
    m_scene->clock.advance(2s);
    QVERIFY(m_scene->session.desk().submit(m_scene->draft()).sent());
    QTRY_COMPARE(count(Sent::kOrderSubmit), 1);
    const std::string tag = m_scene->server.last(Sent::kOrderSubmit).order_submit().orders(0).tag();
    kill().trigger(true);
    QTRY_VERIFY(m_scene->has(NoticeKind::KillTriggered));
    QTest::qWait(350);
    QCOMPARE(count(Sent::kOrderSubmit), 1); // it may still fill: how much there is to close is not known
    auto named = workingOrder("U1", "M1", "A1");
    named.set_tag(tag);
    m_markets["U1"] = "M1";
    tell(named);
    QTRY_COMPARE(pulled(), QStringList{QStringLiteral("U1")});
    tellFinished("U1");
    QTRY_COMPARE(count(Sent::kOrderSubmit), 2);
    QCOMPARE(m_scene->server.last(Sent::kOrderSubmit).order_submit().orders(0).volume(), 5);
}

void TestKillSwitch::anOrderThatIsNeverNamedHoldsItBackForAMomentOnly()
{
    QVERIFY(m_scene->isReadyToTrade());
    tellPosition(5, 0);
    m_scene->clock.advance(2s);
    QVERIFY(m_scene->session.desk().submit(m_scene->draft()).sent());
    QTRY_COMPARE(count(Sent::kOrderSubmit), 1);
    kill().trigger(true);
    QTRY_VERIFY(m_scene->has(NoticeKind::KillTriggered));
    QTest::qWait(250);
    QCOMPARE(count(Sent::kOrderSubmit), 1);
    m_scene->clock.advance(3s);
    QTRY_COMPARE(count(Sent::kOrderSubmit), 2);
}

void TestKillSwitch::aRefusedPullIsRepeatedAFewTimes()
{
    QVERIFY(m_scene->isReadyToTrade());
    tellWorking("U1");
    kill().trigger(false);
    QTRY_COMPARE(count(Sent::kOrderPull), 1);
    constexpr int tries = 5;
    for (int refusals = 1; refusals <= tries + 1; ++refusals) {
        ScriptedServer::ServerMessage message;
        auto &status = *message.mutable_order_update_status();
        status.set_unique_id("U1");
        status.set_status(common::ORDER_STATUS_WORKING);
        status.set_change(common::ORDER_CHANGE_PULL_REJECTED);
        status.set_sequence_order(1 + refusals);
        m_scene->server.send(message);
        QTRY_COMPARE(count(Sent::kOrderPull), 1 + std::min(refusals, tries));
    }
    QTest::qWait(250);
    QCOMPARE(count(Sent::kOrderPull), 1 + tries); // a server that always refuses is not asked for ever
}

void TestKillSwitch::aSecondTriggerClosesWhatTheFirstCouldNot()
{
    QVERIFY(m_scene->isReadyToTrade());
    tellPosition(3, 0);
    m_scene->clock.advance(2s);
    kill().trigger(true);
    QTRY_COMPARE(count(Sent::kOrderSubmit), 1);
    m_scene->clock.advance(15s); // the closing order was never answered: the run is over
    QTest::qWait(350);
    QCOMPARE(count(Sent::kOrderSubmit), 1);
    kill().trigger(true);
    QTRY_COMPARE(count(Sent::kOrderSubmit), 2);
}

void TestKillSwitch::anotherLoginsOrdersAreNotPulled()
{
    QVERIFY(m_scene->isReadyToTrade());
    tellWorking("U1");
    m_scene->session.start(m_scene->server.endpoint(), ScriptedServer::credentials());
    QVERIFY(m_scene->reaches(SessionState::Live));
    tellWorking("U2");
    kill().trigger(false);
    QTRY_COMPARE(pulled(), QStringList{QStringLiteral("U2")});
    QTest::qWait(150);
    QCOMPARE(pulled(), QStringList{QStringLiteral("U2")});
}

void TestKillSwitch::withoutASessionItSaysSo()
{
    std::optional<KillReport> told;
    connect(&kill(), &KillSwitch::reported, this, [&](const KillReport &report) { told = report; });
    kill().trigger(true);
    QTRY_VERIFY(told.has_value());
    QVERIFY(!told->connected);
    QCOMPARE(told->pulled, 0);
    QVERIFY(told->flattens);
}

void TestKillSwitch::openingTheGateArmsNothingAndPullsNoMore()
{
    QVERIFY(m_scene->isReadyToTrade());
    kill().trigger(false);
    QTRY_VERIFY(!m_scene->session.desk().isArmed());
    kill().reset();
    QVERIFY(!kill().isShut());
    QVERIFY(!m_scene->session.desk().isArmed());
    QCOMPARE(m_scene->session.desk().submit(m_scene->draft()).refusal, DeskRefusal::Locked);
    QVERIFY(m_scene->session.desk().setArmed(true));
    QTest::qWait(150);
    tellWorking("U1");
    QTest::qWait(150);
    QCOMPARE(count(Sent::kOrderPull), 0);
}

void TestKillSwitch::theTraderIsToldWhenItIsDone()
{
    QVERIFY(m_scene->isReadyToTrade());
    tellWorking("U1");
    kill().trigger(false);
    QTRY_VERIFY(m_scene->has(NoticeKind::KillTriggered));
    QVERIFY(!m_scene->has(NoticeKind::KillDone));
    tellFinished("U1");
    QTRY_VERIFY(m_scene->has(NoticeKind::KillDone));
    QCOMPARE(m_scene->find(NoticeKind::KillDone)->code, std::int64_t{1});
    QVERIFY(!m_scene->has(NoticeKind::KillUnfinished));
}

void TestKillSwitch::theTraderIsToldWhenItIsNotDone()
{
    QVERIFY(m_scene->isReadyToTrade());
    tellWorking("U1");
    kill().trigger(false);
    QTRY_COMPARE(count(Sent::kOrderPull), 1);
    QTRY_VERIFY(m_scene->has(NoticeKind::KillTriggered));
    m_scene->clock.advance(6s);
    QTRY_VERIFY(m_scene->has(NoticeKind::KillUnfinished));
    QCOMPARE(m_scene->find(NoticeKind::KillUnfinished)->code, std::int64_t{1});
}

QTEST_GUILESS_MAIN(TestKillSwitch)
#include "test_kill_switch.moc"
