// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_mode.h"
#include "app/market/price.h"
#include "app/market/quantity.h"
#include "app/market/side.h"
#include "app/time/clock.h"

#include <optional>
#include <vector>

namespace depthdeck {

/// One price level. @ref orders 0 means not published (t4-protocol.md c.4).
struct DepthLine
{
    Price price;
    Quantity volume;
    std::int32_t orders = 0;
    friend bool operator==(const DepthLine &, const DepthLine &) noexcept = default;
};

/// The newest image of one market's book: a value, replaced whole (t4-protocol.md c.4). Best price first on each side.
struct DepthBook
{
    std::vector<DepthLine> bids;
    std::vector<DepthLine> offers;
    std::vector<DepthLine> impliedBids; ///< shown apart, never added (t4-protocol.md c.4)
    std::vector<DepthLine> impliedOffers;
    MarketMode mode = MarketMode::Undefined;
    std::int32_t flags = 0; ///< MarketFlags2 bits
    bool delayed = false;
    DepthLevels levels = DepthLevels::Undefined;
    DepthBuffer buffer = DepthBuffer::NoSubscription;
    std::optional<WallTime> time; ///< the server's
    SteadyTime receivedAt{};      ///< when its frame arrived here

    [[nodiscard]] const DepthLine *bestBid() const noexcept { return bids.empty() ? nullptr : &bids.front(); }
    [[nodiscard]] const DepthLine *bestOffer() const noexcept { return offers.empty() ? nullptr : &offers.front(); }
};

} // namespace depthdeck
