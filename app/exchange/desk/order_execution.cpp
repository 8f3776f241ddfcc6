// SPDX-License-Identifier: GPL-3.0-or-later
// The half of OrderExecution that acts on the venue; the half that hears from it is in order_execution_answers.cpp.
#include "app/exchange/desk/order_execution.h"

#include "app/exchange/desk/behaviours.h"
#include "app/exchange/desk/flatten_rule.h"
#include "app/exchange/desk/order_texts.h"
#include "app/exchange/venue/venue.h"
#include "t4/v1/common/enums.pb.h"

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;
using Report = OrderReport::Kind;

/// Numbers of the exchange's own revisions; the clients' count from below.
constexpr std::uint64_t ownRevisions = std::uint64_t{1} << 63;

constexpr bool isSameLimit(const Order &order) noexcept
{
    return order.priceType == common::PRICE_TYPE_STOP_SAME_LIMIT;
}

} // namespace

OrderExecution::OrderExecution(const Parts &parts, OrderFault fault, int bustFill)
    : m_parts{parts},
      m_fault{fault},
      m_held{parts.venue, parts.behaviours},
      m_links{parts.behaviours},
      m_busts{parts.ledger, parts.accounts, parts.behaviours, bustFill},
      m_lastOwnRevision{ownRevisions}
{
}

// ---- held orders

void OrderExecution::hold(Order &order)
{
    m_held.watch(order);
    scheduleTimes(order);
}

void OrderExecution::scheduleTimes(const Order &order)
{
    const OrderConditions &conditions = order.conditions;
    for (const auto &time : {conditions.submitAt, conditions.cancelAt, conditions.giveUpAt})
        if (time)
            m_parts.agenda.at(*time, {DeskAction::Kind::Due, order.handle, 0, {}});
}

void OrderExecution::onDue(Order &order)
{
    const WallTime now = m_parts.moment.wall;
    const auto hasCome = [now](const std::optional<WallTime> &time) { return time && *time <= now; };
    const OrderConditions &conditions = order.conditions;
    const bool isHere = order.isHeld() && !order.atVenue;
    if (hasCome(conditions.cancelAt))
        withdraw(order, "Cancelled at its cancel time.");
    else if (isHere && hasCome(conditions.giveUpAt))
        withdraw(order, "Cancelled: it was not activated in time.");
    else if (isHere && conditions.holds() && hasCome(conditions.submitAt))
        release(order, "Its submit time has come.");
}

void OrderExecution::release(Order &order, const std::string &reason)
{
    if (!order.isHeld() || order.atVenue)
        return;
    m_held.forget(order.handle);
    order.conditions.type = triggeredType(order.conditions.type);
    // An exit closes what its trigger opened, whatever the account may still do.
    const bool reduces = order.flatten != FlattenForm::None;
    if (const auto refusal =
            order.role == LinkRole::Exit ? std::nullopt : m_parts.risk.checkAccount(order.account, reduces))
        return end(order, OrderStatus::Rejected, OrderChange::SubmissionRiskRejected, Report::Status, refusal->text);
    order.status = OrderStatus::None;
    order.submissionPending = true;
    m_parts.ledger.recount(order);
    m_parts.ledger.report(order, OrderChange::SubmissionSent, Report::Status, reason);
    if (m_fault != OrderFault::NeverAnswered)
        handOver(order);
}

// ---- to the venue

std::optional<Refusal> OrderExecution::completeFlatten(Order &order)
{
    if (order.flatten == FlattenForm::None)
        return std::nullopt;
    // The position may have changed since the order was taken: a flatten never opens one.
    const std::int32_t net = m_parts.accounts.position(order.account, order.market).total.net();
    auto terms = flattenTerms(order.flatten, order.side, order.current.volume, net);
    if (auto *refusal = std::get_if<Refusal>(&terms))
        return std::move(*refusal);
    const auto &found = std::get<FlattenTerms>(terms);
    order.current.volume = found.volume;
    m_parts.ledger.setSide(order, found.side);
    return std::nullopt;
}

