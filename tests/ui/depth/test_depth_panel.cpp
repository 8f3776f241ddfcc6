// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/depth/depth_scene.h"
#include "ui/common/motion.h"
#include "ui/depth/depth_panel.h"
#include "ui/depth/depth_view.h"
#include "ui/depth/fact_strip.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QMenu>
#include <QProxyStyle>
#include <QSignalSpy>
#include <QTest>

#include <t4/v1/orderrouting/orderrouting.pb.h>

using namespace depthdeck;
using namespace depthdeck::ui;
using namespace depthdeck::test;

Q_DECLARE_METATYPE(depthdeck::Price)
Q_DECLARE_METATYPE(depthdeck::Side)

namespace {

/// A desktop that asks for no motion.
class StillStyle final : public QProxyStyle
{
public:
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *result) const override
    {
        return hint == SH_Widget_Animation_Duration ? 0 : QProxyStyle::styleHint(hint, option, widget, result);
    }
};

} // namespace

class TestDepthPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aClickLoadsThePriceOfItsSide_data();
    void aClickLoadsThePriceOfItsSide();
    void aDoubleClickAsksForAnOrderOnce();
    void aDoubleClickTakesThePriceThatWasAimedAt();
    void aClickOnAnEmptyCellDoesNothing();
    void aRightClickOnOwnOrdersPullsThemAll();
    void aRightClickElsewhereOpensAMenuThatBlocksNothing();
    void arrowKeysMoveTheCellAndReturnChoosesIt();
    void controlReturnAsksForAnOrder();
    void deletePullsTheOwnOrderOfTheCell();
    void ownOrdersOutsideOfTheLevelsAreListedInWords();
    void theDayAndTheStateAreToldInWords();
    void aStaleMarketSaysForHowLong();
    void everyEmptyStateIsASentence_data();
    void everyEmptyStateIsASentence();
    void aTradeFlashesFor300Milliseconds();
    void nothingFlashesWhereMotionIsNotWanted();
    void anotherMarketStartsClean();
    void aNewDefinitionMakesAllTextsAgain();
    void moreLevelsCanBeShown();
    void aFewRowsScrollWithTheKeyboard();
    void onlyChangedRowsAreRepainted();
    void oneRepaint();
    void oneFrame();
};

void TestDepthPanel::initTestCase()
{
    qRegisterMetaType<Price>();
    qRegisterMetaType<Side>();
    qRegisterMetaType<MarketKey>();
}

void TestDepthPanel::aClickLoadsThePriceOfItsSide_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<DepthColumn>("column");
    QTest::addColumn<Side>("side");
    QTest::addColumn<QString>("price");
    QTest::newRow("bid") << 0 << DepthColumn::Bid << Side::Buy << QStringLiteral("6025.25");
    QTest::newRow("bid size") << 3 << DepthColumn::BidSize << Side::Buy << QStringLiteral("6024.5");
    QTest::newRow("bid orders") << 9 << DepthColumn::BidOrders << Side::Buy << QStringLiteral("6023");
    QTest::newRow("offer") << 0 << DepthColumn::Offer << Side::Sell << QStringLiteral("6025.5");
    QTest::newRow("offer size") << 1 << DepthColumn::OfferSize << Side::Sell << QStringLiteral("6025.75");
    QTest::newRow("offer orders") << 2 << DepthColumn::OfferOrders << Side::Sell << QStringLiteral("6026");
}

void TestDepthPanel::aClickLoadsThePriceOfItsSide()
{
    QFETCH(int, row);
    QFETCH(DepthColumn, column);
    Scene scene;
    scene.goLive();
    QSignalSpy chosen{scene.panel.get(), &DepthPanel::priceChosen};
    QSignalSpy requested{scene.panel.get(), &DepthPanel::orderRequested};
    QTest::mouseClick(scene.view->viewport(), Qt::LeftButton, {}, scene.centre(row, column));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(requested.size(), 0);
    QCOMPARE(chosen.at(0).at(0).value<MarketKey>(), scene.key);
    QTEST(chosen.at(0).at(1).value<Side>(), "side");
    QTEST(QString::fromStdString(chosen.at(0).at(2).value<Price>().toWire()), "price");
    QCOMPARE(scene.view->currentCell(), (DepthCell{row, column}));
}

