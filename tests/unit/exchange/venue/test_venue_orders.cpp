// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/exchange/venue/venue_recorder.h"

#include <QtTest>

using namespace depthdeck;
using namespace depthdeck::exchange;
using namespace depthdeck::test;

using Type = VenueOrderEvent::Type;
using Life = std::vector<Type>;

/// Client orders on one market (ES) at a moment that stands still, so that the crowd does not interfere.
class TestVenueOrders final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aRestingOrderIsAcceptedOnceAndShows();
    void aCrossingOrderFillsBeforeTheCallReturns();
    void fillsAddUpToTheVolume();
    void aMarketOrderTradesAtTheTouch();
    void immediateOrCancelEndsWithACancel();
    void fillOrKillEndsWithoutAFill();
    void anOrderIsRefusedWithItsReason_data();
    void anOrderIsRefusedWithItsReason();
    void aStopFiresWithATradeAtItsPrice();
    void aTouchedOrderBecomesAMarketOrder();
    void aWaitingStopCanBeRevisedAndPulled();
    void aRevisionChangesVolumeAndPrice();
    void aRevisionBelowWhatIsFilledIsRefused();
    void pullingAnUnknownOrderIsRefused();
    void noPhaseWithoutOrdersTakesOne_data();
    void noPhaseWithoutOrdersTakesOne();
    void aPullGoesInEveryPhase();
    void beforeTheOpenOnlyRestingOrdersAreTaken();
    void anIcebergShowsItsTip();
    void marketByOrderListsTheQueue();

private:
    [[nodiscard]] VenueOrder order(OrderKind kind, Side side, std::int32_t volume, std::optional<Ticks> limit = {},
                                   std::optional<Ticks> stop = {}) const;
    [[nodiscard]] Ticks bid() const { return m_venue->image(0, 1).bids.front().price; }
    [[nodiscard]] Ticks offer() const { return m_venue->image(0, 1).offers.front().price; }
    [[nodiscard]] Ticks last() const { return *m_venue->statistics(0).last; }
    [[nodiscard]] const VenueOrderEvent &lastEvent() const { return m_recorder->orders.back(); }
    /// Sweeps the book up to @p price and bids there, so that the last trade and the touch are known.
    void tradeUpTo(Ticks price);

    std::unique_ptr<VenueRecorder> m_recorder;
    std::unique_ptr<Venue> m_venue;
};

void TestVenueOrders::init()
{
    m_recorder = std::make_unique<VenueRecorder>();
    m_venue = std::make_unique<Venue>(Catalogue::builtInText(), mondayMorning, someMarkets(2));
    m_venue->setListener(m_recorder.get());
}

VenueOrder TestVenueOrders::order(OrderKind kind, Side side, std::int32_t volume, std::optional<Ticks> limit,
                                  std::optional<Ticks> stop) const
{
    VenueOrder order;
    order.handle = 1;
    order.kind = kind;
    order.side = side;
    order.volume = volume;
    order.limit = limit;
    order.stop = stop;
    return order;
}

void TestVenueOrders::tradeUpTo(Ticks price)
{
    VenueOrder sweep = order(OrderKind::Limit, Side::Buy, 100'000, price);
    sweep.handle = 999;
    m_venue->submit(sweep);
    m_venue->pull(999);
    m_recorder->orders.clear();
    m_recorder->trades.clear();
}

void TestVenueOrders::aRestingOrderIsAcceptedOnceAndShows()
{
    const Ticks price = bid() - 100;
    m_venue->submit(order(OrderKind::Limit, Side::Buy, 3, price));
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Accepted}));
    QCOMPARE(lastEvent().working, 3);
    QVERIFY(lastEvent().exchangeOrderId != 0);
    QCOMPARE(m_recorder->bookChanges[0], 1);
    QCOMPARE(m_venue->image(0, 1000).bids.back(), (BookLevel{price, 3, 1}));
}

void TestVenueOrders::aCrossingOrderFillsBeforeTheCallReturns()
{
    const BookLevel touch = m_venue->image(0, 1).offers.front();
    const std::int32_t before = m_venue->statistics(0).totalVolume;
    m_venue->submit(order(OrderKind::Limit, Side::Buy, 1, touch.price));
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Accepted, Type::Filled}));
    QCOMPARE(lastEvent().price, touch.price);
    QCOMPARE(lastEvent().working, 0);
    QVERIFY(lastEvent().aggressor);
    QCOMPARE(m_recorder->trades.size(), 1U);
    QCOMPARE(m_recorder->trades[0].at, BookSide::Offer);
    QCOMPARE(m_recorder->trades[0].tradeId, lastEvent().tradeId);
    QCOMPARE(m_venue->statistics(0).totalVolume, before + 1);
    QCOMPARE(last(), touch.price);
}

