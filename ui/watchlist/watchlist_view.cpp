// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/watchlist/watchlist_view.h"

#include <QDropEvent>
#include <QHeaderView>
#include <QKeyEvent>

namespace depthdeck::ui {

WatchlistView::WatchlistView(const Theme &theme, QWidget *parent) : TableView{theme, tr("Watchlist"), parent}
{
    setDragEnabled(true);
    setAcceptDrops(true);
    setDragDropMode(QAbstractItemView::InternalMove);
    setDragDropOverwriteMode(false);
    setDropIndicatorShown(true);
}

std::pair<int, int> WatchlistView::visibleRows() const
{
    const int first = rowAt(0);
    if (first < 0)
        return {0, -1};
    const int last = rowAt(viewport()->height() - 1);
    return {first, last < 0 ? model()->rowCount() - 1 : last};
}

void WatchlistView::keyPressEvent(QKeyEvent *event)
{
    const bool alt = event->modifiers() == Qt::AltModifier;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit activationRequested();
        return;
    case Qt::Key_Insert:
        emit additionRequested();
        return;
    case Qt::Key_Delete:
        emit removalRequested();
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (alt) {
            emit shiftRequested(event->key() == Qt::Key_Up ? -1 : 1);
            return;
        }
        break;
    default:
        break;
    }
    TableView::keyPressEvent(event);
}

int WatchlistView::dropRow(int from, int y) const
{
    const int onto = rowAt(y);
    if (onto < 0)
        return model()->rowCount() - 1;
    const bool lowerHalf = y > rowViewportPosition(onto) + rowHeight(onto) / 2;
    const int before = lowerHalf ? onto + 1 : onto;
    return before > from ? before - 1 : before; // its own place is free by then
}

void WatchlistView::dropEvent(QDropEvent *event)
{
    if (event->source() != this || !currentIndex().isValid()) {
        event->ignore();
        return;
    }
    const int from = currentIndex().row();
    const int to = dropRow(from, event->position().toPoint().y());
    // Not a move for the view's drag: the row is moved in the model, nothing is left to be removed at the source.
    event->setDropAction(Qt::CopyAction);
    event->accept();
    stopAutoScroll();
    setState(NoState);
    viewport()->update();
    emit moveRequested(from, to);
}

} // namespace depthdeck::ui
