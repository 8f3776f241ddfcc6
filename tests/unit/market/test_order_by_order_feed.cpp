// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/order_book_board.h"
#include "tests/support/fake_clock.h"
#include "tests/unit/market/order_messages.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <random>
#include <thread>

using namespace depthdeck;
using namespace std::chrono_literals;
namespace common = t4proto::v1::common;
using test::deleteOrder;
using test::orderSnapshot;
using test::orderTrade;
using test::orderUpdate;
using test::putOrder;
using test::wireBid;
using test::wireOffer;

namespace {

const MarketKey m1{ExchangeId{"X"}, ContractId{"C"}, MarketId{"M1"}};

bool sameOrders(const OrderByOrderBook::Levels &a, const OrderByOrderBook::Levels &b)
{
    if (a.size() != b.size())
        return false;
    for (const auto &[at, level] : a) {
        const auto other = b.find(at);
        if (other == b.end() || other->second.orders != level.orders || other->second.lots != level.lots)
            return false;
    }
    return true;
}

} // namespace

class TestOrderByOrderFeed final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void aSnapshotMakesTheBookLive();
    void updatesBeforeTheSnapshotAreDropped();
    void oldUpdatesAreDropped();
    void updatesChangeOnlyWhatTheyName();
    void aClearEmptiesBothSides();
    void aVolumeOfZeroRestsNoMore();
    void otherMarketsAreDropped();
    void aSecondSnapshotReplacesEverything();
    void tradesAreKeptAndChangeNoOrder();
    void tradesOnTheBoardAreBounded();
    void aMissingNumberFetchesTheBookAgain();
    void manyUnknownOrdersFetchTheBookAgain();
    void aFewUnknownOrdersDoNot();
    void aBookCrossedTooLongIsFetchedAgain();
    void aBookCrossedWhileNotOpenIsNot();
    void aBookCrossedForAMomentIsNot();
    void aBadMessageFetchesTheBookAgain_data();
    void aBadMessageFetchesTheBookAgain();
    void aBadTradeIsOnlyRejected();
    void updatesWhileResynchronisingChangeNothing();
    void aServerThatKeepsFailingIsAskedMoreAndMoreSeldom();
    void aSnapshotThatNeverComesIsAskedForAgain();
    void nothingIsAskedForBeforeTheFirstSubscription();
    void aRefusalIsToldAndEndedBySubscribingAgain();
    void aDisconnectDiscardsTheBook();
    void aReleasedMarketTellsNothingMore();
    void nothingIsTakenTwice();
    void ordersThatComeAndGoInOneFrameCostNothing();
    void theBoardsBookIsTheFeedsBook();
    void noTradeIsLostBetweenTwoThreads();

private:
    void live(std::initializer_list<test::WireOrder> orders, std::uint64_t lastSequence = 100);
    /// Moves a frame to the board. True when a book has to be fetched again.
    bool frame();
    [[nodiscard]] const MarketOrders &shown() const { return *m_board->find(m1.market); }

    test::FakeClock m_clock;
    std::unique_ptr<OrderByOrderFeed> m_feed;
    std::unique_ptr<OrderBookBoard> m_board;
};

void TestOrderByOrderFeed::init()
{
    m_feed = std::make_unique<OrderByOrderFeed>(m_clock);
    m_board = std::make_unique<OrderBookBoard>();
    m_board->expect(m1);
    m_feed->subscribe(m1.market);
    m_feed->noteAsked(m1.market);
}

void TestOrderByOrderFeed::live(std::initializer_list<test::WireOrder> orders, std::uint64_t lastSequence)
{
    m_feed->applySnapshot(orderSnapshot("M1", lastSequence, orders));
    frame();
}

bool TestOrderByOrderFeed::frame()
{
    OrderBookChanges changes = m_feed->takeChanges();
    bool resync = false;
    for (const OrderBookChange &change : changes.books)
        resync = resync || change.resyncNeeded;
    m_board->apply(std::move(changes));
    return resync;
}

