// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/panel_set.h"

#include "ui/batch/batch_panel.h"
#include "ui/book/book_panel.h"
#include "ui/depth/depth_panel.h"
#include "ui/details/details_panel.h"
#include "ui/flatten/flatten_panel.h"
#include "ui/guards/limits_panel.h"
#include "ui/journal/journal_panel.h"
#include "ui/messages/messages_panel.h"
#include "ui/orders/fills_panel.h"
#include "ui/orders/orders_panel.h"
#include "ui/positions/account_panel.h"
#include "ui/positions/positions_panel.h"
#include "ui/shell/dock_panel.h"
#include "ui/strategy/strategy_panel.h"
#include "ui/tape/tape_panel.h"
#include "ui/ticket/ticket_panel.h"
#include "ui/watchlist/watchlist_panel.h"

#include <QLabel>
#include <QMainWindow>

#include <algorithm>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

/// What is not open costs nothing; it catches up when it is.
template <typename Panel>
void refreshIfSeen(Panel &panel)
{
    if (panel.isVisible())
        panel.refresh();
}

} // namespace

PanelSet::PanelSet(Session &session, const Clock &clock, const Theme &theme, QMainWindow &window)
    : QObject{&window},
      m_session{session},
      m_theme{theme},
      m_window{window},
      m_ticket{new TicketPanel{session.markets(), session.accounts(), session.desk(), theme}},
      m_tape{new TapePanel{session.markets(), theme}},
      m_positions{new PositionsPanel{session.accounts(), session.markets(), theme}},
      m_orders{new OrdersPanel{session.orders(), session.markets(), theme}},
      m_fills{new FillsPanel{session.orders(), session.markets(), theme}},
      m_account{new AccountPanel{session.accounts(), theme}},
      m_messages{new MessagesPanel{session.notices(), theme}},
      m_book{new BookPanel{session.orderBooks(), session.markets(), session.orders(), theme}},
      m_details{new DetailsPanel{session.markets(), theme}},
      m_batch{new BatchPanel{session.markets(), session.accounts(), session.desk(), session.batches(), theme}},
      m_flatten{new FlattenPanel{session.flattens(), session.markets(), session.accounts(), theme}},
      m_strategy{new StrategyPanel{session.strategies(), session.markets(), session.accounts(), theme}},
      m_journal{session.journal() ? new JournalPanel{*session.journal(), theme} : nullptr},
      m_limits{new LimitsPanel{session.limits(), session.accounts(), clock, theme}}
{
    m_positions->useOrders(session.orders());
    m_account->useOwnProfits(*m_positions->ownProfits());
    m_account->useLimits(session.limits(), session.orders());
    m_watchlists.push_back(new WatchlistPanel{session.markets(), theme});
    m_depths.push_back(new DepthPanel{session.markets(), session.orders(), theme});
    const std::array<std::pair<QString, QWidget *>, panelKindCount> panels{{{tr("Watchlist"), m_watchlists.front()},
                                                                            {tr("Depth"), m_depths.front()},
                                                                            {tr("Order ticket"), m_ticket},
                                                                            {tr("Time and sales"), m_tape},
                                                                            {tr("Positions"), m_positions},
                                                                            {tr("Orders"), m_orders},
                                                                            {tr("Fills"), m_fills},
                                                                            {tr("Account"), m_account},
                                                                            {tr("Messages"), m_messages},
                                                                            {tr("Market by order"), m_book},
                                                                            {tr("Market details"), m_details},
                                                                            {tr("Batch"), m_batch},
                                                                            {tr("Flatten"), m_flatten},
                                                                            {tr("Strategies"), m_strategy},
                                                                            {tr("Journal"), journalOrNote()},
                                                                            {tr("Limits"), m_limits}}};
    for (std::size_t at = 0; at < panelKindCount; ++at)
        m_docks[at] = makeDock(panels[at].first, panels[at].first, panels[at].second);
    connect(&m_link, &MarketLink::marketChanged, this, [this](const MarketKey &market) {
        m_depths.front()->setMarket(market);
        m_tape->setMarket(market);
        m_ticket->setMarket(market);
        m_book->setMarket(market);
        m_details->setMarket(market);
        refreshHeaders();
    });
}

QWidget *PanelSet::journalOrNote() const
{
    if (m_journal != nullptr)
        return m_journal;
    auto *note = new QLabel{tr("This session keeps no journal.")}; // the dock takes it
    note->setAlignment(Qt::AlignCenter);
    return note;
}

