// SPDX-License-Identifier: GPL-3.0-or-later
// Markets that come up while the venue runs: strategies that clients define, and new expiries.
#include "app/exchange/venue/chicago_time.h"
#include "tests/unit/exchange/venue/venue_recorder.h"

#include <QtTest>

using namespace depthdeck;
using namespace depthdeck::exchange;
using namespace depthdeck::test;
using namespace std::chrono_literals;

using Type = VenueOrderEvent::Type;
using Legs = std::vector<StrategyLeg>;

namespace {

// Wire StrategyTypes.
constexpr std::int32_t calendarSpread = 1;
constexpr std::int32_t interContract = 3;
constexpr std::int32_t butterfly = 4;
constexpr std::int32_t straddle = 33;
constexpr std::int32_t vertical = 35;
constexpr std::int32_t generic = 39;
constexpr std::int32_t coveredOption = 67;
constexpr std::int32_t interestRateSwap = 72;

} // namespace

Q_DECLARE_METATYPE(depthdeck::exchange::StrategySpec)

class TestVenueStrategies final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aStrategyIsAMarketWithItsLegs();
    void itsCrowdQuotesAroundItsLegsValue();
    void itTakesOrders();
    void theSameLegsExistAlready();
    void aListedSpreadExistsAlready();
    void aCoveredStrategyLeavesItsHedgeOut();
    void whatCannotBeIsRefusedInWords_data();
    void whatCannotBeIsRefusedInWords();
    void strategiesAreLimitedInNumber();
    void anExpiredMonthMakesRoomForTheNext();
    void theNextMonthTakesTheLead();
    void aStrategyExpiresWithItsFirstLeg();

private:
    [[nodiscard]] MarketIndex market(const char *reference) const;
    [[nodiscard]] static StrategyLeg leg(MarketIndex market, std::int32_t ratio);
    [[nodiscard]] StrategySpec esButterfly() const;
    [[nodiscard]] MarketIndex create(const StrategySpec &wish);
    [[nodiscard]] MarketIndex option(const char *contract, bool call, int skip) const;

    std::unique_ptr<VenueRecorder> m_recorder;
    std::unique_ptr<Venue> m_venue;
};

void TestVenueStrategies::initTestCase()
{
    m_recorder = std::make_unique<VenueRecorder>();
    m_venue = std::make_unique<Venue>(Catalogue::builtInText(), mondayMorning, VenueOptions{});
    m_venue->setListener(m_recorder.get());
}

MarketIndex TestVenueStrategies::market(const char *reference) const
{
    for (MarketIndex index = 0; index < m_venue->markets().size(); ++index) {
        if (m_venue->markets()[index].marketRef == reference)
            return index;
    }
    return 999'999;
}

StrategyLeg TestVenueStrategies::leg(MarketIndex market, std::int32_t ratio)
{
    StrategyLeg leg;
    leg.market = market;
    leg.side = ratio > 0 ? Side::Buy : Side::Sell;
    leg.ratio = std::abs(ratio);
    return leg;
}

StrategySpec TestVenueStrategies::esButterfly() const
{
    return {butterfly, {leg(market("ESZ6"), 1), leg(market("ESH7"), -2), leg(market("ESM7"), 1)}};
}

MarketIndex TestVenueStrategies::create(const StrategySpec &wish)
{
    const auto created = m_venue->createStrategy(wish);
    if (const auto *refusal = std::get_if<StrategyRefusal>(&created)) {
        qWarning("%s", refusal->text.c_str());
        return refusal->market;
    }
    return std::get<MarketIndex>(created);
}

/// The @p skip th call or put of the contract's first expiry.
MarketIndex TestVenueStrategies::option(const char *contract, bool call, int skip) const
{
    std::int32_t expiry = 0;
    for (MarketIndex index = 0; index < m_venue->markets().size(); ++index) {
        const MarketSpec &spec = m_venue->markets()[index];
        if (spec.key.contract.text() != contract || !spec.strike || spec.contractType != (call ? 2 : 3))
            continue;
        expiry = expiry == 0 ? spec.expiryDate : expiry;
        if (spec.expiryDate == expiry && skip-- == 0)
            return index;
    }
    return 999'999;
}

