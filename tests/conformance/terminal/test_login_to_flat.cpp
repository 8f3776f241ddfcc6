// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/terminal/terminal_on_exchange.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace depthdeck;
using namespace std::chrono_literals;

namespace {

/// How far from the market a resting order of these tests stands: it must neither trade nor look absurd.
constexpr int restingTicks = 60;

} // namespace

/// What a trader does, through real sockets: log in, watch, place, revise, pull, trade, be flat; and what must hold
/// when the connection breaks in the middle.
class TestLoginToFlat final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void logsInAndReconcilesBeforeAnythingCanBeArmed();
    void wrongPasswordIsRefusedAndNotTriedAgain();
    void depthAndTradesArriveWithTheDefinition();
    void restingLimitIsRevisedAndPulled();
    void everyOrderTypeIsTakenByTheExchange_data();
    void everyOrderTypeIsTakenByTheExchange();
    void fillOrKillThatCannotFillIsCancelled();
    void aTradeBecomesAPositionAndTheOppositeMakesItFlat();
    void refusalOfTheExchangeCarriesItsWords();
    void ordersWorkOnThroughABreakAndAreFoundAgain();
    void orderSentWhileTheConnectionIsGoneNeverLeaves();

private:
    void goLive();
    void watch(const MarketKey &key);
    [[nodiscard]] OrderDraft limitDraft(Side side, int ticksFromOwnBest) const;
    [[nodiscard]] Price best(Side side) const;

    std::unique_ptr<test::TerminalOnExchange> m_terminal;
    MarketKey m_es;
};

void TestLoginToFlat::init()
{
    exchange::SimulatedExchange::Options options;
    options.alwaysOpen = true;
    options.seed = 7;
    m_terminal = std::make_unique<test::TerminalOnExchange>(options);
    m_es = {};
}

void TestLoginToFlat::cleanup()
{
    m_terminal.reset();
}

