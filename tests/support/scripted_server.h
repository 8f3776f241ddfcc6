// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wire/credentials.h"
#include "app/wire/endpoint.h"

#include <t4/v1/service.pb.h>

#include <QHostAddress>
#include <QObject>
#include <QWebSocket>
#include <QWebSocketServer>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace depthdeck::test {

/// A T4 server on a free loopback port that does what the test tells it: it answers logins and subscriptions from a
/// script that can be changed at any time, keeps what it received, and sends or breaks when asked to.
class ScriptedServer final : public QObject
{
public:
    using ClientMessage = t4proto::v1::service::ClientMessage;
    using ServerMessage = t4proto::v1::service::ServerMessage;

    ScriptedServer() : m_server{QStringLiteral("T4"), QWebSocketServer::NonSecureMode}
    {
        connect(&m_server, &QWebSocketServer::newConnection, this, &ScriptedServer::accept);
        m_server.listen(QHostAddress::LocalHost);
    }

    // The script

    t4proto::v1::common::LoginResult loginResult = t4proto::v1::common::LOGIN_RESULT_SUCCESS;
    std::string loginError;
    std::string token = "jwt";
    std::vector<std::string> accounts{"A1"};
    /// Accounts whose snapshot is not sent.
    std::vector<std::string> mute;
    std::optional<std::string> accountsError;
    /// Orders that the snapshot of A1 names.
    std::vector<t4proto::v1::orderrouting::OrderUpdate> ordersOfA1;
    std::string increment = "0.25";
    bool answersDepth = true;
    std::optional<t4proto::v1::common::MarketMode> refusesDepth;

    // What happened

    std::vector<ClientMessage> received; ///< of all connections, heartbeats left out
    int connections = 0;

    /// How many messages of @p kind arrived.
    [[nodiscard]] int count(ClientMessage::PayloadCase kind) const
    {
        int number = 0;
        for (const ClientMessage &message : received)
            number += message.payload_case() == kind ? 1 : 0;
        return number;
    }
    /// The newest message of @p kind; there must be one.
    [[nodiscard]] const ClientMessage &last(ClientMessage::PayloadCase kind) const
    {
        for (auto message = received.rbegin(); message != received.rend(); ++message) {
            if (message->payload_case() == kind)
                return *message;
        }
        qFatal("no such message was received");
    }

    [[nodiscard]] Endpoint endpoint() const { return simulatedEndpoint(m_server.serverPort(), 1); }
    [[nodiscard]] static Credentials credentials()
    {
        return UserCredentials{QStringLiteral("F"), QStringLiteral("u"), Secret{QStringLiteral("p")},
                               QStringLiteral("App"), Secret{QStringLiteral("L")}};
    }

    // What the server does

    void send(const ServerMessage &message)
    {
        if (m_client)
            m_client->sendBinaryMessage(QByteArray::fromStdString(message.SerializeAsString()));
    }
    void sendHeartbeat()
    {
        ServerMessage message;
        message.mutable_heartbeat()->set_timestamp(1);
        send(message);
    }
    void sendBytes(const QByteArray &bytes) { m_client->sendBinaryMessage(bytes); }
    /// Breaks the connection without a goodbye.
    void breakConnection()
    {
        if (m_client)
            m_client->abort();
    }
    /// Takes no more connections, and breaks the one there is.
    void goAway()
    {
        m_server.close();
        breakConnection();
    }
    void sendAccountSnapshot(const std::string &account)
    {
        ServerMessage message;
        auto &snapshot = *message.mutable_account_snapshot();
        snapshot.set_account_id(account);
        snapshot.set_status(t4proto::v1::common::ACCOUNT_STATUS_OK);
        auto &details = *snapshot.add_messages()->mutable_account_details();
        details.set_account_id(account);
        details.set_order_routing(true);
        auto &update = *snapshot.add_messages()->mutable_account_update();
        update.set_account_id(account);
        update.set_status(t4proto::v1::common::ACCOUNT_STATUS_OK);
        if (account == "A1" && !ordersOfA1.empty()) {
            auto &multi = *snapshot.add_messages()->mutable_order_update_multi();
            for (const auto &order : ordersOfA1)
                *multi.add_updates()->mutable_order_update() = order;
        }
        send(message);
    }
    void sendDepth(const std::string &market, const std::string &bid, const std::string &offer)
    {
        ServerMessage message;
        auto &depth = *message.mutable_market_depth();
        depth.set_market_id(market);
        depth.set_mode(t4proto::v1::common::MARKET_MODE_OPEN);
        auto &best = *depth.add_bids();
        best.mutable_price()->set_value(bid);
        best.set_volume(10);
        auto &other = *depth.add_offers();
        other.mutable_price()->set_value(offer);
        other.set_volume(10);
        send(message);
    }

private:
    void accept()
    {
        while (QWebSocket *client = m_server.nextPendingConnection()) {
            if (m_client)
                m_client.release()->deleteLater();
            m_client.reset(client);
            ++connections;
            connect(client, &QWebSocket::binaryMessageReceived, this, &ScriptedServer::answer);
        }
    }

    void answer(const QByteArray &bytes)
    {
        ClientMessage message;
        if (!message.ParseFromArray(bytes.constData(), static_cast<int>(bytes.size())) || message.has_heartbeat())
            return;
        received.push_back(message);
        if (message.has_login_request())
            answerLogin();
        else if (message.has_account_subscribe())
            answerAccounts();
        else if (message.has_market_depth_subscribe())
            answerDepth(message.market_depth_subscribe());
    }

    void answerLogin()
    {
        ServerMessage message;
        auto &login = *message.mutable_login_response();
        login.set_result(loginResult);
        login.set_error_message(loginError);
        if (loginResult == t4proto::v1::common::LOGIN_RESULT_SUCCESS) {
            login.mutable_authentication_token()->set_token(token);
            for (const std::string &id : accounts)
                login.add_accounts()->set_account_id(id);
        }
        send(message);
    }

    void answerAccounts()
    {
        ServerMessage message;
        message.mutable_account_subscribe_response()->set_success(!accountsError.has_value());
        if (accountsError)
            message.mutable_account_subscribe_response()->add_errors(*accountsError);
        send(message);
        for (const std::string &id : accounts) {
            if (std::find(mute.begin(), mute.end(), id) == mute.end())
                sendAccountSnapshot(id);
        }
    }

    void answerDepth(const t4proto::v1::market::MarketDepthSubscribe &wish)
    {
        if (!answersDepth || wish.buffer() == t4proto::v1::common::DEPTH_BUFFER_NO_SUBSCRIPTION)
            return;
        if (refusesDepth) {
            ServerMessage message;
            message.mutable_market_depth_subscribe_reject()->set_market_id(wish.market_id());
            message.mutable_market_depth_subscribe_reject()->set_mode(*refusesDepth);
            send(message);
            return;
        }
        ServerMessage message;
        auto &details = *message.mutable_market_details();
        details.set_market_id(wish.market_id());
        details.set_exchange_id(wish.exchange_id());
        details.set_contract_id(wish.contract_id());
        details.set_real_decimals(2);
        details.mutable_min_price_increment()->set_value(increment);
        details.mutable_point_value()->set_value("50");
        send(message);
        ServerMessage image;
        image.mutable_market_snapshot()->set_market_id(wish.market_id());
        image.mutable_market_snapshot()->set_mode(t4proto::v1::common::MARKET_MODE_OPEN);
        send(image);
        sendDepth(wish.market_id(), "100", "100.25");
    }

    QWebSocketServer m_server;
    std::unique_ptr<QWebSocket> m_client;
};

} // namespace depthdeck::test
