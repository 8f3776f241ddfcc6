// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/flatten_desk.h"
#include "tests/unit/session/desk_scene.h"

#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

namespace common = t4proto::v1::common;

/// A flatten over the stores and the desk: what it sends, and what it waits for.
class TestFlattenDesk final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void closesAPositionAfterItsOrdersEnded();
    void aFillInBetweenIsClosedToo();
    void waitsUntilThePositionHoldsTheLastFill();
    void needsADeskThatIsArmed();
    void oneRunForEachAccountAndMarket();
    void everyMarketOfAnAccount();
    void aRefusalHereIsKept();
    void aRefusalOfTheServerCarriesItsWords();
    void theEndOfTheSessionEndsTheRun();
    void anAbortedRunSendsNothingMore();
    void aSnapshotIsWhereTheNetStartsFrom();
    void ordersOfOtherMarketsAreLeftAlone();

private:
    FlattenDesk::RunId start();
    [[nodiscard]] const FlattenRun &run(FlattenDesk::RunId id) const { return *m_flattens->run(id); }
    /// The server names the closing order that was sent last.
    void nameClosing(const std::string &id) const;
    [[nodiscard]] std::size_t submits() const { return m_scene->route.submits.size(); }

    std::unique_ptr<DeskScene> m_scene;
    std::unique_ptr<FlattenDesk> m_flattens;
};

void TestFlattenDesk::init()
{
    m_scene = std::make_unique<DeskScene>();
    m_flattens = std::make_unique<FlattenDesk>(m_scene->clock, m_scene->board, m_scene->accounts, m_scene->orders,
                                               m_scene->desk);
    m_scene->tellPosition(3, 0);
    m_flattens->noteSnapshot(m_scene->account);
    m_scene->arm();
}

void TestFlattenDesk::cleanup()
{
    m_flattens.reset();
    m_scene.reset();
}

FlattenDesk::RunId TestFlattenDesk::start()
{
    return m_flattens->start(m_scene->account, m_scene->market, QStringLiteral("Positions")).value_or(-1);
}

void TestFlattenDesk::nameClosing(const std::string &id) const
{
    const auto &sent = m_scene->route.submits.back().orders(0);
    auto update = DeskScene::working(id, sent.tag());
    update.set_buy_sell(sent.buy_sell());
    update.set_current_volume(sent.volume());
    m_scene->apply(update);
}

void TestFlattenDesk::closesAPositionAfterItsOrdersEnded()
{
    m_scene->apply(DeskScene::working("U1"));
    const FlattenDesk::RunId id = start();
    QCOMPARE(m_scene->route.pulls.size(), std::size_t{1});
    QCOMPARE(m_scene->route.lastClick.window, QStringLiteral("Positions"));
    QCOMPARE(submits(), std::size_t{0});
    QCOMPARE(run(id).state(FlattenStep::AwaitFinal), StepState::Doing);
    m_scene->finish("U1", 2);
    QTRY_COMPARE(submits(), std::size_t{1});
    const auto &close = m_scene->route.submits[0];
    QCOMPARE(close.orders(0).price_type(), common::PRICE_TYPE_FLATTEN);
    QCOMPARE(close.orders(0).buy_sell(), common::BUY_SELL_SELL);
    QCOMPARE(close.orders(0).volume(), 3);
    QVERIFY(close.manual_order_indicator()); // a person pressed for exactly this
    nameClosing("C1");
    m_scene->finish("C1", 2, 3);
    QTRY_COMPARE(run(id).state(FlattenStep::VerifyFlat), StepState::Doing);
    QVERIFY(run(id).isRunning());
    m_scene->tellPosition(3, 3);
    QTRY_COMPARE(run(id).outcome(), FlattenOutcome::Flat);
    QCOMPARE(submits(), std::size_t{1});
}

void TestFlattenDesk::aFillInBetweenIsClosedToo()
{
    m_scene->apply(DeskScene::working("U1"));
    const FlattenDesk::RunId id = start();
    m_scene->finish("U1", 2, 2); // filled before the pull got there
    QTRY_COMPARE(run(id).state(FlattenStep::ReadNet), StepState::Doing);
    QCOMPARE(submits(), std::size_t{0});
    m_scene->tellPosition(5, 0);
    QTRY_COMPARE(submits(), std::size_t{1});
    QCOMPARE(m_scene->route.submits[0].orders(0).volume(), 5);
}

void TestFlattenDesk::waitsUntilThePositionHoldsTheLastFill()
{
    m_scene->apply(DeskScene::working("U1"));
    const FlattenDesk::RunId id = start();
    // Two fills, and the position after the first of them.
    t4proto::v1::orderrouting::OrderUpdateTrade trade;
    trade.set_unique_id("U1");
    trade.set_status(common::ORDER_STATUS_WORKING);
    trade.set_change(common::ORDER_CHANGE_TRADE);
    trade.set_sequence_order(2);
    trade.set_volume(1);
    trade.set_total_fill_volume(1);
    trade.set_working_volume(1);
    trade.mutable_price()->set_value("99.75");
    m_scene->orders.applyTrade(trade);
    trade.set_status(common::ORDER_STATUS_FINISHED);
    trade.set_sequence_order(3);
    trade.set_total_fill_volume(2);
    trade.set_working_volume(0);
    m_scene->orders.applyTrade(trade);
    m_scene->tellPosition(4, 0);
    QTRY_COMPARE(run(id).state(FlattenStep::ReadNet), StepState::Doing);
    QCOMPARE(submits(), std::size_t{0});
    m_scene->tellPosition(5, 0);
    QTRY_COMPARE(submits(), std::size_t{1});
    QCOMPARE(m_scene->route.submits[0].orders(0).volume(), 5);
}

