// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/orders/orders_model.h"

#include <QVariant>

namespace depthdeck::ui {

// What each cell of the orders table says. Pure: reads an order and what surrounds it.

/// Besides the order itself. Borrowed for the call.
struct OrderSurroundings
{
    const MarketBoard &board;
    const OrderRevision *queued = nullptr; ///< a change that waits for the answer to the one under way
};

[[nodiscard]] QVariant orderCell(const Order &order, OrdersModel::Column column, int role,
                                 const OrderSurroundings &around);
/// As the cell reads. "6024.50 → 6025.00" while a revision is under way; "+8 ticks from the fill" for an exit that was
/// not released; "–" where there is nothing.
[[nodiscard]] QString orderCellText(const Order &order, OrdersModel::Column column, const OrderSurroundings &around);

/// Whether a revision of the order makes sense at all: it may still change, and the server named it. While an answer is
/// pending one further change may wait.
[[nodiscard]] bool mayRevise(const Order &order) noexcept;
/// The same for the value in one column.
[[nodiscard]] bool mayRevise(const Order &order, OrdersModel::Column column) noexcept;
/// Whether only a part of it may be shown (t4-protocol.md e.2).
[[nodiscard]] bool mayShowPart(const Order &order) noexcept;
/// A queued order waits for a hand to release it (t4-protocol.md e.4).
[[nodiscard]] bool isQueued(const Order &order) noexcept;

} // namespace depthdeck::ui
