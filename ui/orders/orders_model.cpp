// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/orders_model.h"

#include "app/trading/order_store.h"
#include "ui/orders/order_cells.h"
#include "ui/orders/order_columns.h"

#include <algorithm>
#include <unordered_set>
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
    const auto at = static_cast<std::size_t>(orderIndexAt(row));
    return at < m_store.orders().size() ? &m_store.orders()[at] : nullptr;
}

int OrdersModel::orderIndexAt(int row) const noexcept
{
    return row >= 0 && row < static_cast<int>(m_rows.size()) ? m_rows[static_cast<std::size_t>(row)] : -1;
}

int OrdersModel::rowOf(const OrderId &order) const noexcept
{
    for (int row = 0; row < rowCount(); ++row)
        if (const Order *shown = orderAt(row); shown && shown->id == order)
            return row;
    return -1;
}

bool OrdersModel::isHead(int row) const
{
    const int order = orderIndexAt(row);
    return order >= 0 && m_arrangement.head(order) == order && m_arrangement.group(order).size() > 1;
}

bool OrdersModel::isFolded(int row) const
{
    const int order = orderIndexAt(row);
    return order >= 0 && m_arrangement.isFolded(order);
}

std::optional<OrdersModel::Place> OrdersModel::placeOf(int row) const
{
    const int order = orderIndexAt(row);
    const std::vector<int> group = m_arrangement.group(order);
    if (group.size() < 2)
        return std::nullopt;
    if (group.front() == order)
        return m_arrangement.isFolded(order) ? Place::FoldedHead : Place::OpenHead;
    return group.back() == order ? Place::LastChild : Place::Child;
}

void OrdersModel::setFolded(int row, bool folded)
{
    const int order = orderIndexAt(row);
    if (order < 0 || m_arrangement.isFolded(order) == folded || m_arrangement.group(order).size() < 2)
        return;
    refresh();
    m_arrangement.setFolded(order, folded);
    rearrange();
    announce({rowOfIndex(m_arrangement.head(order))});
}

QVariant OrdersModel::data(const QModelIndex &index, int role) const
{
    const Order *order = index.isValid() ? orderAt(index.row()) : nullptr;
    if (!order)
        return {};
    const auto column = static_cast<Column>(index.column());
    if (role == placeRole) {
        const std::optional<Place> place = column == State ? placeOf(index.row()) : std::nullopt;
        return place ? QVariant{static_cast<int>(*place)} : QVariant{};
    }
    const bool showsWish = role == Qt::DisplayRole || role == Qt::ToolTipRole;
    const std::optional<OrderRevision> queued =
        showsWish && m_queued && order->pending != ResponsePending::None ? m_queued(order->id) : std::nullopt;
    return orderCell(*order, column, role, {m_board, queued ? &*queued : nullptr});
}

Qt::ItemFlags OrdersModel::flags(const QModelIndex &index) const
{
    const Order *order = index.isValid() ? orderAt(index.row()) : nullptr;
    if (!order)
        return QAbstractTableModel::flags(index);
    const bool edits = mayRevise(*order, static_cast<Column>(index.column()));
    return QAbstractTableModel::flags(index) | (edits ? Qt::ItemIsEditable : Qt::NoItemFlags);
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
    m_links.clear();
    m_rows.clear();
    m_above.clear();
    m_tailRows = 0;
    clearDirty();
    readWholeStore();
    endResetModel();
}

void OrdersModel::readWholeStore()
{
    for (int index = 0; index < static_cast<int>(m_store.orders().size()); ++index)
        noteOrder(index);
    m_arrangement.settle();
    m_rows = m_arrangement.rows(m_shown);
    rememberTail();
    indexUpper(m_rows.size());
}

// Whoever stands beside it is announced too: its branch lines change.
bool OrdersModel::noteOrder(int index)
{
    const Order &order = m_store.orders()[static_cast<std::size_t>(index)];
    bool moved = m_arrangement.note(index, listingOf(order));
    moved |= m_arrangement.setRank(index, linkRank(order));
    for (const int partner : m_links.note(index, order))
        moved |= m_arrangement.join(index, partner);
    return moved;
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
        if (rowOfIndex(order) >= 0)
            known.push_back(order);
        if (!noteOrder(order))
            continue;
        moved = true;
        for (const int neighbour : m_arrangement.group(order))
            if (neighbour != order && rowOfIndex(neighbour) >= 0)
                known.push_back(neighbour);
    }
    clearDirty();
    if (moved) {
        m_arrangement.settle();
        rearrange();
    }
    std::vector<int> changedRows;
    for (const int order : known)
        if (const int row = rowOfIndex(order); row >= 0)
            changedRows.push_back(row);
    announce(std::move(changedRows));
}

