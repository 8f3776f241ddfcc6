// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/gateway/trading_floor.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <set>

namespace depthdeck::exchange {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds busyInterval{5};
constexpr milliseconds idleInterval{50};
/// A step that takes longer leaves the rest to the next one, so that sockets are served in between.
constexpr qint64 longestStepMilliseconds = 20;

std::vector<ExchangeId> exchangesOf(const MarketSpecs &markets)
{
    std::vector<ExchangeId> exchanges;
    for (const MarketSpec &market : markets)
        if (std::find(exchanges.begin(), exchanges.end(), market.key.exchange) == exchanges.end())
            exchanges.push_back(market.key.exchange);
    return exchanges;
}

} // namespace

TradingFloor::TradingFloor(const Clock &clock, const Options &options, QObject *parent)
    : QObject{parent},
      m_clock{clock},
      m_steadyStart{clock.steadyNow()},
      m_wallStart{clock.wallNow()},
      m_time{m_wallStart, options.simulatedStart, options.venue.speedPercent},
      m_moment{options.simulatedStart, m_steadyStart, 0},
      m_venue{options.catalogue, options.simulatedStart, options.venue},
      m_logins{options.users.empty() ? defaultUsers(exchangesOf(m_venue.markets())) : options.users},
      m_tokens{clock, options.tokenLifetime},
      m_accounts{options.accounts, m_venue.markets()},
      m_risk{m_accounts, m_venue.markets(), [this](MarketIndex market) { return pricesOf(market); }},
      m_legPrices{m_venue.markets()},
      m_orders{m_venue, m_accounts, m_risk, m_legPrices, m_moment, options.orders},
      m_marketData{m_venue, options.marketBehaviours},
      m_orderBooks{m_venue, m_marketData, options.marketBehaviours},
      m_accountData{
          m_accounts, m_orders, m_venue, m_marketData, [this](MarketIndex market) { return pricesOf(market); },
          m_moment},
      m_pointValue{options.pointValue},
      m_timer{new QTimer{this}}
{
    m_logins.refuseAll(options.refuseLogin);
    m_orders.setListener(&m_accountData);
    m_venue.setListener(this);
    m_timer->setTimerType(Qt::PreciseTimer);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &TradingFloor::step);
    setReferencePrices();
}

TradingFloor::~TradingFloor()
{
    m_venue.setListener(nullptr);
}

void TradingFloor::setReferencePrices()
{
    for (MarketIndex market = 0; market < m_venue.markets().size(); ++market) {
        setReferencePrice(market);
        m_moment.tradeDate = std::max(m_moment.tradeDate, m_venue.statistics(market).tradeDate);
    }
}

void TradingFloor::setReferencePrice(MarketIndex market)
{
    const MarketStatistics &day = m_venue.statistics(market);
    const auto last = day.last ? m_venue.markets()[market].ticks.priceAt(*day.last) : std::nullopt;
    if (last || day.settlement)
        m_legPrices.setLast(market, last ? *last : *day.settlement);
}

void TradingFloor::startClockwork()
{
    m_timer->start(busyInterval);
}

void TradingFloor::setClientCount(std::size_t count)
{
    m_clientCount = count;
    arm();
}

WallTime TradingFloor::simulatedNow(SteadyTime now) const noexcept
{
    // By the steady clock: a wall clock that is set back must not move markets back.
    return m_time.toSimulated(m_wallStart + (now - m_steadyStart));
}

MarketPrices TradingFloor::pricesOf(MarketIndex market) const
{
    const MarketSpec &spec = m_venue.markets()[market];
    const MarketStatistics &day = m_venue.statistics(market);
    const BookImage image = m_venue.image(market, 1);
    MarketPrices prices;
    if (!image.bids.empty())
        prices.bid = spec.ticks.priceAt(image.bids.front().price);
    if (!image.offers.empty())
        prices.offer = spec.ticks.priceAt(image.offers.front().price);
    if (day.last)
        prices.last = spec.ticks.priceAt(*day.last);
    prices.settlement = day.settlement;
    return prices;
}