void TestVenueOrders::fillsAddUpToTheVolume()
{
    m_venue->submit(order(OrderKind::Limit, Side::Buy, 300, offer() + 5));
    std::int32_t filled = 0;
    for (const VenueOrderEvent &event : m_recorder->orders) {
        if (event.type != Type::Filled)
            continue;
        filled += event.volume;
        QCOMPARE(event.working, 300 - filled);
    }
    QVERIFY(filled > 0);
    std::int32_t printed = 0;
    for (const VenueTrade &trade : m_recorder->trades)
        printed += trade.volume;
    QCOMPARE(printed, filled);
    QVERIFY(m_recorder->conserved);
}

void TestVenueOrders::aMarketOrderTradesAtTheTouch()
{
    const Ticks touch = bid();
    m_venue->submit(order(OrderKind::Market, Side::Sell, 1));
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Accepted, Type::Filled}));
    QCOMPARE(lastEvent().price, touch);
}

void TestVenueOrders::immediateOrCancelEndsWithACancel()
{
    VenueOrder immediate = order(OrderKind::Limit, Side::Buy, 5000, offer());
    immediate.duration = Duration::ImmediateOrCancel;
    m_venue->submit(immediate);
    QCOMPARE(lastEvent().type, Type::Cancelled);
    QCOMPARE(lastEvent().cancel, CancelReason::ImmediateRemainder);
    QCOMPARE(lastEvent().working, 0);
    m_venue->pull(1);
    QCOMPARE(lastEvent().type, Type::PullRejected);
}

void TestVenueOrders::fillOrKillEndsWithoutAFill()
{
    VenueOrder all = order(OrderKind::Limit, Side::Buy, 50'000, offer());
    all.duration = Duration::FillOrKill;
    m_venue->submit(all);
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Accepted, Type::Cancelled}));
    QCOMPARE(lastEvent().cancel, CancelReason::FillOrKill);
    QVERIFY(m_recorder->trades.empty());
}

void TestVenueOrders::anOrderIsRefusedWithItsReason_data()
{
    QTest::addColumn<OrderKind>("kind");
    QTest::addColumn<Side>("side");
    QTest::addColumn<int>("volume");
    QTest::addColumn<int>("limitOffset"); // from the last trade; 9999: absent
    QTest::addColumn<int>("stopOffset");
    QTest::addColumn<RejectReason>("reason");
    const int none = 9999;
    const int far = 5000; // beyond the daily limits
    QTest::newRow("no volume") << OrderKind::Limit << Side::Buy << 0 << -9 << none << RejectReason::BadVolume;
    QTest::newRow("negative") << OrderKind::Limit << Side::Buy << -1 << -9 << none << RejectReason::BadVolume;
    QTest::newRow("no limit") << OrderKind::Limit << Side::Buy << 1 << none << none << RejectReason::PriceMissing;
    QTest::newRow("no stop") << OrderKind::StopMarket << Side::Buy << 1 << none << none << RejectReason::PriceMissing;
    QTest::newRow("stop limit, no limit")
        << OrderKind::StopLimit << Side::Buy << 1 << none << 9 << RejectReason::PriceMissing;
    QTest::newRow("no trigger") << OrderKind::MarketIfTouched << Side::Buy << 1 << none << none
                                << RejectReason::PriceMissing;
    QTest::newRow("above the limits") << OrderKind::Limit << Side::Sell << 1 << far << none
                                      << RejectReason::OutsidePriceLimits;
    QTest::newRow("below the limits") << OrderKind::Limit << Side::Buy << 1 << -far << none
                                      << RejectReason::OutsidePriceLimits;
    QTest::newRow("stop above") << OrderKind::StopMarket << Side::Buy << 1 << none << far
                                << RejectReason::OutsidePriceLimits;
    QTest::newRow("buy stop at the last trade")
        << OrderKind::StopMarket << Side::Buy << 1 << none << 0 << RejectReason::WrongSideOfMarket;
    QTest::newRow("sell stop above") << OrderKind::StopMarket << Side::Sell << 1 << none << 9
                                     << RejectReason::WrongSideOfMarket;
    QTest::newRow("buy if touched above")
        << OrderKind::MarketIfTouched << Side::Buy << 1 << 9 << none << RejectReason::WrongSideOfMarket;
}

