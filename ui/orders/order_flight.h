// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order.h"
#include "ui/common/state_icon.h"

#include <QString>

namespace depthdeck::ui {

// Where an order is on its way, in words and shapes.

/// The state with its in-flight truth: "Sent", "Risk passed", "At exchange", "Revising".
[[nodiscard]] QString flightText(const Order &order);
[[nodiscard]] StateShape flightShape(const Order &order) noexcept;
[[nodiscard]] ColorRole flightColor(const Order &order) noexcept;

/// "At the exchange".
[[nodiscard]] QString stageText(OrderStage stage);
[[nodiscard]] StateShape shapeOf(OrderStage stage) noexcept;
[[nodiscard]] ColorRole colorOf(OrderStage stage) noexcept;
/// The name of the server's change as words: "Submission risk success"; a number this build does not know keeps it.
[[nodiscard]] QString orderChangeText(OrderChange change);

/// What a held order waits for: the server's words, else those of its kind. Empty for one that does not wait.
[[nodiscard]] QString waitText(const Order &order);

} // namespace depthdeck::ui
