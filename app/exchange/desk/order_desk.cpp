// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/order_desk.h"

#include "app/exchange/venue/venue.h"
#include "t4/v1/orderrouting/orderrouting.pb.h"

#include <QLoggingCategory>

namespace depthdeck::exchange {

Q_LOGGING_CATEGORY(lcOrders, "depthdeck.exchange.orders", QtWarningMsg)

namespace {

using namespace t4proto::v1;

constexpr const char *notSubscribed = "The account is not subscribed: subscribe it before sending orders for it.";

} // namespace

OrderDesk::OrderDesk(Venue &venue, AccountDesk &accounts, const RiskDesk &risk, const LegPrices &legPrices,
                     const Moment &moment, const Options &options)
    : m_venue{venue},
      m_accounts{accounts},
      m_risk{risk},
      m_legPrices{legPrices},
      m_moment{moment},
      m_options{options},
      m_ids{options.seed ^ static_cast<std::uint64_t>(moment.wall.time_since_epoch().count())}
{
}

void OrderDesk::submit(const OrderSender &sender, const orderrouting::OrderSubmit &message)
{
    if (message.market_id().empty()) {
        qCInfo(lcOrders, "submission without a market id dropped"); // as T4 does: t4-protocol.md e.1
        return;
    }
    const auto market = m_venue.find(MarketId{message.market_id()});
    for (int index = 0; index < message.orders_size(); ++index) {
        if (sender.account && market) {
            submitOne(sender, message, index, *market);
            continue;
        }
        const std::string reason = sender.account ? "The market " + message.market_id() + " is not known."
                                                  : "The account " + message.account_id() + " is not known.";
        reportStray(sender, m_ids.next().text(), message.account_id(), message.market_id(), message.orders(index).tag(),
                    OrderChange::SubmissionRiskRejected, reason);
    }
}

Order &OrderDesk::admit(const OrderSender &sender, MarketIndex market, OrderHandle handle)
{
    Order &order = m_orders[handle];
    order.handle = handle;
    order.id = m_ids.next();
    order.account = *sender.account;
    order.market = market;
    order.origin = sender.origin;
    order.submitted = m_moment.wall;
    order.tradeDate = m_moment.tradeDate;
    m_byId.emplace(order.id, handle);
    return order;
}

void OrderDesk::submitOne(const OrderSender &sender, const orderrouting::OrderSubmit &message, int index,
                          MarketIndex market)
{
    const auto &wire = message.orders(index);
    Order &order = admit(sender, market, ++m_lastHandle);
    order.manual = message.manual_order_indicator();
    order.side = wire.buy_sell() == common::BUY_SELL_SELL ? Side::Sell : Side::Buy;
    order.priceType = wire.price_type();
    order.timeType = wire.time_type();
    order.link = message.order_link();
    order.tag = wire.tag();
    order.current.volume = wire.volume();
    order.current.maxShow = wire.max_show();
    if (!sender.subscribed) {
        order.status = OrderStatus::Rejected;
        report(order, OrderChange::SubmissionRiskRejected, Report::Full, notSubscribed, 0, true);
        m_byId.erase(order.id);
        m_orders.erase(order.handle);
        return;
    }
    const MarketSpec &spec = m_venue.markets()[market];
    auto read = readOrder(wire, message.order_link(), spec, sender.codec);
    if (const auto *refusal = std::get_if<Refusal>(&read))
        return refuse(order, OrderChange::SubmissionRiskRejected, refusal->text, Report::Full);
    const auto &request = std::get<OrderRequest>(read);
    order.kind = request.kind;
    order.duration = request.duration;
    order.current = request.terms;
    const std::int32_t volume = request.terms.volume;
    if (const auto refusal = m_risk.check(order.account, market, order.side, volume, volume))
        return refuse(order, OrderChange::SubmissionRiskRejected, refusal->text, Report::Full);
    if (m_options.fault == OrderFault::RiskRejects)
        return refuse(order, OrderChange::SubmissionRiskRejected, "Refused by the fault switch.", Report::Full);
    accept(order);
}

void OrderDesk::accept(Order &order)
{
    recount(order);
    report(order, OrderChange::SubmissionRiskSuccess, Report::Full);
    report(order, OrderChange::SubmissionSent, Report::Status);
    if (m_options.fault != OrderFault::NeverAnswered)
        schedule(Action::Kind::Submit, order.handle);
}

void OrderDesk::refuse(Order &order, OrderChange change, const std::string &reason, Report kind)
{
    order.status = OrderStatus::Rejected;
    order.working = 0;
    order.submissionPending = false;
    order.revisions.clear();
    order.pullsPending = 0;
    recount(order);
    report(order, change, kind, reason);
}

void OrderDesk::revise(const OrderSender &sender, const orderrouting::OrderRevise &message)
{
    for (int index = 0; index < message.revisions_size(); ++index)
        reviseOne(sender, message, index);
}

void OrderDesk::reviseOne(const OrderSender &sender, const orderrouting::OrderRevise &message, int index)
{
    const auto &wire = message.revisions(index);
    Order *order = find(wire.unique_id(), sender.account);
    if (order == nullptr || !sender.subscribed) {
        const std::string reason =
            order == nullptr ? "There is no order " + wire.unique_id() + " in this account." : notSubscribed;
        return reportStray(sender, wire.unique_id(), message.account_id(), message.market_id(), wire.tag(),
                           OrderChange::RevisionRiskFailed, reason);
    }
    if (order->isOver())
        return report(*order, OrderChange::RevisionRejected, Report::Status, "The order is no longer working.");
    if (wire.has_tag())
        order->tag = wire.tag();
    const auto read = readRevision(wire, *order, m_venue.markets()[order->market], sender.codec);
    if (const auto *refusal = std::get_if<Refusal>(&read))
        return report(*order, OrderChange::RevisionRiskFailed, Report::Status, refusal->text);
    const auto &terms = std::get<OrderTerms>(read);
    const std::int32_t extra = terms.volume - order->filled - order->countedVolume;
    if (const auto refusal = m_risk.check(order->account, order->market, order->side, terms.volume, extra))
        return report(*order, OrderChange::RevisionRiskFailed, Report::Status, refusal->text);
    requestRevision(*order, terms);
}

void OrderDesk::requestRevision(Order &order, const OrderTerms &terms)
{
    order.revisions.push_back(terms);
    recount(order);
    report(order, OrderChange::RevisionRiskSuccess, Report::Status);
    report(order, OrderChange::RevisionSent, Report::Status);
    schedule(Action::Kind::Revise, order.handle, terms);
}

void OrderDesk::pull(const OrderSender &sender, const orderrouting::OrderPull &message)
{
    for (int index = 0; index < message.pulls_size(); ++index)
        pullOne(sender, message, index);
}

void OrderDesk::pullOne(const OrderSender &sender, const orderrouting::OrderPull &message, int index)
{
    const auto &wire = message.pulls(index);
    if (message.market_id().empty()) {
        qCInfo(lcOrders, "pull without a market id dropped"); // as T4 does: t4-protocol.md e.9
        return;
    }
    Order *order = find(wire.unique_id(), sender.account);
    if (order == nullptr || !sender.subscribed) {
        const std::string reason =
            order == nullptr ? "There is no order " + wire.unique_id() + " in this account." : notSubscribed;
        return reportStray(sender, wire.unique_id(), message.account_id(), message.market_id(), wire.tag(),
                           OrderChange::PullRiskFailed, reason);
    }
    if (order->isOver()) {
        const bool isFilled = order->filled > 0 && order->filled == order->current.volume;
        return report(*order, OrderChange::PullRejected, Report::Status,
                      isFilled ? "The order is already filled." : "The order is no longer working.");
    }
    if (wire.has_tag())
        order->tag = wire.tag();
    ++order->pullsPending;
    report(*order, OrderChange::PullRiskSuccess, Report::Status);
    report(*order, OrderChange::PullSent, Report::Status);
    schedule(Action::Kind::Pull, order->handle);
}

void OrderDesk::schedule(Action::Kind kind, OrderHandle handle, const OrderTerms &terms)
{
    m_actions.push_back({m_moment.steady + m_options.latency, kind, handle, terms});
}

std::optional<SteadyTime> OrderDesk::nextDue() const noexcept
{
    return m_actions.empty() ? std::nullopt : std::optional{m_actions.front().due};
}

void OrderDesk::runDue(SteadyTime now)
{
    while (!m_actions.empty() && m_actions.front().due <= now) {
        const Action action = m_actions.front();
        m_actions.pop_front();
        perform(action);
    }
}

void OrderDesk::perform(const Action &action)
{
    const auto found = m_orders.find(action.handle);
    if (found == m_orders.end())
        return;
    Order &order = found->second;
    switch (action.kind) {
    case Action::Kind::Submit:
        if (m_options.fault == OrderFault::ExchangeRejects)
            return refuse(order, OrderChange::SubmissionRejected, "Refused by the fault switch.", Report::Status);
        if (m_options.fault == OrderFault::GatewayFails)
            return refuse(order, OrderChange::SubmissionFailed, "The gateway to the exchange is down.", Report::Failed);
        return m_venue.submit(toVenue(order));
    case Action::Kind::Revise: {
        if (order.isOver())
            return;
        const OrderTerms &now = order.current;
        const bool newVolume = action.terms.volume != now.volume;
        m_venue.revise(order.handle, newVolume ? std::optional{action.terms.volume} : std::nullopt,
                       action.terms.limit != now.limit ? action.terms.limit : std::nullopt,
                       action.terms.stop != now.stop ? action.terms.stop : std::nullopt,
                       action.terms.maxShow != now.maxShow ? std::optional{action.terms.maxShow} : std::nullopt);
        return;
    }
    case Action::Kind::Pull:
        if (!order.isOver())
            m_venue.pull(order.handle);
        return;
    }
}

VenueOrder OrderDesk::toVenue(const Order &order) const
{
    VenueOrder venue;
    venue.handle = order.handle;
    venue.market = order.market;
    venue.side = order.side;
    venue.kind = order.kind;
    venue.duration = order.duration;
    venue.volume = order.current.volume;
    venue.maxShow = order.current.maxShow;
    venue.limit = order.current.limit;
    venue.stop = order.current.stop;
    return venue;
}

void OrderDesk::rollOver()
{
    for (auto entry = m_orders.begin(); entry != m_orders.end();) {
        Order &order = entry->second;
        if (order.isOver() && order.tradeDate != m_moment.tradeDate) {
            m_byId.erase(order.id);
            entry = m_orders.erase(entry);
            continue;
        }
        if (!order.isOver() && order.tradeDate != m_moment.tradeDate) {
            order.tradeDate = m_moment.tradeDate;
            report(order, OrderChange::Rollover, Report::Status);
        }
        ++entry;
    }
}

void OrderDesk::visitOrders(AccountIndex account, const std::function<void(const Order &)> &visit) const
{
    for (const auto &[handle, order] : m_orders)
        if (order.account == account)
            visit(order);
}

void OrderDesk::report(Order &order, OrderChange change, Report kind, std::string detail, std::size_t fill,
                       bool privately)
{
    order.change = change;
    order.statusDetail = std::move(detail);
    order.time = m_moment.wall;
    ++order.sequence;
    if (m_listener != nullptr)
        m_listener->onOrderReport(order, {kind, privately, fill});
}

void OrderDesk::reportStray(const OrderSender &sender, const std::string &id, const std::string &account,
                            const std::string &market, const std::string &tag, OrderChange change,
                            const std::string &reason)
{
    if (m_listener != nullptr)
        m_listener->onStrayRefusal({sender.origin, OrderId{id}, account, market, tag, change, reason, m_moment.wall});
}

void OrderDesk::recount(Order &order)
{
    std::int32_t volume = order.isOver() ? 0 : order.current.volume;
    if (!order.isOver())
        for (const OrderTerms &terms : order.revisions)
            volume = std::max(volume, terms.volume);
    volume = order.isOver() ? 0 : std::max(volume - order.filled, 0);
    const bool counted = !order.isOver();
    m_accounts.addWorking(order.account, order.market, order.side, volume - order.countedVolume,
                          static_cast<std::int32_t>(counted) - static_cast<std::int32_t>(order.counted));
    order.countedVolume = volume;
    order.counted = counted;
}

Order *OrderDesk::find(const std::string &id, std::optional<AccountIndex> account)
{
    const auto handle = m_byId.find(OrderId{id});
    if (handle == m_byId.end() || !account)
        return nullptr;
    Order &order = m_orders.at(handle->second);
    return order.account == *account ? &order : nullptr;
}

} // namespace depthdeck::exchange
