// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/orders_panel.h"

#include "app/market/market_board.h"
#include "ui/common/number_text.h"
#include "ui/common/problem_text.h"
#include "ui/common/table_view.h"
#include "ui/theme/dress.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QPushButton>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

OrdersPanel::OrdersPanel(const OrderStore &store, const MarketBoard &board, const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_board{board},
      m_theme{theme},
      m_model{store, board},
      m_table{new TableView{theme, tr("Working orders"), this}},
      m_editor{new ReviseBar{store, board, theme, this}},
      m_pull{new QPushButton{tr("Pull  Del"), this}},
      m_revise{new QPushButton{tr("Revise  F2"), this}},
      m_pullAll{new QPushButton{tr("Pull all"), this}},
      m_working{new QPushButton{tr("Working"), this}},
      m_all{new QPushButton{tr("All"), this}}
{
    setAccessibleName(tr("Orders"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    buildTable();
    auto *rows = new QVBoxLayout{this};
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(buildActions());
    rows->addWidget(m_table, 1);
    rows->addWidget(m_editor);
    connect(m_editor, &ReviseBar::sendRequested, this, &OrdersPanel::reviseRequested);
    connect(m_editor, &ReviseBar::closed, this, [this] { m_table->setFocus(Qt::OtherFocusReason); });
    updateActions();
}

void OrdersPanel::buildTable()
{
    m_table->setObjectName(u"workingOrders"_s);
    m_table->setModel(&m_model);
    m_table->setColumnSamples({tr("Part filled"),
                               u"ESZ6-ESH7"_s,
                               u"Sell"_s,
                               u"10 → 20"_s,
                               u"1,000"_s,
                               tr("Stop limit"),
                               u"6024.50 → 6025.00"_s,
                               u"110-16.5"_s,
                               u"GTC"_s,
                               u"110.51562500"_s,
                               u"999.9 ms"_s,
                               u"14:32:09"_s,
                               {}},
                              OrdersModel::State);
    m_table->setStretchColumn(OrdersModel::Text);
    m_table->setEmptyText(tr("No orders today. Orders that you submit from the ticket are listed here until the end of "
                             "the trading day."));
    m_table->installEventFilter(this);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &OrdersPanel::updateActions);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &OrdersPanel::updateActions);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (const Order *order = m_model.orderAt(index.row()); order && !order->id.isEmpty())
            emit orderActivated(order->id);
    });
}

QWidget *OrdersPanel::buildActions()
{
    auto *bar = new QWidget{this};
    auto *row = new QHBoxLayout{bar};
    const auto applyMetrics = [this, row] {
        row->setContentsMargins(m_theme.scaled(6), m_theme.scaled(4), m_theme.scaled(6), m_theme.scaled(4));
        row->setSpacing(m_theme.scaled(6));
    };
    applyMetrics();
    connect(&m_theme, &Theme::changed, bar, applyMetrics);
    m_pull->setAccessibleName(tr("Pull"));
    m_revise->setAccessibleName(tr("Revise"));
    m_pullAll->setAccessibleName(tr("Pull all"));
    m_pullAll->setToolTip(tr("Pull every active order of every account and market, at once."));
    setDress(*m_pullAll, Dress::Warning);
    connect(m_pull, &QPushButton::clicked, this, &OrdersPanel::pullSelected);
    connect(m_revise, &QPushButton::clicked, this, &OrdersPanel::reviseCurrent);
    connect(m_pullAll, &QPushButton::clicked, this, &OrdersPanel::pullAllRequested);

    auto *shown = new QButtonGroup{bar};
    for (QPushButton *button : {m_working, m_all}) {
        button->setCheckable(true);
        shown->addButton(button);
    }
    m_all->setChecked(true);
    m_working->setAccessibleName(tr("Show working orders"));
    m_all->setAccessibleName(tr("Show all orders of today"));
    connect(m_working, &QPushButton::clicked, this, [this] { showOrders(OrdersShown::Working); });
    connect(m_all, &QPushButton::clicked, this, [this] { showOrders(OrdersShown::All); });

    for (QPushButton *button : {m_pull, m_revise, m_pullAll})
        row->addWidget(button);
    row->addStretch();
    row->addWidget(m_working);
    row->addWidget(m_all);
    return bar;
}

void OrdersPanel::setChecker(RevisionCheck checker)
{
    m_editor->setChecker(std::move(checker));
}

void OrdersPanel::showAnswer(const DeskAnswer &answer)
{
    if (answer.sent())
        return;
    const Market *market = nullptr;
    QString reason = refusalText(answer.refusal);
    for (const OrderProblem &problem : answer.problems)
        if (problem.blocks)
            reason += u' ' + problemText(problem, market);
    m_editor->showRefusal(tr("Not sent. %1").arg(reason));
}

void OrdersPanel::refresh()
{
    m_model.refresh();
    m_editor->refresh();
    updateActions();
}

QString OrdersPanel::headerHint() const
{
    return tr("%1 working, %2 finished").arg(countText(m_model.activeCount()), countText(m_model.finishedCount()));
}

void OrdersPanel::showOrders(OrdersShown shown)
{
    m_model.setShown(shown);
    m_table->setEmptyText(shown == OrdersShown::Working
                              ? tr("No working orders. Orders that you submit from the ticket appear here.")
                              : tr("No orders today. Orders that you submit from the ticket are listed here until the "
                                   "end of the trading day."));
}

std::vector<OrderId> OrdersPanel::pullableSelection() const
{
    std::vector<OrderId> orders;
    QList<int> rows;
    for (const QItemSelectionRange &range : m_table->selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    for (const int row : rows) {
        const Order *order = m_model.orderAt(row);
        if (order && order->isActive() && !order->id.isEmpty())
            orders.push_back(order->id);
    }
    return orders;
}

const Order *OrdersPanel::orderToRevise() const
{
    const QModelIndex current = m_table->currentIndex();
    const Order *order = current.isValid() ? m_model.orderAt(current.row()) : nullptr;
    const bool isRevisable = order && order->isActive() && !order->unknown && !order->id.isEmpty() &&
                             order->pending == ResponsePending::None;
    return isRevisable ? order : nullptr;
}

void OrdersPanel::pullSelected()
{
    const std::vector<OrderId> orders = pullableSelection();
    if (!orders.empty())
        emit pullRequested(orders);
}

void OrdersPanel::reviseCurrent()
{
    if (const Order *order = orderToRevise())
        m_editor->openFor(order->id);
}

void OrdersPanel::updateActions()
{
    const bool pulls = !pullableSelection().empty();
    m_pull->setEnabled(pulls);
    m_pull->setToolTip(pulls ? tr("Pull the chosen orders.") : tr("Choose an active order in the table first."));
    const bool revises = orderToRevise() != nullptr;
    m_revise->setEnabled(revises);
    m_revise->setToolTip(revises ? tr("Change the price or the quantity of the chosen order.")
                                 : tr("Choose a working order first. One that is on its way or unknown is locked."));
}

bool OrdersPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->modifiers().testFlag(Qt::ControlModifier) || key->modifiers().testFlag(Qt::AltModifier))
        return false;
    switch (key->key()) {
    case Qt::Key_Delete:
        pullSelected();
        return true;
    case Qt::Key_F2:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        reviseCurrent();
        return true;
    default:
        return false;
    }
}

} // namespace depthdeck::ui
