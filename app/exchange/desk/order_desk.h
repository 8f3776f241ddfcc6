// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/leg_prices.h"
#include "app/exchange/desk/moment.h"
#include "app/exchange/desk/order_ids.h"
#include "app/exchange/desk/risk_desk.h"

namespace t4proto::v1::orderrouting {
class OrderPull;
class OrderRevise;
class OrderSubmit;
} // namespace t4proto::v1::orderrouting

namespace depthdeck::exchange {

class Venue;

/// What goes wrong on purpose with new orders.
enum class OrderFault : std::uint8_t { None, RiskRejects, ExchangeRejects, GatewayFails, NeverAnswered };

/// A client as the order desk sees it.
struct OrderSender
{
    const OrderOrigin &origin;
    const PriceCodec &codec;
    /// The account named in the message; nullopt when this user has none of that name.
    std::optional<AccountIndex> account;
    bool subscribed = false; ///< the account is subscribed (t4-protocol.md d.1)
};

/// The life of every client order: risk check, hand-over to the venue after a latency, answers, fills, end
/// (t4-protocol.md e.5). The only writer of orders.
class OrderDesk
{
public:
    struct Options
    {
        std::uint64_t seed = 1;
        std::chrono::nanoseconds latency = std::chrono::milliseconds{3};
        OrderFault fault = OrderFault::None;
    };

    /// All borrowed; they outlive the desk.
    OrderDesk(Venue &venue, AccountDesk &accounts, const RiskDesk &risk, const LegPrices &legPrices,
              const Moment &moment, const Options &options);

    void setListener(OrderListener *listener) noexcept { m_listener = listener; }

    void submit(const OrderSender &sender, const t4proto::v1::orderrouting::OrderSubmit &message);
    void revise(const OrderSender &sender, const t4proto::v1::orderrouting::OrderRevise &message);
    void pull(const OrderSender &sender, const t4proto::v1::orderrouting::OrderPull &message);

    /// Hands everything due by @p now to the venue, whose answers come back through onVenueEvent.
    void runDue(SteadyTime now);
    /// Nullopt when nothing waits.
    [[nodiscard]] std::optional<SteadyTime> nextDue() const noexcept;
    /// An event of the venue. May be called from inside the venue.
    void onVenueEvent(const VenueOrderEvent &event);
    /// A new trading day: finished orders are forgotten, the others carried over.
    void rollOver();

    /// Calls @p visit with each order of @p account of this trading day, oldest first.
    void visitOrders(AccountIndex account, const std::function<void(const Order &)> &visit) const;

private:
    struct Action
    {
        enum class Kind : std::uint8_t { Submit, Revise, Pull };
        SteadyTime due;
        Kind kind;
        OrderHandle handle;
        OrderTerms terms;
    };
    using Report = OrderReport::Kind;

    Order &admit(const OrderSender &sender, MarketIndex market, OrderHandle handle);
    void submitOne(const OrderSender &sender, const t4proto::v1::orderrouting::OrderSubmit &message, int index,
                   MarketIndex market);
    void accept(Order &order);
    void refuse(Order &order, OrderChange change, const std::string &reason, Report kind);
    void reviseOne(const OrderSender &sender, const t4proto::v1::orderrouting::OrderRevise &message, int index);
    void requestRevision(Order &order, const OrderTerms &terms);
    void pullOne(const OrderSender &sender, const t4proto::v1::orderrouting::OrderPull &message, int index);
    void schedule(Action::Kind kind, OrderHandle handle, const OrderTerms &terms = {});
    void perform(const Action &action);
    [[nodiscard]] VenueOrder toVenue(const Order &order) const;

    void onFilled(Order &order, const VenueOrderEvent &event);
    void bookFill(Order &order, const VenueOrderEvent &event, Price price);
    void onCancelled(Order &order, const VenueOrderEvent &event);
    void onRevised(Order &order);
    void onTriggered(Order &order, OrderKind kind);

    void report(Order &order, OrderChange change, Report kind, std::string detail = {}, std::size_t fill = 0,
                bool privately = false);
    void reportStray(const OrderSender &sender, const std::string &id, const std::string &account,
                     const std::string &market, const std::string &tag, OrderChange change, const std::string &reason);
    void recount(Order &order);
    [[nodiscard]] Order *find(const std::string &id, std::optional<AccountIndex> account);

    Venue &m_venue;
    AccountDesk &m_accounts;
    const RiskDesk &m_risk;
    const LegPrices &m_legPrices;
    const Moment &m_moment;
    Options m_options;
    OrderIds m_ids;
    OrderListener *m_listener = nullptr;
    std::map<OrderHandle, Order> m_orders;
    std::unordered_map<OrderId, OrderHandle> m_byId;
    std::deque<Action> m_actions;
    OrderHandle m_lastHandle = 0;
};

} // namespace depthdeck::exchange
