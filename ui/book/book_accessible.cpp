// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/book/book_accessible.h"

#include <algorithm>

namespace depthdeck::ui {

namespace {

/// The column that the keyboard is in.
BookColumn columnOf(const BookPlace &place) noexcept
{
    const bool isPrice = place.segment == BookPlace::priceItself;
    if (place.side == BookSide::Bid)
        return isPrice ? BookColumn::Bid : BookColumn::BidQueue;
    return isPrice ? BookColumn::Offer : BookColumn::OfferQueue;
}

BookPlace placeOf(int row, BookColumn column) noexcept
{
    return {row, sideOf(column), BookPlace::priceItself};
}

} // namespace

BookAccessible::BookAccessible(BookView *view) : QAccessibleWidget{view, QAccessible::Table} {}

BookAccessible::~BookAccessible()
{
    for (const QAccessible::Id id : m_children) {
        if (id)
            QAccessible::deleteAccessibleInterface(id);
    }
}

QAccessibleInterface *BookAccessible::make(const QString &className, QObject *object)
{
    return className == QLatin1String("depthdeck::ui::BookView") ? new BookAccessible{static_cast<BookView *>(object)}
                                                                 : nullptr;
}

BookView *BookAccessible::view() const
{
    return static_cast<BookView *>(object());
}

void *BookAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableInterface)
        return static_cast<QAccessibleTableInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

int BookAccessible::rowCount() const
{
    return view()->rowCount();
}

int BookAccessible::childCount() const
{
    return bookColumnCount * (rowCount() + 1);
}

QAccessibleInterface *BookAccessible::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    const auto at = static_cast<std::size_t>(index);
    if (at >= m_children.size())
        m_children.resize(static_cast<std::size_t>(childCount()), 0);
    if (!m_children[at]) {
        const auto column = static_cast<BookColumn>(index % bookColumnCount);
        auto *cell = new BookCellAccessible{view(), index / bookColumnCount - 1, column};
        m_children[at] = QAccessible::registerAccessibleInterface(cell); // owned by the registry
    }
    return QAccessible::accessibleInterface(m_children[at]);
}

int BookAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    const QAccessible::Id id = QAccessible::uniqueId(const_cast<QAccessibleInterface *>(child));
    const auto found = std::find(m_children.begin(), m_children.end(), id);
    return found == m_children.end() ? -1 : static_cast<int>(found - m_children.begin());
}

QAccessibleInterface *BookAccessible::childAt(int x, int y) const
{
    const auto cell = view()->cellAt(view()->viewport()->mapFromGlobal(QPoint{x, y}));
    return cell ? cellAt(cell->first, static_cast<int>(cell->second)) : nullptr;
}

QAccessibleInterface *BookAccessible::focusChild() const
{
    const BookPlace &current = view()->current();
    return view()->hasFocus() ? cellAt(current.row, static_cast<int>(columnOf(current))) : nullptr;
}

QString BookAccessible::text(QAccessible::Text kind) const
{
    if (kind == QAccessible::Value)
        return view()->sentence();
    return QAccessibleWidget::text(kind);
}

QAccessibleInterface *BookAccessible::cellAt(int row, int column) const
{
    if (row < 0 || row >= rowCount() || column < 0 || column >= bookColumnCount)
        return nullptr;
    return child(bookColumnCount * (row + 1) + column);
}

QList<QAccessibleInterface *> BookAccessible::selectedCells() const
{
    const BookPlace &current = view()->current();
    QAccessibleInterface *cell = cellAt(current.row, static_cast<int>(columnOf(current)));
    return cell ? QList<QAccessibleInterface *>{cell} : QList<QAccessibleInterface *>{};
}

QString BookAccessible::columnDescription(int column) const
{
    return column >= 0 && column < bookColumnCount ? BookView::columnTitle(static_cast<BookColumn>(column)) : QString{};
}

QString BookAccessible::rowDescription(int row) const
{
    return BookView::tr("Level %1").arg(row + 1);
}

void *BookCellAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableCellInterface && !isHeader())
        return static_cast<QAccessibleTableCellInterface *>(this);
    if (type == QAccessible::ActionInterface && !isHeader())
        return static_cast<QAccessibleActionInterface *>(this);
    return nullptr;
}

bool BookCellAccessible::isValid() const
{
    return m_view && m_row < m_view->rowCount();
}

QAccessibleInterface *BookCellAccessible::parent() const
{
    return m_view ? QAccessible::queryAccessibleInterface(m_view) : nullptr;
}

QString BookCellAccessible::text(QAccessible::Text kind) const
{
    if (!isValid())
        return {};
    if (kind == QAccessible::Name)
        return isHeader() ? BookView::columnTitle(m_column) : m_view->cellText(m_row, m_column);
    if (kind != QAccessible::Description || isHeader())
        return {};
    // Where the keyboard is on one order of a queue, that order is what there is to tell.
    return m_view->describe(isSelected() ? m_view->current() : placeOf(m_row, m_column));
}

QRect BookCellAccessible::rect() const
{
    if (!isValid())
        return {};
    const QRect cell = isHeader() ? m_view->headerRect(m_column) : m_view->cellRect(m_row, m_column);
    return cell.translated(m_view->viewport()->mapToGlobal(QPoint{}));
}

QAccessible::Role BookCellAccessible::role() const
{
    return isHeader() ? QAccessible::ColumnHeader : QAccessible::Cell;
}

QAccessible::State BookCellAccessible::state() const
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

bool BookCellAccessible::isSelected() const
{
    return m_view && m_view->current().row == m_row && columnOf(m_view->current()) == m_column;
}

QList<QAccessibleInterface *> BookCellAccessible::columnHeaderCells() const
{
    QAccessibleInterface *owner = parent();
    return owner ? QList<QAccessibleInterface *>{owner->child(columnIndex())} : QList<QAccessibleInterface *>{};
}

QStringList BookCellAccessible::actionNames() const
{
    return {QAccessibleActionInterface::pressAction(), QAccessibleActionInterface::setFocusAction()};
}

void BookCellAccessible::doAction(const QString &name)
{
    if (!isValid())
        return;
    const BookPlace place = placeOf(m_row, m_column);
    m_view->setCurrent(place);
    if (name == QAccessibleActionInterface::setFocusAction())
        m_view->setFocus();
    else if (name == QAccessibleActionInterface::pressAction())
        m_view->choose(place);
}

} // namespace depthdeck::ui
