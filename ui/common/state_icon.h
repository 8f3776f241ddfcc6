// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_mode.h"
#include "app/session/notice.h"
#include "app/trading/order_terms.h"
#include "ui/theme/theme.h"

#include <QRectF>

class QPainter;

namespace depthdeck::ui {

/// The state shapes of the look, drawn as vectors so that no font can lack them: dotted ring, dot, half dot, bars,
/// turn, cross, question mark, exclamation mark, tick. Shape tells states apart without colour.
enum class StateShape : std::uint8_t {
    DottedRing,
    Dot,
    HalfDot,
    Bars,
    Turn,
    Cross,
    Question,
    Exclamation,
    Tick,
    Ring,
    Triangle,
    Square,
    Lock
};

/// Centred in @p rect, as large as its smaller side; the painter's state is put back.
void paintShape(QPainter &painter, const QRectF &rect, StateShape shape, const QColor &color);

[[nodiscard]] StateShape shapeOf(OrderState state) noexcept;
/// Own-order yellow for what works, quiet for what is over, warning for unknown and rejected.
[[nodiscard]] ColorRole colorOf(OrderState state) noexcept;
[[nodiscard]] StateShape shapeOf(Freshness freshness) noexcept;
[[nodiscard]] StateShape shapeOf(Severity severity) noexcept;
[[nodiscard]] ColorRole colorOf(Severity severity) noexcept;

void paintStateIcon(QPainter &painter, const QRectF &rect, OrderState state, const QColor &color);

} // namespace depthdeck::ui
