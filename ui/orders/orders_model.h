// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order.h"
#include "app/trading/order_draft.h"
#include "ui/orders/order_arrangement.h"
#include "ui/orders/order_links.h"

#include <QAbstractTableModel>

#include <functional>
#include <vector>

namespace depthdeck {
class MarketBoard;
class OrderStore;
} // namespace depthdeck

namespace depthdeck::ui {

/// The change of an order that waits until the one under way is answered; nullopt: none.
using QueuedRevision = std::function<std::optional<OrderRevision>(const OrderId &)>;

/// The orders of the login as rows. Reads cells from the store when a view asks; announces once a frame, in refresh(),
/// exactly the rows that changed since the frame before. Orders that belong together stand together, the entry of a
/// bracket first. Never writes the store.
class OrdersModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// In the sequence of the model; a view shows and orders them as the trader chose.
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
        Link,
        Trail,
        Show,
        Working,
        Activation,
        Updated,
        AccountOf,
        OrderOf,
        ExchangeOrder,
        UserOf,
        Batch,
        ColumnCount
    };
    /// An int of a @ref Place; absent for an order that stands alone.
    static constexpr int placeRole = Qt::UserRole + 1;
    /// Where a row stands in its group.
    enum class Place : std::uint8_t { OpenHead, FoldedHead, Child, LastChild };

    OrdersModel(const OrderStore &store, const MarketBoard &board, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// Announces what changed since the last call. Costs by the number of changed orders, and by that of the active
    /// ones when an order came, went or finished; never by that of the finished ones.
    void refresh();
    void setShown(OrdersShown shown);
    [[nodiscard]] OrdersShown shown() const noexcept { return m_shown; }
    /// Where the desk's waiting changes are looked up.
    void setQueuedRevision(QueuedRevision queued) { m_queued = std::move(queued); }

    /// Nullptr for a row that is not there.
    [[nodiscard]] const Order *orderAt(int row) const noexcept;
    /// Its place in the store; -1 for a row that is not there.
    [[nodiscard]] int orderIndexAt(int row) const noexcept;
    /// -1 for an order that has no row now. Linear.
    [[nodiscard]] int rowOf(const OrderId &order) const noexcept;
    [[nodiscard]] int activeCount() const noexcept { return m_arrangement.activeCount(); }
    [[nodiscard]] int finishedCount() const noexcept { return m_arrangement.finishedCount(); }

    /// Whether other rows stand below @p row as its group.
    [[nodiscard]] bool isHead(int row) const;
    [[nodiscard]] bool isFolded(int row) const;
    /// Hides or shows the rows below the head of @p row's group.
    void setFolded(int row, bool folded);

private:
    void markDirty(int order);
    void onStoreReset();
    void readWholeStore();
    void clearDirty();
    bool noteOrder(int order);
    void rearrange();
    void arrangeUpper(const std::vector<int> &rows, int upperCount);
    void permuteUpper(const std::vector<int> &rows);
    void dropRows(int firstRow, int endRow);
    void rememberTail();
    void insertMissing(const std::vector<int> &rows);
    void indexUpper(std::size_t count);
    [[nodiscard]] int rowOfIndex(int order) const noexcept;
    [[nodiscard]] std::optional<Place> placeOf(int row) const;
    void announce(std::vector<int> changedRows);

    const OrderStore &m_store;
    const MarketBoard &m_board;
    QueuedRevision m_queued;
    OrdersShown m_shown = OrdersShown::All;
    OrderLinks m_links;
    OrderArrangement m_arrangement;
    std::vector<int> m_rows;  ///< order by row
    std::vector<int> m_above; ///< by order: rows from the bottom up to it, itself included; 0: not shown. Counted from
                              ///< the bottom, so that the many finished rows need no touch when the upper ones move
    int m_tailRows = 0;       ///< the lowest rows, finished when the rows were arranged last
    std::vector<int> m_dirty; ///< orders that changed since the last refresh, each once
    std::vector<bool> m_isDirty;
};

} // namespace depthdeck::ui
