// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/flow/order_shapes.h"

#include <algorithm>
#include <vector>

namespace depthdeck::exchange {

namespace {

[[nodiscard]] std::int32_t rounded(double lots) noexcept
{
    const auto whole = std::max<std::int32_t>(1, static_cast<std::int32_t>(std::lround(std::min(lots, 5000.0))));
    if (whole <= 10)
        return whole;
    const std::int32_t unit = whole < 40 ? 5 : whole < 150 ? 10 : whole < 600 ? 50 : 100;
    return (whole + unit / 2) / unit * unit;
}

/// How many of the orders stand @p distance ticks behind the quote: a hump just behind the touch, then a slow fall.
[[nodiscard]] double weightAt(int distance, int levels) noexcept
{
    const double relative = static_cast<double>(distance) / static_cast<double>(levels);
    return (1.0 + 2.5 * std::min(relative, 0.3)) * std::exp(-2.6 * relative);
}

} // namespace

OrderShapes::OrderShapes(const FlowProfile &profile, Random &random)
{
    for (std::int32_t &size : m_sizes)
        size = rounded(profile.medianLots * std::exp(profile.lotSpread * random.normal()));

    const int farthest = profile.levels + profile.levels / 2;
    std::vector<double> weights;
    double total = 0.0;
    for (int distance = 0; distance < farthest; ++distance) {
        weights.push_back(weightAt(distance, profile.levels));
        total += weights.back();
    }
    // Evenly spaced quantiles of the distribution.
    double reached = 0.0;
    std::size_t next = 0;
    for (std::size_t distance = 0; distance < weights.size(); ++distance) {
        reached += weights[distance] / total * static_cast<double>(m_distances.size());
        while (next < m_distances.size() && static_cast<double>(next) + 0.5 <= reached)
            m_distances[next++] = static_cast<std::int16_t>(distance);
    }
    std::fill(m_distances.begin() + static_cast<std::ptrdiff_t>(next), m_distances.end(), std::int16_t{0});
}

} // namespace depthdeck::exchange
