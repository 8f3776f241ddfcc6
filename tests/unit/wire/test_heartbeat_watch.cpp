// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/heartbeat_watch.h"

#include "tests/support/fake_clock.h"

#include <QTest>

using namespace depthdeck;
using namespace std::chrono_literals;
using Life = HeartbeatWatch::Life;

class TestHeartbeatWatch final : public QObject
{
    Q_OBJECT

private slots:
    void silenceMakesItStaleAndThenDead();
    void anyMessageProvesLife();
    void aHeartbeatIsDueEveryTwentySeconds();
    void startCountsBothDirectionsAnew();

private:
    test::FakeClock m_clock;
};

void TestHeartbeatWatch::silenceMakesItStaleAndThenDead()
{
    const HeartbeatWatch watch{m_clock};
    QCOMPARE(watch.life(), Life::Fresh);
    m_clock.advance(24'999ms);
    QCOMPARE(watch.life(), Life::Fresh);
    m_clock.advance(1ms);
    QCOMPARE(watch.life(), Life::Stale);
    m_clock.advance(34'999ms);
    QCOMPARE(watch.life(), Life::Stale);
    m_clock.advance(1ms);
    QCOMPARE(watch.life(), Life::Dead);
    QVERIFY(watch.silence() == 60s);
}

void TestHeartbeatWatch::anyMessageProvesLife()
{
    HeartbeatWatch watch{m_clock};
    m_clock.advance(59s);
    watch.messageSeen(m_clock.steadyNow());
    QCOMPARE(watch.life(), Life::Fresh);
    m_clock.advance(25s);
    QCOMPARE(watch.life(), Life::Stale);
}

void TestHeartbeatWatch::aHeartbeatIsDueEveryTwentySeconds()
{
    HeartbeatWatch watch{m_clock};
    m_clock.advance(19'999ms);
    QVERIFY(!watch.isHeartbeatDue());
    m_clock.advance(1ms);
    QVERIFY(watch.isHeartbeatDue());
    // What the server sends is no reason not to send ours.
    watch.messageSeen(m_clock.steadyNow());
    QVERIFY(watch.isHeartbeatDue());
    watch.heartbeatSent();
    QVERIFY(!watch.isHeartbeatDue());
}

void TestHeartbeatWatch::startCountsBothDirectionsAnew()
{
    HeartbeatWatch watch{m_clock};
    m_clock.advance(1h);
    watch.start();
    QCOMPARE(watch.life(), Life::Fresh);
    QVERIFY(!watch.isHeartbeatDue());
}

QTEST_GUILESS_MAIN(TestHeartbeatWatch)
#include "test_heartbeat_watch.moc"
