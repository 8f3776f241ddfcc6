// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/watchlist/picker_delegate.h"

#include "ui/theme/theme.h"
#include "ui/watchlist/market_picker_model.h"

#include <QPainter>

namespace depthdeck::ui {

PickerDelegate::PickerDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate{parent}, m_theme{theme} {}

void PickerDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->fillRect(option.rect, m_theme.color(selected ? ColorRole::Selection : ColorRole::Panel));
    const int margin = m_theme.scaled(8);
    const int indent = index.data(MarketPickerModel::IndentRole).toBool() ? m_theme.scaled(18) : 0;
    const QRect room = option.rect.adjusted(margin + indent, 0, -margin, 0);
    const QString detail = index.data(MarketPickerModel::DetailRole).toString();
    const QFontMetrics metrics{m_theme.textFont()};
    const int detailWidth = metrics.horizontalAdvance(detail);
    painter->setFont(m_theme.textFont());
    painter->setPen(m_theme.color(ColorRole::Quiet));
    painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, detail);
    painter->setPen(m_theme.color(ColorRole::Text));
    const int textRoom = room.width() - detailWidth - m_theme.scaled(12);
    painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                      metrics.elidedText(index.data().toString(), Qt::ElideRight, textRoom));
}

QSize PickerDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {m_theme.scaled(200), m_theme.rowHeight()};
}

} // namespace depthdeck::ui
