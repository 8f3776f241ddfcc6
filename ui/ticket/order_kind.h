// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order_draft.h"

#include <QString>

#include <array>

namespace depthdeck::ui {

/// What a trader chooses in the ticket: the order types, and the stops once more as trailing ones (t4-protocol.md
/// e.2.1). The plain kinds have the number of their OrderType.
enum class OrderKind : int {
    Market = 0,
    Limit = 1,
    StopMarket = 2,
    StopLimit = 3,
    MarketIfTouched = 6,
    StopSameLimit = 7,
    Join = 8,
    Hit = 9,
    Flatten = 16,
    TrailingStop = 102,
    TrailingStopLimit = 103
};
inline constexpr std::array everyOrderKind{OrderKind::Market,        OrderKind::Limit,
                                           OrderKind::StopMarket,    OrderKind::StopLimit,
                                           OrderKind::StopSameLimit, OrderKind::MarketIfTouched,
                                           OrderKind::TrailingStop,  OrderKind::TrailingStopLimit,
                                           OrderKind::Join,          OrderKind::Hit,
                                           OrderKind::Flatten};

[[nodiscard]] constexpr bool isTrailing(OrderKind kind) noexcept
{
    return kind == OrderKind::TrailingStop || kind == OrderKind::TrailingStopLimit;
}
[[nodiscard]] constexpr OrderType typeOf(OrderKind kind) noexcept
{
    if (kind == OrderKind::TrailingStop)
        return OrderType::StopMarket;
    if (kind == OrderKind::TrailingStopLimit)
        return OrderType::StopLimit;
    return static_cast<OrderType>(kind);
}
[[nodiscard]] constexpr OrderKind kindOf(OrderType type, bool trails) noexcept
{
    if (trails && type == OrderType::StopMarket)
        return OrderKind::TrailingStop;
    if (trails && type == OrderType::StopLimit)
        return OrderKind::TrailingStopLimit;
    return static_cast<OrderKind>(type);
}
/// Whether an order of this kind may rest in the book with a part of it shown. The time in force decides too: that is
/// a sentence of the desk's check, so that what was entered is not lost by trying another time.
[[nodiscard]] constexpr bool mayShowPart(OrderKind kind) noexcept
{
    return kind == OrderKind::Limit || kind == OrderKind::StopLimit;
}

/// "Stop market", "Trailing stop limit".
[[nodiscard]] QString kindText(OrderKind kind);
/// One sentence: what such an order does.
[[nodiscard]] QString kindExplanation(OrderKind kind);
/// Why an order of this kind cannot have this time in force (t4-protocol.md e.2); empty when it can, or when the server
/// is left to judge.
[[nodiscard]] QString timeObstacle(OrderKind kind, TimeInForce time);

} // namespace depthdeck::ui
