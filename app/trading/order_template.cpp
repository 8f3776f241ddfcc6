// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_template.h"

namespace depthdeck {

namespace {

std::optional<Price> priceOf(const DepthLine *line) noexcept
{
    return line != nullptr ? std::optional{line->price} : std::nullopt;
}

std::optional<Price> anchorPrice(PriceAnchor anchor, Side side, const MarketState &market, std::optional<Price> given)
{
    const DepthLine *bid = market.book.bestBid();
    const DepthLine *offer = market.book.bestOffer();
    switch (anchor) {
    case PriceAnchor::Given:
        return given;
    case PriceAnchor::OwnBest:
        return priceOf(side == Side::Buy ? bid : offer);
    case PriceAnchor::OppositeBest:
        return priceOf(side == Side::Buy ? offer : bid);
    case PriceAnchor::LastTrade:
        return market.quote.last;
    }
    return std::nullopt;
}

/// Turns ticks into prices for one side of one market; remembers whether all of them could be.
class Pricing
{
public:
    Pricing(const TickTable &ticks, Side side) noexcept : m_ticks{ticks}, m_side{side} {}

    /// @p ticks towards higher prices for a buy, towards lower ones for a sell.
    std::optional<Price> from(std::optional<Price> start, std::int64_t ticks)
    {
        const std::optional<Price> price =
            start ? m_ticks.stepped(*start, m_side == Side::Buy ? ticks : -ticks) : std::nullopt;
        m_good = m_good && price.has_value();
        return price;
    }
    std::optional<Price> difference(std::optional<Price> to, std::optional<Price> start)
    {
        const std::optional<Price> distance = to && start ? to->minus(*start) : std::nullopt;
        m_good = m_good && distance.has_value();
        return distance;
    }
    std::optional<Price> distance(std::int64_t ticks)
    {
        const std::optional<Price> price = m_ticks.increment().times(ticks);
        m_good = m_good && price.has_value();
        return price;
    }
    [[nodiscard]] bool isGood() const noexcept { return m_good; }

private:
    const TickTable &m_ticks;
    Side m_side;
    bool m_good = true;
};

/// Where the exits are measured from: the entry's own price, else what it would meet.
std::optional<Price> exitReference(const OrderDraft &entry, const MarketState &market)
{
    if (usesLimitPrice(entry.type))
        return entry.limit;
    if (usesStopPrice(entry.type))
        return entry.stop;
    const std::optional<Price> best = anchorPrice(PriceAnchor::OppositeBest, entry.side, market, std::nullopt);
    return best ? best : market.quote.last;
}

/// Whole lots, and whole volume increments, for each exit; the last takes what is left.
std::vector<Quantity> lotsOf(const OrderTemplate &from, Quantity increment)
{
    constexpr std::int64_t hundred = 100;
    const std::int64_t step = std::max(increment.contracts, 1);
    std::vector<Quantity> lots;
    std::int64_t left = from.volume.contracts;
    for (std::size_t i = 0; i < from.exits.size(); ++i) {
        const bool isLast = i + 1 == from.exits.size();
        const std::int64_t share = std::int64_t{from.volume.contracts} * from.exits[i].percent / hundred;
        const std::int64_t taken = isLast ? left : std::min(left, share / step * step);
        lots.push_back({static_cast<std::int32_t>(taken)});
        left -= taken;
    }
    return lots;
}

BracketExit exitOf(const TemplateExit &from, OrderLink link, std::optional<Price> reference, Pricing &pricing)
{
    BracketExit exit;
    const auto priceAt = [&](std::int64_t ticks) {
        const std::optional<Price> price = pricing.from(reference, ticks);
        return hasAbsoluteExits(link) ? price : pricing.difference(price, reference);
    };
    if (from.profitTicks)
        exit.profit = priceAt(*from.profitTicks);
    if (from.stopTicks)
        exit.stop = priceAt(-std::int64_t{*from.stopTicks});
    if (from.trailTicks)
        exit.trail = pricing.distance(*from.trailTicks);
    return exit;
}

} // namespace

std::optional<SubmissionDraft> applyTemplate(const OrderTemplate &from, Side side, const AccountId &account,
                                             const MarketState &market, std::optional<Price> given)
{
    if (!market.definition)
        return std::nullopt;
    Pricing pricing{market.definition->ticks, side};
    const std::optional<Price> anchor = anchorPrice(from.anchor, side, market, given);
    OrderDraft entry;
    entry.account = account;
    entry.market = market.key.market;
    entry.side = side;
    entry.type = from.type;
    entry.timeInForce = from.timeInForce;
    entry.volume = from.volume;
    entry.maxShow = from.maxShow;
    entry.activation = from.activation;
    if (usesLimitPrice(from.type))
        entry.limit = pricing.from(anchor, from.limitTicks);
    if (usesStopPrice(from.type))
        entry.stop = pricing.from(anchor, from.stopTicks);
    if (mayTrail(from.type) && from.trailTicks)
        entry.trail = pricing.distance(*from.trailTicks);

    SubmissionDraft submission{std::move(entry)};
    submission.link = from.link;
    submission.exitsTimeInForce = from.exitsTimeInForce;
    if (isBracket(from.link)) {
        const std::optional<Price> reference = exitReference(submission.orders.front(), market);
        const std::vector<Quantity> lots = lotsOf(from, market.definition->volumeIncrement);
        for (std::size_t i = 0; i < from.exits.size(); ++i) {
            BracketExit exit = exitOf(from.exits[i], from.link, reference, pricing);
            if (hasExitVolumes(from.link)) {
                if (lots[i].isZero())
                    continue; // too few lots for so many exits
                exit.volume = lots[i];
            }
            submission.exits.push_back(exit);
        }
    }
    return pricing.isGood() ? std::optional{std::move(submission)} : std::nullopt;
}

} // namespace depthdeck
