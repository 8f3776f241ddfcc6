// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/catalogue/listing.h"
#include "app/exchange/flow/fair_values.h"

namespace depthdeck::exchange {

/// What each listed market is worth: futures by their product's value and carry, spreads by their legs, options by
/// their underlying.
class Valuation
{
public:
    Valuation(const Catalogue &catalogue, std::vector<ListedMarket> listed, std::uint64_t seed);

    void add(const ListedMarket &market) { m_listed.push_back(market); }
    /// Another expiry has passed: @p market takes over the leader, the crowd and the day's volume of @p as. What it is
    /// worth does not change.
    void promote(MarketIndex market, const ListedMarket &as);

    [[nodiscard]] FairValues &values() noexcept { return m_values; }
    [[nodiscard]] const FairValues &values() const noexcept { return m_values; }
    [[nodiscard]] const std::vector<ListedMarket> &listed() const noexcept { return m_listed; }
    [[nodiscard]] Price price(MarketIndex market, WallTime now) const;
    /// The same on the market's tick scale.
    [[nodiscard]] FineTicks fine(MarketIndex market, WallTime now) const;
    /// The nearest tick; at least one for markets that are never worth nothing.
    [[nodiscard]] Ticks nearest(MarketIndex market, WallTime now) const;

private:
    FairValues m_values;
    std::vector<ListedMarket> m_listed;
};

} // namespace depthdeck::exchange
