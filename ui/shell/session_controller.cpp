// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/session_controller.h"

#include "ui/book/book_panel.h"
#include "ui/common/frame_clock.h"
#include "ui/depth/depth_panel.h"
#include "ui/details/details_panel.h"
#include "ui/shell/dock_panel.h"
#include "ui/shell/main_window.h"
#include "ui/shell/order_controller.h"
#include "ui/strategy/strategy_panel.h"
#include "ui/watchlist/watchlist_panel.h"

namespace depthdeck::ui {

namespace {

/// What a quote board needs (t4-protocol.md c.2).
constexpr DepthWish quoteWish{DepthLevels::BestOnly, DepthBuffer::Smart};

} // namespace

SessionController::SessionController(Session &session, MainWindow &window, const Theme &theme, FrameClock &frames)
    : QObject{&window},
      m_session{session},
      m_window{window},
      m_watches{session},
      m_picker{new PickerWindow{session.directory(), theme, &window}},
      m_orders{new OrderController{session, window}}
{
    connectFrames(frames);
    connectActions();
    connectMarketWindows();
    connect(m_orders, &OrderController::marketWanted, this, &SessionController::showMarket);
    PanelSet &panels = window.panels();
    adoptWatchlist(*panels.watchlists().front());
    adoptDepth(*panels.depths().front(), true);
    connect(&panels, &PanelSet::watchlistAdded, this, [this](WatchlistPanel *panel) { adoptWatchlist(*panel); });
    connect(&panels, &PanelSet::depthAdded, this, [this](DepthPanel *panel) { adoptDepth(*panel, false); });
    connect(&panels, &PanelSet::watchlistClosing, this, [this](WatchlistPanel *panel) {
        panel->disconnect(this);
        m_watches.releaseAll(panel);
    });
    connect(&panels, &PanelSet::depthClosing, this, [this](DepthPanel *panel) {
        panel->disconnect(this);
        m_watches.releaseAll(panel);
    });
    connect(&panels.link(), &MarketLink::marketChanged, this, &SessionController::followLink);
}

void SessionController::connectFrames(FrameClock &frames)
{
    connect(&frames, &FrameClock::collect, this, [this] { m_session.takeFrame(); });
    connect(&frames, &FrameClock::paint, this, [this] {
        m_window.panels().refresh();
        m_session.setFrameShown(++m_framesShown);
    });
}

void SessionController::connectActions()
{
    connect(&m_window.actions().action(ActionId::FindMarket), &QAction::triggered, this, [this] {
        m_picker->open(
            this, [this](const MarketKey &market) { showMarket(market); }, false);
    });
}

void SessionController::connectMarketWindows()
{
    PanelSet &panels = m_window.panels();
    connect(&panels.details(), &DetailsPanel::marketActivated, this, &SessionController::showMarket);
    connect(&panels.strategy(), &StrategyPanel::marketActivated, this, &SessionController::showMarket);
    connect(&panels.strategy(), &StrategyPanel::marketSearchRequested, this, [this, &panels](int leg) {
        m_picker->open(
            &panels.strategy(),
            [&panels, leg](const MarketKey &market) { panels.strategy().setLegMarket(leg, market); }, false);
    });
    // Single orders are asked for only while somebody looks at them.
    connect(&panels.dock(PanelKind::Book), &QDockWidget::visibilityChanged, this, &SessionController::followBook);
}

void SessionController::adoptWatchlist(WatchlistPanel &panel)
{
    connect(&panel, &WatchlistPanel::watchRequested, this, [this, &panel](const MarketKey &market) {
        m_watches.watch(&panel, market, quoteWish);
        // The first market of a fresh workspace is the one that the other windows show.
        if (!m_window.panels().link().market())
            showMarket(market);
    });
    connect(&panel, &WatchlistPanel::releaseRequested, this,
            [this, &panel](const MarketKey &market) { m_watches.release(&panel, market); });
    connect(&panel, &WatchlistPanel::marketActivated, this, &SessionController::showMarket);
    connect(&panel, &WatchlistPanel::addRequested, this, [this, &panel] {
        m_picker->open(
            &panel, [&panel](const MarketKey &market) { panel.addMarket(market); }, true);
    });
    for (const MarketKey &market : panel.markets())
        m_watches.watch(&panel, market, quoteWish);
}

void SessionController::adoptDepth(DepthPanel &panel, bool linked)
{
    m_orders->adoptDepth(panel);
    panel.setOrderBooks(&m_session.orderBooks());
    if (linked) {
        connect(&panel, &DepthPanel::wishChanged, this, [this] {
            if (m_linked)
                watchLinked(*m_linked);
        });
        return;
    }
    connect(&panel, &DepthPanel::wishChanged, this, [this, &panel](const DepthWish &wish) {
        if (panel.market())
            m_watches.watch(&panel, *panel.market(), wish);
    });
    if (panel.market())
        m_watches.watch(&panel, *panel.market(), panel.wish());
}

/// The linked windows: the levels and the buffer of the depth window, every trade for the tape.
void SessionController::watchLinked(const MarketKey &market)
{
    const DepthWish tape{DepthLevels::BestOnly, DepthBuffer::SmartTrade};
    m_watches.watch(&m_window.panels().link(), market, wider(m_window.panels().depths().front()->wish(), tape));
}

void SessionController::followLink(const MarketKey &market)
{
    // Watch the new one first: if it is in a watchlist too, the subscription is widened, not made again.
    watchLinked(market);
    const QObject *link = &m_window.panels().link();
    if (m_linked && *m_linked != market)
        m_watches.release(link, *m_linked);
    m_linked = market;
    followBook();
}

void SessionController::followBook()
{
    const bool isSeen = m_window.panels().book().isVisible();
    const std::optional<MarketKey> wanted = isSeen ? m_linked : std::nullopt;
    if (wanted == m_ordersWatched)
        return;
    if (wanted)
        m_session.watchOrders(*wanted);
    if (m_ordersWatched)
        m_session.releaseOrders(*m_ordersWatched);
    m_ordersWatched = wanted;
}

void SessionController::showMarket(const MarketKey &market)
{
    m_window.panels().link().setMarket(market);
}

} // namespace depthdeck::ui
