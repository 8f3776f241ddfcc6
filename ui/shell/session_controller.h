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
class WatchlistPanel;

/// Carries the wishes of the panels to the session and its order desk, and the desk's answers back. Decides nothing
/// about an order: the desk does. UI thread.
class SessionController final : public QObject
{
    Q_OBJECT

public:
    SessionController(Session &session, MainWindow &window, const Theme &theme, FrameClock &frames);

    /// Shows @p market in the linked windows: depth, tape, ticket.
    void showMarket(const MarketKey &market);
    /// Loads the order that would close the position into the ticket, as a market order. Sends nothing.
    void loadFlatten(const AccountId &account, const MarketKey &market);

private:
    void connectFrames(FrameClock &frames);
    void connectTicket();
    void connectOrders();
    void connectPositions();
    void connectActions();
    void adoptWatchlist(WatchlistPanel &panel);
    void adoptDepth(DepthPanel &panel, bool linked);
    void loadTicket(const MarketKey &market, Side side, Price price);
    void submit(const OrderDraft &draft);
    void arm(bool armed);
    void followLink(const MarketKey &market);

    Session &m_session;
    MainWindow &m_window;
    MarketWatches m_watches;
    PickerWindow *m_picker;            // child of the window
    std::optional<MarketKey> m_linked; ///< what the linked windows watch
};

} // namespace depthdeck::ui
