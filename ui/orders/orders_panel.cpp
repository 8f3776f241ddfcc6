// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/orders_panel.h"

#include "app/market/market_board.h"
#include "app/trading/order_store.h"
#include "ui/common/column_choice.h"
#include "ui/common/number_text.h"
#include "ui/common/problem_text.h"
#include "ui/common/table_view.h"
#include "ui/common/text_color.h"
#include "ui/orders/order_cells.h"
#include "ui/orders/pull_menu.h"
#include "ui/orders/revise_bar.h"
#include "ui/orders/timeline_pane.h"

#include <QApplication>
#include <QClipboard>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

// Settings

QStringList OrdersPanel::columns() const
{
    return m_columns->shown();
}

void OrdersPanel::setColumns(const QStringList &names)
{
    m_columns->show(names);
}

bool OrdersPanel::isTimelineShown() const
{
    return !m_timeline->isHidden();
}

void OrdersPanel::setTimelineShown(bool shown)
{
    m_showTimeline->setChecked(shown);
    m_timeline->setVisible(shown);
    followCurrent();
}

// What the desk and the store tell

void OrdersPanel::setChecker(const RevisionCheck &checker)
{
    m_editor->setChecker(checker);
    m_delegate->setChecker(checker);
}

void OrdersPanel::showAnswer(const DeskAnswer &answer)
{
    if (answer.sent())
        return;
    const Order *order = m_store.find(m_asked);
    const MarketState *state = order ? m_board.find(order->market) : nullptr;
    const Market *market = state && state->definition ? &*state->definition : nullptr;
    QString reason = refusalText(answer.refusal);
    for (const OrderProblem &problem : answer.problems)
        if (problem.blocks)
            reason += u' ' + problemText(problem, market);
    reason = tr("Not sent. %1").arg(reason);
    if (m_delegate->isEditing())
        m_delegate->showRefusal(reason);
    else if (m_editor->isVisible())
        m_editor->showRefusal(reason);
    else
        showNote(reason, true);
}

void OrdersPanel::showNote(const QString &note, bool blocks)
{
    m_note->setText(note);
    m_note->setAccessibleDescription(note);
    setTextColor(*m_note, m_theme.color(blocks ? ColorRole::Warning : ColorRole::Quiet));
    m_note->setVisible(!note.isEmpty());
}

void OrdersPanel::refresh()
{
    m_model.refresh();
    m_editor->refresh();
    m_timeline->refresh();
    if (m_delegate->isEditing() && m_actionsDirty)
        m_delegate->recheck();
    if (std::exchange(m_actionsDirty, false))
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

// What is chosen

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
        if (order && order->mayStillWork() && !order->id.isEmpty())
            orders.push_back(order->id);
    }
    return orders;
}

const Order *OrdersPanel::currentOrder() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() ? m_model.orderAt(current.row()) : nullptr;
}

const Order *OrdersPanel::orderToRevise() const
{
    const Order *order = currentOrder();
    return order && mayRevise(*order) ? order : nullptr;
}

void OrdersPanel::followCurrent()
{
    const Order *order = currentOrder();
    const int index = order && isTimelineShown() ? m_model.orderIndexAt(m_table->currentIndex().row()) : -1;
    m_timeline->setOrder(index);
    if (!m_delegate->isEditing())
        showNote({}, false);
    updateActions();
}

void OrdersPanel::updateActions()
{
    const bool pulls = !pullableSelection().empty();
    m_pull->setEnabled(pulls);
    m_pull->setToolTip(pulls ? tr("Pull the chosen orders.") : tr("Choose an active order in the table first."));
    const bool revises = orderToRevise() != nullptr;
    m_revise->setEnabled(revises);
    const Order *order = currentOrder();
    if (revises)
        m_revise->setToolTip(
            tr("Change the prices or the quantity of the chosen order. In the cell itself: F2 there, or "
               "a double click."));
    else if (order && order->hasRawOffsets())
        m_revise->setToolTip(tr("This exit has no price before its entry fills. Pull it, or revise it once it works."));
    else
        m_revise->setToolTip(tr("Choose a working order first. One that is on its way or unknown is locked."));
}

// What is asked for

void OrdersPanel::pullSelected()
{
    const std::vector<OrderId> orders = pullableSelection();
    if (!orders.empty())
        emit pullRequested(orders);
}

void OrdersPanel::pullSome()
{
    auto *menu = new QMenu{this};
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillPullMenu(*menu, m_store, m_board, currentOrder(),
                 [this](const PullScope &scope) { emit pullScopeRequested(scope); });
    menu->popup(m_pullSome->mapToGlobal(QPoint{0, m_pullSome->height()}));
}

