// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_store.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/depth/sample_market.h"
#include "ui/depth/depth_content.h"

#include <QTest>

#include <t4/v1/orderrouting/orderrouting.pb.h>

using namespace depthdeck;
using namespace depthdeck::ui;
using namespace depthdeck::test;

namespace {

OwnMark mark(Side side, const char *at, int lots)
{
    OwnMark own;
    own.side = side;
    own.price = price(at);
    own.lots = Quantity{lots};
    own.orders = {OrderId{"A1"}};
    own.count = 1;
    return own;
}

t4proto::v1::orderrouting::OrderUpdate working(const char *id, const MarketKey &market, const char *at, int volume,
                                               bool buys = true)
{
    t4proto::v1::orderrouting::OrderUpdate update;
    update.set_unique_id(id);
    update.set_account_id("acc-1");
    update.set_market_id(market.market.text());
    update.set_change(t4proto::v1::common::ORDER_CHANGE_SUBMISSION_SUCCESS);
    update.set_status(t4proto::v1::common::ORDER_STATUS_WORKING);
    update.set_response_pending(t4proto::v1::common::RESPONSE_PENDING_NONE);
    update.set_buy_sell(buys ? t4proto::v1::common::BUY_SELL_BUY : t4proto::v1::common::BUY_SELL_SELL);
    update.set_price_type(t4proto::v1::common::PRICE_TYPE_LIMIT);
    update.set_current_volume(volume);
    update.set_new_volume(volume);
    update.set_working_volume(volume);
    update.mutable_current_limit_price()->set_value(at);
    update.mutable_new_limit_price()->set_value(at);
    update.set_sequence_order(1);
    return update;
}

} // namespace

class TestDepthContent : public QObject
{
    Q_OBJECT

private slots:
    void eachCellReadsItsValue();
    void anUnchangedBookChangesNoRow();
    void oneChangedLevelIsOneChangedRow();
    void unpublishedOrderCountsReadEmpty();
    void impliedVolumeStandsApartAndIsNotSummed();
    void anImpliedPriceBetweenRealOnesHasARowOfItsOwn();
    void aShorterBookEmptiesTheRowsBelow();
    void ownOrdersStandAtTheirPriceOrElsewhere();
    void barsKeepTheirScaleWhileItFits_data();
    void barsKeepTheirScaleWhileItFits();
    void ordersAtOnePriceBecomeOneMark();
    void anOrderThatIsOverLeavesNoMark();
    void stopsNeverStandBesideALevel();
    void ordersOfOtherMarketsAreLeftOut();

private:
    const MarketKey m_key = sampleKey();
    const Market m_market = sampleMarket(m_key);
};

void TestDepthContent::eachCellReadsItsValue()
{
    DepthContent content;
    QCOMPARE(content.update(&m_market, sampleBook(), {}).size(), 10U);
    QCOMPARE(content.text({0, DepthColumn::BidOrders}), QStringLiteral("10"));
    QCOMPARE(content.text({0, DepthColumn::BidSize}), QStringLiteral("100"));
    QCOMPARE(content.text({0, DepthColumn::Bid}), QStringLiteral("6025.25"));
    QCOMPARE(content.text({0, DepthColumn::Offer}), QStringLiteral("6025.50"));
    QCOMPARE(content.text({9, DepthColumn::OfferSize}), QStringLiteral("290"));
    QCOMPARE(content.text({9, DepthColumn::OfferOrders}), QStringLiteral("29"));
    QCOMPARE(content.text({10, DepthColumn::Bid}), QString{});
    QCOMPARE(content.totals().bids, 1450);
    QCOMPARE(content.totals().offers, 2450);
}

void TestDepthContent::anUnchangedBookChangesNoRow()
{
    DepthContent content;
    content.update(&m_market, sampleBook(), {});
    QVERIFY(content.update(&m_market, sampleBook(), {}).empty());
}

void TestDepthContent::oneChangedLevelIsOneChangedRow()
{
    DepthContent content;
    DepthBook book = sampleBook();
    content.update(&m_market, book, {});
    book.offers.at(3).volume = Quantity{231};
    QCOMPARE(content.update(&m_market, book, {}), std::vector<int>{3});
    QCOMPARE(content.text({3, DepthColumn::OfferSize}), QStringLiteral("231"));
}

void TestDepthContent::unpublishedOrderCountsReadEmpty()
{
    DepthContent content;
    DepthBook book = sampleBook();
    content.update(&m_market, book, {});
    book.bids.at(0).orders = 0;
    content.update(&m_market, book, {});
    QCOMPARE(content.text({0, DepthColumn::BidOrders}), QString{});
}

void TestDepthContent::impliedVolumeStandsApartAndIsNotSummed()
{
    DepthContent content;
    DepthBook book = sampleBook();
    book.impliedBids = {{price("6025.25"), Quantity{12}, 0}};
    content.update(&m_market, book, {});
    QCOMPARE(content.rows().at(0).bid.impliedText, QStringLiteral("i 12"));
    QCOMPARE(content.text({0, DepthColumn::BidSize}), QStringLiteral("100"));
    QCOMPARE(content.totals().bids, 1450);
    QVERIFY(content.hasSeenImplied());
    content.update(&m_market, sampleBook(), {});
    QVERIFY(content.rows().at(0).bid.impliedText.isEmpty());
    QVERIFY(content.hasSeenImplied()); // its column stays: the layout never jumps
}

