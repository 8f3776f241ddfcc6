// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/depth/sample_market.h"
#include "ui/common/table_view.h"
#include "ui/tape/tape_model.h"
#include "ui/tape/tape_panel.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::ui;
using namespace depthdeck::test;

class TestTapePanel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void newestPrintsStandOnTop();
    void oneFrameIsOneInsertion();
    void nothingNewChangesNothing();
    void noMoreThan5000PrintsAreKept();
    void theFilterLeavesSmallPrintsOut();
    void mergedAndSpreadPrintsSaySo();
    void sidesAreWordsAndColours();
    void muchLargerPrintsAreBig();
    void changesAreFromTheSettlement();
    void theHeadersMenuChoosesColumns();
    void anotherMarketShowsItsOwnPrints();
    void timesFollowTheChosenZone();
    void aReleasedMarketIsEmptied();
    void aViewThatIsScrolledAwayStaysInPlace();
    void aViewOnTopFollows();
    void theFilterBoxIsDrivenByTheKeyboard();
    void theHeaderTellsFilterAndState();
    void anEmptyTapeSaysWhatBelongsThere();

private:
    void print(std::vector<Trade> trades)
    {
        MarketChange change = sampleChange(m_key, sampleBook());
        change.trades = std::move(trades);
        apply(*m_board, change);
    }
    void print(int count, int volume = 1)
    {
        std::vector<Trade> trades;
        for (int at = 0; at < count; ++at)
            trades.push_back(sampleTrade("6025.25", volume, BookSide::Bid, ++m_total));
        print(trades);
    }

    const MarketKey m_key = sampleKey();
    Theme m_theme;
    std::unique_ptr<MarketBoard> m_board;
    std::int64_t m_total = 0;
};

void TestTapePanel::init()
{
    m_board = std::make_unique<MarketBoard>();
    m_board->setConnectionFresh(true);
    define(*m_board, sampleMarket(m_key));
    m_total = 0;
}

void TestTapePanel::newestPrintsStandOnTop()
{
    TapeModel model{*m_board};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    print({sampleTrade("6025.25", 1, BookSide::Bid, 1), sampleTrade("6025.50", 2, BookSide::Offer, 3)});
    model.setMarket(m_key);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.text(0, TapeColumn::Price), QStringLiteral("6025.50"));
    QCOMPARE(model.text(1, TapeColumn::Price), QStringLiteral("6025.25"));
    print({sampleTrade("6026.00", 7, BookSide::Offer, 10)});
    QCOMPARE(model.refresh(), 1);
    QCOMPARE(model.text(0, TapeColumn::Price), QStringLiteral("6026.00"));
    QCOMPARE(model.text(0, TapeColumn::Size), QStringLiteral("7"));
    QCOMPARE(model.text(2, TapeColumn::Price), QStringLiteral("6025.25"));
}

void TestTapePanel::oneFrameIsOneInsertion()
{
    TapeModel model{*m_board};
    model.setMarket(m_key);
    QSignalSpy inserted{&model, &QAbstractItemModel::rowsInserted};
    print(3);
    print(4);
    QCOMPARE(model.refresh(), 7);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted.at(0).at(1).toInt(), 0);
    QCOMPARE(inserted.at(0).at(2).toInt(), 6);
}

void TestTapePanel::nothingNewChangesNothing()
{
    TapeModel model{*m_board};
    model.setMarket(m_key);
    print(3);
    model.refresh();
    QSignalSpy inserted{&model, &QAbstractItemModel::rowsInserted};
    QSignalSpy reset{&model, &QAbstractItemModel::modelReset};
    QCOMPARE(model.refresh(), 0);
    QCOMPARE(inserted.size() + reset.size(), 0);
}

