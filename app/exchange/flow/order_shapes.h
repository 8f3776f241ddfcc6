// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/flow/flow_profile.h"
#include "app/exchange/flow/random.h"

#include <array>

namespace depthdeck::exchange {

/// Where and how large the crowd's orders are, drawn from small tables made once per market.
class OrderShapes
{
public:
    OrderShapes(const FlowProfile &profile, Random &random);

    /// Lots: log-normal, above ten on round numbers.
    [[nodiscard]] std::int32_t size(Random &random) const noexcept { return m_sizes[random.next() % m_sizes.size()]; }
    /// Ticks behind the quote, 0 upwards: busiest near the touch, with a long tail.
    [[nodiscard]] Ticks distance(Random &random) const noexcept
    {
        return m_distances[random.next() % m_distances.size()];
    }

private:
    std::array<std::int32_t, 256> m_sizes{};
    std::array<std::int16_t, 256> m_distances{};
};

} // namespace depthdeck::exchange