void TestVenueStrategies::aStrategyIsAMarketWithItsLegs()
{
    const std::size_t before = m_venue->markets().size();
    const MarketIndex made = create(esButterfly());
    QCOMPARE(m_venue->markets().size(), before + 1);
    QCOMPARE(std::size_t{made}, before);
    QCOMPARE(m_recorder->listed.back(), made);
    const MarketSpec &spec = m_venue->markets()[made];
    QCOMPARE(spec.strategyType, butterfly);
    QCOMPARE(spec.key.exchange.text(), std::string{"CME_Eq"});
    QCOMPARE(spec.key.contract.text(), std::string{"ES"});
    QVERIFY(spec.marketRef.starts_with("UDS"));
    QCOMPARE(spec.legs.size(), 3U);
    QCOMPARE(spec.legs[1].ratio, -2);
    QCOMPARE(spec.increment, Price::parse("0.05").value()); // as the contract's own spreads
    QCOMPARE(spec.lastTrading, m_venue->markets()[market("ESZ6")].lastTrading);
    QCOMPARE(m_venue->find(spec.key.market), std::optional{made});
    QCOMPARE(m_venue->statistics(made).mode, MarketMode::Open);
    QVERIFY(m_venue->statistics(made).settlement && m_venue->statistics(made).tradeDate == m_venue->tradeDate());
}

void TestVenueStrategies::itsCrowdQuotesAroundItsLegsValue()
{
    const MarketIndex made = std::get<StrategyRefusal>(m_venue->createStrategy(esButterfly())).market;
    m_venue->advance(m_venue->now() + 20s);
    const BookImage image = m_venue->image(made, 1);
    QVERIFY(!image.bids.empty() && !image.offers.empty());
    const auto middle = [this](MarketIndex index) {
        const BookImage top = m_venue->image(index, 1);
        const TickTable &ticks = m_venue->markets()[index].ticks;
        return (ticks.priceAt(top.bids.front().price)->units() + ticks.priceAt(top.offers.front().price)->units()) / 2;
    };
    std::int64_t value = 0;
    for (const LegSpec &part : m_venue->markets()[made].legs)
        value += middle(part.market) * part.ratio;
    QVERIFY(std::abs(middle(made) - value) < 3 * Price::unitsPerOne); // ES points
    QVERIFY(m_recorder->bookChanges[made] > 0);
}

void TestVenueStrategies::itTakesOrders()
{
    const MarketIndex made = std::get<StrategyRefusal>(m_venue->createStrategy(esButterfly())).market;
    VenueOrder order;
    order.handle = 1;
    order.market = made;
    order.volume = 1;
    order.limit = m_venue->image(made, 1).offers.front().price;
    m_venue->submit(order);
    QCOMPARE(m_recorder->lifeOf(1), (std::vector<Type>{Type::Accepted, Type::Filled}));
}

void TestVenueStrategies::theSameLegsExistAlready()
{
    StrategySpec again = esButterfly();
    std::reverse(again.legs.begin(), again.legs.end());
    const auto refused = std::get<StrategyRefusal>(m_venue->createStrategy(again));
    QVERIFY(refused.alreadyExists);
    QVERIFY(m_venue->markets()[refused.market].marketRef.starts_with("UDS"));
    StrategySpec mirrored = esButterfly();
    for (StrategyLeg &part : mirrored.legs)
        part.side = opposite(part.side);
    QVERIFY(std::holds_alternative<MarketIndex>(m_venue->createStrategy(mirrored)));
}

void TestVenueStrategies::aListedSpreadExistsAlready()
{
    const auto refused = std::get<StrategyRefusal>(
        m_venue->createStrategy({calendarSpread, {leg(market("ESZ6"), 1), leg(market("ESH7"), -1)}}));
    QVERIFY(refused.alreadyExists);
    QCOMPARE(refused.market, market("ESZ6-ESH7"));
}

