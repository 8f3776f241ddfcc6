// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/action_list.h"
#include "ui/shell/status_part.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/top_bar.h"

#include <QSignalSpy>
#include <QTest>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

StatusPart *part(const QWidget &bar, const QString &name)
{
    for (StatusPart *each : bar.findChildren<StatusPart *>()) {
        if (each->accessibleName() == name)
            return each;
    }
    return nullptr;
}

} // namespace

class TestStatusBars : public QObject
{
    Q_OBJECT

private slots:
    void everySessionStateIsAWordAndAShape();
    void theStateStandsInTheDescription();
    void armedAndLockedDifferInWordShapeAndDress();
    void latencyAndAgeReadAsMeasured();
    void aLostConnectionSaysWhetherItTriesAgain();
    void clickingTheArmedStateAsksToArm();
    void serversCanBeToldApart();
    void theAccountAndItsMoneyAreShown();
};

void TestStatusBars::everySessionStateIsAWordAndAShape()
{
    QSet<QString> words;
    for (int at = 0; at <= static_cast<int>(SessionState::Lost); ++at)
        words.insert(connectionLook(static_cast<SessionState>(at), {}).text);
    QCOMPARE(words.size(), static_cast<int>(SessionState::Lost) + 1);
    QVERIFY(connectionLook(SessionState::Live, {}).shape != connectionLook(SessionState::Degraded, {}).shape);
    QVERIFY(connectionLook(SessionState::Live, {}).shape != connectionLook(SessionState::Lost, {}).shape);
}

void TestStatusBars::theStateStandsInTheDescription()
{
    Theme theme;
    StatusStrip strip{theme};
    StatusFigures figures;
    figures.state = SessionState::Live;
    figures.armed = true;
    figures.session.clickToWire = std::chrono::microseconds{210};
    figures.session.acknowledged = std::chrono::microseconds{12'400};
    strip.showFigures(figures);
    QCOMPARE(part(strip, u"Connection state"_s)->accessibleDescription(), u"Live"_s);
    QCOMPARE(part(strip, u"Armed state"_s)->accessibleDescription(), u"Armed"_s);
    QCOMPARE(part(strip, u"Latency"_s)->accessibleDescription(), u"Click to wire 210 µs, acknowledged 12.4 ms"_s);
    figures.armed = false;
    strip.showFigures(figures);
    QCOMPARE(part(strip, u"Armed state"_s)->accessibleDescription(), u"Locked"_s);
}

void TestStatusBars::armedAndLockedDifferInWordShapeAndDress()
{
    QVERIFY(armedLook(true).text != armedLook(false).text);
    QVERIFY(armedLook(true).shape != armedLook(false).shape);
    QVERIFY(armedLook(true).filled && !armedLook(false).filled);
}

void TestStatusBars::latencyAndAgeReadAsMeasured()
{
    SessionStatus status;
    QCOMPARE(feedAgeText(status), u"No market data yet"_s);
    QCOMPARE(latencyText(status), u"No order sent yet"_s);
    status.feedAge = std::chrono::milliseconds{4};
    QCOMPARE(feedAgeText(status), u"Market data 4 ms old"_s);
    QCOMPARE(framesText(60, 0), u"Frames 60/s, 0 late"_s);
}

void TestStatusBars::aLostConnectionSaysWhetherItTriesAgain()
{
    SessionStatus status;
    QVERIFY(connectionLook(SessionState::Lost, status).text.contains(u"not trying"_s));
    status.willRetry = true;
    status.retryIn = std::chrono::seconds{5};
    QVERIFY(connectionLook(SessionState::Lost, status).text.contains(u"in 5 s"_s));
}

void TestStatusBars::clickingTheArmedStateAsksToArm()
{
    Theme theme;
    StatusStrip strip{theme};
    strip.resize(1200, 26);
    strip.show();
    QVERIFY(QTest::qWaitForWindowExposed(&strip));
    QSignalSpy clicks{&strip, &StatusStrip::armClicked};
    QTest::mouseClick(part(strip, u"Armed state"_s), Qt::LeftButton);
    QCOMPARE(clicks.size(), 1);
}

void TestStatusBars::serversCanBeToldApart()
{
    const auto look = [](Endpoint::Kind kind) { return endpointLook(SessionState::Live, kind); };
    QCOMPARE(look(Endpoint::Kind::Simulated).text, u"SIMULATED EXCHANGE"_s);
    QCOMPARE(look(Endpoint::Kind::Simulator).text, u"T4 SIMULATOR"_s);
    QCOMPARE(look(Endpoint::Kind::Live).text, u"LIVE TRADING"_s);
    QVERIFY(look(Endpoint::Kind::Live).filled && !look(Endpoint::Kind::Simulator).filled);
    QCOMPARE(endpointLook(SessionState::Offline, Endpoint::Kind::Live).text, u"NOT CONNECTED"_s);
}

void TestStatusBars::theAccountAndItsMoneyAreShown()
{
    Theme theme;
    const ActionList actions;
    TopBar bar{theme, actions};
    QVERIFY(part(bar, u"Profit and loss"_s)->isHidden());
    Account account;
    account.id = AccountId{"1"};
    account.displayName = "SIM-10421";
    account.realised = 3000.0;
    account.unrealised = -55.5;
    account.availableCash = 188'400.0;
    bar.showAccount(&account, true);
    QCOMPARE(part(bar, u"Trading account"_s)->accessibleDescription(), u"Account SIM-10421"_s);
    QCOMPARE(part(bar, u"Profit and loss"_s)->accessibleDescription(), u"P&L ▲ +2,944.50"_s);
    QCOMPARE(part(bar, u"Available"_s)->accessibleDescription(), u"Available $188,400.00"_s);
    account.unrealisedTrade = 0.0;
    bar.showAccount(&account, true);
    QCOMPARE(part(bar, u"Profit and loss"_s)->accessibleDescription(), u"P&L ▲ +3,000.00"_s);
    bar.showAccount(&account, false);
    QVERIFY(part(bar, u"Trading account"_s)->accessibleDescription().contains(u"not confirmed"_s));
}

} // namespace depthdeck::ui

QTEST_MAIN(depthdeck::ui::TestStatusBars)
#include "test_status_bars.moc"
