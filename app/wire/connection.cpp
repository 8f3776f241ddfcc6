// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wire/connection.h"

#include "app/wire/frame_player.h"

#include <t4/v1/service.pb.h>

#include <QLoggingCategory>
#include <QSslSocket>
#include <QTcpSocket>
#include <QWebSocket>

#include <utility>

namespace depthdeck {

namespace {

Q_LOGGING_CATEGORY(log, "depthdeck.wire", QtWarningMsg)

constexpr qsizetype headBytes = 32;

} // namespace

Connection::Connection(const Clock &clock, QObject *parent) : Connection{clock, Limits{}, parent} {}

Connection::Connection(const Clock &clock, const Limits &limits, QObject *parent)
    : ServerMessages{parent},
      m_clock{clock},
      m_limits{limits},
      m_watch{clock},
      m_waitTimer{this},
      m_checkTimer{this}
{
    m_waitTimer.setSingleShot(true);
    connect(&m_waitTimer, &QTimer::timeout, this, &Connection::onWaitEnded);
    connect(&m_checkTimer, &QTimer::timeout, this, &Connection::checkLife);
    // The first slot of its signal, so that the others already find the connection logged in.
    connect(this, &ServerMessages::loginResponse, this, &Connection::onLoginResponse);
}

Connection::~Connection()
{
    // Not later: the event loop of a thread that ends turns no more.
    silenceSocket();
}

void Connection::open(const Endpoint &endpoint, const Credentials &credentials)
{
    QMetaObject::invokeMethod(this, [this, endpoint, credentials] { startSocket(endpoint, credentials); });
}

void Connection::close()
{
    QMetaObject::invokeMethod(this, [this] { startClosing(); });
}

void Connection::replay(const QString &fileName, double speed)
{
    QMetaObject::invokeMethod(this, [this, fileName, speed] { startReplay(fileName, speed); });
}

void Connection::startSocket(const Endpoint &endpoint, const Credentials &credentials)
{
    endSession();
    m_endpoint = endpoint;
    m_credentials = credentials;
    enter(ConnectionState::Connecting);
    if (const auto problem = validate(endpoint)) {
        ConnectionFailure invalid = failure(FailureCause::InvalidEndpoint);
        invalid.endpointProblem = problem;
        lose(invalid);
        return;
    }
    m_waitTimer.start(m_limits.connectTimeout);
    emit connecting();
    // A slot may have closed it again.
    if (state() == ConnectionState::Connecting && !m_socket)
        connectSocket();
}

void Connection::connectSocket()
{
    m_socket = std::make_unique<QWebSocket>();
    QWebSocket *socket = m_socket.get();
    socket->setMaxAllowedIncomingFrameSize(m_limits.maxFrameBytes);
    socket->setMaxAllowedIncomingMessageSize(m_limits.maxFrameBytes);

    connect(socket, &QWebSocket::connected, this, &Connection::onSocketConnected);
    // Later, as the error that says why comes after it.
    connect(
        socket, &QWebSocket::disconnected, this,
        [this, socket] {
            if (socket == m_socket.get())
                onSocketDisconnected();
        },
        Qt::QueuedConnection);
    connect(socket, &QWebSocket::binaryMessageReceived, this, &Connection::onBinaryFrame);
    connect(socket, &QWebSocket::textMessageReceived, this, &Connection::onTextFrame);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(socket, &QWebSocket::errorOccurred, this, &Connection::onSocketError);
#else
    connect(socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &Connection::onSocketError);
#endif
    connect(socket, &QWebSocket::aboutToClose, this, [this] { m_hasCloseFrame = true; });
    // Later, as the socket is still in the middle of the frame that says so.
    connect(
        socket, &QWebSocket::aboutToClose, this,
        [this, socket] {
            if (socket == m_socket.get())
                onCloseFrame();
        },
        Qt::QueuedConnection);
    connect(socket, &QWebSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            m_tlsErrors += error.errorString() + QLatin1Char{'\n'};
    });
    socket->open(m_endpoint.webSocket);
    watchHandshake();
}

// QWebSocket tells a refused handshake only in a translated sentence, without the place a redirect points to. Within a
// transaction the socket keeps what QWebSocket reads, so that a failure can be explained from the answer itself.
void Connection::watchHandshake()
{
    QTcpSocket *tcp = tcpSocket();
    if (!tcp)
        return;
    tcp->startTransaction();
    connect(tcp, &QTcpSocket::connected, this, [this, tcp] {
        m_isTcpConnected = true;
        // Orders are small and must not wait for each other; Qt asks for this too early to have an effect.
        tcp->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    });
    if (auto *tls = qobject_cast<QSslSocket *>(tcp))
        connect(tls, &QSslSocket::encrypted, this, [this] { m_isEncrypted = true; });
}

QTcpSocket *Connection::tcpSocket() const
{
    return m_socket ? m_socket->findChild<QTcpSocket *>({}, Qt::FindDirectChildrenOnly) : nullptr;
}

