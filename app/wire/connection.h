// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wire/connection_failure.h"
#include "app/wire/credentials.h"
#include "app/wire/endpoint.h"
#include "app/wire/frame_file.h"
#include "app/wire/heartbeat_watch.h"
#include "app/wire/outbox.h"
#include "app/wire/server_messages.h"

#include <QAbstractSocket>
#include <QTimer>

#include <atomic>
#include <memory>

QT_BEGIN_NAMESPACE
class QTcpSocket;
class QWebSocket;
QT_END_NAMESPACE

namespace depthdeck {

class FramePlayer;

enum class ConnectionState {
    Idle,       ///< no socket, none wanted
    Connecting, ///< TCP, TLS and the WebSocket handshake
    SocketOpen, ///< for the moment before the login is sent
    LoginSent,
    LoggedIn,
};

enum class SendResult {
    Queued,        ///< on its way to the socket thread; sendRefused() may still follow if the session ends first
    NotLoggedIn,   ///< nothing may be sent before the login succeeded (t4-protocol.md a.3)
    NotForCallers, ///< an envelope that is empty, or holds a heartbeat or a login: those are the connection's own
    ReplayOnly,    ///< the frames come from a recording; there is nobody to send to
};

/// One WebSocket to one T4 server: login, heartbeat, frames out, one signal per message in (see ServerMessages). Never
/// remembers a market or an order, never reconnects by itself (ReconnectPolicy says when; the owner calls open() again)
/// and never resends: what was not handed to the socket when a session ended is refused.
///
/// Made to live on a thread of its own (ConnectionThread). open(), close(), replay(), send() and state() may be called
/// from any thread; all signals are emitted on the connection's thread. TLS is always verified.
class Connection final : public ServerMessages
{
    Q_OBJECT

public:
    struct Limits
    {
        std::chrono::milliseconds connectTimeout{15'000};
        std::chrono::milliseconds loginTimeout{20'000};
        std::chrono::milliseconds closeTimeout{2'000};
        std::chrono::milliseconds checkInterval{1'000}; ///< how often silence and heartbeat are looked at
        quint64 maxFrameBytes = 64ull << 20;
    };

    explicit Connection(const Clock &clock, QObject *parent = nullptr);
    Connection(const Clock &clock, const Limits &limits, QObject *parent = nullptr);
    /// On the connection's thread, or after that thread has ended.
    ~Connection() override;

    /// Connects and logs in, with prices in PRICE_FORMAT_REAL. A connection that is open is dropped first, silently.
    void open(const Endpoint &endpoint, const Credentials &credentials);
    /// Ends the session in order; closed() follows. Nothing if there is none.
    void close();
    /// Plays a recording as if its frames arrived, @p speed times as fast (0: without waiting). Ends with lost().
    void replay(const QString &fileName, double speed);

    [[nodiscard]] ConnectionState state() const noexcept { return m_state.load(std::memory_order_acquire); }

    // One per variant of ClientMessage; heartbeat and login are the connection's own business. The message is
    // serialized on the caller's thread. A token other than 0 comes back with handedToSocket() or sendRefused().
    [[nodiscard]] SendResult send(const t4proto::v1::auth::AuthenticationTokenRequest &message, quint64 token = 0);
    [[nodiscard]] SendResult send(const t4proto::v1::market::MarketDepthSubscribe &message, quint64 token = 0);
    [[nodiscard]] SendResult send(const t4proto::v1::market::MarketByOrderSubscribe &message, quint64 token = 0);
    [[nodiscard]] SendResult send(const t4proto::v1::account::AccountSubscribe &message, quint64 token = 0);
    [[nodiscard]] SendResult send(const t4proto::v1::orderrouting::OrderSubmit &message, quint64 token = 0);
    [[nodiscard]] SendResult send(const t4proto::v1::orderrouting::OrderRevise &message, quint64 token = 0);
    [[nodiscard]] SendResult send(const t4proto::v1::orderrouting::OrderPull &message, quint64 token = 0);
    [[nodiscard]] SendResult send(const t4proto::v1::orderrouting::OrderBatch &message, quint64 token = 0);
    [[nodiscard]] SendResult send(const t4proto::v1::orderrouting::CreateUDS &message, quint64 token = 0);
    /// A whole envelope.
    [[nodiscard]] SendResult send(const t4proto::v1::service::ClientMessage &message, quint64 token = 0);

signals:
    void connecting();
    void socketOpened();
    void loginSent();
    /// The server accepted the login; loginResponse() was emitted just before. From here on send() is open.
    void loggedIn();
    /// Nothing received for 25 s, and the first message after that.
    void stale();
    void fresh();
    /// The session is over, or there never was one. Emitted once for each open().
    void lost(const depthdeck::ConnectionFailure &failure);
    /// The session ended because close() asked for it.
    void closed();

    /// The session ended between send() and the socket: the message was not sent and will not be.
    void sendRefused(quint64 token);
    /// The bytes of the send with this token were written to the socket at @p time.
    void handedToSocket(quint64 token, depthdeck::SteadyTime time);

    /// Every binary frame, before it is decoded, and every frame sent, the login with its secrets included: for a
    /// recorder, which must blank them (FrameRecorder does).
    void frameReceived(const QByteArray &bytes, depthdeck::SteadyTime arrival);
    void frameSent(const QByteArray &bytes, depthdeck::SteadyTime time);

private:
    void startSocket(const Endpoint &endpoint, const Credentials &credentials);
    void startReplay(const QString &fileName, double speed);
    void startClosing();
    void connectSocket();
    void watchHandshake();
    void silenceSocket();
    void dropSocket();
    void finishClosing();
    void endSession();
    void enter(ConnectionState state) noexcept { m_state.store(state, std::memory_order_release); }

    void onSocketConnected();
    void onSocketDisconnected();
    void onSocketError(QAbstractSocket::SocketError error);
    void onCloseFrame();
    void onBinaryFrame(const QByteArray &frame);
    void receive(const QByteArray &frame);
    void onTextFrame(const QString &text);
    void onLoginResponse(const t4proto::v1::auth::LoginResponse &message);
    void settleLogin();
    void onWaitEnded();
    void onReplayFinished(std::optional<FrameFileProblem> problem);
    void checkLife();

    void sendLogin();
    void sendHeartbeat();
    [[nodiscard]] qint64 writeFrame(const QByteArray &bytes);
    void refuse(const std::vector<Outbox::Frame> &frames);
    void flushOutbox();
    [[nodiscard]] SendResult enqueue(const t4proto::v1::service::ClientMessage &envelope, quint64 token);

    [[nodiscard]] ConnectionFailure failure(FailureCause cause) const;
    [[nodiscard]] ConnectionFailure unfinishedHandshake(FailureCause otherwise) const;
    [[nodiscard]] QTcpSocket *tcpSocket() const;
    void lose(FailureCause cause) { lose(failure(cause)); }
    void lose(const ConnectionFailure &failure);

    const Clock &m_clock;
    const Limits m_limits;
    HeartbeatWatch m_watch;
    Outbox m_outbox;
    std::atomic<ConnectionState> m_state{ConnectionState::Idle};
    std::atomic<bool> m_isReplay{false};

    Endpoint m_endpoint;
    Credentials m_credentials; ///< only until the login is sent
    std::unique_ptr<QWebSocket> m_socket;
    std::unique_ptr<FramePlayer> m_player;
    QTimer m_waitTimer;  ///< connecting, login answer, closing: whichever is awaited
    QTimer m_checkTimer; ///< silence and heartbeat
    QString m_tlsErrors;
    std::optional<LoginOutcome> m_newOutcome; ///< of the login response that is being dispatched
    bool m_isTcpConnected = false;
    bool m_isEncrypted = false;
    bool m_hasCloseFrame = false;
    bool m_isStale = false;
    bool m_isClosing = false;
};

} // namespace depthdeck
