// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/venue/chicago_time.h"
#include "tests/unit/exchange/venue/venue_recorder.h"

#include <QtTest>

using namespace depthdeck;
using namespace depthdeck::exchange;
using namespace depthdeck::test;
using namespace std::chrono_literals;

using Type = VenueOrderEvent::Type;

/// Twenty front months and some more, from a Monday into the next day.
class TestVenueSessions final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aDayGoesThroughItsPhases();
    void theOpenUncrossesAtOnePrice();
    void theSettlementIsTheAverageOfTheLastMinutes();
    void aNewTradeDateRestartsTheDayFigures();
    void dayOrdersEndAndGoodTillCancelledStay();
    void priceLimitsFollowTheSettlement();
    void anExpiredMarketTakesItsOrdersWithIt();
    void alwaysOpenNeverClosesButSettlesAndRolls();
    void theWeekendIsClosed();
    void aLongGapIsNotTradedThrough();
    void theBooksReturnAfterALongGap();

private:
    [[nodiscard]] WallTime at(int day, int hour, int minute) const
    {
        return m_time.at(QDate{2026, 11, day}, hour * 60 + minute);
    }
    void start(WallTime time, const VenueOptions &options = someMarkets(24));
    void rest(OrderHandle handle, MarketIndex market, Duration duration);
    [[nodiscard]] MarketIndex marketOf(const char *reference) const;

    ChicagoTime m_time;
    std::unique_ptr<VenueRecorder> m_recorder;
    std::unique_ptr<Venue> m_venue;
};

void TestVenueSessions::init()
{
    m_recorder = std::make_unique<VenueRecorder>();
}

void TestVenueSessions::start(WallTime time, const VenueOptions &options)
{
    m_venue = std::make_unique<Venue>(Catalogue::builtInText(), time, options);
    m_venue->setListener(m_recorder.get());
}

/// A bid far below the market, inside its limits.
void TestVenueSessions::rest(OrderHandle handle, MarketIndex market, Duration duration)
{
    VenueOrder order;
    order.handle = handle;
    order.market = market;
    order.duration = duration;
    order.volume = 1;
    order.limit = m_venue->image(market, 1).bids.front().price - 40;
    m_venue->submit(order);
}

MarketIndex TestVenueSessions::marketOf(const char *reference) const
{
    const auto markets = m_venue->markets();
    for (MarketIndex market = 0; market < markets.size(); ++market) {
        if (markets[market].marketRef == reference)
            return market;
    }
    return 0;
}

void TestVenueSessions::aDayGoesThroughItsPhases()
{
    start(at(23, 15, 59));
    const MarketIndex corn = marketOf("ZCZ6");
    QCOMPARE(m_venue->statistics(0).mode, MarketMode::Open);
    QCOMPARE(m_venue->statistics(corn).mode, MarketMode::Closed);
    QVERIFY(m_venue->image(corn, 1).bids.empty());
    m_venue->advance(at(23, 17, 1));
    m_venue->advance(at(23, 19, 1));
    QCOMPARE(m_recorder->modes[0], (std::vector<MarketMode>{MarketMode::PreClosed, MarketMode::Closed,
                                                            MarketMode::PreOpen, MarketMode::Open}));
    QCOMPARE(m_recorder->modes[corn], (std::vector<MarketMode>{MarketMode::PreOpen, MarketMode::Open}));
    QVERIFY(!m_venue->image(corn, 1).bids.empty());
}

void TestVenueSessions::theOpenUncrossesAtOnePrice()
{
    start(at(23, 16, 50), someMarkets(1));
    QCOMPARE(m_venue->statistics(0).mode, MarketMode::PreOpen);
    m_venue->advance(at(23, 17, 0) - 1ns);
    const BookImage before = m_venue->image(0, 50);
    QVERIFY(before.bids.front().price >= before.offers.front().price); // opinions differ
    QVERIFY(m_recorder->trades.empty());
    m_venue->advance(at(23, 17, 0));
    QCOMPARE(m_recorder->trades.size(), 1U);
    const VenueTrade &open = m_recorder->trades.front();
    QCOMPARE(open.at, BookSide::Undefined);
    QVERIFY(open.price <= before.bids.front().price && open.price >= before.offers.front().price);
    QCOMPARE(m_venue->statistics(0).open, std::optional{open.price});
    const BookImage after = m_venue->image(0, 50);
    QVERIFY(after.bids.front().price < after.offers.front().price);
}

