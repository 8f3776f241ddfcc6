// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/catalogue/catalogue.h"
#include "app/exchange/flow/flow_profile.h"
#include "app/exchange/venue/chicago_time.h"
#include "app/exchange/venue/market_spec.h"

namespace depthdeck::exchange {

/// A market as the venue runs it: what clients may know (@ref spec) and what the simulation needs besides.
struct ListedMarket
{
    MarketSpec spec;
    std::size_t product = 0; ///< index into Catalogue::products: the contract, or what its option is on
    int monthsFromFront = 0; ///< how far its contract month lies behind the product's front month
    /// The front month whose trades move this one too: its own product's, or that of the product it tracks. Itself for
    /// front months, spreads and options.
    MarketIndex leader = 0;
    FlowProfile flow;
    std::int32_t openInterest = 0;
    std::int32_t dailyVolume = 0;
    std::int32_t protectionTicks = 0;
};

/// Expands the catalogue into markets as of @p start: outrights by rank of expiry (all front months first), then
/// calendar spreads, then options from the money outwards. Whatever a market refers to stands before it. @p maxMarkets
/// cuts the list; 0 does not. Throws std::runtime_error naming the contract whose prices do not fit its tick.
[[nodiscard]] std::vector<ListedMarket> listMarkets(const Catalogue &catalogue, WallTime start, const ChicagoTime &time,
                                                    std::uint32_t maxMarkets);

} // namespace depthdeck::exchange
