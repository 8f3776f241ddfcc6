// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/order_book_board.h"

namespace depthdeck {

OrderBookBoard::OrderBookBoard(QObject *parent) : QObject{parent} {}

void OrderBookBoard::apply(OrderBookChanges changes)
{
    std::vector<MarketId> changed;
    for (OrderBookChange &change : changes.books) {
        const auto found = m_markets.find(change.market);
        // What the feed told of a market that nobody watches any more.
        if (found == m_markets.end() || found->second->state == OrderBookState::Off)
            continue;
        changed.push_back(change.market);
        applyChange(*found->second, std::move(change));
    }
    if (!changed.empty())
        emit booksChanged(changed);
}

void OrderBookBoard::applyChange(MarketOrders &orders, OrderBookChange change)
{
    if (change.replacesAll)
        orders.book.clear();
    for (const std::uint64_t id : change.gone)
        orders.book.remove(id);
    for (const RestingOrder &order : change.orders)
        orders.book.addOrUpdate(order);
    orders.tradesEver += change.trades.size();
    for (OrderBookTrade &trade : change.trades)
        orders.trades.push_back(std::move(trade));
    while (orders.trades.size() > MarketOrders::maxTrades)
        orders.trades.pop_front();
    orders.state = change.state;
    orders.reason = change.reason;
    orders.refused = change.refused;
    orders.mode = change.mode;
    orders.time = change.time;
    ++orders.revision;
}

void OrderBookBoard::expect(const MarketKey &key)
{
    auto &orders = m_markets[key.market];
    if (!orders)
        orders = std::make_unique<MarketOrders>();
    if (orders->state != OrderBookState::Off && orders->key == key)
        return;
    orders->key = key;
    orders->state = OrderBookState::Waiting;
    ++orders->revision;
    emit booksChanged({key.market});
}

void OrderBookBoard::empty(MarketOrders &orders, OrderBookState state)
{
    orders.book.clear(); // keeps its revision growing, which a new one would not
    orders.trades.clear();
    orders.state = state;
    orders.reason = ResyncReason::None;
    orders.refused.reset();
    orders.mode = MarketMode::Undefined;
    orders.time.reset();
    ++orders.revision;
}

void OrderBookBoard::dismiss(const MarketId &market)
{
    const auto found = m_markets.find(market);
    if (found == m_markets.end())
        return;
    empty(*found->second, OrderBookState::Off);
    emit booksChanged({market});
}

void OrderBookBoard::discardAll()
{
    std::vector<MarketId> changed;
    for (auto &[market, orders] : m_markets) {
        if (orders->state == OrderBookState::Off)
            continue;
        empty(*orders, OrderBookState::Waiting);
        changed.push_back(market);
    }
    if (!changed.empty())
        emit booksChanged(changed);
}

const MarketOrders *OrderBookBoard::find(const MarketId &market) const noexcept
{
    const auto found = m_markets.find(market);
    return found == m_markets.end() ? nullptr : found->second.get();
}

} // namespace depthdeck