std::optional<Refusal> OrderExecution::completePrice(Order &order)
{
    if (order.pricing == Pricing::Sender)
        return std::nullopt;
    const bool joins = order.pricing == Pricing::Join;
    const bool useBid = (order.side == Side::Buy) == joins;
    const BookImage image = m_parts.venue.image(order.market, 1);
    const auto &levels = useBid ? image.bids : image.offers;
    if (levels.empty())
        return Refusal{Rule::PricePresent,
                       std::string{"There is no "} + (useBid ? "bid" : "offer") + (joins ? " to join." : " to hit.")};
    order.current.limit = levels.front().price;
    order.pricing = Pricing::Sender;
    if (!m_parts.behaviours.pricedTypeKept)
        order.priceType = common::PRICE_TYPE_LIMIT;
    return std::nullopt;
}

std::optional<Price> OrderExecution::expectedPrice(const Order &order) const
{
    const TickTable &ticks = m_parts.venue.markets()[order.market].ticks;
    if (order.current.stop)
        return ticks.priceAt(*order.current.stop);
    if (order.current.limit)
        return ticks.priceAt(*order.current.limit);
    const BookImage image = m_parts.venue.image(order.market, 1);
    const auto &levels = order.side == Side::Buy ? image.offers : image.bids;
    return levels.empty() ? std::nullopt : ticks.priceAt(levels.front().price);
}

void OrderExecution::handOver(Order &order)
{
    if (m_fault == OrderFault::ExchangeRejects)
        return end(order, OrderStatus::Rejected, OrderChange::SubmissionRejected, Report::Status,
                   "Refused by the fault switch.");
    if (m_fault == OrderFault::GatewayFails)
        return end(order, OrderStatus::Rejected, OrderChange::SubmissionFailed, Report::Failed,
                   "The gateway to the exchange is down.");
    for (const auto step : {&OrderExecution::completeFlatten, &OrderExecution::completePrice})
        if (const auto refusal = (this->*step)(order))
            return end(order, OrderStatus::Rejected, OrderChange::SubmissionRejected, Report::Status, refusal->text);
    if (order.role == LinkRole::Trigger)
        order.expectedPrice = expectedPrice(order);
    // A stop loss that the market reached before it got here protects all the same: it fires at once.
    if (order.role == LinkRole::Exit && order.kind == OrderKind::StopMarket && order.current.stop) {
        const auto last = m_parts.venue.statistics(order.market).last;
        const bool isSell = order.side == Side::Sell;
        if (last && (isSell ? *last <= *order.current.stop : *last >= *order.current.stop))
            onTriggered(order, OrderKind::Market);
    }
    order.atVenue = true;
    m_parts.venue.submit(toVenue(order));
}

VenueOrder OrderExecution::toVenue(const Order &order) const
{
    VenueOrder venue;
    venue.handle = order.handle;
    venue.market = order.market;
    venue.side = order.side;
    venue.kind = order.kind;
    const bool onClose = order.conditions.type == common::ACTIVATION_TYPE_MARKET_ON_CLOSE;
    venue.duration = onClose ? Duration::OnClose : order.duration;
    venue.volume = order.current.volume;
    venue.maxShow = order.current.maxShow;
    venue.limit = isSameLimit(order) ? order.current.stop : order.current.limit;
    venue.stop = order.current.stop;
    venue.trail = order.current.trail;
    return venue;
}

void OrderExecution::sendRevision(Order &order, std::uint64_t number)
{
    const auto found = std::find_if(order.revisions.begin(), order.revisions.end(),
                                    [number](const PendingRevision &revision) { return revision.number == number; });
    if (found == order.revisions.end())
        return;
    m_answerDetail.clear();
    reviseAtVenue(order, *found);
}

void OrderExecution::reviseAtVenue(Order &order, PendingRevision revision)
{
    TermsChange &change = revision.change;
    if (isSameLimit(order))
        change.limit = change.stop;
    m_answering = revision.number;
    m_parts.venue.revise(order.handle, change.volume, change.limit, change.stop, change.maxShow, change.trail);
    m_answering = 0;
}

