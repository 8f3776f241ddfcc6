// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/account.h"

#include "ui/theme/theme.h"

#include <QAbstractTableModel>

#include <vector>

namespace depthdeck {
class AccountStore;
class MarketBoard;
} // namespace depthdeck

namespace depthdeck::ui {

/// Up, down, or quiet for nothing and for an amount that reads 0.00. Goes with the sign and the arrow, never alone.
[[nodiscard]] ColorRole moneyColor(const std::optional<double> &amount) noexcept;

/// What the shown positions add up to. Absent where a figure is missing or the accounts' currencies differ.
struct PositionTotals
{
    std::optional<double> open; ///< against the last trade
    std::optional<double> realised;
    int positions = 0; ///< that are not flat
};

/// The positions of every account, those that were touched today or carried over. Announces once a frame, in refresh(),
/// the rows that changed. Profit and loss are the server's figures, never computed here.
class PositionsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int { Market, Net, Average, Open, Realised, Working, Margin, State, AccountOf, ColumnCount };

    PositionsModel(const AccountStore &store, const MarketBoard &board, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void refresh();
    /// Nullptr for a row that is not there.
    [[nodiscard]] const Position *positionAt(int row) const noexcept;
    [[nodiscard]] PositionTotals totals() const;
    [[nodiscard]] bool isConfirmed() const noexcept;

private:
    void onPositionChanged(const AccountId &account, const MarketId &market);
    void onStoreReset();
    void announceAll();
    [[nodiscard]] QString text(const Position &position, Column column) const;
    [[nodiscard]] QString toolTip(const Position &position, Column column) const;
    [[nodiscard]] QString stateText(const Position &position) const;
    [[nodiscard]] ColorRole cellColor(const Position &position, Column column) const;

    const AccountStore &m_store;
    const MarketBoard &m_board;
    std::vector<int> m_rows;  ///< place in the store's positions, by row
    std::vector<int> m_rowOf; ///< row by place, -1: not shown
    std::vector<int> m_dirty; ///< places
    bool m_allDirty = false;
};

} // namespace depthdeck::ui
