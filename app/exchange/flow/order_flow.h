// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/flow/crowd_desk.h"
#include "app/exchange/flow/order_shapes.h"

#include <array>

namespace depthdeck::exchange {

/// The crowd of one market: limit orders that arrive around the value, are cancelled, and trade with aggressors that
/// know the value a little. Arrivals excite further arrivals (a Hawkes process with an exponential kernel), signs
/// persist, and trades move the value for a while. Deterministic from its seed and the calls. Works in ticks.
class OrderFlow
{
public:
    OrderFlow(const FlowProfile &profile, std::uint64_t seed);

    /// Fills an empty book around @p fair.
    void populate(FineTicks fair, CrowdDesk &desk);
    /// Does one thing: an order, a cancel or a trade. While the book is not matching, orders only gather.
    void act(FineTicks fair, CrowdDesk &desk);
    /// Takes all of the crowd's orders out of the book.
    void withdraw(CrowdDesk &desk);

    /// Told of every trade of the market, the clients' too: it excites and leaves its mark on the value.
    void onTrade(BookSide hit, std::int32_t volume, WallTime now) noexcept;
    /// How long until the next act when the market is @p intensity times as busy as on average.
    [[nodiscard]] std::chrono::nanoseconds nextDelay(double intensity, WallTime now) noexcept;
    /// What recent trades did to the value.
    [[nodiscard]] FineTicks impact(WallTime now) noexcept;

    [[nodiscard]] const FlowProfile &profile() const noexcept { return m_profile; }
    /// The crowd grows or shrinks to another size: its orders come and go as @p profile says from now on.
    void setProfile(const FlowProfile &profile);

private:
    [[nodiscard]] Ticks quote(Side side) const noexcept;
    void follow(FineTicks fair) noexcept;
    void decay(WallTime now) noexcept;
    void place(Side side, CrowdDesk &desk, bool atTouch);
    void placeOne(CrowdDesk &desk);
    void cancelOne(FineTicks fair, CrowdDesk &desk);
    void aggress(FineTicks fair, CrowdDesk &desk);
    [[nodiscard]] bool repair(FineTicks fair, CrowdDesk &desk);
    [[nodiscard]] std::optional<std::size_t> pick(Side side, const MatchingBook &book);
    [[nodiscard]] std::vector<OrderRef> &ordersOf(Side side) noexcept { return m_orders[side == Side::Buy ? 0 : 1]; }

    FlowProfile m_profile;
    Random m_random;
    OrderShapes m_shapes;
    std::array<std::vector<OrderRef>, 2> m_orders; ///< what the crowd placed; filled ones are dropped when met
    Ticks m_anchor = 0;                            ///< the value lies between this tick and the next
    bool m_anchored = false;
    Side m_lastSide = Side::Buy;
    double m_intensity = 1.0;
    double m_excitement = 0.0;
    double m_impact = 0.0; ///< in fine ticks
    WallTime m_decayedAt{};
};

} // namespace depthdeck::exchange