void TestDepthPanel::aDoubleClickAsksForAnOrderOnce()
{
    Scene scene;
    scene.goLive();
    QSignalSpy chosen{scene.panel.get(), &DepthPanel::priceChosen};
    QSignalSpy requested{scene.panel.get(), &DepthPanel::orderRequested};
    const QPoint aim = scene.centre(1, DepthColumn::Bid);
    QTest::mouseClick(scene.view->viewport(), Qt::LeftButton, {}, aim);
    QTest::mouseDClick(scene.view->viewport(), Qt::LeftButton, {}, aim); // the second of the two clicks
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.at(0).at(1).value<Side>(), Side::Buy);
    QCOMPARE(requested.at(0).at(2).value<Price>(), price("6025.00"));
}

void TestDepthPanel::aDoubleClickTakesThePriceThatWasAimedAt()
{
    Scene scene;
    scene.goLive();
    QSignalSpy requested{scene.panel.get(), &DepthPanel::orderRequested};
    const QPoint aim = scene.centre(0, DepthColumn::Bid);
    QTest::mouseClick(scene.view->viewport(), Qt::LeftButton, {}, aim);
    MarketChange moved = scene.change();
    moved.book = sampleBook("6026.25");
    apply(scene.board, moved);
    scene.panel->refresh();
    QMouseEvent second{QEvent::MouseButtonDblClick,
                       QPointF{aim},
                       scene.view->viewport()->mapToGlobal(QPointF{aim}),
                       Qt::LeftButton,
                       Qt::LeftButton,
                       {}};
    QCoreApplication::sendEvent(scene.view->viewport(), &second);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.at(0).at(2).value<Price>(), price("6025.25"));
}

void TestDepthPanel::aClickOnAnEmptyCellDoesNothing()
{
    Scene scene;
    scene.goLive();
    MarketChange thin = scene.change();
    thin.book = sampleBook("6025.25", 2);
    apply(scene.board, thin);
    scene.panel->refresh();
    QSignalSpy chosen{scene.panel.get(), &DepthPanel::priceChosen};
    QTest::mouseDClick(scene.view->viewport(), Qt::LeftButton, {}, scene.centre(5, DepthColumn::Offer));
    QTest::mouseClick(scene.view->viewport(), Qt::LeftButton, {}, {20, 2}); // the header
    QCOMPARE(chosen.size(), 0);
}

void TestDepthPanel::aRightClickOnOwnOrdersPullsThemAll()
{
    Scene scene;
    scene.goLive();
    QSignalSpy pulls{scene.panel.get(), &DepthPanel::pullRequested};
    QSignalSpy chosen{scene.panel.get(), &DepthPanel::priceChosen};
    QTest::mouseClick(scene.view->viewport(), Qt::RightButton, {}, scene.centre(2, DepthColumn::Offer));
    QCOMPARE(pulls.size(), 1);
    QCOMPARE(pulls.at(0).at(0).value<std::vector<OrderId>>(), (std::vector<OrderId>{OrderId{"A2"}, OrderId{"A3"}}));
    QTest::mouseClick(scene.view->viewport(), Qt::RightButton, {}, scene.centre(2, DepthColumn::BidOrders));
    QCOMPARE(pulls.size(), 2);
    QTest::mouseClick(scene.view->viewport(), Qt::RightButton, {}, scene.centre(0, DepthColumn::Bid));
    QCOMPARE(pulls.size(), 2);
    QCOMPARE(chosen.size(), 0);
}

void TestDepthPanel::aRightClickElsewhereOpensAMenuThatBlocksNothing()
{
    Scene scene;
    scene.goLive();
    QSignalSpy pulls{scene.panel.get(), &DepthPanel::pullRequested};
    const QPoint at = scene.centre(0, DepthColumn::Bid);
    QContextMenuEvent event{QContextMenuEvent::Mouse, at, scene.view->viewport()->mapToGlobal(at)};
    QCoreApplication::sendEvent(scene.view->viewport(), &event);
    auto *menu = scene.panel->findChild<QMenu *>();
    QVERIFY(menu);
    QVERIFY(menu->isVisible());
    QCOMPARE(menu->actions().at(0)->text(), QStringLiteral("Pull orders &here (6025.25)"));
    QVERIFY(!menu->actions().at(0)->isEnabled());
    QCOMPARE(menu->actions().at(1)->text(), QStringLiteral("Pull Buy 1 at 6010.00 (Working)"));
    menu->actions().at(1)->trigger();
    QCOMPARE(pulls.size(), 1);
    QCOMPARE(pulls.at(0).at(0).value<std::vector<OrderId>>(), std::vector<OrderId>{OrderId{"A4"}});
    menu->close();
}

