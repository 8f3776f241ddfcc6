// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/market_subscriptions.h"

#include <t4/v1/market/market.pb.h>

#include <QTest>

using namespace depthdeck;
using namespace std::chrono_literals;

class TestMarketSubscriptions : public QObject
{
    Q_OBJECT

private slots:
    void theWidestWishWins();
    void wishesAreCounted();
    void aReleaseNobodyAskedForChangesNothing();
    void whoOwesAnAnswerIsToldOnce();
    void anAnswerEndsTheWaiting();
    void everyBufferIsAskedForByItsOwnNumber_data();
    void everyBufferIsAskedForByItsOwnNumber();
    void aFasterBufferIsToldToTheServer();
    void ordersAreCountedToo();
    void theMessagesForOrdersNameAllThreeIds();

private:
    const MarketKey m_key{ExchangeId{"X"}, ContractId{"C"}, MarketId{"M"}};
    const DepthWish m_quote{DepthLevels::BestOnly, DepthBuffer::Smart};
    const DepthWish m_tape{DepthLevels::BestOnly, DepthBuffer::SmartTrade};
    const DepthWish m_depth{DepthLevels::Normal, DepthBuffer::Smart};
};

void TestMarketSubscriptions::theWidestWishWins()
{
    MarketSubscriptions subscriptions;
    QVERIFY(subscriptions.watch(m_key, m_quote));
    QVERIFY(subscriptions.watch(m_key, m_tape));
    QVERIFY(subscriptions.watch(m_key, m_depth));
    QVERIFY((subscriptions.widest(m_key.market) == DepthWish{DepthLevels::Normal, DepthBuffer::SmartTrade}));
    QVERIFY(subscriptions.release(m_key, m_tape));
    QVERIFY((subscriptions.widest(m_key.market) == DepthWish{DepthLevels::Normal, DepthBuffer::Smart}));
    QVERIFY(!subscriptions.release(m_key, m_quote)); // the depth still asks for more
    QVERIFY(subscriptions.release(m_key, m_depth));
    QVERIFY(!subscriptions.widest(m_key.market));
}

void TestMarketSubscriptions::wishesAreCounted()
{
    MarketSubscriptions subscriptions;
    QVERIFY(subscriptions.watch(m_key, m_quote));
    QVERIFY(!subscriptions.watch(m_key, m_quote));
    QVERIFY(!subscriptions.release(m_key, m_quote));
    QCOMPARE(subscriptions.markets().size(), std::size_t{1});
    QVERIFY(subscriptions.release(m_key, m_quote));
    QVERIFY(subscriptions.markets().empty());
}

void TestMarketSubscriptions::aReleaseNobodyAskedForChangesNothing()
{
    MarketSubscriptions subscriptions;
    QVERIFY(!subscriptions.release(m_key, m_quote));
    QVERIFY(subscriptions.watch(m_key, m_quote));
    QVERIFY(!subscriptions.release(m_key, m_depth));
    QVERIFY(subscriptions.widest(m_key.market) == m_quote);
}

void TestMarketSubscriptions::whoOwesAnAnswerIsToldOnce()
{
    MarketSubscriptions subscriptions;
    QVERIFY(subscriptions.watch(m_key, m_quote));
    const SteadyTime start{1h};
    subscriptions.noteAsked(m_key.market, start);
    QVERIFY(subscriptions.takeUnanswered(start + 9s, 10s).empty());
    QCOMPARE(subscriptions.takeUnanswered(start + 10s, 10s).size(), std::size_t{1});
    QVERIFY(subscriptions.takeUnanswered(start + 20s, 10s).empty());
}

void TestMarketSubscriptions::anAnswerEndsTheWaiting()
{
    MarketSubscriptions subscriptions;
    QVERIFY(subscriptions.watch(m_key, m_quote));
    subscriptions.noteAsked(m_key.market, SteadyTime{1h});
    QVERIFY(subscriptions.noteAnswered(m_key.market));
    QVERIFY(!subscriptions.noteAnswered(m_key.market));
    QVERIFY(subscriptions.takeUnanswered(SteadyTime{2h}, 10s).empty());
    subscriptions.noteAsked(m_key.market, SteadyTime{1h});
    subscriptions.forgetAsked();
    QVERIFY(subscriptions.takeUnanswered(SteadyTime{2h}, 10s).empty());
}

void TestMarketSubscriptions::everyBufferIsAskedForByItsOwnNumber_data()
{
    QTest::addColumn<int>("buffer");
    for (const int buffer : {1, 2, 3, 4, 5, 6, 7, 8})
        QTest::addRow("%d", buffer) << buffer;
}

void TestMarketSubscriptions::everyBufferIsAskedForByItsOwnNumber()
{
    QFETCH(int, buffer);
    for (const DepthLevels levels : {DepthLevels::BestOnly, DepthLevels::Normal, DepthLevels::All}) {
        const auto message = MarketSubscriptions::message(m_key, DepthWish{levels, static_cast<DepthBuffer>(buffer)});
        QCOMPARE(static_cast<int>(message.buffer()), buffer);
        QCOMPARE(static_cast<int>(message.depth_levels()), static_cast<int>(levels));
        QCOMPARE(message.market_id(), std::string{"M"});
    }
    const auto end = MarketSubscriptions::message(m_key, std::nullopt);
    QCOMPARE(static_cast<int>(end.buffer()), 0);
    QCOMPARE(static_cast<int>(end.depth_levels()), 0);
}

void TestMarketSubscriptions::aFasterBufferIsToldToTheServer()
{
    MarketSubscriptions subscriptions;
    const DepthWish fast{DepthLevels::Normal, DepthBuffer::FastSmart};
    QVERIFY(subscriptions.watch(m_key, m_tape));
    QVERIFY(subscriptions.watch(m_key, fast));
    QVERIFY((subscriptions.widest(m_key.market) == DepthWish{DepthLevels::Normal, DepthBuffer::FastTrade}));
    QVERIFY(!subscriptions.watch(m_key, {DepthLevels::BestOnly, DepthBuffer::SlowTrade})); // served already
    QVERIFY(subscriptions.release(m_key, fast));
    QVERIFY(subscriptions.widest(m_key.market) == m_tape);
}

void TestMarketSubscriptions::ordersAreCountedToo()
{
    MarketSubscriptions subscriptions;
    QVERIFY(!subscriptions.releaseOrders(m_key));
    QVERIFY(subscriptions.watchOrders(m_key));
    QVERIFY(!subscriptions.watchOrders(m_key));
    QVERIFY(subscriptions.wantsOrders(m_key.market));
    QCOMPARE(subscriptions.orderMarkets(), std::vector<MarketKey>{m_key});
    QVERIFY(!subscriptions.releaseOrders(m_key));
    QVERIFY(subscriptions.releaseOrders(m_key));
    QVERIFY(!subscriptions.wantsOrders(m_key.market));
    QVERIFY(subscriptions.orderMarkets().empty());
    QVERIFY(subscriptions.markets().empty()); // independent of the depth
}

void TestMarketSubscriptions::theMessagesForOrdersNameAllThreeIds()
{
    const auto begin = MarketSubscriptions::ordersMessage(m_key, true);
    QCOMPARE(begin.exchange_id(), std::string{"X"});
    QCOMPARE(begin.contract_id(), std::string{"C"});
    QCOMPARE(begin.market_id(), std::string{"M"});
    QVERIFY(begin.subscribe());
    QVERIFY(!MarketSubscriptions::ordersMessage(m_key, false).subscribe());
}

QTEST_APPLESS_MAIN(TestMarketSubscriptions)
#include "test_market_subscriptions.moc"
