// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/catalogue/us_holidays.h"
#include "app/exchange/venue/session_calendar.h"
#include "app/exchange/venue/simulated_time.h"

#include <QtTest>

using namespace depthdeck;
using namespace depthdeck::exchange;

class TestVenueCalendar final : public QObject
{
    Q_OBJECT

private slots:
    void aMomentHasItsPhase_data();
    void aMomentHasItsPhase();
    void aPhaseEndsWhereTheNextBegins();
    void daylightSavingMovesTheSessionInUtc();
    void theTradeDateChangesWithTheEveningPreOpen_data();
    void theTradeDateChangesWithTheEveningPreOpen();
    void settlementsSkipTheWeekend();
    void holidaysAreKeptByRule_data();
    void holidaysAreKeptByRule();
    void aHolidayHasNoSession_data();
    void aHolidayHasNoSession();
    void theTradeDateSkipsAHoliday();
    void theNextOpeningIsAfterTheHoliday();
    void simulatedTimeRunsAtItsSpeedBothWays();

private:
    [[nodiscard]] WallTime at(int day, int hour, int minute) const
    {
        return m_time.at(QDate{2026, 11, day}, hour * 60 + minute);
    }

    ChicagoTime m_time;
    SessionCalendar m_calendar{m_time};
};

void TestVenueCalendar::aMomentHasItsPhase_data()
{
    QTest::addColumn<Schedule>("schedule");
    QTest::addColumn<int>("day"); // of November 2026; the 23rd is a Monday
    QTest::addColumn<int>("hour");
    QTest::addColumn<int>("minute");
    QTest::addColumn<MarketMode>("mode");
    QTest::newRow("Monday noon") << Schedule::Globex << 23 << 12 << 0 << MarketMode::Open;
    QTest::newRow("last minute") << Schedule::Globex << 23 << 15 << 59 << MarketMode::Open;
    QTest::newRow("close") << Schedule::Globex << 23 << 16 << 0 << MarketMode::PreClosed;
    QTest::newRow("closed") << Schedule::Globex << 23 << 16 << 5 << MarketMode::Closed;
    QTest::newRow("pre-open") << Schedule::Globex << 23 << 16 << 45 << MarketMode::PreOpen;
    QTest::newRow("reopen") << Schedule::Globex << 23 << 17 << 0 << MarketMode::Open;
    QTest::newRow("Friday evening") << Schedule::Globex << 27 << 17 << 0 << MarketMode::Closed;
    QTest::newRow("Saturday") << Schedule::Globex << 28 << 12 << 0 << MarketMode::Closed;
    QTest::newRow("Sunday afternoon") << Schedule::Globex << 22 << 16 << 30 << MarketMode::PreOpen;
    QTest::newRow("Sunday evening") << Schedule::Globex << 22 << 17 << 0 << MarketMode::Open;
    QTest::newRow("grains at night") << Schedule::Grains << 24 << 3 << 0 << MarketMode::Open;
    QTest::newRow("grains' morning pause") << Schedule::Grains << 24 << 7 << 50 << MarketMode::Closed;
    QTest::newRow("grains before the day") << Schedule::Grains << 24 << 8 << 15 << MarketMode::PreOpen;
    QTest::newRow("grains by day") << Schedule::Grains << 24 << 13 << 19 << MarketMode::Open;
    QTest::newRow("grains' close") << Schedule::Grains << 24 << 13 << 20 << MarketMode::PreClosed;
    QTest::newRow("grains' afternoon") << Schedule::Grains << 24 << 15 << 0 << MarketMode::Closed;
    QTest::newRow("grains' evening") << Schedule::Grains << 24 << 19 << 0 << MarketMode::Open;
    QTest::newRow("grains on Friday evening") << Schedule::Grains << 27 << 19 << 0 << MarketMode::Closed;
}

void TestVenueCalendar::aMomentHasItsPhase()
{
    QFETCH(Schedule, schedule);
    QFETCH(int, day);
    QFETCH(int, hour);
    QFETCH(int, minute);
    QFETCH(MarketMode, mode);
    QCOMPARE(m_calendar.phaseAt(schedule, at(day, hour, minute)).mode, mode);
}

