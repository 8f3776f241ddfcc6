// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/orders/orders_model.h"

namespace depthdeck::ui {

// What the columns of the orders table are.

[[nodiscard]] QString orderColumnTitle(OrdersModel::Column column);
/// Longer than the title: the unit, or what the figure is. Empty where the title says it all.
[[nodiscard]] QString orderColumnHint(OrdersModel::Column column);
[[nodiscard]] Qt::Alignment orderColumnAlignment(OrdersModel::Column column);
[[nodiscard]] bool isNumberColumn(OrdersModel::Column column) noexcept;
/// Stable, for the settings; by column.
[[nodiscard]] QStringList orderColumnNames();
/// Those shown when nobody chose, left to right.
[[nodiscard]] QStringList usualOrderColumns();
/// The widest text expected in each.
[[nodiscard]] QStringList orderColumnSamples();

} // namespace depthdeck::ui
