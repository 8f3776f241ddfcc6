// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/simulated_exchange.h"
#include "t4/v1/service.pb.h"

#include <QTest>
#include <QWebSocket>

#include <deque>
#include <functional>

namespace depthdeck::exchange::test {

using namespace t4proto::v1;
using Server = service::ServerMessage;

/// One event of one order, whatever message told it.
struct OrderEvent
{
    orderrouting::OrderUpdateMultiMessage::PayloadCase kind;
    std::string id;
    int change = 0;
    int status = 0;
    int pending = 0;
    int sequence = 0;
    std::string detail;
};

/// A T4 client that knows nothing but the wire. Keeps every message in order.
class WireClient : public QObject
{
    Q_OBJECT

public:
    explicit WireClient(QUrl url) : m_url{std::move(url)} { connectSocket(); }

    /// Waits for the socket.
    [[nodiscard]] bool open();
    void send(const service::ClientMessage &message);
    void sendRaw(const QByteArray &bytes) { m_socket.sendBinaryMessage(bytes); }
    [[nodiscard]] QWebSocket &socket() noexcept { return m_socket; }

    /// Opens and logs in; the response, whatever it says. Empty when there was none.
    [[nodiscard]] std::optional<auth::LoginResponse> login(const std::string &user, const std::string &password,
                                                           common::PriceFormat format = common::PRICE_FORMAT_REAL,
                                                           const std::string &application = "Conformance");
    /// login as the trader in REAL prices. False when refused.
    [[nodiscard]] bool enter(const std::string &user = "trader",
                             common::PriceFormat format = common::PRICE_FORMAT_REAL);

    /// The first message from @p from on that @p wanted likes, waited for. Nullptr when it does not come.
    [[nodiscard]] const Server *await(const std::function<bool(const Server &)> &wanted, std::size_t from = 0,
                                      int milliseconds = 10'000);
    [[nodiscard]] const Server *await(Server::PayloadCase kind, std::size_t from = 0)
    {
        return await([kind](const Server &message) { return message.payload_case() == kind; }, from);
    }
    [[nodiscard]] std::size_t count(Server::PayloadCase kind, std::size_t from = 0) const;
    [[nodiscard]] const std::deque<Server> &messages() const noexcept { return m_messages; }
    [[nodiscard]] std::size_t position() const noexcept { return m_messages.size(); }
    [[nodiscard]] int unreadable() const noexcept { return m_unreadable; }
    [[nodiscard]] int texts() const noexcept { return m_texts; }
    [[nodiscard]] int empties() const noexcept { return m_empties; }
    [[nodiscard]] qsizetype largest() const noexcept { return m_largest; }
    [[nodiscard]] bool isClosed() const noexcept { return m_closed; }

    void subscribeDepth(const std::string &market, common::DepthBuffer buffer,
                        common::DepthLevels levels = common::DEPTH_LEVELS_NORMAL);
    void subscribeAccounts(bool withProfit = true);
    /// Subscribes a market and waits for its snapshot's depth. Empty when it does not come.
    [[nodiscard]] std::optional<market::MarketDepth> depthOf(const std::string &market);

    /// A submission of one order, ready to be changed.
    [[nodiscard]] static orderrouting::OrderSubmit submission(const std::string &account, const std::string &market,
                                                              common::BuySell side, common::PriceType type, int volume,
                                                              const std::string &tag);
    void submit(const orderrouting::OrderSubmit &order);
    void pull(const std::string &account, const std::string &market, const std::string &id);
    /// The id of the order with this tag, waited for. Empty when it does not come.
    [[nodiscard]] std::string idOf(const std::string &tag);
    /// Every event of an order, as arrived.
    [[nodiscard]] std::vector<OrderEvent> eventsOf(const std::string &id) const;
    /// Waits until the order has had an event with this change.
    [[nodiscard]] bool awaitChange(const std::string &id, common::OrderChange change);
    /// "2/0/1 4/0/1 6/1/0": change, status and pending of each event.
    [[nodiscard]] std::string lifeOf(const std::string &id) const;

private:
    void connectSocket();
    void receive(const QByteArray &bytes);

    QUrl m_url;
    QWebSocket m_socket;
    std::deque<Server> m_messages;
    int m_unreadable = 0;
    int m_texts = 0;
    int m_empties = 0;
    qsizetype m_largest = 0;
    bool m_closed = false;
};

/// Small and quick: a dozen markets, no latency beyond the usual.
[[nodiscard]] SimulatedExchange::Options smallExchange();
/// The front E-mini S&P 500 of the exchange's catalogue, by REST.
[[nodiscard]] std::string marketOf(const SimulatedExchange &exchange, const QString &exchangeId,
                                   const QString &contractId);

/// One REST request, answered.
struct RestAnswer
{
    int status = 0;
    QByteArray body;
    QMap<QByteArray, QByteArray> headers;
};
[[nodiscard]] RestAnswer rest(const QByteArray &method, const QUrl &url, const QByteArray &authorization,
                              const QByteArray &body = {});

} // namespace depthdeck::exchange::test
