// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/watchlist/watchlist_row.h"

#include <QAbstractTableModel>

#include <unordered_set>
#include <vector>

namespace depthdeck::ui {

/// The markets of one watchlist. refresh() announces only cells whose text changed, and only of rows somebody sees: a
/// row that is not seen brings itself up to date when it is asked for. A frame costs what is visible, not what is
/// listed.
class WatchlistModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    WatchlistModel(const MarketBoard &board, const Clock &clock, QObject *parent = nullptr);

    void setMarkets(const std::vector<MarketKey> &markets);
    [[nodiscard]] std::vector<MarketKey> markets() const;
    [[nodiscard]] const MarketKey &market(int row) const { return rowAt(row).key(); }
    /// -1 when it is not listed.
    [[nodiscard]] int rowOf(const MarketId &market) const noexcept;
    /// Appends; the row of it, also when it was listed before.
    int addMarket(const MarketKey &market);
    void removeMarket(int row);
    /// Moves a row so that it stands at @p to afterwards. False when it already does or there is no such place.
    bool moveMarket(int from, int to);

    /// The rows on the screen; all of them until this is called.
    void setVisibleRows(int first, int last);
    void setFlashing(bool flashing) noexcept { m_flashing = flashing; }
    /// Announces what changed since the last frame, and ends flashes that have lasted their time.
    void refresh();
    /// How many markets are in each state: "9 markets · all live".
    [[nodiscard]] QString summary() const;

    /// For the delegate, which draws from here instead of asking role by role.
    [[nodiscard]] const WatchlistRow &rowAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// As rowAt(), brought up to date first when nobody announces its changes.
    [[nodiscard]] const WatchlistRow &currentRow(int row) const;
    /// The colour of a cell's flash, while it lasts.
    [[nodiscard]] std::optional<ColorRole> flashOf(int row, WatchlistColumn column) const;
    [[nodiscard]] static Qt::Alignment alignment(WatchlistColumn column) noexcept;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }

private:
    [[nodiscard]] bool isVisible(int row) const noexcept { return row >= m_firstVisible && row <= m_lastVisible; }
    WatchlistColumns updateRow(WatchlistRow &row) const;
    WatchlistColumns flashChanges(WatchlistRow &row, WatchlistColumns changed, const WatchlistColumns &hadValue);
    WatchlistColumns endFlashes(WatchlistRow &row, SteadyTime now) const noexcept;
    void announce(int row, const WatchlistColumns &columns);

    const MarketBoard &m_board;
    const Clock &m_clock;
    mutable std::vector<WatchlistRow> m_rows; // texts are a cache
    mutable std::unordered_set<MarketId> m_redefined;
    int m_firstVisible = 0;
    int m_lastVisible = std::numeric_limits<int>::max();
    SteadyTime m_lastFlashEnds{};
    bool m_flashing = true;
};

} // namespace depthdeck::ui
