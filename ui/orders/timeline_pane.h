// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/orders/timeline_model.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace depthdeck {
class MarketBoard;
}

namespace depthdeck::ui {

class TableView;
class Theme;

/// What happened to one order, step by step, with the times. Shows only; copies as text.
class TimelinePane final : public QWidget
{
    Q_OBJECT

public:
    TimelinePane(const OrderStore &store, const MarketBoard &board, const Theme &theme, QWidget *parent = nullptr);

    /// The order at @p index of the store; -1: none.
    void setOrder(int index);
    void refresh();
    void copy() const;

private:
    void showTitle();

    const MarketBoard &m_board;
    TimelineModel m_model;
    // Children of this.
    QLabel *m_title;
    QPushButton *m_copy;
    TableView *m_table;
};

} // namespace depthdeck::ui
