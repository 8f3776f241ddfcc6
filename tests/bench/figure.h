// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace depthdeck::bench {

/// One line of the table that packaging/bench prints.
inline void printFigure(const std::string &name, const std::string &measured, const std::string &yardstick,
                        const std::string &promise)
{
    std::printf("%-76s %14s %14s  %s\n", name.c_str(), measured.c_str(), yardstick.c_str(), promise.c_str());
    std::fflush(stdout);
}

/// @p value with @p decimals and a unit behind it.
[[nodiscard]] inline std::string figure(double value, int decimals, const char *unit = "")
{
    char text[64];
    std::snprintf(text, sizeof text, "%.*f%s", decimals, value, unit);
    return text;
}

/// The value that @p fraction of @p values do not exceed; 0 of none.
template <typename T>
[[nodiscard]] T percentile(std::vector<T> values, double fraction)
{
    if (values.empty())
        return {};
    std::sort(values.begin(), values.end());
    const auto place = static_cast<std::size_t>(fraction * static_cast<double>(values.size() - 1) + 0.5);
    return values[std::min(place, values.size() - 1)];
}

} // namespace depthdeck::bench
