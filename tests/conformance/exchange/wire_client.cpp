// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/exchange/wire_client.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>

namespace depthdeck::exchange::test {

namespace {

template <typename Update>
OrderEvent eventOf(const orderrouting::OrderUpdateMultiMessage &message, const Update &update)
{
    return {message.payload_case(),    update.unique_id(),      update.change(),       update.status(),
            update.response_pending(), update.sequence_order(), update.status_detail()};
}

OrderEvent eventOf(const orderrouting::OrderUpdateMultiMessage &message)
{
    using Message = orderrouting::OrderUpdateMultiMessage;
    switch (message.payload_case()) {
    case Message::kOrderUpdate:
        return eventOf(message, message.order_update());
    case Message::kOrderUpdateFailed:
        return eventOf(message, message.order_update_failed());
    case Message::kOrderUpdateStatus:
        return eventOf(message, message.order_update_status());
    case Message::kOrderUpdateTrade:
        return eventOf(message, message.order_update_trade());
    case Message::kOrderUpdateTradeLeg:
        return eventOf(message, message.order_update_trade_leg());
    case Message::PAYLOAD_NOT_SET:
        break;
    }
    return {};
}

} // namespace

void WireClient::connectSocket()
{
    m_socket.setMaxAllowedIncomingFrameSize(200'000'000);
    m_socket.setMaxAllowedIncomingMessageSize(200'000'000);
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this, &WireClient::receive);
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this] { ++m_texts; });
    connect(&m_socket, &QWebSocket::disconnected, this, [this] { m_closed = true; });
}

void WireClient::receive(const QByteArray &bytes)
{
    m_largest = std::max(m_largest, bytes.size());
    m_empties += bytes.isEmpty() ? 1 : 0;
    Server message;
    if (message.ParseFromArray(bytes.constData(), static_cast<int>(bytes.size())))
        m_messages.push_back(std::move(message));
    else
        ++m_unreadable;
}

