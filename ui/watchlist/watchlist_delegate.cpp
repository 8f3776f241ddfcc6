// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/watchlist/watchlist_delegate.h"

#include "ui/watchlist/watchlist_model.h"

#include <QPainter>

namespace depthdeck::ui {

WatchlistDelegate::WatchlistDelegate(const Theme &theme, QObject *parent) : CellDelegate{theme, parent}, m_digits{theme}
{
}

void WatchlistDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto column = static_cast<WatchlistColumn>(index.column());
    const auto *model = qobject_cast<const WatchlistModel *>(index.model());
    if (!model || column == WatchlistColumn::Market || column == WatchlistColumn::State) {
        CellDelegate::paint(painter, option, index); // words: few of them, seldom changing
        return;
    }
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, theme().color(ColorRole::Selection));
    else if (option.features.testFlag(QStyleOptionViewItem::Alternate))
        painter->fillRect(option.rect, theme().color(ColorRole::Row));
    if (const auto flash = model->flashOf(index.row(), column))
        painter->fillRect(option.rect, theme().color(*flash));
    const WatchlistRow &row = model->currentRow(index.row());
    const int margin = theme().scaled(6);
    m_digits.drawText(*painter, option.rect.adjusted(margin, 0, -margin, 0), Qt::AlignRight | Qt::AlignVCenter,
                      row.text(column), row.color(column));
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setPen(theme().color(ColorRole::Accent));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

} // namespace depthdeck::ui
