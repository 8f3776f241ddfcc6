// SPDX-License-Identifier: GPL-3.0-or-later
// Revisions and pulls of the OrderDesk; new orders are in order_desk.cpp.
#include "app/exchange/desk/order_desk.h"

#include "app/exchange/desk/order_texts.h"
#include "app/exchange/venue/venue.h"
#include "t4/v1/orderrouting/orderrouting.pb.h"

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;

constexpr const char *notSubscribed = "The account is not subscribed: subscribe it before sending orders for it.";

} // namespace

/// Why a revision or pull finds no order it may touch; empty when it does.
std::string OrderDesk::strayReason(const Order *order, const std::string &id, const OrderSender &sender,
                                   const std::string &market) const
{
    if (order == nullptr)
        return "There is no order " + id + " in this account.";
    if (!sender.subscribed)
        return notSubscribed;
    const std::string &own = m_venue.markets()[order->market].key.market.text();
    if (market != own)
        return "The order is in market " + own + ", not in \"" + market + "\".";
    return {};
}

void OrderDesk::refuseChange(Order &order, OrderChange change, const std::string &reason)
{
    OrderReport report;
    report.kind = Report::Status;
    report.changesNothing = true;
    m_ledger.report(order, change, report, reason);
}

// ---- revisions

void OrderDesk::revise(const OrderSender &sender, const orderrouting::OrderRevise &message)
{
    if (dropsWithoutMarket(message.market_id()))
        return;
    for (int index = 0; index < message.revisions_size(); ++index)
        reviseOne(sender, message, index);
}

void OrderDesk::reviseOne(const OrderSender &sender, const orderrouting::OrderRevise &message, int index)
{
    const auto &wire = message.revisions(index);
    Order *order = m_ledger.find(wire.unique_id(), sender.account);
    if (const std::string reason = strayReason(order, wire.unique_id(), sender, message.market_id()); !reason.empty())
        return m_ledger.reportStray(sender.origin, wire.unique_id(), message.account_id(), message.market_id(),
                                    wire.tag(), OrderChange::RevisionRiskFailed, reason);
    if (order->isOver())
        return refuseChange(*order, OrderChange::RevisionRejected, "The order is no longer working.");
    const auto read = readRevision(wire, *order, m_intake.contextOf(order->market, sender.codec, order->link));
    if (const auto *refusal = std::get_if<Refusal>(&read))
        return refuseChange(*order, OrderChange::RevisionRiskFailed, refusal->text);
    const auto &request = std::get<RevisionRequest>(read);
    if (request.releases && order->role == LinkRole::Exit)
        return refuseChange(*order, OrderChange::RevisionRiskFailed,
                            "An exit is released by the fills of its trigger, not by hand.");
    if (const auto refusal = judgeRevision(*order, request.terms))
        return refuseChange(*order, OrderChange::RevisionRiskFailed, refusal->text);
    if (wire.has_tag())
        order->tag = wire.tag();
    if (order->isHeld() && !order->atVenue)
        return reviseHeld(*order, request);
    requestRevision(*order, request);
}

std::optional<Refusal> OrderDesk::judgeRevision(const Order &order, const TermsChange &change) const
{
    OrderTerms terms = order.wanted();
    change.applyTo(terms);
    RiskQuestion question;
    question.account = order.account;
    question.market = order.market;
    question.side = order.side;
    question.kind = order.kind;
    question.total = terms.volume;
    // A held exit has no lots of its own yet: its trigger's fills give them.
    const bool isHeldExit = order.role == LinkRole::Exit && order.isHeld();
    question.extra = isHeldExit ? 0 : terms.volume - order.filled - order.countedVolume;
    question.flattens = order.flatten == FlattenForm::Whole;
    question.limit = change.limit;
    return m_risk.check(question);
}

/// A held order is here: its revision needs nobody else.
void OrderDesk::reviseHeld(Order &order, const RevisionRequest &request)
{
    m_ledger.report(order, OrderChange::RevisionRiskSuccess, Report::Status);
    request.terms.applyTo(order.current);
    m_ledger.recount(order);
    if (request.conditions)
        order.conditions = *request.conditions;
    m_ledger.report(order, OrderChange::RevisionSuccess, Report::Status);
    if (request.releases)
        return m_execution.release(order, "Released by a revision.");
    if (request.conditions)
        m_execution.hold(order);
}

void OrderDesk::changeConditions(Order &order, const RevisionRequest &request)
{
    if (!request.conditions)
        return;
    order.conditions = *request.conditions;
    m_execution.scheduleTimes(order);
}

void OrderDesk::requestRevision(Order &order, const RevisionRequest &request)
{
    changeConditions(order, request);
    const bool isDeskMatter = request.terms.isForTheDeskAlone() && (request.conditions || request.terms.maxVolume);
    if (isDeskMatter) {
        request.terms.applyTo(order.current);
        m_ledger.report(order, OrderChange::RevisionRiskSuccess, Report::Status);
        return m_ledger.report(order, OrderChange::RevisionSuccess, Report::Status);
    }
    const std::uint64_t number = ++m_lastRevision;
    order.revisions.push_back({number, request.terms});
    m_ledger.recount(order);
    m_ledger.report(order, OrderChange::RevisionRiskSuccess, Report::Status);
    m_ledger.report(order, OrderChange::RevisionSent, Report::Status);
    m_agenda.after(m_moment.steady + m_options.latency, {DeskAction::Kind::Revise, order.handle, number, {}});
}

// ---- pulls

void OrderDesk::pull(const OrderSender &sender, const orderrouting::OrderPull &message)
{
    if (dropsWithoutMarket(message.market_id()))
        return;
    for (int index = 0; index < message.pulls_size(); ++index)
        pullOne(sender, message, index);
}

void OrderDesk::pullOne(const OrderSender &sender, const orderrouting::OrderPull &message, int index)
{
    const auto &wire = message.pulls(index);
    Order *order = m_ledger.find(wire.unique_id(), sender.account);
    if (const std::string reason = strayReason(order, wire.unique_id(), sender, message.market_id()); !reason.empty())
        return m_ledger.reportStray(sender.origin, wire.unique_id(), message.account_id(), message.market_id(),
                                    wire.tag(), OrderChange::PullRiskFailed, reason);
    if (order->isOver()) {
        const bool isFilled = order->filled > 0 && order->filled == order->current.volume;
        return refuseChange(*order, OrderChange::PullRejected,
                            isFilled ? "The order is already filled." : "The order is no longer working.");
    }
    if (wire.has_tag())
        order->tag = wire.tag();
    ++order->pullsPending;
    m_ledger.report(*order, OrderChange::PullRiskSuccess, Report::Status);
    if (order->isHeld() && !order->atVenue) {
        order->pulledByClient = true;
        return m_execution.withdraw(*order, {});
    }
    m_ledger.report(*order, OrderChange::PullSent, Report::Status);
    m_agenda.after(m_moment.steady + m_options.latency, {DeskAction::Kind::Pull, order->handle, 0, {}});
}

} // namespace depthdeck::exchange
