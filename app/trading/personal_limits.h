// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/time/clock.h"
#include "app/trading/risk_limits.h"

#include <QObject>

#include <optional>

namespace depthdeck {

/// The trader's own limits, over those of the program and of the server. They may be locked until a moment: until then
/// they can only be made tighter, and the lock only longer. UI thread; kept by whoever owns the settings.
class PersonalLimits final : public QObject
{
    Q_OBJECT

public:
    enum class Answer : std::uint8_t { Accepted, LockedNotTighter, LockNotLonger, LockInPast, OutOfRange };

    explicit PersonalLimits(const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] const RiskLimits &limits() const noexcept { return m_limits; }
    /// Nothing is changed unless accepted. OutOfRange: a negative value.
    Answer set(const RiskLimits &limits);
    /// Nullopt when not locked (any more).
    [[nodiscard]] std::optional<WallTime> lockedUntil() const;
    Answer lockUntil(WallTime until);
    /// As read from the settings at the start: no rule of set() or lockUntil() applies.
    void restore(const RiskLimits &limits, std::optional<WallTime> lockedUntil);

signals:
    void changed();

private:
    RiskLimits m_limits;
    std::optional<WallTime> m_lockedUntil;
    const Clock &m_clock;
};

} // namespace depthdeck
