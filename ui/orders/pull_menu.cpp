// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/pull_menu.h"

#include "app/market/market_board.h"
#include "app/trading/order_store.h"
#include "ui/common/number_text.h"

#include <QCoreApplication>
#include <QMenu>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

struct PullMenu
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::PullMenu)
};

} // namespace

bool isWithin(const PullScope &scope, const Order &order)
{
    return (!scope.account || *scope.account == order.account) && (!scope.market || *scope.market == order.market) &&
           (!scope.side || order.side == scope.side);
}

void fillPullMenu(QMenu &menu, const OrderStore &store, const MarketBoard &board, const Order *chosen,
                  const std::function<void(const PullScope &)> &ask)
{
    std::vector<const Order *> active;
    for (const OrderId &id : store.activeOrders())
        if (const Order *order = store.find(id))
            active.push_back(order);
    const auto add = [&](const QString &text, const QString &key, const PullScope &scope) {
        const auto reached = std::count_if(active.begin(), active.end(),
                                           [&scope](const Order *order) { return isWithin(scope, *order); });
        //: An entry of the menu that pulls orders and how many it reaches: "All bids (3)"
        QAction *action =
            menu.addAction(PullMenu::tr("%1 (%2)").arg(text).arg(reached) + (key.isEmpty() ? QString{} : u'\t' + key));
        // Never disabled: an order may have come in since the menu opened.
        QObject::connect(action, &QAction::triggered, &menu, [ask, scope] { ask(scope); });
    };
    add(PullMenu::tr("All bids"), PullMenu::tr("Shift+B"), {{}, {}, Side::Buy});
    add(PullMenu::tr("All offers"), PullMenu::tr("Shift+O"), {{}, {}, Side::Sell});
    if (chosen == nullptr)
        return;
    const MarketState *state = board.find(chosen->market);
    const QString market = textOf(state ? state->displayName() : chosen->market.text());
    menu.addSeparator();
    add(PullMenu::tr("All in %1").arg(market), PullMenu::tr("Shift+M"), {{}, chosen->market, {}});
    add(PullMenu::tr("Bids in %1").arg(market), {}, {{}, chosen->market, Side::Buy});
    add(PullMenu::tr("Offers in %1").arg(market), {}, {{}, chosen->market, Side::Sell});
    menu.addSeparator();
    add(PullMenu::tr("All of account %1").arg(textOf(chosen->account.text())), {}, {chosen->account, {}, {}});
}

} // namespace depthdeck::ui
