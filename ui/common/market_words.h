// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_mode.h"
#include "app/market/side.h"
#include "ui/theme/theme.h"

#include <QString>

namespace depthdeck::ui {

/// The trading phase in a trader's words: "Open", "Pre-open", "No permission".
[[nodiscard]] QString modeText(MarketMode mode);
/// "Live", "Delayed", "Stale", "Closed", "Waiting", "Refused".
[[nodiscard]] QString freshnessText(Freshness freshness);
/// The colour that goes with the word and the shape, never alone.
[[nodiscard]] ColorRole freshnessColor(Freshness freshness) noexcept;
/// Where a trade happened: "at bid", "at offer".
[[nodiscard]] QString bookSideText(BookSide side);

} // namespace depthdeck::ui