void OrdersModel::setShown(OrdersShown shown)
{
    if (shown == m_shown)
        return;
    refresh();
    m_shown = shown;
    arrangeUpper(m_arrangement.rows(m_shown), rowCount());
    rememberTail();
}

// Only what stands above the rows that were finished before is looked at, unless one of those moved.
void OrdersModel::rearrange()
{
    const bool steady = m_arrangement.isTailSteady();
    const int tail = steady ? m_tailRows : 0;
    arrangeUpper(steady ? m_arrangement.upperRows(m_shown) : m_arrangement.rows(m_shown), rowCount() - tail);
    rememberTail();
}

void OrdersModel::rememberTail()
{
    m_arrangement.markSeen();
    m_tailRows = rowCount() - static_cast<int>(m_arrangement.upperRows(m_shown).size());
}

// Rows that leave go to the bottom of the upper part first and leave in one run, so that a thousand orders finishing in
// one frame cost the view one layout and one removal.
void OrdersModel::arrangeUpper(const std::vector<int> &rows, int upperCount)
{
    const auto isUpper = [&](int order) {
        const int row = rowOfIndex(order);
        return row >= 0 && row < upperCount;
    };
    std::vector<int> current;
    current.reserve(static_cast<std::size_t>(upperCount));
    std::unordered_set<int> stays;
    for (const int order : rows) {
        if (!isUpper(order))
            continue;
        stays.insert(order);
        current.push_back(order);
    }
    const auto staying = static_cast<int>(current.size());
    for (int row = 0; row < upperCount; ++row)
        if (const int order = m_rows[static_cast<std::size_t>(row)]; !stays.contains(order))
            current.push_back(order);
    if (!std::equal(current.begin(), current.end(), m_rows.begin()))
        permuteUpper(current);
    if (staying < upperCount)
        dropRows(staying, upperCount);
    insertMissing(rows);
}

void OrdersModel::permuteUpper(const std::vector<int> &rows)
{
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const std::vector<int> before{m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(rows.size())};
    std::copy(rows.begin(), rows.end(), m_rows.begin());
    indexUpper(rows.size());
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &index : from) {
        const auto row = static_cast<std::size_t>(index.row());
        to.append(row < before.size() ? createIndex(rowOfIndex(before[row]), index.column()) : index);
    }
    changePersistentIndexList(from, to);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void OrdersModel::dropRows(int firstRow, int endRow)
{
    beginRemoveRows({}, firstRow, endRow - 1);
    for (int row = firstRow; row < endRow; ++row)
        m_above[static_cast<std::size_t>(m_rows[static_cast<std::size_t>(row)])] = 0;
    m_rows.erase(m_rows.begin() + firstRow, m_rows.begin() + endRow);
    indexUpper(static_cast<std::size_t>(firstRow));
    endRemoveRows();
}

void OrdersModel::insertMissing(const std::vector<int> &rows)
{
    bool inserted = false;
    for (std::size_t first = 0; first < rows.size(); ++first) {
        if (rowOfIndex(rows[first]) >= 0)
            continue;
        std::size_t end = first + 1;
        while (end < rows.size() && rowOfIndex(rows[end]) < 0)
            ++end;
        const auto from = rows.begin() + static_cast<std::ptrdiff_t>(first);
        const auto to = rows.begin() + static_cast<std::ptrdiff_t>(end);
        beginInsertRows({}, static_cast<int>(first), static_cast<int>(end) - 1);
        m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(first), from, to);
        endInsertRows();
        inserted = true;
        first = end - 1;
    }
    if (inserted)
        indexUpper(rows.size());
}

// Those below stay as far from the bottom as they were.
void OrdersModel::indexUpper(std::size_t count)
{
    m_above.resize(std::max(m_above.size(), m_store.orders().size()), 0);
    for (std::size_t row = 0; row < count; ++row)
        m_above[static_cast<std::size_t>(m_rows[row])] = static_cast<int>(m_rows.size() - row);
}

int OrdersModel::rowOfIndex(int order) const noexcept
{
    const auto at = static_cast<std::size_t>(order);
    return at < m_above.size() && m_above[at] > 0 ? rowCount() - m_above[at] : -1;
}

void OrdersModel::announce(std::vector<int> changedRows)
{
    std::sort(changedRows.begin(), changedRows.end());
    changedRows.erase(std::unique(changedRows.begin(), changedRows.end()), changedRows.end());
    for (std::size_t first = 0; first < changedRows.size(); ++first) {
        std::size_t last = first;
        while (last + 1 < changedRows.size() && changedRows[last + 1] == changedRows[last] + 1)
            ++last;
        emit dataChanged(index(changedRows[first], 0), index(changedRows[last], ColumnCount - 1));
        first = last;
    }
}

} // namespace depthdeck::ui
