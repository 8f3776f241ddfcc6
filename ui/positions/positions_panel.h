// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/panel_info.h"
#include "ui/positions/positions_model.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace depthdeck::ui {

class TableView;

/// The positions of every account with their profit and loss, totals above. Asks to flatten, sends nothing itself.
class PositionsPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    PositionsPanel(const AccountStore &store, const MarketBoard &board, const Theme &theme, QWidget *parent = nullptr);

    /// Shows what changed since the last display frame.
    void refresh();
    [[nodiscard]] QString headerHint() const override;

signals:
    /// The trader wants this position closed at the market.
    void flattenRequested(const depthdeck::AccountId &account, const depthdeck::MarketKey &market);
    void marketActivated(const depthdeck::MarketKey &market);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTable();
    QWidget *buildActions();
    void flattenSelected();
    void updateActions();
    void updateTotals();
    void updateAccountColumn();
    [[nodiscard]] std::vector<int> selectedOpenRows() const;

    const AccountStore &m_store;
    const Theme &m_theme;
    PositionsModel m_model;
    // Children of this.
    TableView *m_table;
    QPushButton *m_flatten;
    QLabel *m_totals;
};

} // namespace depthdeck::ui
