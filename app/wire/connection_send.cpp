// SPDX-License-Identifier: GPL-3.0-or-later

// The way out: from a message on any thread to bytes handed to the socket.

#include "app/wire/connection.h"

#include "app/time/timestamp.h"
#include "app/wire/frame_player.h"

#include <t4/v1/service.pb.h>

#include <QWebSocket>

#include <utility>

namespace depthdeck {

namespace {

using t4proto::v1::auth::LoginRequest;
using t4proto::v1::service::ClientMessage;

QByteArray serialized(const ClientMessage &envelope)
{
    QByteArray bytes(static_cast<qsizetype>(envelope.ByteSizeLong()), Qt::Uninitialized);
    envelope.SerializeToArray(bytes.data(), static_cast<int>(bytes.size()));
    return bytes;
}

void fill(LoginRequest &login, const UserCredentials &credentials)
{
    login.set_firm(credentials.firm.toStdString());
    login.set_username(credentials.user.toStdString());
    login.set_password(credentials.password.reveal());
    login.set_app_name(credentials.appName.toStdString());
    login.set_app_license(credentials.appLicense.reveal());
}

void fill(LoginRequest &login, const ApiKeyCredentials &credentials)
{
    login.set_api_key(credentials.key.reveal());
}

} // namespace

SendResult Connection::send(const t4proto::v1::auth::AuthenticationTokenRequest &message, quint64 token)
{
    ClientMessage envelope;
    *envelope.mutable_authentication_token_request() = message;
    return enqueue(envelope, token);
}

SendResult Connection::send(const t4proto::v1::market::MarketDepthSubscribe &message, quint64 token)
{
    ClientMessage envelope;
    *envelope.mutable_market_depth_subscribe() = message;
    return enqueue(envelope, token);
}

SendResult Connection::send(const t4proto::v1::market::MarketByOrderSubscribe &message, quint64 token)
{
    ClientMessage envelope;
    *envelope.mutable_market_by_order_subscribe() = message;
    return enqueue(envelope, token);
}

SendResult Connection::send(const t4proto::v1::account::AccountSubscribe &message, quint64 token)
{
    ClientMessage envelope;
    *envelope.mutable_account_subscribe() = message;
    return enqueue(envelope, token);
}

SendResult Connection::send(const t4proto::v1::orderrouting::OrderSubmit &message, quint64 token)
{
    ClientMessage envelope;
    *envelope.mutable_order_submit() = message;
    return enqueue(envelope, token);
}

SendResult Connection::send(const t4proto::v1::orderrouting::OrderRevise &message, quint64 token)
{
    ClientMessage envelope;
    *envelope.mutable_order_revise() = message;
    return enqueue(envelope, token);
}

SendResult Connection::send(const t4proto::v1::orderrouting::OrderPull &message, quint64 token)
{
    ClientMessage envelope;
    *envelope.mutable_order_pull() = message;
    return enqueue(envelope, token);
}

SendResult Connection::send(const t4proto::v1::orderrouting::OrderBatch &message, quint64 token)
{
    ClientMessage envelope;
    *envelope.mutable_order_batch() = message;
    return enqueue(envelope, token);
}

SendResult Connection::send(const t4proto::v1::orderrouting::CreateUDS &message, quint64 token)
{
    ClientMessage envelope;
    *envelope.mutable_create_uds() = message;
    return enqueue(envelope, token);
}

SendResult Connection::send(const ClientMessage &message, quint64 token)
{
    return enqueue(message, token);
}

SendResult Connection::enqueue(const ClientMessage &envelope, quint64 token)
{
    switch (envelope.payload_case()) {
    case ClientMessage::PAYLOAD_NOT_SET:
    case ClientMessage::kHeartbeat:
    case ClientMessage::kLoginRequest:
        return SendResult::NotForCallers;
    case ClientMessage::kAuthenticationTokenRequest:
    case ClientMessage::kMarketDepthSubscribe:
    case ClientMessage::kMarketByOrderSubscribe:
    case ClientMessage::kAccountSubscribe:
    case ClientMessage::kOrderSubmit:
    case ClientMessage::kOrderRevise:
    case ClientMessage::kOrderPull:
    case ClientMessage::kOrderBatch:
    case ClientMessage::kCreateUds:
        break;
    }
    if (m_isReplay.load())
        return SendResult::ReplayOnly;
    bool wake = false;
    if (!m_outbox.put({serialized(envelope), token}, wake))
        return SendResult::NotLoggedIn;
    if (wake)
        QMetaObject::invokeMethod(this, &Connection::flushOutbox, Qt::QueuedConnection);
    return SendResult::Queued;
}

// Called by the queued call, and after each frame received: a burst of market data must not hold up an order.
void Connection::flushOutbox()
{
    std::vector<Outbox::Frame> frames = m_outbox.take();
    std::size_t handed = 0;
    for (; handed < frames.size() && m_socket; ++handed) {
        if (writeFrame(frames[handed].bytes) == 0)
            break;
    }
    if (m_socket)
        m_socket->flush();
    const SteadyTime now = m_clock.steadyNow();
    for (std::size_t i = 0; i < handed; ++i) {
        if (frames[i].token != 0)
            emit handedToSocket(frames[i].token, now);
    }
    frames.erase(frames.begin(), frames.begin() + static_cast<std::ptrdiff_t>(handed));
    refuse(frames);
}

void Connection::refuse(const std::vector<Outbox::Frame> &frames)
{
    for (const Outbox::Frame &frame : frames) {
        if (frame.token != 0)
            emit sendRefused(frame.token);
    }
}

qint64 Connection::writeFrame(const QByteArray &bytes)
{
    const qint64 written = m_socket->sendBinaryMessage(bytes);
    if (written > 0)
        emit frameSent(bytes, m_clock.steadyNow());
    return written;
}

void Connection::sendLogin()
{
    ClientMessage envelope;
    LoginRequest &login = *envelope.mutable_login_request();
    std::visit([&login](const auto &credentials) { fill(login, credentials); }, m_credentials);
    login.set_price_format(t4proto::v1::common::PRICE_FORMAT_REAL);

    QByteArray bytes = serialized(envelope);
    wipe(*login.mutable_api_key());
    wipe(*login.mutable_password());
    wipe(*login.mutable_app_license());
    m_credentials = ApiKeyCredentials{};

    enter(ConnectionState::LoginSent);
    m_waitTimer.start(m_limits.loginTimeout);
    const qint64 written = writeFrame(bytes);
    wipe(bytes);
    if (!m_socket)
        return;
    m_socket->flush();
    if (written > 0)
        emit loginSent();
}

void Connection::sendHeartbeat()
{
    ClientMessage envelope;
    envelope.mutable_heartbeat()->set_timestamp(unixMilliseconds(m_clock.wallNow()));
    m_watch.heartbeatSent();
    if (writeFrame(serialized(envelope)) > 0 && m_socket)
        m_socket->flush();
}

} // namespace depthdeck
