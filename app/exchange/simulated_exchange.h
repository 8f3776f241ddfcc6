// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/account.h"
#include "app/exchange/desk/behaviours.h"
#include "app/exchange/desk/login_desk.h"
#include "app/exchange/gateway/faults.h"
#include "app/exchange/gateway/market_behaviours.h"
#include "app/time/clock.h"

#include <QHostAddress>
#include <QObject>
#include <QUrl>

#include <memory>

namespace depthdeck::exchange {

/// A whole exchange behind two loopback ports: WebSocket and REST, as T4 speaks them.
///
/// Everything with a socket or a timer is made in start(), on the thread that calls it, and belongs to that thread
/// until stop(). To run it beside a user interface, use EmbeddedExchange; or move the not yet started object to a
/// thread of its own (moveToThread) and call start() and stop() there.
class SimulatedExchange final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QHostAddress address = QHostAddress::LocalHost;
        quint16 port = 0;     ///< of the WebSocket; 0: any free one
        quint16 restPort = 0; ///< 0: any free one
        std::uint64_t seed = 1;
        std::int64_t speedPercent = 100; ///< simulated seconds per 100 real ones; at least 1
        std::int32_t rate = 0;           ///< market-data events per second over all markets; 0: the flow's own pace
        std::uint32_t markets = 0;       ///< list only the first so many; 0: all
        bool alwaysOpen = true;          ///< false: markets follow the session calendar
        std::chrono::milliseconds latency{3}; ///< from the risk check to the exchange's answer
        /// Whether point_value follows the session's price format; the sources contradict each other (a.8).
        bool scalePointValue = false;
        std::chrono::seconds tokenLifetime{900};
        std::optional<WallTime> simulatedStart; ///< nullopt: now
        std::vector<User> users;                ///< empty: the documented ones
        std::vector<AccountSpec> accounts;      ///< empty: the documented ones
        QByteArray catalogue;                   ///< JSON; empty: the built-in one
        Faults faults;
        Behaviours behaviours;             ///< of orders and accounts, where the sources leave two readings open
        MarketBehaviours marketBehaviours; ///< the same for market data
    };

    explicit SimulatedExchange(Options options, QObject *parent = nullptr);
    /// @p clock is borrowed: tests hand in one that they move.
    SimulatedExchange(Options options, const Clock &clock, QObject *parent = nullptr);
    ~SimulatedExchange() override;

    /// Opens both ports and starts the markets. On failure says why in @p error and leaves nothing behind.
    [[nodiscard]] bool start(QString *error);
    /// Closes every session and both ports. May be started again afterwards.
    void stop();
    [[nodiscard]] bool isRunning() const noexcept { return m_running != nullptr; }

    /// Empty while not running.
    [[nodiscard]] QUrl webSocketUrl() const;
    [[nodiscard]] QUrl restUrl() const;

private:
    struct Running;

    [[nodiscard]] bool open(Running &running, QString &error);

    Options m_options;
    SystemClock m_systemClock;
    const Clock &m_clock;
    std::unique_ptr<Running> m_running;
};

} // namespace depthdeck::exchange
