// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/book_level.h"
#include "app/exchange/venue/market_statistics.h"
#include "app/exchange/venue/venue_listener.h"

#include <memory>
#include <string_view>
#include <variant>

namespace depthdeck::exchange {

struct VenueOptions
{
    std::uint64_t seed = 1;
    /// Simulated seconds per real second, in percent. Every WallTime of this class is a simulated one: whoever calls
    /// advance() maps real time to it (simulated_time.h). The venue itself needs the figure only because
    /// @ref targetRate counts real seconds.
    std::int64_t speedPercent = 100;
    /// Market-data events (book changes and trades) per real second over all markets that the flow steers towards;
    /// 0 is the flow's own pace. Up to 50,000 is meant.
    std::int32_t targetRate = 0;
    /// List only the first so many markets; 0 lists all.
    std::uint32_t maxMarkets = 0;
    /// Keep every market open at all hours, without the session calendar: for tests and demos at any time of day.
    bool alwaysOpen = false;
};

/// The simulated exchange's markets: books, order flow, sessions, settlement. One thread. Knows no client, no account
/// and no wire; the desk in front of it does. Deterministic: same options, same calls at the same simulated times, same
/// events.
class Venue
{
public:
    /// @p catalogueJson is resources/exchange/catalogue.json's content. @p start is the simulated time at the
    /// beginning. Throws std::runtime_error naming the faulty entry when the catalogue is not usable.
    Venue(std::string_view catalogueJson, WallTime start, const VenueOptions &options);
    ~Venue();
    Venue(const Venue &) = delete;
    Venue &operator=(const Venue &) = delete;

    void setListener(VenueListener *listener) noexcept;

    /// Lets simulated time pass to @p now: order flow, calendar, settlement. Emits events.
    void advance(WallTime now);
    [[nodiscard]] WallTime now() const noexcept;
    /// When something is due next: the caller sleeps until then.
    [[nodiscard]] WallTime nextEvent() const noexcept;

    /// All markets, expired ones included. Grows while the venue runs; elements stay where they are.
    [[nodiscard]] const MarketSpecs &markets() const noexcept;
    [[nodiscard]] std::optional<MarketIndex> find(const MarketId &market) const noexcept;
    [[nodiscard]] const MarketStatistics &statistics(MarketIndex market) const noexcept;
    /// At most @p levels a side (implied ones included).
    [[nodiscard]] BookImage image(MarketIndex market, std::size_t levels) const;
    /// Every order of the book in matching order: bids from the best, then offers from the best.
    [[nodiscard]] std::vector<BookOrder> orders(MarketIndex market) const;
    /// The current trade date of the venue, YYYYMMDD.
    [[nodiscard]] std::int32_t tradeDate() const noexcept;

    /// Client orders. The outcome comes as VenueOrderEvents before the call returns.
    void submit(const VenueOrder &order);
    /// @p volume is the new total (t4-protocol.md e.8); absent values keep.
    void revise(OrderHandle order, std::optional<std::int32_t> volume, std::optional<Ticks> limit,
                std::optional<Ticks> stop, std::optional<std::int32_t> maxShow,
                std::optional<Ticks> trail = std::nullopt);
    void pull(OrderHandle order);

    /// Lists a strategy of existing markets; its crowd starts to quote at once.
    [[nodiscard]] std::variant<MarketIndex, StrategyRefusal> createStrategy(const StrategySpec &wish);

    /// Whether changes of @p market's single orders are told. Costs nothing while nobody watches.
    void watchOrders(MarketIndex market, bool on);

    /// Forces a phase, for faults and tests.
    void setMode(MarketIndex market, MarketMode mode);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace depthdeck::exchange
