// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/personal_limits.h"
#include "tests/support/fake_clock.h"

#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

using Answer = PersonalLimits::Answer;

namespace {

/// Every rule of RiskLimits, so that none is forgotten below.
struct Rule
{
    const char *name;
    void (*set)(RiskLimits &limits, int value);
    bool largerIsTighter;
};

const Rule rules[] = {
    {"ticks", [](RiskLimits &limits, int value) { limits.maxTicksFromMarket = value; }, false},
    {"clip", [](RiskLimits &limits, int value) { limits.maxClip = value; }, false},
    {"position", [](RiskLimits &limits, int value) { limits.maxPosition = value; }, false},
    {"working orders", [](RiskLimits &limits, int value) { limits.maxWorkingOrders = value; }, false},
    {"rate", [](RiskLimits &limits, int value) { limits.maxOrdersPerSecond = value; }, false},
    {"window", [](RiskLimits &limits, int value) { limits.duplicateWindow = std::chrono::milliseconds{value}; }, true},
    {"loss", [](RiskLimits &limits, int value) { limits.maxDayLossCents = value; }, false},
    {"idle", [](RiskLimits &limits, int value) { limits.idleMinutes = value; }, false},
};

RiskLimits with(const Rule &rule, int value)
{
    RiskLimits limits;
    rule.set(limits, value);
    return limits;
}

} // namespace

class TestPersonalLimits : public QObject
{
    Q_OBJECT

private slots:
    void theTighterOfBothRuleByRule_data();
    void theTighterOfBothRuleByRule();
    void looseningIsSeenInEveryRule_data();
    void looseningIsSeenInEveryRule();

    void anythingGoesWhileNotLocked();
    void negativeValuesAreOutOfRange_data();
    void negativeValuesAreOutOfRange();
    void lockedLimitsOnlyTighten();
    void theLockEndsAtItsMoment();
    void theLockOnlyGrows();
    void aLockInThePastIsRefused();
    void restoringFollowsNoRule();
    void whatChangesNothingIsNotAnnounced();

private:
    static void addRules()
    {
        QTest::addColumn<int>("rule");
        for (int i = 0; i < static_cast<int>(std::size(rules)); ++i)
            QTest::newRow(rules[i].name) << i;
    }
};

void TestPersonalLimits::theTighterOfBothRuleByRule_data()
{
    addRules();
}

void TestPersonalLimits::theTighterOfBothRuleByRule()
{
    QFETCH(int, rule);
    const Rule &one = rules[rule];
    const RiskLimits small = with(one, 3);
    const RiskLimits large = with(one, 7);
    const RiskLimits none = with(one, 0);
    QVERIFY(tighter(small, large) == (one.largerIsTighter ? large : small));
    QVERIFY(tighter(large, small) == (one.largerIsTighter ? large : small));
    QVERIFY(tighter(large, none) == large); // 0 sets no limit
    QVERIFY(tighter(none, large) == large);
    QVERIFY(tighter(none, none) == none);
}

void TestPersonalLimits::looseningIsSeenInEveryRule_data()
{
    addRules();
}

void TestPersonalLimits::looseningIsSeenInEveryRule()
{
    QFETCH(int, rule);
    const Rule &one = rules[rule];
    const RiskLimits small = with(one, 3);
    const RiskLimits large = with(one, 7);
    const RiskLimits none = with(one, 0);
    QCOMPARE(loosens(large, small), !one.largerIsTighter);
    QCOMPARE(loosens(small, large), one.largerIsTighter);
    QVERIFY(loosens(none, small));
    QVERIFY(!loosens(small, none));
    QVERIFY(!loosens(small, small));
}

void TestPersonalLimits::anythingGoesWhileNotLocked()
{
    FakeClock clock;
    PersonalLimits limits{clock};
    QSignalSpy changed{&limits, &PersonalLimits::changed};
    QCOMPARE(limits.set(with(rules[1], 3)), Answer::Accepted);
    QCOMPARE(limits.set(with(rules[1], 30)), Answer::Accepted);
    QCOMPARE(limits.limits().maxClip, 30);
    QCOMPARE(changed.size(), 2);
}

