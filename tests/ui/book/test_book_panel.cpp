// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_store.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/depth/sample_market.h"
#include "ui/book/book_panel.h"
#include "ui/book/book_view.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <t4/v1/orderrouting/orderrouting.pb.h>

using namespace depthdeck;
using namespace depthdeck::ui;
using namespace depthdeck::test;

Q_DECLARE_METATYPE(depthdeck::Price)
Q_DECLARE_METATYPE(depthdeck::Side)

namespace {

/// The panel of one market: bids 10, 20 and 5 lots at 6025.25 of which the 20 are the trader's own, one offer, and one
/// own bid at 6025.00 that the book does not name.
struct Scene
{
    FakeClock clock;
    Theme theme;
    MarketBoard board;
    OrderBookBoard books;
    OrderStore orders{clock};
    const MarketKey key = sampleKey();
    std::unique_ptr<BookPanel> panel;
    BookView *view = nullptr;

    explicit Scene(const char *themeName = "dark", qreal scale = 1.0)
    {
        theme.load(QString::fromLatin1(themeName));
        theme.setScale(scale);
        theme.applyToApplication();
        board.setConnectionFresh(true);
        panel = std::make_unique<BookPanel>(books, board, orders, theme);
        view = panel->findChild<BookView *>();
        panel->resize(theme.scaled(720), theme.scaled(420));
        panel->show();
    }

    void goLive()
    {
        define(board, sampleMarket(key));
        apply(board, sampleChange(key, sampleBook()));
        books.expect(key);
        OrderBookChange change = told();
        change.replacesAll = true;
        change.orders = {resting(11, Side::Buy, "6025.25", 10, 1),  resting(12, Side::Buy, "6025.25", 20, 2),
                         resting(13, Side::Buy, "6025.25", 5, 3),   resting(21, Side::Buy, "6025.00", 30, 4),
                         resting(22, Side::Buy, "6025.00", 7, 5),   resting(31, Side::Sell, "6025.50", 15, 6),
                         resting(32, Side::Sell, "6025.75", 40, 7), resting(33, Side::Sell, "6025.75", 2, 8)};
        tell(change);
        work("A1", "6025.25", 20, "12");
        work("A2", "6025.00", 7, "made up by the exchange");
        panel->setMarket(key);
        panel->refresh();
        QVERIFY(QTest::qWaitForWindowExposed(panel.get()));
    }

    [[nodiscard]] OrderBookChange told(OrderBookState state = OrderBookState::Live) const
    {
        OrderBookChange change;
        change.market = key.market;
        change.state = state;
        change.mode = MarketMode::Open;
        return change;
    }
    void tell(OrderBookChange change)
    {
        OrderBookChanges changes;
        changes.books.push_back(std::move(change));
        books.apply(std::move(changes));
        panel->refresh();
    }
    static RestingOrder resting(std::uint64_t id, Side side, const char *at, int lots, std::uint64_t priority)
    {
        return {id, side, price(at), Quantity{lots}, priority};
    }

    void work(const char *id, const char *at, int volume, const char *exchangeId)
    {
        t4proto::v1::orderrouting::OrderUpdate update;
        update.set_unique_id(id);
        update.set_account_id("acc-1");
        update.set_market_id(key.market.text());
        update.set_exchange_order_id(exchangeId);
        update.set_status(t4proto::v1::common::ORDER_STATUS_WORKING);
        update.set_buy_sell(t4proto::v1::common::BUY_SELL_BUY);
        update.set_price_type(t4proto::v1::common::PRICE_TYPE_LIMIT);
        update.set_current_volume(volume);
        update.set_new_volume(volume);
        update.set_working_volume(volume);
        update.mutable_current_limit_price()->set_value(at);
        update.mutable_new_limit_price()->set_value(at);
        update.set_sequence_order(1);
        orders.applyUpdate(update);
    }

