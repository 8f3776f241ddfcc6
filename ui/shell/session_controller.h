// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/session.h"
#include "ui/shell/market_watches.h"
#include "ui/shell/picker_window.h"

#include <QObject>

namespace depthdeck::ui {

class DepthPanel;
class FrameClock;
class MainWindow;
class OrderController;
class WatchlistPanel;

/// Carries the wishes of the panels about markets to the session: what is shown, what is watched, what is searched.
/// Orders are the OrderController's. UI thread.
class SessionController final : public QObject
{
    Q_OBJECT

public:
    SessionController(Session &session, MainWindow &window, const Theme &theme, FrameClock &frames);

    /// Shows @p market in the linked windows: depth, tape, ticket, market by order, details.
    void showMarket(const MarketKey &market);

private:
    void connectFrames(FrameClock &frames);
    void connectActions();
    void connectMarketWindows();
    void adoptWatchlist(WatchlistPanel &panel);
    void adoptDepth(DepthPanel &panel, bool linked);
    void watchLinked(const MarketKey &market);
    void followLink(const MarketKey &market);
    void followBook();

    Session &m_session;
    MainWindow &m_window;
    MarketWatches m_watches;
    PickerWindow *m_picker;                   // child of the window
    OrderController *m_orders;                // child of the window
    std::optional<MarketKey> m_linked;        ///< what the linked windows watch
    std::optional<MarketKey> m_ordersWatched; ///< whose single orders are asked for
    std::uint64_t m_framesShown = 0;
};

} // namespace depthdeck::ui
