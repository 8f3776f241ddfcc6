// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/venue/venue.h"

#include "app/exchange/venue/client_entry.h"
#include "app/exchange/venue/timetable.h"
#include "app/exchange/venue/warm_up.h"

#include <algorithm>

namespace depthdeck::exchange {

namespace {

/// How long the crowds trade among themselves before anybody watches, and how many events that may take.
constexpr double rehearsalSeconds = 20.0;
constexpr double rehearsalEvents = 16'000.0;
/// How long a gap in time is traded through, and how many events that may take.
constexpr double gapSeconds = 600.0;
constexpr double gapEvents = 500'000.0;
/// A crowd's act is told as this many book changes and trades on average.
constexpr double eventsPerAct = 1.15;

enum Stream : std::uint64_t { ValueStream = 1'000'001, WarmUpStream = 1'000'002 };

[[nodiscard]] double usualRate(const std::vector<ListedMarket> &listed) noexcept
{
    double rate = 0.0;
    for (const ListedMarket &market : listed)
        rate += market.flow.eventsPerSecond * eventsPerAct;
    return rate;
}

/// @p seconds, or less when @p events come sooner.
[[nodiscard]] std::chrono::nanoseconds span(double seconds, double events, double eventsPerSecond) noexcept
{
    const double shorter = std::min(seconds, events / std::max(eventsPerSecond, 1.0));
    return std::chrono::nanoseconds{static_cast<std::int64_t>(std::max(shorter, 2.0) * 1e9)};
}

} // namespace

struct Venue::Parts
{
    Parts(std::string_view catalogueJson, WallTime start, const VenueOptions &options)
        : catalogue{Catalogue::parse(catalogueJson)},
          valuation{catalogue, listMarkets(catalogue, start, time, options.maxMarkets),
                    streamSeed(options.seed, ValueStream)},
          floor{valuation.listed(), options.seed},
          pacing{catalogue, wantedRate(options), usualRate(valuation.listed()), options.alwaysOpen},
          markets{floor, valuation, catalogue, time, options.maxMarkets},
          timetable{
              floor,    markets, valuation, pacing,
              calendar, time,    catalogue, {options.alwaysOpen, span(gapSeconds, gapEvents, wantedRate(options))}},
          entry{floor, timetable}
    {
        WarmUp warmUp{floor,
                      valuation,
                      pacing,
                      calendar,
                      time,
                      catalogue,
                      streamSeed(options.seed, WarmUpStream),
                      options.alwaysOpen};
        const WallTime rehearsed = start - span(rehearsalSeconds, rehearsalEvents, wantedRate(options));
        warmUp.run(rehearsed);
        timetable.begin(rehearsed);
        timetable.advance(start);
    }

    /// The asked rate counts real seconds, the flow simulated ones.
    [[nodiscard]] static double wantedRate(const VenueOptions &options) noexcept
    {
        const std::int64_t speed = std::max<std::int64_t>(options.speedPercent, 1);
        return std::max(0, options.targetRate) * 100.0 / static_cast<double>(speed);
    }

    ChicagoTime time;
    SessionCalendar calendar{time};
    Catalogue catalogue;
    Valuation valuation;
    Floor floor;
    Pacing pacing;
    MarketRegister markets;
    Timetable timetable;
    ClientEntry entry;
};

Venue::Venue(std::string_view catalogueJson, WallTime start, const VenueOptions &options)
    : m_parts{std::make_unique<Parts>(catalogueJson, start, options)}
{
}

Venue::~Venue() = default;

void Venue::setListener(VenueListener *listener) noexcept
{
    m_parts->floor.setListener(listener);
}

void Venue::advance(WallTime now)
{
    m_parts->timetable.advance(now);
}

WallTime Venue::now() const noexcept
{
    return m_parts->floor.now();
}

WallTime Venue::nextEvent() const noexcept
{
    return m_parts->timetable.nextEvent();
}

const MarketSpecs &Venue::markets() const noexcept
{
    return m_parts->floor.specs();
}

std::optional<MarketIndex> Venue::find(const MarketId &market) const noexcept
{
    return m_parts->markets.find(market);
}

const MarketStatistics &Venue::statistics(MarketIndex market) const noexcept
{
    return m_parts->floor.figures(market).statistics();
}

BookImage Venue::image(MarketIndex market, std::size_t levels) const
{
    BookImage image;
    const MatchingBook &book = m_parts->floor.book(market);
    const auto copy = [&](Side side, std::vector<BookLevel> &target) {
        const std::size_t count = std::min(levels, book.levelCount(side));
        target.reserve(count);
        for (std::size_t rank = 0; rank < count; ++rank)
            target.push_back(book.level(side, rank));
    };
    copy(Side::Buy, image.bids);
    copy(Side::Sell, image.offers);
    const ImpliedTop implied = levels > 0 ? m_parts->floor.implied(market) : ImpliedTop{};
    if (implied.bid)
        image.impliedBids.push_back(*implied.bid);
    if (implied.offer)
        image.impliedOffers.push_back(*implied.offer);
    return image;
}

std::vector<BookOrder> Venue::orders(MarketIndex market) const
{
    std::vector<BookOrder> orders;
    const MatchingBook &book = m_parts->floor.book(market);
    for (const Side side : {Side::Buy, Side::Sell}) {
        book.forEach(side, [&](const RestingOrder &order, OrderRef) {
            orders.push_back({order.id, side, order.price, order.visible, order.owner, order.priority});
        });
    }
    return orders;
}

std::int32_t Venue::tradeDate() const noexcept
{
    return m_parts->timetable.tradeDate();
}

void Venue::submit(const VenueOrder &order)
{
    m_parts->entry.submit(order);
}

void Venue::revise(OrderHandle order, std::optional<std::int32_t> volume, std::optional<Ticks> limit,
                   std::optional<Ticks> stop, std::optional<std::int32_t> maxShow, std::optional<Ticks> trail)
{
    m_parts->entry.revise(order, volume, limit, stop, maxShow, trail);
}

void Venue::pull(OrderHandle order)
{
    m_parts->entry.pull(order);
}

std::variant<MarketIndex, StrategyRefusal> Venue::createStrategy(const StrategySpec &wish)
{
    auto created = m_parts->markets.addStrategy(wish, m_parts->floor.now());
    if (const auto *market = std::get_if<MarketIndex>(&created))
        m_parts->timetable.admit(*market);
    return created;
}

void Venue::watchOrders(MarketIndex market, bool on)
{
    if (market < m_parts->floor.size())
        m_parts->floor.watchOrders(market, on);
}

void Venue::setMode(MarketIndex market, MarketMode mode)
{
    if (market < m_parts->floor.size())
        m_parts->timetable.forceMode(market, mode);
}

} // namespace depthdeck::exchange