    [[nodiscard]] QPoint at(const BookPlace &place) const { return view->placeRect(place).center(); }
    [[nodiscard]] QString words() const { return panel->findChild<QLabel *>(QStringLiteral("bookPlace"))->text(); }
    [[nodiscard]] QString state() const { return panel->findChild<QLabel *>(QStringLiteral("bookState"))->text(); }
    [[nodiscard]] QAccessibleTableInterface *table() const
    {
        return QAccessible::queryAccessibleInterface(view)->tableInterface();
    }
    [[nodiscard]] QString cell(int row, BookColumn column) const
    {
        return table()->cellAt(row, static_cast<int>(column))->text(QAccessible::Name);
    }
};

constexpr BookPlace frontBid{0, BookSide::Bid, 0};
constexpr BookPlace ownBid{0, BookSide::Bid, 1};
constexpr BookPlace bidPrice{0, BookSide::Bid, BookPlace::priceItself};

} // namespace

class TestBookPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theFrontOfTheQueueIsNextToThePrice();
    void segmentsAreAsLongAsTheirLots();
    void hoveringTellsTheOrder();
    void theKeyboardWalksOverEveryOrder();
    void aClickChoosesThePrice();
    void returnChoosesThePrice();
    void rightClickAndDeletePullOwnOrders();
    void aRightClickOnOthersOpensAMenu();
    void anOwnOrderThatIsNotNamedIsAnEstimate();
    void theTableReadsAsShown();
    void rowsThatAreScrolledAwayCanBeRead();
    void everyStateIsSaidInWords_data();
    void everyStateIsSaidInWords();
    void onlyWhatChangedIsMadeAgain();
    void anotherMarketStartsClean();
    void aGoneOrderLeavesThePointerOnSomethingThatIsThere();
    void fiveThousandOrdersPaintWithinAFrame();
    void itLooksRightInEveryThemeAndScale();
};

void TestBookPanel::initTestCase()
{
    qRegisterMetaType<MarketKey>();
    qRegisterMetaType<Price>();
    qRegisterMetaType<Side>();
    qRegisterMetaType<std::vector<OrderId>>();
}

void TestBookPanel::theFrontOfTheQueueIsNextToThePrice()
{
    Scene scene;
    scene.goLive();
    const QRect front = scene.view->placeRect(frontBid);
    const QRect own = scene.view->placeRect(ownBid);
    const QRect price = scene.view->placeRect(bidPrice);
    QVERIFY(own.center().x() < front.center().x());
    QVERIFY(front.center().x() < price.center().x());
    const QRect offer = scene.view->placeRect({0, BookSide::Offer, 0});
    QVERIFY(offer.center().x() > scene.view->placeRect({0, BookSide::Offer, BookPlace::priceItself}).center().x());
}

void TestBookPanel::segmentsAreAsLongAsTheirLots()
{
    Scene scene;
    scene.goLive();
    const int ten = scene.view->placeRect(frontBid).width() - 2;
    const int twenty = scene.view->placeRect(ownBid).width() - 2;
    QVERIFY2(std::abs(twenty - 2 * ten) <= 2, qPrintable(QStringLiteral("%1 and %2").arg(ten).arg(twenty)));
}

void TestBookPanel::hoveringTellsTheOrder()
{
    Scene scene;
    scene.goLive();
    QTest::mouseMove(scene.view->viewport(), scene.at(frontBid));
    QCOMPARE(scene.words(), QStringLiteral("Bid 6025.25, order 11: 10 lots, number 1 of 3, 0 lots ahead, priority 1"));
    QTest::mouseMove(scene.view->viewport(), scene.at(ownBid));
    QCOMPARE(scene.words(),
             QStringLiteral("Bid 6025.25, your order 12 (Working): 20 lots, number 2 of 3, 10 lots ahead, priority 2"));
    QTest::mouseMove(scene.view->viewport(), scene.at({1, BookSide::Offer, BookPlace::priceItself}));
    QCOMPARE(scene.words(), QStringLiteral("Offer 6025.75: 42 lots in 2 orders"));
    scene.view->clearFocus(); // else the keyboard's place is told
    QEvent leave{QEvent::Leave};
    QCoreApplication::sendEvent(scene.view->viewport(), &leave);
    QVERIFY(scene.words().isEmpty());
}

