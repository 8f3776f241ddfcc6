// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order.h"
#include "ui/orders/fill_totals_model.h"

#include <QAbstractItemModel>

#include <unordered_map>
#include <vector>

namespace depthdeck {
class MarketBoard;
class OrderStore;
} // namespace depthdeck

namespace depthdeck::ui {

/// The fills of the login, newest first; the fills of a spread's legs stand folded below the spread's own and are never
/// counted with it. A busted fill stays, struck, and its reversal is a row of its own. New rows and busts are announced
/// once a frame, in refresh().
class FillsModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    /// True for what must be struck through.
    static constexpr int struckRole = Qt::UserRole + 1;
    enum Column : int {
        Time,
        Market,
        SideOf,
        Volume,
        PriceOf,
        Average,
        Note,
        OrderOf,
        TradeId,
        AccountOf,
        ExchangeTime,
        ColumnCount
    };

    FillsModel(const OrderStore &store, const MarketBoard &board, QObject *parent = nullptr);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void refresh();
    /// Nullptr for an index of no row.
    [[nodiscard]] const Fill *fillAt(const QModelIndex &index) const noexcept;
    /// Contracts bought and sold; busted fills, their reversals and legs do not count.
    [[nodiscard]] Quantity bought() const noexcept { return m_bought; }
    [[nodiscard]] Quantity sold() const noexcept { return m_sold; }
    /// What the totals changed by since the last call.
    [[nodiscard]] std::vector<FillTally> takeTallies() { return std::exchange(m_tallies, {}); }
    /// Reversals that were told live since the last call.
    [[nodiscard]] std::vector<Fill> takeBusts() { return std::exchange(m_busts, {}); }

private:
    /// A fill of an order that is not a leg's by its place in the store's fills; a leg's by order and place in that.
    struct Place
    {
        int fill = -1;
        int order = -1;
        int leg = -1;
    };
    /// A row of the first level. One whose own fill never came is a leg's.
    struct Entry
    {
        Place place;
        std::vector<Place> legs;
        std::optional<FillTally> counted; ///< what it adds to the totals
    };

    void noteOrder(int order);
    void onStoreReset();
    void collectLegs(int order);
    void insertPending();
    void append(const Place &place);
    void adoptLeg(const Place &place);
    void count(Entry &entry);
    void changed(std::size_t entry);
    void announceChanges();
    [[nodiscard]] std::optional<std::size_t> parentOf(const Fill &leg) const;
    [[nodiscard]] const Fill *fillOf(const Place &place) const noexcept;
    [[nodiscard]] int rowOfEntry(std::size_t entry) const noexcept;
    [[nodiscard]] std::size_t entryAt(int row) const noexcept;
    [[nodiscard]] QString text(const Fill &fill, Column column) const;
    [[nodiscard]] QString noteText(const Fill &fill) const;
    [[nodiscard]] QString marketText(const Fill &fill) const;
    [[nodiscard]] QString averageOf(const Fill &fill) const;

    const OrderStore &m_store;
    const MarketBoard &m_board;
    std::vector<Entry> m_entries; ///< oldest first; row 0 shows the last
    std::vector<Place> m_pending;
    std::vector<Place> m_pendingLegs;
    std::vector<int> m_changedFills;
    std::vector<int> m_touchedOrders;
    std::vector<FillTally> m_tallies;
    std::vector<Fill> m_busts;
    std::unordered_map<int, std::size_t> m_legsSeen;                     ///< by order: fills looked at
    std::unordered_map<int, std::size_t> m_entryOf;                      ///< by fill
    std::unordered_map<OrderId, std::vector<std::size_t>> m_entriesOf;   ///< by order, oldest first
    mutable std::unordered_map<OrderId, std::optional<Price>> m_average; ///< of the order, while it stands
    std::optional<std::pair<std::size_t, std::size_t>> m_changedSpan;    ///< entries
    std::vector<std::size_t> m_changedLegs;                              ///< entries whose legs changed
    Quantity m_bought;
    Quantity m_sold;
};

} // namespace depthdeck::ui
