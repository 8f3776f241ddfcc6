// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/order_controller.h"

#include "app/session/flatten_desk.h"
#include "app/session/kill_switch.h"
#include "ui/batch/batch_panel.h"
#include "ui/book/book_panel.h"
#include "ui/depth/depth_panel.h"
#include "ui/guards/limits_panel.h"
#include "ui/orders/orders_panel.h"
#include "ui/positions/account_panel.h"
#include "ui/positions/positions_panel.h"
#include "ui/shell/dock_panel.h"
#include "ui/shell/main_window.h"
#include "ui/ticket/ticket_panel.h"

#include <QShortcut>

#include <cstdlib>
#include <tuple>

namespace depthdeck::ui {

OrderController::OrderController(Session &session, MainWindow &window)
    : QObject{&window},
      m_session{session},
      m_window{window}
{
    connectTicket();
    connectBatch();
    connectOrders();
    connectPositions();
    connectBook();
    connectActions();
}

void OrderController::connectTicket()
{
    TicketPanel &ticket = m_window.panels().ticket();
    connect(&ticket, &TicketPanel::submissionRequested, this, [this, &ticket](const SubmissionDraft &submission) {
        ticket.showAnswer(m_session.desk().submit(submission, ticket.windowName()));
    });
    connect(&ticket, &TicketPanel::batchRequested, this, [this](const SubmissionDraft &submission) {
        m_window.panels().batch().add(submission);
        m_window.panels().dock(PanelKind::Batch).bringForward();
    });
    connect(&ticket, &TicketPanel::armRequested, this, &OrderController::arm);
    connect(&ticket, &TicketPanel::windowLockRequested, this,
            [this, &ticket](bool locked) { m_session.desk().setWindowLocked(ticket.windowName(), locked); });
    connect(&ticket, &TicketPanel::marketSearchRequested, &m_window.actions().action(ActionId::FindMarket),
            &QAction::trigger);
    connect(&ticket, &TicketPanel::accountChosen, this, &OrderController::turnToAccount);
    // The ticket has a key of its own for the time it stands alone; here the list of actions owns it, and two owners of
    // one key would cancel each other.
    for (QShortcut *shortcut : ticket.findChildren<QShortcut *>()) {
        if (shortcut->key() == m_window.actions().action(ActionId::SubmitOrder).shortcut())
            shortcut->setEnabled(false);
    }
}

void OrderController::turnToAccount(const AccountId &account)
{
    m_session.desk().noteAccountChanged();
    m_window.setAccountShown(account);
    m_window.panels().account().setAccount(account);
    m_window.panels().limits().setAccount(account);
}

void OrderController::connectBatch()
{
    BatchPanel &batch = m_window.panels().batch();
    connect(&batch, &BatchPanel::sendRequested, this, [this, &batch](const BatchDraft &draft) {
        batch.showAnswer(m_session.desk().submit(draft, BatchPanel::windowName()));
    });
}

void OrderController::connectOrders()
{
    OrdersPanel &orders = m_window.panels().orders();
    const QString window = orders.accessibleName();
    orders.setChecker([this](const OrderRevision &revision) { return m_session.desk().check(revision); });
    orders.setQueuedRevision([this](const OrderId &order) {
        const OrderRevision *waiting = m_session.desk().waitingRevision(order);
        return waiting != nullptr ? std::optional{*waiting} : std::nullopt;
    });
    connect(&orders, &OrdersPanel::pullRequested, this,
            [this, window](const std::vector<OrderId> &ids) { std::ignore = m_session.desk().pull(ids, window); });
    connect(&orders, &OrdersPanel::pullScopeRequested, this,
            [this, window](const PullScope &scope) { std::ignore = m_session.desk().pull(scope, window); });
    connect(&orders, &OrdersPanel::pullAllRequested, this,
            [this, window] { std::ignore = m_session.desk().pullAll(window); });
    connect(&orders, &OrdersPanel::reviseRequested, this, [this, &orders, window](const OrderRevision &revision) {
        orders.showAnswer(m_session.desk().revise(revision, window));
    });
    connect(&orders, &OrdersPanel::orderActivated, this, [this](const OrderId &id) {
        const Order *order = m_session.orders().find(id);
        const MarketState *market = order != nullptr ? m_session.markets().find(order->market) : nullptr;
        if (market != nullptr)
            emit marketWanted(market->key);
    });
}

void OrderController::connectPositions()
{
    PositionsPanel &positions = m_window.panels().positions();
    const QString window = positions.accessibleName();
    connect(&positions, &PositionsPanel::flattenRequested, this,
            [this, window](const AccountId &account, const MarketKey &market) { flatten(account, market, window); });
    connect(&positions, &PositionsPanel::reverseRequested, this,
            [this, window](const AccountId &account, const MarketKey &market) { reverse(account, market, window); });
    connect(&positions, &PositionsPanel::flattenAllRequested, this,
            [this, window](const AccountId &account) { flattenAll(account, window); });
    connect(&positions, &PositionsPanel::marketActivated, this, &OrderController::marketWanted);
}

void OrderController::connectBook()
{
    BookPanel &book = m_window.panels().book();
    connect(&book, &BookPanel::priceChosen, this, &OrderController::loadTicket);
    connect(&book, &BookPanel::pullRequested, this, [this, &book](const std::vector<OrderId> &ids) {
        std::ignore = m_session.desk().pull(ids, book.accessibleName());
    });
}

void OrderController::connectActions()
{
    const auto on = [this](ActionId id, auto &&act) {
        connect(&m_window.actions().action(id), &QAction::triggered, this, act);
    };
    TicketPanel &ticket = m_window.panels().ticket();
    on(ActionId::SubmitOrder, [&ticket] { ticket.submit(); });
    on(ActionId::ToggleArm, [this] { arm(!m_session.desk().isArmed()); });
    on(ActionId::BuySide, [&ticket] { ticket.setSide(Side::Buy); });
    on(ActionId::SellSide, [&ticket] { ticket.setSide(Side::Sell); });
    on(ActionId::PullAll, [this] { std::ignore = m_session.desk().pullAll(); });
    const auto inLinkedMarket = [this](auto &&act) {
        return [this, act] {
            if (const auto &market = m_window.panels().link().market())
                act(*market);
        };
    };
    on(ActionId::PullBids,
       inLinkedMarket([this](const MarketKey &market) { pullInMarket(market.market, Side::Buy, {}); }));
    on(ActionId::PullOffers,
       inLinkedMarket([this](const MarketKey &market) { pullInMarket(market.market, Side::Sell, {}); }));
    on(ActionId::FlattenMarket,
       inLinkedMarket([this, &ticket](const MarketKey &market) { flatten(ticket.account(), market, {}); }));
    on(ActionId::FlattenAccount, [this, &ticket] { flattenAll(ticket.account(), {}); });
    on(ActionId::KillSwitch, [this] { m_session.killSwitch().trigger(false); });
}

void OrderController::adoptDepth(DepthPanel &panel)
{
    const QString window = panel.accessibleName();
    connect(&panel, &DepthPanel::priceChosen, this, &OrderController::loadTicket);
    connect(&panel, &DepthPanel::orderRequested, this, [this](const MarketKey &market, Side side, Price price) {
        loadTicket(market, side, price);
        m_window.panels().dock(PanelKind::Ticket).bringForward();
    });
    connect(&panel, &DepthPanel::pullRequested, this,
            [this, window](const std::vector<OrderId> &ids) { std::ignore = m_session.desk().pull(ids, window); });
    connect(&panel, &DepthPanel::pullMarketRequested, this,
            [this, window](const MarketKey &market, std::optional<Side> side) {
                pullInMarket(market.market, side, window);
            });
}

void OrderController::pullInMarket(const MarketId &market, std::optional<Side> side, const QString &window)
{
    std::ignore = m_session.desk().pull(PullScope{.account = std::nullopt, .market = market, .side = side}, window);
}

void OrderController::loadTicket(const MarketKey &market, Side side, Price price)
{
    emit marketWanted(market);
    TicketPanel &ticket = m_window.panels().ticket();
    ticket.setMarket(market); // the link does nothing when it shows this market already
    ticket.setSide(side);
    ticket.setLimitPrice(price);
}

void OrderController::flatten(const AccountId &account, const MarketKey &market, const QString &window)
{
    DeskRefusal why = DeskRefusal::None;
    if (m_session.flattens().start(account, market.market, window, &why))
        m_window.panels().dock(PanelKind::Flatten).bringForward();
    else
        m_window.panels().ticket().showAnswer({why, {}});
}

void OrderController::flattenAll(const AccountId &account, const QString &window)
{
    if (!m_session.flattens().startAll(account, window).empty())
        m_window.panels().dock(PanelKind::Flatten).bringForward();
    else if (!m_session.desk().isArmed())
        m_window.panels().ticket().showAnswer({DeskRefusal::Locked, {}});
}

/// Twice the position the other way, at the market: what is there is closed and the opposite opened.
void OrderController::reverse(const AccountId &account, const MarketKey &market, const QString &window)
{
    const Position *position = m_session.accounts().position(account, market.market);
    if (position == nullptr || position->net().isZero())
        return;
    // What is on its way changes the position: reversing what is shown now would reverse too much.
    const InFlight underWay = m_session.orders().inFlight(account, market.market);
    if (!underWay.buys.isZero() || !underWay.sells.isZero())
        return;
    OrderDraft draft;
    draft.account = account;
    draft.market = market.market;
    draft.type = OrderType::Market;
    draft.side = position->net().contracts > 0 ? Side::Sell : Side::Buy;
    draft.volume = Quantity{2 * std::abs(position->net().contracts)};
    m_window.panels().ticket().showAnswer(m_session.desk().submit(draft, window));
}

void OrderController::arm(bool armed)
{
    if (!m_session.desk().setArmed(armed) && armed)
        m_window.panels().ticket().showAnswer(DeskAnswer{DeskRefusal::NotLive, {}});
    m_window.refreshBars();
}

} // namespace depthdeck::ui
