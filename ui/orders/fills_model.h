// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order.h"

#include <QAbstractTableModel>

#include <unordered_map>
#include <vector>

namespace depthdeck {
class MarketBoard;
class OrderStore;
} // namespace depthdeck

namespace depthdeck::ui {

/// The fills of the login, newest first. Fills of a spread's legs stand in rows of their own that say so and are never
/// counted with the order's. New rows and busts are announced once a frame, in refresh().
class FillsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// True for what must be struck through.
    static constexpr int struckRole = Qt::UserRole + 1;
    enum Column : int { Time, Market, SideOf, Volume, PriceOf, Note, OrderOf, TradeId, ColumnCount };

    FillsModel(const OrderStore &store, const MarketBoard &board, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void refresh();
    /// Nullptr for a row that is not there.
    [[nodiscard]] const Fill *fillAt(int row) const noexcept;
    /// Contracts bought and sold; busted fills and legs do not count.
    [[nodiscard]] Quantity bought() const noexcept { return m_bought; }
    [[nodiscard]] Quantity sold() const noexcept { return m_sold; }

private:
    /// A fill of the store, or the leg fill at place @ref leg of the fills of order @ref order.
    struct Entry
    {
        int fill = -1;
        int order = -1;
        int leg = -1;
    };

    void noteOrder(int order);
    void onStoreReset();
    void collectLegs(int order);
    void insertPending();
    void append(const Entry &entry);
    void announceEntry(std::size_t entry);
    void countVolumes();
    [[nodiscard]] const Fill *fillOf(const Entry &entry) const noexcept;
    [[nodiscard]] int rowOfEntry(std::size_t entry) const noexcept;
    [[nodiscard]] QString text(const Fill &fill, Column column) const;
    [[nodiscard]] QString noteText(const Fill &fill) const;
    [[nodiscard]] QString marketText(const Fill &fill) const;

    const OrderStore &m_store;
    const MarketBoard &m_board;
    std::vector<Entry> m_entries; ///< oldest first; row 0 shows the last
    std::vector<Entry> m_pending;
    std::vector<int> m_changedFills;
    std::vector<int> m_touchedOrders;
    std::unordered_map<int, std::size_t> m_legsSeen;                  ///< by order: fills looked at
    std::unordered_map<int, std::size_t> m_entryOf;                   ///< by fill
    std::unordered_map<int, std::vector<std::size_t>> m_legEntriesOf; ///< by order
    Quantity m_bought;
    Quantity m_sold;
};

} // namespace depthdeck::ui
