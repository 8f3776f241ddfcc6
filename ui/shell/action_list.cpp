// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/action_list.h"

#include <QKeySequence>

namespace depthdeck::ui {

const std::vector<ActionFact> &ActionList::facts()
{
    using enum ActionId;
    static const std::vector<ActionFact> table{
        {Connect, MenuId::Session, "connect", QT_TR_NOOP("Connect…"), "Ctrl+O"},
        {Disconnect, MenuId::Session, "disconnect", QT_TR_NOOP("Disconnect"), "Ctrl+Shift+O"},
        {Quit, MenuId::Session, "quit", QT_TR_NOOP("Quit"), "Ctrl+Q"},
        {SubmitOrder, MenuId::Trade, "submit-order", QT_TR_NOOP("Submit order"), "F9"},
        {ToggleArm, MenuId::Trade, "arm", QT_TR_NOOP("Arm or lock trading"), "Ctrl+L"},
        {PullAll, MenuId::Trade, "pull-all", QT_TR_NOOP("Pull all orders"), "Shift+Esc"},
        {PullBids, MenuId::Trade, "pull-bids", QT_TR_NOOP("Pull bids in this market"), "Ctrl+Shift+B"},
        {PullOffers, MenuId::Trade, "pull-offers", QT_TR_NOOP("Pull offers in this market"), "Ctrl+Shift+G"},
        {FlattenMarket, MenuId::Trade, "flatten-market", QT_TR_NOOP("Flatten this market"), "Ctrl+Shift+F"},
        {FlattenAccount, MenuId::Trade, "flatten-account", QT_TR_NOOP("Flatten the account"), "Ctrl+Shift+X"},
        {KillSwitch, MenuId::Trade, "kill-switch", QT_TR_NOOP("Kill switch: pull everything and lock (hold F12)"),
         "Ctrl+Alt+K"},
        {FocusTicket, MenuId::Trade, "focus-ticket", QT_TR_NOOP("Go to the order ticket"), "Ctrl+T"},
        {BuySide, MenuId::Trade, "buy-side", QT_TR_NOOP("Ticket: buy"), "F7"},
        {SellSide, MenuId::Trade, "sell-side", QT_TR_NOOP("Ticket: sell"), "F8"},
        {FindMarket, MenuId::Trade, "find-market", QT_TR_NOOP("Find market…"), "Ctrl+N"},
        {Larger, MenuId::View, "larger", QT_TR_NOOP("Larger"), "Ctrl++"},
        {Smaller, MenuId::View, "smaller", QT_TR_NOOP("Smaller"), "Ctrl+-"},
        {NormalSize, MenuId::View, "normal-size", QT_TR_NOOP("Normal size"), "Ctrl+0"},
        {NextTheme, MenuId::View, "next-theme", QT_TR_NOOP("Next theme"), "Ctrl+Shift+T"},
        {FullScreen, MenuId::View, "full-screen", QT_TR_NOOP("Full screen"), "F11"},
        {ShowWatchlist, MenuId::Window, "show-watchlist", QT_TR_NOOP("Watchlist"), "Ctrl+1"},
        {ShowDepth, MenuId::Window, "show-depth", QT_TR_NOOP("Depth"), "Ctrl+2"},
        {ShowTicket, MenuId::Window, "show-ticket", QT_TR_NOOP("Order ticket"), "Ctrl+3"},
        {ShowTape, MenuId::Window, "show-time-and-sales", QT_TR_NOOP("Time and sales"), "Ctrl+4"},
        {ShowPositions, MenuId::Window, "show-positions", QT_TR_NOOP("Positions"), "Ctrl+5"},
        {ShowOrders, MenuId::Window, "show-orders", QT_TR_NOOP("Orders"), "Ctrl+6"},
        {ShowFills, MenuId::Window, "show-fills", QT_TR_NOOP("Fills"), "Ctrl+7"},
        {ShowAccount, MenuId::Window, "show-account", QT_TR_NOOP("Account"), "Ctrl+8"},
        {ShowMessages, MenuId::Window, "show-messages", QT_TR_NOOP("Messages"), "Ctrl+9"},
        {ShowBook, MenuId::Window, "show-book", QT_TR_NOOP("Market by order"), "Alt+Shift+1"},
        {ShowDetails, MenuId::Window, "show-details", QT_TR_NOOP("Market details"), "Alt+Shift+2"},
        {ShowBatch, MenuId::Window, "show-batch", QT_TR_NOOP("Batch"), "Alt+Shift+3"},
        {ShowFlatten, MenuId::Window, "show-flatten", QT_TR_NOOP("Flatten"), "Alt+Shift+4"},
        {ShowStrategy, MenuId::Window, "show-strategies", QT_TR_NOOP("Strategies"), "Alt+Shift+5"},
        {ShowJournal, MenuId::Window, "show-journal", QT_TR_NOOP("Journal"), "Alt+Shift+6"},
        {ShowLimits, MenuId::Window, "show-limits", QT_TR_NOOP("Limits"), "Alt+Shift+7"},
        {NewWatchlist, MenuId::Window, "new-watchlist", QT_TR_NOOP("New watchlist"), "Ctrl+Shift+W"},
        {NewDepth, MenuId::Window, "new-depth", QT_TR_NOOP("New depth window"), "Ctrl+Shift+D"},
        {SaveWorkspace, MenuId::Window, "save-workspace", QT_TR_NOOP("Save workspace"), "Ctrl+Shift+S"},
        {ResetLayout, MenuId::Window, "reset-layout", QT_TR_NOOP("Reset layout"), "Ctrl+Shift+R"},
        {FindAction, MenuId::Help, "find-action", QT_TR_NOOP("Find action…"), "Ctrl+K"},
        {ShowKeys, MenuId::Help, "show-keys", QT_TR_NOOP("Keys"), "F1"},
        {About, MenuId::Help, "about", QT_TR_NOOP("About DepthDeck"), "Ctrl+F1"},
    };
    return table;
}

ActionList::ActionList(QObject *parent) : QObject{parent}
{
    for (const ActionFact &fact : facts()) {
        auto *action = new QAction{tr(fact.text), this}; // child of this
        action->setObjectName(QLatin1StringView{fact.name});
        action->setShortcut(QKeySequence{QLatin1StringView{fact.key}});
        action->setShortcutContext(Qt::ApplicationShortcut);
        action->setMenuRole(QAction::NoRole);
        // A key that is held down must not send an order with every repeat, nor flip the lock.
        action->setAutoRepeat(false);
        m_actions.emplace(fact.id, action);
    }
    // The plus sign needs Shift on some keyboards and not on others.
    this->action(ActionId::Larger)
        .setShortcuts({QKeySequence{Qt::CTRL | Qt::Key_Plus}, QKeySequence{Qt::CTRL | Qt::Key_Equal}});
    for (const ActionId harmless : {ActionId::Larger, ActionId::Smaller})
        this->action(harmless).setAutoRepeat(true);
}

QString ActionList::menuTitle(MenuId menu)
{
    switch (menu) {
    case MenuId::Session:
        return tr("&Session");
    case MenuId::Trade:
        return tr("&Trade");
    case MenuId::View:
        return tr("&View");
    case MenuId::Window:
        return tr("&Window");
    case MenuId::Help:
        return tr("&Help");
    }
    return {};
}

std::vector<QAction *> ActionList::all() const
{
    std::vector<QAction *> actions;
    for (const ActionFact &fact : facts())
        actions.push_back(m_actions.at(fact.id));
    return actions;
}

std::vector<QAction *> ActionList::ofMenu(MenuId menu) const
{
    std::vector<QAction *> actions;
    for (const ActionFact &fact : facts()) {
        if (fact.menu == menu)
            actions.push_back(m_actions.at(fact.id));
    }
    return actions;
}

} // namespace depthdeck::ui
