// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/order_by_order_book.h"

#include <QString>

namespace depthdeck::ui {

/// Lots and orders ahead, "120/14"; with "≈" when it is an estimate, without the orders where they are not published.
[[nodiscard]] QString queueText(const QueuePosition &position);
/// The same in words: "about 120 lots in 14 orders ahead, an estimate".
[[nodiscard]] QString queueSentence(const QueuePosition &position);
/// "1 lot", "1,234 lots".
[[nodiscard]] QString lotsText(std::int64_t lots);
/// "1 order", "14 orders".
[[nodiscard]] QString ordersText(std::int64_t orders);

} // namespace depthdeck::ui
