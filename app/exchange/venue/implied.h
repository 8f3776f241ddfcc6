// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/book_level.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace depthdeck::exchange {

/// The best prices that follow from a calendar spread and its legs. Shown, not traded; so those that would trade with
/// the market's own book are left out.
struct ImpliedTop
{
    std::optional<BookLevel> bid;
    std::optional<BookLevel> offer;
    friend bool operator==(const ImpliedTop &, const ImpliedTop &) noexcept = default;
};

/// Which markets imply prices in which others, and what these are.
///   spread bid = near bid - far offer      near bid  = spread bid + far bid      far bid   = near bid - spread offer
///   spread offer = near offer - far bid    near offer = spread offer + far offer far offer = near offer - spread bid
/// The volume is the smaller one of the two. A price between two ticks goes to the worse one.
class ImpliedRelations
{
public:
    /// The best level of a market's own book.
    using BestOf = std::function<std::optional<BookLevel>(MarketIndex, Side)>;

    explicit ImpliedRelations(std::span<const MarketSpec> specs);

    /// Markets whose implied prices may change with @p market's best bid or offer.
    [[nodiscard]] const std::vector<MarketIndex> &affectedBy(MarketIndex market) const noexcept
    {
        return m_affected[market];
    }
    [[nodiscard]] ImpliedTop topOf(MarketIndex market, std::span<const MarketSpec> specs, const BestOf &best) const;

private:
    /// A calendar spread with its two legs.
    struct Triangle
    {
        MarketIndex spread = 0;
        MarketIndex near = 0;
        MarketIndex far = 0;
    };

    std::vector<Triangle> m_triangles;
    std::vector<std::vector<MarketIndex>> m_affected;
    std::vector<std::vector<std::size_t>> m_trianglesOf;
};

} // namespace depthdeck::exchange
