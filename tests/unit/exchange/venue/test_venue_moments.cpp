// SPDX-License-Identifier: GPL-3.0-or-later
// Orders that wait for a moment: the opening, the close, the next step of a trailing stop.
#include "app/exchange/venue/chicago_time.h"
#include "tests/unit/exchange/venue/venue_recorder.h"

#include <QtTest>

using namespace depthdeck;
using namespace depthdeck::exchange;
using namespace depthdeck::test;
using namespace std::chrono_literals;

using Type = VenueOrderEvent::Type;
using Life = std::vector<Type>;

class TestVenueMoments final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void anOnOpenOrderTakesPartInTheAuction();
    void anOnOpenLimitThatDoesNotTradeIsCancelled();
    void anOnOpenOrderSentWhileOpenWaitsForTheNextOpening();
    void alwaysOpenTheDayOpensWithTheTradeDate();
    void anOnCloseOrderTradesInTheLastMoment();
    void anOnCloseLimitBeyondTheMarketIsCancelled();
    void waitingOrdersCanBeRevisedAndPulled();
    void whatCannotWaitIsRefused_data();
    void whatCannotWaitIsRefused();
    void anExpiringMarketHasNoNextOpening();
    void aSellStopFollowsTheBidUp();
    void aBuyStopFollowsTheOfferDown();
    void aStopNeverMovesAwayFromTheMarket();
    void aStopMovesAtMostEveryTenSeconds();
    void aTrailingStopLimitTakesItsLimitAlong();
    void trailsAreChecked_data();
    void trailsAreChecked();
    void shownLotsFollowTheIncrement();

private:
    void start(WallTime time, bool alwaysOpen = false);
    [[nodiscard]] WallTime at(int day, int hour, int minute) const
    {
        return m_time.at(QDate{2026, 11, day}, hour * 60 + minute);
    }
    [[nodiscard]] VenueOrder order(Duration duration, Side side, std::int32_t volume,
                                   std::optional<Ticks> limit = {}) const;
    [[nodiscard]] VenueOrder trailing(Side side, Ticks stop, Ticks trail) const;
    [[nodiscard]] Ticks bid() const { return m_venue->image(0, 1).bids.front().price; }
    [[nodiscard]] Ticks offer() const { return m_venue->image(0, 1).offers.front().price; }
    [[nodiscard]] std::vector<Ticks> stopsOf(OrderHandle handle) const;

    ChicagoTime m_time;
    std::unique_ptr<VenueRecorder> m_recorder;
    std::unique_ptr<Venue> m_venue;
};

void TestVenueMoments::init()
{
    start(mondayMorning);
}

void TestVenueMoments::start(WallTime time, bool alwaysOpen)
{
    m_recorder = std::make_unique<VenueRecorder>();
    m_venue = std::make_unique<Venue>(Catalogue::builtInText(), time, someMarkets(2, alwaysOpen));
    m_venue->setListener(m_recorder.get());
}

VenueOrder TestVenueMoments::order(Duration duration, Side side, std::int32_t volume, std::optional<Ticks> limit) const
{
    VenueOrder order;
    order.handle = 1;
    order.kind = limit ? OrderKind::Limit : OrderKind::Market;
    order.duration = duration;
    order.side = side;
    order.volume = volume;
    order.limit = limit;
    return order;
}

VenueOrder TestVenueMoments::trailing(Side side, Ticks stop, Ticks trail) const
{
    VenueOrder order = this->order(Duration::Day, side, 1);
    order.kind = OrderKind::StopMarket;
    order.stop = stop;
    order.trail = trail;
    return order;
}

std::vector<Ticks> TestVenueMoments::stopsOf(OrderHandle handle) const
{
    std::vector<Ticks> stops;
    for (const VenueOrderEvent &event : m_recorder->orders) {
        if (event.handle == handle && event.type == Type::Trailed)
            stops.push_back(event.price);
    }
    return stops;
}

void TestVenueMoments::anOnOpenOrderTakesPartInTheAuction()
{
    start(at(23, 16, 50)); // pre-open
    QCOMPARE(m_venue->statistics(0).mode, MarketMode::PreOpen);
    const std::size_t resting = m_venue->orders(0).size();
    m_venue->submit(order(Duration::OnOpen, Side::Buy, 5));
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Accepted}));
    QCOMPARE(m_venue->orders(0).size(), resting); // it does not show
    m_venue->advance(at(23, 17, 0));
    QCOMPARE(m_recorder->lifeOf(1).at(1), Type::Filled);
    const VenueTrade &open = m_recorder->trades.front();
    QCOMPARE(open.at, BookSide::Undefined);
    std::int32_t filled = 0;
    for (const VenueOrderEvent &event : m_recorder->orders) {
        if (event.handle != 1 || event.type != Type::Filled)
            continue;
        QCOMPARE(event.price, open.price);
        filled += event.volume;
    }
    QCOMPARE(filled, 5);
}

