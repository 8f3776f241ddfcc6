// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/latency_log.h"

#include <algorithm>

namespace depthdeck {

using std::chrono::duration_cast;
using std::chrono::microseconds;

void LatencyLog::add(std::chrono::nanoseconds latency)
{
    m_last = latency;
    if (m_values.size() < m_capacity) {
        m_values.push_back(latency);
        return;
    }
    m_values[m_next] = latency;
    m_next = (m_next + 1) % m_capacity;
}

std::optional<microseconds> LatencyLog::last() const noexcept
{
    return m_last ? std::optional{duration_cast<microseconds>(*m_last)} : std::nullopt;
}

std::optional<microseconds> LatencyLog::percentile(int percent) const
{
    if (m_values.empty())
        return std::nullopt;
    std::vector<std::chrono::nanoseconds> values = m_values;
    const std::size_t rank = (values.size() * static_cast<std::size_t>(percent) + 99) / 100;
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
    std::nth_element(values.begin(), at, values.end());
    return duration_cast<microseconds>(*at);
}

} // namespace depthdeck