/// A revision of the exchange's own: it overtakes the clients', which are still on their way.
void OrderExecution::reviseNow(Order &order, const TermsChange &change, const std::string &reason)
{
    const PendingRevision revision{++m_lastOwnRevision, change};
    order.revisions.push_front(revision);
    m_answerDetail = reason;
    reviseAtVenue(order, revision);
}

void OrderExecution::sendPull(Order &order)
{
    order.pulledByClient = true;
    m_parts.venue.pull(order.handle);
}

void OrderExecution::withdraw(Order &order, const std::string &reason)
{
    if (!order.atVenue)
        return end(order, OrderStatus::Finished, OrderChange::PullSuccess, Report::Status, reason);
    order.endReason = reason;
    m_parts.venue.pull(order.handle);
}

// ---- links

void OrderExecution::carryOut(const LinkWish &wish)
{
    Order *order = m_parts.ledger.find(wish.order);
    if (order == nullptr || order->isOver())
        return;
    switch (wish.kind) {
    case LinkWish::Kind::Pull:
        return withdraw(*order, wish.reason);
    case LinkWish::Kind::Reduce:
        return reduce(*order, wish);
    case LinkWish::Kind::Grow:
        return grow(*order, wish);
    case LinkWish::Kind::Release:
        return release(*order, wish.reason);
    }
}

void OrderExecution::reduce(Order &order, const LinkWish &wish)
{
    const std::int32_t volume = order.current.volume - wish.lots;
    if (volume <= order.filled)
        return withdraw(order, wish.reason);
    // A revision on its way was meant for the volume before.
    for (PendingRevision &revision : order.revisions)
        if (revision.change.volume)
            *revision.change.volume -= wish.lots;
    TermsChange change;
    change.volume = volume;
    if (order.atVenue)
        return reviseNow(order, change, wish.reason);
    change.applyTo(order.current);
    m_parts.ledger.recount(order);
    m_parts.ledger.report(order, OrderChange::RevisionSuccess, Report::Status, wish.reason);
}

/// What the exit's prices are once the fill is known that they count from.
TermsChange OrderExecution::exitPrices(const Order &order, Price reference) const
{
    const TickTable &ticks = m_parts.venue.markets()[order.market].ticks;
    const auto from = [&](const std::optional<Price> &offset) -> std::optional<Ticks> {
        const auto price = offset ? reference.plus(*offset) : std::nullopt;
        return price ? std::optional{ticks.nearestIncrements(*price, TickTable::Rounding::Nearest)} : std::nullopt;
    };
    TermsChange change;
    change.limit = from(order.current.limitOffset);
    change.stop = from(order.current.stopOffset);
    return change;
}

void OrderExecution::grow(Order &order, const LinkWish &wish)
{
    const auto bounded = [&order](std::int32_t volume) {
        return order.current.maxVolume > 0 ? std::min(volume, order.current.maxVolume) : volume;
    };
    TermsChange change = exitPrices(order, wish.reference.value_or(Price{}));
    if (order.isHeld() && !order.atVenue) {
        change.volume = bounded(wish.lots);
        change.applyTo(order.current);
        return release(order, wish.reason);
    }
    change.volume = bounded(order.current.volume + wish.lots);
    const bool follows = m_parts.behaviours.bracketReference == Behaviours::BracketReference::LastFill ||
                         m_parts.behaviours.bracketReference == Behaviours::BracketReference::AverageFill;
    if (!follows || change.limit == order.current.limit)
        change.limit.reset();
    if (!follows || change.stop == order.current.stop || order.current.trail)
        change.stop.reset();
    if (change.volume == order.current.volume)
        change.volume.reset();
    if (change.isForTheDeskAlone())
        return;
    // What the client asked for before these lots were given must not take them away again.
    if (change.volume) {
        for (PendingRevision &revision : order.revisions)
            if (revision.change.volume)
                *revision.change.volume = bounded(*revision.change.volume + wish.lots);
    }
    reviseNow(order, change, wish.reason);
}

} // namespace depthdeck::exchange