void TestVenueSessions::theSettlementIsTheAverageOfTheLastMinutes()
{
    start(at(23, 15, 57), someMarkets(1));
    m_venue->advance(at(23, 16, 0) - 1ns);
    std::int64_t lots = 0;
    std::int64_t product = 0;
    for (const VenueTrade &trade : m_recorder->trades) {
        if (trade.time < at(23, 15, 58))
            continue;
        lots += trade.volume;
        product += trade.volume * trade.price;
    }
    QVERIFY(lots > 0);
    const std::optional<Price> before = m_venue->statistics(0).settlement;
    m_venue->advance(at(23, 16, 0));
    const MarketStatistics &day = m_venue->statistics(0);
    QCOMPARE(day.heldSettlement, m_venue->markets()[0].ticks.priceAt((2 * product + lots) / (2 * lots)));
    QCOMPARE(day.heldDate, 20'261'123);
    QCOMPARE(day.heldTime, at(23, 16, 0));
    QCOMPARE(day.settlement, before);
    const std::optional<Price> held = day.heldSettlement;
    m_venue->advance(at(23, 16, 5)); // released
    QCOMPARE(day.settlement, held);
    QCOMPARE(day.settlementDate, 20'261'123);
    QCOMPARE(day.settlementTime, at(23, 16, 0));
    QVERIFY(!day.heldSettlement);
}

