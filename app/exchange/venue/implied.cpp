// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/venue/implied.h"

#include <algorithm>

namespace depthdeck::exchange {

namespace {

/// A best level with its price in exact form.
struct Source
{
    BookLevel level;
    Price price;
};

[[nodiscard]] std::optional<Source> sourceOf(MarketIndex market, Side side, const MarketSpecs &specs,
                                             const ImpliedRelations::BestOf &best)
{
    const std::optional<BookLevel> level = best(market, side);
    const std::optional<Price> price = level ? specs[market].ticks.priceAt(level->price) : std::nullopt;
    return price ? std::optional{Source{*level, *price}} : std::nullopt;
}

/// The tick of @p units for an implied order of @p side: between two ticks the worse one.
[[nodiscard]] Ticks worseTick(const MarketSpec &spec, std::int64_t units, Side side)
{
    const auto rounding = side == Side::Buy ? TickTable::Rounding::Down : TickTable::Rounding::Up;
    return spec.ticks.nearestIncrements(Price::fromUnits(units), rounding);
}

/// The tick of near - far on the spread's scale; nullopt where that has none.
[[nodiscard]] std::optional<Ticks> spreadTick(const MarketSpec &spread, Price near, Price far)
{
    return spread.ticks.incrementsAt(Price::fromUnits(near.units() - far.units()));
}

[[nodiscard]] bool isBetter(Ticks price, Ticks than, Side side) noexcept
{
    return side == Side::Buy ? price > than : price < than;
}

} // namespace

ImpliedRelations::ImpliedRelations(const MarketSpecs &specs)
{
    while (m_affected.size() < specs.size())
        add(specs);
}

void ImpliedRelations::add(const MarketSpecs &specs)
{
    const auto market = static_cast<MarketIndex>(m_affected.size());
    m_affected.emplace_back();
    m_trianglesOf.emplace_back();
    const std::vector<LegSpec> &legs = specs[market].legs;
    if (legs.size() != 2 || legs[0].ratio != 1 || legs[1].ratio != -1 || legs[0].price || legs[1].price)
        return;
    const Triangle triangle{market, legs[0].market, legs[1].market};
    const bool futures = !specs[triangle.near].strike && !specs[triangle.far].strike;
    if (!futures || specs[triangle.near].key.contract != specs[triangle.far].key.contract)
        return; // different contracts are not worth the same per point
    for (const MarketIndex corner : {triangle.spread, triangle.near, triangle.far}) {
        m_trianglesOf[corner].push_back(m_triangles.size());
        for (const MarketIndex other : {triangle.spread, triangle.near, triangle.far}) {
            if (other != corner)
                m_affected[corner].push_back(other);
        }
    }
    m_triangles.push_back(triangle);
}

std::optional<ImpliedQuote> ImpliedRelations::quote(const Triangle &triangle, MarketIndex target, Side side,
                                                    const MarketSpecs &specs, const BestOf &best)
{
    const bool forNear = target == triangle.near;
    const bool forSpread = target == triangle.spread;
    const MarketIndex first = forNear ? triangle.spread : triangle.near;
    const MarketIndex second = forNear || forSpread ? triangle.far : triangle.spread;
    const Side secondSide = forNear ? side : opposite(side);
    const auto a = sourceOf(first, side, specs, best);
    const auto b = a ? sourceOf(second, secondSide, specs, best) : std::nullopt;
    if (!b)
        return std::nullopt;
    ImpliedQuote quote;
    quote.spread = triangle.spread;
    quote.level.volume = std::min(a->level.volume, b->level.volume);
    quote.parts = {{{first, side, a->level.price}, {second, secondSide, b->level.price}}};
    if (forSpread) {
        const auto price = spreadTick(specs[triangle.spread], a->price, b->price);
        if (!price)
            return std::nullopt;
        quote.level.price = *price;
        quote.legPrices = {a->level.price, b->level.price};
        return quote;
    }
    const std::int64_t sum = forNear ? a->price.units() + b->price.units() : a->price.units() - b->price.units();
    quote.level.price = worseTick(specs[target], sum, side);
    const auto price = specs[target].ticks.priceAt(quote.level.price);
    if (!price)
        return std::nullopt;
    const auto spread = forNear ? spreadTick(specs[triangle.spread], *price, b->price)
                                : spreadTick(specs[triangle.spread], a->price, *price);
    if (!spread)
        return std::nullopt;
    quote.parts[forNear ? 0 : 1].price = *spread;
    quote.legPrices =
        forNear ? std::array{quote.level.price, b->level.price} : std::array{a->level.price, quote.level.price};
    return quote;
}

std::optional<ImpliedQuote> ImpliedRelations::quote(MarketIndex market, Side side, const MarketSpecs &specs,
                                                    const BestOf &best) const
{
    std::optional<ImpliedQuote> chosen;
    for (const std::size_t index : m_trianglesOf[market]) {
        const auto candidate = quote(m_triangles[index], market, side, specs, best);
        if (candidate && (!chosen || isBetter(candidate->level.price, chosen->level.price, side)))
            chosen = candidate;
    }
    return chosen;
}

ImpliedTop ImpliedRelations::topOf(MarketIndex market, const MarketSpecs &specs, const BestOf &best) const
{
    ImpliedTop top;
    for (const Side side : {Side::Buy, Side::Sell}) {
        std::optional<BookLevel> &level = side == Side::Buy ? top.bid : top.offer;
        for (const std::size_t index : m_trianglesOf[market]) {
            const auto candidate = quote(m_triangles[index], market, side, specs, best);
            if (!candidate)
                continue;
            if (!level || isBetter(candidate->level.price, level->price, side))
                level = candidate->level;
            else if (candidate->level.price == level->price)
                level->volume += candidate->level.volume; // two ways to trade at one price
        }
    }
    const std::optional<BookLevel> bid = best(market, Side::Buy);
    const std::optional<BookLevel> offer = best(market, Side::Sell);
    if (top.bid && offer && top.bid->price >= offer->price)
        top.bid.reset();
    if (top.offer && bid && top.offer->price <= bid->price)
        top.offer.reset();
    return top;
}

std::vector<MarketIndex> ImpliedRelations::spreadsAround(MarketIndex market) const
{
    std::vector<MarketIndex> spreads;
    for (const std::size_t index : m_trianglesOf[market])
        spreads.push_back(m_triangles[index].spread);
    return spreads;
}

} // namespace depthdeck::exchange
