// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/exchange/venue/venue_recorder.h"

#include <QtTest>

#include <cmath>
#include <set>

using namespace depthdeck;
using namespace depthdeck::exchange;
using namespace depthdeck::test;
using namespace std::chrono_literals;

class TestFlowCrowd final : public QObject
{
    Q_OBJECT

private slots:
    void theSameSeedAndCallsGiveTheSameEvents();
    void howOftenTheVenueIsAskedChangesNothing();
    void anotherSeedGivesAnotherDay();
    void aClientsOrderChangesOnlyWhatFollows();
    void noOpenBookIsEverCrossed();
    void frontMonthsAreDeepAndBackMonthsThinner();
    void theDayIsPopulatedAtTheStart();
    void tradesClusterMoreThanChance();
    void relatedMarketsMoveTogether();
    void aMicroFollowsItsBigBrother();
    void calendarSpreadsMayBeNegativeAndImplyPrices();
    void optionsTradeOnTheirVariableTicks();
    void theAskedRateIsApproached_data();
    void theAskedRateIsApproached();
    void aLargeOrderMovesTheMarket();
    void nextEventIsNeverInThePast();

private:
    [[nodiscard]] static std::uint64_t hashOf(std::uint64_t seed, std::chrono::milliseconds step, bool withOrder);
};

std::uint64_t TestFlowCrowd::hashOf(std::uint64_t seed, std::chrono::milliseconds step, bool withOrder)
{
    VenueOptions options = someMarkets(24);
    options.seed = seed;
    VenueRecorder recorder;
    Venue venue{Catalogue::builtInText(), mondayMorning, options};
    venue.setListener(&recorder);
    for (auto time = 0ms; time < 12s; time += step) {
        if (withOrder && time == 4s) {
            VenueOrder order;
            order.handle = 1;
            order.kind = OrderKind::Market;
            order.volume = 40;
            venue.submit(order);
        }
        venue.advance(mondayMorning + time + step);
    }
    return recorder.hash;
}

void TestFlowCrowd::theSameSeedAndCallsGiveTheSameEvents()
{
    QCOMPARE(hashOf(5, 100ms, true), hashOf(5, 100ms, true));
}

void TestFlowCrowd::howOftenTheVenueIsAskedChangesNothing()
{
    QCOMPARE(hashOf(5, 10ms, false), hashOf(5, 4000ms, false));
}

void TestFlowCrowd::anotherSeedGivesAnotherDay()
{
    QVERIFY(hashOf(5, 1000ms, false) != hashOf(6, 1000ms, false));
}

void TestFlowCrowd::aClientsOrderChangesOnlyWhatFollows()
{
    QVERIFY(hashOf(5, 1000ms, false) != hashOf(5, 1000ms, true));
}

void TestFlowCrowd::noOpenBookIsEverCrossed()
{
    VenueRecorder recorder;
    Venue venue{Catalogue::builtInText(), mondayMorning, someMarkets(120)};
    int crossed = 0;
    recorder.whenBookChanges = [&](MarketIndex market) {
        const BookImage image = venue.image(market, 1);
        if (!image.bids.empty() && !image.offers.empty() && image.bids[0].price >= image.offers[0].price)
            ++crossed;
    };
    venue.setListener(&recorder);
    venue.advance(mondayMorning + 60s);
    QVERIFY(recorder.events > 5000);
    QVERIFY(recorder.conserved);
    QCOMPARE(crossed, 0);
}

void TestFlowCrowd::frontMonthsAreDeepAndBackMonthsThinner()
{
    Venue venue{Catalogue::builtInText(), mondayMorning, someMarkets(77)};
    const auto lotsNear = [&](MarketIndex market) {
        std::int64_t lots = 0;
        const BookImage image = venue.image(market, 10);
        for (const auto *side : {&image.bids, &image.offers}) {
            for (const BookLevel &level : *side)
                lots += level.volume;
        }
        return lots;
    };
    for (MarketIndex market = 0; market < 20; ++market) {
        const BookImage image = venue.image(market, 30);
        const char *name = venue.markets()[market].marketRef.c_str();
        QVERIFY2(image.bids.size() >= 10 && image.offers.size() >= 10, name);
        QVERIFY2(image.offers[0].price - image.bids[0].price <= 6, name);
        QVERIFY2(image.bids[0].price - image.bids[9].price <= 20, name);
        QVERIFY2(lotsNear(market) > lotsNear(market + 20), name);
    }
}

