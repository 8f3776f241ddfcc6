// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/floor.h"
#include "app/exchange/venue/pacing.h"
#include "app/exchange/venue/session_calendar.h"
#include "app/exchange/venue/valuation.h"

namespace depthdeck::exchange {

/// Gives every market a believable day so far: yesterday's settlement, then the values' walk since the open in steps of
/// minutes, counted as trades. The books themselves are the crowds' business.
class WarmUp
{
public:
    WarmUp(Floor &floor, Valuation &valuation, const Pacing &pacing, const SessionCalendar &calendar,
           const ChicagoTime &time, const Catalogue &catalogue, std::uint64_t seed, bool alwaysOpen);

    /// Lives through the trade date of @p until up to that moment.
    void run(WallTime until);

private:
    void settleDayBefore(WallTime opened);
    void settleDay(Schedule schedule, WallTime time);
    void tradeStep(Schedule schedule, WallTime time, bool options);
    void tradeMarket(MarketIndex market, WallTime time, double share);

    Floor &m_floor;
    Valuation &m_valuation;
    const Pacing &m_pacing;
    const SessionCalendar &m_calendar;
    const ChicagoTime &m_time;
    const Catalogue &m_catalogue;
    Random m_random;
    bool m_alwaysOpen;
};

} // namespace depthdeck::exchange
