// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wire/wire_messages.h"

namespace depthdeck {

/// What one market definition says about the price format of a session that asked for REAL (t4-protocol.md a.8).
enum class PriceFormatEvidence {
    None,   ///< the market looks the same in both formats
    Real,   ///< the increment has more decimals than the raw format could carry
    NotReal ///< the increment looks scaled, for example 25 where 2 real decimals make it 0.25
};

/// Looks at increment, decimals and real_decimals. One market may mislead (an increment of 5.00), so the session takes
/// evidence for REAL from any market over evidence against it.
[[nodiscard]] PriceFormatEvidence priceFormatEvidence(const t4proto::v1::market::MarketDetails &details) noexcept;

} // namespace depthdeck
