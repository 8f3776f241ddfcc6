// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/catalogue/listing.h"
#include "app/exchange/engine/market_engine.h"
#include "app/exchange/flow/order_flow.h"
#include "app/exchange/venue/client_orders.h"
#include "app/exchange/venue/day_figures.h"
#include "app/exchange/venue/implied.h"

#include <deque>
#include <map>

namespace depthdeck::exchange {

/// All markets with their books, crowds and day figures: whatever happens in one, happens here, is counted here and is
/// told to the listener from here. It neither knows why things happen (Timetable, ClientEntry) nor when.
class Floor final : private BookSink, private OrderWatcher, private ImpliedCounterparty
{
public:
    Floor(const std::vector<ListedMarket> &listed, std::uint64_t seed);

    void setListener(VenueListener *listener) noexcept { m_listener = listener; }
    void setNow(WallTime now) noexcept { m_now = now; }
    [[nodiscard]] WallTime now() const noexcept { return m_now; }

    /// Takes in a market that was not there before, closed and empty, and tells of it.
    MarketIndex add(const ListedMarket &market);
    [[nodiscard]] const MarketSpecs &specs() const noexcept { return m_specs; }
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
    /// What an aggressor of @p side would get first: of the book or implied. Nullopt when nobody is there.
    [[nodiscard]] std::optional<Ticks> bestAgainst(MarketIndex market, Side side) const;
    /// Book changes and trades since the beginning.
    [[nodiscard]] std::uint64_t eventCount() const noexcept { return m_eventCount; }
    /// Whether changes of single orders are told.
    void watchOrders(MarketIndex market, bool on);

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
    /// Moves the trailing stops whose time has come (t4-protocol.md e.2.1).
    void trailStops();

    /// Starts or stops matching as @p mode says; an opening begins with the auction around @p reference.
    void setMode(MarketIndex market, MarketMode mode, Ticks reference);
    /// The trading day opens without an auction, because it never closed: the on-open orders trade with the book.
    void openWithoutAuction(MarketIndex market);
    /// The last moment before the close: the on-close orders trade with the book.
    void tradeOnClose(MarketIndex market);
    /// Tells that nothing is left of the market's book.
    void tellCleared(MarketIndex market);
    void setPriceLimits(MarketIndex market, std::optional<Ticks> low, std::optional<Ticks> high);
    void settle(MarketIndex market, Price price, std::int32_t tradeDate);
    /// A preliminary settlement, kept beside the old one until it is released.
    void holdSettlement(MarketIndex market, Price price, std::int32_t tradeDate);
    /// The held settlement becomes the settlement.
    void releaseSettlement(MarketIndex market);
    /// Tells the day's average price of the markets that traded since it was last told.
    void tellAverages();
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
        std::int32_t toldTrades = 0; ///< trade count when the average was last told
    };
    /// The spread and the leg prices of the implied trade that is being booked.
    struct ImpliedTrade
    {
        MarketIndex spread = 0;
        std::array<Ticks, 2> legPrices{};
    };

    // BookSink
    void onFill(const Fill &fill) override;
    void onPrint(const Print &print) override;
    void onTriggered(OrderHandle owner, std::uint64_t id, OrderKind becomes, std::int32_t volume) override;
    void onRested(OrderHandle owner, std::uint64_t id, OrderRef order) override;
    void onCancelled(OrderHandle owner, std::uint64_t id, CancelReason reason) override;
    // OrderWatcher
    void onOrderChange(const OrderBookChange &change) override;
    void onOrdersHit(const Print &print, std::span<const OrderTrade::Hit> orders) override;
    // ImpliedCounterparty, of the current market
    [[nodiscard]] std::optional<Ticks> impliedAgainst(Side side) const override;
    [[nodiscard]] std::int32_t tradeImplied(const EngineOrder &order) override;

    [[nodiscard]] CrowdDesk deskOf(MarketIndex market);
    [[nodiscard]] Market &enter(MarketIndex market);
    void leave();
    void touch(MarketIndex market);
    void relate(MarketIndex market);
    void takeFrom(MarketIndex market, Side side, std::int32_t lots, Ticks price);
    void uncrossImplied(MarketIndex market);
    [[nodiscard]] bool tradeCrossedSpread(MarketIndex spread, Side side);
    void tellBookChange(MarketIndex market);
    void tellImpliedChanges(MarketIndex market);
    void tell(const VenueOrderEvent &event);
    void tell(MarketIndex market, Statistic what);
    void finish(OrderHandle handle, const Submission &done, std::optional<CancelReason> remainder = std::nullopt);
    void cancel(const ClientOrder &order, CancelReason reason);
    void trail(ClientOrder &client);
    void joinAuction(MarketIndex market, Ticks reference);
    void endAuctionOrders(MarketIndex market);
    void tradeHeld(MarketIndex market, Duration which, CancelReason remainder);
    [[nodiscard]] Ticks auctionLimit(MarketIndex market, const VenueOrder &order, Ticks reference) const;
    [[nodiscard]] static VenueOrderEvent eventOf(const ClientOrder &order, VenueOrderEvent::Type type) noexcept;

    std::uint64_t m_seed;
    MarketSpecs m_specs;
    std::deque<Market> m_markets; ///< a deque: markets are added while others are referred to
    ImpliedRelations m_relations;
    ImpliedRelations::BestOf m_bestOf;
    ClientOrders m_clients;
    /// The trailing stops by their exchange order ids, with the moment from which each may move again.
    std::map<std::uint64_t, std::pair<OrderHandle, WallTime>> m_trailing;
    VenueListener *m_listener = nullptr;
    WallTime m_now{};
    MarketIndex m_current = 0;
    std::vector<MarketIndex> m_touched; ///< by the action under way; a market may stand in it twice
    std::optional<ImpliedTrade> m_impliedTrade;
    std::uint64_t m_lastOrderId = 0;
    std::uint64_t m_eventCount = 0;
};

} // namespace depthdeck::exchange