void TestDepthPanel::arrowKeysMoveTheCellAndReturnChoosesIt()
{
    Scene scene;
    scene.goLive();
    scene.view->setFocus();
    QSignalSpy chosen{scene.panel.get(), &DepthPanel::priceChosen};
    scene.view->setCurrentCell({0, DepthColumn::Bid});
    for (const int key : {Qt::Key_Right, Qt::Key_Down, Qt::Key_Down, Qt::Key_Up})
        QTest::keyClick(scene.view, static_cast<Qt::Key>(key));
    QCOMPARE(scene.view->currentCell(), (DepthCell{1, DepthColumn::Offer}));
    QTest::keyClick(scene.view, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(1).value<Side>(), Side::Sell);
    QCOMPARE(chosen.at(0).at(2).value<Price>(), price("6025.75"));
    QTest::keyClick(scene.view, Qt::Key_End);
    QCOMPARE(scene.view->currentCell().row, 9);
    QTest::keyClick(scene.view, Qt::Key_Down);
    QCOMPARE(scene.view->currentCell().row, 9);
}

void TestDepthPanel::controlReturnAsksForAnOrder()
{
    Scene scene;
    scene.goLive();
    QSignalSpy chosen{scene.panel.get(), &DepthPanel::priceChosen};
    QSignalSpy requested{scene.panel.get(), &DepthPanel::orderRequested};
    scene.view->setCurrentCell({1, DepthColumn::BidSize});
    QTest::keyClick(scene.view, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(chosen.size(), 0);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.at(0).at(2).value<Price>(), price("6025.00"));
}

void TestDepthPanel::deletePullsTheOwnOrderOfTheCell()
{
    Scene scene;
    scene.goLive();
    QSignalSpy pulls{scene.panel.get(), &DepthPanel::pullRequested};
    scene.view->setCurrentCell({2, DepthColumn::Bid});
    QTest::keyClick(scene.view, Qt::Key_Delete);
    QCOMPARE(pulls.size(), 1);
    QCOMPARE(pulls.at(0).at(0).value<std::vector<OrderId>>(), std::vector<OrderId>{OrderId{"A1"}});
    scene.view->setCurrentCell({3, DepthColumn::Bid});
    QTest::keyClick(scene.view, Qt::Key_Delete);
    QCOMPARE(pulls.size(), 1);
}

void TestDepthPanel::ownOrdersOutsideOfTheLevelsAreListedInWords()
{
    Scene scene;
    scene.goLive();
    auto *label = scene.panel->findChild<QLabel *>(QStringLiteral("otherOwnOrders"));
    QVERIFY(label->isVisible());
    QVERIFY2(label->text().contains(QStringLiteral("Buy 1 at 6010.00 (Working)")), qPrintable(label->text()));
    scene.orders.clear();
    scene.panel->refresh();
    QVERIFY(!label->isVisible());
    QVERIFY(!scene.view->content().rows().at(2).bid.own.has_value());
}

void TestDepthPanel::theDayAndTheStateAreToldInWords()
{
    Scene scene;
    scene.goLive();
    const QString facts = scene.facts();
    for (const char *expected : {"Open · Live", "Last 6025.25 × 3", "Change ▲ +18.75", "Volume 1,204,331",
                                 "High 6031.50", "Low 6001.25", "Settlement 6006.50", "Limits 5605.00 to 6408.00"})
        QVERIFY2(facts.contains(QString::fromUtf8(expected)), qPrintable(facts));
    QVERIFY(scene.panel->headerSubject().startsWith(QStringLiteral("ES")));
    QCOMPARE(scene.view->accessibleDescription(), scene.panel->headerSubject());
}

