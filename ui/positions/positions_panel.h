// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/panel_info.h"
#include "ui/positions/positions_model.h"

#include <QWidget>

class QKeyEvent;
class QLabel;
class QPushButton;

namespace depthdeck {
class OrderStore;
}

namespace depthdeck::ui {

class ColumnChoice;
class PanelToolbar;
class TableView;

/// The positions of every account with their profit and loss, the totals below. Asks to flatten and to reverse, sends
/// nothing itself.
class PositionsPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    PositionsPanel(const AccountStore &store, const MarketBoard &board, const Theme &theme, QWidget *parent = nullptr);

    /// From the fills of @p orders this program makes profit and loss of its own, beside the server's. Once; @p orders
    /// must outlive this.
    void useOrders(const OrderStore &orders);
    /// Nullptr before useOrders(). Lives as long as this.
    [[nodiscard]] const OwnProfits *ownProfits() const noexcept { return m_own; }
    /// Shows what changed since the last display frame.
    void refresh();

    /// The shown columns, left to right, by stable names: for the settings.
    [[nodiscard]] QStringList columns() const;
    void setColumns(const QStringList &names);

    [[nodiscard]] QString headerHint() const override;

signals:
    /// The trader wants this position closed at the market.
    void flattenRequested(const depthdeck::AccountId &account, const depthdeck::MarketKey &market);
    /// The trader wants the opposite position of the same size.
    void reverseRequested(const depthdeck::AccountId &account, const depthdeck::MarketKey &market);
    /// Every position of this account closed and every order of it pulled.
    void flattenAllRequested(const depthdeck::AccountId &account);
    void marketActivated(const depthdeck::MarketKey &market);
    /// The trader chose other columns, or another order of them.
    void columnsChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using Wish = void (PositionsPanel::*)(const AccountId &, const MarketKey &);

    void buildTable();
    void buildActions();
    void layOut();
    bool onKey(const QKeyEvent &key);
    void askForSelected(Wish wish);
    void flattenAll();
    void activateCurrent();
    void updateActions();
    void updateTotals();
    void updateAccountColumn();
    [[nodiscard]] std::vector<int> selectedOpenRows() const;

    const AccountStore &m_store;
    const MarketBoard &m_board;
    const Theme &m_theme;
    PositionsModel m_model;
    bool m_dirty = true;
    // Children of this.
    OwnProfits *m_own = nullptr;
    TableView *m_table;
    ColumnChoice *m_columns;
    PanelToolbar *m_bar;
    QPushButton *m_flatten;
    QPushButton *m_reverse;
    QPushButton *m_flattenAll;
    QLabel *m_totals;
};

} // namespace depthdeck::ui
