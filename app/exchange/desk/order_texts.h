// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/venue_listener.h"

#include <string>

namespace depthdeck::exchange {

/// The server's words for status_detail (t4-protocol.md e.5).
[[nodiscard]] std::string rejectText(RejectReason reason);
[[nodiscard]] std::string cancelText(CancelReason reason);

// A wire number as a person says it: "AUTO_OCO", "LIMIT"; an unknown number as itself.
[[nodiscard]] std::string priceTypeName(std::int32_t type);
[[nodiscard]] std::string timeTypeName(std::int32_t type);
[[nodiscard]] std::string linkName(std::int32_t link);
[[nodiscard]] std::string activationName(std::int32_t type);
[[nodiscard]] std::string modeName(MarketMode mode);

/// "1 lot", "3 lots".
[[nodiscard]] std::string lotsText(std::int64_t lots);
/// "2026-11-23 14:30:00.250 UTC".
[[nodiscard]] std::string utcText(WallTime time);

} // namespace depthdeck::exchange
