// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/account_sync.h"
#include "app/session/inbox.h"
#include "app/session/latency_log.h"
#include "app/session/notice.h"
#include "app/session/price_format_check.h"
#include "tests/support/fake_clock.h"

#include <t4/v1/market/market.pb.h>

#include <QSignalSpy>
#include <QTest>

#include <thread>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

class TestSessionParts : public QObject
{
    Q_OBJECT

private slots:
    void anInboxKeepsTheOrderAcrossThreads();
    void anInboxDropsWhatAnEarlierConnectionStillHadToSay();
    void aBurstLetsTimersPass();
    void theSameNoticeInARowIsCounted();
    void noticesAreBounded();
    void percentilesAreOfTheNewestMeasurements();
    void accountsAreSynchronisedWhenAnsweredAndAllThere();
    void synchronisingGivesUpInTime();
    void evidenceOfThePriceFormat_data();
    void evidenceOfThePriceFormat();
};

void TestSessionParts::anInboxKeepsTheOrderAcrossThreads()
{
    Inbox inbox;
    constexpr int count = 50'000;
    std::vector<int> received;
    std::thread source{[&] {
        for (int i = 0; i < count; ++i)
            inbox.post([&received, i] { received.push_back(i); });
    }};
    source.join();
    QTRY_COMPARE(received.size(), std::size_t{count});
    for (int i = 0; i < count; ++i)
        QCOMPARE(received[static_cast<std::size_t>(i)], i);
}

void TestSessionParts::anInboxDropsWhatAnEarlierConnectionStillHadToSay()
{
    Inbox inbox;
    std::vector<int> received;
    inbox.setSource(1);
    inbox.post([&] { received.push_back(1); });
    inbox.postAlways([&] { received.push_back(10); });
    inbox.setSource(2);
    inbox.post([&] { received.push_back(2); });
    inbox.expect(2);
    QTRY_COMPARE(received.size(), std::size_t{2});
    QCOMPARE(received, (std::vector{10, 2}));
}

void TestSessionParts::aBurstLetsTimersPass()
{
    Inbox inbox;
    int delivered = 0;
    int deliveredAtTimer = -1;
    constexpr int count = 200;
    for (int i = 0; i < count; ++i)
        inbox.post([&] {
            std::this_thread::sleep_for(1ms);
            ++delivered;
        });
    QTimer::singleShot(0, this, [&] { deliveredAtTimer = delivered; });
    QTRY_COMPARE(delivered, count);
    QVERIFY(deliveredAtTimer >= 0);
    QVERIFY(deliveredAtTimer < count);
}

void TestSessionParts::theSameNoticeInARowIsCounted()
{
    FakeClock clock;
    NoticeLog log{clock};
    QSignalSpy added{&log, &NoticeLog::noticeAdded};
    QSignalSpy repeated{&log, &NoticeLog::lastNoticeRepeated};
    log.add(Severity::Info, NoticeKind::Connected, QStringLiteral("a"));
    clock.advance(1s);
    log.add(Severity::Info, NoticeKind::Connected, QStringLiteral("a"));
    log.add(Severity::Info, NoticeKind::Connected, QStringLiteral("b"));
    log.add(Severity::Info, NoticeKind::Connected, QStringLiteral("a"));
    QCOMPARE(added.size(), 3);
    QCOMPARE(repeated.size(), 1);
    QCOMPARE(log.notices().front().repeats, 2);
    QVERIFY(log.notices().front().time == clock.wallNow());
}

void TestSessionParts::noticesAreBounded()
{
    FakeClock clock;
    NoticeLog log{clock};
    QSignalSpy dropped{&log, &NoticeLog::oldestDropped};
    for (std::size_t i = 0; i < NoticeLog::maxNotices + 3; ++i)
        log.add(Severity::Info, NoticeKind::Connected, {}, {}, static_cast<std::int64_t>(i));
    QCOMPARE(log.notices().size(), NoticeLog::maxNotices);
    QCOMPARE(dropped.size(), 3);
    QCOMPARE(log.notices().front().code, std::int64_t{3});
}

