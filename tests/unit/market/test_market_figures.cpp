// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/market_feed.h"
#include "tests/support/fake_clock.h"
#include "tests/unit/market/wire_messages.h"

#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using test::depth;
using test::trade;
using test::withTrade;

namespace {

Price price(const char *text)
{
    return Price::parse(text).value();
}

} // namespace

/// What a market tells besides its book, each figure with its own date.
class TestMarketFigures final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void everyFigureHasItsOwnDates();
    void aFigureWithoutADateDropsTheOldDate();
    void tradesFromSpreadsAreToldApart();
    void whatWasDoneAtThePriceGrowsUntilAnImageTells();
    void aBadSpreadPriceRejectsTheImage();
    void highLowAndLimitsKnowTheirDates();

private:
    MarketChange takeOne();

    test::FakeClock m_clock;
    std::unique_ptr<MarketFeed> m_feed;
};

void TestMarketFigures::init()
{
    m_feed = std::make_unique<MarketFeed>(m_clock);
    m_feed->subscribe(MarketId{"M1"});
}

MarketChange TestMarketFigures::takeOne()
{
    FeedChanges changes = m_feed->takeChanges();
    if (changes.markets.size() != 1)
        qFatal("one changed market was expected");
    return std::move(changes.markets.front());
}

void TestMarketFigures::everyFigureHasItsOwnDates()
{
    test::wire::MarketSettlement message;
    message.set_market_id("M1");
    message.mutable_settlement_price()->set_value("10");
    message.mutable_settlement_trade_date()->set_seconds(86'400);
    message.set_settlement_held_price("10.25");
    message.mutable_settlement_held_time()->set_seconds(2);
    message.mutable_settlement_held_trade_date()->set_seconds(172'800);
    message.mutable_implied_price()->set_value("9.5");
    message.mutable_implied_held_price()->set_value("9.75");
    message.mutable_implied_time()->set_seconds(3);
    message.set_open_interest(500);
    message.mutable_open_interest_time()->set_seconds(4);
    message.mutable_open_interest_trade_date()->set_seconds(86'400);
    message.set_cleared_volume(7);
    message.mutable_cleared_volume_time()->set_seconds(5);
    message.mutable_vwap_price()->set_value("10.1");
    message.mutable_vwap_time()->set_seconds(6);
    m_feed->applySettlement(message);
    const auto at = [](int seconds) { return WallTime{std::chrono::seconds{seconds}}; };
    const Quote quote = takeOne().quote;
    QVERIFY(!quote.settlementTime);
    QVERIFY(quote.settlementTradeDate == at(86'400));
    QVERIFY((quote.heldSettlementDate == FigureDate{at(2), at(172'800)}));
    QVERIFY(quote.implied == price("9.5"));
    QVERIFY(quote.heldImplied == price("9.75"));
    QVERIFY(quote.impliedTime == at(3));
    QVERIFY((quote.openInterestDate == FigureDate{at(4), at(86'400)}));
    QVERIFY((quote.clearedVolumeDate == FigureDate{at(5), std::nullopt}));
    QVERIFY((quote.vwapDate == FigureDate{at(6), std::nullopt}));
}

void TestMarketFigures::aFigureWithoutADateDropsTheOldDate()
{
    test::wire::MarketSettlement message;
    message.set_market_id("M1");
    message.set_open_interest(500);
    message.mutable_open_interest_time()->set_seconds(4);
    m_feed->applySettlement(message);
    message.Clear();
    message.set_market_id("M1");
    message.set_cleared_volume(9); // says nothing of the open interest
    m_feed->applySettlement(message);
    QVERIFY(takeOne().quote.openInterestDate.time.has_value());
    message.set_open_interest(600);
    m_feed->applySettlement(message);
    const Quote quote = takeOne().quote;
    QVERIFY(quote.openInterest == 600);
    QVERIFY(!quote.openInterestDate.time); // that of the old figure is not the new one's
}

void TestMarketFigures::tradesFromSpreadsAreToldApart()
{
    auto image = withTrade(depth("M1", {{"10", 1}}, {}), "10", 2, 50);
    auto &data = *image.mutable_trade_data();
    data.set_due_to_spread(true);
    data.set_last_trade_total_volume(31);
    data.mutable_last_trade_spd_price()->set_value("9.75");
    data.set_last_trade_spd_volume(4);
    data.set_last_trade_spd_total_volume(12);
    m_feed->applyDepth(image);
    const Quote quote = takeOne().quote;
    QVERIFY(quote.lastDueToSpread);
    QCOMPARE(quote.lastTotalVolume, 31);
    QVERIFY((quote.spread == SpreadTrade{price("9.75"), Quantity{4}, 12}));
}

void TestMarketFigures::whatWasDoneAtThePriceGrowsUntilAnImageTells()
{
    auto image = withTrade(depth("M1", {{"10", 1}}, {}), "10", 2, 50);
    image.mutable_trade_data()->set_last_trade_total_volume(31);
    m_feed->applyDepth(image);
    m_feed->applyTrade(trade("M1", "10", 4, 54));
    m_feed->applyTrade(trade("M1", "10", 4, 54)); // told twice
    QCOMPARE(takeOne().quote.lastTotalVolume, 35);
    m_feed->applyTrade(trade("M1", "10.25", 3, 57)); // another price starts afresh
    QCOMPARE(takeOne().quote.lastTotalVolume, 3);
}

void TestMarketFigures::aBadSpreadPriceRejectsTheImage()
{
    auto image = withTrade(depth("M1", {{"10", 1}}, {}), "10", 2, 50);
    image.mutable_trade_data()->mutable_last_trade_spd_price()->set_value("ten");
    QSignalSpy rejected{m_feed.get(), &MarketFeed::messageRejected};
    m_feed->applyDepth(image);
    QCOMPARE(rejected.size(), 1);
    QVERIFY(m_feed->takeChanges().markets.empty());
}

void TestMarketFigures::highLowAndLimitsKnowTheirDates()
{
    test::wire::MarketHighLow range;
    range.set_market_id("M1");
    range.set_trade_date(20261118);
    range.mutable_high_price()->set_value("10");
    m_feed->applyHighLow(range);
    test::wire::MarketPriceLimits limits;
    limits.set_market_id("M1");
    limits.mutable_high_price()->set_value("12");
    limits.mutable_time()->set_seconds(1000);
    m_feed->applyPriceLimits(limits);
    const Quote quote = takeOne().quote;
    QVERIFY((quote.rangeDate == WireDate{2026, 11, 18}));
    QVERIFY(quote.limitsTime == WallTime{std::chrono::seconds{1000}});
}

QTEST_GUILESS_MAIN(TestMarketFigures)
#include "test_market_figures.moc"
