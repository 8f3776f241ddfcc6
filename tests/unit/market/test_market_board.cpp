// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/market_board.h"
#include "tests/support/fake_clock.h"
#include "tests/unit/market/wire_messages.h"

#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
namespace common = t4proto::v1::common;
using test::depth;
using test::snapshot;
using test::trade;

namespace {

const MarketId m1{"M1"};
const MarketId m2{"M2"};

MarketKey keyOf(const MarketId &market)
{
    return {ExchangeId{"CME_Eq"}, ContractId{"ES"}, market};
}

} // namespace

/// The board fed by a real feed, frame by frame.
class TestMarketBoard final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void anExpectedMarketWaits();
    void aMarketNobodyNamedIsUnknown();
    void anImageMakesItLive();
    void imagesBeforeTheConnectionIsFreshCountOnceItIs();
    void aBrokenConnectionMakesEveryMarketStale();
    void aStaleMarketStaysSoUntilItsNextImage();
    void whatADyingConnectionDeliversStaysOld();
    void anotherServerStartsFromNothing();
    void aLateImageOfTheLastServerIsNotLiveAtTheNext();
    void aPrintAloneDoesNotFreshenABook();
    void aWaitingMarketDoesNotBecomeStale();
    void freshnessFollowsTheMode_data();
    void freshnessFollowsTheMode();
    void delayedDataAreDelayed();
    void aRefusedMarketSaysWhyUntilItIsServed();
    void theOldBookStaysVisibleAfterAResetOfTheFeed();
    void everyPrintReachesTheTapeOnce();
    void aDefinitionNamesTheMarket();
    void aDefinitionAloneMakesTheMarketKnown();
    void aDefinitionAndAnImageAnnounceTheMarketOnce();
    void anEmptyFrameAnnouncesNothing();
    void everyChangeGrowsTheRevision();
    void aDismissedMarketForgetsItsImage();
    void pointersStayGood();
    void expectingTwiceAnnouncesOnce();

private:
    void frame() { m_board->apply(m_feed->takeChanges()); }
    Freshness freshness(const MarketId &market = m1) const { return m_board->find(market)->freshness; }

    test::FakeClock m_clock;
    std::unique_ptr<MarketFeed> m_feed;
    std::unique_ptr<MarketBoard> m_board;
};

void TestMarketBoard::init()
{
    m_feed = std::make_unique<MarketFeed>(m_clock);
    m_board = std::make_unique<MarketBoard>();
    for (const MarketId &market : {m1, m2}) {
        m_feed->subscribe(market);
        m_board->expect(keyOf(market));
    }
    m_board->setConnectionFresh(true);
}

void TestMarketBoard::anExpectedMarketWaits()
{
    QCOMPARE(freshness(), Freshness::Waiting);
    QCOMPARE(m_board->find(m1)->key, keyOf(m1));
    QCOMPARE(m_board->find(m1)->displayName(), std::string{"M1"});
    QCOMPARE(m_board->markets(), (std::vector{m1, m2}));
}

void TestMarketBoard::aMarketNobodyNamedIsUnknown()
{
    QVERIFY(!m_board->find(MarketId{"never"}));
    QVERIFY(!m_board->find(MarketId{}));
}

void TestMarketBoard::anImageMakesItLive()
{
    QSignalSpy changed{m_board.get(), &MarketBoard::marketsChanged};
    m_feed->applyDepth(depth("M1", {{"10", 4}}, {}));
    frame();
    QCOMPARE(freshness(), Freshness::Live);
    QCOMPARE(freshness(m2), Freshness::Waiting);
    QCOMPARE(m_board->find(m1)->book.bids.front().volume, Quantity{4});
    QVERIFY(m_board->find(m1)->changedAt == m_clock.steadyNow());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).value<std::vector<MarketId>>(), std::vector{m1});
}

void TestMarketBoard::imagesBeforeTheConnectionIsFreshCountOnceItIs()
{
    MarketBoard board;
    m_feed->applySnapshot(snapshot("M1"));
    board.apply(m_feed->takeChanges());
    QCOMPARE(board.find(m1)->freshness, Freshness::Stale);
    board.setConnectionFresh(true);
    QCOMPARE(board.find(m1)->freshness, Freshness::Live);
}

void TestMarketBoard::aBrokenConnectionMakesEveryMarketStale()
{
    m_feed->applyDepth(depth("M1", {}, {}));
    m_feed->applySnapshot(snapshot("M2", common::MARKET_MODE_CLOSED));
    frame();
    QSignalSpy changed{m_board.get(), &MarketBoard::marketsChanged};
    m_board->setConnectionFresh(false);
    QCOMPARE(freshness(m1), Freshness::Stale);
    QCOMPARE(freshness(m2), Freshness::Stale);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).value<std::vector<MarketId>>(), (std::vector{m1, m2}));
    m_board->setConnectionFresh(false);
    QCOMPARE(changed.size(), 1);
}

