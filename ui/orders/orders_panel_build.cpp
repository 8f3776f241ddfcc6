// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/orders_panel.h"

#include "app/trading/order_store.h"
#include "ui/common/column_choice.h"
#include "ui/common/panel_toolbar.h"
#include "ui/common/table_view.h"
#include "ui/orders/order_columns.h"
#include "ui/orders/revise_bar.h"
#include "ui/orders/timeline_pane.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

// The parts of the orders panel and how they are tied together.
namespace depthdeck::ui {

using namespace Qt::StringLiterals;

OrdersPanel::OrdersPanel(const OrderStore &store, const MarketBoard &board, const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_store{store},
      m_board{board},
      m_theme{theme},
      m_model{store, board},
      m_table{new TableView{theme, tr("Working orders"), this}},
      m_delegate{new OrdersDelegate{theme, store, board, m_table}},
      m_timeline{new TimelinePane{store, board, theme, this}},
      m_editor{new ReviseBar{store, board, theme, this}},
      m_bar{new PanelToolbar{theme, this}},
      m_note{new QLabel{this}}
{
    setAccessibleName(tr("Orders"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    buildActions();
    buildTable();
    layOut();
    connect(m_editor, &ReviseBar::sendRequested, this, &OrdersPanel::askToRevise);
    connect(m_editor, &ReviseBar::closed, this, [this] { m_table->setFocus(Qt::OtherFocusReason); });
    connect(m_delegate, &OrdersDelegate::sendRequested, this, &OrdersPanel::askToRevise);
    connect(m_delegate, &OrdersDelegate::noteChanged, this, &OrdersPanel::showNote);
    updateActions();
}

// An editor that is still open says so once more when it dies with the table, after this.
OrdersPanel::~OrdersPanel()
{
    m_delegate->disconnect(this);
}

void OrdersPanel::buildTable()
{
    m_table->setObjectName(u"workingOrders"_s);
    m_table->setModel(&m_model);
    m_table->setItemDelegate(m_delegate);
    m_table->setColumnSamples(orderColumnSamples(), OrdersModel::State);
    m_columns = new ColumnChoice{*m_table->horizontalHeader(), orderColumnNames(), usualOrderColumns(), this};
    connect(m_columns, &ColumnChoice::changed, this, &OrdersPanel::columnsChanged);
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &OrdersPanel::showContextMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &OrdersPanel::updateActions);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &OrdersPanel::followCurrent);
    connect(m_table, &QTableView::doubleClicked, this, &OrdersPanel::onDoubleClick);
    for (auto signal : {&OrderStore::orderAdded, &OrderStore::orderChanged})
        connect(&m_store, signal, this, [this] { m_actionsDirty = true; });
    connect(&m_model, &QAbstractItemModel::modelReset, this, &OrdersPanel::followCurrent);
    showOrders(OrdersShown::All);
}

void OrdersPanel::buildActions()
{
    m_pull = m_bar->addButton(tr("Pull"), tr("Del"));
    m_revise = m_bar->addButton(tr("Revise"), tr("F2"));
    m_pullSome = m_bar->addButton(tr("Pull some…"));
    m_pullSome->setAccessibleName(tr("Pull some"));
    m_pullSome->setToolTip(tr("Pulls bids, offers, or all orders of one market or account."));
    m_pullAll = m_bar->addButton(tr("Pull all"));
    m_bar->addStretch();
    m_showTimeline = m_bar->addButton(tr("Timeline"), tr("T"));
    m_showTimeline->setCheckable(true);
    m_showTimeline->setAccessibleName(tr("Show timeline"));
    m_showTimeline->setToolTip(tr("Shows every step of the chosen order with its times."));
    connect(m_pull, &QPushButton::clicked, this, &OrdersPanel::pullSelected);
    connect(m_revise, &QPushButton::clicked, this, &OrdersPanel::reviseCurrent);
    connect(m_pullSome, &QPushButton::clicked, this, &OrdersPanel::pullSome);
    connect(m_pullAll, &QPushButton::clicked, this, &OrdersPanel::pullAllRequested);
    connect(m_showTimeline, &QPushButton::toggled, this, &OrdersPanel::setTimelineShown);
    buildFilter();
}

void OrdersPanel::buildFilter()
{
    m_working = m_bar->addButton(tr("Working"));
    m_all = m_bar->addButton(tr("All"));
    for (QPushButton *button : {m_working, m_all}) {
        button->setCheckable(true);
        button->setAutoExclusive(true);
    }
    m_all->setChecked(true);
    m_working->setAccessibleName(tr("Show working orders"));
    m_all->setAccessibleName(tr("Show all orders of today"));
    connect(m_working, &QPushButton::clicked, this, [this] { showOrders(OrdersShown::Working); });
    connect(m_all, &QPushButton::clicked, this, [this] { showOrders(OrdersShown::All); });
}

void OrdersPanel::layOut()
{
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setAccessibleName(tr("Revision"));
    m_note->hide();
    m_timeline->hide();
    auto *beside = new QSplitter{Qt::Horizontal, this};
    beside->setChildrenCollapsible(false);
    beside->addWidget(m_table);
    beside->addWidget(m_timeline);
    beside->setStretchFactor(0, 1);
    beside->setStretchFactor(1, 1);
    auto *rows = new QVBoxLayout{this};
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_bar);
    rows->addWidget(beside, 1);
    rows->addWidget(m_note);
    rows->addWidget(m_editor);
    const auto applyMetrics = [this] {
        m_note->setContentsMargins(m_theme.scaled(10), m_theme.scaled(4), m_theme.scaled(10), m_theme.scaled(4));
    };
    applyMetrics();
    connect(&m_theme, &Theme::changed, this, applyMetrics);
}

} // namespace depthdeck::ui
