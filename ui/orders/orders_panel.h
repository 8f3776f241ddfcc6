// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/order_desk.h"
#include "ui/common/panel_info.h"
#include "ui/orders/orders_model.h"
#include "ui/orders/revise_bar.h"

#include <QWidget>

class QPushButton;

namespace depthdeck::ui {

class TableView;

/// The orders of the login, with pull, revise and pull all. Asks by signals, sends nothing itself. Pulling is never
/// disabled by the lock (design.md 1.5).
class OrdersPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    OrdersPanel(const OrderStore &store, const MarketBoard &board, const Theme &theme, QWidget *parent = nullptr);

    /// What the revise editor asks before it offers to send.
    void setChecker(RevisionCheck checker);
    /// What became of the last revision: a refusal keeps the editor open with the reason.
    void showAnswer(const DeskAnswer &answer);
    /// Shows what changed since the last display frame.
    void refresh();

    [[nodiscard]] QString headerHint() const override;

signals:
    void pullRequested(const std::vector<depthdeck::OrderId> &orders);
    void reviseRequested(const depthdeck::OrderRevision &revision);
    void pullAllRequested();
    /// A row was double-clicked or chosen: its market may be shown elsewhere.
    void orderActivated(const depthdeck::OrderId &order);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTable();
    QWidget *buildActions();
    void pullSelected();
    void reviseCurrent();
    void updateActions();
    void showOrders(OrdersShown shown);
    [[nodiscard]] std::vector<OrderId> pullableSelection() const;
    [[nodiscard]] const Order *orderToRevise() const;

    const MarketBoard &m_board;
    const Theme &m_theme;
    OrdersModel m_model;
    // Children of this.
    TableView *m_table;
    ReviseBar *m_editor;
    QPushButton *m_pull;
    QPushButton *m_revise;
    QPushButton *m_pullAll;
    QPushButton *m_working;
    QPushButton *m_all;
};

} // namespace depthdeck::ui
