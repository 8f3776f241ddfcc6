// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/flatten_desk.h"
#include "app/session/kill_switch.h"
#include "tests/conformance/terminal/terminal_on_exchange.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <memory>
#include <thread>

using namespace depthdeck;
using namespace std::chrono_literals;

namespace {

/// How far from the market a resting order of these tests stands: it must neither trade nor look absurd.
constexpr int restingTicks = 60;

} // namespace

/// Flattens and kills on the real exchange, over real sockets, with fills that come in between and with a user
/// interface that does not answer.
class TestFlattenAndKill final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_terminal.reset(); }

    void aPositionWithWorkingOrdersBecomesFlat();
    void anOrderThatFillsInBetweenIsClosedToo();
    void aShortPositionBecomesFlat();
    void flatteningWithoutAnythingIsFlatAtOnce();
    void killPullsEverythingWhileTheUserInterfaceStalls();
    void killClosesPositionsWhileTheUserInterfaceStalls();
    void anOrderInFlightAtTheKillDoesNotSurvive();
    void theGateStaysShutOverAReconnect();

private:
    [[nodiscard]] Session &session() const { return m_terminal->session(); }
    [[nodiscard]] OrderDraft draft(Side side, int lots, int ticksFromOwnBest) const;
    [[nodiscard]] OrderDraft market(Side side, int lots) const;
    void submit(const OrderDraft &draft) const { QVERIFY(session().desk().submit(draft).sent()); }
    /// Buys or sells at the market and waits for the position.
    void hold(Side side, int lots);
    void rest(int orders);
    [[nodiscard]] int activeOrders() const { return static_cast<int>(session().orders().activeOrders().size()); }
    [[nodiscard]] FlattenDesk::RunId flatten() const
    {
        return session().flattens().start(m_terminal->firstAccount(), m_es.market, QStringLiteral("Positions")).value();
    }
    [[nodiscard]] FlattenOutcome outcome(FlattenDesk::RunId run) const
    {
        return session().flattens().run(run)->outcome();
    }
    /// Blocks this thread, which is the user interface's, until @p isDone or for two seconds.
    template <typename Condition>
    [[nodiscard]] static bool stallUntil(Condition isDone);

    std::unique_ptr<test::TerminalOnExchange> m_terminal;
    MarketKey m_es;
};