void TestVenueOrders::anOrderIsRefusedWithItsReason()
{
    QFETCH(OrderKind, kind);
    QFETCH(Side, side);
    QFETCH(int, volume);
    QFETCH(int, limitOffset);
    QFETCH(int, stopOffset);
    QFETCH(RejectReason, reason);
    VenueOrder wrong = order(kind, side, volume);
    if (limitOffset != 9999)
        wrong.limit = last() + limitOffset;
    if (stopOffset != 9999)
        wrong.stop = last() + stopOffset;
    m_venue->submit(wrong);
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Rejected}));
    QCOMPARE(lastEvent().reject, reason);
    QCOMPARE(m_recorder->events, 0U);

    wrong.market = 77;
    m_venue->submit(wrong);
    QCOMPARE(lastEvent().reject, RejectReason::UnknownMarket);
}

void TestVenueOrders::aStopFiresWithATradeAtItsPrice()
{
    tradeUpTo(last() + 4);
    const Ticks trigger = offer() + 2;
    m_venue->submit(order(OrderKind::StopMarket, Side::Buy, 2, {}, trigger));
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Accepted}));
    QVERIFY(m_recorder->events == 0 || m_venue->image(0, 1).bids.front().price < trigger);
    VenueOrder sweep = order(OrderKind::Limit, Side::Buy, 100'000, trigger);
    sweep.handle = 2;
    m_venue->submit(sweep);
    const Life life = m_recorder->lifeOf(1);
    QVERIFY(life.size() >= 3);
    QCOMPARE(life[1], Type::Triggered);
    QCOMPARE(life[2], Type::Filled);
    QVERIFY(lastEvent().handle == 1 && lastEvent().price > trigger);
    QCOMPARE(lastEvent().kind, OrderKind::Market);
}

void TestVenueOrders::aTouchedOrderBecomesAMarketOrder()
{
    const Ticks trigger = bid() - 2;
    m_venue->submit(order(OrderKind::MarketIfTouched, Side::Buy, 1, std::min(trigger, last() - 1)));
    VenueOrder sweep = order(OrderKind::Limit, Side::Sell, 100'000, std::min(trigger, last() - 1));
    sweep.handle = 2;
    m_venue->submit(sweep);
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Accepted, Type::Triggered, Type::Filled}));
}

void TestVenueOrders::aWaitingStopCanBeRevisedAndPulled()
{
    m_venue->submit(order(OrderKind::StopLimit, Side::Buy, 2, last() + 10, last() + 8));
    m_venue->revise(1, 5, {}, last() + 9, {});
    QCOMPARE(lastEvent().type, Type::Revised);
    QCOMPARE(lastEvent().working, 5);
    m_venue->revise(1, {}, {}, last() - 1, {});
    QCOMPARE(lastEvent().type, Type::ReviseRejected);
    QCOMPARE(lastEvent().reject, RejectReason::WrongSideOfMarket);
    m_venue->pull(1);
    QCOMPARE(lastEvent().type, Type::Cancelled);
    QCOMPARE(lastEvent().cancel, CancelReason::Pulled);
    QCOMPARE(m_recorder->events, 0U); // a stop never shows
}

void TestVenueOrders::aRevisionChangesVolumeAndPrice()
{
    const Ticks price = bid() - 100;
    m_venue->submit(order(OrderKind::Limit, Side::Buy, 3, price));
    m_venue->revise(1, 8, price - 1, {}, {});
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Accepted, Type::Revised}));
    QCOMPARE(m_venue->image(0, 1000).bids.back(), (BookLevel{price - 1, 8, 1}));
    m_venue->revise(1, {}, offer(), {}, {});
    QCOMPARE(m_recorder->lifeOf(1)[2], Type::Revised);
    QCOMPARE(m_recorder->lifeOf(1)[3], Type::Filled);
}

void TestVenueOrders::aRevisionBelowWhatIsFilledIsRefused()
{
    tradeUpTo(offer());
    m_venue->submit(order(OrderKind::Limit, Side::Buy, 10, offer() - 1)); // alone in front
    VenueOrder hit = order(OrderKind::Limit, Side::Sell, 4, offer() - 1);
    hit.handle = 2;
    m_venue->submit(hit);
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Accepted, Type::Filled}));
    m_venue->revise(1, 4, {}, {}, {});
    QCOMPARE(lastEvent().reject, RejectReason::BelowFilled);
    QCOMPARE(lastEvent().working, 6);
    m_venue->revise(1, 5, {}, {}, {});
    QCOMPARE(lastEvent().type, Type::Revised);
    QCOMPARE(lastEvent().working, 1);
    m_venue->revise(42, 5, {}, {}, {});
    QCOMPARE(lastEvent().reject, RejectReason::UnknownOrder);
}

