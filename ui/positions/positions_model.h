// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/account.h"
#include "ui/positions/account_words.h"
#include "ui/theme/theme.h"

#include <QAbstractTableModel>

#include <vector>

namespace depthdeck {
class AccountStore;
class MarketBoard;
} // namespace depthdeck

namespace depthdeck::ui {

class OwnProfits;

/// What the shown positions add up to. Absent where a figure is missing or the accounts' currencies differ.
struct PositionTotals
{
    std::optional<double> open; ///< against the last trade
    std::optional<double> realised;
    int positions = 0;   ///< that are not flat
    int differences = 0; ///< where this program's money differs from the server's
};

/// The positions of every account, those that were touched today or carried over. Announces once a frame, in refresh(),
/// the rows that changed. Profit and loss are the server's figures; what this program makes of them stands in columns
/// of its own.
class PositionsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// In the sequence of the model; a view shows and orders them as the trader chose.
    enum Column : int {
        Market,
        Net,
        Average,
        Open,
        Realised,
        Working,
        Margin,
        State,
        AccountOf,
        OwnOpen,
        OwnRealised,
        Check,
        OpenBest,
        Day,
        Traded,
        Overnight,
        Fees,
        Risk,
        Updated,
        ColumnCount
    };

    PositionsModel(const AccountStore &store, const MarketBoard &board, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Where this program's own figures come from; must outlive this.
    void useOwnProfits(const OwnProfits &own);
    void refresh();
    /// Nullptr for a row that is not there.
    [[nodiscard]] const Position *positionAt(int row) const noexcept;
    /// Counted anew only after something changed.
    [[nodiscard]] const PositionTotals &totals() const;
    [[nodiscard]] bool isConfirmed() const noexcept;

private:
    void onPositionChanged(const AccountId &account, const MarketId &market);
    void onStoreReset();
    void announceAll();
    [[nodiscard]] PositionTotals countTotals() const;
    [[nodiscard]] QString text(const Position &position, Column column) const;
    [[nodiscard]] std::optional<double> amountOf(const Position &position, Column column) const;
    [[nodiscard]] QString toolTip(const Position &position, Column column) const;
    [[nodiscard]] QString stateText(const Position &position) const;
    [[nodiscard]] ColorRole cellColor(const Position &position, Column column) const;
    [[nodiscard]] const ProfitComparison *comparisonOf(const Position &position) const;

    const AccountStore &m_store;
    const MarketBoard &m_board;
    const OwnProfits *m_own = nullptr;
    std::vector<int> m_rows;  ///< place in the store's positions, by row
    std::vector<int> m_rowOf; ///< row by place, -1: not shown
    std::vector<int> m_dirty; ///< places
    bool m_allDirty = false;
    mutable std::optional<PositionTotals> m_totals;
};

} // namespace depthdeck::ui
