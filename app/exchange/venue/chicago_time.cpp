// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/venue/chicago_time.h"

#include <stdexcept>

namespace depthdeck::exchange {

ChicagoTime::ChicagoTime() : m_zone{"America/Chicago"}
{
    if (!m_zone.isValid())
        throw std::runtime_error{
            "The time zone America/Chicago is unknown on this machine: install the tzdata package."};
}

QDateTime ChicagoTime::local(WallTime time) const
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(milliseconds, m_zone);
}

int ChicagoTime::minuteOfDay(WallTime time) const
{
    return local(time).time().msecsSinceStartOfDay() / 60'000;
}

WallTime ChicagoTime::at(QDate date, int minute) const
{
    const QDateTime moment{date.addDays(minute / 1440), QTime::fromMSecsSinceStartOfDay(minute % 1440 * 60'000),
                           m_zone};
    return WallTime{std::chrono::milliseconds{moment.toMSecsSinceEpoch()}};
}

} // namespace depthdeck::exchange
