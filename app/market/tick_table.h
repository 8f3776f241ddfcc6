// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/price.h"

#include <optional>
#include <string_view>
#include <vector>

namespace depthdeck {

/// The one place that knows which prices a market has: its increment, its variable tick table and its cabinet price
/// (t4-chart-and-prices.md 10.3, 10.4). Every "n ticks from" goes through here. Increment 0 is the price 0.
class TickTable
{
public:
    /// Where an off-tick price goes. Nearest takes the even one of two equally near increments.
    enum class Rounding { Down, Nearest, Up };

    /// A table with one unit as its increment; replaced as soon as the market's definition is known.
    TickTable() = default;

    /// @p vtt is the wire's text; an invalid one is ignored (the market is uniform). When its base is @p increment
    /// times a power of ten, its numbers are in another price format and are scaled to that of @p increment. Nullopt
    /// when @p increment is not positive and @p vtt names no base either.
    [[nodiscard]] static std::optional<TickTable> make(Price increment, std::string_view vtt = {},
                                                       std::optional<Price> cabinet = std::nullopt);
    /// Whether @p vtt is empty or well formed. A rule that points away from zero on the wrong side (a P> below zero,
    /// a P< above it) has no defined meaning and makes the text invalid.
    [[nodiscard]] static bool isValidVtt(std::string_view vtt);

    /// The increment around zero.
    [[nodiscard]] Price increment() const noexcept { return m_base; }
    /// The step at @p price: on a boundary that of the inner segment.
    [[nodiscard]] Price stepAt(Price price) const noexcept;
    [[nodiscard]] bool isOnTick(Price price) const noexcept;
    /// The price @p increments from zero. Nullopt on overflow, or where the price has no exact form (only a table
    /// whose boundaries are no whole number of steps apart has such prices).
    [[nodiscard]] std::optional<Price> priceAt(std::int64_t increments) const noexcept;
    /// How many increments @p price is from zero. Nullopt when it is off tick.
    [[nodiscard]] std::optional<std::int64_t> incrementsAt(Price price) const noexcept;
    /// The nearest whole number of increments under @p rounding.
    [[nodiscard]] std::int64_t nearestIncrements(Price price, Rounding rounding) const noexcept;
    /// @p price itself when on tick, else its neighbour under @p rounding. Nullopt on overflow.
    [[nodiscard]] std::optional<Price> snapped(Price price, Rounding rounding) const noexcept;
    /// @p ticks away from @p price. An off-tick price first goes to its neighbour in the direction of travel, which
    /// counts as the first tick; 0 ticks leave it where it is. Nullopt on overflow.
    [[nodiscard]] std::optional<Price> stepped(Price price, std::int64_t ticks) const noexcept;
    /// @p to - @p from in ticks; nullopt when either is off tick.
    [[nodiscard]] std::optional<std::int64_t> ticksBetween(Price from, Price to) const noexcept;

private:
    /// From @ref start outwards each step is @ref step. Magnitudes in price units, so that both directions are alike.
    struct Segment
    {
        std::int64_t start = 0;
        std::int64_t step = 1;
        // Increments from zero to start, as a fraction: a boundary need not be a whole number of steps away.
        std::int64_t countNumerator = 0;
        std::int64_t countDenominator = 1;
    };
    /// One direction from zero: its segments outwards, the first of them {0, increment}. Never empty.
    using Walk = std::vector<Segment>;
    struct Rule;
    struct Rules;
    struct Position;

    [[nodiscard]] static std::optional<Rules> readVtt(std::string_view vtt);
    [[nodiscard]] static std::optional<Walk> makeWalk(Price base, std::vector<Rule> rules);
    [[nodiscard]] static TickTable uniform(Price increment);
    [[nodiscard]] const Segment &segmentOf(Price price) const noexcept;
    [[nodiscard]] Position positionOf(Price price) const noexcept;

    Price m_base = Price::fromUnits(1);
    Walk m_above{Segment{}};
    Walk m_below{Segment{}};
};

} // namespace depthdeck