void TestVenueCalendar::aPhaseEndsWhereTheNextBegins()
{
    for (const Schedule schedule : {Schedule::Globex, Schedule::Grains}) {
        WallTime time = at(22, 0, 0);
        for (int changes = 0; changes < 60; ++changes) {
            const SessionCalendar::Phase phase = m_calendar.phaseAt(schedule, time);
            QVERIFY(phase.until > time);
            QCOMPARE(m_calendar.phaseAt(schedule, phase.until - std::chrono::nanoseconds{1}).mode, phase.mode);
            QVERIFY(m_calendar.phaseAt(schedule, phase.until).mode != phase.mode);
            time = phase.until;
        }
    }
}

void TestVenueCalendar::daylightSavingMovesTheSessionInUtc()
{
    const auto utcHourOfOpen = [&](QDate date) {
        return QDateTime::fromMSecsSinceEpoch(
                   std::chrono::floor<std::chrono::milliseconds>(m_time.at(date, 17 * 60).time_since_epoch()).count(),
                   Qt::UTC)
            .time()
            .hour();
    };
    QCOMPARE(utcHourOfOpen(QDate{2026, 7, 1}), 22);
    QCOMPARE(utcHourOfOpen(QDate{2026, 12, 1}), 23);
}

void TestVenueCalendar::theTradeDateChangesWithTheEveningPreOpen_data()
{
    QTest::addColumn<int>("day");
    QTest::addColumn<int>("hour");
    QTest::addColumn<int>("minute");
    QTest::addColumn<QDate>("tradeDate");
    QTest::newRow("Monday") << 23 << 12 << 0 << QDate{2026, 11, 23};
    QTest::newRow("Monday before") << 23 << 16 << 44 << QDate{2026, 11, 23};
    QTest::newRow("Monday after") << 23 << 16 << 45 << QDate{2026, 11, 24};
    QTest::newRow("Friday evening") << 27 << 20 << 0 << QDate{2026, 11, 27};
    QTest::newRow("Saturday") << 28 << 12 << 0 << QDate{2026, 11, 27};
    QTest::newRow("Sunday noon") << 29 << 12 << 0 << QDate{2026, 11, 27};
    QTest::newRow("Sunday evening") << 29 << 16 << 0 << QDate{2026, 11, 30};
}

void TestVenueCalendar::theTradeDateChangesWithTheEveningPreOpen()
{
    QFETCH(int, day);
    QFETCH(int, hour);
    QFETCH(int, minute);
    QFETCH(QDate, tradeDate);
    const WallTime time = at(day, hour, minute);
    QCOMPARE(m_calendar.tradeDateAt(time), tradeDate);
    const WallTime next = m_calendar.nextTradeDate(time);
    QCOMPARE(m_calendar.tradeDateAt(next - std::chrono::nanoseconds{1}), tradeDate);
    QVERIFY(m_calendar.tradeDateAt(next) > tradeDate);
}

void TestVenueCalendar::settlementsSkipTheWeekend()
{
    QCOMPARE(m_calendar.nextSettlement(Schedule::Globex, at(27, 16, 0)), m_time.at(QDate{2026, 11, 30}, 16 * 60));
    QCOMPARE(m_calendar.nextSettlement(Schedule::Grains, at(23, 9, 0)), at(23, 13, 20));
}

void TestVenueCalendar::holidaysAreKeptByRule_data()
{
    QTest::addColumn<QDate>("date");
    QTest::addColumn<bool>("holiday");
    QTest::newRow("New Year") << QDate{2027, 1, 1} << true;
    QTest::newRow("New Year on a Sunday, the Monday") << QDate{2023, 1, 2} << true;
    QTest::newRow("New Year on a Saturday, the Friday before") << QDate{2027, 12, 31} << false;
    QTest::newRow("Martin Luther King") << QDate{2026, 1, 19} << true;
    QTest::newRow("Presidents") << QDate{2026, 2, 16} << true;
    QTest::newRow("Good Friday 2026") << QDate{2026, 4, 3} << true;
    QTest::newRow("Good Friday 2027") << QDate{2027, 3, 26} << true;
    QTest::newRow("Easter Monday is none") << QDate{2026, 4, 6} << false;
    QTest::newRow("Memorial") << QDate{2026, 5, 25} << true;
    QTest::newRow("the Monday before it is none") << QDate{2026, 5, 18} << false;
    QTest::newRow("Juneteenth") << QDate{2026, 6, 19} << true;
    QTest::newRow("Independence on a Saturday, the Friday") << QDate{2026, 7, 3} << true;
    QTest::newRow("Labor") << QDate{2026, 9, 7} << true;
    QTest::newRow("Columbus is none") << QDate{2026, 10, 12} << false;
    QTest::newRow("Thanksgiving") << QDate{2026, 11, 26} << true;
    QTest::newRow("the day after is none") << QDate{2026, 11, 27} << false;
    QTest::newRow("Christmas") << QDate{2026, 12, 25} << true;
    QTest::newRow("Christmas on a Saturday, the Friday") << QDate{2027, 12, 24} << true;
}

