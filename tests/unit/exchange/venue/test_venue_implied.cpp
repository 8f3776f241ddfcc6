// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/venue/implied.h"

#include <QtTest>

#include <map>

using namespace depthdeck;
using namespace depthdeck::exchange;

namespace {

[[nodiscard]] TickTable table(const char *increment)
{
    return TickTable::make(Price::parse(increment).value()).value();
}

} // namespace

/// Near (0) and far (1) in quarters, their spread (2) in twentieths.
class TestVenueImplied final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aSpreadIsImpliedByItsLegs();
    void aLegIsImpliedBySpreadAndOtherLeg();
    void aPriceBetweenTicksGoesToTheWorseOne();
    void aMissingSideImpliesNothing();
    void whatWouldTradeIsNotShown();
    void outrightsWithoutSpreadsHaveNone();

private:
    [[nodiscard]] ImpliedTop topOf(MarketIndex market) const
    {
        return ImpliedRelations{m_specs}.topOf(market, m_specs, [this](MarketIndex source, Side side) {
            const auto found = m_books.find({source, side});
            return found == m_books.end() ? std::nullopt : std::optional{found->second};
        });
    }

    MarketSpecs m_specs;
    std::map<std::pair<MarketIndex, Side>, BookLevel> m_books;
};

void TestVenueImplied::init()
{
    m_specs.assign(4, MarketSpec{});
    m_specs[0].ticks = m_specs[1].ticks = m_specs[3].ticks = table("0.25");
    m_specs[2].ticks = table("0.05");
    m_specs[2].legs = {{0, 1}, {1, -1}};
    m_books = {{{0, Side::Buy}, {24'100, 40, 5}},  // 6025.00
               {{0, Side::Sell}, {24'101, 30, 5}}, // 6025.25
               {{1, Side::Buy}, {24'310, 3, 1}},   // 6077.50
               {{1, Side::Sell}, {24'312, 7, 2}}}; // 6078.00
}

void TestVenueImplied::aSpreadIsImpliedByItsLegs()
{
    const ImpliedTop top = topOf(2);
    QCOMPARE(top.bid, (std::optional{BookLevel{-1060, 7, 0}}));   // 6025.00 - 6078.00 = -53.00
    QCOMPARE(top.offer, (std::optional{BookLevel{-1045, 3, 0}})); // 6025.25 - 6077.50 = -52.25
}

void TestVenueImplied::aLegIsImpliedBySpreadAndOtherLeg()
{
    m_books[{2, Side::Buy}] = {-1055, 20, 1}; // -52.75
    m_books[{2, Side::Sell}] = {-1050, 2, 1}; // -52.50
    m_books.erase({0, Side::Buy});
    m_books.erase({0, Side::Sell});
    const ImpliedTop near = topOf(0);
    QCOMPARE(near.bid, (std::optional{BookLevel{24'099, 3, 0}}));   // -52.75 + 6077.50 = 6024.75
    QCOMPARE(near.offer, (std::optional{BookLevel{24'102, 2, 0}})); // -52.50 + 6078.00 = 6025.50
}

void TestVenueImplied::aPriceBetweenTicksGoesToTheWorseOne()
{
    m_books[{2, Side::Buy}] = {-1054, 20, 1};  // -52.70
    m_books[{2, Side::Sell}] = {-1051, 20, 1}; // -52.55
    m_books.erase({1, Side::Buy});
    m_books.erase({1, Side::Sell});
    const ImpliedTop far = topOf(1);
    QCOMPARE(far.bid->price, Ticks{24'310});   // 6025.00 + 52.55 = 6077.55 -> 6077.50
    QCOMPARE(far.offer->price, Ticks{24'312}); // 6025.25 + 52.70 = 6077.95 -> 6078.00
}

void TestVenueImplied::aMissingSideImpliesNothing()
{
    m_books.erase({1, Side::Sell});
    QVERIFY(!topOf(2).bid);
    QVERIFY(topOf(2).offer);
    QVERIFY(!topOf(0).bid && !topOf(0).offer);
}

void TestVenueImplied::whatWouldTradeIsNotShown()
{
    m_books[{2, Side::Sell}] = {-1060, 5, 1}; // offered where the legs bid
    QVERIFY(!topOf(2).bid);
    m_books[{2, Side::Sell}] = {-1059, 5, 1};
    QVERIFY(topOf(2).bid);
}

void TestVenueImplied::outrightsWithoutSpreadsHaveNone()
{
    QCOMPARE(topOf(3), ImpliedTop{});
    const ImpliedRelations relations{m_specs};
    QVERIFY(relations.affectedBy(3).empty());
    QCOMPARE(relations.affectedBy(0), (std::vector<MarketIndex>{2, 1}));
}

QTEST_GUILESS_MAIN(TestVenueImplied)
#include "test_venue_implied.moc"
