// SPDX-License-Identifier: GPL-3.0-or-later
// Orders that trade through a calendar spread and its legs.
#include "tests/unit/exchange/venue/venue_recorder.h"

#include <QtTest>

#include <random>

using namespace depthdeck;
using namespace depthdeck::exchange;
using namespace depthdeck::test;

using Type = VenueOrderEvent::Type;

/// The first calendar spread of the list with its near and far leg; time stands still unless a test lets it pass.
class TestVenueImpliedTrades final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void anOutrightTradesThroughSpreadAndOtherLeg();
    void aFarLegTradesThroughSpreadAndNearLeg();
    void aSpreadTradesThroughItsLegs();
    void theOwnBookComesFirstAtEqualPrices();
    void aMarketOrderTakesTheBetterOfTheTwo();
    void fillOrKillLooksAtItsOwnBookAlone();
    void aRevisionTradesThroughOthersToo();
    void nothingIsUsedTwice();
    void anOpeningUncrossesAcrossMarkets();
    void noBooksAreLeftCrossedWhateverHappens();
    void theSameRunTellsTheSame();

private:
    VenueOrder order(OrderHandle handle, MarketIndex market, Side side, std::int32_t volume,
                     std::optional<Ticks> limit) const;
    [[nodiscard]] Ticks best(MarketIndex market, Side side) const;
    [[nodiscard]] std::int32_t bestLots(MarketIndex market, Side side) const;
    [[nodiscard]] std::int64_t units(MarketIndex market, Ticks ticks) const
    {
        return m_venue->markets()[market].ticks.priceAt(ticks)->units();
    }
    [[nodiscard]] Ticks spreadTicks(std::int64_t priceUnits) const
    {
        return *m_venue->markets()[m_spread].ticks.incrementsAt(Price::fromUnits(priceUnits));
    }
    /// Takes the best level of a side away, so that there is room between bid and offer.
    void thin(MarketIndex market, Side side);
    /// Has @p lots of the spread offered so that, with the far leg's offer, the near leg is offered at the price
    /// returned: better than its own book's.
    Ticks offerNear(OrderHandle handle, std::int32_t lots);
    [[nodiscard]] const VenueTrade *tradeIn(MarketIndex market) const;
    [[nodiscard]] std::vector<VenueOrderEvent> fillsOf(OrderHandle handle) const;
    [[nodiscard]] bool isAnyCrossed() const;

    std::uint32_t m_count = 0;
    MarketIndex m_spread = 0;
    MarketIndex m_near = 0;
    MarketIndex m_far = 0;
    std::unique_ptr<VenueRecorder> m_recorder;
    std::unique_ptr<Venue> m_venue;
};

void TestVenueImpliedTrades::initTestCase()
{
    const Venue all{Catalogue::builtInText(), mondayMorning, VenueOptions{}};
    while (all.markets()[m_spread].legs.empty())
        ++m_spread;
    m_near = all.markets()[m_spread].legs[0].market;
    m_far = all.markets()[m_spread].legs[1].market;
    m_count = m_spread + 2; // with the next spread of the product, which shares the far leg
    QCOMPARE(all.markets()[m_spread + 1].legs[0].market, m_far);
}

void TestVenueImpliedTrades::init()
{
    m_recorder = std::make_unique<VenueRecorder>();
    m_venue = std::make_unique<Venue>(Catalogue::builtInText(), mondayMorning, someMarkets(m_count));
    m_venue->setListener(m_recorder.get());
}

VenueOrder TestVenueImpliedTrades::order(OrderHandle handle, MarketIndex market, Side side, std::int32_t volume,
                                         std::optional<Ticks> limit) const
{
    VenueOrder order;
    order.handle = handle;
    order.market = market;
    order.side = side;
    order.volume = volume;
    order.limit = limit;
    order.kind = limit ? OrderKind::Limit : OrderKind::Market;
    return order;
}

Ticks TestVenueImpliedTrades::best(MarketIndex market, Side side) const
{
    const BookImage image = m_venue->image(market, 1);
    return side == Side::Buy ? image.bids.front().price : image.offers.front().price;
}

std::int32_t TestVenueImpliedTrades::bestLots(MarketIndex market, Side side) const
{
    const BookImage image = m_venue->image(market, 1);
    return side == Side::Buy ? image.bids.front().volume : image.offers.front().volume;
}

