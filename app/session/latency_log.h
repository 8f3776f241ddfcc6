// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

namespace depthdeck {

/// The newest measurements of one kind, bounded, and where they lie.
class LatencyLog
{
public:
    explicit LatencyLog(std::size_t capacity = 1000) : m_capacity{capacity} {}

    void add(std::chrono::nanoseconds latency);
    [[nodiscard]] std::optional<std::chrono::microseconds> last() const noexcept;
    /// The value that @p percent of the kept measurements do not exceed (nearest rank). 1..100.
    [[nodiscard]] std::optional<std::chrono::microseconds> percentile(int percent) const;

private:
    std::vector<std::chrono::nanoseconds> m_values; ///< a ring once full
    std::size_t m_capacity;
    std::size_t m_next = 0;
    std::optional<std::chrono::nanoseconds> m_last;
};

} // namespace depthdeck
