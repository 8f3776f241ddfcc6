// SPDX-License-Identifier: GPL-3.0-or-later
// The half of OrderDesk that hears from the venue; the half that hears from clients is in order_desk.cpp.
#include "app/exchange/desk/order_desk.h"

#include "app/exchange/desk/order_texts.h"
#include "app/exchange/venue/venue.h"
#include "t4/v1/common/enums.pb.h"

#include <cstdlib>

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;

std::int32_t wirePriceType(OrderKind kind) noexcept
{
    switch (kind) {
    case OrderKind::Market:
        return common::PRICE_TYPE_MARKET;
    case OrderKind::Limit:
        return common::PRICE_TYPE_LIMIT;
    case OrderKind::StopMarket:
        return common::PRICE_TYPE_STOP_MARKET;
    case OrderKind::StopLimit:
        return common::PRICE_TYPE_STOP_LIMIT;
    case OrderKind::MarketIfTouched:
        return common::PRICE_TYPE_MARKET_IF_TOUCHED;
    }
    return common::PRICE_TYPE_UNDEFINED;
}

} // namespace

void OrderDesk::onVenueEvent(const VenueOrderEvent &event)
{
    const auto found = m_orders.find(event.handle);
    if (found == m_orders.end() || found->second.isOver())
        return;
    Order &order = found->second;
    if (event.exchangeOrderId != 0)
        order.exchangeOrderId = event.exchangeOrderId;
    switch (event.type) {
    case VenueOrderEvent::Type::Accepted:
        order.submissionPending = false;
        order.status = OrderStatus::Working;
        order.working = order.current.volume - order.filled;
        return report(order, OrderChange::SubmissionSuccess, Report::Status);
    case VenueOrderEvent::Type::Rejected:
        return refuse(order, OrderChange::SubmissionRejected, rejectText(event.reject), Report::Status);
    case VenueOrderEvent::Type::Filled:
        return onFilled(order, event);
    case VenueOrderEvent::Type::Cancelled:
        return onCancelled(order, event);
    case VenueOrderEvent::Type::Revised:
        return onRevised(order);
    case VenueOrderEvent::Type::ReviseRejected:
        if (!order.revisions.empty())
            order.revisions.pop_front();
        recount(order);
        return report(order, OrderChange::RevisionRejected, Report::Status, rejectText(event.reject));
    case VenueOrderEvent::Type::PullRejected:
        order.pullsPending = 0;
        return report(order, OrderChange::PullRejected, Report::Status, rejectText(event.reject));
    case VenueOrderEvent::Type::Triggered:
        return onTriggered(order, event.kind);
    }
}

void OrderDesk::onFilled(Order &order, const VenueOrderEvent &event)
{
    const MarketSpec &spec = m_venue.markets()[order.market];
    order.submissionPending = false;
    order.filled += event.volume;
    order.working = order.current.volume - order.filled;
    const bool complete = order.working <= 0;
    order.status = complete ? OrderStatus::Finished : OrderStatus::Working;
    if (complete) {
        order.revisions.clear();
        order.pullsPending = 0;
    }
    recount(order);
    bookFill(order, event, spec.ticks.priceAt(event.price).value_or(Price{}));
}

void OrderDesk::bookFill(Order &order, const VenueOrderEvent &event, Price price)
{
    const auto &legs = m_venue.markets()[order.market].legs;
    const OrderChange change = order.isOver() ? OrderChange::TradeCompleted : OrderChange::Trade;
    const auto addFill = [&](std::optional<std::int32_t> leg, MarketIndex market, std::int32_t volume, Price at) {
        order.fills.push_back({order.sequence + 1, leg, market, volume, at, order.working, m_moment.wall, event.tradeId,
                               m_moment.tradeDate});
        report(order, change, leg ? Report::TradeLeg : Report::Trade, {}, order.fills.size() - 1);
    };
    const std::vector<Price> prices = m_legPrices.legsOf(order.market, price);
    m_accounts.chargeFee(order.account, order.market, event.volume);
    addFill(std::nullopt, order.market, event.volume, price);
    if (prices.empty()) {
        m_accounts.applyFill(order.account, order.market, order.side, event.volume, price);
        return;
    }
    for (std::size_t at = 0; at < legs.size(); ++at) {
        const Side side = legs[at].ratio > 0 ? order.side : opposite(order.side);
        const std::int32_t volume = event.volume * std::abs(legs[at].ratio);
        m_accounts.applyFill(order.account, legs[at].market, side, volume, prices[at]);
        addFill(static_cast<std::int32_t>(at), legs[at].market, volume, prices[at]);
    }
}

void OrderDesk::onCancelled(Order &order, const VenueOrderEvent &event)
{
    order.submissionPending = false;
    order.status = OrderStatus::Finished;
    order.working = 0;
    order.revisions.clear();
    order.pullsPending = 0;
    recount(order);
    report(order, OrderChange::PullSuccess, Report::Status, cancelText(event.cancel));
}

void OrderDesk::onRevised(Order &order)
{
    if (!order.revisions.empty()) {
        order.current = order.revisions.front();
        order.revisions.pop_front();
    }
    order.working = order.current.volume - order.filled;
    recount(order);
    report(order, OrderChange::RevisionSuccess, Report::Status);
}

void OrderDesk::onTriggered(Order &order, OrderKind kind)
{
    order.kind = kind;
    order.priceType = wirePriceType(kind);
    const auto convert = [kind](OrderTerms &terms) {
        terms.stop.reset();
        if (kind == OrderKind::Market)
            terms.limit.reset();
    };
    convert(order.current);
    for (OrderTerms &terms : order.revisions)
        convert(terms);
    report(order, OrderChange::None, Report::Status, "The trigger price was reached.");
}

} // namespace depthdeck::exchange
