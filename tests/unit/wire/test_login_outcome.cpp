// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/login_outcome.h"

#include <t4/v1/auth/auth.pb.h>

#include <QTest>

#include <map>

using namespace depthdeck;
using t4proto::v1::auth::LoginResponse;

namespace {

// The retry column of t4-protocol.md a.4; every number not named here is never tried again.
const std::map<int, RetryAdvice> retried{
    {8, RetryAdvice::Soon},  {10, RetryAdvice::Slowly}, {12, RetryAdvice::WithLessMarketData},
    {13, RetryAdvice::Soon}, {-1, RetryAdvice::Slowly},
};

} // namespace

class TestLoginOutcome final : public QObject
{
    Q_OBJECT

private slots:
    void everyNumberOfTheWireHasItsResultAndAdvice_data();
    void everyNumberOfTheWireHasItsResultAndAdvice();
    void anUnlistedNumberIsKeptAndNotRetried_data();
    void anUnlistedNumberIsKeptAndNotRetried();
    void theServersWordsAreKept();
};

void TestLoginOutcome::everyNumberOfTheWireHasItsResultAndAdvice_data()
{
    QTest::addColumn<int>("code");
    const auto *results = t4proto::v1::common::LoginResult_descriptor();
    for (int i = 0; i < results->value_count(); ++i)
        QTest::newRow(results->value(i)->name().c_str()) << results->value(i)->number();
}

void TestLoginOutcome::everyNumberOfTheWireHasItsResultAndAdvice()
{
    QFETCH(int, code);
    const LoginOutcome outcome = LoginOutcome::fromCode(code);
    QCOMPARE(static_cast<int>(outcome.result), code);
    QCOMPARE(outcome.code, code);
    QCOMPARE(outcome.isSuccess(), code == 0);
    const auto row = retried.find(code);
    QCOMPARE(outcome.retryAdvice(), row == retried.end() ? RetryAdvice::Never : row->second);
    QCOMPARE(outcome.isRetryable(), row != retried.end());
}

void TestLoginOutcome::anUnlistedNumberIsKeptAndNotRetried_data()
{
    QTest::addColumn<int>("code");
    for (const int code : {15, 26, 1'000, -2, 2'147'483'647})
        QTest::addRow("%d", code) << code;
}

void TestLoginOutcome::anUnlistedNumberIsKeptAndNotRetried()
{
    QFETCH(int, code);
    LoginResponse response;
    response.set_result(static_cast<t4proto::v1::common::LoginResult>(code));
    const LoginOutcome outcome = LoginOutcome::fromWire(response);
    QCOMPARE(outcome.result, LoginResult::Unlisted);
    QCOMPARE(outcome.code, code);
    QVERIFY(!outcome.isRetryable());
    QVERIFY(!outcome.isSuccess());
}

void TestLoginOutcome::theServersWordsAreKept()
{
    LoginResponse response;
    response.set_result(t4proto::v1::common::LOGIN_RESULT_LOCKED_OUT);
    response.set_error_message("Gesperrt – call us");
    QCOMPARE(LoginOutcome::fromWire(response),
             (LoginOutcome{LoginResult::LockedOut, 18, QStringLiteral("Gesperrt – call us")}));
}

QTEST_GUILESS_MAIN(TestLoginOutcome)
#include "test_login_outcome.moc"
