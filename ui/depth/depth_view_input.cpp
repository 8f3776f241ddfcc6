// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keyboard do in the depth table; what it shows is in depth_view.cpp.
#include "ui/depth/depth_view.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace depthdeck::ui {

namespace {

Side sideEntered(BookSide side) noexcept
{
    return side == BookSide::Bid ? Side::Buy : Side::Sell;
}

} // namespace

bool DepthView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        setHovered(std::nullopt);
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const auto cell = cellAt(help->pos());
        const QString text = cell && m_sentence.isEmpty() ? remarks(*cell) : QString{};
        QToolTip::showText(help->globalPos(), text, viewport(), cell ? cellRect(*cell) : QRect{});
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void DepthView::setHovered(const std::optional<DepthCell> &cell)
{
    if (m_hovered == cell)
        return;
    if (m_hovered)
        updateRow(m_hovered->row);
    m_hovered = cell;
    if (m_hovered)
        updateRow(m_hovered->row);
}

void DepthView::mouseMoveEvent(QMouseEvent *event)
{
    const auto cell = cellAt(event->position().toPoint());
    setHovered(cell && aimAt(*cell) ? cell : std::nullopt);
}

std::optional<DepthView::Aim> DepthView::aimAt(const DepthCell &cell) const
{
    if (cell.row < 0 || cell.row >= m_content.rowCount() || !m_sentence.isEmpty())
        return std::nullopt;
    const BookSide side = sideOf(cell.column);
    const auto &price = m_content.rows()[static_cast<std::size_t>(cell.row)].level(side).price;
    return price ? std::optional{Aim{cell, sideEntered(side), *price}} : std::nullopt;
}

const OwnMark *DepthView::ownMarkAt(const DepthCell &cell) const
{
    if (!aimAt(cell))
        return nullptr;
    const auto &own = m_content.rows()[static_cast<std::size_t>(cell.row)].level(sideOf(cell.column)).own;
    return own ? &*own : nullptr;
}

bool DepthView::pullAt(const DepthCell &cell)
{
    const OwnMark *mark = ownMarkAt(cell);
    if (!mark || mark->orders.empty())
        return false;
    emit pullRequested(mark->orders);
    return true;
}

void DepthView::mousePressEvent(QMouseEvent *event)
{
    m_pressed.reset();
    const auto cell = cellAt(event->position().toPoint());
    if (!cell)
        return;
    setCurrentCell(*cell);
    if (event->button() == Qt::RightButton) {
        pullAt(*cell);
        return;
    }
    m_pressed = event->button() == Qt::LeftButton ? aimAt(*cell) : std::nullopt;
    if (m_pressed)
        emit priceChosen(m_pressed->side, m_pressed->price);
}

void DepthView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const auto cell = cellAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || !m_pressed || !cell || *cell != m_pressed->cell) {
        mousePressEvent(event);
        return;
    }
    const Aim aim = *m_pressed;
    m_pressed.reset();
    emit orderRequested(aim.side, aim.price);
}

void DepthView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const DepthCell cell = byMouse ? cellAt(event->pos()).value_or(m_current) : m_current;
    if (byMouse && ownMarkAt(cell) && cellAt(event->pos()))
        return; // the press has asked to pull it
    const QPoint place = byMouse ? event->globalPos() : viewport()->mapToGlobal(cellRect(cell).bottomLeft());
    emit menuRequested(place, cell);
}

void DepthView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        return moveCurrent(-1, 0);
    case Qt::Key_Down:
        return moveCurrent(1, 0);
    case Qt::Key_Left:
        return moveCurrent(0, -1);
    case Qt::Key_Right:
        return moveCurrent(0, 1);
    case Qt::Key_Home:
    case Qt::Key_PageUp:
        return moveCurrent(-m_content.rowCount(), 0);
    case Qt::Key_End:
    case Qt::Key_PageDown:
        return moveCurrent(m_content.rowCount(), 0);
    case Qt::Key_Delete:
        if (!event->isAutoRepeat())
            pullAt(m_current);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter: {
        const auto aim = event->isAutoRepeat() ? std::nullopt : aimAt(m_current);
        if (aim && event->modifiers().testFlag(Qt::ControlModifier))
            emit orderRequested(aim->side, aim->price);
        else if (aim)
            choose(m_current);
        return;
    }
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void DepthView::choose(const DepthCell &cell)
{
    if (const auto aim = aimAt(cell))
        emit priceChosen(aim->side, aim->price);
}

void DepthView::moveCurrent(int rows, int columns)
{
    const int column = std::clamp(static_cast<int>(m_current.column) + columns, 0, depthColumnCount - 1);
    const int row = std::clamp(m_current.row + rows, 0, m_content.rowCount() - 1);
    setCurrentCell({row, static_cast<DepthColumn>(column)});
    if (row < m_rows.firstShown)
        verticalScrollBar()->setValue(row);
    else if (row >= m_rows.firstShown + verticalScrollBar()->pageStep())
        verticalScrollBar()->setValue(row - verticalScrollBar()->pageStep() + 1);
}

void DepthView::setCurrentCell(const DepthCell &cell)
{
    if (m_current == cell)
        return;
    updateRow(m_current.row);
    m_current = cell;
    updateRow(m_current.row);
    announceFocus();
}

void DepthView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    updateRow(m_current.row);
    announceFocus();
}

void DepthView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    updateRow(m_current.row);
}

} // namespace depthdeck::ui
