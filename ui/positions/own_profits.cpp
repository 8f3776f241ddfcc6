// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/positions/own_profits.h"

#include "app/market/market_board.h"
#include "app/trading/account_store.h"
#include "app/trading/order_store.h"

#include <utility>

namespace depthdeck::ui {

OwnProfits::OwnProfits(const AccountStore &accounts, const OrderStore &orders, const MarketBoard &board,
                       QObject *parent)
    : QObject{parent},
      m_accounts{accounts},
      m_orders{orders},
      m_board{board}
{
    const auto dirty = [this] { m_dirty = true; };
    connect(&accounts, &AccountStore::positionChanged, this, dirty);
    connect(&accounts, &AccountStore::positionsReset, this, [this] {
        m_fills.clear();
        m_comparisons.clear();
        m_dirty = true;
    });
    connect(&board, &MarketBoard::marketsChanged, this, dirty);
    connect(&board, &MarketBoard::definitionChanged, this, dirty);
    connect(&orders, &OrderStore::fillAdded, this,
            [this](int fill) { noteFill(m_orders.fills()[static_cast<std::size_t>(fill)]); });
    connect(&orders, &OrderStore::fillChanged, this,
            [this](int fill) { noteFill(m_orders.fills()[static_cast<std::size_t>(fill)]); });
    connect(&orders, &OrderStore::storeReset, this, [this] {
        m_fills.clear();
        m_dirty = true;
    });
    // The fills of a spread's legs are told with their order alone.
    connect(&orders, &OrderStore::orderChanged, this, [this](int order) {
        const std::vector<Fill> &fills = m_orders.orders()[static_cast<std::size_t>(order)].fills;
        if (!fills.empty() && fills.back().legIndex >= 0)
            noteFill(fills.back());
    });
}

void OwnProfits::noteFill(const Fill &fill)
{
    m_dirty = true;
    m_staleMarkets.insert(fill.market);
    if (fill.legIndex < 0)
        return;
    const MarketState *spread = m_board.find(fill.market);
    if (spread && spread->definition)
        for (const MarketLeg &leg : spread->definition->legs)
            m_staleMarkets.insert(leg.market);
}

void OwnProfits::refresh()
{
    if (++m_frames < framesBetween || !m_dirty)
        return;
    m_frames = 0;
    m_dirty = false;
    calculate();
}

void OwnProfits::calculate()
{
    const std::set<MarketId> stale = std::exchange(m_staleMarkets, {});
    std::vector<Key> news;
    for (const Position &position : m_accounts.positions()) {
        const Key key{position.account, position.market.market};
        const auto known = m_fills.find(key);
        if (known == m_fills.end() || stale.contains(key.second))
            m_fills.insert_or_assign(key, positionFills(m_orders, key.first, key.second));
        const ProfitComparison now = compare(position, m_fills.at(key));
        const auto [before, isNew] = m_comparisons.try_emplace(key, now);
        const bool differs = isNew || before->second.verdict != now.verdict ||
                             before->second.ownUnrealised != now.ownUnrealised ||
                             before->second.ownRealised != now.ownRealised ||
                             before->second.difference != now.difference || before->second.ownNet != now.ownNet;
        before->second = now;
        if (differs)
            news.push_back(key);
    }
    for (const auto &[account, market] : news)
        emit changed(account, market);
}

ProfitComparison OwnProfits::compare(const Position &position, const std::vector<PositionFill> &fills) const
{
    const MarketState *market = m_board.find(position.market.market);
    const std::optional<Price> tickValue =
        market && market->definition ? market->definition->tickValue() : std::nullopt;
    if (!tickValue)
        return compareProfit(position, std::nullopt, 0);
    const TickCash cash{market->definition->ticks.increment(), *tickValue};
    const std::optional<Price> valuation =
        valuationPrice(Valuation::LastTrade, position.net(), market->book, market->quote);
    return compareProfit(position, ownProfit(position, fills, valuation, cash), profitTolerance(position.net(), cash));
}

const ProfitComparison *OwnProfits::find(const AccountId &account, const MarketId &market) const
{
    const auto known = m_comparisons.find({account, market});
    return known == m_comparisons.end() ? nullptr : &known->second;
}

std::optional<double> OwnProfits::totalOf(const AccountId &account) const
{
    std::optional<double> total;
    for (auto each = m_comparisons.lower_bound({account, MarketId{}});
         each != m_comparisons.end() && each->first.first == account; ++each) {
        const ProfitComparison &comparison = each->second;
        const bool isFlat = comparison.ownNet.isZero() && comparison.serverNet.isZero();
        if (comparison.verdict == ProfitVerdict::NetDiffers || !comparison.ownRealised ||
            (!comparison.ownUnrealised && !isFlat))
            return std::nullopt;
        total = total.value_or(0.0) + *comparison.ownRealised + comparison.ownUnrealised.value_or(0.0);
    }
    return total;
}

bool OwnProfits::differsIn(const AccountId &account) const
{
    for (auto each = m_comparisons.lower_bound({account, MarketId{}});
         each != m_comparisons.end() && each->first.first == account; ++each)
        if (each->second.verdict == ProfitVerdict::Differs)
            return true;
    return false;
}

} // namespace depthdeck::ui
