// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/reconnect_policy.h"

#include <QTest>

using namespace depthdeck;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

ConnectionFailure because(FailureCause cause)
{
    ConnectionFailure failure;
    failure.cause = cause;
    return failure;
}

ConnectionFailure refusedWith(int code)
{
    ConnectionFailure failure = because(FailureCause::LoginRefused);
    failure.login = LoginOutcome::fromCode(code);
    return failure;
}

ConnectionFailure closedWith(int closeCode)
{
    ConnectionFailure failure = because(FailureCause::ClosedByServer);
    failure.closeCode = closeCode;
    return failure;
}

ConnectionFailure httpStatus(int status)
{
    ConnectionFailure failure = because(FailureCause::HttpError);
    failure.httpStatus = status;
    return failure;
}

} // namespace

class TestReconnectPolicy final : public QObject
{
    Q_OBJECT

private slots:
    void theDelayDoublesUpToThirtySecondsAndNeverEnds();
    void theDelayIsSpreadByAQuarter();
    void onlyASuccessfulLoginStartsOver();
    void theCauseDecides_data();
    void theCauseDecides();
    void theMachinesRandomNumbersStayInRange();
};

void TestReconnectPolicy::theDelayDoublesUpToThirtySecondsAndNeverEnds()
{
    ReconnectPolicy policy{[] { return 0.5; }};
    for (const milliseconds expected : {1'000ms, 2'000ms, 4'000ms, 8'000ms, 16'000ms, 30'000ms, 30'000ms})
        QCOMPARE(policy.nextDelay(because(FailureCause::Dropped)), expected);
    for (int i = 0; i < 10'000; ++i)
        QCOMPARE(policy.nextDelay(because(FailureCause::Refused)), 30'000ms);
}

void TestReconnectPolicy::theDelayIsSpreadByAQuarter()
{
    QCOMPARE((ReconnectPolicy{[] { return 0.0; }}.nextDelay(because(FailureCause::Dropped))), 750ms);
    QCOMPARE((ReconnectPolicy{[] { return 0.999999; }}.nextDelay(because(FailureCause::Dropped))), 1'249ms);
    // A bad source of numbers does no harm.
    QCOMPARE((ReconnectPolicy{[] { return 99.0; }}.nextDelay(because(FailureCause::Dropped))), 1'250ms);
}

void TestReconnectPolicy::onlyASuccessfulLoginStartsOver()
{
    ReconnectPolicy policy{[] { return 0.5; }};
    (void)policy.nextDelay(because(FailureCause::Dropped));
    (void)policy.nextDelay(because(FailureCause::Dropped));
    QCOMPARE(policy.failures(), 2);
    QCOMPARE(policy.nextDelay(because(FailureCause::Silent)), 4'000ms);
    policy.loginSucceeded();
    QCOMPARE(policy.nextDelay(because(FailureCause::Silent)), 1'000ms);
}

void TestReconnectPolicy::theCauseDecides_data()
{
    QTest::addColumn<ConnectionFailure>("failure");
    QTest::addColumn<int>("delayMs"); // of the first attempt; -1: never
    using enum FailureCause;
    const auto row = [](const char *name, const ConnectionFailure &failure, int delay) {
        QTest::newRow(name) << failure << delay;
    };
    row("wrong endpoint", because(InvalidEndpoint), -1);
    row("recording ended", because(ReplayEnded), -1);
    row("host not found", because(HostNotFound), 1'000);
    row("refused", because(Refused), 1'000);
    row("no network", because(Unreachable), 1'000);
    row("no answer", because(ConnectTimeout), 1'000);
    row("login not answered", because(LoginTimeout), 1'000);
    row("dropped", because(Dropped), 1'000);
    row("silent", because(Silent), 1'000);
    row("redirected", because(HttpRedirect), 30'000);
    row("TLS", because(TlsFailure), 30'000);
    row("too large", because(OversizedFrame), 30'000);
    row("protocol", because(ProtocolError), 30'000);
    row("HTTP 404", httpStatus(404), 30'000);
    row("HTTP 408", httpStatus(408), 1'000);
    row("HTTP 503", httpStatus(503), 1'000);
    row("not HTTP", httpStatus(0), 30'000);
    for (const int code : {1000, 1001, 1005, 1006, 1011, 1012, 1013, 1014})
        row(qPrintable(QStringLiteral("close %1").arg(code)), closedWith(code), 1'000);
    for (const int code : {1002, 1003, 1007, 1008, 1009, 1010})
        row(qPrintable(QStringLiteral("close %1").arg(code)), closedWith(code), 30'000);
    for (int code = -2; code <= 27; ++code) {
        const bool isSoon = code == 8 || code == 12 || code == 13;
        const bool isSlow = code == 10 || code == -1;
        row(qPrintable(QStringLiteral("login result %1").arg(code)), refusedWith(code),
            isSoon ? 1'000 : (isSlow ? 30'000 : -1));
    }
    row("login refused, result lost", because(LoginRefused), -1);
}

void TestReconnectPolicy::theCauseDecides()
{
    QFETCH(ConnectionFailure, failure);
    QFETCH(int, delayMs);
    ReconnectPolicy policy{[] { return 0.5; }};
    const auto delay = policy.nextDelay(failure);
    QCOMPARE(delay ? static_cast<int>(delay->count()) : -1, delayMs);
}

void TestReconnectPolicy::theMachinesRandomNumbersStayInRange()
{
    for (int i = 0; i < 200; ++i) {
        ReconnectPolicy policy;
        const auto delay = policy.nextDelay(because(FailureCause::Dropped));
        QVERIFY(*delay >= 750ms && *delay <= 1'250ms);
    }
}

QTEST_GUILESS_MAIN(TestReconnectPolicy)
#include "test_reconnect_policy.moc"
