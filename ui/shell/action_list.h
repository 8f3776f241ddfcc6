// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QObject>
#include <QString>

#include <cstdint>
#include <map>
#include <vector>

namespace depthdeck::ui {

/// Everything the program can be told to do.
enum class ActionId : std::uint8_t {
    Connect,
    Disconnect,
    Quit,
    SubmitOrder,
    ToggleArm,
    PullAll,
    PullBids,
    PullOffers,
    FlattenMarket,
    FlattenAccount,
    KillSwitch,
    FocusTicket,
    BuySide,
    SellSide,
    FindMarket,
    Larger,
    Smaller,
    NormalSize,
    NextTheme,
    FullScreen,
    ShowWatchlist,
    ShowDepth,
    ShowTicket,
    ShowTape,
    ShowPositions,
    ShowOrders,
    ShowFills,
    ShowAccount,
    ShowMessages,
    ShowBook,
    ShowDetails,
    ShowBatch,
    ShowFlatten,
    ShowStrategy,
    ShowJournal,
    ShowLimits,
    NewWatchlist,
    NewDepth,
    SaveWorkspace,
    ResetLayout,
    FindAction,
    ShowKeys,
    About
};

enum class MenuId : std::uint8_t { Session, Trade, View, Window, Help };

/// One row of the list. @ref name is stable (settings), @ref text and @ref key are defaults.
struct ActionFact
{
    ActionId id;
    MenuId menu;
    const char *name;
    const char *text;
    const char *key;
};

/// The one list of actions: id, text, default key. Owns the QActions; whoever acts connects to triggered().
class ActionList final : public QObject
{
    Q_OBJECT

public:
    explicit ActionList(QObject *parent = nullptr);

    [[nodiscard]] static const std::vector<ActionFact> &facts();
    [[nodiscard]] static QString menuTitle(MenuId menu);

    [[nodiscard]] QAction &action(ActionId id) const { return *m_actions.at(id); }
    /// In the order of the list.
    [[nodiscard]] std::vector<QAction *> all() const;
    [[nodiscard]] std::vector<QAction *> ofMenu(MenuId menu) const;

private:
    std::map<ActionId, QAction *> m_actions; // children of this
};

} // namespace depthdeck::ui
