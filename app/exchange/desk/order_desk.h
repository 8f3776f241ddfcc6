// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/batch_desk.h"
#include "app/exchange/desk/behaviours.h"
#include "app/exchange/desk/order_execution.h"

namespace t4proto::v1::orderrouting {
class OrderPull;
class OrderRevise;
} // namespace t4proto::v1::orderrouting

namespace depthdeck::exchange {

/// The orders of all clients: takes submissions, revisions, pulls and batches, checks them, and lets each go to the
/// exchange after a latency (t4-protocol.md e). What happens from there on is OrderExecution's business.
class OrderDesk
{
public:
    struct Options
    {
        std::uint64_t seed = 1;
        std::chrono::nanoseconds latency = std::chrono::milliseconds{3};
        OrderFault fault = OrderFault::None;
        int bustFill = 0; ///< which fill of each client is busted; 0: none
        Behaviours behaviours;
    };

    /// All borrowed; they outlive the desk.
    OrderDesk(Venue &venue, AccountDesk &accounts, const RiskDesk &risk, const LegPrices &legPrices,
              const Moment &moment, const Options &options);

    void setListener(OrderListener *listener) noexcept { m_ledger.setListener(listener); }
    [[nodiscard]] const Behaviours &behaviours() const noexcept { return m_options.behaviours; }

    void submit(const OrderSender &sender, const t4proto::v1::orderrouting::OrderSubmit &message);
    void revise(const OrderSender &sender, const t4proto::v1::orderrouting::OrderRevise &message);
    void pull(const OrderSender &sender, const t4proto::v1::orderrouting::OrderPull &message);
    /// Judges a batch without taking it, so that the answer can be sent before its orders are told of.
    [[nodiscard]] BatchDesk &batches() noexcept { return m_batches; }
    void take(const BatchPlan &plan, const t4proto::v1::orderrouting::OrderBatch &batch);
    /// A client is gone: what becomes of its orders is a switch (t4-protocol.md j.28).
    void onDisconnected(std::uint64_t client);

    /// Does what needs no waiting: after every event of the venue and every request of a client.
    void settle();
    /// Hands everything whose latency has passed by @p now to the venue, whose answers come through onVenueEvent.
    void runDue(SteadyTime now);
    /// Nullopt when nothing waits.
    [[nodiscard]] std::optional<SteadyTime> nextDue() const noexcept { return m_agenda.nextLater(); }
    /// The next simulated moment that an order waits for.
    [[nodiscard]] std::optional<WallTime> nextMoment() const noexcept { return m_agenda.nextTimed(); }

    // Events of the venue. May be called from inside it.
    void onVenueEvent(const VenueOrderEvent &event) { m_execution.onVenueEvent(event); }
    void onTrade(const VenueTrade &trade) { m_execution.held().onTrade(trade); }
    void onBook(MarketIndex market) { m_execution.held().onBook(market); }
    void onMode(MarketIndex market, MarketMode mode) { m_execution.held().onMode(market, mode); }

    /// A new trading day: finished orders are forgotten, held day orders end, the others are carried over.
    void rollOver();

    /// Calls @p visit with each order of @p account of this trading day, oldest first.
    void visitOrders(AccountIndex account, const std::function<void(const Order &)> &visit) const
    {
        m_ledger.visit(account, visit);
    }

private:
    using Report = OrderReport::Kind;
    struct Taken;

    void take(const OrderSender &sender, const t4proto::v1::orderrouting::OrderSubmit &message,
              const Examination &examination, const std::vector<OrderId> &ids, const std::string &relation);
    void refuseStray(const OrderSender &sender, const t4proto::v1::orderrouting::OrderSubmit &message,
                     const std::string &reason);
    Order &admit(const OrderSender &sender, const t4proto::v1::orderrouting::OrderSubmit &message, int index,
                 MarketIndex market, const OrderId &id);
    void link(std::int32_t kind, const std::vector<OrderHandle> &handles);
    void accept(Order &order);
    void refuse(Order &order, const std::string &reason, bool privately);
    void reviseOne(const OrderSender &sender, const t4proto::v1::orderrouting::OrderRevise &message, int index);
    void reviseHeld(Order &order, const RevisionRequest &request);
    void requestRevision(Order &order, const RevisionRequest &request);
    void changeConditions(Order &order, const RevisionRequest &request);
    [[nodiscard]] std::optional<Refusal> judgeRevision(const Order &order, const TermsChange &change) const;
    void pullOne(const OrderSender &sender, const t4proto::v1::orderrouting::OrderPull &message, int index);
    void refuseChange(Order &order, OrderChange change, const std::string &reason);
    [[nodiscard]] std::string strayReason(const Order *order, const std::string &id, const OrderSender &sender,
                                          const std::string &market) const;
    [[nodiscard]] bool dropsWithoutMarket(const std::string &market) const;
    void perform(const DeskAction &action);

    Venue &m_venue;
    const RiskDesk &m_risk;
    const Moment &m_moment;
    Options m_options;
    OrderLedger m_ledger;
    DeskAgenda m_agenda;
    OrderIntake m_intake;
    OrderExecution m_execution;
    BatchDesk m_batches;
    std::uint64_t m_lastRevision = 0;
};

} // namespace depthdeck::exchange
