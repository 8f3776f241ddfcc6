// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/fills_panel.h"

#include "app/market/market_board.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/number_text.h"
#include "ui/common/table_view.h"

#include <QPainter>
#include <QVBoxLayout>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

/// Strikes through what was busted; the row says so in words too.
class FillDelegate final : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        CellDelegate::paint(painter, option, index);
        if (!index.data(FillsModel::struckRole).toBool())
            return;
        const int margin = theme().scaled(6);
        const int room = option.rect.width() - 2 * margin;
        const int width = std::min(sizeHint(option, index).width() - 2 * theme().scaled(7), room);
        const bool fromRight = (index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight) != 0;
        const int left = fromRight ? option.rect.right() - margin - width : option.rect.left() + margin;
        const QColor &color = theme().color(static_cast<ColorRole>(index.data(CellColorRole).toInt()));
        painter->fillRect(QRect{left, option.rect.center().y(), width, theme().scaled(1)}, color);
    }
};

} // namespace

FillsPanel::FillsPanel(const OrderStore &store, const MarketBoard &board, const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_model{store, board},
      m_table{new TableView{theme, tr("Fills"), this}}
{
    setAccessibleName(tr("Fills"));
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new FillDelegate{theme, m_table}); // child of the table
    m_table->setColumnSamples({u"14:32:09.147"_s,
                               u"ESZ6-ESH7"_s,
                               u"Sell"_s,
                               u"10,000"_s,
                               u"110-16.5"_s,
                               tr("Busted, leg 1 of ESZ6-ESH7"),
                               u"0000000000000000-000000"_s,
                               {}});
    m_table->setEmptyText(tr("No fills today. Every execution of an order is listed here, the newest first."));
    auto *rows = new QVBoxLayout{this};
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_table);
}

void FillsPanel::refresh()
{
    m_model.refresh();
}

QString FillsPanel::headerHint() const
{
    if (m_model.rowCount() == 0)
        return {};
    return tr("%1 bought, %2 sold").arg(quantityText(m_model.bought()), quantityText(m_model.sold()));
}

} // namespace depthdeck::ui
