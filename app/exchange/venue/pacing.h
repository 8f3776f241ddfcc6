// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/catalogue/catalogue.h"
#include "app/exchange/flow/fair_values.h"
#include "app/exchange/venue/chicago_time.h"

#include <vector>

namespace depthdeck::exchange {

/// How busy each group is: the hour, the news, and, when a rate of events is asked for, whatever factor makes it so.
class Pacing
{
public:
    /// @p eventsPerSecond is the asked rate in simulated time, 0 for the flow's own pace; @p usualRate is what the flow
    /// yields at intensity 1. @p neverQuiet keeps the nights from falling asleep.
    Pacing(const Catalogue &catalogue, double eventsPerSecond, double usualRate, bool neverQuiet);

    [[nodiscard]] double intensity(std::size_t group) const noexcept { return m_intensities[group]; }
    /// The hour's share of it.
    [[nodiscard]] double activity(std::size_t group, int minuteOfDay) const noexcept;
    /// Looks at the clock, the news and how many events there were in the @p span since the last look.
    void update(int minuteOfDay, const FairValues &values, std::uint64_t events, std::chrono::nanoseconds span);

private:
    const Catalogue &m_catalogue;
    std::vector<double> m_intensities;
    double m_wanted;
    double m_factor = 1.0;
    double m_smoothed = 0.0; ///< events per second, measured
    bool m_neverQuiet;
};

} // namespace depthdeck::exchange
