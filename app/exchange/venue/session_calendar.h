// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/catalogue/catalogue.h"
#include "app/exchange/venue/chicago_time.h"
#include "app/market/market_mode.h"

namespace depthdeck::exchange {

/// When the markets trade: CME Globex hours in US Central time.
///   Globex: Sunday to Friday 17:00 to 16:00, orders taken from 16:45 (Sunday 16:00).
///   Grains: Sunday to Friday 19:00 to 07:45 and 08:30 to 13:20, orders taken from 18:45 and 08:00.
/// An evening belongs to the trade date of the day after. A US holiday has no session: the market stays closed from the
/// evening before until the evening of the holiday. The trade date of the whole venue changes when Globex starts to
/// take orders for the next one.
class SessionCalendar
{
public:
    struct Phase
    {
        MarketMode mode = MarketMode::Closed;
        WallTime until{};
        bool endsDay = false; ///< the day's orders end with the beginning of this phase
    };

    explicit SessionCalendar(const ChicagoTime &time) : m_time{time} {}

    [[nodiscard]] Phase phaseAt(Schedule schedule, WallTime time) const;
    [[nodiscard]] QDate tradeDateAt(WallTime time) const;
    /// The next change of the trade date after @p time.
    [[nodiscard]] WallTime nextTradeDate(WallTime time) const;
    /// The next daily settlement of a schedule's markets after @p time.
    [[nodiscard]] WallTime nextSettlement(Schedule schedule, WallTime time) const;
    /// The next opening with an auction after @p time.
    [[nodiscard]] WallTime nextOpening(Schedule schedule, WallTime time) const;
    /// When the trading day that @p time belongs to first opened.
    [[nodiscard]] WallTime dayOpened(Schedule schedule, WallTime time) const;

private:
    const ChicagoTime &m_time;
};

} // namespace depthdeck::exchange