void TestTapePanel::noMoreThan5000PrintsAreKept()
{
    TapeModel model{*m_board};
    model.setMarket(m_key);
    print(4998);
    model.refresh();
    print({sampleTrade("6030.00", 1, BookSide::Bid, 5001), sampleTrade("6031.00", 1, BookSide::Bid, 5002),
           sampleTrade("6032.00", 1, BookSide::Bid, 5003), sampleTrade("6033.00", 1, BookSide::Bid, 5004)});
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    model.refresh();
    QCOMPARE(model.rowCount(), 5000);
    QCOMPARE(model.text(0, TapeColumn::Price), QStringLiteral("6033.00"));
    print(6000);
    QCOMPARE(model.refresh(), 5000);
    QCOMPARE(model.rowCount(), 5000);
    QCOMPARE(model.text(0, TapeColumn::Price), QStringLiteral("6025.25"));
}

void TestTapePanel::theFilterLeavesSmallPrintsOut()
{
    TapeModel model{*m_board};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    model.setMarket(m_key);
    print({sampleTrade("6025.25", 9, BookSide::Bid, 9), sampleTrade("6025.50", 10, BookSide::Bid, 19)});
    model.refresh();
    model.setSmallestSize(Quantity{10});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.text(0, TapeColumn::Size), QStringLiteral("10"));
    print({sampleTrade("6025.25", 3, BookSide::Bid, 22), sampleTrade("6025.75", 40, BookSide::Bid, 62)});
    QCOMPARE(model.refresh(), 1);
    QCOMPARE(model.text(0, TapeColumn::Size), QStringLiteral("40"));
    model.setSmallestSize(Quantity{1});
    QCOMPARE(model.rowCount(), 4);
}

void TestTapePanel::mergedAndSpreadPrintsSaySo()
{
    TapeModel model{*m_board};
    model.setMarket(m_key);
    Trade merged = sampleTrade("6025.25", 9, BookSide::Bid, 9);
    merged.merged = true;
    Trade spread = sampleTrade("6025.25", 9, BookSide::Offer, 18);
    spread.dueToSpread = true;
    print({merged, spread});
    model.refresh();
    QCOMPARE(model.text(1, TapeColumn::Side), QStringLiteral("at bid, merged"));
    QCOMPARE(model.text(0, TapeColumn::Side), QStringLiteral("at offer, spread"));
}

void TestTapePanel::sidesAreWordsAndColours()
{
    TapeModel model{*m_board};
    model.setMarket(m_key);
    print({sampleTrade("6025.25", 1, BookSide::Bid, 1), sampleTrade("6025.50", 1, BookSide::Offer, 2),
           sampleTrade("6025.50", 1, BookSide::Undefined, 3)});
    model.refresh();
    QCOMPARE(model.text(2, TapeColumn::Side), QStringLiteral("at bid"));
    QCOMPARE(model.color(2, TapeColumn::Price), ColorRole::Bid);
    QCOMPARE(model.text(1, TapeColumn::Side), QStringLiteral("at offer"));
    QCOMPARE(model.color(1, TapeColumn::Side), ColorRole::Offer);
    QCOMPARE(model.color(0, TapeColumn::Side), ColorRole::Text);
}

void TestTapePanel::muchLargerPrintsAreBig()
{
    TapeModel model{*m_board};
    model.setMarket(m_key);
    print(20, 2);
    print({sampleTrade("6025.25", 9, BookSide::Bid, 100), sampleTrade("6025.25", 40, BookSide::Bid, 140)});
    model.refresh();
    QVERIFY(model.isBig(0));
    QVERIFY(!model.isBig(1)); // more than usual, but nine contracts are no big print
    QVERIFY(!model.isBig(2));
}

void TestTapePanel::changesAreFromTheSettlement()
{
    TapeModel model{*m_board};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    print({sampleTrade("6025.25", 1, BookSide::Bid, 1234), sampleTrade("6001.50", 2, BookSide::Offer, 1236)});
    model.setMarket(m_key);
    QCOMPARE(model.text(1, TapeColumn::Change), QStringLiteral("▲ +18.75"));
    QCOMPARE(model.text(0, TapeColumn::Change), QStringLiteral("▼ −5.00"));
    QVERIFY(model.color(0, TapeColumn::Change) == ColorRole::Down);
    QCOMPARE(model.text(0, TapeColumn::Volume), QStringLiteral("1,236"));
    QSignalSpy changes{&model, &QAbstractItemModel::dataChanged};
    MarketChange settled = sampleChange(m_key, sampleBook());
    settled.quote.settlement = price("6000.00");
    apply(*m_board, settled);
    model.refresh();
    QCOMPARE(changes.size(), 1); // all rows at once, in the one column
    QCOMPARE(changes.at(0).at(0).toModelIndex().column(), static_cast<int>(TapeColumn::Change));
    QCOMPARE(model.text(0, TapeColumn::Change), QStringLiteral("▲ +1.50"));
}