void TestPersonalLimits::negativeValuesAreOutOfRange_data()
{
    addRules();
}

void TestPersonalLimits::negativeValuesAreOutOfRange()
{
    QFETCH(int, rule);
    FakeClock clock;
    PersonalLimits limits{clock};
    QCOMPARE(limits.set(with(rules[rule], -1)), Answer::OutOfRange);
    QVERIFY(limits.limits() == RiskLimits{});
}

void TestPersonalLimits::lockedLimitsOnlyTighten()
{
    FakeClock clock;
    PersonalLimits limits{clock};
    QCOMPARE(limits.set(with(rules[1], 10)), Answer::Accepted);
    QCOMPARE(limits.lockUntil(clock.wallNow() + 1h), Answer::Accepted);
    QCOMPARE(limits.set(with(rules[1], 11)), Answer::LockedNotTighter);
    QCOMPARE(limits.set(with(rules[1], 0)), Answer::LockedNotTighter);
    QCOMPARE(limits.limits().maxClip, 10);
    QCOMPARE(limits.set(with(rules[1], 9)), Answer::Accepted);
    QCOMPARE(limits.set(with(rules[1], 10)), Answer::LockedNotTighter);
}

void TestPersonalLimits::theLockEndsAtItsMoment()
{
    FakeClock clock;
    PersonalLimits limits{clock};
    const WallTime until = clock.wallNow() + 1h;
    QCOMPARE(limits.set(with(rules[1], 10)), Answer::Accepted);
    QCOMPARE(limits.lockUntil(until), Answer::Accepted);
    QVERIFY(limits.lockedUntil() == until);
    clock.advance(1h - 1ns);
    QCOMPARE(limits.set(with(rules[1], 11)), Answer::LockedNotTighter);
    clock.advance(1ns);
    QVERIFY(!limits.lockedUntil());
    QCOMPARE(limits.set(with(rules[1], 11)), Answer::Accepted);
}

void TestPersonalLimits::theLockOnlyGrows()
{
    FakeClock clock;
    PersonalLimits limits{clock};
    QCOMPARE(limits.lockUntil(clock.wallNow() + 2h), Answer::Accepted);
    QCOMPARE(limits.lockUntil(clock.wallNow() + 1h), Answer::LockNotLonger);
    QCOMPARE(limits.lockUntil(clock.wallNow() + 3h), Answer::Accepted);
    clock.advance(3h);
    QCOMPARE(limits.lockUntil(clock.wallNow() + 1h), Answer::Accepted); // the old one is over
}

void TestPersonalLimits::aLockInThePastIsRefused()
{
    FakeClock clock;
    PersonalLimits limits{clock};
    QCOMPARE(limits.lockUntil(clock.wallNow()), Answer::LockInPast);
    QVERIFY(!limits.lockedUntil());
}

void TestPersonalLimits::restoringFollowsNoRule()
{
    FakeClock clock;
    PersonalLimits limits{clock};
    QCOMPARE(limits.lockUntil(clock.wallNow() + 2h), Answer::Accepted);
    QSignalSpy changed{&limits, &PersonalLimits::changed};
    limits.restore(with(rules[1], 50), clock.wallNow() + 1h);
    QCOMPARE(limits.limits().maxClip, 50);
    QVERIFY(limits.lockedUntil() == clock.wallNow() + 1h);
    QCOMPARE(changed.size(), 1);
}

void TestPersonalLimits::whatChangesNothingIsNotAnnounced()
{
    FakeClock clock;
    PersonalLimits limits{clock};
    const WallTime until = clock.wallNow() + 1h;
    QCOMPARE(limits.lockUntil(until), Answer::Accepted);
    QSignalSpy changed{&limits, &PersonalLimits::changed};
    QCOMPARE(limits.lockUntil(until), Answer::Accepted);
    QCOMPARE(limits.set(limits.limits()), Answer::Accepted);
    QCOMPARE(changed.size(), 0);
}

QTEST_GUILESS_MAIN(TestPersonalLimits)
#include "test_personal_limits.moc"