void TestVenueImpliedTrades::thin(MarketIndex market, Side side)
{
    const Ticks price = best(market, side);
    VenueOrder sweep = order(900, market, opposite(side), 100'000, price);
    sweep.duration = Duration::ImmediateOrCancel;
    m_venue->submit(sweep);
    m_recorder->trades.clear();
    m_recorder->orders.clear();
}

Ticks TestVenueImpliedTrades::offerNear(OrderHandle handle, std::int32_t lots)
{
    thin(m_spread, Side::Sell);
    for (;;) {
        const Ticks spread = best(m_spread, Side::Buy) + 1;
        const std::int64_t sum = units(m_spread, spread) + units(m_far, best(m_far, Side::Sell));
        const Ticks through =
            m_venue->markets()[m_near].ticks.nearestIncrements(Price::fromUnits(sum), TickTable::Rounding::Up);
        if (best(m_near, Side::Sell) <= through) {
            thin(m_near, Side::Sell); // which may take some of the far leg too
            continue;
        }
        m_venue->submit(order(handle, m_spread, Side::Sell, lots, spread));
        m_recorder->trades.clear();
        return through;
    }
}

const VenueTrade *TestVenueImpliedTrades::tradeIn(MarketIndex market) const
{
    for (const VenueTrade &trade : m_recorder->trades) {
        if (trade.market == market)
            return &trade;
    }
    return nullptr;
}

std::vector<VenueOrderEvent> TestVenueImpliedTrades::fillsOf(OrderHandle handle) const
{
    std::vector<VenueOrderEvent> fills;
    for (const VenueOrderEvent &event : m_recorder->orders) {
        if (event.handle == handle && event.type == Type::Filled)
            fills.push_back(event);
    }
    return fills;
}

bool TestVenueImpliedTrades::isAnyCrossed() const
{
    for (MarketIndex spread = m_spread; spread < m_count; ++spread) {
        const BookImage own = m_venue->image(spread, 1);
        const auto &legs = m_venue->markets()[spread].legs;
        const BookImage near = m_venue->image(legs[0].market, 1);
        const BookImage far = m_venue->image(legs[1].market, 1);
        for (const BookImage *image : {&own, &near, &far}) {
            if (!image->bids.empty() && !image->offers.empty() &&
                image->bids.front().price >= image->offers.front().price)
                return true;
        }
        if (!own.bids.empty() && !near.offers.empty() && !far.bids.empty() &&
            units(spread, own.bids.front().price) >=
                units(legs[0].market, near.offers.front().price) - units(legs[1].market, far.bids.front().price))
            return true;
        if (!own.offers.empty() && !near.bids.empty() && !far.offers.empty() &&
            units(spread, own.offers.front().price) <=
                units(legs[0].market, near.bids.front().price) - units(legs[1].market, far.offers.front().price))
            return true;
    }
    return false;
}

void TestVenueImpliedTrades::anOutrightTradesThroughSpreadAndOtherLeg()
{
    const Ticks through = offerNear(1, 2);
    const std::int64_t spreadUnits = units(m_near, through) - units(m_far, best(m_far, Side::Sell));
    QCOMPARE(m_venue->image(m_near, 1).impliedOffers.front().price, through);
    const Ticks far = best(m_far, Side::Sell);
    m_venue->submit(order(2, m_near, Side::Buy, 1, through));

    const auto bought = fillsOf(2);
    QCOMPARE(bought.size(), 1U);
    QCOMPARE(bought[0].price, through);
    QVERIFY(bought[0].aggressor && !bought[0].legPrices);
    const auto sold = fillsOf(1);
    QCOMPARE(sold.size(), 1U);
    QCOMPARE(sold[0].price, spreadTicks(spreadUnits));
    QCOMPARE(sold[0].working, 1);
    QCOMPARE(sold[0].legPrices, (std::optional{std::array{through, far}}));
    QVERIFY(tradeIn(m_near)->dueToSpread && tradeIn(m_far)->dueToSpread && !tradeIn(m_spread)->dueToSpread);
    QCOMPARE(tradeIn(m_far)->price, far);
    QCOMPARE(tradeIn(m_far)->at, BookSide::Offer);
    QVERIFY(m_venue->statistics(m_near).lastDueToSpread);
    QVERIFY(m_recorder->conserved && !isAnyCrossed());
}

void TestVenueImpliedTrades::aFarLegTradesThroughSpreadAndNearLeg()
{
    thin(m_spread, Side::Buy);
    const Ticks spread = best(m_spread, Side::Sell) - 1;
    const Ticks near = best(m_near, Side::Sell);
    const Ticks through = m_venue->markets()[m_far].ticks.nearestIncrements(
        Price::fromUnits(units(m_near, near) - units(m_spread, spread)), TickTable::Rounding::Up);
    while (best(m_far, Side::Sell) <= through)
        thin(m_far, Side::Sell);
    m_venue->submit(order(1, m_spread, Side::Buy, 1, spread));
    m_venue->submit(order(2, m_far, Side::Buy, 1, through));
    QCOMPARE(fillsOf(2).size(), 1U);
    QCOMPARE(fillsOf(2)[0].price, through);
    QCOMPARE(fillsOf(1)[0].legPrices, (std::optional{std::array{near, through}}));
    QVERIFY(!isAnyCrossed());
}

void TestVenueImpliedTrades::aSpreadTradesThroughItsLegs()
{
    thin(m_spread, Side::Sell);
    // The legs come closer than the spread's own book: somebody improves both.
    const Ticks nearOffer = best(m_near, Side::Sell);
    const Ticks farBid = best(m_far, Side::Buy);
    const Ticks limit = spreadTicks(units(m_near, nearOffer) - units(m_far, farBid));
    VenueOrder all = order(3, m_spread, Side::Buy, 100'000, limit - 1);
    all.duration = Duration::ImmediateOrCancel;
    m_venue->submit(all); // nothing better than the legs is left
    m_recorder->trades.clear();
    m_venue->submit(order(4, m_spread, Side::Buy, 1, limit));
    const auto bought = fillsOf(4);
    QCOMPARE(bought.size(), 1U);
    QCOMPARE(bought[0].price, limit);
    QCOMPARE(bought[0].legPrices, (std::optional{std::array{nearOffer, farBid}}));
    QCOMPARE(tradeIn(m_near)->at, BookSide::Offer);
    QCOMPARE(tradeIn(m_far)->at, BookSide::Bid);
    QVERIFY(tradeIn(m_near)->dueToSpread && tradeIn(m_far)->dueToSpread);
    QVERIFY(!isAnyCrossed());
}

void TestVenueImpliedTrades::theOwnBookComesFirstAtEqualPrices()
{
    const Ticks through = offerNear(2, 1);
    m_venue->submit(order(1, m_near, Side::Sell, 1, through));
    m_venue->submit(order(3, m_near, Side::Buy, 1, through));
    QCOMPARE(fillsOf(1).size(), 1U);
    QVERIFY(fillsOf(2).empty());
    m_venue->submit(order(4, m_near, Side::Buy, 1, through));
    QCOMPARE(fillsOf(2).size(), 1U);
}

void TestVenueImpliedTrades::aMarketOrderTakesTheBetterOfTheTwo()
{
    const Ticks through = offerNear(1, 1);
    const Ticks own = best(m_near, Side::Sell);
    m_venue->submit(order(2, m_near, Side::Buy, 2, {}));
    const auto bought = fillsOf(2);
    QCOMPARE(bought.size(), 2U);
    QCOMPARE(bought[0].price, through);
    QCOMPARE(bought[1].price, own);
    QCOMPARE(bought[1].working, 0);
}

void TestVenueImpliedTrades::fillOrKillLooksAtItsOwnBookAlone()
{
    const Ticks through = offerNear(1, 1);
    VenueOrder all = order(2, m_near, Side::Buy, 1, through);
    all.duration = Duration::FillOrKill;
    m_venue->submit(all);
    QCOMPARE(m_recorder->orders.back().cancel, CancelReason::FillOrKill);
    QVERIFY(fillsOf(1).empty());
}

void TestVenueImpliedTrades::aRevisionTradesThroughOthersToo()
{
    const Ticks through = offerNear(1, 1);
    m_venue->submit(order(2, m_near, Side::Buy, 3, through - 20));
    m_venue->revise(2, {}, through, {}, {});
    QCOMPARE(fillsOf(2).size(), 1U);
    QCOMPARE(fillsOf(2)[0].working, 2);
    QCOMPARE(best(m_near, Side::Buy), through); // the rest of it stands there now
    QVERIFY(!isAnyCrossed());
}

void TestVenueImpliedTrades::nothingIsUsedTwice()
{
    const Ticks through = offerNear(1, 10'000);
    const std::int32_t far = bestLots(m_far, Side::Sell);
    m_venue->submit(order(2, m_near, Side::Buy, far + 50, through));
    std::int32_t done = 0;
    for (const VenueOrderEvent &fill : fillsOf(2))
        done += fill.volume;
    std::int32_t taken = 0;
    for (const VenueTrade &trade : m_recorder->trades) {
        if (trade.market == m_far && trade.dueToSpread)
            taken += trade.volume;
    }
    QCOMPARE(done, taken);
    QCOMPARE(done, far); // the far leg's next offer would cost more
    QCOMPARE(best(m_near, Side::Buy), through);
    QVERIFY(!isAnyCrossed());
}

void TestVenueImpliedTrades::anOpeningUncrossesAcrossMarkets()
{
    m_venue->setMode(m_spread, MarketMode::PreOpen);
    // While the spread does not trade, somebody bids it far through its legs.
    const Ticks price = spreadTicks(units(m_near, best(m_near, Side::Sell)) - units(m_far, best(m_far, Side::Buy)));
    m_venue->submit(order(1, m_spread, Side::Buy, 3000, price + 100)); // more than the spread's own book offers
    QVERIFY(fillsOf(1).empty());
    m_venue->setMode(m_spread, MarketMode::Open);
    QVERIFY(!fillsOf(1).empty());
    QVERIFY(tradeIn(m_near) && tradeIn(m_near)->dueToSpread);
    QVERIFY(!isAnyCrossed());
}

void TestVenueImpliedTrades::noBooksAreLeftCrossedWhateverHappens()
{
    std::mt19937_64 random{11};
    const std::array markets{m_near, m_far, m_spread, m_spread + 1};
    OrderHandle handle = 0;
    int throughOthers = 0;
    for (int step = 0; step < 3000; ++step) {
        if (random() % 2 == 0) {
            m_venue->advance(m_venue->nextEvent());
        } else {
            const MarketIndex market = markets[random() % markets.size()];
            const BookImage image = m_venue->image(market, 1);
            if (image.bids.empty() || image.offers.empty())
                continue;
            const Side side = random() % 2 == 0 ? Side::Buy : Side::Sell;
            const auto away = static_cast<Ticks>(random() % 5) - 2;
            const auto volume = 1 + static_cast<std::int32_t>(random() % 60);
            m_venue->submit(order(++handle, market, side, volume, image.bids.front().price + away));
            if (random() % 3 == 0)
                m_venue->revise(1 + random() % handle, {}, image.offers.front().price - away, {}, {});
        }
        QVERIFY2(!isAnyCrossed(), qPrintable(QString::number(step)));
    }
    for (const VenueTrade &trade : m_recorder->trades)
        throughOthers += trade.dueToSpread ? 1 : 0;
    QVERIFY(throughOthers > 20);
    QVERIFY(m_recorder->conserved);
    // What a spread traded at is what its legs traded at, to the unit.
    for (const VenueOrderEvent &event : m_recorder->orders) {
        if (!event.legPrices)
            continue;
        const auto &legs = m_venue->markets()[event.market].legs;
        QCOMPARE(units(event.market, event.price),
                 units(legs[0].market, (*event.legPrices)[0]) - units(legs[1].market, (*event.legPrices)[1]));
    }
}

void TestVenueImpliedTrades::theSameRunTellsTheSame()
{
    const auto run = [this] {
        VenueRecorder recorder;
        VenueOptions options = someMarkets(m_count, true);
        Venue venue{Catalogue::builtInText(), mondayMorning, options};
        venue.setListener(&recorder);
        for (const MarketIndex market : {m_near, m_far, m_spread})
            venue.watchOrders(market, true);
        const StrategySpec butterfly{4,
                                     {{m_near, Side::Buy, 1, {}, {}},
                                      {m_far, Side::Sell, 2, {}, {}},
                                      {venue.markets()[m_spread + 1].legs[1].market, Side::Buy, 1, {}, {}}}};
        const auto created = venue.createStrategy(butterfly);
        venue.submit(order(1, m_spread, Side::Buy, 40, venue.image(m_spread, 1).offers.front().price + 20));
        venue.advance(mondayMorning + std::chrono::seconds{20});
        venue.submit(order(2, std::get<MarketIndex>(created), Side::Buy, 2, {}));
        venue.advance(mondayMorning + std::chrono::seconds{40});
        return std::pair{recorder.hash, recorder.changes.size()};
    };
    const auto first = run();
    QVERIFY(first.second > 0);
    QCOMPARE(run(), first);
}

QTEST_GUILESS_MAIN(TestVenueImpliedTrades)
#include "test_venue_implied_trades.moc"