void TestTapePanel::theHeadersMenuChoosesColumns()
{
    TapePanel panel{*m_board, m_theme};
    panel.show();
    QVERIFY(!panel.isColumnShown(TapeColumn::Change));
    QHeaderView *header = panel.findChild<QTableView *>()->horizontalHeader();
    const QPoint at{10, header->height() / 2};
    QContextMenuEvent event{QContextMenuEvent::Mouse, at, header->viewport()->mapToGlobal(at)};
    QCoreApplication::sendEvent(header->viewport(), &event);
    auto *menu = panel.findChild<QMenu *>();
    QVERIFY(menu && menu->isVisible());
    QCOMPARE(menu->actions().at(0)->text(), QStringLiteral("Change"));
    menu->actions().at(0)->trigger();
    QVERIFY(panel.isColumnShown(TapeColumn::Change));
    panel.setColumnShown(TapeColumn::Price, false);
    QVERIFY(panel.isColumnShown(TapeColumn::Price)); // a tape without prices is none
    menu->close();
}

void TestTapePanel::anotherMarketShowsItsOwnPrints()
{
    TapeModel model{*m_board};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    model.setMarket(m_key);
    print(3);
    model.refresh();
    const MarketKey other = sampleKey("NQ");
    MarketChange change = sampleChange(other, sampleBook("21345.25"));
    change.trades = {sampleTrade("21345.25", 5, BookSide::Bid, 5)};
    apply(*m_board, change);
    model.setMarket(other);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.text(0, TapeColumn::Size), QStringLiteral("5"));
    model.setMarket(m_key);
    QCOMPARE(model.rowCount(), 3);
}

