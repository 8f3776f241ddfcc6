// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/gateway/web_socket_gateway.h"

#include "app/exchange/gateway/client_session.h"
#include "app/exchange/gateway/trading_floor.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

#include <algorithm>

namespace depthdeck::exchange {

namespace {

const QString webSocketPath = QStringLiteral("/v1");

/// Answers whatever comes with an HTTP 301, as a wrong path or host may (t4-protocol.md a.1).
void redirect(QTcpSocket *socket)
{
    QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] {
        if (!socket->readAll().contains("\r\n\r\n"))
            return;
        socket->write("HTTP/1.1 301 Moved Permanently\r\nLocation: https://example.invalid/\r\n"
                      "Content-Length: 0\r\nConnection: close\r\n\r\n");
        socket->disconnectFromHost();
    });
}

} // namespace

WebSocketGateway::WebSocketGateway(TradingFloor &floor, const Faults &faults, QObject *parent)
    : QObject{parent},
      m_floor{floor},
      m_faults{faults},
      m_listener{new QTcpServer{this}},
      m_server{new QWebSocketServer{QStringLiteral("depthdeck-exchange"), QWebSocketServer::NonSecureMode, this}}
{
    connect(m_listener, &QTcpServer::newConnection, this, &WebSocketGateway::greet);
    connect(m_server, &QWebSocketServer::newConnection, this, &WebSocketGateway::accept);
    connect(&floor, &TradingFloor::stepped, this, &WebSocketGateway::checkSilence);
}

WebSocketGateway::~WebSocketGateway()
{
    for (ClientSession *session : m_sessions) {
        disconnect(session, nullptr, this, nullptr);
        session->sayGoodbye();
        delete session;
    }
}

bool WebSocketGateway::listen(const QHostAddress &address, quint16 port)
{
    return m_listener->listen(address, port);
}

quint16 WebSocketGateway::port() const
{
    return m_listener->serverPort();
}

QString WebSocketGateway::errorString() const
{
    return m_listener->errorString();
}

void WebSocketGateway::greet()
{
    while (QTcpSocket *socket = m_listener->nextPendingConnection()) {
        if (m_faults.http301) {
            redirect(socket);
            continue;
        }
        // An answer must not wait 40 ms for the client's delayed acknowledgement of the one before.
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_server->handleConnection(socket);
    }
}

void WebSocketGateway::accept()
{
    while (QWebSocket *socket = m_server->nextPendingConnection()) {
        const QString path = socket->requestUrl().path();
        if (path != webSocketPath && path != webSocketPath + u'/') {
            connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
            socket->close(QWebSocketProtocol::CloseCodePolicyViolated,
                          QStringLiteral("There is nothing at %1: the path is /v1.").arg(path.left(60)));
            continue;
        }
        auto *session = new ClientSession{socket, m_floor, m_faults, ++m_lastNumber, this};
        m_sessions.push_back(session);
        connect(session, &ClientSession::loggedIn, this, [this, session] { onLoggedIn(session); });
        connect(session, &ClientSession::ended, this, [this, session] { onEnded(session); });
        m_floor.setClientCount(m_sessions.size());
    }
}

void WebSocketGateway::onLoggedIn(const ClientSession *newcomer)
{
    const OrderOrigin &origin = newcomer->origin();
    for (ClientSession *session : m_sessions)
        if (session != newcomer && session->isLive() && session->origin().userId == origin.userId &&
            session->origin().application == origin.application)
            session->giveWay();
}

void WebSocketGateway::onEnded(ClientSession *session)
{
    std::erase(m_sessions, session);
    disconnect(session, nullptr, this, nullptr);
    session->deleteLater();
    m_floor.setClientCount(m_sessions.size());
}

void WebSocketGateway::checkSilence()
{
    for (ClientSession *session : m_sessions)
        session->checkSilence();
}

} // namespace depthdeck::exchange
