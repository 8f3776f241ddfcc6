// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wire/endpoint.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <memory>

namespace depthdeck::test {

/// A server of bytes: for answers that no well-behaved server gives.
class RawServer : public QObject
{
public:
    using Answer = std::function<void(QTcpSocket &client, const QByteArray &request)>;

    /// @p answer is called once per client, when a whole HTTP head has come.
    explicit RawServer(Answer answer) : m_answer{std::move(answer)}
    {
        connect(&m_server, &QTcpServer::newConnection, this, &RawServer::accept);
    }

    bool listen() { return m_server.listen(QHostAddress::LocalHost); }
    [[nodiscard]] Endpoint endpoint() const { return simulatedEndpoint(m_server.serverPort(), 1); }

    /// The answer that makes @p request's client a WebSocket.
    static QByteArray upgrade(const QByteArray &request)
    {
        static const QRegularExpression keyLine{QStringLiteral("Sec-WebSocket-Key: (\\S+)"),
                                                QRegularExpression::CaseInsensitiveOption};
        const QByteArray key = keyLine.match(QString::fromLatin1(request)).captured(1).toLatin1();
        const QByteArray accept =
            QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1).toBase64();
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Accept: " +
               accept + "\r\n\r\n";
    }

private:
    void accept()
    {
        QTcpSocket *client = m_server.nextPendingConnection(); // child of m_server
        auto request = std::make_shared<QByteArray>();
        connect(client, &QTcpSocket::readyRead, this, [this, client, request] {
            const bool wasWhole = request->contains("\r\n\r\n");
            *request += client->readAll();
            if (!wasWhole && request->contains("\r\n\r\n"))
                m_answer(*client, *request);
        });
    }

    Answer m_answer;
    QTcpServer m_server;
};

} // namespace depthdeck::test