void TestFlattenAndKill::init()
{
    exchange::SimulatedExchange::Options options;
    options.alwaysOpen = true;
    options.seed = 7;
    m_terminal = std::make_unique<test::TerminalOnExchange>(options);
    if (QByteArrayView{QTest::currentTestFunction()}.endsWith("Stalls"))
        m_terminal->loginDirectly();
    else
        m_terminal->login();
    QTRY_COMPARE_WITH_TIMEOUT(session().state(), SessionState::Live, 15'000);
    m_es = m_terminal->frontMarket("CME_Eq", "ES");
    session().watch(m_es, DepthLevels::Normal, true);
    QTRY_VERIFY_WITH_TIMEOUT(m_terminal->market(m_es) != nullptr && m_terminal->market(m_es)->definition.has_value() &&
                                 m_terminal->market(m_es)->book.bestBid() != nullptr &&
                                 m_terminal->market(m_es)->book.bestOffer() != nullptr,
                             10'000);
    QVERIFY(session().desk().setArmed(true));
}

OrderDraft TestFlattenAndKill::draft(Side side, int lots, int ticksFromOwnBest) const
{
    const MarketState &state = *m_terminal->market(m_es);
    const Price best = side == Side::Buy ? state.book.bestBid()->price : state.book.bestOffer()->price;
    OrderDraft order;
    order.account = m_terminal->firstAccount();
    order.market = m_es.market;
    order.side = side;
    order.volume = {lots};
    order.limit = state.definition->ticks.stepped(best, side == Side::Buy ? -ticksFromOwnBest : ticksFromOwnBest);
    return order;
}

OrderDraft TestFlattenAndKill::market(Side side, int lots) const
{
    OrderDraft order = draft(side, lots, 0);
    order.type = OrderType::Market;
    order.limit.reset();
    return order;
}

void TestFlattenAndKill::hold(Side side, int lots)
{
    submit(market(side, lots));
    QTRY_COMPARE(m_terminal->net(m_es), side == Side::Buy ? lots : -lots);
    QTRY_COMPARE(activeOrders(), 0);
}

void TestFlattenAndKill::rest(int orders)
{
    const int before = activeOrders();
    for (int i = 0; i < orders; ++i)
        submit(draft(Side::Buy, 1, restingTicks + i));
    QTRY_COMPARE(activeOrders(), before + orders);
}

template <typename Condition>
bool TestFlattenAndKill::stallUntil(Condition isDone)
{
    QElapsedTimer stalled;
    stalled.start();
    while (stalled.elapsed() < 2'000) {
        if (isDone())
            return true;
    }
    return false;
}

void TestFlattenAndKill::aPositionWithWorkingOrdersBecomesFlat()
{
    hold(Side::Buy, 2);
    rest(3);
    const FlattenDesk::RunId run = flatten();
    QTRY_COMPARE_WITH_TIMEOUT(outcome(run), FlattenOutcome::Flat, 15'000);
    QCOMPARE(m_terminal->net(m_es), 0);
    QCOMPARE(activeOrders(), 0);
    QCOMPARE(session().flattens().run(run)->pulledCount(), std::size_t{3});
    QCOMPARE(m_terminal->newestOrder()->type, OrderType::Flatten);
    QCOMPARE(m_terminal->newestOrder()->filled, Quantity{2});
}

void TestFlattenAndKill::anOrderThatFillsInBetweenIsClosedToo()
{
    hold(Side::Buy, 1);
    rest(1);
    // On its way to the exchange when the run begins, and filled there before anything can be pulled.
    submit(market(Side::Buy, 3));
    const FlattenDesk::RunId run = flatten();
    QTRY_COMPARE_WITH_TIMEOUT(outcome(run), FlattenOutcome::Flat, 15'000);
    QTRY_COMPARE(m_terminal->net(m_es), 0);
    QCOMPARE(activeOrders(), 0);
    int bought = 0;
    int sold = 0;
    for (const Fill &fill : session().orders().fills())
        (fill.side == Side::Buy ? bought : sold) += fill.volume.contracts;
    QCOMPARE(bought, 4);
    QCOMPARE(sold, 4);
}

void TestFlattenAndKill::aShortPositionBecomesFlat()
{
    hold(Side::Sell, 3);
    const FlattenDesk::RunId run = flatten();
    QTRY_COMPARE_WITH_TIMEOUT(outcome(run), FlattenOutcome::Flat, 15'000);
    QCOMPARE(m_terminal->net(m_es), 0);
}

void TestFlattenAndKill::flatteningWithoutAnythingIsFlatAtOnce()
{
    const FlattenDesk::RunId run = flatten();
    QCOMPARE(outcome(run), FlattenOutcome::Flat);
    QCOMPARE(session().orders().orders().size(), std::size_t{0});
}

void TestFlattenAndKill::killPullsEverythingWhileTheUserInterfaceStalls()
{
    rest(4);
    std::atomic<int> stillActive{-1};
    std::atomic<int> pulled{0};
    connect(
        &session().killSwitch(), &KillSwitch::reported, &session().killSwitch(),
        [&](const KillReport &report) {
            pulled = report.pulled;
            stillActive = report.stillActive;
        },
        Qt::DirectConnection);
    std::thread key{[this] { session().killSwitch().trigger(false); }};
    // No event of this thread is handled in here: what happens, happens without it.
    const bool isDone = stallUntil([&] { return stillActive.load() == 0; });
    key.join();
    QVERIFY(isDone);
    QCOMPARE(pulled.load(), 4);
    QCOMPARE(activeOrders(), 4); // this thread has not heard of it yet
    QTRY_COMPARE(activeOrders(), 0);
    QVERIFY(!session().desk().isArmed());
    QCOMPARE(session().desk().submit(draft(Side::Buy, 1, restingTicks)).refusal, DeskRefusal::KillSwitch);
}

void TestFlattenAndKill::killClosesPositionsWhileTheUserInterfaceStalls()
{
    hold(Side::Sell, 2);
    rest(2);
    std::atomic<bool> isFlat{false};
    connect(
        &session().killSwitch(), &KillSwitch::reported, &session().killSwitch(),
        [&](const KillReport &report) {
            isFlat = report.flattened > 0 && report.openPositions == 0 && report.stillActive == 0;
        },
        Qt::DirectConnection);
    std::thread key{[this] { session().killSwitch().trigger(true); }};
    const bool isDone = stallUntil([&] { return isFlat.load(); });
    key.join();
    QVERIFY(isDone);
    QTRY_COMPARE(m_terminal->net(m_es), 0);
    QTRY_COMPARE(activeOrders(), 0);
    QTRY_COMPARE(m_terminal->newestOrder()->type, OrderType::Flatten);
}

void TestFlattenAndKill::anOrderInFlightAtTheKillDoesNotSurvive()
{
    rest(1);
    submit(draft(Side::Buy, 1, restingTicks + 9));
    session().killSwitch().trigger(false);
    QTRY_COMPARE_WITH_TIMEOUT(activeOrders(), 0, 5'000);
    QTRY_VERIFY(session().orders().unnamedTags().empty());
    for (const Order &order : session().orders().orders())
        QVERIFY(order.state() == OrderState::Cancelled || order.state() == OrderState::Rejected);
}

void TestFlattenAndKill::theGateStaysShutOverAReconnect()
{
    rest(2);
    m_terminal->breakConnection();
    QTRY_COMPARE(session().state(), SessionState::Lost);
    session().killSwitch().trigger(false);
    QTRY_COMPARE_WITH_TIMEOUT(session().state(), SessionState::Live, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(activeOrders(), 0, 5'000);
    QVERIFY(!session().desk().setArmed(true));
    session().killSwitch().reset();
    QVERIFY(session().desk().setArmed(true));
}

QTEST_GUILESS_MAIN(TestFlattenAndKill)
#include "test_flatten_and_kill.moc"
