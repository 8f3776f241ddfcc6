// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/quote.h"
#include "app/market/wire_date.h"

#include <QString>

namespace depthdeck::ui {

/// "2026-12-18", or "2026-12" where only the month is told.
[[nodiscard]] QString dateText(const WireDate &date);
/// The day of a timestamp. One at midnight UTC is a bare date; any other is a moment, told in Chicago's day
/// (t4-protocol.md a.9).
[[nodiscard]] QString dayText(WallTime time);
/// "Future", "Call option"; the wire's number for one this build does not know.
[[nodiscard]] QString contractTypeText(std::int32_t type);
/// "Calendar spread"; empty for an outright market, the wire's number for an unknown one.
[[nodiscard]] QString listedStrategyText(std::int32_t type);
/// "Fast market, price limits in force"; the rest of the bits as a number (t4-protocol.md b.5).
[[nodiscard]] QString flagsText(std::int32_t flags);
/// "2026-12: Z6", the month letter and the year's digit of an expiry.
[[nodiscard]] QString expiryText(std::int32_t expiryDate);

} // namespace depthdeck::ui
