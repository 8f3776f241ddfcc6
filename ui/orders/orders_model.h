// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order.h"
#include "ui/orders/order_arrangement.h"

#include <QAbstractTableModel>

#include <vector>

namespace depthdeck {
class MarketBoard;
class OrderStore;
} // namespace depthdeck

namespace depthdeck::ui {

/// The orders of the login as rows. Reads cells from the store when a view asks; announces once a frame, in refresh(),
/// exactly the rows that changed since the frame before. Never writes the store.
class OrdersModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int {
        State,
        Market,
        SideOf,
        Volume,
        Filled,
        Type,
        PriceOf,
        Stop,
        Time,
        Average,
        Acknowledged,
        Submitted,
        Text,
        ColumnCount
    };

    OrdersModel(const OrderStore &store, const MarketBoard &board, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Announces what changed since the last call. Costs by the number of changed orders; linear in all orders only
    /// when an order came, went or finished.
    void refresh();
    void setShown(OrdersShown shown);
    [[nodiscard]] OrdersShown shown() const noexcept { return m_shown; }

    /// Nullptr for a row that is not there.
    [[nodiscard]] const Order *orderAt(int row) const noexcept;
    [[nodiscard]] int activeCount() const noexcept { return m_arrangement.activeCount(); }
    [[nodiscard]] int finishedCount() const noexcept { return m_arrangement.finishedCount(); }

private:
    void markDirty(int order);
    void onStoreReset();
    void readWholeStore();
    void clearDirty();
    void rearrange();
    void permuteTo(std::vector<int> rows);
    void removeFrom(int firstRow);
    void insertMissing(const std::vector<int> &rows);
    void indexRows();
    [[nodiscard]] int rowOf(int order) const noexcept;
    void announce(std::vector<int> changedRows);

    const OrderStore &m_store;
    const MarketBoard &m_board;
    OrdersShown m_shown = OrdersShown::All;
    OrderArrangement m_arrangement;
    std::vector<int> m_rows;  ///< order by row
    std::vector<int> m_rowOf; ///< row by order, -1: not shown
    std::vector<int> m_dirty; ///< orders that changed since the last refresh, each once
    std::vector<bool> m_isDirty;
};

} // namespace depthdeck::ui
