// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/rest/rest_client.h"

#include "tests/unit/rest/http_server.h"

#include <QElapsedTimer>
#include <QTest>

#include <memory>

using namespace depthdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using test::httpAnswer;
using test::HttpRequest;
using Kind = RestError::Kind;

class TestRestClient final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void aGoodAnswerIsHandedOverAsItCame();
    void theBasesOwnPathIsKept();
    void anErrorStatusIsNamedAndRepeatedOnlyIfItMayHeal_data();
    void anErrorStatusIsNamedAndRepeatedOnlyIfItMayHeal();
    void theServersWordsAreKept_data();
    void theServersWordsAreKept();
    void whatHealsIsAnswered_data();
    void whatHealsIsAnswered();
    void retryAfterIsWaitedForIfItIsShort();
    void aLongRetryAfterIsNotWaitedFor();
    void aRefusedTokenIsRenewedOnceAndTheRequestRepeated();
    void aTokenRefusedTwiceIsTheEnd();
    void aTokenThatCannotBeRenewedIsTheEnd();
    void withoutATokenNothingIsSent();
    void aServerThatIsSilentTimesOut();
    void aServerThatIsNotThereIsANetworkError();
    void anAnswerThatIsCutOffIsRepeated();
    void anAnswerThatIsTooLargeIsDropped();
    void aRedirectIsNotFollowed();
    void cancelledRequestsAreNotAnswered();
    void requestsEndWithTheClient();

private:
    void get(const QString &path = u"/x"_s);
    [[nodiscard]] const RestError &error() const { return std::get<RestError>(*m_result); }

    std::unique_ptr<test::HttpServer> m_server;
    std::unique_ptr<RestClient> m_client;
    std::optional<RestResult<QByteArray>> m_result;
    int m_answers = 0;
    std::optional<QByteArray> m_currentHeader;
    std::optional<QByteArray> m_renewedHeader;
    std::vector<QByteArray> m_refusedHeaders;
};

void TestRestClient::init()
{
    m_result.reset();
    m_answers = 0;
    m_currentHeader = "Bearer one";
    m_renewedHeader = "Bearer two";
    m_refusedHeaders.clear();
    m_server = std::make_unique<test::HttpServer>();
    QVERIFY(m_server->listen());
    const AuthorizationSource source{
        [this](QObject *, const AuthorizationSource::Reply &reply) { reply(m_currentHeader); },
        [this](const QByteArray &refused, QObject *, const AuthorizationSource::Reply &reply) {
            m_refusedHeaders.push_back(refused);
            m_currentHeader = m_renewedHeader;
            reply(m_renewedHeader);
        }};
    RestClient::Limits limits;
    limits.timeout = 150ms;
    limits.firstBackOff = 1ms;
    limits.longestBackOff = 1'500ms;
    limits.maxBytes = 1'000;
    m_client = std::make_unique<RestClient>(source, limits);
    m_client->setBase(m_server->base());
}

void TestRestClient::get(const QString &path)
{
    m_client->get(path, {}, "application/json", this, [this](const RestResult<QByteArray> &result) {
        m_result = result;
        ++m_answers;
    });
}

void TestRestClient::aGoodAnswerIsHandedOverAsItCame()
{
    m_server->answer = [](const HttpRequest &) { return httpAnswer(200, QByteArray("\0\xff{", 3)); };
    get();
    QVERIFY(!m_result);
    QTRY_VERIFY(m_result);
    QCOMPARE(std::get<QByteArray>(*m_result), QByteArray("\0\xff{", 3));
    QCOMPARE(m_server->requests.at(0).headers.value("authorization"), QByteArray{"Bearer one"});
}

void TestRestClient::theBasesOwnPathIsKept()
{
    QUrl base = m_server->base();
    base.setPath(u"/gateway"_s);
    m_client->setBase(base);
    get(u"/markets/exchanges"_s);
    QTRY_VERIFY(m_result);
    QCOMPARE(m_server->requests.at(0).path, u"/gateway/markets/exchanges"_s);
}

