// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/gateway/client_session.h"

#include "app/exchange/desk/strategy_requests.h"
#include "app/exchange/gateway/login_reply.h"
#include "app/exchange/gateway/server_frame.h"
#include "app/exchange/gateway/trading_floor.h"
#include "app/time/timestamp.h"
#include "t4/v1/service.pb.h"

#include <QHostAddress>
#include <QLoggingCategory>
#include <QTimer>
#include <QUuid>
#include <QWebSocket>

namespace depthdeck::exchange {

Q_LOGGING_CATEGORY(lcSession, "depthdeck.exchange.session", QtWarningMsg)

namespace {

using namespace t4proto::v1;
using Server = service::ServerMessage;
using std::chrono::seconds;

/// Source: t4-protocol.md a.5.
constexpr seconds heartbeatInterval{20};
constexpr seconds silenceLimit{60};
/// A client that answers no close frame is dropped.
constexpr std::chrono::milliseconds closePatience{2000};
/// The largest frame a client has reason to send is an order batch of some hundred orders.
constexpr quint64 largestIncomingBytes = 1'000'000;
/// From here on depth is conflated harder; from there on the client is cut off (t4-protocol.md i.6).
constexpr qint64 largeBacklogBytes = 1'000'000;
constexpr qint64 backlogLimitBytes = 64'000'000;

} // namespace

ClientSession::ClientSession(QWebSocket *socket, TradingFloor &floor, const Faults &faults, std::uint64_t number,
                             QObject *parent)
    : QObject{parent},
      m_socket{socket},
      m_floor{floor},
      m_faults{faults},
      m_number{number},
      m_outlet{new Outlet{*socket, faults, this}},
      m_lastReceived{floor.clock().steadyNow()},
      m_lastSent{m_lastReceived},
      m_message{std::make_unique<service::ClientMessage>()}
{
    socket->setParent(this);
    socket->setMaxAllowedIncomingFrameSize(largestIncomingBytes);
    socket->setMaxAllowedIncomingMessageSize(largestIncomingBytes);
    connect(socket, &QWebSocket::binaryMessageReceived, this, &ClientSession::onBinary);
    connect(socket, &QWebSocket::textMessageReceived, this, &ClientSession::onText);
    connect(socket, &QWebSocket::disconnected, this, &ClientSession::onDisconnected);
}

ClientSession::~ClientSession()
{
    disconnect(m_socket, nullptr, this, nullptr);
    onDisconnected();
}

void ClientSession::sendFrame(const QByteArray &frame)
{
    if (m_state == State::Closing)
        return;
    m_lastSent = m_floor.clock().steadyNow();
    m_outlet->send(frame);
    if (m_outlet->backlogBytes() > backlogLimitBytes)
        cutOff();
}

Backlog ClientSession::backlog() const noexcept
{
    return m_outlet->backlogBytes() > largeBacklogBytes ? Backlog::Large : Backlog::Small;
}

void ClientSession::onBinary(const QByteArray &bytes)
{
    m_lastReceived = m_floor.clock().steadyNow();
    if (m_state == State::Closing)
        return;
    if (!m_message->ParseFromArray(bytes.constData(), static_cast<int>(bytes.size()))) {
        qCWarning(lcSession) << "connection" << m_number << "sent" << bytes.size() << "bytes that are no ClientMessage";
        return close(QWebSocketProtocol::CloseCodeWrongDatatype,
                     QStringLiteral("A frame of %1 bytes is no ClientMessage.").arg(bytes.size()));
    }
    m_floor.serve([this] { dispatch(*m_message); });
}

void ClientSession::onText()
{
    qCWarning(lcSession) << "connection" << m_number << "sent a text frame";
    close(QWebSocketProtocol::CloseCodeDatatypeNotSupported,
          QStringLiteral("Only binary frames are understood: one ClientMessage each."));
}

void ClientSession::onDisconnected()
{
    m_state = State::Closing;
    if (origin().client != 0) {
        m_floor.marketData().forget(*this);
        m_floor.orderBooks().forget(*this);
        m_floor.accountData().forget(*this);
        m_floor.serve([this] { m_floor.orders().onDisconnected(origin().client); });
    }
    emit ended();
}

void ClientSession::dispatch(const service::ClientMessage &message)
{
    using Payload = service::ClientMessage;
    if (m_state == State::Live)
        return dispatchLive(message);
    switch (message.payload_case()) {
    case Payload::kLoginRequest:
        return login(message.login_request());
    case Payload::kHeartbeat: // harmless, and some clients start their timer when the socket opens
        return;
    default:
        return refuseLogin(common::LOGIN_RESULT_UNAUTHORIZED, "The first message must be a login request.");
    }
}

OrderSender ClientSession::senderFor(const std::string &accountId) const
{
    const auto account = m_floor.accountData().accountOf(*this, accountId);
    const bool subscribed = account && m_floor.accountData().isSubscribed(*this, *account);
    return {origin(), codec(), account, subscribed};
}

void ClientSession::dispatchLive(const service::ClientMessage &message)
{
    using Payload = service::ClientMessage;
    OrderDesk &orders = m_floor.orders();
    switch (message.payload_case()) { // no default: the compiler lists the variants still missing
    case Payload::kHeartbeat:
        return;
    case Payload::kLoginRequest:
        return refuseLogin(common::LOGIN_RESULT_UNAUTHORIZED, "This session is logged in already.");
    case Payload::kAuthenticationTokenRequest:
        return answerTokenRequest(message.authentication_token_request());
    case Payload::kMarketDepthSubscribe:
        return subscribeDepth(message.market_depth_subscribe());
    case Payload::kMarketByOrderSubscribe:
        return subscribeOrders(message.market_by_order_subscribe());
    case Payload::kAccountSubscribe:
        return m_floor.accountData().subscribe(*this, message.account_subscribe());
    case Payload::kOrderSubmit:
        return orders.submit(senderFor(message.order_submit().account_id()), message.order_submit());
    case Payload::kOrderRevise:
        return orders.revise(senderFor(message.order_revise().account_id()), message.order_revise());
    case Payload::kOrderPull:
        return orders.pull(senderFor(message.order_pull().account_id()), message.order_pull());
    case Payload::kOrderBatch:
        return submitBatch(message.order_batch());
    case Payload::kCreateUds:
        return createStrategy(message.create_uds());
    case Payload::PAYLOAD_NOT_SET:
        qCInfo(lcSession) << "connection" << m_number << "sent an envelope without a payload this version knows";
        return;
    }
}

void ClientSession::login(const auth::LoginRequest &request)
{
    const LoginOutcome outcome = m_floor.logins().check(request);
    if (outcome.result != common::LOGIN_RESULT_SUCCESS || outcome.user == nullptr)
        return refuseLogin(outcome.result, outcome.message);
    welcome(outcome);
}

void ClientSession::welcome(const LoginOutcome &outcome)
{
    const std::string sessionId = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    const User &user = *outcome.user;
    const WirePriceFormat format = m_faults.ignorePriceFormat ? WirePriceFormat::Decimal : outcome.format;
    setLogin(user, PriceCodec{format, m_floor.pointValueScaling()},
             {m_number, user.id(), user.name, sessionId, outcome.application,
              m_socket->peerAddress().toString().toStdString()});
    m_state = State::Live;
    emit loggedIn(); // an earlier session gives way before this one is told that it is in
    auth::LoginResponse reply;
    fillLoginReply(user, sessionId, m_floor, reply);
    if (!m_faults.tokenFails)
        fillToken(m_floor.tokens().issue(user, format), *reply.mutable_authentication_token());
    m_floor.accountData().introduce(*this);
    sendFrame(serverFrame(Server::kLoginResponseFieldNumber, reply));
    m_outlet->armFaults();
}

void ClientSession::refuseLogin(std::int32_t result, const std::string &text)
{
    auth::LoginResponse reply;
    reply.set_result(static_cast<common::LoginResult>(result));
    reply.set_error_message(text);
    sendFrame(serverFrame(Server::kLoginResponseFieldNumber, reply));
    close(QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("login refused: %1").arg(result));
}

void ClientSession::giveWay()
{
    refuseLogin(common::LOGIN_RESULT_LOGGED_IN_ELSEWHERE,
                "The same user logged in with the same application from another place.");
}

void ClientSession::answerTokenRequest(const auth::AuthenticationTokenRequest &request)
{
    auth::AuthenticationToken answer;
    if (m_faults.tokenFails)
        answer.set_fail_message("Tokens are switched off by a fault switch.");
    else
        fillToken(m_floor.tokens().issue(user(), codec().format()), answer);
    answer.set_request_id(request.request_id());
    sendFrame(serverFrame(Server::kAuthenticationTokenFieldNumber, answer));
}

void ClientSession::subscribeDepth(const market::MarketDepthSubscribe &wish)
{
    m_outlet->setMarket(wish.market_id());
    if (m_faults.rejectMarkets && wish.buffer() != common::DEPTH_BUFFER_NO_SUBSCRIPTION) {
        market::MarketDepthSubscribeReject answer;
        answer.set_market_id(wish.market_id());
        answer.set_mode(common::MARKET_MODE_UNAVAILABLE);
        toWire(m_floor.venue().now(), *answer.mutable_time());
        return sendFrame(serverFrame(Server::kMarketDepthSubscribeRejectFieldNumber, answer));
    }
    m_floor.marketData().subscribe(*this, wish, m_floor.clock().steadyNow());
}

void ClientSession::subscribeOrders(const market::MarketByOrderSubscribe &wish)
{
    if (!m_faults.rejectMarkets || !wish.subscribe())
        return m_floor.orderBooks().subscribe(*this, wish);
    market::MarketByOrderSubscribeReject answer;
    answer.set_market_id(wish.market_id());
    answer.set_mode(common::MARKET_MODE_UNAVAILABLE);
    toWire(m_floor.venue().now(), *answer.mutable_time());
    sendFrame(serverFrame(Server::kMarketByOrderSubscribeRejectFieldNumber, answer));
}

void ClientSession::submitBatch(const orderrouting::OrderBatch &batch)
{
    OrderDesk &orders = m_floor.orders();
    orderrouting::OrderBatchReject reject;
    const auto plan = orders.batches().plan(
        batch, [this](const std::string &account) { return senderFor(account); }, reject);
    if (!plan)
        return sendFrame(serverFrame(Server::kOrderBatchRejectFieldNumber, reject));
    orderrouting::OrderBatchAcknowledge answer;
    BatchDesk::acknowledge(*plan, batch, answer);
    sendFrame(serverFrame(Server::kOrderBatchAcknowledgeFieldNumber, answer));
    orders.take(*plan, batch);
}

void ClientSession::createStrategy(const orderrouting::CreateUDS &wish)
{
    orderrouting::CreateUDSResponse answer;
    StrategyRequests strategies{m_floor.venue()};
    strategies.create(wish, senderFor(wish.account_id()).subscribed, codec(), answer);
    sendFrame(serverFrame(Server::kCreateUdsResponseFieldNumber, answer));
}

void ClientSession::checkSilence()
{
    if (m_state == State::Closing)
        return;
    const SteadyTime now = m_floor.clock().steadyNow();
    if (now - m_lastReceived > silenceLimit) {
        qCInfo(lcSession) << "connection" << m_number << "was silent for too long";
        return close(QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("Nothing was received for 60 s."));
    }
    if (m_state == State::Live && now - m_lastSent >= heartbeatInterval)
        sendHeartbeat();
}

void ClientSession::sendHeartbeat()
{
    service::Heartbeat heartbeat;
    heartbeat.set_timestamp(unixMilliseconds(m_floor.clock().wallNow()));
    sendFrame(serverFrame(Server::kHeartbeatFieldNumber, heartbeat));
}

void ClientSession::sayGoodbye()
{
    m_state = State::Closing;
    m_socket->close(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("The exchange shuts down."));
    m_socket->flush();
}

void ClientSession::close(QWebSocketProtocol::CloseCode code, const QString &reason)
{
    if (m_state == State::Closing)
        return;
    m_state = State::Closing;
    // Queued: a caller may be in the midst of a list of clients that the end of this one changes.
    QMetaObject::invokeMethod(
        this,
        [this, code, reason] {
            m_socket->close(code, reason);
            QTimer::singleShot(closePatience, m_socket, [socket = m_socket] { socket->abort(); });
        },
        Qt::QueuedConnection);
}

void ClientSession::cutOff()
{
    qCWarning(lcSession) << "connection" << m_number << "reads too slowly and is cut off";
    auth::LoginResponse reply;
    reply.set_result(common::LOGIN_RESULT_API_MESSAGE_BACKLOG);
    reply.set_error_message("Too much was waiting to be read: subscribe to less or read faster.");
    m_outlet->send(serverFrame(Server::kLoginResponseFieldNumber, reply));
    close(QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("Too much was waiting to be read."));
}

} // namespace depthdeck::exchange
