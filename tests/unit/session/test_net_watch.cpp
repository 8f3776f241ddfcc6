// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/net_watch.h"

#include "tests/support/fake_clock.h"

#include <QTest>

using namespace depthdeck;
using namespace depthdeck::test;
using namespace std::chrono_literals;

/// When a net position told by the server may be acted on.
class TestNetWatch final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_watch.clear();
        m_clock.advance(1h);
    }

    void aMarketNeverToldOfIsFlat() { QCOMPARE(trusted(), lots(0)); }
    void aSnapshotIsTrusted();
    void aFillMakesTheNetOldUntilItIsTold();
    void aNetToldBeforeItsFillIsTrustedOnceThatComes();
    void oneOfTwoFillsIsNotEnough();
    void oppositeFillsThatLeaveTheNetAreNoDoubt();
    void aBookingIsBelievedWhenNothingMovesForASecond();
    void afterABookingFillsCountFromThere();
    void aNetNotToldAfterTheLastFillIsNeverBelieved();
    void anAccountCanBeForgotten();

private:
    static std::optional<Quantity> lots(int count) { return Quantity{count}; }
    std::optional<Quantity> trusted() { return m_watch.trusted(m_key, m_clock.steadyNow()); }
    void fill(Side side, int count) { m_watch.noteFill(m_key, side, {count}, m_clock.steadyNow()); }
    void tell(int net) { m_watch.noteNet(m_key, {net}, m_clock.steadyNow()); }

    FakeClock m_clock;
    NetWatch m_watch;
    const NetWatch::Key m_key{AccountId{"A1"}, MarketId{"M1"}};
};

void TestNetWatch::aSnapshotIsTrusted()
{
    m_watch.rebase(m_key, {-3});
    QCOMPARE(trusted(), lots(-3));
}

void TestNetWatch::aFillMakesTheNetOldUntilItIsTold()
{
    m_watch.rebase(m_key, {2});
    fill(Side::Sell, 3);
    QCOMPARE(trusted(), std::nullopt);
    tell(-1);
    QCOMPARE(trusted(), lots(-1));
}

void TestNetWatch::aNetToldBeforeItsFillIsTrustedOnceThatComes()
{
    tell(2);
    QCOMPARE(trusted(), std::nullopt);
    fill(Side::Buy, 2);
    QCOMPARE(trusted(), lots(2));
}

void TestNetWatch::oneOfTwoFillsIsNotEnough()
{
    fill(Side::Buy, 1);
    fill(Side::Buy, 1);
    m_clock.advance(1ms);
    tell(1); // told after the last fill, but it is the state before that
    QCOMPARE(trusted(), std::nullopt);
    tell(2);
    QCOMPARE(trusted(), lots(2));
}

void TestNetWatch::oppositeFillsThatLeaveTheNetAreNoDoubt()
{
    m_watch.rebase(m_key, {1});
    fill(Side::Buy, 2);
    fill(Side::Sell, 2);
    QCOMPARE(trusted(), lots(1));
}

void TestNetWatch::aBookingIsBelievedWhenNothingMovesForASecond()
{
    m_watch.rebase(m_key, {1});
    tell(5); // the back office booked a position
    QCOMPARE(trusted(), std::nullopt);
    m_clock.advance(999ms);
    QCOMPARE(trusted(), std::nullopt);
    m_clock.advance(1ms);
    QCOMPARE(trusted(), lots(5));
}

void TestNetWatch::afterABookingFillsCountFromThere()
{
    tell(5);
    m_clock.advance(1s);
    QCOMPARE(trusted(), lots(5));
    fill(Side::Sell, 5);
    QCOMPARE(trusted(), std::nullopt);
    tell(0);
    QCOMPARE(trusted(), lots(0));
}

void TestNetWatch::aNetNotToldAfterTheLastFillIsNeverBelieved()
{
    tell(5);
    m_clock.advance(1ms);
    fill(Side::Buy, 1);
    m_clock.advance(1h);
    QCOMPARE(trusted(), std::nullopt);
}

void TestNetWatch::anAccountCanBeForgotten()
{
    const NetWatch::Key elsewhere{AccountId{"A2"}, MarketId{"M1"}};
    m_watch.rebase(m_key, {1});
    m_watch.rebase(elsewhere, {2});
    m_watch.forget(AccountId{"A1"});
    QCOMPARE(trusted(), lots(0));
    QCOMPARE(m_watch.trusted(elsewhere, m_clock.steadyNow()), lots(2));
}

QTEST_GUILESS_MAIN(TestNetWatch)
#include "test_net_watch.moc"
