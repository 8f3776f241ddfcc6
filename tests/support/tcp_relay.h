// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <utility>
#include <vector>

namespace depthdeck::test {

/// Passes bytes between clients and a server, until it is told to cut the wire.
class TcpRelay final : public QObject
{
    Q_OBJECT

public:
    /// Listens on a free loopback port, passes on to @p target there.
    explicit TcpRelay(quint16 target, QObject *parent = nullptr) : QObject{parent}, m_target{target}
    {
        connect(&m_server, &QTcpServer::newConnection, this, &TcpRelay::accept);
        m_server.listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }

    /// Breaks every connection at once, without a goodbye. New ones are taken again.
    void cut()
    {
        for (const auto &[client, server] : std::exchange(m_pairs, {})) {
            if (client)
                client->abort();
            if (server)
                server->abort();
        }
    }

private:
    void accept()
    {
        while (QTcpSocket *client = m_server.nextPendingConnection()) {
            auto *server = new QTcpSocket{client};
            server->connectToHost(QHostAddress{QHostAddress::LocalHost}, m_target);
            pass(client, server);
            pass(server, client);
            connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
            m_pairs.emplace_back(client, server);
        }
    }

    static void pass(QTcpSocket *from, QTcpSocket *to)
    {
        connect(from, &QTcpSocket::readyRead, to, [from, to] { to->write(from->readAll()); });
        connect(from, &QTcpSocket::disconnected, to, [to] { to->disconnectFromHost(); });
    }

    QTcpServer m_server;
    quint16 m_target;
    std::vector<std::pair<QPointer<QTcpSocket>, QPointer<QTcpSocket>>> m_pairs;
};

} // namespace depthdeck::test
