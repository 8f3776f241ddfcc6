// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/order_book_board.h"
#include "tests/ui/depth/depth_scene.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QLabel>
#include <QSignalSpy>
#include <QToolTip>

using namespace depthdeck;
using namespace depthdeck::ui;
using namespace depthdeck::test;

/// Own orders in the depth table: their place in the queue, and what the menu does with them.
class TestDepthQueue : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void queuePositionsStandBesideOwnOrders();
    void exactQueuePositionsComeFromTheOrderBook();
    void aHeldChildWithDifferencesIsNowhere();
    void theMenuPullsASideOrAll_data();
    void theMenuPullsASideOrAll();
    void theMenuKeyPullsHere();
    void theMenuOffersEveryBufferAndLevel();
    void aTooltipTellsTheQueue();
};

void TestDepthQueue::initTestCase()
{
    qRegisterMetaType<MarketKey>();
    qRegisterMetaType<std::vector<OrderId>>();
}

void TestDepthQueue::queuePositionsStandBesideOwnOrders()
{
    Scene scene;
    scene.goLive();
    const DepthLevel &bid = scene.view->content().rows().at(2).bid; // 120 lots in 12 orders, 2 of them own
    QVERIFY(bid.own && bid.own->queue);
    QVERIFY(!bid.own->queue->exact);
    QVERIFY2(bid.queueText.startsWith(QChar{u'\u2248'}), qPrintable(bid.queueText));
    QVERIFY(scene.view->remarks({2, DepthColumn::Bid}).contains(QStringLiteral("an estimate")));
    QVERIFY(scene.view->content().longestQueue() > 0);
    QVERIFY(scene.view->content().rows().at(0).bid.queueText.isEmpty());
    QAccessibleInterface *table = QAccessible::queryAccessibleInterface(scene.view);
    QAccessibleInterface *cell = table->tableInterface()->cellAt(2, static_cast<int>(DepthColumn::Bid));
    QVERIFY(cell->text(QAccessible::Description).contains(QStringLiteral("ahead, an estimate")));
    // Lots that traded at the price stood in front.
    const int before = bid.own->queue->lotsAhead.contracts;
    MarketChange change = scene.change(1'204'400);
    change.trades = {sampleTrade("6024.75", 50, BookSide::Bid, 1'204'400)};
    apply(scene.board, change);
    scene.panel->refresh();
    QCOMPARE(scene.view->content().rows().at(2).bid.own->queue->lotsAhead.contracts, before - 50);
}

void TestDepthQueue::exactQueuePositionsComeFromTheOrderBook()
{
    Scene scene;
    scene.goLive();
    OrderBookBoard books;
    books.expect(scene.key);
    OrderBookChange change;
    change.market = scene.key.market;
    change.state = OrderBookState::Live;
    change.replacesAll = true;
    change.orders = {{71, Side::Buy, price("6024.75"), Quantity{40}, 1},
                     {72, Side::Buy, price("6024.75"), Quantity{2}, 2},
                     {73, Side::Buy, price("6024.75"), Quantity{80}, 3}};
    OrderBookChanges changes;
    changes.books = {change};
    books.apply(std::move(changes));
    scene.panel->setOrderBooks(&books);
    scene.work("A1", "6024.75", 2, true, "72", 2);
    scene.panel->refresh();
    const DepthLevel &bid = scene.view->content().rows().at(2).bid;
    QVERIFY(bid.own->queue && bid.own->queue->exact);
    QCOMPARE(bid.queueText, QStringLiteral("40/1"));
    QVERIFY(scene.view->remarks({2, DepthColumn::BidSize}).contains(QStringLiteral("40 lots in 1 order ahead")));
    QVERIFY(!scene.view->remarks({2, DepthColumn::BidSize}).contains(QStringLiteral("estimate")));
    books.discardAll();
    scene.panel->refresh();
    QVERIFY(!scene.view->content().rows().at(2).bid.own->queue->exact);
    scene.panel->setOrderBooks(nullptr);
    scene.panel->refresh();
}

void TestDepthQueue::aHeldChildWithDifferencesIsNowhere()
{
    Scene scene;
    scene.goLive();
    t4proto::v1::orderrouting::OrderUpdate child;
    child.set_unique_id("C1");
    child.set_account_id("acc-1");
    child.set_market_id(scene.key.market.text());
    child.set_status(t4proto::v1::common::ORDER_STATUS_HELD);
    child.set_order_link(t4proto::v1::common::ORDER_LINK_AUTO_OCO);
    child.set_activation_type(t4proto::v1::common::ACTIVATION_TYPE_HOLD);
    child.set_buy_sell(t4proto::v1::common::BUY_SELL_SELL);
    child.set_price_type(t4proto::v1::common::PRICE_TYPE_LIMIT);
    child.set_new_volume(3);
    child.set_current_volume(3);
    child.mutable_current_limit_price()->set_value("2.5");
    child.mutable_new_limit_price()->set_value("2.5");
    child.set_sequence_order(1);
    scene.orders.applyUpdate(child);
    scene.panel->refresh();
    QVERIFY(scene.orders.find(OrderId{"C1"})->hasRawOffsets());
    auto *label = scene.panel->findChild<QLabel *>(QStringLiteral("otherOwnOrders"));
    QVERIFY2(!label->text().contains(QStringLiteral("2.50")), qPrintable(label->text()));
}