DockPanel *PanelSet::makeDock(const QString &name, const QString &title, QWidget *panel)
{
    auto *dock = new DockPanel{m_theme, name, title, panel, &m_window};
    m_allDocks.push_back(dock);
    // Queued: while these are emitted the window has not finished moving the dock.
    connect(dock, &QDockWidget::dockLocationChanged, this, &PanelSet::updateHeads, Qt::QueuedConnection);
    connect(dock, &QDockWidget::topLevelChanged, this, &PanelSet::updateHeads, Qt::QueuedConnection);
    connect(dock, &QDockWidget::visibilityChanged, this, &PanelSet::updateHeads, Qt::QueuedConnection);
    return dock;
}

void PanelSet::updateHeads()
{
    for (DockPanel *dock : m_allDocks) {
        const QList<QDockWidget *> companions = m_window.tabifiedDockWidgets(dock);
        const bool tabbed = std::any_of(companions.begin(), companions.end(),
                                        [](const QDockWidget *other) { return !other->isHidden(); });
        dock->setHeaderShown(dock->isFloating() || !tabbed);
    }
}

QString PanelSet::freeName(const QString &title) const
{
    for (int number = 2;; ++number) {
        const QString name = u"%1 %2"_s.arg(title).arg(number);
        if (std::none_of(m_allDocks.begin(), m_allDocks.end(),
                         [&name](const DockPanel *dock) { return dock->objectName() == name; }))
            return name;
    }
}

WatchlistPanel &PanelSet::addWatchlist()
{
    auto *panel = new WatchlistPanel{m_session.markets(), m_theme};
    const QString name = freeName(tr("Watchlist"));
    DockPanel *dock = makeDock(name, name, panel);
    dock->setRemovable(true);
    m_watchlists.push_back(panel);
    m_window.addDockWidget(Qt::TopDockWidgetArea, dock);
    m_window.splitDockWidget(&this->dock(PanelKind::Watchlist), dock, Qt::Vertical);
    connect(dock, &DockPanel::removed, this, [this, panel] { removeWatchlist(panel); });
    emit watchlistAdded(panel);
    return *panel;
}

DepthPanel &PanelSet::addDepth(const std::optional<MarketKey> &market)
{
    auto *panel = new DepthPanel{m_session.markets(), m_session.orders(), m_theme};
    const QString name = freeName(tr("Depth"));
    DockPanel *dock = makeDock(name, name, panel);
    dock->setRemovable(true);
    m_depths.push_back(panel);
    m_window.addDockWidget(Qt::TopDockWidgetArea, dock);
    m_window.splitDockWidget(&this->dock(PanelKind::Depth), dock, Qt::Horizontal);
    connect(dock, &DockPanel::removed, this, [this, panel] { removeDepth(panel); });
    if (market)
        panel->setMarket(*market);
    emit depthAdded(panel);
    return *panel;
}

void PanelSet::removeWatchlist(WatchlistPanel *panel)
{
    emit watchlistClosing(panel);
    std::erase(m_watchlists, panel);
    const auto dock = std::find_if(m_allDocks.begin(), m_allDocks.end(),
                                   [panel](const DockPanel *each) { return each->panel() == panel; });
    if (dock == m_allDocks.end())
        return;
    (*dock)->deleteLater();
    m_allDocks.erase(dock);
}

void PanelSet::removeDepth(DepthPanel *panel)
{
    emit depthClosing(panel);
    std::erase(m_depths, panel);
    const auto dock = std::find_if(m_allDocks.begin(), m_allDocks.end(),
                                   [panel](const DockPanel *each) { return each->panel() == panel; });
    if (dock == m_allDocks.end())
        return;
    (*dock)->deleteLater();
    m_allDocks.erase(dock);
}

void PanelSet::refresh()
{
    for (WatchlistPanel *panel : m_watchlists)
        panel->refresh();
    for (DepthPanel *panel : m_depths)
        panel->refresh();
    m_ticket->refresh();
    m_tape->refresh();
    m_positions->refresh();
    m_orders->refresh();
    m_fills->refresh();
    m_account->refresh();
    m_messages->refresh();
    refreshIfSeen(*m_book);
    refreshIfSeen(*m_details);
    refreshIfSeen(*m_batch);
    refreshIfSeen(*m_flatten);
    refreshIfSeen(*m_strategy);
    if (m_journal != nullptr)
        refreshIfSeen(*m_journal);
    refreshIfSeen(*m_limits);
}

void PanelSet::refreshHeaders()
{
    for (DockPanel *dock : m_allDocks)
        dock->refreshHeader();
}

