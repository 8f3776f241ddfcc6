// SPDX-License-Identifier: GPL-3.0-or-later
// The half of OrderExecution that hears from the venue and books what happened.
#include "app/exchange/desk/order_execution.h"

#include "app/exchange/desk/order_kinds.h"
#include "app/exchange/desk/order_texts.h"
#include "app/exchange/venue/venue.h"
#include "t4/v1/common/enums.pb.h"

#include <cstdlib>

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;
using Report = OrderReport::Kind;

constexpr std::chrono::seconds bustDelay{1};

} // namespace

void OrderExecution::onVenueEvent(const VenueOrderEvent &event)
{
    using Type = VenueOrderEvent::Type;
    Order *found = m_parts.ledger.find(event.handle);
    if (found == nullptr || found->isOver())
        return;
    Order &order = *found;
    if (event.exchangeOrderId != 0)
        order.exchangeOrderId = event.exchangeOrderId;
    switch (event.type) {
    case Type::Accepted:
        return onAccepted(order);
    case Type::Rejected:
        return end(order, OrderStatus::Rejected, OrderChange::SubmissionRejected, Report::Status,
                   rejectText(event.reject));
    case Type::Filled:
        return onFilled(order, event);
    case Type::Cancelled:
        return onCancelled(order, event);
    case Type::Revised:
        return onRevised(order);
    case Type::ReviseRejected:
        return onRevisionRejected(order, event.reject);
    case Type::PullRejected:
        order.pullsPending = 0;
        return m_parts.ledger.report(order, OrderChange::PullRejected, Report::Status, rejectText(event.reject));
    case Type::Triggered:
        return onTriggered(order, event.kind);
    case Type::Trailed:
        return onTrailed(order, event);
    }
}

void OrderExecution::onAccepted(Order &order)
{
    order.submissionPending = false;
    // MARKET_ON_CLOSE: the venue has it, but it is in no book until the close.
    const bool waits = order.conditions.type == common::ACTIVATION_TYPE_MARKET_ON_CLOSE;
    order.status = waits ? OrderStatus::Held : OrderStatus::Working;
    order.working = order.current.volume - order.filled;
    m_parts.ledger.report(order, OrderChange::SubmissionSuccess, Report::Status);
}

/// The close has come for an order that the venue held.
void OrderExecution::leaveHold(Order &order)
{
    if (order.isHeld())
        order.conditions.type = triggeredType(order.conditions.type);
}

void OrderExecution::onFilled(Order &order, const VenueOrderEvent &event)
{
    const MarketSpec &spec = m_parts.venue.markets()[order.market];
    leaveHold(order);
    order.submissionPending = false;
    order.filled += event.volume;
    order.working = order.current.volume - order.filled;
    const bool complete = order.working <= 0;
    order.status = complete ? OrderStatus::Finished : OrderStatus::Working;
    if (complete) {
        order.revisions.clear();
        order.pullsPending = 0;
    }
    m_parts.ledger.recount(order);
    const Price price = spec.ticks.priceAt(event.price).value_or(Price{});
    bookFill(order, event, price);
    note(m_links.onFill(order, event.volume, price));
    if (complete)
        finish(order);
}

std::vector<Price> OrderExecution::legPricesOf(const Order &order, const VenueOrderEvent &event, Price price) const
{
    const auto &legs = m_parts.venue.markets()[order.market].legs;
    if (!event.legPrices || legs.size() != event.legPrices->size())
        return m_parts.legPrices.legsOf(order.market, price);
    std::vector<Price> prices;
    for (std::size_t at = 0; at < legs.size(); ++at)
        prices.push_back(
            m_parts.venue.markets()[legs[at].market].ticks.priceAt((*event.legPrices)[at]).value_or(Price{}));
    return prices;
}