void TestDepthQueue::theMenuPullsASideOrAll_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("side"); // -1: both
    QTest::newRow("bids") << QStringLiteral("Pull &bids") << static_cast<int>(Side::Buy);
    QTest::newRow("offers") << QStringLiteral("Pull &offers") << static_cast<int>(Side::Sell);
    QTest::newRow("all") << QStringLiteral("Pull &all in this market") << -1;
}

void TestDepthQueue::theMenuPullsASideOrAll()
{
    QFETCH(QString, text);
    QFETCH(int, side);
    Scene scene;
    scene.goLive();
    std::vector<std::pair<MarketKey, std::optional<Side>>> pulls;
    QObject::connect(scene.panel.get(), &DepthPanel::pullMarketRequested, scene.panel.get(),
                     [&](const MarketKey &market, std::optional<Side> which) { pulls.emplace_back(market, which); });
    QAction *action = scene.menuAction(text);
    QVERIFY(action && action->isEnabled());
    action->trigger();
    QCOMPARE(pulls.size(), std::size_t{1});
    QCOMPARE(pulls.front().first, scene.key);
    QCOMPARE(pulls.front().second ? static_cast<int>(*pulls.front().second) : -1, side);
    scene.orders.clear();
    scene.panel->refresh();
    delete scene.panel->findChild<QMenu *>();
    QVERIFY(!scene.menuAction(text)->isEnabled());
}

void TestDepthQueue::theMenuKeyPullsHere()
{
    Scene scene;
    scene.goLive();
    QSignalSpy pulls{scene.panel.get(), &DepthPanel::pullRequested};
    scene.view->setCurrentCell({2, DepthColumn::Offer});
    QAction *here = scene.menuAction(QStringLiteral("Pull orders &here (6026.00)"));
    QVERIFY(here && here->isEnabled());
    QTest::keyClick(scene.panel->findChild<QMenu *>(), Qt::Key_H);
    QCOMPARE(pulls.size(), 1);
    QCOMPARE(pulls.at(0).at(0).value<std::vector<OrderId>>(), (std::vector<OrderId>{OrderId{"A2"}, OrderId{"A3"}}));
}

void TestDepthQueue::theMenuOffersEveryBufferAndLevel()
{
    Scene scene;
    scene.goLive();
    std::vector<DepthWish> wishes;
    QObject::connect(scene.panel.get(), &DepthPanel::wishChanged, scene.panel.get(),
                     [&](const DepthWish &wish) { wishes.push_back(wish); });
    QAction *levels = scene.menuAction(QStringLiteral("&Levels from the server"));
    QVERIFY(levels && levels->menu());
    QCOMPARE(levels->menu()->actions().size(), 3);
    QVERIFY(levels->menu()->actions().at(0)->isChecked());
    levels->menu()->actions().at(2)->trigger();
    QCOMPARE(wishes.size(), std::size_t{1});
    QVERIFY((wishes.back() == DepthWish{DepthLevels::All, DepthBuffer::SmartTrade}));
    delete scene.panel->findChild<QMenu *>();
    QAction *updates = scene.menuAction(QStringLiteral("&Updates from the server"));
    QCOMPARE(updates->menu()->actions().size(), 8);
    for (QAction *action : updates->menu()->actions()) {
        if (action->text().contains(QStringLiteral("FAST_TRADE")))
            action->trigger();
    }
    QVERIFY((scene.panel->wish() == DepthWish{DepthLevels::All, DepthBuffer::FastTrade}));
    QVERIFY(scene.panel->headerHint().contains(QStringLiteral("FAST_TRADE")));
    scene.panel->setWish(scene.panel->wish());
    QCOMPARE(wishes.size(), std::size_t{2}); // the same wish is no change
}

void TestDepthQueue::aTooltipTellsTheQueue()
{
    Scene scene;
    scene.goLive();
    const QPoint at = scene.centre(2, DepthColumn::Bid);
    QHelpEvent help{QEvent::ToolTip, at, scene.view->viewport()->mapToGlobal(at)};
    QVERIFY(QCoreApplication::sendEvent(scene.view->viewport(), &help));
    QTRY_VERIFY(QToolTip::text().contains(QStringLiteral("own order: Working, 2")));
    QToolTip::hideText();
}

QTEST_MAIN(TestDepthQueue)
#include "test_depth_queue.moc"