void TestVenueStrategies::aCoveredStrategyLeavesItsHedgeOut()
{
    const MarketIndex call = option("OZC", true, 0);
    const MarketIndex future = *m_venue->markets()[call].underlying;
    StrategyLeg hedge = leg(future, -1);
    hedge.price = m_venue->statistics(future).settlement;
    hedge.delta = Price::parse("0.5");
    const MarketIndex made = create({coveredOption, {hedge, leg(call, 1)}}); // the exchange puts the option first
    const MarketSpec &spec = m_venue->markets()[made];
    QCOMPARE(spec.legs.front().market, call);
    QCOMPARE(spec.legs.back().price, hedge.price);
    QCOMPARE(spec.legs.back().delta, hedge.delta);
    m_venue->advance(m_venue->now() + 20s);
    const BookImage image = m_venue->image(made, 1);
    const BookImage optionImage = m_venue->image(call, 1);
    QVERIFY(!image.bids.empty() && !optionImage.offers.empty());
    const Price bid = *spec.ticks.priceAt(image.bids.front().price);
    const Price premium = *m_venue->markets()[call].ticks.priceAt(optionImage.offers.front().price);
    QVERIFY(std::abs(bid.units() - premium.units()) < 20 * Price::unitsPerOne); // not the future's hundreds of cents
}