void TestVenueCalendar::holidaysAreKeptByRule()
{
    QFETCH(QDate, date);
    QFETCH(bool, holiday);
    QCOMPARE(isUsHoliday(date), holiday);
}

/// Thanksgiving is Thursday the 26th.
void TestVenueCalendar::aHolidayHasNoSession_data()
{
    QTest::addColumn<Schedule>("schedule");
    QTest::addColumn<int>("day");
    QTest::addColumn<int>("hour");
    QTest::addColumn<MarketMode>("mode");
    QTest::newRow("the day before") << Schedule::Globex << 25 << 12 << MarketMode::Open;
    QTest::newRow("the evening before") << Schedule::Globex << 25 << 18 << MarketMode::Closed;
    QTest::newRow("the holiday") << Schedule::Globex << 26 << 12 << MarketMode::Closed;
    QTest::newRow("its evening") << Schedule::Globex << 26 << 18 << MarketMode::Open;
    QTest::newRow("grains the evening before") << Schedule::Grains << 25 << 20 << MarketMode::Closed;
    QTest::newRow("grains on the holiday") << Schedule::Grains << 26 << 10 << MarketMode::Closed;
    QTest::newRow("grains on its evening") << Schedule::Grains << 26 << 20 << MarketMode::Open;
    QTest::newRow("grains the day after") << Schedule::Grains << 27 << 10 << MarketMode::Open;
}

void TestVenueCalendar::aHolidayHasNoSession()
{
    QFETCH(Schedule, schedule);
    QFETCH(int, day);
    QFETCH(int, hour);
    QFETCH(MarketMode, mode);
    QCOMPARE(m_calendar.phaseAt(schedule, at(day, hour, 0)).mode, mode);
}

void TestVenueCalendar::theTradeDateSkipsAHoliday()
{
    QCOMPARE(m_calendar.tradeDateAt(at(25, 17, 0)), (QDate{2026, 11, 25}));
    QCOMPARE(m_calendar.tradeDateAt(at(26, 16, 44)), (QDate{2026, 11, 25}));
    QCOMPARE(m_calendar.tradeDateAt(at(26, 16, 45)), (QDate{2026, 11, 27}));
    QCOMPARE(m_calendar.nextTradeDate(at(25, 12, 0)), at(26, 16, 45));
    QCOMPARE(m_calendar.nextSettlement(Schedule::Globex, at(25, 16, 0)), at(27, 16, 0));
}

void TestVenueCalendar::theNextOpeningIsAfterTheHoliday()
{
    QCOMPARE(m_calendar.nextOpening(Schedule::Globex, at(25, 12, 0)), at(26, 17, 0));
    QCOMPARE(m_calendar.nextOpening(Schedule::Globex, at(26, 16, 50)), at(26, 17, 0));
    QCOMPARE(m_calendar.nextOpening(Schedule::Grains, at(24, 3, 0)), at(24, 8, 30));
}

void TestVenueCalendar::simulatedTimeRunsAtItsSpeedBothWays()
{
    using namespace std::chrono_literals;
    const WallTime real = at(23, 9, 0);
    const WallTime simulated = at(1, 9, 0);
    const SimulatedTime fast{real, simulated, 1000};
    QCOMPARE(fast.toSimulated(real + 3s), simulated + 30s);
    QCOMPARE(fast.toReal(simulated + 30s), real + 3s);
    const SimulatedTime slow{real, simulated, 50};
    QCOMPARE(slow.toSimulated(real + 10h), simulated + 5h);
    QCOMPARE(slow.toReal(simulated + 5h), real + 10h);
}

QTEST_GUILESS_MAIN(TestVenueCalendar)
#include "test_venue_calendar.moc"