void TestVenueMoments::anOnOpenLimitThatDoesNotTradeIsCancelled()
{
    start(at(23, 16, 50));
    m_venue->submit(order(Duration::OnOpen, Side::Buy, 5, bid() - 200));
    m_venue->advance(at(23, 17, 0));
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Accepted, Type::Cancelled}));
    for (const VenueOrderEvent &event : m_recorder->orders) {
        if (event.type == Type::Cancelled)
            QCOMPARE(event.cancel, CancelReason::OpeningRemainder);
    }
}

void TestVenueMoments::anOnOpenOrderSentWhileOpenWaitsForTheNextOpening()
{
    start(at(23, 15, 59));
    m_venue->submit(order(Duration::OnOpen, Side::Sell, 2));
    m_venue->advance(at(23, 16, 59)); // over the close and the end of the day
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Accepted}));
    m_venue->advance(at(23, 17, 0));
    QCOMPARE(m_recorder->lifeOf(1).at(1), Type::Filled);
}

void TestVenueMoments::alwaysOpenTheDayOpensWithTheTradeDate()
{
    start(at(23, 16, 44), true);
    m_venue->submit(order(Duration::OnOpen, Side::Buy, 1));
    m_venue->advance(at(23, 16, 45) - 1ns);
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Accepted}));
    m_venue->advance(at(23, 16, 45));
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Accepted, Type::Filled}));
}

void TestVenueMoments::anOnCloseOrderTradesInTheLastMoment()
{
    start(at(23, 15, 58));
    m_venue->submit(order(Duration::OnClose, Side::Buy, 1));
    m_venue->advance(at(23, 16, 0) - 1ns);
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Accepted}));
    const Ticks touch = offer();
    m_venue->advance(at(23, 16, 0));
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Accepted, Type::Filled}));
    for (const VenueOrderEvent &event : m_recorder->orders) {
        if (event.type == Type::Filled)
            QCOMPARE(event.price, touch);
    }
    QCOMPARE(m_venue->statistics(0).mode, MarketMode::PreClosed);
}

void TestVenueMoments::anOnCloseLimitBeyondTheMarketIsCancelled()
{
    start(at(23, 15, 58));
    m_venue->submit(order(Duration::OnClose, Side::Sell, 3, offer() + 300));
    m_venue->advance(at(23, 16, 0));
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Accepted, Type::Cancelled}));
    QCOMPARE(m_recorder->orders.back().cancel, CancelReason::ClosingRemainder);
}

void TestVenueMoments::waitingOrdersCanBeRevisedAndPulled()
{
    m_venue->submit(order(Duration::OnClose, Side::Sell, 3, offer() + 3));
    m_venue->revise(1, 5, offer() + 2, {}, {});
    QCOMPARE(m_recorder->orders.back().type, Type::Revised);
    QCOMPARE(m_recorder->orders.back().working, 5);
    m_venue->pull(1);
    QCOMPARE(m_recorder->orders.back().type, Type::Cancelled);
    QCOMPARE(m_recorder->orders.back().cancel, CancelReason::Pulled);
    QCOMPARE(m_recorder->events, 0U);
}

void TestVenueMoments::whatCannotWaitIsRefused_data()
{
    QTest::addColumn<Duration>("duration");
    QTest::addColumn<OrderKind>("kind");
    QTest::newRow("stop on open") << Duration::OnOpen << OrderKind::StopMarket;
    QTest::newRow("stop limit on close") << Duration::OnClose << OrderKind::StopLimit;
    QTest::newRow("if touched on open") << Duration::OnOpen << OrderKind::MarketIfTouched;
}

void TestVenueMoments::whatCannotWaitIsRefused()
{
    QFETCH(Duration, duration);
    QFETCH(OrderKind, kind);
    VenueOrder wrong = order(duration, Side::Buy, 1, offer() + 9);
    wrong.kind = kind;
    wrong.stop = offer() + 9;
    m_venue->submit(wrong);
    QCOMPARE(m_recorder->orders.back().type, Type::Rejected);
    QCOMPARE(m_recorder->orders.back().reject, RejectReason::BadDuration);
}