void TestBookPanel::theKeyboardWalksOverEveryOrder()
{
    Scene scene;
    scene.goLive();
    scene.view->setFocus();
    scene.view->setCurrent(bidPrice);
    QTest::keyClick(scene.view, Qt::Key_Left);
    QCOMPARE(scene.view->current(), frontBid);
    QTest::keyClick(scene.view, Qt::Key_Left);
    QCOMPARE(scene.view->current(), ownBid);
    QVERIFY2(scene.words().contains(QStringLiteral("your order 12")), qPrintable(scene.words()));
    for (int step = 0; step < 9; ++step)
        QTest::keyClick(scene.view, Qt::Key_Left);
    QCOMPARE(scene.view->current(), (BookPlace{0, BookSide::Bid, 2})); // the back of the queue
    for (int step = 0; step < 4; ++step)
        QTest::keyClick(scene.view, Qt::Key_Right);
    QCOMPARE(scene.view->current(), (BookPlace{0, BookSide::Offer, BookPlace::priceItself}));
    QTest::keyClick(scene.view, Qt::Key_Down);
    QTest::keyClick(scene.view, Qt::Key_Right);
    QCOMPARE(scene.view->current(), (BookPlace{1, BookSide::Offer, 0}));
    QTest::keyClick(scene.view, Qt::Key_End);
    QCOMPARE(scene.view->current().row, 1);
    QTest::keyClick(scene.view, Qt::Key_Home);
    QCOMPARE(scene.view->current().row, 0);
}

void TestBookPanel::aClickChoosesThePrice()
{
    Scene scene;
    scene.goLive();
    QSignalSpy chosen{scene.panel.get(), &BookPanel::priceChosen};
    QTest::mouseClick(scene.view->viewport(), Qt::LeftButton, {}, scene.at({1, BookSide::Offer, 0}));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).value<MarketKey>(), scene.key);
    QCOMPARE(chosen.at(0).at(1).value<Side>(), Side::Sell);
    QCOMPARE(chosen.at(0).at(2).value<Price>(), price("6025.75"));
    QTest::mouseClick(scene.view->viewport(), Qt::LeftButton, {}, {5, 5}); // the header
    QCOMPARE(chosen.size(), 1);
}

void TestBookPanel::returnChoosesThePrice()
{
    Scene scene;
    scene.goLive();
    QSignalSpy chosen{scene.panel.get(), &BookPanel::priceChosen};
    scene.view->setCurrent({1, BookSide::Bid, 0});
    QTest::keyClick(scene.view, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(1).value<Side>(), Side::Buy);
    QCOMPARE(chosen.at(0).at(2).value<Price>(), price("6025.00"));
}

void TestBookPanel::rightClickAndDeletePullOwnOrders()
{
    Scene scene;
    scene.goLive();
    QSignalSpy pulls{scene.panel.get(), &BookPanel::pullRequested};
    QTest::mouseClick(scene.view->viewport(), Qt::RightButton, {}, scene.at(ownBid));
    QCOMPARE(pulls.size(), 1);
    QCOMPARE(pulls.at(0).at(0).value<std::vector<OrderId>>(), std::vector<OrderId>{OrderId{"A1"}});
    QTest::mouseClick(scene.view->viewport(), Qt::RightButton, {}, scene.at(frontBid));
    QCOMPARE(pulls.size(), 1);
    scene.view->setCurrent({1, BookSide::Bid, BookPlace::priceItself}); // by its price: the estimated one too
    QTest::keyClick(scene.view, Qt::Key_Delete);
    QCOMPARE(pulls.size(), 2);
    QCOMPARE(pulls.at(1).at(0).value<std::vector<OrderId>>(), std::vector<OrderId>{OrderId{"A2"}});
}

