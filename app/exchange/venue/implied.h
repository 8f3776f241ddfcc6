// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/book_level.h"

#include <functional>
#include <optional>
#include <vector>

namespace depthdeck::exchange {

/// The best prices that follow from a calendar spread and its legs. What would trade with the market's own book is left
/// out: it exists only while one of them does not match.
struct ImpliedTop
{
    std::optional<BookLevel> bid;
    std::optional<BookLevel> offer;
    friend bool operator==(const ImpliedTop &, const ImpliedTop &) noexcept = default;
};

/// One way to trade a market through two others.
struct ImpliedQuote
{
    /// What is done in one of the others.
    struct Part
    {
        MarketIndex market = 0;
        Side side = Side::Buy; ///< the side of its book that is hit
        Ticks price = 0;       ///< that of its best level, or better for the orders there
    };

    BookLevel level; ///< in the ticks of the market that it is for
    std::array<Part, 2> parts;
    MarketIndex spread = 0;
    std::array<Ticks, 2> legPrices{}; ///< near and far, exact: their difference is the spread's price
};

/// Which markets imply prices in which others, and what these are.
///   spread bid = near bid - far offer      near bid  = spread bid + far bid      far bid   = near bid - spread offer
///   spread offer = near offer - far bid    near offer = spread offer + far offer far offer = near offer - spread bid
/// The volume is the smaller one of the two. Where the sum lies between two ticks of a leg it goes to the worse one,
/// and the spread's orders have the difference; so every trade is exact in all three markets.
class ImpliedRelations
{
public:
    /// The best level of a market's own book.
    using BestOf = std::function<std::optional<BookLevel>(MarketIndex, Side)>;

    explicit ImpliedRelations(const MarketSpecs &specs);

    /// Takes in the market behind those known so far.
    void add(const MarketSpecs &specs);
    /// Markets whose implied prices may change with @p market's best bid or offer.
    [[nodiscard]] const std::vector<MarketIndex> &affectedBy(MarketIndex market) const noexcept
    {
        return m_affected[market];
    }
    [[nodiscard]] bool isRelated(MarketIndex market) const noexcept { return !m_trianglesOf[market].empty(); }
    /// The best one that adds to @p side of @p market's book.
    [[nodiscard]] std::optional<ImpliedQuote> quote(MarketIndex market, Side side, const MarketSpecs &specs,
                                                    const BestOf &best) const;
    [[nodiscard]] ImpliedTop topOf(MarketIndex market, const MarketSpecs &specs, const BestOf &best) const;
    /// The spreads that hang together with @p market, itself included.
    [[nodiscard]] std::vector<MarketIndex> spreadsAround(MarketIndex market) const;

private:
    /// A calendar spread with its two legs.
    struct Triangle
    {
        MarketIndex spread = 0;
        MarketIndex near = 0;
        MarketIndex far = 0;
    };

    [[nodiscard]] static std::optional<ImpliedQuote> quote(const Triangle &triangle, MarketIndex target, Side side,
                                                           const MarketSpecs &specs, const BestOf &best);

    std::vector<Triangle> m_triangles;
    std::vector<std::vector<MarketIndex>> m_affected;
    std::vector<std::vector<std::size_t>> m_trianglesOf;
};

} // namespace depthdeck::exchange
