// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/order_sender.h"
#include "app/exchange/gateway/client.h"
#include "app/exchange/gateway/outlet.h"

#include <QObject>
#include <QWebSocketProtocol>

#include <memory>

class QWebSocket;

namespace t4proto::v1::account {
class AccountSubscribe;
}
namespace t4proto::v1::auth {
class AuthenticationTokenRequest;
class LoginRequest;
} // namespace t4proto::v1::auth
namespace t4proto::v1::market {
class MarketByOrderSubscribe;
class MarketDepthSubscribe;
} // namespace t4proto::v1::market
namespace t4proto::v1::orderrouting {
class CreateUDS;
class OrderBatch;
} // namespace t4proto::v1::orderrouting
namespace t4proto::v1::service {
class ClientMessage;
}

namespace depthdeck::exchange {

class TradingFloor;

/// One client's connection from its first frame to its last: framing, login, heartbeats, and which desk each message
/// goes to (t4-protocol.md a.2 to a.6).
class ClientSession final : public QObject, public Client
{
    Q_OBJECT

public:
    /// @p socket becomes a child. @p floor and @p faults are borrowed. @p number names the connection.
    ClientSession(QWebSocket *socket, TradingFloor &floor, const Faults &faults, std::uint64_t number, QObject *parent);
    ~ClientSession() override;

    void sendFrame(const QByteArray &frame) override;
    [[nodiscard]] Backlog backlog() const noexcept override;

    [[nodiscard]] bool isLive() const noexcept { return m_state == State::Live; }
    /// The same user with the same application logged in elsewhere: this session is told and closed.
    void giveWay();
    /// Sends a heartbeat when nothing else was sent for long, ends the session when nothing was received.
    void checkSilence();
    /// The exchange is about to end: the close frame goes out at once.
    void sayGoodbye();

signals:
    void loggedIn();
    void ended();

private:
    enum class State : std::uint8_t { AwaitingLogin, Live, Closing };

    void onBinary(const QByteArray &bytes);
    void onText();
    void onDisconnected();
    void dispatch(const t4proto::v1::service::ClientMessage &message);
    void dispatchLive(const t4proto::v1::service::ClientMessage &message);
    void login(const t4proto::v1::auth::LoginRequest &request);
    void welcome(const LoginOutcome &outcome);
    void refuseLogin(std::int32_t result, const std::string &text);
    void answerTokenRequest(const t4proto::v1::auth::AuthenticationTokenRequest &request);
    void subscribeDepth(const t4proto::v1::market::MarketDepthSubscribe &wish);
    void subscribeOrders(const t4proto::v1::market::MarketByOrderSubscribe &wish);
    void submitBatch(const t4proto::v1::orderrouting::OrderBatch &batch);
    void createStrategy(const t4proto::v1::orderrouting::CreateUDS &wish);
    [[nodiscard]] OrderSender senderFor(const std::string &accountId) const;
    void sendHeartbeat();
    void close(QWebSocketProtocol::CloseCode code, const QString &reason);
    void cutOff();

    QWebSocket *m_socket; // child of this
    TradingFloor &m_floor;
    const Faults &m_faults;
    std::uint64_t m_number;
    Outlet *m_outlet; // child of this
    State m_state = State::AwaitingLogin;
    SteadyTime m_lastReceived;
    SteadyTime m_lastSent;
    std::unique_ptr<t4proto::v1::service::ClientMessage> m_message;
};

} // namespace depthdeck::exchange
