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

private:
    const MarketKey m_key{ExchangeId{"X"}, ContractId{"C"}, MarketId{"M"}};
    const DepthWish m_quote{DepthLevels::BestOnly, false};
    const DepthWish m_tape{DepthLevels::BestOnly, true};
    const DepthWish m_depth{DepthLevels::Normal, false};
};

void TestMarketSubscriptions::theWidestWishWins()
{
    MarketSubscriptions subscriptions;
    QVERIFY(subscriptions.watch(m_key, m_quote));
    QVERIFY(subscriptions.watch(m_key, m_tape));
    QVERIFY(subscriptions.watch(m_key, m_depth));
    QVERIFY((subscriptions.widest(m_key.market) == DepthWish{DepthLevels::Normal, true}));
    QVERIFY(subscriptions.release(m_key, m_tape));
    QVERIFY((subscriptions.widest(m_key.market) == DepthWish{DepthLevels::Normal, false}));
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

QTEST_APPLESS_MAIN(TestMarketSubscriptions)
#include "test_market_subscriptions.moc"
