// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/market_board.h"

#include <unordered_set>

namespace depthdeck {

namespace {

/// A mode this build does not know says nothing: the server decides.
bool isClosed(MarketMode mode) noexcept
{
    const bool known = mode > MarketMode::Undefined && mode <= MarketMode::NoPermission;
    return known && !mayAcceptOrders(mode);
}

} // namespace

std::string MarketState::displayName() const
{
    return definition ? definition->displayName() : key.market.text();
}

MarketBoard::MarketBoard(QObject *parent) : QObject{parent} {}

MarketState &MarketBoard::stateOf(const MarketId &market)
{
    auto &state = m_markets[market];
    if (!state) {
        state = std::make_unique<MarketState>();
        state->key.market = market;
        m_order.push_back(market);
    }
    return *state;
}

Freshness MarketBoard::freshnessOf(const MarketState &state) const noexcept
{
    if (state.refused)
        return Freshness::Refused;
    if (!state.hasImage)
        return Freshness::Waiting;
    if (!m_connectionFresh || state.imageIsOld)
        return Freshness::Stale;
    if (isClosed(state.book.mode))
        return Freshness::Closed;
    return state.book.delayed ? Freshness::Delayed : Freshness::Live;
}

void MarketBoard::define(Market definition)
{
    MarketState &state = stateOf(definition.key.market);
    state.key = definition.key;
    state.definition = std::move(definition);
    ++state.revision;
}

void MarketBoard::applyChange(MarketChange change)
{
    MarketState &state = stateOf(change.market);
    // After a reset of the feed a print or a refusal may come before the first image: the old one stays, as stale.
    if (change.hasImage) {
        state.book = std::move(change.book);
        state.hasImage = true;
        state.changedAt = state.book.receivedAt;
        // What a dying connection still delivers proves nothing.
        if (change.imageArrived && (m_connectionFresh || !state.imageIsOld))
            state.imageIsOld = false;
    }
    state.quote = std::move(change.quote);
    state.refused = change.refused;
    for (const Trade &trade : change.trades)
        state.tape.append(trade);
    state.freshness = freshnessOf(state);
    ++state.revision;
}

void MarketBoard::apply(FeedChanges changes)
{
    std::unordered_set<MarketId> defined;
    for (Market &definition : changes.definitions) {
        defined.insert(definition.key.market);
        define(std::move(definition));
    }
    std::vector<MarketId> changed{defined.begin(), defined.end()};
    for (MarketChange &change : changes.markets) {
        if (!defined.contains(change.market))
            changed.push_back(change.market);
        applyChange(std::move(change));
    }
    for (const MarketId &market : defined)
        emit definitionChanged(market);
    if (!changed.empty())
        emit marketsChanged(changed);
}

void MarketBoard::expect(const MarketKey &key)
{
    const bool known = m_markets.contains(key.market);
    MarketState &state = stateOf(key.market);
    if (known && state.key == key)
        return;
    state.key = key;
    ++state.revision;
    emit marketsChanged({key.market});
}

void MarketBoard::dismiss(const MarketId &market)
{
    const auto found = m_markets.find(market);
    if (found == m_markets.end())
        return;
    MarketState &state = *found->second;
    state.book = {};
    state.quote = {};
    state.tape.clear();
    state.refused.reset();
    state.hasImage = false;
    state.imageIsOld = false;
    state.freshness = freshnessOf(state);
    ++state.revision;
    emit marketsChanged({market});
}

void MarketBoard::forgetAll()
{
    for (const MarketId &market : m_order) {
        MarketState &state = *m_markets.at(market);
        const std::uint64_t revision = state.revision;
        const MarketKey key = state.key;
        MarketState blank;
        state = std::move(blank);
        state.key = key;
        state.revision = revision + 1;
        state.imageIsOld = true; // until the new server's own: the old one may still deliver
        state.freshness = freshnessOf(state);
    }
    if (!m_order.empty())
        emit marketsChanged(m_order);
}

void MarketBoard::setConnectionFresh(bool fresh)
{
    if (m_connectionFresh == fresh)
        return;
    m_connectionFresh = fresh;
    std::vector<MarketId> changed;
    for (const MarketId &market : m_order) {
        MarketState &state = *m_markets.at(market);
        state.imageIsOld = state.imageIsOld || !fresh;
        const Freshness freshness = freshnessOf(state);
        if (freshness == state.freshness)
            continue;
        state.freshness = freshness;
        ++state.revision;
        changed.push_back(market);
    }
    if (!changed.empty())
        emit marketsChanged(changed);
}

const MarketState *MarketBoard::find(const MarketId &market) const noexcept
{
    const auto found = m_markets.find(market);
    return found == m_markets.end() ? nullptr : found->second.get();
}

} // namespace depthdeck
