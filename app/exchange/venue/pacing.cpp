// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/venue/pacing.h"

#include <algorithm>
#include <cmath>

namespace depthdeck::exchange {

namespace {

constexpr double quietest = 0.7;
/// Each look weighs this much in the measured rate.
constexpr double newestShare = 0.2;
/// How much of a deviation one look corrects.
constexpr double correction = 0.15;

} // namespace

Pacing::Pacing(const Catalogue &catalogue, double eventsPerSecond, double usualRate, bool neverQuiet)
    : m_catalogue{catalogue},
      m_intensities(catalogue.groups.size(), 1.0),
      m_wanted{eventsPerSecond},
      m_smoothed{eventsPerSecond},
      m_neverQuiet{neverQuiet}
{
    if (m_wanted > 0.0)
        m_factor = m_wanted / std::max(usualRate, 1e-3);
    for (double &intensity : m_intensities)
        intensity = m_factor;
}

double Pacing::activity(std::size_t group, int minuteOfDay) const noexcept
{
    constexpr int minutesPerDay = 1440;
    const std::vector<GroupEntry::ActivityPoint> &points = m_catalogue.groups[group].activity;
    const auto after = std::find_if(points.begin(), points.end(),
                                    [&](const GroupEntry::ActivityPoint &point) { return point.minute > minuteOfDay; });
    const GroupEntry::ActivityPoint &from = after == points.begin() ? points.back() : *std::prev(after);
    const GroupEntry::ActivityPoint &to = after == points.end() ? points.front() : *after;
    const int length = std::max(1, (to.minute - from.minute + minutesPerDay) % minutesPerDay);
    const int passed = (minuteOfDay - from.minute + minutesPerDay) % minutesPerDay;
    const double factor = from.factor + (to.factor - from.factor) * passed / length;
    return m_neverQuiet ? std::max(factor, quietest) : factor;
}

void Pacing::update(int minuteOfDay, const FairValues &values, std::uint64_t events, std::chrono::nanoseconds span)
{
    const double seconds = std::chrono::duration<double>(span).count();
    if (m_wanted > 0.0 && seconds > 0.0) {
        m_smoothed += newestShare * (static_cast<double>(events) / seconds - m_smoothed);
        const double ratio = std::clamp(m_wanted / std::max(m_smoothed, 1e-3), 0.25, 4.0);
        m_factor = std::clamp(m_factor * std::pow(ratio, correction), 1e-4, 1e4);
    }
    for (std::size_t group = 0; group < m_intensities.size(); ++group)
        m_intensities[group] = m_factor * activity(group, minuteOfDay) * values.excitement(group);
}

} // namespace depthdeck::exchange