void TestLoginToFlat::goLive()
{
    m_terminal->login();
    QTRY_COMPARE_WITH_TIMEOUT(m_terminal->session().state(), SessionState::Live, 15'000);
    m_es = m_terminal->frontMarket("CME_Eq", "ES");
    QVERIFY(!m_es.market.isEmpty());
    watch(m_es);
}

void TestLoginToFlat::watch(const MarketKey &key)
{
    m_terminal->session().watch(key, DepthLevels::Normal, true);
    QTRY_VERIFY_WITH_TIMEOUT(m_terminal->market(key) != nullptr && m_terminal->market(key)->definition.has_value() &&
                                 m_terminal->market(key)->book.bestBid() != nullptr &&
                                 m_terminal->market(key)->book.bestOffer() != nullptr,
                             10'000);
}

Price TestLoginToFlat::best(Side side) const
{
    const DepthBook &book = m_terminal->market(m_es)->book;
    return side == Side::Buy ? book.bestBid()->price : book.bestOffer()->price;
}

/// @p ticksFromOwnBest away from the market, behind the side's own best price.
OrderDraft TestLoginToFlat::limitDraft(Side side, int ticksFromOwnBest) const
{
    OrderDraft draft;
    draft.account = m_terminal->firstAccount();
    draft.market = m_es.market;
    draft.side = side;
    const auto &ticks = m_terminal->market(m_es)->definition->ticks;
    draft.limit = ticks.stepped(best(side), side == Side::Buy ? -ticksFromOwnBest : ticksFromOwnBest);
    return draft;
}

void TestLoginToFlat::logsInAndReconcilesBeforeAnythingCanBeArmed()
{
    QVERIFY(!m_terminal->session().desk().setArmed(true));
    QSignalSpy states{&m_terminal->session(), &Session::stateChanged};
    m_terminal->login();
    QTRY_COMPARE_WITH_TIMEOUT(m_terminal->session().state(), SessionState::Live, 15'000);
    QList<SessionState> seen;
    for (const auto &arguments : std::as_const(states))
        seen << arguments.at(0).value<SessionState>();
    const QList<SessionState> expected{SessionState::Connecting, SessionState::Authenticating,
                                       SessionState::Synchronising, SessionState::Live};
    QCOMPARE(seen, expected);
    QVERIFY(!m_terminal->session().accounts().accounts().empty());
    QVERIFY(m_terminal->session().accounts().isConfirmed());
    QVERIFY(!m_terminal->session().desk().isArmed());
    QVERIFY(m_terminal->session().desk().setArmed(true));
}

void TestLoginToFlat::wrongPasswordIsRefusedAndNotTriedAgain()
{
    m_terminal->login(QStringLiteral("not the password"));
    QTRY_COMPARE_WITH_TIMEOUT(m_terminal->session().state(), SessionState::Lost, 15'000);
    QVERIFY(!m_terminal->session().status().willRetry);
    const auto &notices = m_terminal->session().notices().notices();
    QVERIFY(std::any_of(notices.begin(), notices.end(), [](const Notice &notice) {
        return notice.kind == NoticeKind::LoginRefused && notice.code == 1;
    }));
}

void TestLoginToFlat::depthAndTradesArriveWithTheDefinition()
{
    goLive();
    const MarketState *state = m_terminal->market(m_es);
    QCOMPARE(state->freshness, Freshness::Live);
    QCOMPARE(state->definition->ticks.increment(), *Price::parse("0.25"));
    QCOMPARE(state->book.bids.size(), std::size_t{10});
    QCOMPARE(state->book.offers.size(), std::size_t{10});
    QVERIFY(state->book.bestBid()->price < state->book.bestOffer()->price);
    QTRY_VERIFY_WITH_TIMEOUT(state->tape.totalAppended() > 3, 20'000);
    std::int64_t previous = 0;
    for (const Trade &trade : state->tape.trades()) {
        QVERIFY(trade.totalVolume > previous);
        previous = trade.totalVolume;
    }
}

void TestLoginToFlat::restingLimitIsRevisedAndPulled()
{
    goLive();
    OrderDesk &desk = m_terminal->session().desk();
    const OrderDraft draft = limitDraft(Side::Buy, restingTicks);
    QCOMPARE(desk.submit(draft).refusal, DeskRefusal::Locked);
    QVERIFY(desk.setArmed(true));
    QVERIFY(desk.submit(draft).sent());
    QTRY_VERIFY(m_terminal->newestOrder() && m_terminal->newestOrder()->state() == OrderState::Working);
    const Order &order = *m_terminal->newestOrder();
    QCOMPARE(m_terminal->session().orders().orders().size(), std::size_t{1});
    QCOMPARE(order.current.limit, draft.limit);
    QVERIFY(order.acknowledgedAfter.has_value());

    OrderRevision revision;
    revision.order = order.id;
    revision.volume = Quantity{3};
    revision.limit = m_terminal->market(m_es)->definition->ticks.stepped(*draft.limit, -2);
    QVERIFY(desk.revise(revision).sent());
    QTRY_COMPARE(order.current.volume, Quantity{3});
    QCOMPARE(order.current.limit, revision.limit);
    QCOMPARE(order.state(), OrderState::Working);

    desk.setArmed(false);
    QVERIFY(desk.pull({order.id}).sent());
    QTRY_COMPARE(order.state(), OrderState::Cancelled);
    QCOMPARE(desk.pullAll().refusal, DeskRefusal::NothingToPull);
}

void TestLoginToFlat::everyOrderTypeIsTakenByTheExchange_data()
{
    QTest::addColumn<OrderType>("type");
    QTest::addColumn<Side>("side");
    QTest::addColumn<TimeInForce>("time");
    QTest::addColumn<OrderState>("end");
    QTest::newRow("limit buy, day") << OrderType::Limit << Side::Buy << TimeInForce::Day << OrderState::Working;
    QTest::newRow("limit sell, good till cancelled")
        << OrderType::Limit << Side::Sell << TimeInForce::GoodTillCancelled << OrderState::Working;
    QTest::newRow("limit away, immediate or cancel")
        << OrderType::Limit << Side::Buy << TimeInForce::ImmediateOrCancel << OrderState::Cancelled;
    QTest::newRow("market buy") << OrderType::Market << Side::Buy << TimeInForce::Day << OrderState::Filled;
    QTest::newRow("market sell, fill or kill")
        << OrderType::Market << Side::Sell << TimeInForce::FillOrKill << OrderState::Filled;
    QTest::newRow("stop buy") << OrderType::StopMarket << Side::Buy << TimeInForce::Day << OrderState::Working;
    QTest::newRow("stop limit sell") << OrderType::StopLimit << Side::Sell << TimeInForce::Day << OrderState::Working;
    QTest::newRow("market if touched buy")
        << OrderType::MarketIfTouched << Side::Buy << TimeInForce::Day << OrderState::Working;
}

void TestLoginToFlat::everyOrderTypeIsTakenByTheExchange()
{
    QFETCH(const OrderType, type);
    QFETCH(const Side, side);
    QFETCH(const TimeInForce, time);
    QFETCH(const OrderState, end);
    goLive();
    OrderDraft draft = limitDraft(side, restingTicks);
    draft.type = type;
    draft.timeInForce = time;
    const auto &ticks = m_terminal->market(m_es)->definition->ticks;
    if (usesStopPrice(type))
        draft.stop = ticks.stepped(best(opposite(side)), side == Side::Buy ? restingTicks : -restingTicks);
    if (type == OrderType::StopLimit)
        draft.limit = draft.stop;
    if (!usesLimitPrice(type))
        draft.limit.reset();

    QVERIFY(m_terminal->session().desk().setArmed(true));
    const DeskAnswer answer = m_terminal->session().desk().submit(draft);
    QVERIFY(answer.sent());
    QTRY_VERIFY(m_terminal->newestOrder() != nullptr);
    QTRY_COMPARE(m_terminal->newestOrder()->state(), end);
}

void TestLoginToFlat::fillOrKillThatCannotFillIsCancelled()
{
    goLive();
    OrderDraft draft = limitDraft(Side::Buy, restingTicks);
    draft.timeInForce = TimeInForce::FillOrKill;
    draft.volume = Quantity{5};
    QVERIFY(m_terminal->session().desk().setArmed(true));
    QVERIFY(m_terminal->session().desk().submit(draft).sent());
    QTRY_COMPARE(m_terminal->newestOrder()->state(), OrderState::Cancelled);
    QVERIFY(m_terminal->newestOrder()->fills.empty());
}

void TestLoginToFlat::aTradeBecomesAPositionAndTheOppositeMakesItFlat()
{
    goLive();
    OrderDesk &desk = m_terminal->session().desk();
    QVERIFY(desk.setArmed(true));
    OrderDraft draft = limitDraft(Side::Buy, 0);
    draft.type = OrderType::Market;
    draft.limit.reset();
    draft.volume = Quantity{2};
    QVERIFY(desk.submit(draft).sent());
    QTRY_COMPARE(m_terminal->newestOrder()->state(), OrderState::Filled);
    QTRY_COMPARE(m_terminal->net(m_es), 2);
    const Position *position = m_terminal->session().accounts().position(draft.account, m_es.market);
    QTRY_COMPARE(position->averageOpen, m_terminal->newestOrder()->averageFillPrice());
    QTRY_VERIFY(position->profitKnown && position->unrealised.has_value());

    draft.side = Side::Sell;
    QVERIFY(desk.submit(draft).sent());
    QTRY_COMPARE(m_terminal->net(m_es), 0);
    QTRY_VERIFY(position->realised.has_value());
    const auto &fills = m_terminal->session().orders().fills();
    int bought = 0;
    int sold = 0;
    for (const Fill &fill : fills)
        (fill.side == Side::Buy ? bought : sold) += fill.volume.contracts;
    QCOMPARE(bought, 2);
    QCOMPARE(sold, 2);
}

void TestLoginToFlat::refusalOfTheExchangeCarriesItsWords()
{
    goLive();
    OrderDesk &desk = m_terminal->session().desk();
    QVERIFY(desk.setArmed(true));
    // More than the account's clip is a matter for the server: this program only warns.
    OrderDraft draft = limitDraft(Side::Buy, restingTicks);
    draft.volume = Quantity{m_terminal->session().accounts().account(draft.account)->maxClipSize + 1};
    QVERIFY(desk.submit(draft).sent());
    QTRY_COMPARE(m_terminal->newestOrder()->state(), OrderState::Rejected);
    QVERIFY(!m_terminal->newestOrder()->statusDetail.empty());
    const auto &notices = m_terminal->session().notices().notices();
    QVERIFY(std::any_of(notices.begin(), notices.end(), [](const Notice &notice) {
        return notice.kind == NoticeKind::OrderRefused && !notice.detail.isEmpty();
    }));
}

void TestLoginToFlat::ordersWorkOnThroughABreakAndAreFoundAgain()
{
    goLive();
    OrderDesk &desk = m_terminal->session().desk();
    QVERIFY(desk.setArmed(true));
    QVERIFY(desk.submit(limitDraft(Side::Buy, restingTicks)).sent());
    QTRY_VERIFY(m_terminal->newestOrder() && m_terminal->newestOrder()->state() == OrderState::Working);

    m_terminal->breakConnection();
    QTRY_COMPARE(m_terminal->session().state(), SessionState::Lost);
    QVERIFY(!desk.isArmed());
    QCOMPARE(m_terminal->newestOrder()->state(), OrderState::Unknown);
    QCOMPARE(m_terminal->market(m_es)->freshness, Freshness::Stale);

    QTRY_COMPARE_WITH_TIMEOUT(m_terminal->session().state(), SessionState::Live, 20'000);
    QTRY_COMPARE(m_terminal->newestOrder()->state(), OrderState::Working);
    QCOMPARE(m_terminal->session().orders().orders().size(), std::size_t{1});
    QTRY_COMPARE(m_terminal->market(m_es)->freshness, Freshness::Live);
    QVERIFY(!desk.isArmed());
}

void TestLoginToFlat::orderSentWhileTheConnectionIsGoneNeverLeaves()
{
    goLive();
    OrderDesk &desk = m_terminal->session().desk();
    QVERIFY(desk.setArmed(true));
    const OrderDraft draft = limitDraft(Side::Buy, restingTicks);
    m_terminal->breakConnection();
    QTRY_COMPARE(m_terminal->session().state(), SessionState::Lost);
    QVERIFY(!desk.submit(draft).sent());
    QTRY_COMPARE_WITH_TIMEOUT(m_terminal->session().state(), SessionState::Live, 20'000);
    QVERIFY(m_terminal->session().orders().orders().empty());
}

QTEST_GUILESS_MAIN(TestLoginToFlat)
#include "test_login_to_flat.moc"
