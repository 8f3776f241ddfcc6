// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/catalogue/listing.h"
#include "app/exchange/engine/market_engine.h"
#include "app/exchange/flow/order_flow.h"
#include "app/exchange/venue/client_orders.h"
#include "app/exchange/venue/day_figures.h"
#include "app/exchange/venue/implied.h"

namespace depthdeck::exchange {

/// All markets with their books, crowds and day figures: whatever happens in one, happens here, is counted here and is
/// told to the listener from here. It neither knows why things happen (Timetable, ClientEntry) nor when.
class Floor final : private BookSink
{
public:
    Floor(const std::vector<ListedMarket> &listed, std::uint64_t seed);

    void setListener(VenueListener *listener) noexcept { m_listener = listener; }
    void setNow(WallTime now) noexcept { m_now = now; }
    [[nodiscard]] WallTime now() const noexcept { return m_now; }

    [[nodiscard]] std::span<const MarketSpec> specs() const noexcept { return m_specs; }
    [[nodiscard]] MarketIndex size() const noexcept { return static_cast<MarketIndex>(m_specs.size()); }
    [[nodiscard]] const MarketSpec &spec(MarketIndex market) const noexcept { return m_specs[market]; }
    [[nodiscard]] MarketMode mode(MarketIndex market) const noexcept { return figures(market).statistics().mode; }
    [[nodiscard]] const MatchingBook &book(MarketIndex market) const noexcept
    {
        return m_markets[market].engine.book();
    }
    [[nodiscard]] const DayFigures &figures(MarketIndex market) const noexcept { return m_markets[market].figures; }
    [[nodiscard]] DayFigures &figures(MarketIndex market) noexcept { return m_markets[market].figures; }
    [[nodiscard]] OrderFlow &flow(MarketIndex market) noexcept { return m_markets[market].flow; }
    [[nodiscard]] ClientOrders &clients() noexcept { return m_clients; }
    [[nodiscard]] ImpliedTop implied(MarketIndex market) const;
    /// Book changes and trades since the beginning.
    [[nodiscard]] std::uint64_t eventCount() const noexcept { return m_eventCount; }

    /// One act of the market's crowd around @p fair.
    void crowdActs(MarketIndex market, FineTicks fair);
    void crowdPopulates(MarketIndex market, FineTicks fair);
    void crowdWithdraws(MarketIndex market);

    /// Takes a checked client order: tells its acceptance and everything that follows from it.
    void takeOrder(const VenueOrder &order);
    /// Applies a checked revision to a working order.
    void reviseOrder(OrderHandle handle, const VenueOrder &revised);
    void cancelOrder(OrderHandle handle, CancelReason reason);
    void refuse(const VenueOrderEvent &event);

    /// Starts or stops matching as @p mode says; an opening begins with the auction around @p reference.
    void setMode(MarketIndex market, MarketMode mode, Ticks reference);
    void setPriceLimits(MarketIndex market, std::optional<Ticks> low, std::optional<Ticks> high);
    void settle(MarketIndex market, Price price, std::int32_t tradeDate);
    void startDay(std::int32_t tradeDate);

private:
    struct Market
    {
        Market(const FlowProfile &profile, std::uint64_t seed) : flow{profile, seed} {}

        MarketEngine engine;
        OrderFlow flow;
        DayFigures figures;
        ImpliedTop shownImplied;
        std::uint64_t shownRevision = 0;
    };

    void onFill(const Fill &fill) override;
    void onPrint(const Print &print) override;
    void onTriggered(OrderHandle owner, std::uint64_t id, OrderKind becomes, std::int32_t volume) override;
    void onRested(OrderHandle owner, std::uint64_t id, OrderRef order) override;
    void onCancelled(OrderHandle owner, std::uint64_t id, CancelReason reason) override;

    [[nodiscard]] CrowdDesk deskOf(MarketIndex market);
    [[nodiscard]] Market &enter(MarketIndex market) noexcept;
    void leave();
    void tellBookChange(MarketIndex market);
    void tellImpliedChanges(MarketIndex market);
    void tell(const VenueOrderEvent &event);
    void tell(MarketIndex market, Statistic what);
    void finish(OrderHandle handle, const Submission &done);
    void cancel(const ClientOrder &order, CancelReason reason);
    [[nodiscard]] static VenueOrderEvent eventOf(const ClientOrder &order, VenueOrderEvent::Type type) noexcept;

    std::vector<MarketSpec> m_specs;
    std::vector<Market> m_markets;
    ImpliedRelations m_relations;
    ClientOrders m_clients;
    VenueListener *m_listener = nullptr;
    WallTime m_now{};
    MarketIndex m_current = 0;
    std::uint64_t m_lastOrderId = 0;
    std::uint64_t m_eventCount = 0;
};

} // namespace depthdeck::exchange
