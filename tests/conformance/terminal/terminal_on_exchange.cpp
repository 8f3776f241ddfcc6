// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/terminal/terminal_on_exchange.h"

#include <QTest>

namespace depthdeck::test {

TerminalOnExchange::TerminalOnExchange(const exchange::SimulatedExchange::Options &options) : m_session{m_clock}
{
    startExchange(options);
    m_frames.setInterval(16);
    QObject::connect(&m_frames, &QTimer::timeout, &m_session, &Session::takeFrame);
    m_frames.start();
}

TerminalOnExchange::~TerminalOnExchange()
{
    m_session.stop();
    QMetaObject::invokeMethod(
        m_exchange, [exchange = m_exchange] { delete exchange; }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void TerminalOnExchange::startExchange(const exchange::SimulatedExchange::Options &options)
{
    m_exchange = new exchange::SimulatedExchange{options};
    m_exchange->moveToThread(&m_thread);
    m_thread.start();
    QUrl webSocket;
    QString error;
    QMetaObject::invokeMethod(
        m_exchange,
        [&] {
            if (!m_exchange->start(&error))
                return;
            webSocket = m_exchange->webSocketUrl();
            m_rest = m_exchange->restUrl();
        },
        Qt::BlockingQueuedConnection);
    if (!error.isEmpty())
        qFatal("the exchange did not start: %s", qPrintable(error));
    m_port = webSocket.port();
    m_relay = std::make_unique<TcpRelay>(static_cast<quint16>(m_port));
}

void TerminalOnExchange::login(const QString &password)
{
    start(m_relay->port(), password);
}

void TerminalOnExchange::loginDirectly()
{
    start(m_port, QStringLiteral("trader"));
}

void TerminalOnExchange::start(int port, const QString &password)
{
    Endpoint endpoint;
    endpoint.name = QStringLiteral("Simulated exchange");
    endpoint.webSocket = QUrl{QStringLiteral("ws://127.0.0.1:%1/v1").arg(port)};
    endpoint.rest = m_rest;
    endpoint.kind = Endpoint::Kind::Simulated;
    UserCredentials user;
    user.firm = QStringLiteral("SIM");
    user.user = QStringLiteral("trader");
    user.password = Secret{password};
    user.appName = QStringLiteral("DepthDeck");
    user.appLicense = Secret{QStringLiteral("simulated")};
    m_session.start(endpoint, user);
}

MarketKey TerminalOnExchange::frontMarket(const char *exchange, const char *contract)
{
    MarketKey key;
    bool answered = false;
    m_session.directory().firstMarket(ExchangeId{exchange}, ContractId{contract}, &m_session,
                                      [&](const RestResult<MarketEntry> &result) {
                                          answered = true;
                                          if (const auto *market = std::get_if<MarketEntry>(&result))
                                              key = market->key;
                                      });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(answered, 10'000); }();
    return key;
}

AccountId TerminalOnExchange::firstAccount() const
{
    const auto &accounts = m_session.accounts().accounts();
    return accounts.empty() ? AccountId{} : accounts.front().id;
}

int TerminalOnExchange::net(const MarketKey &key) const
{
    const Position *position = m_session.accounts().position(firstAccount(), key.market);
    return position == nullptr ? 0 : position->net().contracts;
}

const Order *TerminalOnExchange::newestOrder() const
{
    const auto &orders = m_session.orders().orders();
    return orders.empty() ? nullptr : &orders.back();
}

} // namespace depthdeck::test