void TestTapePanel::timesFollowTheChosenZone()
{
    TapeModel model{*m_board};
    model.setMarket(m_key);
    Trade trade = sampleTrade("6025.25", 1, BookSide::Bid, 1);
    trade.time = WallTime{std::chrono::milliseconds{1'785'585'600'147}}; // 2026-08-01 12:00 UTC
    print({trade});
    model.refresh();
    QCOMPARE(model.text(0, TapeColumn::Time), QStringLiteral("07:00:00.147"));
    QCOMPARE(model.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Time (Chicago)"));
    QSignalSpy header{&model, &QAbstractItemModel::headerDataChanged};
    model.setTimeZone(TimeZone::Local);
    QCOMPARE(header.size(), 1);
    QCOMPARE(model.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Time (local)"));
}

void TestTapePanel::aReleasedMarketIsEmptied()
{
    TapeModel model{*m_board};
    model.setMarket(m_key);
    print(3);
    model.refresh();
    m_board->dismiss(m_key.market);
    model.refresh();
    QCOMPARE(model.rowCount(), 0);
    print(1);
    QCOMPARE(model.refresh(), 1);
}

void TestTapePanel::aViewThatIsScrolledAwayStaysInPlace()
{
    TapePanel panel{*m_board, m_theme};
    panel.resize(420, 300);
    panel.setMarket(m_key);
    print(100);
    panel.refresh();
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto *view = panel.findChild<TableView *>(QStringLiteral("tape"));
    view->verticalScrollBar()->setValue(20);
    const QPersistentModelIndex top = view->indexAt({5, 2});
    QCOMPARE(top.row(), 20);
    for (int frame = 0; frame < 5; ++frame) {
        print(7);
        panel.refresh();
        QCOMPARE(view->indexAt({5, 2}), top);
    }
    QCoreApplication::processEvents(); // the view computes its range
    QCOMPARE(view->indexAt({5, 2}), top);
    QVERIFY2(panel.headerHint().startsWith(QStringLiteral("35 newer above")), qPrintable(panel.headerHint()));
    view->scrollToTop();
    QVERIFY(!panel.headerHint().contains(QStringLiteral("newer")));
}

void TestTapePanel::aViewOnTopFollows()
{
    TapePanel panel{*m_board, m_theme};
    panel.resize(420, 300);
    panel.setMarket(m_key);
    print(100);
    panel.refresh();
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto *view = panel.findChild<TableView *>(QStringLiteral("tape"));
    print(7);
    panel.refresh();
    QCoreApplication::processEvents();
    QCOMPARE(view->indexAt({5, 2}).row(), 0);
    if (const QByteArray folder = qgetenv("DEPTHDECK_SHOTS"); !folder.isEmpty()) {
        m_theme.load(QString::fromLatin1(qgetenv("DEPTHDECK_SHOT_THEME")));
        m_theme.setScale(qgetenv("DEPTHDECK_SHOT_SCALE").toDouble());
        m_theme.applyToApplication();
        Trade merged = sampleTrade("6025.50", 12, BookSide::Offer, 900);
        merged.merged = true;
        print(
            {sampleTrade("6025.50", 40, BookSide::Offer, 800), merged, sampleTrade("6025.25", 3, BookSide::Bid, 901)});
        TapePanel shown{*m_board, m_theme};
        shown.setMarket(m_key);
        shown.resize(m_theme.scaled(440), m_theme.scaled(300));
        shown.show();
        QVERIFY(QTest::qWaitForWindowExposed(&shown));
        shown.refresh();
        shown.grab().save(QString::fromLocal8Bit(folder) +
                          QStringLiteral("/tape-%1-%2.png").arg(m_theme.name()).arg(m_theme.scale()));
    }
}

void TestTapePanel::theFilterBoxIsDrivenByTheKeyboard()
{
    TapePanel panel{*m_board, m_theme};
    panel.setMarket(m_key);
    print({sampleTrade("6025.25", 1, BookSide::Bid, 1), sampleTrade("6025.50", 25, BookSide::Offer, 26)});
    panel.refresh();
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto *filter = panel.findChild<QSpinBox *>(QStringLiteral("smallestSize"));
    auto *view = panel.findChild<TableView *>(QStringLiteral("tape"));
    QCOMPARE(filter->text(), QStringLiteral("all sizes"));
    QCOMPARE(view->model()->rowCount(), 2);
    filter->selectAll();
    QTest::keyClicks(filter, QStringLiteral("10"));
    QTest::keyClick(filter, Qt::Key_Return);
    QCOMPARE(filter->text(), QStringLiteral("≥ 10"));
    QCOMPARE(view->model()->rowCount(), 1);
}

void TestTapePanel::theHeaderTellsFilterAndState()
{
    TapePanel panel{*m_board, m_theme};
    panel.setMarket(m_key);
    print(1);
    panel.refresh();
    QCOMPARE(panel.headerHint(), QStringLiteral("all sizes"));
    QVERIFY(panel.headerSubject().startsWith(QStringLiteral("ES")));
    QCOMPARE(panel.accessibleDescription(), panel.headerSubject());
    panel.setSmallestSize(Quantity{10});
    m_board->setConnectionFresh(false);
    QCOMPARE(panel.headerHint(), QStringLiteral("≥ 10 · Stale"));
}

void TestTapePanel::anEmptyTapeSaysWhatBelongsThere()
{
    TapePanel panel{*m_board, m_theme};
    auto *view = panel.findChild<TableView *>(QStringLiteral("tape"));
    QCOMPARE(view->accessibleName(), QStringLiteral("Time and sales"));
    QVERIFY(view->emptyText().contains(QStringLiteral("Choose a market")));
    panel.setMarket(m_key);
    QVERIFY(view->emptyText().contains(QStringLiteral("No print in ES")));
    panel.setSmallestSize(Quantity{50});
    QVERIFY(view->emptyText().contains(QStringLiteral("50 contracts")));
}

QTEST_MAIN(TestTapePanel)
#include "test_tape_panel.moc"