void TestDepthContent::anImpliedPriceBetweenRealOnesHasARowOfItsOwn()
{
    DepthContent content;
    DepthBook book = sampleBook("6025.25", 2);
    book.impliedOffers = {{price("6025.25"), Quantity{4}, 0}, {price("6025.60"), Quantity{5}, 0}};
    content.update(&m_market, book, {});
    QCOMPARE(content.text({0, DepthColumn::Offer}), QStringLiteral("6025.25"));
    QCOMPARE(content.text({0, DepthColumn::OfferSize}), QString{});
    QCOMPARE(content.rows().at(0).offer.impliedText, QStringLiteral("i 4"));
    QCOMPARE(content.text({1, DepthColumn::Offer}), QStringLiteral("6025.50"));
    QCOMPARE(content.rows().at(2).offer.impliedText, QStringLiteral("i 5"));
    QCOMPARE(content.text({3, DepthColumn::Offer}), QStringLiteral("6025.75"));
}

void TestDepthContent::aShorterBookEmptiesTheRowsBelow()
{
    DepthContent content;
    content.update(&m_market, sampleBook(), {});
    QCOMPARE(content.update(&m_market, sampleBook("6025.25", 8), {}), (std::vector<int>{8, 9}));
    QCOMPARE(content.text({9, DepthColumn::Bid}), QString{});
    QCOMPARE(content.totals().bidLevels, 8);
}

void TestDepthContent::ownOrdersStandAtTheirPriceOrElsewhere()
{
    DepthContent content;
    const std::vector<OwnMark> marks{mark(Side::Buy, "6024.75", 2), mark(Side::Buy, "6010.00", 1),
                                     mark(Side::Sell, "6024.75", 4)};
    content.update(&m_market, sampleBook(), marks);
    QVERIFY(content.rows().at(2).bid.own.has_value());
    QCOMPARE(content.rows().at(2).bid.ownText, QStringLiteral("2"));
    QCOMPARE(content.elsewhere().size(), 2U);
    QCOMPARE(content.elsewhere().at(0).price, price("6010.00"));
    QCOMPARE(content.update(&m_market, sampleBook(), {}), std::vector<int>{2});
}

void TestDepthContent::barsKeepTheirScaleWhileItFits_data()
{
    QTest::addColumn<int>("largest");
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("scale");
    QTest::newRow("first") << 290 << 0 << 300;
    QTest::newRow("still fits") << 120 << 300 << 300;
    QTest::newRow("too small to see") << 119 << 300 << 200;
    QTest::newRow("too large") << 301 << 300 << 500;
    QTest::newRow("empty book keeps it") << 0 << 300 << 300;
    QTest::newRow("the largest there is") << 2'147'483'647 << 0 << 2'147'483'647;
}

void TestDepthContent::barsKeepTheirScaleWhileItFits()
{
    QFETCH(int, largest);
    QFETCH(int, before);
    QTEST(barScale(Quantity{largest}, Quantity{before}).contracts, "scale");
}

void TestDepthContent::ordersAtOnePriceBecomeOneMark()
{
    FakeClock clock;
    OrderStore store{clock};
    store.applyUpdate(working("A1", m_key, "6024.75", 2));
    store.applyUpdate(working("A2", m_key, "6024.75", 3));
    store.applyUpdate(working("A3", m_key, "6025.75", 1, false));
    const std::vector<OwnMark> marks = ownMarks(store, m_key.market);
    QCOMPARE(marks.size(), 2U);
    QCOMPARE(marks.at(0).lots, Quantity{5});
    QCOMPARE(marks.at(0).orders, (std::vector<OrderId>{OrderId{"A1"}, OrderId{"A2"}}));
    QCOMPARE(marks.at(0).state, OrderState::Working);
    QCOMPARE(marks.at(1).side, Side::Sell);
    store.markAllUnknown();
    QCOMPARE(ownMarks(store, m_key.market).at(0).state, OrderState::Unknown);
}

void TestDepthContent::anOrderThatIsOverLeavesNoMark()
{
    FakeClock clock;
    OrderStore store{clock};
    auto update = working("A1", m_key, "6024.75", 2);
    store.applyUpdate(update);
    update.set_status(t4proto::v1::common::ORDER_STATUS_FINISHED);
    update.set_change(t4proto::v1::common::ORDER_CHANGE_PULL_SUCCESS);
    update.set_working_volume(0);
    update.set_sequence_order(2);
    store.applyUpdate(update);
    QVERIFY(ownMarks(store, m_key.market).empty());
}

void TestDepthContent::stopsNeverStandBesideALevel()
{
    FakeClock clock;
    OrderStore store{clock};
    auto update = working("S1", m_key, "6025.75", 1);
    update.set_price_type(t4proto::v1::common::PRICE_TYPE_STOP_MARKET);
    update.clear_current_limit_price();
    update.clear_new_limit_price();
    update.mutable_current_stop_price()->set_value("6025.25");
    update.mutable_new_stop_price()->set_value("6025.25");
    update.set_status(t4proto::v1::common::ORDER_STATUS_WORKING);
    store.applyUpdate(update);
    const std::vector<OwnMark> marks = ownMarks(store, m_key.market);
    QCOMPARE(marks.size(), 1U);
    QVERIFY(marks.at(0).waits);
    DepthContent content;
    content.update(&m_market, sampleBook(), marks);
    QVERIFY(!content.rows().at(0).bid.own.has_value());
    QCOMPARE(content.elsewhere().size(), 1U);
}

void TestDepthContent::ordersOfOtherMarketsAreLeftOut()
{
    FakeClock clock;
    OrderStore store{clock};
    store.applyUpdate(working("A1", sampleKey("NQ"), "6024.75", 2));
    QVERIFY(ownMarks(store, m_key.market).empty());
}

QTEST_MAIN(TestDepthContent)
#include "test_depth_content.moc"