void TestDepthPanel::aStaleMarketSaysForHowLong()
{
    Scene scene;
    scene.goLive();
    scene.clock.advance(std::chrono::seconds{12});
    scene.board.setConnectionFresh(false);
    scene.panel->refresh();
    QVERIFY2(scene.facts().contains(QStringLiteral("Stale 12 s")), qPrintable(scene.facts()));
    scene.clock.advance(std::chrono::seconds{1});
    scene.panel->refresh();
    QVERIFY2(scene.facts().contains(QStringLiteral("Stale 13 s")), qPrintable(scene.facts()));
}

void TestDepthPanel::everyEmptyStateIsASentence_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("words");
    QTest::newRow("no market") << QStringLiteral("none") << QStringLiteral("Choose a market");
    QTest::newRow("not on the board") << QStringLiteral("unknown") << QStringLiteral("Waiting for the first prices");
    QTest::newRow("waiting") << QStringLiteral("waiting") << QStringLiteral("Waiting for the first prices");
    QTest::newRow("refused") << QStringLiteral("refused") << QStringLiteral("No permission");
    QTest::newRow("empty book") << QStringLiteral("empty") << QStringLiteral("Nobody bids or offers");
}

void TestDepthPanel::everyEmptyStateIsASentence()
{
    QFETCH(QString, what);
    QFETCH(QString, words);
    Scene scene;
    if (what != QLatin1String("none"))
        scene.panel->setMarket(scene.key);
    if (what == QLatin1String("waiting"))
        scene.board.expect(scene.key);
    MarketChange change{.market = scene.key.market, .book = {}, .quote = {}, .trades = {}, .refused = {}};
    if (what == QLatin1String("refused"))
        change.refused = MarketMode::NoPermission;
    change.hasImage = true;
    change.book.mode = MarketMode::PreOpen;
    if (what == QLatin1String("refused") || what == QLatin1String("empty"))
        apply(scene.board, change);
    scene.panel->refresh();
    QVERIFY2(scene.view->sentence().contains(words), qPrintable(scene.view->sentence()));
    QSignalSpy chosen{scene.panel.get(), &DepthPanel::priceChosen};
    QTest::mouseDClick(scene.view->viewport(), Qt::LeftButton, {}, {100, 100});
    QTest::keyClick(scene.view, Qt::Key_Return);
    QCOMPARE(chosen.size(), 0);
}

void TestDepthPanel::aTradeFlashesFor300Milliseconds()
{
    Scene scene;
    scene.goLive();
    QVERIFY(!scene.view->isFlashing()); // what was printed before is no news
    apply(scene.board, scene.change(1'204'334));
    scene.panel->refresh();
    QVERIFY(scene.view->isFlashing());
    scene.clock.advance(std::chrono::milliseconds{299});
    scene.panel->refresh();
    QVERIFY(scene.view->isFlashing());
    scene.clock.advance(std::chrono::milliseconds{1});
    scene.panel->refresh();
    QVERIFY(!scene.view->isFlashing());
    apply(scene.board, scene.change(1'204'334));
    scene.panel->refresh();
    QVERIFY(!scene.view->isFlashing()); // the book changed, nothing was traded
}

void TestDepthPanel::nothingFlashesWhereMotionIsNotWanted()
{
    Scene scene;
    scene.goLive();
    StillStyle style;
    scene.view->setStyle(&style);
    apply(scene.board, scene.change(1'204'334));
    scene.panel->refresh();
    QVERIFY(!scene.view->isFlashing());
    scene.view->setStyle(nullptr);
}

void TestDepthPanel::anotherMarketStartsClean()
{
    Scene scene;
    scene.goLive();
    const MarketKey other = sampleKey("NQ");
    scene.panel->setMarket(other);
    QVERIFY(scene.view->content().text({0, DepthColumn::Bid}).isEmpty());
    QVERIFY(scene.facts().trimmed() == QStringLiteral("|"));
    define(scene.board, sampleMarket(other));
    apply(scene.board, sampleChange(other, sampleBook("21345.25")));
    scene.panel->refresh();
    QCOMPARE(scene.view->content().text({0, DepthColumn::Bid}), QStringLiteral("21345.25"));
    QVERIFY(!scene.view->content().rows().at(2).bid.own.has_value());
}

