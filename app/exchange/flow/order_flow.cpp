// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/flow/order_flow.h"

#include <algorithm>
#include <cmath>

namespace depthdeck::exchange {

namespace {

/// Share of the acts that are trades, and how many further acts each act causes on average.
constexpr double aggressorShare = 0.11;
constexpr double branching = 0.4;
constexpr double excitementSeconds = 3.0;
constexpr double impactSeconds = 45.0;
/// What a trade as large as a typical level moves the value, and the most any trade does.
constexpr double impactTicks = 0.12;
constexpr double mostImpactTicks = 20.0;
constexpr double mostExcitement = 8.0;
constexpr double icebergShare = 0.01;
/// How far the value must leave the quoted tick before the quotes follow, so that they do not flicker.
constexpr FineTicks reluctance = 300;

[[nodiscard]] constexpr Ticks floorTicks(FineTicks value) noexcept
{
    return value >= 0 ? value / fineTicksPerTick : -((-value + fineTicksPerTick - 1) / fineTicksPerTick);
}

} // namespace

OrderFlow::OrderFlow(const FlowProfile &profile, std::uint64_t seed)
    : m_profile{profile},
      m_random{seed},
      m_shapes{profile, m_random}
{
}

void OrderFlow::setProfile(const FlowProfile &profile)
{
    if (profile == m_profile)
        return;
    m_profile = profile;
    m_shapes = OrderShapes{profile, m_random};
}

Ticks OrderFlow::quote(Side side) const noexcept
{
    return side == Side::Buy ? m_anchor - m_profile.extraSpread : m_anchor + 1 + m_profile.extraSpread;
}

void OrderFlow::follow(FineTicks fair) noexcept
{
    const FineTicks low = m_anchor * fineTicksPerTick;
    if (!m_anchored || fair < low - reluctance || fair > low + fineTicksPerTick + reluctance)
        m_anchor = floorTicks(fair);
    m_anchored = true;
}

void OrderFlow::populate(FineTicks fair, CrowdDesk &desk)
{
    follow(fair);
    for (const Side side : {Side::Buy, Side::Sell}) {
        place(side, desk, true);
        for (int i = 1; i < m_profile.ordersPerSide; ++i)
            place(side, desk, false);
    }
}

void OrderFlow::act(FineTicks fair, CrowdDesk &desk)
{
    follow(fair);
    const MatchingBook &book = desk.book();
    if (book.isMatching()) {
        if (repair(fair, desk))
            return;
        if (m_random.chance(aggressorShare)) {
            aggress(fair, desk);
            return;
        }
    }
    const double fullness = static_cast<double>(book.orderCount(Side::Buy) + book.orderCount(Side::Sell)) /
                            (2.0 * static_cast<double>(m_profile.ordersPerSide));
    if (m_random.chance(std::min(0.9, 0.47 * fullness * fullness)))
        cancelOne(fair, desk);
    else
        placeOne(desk);
}

/// An order on the side that has fewer, more likely than not.
void OrderFlow::placeOne(CrowdDesk &desk)
{
    const MatchingBook &book = desk.book();
    const double bids = book.orderCount(Side::Buy);
    const double offers = book.orderCount(Side::Sell);
    const double lean = bids + offers > 0.0 ? (offers - bids) / (bids + offers) : 0.0;
    const Side side = m_random.chance(0.5 + 0.8 * std::clamp(lean, -0.5, 0.5)) ? Side::Buy : Side::Sell;
    const std::optional<Ticks> best = book.best(side);
    const bool touchIsOpen = !best || (side == Side::Buy ? *best < quote(side) : *best > quote(side));
    place(side, desk, touchIsOpen && m_random.chance(0.6));
}

void OrderFlow::place(Side side, CrowdDesk &desk, bool atTouch)
{
    const MatchingBook &book = desk.book();
    Ticks distance = atTouch ? 0 : m_shapes.distance(m_random);
    if (!book.isMatching()) // before the open opinions differ, which is what the auction is for
        distance -= m_random.below(4) == 0 ? 2 : 0;
    Ticks price = side == Side::Buy ? quote(side) - distance : quote(side) + distance;
    if (const std::optional<Ticks> against = book.best(opposite(side)); against && book.isMatching())
        price = side == Side::Buy ? std::min(price, *against - 1) : std::max(price, *against + 1);
    if (m_profile.lowestPrice && price < *m_profile.lowestPrice)
        return;
    std::int32_t volume = m_shapes.size(m_random);
    std::int32_t maxShow = 0;
    if (m_random.chance(icebergShare)) {
        maxShow = volume;
        volume *= 6;
    }
    if (const std::optional<OrderRef> order = desk.submit(side, Duration::Day, volume, maxShow, price))
        ordersOf(side).push_back(*order);
}

/// A random order of the crowd that is still in the book; forgets the filled ones it meets.
std::optional<std::size_t> OrderFlow::pick(Side side, const MatchingBook &book)
{
    std::vector<OrderRef> &orders = ordersOf(side);
    while (!orders.empty()) {
        const std::size_t at = m_random.below(static_cast<std::uint32_t>(orders.size()));
        if (book.find(orders[at]))
            return at;
        orders[at] = orders.back();
        orders.pop_back();
    }
    return std::nullopt;
}

/// Of a few orders, the one its owner regrets most: the worst priced against the value, or the one left far behind.
void OrderFlow::cancelOne(FineTicks fair, CrowdDesk &desk)
{
    const MatchingBook &book = desk.book();
    const auto bids = static_cast<std::uint32_t>(book.orderCount(Side::Buy));
    const auto offers = static_cast<std::uint32_t>(book.orderCount(Side::Sell));
    if (bids + offers == 0)
        return;
    const Side side = m_random.below(bids + offers) < bids ? Side::Buy : Side::Sell;
    std::optional<OrderRef> chosen;
    FineTicks worst = 0;
    for (int i = 0; i < 3; ++i) {
        const std::optional<std::size_t> at = pick(side, book);
        if (!at)
            return;
        const OrderRef order = ordersOf(side)[*at];
        const FineTicks value = book.find(order)->price * fineTicksPerTick;
        const FineTicks edge = side == Side::Buy ? fair - value : value - fair;
        const FineTicks comfort = m_profile.levels * fineTicksPerTick * 3 / 2;
        // Regret: standing on the wrong side of the value, or too far away to ever trade.
        const FineTicks regret = edge < 0 ? -edge * 4 : std::max<FineTicks>(edge - comfort, 0);
        if (!chosen || regret > worst) {
            chosen = order;
            worst = regret;
        }
    }
    desk.engine.cancel(*chosen);
}

void OrderFlow::aggress(FineTicks fair, CrowdDesk &desk)
{
    const MatchingBook &book = desk.book();
    const std::optional<Ticks> bid = book.best(Side::Buy);
    const std::optional<Ticks> offer = book.best(Side::Sell);
    if (!bid || !offer) {
        place(bid ? Side::Sell : Side::Buy, desk, true);
        return;
    }
    const double width = static_cast<double>(*offer - *bid) * fineTicksPerTick;
    const double middle = static_cast<double>(*offer + *bid) * fineTicksPerTick / 2.0;
    const double mispricing = std::clamp((static_cast<double>(fair) - middle) / width, -1.0, 1.0);
    const bool certain = mispricing >= 0.5 || mispricing <= -0.5; // the value is outside the market
    Side side =
        m_random.chance(0.5 + (certain ? 0.46 : 0.6) * std::clamp(mispricing, -1.0, 1.0)) ? Side::Buy : Side::Sell;
    if (certain)
        side = m_random.chance(0.95) == (mispricing > 0.0) ? Side::Buy : Side::Sell;
    else if (m_random.chance(0.35))
        side = m_lastSide; // parents are worked in slices
    m_lastSide = side;

    std::int32_t volume = m_shapes.size(m_random);
    if (certain && m_random.chance(0.5))
        volume = std::max(volume, book.bestVolume(opposite(side)) * 4 / 5);
    const Ticks touch = side == Side::Buy ? *offer : *bid;
    const Ticks known = side == Side::Buy ? std::max(touch, floorTicks(fair)) : std::min(touch, floorTicks(fair) + 1);
    desk.submit(side, Duration::ImmediateOrCancel, volume, 0, known);
}

/// When the value has run away from the crowd's quotes, those at risk leave at once, as market makers do, and some come
/// back at the new value. Returns whether that happened.
bool OrderFlow::repair(FineTicks fair, CrowdDesk &desk)
{
    const MatchingBook &book = desk.book();
    const FineTicks tolerance = (2 + m_profile.extraSpread) * fineTicksPerTick;
    bool repaired = false;
    for (const Side side : {Side::Buy, Side::Sell}) {
        const auto isAtRisk = [&](Ticks price) {
            const FineTicks value = price * fineTicksPerTick;
            return side == Side::Buy ? value > fair + tolerance : value < fair - tolerance;
        };
        if (const std::optional<Ticks> best = book.best(side); !best || !isAtRisk(*best))
            continue;
        std::vector<OrderRef> leaving;
        book.forEach(side, [&](const RestingOrder &order, OrderRef ref) {
            if (order.owner == 0 && isAtRisk(order.price))
                leaving.push_back(ref);
        });
        for (const OrderRef order : leaving)
            desk.engine.cancel(order);
        repaired = !leaving.empty();
    }
    if (!repaired)
        return false;
    for (const Side side : {Side::Buy, Side::Sell}) {
        place(side, desk, true);
        place(side, desk, false);
    }
    return true;
}

void OrderFlow::withdraw(CrowdDesk &desk)
{
    for (std::vector<OrderRef> &orders : m_orders) {
        for (const OrderRef order : orders)
            desk.engine.cancel(order);
        orders.clear();
    }
    m_anchored = false;
}

void OrderFlow::decay(WallTime now) noexcept
{
    if (now <= m_decayedAt)
        return;
    const double seconds = std::chrono::duration<double>(now - m_decayedAt).count();
    m_decayedAt = now;
    m_excitement *= std::exp(-seconds / excitementSeconds);
    m_impact *= std::exp(-seconds / impactSeconds);
}

void OrderFlow::onTrade(BookSide hit, std::int32_t volume, WallTime now) noexcept
{
    decay(now);
    const double tradesPerSecond = aggressorShare * m_profile.eventsPerSecond * m_intensity;
    m_excitement = std::min(mostExcitement, m_excitement + branching / (excitementSeconds * tradesPerSecond));
    const double sign = hit == BookSide::Offer ? 1.0 : hit == BookSide::Bid ? -1.0 : 0.0;
    const double typical = std::max(20.0, static_cast<double>(m_profile.medianLots * m_profile.ordersPerSide) / 10.0);
    const double weight = std::min(static_cast<double>(volume) / typical, mostImpactTicks / impactTicks);
    m_impact += sign * impactTicks * fineTicksPerTick * weight / std::sqrt(std::max(1.0, m_intensity));
}

std::chrono::nanoseconds OrderFlow::nextDelay(double intensity, WallTime now) noexcept
{
    decay(now);
    m_intensity = std::max(intensity, 1e-3);
    const double perSecond = m_profile.eventsPerSecond * (1.0 - branching) * m_intensity * (1.0 + m_excitement);
    const double seconds = std::min(m_random.exponential() / std::max(perSecond, 1e-6), 3600.0);
    return std::chrono::nanoseconds{1 + std::llround(seconds * 1e9)};
}

FineTicks OrderFlow::impact(WallTime now) noexcept
{
    decay(now);
    return std::llround(m_impact);
}

} // namespace depthdeck::exchange
