// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/orders_model.h"

#include "app/trading/order_store.h"
#include "ui/orders/order_cells.h"

#include <algorithm>
#include <utility>

namespace depthdeck::ui {

namespace {

Listing listingOf(const Order &order) noexcept
{
    if (order.absence == OrderAbsence::Superseded)
        return Listing::Hidden; // another row is this order
    return order.isActive() ? Listing::Active : Listing::Finished;
}

} // namespace

OrdersModel::OrdersModel(const OrderStore &store, const MarketBoard &board, QObject *parent)
    : QAbstractTableModel{parent},
      m_store{store},
      m_board{board}
{
    connect(&store, &OrderStore::orderAdded, this, &OrdersModel::markDirty);
    connect(&store, &OrderStore::orderChanged, this, &OrdersModel::markDirty);
    connect(&store, &OrderStore::storeReset, this, &OrdersModel::onStoreReset);
    readWholeStore();
}

int OrdersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int OrdersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const Order *OrdersModel::orderAt(int row) const noexcept
{
    if (row < 0 || row >= static_cast<int>(m_rows.size()))
        return nullptr;
    const auto at = static_cast<std::size_t>(m_rows[static_cast<std::size_t>(row)]);
    return at < m_store.orders().size() ? &m_store.orders()[at] : nullptr;
}

QVariant OrdersModel::data(const QModelIndex &index, int role) const
{
    const Order *order = index.isValid() ? orderAt(index.row()) : nullptr;
    if (!order)
        return {};
    return orderCell(*order, static_cast<Column>(index.column()), role, m_board);
}

QVariant OrdersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::DisplayRole)
        return orderColumnTitle(column);
    if (role == Qt::ToolTipRole)
        return orderColumnHint(column);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(orderColumnAlignment(column));
    return {};
}

void OrdersModel::markDirty(int order)
{
    const auto at = static_cast<std::size_t>(order);
    if (at >= m_isDirty.size())
        m_isDirty.resize(std::max(at + 1, m_isDirty.size() * 2), false);
    if (m_isDirty[at])
        return;
    m_isDirty[at] = true;
    m_dirty.push_back(order);
}

void OrdersModel::onStoreReset()
{
    beginResetModel();
    m_arrangement.clear();
    m_rows.clear();
    m_rowOf.clear();
    clearDirty();
    readWholeStore();
    endResetModel();
}

void OrdersModel::readWholeStore()
{
    int index = 0;
    for (const Order &order : m_store.orders())
        m_arrangement.note(index++, listingOf(order));
    m_rows = m_arrangement.rows(m_shown);
    indexRows();
}

void OrdersModel::clearDirty()
{
    for (const int order : m_dirty)
        m_isDirty[static_cast<std::size_t>(order)] = false;
    m_dirty.clear();
}

void OrdersModel::refresh()
{
    if (m_dirty.empty())
        return;
    std::vector<int> known;
    bool moved = false;
    for (const int order : m_dirty) {
        if (rowOf(order) >= 0)
            known.push_back(order);
        moved |= m_arrangement.note(order, listingOf(m_store.orders()[static_cast<std::size_t>(order)]));
    }
    clearDirty();
    if (moved) {
        m_arrangement.settle();
        rearrange();
    }
    std::vector<int> changedRows;
    for (const int order : known)
        if (const int row = rowOf(order); row >= 0)
            changedRows.push_back(row);
    announce(std::move(changedRows));
}

void OrdersModel::setShown(OrdersShown shown)
{
    if (shown == m_shown)
        return;
    refresh();
    m_shown = shown;
    rearrange();
}

// Rows that leave go to the bottom first and leave in one run, so that a thousand orders finishing in one frame cost
// the view one layout and one removal.
void OrdersModel::rearrange()
{
    const std::vector<int> rows = m_arrangement.rows(m_shown);
    std::vector<int> current;
    current.reserve(m_rows.size());
    std::vector<bool> stays(m_rowOf.size(), false);
    for (const int order : rows) {
        if (rowOf(order) < 0)
            continue;
        stays[static_cast<std::size_t>(order)] = true;
        current.push_back(order);
    }
    const int staying = static_cast<int>(current.size());
    for (const int order : m_rows)
        if (!stays[static_cast<std::size_t>(order)])
            current.push_back(order);
    if (current != m_rows)
        permuteTo(std::move(current));
    if (staying < rowCount())
        removeFrom(staying);
    insertMissing(rows);
}

void OrdersModel::permuteTo(std::vector<int> rows)
{
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const std::vector<int> before = std::exchange(m_rows, std::move(rows));
    indexRows();
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &index : from)
        to.append(createIndex(rowOf(before[static_cast<std::size_t>(index.row())]), index.column()));
    changePersistentIndexList(from, to);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void OrdersModel::removeFrom(int firstRow)
{
    beginRemoveRows({}, firstRow, rowCount() - 1);
    m_rows.resize(static_cast<std::size_t>(firstRow));
    indexRows();
    endRemoveRows();
}

void OrdersModel::insertMissing(const std::vector<int> &rows)
{
    for (std::size_t first = 0; first < rows.size(); ++first) {
        if (rowOf(rows[first]) >= 0)
            continue;
        std::size_t end = first + 1;
        while (end < rows.size() && rowOf(rows[end]) < 0)
            ++end;
        using Offset = std::vector<int>::difference_type;
        beginInsertRows({}, static_cast<int>(first), static_cast<int>(end) - 1);
        m_rows.insert(m_rows.begin() + static_cast<Offset>(first), rows.begin() + static_cast<Offset>(first),
                      rows.begin() + static_cast<Offset>(end));
        indexRows();
        endInsertRows();
        first = end - 1;
    }
}

void OrdersModel::indexRows()
{
    m_rowOf.assign(m_store.orders().size(), -1);
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        m_rowOf[static_cast<std::size_t>(m_rows[row])] = static_cast<int>(row);
}

int OrdersModel::rowOf(int order) const noexcept
{
    const auto at = static_cast<std::size_t>(order);
    return at < m_rowOf.size() ? m_rowOf[at] : -1;
}

void OrdersModel::announce(std::vector<int> changedRows)
{
    std::sort(changedRows.begin(), changedRows.end());
    for (std::size_t first = 0; first < changedRows.size(); ++first) {
        std::size_t last = first;
        while (last + 1 < changedRows.size() && changedRows[last + 1] == changedRows[last] + 1)
            ++last;
        emit dataChanged(index(changedRows[first], 0), index(changedRows[last], ColumnCount - 1));
        first = last;
    }
}

} // namespace depthdeck::ui
