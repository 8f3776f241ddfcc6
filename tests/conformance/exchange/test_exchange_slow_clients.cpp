// SPDX-License-Identifier: GPL-3.0-or-later
// A client that asks and does not read: what happens to it, and that nobody else notices (t4-protocol.md i.6).
#include "tests/conformance/exchange/wire_client.h"

#include <QTcpSocket>
#include <QTest>
#include <QtEndian>

using namespace depthdeck;
using namespace depthdeck::exchange;
using namespace depthdeck::exchange::test;

namespace {

/// A WebSocket client by hand, because QWebSocket cannot be kept from reading.
class LazyClient
{
public:
    [[nodiscard]] bool open(const QUrl &url)
    {
        m_socket.setReadBufferSize(1);
        m_socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
        QElapsedTimer waiting;
        waiting.start();
        while (m_socket.state() != QAbstractSocket::ConnectedState && waiting.elapsed() < 5000)
            QTest::qWait(1);
        m_socket.write("GET /v1 HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        // The first byte of the answer is enough to know that frames may follow; it stays unread.
        while (m_socket.bytesAvailable() == 0 && waiting.elapsed() < 5000)
            QTest::qWait(1);
        return isConnected() && m_socket.bytesAvailable() > 0;
    }

    /// Clients mask their frames; a mask of zeros changes nothing.
    void send(const service::ClientMessage &message)
    {
        const std::string payload = message.SerializeAsString();
        QByteArray frame{"\x82", 1};
        if (payload.size() < 126) {
            frame.append(static_cast<char>(0x80U | payload.size()));
        } else {
            frame.append(static_cast<char>(0x80U | 126U));
            const auto length = qToBigEndian(static_cast<quint16>(payload.size()));
            frame.append(reinterpret_cast<const char *>(&length), sizeof length);
        }
        frame.append(4, '\0');
        m_socket.write(frame + QByteArray::fromStdString(payload));
    }

    /// Everything that came, once it is read at last. Ends when the server has closed.
    [[nodiscard]] QByteArray readAll()
    {
        m_socket.setReadBufferSize(0);
        QByteArray bytes;
        QElapsedTimer waiting;
        waiting.start();
        while (waiting.elapsed() < 30'000) {
            bytes += m_socket.readAll();
            if (m_socket.state() == QAbstractSocket::UnconnectedState)
                break;
            QTest::qWait(1);
        }
        return bytes + m_socket.readAll();
    }

    [[nodiscard]] bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }

private:
    QTcpSocket m_socket;
};

/// The payload of the last binary frame of a server's byte stream, and the close code behind it.
struct LastWords
{
    QByteArray binary;
    int closeCode = 0;
    int frames = 0;
};

LastWords lastWordsOf(const QByteArray &stream)
{
    LastWords words;
    qsizetype at = stream.indexOf("\r\n\r\n") + 4;
    while (at + 2 <= stream.size()) {
        const int opcode = stream.at(at) & 0x0F;
        quint64 length = static_cast<quint8>(stream.at(at + 1)) & 0x7FU;
        at += 2;
        if (length == 126) {
            length = qFromBigEndian<quint16>(stream.constData() + at);
            at += 2;
        } else if (length == 127) {
            length = qFromBigEndian<quint64>(stream.constData() + at);
            at += 8;
        }
        const QByteArray payload = stream.mid(at, static_cast<qsizetype>(length));
        at += static_cast<qsizetype>(length);
        ++words.frames;
        if (opcode == 2)
            words.binary = payload;
        if (opcode == 8 && payload.size() >= 2)
            words.closeCode = qFromBigEndian<quint16>(payload.constData());
    }
    return words;
}

bool cutOffWasLogged = false;
QtMessageHandler previousHandler = nullptr;

void watchLog(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (text.contains(QStringLiteral("reads too slowly")))
        cutOffWasLogged = true;
    else
        previousHandler(type, context, text);
}

} // namespace

class TestExchangeSlowClients : public QObject
{
    Q_OBJECT

private slots:
    void aClientThatDoesNotReadIsCutOff();
};

void TestExchangeSlowClients::aClientThatDoesNotReadIsCutOff()
{
    auto options = smallExchange();
    SimulatedExchange exchange{options};
    QString error;
    QVERIFY2(exchange.start(&error), qPrintable(error));
    const std::string es = marketOf(exchange, QStringLiteral("CME_Eq"), QStringLiteral("ES"));
    WireClient other{exchange.webSocketUrl()};
    QVERIFY(other.enter("desk"));
    other.subscribeDepth(es, common::DEPTH_BUFFER_ALL);
    QVERIFY(other.await(Server::kMarketSnapshot) != nullptr);

    LazyClient lazy;
    QVERIFY(lazy.open(exchange.webSocketUrl()));
    service::ClientMessage login;
    login.mutable_login_request()->set_api_key("sim-key");
    lazy.send(login);
    // Each of these is answered with every order of the book.
    service::ClientMessage wish;
    wish.mutable_market_by_order_subscribe()->set_market_id(es);
    wish.mutable_market_by_order_subscribe()->set_subscribe(true);
    cutOffWasLogged = false;
    previousHandler = qInstallMessageHandler(watchLog);
    for (int round = 0; round < 400 && !cutOffWasLogged && lazy.isConnected(); ++round) {
        for (int i = 0; i < 50; ++i)
            lazy.send(wish);
        QTest::qWait(1);
    }
    QVERIFY(lazy.isConnected());
    QTRY_VERIFY_WITH_TIMEOUT(cutOffWasLogged, 60'000);
    const std::size_t from = other.position();
    const QByteArray stream = lazy.readAll();
    qInstallMessageHandler(previousHandler);

    QVERIFY(stream.size() > 64'000'000);
    QVERIFY(!lazy.isConnected());
    const LastWords words = lastWordsOf(stream);
    Server last;
    QVERIFY(last.ParseFromArray(words.binary.constData(), static_cast<int>(words.binary.size())));
    QCOMPARE(last.payload_case(), Server::kLoginResponse);
    QCOMPARE(last.login_response().result(), common::LOGIN_RESULT_API_MESSAGE_BACKLOG);
    QVERIFY(!last.login_response().error_message().empty());
    QCOMPARE(words.closeCode, 1008);
    QVERIFY(other.await(Server::kMarketDepth, from) != nullptr); // the others are served as before
}

QTEST_GUILESS_MAIN(TestExchangeSlowClients)
#include "test_exchange_slow_clients.moc"
