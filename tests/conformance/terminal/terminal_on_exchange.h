// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/simulated_exchange.h"
#include "app/rest/market_directory.h"
#include "app/session/session.h"
#include "tests/support/tcp_relay.h"

#include <QThread>
#include <QTimer>

namespace depthdeck::test {

/// A simulated exchange on a thread of its own and a Session on the test's, joined by real sockets only.
class TerminalOnExchange final
{
public:
    explicit TerminalOnExchange(const exchange::SimulatedExchange::Options &options);
    ~TerminalOnExchange();
    TerminalOnExchange(const TerminalOnExchange &) = delete;
    TerminalOnExchange &operator=(const TerminalOnExchange &) = delete;

    void login(const QString &password = QStringLiteral("trader"));
    /// Without the relay, which works on this thread: for what must go on while this thread stalls. Such a connection
    /// cannot be broken.
    void loginDirectly();
    /// Cuts the wire without a goodbye; the exchange and its orders live on.
    void breakConnection() { m_relay->cut(); }

    [[nodiscard]] Session &session() noexcept { return m_session; }
    /// The front market of a contract, over REST; an empty id on failure.
    [[nodiscard]] MarketKey frontMarket(const char *exchange, const char *contract);
    [[nodiscard]] AccountId firstAccount() const;
    [[nodiscard]] const MarketState *market(const MarketKey &key) const { return m_session.markets().find(key.market); }
    [[nodiscard]] int net(const MarketKey &key) const;
    /// The newest order of the store, or nullptr.
    [[nodiscard]] const Order *newestOrder() const;

private:
    void startExchange(const exchange::SimulatedExchange::Options &options);
    void start(int port, const QString &password);

    QThread m_thread;
    exchange::SimulatedExchange *m_exchange = nullptr; // lives and dies on m_thread
    std::unique_ptr<TcpRelay> m_relay;                 // in front of the WebSocket
    QUrl m_rest;
    int m_port = 0; ///< of the exchange's own WebSocket
    SystemClock m_clock;
    Session m_session;
    QTimer m_frames;
};

} // namespace depthdeck::test
