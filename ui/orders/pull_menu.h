// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/order_desk.h"

#include <functional>

class QMenu;

namespace depthdeck {
class MarketBoard;
class OrderStore;
} // namespace depthdeck

namespace depthdeck::ui {

/// Adds the ways to pull several orders at once to @p menu, each with how many orders it reaches now: all bids, all
/// offers, and those of @p chosen's market and account. @p ask is called with what was chosen.
void fillPullMenu(QMenu &menu, const OrderStore &store, const MarketBoard &board, const Order *chosen,
                  const std::function<void(const PullScope &)> &ask);

/// Whether a pull of @p scope reaches @p order.
[[nodiscard]] bool isWithin(const PullScope &scope, const Order &order);

} // namespace depthdeck::ui
