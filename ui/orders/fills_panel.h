// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/panel_info.h"
#include "ui/orders/fills_model.h"

#include <QWidget>

class QFrame;
class QLabel;

namespace depthdeck::ui {

class ColumnChoice;
class PanelToolbar;
class Theme;
class TreeView;

/// The fills of the login, and what they add up to by market, side and price. A bust is told in a line of its own until
/// it is dismissed. Shows only.
class FillsPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    FillsPanel(const OrderStore &store, const MarketBoard &board, const Theme &theme, QWidget *parent = nullptr);

    /// Shows what changed since the last display frame.
    void refresh();
    /// The chosen fills, or all when none is, with their legs, as comma separated values.
    [[nodiscard]] QString asCsv() const;

    /// The shown columns, left to right, by stable names: for the settings.
    [[nodiscard]] QStringList columns() const;
    void setColumns(const QStringList &names);

    [[nodiscard]] QString headerHint() const override;

signals:
    void columnsChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTree();
    void buildTotals();
    void buildAlarm();
    void layOut();
    void copyCsv() const;
    void showBusts();

    const OrderStore &m_store;
    const MarketBoard &m_board;
    const Theme &m_theme;
    FillsModel m_model;
    FillTotalsModel m_totals;
    std::vector<Fill> m_busts; ///< not dismissed yet
    // Children of this.
    TreeView *m_tree;
    TreeView *m_totalsTree;
    ColumnChoice *m_columns;
    PanelToolbar *m_bar;
    QFrame *m_alarm;
    QLabel *m_alarmText;
};

} // namespace depthdeck::ui
