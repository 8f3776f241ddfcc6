// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/order_desk.h"
#include "ui/common/panel_info.h"
#include "ui/orders/orders_delegate.h"
#include "ui/orders/orders_model.h"

#include <QWidget>

class QKeyEvent;
class QLabel;
class QMenu;
class QPushButton;

namespace depthdeck::ui {

class ColumnChoice;
class PanelToolbar;
class ReviseBar;
class TableView;
class TimelinePane;

/// The orders of the login: pull one, several, a side, a market or all; revise in the cell or in a bar below; the
/// timeline of the chosen one beside the table. Asks by signals, sends nothing itself. Pulling is never disabled by the
/// lock (design.md 1.5).
class OrdersPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    OrdersPanel(const OrderStore &store, const MarketBoard &board, const Theme &theme, QWidget *parent = nullptr);
    ~OrdersPanel() override;

    /// What the revise editors ask before they offer to send.
    void setChecker(const RevisionCheck &checker);
    /// Where the changes that wait for an answer are looked up (the desk's).
    void setQueuedRevision(QueuedRevision queued) { m_model.setQueuedRevision(std::move(queued)); }
    /// What became of the last revision: a refusal keeps the editor open with the reason.
    void showAnswer(const DeskAnswer &answer);
    /// Shows what changed since the last display frame.
    void refresh();

    /// The shown columns, left to right, by stable names: for the settings.
    [[nodiscard]] QStringList columns() const;
    void setColumns(const QStringList &names);
    void setTimelineShown(bool shown);
    [[nodiscard]] bool isTimelineShown() const;

    [[nodiscard]] QString headerHint() const override;

signals:
    void pullRequested(const std::vector<depthdeck::OrderId> &orders);
    /// Every active order of a side, a market or an account.
    void pullScopeRequested(const depthdeck::PullScope &scope);
    void reviseRequested(const depthdeck::OrderRevision &revision);
    void pullAllRequested();
    /// A row was double-clicked or chosen: its market may be shown elsewhere.
    void orderActivated(const depthdeck::OrderId &order);
    /// The trader chose other columns, or another order of them.
    void columnsChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTable();
    void buildActions();
    void buildFilter();
    void layOut();
    bool onKey(const QKeyEvent &key);
    bool onShiftKey(int key);
    void onDoubleClick(const QModelIndex &index);
    bool onFoldMark(const QPoint &where);
    void pullSelected();
    void pullSome();
    void pullMarketOfCurrent();
    void reviseCurrent();
    void editCell(const QModelIndex &index);
    void releaseCurrent();
    void askToRevise(const OrderRevision &revision);
    void showContextMenu(const QPoint &where);
    void showNote(const QString &note, bool blocks);
    void updateActions();
    void followCurrent();
    void showOrders(OrdersShown shown);
    [[nodiscard]] std::vector<OrderId> pullableSelection() const;
    [[nodiscard]] const Order *currentOrder() const;
    [[nodiscard]] const Order *orderToRevise() const;

    const OrderStore &m_store;
    const MarketBoard &m_board;
    const Theme &m_theme;
    OrdersModel m_model;
    OrderId m_asked; ///< to be revised last
    bool m_actionsDirty = true;
    // Children of this.
    TableView *m_table;
    OrdersDelegate *m_delegate;
    ColumnChoice *m_columns;
    TimelinePane *m_timeline;
    ReviseBar *m_editor;
    PanelToolbar *m_bar;
    QLabel *m_note;
    QPushButton *m_pull;
    QPushButton *m_revise;
    QPushButton *m_pullSome;
    QPushButton *m_pullAll;
    QPushButton *m_showTimeline;
    QPushButton *m_working;
    QPushButton *m_all;
};

} // namespace depthdeck::ui