void OrderExecution::bookFill(Order &order, const VenueOrderEvent &event, Price price)
{
    const auto &legs = m_parts.venue.markets()[order.market].legs;
    const OrderChange change = order.isOver() ? OrderChange::TradeCompleted : OrderChange::Trade;
    const auto addFill = [&](std::optional<std::int32_t> leg, MarketIndex market, Side side, std::int32_t volume,
                             Price at) {
        order.fills.push_back({order.sequence + 1, leg, market, side, volume, at, order.working, m_parts.moment.wall,
                               event.tradeId, m_parts.moment.tradeDate, false});
        OrderReport report;
        report.kind = leg ? Report::TradeLeg : Report::Trade;
        report.fill = order.fills.size() - 1;
        m_parts.ledger.report(order, change, report, {});
    };
    const std::vector<Price> prices = legPricesOf(order, event, price);
    m_parts.accounts.chargeFee(order.account, order.market, event.volume);
    const std::size_t first = order.fills.size();
    addFill(std::nullopt, order.market, order.side, event.volume, price);
    if (prices.empty())
        m_parts.accounts.applyFill(order.account, order.market, order.side, event.volume, price);
    for (std::size_t at = 0; at < prices.size(); ++at) {
        const Side side = legs[at].ratio > 0 ? order.side : opposite(order.side);
        const std::int32_t volume = event.volume * std::abs(legs[at].ratio);
        m_parts.accounts.applyFill(order.account, legs[at].market, side, volume, prices[at]);
        addFill(static_cast<std::int32_t>(at), legs[at].market, side, volume, prices[at]);
    }
    if (m_busts.isChosen(order))
        m_parts.agenda.at(m_parts.moment.wall + bustDelay, {DeskAction::Kind::Bust, order.handle, first, {}});
}

void OrderExecution::onCancelled(Order &order, const VenueOrderEvent &event)
{
    const bool isOurs = event.cancel == CancelReason::Pulled && !order.endReason.empty();
    leaveHold(order);
    order.pulledByClient = order.pulledByClient && !isOurs && event.cancel == CancelReason::Pulled;
    end(order, OrderStatus::Finished, OrderChange::PullSuccess, Report::Status,
        isOurs ? order.endReason : cancelText(event.cancel));
}

void OrderExecution::end(Order &order, OrderStatus status, OrderChange change, Report kind, const std::string &reason)
{
    order.status = status;
    order.working = 0;
    order.submissionPending = false;
    order.revisions.clear();
    order.pullsPending = 0;
    m_parts.ledger.recount(order);
    m_parts.ledger.report(order, change, kind, reason);
    finish(order);
}

/// An order is over: nobody watches for it, and its link hears of it.
void OrderExecution::finish(Order &order)
{
    m_held.forget(order.handle);
    note(m_links.onEnded(order, order.pulledByClient));
    m_links.forget(order.handle);
}

void OrderExecution::note(std::vector<LinkWish> wishes)
{
    for (LinkWish &wish : wishes)
        m_parts.agenda.soon({DeskAction::Kind::Link, wish.order, 0, std::move(wish)});
}

std::optional<PendingRevision> OrderExecution::takeAnswered(Order &order)
{
    const auto found = std::find_if(order.revisions.begin(), order.revisions.end(),
                                    [this](const PendingRevision &revision) { return revision.number == m_answering; });
    if (found == order.revisions.end())
        return std::nullopt;
    PendingRevision answered = std::move(*found);
    order.revisions.erase(found);
    return answered;
}

void OrderExecution::onRevised(Order &order)
{
    if (const auto answered = takeAnswered(order))
        answered->change.applyTo(order.current);
    order.working = order.current.volume - order.filled;
    m_parts.ledger.recount(order);
    m_parts.ledger.report(order, OrderChange::RevisionSuccess, Report::Status, m_answerDetail);
}

void OrderExecution::onRevisionRejected(Order &order, RejectReason reason)
{
    static_cast<void>(takeAnswered(order));
    m_parts.ledger.recount(order);
    m_parts.ledger.report(order, OrderChange::RevisionRejected, Report::Status, rejectText(reason));
}

void OrderExecution::onTriggered(Order &order, OrderKind kind)
{
    if (order.current.stop && kind == OrderKind::Limit && !order.current.limit)
        order.current.limit = order.current.stop; // STOP_SAME_LIMIT
    order.kind = kind;
    order.priceType = wirePriceType(kind);
    order.current.stop.reset();
    order.current.trail.reset();
    if (kind == OrderKind::Market)
        order.current.limit.reset();
    for (PendingRevision &revision : order.revisions) {
        revision.change.stop.reset();
        revision.change.trail.reset();
        if (kind == OrderKind::Market)
            revision.change.limit.reset();
    }
    m_parts.ledger.report(order, OrderChange::None, Report::Status, "The trigger price was reached.");
}

void OrderExecution::onTrailed(Order &order, const VenueOrderEvent &event)
{
    order.current.stop = event.price;
    if (event.limit && order.current.limit)
        order.current.limit = event.limit;
    m_parts.ledger.report(order, OrderChange::RevisionSuccess, Report::Status,
                          "The trailing stop followed the market.");
}

} // namespace depthdeck::exchange
