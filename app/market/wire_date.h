// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <optional>

namespace depthdeck {

/// A day, or only a month, as T4 tells one in a bare integer.
struct WireDate
{
    int year = 0;
    int month = 0; ///< 1 to 12
    int day = 0;   ///< 1 to 31; 0: only the month is told
    friend auto operator<=>(const WireDate &, const WireDate &) noexcept = default;
};

/// Reads trade_date, delist_date, expiry_date and their like, whose encoding is not published: YYYYMMDD (day 00
/// allowed), YYYYMM, .NET ticks, Unix seconds or milliseconds. Nullopt for everything else, and for 0. For display
/// alone, never for logic (t4-protocol.md a.9, j.21).
[[nodiscard]] std::optional<WireDate> readWireDate(std::int64_t value) noexcept;

} // namespace depthdeck
