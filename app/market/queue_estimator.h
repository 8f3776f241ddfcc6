// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/order_by_order_book.h"

namespace depthdeck {

/// One price level of a market-by-price image. @ref orders 0 means not published.
struct LevelSize
{
    Quantity lots;
    std::int32_t orders = 0;
};

/// Guesses from market-by-price data where one own order stands in the queue of its price. Conservative: everything
/// that was there when it came is ahead; only what traded at the price is known to have left in front; what was
/// cancelled is taken to have stood behind until there is no room left behind. Never says exact. Knows no time.
class QueueEstimator
{
public:
    /// @p level as it was when the order came; whether the order is in it already, nobody knows.
    QueueEstimator(Quantity working, const LevelSize &level) noexcept;

    /// A newer image. @p includesOwn: it is from after the order came, so the rest of the level is all that can be
    /// ahead.
    void levelSeen(const LevelSize &level, bool includesOwn) noexcept;
    /// So many lots traded at the price: they stood in front.
    void traded(Quantity lots) noexcept;
    /// The order itself was filled in part: nobody is ahead.
    void ownFilled() noexcept;
    /// The order's own open lots; fewer keep its place.
    void setWorking(Quantity working) noexcept { m_working = working; }

    [[nodiscard]] QueuePosition position() const noexcept;

private:
    Quantity m_working;
    Quantity m_ahead;
    Quantity m_atPrice;
    std::int32_t m_ordersAhead = 0;
    bool m_ordersKnown = false;
};

} // namespace depthdeck
