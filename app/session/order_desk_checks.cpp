// SPDX-License-Identifier: GPL-3.0-or-later

// What the order desk looks at before anything leaves, and what it notes of the trader's screen.

#include "app/session/order_desk.h"

#include "app/trading/account_store.h"
#include "app/trading/order_store.h"
#include "app/trading/personal_limits.h"

#include <algorithm>

namespace depthdeck {

namespace {

/// The journal's words: English, whatever the program's language.
QString wordOf(Freshness freshness)
{
    switch (freshness) {
    case Freshness::Waiting:
        return QStringLiteral("Waiting");
    case Freshness::Live:
        return QStringLiteral("Live");
    case Freshness::Delayed:
        return QStringLiteral("Delayed");
    case Freshness::Stale:
        return QStringLiteral("Stale");
    case Freshness::Closed:
        return QStringLiteral("Closed");
    case Freshness::Refused:
        break;
    }
    return QStringLiteral("Refused");
}

SeenQuote seenOf(const MarketState &market, SteadyTime now, std::uint64_t frame)
{
    SeenQuote seen;
    if (const DepthLine *bid = market.book.bestBid()) {
        seen.bid = bid->price;
        seen.bidVolume = bid->volume;
    }
    if (const DepthLine *offer = market.book.bestOffer()) {
        seen.offer = offer->price;
        seen.offerVolume = offer->volume;
    }
    seen.last = market.quote.last;
    if (market.hasImage)
        seen.ageNanoseconds = std::chrono::nanoseconds{now - market.changedAt}.count();
    seen.revision = market.revision;
    seen.frame = frame;
    seen.freshness = wordOf(market.freshness);
    return seen;
}

OrderProblem unknownOrder()
{
    OrderProblem problem;
    problem.kind = OrderProblemKind::OrderNotRevisable;
    problem.code = static_cast<std::int32_t>(OrderState::Unknown);
    return problem;
}

int activeOf(const OrderStore &orders, const AccountId &account)
{
    const std::vector<OrderId> active = orders.activeOrders();
    const auto isOfAccount = [&](const OrderId &id) { return orders.find(id)->account == account; };
    return static_cast<int>(std::count_if(active.begin(), active.end(), isOfAccount) +
                            std::ssize(orders.unnamedTags()));
}

} // namespace

RiskLimits OrderDesk::limits() const
{
    return m_personal.limits();
}

CheckContext OrderDesk::contextFor(const AccountId &account, const MarketId &market, const RiskLimits &limits) const
{
    return {.market = m_markets.find(market),
            .account = m_accounts.account(account),
            .position = m_accounts.position(account, market),
            .limits = limits,
            .now = m_clock.wallNow(),
            // Counting them costs a walk over all: only where it is asked for.
            .activeOrders = limits.maxWorkingOrders > 0 ? activeOf(m_orders, account) : 0,
            .inFlight = m_orders.inFlight(account, market)};
}

int OrderDesk::decimalsOf(const MarketId &market) const
{
    const MarketState *state = m_markets.find(market);
    return state != nullptr && state->definition ? state->definition->wireDecimals : 0;
}

std::vector<OrderProblem> OrderDesk::checkWith(const SubmissionDraft &draft, const RiskLimits &with) const
{
    const OrderDraft first = draft.orders.empty() ? OrderDraft{} : draft.orders.front();
    return checkSubmission(draft, contextFor(first.account, first.market, with));
}

std::vector<OrderProblem> OrderDesk::check(const OrderDraft &draft) const
{
    return checkDraft(draft, contextFor(draft.account, draft.market, limits()));
}

std::vector<OrderProblem> OrderDesk::check(const SubmissionDraft &draft) const
{
    return checkWith(draft, limits());
}

std::vector<OrderProblem> OrderDesk::check(const BatchDraft &draft) const
{
    return checkBatch(draft, [this, with = limits()](const AccountId &account, const MarketId &market) {
        return contextFor(account, market, with);
    });
}

std::vector<OrderProblem> OrderDesk::check(const OrderRevision &revision) const
{
    const Order *order = m_orders.find(revision.order);
    if (order == nullptr)
        return {unknownOrder()};
    const CheckContext context = contextFor(order->account, order->market, limits());
    return mustWait(*order) ? checkRevision(revision, asAnswered(*order), context)
                            : checkRevision(revision, *order, context);
}

bool OrderDesk::mustWait(const Order &order)
{
    const bool isAsked = order.pending == ResponsePending::Submission || order.pending == ResponsePending::Revision;
    return !order.id.isEmpty() && order.isActive() && !order.unknown && isAsked;
}

Order OrderDesk::asAnswered(const Order &order)
{
    Order answered = order;
    answered.pending = ResponsePending::None;
    answered.current = order.requested;
    if (answered.status == OrderStatus::None)
        answered.status = OrderStatus::Working;
    return answered;
}

Click OrderDesk::clickIn(const QString &window, const MarketId &market) const
{
    Click click{.at = m_clock.steadyNow(), .wallTime = m_clock.wallNow(), .window = window, .seen = std::nullopt};
    if (const MarketState *state = m_markets.find(market))
        click.seen = seenOf(*state, click.at, m_gates.frameShown());
    return click;
}

} // namespace depthdeck