void TestVenueOrders::pullingAnUnknownOrderIsRefused()
{
    m_venue->pull(42);
    QCOMPARE(lastEvent().type, Type::PullRejected);
    QCOMPARE(lastEvent().reject, RejectReason::UnknownOrder);
}

void TestVenueOrders::noPhaseWithoutOrdersTakesOne_data()
{
    QTest::addColumn<MarketMode>("mode");
    QTest::addColumn<RejectReason>("reason");
    QTest::newRow("closed") << MarketMode::Closed << RejectReason::MarketNotOpen;
    QTest::newRow("pre-closed") << MarketMode::PreClosed << RejectReason::MarketNotOpen;
    QTest::newRow("halted") << MarketMode::Halted << RejectReason::MarketNotOpen;
    QTest::newRow("suspended") << MarketMode::Suspended << RejectReason::MarketNotOpen;
    QTest::newRow("expired") << MarketMode::Expired << RejectReason::Expired;
}

void TestVenueOrders::noPhaseWithoutOrdersTakesOne()
{
    QFETCH(MarketMode, mode);
    QFETCH(RejectReason, reason);
    m_venue->setMode(0, mode);
    QCOMPARE(m_venue->statistics(0).mode, mode);
    m_venue->submit(order(OrderKind::Limit, Side::Buy, 1, last() - 10));
    QCOMPARE(lastEvent().type, Type::Rejected);
    QCOMPARE(lastEvent().reject, reason);
}

void TestVenueOrders::aPullGoesInEveryPhase()
{
    m_venue->submit(order(OrderKind::Limit, Side::Buy, 1, bid() - 50));
    m_venue->setMode(0, MarketMode::Halted);
    m_venue->revise(1, 2, {}, {}, {});
    QCOMPARE(lastEvent().reject, RejectReason::MarketNotOpen);
    m_venue->pull(1);
    QCOMPARE(lastEvent().type, Type::Cancelled);
}

void TestVenueOrders::beforeTheOpenOnlyRestingOrdersAreTaken()
{
    m_venue->setMode(0, MarketMode::PreOpen);
    m_venue->submit(order(OrderKind::Market, Side::Buy, 1));
    QCOMPARE(lastEvent().reject, RejectReason::MarketNotOpen);
    VenueOrder immediate = order(OrderKind::Limit, Side::Buy, 1, offer());
    immediate.duration = Duration::FillOrKill;
    m_venue->submit(immediate);
    QCOMPARE(lastEvent().reject, RejectReason::MarketNotOpen);
    m_recorder->orders.clear();
    m_venue->submit(order(OrderKind::Limit, Side::Buy, 1, offer() + 2)); // crosses and waits
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Accepted}));
    m_venue->setMode(0, MarketMode::Open);
    QCOMPARE(m_recorder->lifeOf(1), (Life{Type::Accepted, Type::Filled}));
    QVERIFY(!lastEvent().aggressor);
    QCOMPARE(m_recorder->trades.front().at, BookSide::Undefined);
    QVERIFY(bid() < offer());
}

void TestVenueOrders::anIcebergShowsItsTip()
{
    VenueOrder iceberg = order(OrderKind::Limit, Side::Buy, 30, bid() - 100);
    iceberg.maxShow = 4;
    m_venue->submit(iceberg);
    QCOMPARE(m_venue->image(0, 1000).bids.back().volume, 4);
    QCOMPARE(lastEvent().working, 30);
    m_venue->revise(1, {}, {}, {}, 6);
    QCOMPARE(m_venue->image(0, 1000).bids.back().volume, 6);
}

void TestVenueOrders::marketByOrderListsTheQueue()
{
    m_venue->submit(order(OrderKind::Limit, Side::Buy, 3, bid()));
    const std::vector<BookOrder> orders = m_venue->orders(0);
    const BookLevel touch = m_venue->image(0, 1).bids.front();
    std::int32_t lots = 0;
    for (std::int32_t i = 0; i < touch.orders; ++i) {
        const BookOrder &queued = orders[static_cast<std::size_t>(i)];
        QCOMPARE(queued.price, touch.price);
        lots += queued.volume;
    }
    QCOMPARE(lots, touch.volume);
    QCOMPARE(orders[static_cast<std::size_t>(touch.orders - 1)].handle, OrderHandle{1}); // last in the queue
    QCOMPARE(orders[static_cast<std::size_t>(touch.orders - 1)].exchangeOrderId, lastEvent().exchangeOrderId);
}

QTEST_GUILESS_MAIN(TestVenueOrders)
#include "test_venue_orders.moc"
