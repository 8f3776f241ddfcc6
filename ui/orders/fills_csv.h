// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order.h"

#include <QString>

#include <vector>

namespace depthdeck {
class MarketBoard;
class OrderStore;
} // namespace depthdeck

namespace depthdeck::ui {

/// @p fills as comma separated values (RFC 4180), a head line first: UTC times to the millisecond, exact decimals, and
/// for each whether it was busted, reverses one, or is a leg's. Not translated: it is for programs.
[[nodiscard]] QString fillsAsCsv(const std::vector<const Fill *> &fills, const OrderStore &store,
                                 const MarketBoard &board);

} // namespace depthdeck::ui
