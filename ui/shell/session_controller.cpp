// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/session_controller.h"

#include "ui/common/frame_clock.h"
#include "ui/common/named_combo.h"
#include "ui/depth/depth_panel.h"
#include "ui/orders/orders_panel.h"
#include "ui/positions/account_panel.h"
#include "ui/positions/positions_panel.h"
#include "ui/shell/dock_panel.h"
#include "ui/shell/main_window.h"
#include "ui/ticket/ticket_panel.h"
#include "ui/watchlist/watchlist_panel.h"

#include <QShortcut>

#include <cstdlib>
#include <tuple>

namespace depthdeck::ui {

namespace {

// The ticket has no call for it; the control is found by the name that design.md 5 gives it.
void chooseOrderType(TicketPanel &ticket, OrderType type)
{
    for (NamedCombo *combo : ticket.findChildren<NamedCombo *>()) {
        const int place = combo->findData(static_cast<int>(type));
        if (combo->accessibleName() == TicketPanel::tr("Order type") && place >= 0)
            combo->setCurrentIndex(place);
    }
}

} // namespace

SessionController::SessionController(Session &session, MainWindow &window, const Theme &theme, FrameClock &frames)
    : QObject{&window},
      m_session{session},
      m_window{window},
      m_watches{session},
      m_picker{new PickerWindow{session.directory(), theme, &window}}
{
    connectFrames(frames);
    connectTicket();
    connectOrders();
    connectPositions();
    connectActions();
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
    connect(&frames, &FrameClock::paint, this, [this] { m_window.panels().refresh(); });
}

void SessionController::connectTicket()
{
    TicketPanel &ticket = m_window.panels().ticket();
    connect(&ticket, &TicketPanel::submitRequested, this, &SessionController::submit);
    connect(&ticket, &TicketPanel::armRequested, this, &SessionController::arm);
    connect(&ticket, &TicketPanel::marketSearchRequested, &m_window.actions().action(ActionId::FindMarket),
            &QAction::trigger);
    connect(&ticket, &TicketPanel::accountChosen, this, [this](const AccountId &account) {
        m_window.setAccountShown(account);
        m_window.panels().account().setAccount(account);
    });
    // The ticket has a key of its own for the time it stands alone; here the list of actions owns it, and two owners of
    // one key would cancel each other.
    for (QShortcut *shortcut : ticket.findChildren<QShortcut *>()) {
        if (shortcut->key() == m_window.actions().action(ActionId::SubmitOrder).shortcut())
            shortcut->setEnabled(false);
    }
}

void SessionController::connectOrders()
{
    OrdersPanel &orders = m_window.panels().orders();
    orders.setChecker([this](const OrderRevision &revision) { return m_session.desk().check(revision); });
    connect(&orders, &OrdersPanel::pullRequested, this,
            [this](const std::vector<OrderId> &ids) { std::ignore = m_session.desk().pull(ids); });
    connect(&orders, &OrdersPanel::pullAllRequested, this, [this] { std::ignore = m_session.desk().pullAll(); });
    connect(&orders, &OrdersPanel::reviseRequested, this,
            [this, &orders](const OrderRevision &revision) { orders.showAnswer(m_session.desk().revise(revision)); });
    connect(&orders, &OrdersPanel::orderActivated, this, [this](const OrderId &id) {
        const Order *order = m_session.orders().find(id);
        const MarketState *market = order != nullptr ? m_session.markets().find(order->market) : nullptr;
        if (market != nullptr)
            showMarket(market->key);
    });
}

void SessionController::connectPositions()
{
    PositionsPanel &positions = m_window.panels().positions();
    connect(&positions, &PositionsPanel::flattenRequested, this, &SessionController::loadFlatten);
    connect(&positions, &PositionsPanel::marketActivated, this, &SessionController::showMarket);
}

void SessionController::connectActions()
{
    const auto on = [this](ActionId id, auto &&act) {
        connect(&m_window.actions().action(id), &QAction::triggered, this, act);
    };
    on(ActionId::SubmitOrder, [this] { m_window.panels().ticket().submit(); });
    on(ActionId::ToggleArm, [this] { arm(!m_session.desk().isArmed()); });
    on(ActionId::PullAll, [this] { std::ignore = m_session.desk().pullAll(); });
    on(ActionId::BuySide, [this] { m_window.panels().ticket().setSide(Side::Buy); });
    on(ActionId::SellSide, [this] { m_window.panels().ticket().setSide(Side::Sell); });
    on(ActionId::FindMarket, [this] {
        m_picker->open(
            this, [this](const MarketKey &market) { showMarket(market); }, false);
    });
}

void SessionController::adoptWatchlist(WatchlistPanel &panel)
{
    connect(&panel, &WatchlistPanel::watchRequested, this, [this, &panel](const MarketKey &market) {
        m_watches.watch(&panel, market, DepthLevels::BestOnly, false);
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
        m_watches.watch(&panel, market, DepthLevels::BestOnly, false);
}

void SessionController::adoptDepth(DepthPanel &panel, bool linked)
{
    connect(&panel, &DepthPanel::priceChosen, this, &SessionController::loadTicket);
    connect(&panel, &DepthPanel::orderRequested, this, [this](const MarketKey &market, Side side, Price price) {
        loadTicket(market, side, price);
        m_window.panels().dock(PanelKind::Ticket).bringForward();
    });
    connect(&panel, &DepthPanel::pullRequested, this,
            [this](const std::vector<OrderId> &ids) { std::ignore = m_session.desk().pull(ids); });
    if (!linked && panel.market())
        m_watches.watch(&panel, *panel.market(), DepthLevels::Normal, true);
}

void SessionController::followLink(const MarketKey &market)
{
    // Watch the new one first: if it is in a watchlist too, the subscription is widened, not made again.
    m_watches.watch(&m_window.panels().link(), market, DepthLevels::Normal, true);
    const QObject *link = &m_window.panels().link();
    if (m_linked)
        m_watches.release(link, *m_linked);
    m_linked = market;
}

void SessionController::showMarket(const MarketKey &market)
{
    m_window.panels().link().setMarket(market);
}

void SessionController::loadTicket(const MarketKey &market, Side side, Price price)
{
    showMarket(market);
    TicketPanel &ticket = m_window.panels().ticket();
    ticket.setMarket(market); // the link does nothing when it shows this market already
    ticket.setSide(side);
    ticket.setLimitPrice(price);
}

void SessionController::loadFlatten(const AccountId &account, const MarketKey &market)
{
    const Position *position = m_session.accounts().position(account, market.market);
    if (position == nullptr || position->net().isZero())
        return;
    showMarket(market);
    TicketPanel &ticket = m_window.panels().ticket();
    ticket.setMarket(market);
    ticket.setAccount(account);
    chooseOrderType(ticket, OrderType::Market);
    ticket.setSide(position->net().contracts > 0 ? Side::Sell : Side::Buy);
    ticket.setQuantity(Quantity{std::abs(position->net().contracts)});
    m_window.setAccountShown(account);
    m_window.panels().dock(PanelKind::Ticket).bringForward();
}

void SessionController::submit(const OrderDraft &draft)
{
    m_window.panels().ticket().showAnswer(m_session.desk().submit(draft));
}

void SessionController::arm(bool armed)
{
    if (!m_session.desk().setArmed(armed) && armed)
        m_window.panels().ticket().showAnswer(DeskAnswer{DeskRefusal::NotLive, {}});
    m_window.refreshBars();
}

} // namespace depthdeck::ui
