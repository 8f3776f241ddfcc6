// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/engine/order_types.h"
#include "app/exchange/venue/market_statistics.h"

namespace depthdeck::exchange {

/// Keeps one market's day figures.
class DayFigures
{
public:
    [[nodiscard]] const MarketStatistics &statistics() const noexcept { return m_figures; }

    void setMode(MarketMode mode) noexcept { m_figures.mode = mode; }
    void setPriceLimits(std::optional<Ticks> low, std::optional<Ticks> high) noexcept;
    void setOpenInterest(std::int32_t lots) noexcept { m_figures.openInterest = lots; }
    void setClearedVolume(std::int32_t lots) noexcept { m_figures.clearedVolume = lots; }

    /// True when the open, high or low changed.
    bool onPrint(const Print &print, bool dueToSpread, const TickTable &ticks, WallTime now);
    /// Counts @p lots of @p trades done at @p price before the venue was watched.
    void addHistory(Ticks price, std::int32_t lots, std::int32_t trades, const TickTable &ticks, WallTime time);
    void settle(Price price, std::int32_t tradeDate, WallTime time) noexcept;
    void holdSettlement(Price price, std::int32_t tradeDate, WallTime time) noexcept;
    /// False when none is held.
    bool releaseSettlement() noexcept;
    /// The average of the last minutes' trades, on the tick. Nullopt when there were none.
    [[nodiscard]] std::optional<Ticks> closingAverage(WallTime now) const noexcept;
    /// A new day: volumes restart, the last price and the settlement stay.
    void startDay(std::int32_t tradeDate) noexcept;

private:
    /// Lots and lots x price of a span of time.
    struct Turnover
    {
        std::int64_t lots = 0;
        std::int64_t product = 0;
    };

    bool widen(Ticks price) noexcept;
    void addTurnover(Ticks price, std::int32_t lots, const TickTable &ticks, WallTime time);
    void addClosing(Ticks price, std::int32_t lots, WallTime now) noexcept;

    MarketStatistics m_figures;
    Turnover m_day;
    Turnover m_thisWindow;
    Turnover m_lastWindow;
    std::int64_t m_window = 0; ///< which closing window m_thisWindow is
};

} // namespace depthdeck::exchange
