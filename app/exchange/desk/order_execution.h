// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/bust_desk.h"
#include "app/exchange/desk/desk_agenda.h"
#include "app/exchange/desk/held_desk.h"
#include "app/exchange/desk/leg_prices.h"
#include "app/exchange/desk/link_desk.h"
#include "app/exchange/desk/risk_desk.h"

namespace depthdeck::exchange {

/// What goes wrong on purpose with new orders.
enum class OrderFault : std::uint8_t { None, RiskRejects, ExchangeRejects, GatewayFails, NeverAnswered };

/// Orders between the desk and the venue: hands them over, holds them until their conditions are met, hears what
/// becomes of them, and carries out what links and times ask for (t4-protocol.md e.3 to e.5).
class OrderExecution
{
public:
    /// What it works with; all borrowed.
    struct Parts
    {
        Venue &venue;
        AccountDesk &accounts;
        const RiskDesk &risk;
        const LegPrices &legPrices;
        const Moment &moment;
        const Behaviours &behaviours;
        OrderLedger &ledger;
        DeskAgenda &agenda;
    };
    OrderExecution(const Parts &parts, OrderFault fault, int bustFill);

    [[nodiscard]] HeldDesk &held() noexcept { return m_held; }
    [[nodiscard]] LinkDesk &links() noexcept { return m_links; }

    // Never inside a venue event.
    /// Holds a new order, or looks at the conditions of a held one anew.
    void hold(Order &order);
    /// Enters the times of the order's conditions in the agenda.
    void scheduleTimes(const Order &order);
    /// Lets a held order go to the exchange.
    void release(Order &order, const std::string &reason);
    void handOver(Order &order);
    /// Hands a client's revision over that has had its latency.
    void sendRevision(Order &order, std::uint64_t number);
    void sendPull(Order &order);
    /// Ends @p order for a reason of the exchange's own, wherever it is.
    void withdraw(Order &order, const std::string &reason);
    void carryOut(const LinkWish &wish);
    /// A time in the order's conditions has come.
    void onDue(Order &order);
    void bust(Order &order, std::size_t fill) { m_busts.bust(order, fill); }
    /// Ends an order that is not at the venue.
    void end(Order &order, OrderStatus status, OrderChange change, OrderReport::Kind kind, const std::string &reason);

    /// May come from inside the venue.
    void onVenueEvent(const VenueOrderEvent &event);

private:
    [[nodiscard]] std::optional<Refusal> completePrice(Order &order);
    [[nodiscard]] std::optional<Refusal> completeFlatten(Order &order);
    [[nodiscard]] std::optional<Price> expectedPrice(const Order &order) const;
    [[nodiscard]] VenueOrder toVenue(const Order &order) const;
    void reviseAtVenue(Order &order, PendingRevision revision);
    void reviseNow(Order &order, const TermsChange &change, const std::string &reason);
    void reduce(Order &order, const LinkWish &wish);
    void grow(Order &order, const LinkWish &wish);
    [[nodiscard]] TermsChange exitPrices(const Order &order, Price reference) const;

    void onAccepted(Order &order);
    void onFilled(Order &order, const VenueOrderEvent &event);
    void bookFill(Order &order, const VenueOrderEvent &event, Price price);
    [[nodiscard]] std::vector<Price> legPricesOf(const Order &order, const VenueOrderEvent &event, Price price) const;
    void onCancelled(Order &order, const VenueOrderEvent &event);
    void onRevised(Order &order);
    void onRevisionRejected(Order &order, RejectReason reason);
    void onTriggered(Order &order, OrderKind kind);
    void onTrailed(Order &order, const VenueOrderEvent &event);
    void leaveHold(Order &order);
    void finish(Order &order);
    void note(std::vector<LinkWish> wishes);
    [[nodiscard]] std::optional<PendingRevision> takeAnswered(Order &order);

    Parts m_parts;
    OrderFault m_fault;
    HeldDesk m_held;
    LinkDesk m_links;
    BustDesk m_busts;
    std::uint64_t m_lastOwnRevision = 0;
    std::uint64_t m_answering = 0; ///< the revision that the venue is at
    std::string m_answerDetail;
};

} // namespace depthdeck::exchange