void TestDepthPanel::aNewDefinitionMakesAllTextsAgain()
{
    Scene scene;
    scene.goLive();
    Market finer = sampleMarket(scene.key);
    finer.format = PriceFormat::decimal(4);
    define(scene.board, finer);
    scene.panel->refresh();
    QCOMPARE(scene.view->content().text({0, DepthColumn::Bid}), QStringLiteral("6025.2500"));
}

void TestDepthPanel::moreLevelsCanBeShown()
{
    Scene scene;
    scene.goLive();
    scene.panel->setLevels(5);
    scene.panel->refresh();
    QCOMPARE(scene.view->content().rowCount(), 5);
    QCOMPARE(scene.view->content().totals().bids, 600);
    QCOMPARE(scene.panel->headerHint(), QStringLiteral("5 levels a side"));
}

void TestDepthPanel::aFewRowsScrollWithTheKeyboard()
{
    Scene scene;
    scene.goLive();
    scene.panel->resize(scene.panel->width(), scene.panel->height() - 6 * scene.theme.rowHeight());
    QTRY_VERIFY(scene.view->viewport()->height() < 10 * scene.theme.rowHeight());
    scene.view->setCurrentCell({0, DepthColumn::Bid});
    QTest::keyClick(scene.view, Qt::Key_End);
    QVERIFY(scene.view->viewport()->rect().contains(scene.view->cellRect({9, DepthColumn::Bid})));
}

void TestDepthPanel::onlyChangedRowsAreRepainted()
{
    Scene scene;
    scene.goLive();
    QTest::qWait(1); // what is still to be painted
    struct Painted final : QObject
    {
        QRegion region;
        bool eventFilter(QObject *, QEvent *event) override
        {
            if (event->type() == QEvent::Paint)
                region += static_cast<QPaintEvent *>(event)->region();
            return false;
        }
    } painted;
    scene.view->viewport()->installEventFilter(&painted);
    MarketChange one = scene.change();
    one.book.bids.at(4).volume = Quantity{141};
    apply(scene.board, one);
    scene.panel->refresh();
    QTRY_VERIFY(!painted.region.isEmpty());
    const QRect row = scene.view->cellRect({4, DepthColumn::Bid});
    QCOMPARE(painted.region.boundingRect().top(), row.top());
    QCOMPARE(painted.region.boundingRect().bottom(), row.bottom());
    if (const QByteArray folder = qgetenv("DEPTHDECK_SHOTS"); !folder.isEmpty()) {
        apply(scene.board, scene.change(1'204'350));
        scene.panel->refresh();
        scene.view->setFocus();
        scene.view->setCurrentCell({3, DepthColumn::OfferSize});
        scene.panel->grab().save(QString::fromLocal8Bit(folder) +
                                 QStringLiteral("/depth-%1-%2.png").arg(scene.theme.name()).arg(scene.theme.scale()));
        scene.board.setConnectionFresh(false);
        scene.panel->refresh();
        scene.panel->grab().save(
            QString::fromLocal8Bit(folder) +
            QStringLiteral("/depth-stale-%1-%2.png").arg(scene.theme.name()).arg(scene.theme.scale()));
        scene.panel->resize(scene.panel->minimumSizeHint().width(), scene.panel->height());
        QTest::qWait(1);
        scene.panel->grab().save(
            QString::fromLocal8Bit(folder) +
            QStringLiteral("/depth-narrow-%1-%2.png").arg(scene.theme.name()).arg(scene.theme.scale()));
    }
}

void TestDepthPanel::oneRepaint()
{
    Scene scene;
    scene.goLive();
    QImage image{scene.view->viewport()->size(), QImage::Format_RGB32};
    QBENCHMARK
    {
        scene.view->viewport()->render(&image, {}, {}, {});
    }
    QVERIFY(image.pixelColor(image.width() / 2, image.height() / 2).isValid());
}

void TestDepthPanel::oneFrame()
{
    Scene scene;
    scene.goLive();
    std::int64_t volume = 2'000'000;
    QBENCHMARK
    {
        MarketChange change = scene.change(++volume);
        for (DepthLine &line : change.book.bids)
            line.volume = Quantity{static_cast<int>(volume % 400) + 1};
        apply(scene.board, change);
        scene.panel->refresh();
    }
    QVERIFY(scene.facts().contains(QStringLiteral("Volume")));
}

QTEST_MAIN(TestDepthPanel)
#include "test_depth_panel.moc"
