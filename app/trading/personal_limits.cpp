// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/personal_limits.h"

namespace depthdeck {

namespace {

bool isInRange(const RiskLimits &limits) noexcept
{
    return limits.maxTicksFromMarket >= 0 && limits.maxClip >= 0 && limits.maxPosition >= 0 &&
           limits.maxWorkingOrders >= 0 && limits.maxOrdersPerSecond >= 0 && limits.duplicateWindow.count() >= 0 &&
           limits.maxDayLossCents >= 0 && limits.idleMinutes >= 0;
}

} // namespace

PersonalLimits::PersonalLimits(const Clock &clock, QObject *parent) : QObject{parent}, m_clock{clock} {}

PersonalLimits::Answer PersonalLimits::set(const RiskLimits &limits)
{
    if (!isInRange(limits))
        return Answer::OutOfRange;
    if (lockedUntil() && loosens(limits, m_limits))
        return Answer::LockedNotTighter;
    if (limits != m_limits) {
        m_limits = limits;
        emit changed();
    }
    return Answer::Accepted;
}

std::optional<WallTime> PersonalLimits::lockedUntil() const
{
    return m_lockedUntil && m_clock.wallNow() < *m_lockedUntil ? m_lockedUntil : std::nullopt;
}

PersonalLimits::Answer PersonalLimits::lockUntil(WallTime until)
{
    if (until <= m_clock.wallNow())
        return Answer::LockInPast;
    const std::optional<WallTime> locked = lockedUntil();
    if (locked && until < *locked)
        return Answer::LockNotLonger;
    if (m_lockedUntil != until) {
        m_lockedUntil = until;
        emit changed();
    }
    return Answer::Accepted;
}

void PersonalLimits::restore(const RiskLimits &limits, std::optional<WallTime> lockedUntil)
{
    m_limits = limits;
    m_lockedUntil = lockedUntil;
    emit changed();
}

} // namespace depthdeck