void TestVenueMoments::anExpiringMarketHasNoNextOpening()
{
    m_venue->advance(m_venue->markets()[0].lastTrading - 1min);
    m_venue->submit(order(Duration::OnOpen, Side::Buy, 1));
    QCOMPARE(m_recorder->orders.back().reject, RejectReason::NoOpening);
    m_venue->submit(order(Duration::OnClose, Side::Buy, 1));
    QCOMPARE(m_recorder->orders.back().reject, RejectReason::NoClose);
}

void TestVenueMoments::aSellStopFollowsTheBidUp()
{
    const Ticks stop = bid() - 80;
    m_venue->submit(trailing(Side::Sell, stop, 20));
    m_venue->advance(mondayMorning + 9s);
    QVERIFY(stopsOf(1).empty());
    for (int i = 0; i < 8 && stopsOf(1).empty(); ++i)
        m_venue->advance(m_venue->now() + 250ms);
    QCOMPARE(stopsOf(1).size(), 1U);
    QCOMPARE(stopsOf(1).front(), bid() - 20);
}

void TestVenueMoments::aBuyStopFollowsTheOfferDown()
{
    const Ticks stop = offer() + 60;
    m_venue->submit(trailing(Side::Buy, stop, 40));
    m_venue->advance(mondayMorning + 11s);
    QCOMPARE(stopsOf(1).size(), 1U); // it starts farther away than it trails
    QVERIFY(stopsOf(1).front() < stop);
}

void TestVenueMoments::aStopNeverMovesAwayFromTheMarket()
{
    const Ticks stop = bid() - 10;
    m_venue->submit(trailing(Side::Sell, stop, 400));
    m_venue->advance(mondayMorning + 30s);
    QVERIFY(stopsOf(1).empty());
}

void TestVenueMoments::aStopMovesAtMostEveryTenSeconds()
{
    m_venue->submit(trailing(Side::Sell, bid() - 400, 30));
    std::vector<WallTime> moves;
    std::size_t seen = 0;
    for (int i = 0; i < 240; ++i) {
        m_venue->advance(m_venue->now() + 250ms);
        if (stopsOf(1).size() > seen)
            moves.push_back(m_venue->now());
        seen = stopsOf(1).size();
    }
    QVERIFY(!moves.empty());
    for (std::size_t at = 1; at < moves.size(); ++at)
        QVERIFY(moves[at] - moves[at - 1] >= 10s);
    const std::vector<Ticks> stops = stopsOf(1);
    QVERIFY(std::is_sorted(stops.begin(), stops.end()));
}

void TestVenueMoments::aTrailingStopLimitTakesItsLimitAlong()
{
    VenueOrder stop = trailing(Side::Sell, bid() - 400, 30);
    stop.kind = OrderKind::StopLimit;
    stop.limit = *stop.stop - 5;
    m_venue->submit(stop);
    m_venue->advance(mondayMorning + 11s);
    const VenueOrderEvent &moved = m_recorder->orders.back();
    QCOMPARE(moved.type, Type::Trailed);
    QCOMPARE(moved.limit, std::optional{moved.price - 5});
    m_venue->revise(1, {}, {}, {}, {}, 50); // another distance
    QCOMPARE(m_recorder->orders.back().type, Type::Revised);
}

void TestVenueMoments::trailsAreChecked_data()
{
    QTest::addColumn<OrderKind>("kind");
    QTest::addColumn<int>("trail");
    QTest::newRow("zero") << OrderKind::StopMarket << 0;
    QTest::newRow("negative") << OrderKind::StopMarket << -5;
    QTest::newRow("of a limit order") << OrderKind::Limit << 5;
}

void TestVenueMoments::trailsAreChecked()
{
    QFETCH(OrderKind, kind);
    QFETCH(int, trail);
    VenueOrder wrong = trailing(Side::Sell, bid() - 40, trail);
    wrong.kind = kind;
    wrong.limit = bid() - 40;
    m_venue->submit(wrong);
    QCOMPARE(m_recorder->orders.back().reject, RejectReason::BadTrail);
}

void TestVenueMoments::shownLotsFollowTheIncrement()
{
    VenueOrder wrong = order(Duration::Day, Side::Buy, 10, bid() - 40);
    wrong.maxShow = -1;
    m_venue->submit(wrong);
    QCOMPARE(m_recorder->orders.back().reject, RejectReason::BadShow);
    wrong.maxShow = 3;
    m_venue->submit(wrong);
    QCOMPARE(m_recorder->orders.back().type, Type::Accepted);
}

QTEST_GUILESS_MAIN(TestVenueMoments)
#include "test_venue_moments.moc"