void TestOrderByOrderFeed::aSnapshotMakesTheBookLive()
{
    QVERIFY(shown().state == OrderBookState::Waiting);
    QSignalSpy changed{m_board.get(), &OrderBookBoard::booksChanged};
    live({{1, wireBid, "10", 5, 1}, {2, wireOffer, "11", 3, 1}});
    QVERIFY(shown().isLive());
    QCOMPARE(shown().book.size(), std::size_t{2});
    QVERIFY(shown().mode == MarketMode::Open);
    QCOMPARE(changed.size(), 1);
}

void TestOrderByOrderFeed::updatesBeforeTheSnapshotAreDropped()
{
    m_feed->applyUpdate(putOrder("M1", 101, {9, wireBid, "10", 5, 1}));
    QVERIFY(!frame());
    live({{1, wireBid, "10", 5, 1}});
    QVERIFY(!shown().book.find(9));
}

void TestOrderByOrderFeed::oldUpdatesAreDropped()
{
    live({{1, wireBid, "10", 5, 1}});
    m_feed->applyUpdate(deleteOrder("M1", 100, 1));
    frame();
    QVERIFY(shown().book.find(1));
    m_feed->applyUpdate(deleteOrder("M1", 105, 1));
    frame();
    QVERIFY(!shown().book.find(1));
}

void TestOrderByOrderFeed::updatesChangeOnlyWhatTheyName()
{
    live({{1, wireBid, "10", 5, 1}, {2, wireBid, "10", 3, 2}, {3, wireOffer, "11", 4, 1}});
    auto update = putOrder("M1", 101, {1, wireBid, "9", 6, 7});
    *update.add_updates() = deleteOrder("M1", 0, 3).updates(0);
    m_feed->applyUpdate(update);
    OrderBookChanges changes = m_feed->takeChanges();
    QCOMPARE(changes.books.size(), std::size_t{1});
    QVERIFY(!changes.books.front().replacesAll);
    QCOMPARE(changes.books.front().orders.size(), std::size_t{1});
    QCOMPARE(changes.books.front().gone, std::vector<std::uint64_t>{3});
    m_board->apply(std::move(changes));
    QCOMPARE(shown().book.find(1)->price, Price::parse("9").value());
    QCOMPARE(shown().book.level(Side::Buy, Price::parse("10").value())->lots, 3);
    QVERIFY(shown().book.offers().empty());
}

void TestOrderByOrderFeed::aClearEmptiesBothSides()
{
    live({{1, wireBid, "10", 5, 1}, {2, wireOffer, "11", 3, 1}});
    auto update = orderUpdate("M1", 101);
    update.add_updates()->set_update_type(t4proto::v1::market::MarketByOrderUpdate::UPDATE_TYPE_CLEAR);
    *update.add_updates() = putOrder("M1", 0, {3, wireBid, "8", 2, 1}).updates(0);
    m_feed->applyUpdate(update);
    frame();
    QCOMPARE(shown().book.size(), std::size_t{1});
    QVERIFY(shown().book.find(3));
}

void TestOrderByOrderFeed::aVolumeOfZeroRestsNoMore()
{
    live({{1, wireBid, "10", 5, 1}, {2, wireBid, "10", 0, 2}});
    QCOMPARE(shown().book.size(), std::size_t{1});
    m_feed->applyUpdate(putOrder("M1", 101, {1, wireBid, "10", 0, 1}));
    frame();
    QCOMPARE(shown().book.size(), std::size_t{0});
}

void TestOrderByOrderFeed::otherMarketsAreDropped()
{
    m_feed->applySnapshot(orderSnapshot("M2", 1, {{1, wireBid, "10", 5, 1}}));
    QVERIFY(!frame());
    QVERIFY(!m_board->find(MarketId{"M2"}));
}

void TestOrderByOrderFeed::aSecondSnapshotReplacesEverything()
{
    live({{1, wireBid, "10", 5, 1}});
    live({{2, wireOffer, "12", 5, 1}}, 50);
    QVERIFY(!shown().book.find(1));
    QVERIFY(shown().book.find(2));
    m_feed->applyUpdate(deleteOrder("M1", 51, 2)); // counted from the newer snapshot
    frame();
    QCOMPARE(shown().book.size(), std::size_t{0});
}

