// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/strategy_desk.h"

#include <QAbstractTableModel>

namespace depthdeck::ui {

/// What was asked of the exchange, the newest first. Announces what changed once a frame, in refresh().
class StrategyRequestsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int { State, Type, Legs, Market, Words, ColumnCount };

    StrategyRequestsModel(const StrategyDesk &desk, const MarketBoard &board, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void refresh();
    /// Nullptr for a row that is not there.
    [[nodiscard]] const StrategyRequest *requestAt(int row) const noexcept;

private:
    [[nodiscard]] QString text(const StrategyRequest &request, Column column) const;

    const StrategyDesk &m_desk;
    const MarketBoard &m_board;
    std::vector<std::string> m_rows; ///< ids, oldest first; row 0 shows the last
    bool m_dirty = false;
};

} // namespace depthdeck::ui
