// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/engine/matching_book.h"

#include <cstdlib>

namespace depthdeck::exchange {

namespace {

/// Lots of @p side that would trade at @p price.
[[nodiscard]] std::int64_t lotsWillingAt(const PriceLadder &side, Ticks price) noexcept
{
    const Ticks worstKey = side.keyOf(price);
    std::int64_t lots = 0;
    for (std::size_t rank = 0; rank < side.size() && side.level(rank).key >= worstKey; ++rank)
        lots += side.level(rank).total;
    return lots;
}

/// One candidate for the opening price; the greater the better.
struct Candidate
{
    std::int64_t volume = 0;
    std::int64_t surplus = 0;
    Ticks distance = 0;
    Ticks price = 0;

    [[nodiscard]] bool isBetterThan(const Candidate &other) const noexcept
    {
        if (volume != other.volume)
            return volume > other.volume;
        if (surplus != other.surplus)
            return surplus < other.surplus;
        if (distance != other.distance)
            return distance < other.distance;
        return price > other.price;
    }
};

} // namespace

std::optional<MatchingBook::Equilibrium> MatchingBook::equilibrium(Ticks reference) const
{
    const std::optional<Ticks> bid = best(Side::Buy);
    const std::optional<Ticks> offer = best(Side::Sell);
    if (!bid || !offer || *bid < *offer)
        return std::nullopt;
    std::optional<Candidate> chosen;
    const auto consider = [&](Ticks price) {
        if (price < *offer || price > *bid)
            return;
        const std::int64_t demand = lotsWillingAt(m_bids, price);
        const std::int64_t supply = lotsWillingAt(m_offers, price);
        const Candidate candidate{std::min(demand, supply), std::abs(demand - supply), std::abs(price - reference),
                                  price};
        if (!chosen || candidate.isBetterThan(*chosen))
            chosen = candidate;
    };
    // Volume and surplus change only at prices somebody named; so the best price is one of those, the tick where the
    // next stretch of equals begins, or the reference inside a stretch.
    for (std::size_t rank = 0; rank < m_bids.size(); ++rank) {
        consider(m_bids.priceOf(m_bids.level(rank)));
        consider(m_bids.priceOf(m_bids.level(rank)) + 1);
    }
    for (std::size_t rank = 0; rank < m_offers.size(); ++rank) {
        consider(m_offers.priceOf(m_offers.level(rank)));
        consider(m_offers.priceOf(m_offers.level(rank)) - 1);
    }
    consider(reference);
    return Equilibrium{chosen->price, chosen->volume};
}

void MatchingBook::uncross(Ticks reference, BookSink &sink)
{
    m_matching = false;
    const std::optional<Equilibrium> open = equilibrium(reference);
    if (!open)
        return;
    ++m_lastTradeId;
    m_restingVolumes.clear();
    std::int64_t left = open->volume;
    while (left > 0) {
        const std::int32_t bid = m_pool[m_bids.best().head].visible;
        const std::int32_t offer = m_pool[m_offers.best().head].visible;
        const std::int32_t lots = std::min({bid, offer, clampedLots(left)});
        left -= fillHead(m_bids, lots, open->price, sink);
        fillHead(m_offers, lots, open->price, sink);
        m_restingVolumes.pop_back(); // one entry a match, not one a side
    }
    report({open->price, clampedLots(open->volume), BookSide::Undefined, m_lastTradeId, m_restingVolumes}, sink);
}

} // namespace depthdeck::exchange