void TestOrderByOrderFeed::tradesAreKeptAndChangeNoOrder()
{
    live({{1, wireBid, "10", 5, 1}});
    auto trade = orderTrade("M1", 101, "10", 2);
    trade.set_aggressor_side(wireOffer);
    auto &hit = *trade.add_orders();
    hit.set_order_id(1);
    hit.set_volume(2);
    hit.set_bid_offer(wireBid);
    m_feed->applyTrade(trade);
    m_feed->applyTrade(orderTrade("M1", 102, "10", 1));
    m_feed->applyTrade(orderTrade("M1", 102, "10", 1)); // said twice
    frame();
    QCOMPARE(shown().tradesEver, std::uint64_t{2});
    QCOMPARE(shown().trades.front().volume.contracts, 2);
    QVERIFY(shown().trades.front().aggressor == BookSide::Offer);
    QVERIFY((shown().trades.front().hits == std::vector<OrderBookHit>{{1, Quantity{2}, BookSide::Bid}}));
    QCOMPARE(shown().book.find(1)->volume.contracts, 5);
}

void TestOrderByOrderFeed::tradesOnTheBoardAreBounded()
{
    live({{1, wireBid, "10", 5, 1}});
    constexpr int count = static_cast<int>(MarketOrders::maxTrades) + 5;
    for (int trade = 1; trade <= count; ++trade)
        m_feed->applyTrade(orderTrade("M1", 100 + static_cast<std::uint64_t>(trade), "10", trade));
    frame();
    QCOMPARE(shown().trades.size(), MarketOrders::maxTrades);
    QCOMPARE(shown().trades.back().volume.contracts, count);
    QCOMPARE(shown().tradesEver, std::uint64_t{count});
}

void TestOrderByOrderFeed::aMissingNumberFetchesTheBookAgain()
{
    live({{1, wireBid, "10", 5, 1}});
    for (std::uint64_t step = 1; step <= 64; ++step)
        m_feed->applyUpdate(putOrder("M1", 100 + step, {1, wireBid, "10", 5, step}));
    QVERIFY(!frame());
    m_feed->applyUpdate(putOrder("M1", 166, {2, wireBid, "10", 5, 1}));
    QVERIFY(frame());
    QVERIFY(shown().state == OrderBookState::Resynchronising);
    QVERIFY(shown().reason == ResyncReason::MissingNumber);
    QVERIFY(shown().book.find(1)); // the old book stays, marked
    QVERIFY(!shown().book.find(2));
    live({{3, wireBid, "10", 5, 1}}, 200);
    QVERIFY(shown().isLive());
    QVERIFY(shown().reason == ResyncReason::None);
    QVERIFY(!shown().book.find(1));
}

void TestOrderByOrderFeed::manyUnknownOrdersFetchTheBookAgain()
{
    live({{1, wireBid, "10", 5, 1}});
    for (std::uint64_t order = 0; order < 16; ++order)
        m_feed->applyUpdate(deleteOrder("M1", 101 + order, 1000 + order));
    QVERIFY(frame());
    QVERIFY(shown().reason == ResyncReason::UnknownOrders);
}

void TestOrderByOrderFeed::aFewUnknownOrdersDoNot()
{
    live({{1, wireBid, "10", 5, 1}});
    for (std::uint64_t order = 0; order < 15; ++order)
        m_feed->applyUpdate(deleteOrder("M1", 101 + order, 1000 + order));
    QVERIFY(!frame());
    QVERIFY(shown().isLive());
    m_feed->applyUpdate(deleteOrder("M1", 200, 1)); // a known one makes up for one unknown
    m_feed->applyUpdate(deleteOrder("M1", 201, 2000));
    QVERIFY(!frame());
}

void TestOrderByOrderFeed::aBookCrossedTooLongIsFetchedAgain()
{
    live({{1, wireBid, "10", 5, 1}, {2, wireOffer, "10", 3, 1}});
    m_clock.advance(2s);
    QVERIFY(!frame());
    m_clock.advance(1ms);
    QVERIFY(frame()); // without any message
    QVERIFY(shown().reason == ResyncReason::Crossed);
}

