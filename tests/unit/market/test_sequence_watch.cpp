// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/sequence_watch.h"

#include <QTest>

using depthdeck::SequenceWatch;
using Kind = SequenceWatch::Kind;
using Verdict = SequenceWatch::Verdict;

class TestSequenceWatch final : public QObject
{
    Q_OBJECT

private slots:
    void whatTheSnapshotHasIsOld();
    void gapsMeanNothingUntilStepsOfOneAreProven();
    void aMissingNumberShowsOnceStepsAreProven();
    void oneJumpStartsTheProofAgain();
    void theProofOutlivesASnapshot();
    void tradesShareTheCounter();
    void aTradeAndItsUpdateMayHaveOneNumber();
    void aServerThatNumbersNothingIsHeard();
};

void TestSequenceWatch::whatTheSnapshotHasIsOld()
{
    SequenceWatch watch;
    watch.start(100);
    QVERIFY(watch.judge(Kind::Update, 99) == Verdict::Old);
    QVERIFY(watch.judge(Kind::Update, 100) == Verdict::Old);
    QVERIFY(watch.judge(Kind::Update, 101) == Verdict::New);
    QVERIFY(watch.judge(Kind::Update, 101) == Verdict::Old);
    QVERIFY(watch.judge(Kind::Trade, 0) == Verdict::Old);
}

void TestSequenceWatch::gapsMeanNothingUntilStepsOfOneAreProven()
{
    SequenceWatch watch;
    watch.start(100);
    QVERIFY(watch.judge(Kind::Update, 200) == Verdict::New);
    QCOMPARE(watch.last(), std::uint64_t{200});
    for (std::uint64_t step = 1; step < 64; ++step)
        QVERIFY(watch.judge(Kind::Update, 200 + step) == Verdict::New);
    QVERIFY(!watch.stepsProven());
    QVERIFY(watch.judge(Kind::Update, 300) == Verdict::New);
}

void TestSequenceWatch::aMissingNumberShowsOnceStepsAreProven()
{
    SequenceWatch watch;
    watch.start(0);
    for (std::uint64_t step = 1; step <= 64; ++step)
        QVERIFY(watch.judge(Kind::Update, step) == Verdict::New);
    QVERIFY(watch.stepsProven());
    QVERIFY(watch.judge(Kind::Update, 66) == Verdict::Missing);
    QVERIFY(watch.judge(Kind::Update, 67) == Verdict::New);
}

void TestSequenceWatch::oneJumpStartsTheProofAgain()
{
    SequenceWatch watch;
    watch.start(0);
    for (std::uint64_t step = 1; step <= 60; ++step)
        QVERIFY(watch.judge(Kind::Update, step) == Verdict::New);
    QVERIFY(watch.judge(Kind::Update, 70) == Verdict::New);
    for (std::uint64_t step = 71; step <= 133; ++step)
        QVERIFY(watch.judge(Kind::Update, step) == Verdict::New);
    QVERIFY(!watch.stepsProven());
    QVERIFY(watch.judge(Kind::Update, 134) == Verdict::New);
    QVERIFY(watch.stepsProven());
}

void TestSequenceWatch::theProofOutlivesASnapshot()
{
    SequenceWatch watch;
    watch.start(0);
    for (std::uint64_t step = 1; step <= 64; ++step)
        QVERIFY(watch.judge(Kind::Update, step) == Verdict::New);
    watch.start(1000);
    QVERIFY(watch.judge(Kind::Update, 1002) == Verdict::Missing);
}

void TestSequenceWatch::tradesShareTheCounter()
{
    SequenceWatch watch;
    watch.start(0);
    for (std::uint64_t step = 1; step <= 64; ++step)
        QVERIFY(watch.judge(step % 2 == 0 ? Kind::Trade : Kind::Update, step) == Verdict::New);
    QVERIFY(watch.judge(Kind::Trade, 65) == Verdict::New);
    QVERIFY(watch.judge(Kind::Update, 66) == Verdict::New);
    QVERIFY(watch.judge(Kind::Update, 64) == Verdict::Old);
}

void TestSequenceWatch::aTradeAndItsUpdateMayHaveOneNumber()
{
    SequenceWatch watch;
    watch.start(10);
    QVERIFY(watch.judge(Kind::Trade, 11) == Verdict::New);
    QVERIFY(watch.judge(Kind::Update, 11) == Verdict::New);
    QVERIFY(watch.judge(Kind::Update, 11) == Verdict::Old);
    QVERIFY(watch.judge(Kind::Trade, 11) == Verdict::Old);
}

void TestSequenceWatch::aServerThatNumbersNothingIsHeard()
{
    SequenceWatch watch;
    watch.start(0);
    QVERIFY(watch.judge(Kind::Update, 0) == Verdict::New);
    QVERIFY(watch.judge(Kind::Update, 0) == Verdict::New);
    QVERIFY(watch.judge(Kind::Update, 1) == Verdict::New);
    QVERIFY(watch.judge(Kind::Update, 0) == Verdict::Old);
}

QTEST_APPLESS_MAIN(TestSequenceWatch)
#include "test_sequence_watch.moc"
