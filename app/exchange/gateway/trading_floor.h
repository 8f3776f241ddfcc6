// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/default_accounts.h"
#include "app/exchange/desk/token_book.h"
#include "app/exchange/gateway/account_publisher.h"
#include "app/exchange/gateway/market_by_order_publisher.h"
#include "app/exchange/venue/chicago_time.h"
#include "app/exchange/venue/simulated_time.h"

#include <QObject>

class QTimer;

namespace depthdeck::exchange {

/// The venue, the desks and the publishers of one exchange, and the clockwork that moves them. Knows no socket.
/// Lives on the thread that made it; all calls there.
class TradingFloor final : public QObject, private VenueListener
{
    Q_OBJECT

public:
    struct Options
    {
        std::string_view catalogue; ///< JSON: resources/exchange/catalogue.json
        WallTime simulatedStart{};
        VenueOptions venue;
        OrderDesk::Options orders;
        std::vector<AccountSpec> accounts;
        std::vector<User> users; ///< empty: defaultUsers of the catalogue's exchanges
        int refuseLogin = 0;
        std::chrono::seconds tokenLifetime{900};
        PointValueScaling pointValue = PointValueScaling::Unscaled;
        MarketBehaviours marketBehaviours;
    };

    /// Throws std::runtime_error when the catalogue is not usable. @p clock is borrowed.
    TradingFloor(const Clock &clock, const Options &options, QObject *parent);
    ~TradingFloor() override;

    [[nodiscard]] const Venue &venue() const noexcept { return m_venue; }
    [[nodiscard]] Venue &venue() noexcept { return m_venue; }
    [[nodiscard]] const LoginDesk &logins() const noexcept { return m_logins; }
    [[nodiscard]] TokenBook &tokens() noexcept { return m_tokens; }
    [[nodiscard]] AccountDesk &accounts() noexcept { return m_accounts; }
    [[nodiscard]] OrderDesk &orders() noexcept { return m_orders; }
    [[nodiscard]] MarketDataPublisher &marketData() noexcept { return m_marketData; }
    [[nodiscard]] MarketByOrderPublisher &orderBooks() noexcept { return m_orderBooks; }
    [[nodiscard]] AccountPublisher &accountData() noexcept { return m_accountData; }
    [[nodiscard]] const Clock &clock() const noexcept { return m_clock; }
    [[nodiscard]] PointValueScaling pointValueScaling() const noexcept { return m_pointValue; }

    void startClockwork();
    /// How many clients are connected: with none the clockwork ticks slowly.
    void setClientCount(std::size_t count);
    /// Brings desk time up to now and afterwards sends what @p work brought about. Every client request goes through
    /// here.
    template <typename Work>
    void serve(Work work)
    {
        beginService();
        work();
        endService();
    }

signals:
    /// After each step: sessions look at their silences.
    void stepped();

private:
    void onBookChanged(MarketIndex market) override;
    void onTrade(const VenueTrade &trade) override;
    void onStatistic(MarketIndex market, Statistic what) override;
    void onMode(MarketIndex market, MarketMode) override;
    void onOrder(const VenueOrderEvent &event) override { m_orders.onVenueEvent(event); }
    void onOrderBookChange(const OrderBookChange &change) override { m_orderBooks.noteChange(change); }
    void onOrderTrade(const OrderTrade &trade) override { m_orderBooks.noteTrade(trade); }
    void onTradeDate(std::int32_t tradeDate) override { m_newTradeDate = tradeDate; }

    void step();
    void beginService();
    void endService();
    void advanceVenue(SteadyTime now);
    [[nodiscard]] WallTime nextMoment() const;
    void checkActiveTimes();
    void settleStep();
    void arm();
    void setReferencePrices();
    void setReferencePrice(MarketIndex market);
    [[nodiscard]] WallTime simulatedNow(SteadyTime now) const noexcept;
    [[nodiscard]] MarketPrices pricesOf(MarketIndex market) const;

    const Clock &m_clock;
    SteadyTime m_steadyStart;
    WallTime m_wallStart;
    SimulatedTime m_time;
    Moment m_moment;
    Venue m_venue;
    LoginDesk m_logins;
    TokenBook m_tokens;
    AccountDesk m_accounts;
    RiskDesk m_risk;
    LegPrices m_legPrices;
    OrderDesk m_orders;
    MarketDataPublisher m_marketData;
    MarketByOrderPublisher m_orderBooks;
    AccountPublisher m_accountData;
    PointValueScaling m_pointValue;
    ChicagoTime m_chicago;
    std::chrono::time_point<std::chrono::system_clock, std::chrono::minutes> m_activeTimesChecked{};
    std::optional<std::int32_t> m_newTradeDate;
    std::size_t m_clientCount = 0;
    bool m_isBehind = false;
    QTimer *m_timer; // child of this
};

} // namespace depthdeck::exchange
