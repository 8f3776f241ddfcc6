// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/market_subscriptions.h"

#include <t4/v1/market/market.pb.h>

#include <algorithm>
#include <utility>

namespace depthdeck {

bool MarketSubscriptions::watch(const MarketKey &market, DepthWish wish)
{
    Entry &entry = m_entries[market.market];
    const std::optional<DepthWish> before = entry.wishes.empty() ? std::nullopt : std::optional{widestOf(entry)};
    entry.key = market;
    ++entry.wishes[wish];
    return before != widestOf(entry);
}

bool MarketSubscriptions::release(const MarketKey &market, DepthWish wish)
{
    const auto found = m_entries.find(market.market);
    if (found == m_entries.end())
        return false;
    Entry &entry = found->second;
    const auto held = entry.wishes.find(wish);
    if (held == entry.wishes.end())
        return false;
    const DepthWish before = widestOf(entry);
    if (--held->second == 0)
        entry.wishes.erase(held);
    if (entry.wishes.empty()) {
        m_entries.erase(found);
        return true;
    }
    return before != widestOf(entry);
}

DepthWish MarketSubscriptions::widestOf(const Entry &entry)
{
    DepthWish widest{DepthLevels::Undefined, DepthBuffer::NoSubscription};
    for (const auto &[wish, count] : entry.wishes)
        widest = wider(widest, wish);
    return widest;
}

std::optional<DepthWish> MarketSubscriptions::widest(const MarketId &market) const
{
    const auto found = m_entries.find(market);
    return found == m_entries.end() ? std::nullopt : std::optional{widestOf(found->second)};
}

std::vector<MarketKey> MarketSubscriptions::markets() const
{
    std::vector<MarketKey> keys;
    for (const auto &[id, entry] : m_entries)
        keys.push_back(entry.key);
    return keys;
}

bool MarketSubscriptions::watchOrders(const MarketKey &market)
{
    OrderEntry &entry = m_orderEntries[market.market];
    entry.key = market;
    return ++entry.watchers == 1;
}

bool MarketSubscriptions::releaseOrders(const MarketKey &market)
{
    const auto found = m_orderEntries.find(market.market);
    if (found == m_orderEntries.end() || --found->second.watchers > 0)
        return false;
    m_orderEntries.erase(found);
    return true;
}

bool MarketSubscriptions::wantsOrders(const MarketId &market) const
{
    return m_orderEntries.contains(market);
}

std::vector<MarketKey> MarketSubscriptions::orderMarkets() const
{
    std::vector<MarketKey> keys;
    for (const auto &[id, entry] : m_orderEntries)
        keys.push_back(entry.key);
    return keys;
}

void MarketSubscriptions::noteAsked(const MarketId &market, SteadyTime now)
{
    if (const auto found = m_entries.find(market); found != m_entries.end())
        found->second.askedAt = now;
}

bool MarketSubscriptions::noteAnswered(const MarketId &market)
{
    const auto found = m_entries.find(market);
    return found != m_entries.end() && std::exchange(found->second.askedAt, std::nullopt).has_value();
}

void MarketSubscriptions::forgetAsked()
{
    for (auto &[id, entry] : m_entries)
        entry.askedAt.reset();
}

std::vector<MarketId> MarketSubscriptions::takeUnanswered(SteadyTime now, std::chrono::nanoseconds patience)
{
    std::vector<MarketId> late;
    for (auto &[id, entry] : m_entries) {
        if (!entry.askedAt || now - *entry.askedAt < patience)
            continue;
        entry.askedAt.reset();
        late.push_back(id);
    }
    return late;
}

t4proto::v1::market::MarketDepthSubscribe MarketSubscriptions::message(const MarketKey &market,
                                                                       const std::optional<DepthWish> &wish)
{
    namespace common = t4proto::v1::common;
    t4proto::v1::market::MarketDepthSubscribe message;
    message.set_exchange_id(market.exchange.text());
    message.set_contract_id(market.contract.text());
    message.set_market_id(market.market.text());
    if (wish) {
        message.set_buffer(static_cast<common::DepthBuffer>(wish->buffer));
        message.set_depth_levels(static_cast<common::DepthLevels>(wish->levels));
    }
    return message;
}

t4proto::v1::market::MarketByOrderSubscribe MarketSubscriptions::ordersMessage(const MarketKey &market, bool subscribe)
{
    t4proto::v1::market::MarketByOrderSubscribe message;
    message.set_exchange_id(market.exchange.text());
    message.set_contract_id(market.contract.text());
    message.set_market_id(market.market.text());
    message.set_subscribe(subscribe);
    return message;
}

} // namespace depthdeck