void TestVenueStrategies::whatCannotBeIsRefusedInWords_data()
{
    QTest::addColumn<StrategySpec>("wish");
    QTest::addColumn<QString>("words");
    const auto z = leg(market("ESZ6"), 1);
    const auto h = leg(market("ESH7"), -1);
    const auto row = [](const char *name, const StrategySpec &wish, const char *words) {
        QTest::newRow(name) << wish << QString::fromUtf8(words);
    };
    row("unknown type", {interestRateSwap, {z, h}}, "cannot be created");
    row("one leg", {generic, {z}}, "2 to 8 legs, not 1");
    row("too many legs", {generic, Legs(9, z)}, "2 to 8 legs, not 9");
    row("unknown market", {generic, {z, leg(999'999, -1)}}, "not known");
    row("a leg twice", {generic, {z, leg(market("ESZ6"), -1)}}, "in two legs");
    row("a strategy as a leg", {generic, {z, leg(market("ESH7-ESM7"), -1)}}, "strategy itself");
    row("no volume", {generic, {z, StrategyLeg{h.market, Side::Sell, 0, {}, {}}}}, "from 1 to 100");
    row("several exchanges", {generic, {z, leg(market("CLF7"), -1)}}, "several exchanges");
    row("wrong ratios", {butterfly, {z, leg(market("ESH7"), -1), leg(market("ESM7"), 1)}}, "must be +1 -2 +1");
    row("one contract where two are wanted", {interContract, {z, h}}, "must differ in contract");
    row("futures where options are wanted", {vertical, {z, h}}, "options alone");
    row("options where futures are wanted", {calendarSpread, {leg(option("EW", true, 0), 1), h}}, "futures alone");
    row("two strikes in a straddle", {straddle, {leg(option("EW", true, 0), 1), leg(option("EW", false, 4), 1)}},
        "one strike");
    row("a hedge without a price", {coveredOption, {leg(option("OZC", true, 0), 1), leg(market("ZCH7"), -1)}},
        "needs a price and a delta");
}

void TestVenueStrategies::whatCannotBeIsRefusedInWords()
{
    QFETCH(StrategySpec, wish);
    QFETCH(QString, words);
    const std::size_t before = m_venue->markets().size();
    const auto answer = m_venue->createStrategy(wish);
    QVERIFY(std::holds_alternative<StrategyRefusal>(answer));
    const auto &refusal = std::get<StrategyRefusal>(answer);
    QVERIFY(!refusal.alreadyExists);
    QVERIFY2(QString::fromStdString(refusal.text).contains(words), refusal.text.c_str());
    QCOMPARE(m_venue->markets().size(), before);
}

void TestVenueStrategies::strategiesAreLimitedInNumber()
{
    Venue venue{Catalogue::builtInText(), mondayMorning, someMarkets(77)};
    std::string last;
    int made = 0;
    for (std::int32_t ratio = 1; ratio <= 30 && last.empty(); ++ratio) {
        for (std::int32_t other = 1; other <= 30 && last.empty(); ++other) {
            const auto answer = venue.createStrategy({generic, {leg(0, ratio), leg(1, -other)}});
            if (const auto *refusal = std::get_if<StrategyRefusal>(&answer))
                last = refusal->text;
            else
                ++made;
        }
    }
    QCOMPARE(made, 500);
    QVERIFY(last.find("No more than 500") != std::string::npos);
}

void TestVenueStrategies::anExpiredMonthMakesRoomForTheNext()
{
    const ChicagoTime time;
    // Natural gas December ends on Wednesday the 25th at 13:30.
    const WallTime end = time.at(QDate{2026, 11, 25}, 13 * 60 + 30);
    VenueRecorder recorder;
    Venue venue{Catalogue::builtInText(), end - 1min, VenueOptions{}};
    venue.setListener(&recorder);
    const auto find = [&venue](const char *reference) -> std::optional<MarketIndex> {
        for (MarketIndex index = 0; index < venue.markets().size(); ++index) {
            if (venue.markets()[index].marketRef == reference)
                return index;
        }
        return std::nullopt;
    };
    QVERIFY(find("NGZ6") && find("NGK7") && !find("NGM7"));
    const MarketIndex january = *find("NGF7");
    const std::optional<Price> before = venue.statistics(january).settlement;
    venue.advance(end);
    QCOMPARE(venue.statistics(*find("NGZ6")).mode, MarketMode::Expired);
    QCOMPARE(venue.statistics(*find("NGZ6-NGF7")).mode, MarketMode::Expired);
    QVERIFY(find("NGM7") && find("NGF7-NGG7"));
    QVERIFY(!recorder.listed.empty());
    const MarketIndex added = *find("NGM7");
    QCOMPARE(venue.statistics(added).mode, MarketMode::Open);
    QVERIFY(!venue.image(added, 1).bids.empty() && !venue.image(added, 1).offers.empty());
    QVERIFY(venue.statistics(added).settlement.has_value());
    const MarketSpec &spread = venue.markets()[*find("NGF7-NGG7")];
    QCOMPARE(spread.legs[0].market, january);
    // What is worth something keeps its worth: no jump because another month is gone.
    const Price value = *venue.markets()[january].ticks.priceAt(venue.image(january, 1).bids.front().price);
    QVERIFY(std::abs(value.units() - before->units()) < before->units() / 10);
    venue.advance(end + 1min);
    QVERIFY(recorder.bookChanges[added] > 0);
}

void TestVenueStrategies::theNextMonthTakesTheLead()
{
    const ChicagoTime time;
    const WallTime end = time.at(QDate{2026, 11, 25}, 13 * 60 + 30);
    const auto eventsOfJanuary = [&](WallTime from) {
        VenueRecorder recorder;
        Venue venue{Catalogue::builtInText(), from, VenueOptions{}};
        venue.setListener(&recorder);
        MarketIndex january = 0;
        while (venue.markets()[january].marketRef != "NGF7")
            ++january;
        venue.advance(end + 2s);
        recorder.bookChanges.clear();
        venue.advance(end + 62s);
        return recorder.bookChanges[january];
    };
    const int promoted = eventsOfJanuary(end - 5s); // January was the second month, then the first
    QVERIFY2(promoted > 100, qPrintable(QString::number(promoted)));
}

void TestVenueStrategies::aStrategyExpiresWithItsFirstLeg()
{
    const MarketIndex made = std::get<StrategyRefusal>(m_venue->createStrategy(esButterfly())).market;
    m_venue->advance(m_venue->markets()[market("ESZ6")].lastTrading);
    QCOMPARE(m_venue->statistics(made).mode, MarketMode::Expired);
    const auto refused = std::get<StrategyRefusal>(m_venue->createStrategy(esButterfly()));
    QVERIFY(!refused.alreadyExists);
    QVERIFY(refused.text.find("expired") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestVenueStrategies)
#include "test_venue_strategies.moc"
