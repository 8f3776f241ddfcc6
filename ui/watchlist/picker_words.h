// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/rest/market_directory.h"

#include <QString>

namespace depthdeck::ui {

/// "CalendarSpread" -> "Calendar spread"; "None" -> "Outright" (t4-protocol.md g.2).
[[nodiscard]] QString strategyText(const QString &strategyType);
/// "202612" -> "Dec 2026", "20261218" -> "18 Dec 2026"; any other text as it is.
[[nodiscard]] QString expiryText(const QString &expiryDate);
/// What failed, and what to do.
[[nodiscard]] QString directoryProblemText(const RestError &error);

} // namespace depthdeck::ui
