// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/gateway/conflation.h"

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::exchange;
using std::chrono::milliseconds;

Q_DECLARE_METATYPE(depthdeck::DepthBuffer)

class TestConflation : public QObject
{
    Q_OBJECT

private slots:
    void buffersDeliverWhatTheirNamesSay_data();
    void buffersDeliverWhatTheirNamesSay();
    void whatIsNoBufferHasNoRule();
    void levelsAreCounted();
    void laggingClientsGetFewerImages();
    void aHeldBackImageIsSentOnce();
};

/// A change every 10 ms for one second; every tenth moves the best price.
void TestConflation::buffersDeliverWhatTheirNamesSay_data()
{
    QTest::addColumn<DepthBuffer>("buffer");
    QTest::addColumn<int>("images");
    QTest::addColumn<bool>("trades");
    QTest::newRow("all") << DepthBuffer::All << 100 << true;
    QTest::newRow("fast smart") << DepthBuffer::FastSmart << 40 << false;
    QTest::newRow("fast trade") << DepthBuffer::FastTrade << 40 << true;
    QTest::newRow("smart") << DepthBuffer::Smart << 10 << false;
    QTest::newRow("smart trade") << DepthBuffer::SmartTrade << 10 << true;
    QTest::newRow("slow smart") << DepthBuffer::SlowSmart << 2 << false;
    QTest::newRow("slow trade") << DepthBuffer::SlowTrade << 2 << true;
    QTest::newRow("trade only") << DepthBuffer::TradeOnly << 0 << true;
}

void TestConflation::buffersDeliverWhatTheirNamesSay()
{
    QFETCH(DepthBuffer, buffer);
    QFETCH(int, images);
    QFETCH(bool, trades);
    const auto rule = bufferRule(buffer);
    QVERIFY(rule);
    QCOMPARE(rule->trades, trades);
    Conflation conflation{*rule};
    SteadyTime now{std::chrono::hours{1}};
    int sent = 0;
    for (int change = 0; rule->depth && change < 100; ++change, now += milliseconds{10}) {
        const bool bestChanged = change % 10 == 0;
        const bool isSent = conflation.onChange(bestChanged, now, false);
        if (bestChanged && rule->bestAtOnce)
            QVERIFY(isSent);
        sent += isSent ? 1 : 0;
    }
    QCOMPARE(sent, images);
}

void TestConflation::whatIsNoBufferHasNoRule()
{
    QVERIFY(!bufferRule(DepthBuffer::NoSubscription));
    QVERIFY(!bufferRule(static_cast<DepthBuffer>(9)));
    QVERIFY(!bufferRule(static_cast<DepthBuffer>(-1)));
}

void TestConflation::levelsAreCounted()
{
    QCOMPARE(levelCount(knownLevels(DepthLevels::BestOnly).value()), std::size_t{1});
    QCOMPARE(levelCount(knownLevels(DepthLevels::Undefined).value()), std::size_t{10});
    QCOMPARE(levelCount(knownLevels(DepthLevels::All).value()), std::size_t{255});
    QVERIFY(!knownLevels(static_cast<DepthLevels>(3)));
}

void TestConflation::laggingClientsGetFewerImages()
{
    Conflation conflation{bufferRule(DepthBuffer::All).value()};
    SteadyTime now{std::chrono::hours{1}};
    QVERIFY(conflation.onChange(true, now, true)); // the first is always due
    now += milliseconds{10};
    QVERIFY(!conflation.onChange(true, now, true));
    QVERIFY(!conflation.isDue(now, true));
    now += milliseconds{240};
    QVERIFY(conflation.isDue(now, true));
}

void TestConflation::aHeldBackImageIsSentOnce()
{
    Conflation conflation{bufferRule(DepthBuffer::Smart).value()};
    SteadyTime now{std::chrono::hours{1}};
    QVERIFY(conflation.onChange(true, now, false));
    QVERIFY(!conflation.onChange(false, now + milliseconds{1}, false));
    QVERIFY(conflation.isWaiting());
    QVERIFY(conflation.isDue(now + milliseconds{100}, false));
    QVERIFY(!conflation.isDue(now + milliseconds{300}, false));
}

QTEST_APPLESS_MAIN(TestConflation)
#include "test_conflation.moc"