void TestOrderByOrderFeed::aBookCrossedWhileNotOpenIsNot()
{
    m_feed->applySnapshot(
        orderSnapshot("M1", 100, {{1, wireBid, "10", 5, 1}, {2, wireOffer, "9", 3, 1}}, common::MARKET_MODE_PRE_OPEN));
    m_clock.advance(1h);
    QVERIFY(!frame());
    QVERIFY(shown().isLive());
}

void TestOrderByOrderFeed::aBookCrossedForAMomentIsNot()
{
    live({{1, wireBid, "10", 5, 1}, {2, wireOffer, "10", 3, 1}});
    m_clock.advance(1900ms);
    m_feed->applyUpdate(deleteOrder("M1", 101, 2));
    QVERIFY(!frame());
    m_feed->applyUpdate(putOrder("M1", 102, {3, wireOffer, "10", 3, 1}));
    m_clock.advance(1900ms);
    QVERIFY(!frame());
    QVERIFY(shown().isLive());
}

void TestOrderByOrderFeed::aBadMessageFetchesTheBookAgain_data()
{
    QTest::addColumn<QByteArray>("price");
    QTest::addColumn<int>("side");
    QTest::addColumn<int>("volume");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("good");
    QTest::newRow("good") << QByteArray{"10.25"} << 1 << 3 << 0 << true;
    QTest::newRow("no price") << QByteArray{} << 1 << 3 << 0 << false;
    QTest::newRow("letters") << QByteArray{"ten"} << 1 << 3 << 0 << false;
    QTest::newRow("too many decimals") << QByteArray{"1.0000000001"} << 1 << 3 << 0 << false;
    QTest::newRow("no side") << QByteArray{"10"} << 0 << 3 << 0 << false;
    QTest::newRow("negative volume") << QByteArray{"10"} << 1 << -3 << 0 << false;
    QTest::newRow("unknown kind of change") << QByteArray{"10"} << 1 << 3 << 7 << false;
}

void TestOrderByOrderFeed::aBadMessageFetchesTheBookAgain()
{
    QFETCH(QByteArray, price);
    QFETCH(int, side);
    QFETCH(int, volume);
    QFETCH(int, kind);
    QFETCH(bool, good);
    live({{1, wireBid, "10", 5, 1}});
    QSignalSpy rejected{m_feed.get(), &OrderByOrderFeed::messageRejected};
    auto update = deleteOrder("M1", 101, 1);
    auto &put = *update.add_updates();
    put.set_update_type(static_cast<t4proto::v1::market::MarketByOrderUpdate::UpdateType>(kind));
    put.set_order_id(2);
    put.set_bid_offer(static_cast<common::BidOffer>(side));
    put.mutable_price()->set_value(price.toStdString());
    put.set_volume(volume);
    m_feed->applyUpdate(update);
    QCOMPARE(frame(), !good);
    QCOMPARE(rejected.size(), good ? 0 : 1);
    QCOMPARE(shown().book.find(1) == nullptr, good); // nothing of a bad message is applied
    QCOMPARE(shown().reason == ResyncReason::BadMessage, !good);
}

void TestOrderByOrderFeed::aBadTradeIsOnlyRejected()
{
    live({{1, wireBid, "10", 5, 1}});
    QSignalSpy rejected{m_feed.get(), &OrderByOrderFeed::messageRejected};
    m_feed->applyTrade(orderTrade("M1", 101, "", 2));
    QCOMPARE(rejected.size(), 1);
    QVERIFY(!frame());
    QVERIFY(shown().isLive());
}

void TestOrderByOrderFeed::updatesWhileResynchronisingChangeNothing()
{
    live({{1, wireBid, "10", 5, 1}});
    m_feed->applyUpdate(putOrder("M1", 101, {2, wireBid, "", 5, 1}));
    QVERIFY(frame());
    m_feed->applyUpdate(putOrder("M1", 102, {3, wireBid, "10", 5, 1}));
    m_feed->applyTrade(orderTrade("M1", 103, "10", 2));
    QVERIFY(!frame());
    QVERIFY(!shown().book.find(3));
    QVERIFY(shown().trades.empty());
}

