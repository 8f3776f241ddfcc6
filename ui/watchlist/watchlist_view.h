// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/table_view.h"

namespace depthdeck::ui {

/// The table of a watchlist: rows are put in order by dragging, and its keys are those of a list that is edited.
class WatchlistView final : public TableView
{
    Q_OBJECT

public:
    explicit WatchlistView(const Theme &theme, QWidget *parent = nullptr);

    /// The rows on the screen, the partly hidden included. An invalid pair (0, -1) when there are none.
    [[nodiscard]] std::pair<int, int> visibleRows() const;
    /// Where row @p from comes to stand when it is dropped at @p y of the viewport.
    [[nodiscard]] int dropRow(int from, int y) const;

signals:
    void activationRequested();
    void additionRequested();
    void removalRequested();
    /// Alt with an arrow key: by one row.
    void shiftRequested(int rows);
    /// Dropped: @p from is to stand at @p to.
    void moveRequested(int from, int to);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void dropEvent(QDropEvent *event) override;
};

} // namespace depthdeck::ui