void TestMarketBoard::aStaleMarketStaysSoUntilItsNextImage()
{
    m_feed->applyDepth(depth("M1", {}, {}));
    m_feed->applyDepth(depth("M2", {}, {}));
    frame();
    m_board->setConnectionFresh(false);
    m_board->setConnectionFresh(true);
    QCOMPARE(freshness(m1), Freshness::Stale);
    m_feed->applyDepth(depth("M1", {}, {}));
    frame();
    QCOMPARE(freshness(m1), Freshness::Live);
    QCOMPARE(freshness(m2), Freshness::Stale);
}

void TestMarketBoard::whatADyingConnectionDeliversStaysOld()
{
    m_feed->applyDepth(depth("M1", {}, {}));
    frame();
    m_board->setConnectionFresh(false);
    m_feed->applyDepth(depth("M1", {}, {}));
    frame();
    m_board->setConnectionFresh(true);
    QCOMPARE(freshness(m1), Freshness::Stale);
}

void TestMarketBoard::anotherServerStartsFromNothing()
{
    m_feed->applyDepth(depth("M1", {}, {}));
    frame();
    const MarketState *state = m_board->find(m1);
    m_board->forgetAll();
    QCOMPARE(m_board->find(m1), state);
    QVERIFY(!state->definition.has_value());
    QVERIFY(state->tape.trades().empty());
    QCOMPARE(state->freshness, Freshness::Waiting);
    QCOMPARE(state->key.market, m1);
}

void TestMarketBoard::aLateImageOfTheLastServerIsNotLiveAtTheNext()
{
    m_feed->applyDepth(depth("M1", {}, {}));
    frame();
    m_board->setConnectionFresh(false);
    m_board->forgetAll();
    m_feed->applyDepth(depth("M1", {}, {}));
    frame();
    m_board->setConnectionFresh(true);
    QCOMPARE(freshness(m1), Freshness::Stale);
    m_feed->applyDepth(depth("M1", {}, {}));
    frame();
    QCOMPARE(freshness(m1), Freshness::Live);
}

void TestMarketBoard::aPrintAloneDoesNotFreshenABook()
{
    m_feed->applyDepth(depth("M1", {}, {}));
    frame();
    m_board->setConnectionFresh(false);
    m_board->setConnectionFresh(true);
    m_feed->applyTrade(trade("M1", "10", 1, 1));
    frame();
    QCOMPARE(freshness(), Freshness::Stale);
    QCOMPARE(m_board->find(m1)->tape.trades().size(), std::size_t{1});
}

void TestMarketBoard::aWaitingMarketDoesNotBecomeStale()
{
    m_board->setConnectionFresh(false);
    QCOMPARE(freshness(), Freshness::Waiting);
    m_feed->applyTrade(trade("M1", "10", 1, 1));
    frame();
    QCOMPARE(freshness(), Freshness::Waiting);
}

void TestMarketBoard::freshnessFollowsTheMode_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<Freshness>("expected");
    const auto *modes = common::MarketMode_descriptor();
    for (int i = 0; i < modes->value_count(); ++i) {
        const int mode = modes->value(i)->number();
        const bool live = mode == 0 || mayAcceptOrders(static_cast<MarketMode>(mode));
        QTest::newRow(modes->value(i)->name().c_str()) << mode << (live ? Freshness::Live : Freshness::Closed);
    }
    QTest::newRow("closed") << 5 << Freshness::Closed;
    QTest::newRow("open") << 2 << Freshness::Live;
    QTest::newRow("a mode of the future") << 99 << Freshness::Live;
    QTest::newRow("a negative mode") << -1 << Freshness::Live;
}

void TestMarketBoard::freshnessFollowsTheMode()
{
    QFETCH(int, mode);
    QFETCH(Freshness, expected);
    m_feed->applySnapshot(snapshot("M1", static_cast<common::MarketMode>(mode)));
    frame();
    QCOMPARE(freshness(), expected);
}

void TestMarketBoard::delayedDataAreDelayed()
{
    auto image = depth("M1", {}, {});
    image.set_delayed(true);
    m_feed->applyDepth(image);
    frame();
    QCOMPARE(freshness(), Freshness::Delayed);
}

void TestMarketBoard::aRefusedMarketSaysWhyUntilItIsServed()
{
    test::wire::MarketDepthSubscribeReject message;
    message.set_market_id("M1");
    message.set_mode(common::MARKET_MODE_NO_PERMISSION);
    m_feed->applySubscribeReject(message);
    frame();
    QCOMPARE(freshness(), Freshness::Refused);
    QVERIFY(m_board->find(m1)->refused == MarketMode::NoPermission);
    m_board->setConnectionFresh(false);
    QCOMPARE(freshness(), Freshness::Refused);
    m_board->setConnectionFresh(true);
    m_feed->subscribe(m1);
    frame();
    QCOMPARE(freshness(), Freshness::Waiting);
    m_feed->applySnapshot(snapshot("M1"));
    frame();
    QCOMPARE(freshness(), Freshness::Live);
}

