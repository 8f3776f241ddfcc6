// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wire/credentials.h"
#include "app/wire/endpoint.h"

#include <t4/v1/service.pb.h>

#include <QHostAddress>
#include <QObject>
#include <QWebSocket>
#include <QWebSocketServer>

#include <memory>
#include <vector>

namespace depthdeck::test {

using t4proto::v1::service::ClientMessage;
using t4proto::v1::service::ServerMessage;

/// The least of a T4 server on a free loopback port: answers a login as told, keeps what it received.
class WireServer : public QObject
{
public:
    explicit WireServer(QWebSocketServer::SslMode mode = QWebSocketServer::NonSecureMode)
        : m_server{QStringLiteral("T4"), mode}
    {
        connect(&m_server, &QWebSocketServer::newConnection, this, &WireServer::accept);
    }

    bool listen() { return m_server.listen(QHostAddress::LocalHost); }
    [[nodiscard]] QWebSocketServer &server() { return m_server; }
    [[nodiscard]] Endpoint endpoint() const { return simulatedEndpoint(m_server.serverPort(), 1); }

    /// The result of every login from now on; nullopt leaves it unanswered.
    void answerLogin(std::optional<t4proto::v1::common::LoginResult> result) { m_loginResult = result; }
    void send(const ServerMessage &message) { sendBytes(QByteArray::fromStdString(message.SerializeAsString())); }
    void sendBytes(const QByteArray &bytes) { m_client->sendBinaryMessage(bytes); }

    /// The newest client; null before the first.
    [[nodiscard]] QWebSocket *client() const { return m_client.get(); }
    [[nodiscard]] int connections() const { return m_connections; }

    std::vector<ClientMessage> received;
    std::vector<QByteArray> frames;

private:
    void accept()
    {
        m_client.reset(m_server.nextPendingConnection());
        ++m_connections;
        connect(m_client.get(), &QWebSocket::binaryMessageReceived, this, &WireServer::keep);
    }

    void keep(const QByteArray &bytes)
    {
        frames.push_back(bytes);
        ClientMessage message;
        if (!message.ParseFromArray(bytes.constData(), static_cast<int>(bytes.size())))
            return;
        received.push_back(message);
        if (!message.has_login_request() || !m_loginResult)
            return;
        ServerMessage answer;
        answer.mutable_login_response()->set_result(*m_loginResult);
        answer.mutable_login_response()->set_user_id("U1");
        send(answer);
    }

    QWebSocketServer m_server;
    std::unique_ptr<QWebSocket> m_client;
    std::optional<t4proto::v1::common::LoginResult> m_loginResult = t4proto::v1::common::LOGIN_RESULT_SUCCESS;
    int m_connections = 0;
};

inline Credentials someUser()
{
    return UserCredentials{QStringLiteral("F"), QStringLiteral("u"), Secret{QStringLiteral("p")}, QStringLiteral("A"),
                           Secret{QStringLiteral("L")}};
}

} // namespace depthdeck::test
