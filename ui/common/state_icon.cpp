// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/state_icon.h"

#include <QPainter>
#include <QPainterPath>

#include <array>
#include <cmath>
#include <numbers>

namespace depthdeck::ui {

namespace {

// All drawn in a square of 16 x 16 around the origin.
constexpr qreal half = 8.0;

void drawDottedRing(QPainter &painter, const QColor &color)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    constexpr int dots = 8;
    for (int at = 0; at < dots; ++at) {
        const qreal angle = 2.0 * std::numbers::pi * at / dots;
        painter.drawEllipse(QPointF{5.0 * std::cos(angle), 5.0 * std::sin(angle)}, 1.1, 1.1);
    }
}

void drawHalfDot(QPainter &painter, const QColor &color)
{
    painter.drawEllipse(QPointF{}, 4.6, 4.6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPie(QRectF{-4.6, -4.6, 9.2, 9.2}, 90 * 16, 180 * 16);
}

void drawTurn(QPainter &painter, const QColor &color)
{
    painter.drawArc(QRectF{-4.6, -4.6, 9.2, 9.2}, 20 * 16, -290 * 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(std::array{QPointF{2.2, -0.8}, QPointF{7.4, -0.8}, QPointF{5.2, -5.2}}.data(), 3);
}

void drawMark(QPainter &painter, const QColor &color, QChar mark)
{
    if (mark == QLatin1Char{'?'}) {
        QPainterPath hook;
        hook.moveTo(-2.8, -3.0);
        hook.arcTo(QRectF{-2.9, -5.8, 5.8, 5.6}, 170, -230);
        hook.lineTo(0, 2.0);
        painter.drawPath(hook);
    } else {
        painter.drawLine(QPointF{0, -5.6}, QPointF{0, 1.6});
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QPointF{0, 5.2}, 1.2, 1.2);
}

void drawLock(QPainter &painter, const QColor &color)
{
    painter.drawArc(QRectF{-3.0, -6.6, 6.0, 7.6}, 0, 180 * 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF{-4.8, -2.2, 9.6, 7.6}, 1.2, 1.2);
}

void drawShape(QPainter &painter, StateShape shape, const QColor &color)
{
    switch (shape) {
    case StateShape::DottedRing:
        return drawDottedRing(painter, color);
    case StateShape::Dot:
        painter.setBrush(color);
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(QPointF{}, 4.8, 4.8);
        return;
    case StateShape::HalfDot:
        return drawHalfDot(painter, color);
    case StateShape::Bars:
        painter.drawLine(QPointF{-2.4, -5.0}, QPointF{-2.4, 5.0});
        painter.drawLine(QPointF{2.4, -5.0}, QPointF{2.4, 5.0});
        return;
    case StateShape::Turn:
        return drawTurn(painter, color);
    case StateShape::Cross:
        painter.drawLine(QPointF{-4.2, -4.2}, QPointF{4.2, 4.2});
        painter.drawLine(QPointF{-4.2, 4.2}, QPointF{4.2, -4.2});
        return;
    case StateShape::Question:
        return drawMark(painter, color, QLatin1Char{'?'});
    case StateShape::Exclamation:
        return drawMark(painter, color, QLatin1Char{'!'});
    case StateShape::Tick:
        painter.drawPolyline(std::array{QPointF{-5.0, 0.4}, QPointF{-1.6, 3.8}, QPointF{5.0, -3.8}}.data(), 3);
        return;
    case StateShape::Ring:
        painter.drawEllipse(QPointF{}, 4.6, 4.6);
        return;
    case StateShape::Triangle:
        painter.drawPolygon(std::array{QPointF{0, -5.0}, QPointF{5.4, 4.4}, QPointF{-5.4, 4.4}}.data(), 3);
        painter.drawLine(QPointF{0, -1.4}, QPointF{0, 1.4});
        return;
    case StateShape::Square:
        painter.setBrush(color);
        painter.setPen(Qt::NoPen);
        painter.drawRect(QRectF{-4.0, -4.0, 8.0, 8.0});
        return;
    case StateShape::Lock:
        return drawLock(painter, color);
    }
}

} // namespace

void paintShape(QPainter &painter, const QRectF &rect, StateShape shape, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center());
    const qreal scale = std::min(rect.width(), rect.height()) / (2.0 * half);
    painter.scale(scale, scale);
    painter.setPen(QPen{color, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
    painter.setBrush(Qt::NoBrush);
    drawShape(painter, shape, color);
    painter.restore();
}

StateShape shapeOf(OrderState state) noexcept
{
    switch (state) {
    case OrderState::Sending:
    case OrderState::Pending:
        return StateShape::DottedRing;
    case OrderState::Working:
        return StateShape::Dot;
    case OrderState::PartFilled:
        return StateShape::HalfDot;
    case OrderState::Held:
        return StateShape::Bars;
    case OrderState::Revising:
        return StateShape::Turn;
    case OrderState::Pulling:
        return StateShape::Cross;
    case OrderState::Filled:
        return StateShape::Tick;
    case OrderState::Cancelled:
    case OrderState::CancelledPartFilled:
        return StateShape::Ring;
    case OrderState::Rejected:
        return StateShape::Exclamation;
    case OrderState::Unknown:
        break;
    }
    return StateShape::Question;
}

ColorRole colorOf(OrderState state) noexcept
{
    switch (state) {
    case OrderState::Rejected:
    case OrderState::Unknown:
        return ColorRole::Warning;
    case OrderState::Filled:
    case OrderState::Cancelled:
    case OrderState::CancelledPartFilled:
        return ColorRole::Quiet;
    default:
        return ColorRole::Own;
    }
}

StateShape shapeOf(Freshness freshness) noexcept
{
    switch (freshness) {
    case Freshness::Waiting:
        return StateShape::DottedRing;
    case Freshness::Live:
        return StateShape::Dot;
    case Freshness::Delayed:
        return StateShape::HalfDot;
    case Freshness::Stale:
        return StateShape::Triangle;
    case Freshness::Closed:
        return StateShape::Square;
    case Freshness::Refused:
        break;
    }
    return StateShape::Exclamation;
}

StateShape shapeOf(Severity severity) noexcept
{
    switch (severity) {
    case Severity::Info:
        return StateShape::Ring;
    case Severity::Warning:
        return StateShape::Triangle;
    case Severity::Error:
        break;
    }
    return StateShape::Exclamation;
}

ColorRole colorOf(Severity severity) noexcept
{
    switch (severity) {
    case Severity::Info:
        return ColorRole::Quiet;
    case Severity::Warning:
        return ColorRole::Warning;
    case Severity::Error:
        break;
    }
    return ColorRole::Down;
}

void paintStateIcon(QPainter &painter, const QRectF &rect, OrderState state, const QColor &color)
{
    paintShape(painter, rect, shapeOf(state), color);
}

} // namespace depthdeck::ui
