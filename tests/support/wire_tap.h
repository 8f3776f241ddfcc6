// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <t4/v1/service.pb.h>

#include <QHostAddress>
#include <QObject>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

#include <map>
#include <memory>
#include <vector>

namespace depthdeck::test {

/// Stands between a client and a server, hands every frame on as it is, and counts what was in it. One client at a
/// time; lives on the thread that made it.
class WireTap final : public QObject
{
public:
    using ClientMessage = t4proto::v1::service::ClientMessage;
    using ServerMessage = t4proto::v1::service::ServerMessage;

    /// Listens on a free loopback port and passes on to @p target.
    explicit WireTap(QUrl target)
        : m_target{std::move(target)},
          m_server{QStringLiteral("tap"), QWebSocketServer::NonSecureMode}
    {
        connect(&m_server, &QWebSocketServer::newConnection, this, &WireTap::accept);
        m_server.listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] QUrl url() const { return QUrl{QStringLiteral("ws://127.0.0.1:%1/v1").arg(m_server.serverPort())}; }
    /// How many frames with this field of the envelope went by since the beginning.
    [[nodiscard]] int sent(int field) const { return countOf(m_sent, field); }
    [[nodiscard]] int received(int field) const { return countOf(m_received, field); }

    /// To the client, as if the server had sent it.
    void inject(const ServerMessage &message)
    {
        ++m_received[static_cast<int>(message.payload_case())];
        m_client->sendBinaryMessage(QByteArray::fromStdString(message.SerializeAsString()));
    }

private:
    static int countOf(const std::map<int, int> &counts, int field)
    {
        const auto found = counts.find(field);
        return found == counts.end() ? 0 : found->second;
    }

    void accept()
    {
        m_client.reset(m_server.nextPendingConnection());
        m_upstream = std::make_unique<QWebSocket>();
        m_waiting.clear();
        connect(m_client.get(), &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &frame) {
            ClientMessage message;
            if (message.ParseFromArray(frame.constData(), static_cast<int>(frame.size())))
                ++m_sent[static_cast<int>(message.payload_case())];
            if (m_upstream->isValid())
                m_upstream->sendBinaryMessage(frame);
            else
                m_waiting.push_back(frame);
        });
        connect(m_upstream.get(), &QWebSocket::connected, this, [this] {
            for (const QByteArray &frame : m_waiting)
                m_upstream->sendBinaryMessage(frame);
            m_waiting.clear();
        });
        connect(m_upstream.get(), &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &frame) {
            ServerMessage message;
            if (message.ParseFromArray(frame.constData(), static_cast<int>(frame.size())))
                ++m_received[static_cast<int>(message.payload_case())];
            m_client->sendBinaryMessage(frame);
        });
        m_upstream->open(m_target);
    }

    QUrl m_target;
    QWebSocketServer m_server;
    std::unique_ptr<QWebSocket> m_client;
    std::unique_ptr<QWebSocket> m_upstream;
    std::vector<QByteArray> m_waiting; ///< came before the way on was open
    std::map<int, int> m_sent;
    std::map<int, int> m_received;
};

} // namespace depthdeck::test