void TestRestClient::anErrorStatusIsNamedAndRepeatedOnlyIfItMayHeal_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("attempts");
    const auto row = [](int status, Kind kind, int attempts) {
        QTest::addRow("%d", status) << status << static_cast<int>(kind) << attempts;
    };
    row(400, Kind::BadRequest, 1);
    row(403, Kind::Unauthorized, 1);
    row(404, Kind::NotFound, 1);
    row(408, Kind::Timeout, 4);
    row(409, Kind::BadRequest, 1);
    row(429, Kind::TooManyRequests, 4);
    row(500, Kind::Server, 4);
    row(502, Kind::Server, 4);
    row(503, Kind::Server, 4);
}

void TestRestClient::anErrorStatusIsNamedAndRepeatedOnlyIfItMayHeal()
{
    QFETCH(int, status);
    QFETCH(int, kind);
    QFETCH(int, attempts);
    m_server->answer = [status](const HttpRequest &) { return httpAnswer(status, {}); };
    get();
    QTRY_VERIFY(m_result);
    QCOMPARE(error(), (RestError{static_cast<Kind>(kind), status, {}, u"/x"_s}));
    QCOMPARE(m_server->requests.size(), static_cast<std::size_t>(attempts));
    QCOMPARE(m_answers, 1);
}

void TestRestClient::theServersWordsAreKept_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("detail");
    QTest::newRow("problem details") << QByteArray{R"({"title":"Bad id","status":400,"detail":"No such exchange."})"}
                                     << u"Bad id: No such exchange."_s;
    QTest::newRow("title only") << QByteArray{R"({"title":"Bad id"})"} << u"Bad id"_s;
    QTest::newRow("text") << QByteArray{"  no\r\n such   thing "} << u"no such thing"_s;
    QTest::newRow("long text") << QByteArray(500, 'x') << QString(300, u'x');
    QTest::newRow("other JSON") << QByteArray{R"(["a"])"} << u"[\"a\"]"_s;
}

void TestRestClient::theServersWordsAreKept()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, detail);
    m_server->answer = [body](const HttpRequest &) { return httpAnswer(400, body); };
    get();
    QTRY_VERIFY(m_result);
    QCOMPARE(error().detail, detail);
}

void TestRestClient::whatHealsIsAnswered_data()
{
    QTest::addColumn<int>("status"); // of the first two answers; 0: hang up
    for (const int status : {0, 408, 429, 500, 503})
        QTest::addRow("%d", status) << status;
}

void TestRestClient::whatHealsIsAnswered()
{
    QFETCH(int, status);
    m_server->answer = [this, status](const HttpRequest &) {
        if (m_server->requests.size() > 2)
            return httpAnswer(200, "good");
        return status == 0 ? QByteArray{"\r\n"} : httpAnswer(status, "bad");
    };
    get();
    QTRY_VERIFY(m_result);
    QCOMPARE(std::get<QByteArray>(*m_result), QByteArray{"good"});
    QCOMPARE(m_server->requests.size(), std::size_t{3});
}

void TestRestClient::retryAfterIsWaitedForIfItIsShort()
{
    m_server->answer = [this](const HttpRequest &) {
        return m_server->requests.size() > 1 ? httpAnswer(200, "good") : httpAnswer(429, {}, "Retry-After: 1\r\n");
    };
    QElapsedTimer waited;
    waited.start();
    get();
    QTRY_VERIFY(m_result);
    QCOMPARE(std::get<QByteArray>(*m_result), QByteArray{"good"});
    QVERIFY(waited.elapsed() >= 950); // never sooner than the server asked, give or take a coarse timer
}

void TestRestClient::aLongRetryAfterIsNotWaitedFor()
{
    m_server->answer = [](const HttpRequest &) { return httpAnswer(429, {}, "Retry-After: 3600\r\n"); };
    get();
    QTRY_VERIFY(m_result);
    QCOMPARE(error().kind, Kind::TooManyRequests);
    QCOMPARE(m_server->requests.size(), std::size_t{1});
}

void TestRestClient::aRefusedTokenIsRenewedOnceAndTheRequestRepeated()
{
    m_server->answer = [](const HttpRequest &request) {
        return request.headers.value("authorization") == "Bearer two" ? httpAnswer(200, "good") : httpAnswer(401, {});
    };
    get();
    QTRY_VERIFY(m_result);
    QCOMPARE(std::get<QByteArray>(*m_result), QByteArray{"good"});
    QCOMPARE(m_refusedHeaders, std::vector<QByteArray>{"Bearer one"});
    QCOMPARE(m_server->requests.size(), std::size_t{2});
}

