// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/held_desk.h"

#include "app/exchange/desk/behaviours.h"
#include "app/exchange/venue/venue.h"
#include "t4/v1/common/enums.pb.h"

#include <algorithm>

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;

constexpr bool waitsForTrade(std::int32_t type) noexcept
{
    return type == common::ACTIVATION_TYPE_AT_OR_ABOVE_TRADE_TICKS ||
           type == common::ACTIVATION_TYPE_AT_OR_BELOW_TRADE_TICKS;
}

constexpr bool waitsForQuote(std::int32_t type) noexcept
{
    return type == common::ACTIVATION_TYPE_AT_OR_ABOVE_TICKS || type == common::ACTIVATION_TYPE_AT_OR_BELOW_TICKS;
}

constexpr bool waitsForMode(std::int32_t type) noexcept
{
    return type == common::ACTIVATION_TYPE_ON_MARKET_MODE;
}

constexpr bool looksUp(std::int32_t type) noexcept
{
    return type == common::ACTIVATION_TYPE_AT_OR_ABOVE_TRADE_TICKS || type == common::ACTIVATION_TYPE_AT_OR_ABOVE_TICKS;
}

/// At the price the volume counts; through it nothing does.
bool isReached(const OrderConditions &conditions, Ticks price, std::int64_t lots) noexcept
{
    if (price == *conditions.price)
        return lots >= conditions.volume;
    return looksUp(conditions.type) == (price > *conditions.price);
}

} // namespace

void HeldDesk::watch(const Order &order)
{
    forget(order.handle);
    const std::int32_t type = order.conditions.type;
    if (!waitsForTrade(type) && !waitsForQuote(type) && !waitsForMode(type))
        return;
    if (isMetNow(order.market, order.conditions)) {
        m_met.push_back(order.handle);
        return;
    }
    Market &market = m_markets[order.market];
    if (market.watches.empty()) {
        const MarketStatistics &day = m_venue.statistics(order.market);
        market.last = day.last;
        market.doneAtLast = day.lastTotalVolume;
    }
    market.watches.push_back({order.handle, order.conditions});
    m_marketOf.emplace(order.handle, order.market);
    countQuoteWatches(order.market);
}

void HeldDesk::forget(OrderHandle order)
{
    const auto place = m_marketOf.find(order);
    if (place == m_marketOf.end())
        return;
    const MarketIndex market = place->second;
    m_marketOf.erase(place);
    std::erase_if(m_markets[market].watches, [order](const Watch &watch) { return watch.order == order; });
    if (m_markets[market].watches.empty())
        m_markets.erase(market);
    countQuoteWatches(market);
}

void HeldDesk::countQuoteWatches(MarketIndex market)
{
    if (market >= m_quotesWatched.size())
        m_quotesWatched.resize(std::size_t{market} + 1);
    const auto found = m_markets.find(market);
    const bool any = found != m_markets.end() &&
                     std::any_of(found->second.watches.begin(), found->second.watches.end(),
                                 [](const Watch &watch) { return waitsForQuote(watch.conditions.type); });
    m_quotesWatched[market] = any ? 1 : 0;
}

template <typename IsMet>
void HeldDesk::release(Market &market, IsMet isMet)
{
    const auto leaves = [&](const Watch &watch) {
        if (!isMet(watch.conditions))
            return false;
        m_met.push_back(watch.order);
        m_marketOf.erase(watch.order);
        return true;
    };
    std::erase_if(market.watches, leaves);
}

void HeldDesk::onTrade(const VenueTrade &trade)
{
    if (m_markets.empty())
        return;
    const auto found = m_markets.find(trade.market);
    if (found == m_markets.end())
        return;
    Market &market = found->second;
    if (market.last != trade.price)
        market.doneAtLast = 0;
    market.last = trade.price;
    market.doneAtLast += trade.volume;
    release(market, [&](const OrderConditions &conditions) {
        return waitsForTrade(conditions.type) && isReached(conditions, trade.price, market.doneAtLast);
    });
}

void HeldDesk::onMode(MarketIndex index, MarketMode mode)
{
    const auto found = m_markets.find(index);
    if (found == m_markets.end())
        return;
    release(found->second, [mode](const OrderConditions &conditions) {
        return waitsForMode(conditions.type) && conditions.mode == mode;
    });
}

void HeldDesk::lookAtQuotes()
{
    if (m_dirty.empty())
        return;
    std::vector<MarketIndex> dirty = std::exchange(m_dirty, {});
    std::sort(dirty.begin(), dirty.end());
    dirty.erase(std::unique(dirty.begin(), dirty.end()), dirty.end());
    for (const MarketIndex market : dirty)
        lookAtQuotes(market);
}

void HeldDesk::lookAtQuotes(MarketIndex index)
{
    const auto found = m_markets.find(index);
    if (found == m_markets.end())
        return;
    release(found->second, [&](const OrderConditions &conditions) {
        return waitsForQuote(conditions.type) && isQuoteMet(index, conditions);
    });
    if (found->second.watches.empty())
        m_markets.erase(found);
    countQuoteWatches(index);
}

bool HeldDesk::isMetNow(MarketIndex market, const OrderConditions &conditions) const
{
    if (waitsForQuote(conditions.type))
        return isQuoteMet(market, conditions);
    const MarketStatistics &day = m_venue.statistics(market);
    if (waitsForTrade(conditions.type))
        return day.last && isReached(conditions, *day.last, day.lastTotalVolume);
    return m_behaviours.modeCondition == Behaviours::ModeCondition::Present && conditions.mode == day.mode;
}

bool HeldDesk::isQuoteMet(MarketIndex market, const OrderConditions &conditions) const
{
    const bool isBid = conditions.side == BookSide::Bid;
    const BookImage image = m_venue.image(market, 1);
    const auto &outright = isBid ? image.bids : image.offers;
    const auto &implied = isBid ? image.impliedBids : image.impliedOffers;
    std::optional<Ticks> best;
    std::int64_t lots = 0;
    const auto count = [&](const std::vector<BookLevel> &levels) {
        if (levels.empty())
            return;
        const BookLevel &level = levels.front();
        if (!best || (isBid ? level.price > *best : level.price < *best)) {
            best = level.price;
            lots = level.volume;
        } else if (level.price == *best) {
            lots += level.volume;
        }
    };
    count(outright);
    if (conditions.implied)
        count(implied);
    return best && isReached(conditions, *best, lots);
}

} // namespace depthdeck::exchange
