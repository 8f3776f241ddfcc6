// SPDX-License-Identifier: GPL-3.0-or-later

// How a connection ends: what the socket and the clock say, made into a reason.

#include "app/wire/connection.h"

#include "app/wire/frame_player.h"

#include <QRegularExpression>
#include <QTcpSocket>
#include <QWebSocket>

namespace depthdeck {

namespace {

constexpr qint64 enoughOfAnAnswer = 8'192;

struct HttpAnswer
{
    int status = 0; ///< 0: that was not HTTP
    QString location;
};

HttpAnswer parseHttpAnswer(const QByteArray &bytes)
{
    static const QRegularExpression statusLine{QStringLiteral("^HTTP/\\d\\.\\d (\\d{3})")};
    static const QRegularExpression locationLine{QStringLiteral("^location:[ \\t]*(\\S+)"),
                                                 QRegularExpression::CaseInsensitiveOption |
                                                     QRegularExpression::MultilineOption};
    const QString text = QString::fromLatin1(bytes);
    return {statusLine.match(text).captured(1).toInt(), locationLine.match(text).captured(1)};
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == QStringLiteral("wss") ? 443 : 80);
}

} // namespace

ConnectionFailure Connection::failure(FailureCause cause) const
{
    ConnectionFailure failure;
    failure.cause = cause;
    failure.host = m_endpoint.webSocket.host();
    failure.port = portOf(m_endpoint.webSocket);
    failure.path = m_endpoint.webSocket.path();
    failure.tlsErrors = m_tlsErrors.trimmed();
    if (m_socket)
        failure.technicalDetail = m_socket->errorString();
    return failure;
}

// Why the TCP connection did not become a WebSocket: what the server answered, if it did; else @p otherwise.
ConnectionFailure Connection::unfinishedHandshake(FailureCause otherwise) const
{
    ConnectionFailure unfinished = failure(otherwise);
    if (m_endpoint.webSocket.scheme() == QStringLiteral("wss") && !m_isEncrypted) {
        unfinished.cause = FailureCause::TlsFailure;
        return unfinished;
    }
    QTcpSocket *tcp = tcpSocket();
    if (!tcp)
        return unfinished;
    tcp->rollbackTransaction();
    const QByteArray bytes = tcp->peek(enoughOfAnAnswer);
    if (bytes.isEmpty())
        return unfinished;
    const HttpAnswer answer = parseHttpAnswer(bytes);
    unfinished.httpStatus = answer.status;
    unfinished.redirectLocation = answer.location;
    const bool isRedirect = answer.status >= 300 && answer.status < 400;
    unfinished.cause = isRedirect ? FailureCause::HttpRedirect : FailureCause::HttpError;
    return unfinished;
}

void Connection::onSocketError(QAbstractSocket::SocketError error)
{
    ConnectionFailure failed = failure(FailureCause::Other);
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        failed = m_isTcpConnected ? unfinishedHandshake(FailureCause::HttpError) : failure(FailureCause::Refused);
        break;
    case QAbstractSocket::HostNotFoundError:
        failed.cause = FailureCause::HostNotFound;
        break;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
    case QAbstractSocket::UnsupportedSocketOperationError:
        failed.cause = FailureCause::TlsFailure;
        break;
    case QAbstractSocket::SocketTimeoutError:
        failed.cause = m_isTcpConnected ? FailureCause::Dropped : FailureCause::ConnectTimeout;
        break;
    case QAbstractSocket::RemoteHostClosedError:
        onSocketDisconnected();
        return;
    default:
        failed.cause = m_isTcpConnected ? FailureCause::Dropped : FailureCause::Unreachable;
        break;
    }
    if (m_isClosing)
        finishClosing();
    else
        lose(failed);
}

void Connection::onSocketDisconnected()
{
    if (m_isClosing)
        finishClosing();
    else if (m_hasCloseFrame)
        onCloseFrame();
    else if (state() == ConnectionState::Connecting)
        lose(unfinishedHandshake(FailureCause::Dropped));
    else
        lose(FailureCause::Dropped);
}

// The server's close frame, or our own one about a frame of the server's that broke the rules: the socket shows both
// alike.
void Connection::onCloseFrame()
{
    if (m_isClosing)
        return;
    ConnectionFailure closedBy = failure(FailureCause::ClosedByServer);
    closedBy.closeCode = m_socket->closeCode();
    closedBy.closeReason = m_socket->closeReason();
    switch (closedBy.closeCode) {
    case QWebSocketProtocol::CloseCodeTooMuchData:
        closedBy.cause = FailureCause::OversizedFrame;
        break;
    case QWebSocketProtocol::CloseCodeProtocolError:
    case QWebSocketProtocol::CloseCodeWrongDatatype:
        closedBy.cause = FailureCause::ProtocolError;
        break;
    default:
        break;
    }
    lose(closedBy);
}

void Connection::onWaitEnded()
{
    if (m_isClosing)
        finishClosing();
    else if (state() != ConnectionState::Connecting)
        lose(FailureCause::LoginTimeout);
    else
        lose(m_isTcpConnected ? unfinishedHandshake(FailureCause::ConnectTimeout)
                              : failure(FailureCause::ConnectTimeout));
}

void Connection::onReplayFinished(std::optional<FrameFileProblem> problem)
{
    ConnectionFailure ended = failure(FailureCause::ReplayEnded);
    ended.replayProblem = problem;
    lose(ended);
}

void Connection::checkLife()
{
    const HeartbeatWatch::Life life = m_watch.life();
    // A recording may have been silent for long; there is nobody to be gone.
    if (life == HeartbeatWatch::Life::Dead && m_socket) {
        lose(FailureCause::Silent);
        return;
    }
    if (life != HeartbeatWatch::Life::Fresh && !m_isStale) {
        m_isStale = true;
        emit stale();
    }
    if (m_socket && state() == ConnectionState::LoggedIn && m_watch.isHeartbeatDue())
        sendHeartbeat();
}

} // namespace depthdeck
