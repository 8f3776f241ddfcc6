// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/gateway/faults.h"

#include <QObject>

#include <vector>

class QHostAddress;
class QTcpServer;
class QWebSocketServer;

namespace depthdeck::exchange {

class ClientSession;
class TradingFloor;

/// Accepts WebSocket clients at /v1 and keeps their sessions.
class WebSocketGateway final : public QObject
{
    Q_OBJECT

public:
    /// Both borrowed; they outlive the gateway.
    WebSocketGateway(TradingFloor &floor, const Faults &faults, QObject *parent);
    /// Says goodbye to every client.
    ~WebSocketGateway() override;

    /// False when the port cannot be had: errorString says why.
    [[nodiscard]] bool listen(const QHostAddress &address, quint16 port);
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QString errorString() const;

private:
    void greet();
    void accept();
    void onLoggedIn(const ClientSession *newcomer);
    void onEnded(ClientSession *session);
    void checkSilence();

    TradingFloor &m_floor;
    const Faults &m_faults;
    QTcpServer *m_listener;                  // child of this
    QWebSocketServer *m_server;              // child of this; never listens itself, is handed each connection
    std::vector<ClientSession *> m_sessions; // children of this
    std::uint64_t m_lastNumber = 0;
};

} // namespace depthdeck::exchange
