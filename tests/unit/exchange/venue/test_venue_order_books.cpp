// SPDX-License-Identifier: GPL-3.0-or-later
// Market by order: what is told of single orders makes the same book as what is told of levels.
#include "tests/unit/exchange/venue/venue_recorder.h"

#include <QtTest>

#include <random>

using namespace depthdeck;
using namespace depthdeck::exchange;
using namespace depthdeck::test;

namespace {

/// A book kept from the changes alone, as a client keeps it.
class Rebuilt
{
public:
    explicit Rebuilt(const std::vector<BookOrder> &snapshot)
    {
        for (const BookOrder &order : snapshot)
            m_orders[order.exchangeOrderId] = {order.side, order.price, order.volume, order.priority};
    }

    void apply(const OrderBookChange &change)
    {
        switch (change.type) {
        case OrderBookChange::Type::Set:
            m_orders[change.id] = {change.side, change.price, change.volume, change.priority};
            return;
        case OrderBookChange::Type::Delete:
            if (m_orders.erase(change.id) == 0)
                ++unknownDeletes;
            return;
        case OrderBookChange::Type::Clear:
            m_orders.clear();
            return;
        }
    }

    [[nodiscard]] std::vector<BookLevel> levels(Side side) const
    {
        std::map<Ticks, BookLevel> byPrice;
        for (const auto &[id, order] : m_orders) {
            if (order.side != side)
                continue;
            BookLevel &level = byPrice[side == Side::Buy ? -order.price : order.price];
            level.price = order.price;
            level.volume += order.volume;
            ++level.orders;
        }
        std::vector<BookLevel> levels;
        for (const auto &[key, level] : byPrice)
            levels.push_back(level);
        return levels;
    }

    /// The ids of a side in matching order: by price, then priority.
    [[nodiscard]] std::vector<std::uint64_t> queue(Side side) const
    {
        std::map<std::pair<Ticks, std::uint64_t>, std::uint64_t> sorted;
        for (const auto &[id, order] : m_orders) {
            if (order.side == side)
                sorted[{side == Side::Buy ? -order.price : order.price, order.priority}] = id;
        }
        std::vector<std::uint64_t> ids;
        for (const auto &[key, id] : sorted)
            ids.push_back(id);
        return ids;
    }

    int unknownDeletes = 0;

private:
    struct Line
    {
        Side side = Side::Buy;
        Ticks price = 0;
        std::int32_t volume = 0;
        std::uint64_t priority = 0;
    };
    std::map<std::uint64_t, Line> m_orders;
};

} // namespace

class TestVenueOrderBooks final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void bothBooksAgreeAfterEveryStep();
    void nothingIsToldOfMarketsNobodyWatches();
    void anOrderThatGrowsOrMovesGoesToTheBack();
    void anOrderThatShrinksKeepsItsPlace();
    void anIcebergsRefillGoesToTheBack();
    void aTradeNamesTheOrdersItHitBeforeTheyChange();
    void anAuctionIsOneTradeOfBothSides();
    void anOrderThatTradesOnItsWayIsGone();
    void anExpiredMarketIsCleared();

private:
    void place(OrderHandle handle, Side side, std::int32_t volume, Ticks price, std::int32_t maxShow = 0);
    [[nodiscard]] std::uint64_t idOf(OrderHandle handle) const;
    [[nodiscard]] Ticks bid() const { return m_venue->image(0, 1).bids.front().price; }
    [[nodiscard]] Ticks offer() const { return m_venue->image(0, 1).offers.front().price; }
    [[nodiscard]] bool agrees(const Rebuilt &rebuilt, MarketIndex market) const;

    std::unique_ptr<VenueRecorder> m_recorder;
    std::unique_ptr<Venue> m_venue;
};

void TestVenueOrderBooks::init()
{
    m_recorder = std::make_unique<VenueRecorder>();
    m_venue = std::make_unique<Venue>(Catalogue::builtInText(), mondayMorning, someMarkets(2));
    m_venue->setListener(m_recorder.get());
}

void TestVenueOrderBooks::place(OrderHandle handle, Side side, std::int32_t volume, Ticks price, std::int32_t maxShow)
{
    VenueOrder order;
    order.handle = handle;
    order.side = side;
    order.volume = volume;
    order.limit = price;
    order.maxShow = maxShow;
    m_venue->submit(order);
}

std::uint64_t TestVenueOrderBooks::idOf(OrderHandle handle) const
{
    for (const VenueOrderEvent &event : m_recorder->orders) {
        if (event.handle == handle)
            return event.exchangeOrderId;
    }
    return 0;
}

