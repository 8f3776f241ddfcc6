// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/time/clock.h"

#include <QDate>
#include <QDateTime>
#include <QTimeZone>

namespace depthdeck::exchange {

/// US Central time, in which the exchanges keep their sessions and trade dates (t4-protocol.md a.9).
class ChicagoTime
{
public:
    /// Throws std::runtime_error when the machine has no time zone database.
    ChicagoTime();

    [[nodiscard]] QDateTime local(WallTime time) const;
    /// Minutes since midnight, 0..1439.
    [[nodiscard]] int minuteOfDay(WallTime time) const;
    /// The moment of a minute of a Chicago day; minutes over 1440 reach into the days after.
    [[nodiscard]] WallTime at(QDate date, int minute) const;

private:
    QTimeZone m_zone;
};

/// 20261123 for a date: how trade dates are written.
[[nodiscard]] inline std::int32_t asNumber(QDate date)
{
    return date.year() * 10'000 + date.month() * 100 + date.day();
}

} // namespace depthdeck::exchange
