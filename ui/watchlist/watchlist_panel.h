// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "ui/common/panel_info.h"
#include "ui/watchlist/watchlist_row.h"

#include <QWidget>

#include <vector>

class QMenu;

namespace depthdeck::ui {

class Theme;
class WatchlistModel;
class WatchlistView;

/// A list of markets with their newest prices. Asks for the data of what it lists and releases what it no longer does;
/// several may stand beside each other.
class WatchlistPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    WatchlistPanel(const MarketBoard &board, const Theme &theme, QWidget *parent = nullptr);
    /// With a clock of its own, for whoever moves time by hand.
    WatchlistPanel(const MarketBoard &board, const Theme &theme, const Clock &clock, QWidget *parent = nullptr);
    ~WatchlistPanel() override;

    /// Replaces the list; asks for what is new in it and releases what is gone. No marketsEdited().
    void setMarkets(const std::vector<MarketKey> &markets);
    [[nodiscard]] std::vector<MarketKey> markets() const;
    /// Appends and selects it; one that is listed is only selected.
    void addMarket(const MarketKey &market);

    [[nodiscard]] bool isColumnShown(WatchlistColumn column) const;
    /// The market and its state are always shown.
    void setColumnShown(WatchlistColumn column, bool shown);
    /// Shows what changed since the last frame.
    void refresh();

    [[nodiscard]] QString headerHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void watchRequested(const depthdeck::MarketKey &market);
    void releaseRequested(const depthdeck::MarketKey &market);
    /// Return or a double click: show it in the linked windows.
    void marketActivated(const depthdeck::MarketKey &market);
    /// The trader wants to add a market: open the picker.
    void addRequested();
    /// The trader added, removed or moved one.
    void marketsEdited();

private:
    void build();
    void activateCurrent();
    void removeSelected();
    void moveCurrent(int rows);
    void openMenu(const QPoint &position);
    void openColumnMenu(const QPoint &position);
    void addColumnChoices(QMenu &columns);

    const Theme &m_theme;
    WatchlistModel *m_model; // child of this
    WatchlistView *m_view;   // child of this
};

} // namespace depthdeck::ui
