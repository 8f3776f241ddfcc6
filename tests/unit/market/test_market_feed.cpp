// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/market_feed.h"
#include "tests/support/fake_clock.h"
#include "tests/unit/market/wire_messages.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <thread>

using namespace depthdeck;
namespace common = t4proto::v1::common;
using test::depth;
using test::snapshot;
using test::snapshotOf;
using test::trade;
using test::withTrade;

namespace {

const MarketId m1{"M1"};
const MarketId m2{"M2"};

Price price(const char *text)
{
    return Price::parse(text).value();
}

} // namespace

class TestMarketFeed final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void anImageReplacesBothSides();
    void anEmptyImageClearsTheBook();
    void impliedLevelsStandApart();
    void theNewestImageOfAFrameIsTheOneTaken();
    void nothingIsTakenTwice();
    void marketsComeInTheOrderOfTheirChanges();
    void messagesForOtherMarketsAreDropped();
    void unsubscribingDropsWhatIsPending();
    void aBadPriceRejectsTheWholeMessage_data();
    void aBadPriceRejectsTheWholeMessage();
    void unknownEnumNumbersSurvive();
    void everyTradeIsKeptInOrder();
    void theTradeOfAnImageIsNotPrintedTwice();
    void aConflatedImageMakesAMergedPrint();
    void aSnapshotSetsTheQuoteButPrintsNothing();
    void anEmptySnapshotIsAClosedMarket();
    void aSnapshotReplacesTheBook();
    void aSnapshotForAnotherMarketInsideIsRejected();
    void settlementFieldsAreIndependent();
    void zeroOpenInterestCountsOnlyBesideItsTime();
    void highLowOfANewDayStartsAfresh();
    void absentPriceLimitsMeanNoLimit();
    void delayedDataShow();
    void aRefusalIsToldAndEndedByAnImage();
    void subscribingAgainEndsARefusal();
    void definitionsAreKeptWithoutASubscription();
    void aBadDefinitionIsRejected();
    void resetForgetsAllButTheSubscriptions();
    void changeOnTheDayIsLastLessSettlement();
    void disorderIsLoggedOnce();
    void noPrintIsLostBetweenTwoThreads();

private:
    MarketChange takeOne();

    test::FakeClock m_clock;
    std::unique_ptr<MarketFeed> m_feed;
};

void TestMarketFeed::init()
{
    m_feed = std::make_unique<MarketFeed>(m_clock);
    m_feed->subscribe(m1);
    m_feed->subscribe(m2);
}

MarketChange TestMarketFeed::takeOne()
{
    FeedChanges changes = m_feed->takeChanges();
    if (changes.markets.size() != 1)
        qFatal("one changed market was expected");
    return std::move(changes.markets.front());
}