void PanelSet::dropExtras()
{
    while (m_watchlists.size() > 1)
        removeWatchlist(m_watchlists.back());
    while (m_depths.size() > 1)
        removeDepth(m_depths.back());
}

void PanelSet::arrangeDefault()
{
    dropExtras();
    const auto at = [this](PanelKind kind) { return static_cast<QDockWidget *>(&dock(kind)); };
    for (DockPanel *each : m_docks) {
        each->setFloating(false);
        m_window.removeDockWidget(each);
    }
    m_window.addDockWidget(Qt::TopDockWidgetArea, at(PanelKind::Watchlist));
    m_window.splitDockWidget(at(PanelKind::Watchlist), at(PanelKind::Depth), Qt::Horizontal);
    m_window.splitDockWidget(at(PanelKind::Depth), at(PanelKind::Ticket), Qt::Horizontal);
    m_window.splitDockWidget(at(PanelKind::Depth), at(PanelKind::Tape), Qt::Vertical);
    m_window.addDockWidget(Qt::BottomDockWidgetArea, at(PanelKind::Positions));
    m_window.splitDockWidget(at(PanelKind::Positions), at(PanelKind::Orders), Qt::Horizontal);
    for (const PanelKind kind : {PanelKind::Fills, PanelKind::Account, PanelKind::Messages, PanelKind::Batch,
                                 PanelKind::Flatten, PanelKind::Strategy, PanelKind::Journal})
        m_window.tabifyDockWidget(at(PanelKind::Orders), at(kind));
    m_window.tabifyDockWidget(at(PanelKind::Watchlist), at(PanelKind::Limits));
    for (const PanelKind kind : {PanelKind::Book, PanelKind::Details})
        m_window.tabifyDockWidget(at(PanelKind::Tape), at(kind));
    for (std::size_t each = 0; each < panelKindCount; ++each)
        m_docks[each]->setVisible(static_cast<PanelKind>(each) < PanelKind::Book);
    at(PanelKind::Orders)->raise();

    const int width = m_window.width();
    const int height = m_window.height();
    m_window.resizeDocks({at(PanelKind::Watchlist), at(PanelKind::Depth), at(PanelKind::Ticket)},
                         {width * 31 / 100, width * 39 / 100, width * 30 / 100}, Qt::Horizontal);
    m_window.resizeDocks({at(PanelKind::Positions), at(PanelKind::Orders)}, {width * 36 / 100, width * 64 / 100},
                         Qt::Horizontal);
    m_window.resizeDocks({at(PanelKind::Watchlist), at(PanelKind::Positions)}, {height * 75 / 100, height * 25 / 100},
                         Qt::Vertical);
    m_window.resizeDocks({at(PanelKind::Depth), at(PanelKind::Tape)}, {height * 46 / 100, height * 29 / 100},
                         Qt::Vertical);
    updateHeads();
}

/// The panels whose columns the trader chooses, by names that stay.
template <typename Visit>
void PanelSet::forEachTable(Visit visit) const
{
    visit(u"orders"_s, *m_orders);
    visit(u"fills"_s, *m_fills);
    visit(u"positions"_s, *m_positions);
    visit(u"account"_s, *m_account);
}

void PanelSet::restore(const Workspace &workspace)
{
    dropExtras();
    for (std::size_t at = 0; at < workspace.watchlists.size(); ++at) {
        WatchlistPanel &panel = at == 0 ? *m_watchlists.front() : addWatchlist();
        panel.setMarkets(workspace.watchlists[at]);
    }
    for (const auto &market : workspace.depths)
        addDepth(market);
    if (workspace.market)
        m_link.setMarket(*workspace.market);
    forEachTable([&workspace](const QString &name, auto &panel) {
        const auto columns = workspace.columns.find(name);
        if (columns != workspace.columns.end() && !columns->second.isEmpty())
            panel.setColumns(columns->second);
    });
    if (!workspace.state.isEmpty())
        m_window.restoreState(workspace.state);
    updateHeads();
}

Workspace PanelSet::snapshot() const
{
    Workspace workspace;
    workspace.state = m_window.saveState();
    for (const WatchlistPanel *panel : m_watchlists)
        workspace.watchlists.push_back(panel->markets());
    for (std::size_t at = 1; at < m_depths.size(); ++at)
        workspace.depths.push_back(m_depths[at]->market());
    workspace.market = m_link.market();
    forEachTable([&workspace](const QString &name, auto &panel) { workspace.columns[name] = panel.columns(); });
    return workspace;
}

} // namespace depthdeck::ui