void TestOrderByOrderFeed::aServerThatKeepsFailingIsAskedMoreAndMoreSeldom()
{
    const auto fail = [&] { m_feed->applySnapshot(orderSnapshot("M1", 1, {{1, wireBid, "", 5, 1}})); };
    fail();
    QVERIFY(frame());
    for (const auto delay : {1s, 2s, 4s, 8s, 16s, 32s, 32s}) {
        m_feed->noteAsked(m1.market);
        fail();
        QVERIFY(!frame());
        m_clock.advance(delay - 1ms);
        QVERIFY(!frame());
        m_clock.advance(1ms);
        QVERIFY(frame());
    }
    live({{1, wireBid, "10", 5, 1}});
    QVERIFY(shown().isLive());
    m_clock.advance(64s);
    fail();
    QVERIFY(frame()); // long ago: at once again
}

void TestOrderByOrderFeed::aSnapshotThatNeverComesIsAskedForAgain()
{
    m_clock.advance(10s - 1ms);
    QVERIFY(!frame());
    m_clock.advance(1ms);
    QVERIFY(frame());
    QVERIFY(shown().reason == ResyncReason::NoAnswer);
    live({{1, wireBid, "10", 5, 1}});
    QVERIFY(shown().isLive());
    m_clock.advance(1h);
    QVERIFY(!frame());
}

void TestOrderByOrderFeed::nothingIsAskedForBeforeTheFirstSubscription()
{
    m_feed->unsubscribe(m1.market);
    m_feed->subscribe(m1.market); // wanted, but no connection is there to ask
    m_clock.advance(1h);
    QVERIFY(!frame());
    QVERIFY(shown().state == OrderBookState::Waiting);
}

void TestOrderByOrderFeed::aRefusalIsToldAndEndedBySubscribingAgain()
{
    t4proto::v1::market::MarketByOrderSubscribeReject reject;
    reject.set_market_id("M1");
    reject.set_mode(common::MARKET_MODE_NO_PERMISSION);
    m_feed->applyReject(reject);
    QVERIFY(!frame());
    QVERIFY(shown().state == OrderBookState::Refused);
    QVERIFY(shown().refused == MarketMode::NoPermission);
    m_clock.advance(1h);
    QVERIFY(!frame()); // who is refused does not ask again
    m_feed->subscribe(m1.market);
    frame();
    QVERIFY(shown().state == OrderBookState::Waiting);
    QVERIFY(!shown().refused);
}

void TestOrderByOrderFeed::aDisconnectDiscardsTheBook()
{
    live({{1, wireBid, "10", 5, 1}});
    m_feed->applyTrade(orderTrade("M1", 101, "10", 2));
    frame();
    const std::uint64_t revision = shown().revision;
    const std::uint64_t bookRevision = shown().book.revision();
    m_feed->reset();
    m_board->discardAll();
    QVERIFY(shown().state == OrderBookState::Waiting);
    QCOMPARE(shown().book.size(), std::size_t{0});
    QVERIFY(shown().revision > revision);
    QVERIFY(shown().book.revision() > bookRevision);
    m_feed->applyUpdate(putOrder("M1", 102, {2, wireBid, "10", 5, 1}));
    frame();
    QCOMPARE(shown().book.size(), std::size_t{0});
}

void TestOrderByOrderFeed::aReleasedMarketTellsNothingMore()
{
    live({{1, wireBid, "10", 5, 1}});
    m_feed->applyUpdate(putOrder("M1", 101, {2, wireBid, "10", 5, 1}));
    OrderBookChanges late = m_feed->takeChanges();
    m_feed->unsubscribe(m1.market);
    m_board->dismiss(m1.market);
    m_board->apply(std::move(late));
    QVERIFY(shown().state == OrderBookState::Off);
    QCOMPARE(shown().book.size(), std::size_t{0});
}

