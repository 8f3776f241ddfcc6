// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/venue/day_figures.h"

#include <algorithm>

namespace depthdeck::exchange {

namespace {

/// The settlement averages the trades of the running window and the one before: one to two minutes.
constexpr std::chrono::seconds closingWindow{60};

[[nodiscard]] std::int64_t windowOf(WallTime time) noexcept
{
    return time.time_since_epoch() / closingWindow;
}

[[nodiscard]] Ticks floorDivided(std::int64_t value, std::int64_t by) noexcept
{
    const std::int64_t quotient = value / by;
    return value % by < 0 ? quotient - 1 : quotient;
}

} // namespace

void DayFigures::setPriceLimits(std::optional<Ticks> low, std::optional<Ticks> high) noexcept
{
    m_figures.limitLow = low;
    m_figures.limitHigh = high;
}

bool DayFigures::onPrint(const Print &print, bool dueToSpread, const TickTable &ticks, WallTime now)
{
    m_figures.lastTotalVolume = m_figures.last == print.price ? m_figures.lastTotalVolume + print.volume : print.volume;
    m_figures.last = print.price;
    m_figures.lastVolume = print.volume;
    m_figures.lastAt = print.at;
    m_figures.lastDueToSpread = dueToSpread;
    m_figures.lastTime = now;
    m_figures.totalVolume += print.volume;
    ++m_figures.tradeCount;
    addTurnover(print.price, print.volume, ticks, now);
    addClosing(print.price, print.volume, now);
    return widen(print.price);
}

void DayFigures::addHistory(Ticks price, std::int32_t lots, std::int32_t trades, const TickTable &ticks, WallTime time)
{
    m_figures.last = price;
    m_figures.lastTime = time;
    m_figures.lastVolume = std::max(1, lots / std::max(1, trades));
    m_figures.lastTotalVolume = m_figures.lastVolume;
    m_figures.lastAt = BookSide::Undefined;
    m_figures.totalVolume += lots;
    m_figures.tradeCount += trades;
    addTurnover(price, lots, ticks, time);
    addClosing(price, lots, time);
    widen(price);
}

bool DayFigures::widen(Ticks price) noexcept
{
    if (!m_figures.open) {
        m_figures.open = m_figures.high = m_figures.low = price;
        return true;
    }
    const bool wider = price > *m_figures.high || price < *m_figures.low;
    m_figures.high = std::max(*m_figures.high, price);
    m_figures.low = std::min(*m_figures.low, price);
    return wider;
}

void DayFigures::addTurnover(Ticks price, std::int32_t lots, const TickTable &ticks, WallTime time)
{
    m_figures.vwapTime = time;
    m_day.lots += lots;
    m_day.product += price * lots;
    if (m_day.lots == 0)
        return;
    // Exact to the unit between the two ticks around the average.
    const Ticks below = floorDivided(m_day.product, m_day.lots);
    const std::int64_t rest = m_day.product - below * m_day.lots;
    const std::optional<Price> low = ticks.priceAt(below);
    const std::optional<Price> high = ticks.priceAt(below + 1);
    if (low && high)
        m_figures.vwap = Price::fromUnits(low->units() + (high->units() - low->units()) * rest / m_day.lots);
}

void DayFigures::addClosing(Ticks price, std::int32_t lots, WallTime now) noexcept
{
    const std::int64_t window = windowOf(now);
    if (window != m_window) {
        m_lastWindow = window == m_window + 1 ? m_thisWindow : Turnover{};
        m_thisWindow = {};
        m_window = window;
    }
    m_thisWindow.lots += lots;
    m_thisWindow.product += price * lots;
}

std::optional<Ticks> DayFigures::closingAverage(WallTime now) const noexcept
{
    if (windowOf(now) - m_window > 1)
        return std::nullopt;
    const std::int64_t lots = m_thisWindow.lots + m_lastWindow.lots;
    if (lots == 0)
        return std::nullopt;
    return floorDivided((m_thisWindow.product + m_lastWindow.product) * 2 + lots, lots * 2);
}

void DayFigures::settle(Price price, std::int32_t tradeDate, WallTime time) noexcept
{
    m_figures.settlement = price;
    m_figures.settlementDate = tradeDate;
    m_figures.settlementTime = time;
    m_figures.heldSettlement.reset();
}

void DayFigures::holdSettlement(Price price, std::int32_t tradeDate, WallTime time) noexcept
{
    m_figures.heldSettlement = price;
    m_figures.heldDate = tradeDate;
    m_figures.heldTime = time;
}

bool DayFigures::releaseSettlement() noexcept
{
    if (!m_figures.heldSettlement)
        return false;
    settle(*m_figures.heldSettlement, m_figures.heldDate, m_figures.heldTime);
    return true;
}

void DayFigures::startDay(std::int32_t tradeDate) noexcept
{
    m_figures.tradeDate = tradeDate;
    m_figures.totalVolume = 0;
    m_figures.tradeCount = 0;
    m_figures.lastTotalVolume = 0;
    m_figures.open.reset();
    m_figures.high.reset();
    m_figures.low.reset();
    m_figures.vwap.reset();
    m_day = {};
}

} // namespace depthdeck::exchange
