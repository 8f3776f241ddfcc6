// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/ticket_template.h"

#include "ui/common/submission_text.h"

#include <cstdlib>
#include <limits>

namespace depthdeck::ui {

namespace {

std::optional<Price> bestOf(const DepthLine *line)
{
    return line ? std::optional{line->price} : std::nullopt;
}

std::optional<std::int32_t> narrowed(std::optional<std::int64_t> ticks)
{
    if (!ticks || std::abs(*ticks) > std::numeric_limits<std::int32_t>::max())
        return std::nullopt;
    return static_cast<std::int32_t>(*ticks);
}

class TemplateMaker
{
public:
    TemplateMaker(const SubmissionDraft &submission, const MarketState &market, PriceAnchor anchor)
        : m_submission{submission},
          m_market{market},
          m_ticks{market.definition->ticks},
          m_buys{submission.orders.front().side == Side::Buy}
    {
        m_reading.made.anchor = anchor;
    }

    TemplateReading make()
    {
        const OrderDraft &order = m_submission.orders.front();
        OrderTemplate &made = m_reading.made;
        made.type = order.type;
        made.timeInForce = order.timeInForce;
        made.volume = order.volume;
        made.maxShow = order.maxShow;
        made.link = m_submission.link;
        made.exitsTimeInForce = m_submission.exitsTimeInForce;
        keepConditions(order.activation);
        countPrices(order);
        if (order.trail)
            keep(made.trailTicks, order.trail->isZero() ? std::nullopt : m_ticks.incrementsAt(*order.trail));
        for (const BracketExit &bracketExit : m_submission.exits)
            countExit(bracketExit);
        return m_reading;
    }

private:
    void fail(TemplateObstacle obstacle)
    {
        if (m_reading.obstacle == TemplateObstacle::None)
            m_reading.obstacle = obstacle;
    }

    void keep(std::optional<std::int32_t> &into, std::optional<std::int64_t> ticks)
    {
        into = narrowed(ticks);
        if (!into)
            fail(TemplateObstacle::OffTick);
    }

    // A time of today and a price mean nothing tomorrow.
    void keepConditions(const Activation &activation)
    {
        Activation &kept = m_reading.made.activation;
        kept = activation;
        if (activation.price || activation.submit.time)
            kept = Activation{};
        kept.cancel.time.reset();
        kept.giveUp.time.reset();
    }

    void countPrices(const OrderDraft &order)
    {
        const bool hasPrice = usesLimitPrice(order.type) || usesStopPrice(order.type);
        if (!hasPrice)
            return;
        const PriceAnchor anchor = m_reading.made.anchor;
        const std::optional<Price> from = anchor == PriceAnchor::Given
                                              ? (usesStopPrice(order.type) ? order.stop : order.limit)
                                              : anchorPrice(anchor, order.side, m_market);
        if (!from)
            return fail(TemplateObstacle::NoAnchor);
        const auto count = [this, from](const std::optional<Price> &price, std::int32_t &into) {
            std::optional<std::int32_t> ticks;
            keep(ticks, price ? m_ticks.ticksBetween(*from, *price) : std::nullopt);
            into = m_buys ? ticks.value_or(0) : -ticks.value_or(0);
        };
        if (usesLimitPrice(order.type))
            count(order.limit, m_reading.made.limitTicks);
        if (usesStopPrice(order.type))
            count(order.stop, m_reading.made.stopTicks);
    }

    void countExit(const BracketExit &bracketExit)
    {
        TemplateExit made;
        const int volume = m_submission.orders.front().volume.contracts;
        if (hasExitVolumes(m_submission.link) && volume > 0)
            made.percent = static_cast<std::int32_t>((std::int64_t{bracketExit.volume.contracts} * 100 + volume - 1) /
                                                     volume); // up: whole lots are cut off again when it is applied
        if (bracketExit.profit)
            keep(made.profitTicks, ticksOf(*bracketExit.profit));
        if (bracketExit.stop)
            keep(made.stopTicks, ticksOf(*bracketExit.stop));
        if (bracketExit.trail)
            keep(made.trailTicks, m_ticks.incrementsAt(*bracketExit.trail));
        m_reading.made.exits.push_back(made);
    }

    // How far an exit is from the entry, whichever the direction.
    std::optional<std::int64_t> ticksOf(Price told) const
    {
        const std::optional<Price> entry = expectedEntry(m_submission.orders.front(), &m_market);
        std::optional<std::int64_t> ticks;
        if (hasAbsoluteExits(m_submission.link)) {
            ticks = entry ? m_ticks.ticksBetween(*entry, told) : std::nullopt;
        } else {
            const std::optional<Price> to = entry ? entry->plus(told) : std::nullopt;
            ticks = to ? m_ticks.ticksBetween(*entry, *to) : m_ticks.incrementsAt(told);
        }
        return ticks ? std::optional{std::abs(*ticks)} : std::nullopt;
    }

    const SubmissionDraft &m_submission;
    const MarketState &m_market;
    const TickTable &m_ticks;
    bool m_buys;
    TemplateReading m_reading;
};

} // namespace

PriceAnchor usualAnchor(OrderType type) noexcept
{
    return usesStopPrice(type) ? PriceAnchor::OppositeBest : PriceAnchor::OwnBest;
}

std::optional<Price> anchorPrice(PriceAnchor anchor, Side side, const MarketState &market)
{
    const bool buys = side == Side::Buy;
    switch (anchor) {
    case PriceAnchor::OwnBest:
        return bestOf(buys ? market.book.bestBid() : market.book.bestOffer());
    case PriceAnchor::OppositeBest:
        return bestOf(buys ? market.book.bestOffer() : market.book.bestBid());
    case PriceAnchor::LastTrade:
        return market.quote.last;
    case PriceAnchor::Given:
        break;
    }
    return std::nullopt;
}

TemplateReading templateOf(const SubmissionDraft &submission, const MarketState &market, PriceAnchor anchor)
{
    const auto refuse = [](TemplateObstacle obstacle) { return TemplateReading{{}, obstacle}; };
    if (submission.orders.size() != 1 || (submission.link != OrderLink::None && !isBracket(submission.link)))
        return refuse(TemplateObstacle::Link);
    if (!market.definition)
        return refuse(TemplateObstacle::NoMarket);
    return TemplateMaker{submission, market, anchor}.make();
}

} // namespace depthdeck::ui