void TestSessionParts::percentilesAreOfTheNewestMeasurements()
{
    LatencyLog log{100};
    QVERIFY(!log.percentile(50));
    QVERIFY(!log.last());
    log.add(1s); // pushed out below
    for (int i = 100; i >= 1; --i)
        log.add(std::chrono::microseconds{i});
    QCOMPARE(log.last()->count(), 1);
    QCOMPARE(log.percentile(50)->count(), 50);
    QCOMPARE(log.percentile(99)->count(), 99);
    QCOMPARE(log.percentile(100)->count(), 100);
    QCOMPARE(log.percentile(1)->count(), 1);
}

void TestSessionParts::accountsAreSynchronisedWhenAnsweredAndAllThere()
{
    using Result = AccountSync::Result;
    const SteadyTime start{1h};
    AccountSync sync;
    QCOMPARE(sync.result(start, 10s), Result::Waiting);
    sync.begin({AccountId{"A"}, AccountId{"B"}}, start);
    sync.snapshotApplied(AccountId{"A"});
    sync.snapshotApplied(AccountId{"B"});
    QCOMPARE(sync.result(start, 10s), Result::Waiting); // not answered yet
    sync.responded();
    QCOMPARE(sync.result(start, 10s), Result::Complete);
    sync.begin({}, start);
    QCOMPARE(sync.result(start, 10s), Result::Complete);
}

void TestSessionParts::synchronisingGivesUpInTime()
{
    using Result = AccountSync::Result;
    const SteadyTime start{1h};
    AccountSync sync;
    sync.begin({AccountId{"A"}, AccountId{"B"}}, start);
    sync.responded();
    QCOMPARE(sync.result(start + 10s, 10s), Result::Failed);
    sync.snapshotApplied(AccountId{"A"});
    QCOMPARE(sync.result(start + 9s, 10s), Result::Waiting);
    QCOMPARE(sync.result(start + 10s, 10s), Result::Partial);
    QCOMPARE(sync.missing().size(), std::size_t{1});
}

void TestSessionParts::evidenceOfThePriceFormat_data()
{
    QTest::addColumn<QString>("increment");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<int>("realDecimals");
    QTest::addColumn<PriceFormatEvidence>("evidence");
    QTest::newRow("ES in REAL") << "0.25" << 0 << 2 << PriceFormatEvidence::Real;
    QTest::newRow("ES in DECIMAL") << "25" << 0 << 2 << PriceFormatEvidence::NotReal;
    QTest::newRow("GC in REAL") << "0.1" << 0 << 1 << PriceFormatEvidence::Real;
    QTest::newRow("GC in DECIMAL") << "1" << 0 << 1 << PriceFormatEvidence::NotReal;
    QTest::newRow("the same in both") << "5" << 0 << 0 << PriceFormatEvidence::None;
    QTest::newRow("a round increment") << "100" << 0 << 2 << PriceFormatEvidence::None;
    QTest::newRow("no increment") << "" << 0 << 2 << PriceFormatEvidence::None;
    QTest::newRow("a zero increment") << "0" << 0 << 2 << PriceFormatEvidence::None;
    QTest::newRow("nonsense decimals") << "0.25" << -1 << 44 << PriceFormatEvidence::None;
}

void TestSessionParts::evidenceOfThePriceFormat()
{
    QFETCH(QString, increment);
    QFETCH(int, decimals);
    QFETCH(int, realDecimals);
    t4proto::v1::market::MarketDetails details;
    details.mutable_min_price_increment()->set_value(increment.toStdString());
    details.set_decimals(decimals);
    details.set_real_decimals(realDecimals);
    QTEST(priceFormatEvidence(details), "evidence");
}

QTEST_GUILESS_MAIN(TestSessionParts)
#include "test_session_parts.moc"
