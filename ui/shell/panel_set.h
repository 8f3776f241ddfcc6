// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/session.h"
#include "ui/common/market_link.h"
#include "ui/shell/workspace.h"
#include "ui/theme/theme.h"

#include <QObject>

class QMainWindow;

namespace depthdeck::ui {

class AccountPanel;
class BatchPanel;
class BookPanel;
class DepthPanel;
class DetailsPanel;
class DockPanel;
class FillsPanel;
class FlattenPanel;
class JournalPanel;
class LimitsPanel;
class MessagesPanel;
class OrdersPanel;
class PositionsPanel;
class StrategyPanel;
class TapePanel;
class TicketPanel;
class WatchlistPanel;

/// The panels that exist once, in the order of their keys.
enum class PanelKind : std::uint8_t {
    Watchlist,
    Depth,
    Ticket,
    Tape,
    Positions,
    Orders,
    Fills,
    Account,
    Messages,
    // Opened when they are wanted:
    Book,
    Details,
    Batch,
    Flatten,
    Strategy,
    Journal,
    Limits
};
inline constexpr std::size_t panelKindCount = 16;

/// Makes the panels and their docks and puts them in place. Announces windows that come and go; wires nothing to the
/// session: that is the controller's.
class PanelSet final : public QObject
{
    Q_OBJECT

public:
    PanelSet(Session &session, const Clock &clock, const Theme &theme, QMainWindow &window);

    [[nodiscard]] TicketPanel &ticket() const noexcept { return *m_ticket; }
    [[nodiscard]] OrdersPanel &orders() const noexcept { return *m_orders; }
    [[nodiscard]] PositionsPanel &positions() const noexcept { return *m_positions; }
    [[nodiscard]] TapePanel &tape() const noexcept { return *m_tape; }
    [[nodiscard]] AccountPanel &account() const noexcept { return *m_account; }
    [[nodiscard]] BookPanel &book() const noexcept { return *m_book; }
    [[nodiscard]] DetailsPanel &details() const noexcept { return *m_details; }
    [[nodiscard]] BatchPanel &batch() const noexcept { return *m_batch; }
    [[nodiscard]] FlattenPanel &flatten() const noexcept { return *m_flatten; }
    [[nodiscard]] StrategyPanel &strategy() const noexcept { return *m_strategy; }
    /// Nullptr when the session keeps no journal.
    [[nodiscard]] JournalPanel *journal() const noexcept { return m_journal; }
    [[nodiscard]] LimitsPanel &limits() const noexcept { return *m_limits; }
    /// The first of each is always there.
    [[nodiscard]] const std::vector<WatchlistPanel *> &watchlists() const noexcept { return m_watchlists; }
    /// The first follows the linked market; the others keep theirs.
    [[nodiscard]] const std::vector<DepthPanel *> &depths() const noexcept { return m_depths; }
    [[nodiscard]] DockPanel &dock(PanelKind kind) const noexcept { return *m_docks[static_cast<std::size_t>(kind)]; }
    [[nodiscard]] MarketLink &link() noexcept { return m_link; }

    WatchlistPanel &addWatchlist();
    DepthPanel &addDepth(const std::optional<MarketKey> &market);

    /// Shows in every panel what changed since the last display frame.
    void refresh();
    /// Titles and hints; a few times a second.
    void refreshHeaders();

    /// The arrangement of the look, sized for the window as it is.
    void arrangeDefault();
    void restore(const Workspace &workspace);
    /// Without the geometry of the window itself.
    [[nodiscard]] Workspace snapshot() const;

signals:
    void watchlistAdded(depthdeck::ui::WatchlistPanel *panel);
    void depthAdded(depthdeck::ui::DepthPanel *panel);
    /// The window was closed for good; the panel dies after this signal.
    void watchlistClosing(depthdeck::ui::WatchlistPanel *panel);
    void depthClosing(depthdeck::ui::DepthPanel *panel);

private:
    template <typename Visit>
    void forEachTable(Visit visit) const;
    [[nodiscard]] QWidget *journalOrNote() const;
    DockPanel *makeDock(const QString &name, const QString &title, QWidget *panel);
    void dropExtras();
    void removeWatchlist(WatchlistPanel *panel);
    void removeDepth(DepthPanel *panel);
    void updateHeads();
    [[nodiscard]] QString freeName(const QString &title) const;

    Session &m_session;
    const Theme &m_theme;
    QMainWindow &m_window;
    MarketLink m_link;
    std::array<DockPanel *, panelKindCount> m_docks{};
    std::vector<DockPanel *> m_allDocks; // children of the window, as are the panels
    std::vector<WatchlistPanel *> m_watchlists;
    std::vector<DepthPanel *> m_depths;
    TicketPanel *m_ticket;
    TapePanel *m_tape;
    PositionsPanel *m_positions;
    OrdersPanel *m_orders;
    FillsPanel *m_fills;
    AccountPanel *m_account;
    MessagesPanel *m_messages;
    BookPanel *m_book;
    DetailsPanel *m_details;
    BatchPanel *m_batch;
    FlattenPanel *m_flatten;
    StrategyPanel *m_strategy;
    JournalPanel *m_journal; // may be nullptr
    LimitsPanel *m_limits;
};

} // namespace depthdeck::ui
