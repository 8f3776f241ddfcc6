// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order_check.h"
#include "ui/common/market_words.h"
#include "ui/common/order_words.h"

#include <QString>

namespace depthdeck::ui {

/// One sentence: the rule, the value, the limit, and what to do. @p market formats the prices; null: plain decimals.
[[nodiscard]] QString problemText(const OrderProblem &problem, const Market *market);

} // namespace depthdeck::ui
