// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_part.h"

#include <QPainter>

namespace depthdeck::ui {

StatusPart::StatusPart(const Theme &theme, const QString &accessibleName, Frame frame, QWidget *parent)
    : QLabel{parent},
      m_theme{theme},
      m_frame{frame}
{
    setAccessibleName(accessibleName);
    setTextFormat(Qt::PlainText);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void StatusPart::showState(const StateLook &look)
{
    if (m_hasShape && m_look == look)
        return;
    m_hasShape = true;
    const bool wider = look.text != m_look.text;
    m_look = look;
    setText(look.text);
    setAccessibleDescription(look.text);
    if (wider)
        updateGeometry();
    update();
}

void StatusPart::showText(const QString &text, ColorRole role)
{
    if (!m_hasShape && m_look.text == text && m_look.role == role)
        return;
    m_hasShape = false;
    m_look = {text, StateShape::Ring, role, false};
    setText(text);
    setAccessibleDescription(text);
    updateGeometry();
    update();
}

void StatusPart::setWidestText(const QString &text)
{
    m_widest = text;
    updateGeometry();
}

const QFont &StatusPart::fontInUse() const
{
    return m_look.filled || m_frame == Frame::Pill ? m_theme.boldFont() : m_theme.textFont();
}

QSize StatusPart::sizeHint() const
{
    const QFontMetrics metrics{fontInUse()};
    const int words = std::max(metrics.horizontalAdvance(m_look.text), metrics.horizontalAdvance(m_widest));
    const int shape = m_hasShape ? m_theme.scaled(18) : 0;
    const int frame = m_frame == Frame::Pill || m_look.filled ? m_theme.scaled(22) : m_theme.scaled(4);
    return {words + shape + frame, m_theme.scaled(m_frame == Frame::Pill ? 24 : 20)};
}

QSize StatusPart::minimumSizeHint() const
{
    return {m_theme.scaled(20), sizeHint().height()};
}

void StatusPart::paintEvent(QPaintEvent *)
{
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor &color = m_theme.color(m_look.role);
    QRect room = rect();
    QColor ink = color;
    if (m_frame == Frame::Pill || m_look.filled) {
        const QRectF pill = QRectF{rect()}.adjusted(0.5, 0.5, -0.5, -0.5);
        painter.setPen(color);
        painter.setBrush(m_look.filled ? QBrush{color} : QBrush{Qt::NoBrush});
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
        room.adjust(m_theme.scaled(10), 0, -m_theme.scaled(10), 0);
        if (m_look.filled)
            ink = m_theme.color(ColorRole::Window);
    }
    if (m_hasShape) {
        const int side = m_theme.scaled(13);
        const QRectF square{static_cast<qreal>(room.left()), (height() - side) / 2.0, static_cast<qreal>(side),
                            static_cast<qreal>(side)};
        paintShape(painter, square, m_look.shape, ink);
        room.setLeft(room.left() + m_theme.scaled(18));
    }
    painter.setFont(fontInUse());
    painter.setPen(m_hasShape && m_frame == Frame::None && !m_look.filled ? m_theme.color(ColorRole::Text) : ink);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_look.text, Qt::ElideRight, room.width()));
}

} // namespace depthdeck::ui
