// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/rest_token.h"

#include "app/time/timestamp.h"
#include "tests/support/fake_clock.h"

#include <t4/v1/auth/auth.pb.h>

#include <QTest>

#include <memory>

using namespace depthdeck;
using namespace std::chrono_literals;
using t4proto::v1::auth::AuthenticationToken;
using t4proto::v1::auth::LoginResponse;

namespace {

using Answers = std::vector<std::optional<QByteArray>>;

} // namespace

class TestRestToken final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void theLoginsTokenIsUsedAtOnce();
    void aTokenWithThirtySecondsLeftIsStillGood();
    void aTokenWithLessLeftIsRenewedFirst();
    void aTokenWithoutExpiryIsUsedUntilRefused();
    void callersShareOneOutstandingRequest();
    void anAnswerToAnotherRequestIsIgnored();
    void aFailureAnswersEveryoneWithNothing_data();
    void aFailureAnswersEveryoneWithNothing();
    void noAnswerIsGivenUp();
    void aRequestThatCannotBeSentIsAnsweredAtOnce();
    void anApiKeyNeedsNoToken();
    void aRefusedHeaderIsRenewedOnlyIfItIsStillTheOneKept();
    void theEndOfTheSessionForgetsEverything();
    void nobodyIsCalledAfterItIsGone();

private:
    AuthenticationToken tokenFor(const std::string &requestId, const char *token, std::chrono::seconds left) const;
    void logIn(const char *token, std::chrono::seconds left);
    RestToken::Reply keepAnswer()
    {
        return [this](const std::optional<QByteArray> &header) { m_answers.push_back(header); };
    }

    test::FakeClock m_clock;
    std::unique_ptr<RestToken> m_token;
    std::vector<std::string> m_requests;
    bool m_canSend = true;
    Answers m_answers;
};

void TestRestToken::init()
{
    m_requests.clear();
    m_answers.clear();
    m_canSend = true;
    m_token = std::make_unique<RestToken>(
        m_clock,
        [this](const std::string &requestId) {
            m_requests.push_back(requestId);
            return m_canSend;
        },
        RestToken::Limits{30s, 20ms});
}

AuthenticationToken TestRestToken::tokenFor(const std::string &requestId, const char *token,
                                            std::chrono::seconds left) const
{
    AuthenticationToken message;
    message.set_request_id(requestId);
    message.set_token(token);
    toWire(m_clock.wallNow() + left, *message.mutable_expire_time());
    return message;
}

void TestRestToken::logIn(const char *token, std::chrono::seconds left)
{
    LoginResponse response;
    *response.mutable_authentication_token() = tokenFor("", token, left);
    m_token->applyLogin(response);
}

void TestRestToken::theLoginsTokenIsUsedAtOnce()
{
    logIn("one", 600s);
    m_token->authorization(this, keepAnswer());
    QCOMPARE(m_answers, Answers{QByteArray{"Bearer one"}});
    QVERIFY(m_requests.empty());
}

void TestRestToken::aTokenWithThirtySecondsLeftIsStillGood()
{
    logIn("one", 600s);
    m_clock.advance(570s);
    m_token->authorization(this, keepAnswer());
    QCOMPARE(m_answers, Answers{QByteArray{"Bearer one"}});
}

void TestRestToken::aTokenWithLessLeftIsRenewedFirst()
{
    logIn("one", 600s);
    m_clock.advance(570s + 1ms);
    m_token->authorization(this, keepAnswer());
    QVERIFY(m_answers.empty());
    QCOMPARE(m_requests.size(), std::size_t{1});
    m_token->applyToken(tokenFor(m_requests.at(0), "two", 600s));
    QCOMPARE(m_answers, Answers{QByteArray{"Bearer two"}});
    m_token->authorization(this, keepAnswer());
    QCOMPARE(m_answers.size(), std::size_t{2});
    QCOMPARE(m_requests.size(), std::size_t{1});
}

void TestRestToken::aTokenWithoutExpiryIsUsedUntilRefused()
{
    LoginResponse response;
    response.mutable_authentication_token()->set_token("one");
    m_token->applyLogin(response);
    m_clock.advance(24h * 365);
    m_token->authorization(this, keepAnswer());
    QCOMPARE(m_answers, Answers{QByteArray{"Bearer one"}});
    m_token->renewAuthorization("Bearer one", this, keepAnswer());
    QCOMPARE(m_requests.size(), std::size_t{1});
}

