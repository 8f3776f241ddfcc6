// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/venue/implied.h"

#include <algorithm>

namespace depthdeck::exchange {

namespace {

/// One of the two sources of an implied price.
struct Source
{
    MarketIndex market = 0;
    Side side = Side::Buy; ///< which side of its book
    std::int64_t sign = 1; ///< added or subtracted
};

[[nodiscard]] std::optional<BookLevel> combined(const Source &a, const Source &b, MarketIndex target, Side side,
                                                std::span<const MarketSpec> specs, const ImpliedRelations::BestOf &best)
{
    const std::optional<BookLevel> levelA = best(a.market, a.side);
    const std::optional<BookLevel> levelB = best(b.market, b.side);
    if (!levelA || !levelB)
        return std::nullopt;
    const std::optional<Price> priceA = specs[a.market].ticks.priceAt(levelA->price);
    const std::optional<Price> priceB = specs[b.market].ticks.priceAt(levelB->price);
    if (!priceA || !priceB)
        return std::nullopt;
    const Price price = Price::fromUnits(priceA->units() * a.sign + priceB->units() * b.sign);
    const auto rounding = side == Side::Buy ? TickTable::Rounding::Down : TickTable::Rounding::Up;
    return BookLevel{specs[target].ticks.nearestIncrements(price, rounding), std::min(levelA->volume, levelB->volume),
                     0};
}

/// The better one; equal prices are two ways to trade, so their volumes add.
void offerTo(std::optional<BookLevel> &best, const std::optional<BookLevel> &candidate, Side side)
{
    if (!candidate)
        return;
    if (!best || (side == Side::Buy ? candidate->price > best->price : candidate->price < best->price))
        best = candidate;
    else if (candidate->price == best->price)
        best->volume += candidate->volume;
}

} // namespace

ImpliedRelations::ImpliedRelations(std::span<const MarketSpec> specs)
    : m_affected(specs.size()),
      m_trianglesOf(specs.size())
{
    for (MarketIndex market = 0; market < specs.size(); ++market) {
        const std::vector<LegSpec> &legs = specs[market].legs;
        if (legs.size() != 2 || legs[0].ratio != 1 || legs[1].ratio != -1)
            continue;
        const Triangle triangle{market, legs[0].market, legs[1].market};
        for (const MarketIndex corner : {triangle.spread, triangle.near, triangle.far}) {
            m_trianglesOf[corner].push_back(m_triangles.size());
            for (const MarketIndex other : {triangle.spread, triangle.near, triangle.far}) {
                if (other != corner)
                    m_affected[corner].push_back(other);
            }
        }
        m_triangles.push_back(triangle);
    }
}

ImpliedTop ImpliedRelations::topOf(MarketIndex market, std::span<const MarketSpec> specs, const BestOf &best) const
{
    ImpliedTop top;
    for (const std::size_t index : m_trianglesOf[market]) {
        const Triangle &triangle = m_triangles[index];
        for (const Side side : {Side::Buy, Side::Sell}) {
            Source a{triangle.near, side, 1};
            Source b{triangle.far, opposite(side), -1};
            if (market == triangle.near) {
                a = {triangle.spread, side, 1};
                b = {triangle.far, side, 1};
            } else if (market == triangle.far) {
                b = {triangle.spread, opposite(side), -1};
            }
            offerTo(side == Side::Buy ? top.bid : top.offer, combined(a, b, market, side, specs, best), side);
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

} // namespace depthdeck::exchange