bool WireClient::open()
{
    QSignalSpy connected{&m_socket, &QWebSocket::connected};
    m_closed = false;
    m_socket.open(m_url);
    return connected.wait(10'000);
}

void WireClient::send(const service::ClientMessage &message)
{
    m_socket.sendBinaryMessage(QByteArray::fromStdString(message.SerializeAsString()));
}

std::optional<auth::LoginResponse> WireClient::login(const std::string &user, const std::string &password,
                                                     common::PriceFormat format, const std::string &application)
{
    if (!open())
        return std::nullopt;
    const std::size_t from = position();
    service::ClientMessage message;
    auto &login = *message.mutable_login_request();
    login.set_firm("SIM");
    login.set_username(user);
    login.set_password(password);
    login.set_app_name(application);
    login.set_app_license("any");
    login.set_price_format(format);
    send(message);
    const Server *answer = await(Server::kLoginResponse, from);
    return answer != nullptr ? std::optional{answer->login_response()} : std::nullopt;
}

bool WireClient::enter(const std::string &user, common::PriceFormat format)
{
    const auto answer = login(user, user, format, "Conformance " + user);
    return answer && answer->result() == common::LOGIN_RESULT_SUCCESS;
}

const Server *WireClient::await(const std::function<bool(const Server &)> &wanted, std::size_t from, int milliseconds)
{
    const Server *found = nullptr;
    std::size_t next = from;
    const auto look = [&] {
        for (; found == nullptr && next < m_messages.size(); ++next)
            if (wanted(m_messages[next]))
                found = &m_messages[next];
        return found != nullptr;
    };
    return QTest::qWaitFor(look, milliseconds) ? found : nullptr;
}

std::size_t WireClient::count(Server::PayloadCase kind, std::size_t from) const
{
    std::size_t found = 0;
    for (std::size_t at = from; at < m_messages.size(); ++at)
        found += m_messages[at].payload_case() == kind ? 1U : 0U;
    return found;
}

void WireClient::subscribeDepth(const std::string &market, common::DepthBuffer buffer, common::DepthLevels levels)
{
    service::ClientMessage message;
    message.mutable_market_depth_subscribe()->set_market_id(market);
    message.mutable_market_depth_subscribe()->set_buffer(buffer);
    message.mutable_market_depth_subscribe()->set_depth_levels(levels);
    send(message);
}

void WireClient::subscribeAccounts(bool withProfit)
{
    service::ClientMessage message;
    auto &wish = *message.mutable_account_subscribe();
    wish.set_subscribe(common::ACCOUNT_SUBSCRIBE_TYPE_ALL_UPDATES);
    wish.set_subscribe_all_accounts(true);
    if (withProfit)
        wish.set_upl_mode(common::UPL_MODE_AVERAGE);
    send(message);
}

std::optional<market::MarketDepth> WireClient::depthOf(const std::string &market)
{
    const std::size_t from = position();
    subscribeDepth(market, common::DEPTH_BUFFER_SMART);
    const auto *answer = await(Server::kMarketSnapshot, from);
    if (answer == nullptr)
        return std::nullopt;
    for (const auto &part : answer->market_snapshot().messages())
        if (part.has_market_depth())
            return part.market_depth();
    return std::nullopt;
}

orderrouting::OrderSubmit WireClient::submission(const std::string &account, const std::string &market,
                                                 common::BuySell side, common::PriceType type, int volume,
                                                 const std::string &tag)
{
    orderrouting::OrderSubmit submit;
    submit.set_account_id(account);
    submit.set_market_id(market);
    submit.set_manual_order_indicator(true);
    auto &order = *submit.add_orders();
    order.set_buy_sell(side);
    order.set_price_type(type);
    order.set_volume(volume);
    order.set_tag(tag);
    return submit;
}

void WireClient::submit(const orderrouting::OrderSubmit &order)
{
    service::ClientMessage message;
    *message.mutable_order_submit() = order;
    send(message);
}

void WireClient::pull(const std::string &account, const std::string &market, const std::string &id)
{
    service::ClientMessage message;
    auto &pull = *message.mutable_order_pull();
    pull.set_account_id(account);
    pull.set_market_id(market);
    pull.set_manual_order_indicator(true);
    pull.add_pulls()->set_unique_id(id);
    send(message);
}

std::string WireClient::idOf(const std::string &tag)
{
    std::string id;
    const auto hasTag = [&](const Server &message) {
        for (const auto &update : message.order_update_multi().updates())
            if (update.order_update().tag() == tag)
                id = update.order_update().unique_id();
        return !id.empty();
    };
    static_cast<void>(await(hasTag));
    return id;
}

std::vector<OrderEvent> WireClient::eventsOf(const std::string &id) const
{
    std::vector<OrderEvent> events;
    for (const Server &message : m_messages)
        for (const auto &update : message.order_update_multi().updates())
            if (auto event = eventOf(update); event.id == id)
                events.push_back(std::move(event));
    return events;
}

bool WireClient::awaitChange(const std::string &id, common::OrderChange change)
{
    return await([&](const Server &message) {
               for (const auto &update : message.order_update_multi().updates())
                   if (const auto event = eventOf(update); event.id == id && event.change == change)
                       return true;
               return false;
           }) != nullptr;
}

std::string WireClient::lifeOf(const std::string &id) const
{
    std::string life;
    for (const OrderEvent &event : eventsOf(id))
        life += (life.empty() ? "" : " ") + std::to_string(event.change) + '/' + std::to_string(event.status) + '/' +
                std::to_string(event.pending);
    return life;
}

SimulatedExchange::Options smallExchange()
{
    SimulatedExchange::Options options;
    options.markets = 12;
    return options;
}

std::string marketOf(const SimulatedExchange &exchange, const QString &exchangeId, const QString &contractId)
{
    QUrl url = exchange.restUrl();
    url.setPath(QStringLiteral("/markets/picker/firstmarket"));
    url.setQuery(QStringLiteral("exchangeid=%1&contractid=%2").arg(exchangeId, contractId));
    const auto answer = rest("GET", url, "APIKey sim-key");
    return QJsonDocument::fromJson(answer.body)[u"marketID"].toString().toStdString();
}

RestAnswer rest(const QByteArray &method, const QUrl &url, const QByteArray &authorization, const QByteArray &body)
{
    QNetworkAccessManager network;
    QNetworkRequest request{url};
    if (!authorization.isEmpty())
        request.setRawHeader("Authorization", authorization);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    QNetworkReply *reply = network.sendCustomRequest(request, method, body);
    QSignalSpy finished{reply, &QNetworkReply::finished};
    if (!reply->isFinished() && !finished.wait(10'000))
        return {};
    RestAnswer answer;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = reply->readAll();
    for (const auto &[name, value] : reply->rawHeaderPairs())
        answer.headers.insert(name.toLower(), value);
    return answer;
}

} // namespace depthdeck::exchange::test
