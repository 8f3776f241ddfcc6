// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/cell_delegate.h"

#include "ui/common/state_icon.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace depthdeck::ui {

CellDelegate::CellDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate{parent}, m_theme{theme} {}

const QFont &CellDelegate::fontOf(CellFont font) const noexcept
{
    switch (font) {
    case CellFont::Words:
        return m_theme.textFont();
    case CellFont::Bold:
        return m_theme.boldFont();
    case CellFont::Numbers:
        break;
    }
    return m_theme.numberFont();
}

// On the number font's baseline whatever the cell's own font is, so that words and figures of a row stand on one line.
void CellDelegate::drawLine(QPainter &painter, const QRect &room, Qt::Alignment alignment, const QString &text) const
{
    const QFontMetricsF metrics{painter.font()};
    const QFontMetricsF numbers{m_theme.numberFont()};
    QString shown = text;
    qreal width = metrics.horizontalAdvance(shown);
    if (width > room.width()) {
        shown = metrics.elidedText(text, Qt::ElideRight, room.width());
        width = metrics.horizontalAdvance(shown);
    }
    qreal x = room.left();
    if (alignment.testFlag(Qt::AlignRight))
        x = room.right() + 1 - width;
    else if (alignment.testFlag(Qt::AlignHCenter))
        x = room.left() + (room.width() - width) / 2.0;
    const qreal baseline = room.top() + (room.height() - numbers.height()) / 2.0 + numbers.ascent();
    painter.drawText(QPointF{x, std::round(baseline)}, shown);
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, m_theme.color(ColorRole::Selection));
    else if (option.features.testFlag(QStyleOptionViewItem::Alternate))
        painter->fillRect(option.rect, m_theme.color(ColorRole::Row));
    if (const QVariant flash = index.data(CellFlashRole); flash.isValid())
        painter->fillRect(option.rect, m_theme.color(static_cast<ColorRole>(flash.toInt())));

    const QVariant colorRole = index.data(CellColorRole);
    const QColor &color =
        m_theme.color(colorRole.isValid() ? static_cast<ColorRole>(colorRole.toInt()) : ColorRole::Text);
    const int margin = m_theme.scaled(6);
    QRect room = option.rect.adjusted(margin, 0, -margin, 0);
    if (const QVariant shape = index.data(CellShapeRole); shape.isValid()) {
        const int side = m_theme.scaled(14);
        const QRectF square{static_cast<qreal>(room.left()), room.center().y() + 0.5 - side / 2.0,
                            static_cast<qreal>(side), static_cast<qreal>(side)};
        paintShape(*painter, square, static_cast<StateShape>(shape.toInt()), color);
        room.setLeft(room.left() + side + m_theme.scaled(6));
    }
    const QString text = index.data(Qt::DisplayRole).toString();
    if (!text.isEmpty()) {
        const QFont &font = fontOf(static_cast<CellFont>(index.data(CellFontRole).toInt()));
        const QVariant alignment = index.data(Qt::TextAlignmentRole);
        painter->setFont(font);
        painter->setPen(color);
        drawLine(*painter, room, alignment.isValid() ? Qt::Alignment{alignment.toInt()} : Qt::AlignLeft, text);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setPen(m_theme.color(ColorRole::Accent));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const QFontMetrics metrics{fontOf(static_cast<CellFont>(index.data(CellFontRole).toInt()))};
    const int shape = index.data(CellShapeRole).isValid() ? m_theme.scaled(20) : 0;
    return {metrics.horizontalAdvance(index.data().toString()) + shape + 2 * m_theme.scaled(7), m_theme.rowHeight()};
}

} // namespace depthdeck::ui