void TestVenueSessions::aNewTradeDateRestartsTheDayFigures()
{
    start(at(23, 15, 58));
    QCOMPARE(m_venue->tradeDate(), 20'261'123);
    const std::int32_t volume = m_venue->statistics(0).totalVolume;
    QVERIFY(volume > 100'000);
    QVERIFY(m_venue->statistics(0).open && m_venue->statistics(0).vwap);
    m_venue->advance(at(23, 16, 45));
    const MarketStatistics &day = m_venue->statistics(0);
    QCOMPARE(m_recorder->tradeDates, (std::vector<std::int32_t>{20'261'124}));
    QCOMPARE(day.tradeDate, 20'261'124);
    QCOMPARE(day.totalVolume, 0);
    QVERIFY(!day.open && !day.high && !day.low && !day.vwap);
    QVERIFY(day.last && day.settlement);
    QVERIFY(day.clearedVolume >= volume);
    m_venue->advance(at(23, 17, 2));
    QVERIFY(day.totalVolume > 0 && day.open);
    QVERIFY(*day.low <= *day.open && *day.open <= *day.high);
}

void TestVenueSessions::dayOrdersEndAndGoodTillCancelledStay()
{
    start(at(23, 15, 58));
    rest(1, 0, Duration::Day);
    rest(2, 0, Duration::GoodTillCancelled);
    m_venue->advance(at(23, 16, 4));
    QCOMPARE(m_recorder->lifeOf(1).size(), 1U);
    m_venue->advance(at(23, 16, 5));
    QCOMPARE(m_recorder->lifeOf(1), (std::vector<Type>{Type::Accepted, Type::Cancelled}));
    QCOMPARE(m_recorder->orders.back().cancel, CancelReason::EndOfDay);
    m_venue->advance(at(23, 16, 40));
    QCOMPARE(m_recorder->lifeOf(2), (std::vector<Type>{Type::Accepted}));
    QCOMPARE(m_venue->orders(0).size(), 1U); // the crowd is gone, the good-till-cancelled order is not
    m_venue->pull(2);
    QCOMPARE(m_recorder->lifeOf(2).back(), Type::Cancelled);
}

void TestVenueSessions::priceLimitsFollowTheSettlement()
{
    start(at(23, 15, 58));
    m_venue->advance(at(23, 16, 46));
    const MarketSpec &es = m_venue->markets()[0];
    const MarketStatistics &day = m_venue->statistics(0);
    const std::int64_t settlement = day.settlement->units();
    QVERIFY(es.ticks.priceAt(*day.limitHigh)->units() <= settlement + settlement / 100 * 7);
    QVERIFY(es.ticks.priceAt(*day.limitHigh + 1)->units() > settlement + settlement / 100 * 7);
    QVERIFY(es.ticks.priceAt(*day.limitLow)->units() >= settlement - settlement / 100 * 7);
    const MarketIndex corn = marketOf("ZCZ6");
    const MarketStatistics &grain = m_venue->statistics(corn);
    QCOMPARE(*grain.limitHigh - *grain.limitLow, Ticks{240}); // 30 cents each way
    QVERIFY(!m_venue->statistics(marketOf("6EZ6")).limitHigh);
}

void TestVenueSessions::anExpiredMarketTakesItsOrdersWithIt()
{
    start(at(25, 13, 29)); // natural gas December ends on this Wednesday at 13:30
    const MarketIndex gas = marketOf("NGZ6");
    QVERIFY(gas != 0);
    rest(1, gas, Duration::GoodTillCancelled);
    m_venue->advance(at(25, 13, 30));
    QCOMPARE(m_venue->statistics(gas).mode, MarketMode::Expired);
    QCOMPARE(m_recorder->orders.back().cancel, CancelReason::MarketExpired);
    QVERIFY(m_venue->orders(gas).empty());
    QCOMPARE(m_venue->statistics(gas).settlementDate, 20'261'125);
    m_venue->advance(at(26, 17, 1)); // Wednesday evening would be Thanksgiving's session
    m_venue->setMode(gas, MarketMode::Open);
    QCOMPARE(m_venue->statistics(gas).mode, MarketMode::Expired);
    QCOMPARE(m_venue->statistics(0).mode, MarketMode::Open);
}

void TestVenueSessions::alwaysOpenNeverClosesButSettlesAndRolls()
{
    start(at(23, 15, 59), someMarkets(4, true));
    rest(1, 0, Duration::Day);
    m_venue->advance(at(23, 16, 8));
    QVERIFY((m_recorder->statistics[{0, Statistic::Settlement}]) >= 2); // held, released; the averages besides
    QCOMPARE(m_venue->statistics(0).settlementDate, 20'261'123);
    QCOMPARE(m_recorder->lifeOf(1).size(), 1U);
    m_venue->advance(at(23, 16, 47));
    QVERIFY(m_recorder->modes.empty());
    QCOMPARE(m_venue->statistics(0).mode, MarketMode::Open);
    QCOMPARE(m_venue->tradeDate(), 20'261'124);
    QCOMPARE(m_recorder->lifeOf(1).back(), Type::Cancelled);
}

void TestVenueSessions::theWeekendIsClosed()
{
    start(at(28, 12, 0), someMarkets(4));
    const MarketStatistics &day = m_venue->statistics(0);
    QCOMPARE(day.mode, MarketMode::Closed);
    QCOMPARE(m_venue->tradeDate(), 20'261'127);
    QVERIFY(day.open && day.totalVolume > 0); // Friday's
    QCOMPARE(day.settlementDate, 20'261'127);
    m_venue->advance(at(28, 20, 0));
    QCOMPARE(m_recorder->events, 0U);
}

void TestVenueSessions::aLongGapIsNotTradedThrough()
{
    start(at(23, 9, 0), someMarkets(4));
    m_venue->advance(at(23, 15, 0));
    QVERIFY(m_recorder->events > 0);
    QVERIFY(m_recorder->events < 10'000); // six hours would be more than a million
    QCOMPARE(m_venue->now(), at(23, 15, 0));
}

void TestVenueSessions::theBooksReturnAfterALongGap()
{
    start(at(23, 9, 0), someMarkets(4));
    m_venue->advance(at(24, 10, 0));
    QCOMPARE(m_venue->tradeDate(), 20'261'124);
    for (MarketIndex market = 0; market < 4; ++market) {
        const BookImage image = m_venue->image(market, 20);
        QVERIFY(image.bids.size() >= 10 && image.offers.size() >= 10);
        QVERIFY(image.bids.front().price < image.offers.front().price);
    }
}

QTEST_GUILESS_MAIN(TestVenueSessions)
#include "test_venue_sessions.moc"
