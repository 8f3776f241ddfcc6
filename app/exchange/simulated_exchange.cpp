// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/simulated_exchange.h"

#include "app/exchange/gateway/rest_gateway.h"
#include "app/exchange/gateway/trading_floor.h"
#include "app/exchange/gateway/web_socket_gateway.h"

#include <QFile>

#include <stdexcept>

namespace depthdeck::exchange {

namespace {

QByteArray builtInCatalogue()
{
    QFile file{QStringLiteral(":/exchange/catalogue.json")};
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

QUrl urlOf(const QString &scheme, const QHostAddress &address, quint16 port, const QString &path)
{
    QUrl url;
    url.setScheme(scheme);
    url.setHost(address.toString());
    url.setPort(port);
    url.setPath(path);
    return url;
}

} // namespace

/// What exists between start and stop. Destroyed from the bottom up: gateways before the floor they serve.
struct SimulatedExchange::Running
{
    QByteArray catalogue;
    std::unique_ptr<TradingFloor> floor;
    std::unique_ptr<WebSocketGateway> webSocket;
    std::unique_ptr<RestGateway> rest;
};

SimulatedExchange::SimulatedExchange(Options options, QObject *parent)
    : QObject{parent},
      m_options{std::move(options)},
      m_clock{m_systemClock}
{
}

SimulatedExchange::SimulatedExchange(Options options, const Clock &clock, QObject *parent)
    : QObject{parent},
      m_options{std::move(options)},
      m_clock{clock}
{
}

SimulatedExchange::~SimulatedExchange() = default;

bool SimulatedExchange::start(QString *error)
{
    if (isRunning())
        return true;
    auto running = std::make_unique<Running>();
    QString text;
    if (open(*running, text)) {
        m_running = std::move(running);
        m_running->floor->startClockwork();
        return true;
    }
    if (error != nullptr)
        *error = text;
    return false;
}

bool SimulatedExchange::open(Running &running, QString &error)
{
    running.catalogue = m_options.catalogue.isEmpty() ? builtInCatalogue() : m_options.catalogue;
    TradingFloor::Options options;
    options.catalogue = {running.catalogue.constData(), static_cast<std::size_t>(running.catalogue.size())};
    options.simulatedStart = m_options.simulatedStart.value_or(m_clock.wallNow());
    options.venue = {m_options.seed, m_options.speedPercent, m_options.rate, m_options.markets, m_options.alwaysOpen};
    options.orders = {m_options.seed, m_options.latency, m_options.faults.orders, m_options.faults.bustFill,
                      m_options.behaviours};
    options.accounts = m_options.accounts.empty() ? defaultAccounts() : m_options.accounts;
    options.users = m_options.users;
    options.refuseLogin = m_options.faults.refuseLogin;
    options.tokenLifetime = m_options.tokenLifetime;
    options.marketBehaviours = m_options.marketBehaviours;
    options.pointValue = m_options.scalePointValue ? PointValueScaling::WithPriceFormat : PointValueScaling::Unscaled;
    try {
        running.floor = std::make_unique<TradingFloor>(m_clock, options, nullptr);
    } catch (const std::runtime_error &problem) {
        error = QStringLiteral("the catalogue of markets is not usable: %1").arg(QString::fromUtf8(problem.what()));
        return false;
    }
    running.webSocket = std::make_unique<WebSocketGateway>(*running.floor, m_options.faults, nullptr);
    if (!running.webSocket->listen(m_options.address, m_options.port)) {
        error = QStringLiteral("cannot listen on WebSocket port %1: %2")
                    .arg(m_options.port)
                    .arg(running.webSocket->errorString());
        return false;
    }
    running.rest =
        std::make_unique<RestGateway>(RestRouter{*running.floor, options.catalogue, m_options.faults}, nullptr);
    if (!running.rest->open(m_options.address, m_options.restPort)) {
        error = QStringLiteral("cannot listen on REST port %1: %2")
                    .arg(m_options.restPort)
                    .arg(running.rest->errorString());
        return false;
    }
    return true;
}

void SimulatedExchange::stop()
{
    m_running.reset();
}

QUrl SimulatedExchange::webSocketUrl() const
{
    return isRunning()
               ? urlOf(QStringLiteral("ws"), m_options.address, m_running->webSocket->port(), QStringLiteral("/v1"))
               : QUrl{};
}

QUrl SimulatedExchange::restUrl() const
{
    return isRunning() ? urlOf(QStringLiteral("http"), m_options.address, m_running->rest->port(), {}) : QUrl{};
}

} // namespace depthdeck::exchange
