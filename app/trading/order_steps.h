// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order.h"

namespace depthdeck {

// How an order's timeline grows. For the sources of this room alone.

/// Puts @p step where its moment belongs; the second oldest goes when there are too many.
void addStep(OrderTimeline &timeline, OrderStep step);

/// Whether @p step tells again what one of @p timeline told: snapshots and resent messages do.
[[nodiscard]] bool isToldAgain(const OrderTimeline &timeline, const OrderStep &step) noexcept;

/// What an order was before a message, as far as its next stage depends on it.
struct StageBefore
{
    OrderStatus status = OrderStatus::None;
    ResponsePending pending = ResponsePending::None;
    std::int32_t activationType = 0;
};

/// The stage that a message with @p change brought @p after to.
[[nodiscard]] OrderStage stageOf(OrderChange change, const StageBefore &before, const Order &after) noexcept;
/// Whether the condition that the order was held for was met just now.
[[nodiscard]] bool wasActivated(const StageBefore &before, const Order &after) noexcept;

} // namespace depthdeck
