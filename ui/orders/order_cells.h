// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/orders/orders_model.h"

#include <QVariant>

namespace depthdeck::ui {

// What each cell of the orders table says. Pure: reads an order and its market's definition.

[[nodiscard]] QString orderColumnTitle(OrdersModel::Column column);
/// Longer than the title: the unit, or what the figure is. Empty where the title says it all.
[[nodiscard]] QString orderColumnHint(OrdersModel::Column column);
[[nodiscard]] Qt::Alignment orderColumnAlignment(OrdersModel::Column column);
[[nodiscard]] QVariant orderCell(const Order &order, OrdersModel::Column column, int role, const MarketBoard &board);
/// As the cell reads. "6024.50 → 6025.00" while a revision is under way; "–" where there is nothing.
[[nodiscard]] QString orderCellText(const Order &order, OrdersModel::Column column, const MarketBoard &board);

} // namespace depthdeck::ui
