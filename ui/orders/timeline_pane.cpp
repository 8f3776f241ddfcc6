// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/timeline_pane.h"

#include "app/market/market_board.h"
#include "ui/common/number_text.h"
#include "ui/common/order_words.h"
#include "ui/common/panel_toolbar.h"
#include "ui/common/table_view.h"
#include "ui/orders/order_cells.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

TimelinePane::TimelinePane(const OrderStore &store, const MarketBoard &board, const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_board{board},
      m_model{store},
      m_title{new QLabel{this}},
      m_table{new TableView{theme, tr("Timeline"), this}}
{
    auto *bar = new PanelToolbar{theme, this};
    m_title->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_title->setWordWrap(false);
    m_title->setTextFormat(Qt::PlainText);
    bar->addWidget(m_title);
    m_copy = bar->addButton(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy timeline"));
    m_copy->setToolTip(tr("Copies every step as text, with UTC times."));
    connect(m_copy, &QPushButton::clicked, this, &TimelinePane::copy);
    m_table->setModel(&m_model);
    m_table->setColumnSamples(
        {tr("Risk check passed"), u"14:32:09.147"_s, u"+999.9"_s, u"14:32:09.147"_s, tr("Submission risk success"), {}},
        TimelineModel::Step);
    m_table->setEmptyText(tr("Choose an order. Every step of its life is listed here, with its times."));
    connect(&m_model, &QAbstractItemModel::rowsInserted, m_table, &TableView::scrollToBottom);
    auto *rows = new QVBoxLayout{this};
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(bar);
    rows->addWidget(m_table, 1);
    showTitle();
}

void TimelinePane::setOrder(int index)
{
    m_model.setOrder(index);
    showTitle();
}

void TimelinePane::refresh()
{
    m_model.refresh();
}

void TimelinePane::showTitle()
{
    const Order *order = m_model.order();
    QString title;
    if (order) {
        const auto cell = [&](OrdersModel::Column column) { return orderCellText(*order, column, {m_board}); };
        //: Title of an order's timeline: "Buy 5 ESZ6, Limit"
        title = tr("%1 %2 %3, %4")
                    .arg(cell(OrdersModel::SideOf), cell(OrdersModel::Volume), cell(OrdersModel::Market),
                         cell(OrdersModel::Type));
    }
    m_title->setText(title);
    m_title->setToolTip(title);
    m_copy->setEnabled(order != nullptr);
    m_table->setAccessibleDescription(title);
}

void TimelinePane::copy() const
{
    if (m_model.order())
        QApplication::clipboard()->setText(m_model.asText());
}

} // namespace depthdeck::ui
