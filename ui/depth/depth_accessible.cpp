// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/depth/depth_accessible.h"

#include "ui/depth/depth_totals.h"
#include "ui/depth/fact_strip.h"
#include "ui/depth/spoken_accessible.h"

#include <algorithm>

namespace depthdeck::ui {

DepthAccessible::DepthAccessible(DepthView *view) : QAccessibleWidget{view, QAccessible::Table} {}

DepthAccessible::~DepthAccessible()
{
    for (const QAccessible::Id id : m_children) {
        if (id)
            QAccessible::deleteAccessibleInterface(id);
    }
}

QAccessibleInterface *DepthAccessible::make(const QString &className, QObject *object)
{
    if (className == QLatin1String("depthdeck::ui::DepthView"))
        return new DepthAccessible{static_cast<DepthView *>(object)};
    if (className == QLatin1String("depthdeck::ui::FactStrip"))
        return new SpokenAccessible{static_cast<FactStrip *>(object),
                                    [strip = static_cast<FactStrip *>(object)] { return strip->spoken(); }};
    if (className == QLatin1String("depthdeck::ui::DepthTotalsBar"))
        return new SpokenAccessible{static_cast<DepthTotalsBar *>(object),
                                    [bar = static_cast<DepthTotalsBar *>(object)] { return bar->spoken(); }};
    return nullptr;
}

DepthView *DepthAccessible::view() const
{
    return static_cast<DepthView *>(object());
}

void *DepthAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableInterface)
        return static_cast<QAccessibleTableInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

int DepthAccessible::rowCount() const
{
    return view()->content().rowCount();
}

int DepthAccessible::childCount() const
{
    return depthColumnCount * (rowCount() + 1);
}

QAccessibleInterface *DepthAccessible::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    const auto at = static_cast<std::size_t>(index);
    if (at >= m_children.size())
        m_children.resize(static_cast<std::size_t>(childCount()), 0);
    if (!m_children[at]) {
        const auto column = static_cast<DepthColumn>(index % depthColumnCount);
        auto *cell = new DepthCellAccessible{view(), index / depthColumnCount - 1, column};
        m_children[at] = QAccessible::registerAccessibleInterface(cell); // owned by the registry
    }
    return QAccessible::accessibleInterface(m_children[at]);
}

int DepthAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    const QAccessible::Id id = QAccessible::uniqueId(const_cast<QAccessibleInterface *>(child));
    const auto found = std::find(m_children.begin(), m_children.end(), id);
    return found == m_children.end() ? -1 : static_cast<int>(found - m_children.begin());
}

QAccessibleInterface *DepthAccessible::childAt(int x, int y) const
{
    const QPoint position = view()->viewport()->mapFromGlobal(QPoint{x, y});
    const auto cell = view()->cellAt(position);
    return cell ? cellAt(cell->row, static_cast<int>(cell->column)) : nullptr;
}

QAccessibleInterface *DepthAccessible::focusChild() const
{
    const DepthCell &current = view()->currentCell();
    return view()->hasFocus() ? cellAt(current.row, static_cast<int>(current.column)) : nullptr;
}

QString DepthAccessible::text(QAccessible::Text kind) const
{
    if (kind == QAccessible::Value)
        return view()->sentence();
    return QAccessibleWidget::text(kind);
}

QAccessibleInterface *DepthAccessible::cellAt(int row, int column) const
{
    if (row < 0 || row >= rowCount() || column < 0 || column >= depthColumnCount)
        return nullptr;
    return child(depthColumnCount * (row + 1) + column);
}

QList<QAccessibleInterface *> DepthAccessible::selectedCells() const
{
    const DepthCell &current = view()->currentCell();
    return {cellAt(current.row, static_cast<int>(current.column))};
}

QString DepthAccessible::columnDescription(int column) const
{
    return column >= 0 && column < depthColumnCount ? DepthView::columnTitle(static_cast<DepthColumn>(column))
                                                    : QString{};
}

QString DepthAccessible::rowDescription(int row) const
{
    return DepthView::tr("Level %1").arg(row + 1);
}

DepthCellAccessible::DepthCellAccessible(DepthView *view, int row, DepthColumn column)
    : m_view{view},
      m_cell{row, column}
{
}

void *DepthCellAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableCellInterface && !isHeader())
        return static_cast<QAccessibleTableCellInterface *>(this);
    if (type == QAccessible::ActionInterface && !isHeader())
        return static_cast<QAccessibleActionInterface *>(this);
    return nullptr;
}

bool DepthCellAccessible::isValid() const
{
    return m_view && m_cell.row < m_view->content().rowCount();
}

QAccessibleInterface *DepthCellAccessible::parent() const
{
    return m_view ? QAccessible::queryAccessibleInterface(m_view) : nullptr;
}

QString DepthCellAccessible::text(QAccessible::Text kind) const
{
    if (!isValid())
        return {};
    switch (kind) {
    case QAccessible::Name:
        return isHeader() ? DepthView::columnTitle(m_cell.column) : m_view->content().text(m_cell);
    case QAccessible::Description:
        return isHeader() ? QString{} : m_view->remarks(m_cell);
    default:
        return {};
    }
}

QRect DepthCellAccessible::rect() const
{
    if (!isValid())
        return {};
    const QRect cell = isHeader() ? m_view->headerRect(m_cell.column) : m_view->cellRect(m_cell);
    return cell.translated(m_view->viewport()->mapToGlobal(QPoint{}));
}

QAccessible::Role DepthCellAccessible::role() const
{
    return isHeader() ? QAccessible::ColumnHeader : QAccessible::Cell;
}

QAccessible::State DepthCellAccessible::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    state.readOnly = true;
    state.invisible = !m_view->isVisible();
    if (isHeader())
        return state;
    state.focusable = true;
    state.selectable = true;
    state.selected = isSelected();
    state.focused = m_view->hasFocus() && isSelected();
    return state;
}

bool DepthCellAccessible::isSelected() const
{
    return m_view && m_view->currentCell() == m_cell;
}

QList<QAccessibleInterface *> DepthCellAccessible::columnHeaderCells() const
{
    QAccessibleInterface *owner = parent();
    return owner ? QList<QAccessibleInterface *>{owner->child(columnIndex())} : QList<QAccessibleInterface *>{};
}

QStringList DepthCellAccessible::actionNames() const
{
    return {QAccessibleActionInterface::pressAction(), QAccessibleActionInterface::setFocusAction()};
}

void DepthCellAccessible::doAction(const QString &name)
{
    if (!isValid())
        return;
    m_view->setCurrentCell(m_cell);
    if (name == QAccessibleActionInterface::setFocusAction())
        m_view->setFocus();
    else if (name == QAccessibleActionInterface::pressAction())
        m_view->choose(m_cell);
}

} // namespace depthdeck::ui