void TestRestClient::aTokenRefusedTwiceIsTheEnd()
{
    m_server->answer = [](const HttpRequest &) { return httpAnswer(401, "no"); };
    get();
    QTRY_VERIFY(m_result);
    QCOMPARE(error(), (RestError{Kind::Unauthorized, 401, u"no"_s, u"/x"_s}));
    QCOMPARE(m_refusedHeaders.size(), std::size_t{1});
    QCOMPARE(m_server->requests.size(), std::size_t{2});
}

void TestRestClient::aTokenThatCannotBeRenewedIsTheEnd()
{
    m_renewedHeader.reset();
    m_server->answer = [](const HttpRequest &) { return httpAnswer(401, "no"); };
    get();
    QTRY_VERIFY(m_result);
    QCOMPARE(error().kind, Kind::Unauthorized);
    QCOMPARE(error().httpStatus, 401);
    QCOMPARE(m_server->requests.size(), std::size_t{1});
}

void TestRestClient::withoutATokenNothingIsSent()
{
    m_currentHeader.reset();
    get();
    QTRY_VERIFY(m_result);
    QCOMPARE(error().kind, Kind::NotConnected);
    QVERIFY(m_server->requests.empty());
}

void TestRestClient::aServerThatIsSilentTimesOut()
{
    m_server->answer = [](const HttpRequest &) { return QByteArray{}; };
    get();
    QTRY_VERIFY(m_result);
    QCOMPARE(error().kind, Kind::Timeout);
    QCOMPARE(m_server->requests.size(), std::size_t{4});
}

void TestRestClient::aServerThatIsNotThereIsANetworkError()
{
    m_server->close();
    get();
    QTRY_VERIFY(m_result);
    QCOMPARE(error().kind, Kind::Network);
    QCOMPARE(error().httpStatus, 0);
    QVERIFY(!error().detail.isEmpty());
}

void TestRestClient::anAnswerThatIsCutOffIsRepeated()
{
    m_server->answer = [this](const HttpRequest &) {
        return m_server->requests.size() > 1 ? httpAnswer(200, "good")
                                             : QByteArray{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{"};
    };
    get();
    QTRY_VERIFY(m_result);
    QCOMPARE(std::get<QByteArray>(*m_result), QByteArray{"good"});
}

void TestRestClient::anAnswerThatIsTooLargeIsDropped()
{
    m_server->answer = [](const HttpRequest &) { return httpAnswer(200, QByteArray(1'001, 'x')); };
    get();
    QTRY_VERIFY(m_result);
    QCOMPARE(error().kind, Kind::TooLarge);
    QCOMPARE(m_server->requests.size(), std::size_t{1});
}

void TestRestClient::aRedirectIsNotFollowed()
{
    test::HttpServer elsewhere;
    QVERIFY(elsewhere.listen());
    m_server->answer = [&](const HttpRequest &) {
        return httpAnswer(302, {}, "Location: " + elsewhere.base().toEncoded() + "/x\r\n");
    };
    get();
    QTRY_VERIFY(m_result);
    QCOMPARE(error().kind, Kind::Server);
    QCOMPARE(error().httpStatus, 302);
    QVERIFY(elsewhere.requests.empty());
}

void TestRestClient::cancelledRequestsAreNotAnswered()
{
    m_server->answer = [](const HttpRequest &) { return QByteArray{}; };
    get();
    get();
    QTRY_COMPARE(m_server->requests.size(), std::size_t{2});
    get(); // not yet sent
    m_client->cancelAll();
    m_server->answer = [](const HttpRequest &) { return httpAnswer(200, "good"); };
    get();
    QTRY_VERIFY(m_result);
    QTest::qWait(200); // longer than a time-out of the cancelled ones
    QCOMPARE(m_answers, 1);
    QCOMPARE(m_server->requests.size(), std::size_t{3});
}

void TestRestClient::requestsEndWithTheClient()
{
    m_server->answer = [](const HttpRequest &) { return QByteArray{}; };
    get();
    QTRY_COMPARE(m_server->requests.size(), std::size_t{1});
    get();
    m_client.reset();
    QCoreApplication::processEvents();
    QCOMPARE(m_answers, 0);
}

QTEST_GUILESS_MAIN(TestRestClient)
#include "test_rest_client.moc"