void Connection::onSocketConnected()
{
    if (QTcpSocket *tcp = tcpSocket())
        tcp->commitTransaction();
    m_watch.start();
    m_checkTimer.start(m_limits.checkInterval);
    enter(ConnectionState::SocketOpen);
    emit socketOpened();
    if (state() == ConnectionState::SocketOpen)
        sendLogin();
}

void Connection::onBinaryFrame(const QByteArray &frame)
{
    receive(frame);
    if (!m_outbox.isEmpty())
        flushOutbox();
}

void Connection::receive(const QByteArray &frame)
{
    const SteadyTime now = m_clock.steadyNow();
    m_watch.messageSeen(now);
    if (std::exchange(m_isStale, false))
        emit fresh();
    emit frameReceived(frame, now);
    dispatch(frame, now);
    if (m_newOutcome)
        settleLogin();
}

void Connection::onTextFrame(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    m_watch.messageSeen(m_clock.steadyNow());
    emit malformedFrame(bytes.size(), bytes.left(headBytes));
}

void Connection::onLoginResponse(const t4proto::v1::auth::LoginResponse &message)
{
    const LoginOutcome outcome = LoginOutcome::fromWire(message);
    if (!outcome.isSuccess()) {
        // A recording goes on after it, as its user did.
        if (!m_isReplay.load())
            m_newOutcome = outcome;
        return;
    }
    if (state() != ConnectionState::LoginSent || m_isClosing)
        return;
    m_waitTimer.stop();
    enter(ConnectionState::LoggedIn);
    if (!m_isReplay.load())
        m_outbox.open();
    m_newOutcome = outcome;
}

// After every slot of loginResponse() has seen the message.
void Connection::settleLogin()
{
    const LoginOutcome outcome = *std::exchange(m_newOutcome, std::nullopt);
    if (outcome.isSuccess()) {
        if (state() == ConnectionState::LoggedIn)
            emit loggedIn();
        return;
    }
    ConnectionFailure refused = failure(FailureCause::LoginRefused);
    refused.login = outcome;
    lose(refused);
}

void Connection::startClosing()
{
    if (state() == ConnectionState::Idle || m_isClosing)
        return;
    m_isClosing = true;
    // A pull that was sent just before goes out.
    flushOutbox();
    if (!m_isClosing)
        return;
    if (!m_socket || state() == ConnectionState::Connecting) {
        finishClosing();
        return;
    }
    refuse(m_outbox.close());
    m_checkTimer.stop();
    m_waitTimer.start(m_limits.closeTimeout);
    m_socket->close();
}

void Connection::finishClosing()
{
    endSession();
    emit closed();
}

void Connection::startReplay(const QString &fileName, double speed)
{
    endSession();
    m_endpoint = {};
    m_isReplay.store(true);
    m_player = std::make_unique<FramePlayer>(m_clock);
    connect(m_player.get(), &FramePlayer::frame, this, &Connection::receive);
    connect(m_player.get(), &FramePlayer::finished, this, &Connection::onReplayFinished);
    enter(ConnectionState::Connecting);
    emit connecting();
    if (const auto problem = m_player->start(fileName, speed)) {
        onReplayFinished(problem);
        return;
    }
    m_watch.start();
    m_checkTimer.start(m_limits.checkInterval);
    enter(ConnectionState::SocketOpen);
    emit socketOpened();
    enter(ConnectionState::LoginSent);
    emit loginSent();
}

/// Back to the state before any session, without a word to anybody but those whose frames were not sent.
void Connection::endSession()
{
    const std::vector<Outbox::Frame> unsent = m_outbox.close();
    m_waitTimer.stop();
    m_checkTimer.stop();
    dropSocket();
    m_credentials = ApiKeyCredentials{};
    m_tlsErrors.clear();
    m_newOutcome.reset();
    m_isTcpConnected = false;
    m_isEncrypted = false;
    m_hasCloseFrame = false;
    m_isStale = false;
    m_isClosing = false;
    m_isReplay.store(false);
    enter(ConnectionState::Idle);
    refuse(unsent);
}

void Connection::silenceSocket()
{
    if (m_player) {
        m_player->stop();
        m_player->disconnect(this);
    }
    if (m_socket) {
        disconnect(m_socket.get(), nullptr, this, nullptr);
        if (QTcpSocket *tcp = tcpSocket())
            disconnect(tcp, nullptr, this, nullptr);
        m_socket->abort();
    }
}

void Connection::dropSocket()
{
    silenceSocket();
    // Later: this may be called from a slot of theirs.
    if (m_player)
        m_player.release()->deleteLater();
    if (m_socket)
        m_socket.release()->deleteLater();
}

void Connection::lose(const ConnectionFailure &failure)
{
    if (state() == ConnectionState::Idle)
        return;
    qCDebug(log) << "lost" << static_cast<int>(failure.cause) << failure.host << failure.path
                 << failure.technicalDetail;
    endSession();
    emit lost(failure);
}

} // namespace depthdeck
