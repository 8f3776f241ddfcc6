// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/time/timestamp.h"
#include "tests/support/fake_clock.h"

#include <google/protobuf/timestamp.pb.h>

#include <QTest>

#include <limits>

using namespace depthdeck;
using namespace std::chrono_literals;

namespace {

google::protobuf::Timestamp stamp(qint64 seconds, int nanos)
{
    google::protobuf::Timestamp timestamp;
    timestamp.set_seconds(seconds);
    timestamp.set_nanos(nanos);
    return timestamp;
}

} // namespace

class TestTimestamp final : public QObject
{
    Q_OBJECT

private slots:
    void readsWireTimestamps_data();
    void readsWireTimestamps();
    void writesWhatItReads_data();
    void writesWhatItReads();
    void refusesWhatIsNoMoment_data();
    void refusesWhatIsNoMoment();
    void heartbeatMillisecondsRoundDown_data();
    void heartbeatMillisecondsRoundDown();
    void systemClockRunsForward();
    void fakeClockMovesBothTimesOnlyWhenTold();
};

void TestTimestamp::readsWireTimestamps_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<int>("nanos");
    QTest::addColumn<qint64>("nanosSinceEpoch");
    QTest::newRow("one second") << qint64{1} << 0 << qint64{1'000'000'000};
    QTest::newRow("one nanosecond") << qint64{0} << 1 << qint64{1};
    QTest::newRow("a trade in 2026") << qint64{1'785'585'600} << 123'456'789 << qint64{1'785'585'600'123'456'789};
    QTest::newRow("before the epoch") << qint64{-1} << 999'999'999 << qint64{-1};
}

void TestTimestamp::readsWireTimestamps()
{
    QFETCH(qint64, seconds);
    QFETCH(int, nanos);
    QFETCH(qint64, nanosSinceEpoch);
    const auto read = fromWire(stamp(seconds, nanos));
    QVERIFY(read);
    QCOMPARE(static_cast<qint64>(read->time_since_epoch().count()), nanosSinceEpoch);
}

void TestTimestamp::writesWhatItReads_data()
{
    readsWireTimestamps_data();
    QTest::newRow("the latest") << qint64{9'223'372'035} << 999'999'999 << qint64{9'223'372'035'999'999'999};
    QTest::newRow("the earliest") << qint64{-9'223'372'035} << 0 << qint64{-9'223'372'035'000'000'000};
}

void TestTimestamp::writesWhatItReads()
{
    QFETCH(qint64, seconds);
    QFETCH(int, nanos);
    const auto read = fromWire(stamp(seconds, nanos));
    QVERIFY(read);
    google::protobuf::Timestamp written;
    toWire(*read, written);
    QCOMPARE(static_cast<qint64>(written.seconds()), seconds);
    QCOMPARE(written.nanos(), nanos);
}

void TestTimestamp::refusesWhatIsNoMoment_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<int>("nanos");
    QTest::newRow("zero is unknown") << qint64{0} << 0;
    QTest::newRow("a whole second of nanos") << qint64{1} << 1'000'000'000;
    QTest::newRow("negative nanos") << qint64{1} << -1;
    QTest::newRow("too late") << qint64{9'223'372'036} << 0;
    QTest::newRow("too early") << qint64{-9'223'372'036} << 0;
    QTest::newRow("largest") << std::numeric_limits<qint64>::max() << 0;
    QTest::newRow("smallest") << std::numeric_limits<qint64>::min() << 0;
}

void TestTimestamp::refusesWhatIsNoMoment()
{
    QFETCH(qint64, seconds);
    QFETCH(int, nanos);
    QVERIFY(!fromWire(stamp(seconds, nanos)));
}

void TestTimestamp::heartbeatMillisecondsRoundDown_data()
{
    QTest::addColumn<qint64>("nanos");
    QTest::addColumn<qint64>("milliseconds");
    QTest::newRow("epoch") << qint64{0} << qint64{0};
    QTest::newRow("just below") << qint64{1'999'999} << qint64{1};
    QTest::newRow("before the epoch") << qint64{-1} << qint64{-1};
    QTest::newRow("2023") << qint64{1'700'000'000'000'000'000} << qint64{1'700'000'000'000};
}

void TestTimestamp::heartbeatMillisecondsRoundDown()
{
    QFETCH(qint64, nanos);
    QFETCH(qint64, milliseconds);
    QCOMPARE(static_cast<qint64>(unixMilliseconds(WallTime{std::chrono::nanoseconds{nanos}})), milliseconds);
}

void TestTimestamp::systemClockRunsForward()
{
    const SystemClock clock;
    const SteadyTime earlier = clock.steadyNow();
    QVERIFY(clock.steadyNow() >= earlier);
    QVERIFY(unixMilliseconds(clock.wallNow()) > 1'600'000'000'000);
}

void TestTimestamp::fakeClockMovesBothTimesOnlyWhenTold()
{
    test::FakeClock clock;
    const SteadyTime steady = clock.steadyNow();
    const WallTime wall = clock.wallNow();
    QVERIFY(clock.steadyNow() == steady);
    clock.advance(20s);
    QVERIFY(clock.steadyNow() == steady + 20s);
    QVERIFY(clock.wallNow() == wall + 20s);
}

QTEST_GUILESS_MAIN(TestTimestamp)
#include "test_timestamp.moc"