void TestFlowCrowd::theDayIsPopulatedAtTheStart()
{
    Venue venue{Catalogue::builtInText(), mondayMorning, someMarkets(77)};
    for (MarketIndex market = 0; market < venue.markets().size(); ++market) {
        const MarketStatistics &day = venue.statistics(market);
        const char *name = venue.markets()[market].marketRef.c_str();
        QVERIFY2(day.open && day.high && day.low && day.last && day.vwap && day.settlement, name);
        QVERIFY2(*day.low <= *day.last && *day.last <= *day.high && *day.low < *day.high, name);
        QVERIFY2(day.totalVolume > 0 && day.tradeCount > 0 && day.tradeCount <= day.totalVolume, name);
        QVERIFY2(day.openInterest > 0 && day.clearedVolume > 0, name);
        QCOMPARE(day.tradeDate, 20'261'123);
        QCOMPARE(day.settlementDate, 20'261'120); // Friday's
        const TickTable &ticks = venue.markets()[market].ticks;
        QVERIFY2(*day.vwap >= *ticks.priceAt(*day.low) && *day.vwap <= *ticks.priceAt(*day.high), name);
    }
}

void TestFlowCrowd::tradesClusterMoreThanChance()
{
    VenueRecorder recorder;
    Venue venue{Catalogue::builtInText(), mondayMorning, someMarkets(1)};
    venue.setListener(&recorder);
    venue.advance(mondayMorning + 300s);
    std::vector<double> perSecond(300, 0.0);
    for (const VenueTrade &trade : recorder.trades)
        perSecond[static_cast<std::size_t>((trade.time - mondayMorning - 1ns) / 1s)] += 1.0;
    double mean = 0.0;
    double variance = 0.0;
    for (const double count : perSecond)
        mean += count / 300.0;
    for (const double count : perSecond)
        variance += (count - mean) * (count - mean) / 300.0;
    QVERIFY(mean > 1.0);
    QVERIFY2(variance / mean > 1.3, qPrintable(QString::number(variance / mean))); // independent arrivals give 1
}

void TestFlowCrowd::relatedMarketsMoveTogether()
{
    Venue venue{Catalogue::builtInText(), mondayMorning, someMarkets(2)};
    double products = 0.0;
    double squaresA = 0.0;
    double squaresB = 0.0;
    std::array<Ticks, 2> before{*venue.statistics(0).last, *venue.statistics(1).last};
    for (int minute = 1; minute <= 40; ++minute) {
        venue.advance(mondayMorning + minute * 30s);
        const std::array<Ticks, 2> now{*venue.statistics(0).last, *venue.statistics(1).last};
        const auto a = static_cast<double>(now[0] - before[0]);
        const auto b = static_cast<double>(now[1] - before[1]);
        products += a * b;
        squaresA += a * a;
        squaresB += b * b;
        before = now;
    }
    const double correlation = products / std::sqrt(squaresA * squaresB);
    QVERIFY2(correlation > 0.5, qPrintable(QString::number(correlation)));
}

void TestFlowCrowd::aMicroFollowsItsBigBrother()
{
    Venue venue{Catalogue::builtInText(), mondayMorning, someMarkets(5)};
    for (int second = 1; second <= 120; ++second) {
        venue.advance(mondayMorning + second * 1s);
        const Ticks apart = venue.image(0, 1).bids.front().price - venue.image(4, 1).bids.front().price;
        QVERIFY2(std::abs(apart) <= 8, qPrintable(QString::number(apart)));
    }
}

