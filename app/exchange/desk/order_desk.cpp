// SPDX-License-Identifier: GPL-3.0-or-later
// New orders and the clockwork; revisions and pulls are in order_desk_changes.cpp.
#include "app/exchange/desk/order_desk.h"

#include "app/exchange/desk/order_texts.h"
#include "app/exchange/venue/venue.h"
#include "t4/v1/orderrouting/orderrouting.pb.h"

#include <QLoggingCategory>

namespace depthdeck::exchange {

Q_LOGGING_CATEGORY(lcOrders, "depthdeck.exchange.orders", QtWarningMsg)

namespace {

using namespace t4proto::v1;

void applyRequest(const OrderRequest &request, Order &order)
{
    order.side = request.side;
    order.kind = request.kind;
    order.duration = request.duration;
    order.pricing = request.pricing;
    order.flatten = request.flatten;
    order.role = request.role;
    order.current = request.terms;
    order.conditions = request.conditions;
}

} // namespace

OrderDesk::OrderDesk(Venue &venue, AccountDesk &accounts, const RiskDesk &risk, const LegPrices &legPrices,
                     const Moment &moment, const Options &options)
    : m_venue{venue},
      m_risk{risk},
      m_moment{moment},
      m_options{options},
      m_ledger{accounts, moment, options.seed ^ static_cast<std::uint64_t>(moment.wall.time_since_epoch().count())},
      m_intake{venue, accounts, risk, moment, m_options.behaviours},
      m_execution{{venue, accounts, risk, legPrices, moment, m_options.behaviours, m_ledger, m_agenda},
                  options.fault,
                  options.bustFill},
      m_batches{m_intake, m_ledger, m_options.behaviours}
{
    if (options.fault == OrderFault::RiskRejects)
        m_intake.refuseAll();
}

// ---- submissions

bool OrderDesk::dropsWithoutMarket(const std::string &market) const
{
    if (!market.empty() || m_options.behaviours.malformedRejected)
        return false;
    qCInfo(lcOrders, "message without a market id dropped"); // as T4 does: t4-protocol.md e.1, e.9
    return true;
}

void OrderDesk::submit(const OrderSender &sender, const orderrouting::OrderSubmit &message)
{
    if (dropsWithoutMarket(message.market_id()))
        return;
    RiskPlan plan;
    take(sender, message, m_intake.examine(sender, message, plan), {}, {});
}

void OrderDesk::take(const BatchPlan &plan, const orderrouting::OrderBatch &batch)
{
    for (const PlannedSubmission &planned : plan.submissions)
        take(planned.sender, batch.submissions(planned.index), planned.examination, planned.ids, plan.id);
}

/// @p ids are the orders' names, made here when empty; @p relation is the batch's.
void OrderDesk::take(const OrderSender &sender, const orderrouting::OrderSubmit &message,
                     const Examination &examination, const std::vector<OrderId> &ids, const std::string &relation)
{
    if (examination.stray)
        return refuseStray(sender, message, examination.stray->text);
    std::vector<OrderHandle> handles;
    bool all = true;
    for (int index = 0; index < message.orders_size(); ++index) {
        const auto at = static_cast<std::size_t>(index);
        Order &order = admit(sender, message, index, *examination.market, ids.empty() ? m_ledger.nextId() : ids[at]);
        order.relationId = relation;
        handles.push_back(order.handle);
        if (const auto *request = std::get_if<OrderRequest>(&examination.orders[at]))
            applyRequest(*request, order);
        else
            all = false;
    }
    if (all && !handles.empty() && message.order_link() != common::ORDER_LINK_NONE && !examination.unsubscribed)
        link(message.order_link(), handles);
    for (std::size_t at = 0; at < handles.size(); ++at) {
        Order &order = *m_ledger.find(handles[at]);
        if (examination.unsubscribed)
            refuse(order, examination.unsubscribed->text, true);
        else if (const auto *refusal = std::get_if<Refusal>(&examination.orders[at]))
            refuse(order, refusal->text, false);
        else
            accept(order);
    }
}

void OrderDesk::refuseStray(const OrderSender &sender, const orderrouting::OrderSubmit &message,
                            const std::string &reason)
{
    for (const auto &order : message.orders())
        m_ledger.reportStray(sender.origin, m_ledger.nextId().text(), message.account_id(), message.market_id(),
                             order.tag(), OrderChange::SubmissionRiskRejected, reason);
}

/// An order as it was sent, before anything is made of it: what a refused one shows.
Order &OrderDesk::admit(const OrderSender &sender, const orderrouting::OrderSubmit &message, int index,
                        MarketIndex market, const OrderId &id)
{
    const auto &wire = message.orders(index);
    Order &order = m_ledger.admit(sender.origin, *sender.account, market, id);
    order.manual = message.manual_order_indicator();
    order.side = wire.buy_sell() == common::BUY_SELL_SELL ? Side::Sell : Side::Buy;
    order.priceType = wire.price_type();
    order.timeType = wire.time_type();
    order.link = message.order_link();
    order.tag = wire.tag();
    order.current.volume = wire.volume();
    order.current.maxShow = wire.max_show();
    order.current.maxVolume = wire.max_volume();
    order.conditions.type = wire.activation_type();
    return order;
}

void OrderDesk::link(std::int32_t kind, const std::vector<OrderHandle> &handles)
{
    std::vector<const Order *> orders;
    for (const OrderHandle handle : handles)
        orders.push_back(m_ledger.find(handle));
    for (const OrderHandle handle : handles) {
        Order &order = *m_ledger.find(handle);
        if (order.relationId.empty())
            order.relationId = orders.front()->id.text();
        for (const Order *other : orders)
            if (other != &order)
                order.linked.push_back(other->id);
    }
    m_execution.links().form(kind, orders);
}

void OrderDesk::accept(Order &order)
{
    const bool holds = order.conditions.holds();
    if (holds) {
        order.status = OrderStatus::Held;
        order.submissionPending = false;
    }
    m_ledger.recount(order);
    m_ledger.report(order, OrderChange::SubmissionRiskSuccess, Report::Full);
    if (holds)
        return m_execution.hold(order);
    m_ledger.report(order, OrderChange::SubmissionSent, Report::Status);
    m_execution.scheduleTimes(order);
    if (m_options.fault != OrderFault::NeverAnswered)
        m_agenda.after(m_moment.steady + m_options.latency, {DeskAction::Kind::Submit, order.handle, 0, {}});
}

/// Refuses a new order. @p privately: its account never was the sender's to use, so nobody else hears of it.
void OrderDesk::refuse(Order &order, const std::string &reason, bool privately)
{
    order.submissionPending = false;
    order.status = OrderStatus::Rejected;
    OrderReport report;
    report.privately = privately;
    m_ledger.report(order, OrderChange::SubmissionRiskRejected, report, reason);
    if (privately)
        m_ledger.forget(order);
}

// ---- the clockwork

void OrderDesk::settle()
{
    m_execution.held().lookAtQuotes();
    while (true) {
        for (const OrderHandle handle : m_execution.held().takeMet())
            m_agenda.soon({DeskAction::Kind::Release, handle, 0, {}});
        const auto action = m_agenda.takeSoon(m_moment.wall);
        if (!action)
            return;
        perform(*action);
        m_execution.held().lookAtQuotes();
    }
}

void OrderDesk::runDue(SteadyTime now)
{
    while (const auto action = m_agenda.takeLater(now)) {
        perform(*action);
        settle();
    }
}

void OrderDesk::perform(const DeskAction &action)
{
    Order *order = m_ledger.find(action.handle);
    if (order == nullptr)
        return;
    if (action.kind == DeskAction::Kind::Bust)
        return m_execution.bust(*order, static_cast<std::size_t>(action.number));
    if (order->isOver())
        return;
    switch (action.kind) {
    case DeskAction::Kind::Submit:
        return m_execution.handOver(*order);
    case DeskAction::Kind::Revise:
        return m_execution.sendRevision(*order, action.number);
    case DeskAction::Kind::Pull:
        return m_execution.sendPull(*order);
    case DeskAction::Kind::Due:
        return m_execution.onDue(*order);
    case DeskAction::Kind::Release:
        return m_execution.release(*order, "Its activation condition is met.");
    case DeskAction::Kind::Link:
        return m_execution.carryOut(action.wish);
    case DeskAction::Kind::Bust:
        return;
    }
}

void OrderDesk::onDisconnected(std::uint64_t client)
{
    if (!m_options.behaviours.cancelsAtDisconnect)
        return;
    for (const OrderHandle handle : m_ledger.handles()) {
        Order *order = m_ledger.find(handle);
        if (order != nullptr && order->origin.client == client && !order->isOver())
            m_execution.withdraw(*order, "Cancelled: the connection of its client ended.");
    }
}

void OrderDesk::rollOver()
{
    for (const OrderHandle handle : m_ledger.handles()) {
        Order &order = *m_ledger.find(handle);
        if (order.tradeDate == m_moment.tradeDate)
            continue;
        if (order.isOver()) {
            m_ledger.forget(order);
            continue;
        }
        // Held exits live and die with their trigger.
        if (order.isHeld() && !order.atVenue && order.role != LinkRole::Exit &&
            order.duration != Duration::GoodTillCancelled) {
            m_execution.withdraw(order, cancelText(CancelReason::EndOfDay));
            continue; // told today, forgotten with the next day
        }
        order.tradeDate = m_moment.tradeDate;
        m_ledger.report(order, OrderChange::Rollover, Report::Status);
    }
}

} // namespace depthdeck::exchange