void TestRestToken::callersShareOneOutstandingRequest()
{
    for (int i = 0; i < 3; ++i)
        m_token->authorization(this, keepAnswer());
    QCOMPARE(m_requests.size(), std::size_t{1});
    m_token->applyToken(tokenFor(m_requests.at(0), "one", 600s));
    QCOMPARE(m_answers, Answers(3, QByteArray{"Bearer one"}));
}

void TestRestToken::anAnswerToAnotherRequestIsIgnored()
{
    m_token->applyToken(tokenFor("never asked", "evil", 600s));
    m_token->authorization(this, keepAnswer());
    m_token->applyToken(tokenFor("another", "evil", 600s));
    QVERIFY(m_answers.empty());
    m_token->applyToken(tokenFor(m_requests.at(0), "good", 600s));
    QCOMPARE(m_answers, Answers{QByteArray{"Bearer good"}});
}

void TestRestToken::aFailureAnswersEveryoneWithNothing_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("failMessage");
    QTest::newRow("no token") << QByteArray{} << QByteArray{};
    QTest::newRow("a reason") << QByteArray{} << QByteArray{"no"};
    QTest::newRow("a reason and a token") << QByteArray{"one"} << QByteArray{"no"};
}

void TestRestToken::aFailureAnswersEveryoneWithNothing()
{
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, failMessage);
    m_token->authorization(this, keepAnswer());
    m_token->authorization(this, keepAnswer());
    AuthenticationToken message;
    message.set_request_id(m_requests.at(0));
    if (!token.isEmpty())
        message.set_token(token.toStdString());
    if (!failMessage.isEmpty())
        message.set_fail_message(failMessage.toStdString());
    m_token->applyToken(message);
    QCOMPARE(m_answers, (Answers{std::nullopt, std::nullopt}));
    // The next caller tries anew.
    m_token->authorization(this, keepAnswer());
    QCOMPARE(m_requests.size(), std::size_t{2});
    QVERIFY(m_requests.at(0) != m_requests.at(1));
}

void TestRestToken::noAnswerIsGivenUp()
{
    m_token->authorization(this, keepAnswer());
    QTRY_COMPARE(m_answers, Answers{std::nullopt});
    // Too late now.
    m_token->applyToken(tokenFor(m_requests.at(0), "late", 600s));
    m_token->authorization(this, keepAnswer());
    QCOMPARE(m_requests.size(), std::size_t{2});
}

void TestRestToken::aRequestThatCannotBeSentIsAnsweredAtOnce()
{
    m_canSend = false;
    m_token->authorization(this, keepAnswer());
    QCOMPARE(m_answers, Answers{std::nullopt});
}

void TestRestToken::anApiKeyNeedsNoToken()
{
    m_token->useApiKey(Secret{std::string{"K1"}});
    m_token->authorization(this, keepAnswer());
    // A key that is refused cannot be renewed.
    m_token->renewAuthorization("APIKey K1", this, keepAnswer());
    QCOMPARE(m_answers, (Answers{QByteArray{"APIKey K1"}, std::nullopt}));
    QVERIFY(m_requests.empty());
}

void TestRestToken::aRefusedHeaderIsRenewedOnlyIfItIsStillTheOneKept()
{
    logIn("one", 600s);
    m_token->renewAuthorization("Bearer one", this, keepAnswer());
    m_token->renewAuthorization("Bearer one", this, keepAnswer());
    QCOMPARE(m_requests.size(), std::size_t{1});
    m_token->applyToken(tokenFor(m_requests.at(0), "two", 600s));
    QCOMPARE(m_answers, Answers(2, QByteArray{"Bearer two"}));
    m_token->renewAuthorization("Bearer one", this, keepAnswer());
    QCOMPARE(m_answers, Answers(3, QByteArray{"Bearer two"}));
    QCOMPARE(m_requests.size(), std::size_t{1});
}

void TestRestToken::theEndOfTheSessionForgetsEverything()
{
    m_token->authorization(this, keepAnswer());
    m_token->clear();
    QCOMPARE(m_answers, Answers{std::nullopt});
    logIn("one", 600s);
    m_token->clear();
    m_token->authorization(this, keepAnswer());
    QCOMPARE(m_answers.size(), std::size_t{1});
    QCOMPARE(m_requests.size(), std::size_t{2});
}

void TestRestToken::nobodyIsCalledAfterItIsGone()
{
    auto asker = std::make_unique<QObject>();
    m_token->authorization(asker.get(), keepAnswer());
    asker.reset();
    m_token->applyToken(tokenFor(m_requests.at(0), "one", 600s));
    QVERIFY(m_answers.empty());
}

QTEST_GUILESS_MAIN(TestRestToken)
#include "test_rest_token.moc"