void TestFlowCrowd::calendarSpreadsMayBeNegativeAndImplyPrices()
{
    Venue venue{Catalogue::builtInText(), mondayMorning, someMarkets(88)};
    venue.advance(mondayMorning + 5s);
    int negative = 0;
    int implied = 0;
    for (MarketIndex market = 0; market < venue.markets().size(); ++market) {
        const MarketSpec &spec = venue.markets()[market];
        if (spec.strategyType != 1)
            continue;
        const BookImage image = venue.image(market, 10);
        QVERIFY2(image.bids.size() >= 5 && image.offers.size() >= 5, spec.description.c_str());
        negative += image.bids.front().price < 0 ? 1 : 0;
        implied += image.impliedBids.empty() || image.impliedOffers.empty() ? 0 : 1;
    }
    QVERIFY(negative >= 4);
    QVERIFY(implied >= 4);
}

void TestFlowCrowd::optionsTradeOnTheirVariableTicks()
{
    VenueRecorder recorder;
    Venue venue{Catalogue::builtInText(), mondayMorning, someMarkets(260)};
    venue.setListener(&recorder);
    venue.advance(mondayMorning + 60s);
    std::set<std::string> tradedOptions;
    for (const VenueTrade &trade : recorder.trades) {
        const MarketSpec &spec = venue.markets()[trade.market];
        QVERIFY(spec.ticks.isOnTick(spec.ticks.priceAt(trade.price).value()));
        if (spec.strike)
            tradedOptions.insert(spec.marketRef);
    }
    QVERIFY(tradedOptions.size() >= 3);
    int cheap = 0;
    for (MarketIndex market = 0; market < venue.markets().size(); ++market) {
        const MarketSpec &spec = venue.markets()[market];
        if (!spec.strike)
            continue;
        const BookImage image = venue.image(market, 20);
        QVERIFY2(!image.offers.empty(), spec.marketRef.c_str()); // something is always offered
        QVERIFY2(image.bids.empty() || image.bids.back().price >= 1, spec.marketRef.c_str());
        cheap += image.bids.size() < 3 ? 1 : 0;
    }
    QVERIFY(cheap < 100);
}

void TestFlowCrowd::theAskedRateIsApproached_data()
{
    QTest::addColumn<int>("rate");
    QTest::addColumn<int>("speed");
    QTest::newRow("slow") << 50 << 100;
    QTest::newRow("fast") << 6000 << 100;
    QTest::newRow("fast, time tenfold") << 3000 << 1000;
}

void TestFlowCrowd::theAskedRateIsApproached()
{
    QFETCH(int, rate);
    QFETCH(int, speed);
    VenueOptions options = someMarkets(80);
    options.targetRate = rate;
    options.speedPercent = speed;
    VenueRecorder recorder;
    Venue venue{Catalogue::builtInText(), mondayMorning, options};
    venue.setListener(&recorder);
    const int realSeconds = rate < 1000 ? 60 : 8;
    venue.advance(mondayMorning + realSeconds * 1s * speed / 100);
    const double measured = static_cast<double>(recorder.events) / realSeconds;
    QVERIFY2(measured > 0.7 * rate && measured < 1.3 * rate, qPrintable(QString::number(measured)));
}

void TestFlowCrowd::aLargeOrderMovesTheMarket()
{
    Venue venue{Catalogue::builtInText(), mondayMorning, someMarkets(1)};
    const Ticks before = venue.image(0, 1).offers.front().price;
    VenueOrder order;
    order.handle = 1;
    order.volume = 5000;
    order.limit = before + 20;
    venue.submit(order);
    venue.advance(mondayMorning + 5s);
    QVERIFY(venue.image(0, 1).bids.front().price > before);
}

void TestFlowCrowd::nextEventIsNeverInThePast()
{
    Venue venue{Catalogue::builtInText(), mondayMorning, someMarkets(4)};
    for (int step = 0; step < 500; ++step) {
        const WallTime next = venue.nextEvent();
        QVERIFY(next > venue.now());
        QVERIFY(next <= venue.now() + 250ms);
        venue.advance(next);
        QCOMPARE(venue.now(), next);
    }
}

QTEST_GUILESS_MAIN(TestFlowCrowd)
#include "test_flow_crowd.moc"