void TestMarketFeed::anImageReplacesBothSides()
{
    m_feed->applyDepth(depth("M1", {{"5954.75", 12}, {"5954.50", 3}}, {{"5955", 7}}));
    m_clock.advance(std::chrono::seconds{1});
    auto image = depth("M1", {{"5954.50", 2}}, {{"5954.75", 1}, {"5955", 9}});
    image.mutable_bids(0)->set_num_orders(2);
    image.set_flags(common::MARKET_FLAGS2_FAST);
    image.mutable_time()->set_seconds(1'785'585'600);
    m_feed->applyDepth(image);
    const MarketChange change = takeOne();
    QCOMPARE(change.market, m1);
    QVERIFY(change.hasImage);
    QVERIFY(change.imageArrived);
    QVERIFY(!change.refused);
    QCOMPARE(change.book.bids, (std::vector{DepthLine{price("5954.50"), Quantity{2}, 2}}));
    QCOMPARE(change.book.offers,
             (std::vector{DepthLine{price("5954.75"), Quantity{1}, 0}, DepthLine{price("5955"), Quantity{9}, 0}}));
    QCOMPARE(change.book.mode, MarketMode::Open);
    QCOMPARE(change.book.flags, 1);
    QCOMPARE(change.book.levels, DepthLevels::Normal);
    QCOMPARE(change.book.buffer, DepthBuffer::SmartTrade);
    QVERIFY(change.book.time == WallTime{std::chrono::seconds{1'785'585'600}});
    QVERIFY(change.book.receivedAt == m_clock.steadyNow());
}

void TestMarketFeed::anEmptyImageClearsTheBook()
{
    m_feed->applyDepth(depth("M1", {{"5954.75", 12}}, {{"5955", 7}}));
    m_feed->applyDepth(depth("M1", {}, {}));
    const MarketChange change = takeOne();
    QVERIFY(!change.book.bestBid());
    QVERIFY(!change.book.bestOffer());
    QVERIFY(change.hasImage);
}

void TestMarketFeed::impliedLevelsStandApart()
{
    auto image = depth("M1", {{"10", 1}}, {});
    auto &implied = *image.add_implied_bids();
    implied.mutable_price()->set_value("10");
    implied.set_volume(40);
    image.add_implied_offers()->mutable_price()->set_value("-0.5");
    m_feed->applyDepth(image);
    const MarketChange change = takeOne();
    QCOMPARE(change.book.bids.front().volume, Quantity{1});
    QCOMPARE(change.book.impliedBids.front().volume, Quantity{40});
    QVERIFY(change.book.impliedOffers.front().price == price("-0.5"));
}

void TestMarketFeed::theNewestImageOfAFrameIsTheOneTaken()
{
    for (int volume = 1; volume <= 100; ++volume)
        m_feed->applyDepth(depth("M1", {{"10", volume}}, {{"11", volume}}));
    const MarketChange change = takeOne();
    QCOMPARE(change.book.bids.front().volume, Quantity{100});
}

void TestMarketFeed::nothingIsTakenTwice()
{
    m_feed->applyDepth(depth("M1", {{"10", 1}}, {}));
    m_feed->applyTrade(trade("M1", "10", 1, 1));
    QCOMPARE(takeOne().trades.size(), std::size_t{1});
    QVERIFY(m_feed->takeChanges().markets.empty());
    m_feed->applyPriceLimits({});
    QVERIFY(m_feed->takeChanges().markets.empty());
    test::wire::MarketPriceLimits limits;
    limits.set_market_id("M1");
    m_feed->applyPriceLimits(limits);
    const MarketChange change = takeOne();
    QVERIFY(change.trades.empty());
    QVERIFY(change.hasImage);
    QVERIFY(!change.imageArrived);
    QCOMPARE(change.book.bids.size(), std::size_t{1});
}

void TestMarketFeed::marketsComeInTheOrderOfTheirChanges()
{
    m_feed->applyDepth(depth("M2", {}, {}));
    m_feed->applyDepth(depth("M1", {}, {}));
    m_feed->applyDepth(depth("M2", {}, {}));
    const FeedChanges changes = m_feed->takeChanges();
    QCOMPARE(changes.markets.size(), std::size_t{2});
    QCOMPARE(changes.markets[0].market, m2);
    QCOMPARE(changes.markets[1].market, m1);
}

void TestMarketFeed::messagesForOtherMarketsAreDropped()
{
    m_feed->unsubscribe(m2);
    m_feed->applyDepth(depth("M2", {{"10", 1}}, {}));
    m_feed->applySnapshot(snapshot("M2"));
    m_feed->applyTrade(trade("never subscribed", "10", 1, 1));
    test::wire::MarketDepthSubscribeReject reject;
    reject.set_market_id("M2");
    m_feed->applySubscribeReject(reject);
    QVERIFY(m_feed->takeChanges().markets.empty());
}

void TestMarketFeed::unsubscribingDropsWhatIsPending()
{
    m_feed->applyDepth(depth("M1", {{"10", 1}}, {}));
    m_feed->applyDepth(depth("M2", {{"10", 1}}, {}));
    m_feed->unsubscribe(m1);
    m_feed->unsubscribe(MarketId{"never subscribed"});
    QCOMPARE(takeOne().market, m2);
    m_feed->subscribe(m1);
    m_feed->applyTrade(trade("M1", "10", 1, 1));
    QVERIFY(!takeOne().hasImage); // the old image is gone
}

void TestMarketFeed::aBadPriceRejectsTheWholeMessage_data()
{
    QTest::addColumn<QByteArray>("where");
    for (const char *const where :
         {"bid", "offer", "implied bid", "implied offer", "level without a price", "last trade", "trade",
          "trade without a price", "open", "high", "low", "high limit", "low limit", "settlement", "held settlement",
          "vwap", "depth in a snapshot", "settlement in a snapshot"})
        QTest::newRow(where) << QByteArray{where};
}

void TestMarketFeed::aBadPriceRejectsTheWholeMessage()
{
    QFETCH(QByteArray, where);
    m_feed->applySnapshot(snapshotOf(withTrade(depth("M1", {{"10", 1}}, {{"11", 1}}), "10", 1, 1)));
    const MarketChange before = takeOne();
    QSignalSpy rejected{m_feed.get(), &MarketFeed::messageRejected};

    auto image = withTrade(depth("M1", {{"9", 5}}, {{"12", 5}}), "12", 3, 4);
    const auto bad = [](auto *price) { price->set_value("1.2.3"); };
    auto highLow = test::wire::MarketHighLow{};
    highLow.set_market_id("M1");
    highLow.mutable_open_price()->set_value("1");
    auto limits = test::wire::MarketPriceLimits{};
    limits.set_market_id("M1");
    auto settlement = test::wire::MarketSettlement{};
    settlement.set_market_id("M1");
    settlement.set_open_interest(5);
    if (where == "bid")
        bad(image.mutable_bids(0)->mutable_price());
    else if (where == "offer")
        bad(image.mutable_offers(0)->mutable_price());
    else if (where == "implied bid")
        bad(image.add_implied_bids()->mutable_price());
    else if (where == "implied offer")
        bad(image.add_implied_offers()->mutable_price());
    else if (where == "level without a price")
        image.add_offers()->set_volume(1);
    else if (where == "last trade" || where == "depth in a snapshot")
        bad(image.mutable_trade_data()->mutable_last_trade_price());
    else if (where == "open")
        bad(highLow.mutable_open_price());
    else if (where == "high")
        bad(highLow.mutable_high_price());
    else if (where == "low")
        bad(highLow.mutable_low_price());
    else if (where == "high limit")
        bad(limits.mutable_high_price());
    else if (where == "low limit")
        bad(limits.mutable_low_price());
    else if (where == "settlement" || where == "settlement in a snapshot")
        bad(settlement.mutable_settlement_price());
    else if (where == "held settlement")
        settlement.set_settlement_held_price("1.2.3");
    else if (where == "vwap")
        bad(settlement.mutable_vwap_price());

    if (where.endsWith("in a snapshot")) {
        auto message = snapshot("M1", common::MARKET_MODE_CLOSED);
        *message.add_messages()->mutable_market_depth() = image;
        *message.add_messages()->mutable_market_settlement() = settlement;
        m_feed->applySnapshot(message);
    } else if (where == "trade") {
        m_feed->applyTrade(trade("M1", "1.2.3", 1, 9));
    } else if (where == "trade without a price") {
        m_feed->applyTrade(trade("M1", "", 1, 9));
    } else if (where == "open" || where == "high" || where == "low") {
        m_feed->applyHighLow(highLow);
    } else if (where.endsWith("limit")) {
        m_feed->applyPriceLimits(limits);
    } else if (where == "settlement" || where == "held settlement" || where == "vwap") {
        m_feed->applySettlement(settlement);
    } else {
        m_feed->applyDepth(image);
    }
    QCOMPARE(rejected.size(), 1);
    QCOMPARE(rejected.at(0).at(0).value<MarketId>(), m1);
    QVERIFY(!rejected.at(0).at(1).toString().isEmpty());
    QVERIFY(m_feed->takeChanges().markets.empty());

    test::wire::MarketPriceLimits none; // what is there now, told by a harmless message
    none.set_market_id("M1");
    m_feed->applyPriceLimits(none);
    const MarketChange after = takeOne();
    QCOMPARE(after.book.bids, before.book.bids);
    QCOMPARE(after.book.offers, before.book.offers);
    QVERIFY(after.quote.last == before.quote.last);
    QVERIFY(!after.quote.open);
    QVERIFY(!after.quote.openInterest);
    QVERIFY(after.trades.empty());
}

void TestMarketFeed::unknownEnumNumbersSurvive()
{
    auto image = depth("M1", {}, {});
    image.set_mode(static_cast<common::MarketMode>(77));
    image.set_depth_levels(static_cast<common::DepthLevels>(20));
    image.set_depth_buffer(static_cast<common::DepthBuffer>(42));
    image.set_flags(static_cast<common::MarketFlags2>(3 | 1 << 20));
    m_feed->applyDepth(image);
    const MarketChange change = takeOne();
    QCOMPARE(static_cast<int>(change.book.mode), 77);
    QCOMPARE(static_cast<int>(change.book.levels), 20);
    QCOMPARE(static_cast<int>(change.book.buffer), 42);
    QCOMPARE(change.book.flags, 3 | 1 << 20);
}

void TestMarketFeed::everyTradeIsKeptInOrder()
{
    m_feed->applySnapshot(snapshotOf(withTrade(depth("M1", {}, {}), "10", 1, 100)));
    for (int i = 1; i <= 50; ++i)
        m_feed->applyTrade(trade("M1", "10.25", i, 100 + i * (i + 1) / 2));
    const MarketChange change = takeOne();
    QCOMPARE(change.trades.size(), std::size_t{50});
    for (int i = 1; i <= 50; ++i) {
        const Trade &print = change.trades[static_cast<std::size_t>(i) - 1];
        QCOMPARE(print.volume.contracts, i);
        QCOMPARE(print.at, BookSide::Bid);
        QVERIFY(!print.merged);
        QVERIFY(print.receivedAt == m_clock.steadyNow());
    }
    QVERIFY(change.quote.last == price("10.25"));
    QCOMPARE(change.quote.totalVolume, std::int64_t{100 + 50 * 51 / 2});
}

void TestMarketFeed::theTradeOfAnImageIsNotPrintedTwice()
{
    m_feed->applySnapshot(snapshotOf(withTrade(depth("M1", {}, {}), "10", 1, 100)));
    m_feed->applyTrade(trade("M1", "10.25", 2, 102));
    m_feed->applyDepth(withTrade(depth("M1", {}, {}), "10.25", 2, 102));
    m_feed->applyDepth(withTrade(depth("M1", {}, {}), "10.5", 3, 105));
    m_feed->applyTrade(trade("M1", "10.5", 3, 105));
    const MarketChange change = takeOne();
    QCOMPARE(change.trades.size(), std::size_t{2});
    QVERIFY(change.trades[1].price == price("10.5"));
    QCOMPARE(change.trades[1].totalVolume, std::int64_t{105});
}

void TestMarketFeed::aConflatedImageMakesAMergedPrint()
{
    const auto smart = common::DEPTH_BUFFER_SMART;
    m_feed->applySnapshot(snapshotOf(withTrade(depth("M1", {}, {}, smart), "10", 1, 100)));
    m_feed->applyDepth(withTrade(depth("M1", {}, {}, smart), "10.25", 2, 102));
    m_feed->applyDepth(withTrade(depth("M1", {}, {}, smart), "10.5", 1, 110));
    m_feed->applyDepth(withTrade(depth("M1", {}, {}, smart), "10.75", 1, 5)); // a new day
    m_feed->applyDepth(withTrade(depth("M1", {}, {}, smart), "11", 2, 7));
    const MarketChange change = takeOne();
    QCOMPARE(change.trades.size(), std::size_t{3});
    QCOMPARE(change.trades[0].volume.contracts, 2);
    QVERIFY(!change.trades[0].merged);
    QCOMPARE(change.trades[1].volume.contracts, 8);
    QVERIFY(change.trades[1].merged);
    QCOMPARE(change.trades[1].at, BookSide::Offer);
    QCOMPARE(change.trades[2].volume.contracts, 2);
    QVERIFY(!change.trades[2].merged);
}

void TestMarketFeed::aSnapshotSetsTheQuoteButPrintsNothing()
{
    auto message = snapshotOf(withTrade(depth("M1", {}, {}), "10", 1, 100));
    *message.add_messages()->mutable_market_depth_trade() = trade("M1", "10.25", 4, 104);
    auto &highLow = *message.add_messages()->mutable_market_high_low();
    highLow.mutable_high_price()->set_value("12");
    message.add_messages()->mutable_market_price_limits()->mutable_high_price()->set_value("20");
    message.add_messages()->mutable_market_settlement()->mutable_settlement_price()->set_value("9.5");
    message.add_messages(); // a part this build does not know
    m_feed->applySnapshot(message);
    MarketChange change = takeOne();
    QVERIFY(change.trades.empty());
    QVERIFY(change.quote.last == price("10.25"));
    QCOMPARE(change.quote.lastVolume, Quantity{4});
    QCOMPARE(change.quote.totalVolume, std::int64_t{104});
    QVERIFY(change.quote.high == price("12"));
    QVERIFY(change.quote.limitHigh == price("20"));
    QVERIFY(change.quote.settlement == price("9.5"));
    m_feed->applyTrade(trade("M1", "10.25", 4, 104)); // the same once more, live
    QVERIFY(takeOne().trades.empty());
}

void TestMarketFeed::anEmptySnapshotIsAClosedMarket()
{
    m_feed->applyDepth(depth("M1", {{"10", 1}}, {}));
    auto message = snapshot("M1", common::MARKET_MODE_CLOSED);
    message.set_delayed(true);
    m_feed->applySnapshot(message);
    const MarketChange change = takeOne();
    QVERIFY(change.hasImage);
    QVERIFY(change.book.bids.empty());
    QCOMPARE(change.book.mode, MarketMode::Closed);
    QVERIFY(change.book.delayed);
}

void TestMarketFeed::aSnapshotReplacesTheBook()
{
    m_feed->applyDepth(depth("M1", {{"10", 1}, {"9", 1}}, {{"11", 1}}));
    auto image = depth("M1", {{"8", 3}}, {});
    image.set_mode(common::MARKET_MODE_UNDEFINED);
    auto message = snapshot("M1", common::MARKET_MODE_PRE_OPEN);
    *message.add_messages()->mutable_market_depth() = image;
    message.mutable_messages(0)->mutable_market_depth()->clear_market_id();
    m_feed->applySnapshot(message);
    const MarketChange change = takeOne();
    QCOMPARE(change.book.bids.size(), std::size_t{1});
    QVERIFY(change.book.offers.empty());
    QCOMPARE(change.book.mode, MarketMode::PreOpen);
}

void TestMarketFeed::aSnapshotForAnotherMarketInsideIsRejected()
{
    QSignalSpy rejected{m_feed.get(), &MarketFeed::messageRejected};
    auto message = snapshot("M1");
    *message.add_messages()->mutable_market_depth() = depth("M2", {{"10", 1}}, {});
    m_feed->applySnapshot(message);
    message = snapshot("M1");
    *message.add_messages()->mutable_market_depth_trade() = trade("M2", "10", 1, 1);
    m_feed->applySnapshot(message);
    QCOMPARE(rejected.size(), 2);
    QVERIFY(m_feed->takeChanges().markets.empty());
}

void TestMarketFeed::settlementFieldsAreIndependent()
{
    test::wire::MarketSettlement message;
    message.set_market_id("M1");
    message.mutable_settlement_price()->set_value("10");
    message.mutable_settlement_time()->set_seconds(1000);
    message.set_open_interest(500);
    m_feed->applySettlement(message);
    message.Clear();
    message.set_market_id("M1");
    message.set_settlement_held_price("10.25");
    message.mutable_vwap_price()->set_value("-3");
    message.set_cleared_volume(7);
    m_feed->applySettlement(message);
    const Quote quote = takeOne().quote;
    QVERIFY(quote.settlement == price("10"));
    QVERIFY(quote.settlementTime == WallTime{std::chrono::seconds{1000}});
    QVERIFY(quote.heldSettlement == price("10.25"));
    QVERIFY(quote.vwap == price("-3"));
    QVERIFY(quote.openInterest == 500);
    QVERIFY(quote.clearedVolume == 7);
}

void TestMarketFeed::zeroOpenInterestCountsOnlyBesideItsTime()
{
    test::wire::MarketSettlement message;
    message.set_market_id("M1");
    m_feed->applySettlement(message);
    QVERIFY(!takeOne().quote.openInterest);
    message.mutable_open_interest_time()->set_seconds(1000);
    message.mutable_cleared_volume_time()->set_seconds(1000);
    m_feed->applySettlement(message);
    const Quote quote = takeOne().quote;
    QVERIFY(quote.openInterest == 0);
    QVERIFY(quote.clearedVolume == 0);
}

void TestMarketFeed::highLowOfANewDayStartsAfresh()
{
    test::wire::MarketHighLow message;
    message.set_market_id("M1");
    message.set_trade_date(20261120);
    message.mutable_open_price()->set_value("10");
    message.mutable_high_price()->set_value("12");
    message.mutable_low_price()->set_value("9");
    m_feed->applyHighLow(message);
    message.clear_open_price();
    message.mutable_high_price()->set_value("13");
    m_feed->applyHighLow(message);
    Quote quote = takeOne().quote;
    QVERIFY(quote.open == price("10"));
    QVERIFY(quote.high == price("13"));
    QVERIFY(quote.low == price("9"));
    message.Clear();
    message.set_market_id("M1");
    message.set_trade_date(20261123);
    message.mutable_open_price()->set_value("11");
    m_feed->applyHighLow(message);
    quote = takeOne().quote;
    QVERIFY(quote.open == price("11"));
    QVERIFY(!quote.high);
    QVERIFY(!quote.low);
}

void TestMarketFeed::absentPriceLimitsMeanNoLimit()
{
    test::wire::MarketPriceLimits message;
    message.set_market_id("M1");
    message.mutable_high_price()->set_value("12");
    message.mutable_low_price()->set_value("-12");
    m_feed->applyPriceLimits(message);
    QVERIFY(takeOne().quote.limitLow == price("-12"));
    message.clear_low_price();
    m_feed->applyPriceLimits(message);
    const Quote quote = takeOne().quote;
    QVERIFY(quote.limitHigh == price("12"));
    QVERIFY(!quote.limitLow);
}

void TestMarketFeed::delayedDataShow()
{
    m_feed->applyDepth(depth("M1", {}, {}));
    QVERIFY(!takeOne().book.delayed);
    auto late = trade("M1", "10", 1, 1);
    late.set_delayed(true);
    late.set_mode(common::MARKET_MODE_HALTED);
    m_feed->applyTrade(late);
    const MarketChange change = takeOne();
    QVERIFY(change.book.delayed);
    QCOMPARE(change.book.mode, MarketMode::Halted);
    m_feed->applyDepth(depth("M1", {}, {}));
    QVERIFY(!takeOne().book.delayed);
}

void TestMarketFeed::aRefusalIsToldAndEndedByAnImage()
{
    test::wire::MarketDepthSubscribeReject message;
    message.set_market_id("M1");
    message.set_mode(common::MARKET_MODE_NO_PERMISSION);
    m_feed->applySubscribeReject(message);
    const MarketChange change = takeOne();
    QVERIFY(change.refused == MarketMode::NoPermission);
    QVERIFY(!change.hasImage);
    m_feed->applySnapshot(snapshot("M1"));
    QVERIFY(!takeOne().refused);
}

void TestMarketFeed::subscribingAgainEndsARefusal()
{
    test::wire::MarketDepthSubscribeReject message;
    message.set_market_id("M1");
    m_feed->applySubscribeReject(message);
    QVERIFY(takeOne().refused == MarketMode::Undefined);
    m_feed->subscribe(m1);
    QVERIFY(!takeOne().refused);
    m_feed->subscribe(m1);
    QVERIFY(m_feed->takeChanges().markets.empty());
}

void TestMarketFeed::definitionsAreKeptWithoutASubscription()
{
    m_feed->applyDetails(test::details("other"));
    auto details = test::details("M1");
    m_feed->applyDetails(details);
    details.set_disabled(true);
    m_feed->applyDetails(details);
    const FeedChanges changes = m_feed->takeChanges();
    QCOMPARE(changes.definitions.size(), std::size_t{3});
    QCOMPARE(changes.definitions.front().key.market, MarketId{"other"});
    QVERIFY(changes.definitions.back().disabled);
    QVERIFY(m_feed->takeChanges().definitions.empty());
}

void TestMarketFeed::aBadDefinitionIsRejected()
{
    QSignalSpy rejected{m_feed.get(), &MarketFeed::messageRejected};
    auto details = test::details("M1");
    details.mutable_min_price_increment()->set_value("0");
    m_feed->applyDetails(details);
    details = test::details("M1");
    details.mutable_point_value()->set_value("x");
    m_feed->applyDetails(details);
    m_feed->applyDetails(test::details(""));
    QCOMPARE(rejected.size(), 3);
    QVERIFY(rejected.at(0).at(1).toString() != rejected.at(1).at(1).toString());
    QVERIFY(m_feed->takeChanges().definitions.empty());
}

void TestMarketFeed::resetForgetsAllButTheSubscriptions()
{
    m_feed->applyDepth(depth("M1", {{"10", 1}}, {}));
    m_feed->applyTrade(trade("M1", "10", 1, 500));
    m_feed->reset();
    QVERIFY(m_feed->takeChanges().markets.empty());
    m_feed->applyTrade(trade("M1", "10", 1, 500)); // the new session's stream starts from nothing
    const MarketChange change = takeOne();
    QCOMPARE(change.trades.size(), std::size_t{1});
    QVERIFY(!change.hasImage);
    QVERIFY(change.book.bids.empty());
}

void TestMarketFeed::changeOnTheDayIsLastLessSettlement()
{
    m_feed->applyTrade(trade("M1", "-1.25", 1, 1));
    QVERIFY(!takeOne().quote.change());
    test::wire::MarketSettlement message;
    message.set_market_id("M1");
    message.mutable_settlement_price()->set_value("0.5");
    m_feed->applySettlement(message);
    QVERIFY(takeOne().quote.change() == price("-1.75"));
}

void TestMarketFeed::disorderIsLoggedOnce()
{
    QTest::ignoreMessage(QtWarningMsg, "the levels of M1 are not best first");
    m_feed->applyDepth(depth("M1", {{"9", 1}, {"10", 1}}, {}));
    QTest::failOnWarning(QRegularExpression{QStringLiteral(".*")});
    m_feed->applyDepth(depth("M1", {}, {{"11", 1}, {"10", 1}}));
    QVERIFY(takeOne().book.offers.front().price == price("11")); // shown as received
}

void TestMarketFeed::noPrintIsLostBetweenTwoThreads()
{
    constexpr int prints = 20'000;
    std::atomic<bool> done = false;
    std::thread decoder{[&] {
        auto image = depth("M1", {{"10", 1}}, {{"11", 1}});
        auto one = trade("M1", "10", 1, 0);
        for (int total = 1; total <= prints; ++total) {
            one.set_total_traded_volume(total);
            m_feed->applyTrade(one);
            image.mutable_bids(0)->set_volume(total);
            m_feed->applyDepth(image);
        }
        done = true;
    }};
    std::vector<Trade> taken;
    int newestVolume = 0;
    bool inOrder = true;
    for (bool last = false; !last;) {
        last = done;
        for (MarketChange &change : m_feed->takeChanges().markets) {
            taken.insert(taken.end(), change.trades.begin(), change.trades.end());
            if (!change.book.bids.empty()) {
                inOrder = inOrder && change.book.bids.front().volume.contracts >= newestVolume;
                newestVolume = change.book.bids.front().volume.contracts;
            }
        }
        m_feed->subscribe(m2);
        m_feed->unsubscribe(m2);
    }
    decoder.join();
    QVERIFY(inOrder);
    QCOMPARE(newestVolume, prints);
    QCOMPARE(taken.size(), static_cast<std::size_t>(prints));
    for (int i = 0; i < prints; ++i)
        QCOMPARE(taken[static_cast<std::size_t>(i)].totalVolume, std::int64_t{i + 1});
}

QTEST_GUILESS_MAIN(TestMarketFeed)
#include "test_market_feed.moc"