void TestMarketBoard::theOldBookStaysVisibleAfterAResetOfTheFeed()
{
    m_feed->applyDepth(depth("M1", {{"10", 4}}, {}));
    frame();
    m_board->setConnectionFresh(false);
    m_feed->reset();
    m_board->setConnectionFresh(true);
    m_feed->applyTrade(trade("M1", "10", 1, 1));
    frame();
    QCOMPARE(freshness(), Freshness::Stale);
    QCOMPARE(m_board->find(m1)->book.bids.size(), std::size_t{1});
}

void TestMarketBoard::everyPrintReachesTheTapeOnce()
{
    for (int total = 1; total <= 10; ++total) {
        m_feed->applyTrade(trade("M1", "10", 1, total));
        if (total % 3 == 0)
            frame();
    }
    frame();
    frame();
    const Tape &tape = m_board->find(m1)->tape;
    QCOMPARE(tape.totalAppended(), std::uint64_t{10});
    for (std::size_t i = 0; i < tape.trades().size(); ++i)
        QCOMPARE(tape.trades()[i].totalVolume, static_cast<std::int64_t>(i) + 1);
    QVERIFY(m_board->find(m1)->quote.last == Price::parse("10"));
}

void TestMarketBoard::aDefinitionNamesTheMarket()
{
    QSignalSpy defined{m_board.get(), &MarketBoard::definitionChanged};
    m_feed->applyDetails(test::details("M1"));
    frame();
    QCOMPARE(defined.size(), 1);
    QCOMPARE(defined.at(0).at(0).value<MarketId>(), m1);
    QCOMPARE(m_board->find(m1)->displayName(), std::string{"ESZ6"});
    auto replacement = test::details("M1");
    replacement.set_expiry_date(202703);
    m_feed->applyDetails(replacement);
    frame();
    QCOMPARE(defined.size(), 2);
    QCOMPARE(m_board->find(m1)->displayName(), std::string{"ESH7"});
}

void TestMarketBoard::aDefinitionAloneMakesTheMarketKnown()
{
    m_feed->applyDetails(test::details("of a position"));
    frame();
    const MarketState *state = m_board->find(MarketId{"of a position"});
    QVERIFY(state);
    QCOMPARE(state->freshness, Freshness::Waiting);
    QCOMPARE(state->key.contract, ContractId{"ES"});
}

void TestMarketBoard::aDefinitionAndAnImageAnnounceTheMarketOnce()
{
    QSignalSpy changed{m_board.get(), &MarketBoard::marketsChanged};
    QSignalSpy defined{m_board.get(), &MarketBoard::definitionChanged};
    m_feed->applyDetails(test::details("M1"));
    m_feed->applyDetails(test::details("M1"));
    m_feed->applySnapshot(snapshot("M1"));
    frame();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).value<std::vector<MarketId>>(), std::vector{m1});
    QCOMPARE(defined.size(), 1);
}

void TestMarketBoard::anEmptyFrameAnnouncesNothing()
{
    QSignalSpy changed{m_board.get(), &MarketBoard::marketsChanged};
    frame();
    QVERIFY(changed.isEmpty());
}

void TestMarketBoard::everyChangeGrowsTheRevision()
{
    const MarketState &state = *m_board->find(m1);
    std::uint64_t seen = state.revision;
    const auto hasGrown = [&] { return state.revision > std::exchange(seen, state.revision); };
    m_feed->applyDetails(test::details("M1"));
    frame();
    QVERIFY(hasGrown());
    m_feed->applyDepth(depth("M1", {}, {}));
    frame();
    QVERIFY(hasGrown());
    m_board->setConnectionFresh(false);
    QVERIFY(hasGrown());
    frame();
    QVERIFY(!hasGrown());
}

void TestMarketBoard::aDismissedMarketForgetsItsImage()
{
    m_feed->applyDetails(test::details("M1"));
    m_feed->applyDepth(depth("M1", {{"10", 4}}, {}));
    m_feed->applyTrade(trade("M1", "10", 1, 1));
    frame();
    m_board->dismiss(m1);
    m_board->dismiss(MarketId{"never"});
    QCOMPARE(freshness(), Freshness::Waiting);
    QVERIFY(m_board->find(m1)->book.bids.empty());
    QVERIFY(!m_board->find(m1)->quote.last);
    QVERIFY(m_board->find(m1)->tape.trades().empty());
    QCOMPARE(m_board->find(m1)->displayName(), std::string{"ESZ6"});
}

void TestMarketBoard::pointersStayGood()
{
    const MarketState *before = m_board->find(m1);
    for (int i = 0; i < 1000; ++i)
        m_board->expect(keyOf(MarketId{std::to_string(i)}));
    QCOMPARE(m_board->find(m1), before);
}

void TestMarketBoard::expectingTwiceAnnouncesOnce()
{
    QSignalSpy changed{m_board.get(), &MarketBoard::marketsChanged};
    m_board->expect(keyOf(MarketId{"M3"}));
    m_board->expect(keyOf(MarketId{"M3"}));
    QCOMPARE(changed.size(), 1);
}

QTEST_GUILESS_MAIN(TestMarketBoard)
#include "test_market_board.moc"
