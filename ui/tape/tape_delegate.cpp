// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tape/tape_delegate.h"

#include "ui/tape/tape_model.h"

#include <QPainter>

namespace depthdeck::ui {

TapeDelegate::TapeDelegate(const Theme &theme, QObject *parent) : CellDelegate{theme, parent}, m_digits{theme} {}

void TapeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto column = static_cast<TapeColumn>(index.column());
    const auto *model = qobject_cast<const TapeModel *>(index.model());
    if (!model || column == TapeColumn::Side) {
        CellDelegate::paint(painter, option, index);
        return;
    }
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, theme().color(ColorRole::Selection));
    else if (option.features.testFlag(QStyleOptionViewItem::Alternate))
        painter->fillRect(option.rect, theme().color(ColorRole::Row));
    const int margin = theme().scaled(6);
    const QRect room = option.rect.adjusted(margin, 0, -margin, 0);
    const QString text = model->text(index.row(), column);
    const ColorRole role = model->color(index.row(), column);
    if (column == TapeColumn::Size && model->isBig(index.row())) {
        QFont bold = theme().numberFont();
        bold.setBold(true);
        painter->setFont(bold);
        painter->setPen(theme().color(role));
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, text);
        return;
    }
    m_digits.drawText(*painter, room, Qt::AlignRight | Qt::AlignVCenter, text, role);
}

} // namespace depthdeck::ui