void TestOrderByOrderFeed::nothingIsTakenTwice()
{
    live({{1, wireBid, "10", 5, 1}});
    QVERIFY(m_feed->takeChanges().books.empty());
    m_feed->applyUpdate(putOrder("M1", 101, {2, wireBid, "10", 5, 2}));
    QCOMPARE(m_feed->takeChanges().books.size(), std::size_t{1});
    QVERIFY(m_feed->takeChanges().books.empty());
}

void TestOrderByOrderFeed::ordersThatComeAndGoInOneFrameCostNothing()
{
    live({{1, wireBid, "10", 5, 1}});
    for (std::uint64_t step = 1; step <= 1000; ++step) {
        m_feed->applyUpdate(putOrder("M1", 100 + 2 * step, {7, wireBid, "10", 5, step}));
        m_feed->applyUpdate(deleteOrder("M1", 101 + 2 * step, 7));
    }
    const OrderBookChanges changes = m_feed->takeChanges();
    QCOMPARE(changes.books.front().orders.size(), std::size_t{0});
    QCOMPARE(changes.books.front().gone.size(), std::size_t{1});
}

void TestOrderByOrderFeed::theBoardsBookIsTheFeedsBook()
{
    // One book by single messages, the other by frames of many: they must not come apart.
    OrderByOrderBook expected;
    live({}, 0);
    std::mt19937 random{42};
    const auto pick = [&](unsigned below) { return random() % below; };
    for (std::uint64_t sequence = 1; sequence <= 5000; ++sequence) {
        const std::uint64_t id = 1 + pick(300);
        if (pick(3) == 0) {
            m_feed->applyUpdate(deleteOrder("M1", 3 * sequence, id));
            expected.remove(id);
        } else {
            const bool buys = pick(2) == 0;
            const std::string at = std::to_string((buys ? 100 : 200) + pick(20));
            const RestingOrder order{id, buys ? Side::Buy : Side::Sell, Price::parse(at).value(),
                                     Quantity{1 + static_cast<int>(pick(9))}, sequence};
            m_feed->applyUpdate(putOrder(
                "M1", 3 * sequence, {id, buys ? wireBid : wireOffer, at.c_str(), order.volume.contracts, sequence}));
            expected.addOrUpdate(order);
        }
        if (shown().state != OrderBookState::Live || pick(50) == 0) {
            if (frame()) { // too many unknown orders: as a server would, send all of it
                auto snapshot = orderSnapshot("M1", 3 * sequence, {});
                for (const auto *levels : {&expected.bids(), &expected.offers()}) {
                    for (const auto &[at, level] : *levels) {
                        for (const auto &[rank, order] : level.orders) {
                            auto &added = *snapshot.add_orders();
                            added.set_order_id(order.id);
                            added.set_bid_offer(order.side == Side::Buy ? wireBid : wireOffer);
                            added.mutable_price()->set_value(order.price.toWire());
                            added.set_volume(order.volume.contracts);
                            added.set_priority(order.priority);
                        }
                    }
                }
                m_clock.advance(10min);
                m_feed->applySnapshot(snapshot);
                frame();
            }
            if (shown().isLive()) {
                QVERIFY(sameOrders(shown().book.bids(), expected.bids()));
                QVERIFY(sameOrders(shown().book.offers(), expected.offers()));
            }
        }
    }
    QVERIFY(expected.size() > 50);
}

void TestOrderByOrderFeed::noTradeIsLostBetweenTwoThreads()
{
    live({{1, wireBid, "10", 5, 1}});
    constexpr std::uint64_t count = 2000;
    std::atomic<bool> isDone{false};
    std::thread socket{[&] {
        for (std::uint64_t trade = 1; trade <= count; ++trade)
            m_feed->applyTrade(orderTrade("M1", 100 + trade, "10", 1));
        isDone = true;
    }};
    while (!isDone)
        frame();
    socket.join();
    frame();
    QCOMPARE(shown().tradesEver, count);
}

QTEST_GUILESS_MAIN(TestOrderByOrderFeed)
#include "test_order_by_order_feed.moc"