bool TestVenueOrderBooks::agrees(const Rebuilt &rebuilt, MarketIndex market) const
{
    const BookImage image = m_venue->image(market, 100'000);
    std::vector<std::uint64_t> bids;
    std::vector<std::uint64_t> offers;
    for (const BookOrder &order : m_venue->orders(market))
        (order.side == Side::Buy ? bids : offers).push_back(order.exchangeOrderId);
    return rebuilt.levels(Side::Buy) == image.bids && rebuilt.levels(Side::Sell) == image.offers &&
           rebuilt.queue(Side::Buy) == bids && rebuilt.queue(Side::Sell) == offers;
}

/// The crowd and a wild client, with spreads and legs that trade through each other.
void TestVenueOrderBooks::bothBooksAgreeAfterEveryStep()
{
    m_venue = std::make_unique<Venue>(Catalogue::builtInText(), mondayMorning, someMarkets(110, true));
    m_venue->setListener(m_recorder.get());
    MarketIndex spread = 0;
    while (m_venue->markets()[spread].legs.empty())
        ++spread;
    const auto &legs = m_venue->markets()[spread].legs;
    const std::array watched{legs[0].market, legs[1].market, spread};
    std::map<MarketIndex, Rebuilt> books;
    for (const MarketIndex market : watched) {
        m_venue->watchOrders(market, true);
        books.emplace(market, Rebuilt{m_venue->orders(market)});
    }
    std::mt19937_64 random{7};
    std::size_t told = 0;
    OrderHandle handle = 0;
    for (int step = 0; step < 4000; ++step) {
        const MarketIndex market = watched[random() % watched.size()];
        const BookImage image = m_venue->image(market, 1);
        switch (random() % 6) {
        case 0:
            m_venue->advance(m_venue->nextEvent());
            break;
        case 1:
            m_venue->revise(1 + random() % (handle + 1), 1 + static_cast<std::int32_t>(random() % 40), {}, {}, {});
            break;
        case 2:
            m_venue->pull(1 + random() % (handle + 1));
            break;
        default:
            if (!image.bids.empty() && !image.offers.empty()) {
                VenueOrder order;
                order.handle = ++handle;
                order.market = market;
                order.side = random() % 2 == 0 ? Side::Buy : Side::Sell;
                order.volume = 1 + static_cast<std::int32_t>(random() % 30);
                order.maxShow = random() % 3 == 0 ? 2 : 0;
                order.limit = image.bids.front().price + static_cast<Ticks>(random() % 7) - 3;
                m_venue->submit(order);
            }
            break;
        }
        for (; told < m_recorder->changes.size(); ++told)
            books.at(m_recorder->changes[told].market).apply(m_recorder->changes[told]);
        for (const MarketIndex checked : watched)
            QVERIFY2(agrees(books.at(checked), checked), qPrintable(QString::number(step)));
    }
    QVERIFY(told > 4000);
    QVERIFY(!m_recorder->orderTrades.empty());
    for (const auto &[market, book] : books)
        QCOMPARE(book.unknownDeletes, 0);
}

void TestVenueOrderBooks::nothingIsToldOfMarketsNobodyWatches()
{
    m_venue->advance(mondayMorning + std::chrono::seconds{2});
    QVERIFY(m_recorder->changes.empty() && m_recorder->orderTrades.empty());
    m_venue->watchOrders(0, true);
    m_venue->advance(mondayMorning + std::chrono::seconds{4});
    QVERIFY(!m_recorder->changes.empty());
    for (const OrderBookChange &change : m_recorder->changes)
        QCOMPARE(change.market, MarketIndex{0});
    m_venue->watchOrders(0, false);
    const std::size_t told = m_recorder->changes.size();
    m_venue->advance(mondayMorning + std::chrono::seconds{6});
    QCOMPARE(m_recorder->changes.size(), told);
}

void TestVenueOrderBooks::anOrderThatGrowsOrMovesGoesToTheBack()
{
    m_venue->watchOrders(0, true);
    const Ticks price = bid() - 50;
    place(1, Side::Buy, 3, price);
    place(2, Side::Buy, 3, price);
    const std::uint64_t second = m_recorder->changes.back().priority;
    QVERIFY(m_recorder->changes.front().priority < second);
    m_venue->revise(1, 4, {}, {}, {});
    QCOMPARE(m_recorder->changes.size(), 3U); // one change, no removal before it
    QCOMPARE(m_recorder->changes.back().id, idOf(1));
    QCOMPARE(m_recorder->changes.back().volume, 4);
    QVERIFY(m_recorder->changes.back().priority > second);
    m_venue->revise(2, {}, price - 1, {}, {});
    QCOMPARE(m_recorder->changes.back().price, price - 1);
    QVERIFY(m_recorder->changes.back().priority > second);
}

void TestVenueOrderBooks::anOrderThatShrinksKeepsItsPlace()
{
    m_venue->watchOrders(0, true);
    place(1, Side::Buy, 3, bid() - 50);
    const std::uint64_t priority = m_recorder->changes.back().priority;
    m_venue->revise(1, 2, {}, {}, {});
    QCOMPARE(m_recorder->changes.back().volume, 2);
    QCOMPARE(m_recorder->changes.back().priority, priority);
    m_venue->pull(1);
    QCOMPARE(m_recorder->changes.back().type, OrderBookChange::Type::Delete);
}

void TestVenueOrderBooks::anIcebergsRefillGoesToTheBack()
{
    m_venue->watchOrders(0, true);
    place(1, Side::Buy, 10, offer() - 1, 4); // at or above the best bid
    const Ticks price = offer() - 1;
    place(2, Side::Buy, 5, price);
    const std::uint64_t first = m_recorder->changes[0].priority;
    const std::uint64_t second = m_recorder->changes[1].priority;
    QCOMPARE(m_recorder->changes[0].volume, 4);
    std::int32_t ahead = 0;
    for (const BookOrder &order : m_venue->orders(0)) {
        if (order.price == price && order.priority < first)
            ahead += order.volume;
    }
    place(3, Side::Sell, ahead + 4, price);
    const OrderBookChange &refill = m_recorder->changes.back();
    QCOMPARE(refill.id, idOf(1));
    QCOMPARE(refill.volume, 4);
    QVERIFY(refill.priority > second);
}

void TestVenueOrderBooks::aTradeNamesTheOrdersItHitBeforeTheyChange()
{
    place(1, Side::Buy, 3, offer() - 1);
    const Ticks price = offer() - 1;
    m_venue->watchOrders(0, true);
    std::int32_t level = m_venue->image(0, 1).bids.front().volume;
    place(2, Side::Sell, level, price);
    QCOMPARE(m_recorder->orderTrades.size(), 1U);
    const VenueRecorder::OrderTraded &traded = m_recorder->orderTrades.front();
    QCOMPARE(traded.trade.price, price);
    QCOMPARE(traded.trade.volume, level);
    QCOMPARE(traded.trade.hit, BookSide::Bid);
    QCOMPARE(traded.changesBefore, 0U);
    for (const OrderTrade::Hit &hit : traded.hits) {
        QCOMPARE(hit.side, Side::Buy);
        level -= hit.volume;
    }
    QCOMPARE(level, 0);
    QCOMPARE(traded.hits.back().id, idOf(1));
    QCOMPARE(m_recorder->changes.size(), traded.hits.size());
}

void TestVenueOrderBooks::anAuctionIsOneTradeOfBothSides()
{
    m_venue->setMode(0, MarketMode::PreOpen);
    m_venue->watchOrders(0, true);
    place(1, Side::Buy, 5, offer() + 3);
    m_venue->setMode(0, MarketMode::Open);
    QCOMPARE(m_recorder->orderTrades.size(), 1U);
    const VenueRecorder::OrderTraded &traded = m_recorder->orderTrades.front();
    QCOMPARE(traded.trade.hit, BookSide::Undefined);
    std::map<Side, std::int32_t> lots;
    for (const OrderTrade::Hit &hit : traded.hits)
        lots[hit.side] += hit.volume;
    QCOMPARE(lots[Side::Buy], traded.trade.volume);
    QCOMPARE(lots[Side::Sell], traded.trade.volume);
}

void TestVenueOrderBooks::anOrderThatTradesOnItsWayIsGone()
{
    place(1, Side::Buy, 1, bid() - 50);
    m_venue->watchOrders(0, true);
    Rebuilt rebuilt{m_venue->orders(0)};
    m_venue->revise(1, {}, offer(), {}, {});
    QCOMPARE(m_recorder->changes.front().type, OrderBookChange::Type::Delete);
    QCOMPARE(m_recorder->changes.front().id, idOf(1));
    for (const OrderBookChange &change : m_recorder->changes)
        rebuilt.apply(change);
    QVERIFY(agrees(rebuilt, 0));
}

void TestVenueOrderBooks::anExpiredMarketIsCleared()
{
    m_venue->watchOrders(0, true);
    m_venue->advance(m_venue->markets()[0].lastTrading);
    QCOMPARE(m_venue->statistics(0).mode, MarketMode::Expired);
    QCOMPARE(m_recorder->changes.back().type, OrderBookChange::Type::Clear);
    QVERIFY(m_venue->orders(0).empty());
}

QTEST_GUILESS_MAIN(TestVenueOrderBooks)
#include "test_venue_order_books.moc"