void TestBookPanel::aRightClickOnOthersOpensAMenu()
{
    Scene scene;
    scene.goLive();
    QSignalSpy chosen{scene.panel.get(), &BookPanel::priceChosen};
    const QPoint place = scene.at(frontBid);
    QTest::mouseClick(scene.view->viewport(), Qt::RightButton, {}, place);
    QContextMenuEvent event{QContextMenuEvent::Mouse, place, scene.view->viewport()->mapToGlobal(place)};
    QCoreApplication::sendEvent(scene.view->viewport(), &event);
    auto *menu = scene.panel->findChild<QMenu *>();
    QVERIFY(menu && menu->isVisible());
    QVERIFY(!menu->actions().at(1)->isEnabled()); // nothing of one's own there
    menu->actions().at(0)->trigger();
    QCOMPARE(chosen.size(), 1);
    menu->close();
}

void TestBookPanel::anOwnOrderThatIsNotNamedIsAnEstimate()
{
    Scene scene;
    scene.goLive();
    const BookRow &row = scene.view->content().row(BookSide::Bid, 1);
    QCOMPARE(row.estimates.size(), std::size_t{1});
    QCOMPARE(row.estimates.front().ahead, 30);
    QVERIFY(std::none_of(row.segments.begin(), row.segments.end(), [](const auto &each) { return each.own; }));
    QVERIFY(scene.cell(1, BookColumn::BidQueue).contains(QStringLiteral("≈7")));
}

void TestBookPanel::theTableReadsAsShown()
{
    Scene scene;
    scene.goLive();
    QCOMPARE(scene.table()->columnCount(), 8);
    QCOMPARE(scene.table()->rowCount(), 2);
    QCOMPARE(scene.cell(0, BookColumn::BidQueue), QStringLiteral("10, own 20, 5"));
    QCOMPARE(scene.cell(0, BookColumn::BidOrders), QStringLiteral("3"));
    QCOMPARE(scene.cell(0, BookColumn::BidLots), QStringLiteral("35"));
    QCOMPARE(scene.cell(0, BookColumn::Bid), QStringLiteral("6025.25"));
    QCOMPARE(scene.cell(1, BookColumn::Offer), QStringLiteral("6025.75"));
    QCOMPARE(scene.cell(1, BookColumn::OfferQueue), QStringLiteral("40, 2"));
    QCOMPARE(scene.table()->columnDescription(0), QStringLiteral("Bid queue"));
    QAccessibleInterface *cell = scene.table()->cellAt(0, static_cast<int>(BookColumn::Bid));
    QCOMPARE(cell->role(), QAccessible::Cell);
    QCOMPARE(cell->text(QAccessible::Description), QStringLiteral("Bid 6025.25: 35 lots in 3 orders"));
    scene.view->setCurrent(ownBid);
    QAccessibleInterface *queue = scene.table()->cellAt(0, static_cast<int>(BookColumn::BidQueue));
    QVERIFY(queue->state().selected);
    QVERIFY(queue->text(QAccessible::Description).contains(QStringLiteral("your order 12")));
    QCOMPARE(QAccessible::queryAccessibleInterface(scene.view)->text(QAccessible::Name),
             QStringLiteral("Market by order"));
    QSignalSpy chosen{scene.panel.get(), &BookPanel::priceChosen};
    cell->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(chosen.size(), 1);
}

void TestBookPanel::rowsThatAreScrolledAwayCanBeRead()
{
    Scene scene;
    scene.goLive();
    OrderBookChange change = scene.told();
    change.replacesAll = true;
    for (int level = 0; level < 200; ++level)
        change.orders.push_back(Scene::resting(static_cast<std::uint64_t>(1000 + level), Side::Buy,
                                               qPrintable(QString::number(6000 - level)), level + 1, 1));
    scene.tell(change);
    QCOMPARE(scene.table()->rowCount(), 200);
    QCOMPARE(scene.cell(150, BookColumn::Bid), QStringLiteral("5850.00"));
    QCOMPARE(scene.cell(150, BookColumn::BidQueue), QStringLiteral("151"));
    scene.view->setFocus();
    QTest::keyClick(scene.view, Qt::Key_End);
    QCOMPARE(scene.view->current().row, 199);
    QVERIFY(!scene.view->placeRect({199, BookSide::Bid, BookPlace::priceItself}).isEmpty());
    QVERIFY(scene.view->viewport()->rect().contains(scene.at({199, BookSide::Bid, BookPlace::priceItself})));
}

