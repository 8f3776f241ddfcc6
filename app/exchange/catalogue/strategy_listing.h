// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/catalogue/listing.h"
#include "app/exchange/venue/venue_listener.h"

namespace depthdeck::exchange {

/// The legs of @p wish as a market has them: options first, hedges last, otherwise in the given order.
[[nodiscard]] std::vector<LegSpec> strategyLegs(const StrategySpec &wish, const MarketSpecs &markets);

/// The market that @p wish becomes, which strategyProblem() has nothing against. @p listed are the markets so far, @p
/// number counts the strategies. Its price is the sum of its legs' by their ratios, hedges left out; its tick the
/// largest that every leg's ticks are multiples of, or that of the contract's own spreads.
[[nodiscard]] ListedMarket listStrategy(const StrategySpec &wish, const std::vector<ListedMarket> &listed,
                                        const MarketSpecs &markets, const Catalogue &catalogue, int number,
                                        WallTime now);

} // namespace depthdeck::exchange
