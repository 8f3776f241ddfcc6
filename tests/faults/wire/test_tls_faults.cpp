// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/wire/fault_watch.h"
#include "tests/unit/wire/wire_server.h"

#include <QFile>
#include <QProcess>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace depthdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using test::FaultWatch;
using test::someUser;
using test::WireServer;

/// A certificate of our own making, for one host, signed by nobody.
class TestTlsFaults final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();

    void aCertificateThatNobodySignedIsRefused();
    void aTrustedCertificateOfAnotherHostIsRefused();
    void aTrustedCertificateIsAccepted();
    void aServerWithoutTlsIsRefused();

private:
    void startServer(WireServer &server);
    void trustOurCertificate();
    static Endpoint secure(const WireServer &server, const QString &host);

    QTemporaryDir m_folder;
    QSslCertificate m_certificate;
    QSslKey m_key;
    QSslConfiguration m_usual = QSslConfiguration::defaultConfiguration();
};

void TestTlsFaults::initTestCase()
{
    const QString key = m_folder.filePath(u"key.pem"_s);
    const QString certificate = m_folder.filePath(u"certificate.pem"_s);
    QProcess openssl;
    openssl.start(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s,
                                 u"-subj"_s, u"/CN=localhost"_s, u"-addext"_s, u"subjectAltName=DNS:localhost"_s,
                                 u"-keyout"_s, key, u"-out"_s, certificate});
    QVERIFY2(openssl.waitForFinished() && openssl.exitCode() == 0, "this test needs the openssl command");
    m_certificate = QSslCertificate::fromPath(certificate).value(0);
    QFile file{key};
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_key = QSslKey{&file, QSsl::Rsa};
    QVERIFY(!m_certificate.isNull() && !m_key.isNull());
}

void TestTlsFaults::cleanup()
{
    QSslConfiguration::setDefaultConfiguration(m_usual);
}

void TestTlsFaults::startServer(WireServer &server)
{
    QSslConfiguration configuration = m_usual;
    configuration.setLocalCertificate(m_certificate);
    configuration.setPrivateKey(m_key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // of clients: T4 asks for no client certificate
    server.server().setSslConfiguration(configuration);
    QVERIFY(server.listen());
}

void TestTlsFaults::trustOurCertificate()
{
    QSslConfiguration configuration = m_usual;
    configuration.addCaCertificate(m_certificate);
    QSslConfiguration::setDefaultConfiguration(configuration);
}

Endpoint TestTlsFaults::secure(const WireServer &server, const QString &host)
{
    Endpoint endpoint = server.endpoint();
    endpoint.webSocket.setScheme(u"wss"_s);
    endpoint.webSocket.setHost(host);
    return endpoint;
}

void TestTlsFaults::aCertificateThatNobodySignedIsRefused()
{
    WireServer server{QWebSocketServer::SecureMode};
    startServer(server);
    FaultWatch watch;
    watch.connection.open(secure(server, u"localhost"_s), someUser());
    QTRY_COMPARE(watch.losses.size(), std::size_t{1});
    QCOMPARE(watch.losses.at(0).cause, FailureCause::TlsFailure);
    QVERIFY(!watch.losses.at(0).tlsErrors.isEmpty());
    QVERIFY(server.frames.empty());
}

void TestTlsFaults::aTrustedCertificateOfAnotherHostIsRefused()
{
    WireServer server{QWebSocketServer::SecureMode};
    startServer(server);
    trustOurCertificate();
    FaultWatch watch;
    watch.connection.open(secure(server, u"127.0.0.1"_s), someUser());
    QTRY_COMPARE(watch.losses.size(), std::size_t{1});
    QCOMPARE(watch.losses.at(0).cause, FailureCause::TlsFailure);
    QVERIFY(server.frames.empty());
}

void TestTlsFaults::aTrustedCertificateIsAccepted()
{
    WireServer server{QWebSocketServer::SecureMode};
    startServer(server);
    trustOurCertificate();
    FaultWatch watch;
    watch.connection.open(secure(server, u"localhost"_s), someUser());
    QTRY_COMPARE(watch.connection.state(), ConnectionState::LoggedIn);
    QVERIFY(watch.losses.empty());
}

void TestTlsFaults::aServerWithoutTlsIsRefused()
{
    WireServer server;
    QVERIFY(server.listen());
    Connection::Limits limits = FaultWatch::quick();
    limits.connectTimeout = 200ms; // that server waits for more of what it takes for HTTP
    FaultWatch watch{limits};
    watch.connection.open(secure(server, u"localhost"_s), someUser());
    QTRY_COMPARE(watch.losses.size(), std::size_t{1});
    QCOMPARE(watch.losses.at(0).cause, FailureCause::TlsFailure);
    QVERIFY(server.frames.empty());
}

QTEST_GUILESS_MAIN(TestTlsFaults)
#include "test_tls_faults.moc"