void TestBookPanel::everyStateIsSaidInWords_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("reason");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("tableShown");
    const auto row = [](const char *name, OrderBookState state, ResyncReason reason, const char *words, bool shown) {
        QTest::newRow(name) << static_cast<int>(state) << static_cast<int>(reason) << QString::fromUtf8(words) << shown;
    };
    row("waiting", OrderBookState::Waiting, ResyncReason::None, "Waiting for the book", false);
    row("live", OrderBookState::Live, ResyncReason::None, "Open · Live", true);
    row("missing", OrderBookState::Resynchronising, ResyncReason::MissingNumber, "a message is missing", true);
    row("unknown", OrderBookState::Resynchronising, ResyncReason::UnknownOrders, "did not have", true);
    row("crossed", OrderBookState::Resynchronising, ResyncReason::Crossed, "more than two seconds", true);
    row("bad", OrderBookState::Resynchronising, ResyncReason::BadMessage, "could not be read", true);
    row("no answer", OrderBookState::Resynchronising, ResyncReason::NoAnswer, "did not send the book", true);
    row("refused", OrderBookState::Refused, ResyncReason::None, "No permission", false);
}

void TestBookPanel::everyStateIsSaidInWords()
{
    QFETCH(int, state);
    QFETCH(int, reason);
    QFETCH(QString, words);
    QFETCH(bool, tableShown);
    Scene scene;
    scene.goLive();
    OrderBookChange change = scene.told(static_cast<OrderBookState>(state));
    change.reason = static_cast<ResyncReason>(reason);
    if (change.state == OrderBookState::Refused)
        change.refused = MarketMode::NoPermission;
    scene.tell(change);
    QVERIFY2(scene.state().contains(words), qPrintable(scene.state()));
    QCOMPARE(scene.view->sentence().isEmpty(), tableShown);
    if (change.state == OrderBookState::Resynchronising)
        QVERIFY(scene.state().contains(QStringLiteral("Resynchronising")));
    scene.tell(scene.told());
    QCOMPARE(scene.state(), QStringLiteral("Open · Live"));
}

void TestBookPanel::onlyWhatChangedIsMadeAgain()
{
    Scene scene;
    scene.goLive();
    const BookSegment *untouched = scene.view->content().row(BookSide::Bid, 1).segments.data();
    OrderBookChange change = scene.told();
    change.orders = {Scene::resting(14, Side::Buy, "6025.25", 9, 9)};
    scene.tell(change);
    QCOMPARE(scene.view->content().row(BookSide::Bid, 0).segments.size(), std::size_t{4});
    QCOMPARE(scene.view->content().row(BookSide::Bid, 1).segments.data(), untouched);
}

void TestBookPanel::anotherMarketStartsClean()
{
    Scene scene;
    scene.goLive();
    scene.panel->setMarket(sampleKey("NQ"));
    QVERIFY(!scene.view->sentence().isEmpty());
    QCOMPARE(scene.view->rowCount(), 0);
    QSignalSpy chosen{scene.panel.get(), &BookPanel::priceChosen};
    QTest::mouseClick(scene.view->viewport(), Qt::LeftButton, {}, {300, 60});
    QTest::keyClick(scene.view, Qt::Key_Return);
    QCOMPARE(chosen.size(), 0);
}

void TestBookPanel::aGoneOrderLeavesThePointerOnSomethingThatIsThere()
{
    Scene scene;
    scene.goLive();
    scene.view->setFocus();
    scene.view->setCurrent({0, BookSide::Bid, 2});
    OrderBookChange change = scene.told();
    change.gone = {13};
    scene.tell(change);
    QCOMPARE(scene.view->current(), ownBid);
    change = scene.told();
    change.replacesAll = true;
    scene.tell(change);
    QVERIFY(scene.view->sentence().contains(QStringLiteral("No order rests")));
    QTest::keyClick(scene.view, Qt::Key_Delete);
    QTest::keyClick(scene.view, Qt::Key_Down);
    QVERIFY(scene.words().isEmpty());
}