void TradingFloor::onBookChanged(MarketIndex market)
{
    m_orders.onBook(market);
    m_marketData.noteBook(market);
}

void TradingFloor::onTrade(const VenueTrade &trade)
{
    m_orders.onTrade(trade);
    if (const auto price = m_venue.markets()[trade.market].ticks.priceAt(trade.price))
        m_legPrices.setLast(trade.market, *price);
    m_marketData.noteTrade(trade);
}

void TradingFloor::onMode(MarketIndex market, MarketMode mode)
{
    m_orders.onMode(market, mode);
    m_marketData.noteMode(market);
    m_orderBooks.noteMode(market);
}

void TradingFloor::onStatistic(MarketIndex market, Statistic what)
{
    if (!m_legPrices.last(market)) // a market that was listed while running has its first settlement
        setReferencePrice(market);
    m_marketData.noteStatistic(market, what);
}

void TradingFloor::step()
{
    const SteadyTime now = m_clock.steadyNow();
    m_moment.steady = now;
    advanceVenue(now);
    checkActiveTimes();
    m_orders.runDue(now);
    settleStep();
    m_marketData.publishHeldBack(now);
    m_accountData.publishFigures(now);
    emit stepped();
    arm();
}

void TradingFloor::advanceVenue(SteadyTime now)
{
    const WallTime target = simulatedNow(now);
    QElapsedTimer spent;
    spent.start();
    m_isBehind = false;
    // One event after the other, so that whoever asked for every change of a book gets every one.
    for (WallTime next = nextMoment(); next <= target; next = nextMoment()) {
        m_moment.wall = std::max(next, m_venue.now());
        m_venue.advance(m_moment.wall);
        settleStep();
        if (spent.elapsed() > longestStepMilliseconds) {
            m_isBehind = true;
            return;
        }
        if (m_venue.nextEvent() <= next)
            break; // several at one moment: the venue has taken them together
    }
    m_moment.wall = std::max(target, m_venue.now());
    m_venue.advance(m_moment.wall);
    settleStep();
}

/// When something is due next, at the venue or for an order that waits for a time.
WallTime TradingFloor::nextMoment() const
{
    const WallTime venue = m_venue.nextEvent();
    return std::min(venue, m_orders.nextMoment().value_or(venue));
}

void TradingFloor::checkActiveTimes()
{
    const auto minute = std::chrono::floor<std::chrono::minutes>(m_moment.wall);
    if (minute == m_activeTimesChecked)
        return;
    m_activeTimesChecked = minute;
    const int minuteOfDay = m_chicago.minuteOfDay(m_moment.wall);
    for (AccountIndex account = 0; account < m_accounts.accounts().size(); ++account)
        m_accounts.checkActiveTime(account, minuteOfDay);
}

void TradingFloor::settleStep()
{
    if (m_newTradeDate) {
        m_moment.tradeDate = *std::exchange(m_newTradeDate, std::nullopt);
        m_accounts.rollOver([this](MarketIndex market) { return pricesOf(market); });
        m_orders.rollOver();
    }
    m_orders.settle();
    m_accountData.publishOrders();
    m_marketData.publish(m_moment.steady);
    m_orderBooks.publish();
}

void TradingFloor::beginService()
{
    m_moment.steady = m_clock.steadyNow();
    m_moment.wall = std::max(m_moment.wall, m_venue.now());
}

void TradingFloor::endService()
{
    settleStep();
    arm();
}

void TradingFloor::arm()
{
    milliseconds wait = m_clientCount > 0 ? busyInterval : idleInterval;
    if (const auto due = m_orders.nextDue()) {
        const auto left = std::chrono::ceil<milliseconds>(*due - m_clock.steadyNow());
        wait = std::clamp(left, milliseconds{0}, wait);
    }
    if (m_isBehind)
        wait = milliseconds{0};
    if (!m_timer->isActive() || m_timer->remainingTimeAsDuration() > wait)
        m_timer->start(wait);
}

} // namespace depthdeck::exchange