void OrdersPanel::pullMarketOfCurrent()
{
    if (const Order *order = currentOrder())
        emit pullScopeRequested({{}, order->market, {}});
}

void OrdersPanel::reviseCurrent()
{
    if (const Order *order = orderToRevise())
        m_editor->openFor(order->id);
}

void OrdersPanel::releaseCurrent()
{
    const Order *order = currentOrder();
    if (!order || !isQueued(*order))
        return;
    OrderRevision revision;
    revision.order = order->id;
    revision.release = true;
    askToRevise(revision);
}

void OrdersPanel::askToRevise(const OrderRevision &revision)
{
    m_asked = revision.order;
    emit reviseRequested(revision);
}

void OrdersPanel::editCell(const QModelIndex &index)
{
    m_editor->hide();
    m_table->edit(index);
}

void OrdersPanel::onDoubleClick(const QModelIndex &index)
{
    if (m_model.flags(index).testFlag(Qt::ItemIsEditable))
        return editCell(index);
    if (const Order *order = m_model.orderAt(index.row()); order && !order->id.isEmpty())
        emit orderActivated(order->id);
}

bool OrdersPanel::onFoldMark(const QPoint &where)
{
    const QModelIndex index = m_table->indexAt(where);
    if (index.column() != OrdersModel::State || !m_model.isHead(index.row()) ||
        !m_delegate->isFoldMark(m_table->visualRect(index), where))
        return false;
    m_model.setFolded(index.row(), !m_model.isFolded(index.row()));
    return true;
}

void OrdersPanel::showContextMenu(const QPoint &where)
{
    auto *menu = new QMenu{this};
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const Order *order = currentOrder();
    const auto add = [menu, this](const QString &text, bool enabled, void (OrdersPanel::*act)()) {
        QAction *action = menu->addAction(text);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, act);
    };
    add(tr("Pull\tDel"), !pullableSelection().empty(), &OrdersPanel::pullSelected);
    add(tr("Revise\tReturn"), orderToRevise() != nullptr, &OrdersPanel::reviseCurrent);
    if (order && isQueued(*order))
        add(tr("Release now\tCtrl+Return"), true, &OrdersPanel::releaseCurrent);
    fillPullMenu(*menu->addMenu(tr("Pull some")), m_store, m_board, order,
                 [this](const PullScope &scope) { emit pullScopeRequested(scope); });
    menu->addSeparator();
    connect(menu->addAction(isTimelineShown() ? tr("Hide timeline\tT") : tr("Show timeline\tT")), &QAction::triggered,
            this, [this] { setTimelineShown(!isTimelineShown()); });
    connect(menu->addAction(tr("Copy rows\tCtrl+C")), &QAction::triggered, this,
            [this] { QApplication::clipboard()->setText(m_table->selectionAsText()); });
    m_columns->fillMenu(*menu->addMenu(tr("Columns")));
    menu->popup(m_table->viewport()->mapToGlobal(where));
}

// Keys

bool OrdersPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress)
        return onKey(*static_cast<QKeyEvent *>(event));
    const bool presses = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick;
    if (watched == m_table->viewport() && presses) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && onFoldMark(mouse->position().toPoint()))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool OrdersPanel::onKey(const QKeyEvent &key)
{
    if (key.modifiers().testFlag(Qt::ControlModifier) && (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter)) {
        releaseCurrent();
        return true;
    }
    if (key.modifiers().testFlag(Qt::ControlModifier) || key.modifiers().testFlag(Qt::AltModifier))
        return false;
    if (key.modifiers().testFlag(Qt::ShiftModifier) && onShiftKey(key.key()))
        return true;
    const QModelIndex current = m_table->currentIndex();
    switch (key.key()) {
    case Qt::Key_Delete:
        pullSelected();
        return true;
    case Qt::Key_F2:
        if (current.isValid() && m_model.flags(current).testFlag(Qt::ItemIsEditable))
            editCell(current);
        else
            reviseCurrent();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        reviseCurrent();
        return true;
    case Qt::Key_T:
        setTimelineShown(!isTimelineShown());
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Minus:
        m_model.setFolded(current.row(), key.key() == Qt::Key_Minus);
        return true;
    default:
        return false;
    }
}

bool OrdersPanel::onShiftKey(int key)
{
    switch (key) {
    case Qt::Key_B:
        emit pullScopeRequested({{}, {}, Side::Buy});
        return true;
    case Qt::Key_O:
        emit pullScopeRequested({{}, {}, Side::Sell});
        return true;
    case Qt::Key_M:
        pullMarketOfCurrent();
        return true;
    default:
        return false;
    }
}

} // namespace depthdeck::ui