void TestBookPanel::fiveThousandOrdersPaintWithinAFrame()
{
    Scene scene;
    scene.goLive();
    OrderBookChange change = scene.told();
    change.replacesAll = true;
    for (int number = 0; number < 5000; ++number) {
        const bool buys = number % 2 == 0;
        const int level = number / 2 % 20;
        const QByteArray at = QByteArray::number(buys ? 6025 - level : 6026 + level);
        change.orders.push_back(Scene::resting(static_cast<std::uint64_t>(100 + number), buys ? Side::Buy : Side::Sell,
                                               at.constData(), 1 + number % 7, static_cast<std::uint64_t>(number)));
    }
    scene.panel->resize(1600, 600);
    scene.tell(change);
    QImage picture{scene.view->size(), QImage::Format_ARGB32_Premultiplied};
    const int rounds = qEnvironmentVariableIsSet("DEPTHDECK_MEASURE") ? 200 : 1;
    QElapsedTimer timer;
    timer.start();
    for (int round = 0; round < rounds; ++round)
        scene.view->viewport()->render(&picture);
    const double paint = static_cast<double>(timer.nsecsElapsed()) / rounds / 1000.0;
    timer.restart();
    for (int round = 0; round < rounds; ++round) {
        OrderBookChange one = scene.told();
        one.orders = {Scene::resting(100, Side::Buy, "6025", 1 + round % 5, static_cast<std::uint64_t>(round))};
        scene.tell(one);
    }
    const double frame = static_cast<double>(timer.nsecsElapsed()) / rounds / 1000.0;
    if (rounds > 1)
        qInfo("5,000 orders: one paint %.0f us, one frame with one changed order (no paint) %.0f us", paint, frame);
    QCOMPARE(scene.view->content().row(BookSide::Bid, 0).segments.size(), std::size_t{125});
}

void TestBookPanel::itLooksRightInEveryThemeAndScale()
{
    const QByteArray folder = qgetenv("DEPTHDECK_SHOTS");
    for (const char *theme : {"dark", "light"}) {
        for (const qreal scale : {1.0, 2.0}) {
            Scene scene{theme, scale};
            scene.goLive();
            OrderBookChange change = scene.told();
            change.replacesAll = true;
            for (int number = 0; number < 600; ++number) {
                const bool buys = number % 2 == 0;
                const double tick = 0.25 * (number / 2 % 14);
                const QByteArray at = QByteArray::number(buys ? 6025.25 - tick : 6025.5 + tick, 'f', 2);
                change.orders.push_back(Scene::resting(static_cast<std::uint64_t>(100 + number),
                                                       buys ? Side::Buy : Side::Sell, at.constData(),
                                                       1 + (number * number) % 23, static_cast<std::uint64_t>(number)));
            }
            change.orders.push_back(Scene::resting(12, Side::Buy, "6025.25", 20, 250));
            change.orders.push_back(Scene::resting(22, Side::Buy, "6025.00", 7, 320));
            scene.tell(change);
            scene.view->setFocus();
            scene.view->setCurrent({2, BookSide::Offer, 3});
            QTest::mouseMove(scene.view->viewport(), scene.at({0, BookSide::Bid, 0}));
            QVERIFY(scene.panel->minimumSizeHint().width() <= scene.panel->width());
            if (!folder.isEmpty())
                scene.panel->grab().save(QString::fromLocal8Bit(folder) +
                                         QStringLiteral("/book_%1_%2.png").arg(QString::fromLatin1(theme)).arg(scale));
            OrderBookChange doubt = scene.told(OrderBookState::Resynchronising);
            doubt.reason = ResyncReason::MissingNumber;
            scene.tell(doubt);
            if (!folder.isEmpty())
                scene.panel->grab().save(
                    QString::fromLocal8Bit(folder) +
                    QStringLiteral("/book_resync_%1_%2.png").arg(QString::fromLatin1(theme)).arg(scale));
        }
    }
}

QTEST_MAIN(TestBookPanel)
#include "test_book_panel.moc"