void TestFlattenDesk::needsADeskThatIsArmed()
{
    m_scene->desk.setArmed(false);
    DeskRefusal why{};
    QVERIFY(!m_flattens->start(m_scene->account, m_scene->market, {}, &why));
    QCOMPARE(why, DeskRefusal::Locked);
    QVERIFY(m_flattens->runs().empty());
    m_scene->arm();
    m_scene->gates.killed = true;
    QVERIFY(!m_flattens->start(m_scene->account, m_scene->market, {}, &why));
    QCOMPARE(why, DeskRefusal::KillSwitch);
}

void TestFlattenDesk::oneRunForEachAccountAndMarket()
{
    const FlattenDesk::RunId id = start();
    DeskRefusal why = DeskRefusal::NotLive;
    QVERIFY(!m_flattens->start(m_scene->account, m_scene->market, {}, &why));
    QCOMPARE(why, DeskRefusal::None);
    m_flattens->abort(id);
    QVERIFY(start() > id);
    QCOMPARE(m_flattens->runs().size(), std::size_t{2});
}

void TestFlattenDesk::everyMarketOfAnAccount()
{
    auto elsewhere = DeskScene::working("U1");
    elsewhere.set_market_id("M2");
    m_scene->apply(elsewhere);
    const auto runs = m_flattens->startAll(m_scene->account, QStringLiteral("Positions"));
    QCOMPARE(runs.size(), std::size_t{2});
    QCOMPARE(m_scene->route.pulls.size(), std::size_t{1});
    QCOMPARE(m_scene->route.pulls[0].market_id(), std::string{"M2"});
    QCOMPARE(m_scene->route.submits.at(0).market_id(), std::string{"M1"});
    QVERIFY(m_flattens->startAll(AccountId{"A9"}, {}).empty());
}

void TestFlattenDesk::aRefusalHereIsKept()
{
    m_scene->apply(DeskScene::working("U1"));
    const FlattenDesk::RunId id = start();
    QCOMPARE(m_flattens->refusal(id), nullptr);
    m_scene->desk.setArmed(false);
    m_scene->finish("U1", 2);
    QTRY_COMPARE(run(id).outcome(), FlattenOutcome::Refused);
    QCOMPARE(m_flattens->refusal(id)->refusal, DeskRefusal::Locked);
    QCOMPARE(run(id).state(FlattenStep::Send), StepState::Failed);
}

void TestFlattenDesk::aRefusalOfTheServerCarriesItsWords()
{
    const FlattenDesk::RunId id = start();
    QCOMPARE(submits(), std::size_t{1});
    nameClosing("C1");
    m_scene->finish("C1", 2, 0, true);
    QTRY_COMPARE(run(id).outcome(), FlattenOutcome::Refused);
    QCOMPARE(run(id).why(), std::string{"no position"});
    QCOMPARE(m_flattens->refusal(id), nullptr);
}

void TestFlattenDesk::theEndOfTheSessionEndsTheRun()
{
    const FlattenDesk::RunId id = start();
    m_scene->desk.setLive(false);
    QTRY_COMPARE(run(id).outcome(), FlattenOutcome::NotLive);
}

void TestFlattenDesk::anAbortedRunSendsNothingMore()
{
    m_scene->apply(DeskScene::working("U1"));
    const FlattenDesk::RunId id = start();
    QSignalSpy changes{m_flattens.get(), &FlattenDesk::runChanged};
    m_flattens->abort(id);
    QCOMPARE(changes.size(), 1);
    m_scene->finish("U1", 2);
    QTest::qWait(20);
    QCOMPARE(submits(), std::size_t{0});
    QCOMPARE(run(id).outcome(), FlattenOutcome::Aborted);
}

void TestFlattenDesk::aSnapshotIsWhereTheNetStartsFrom()
{
    m_scene->accounts.setConfirmed(false); // a break, and nobody knows what traded
    m_scene->snapshot(1, 3);
    m_scene->accounts.setConfirmed(true);
    m_flattens->noteSnapshot(m_scene->account);
    start();
    QCOMPARE(m_scene->route.submits.at(0).orders(0).volume(), 2);
    QCOMPARE(m_scene->route.submits.at(0).orders(0).buy_sell(), common::BUY_SELL_BUY);
}

void TestFlattenDesk::ordersOfOtherMarketsAreLeftAlone()
{
    auto elsewhere = DeskScene::working("U1");
    elsewhere.set_market_id("M2");
    m_scene->apply(elsewhere);
    start();
    QVERIFY(m_scene->route.pulls.empty());
    QCOMPARE(submits(), std::size_t{1});
}

QTEST_GUILESS_MAIN(TestFlattenDesk)
#include "test_flatten_desk.moc"
