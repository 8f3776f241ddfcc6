// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_clock.h"
#include "tests/ui/depth/sample_market.h"
#include "ui/theme/theme.h"
#include "ui/watchlist/watchlist_model.h"
#include "ui/watchlist/watchlist_panel.h"
#include "ui/watchlist/watchlist_view.h"

#include <QContextMenuEvent>
#include <QDropEvent>
#include <QHeaderView>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::ui;
using namespace depthdeck::test;

class TestWatchlistPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void whatIsListedIsWatchedAndWhatIsNotIsReleased();
    void returnActivatesTheCurrentMarket();
    void aDoubleClickActivatesTheMarketOnce();
    void insertAndTheButtonAskForTheNextMarket();
    void deleteRemovesAndReleases();
    void altWithAnArrowMovesTheMarket();
    void draggingPutsRowsInOrder_data();
    void draggingPutsRowsInOrder();
    void anAddedMarketIsSelected();
    void columnsCanBeChosenButNeverTheState();
    void theHeadersMenuChoosesColumns();
    void theMenuBlocksNothing();
    void anEmptyListSaysHowToFillIt();
    void aFrameCostsWhatIsVisible();
    void theHeaderTellsTheStates();

private:
    [[nodiscard]] QPoint rowCentre(int row) const
    {
        return m_view->visualRect(m_view->model()->index(row, 0)).center();
    }
    [[nodiscard]] static std::vector<MarketKey> keys(const QSignalSpy &spy)
    {
        std::vector<MarketKey> all;
        for (const QList<QVariant> &call : spy)
            all.push_back(call.at(0).value<MarketKey>());
        return all;
    }

    const MarketKey m_es = sampleKey("ES");
    const MarketKey m_nq = sampleKey("NQ");
    const MarketKey m_cl = sampleKey("CL");
    FakeClock m_clock;
    Theme m_theme;
    std::unique_ptr<MarketBoard> m_board;
    std::unique_ptr<WatchlistPanel> m_panel;
    WatchlistView *m_view = nullptr;
};

void TestWatchlistPanel::initTestCase()
{
    qRegisterMetaType<MarketKey>();
    if (const QByteArray name = qgetenv("DEPTHDECK_SHOT_THEME"); !name.isEmpty())
        m_theme.load(QString::fromLatin1(name));
    if (const QByteArray scale = qgetenv("DEPTHDECK_SHOT_SCALE"); !scale.isEmpty())
        m_theme.setScale(scale.toDouble());
    m_theme.applyToApplication();
}

void TestWatchlistPanel::init()
{
    m_board = std::make_unique<MarketBoard>();
    m_board->setConnectionFresh(true);
    for (const MarketKey &key : {m_es, m_nq, m_cl}) {
        define(*m_board, sampleMarket(key));
        apply(*m_board, sampleChange(key, sampleBook()));
    }
    m_panel = std::make_unique<WatchlistPanel>(*m_board, m_theme, m_clock);
    m_view = m_panel->findChild<WatchlistView *>();
    m_panel->setMarkets({m_es, m_nq, m_cl});
    m_panel->resize(m_panel->sizeHint());
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void TestWatchlistPanel::cleanup()
{
    m_panel.reset();
}

void TestWatchlistPanel::whatIsListedIsWatchedAndWhatIsNotIsReleased()
{
    QSignalSpy watched{m_panel.get(), &WatchlistPanel::watchRequested};
    QSignalSpy released{m_panel.get(), &WatchlistPanel::releaseRequested};
    const MarketKey gold = sampleKey("GC");
    m_panel->setMarkets({m_cl, gold, m_es});
    QCOMPARE(keys(watched), std::vector<MarketKey>{gold});
    QCOMPARE(keys(released), std::vector<MarketKey>{m_nq});
    QCOMPARE(m_panel->markets(), (std::vector<MarketKey>{m_cl, gold, m_es}));
}

void TestWatchlistPanel::returnActivatesTheCurrentMarket()
{
    QSignalSpy activated{m_panel.get(), &WatchlistPanel::marketActivated};
    m_view->setFocus();
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, rowCentre(1));
    QCOMPARE(activated.size(), 0);
    QTest::keyClick(m_view, Qt::Key_Return);
    QCOMPARE(keys(activated), std::vector<MarketKey>{m_nq});
}

void TestWatchlistPanel::aDoubleClickActivatesTheMarketOnce()
{
    QSignalSpy activated{m_panel.get(), &WatchlistPanel::marketActivated};
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, rowCentre(2));
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, rowCentre(2)); // the second of the two clicks
    QCOMPARE(keys(activated), std::vector<MarketKey>{m_cl});
}

void TestWatchlistPanel::insertAndTheButtonAskForTheNextMarket()
{
    QSignalSpy asked{m_panel.get(), &WatchlistPanel::addRequested};
    QTest::keyClick(m_view, Qt::Key_Insert);
    QCOMPARE(asked.size(), 1);
    QTest::mouseClick(m_panel->findChild<QPushButton *>(QStringLiteral("addMarket")), Qt::LeftButton);
    QCOMPARE(asked.size(), 2);
}

void TestWatchlistPanel::deleteRemovesAndReleases()
{
    QSignalSpy released{m_panel.get(), &WatchlistPanel::releaseRequested};
    QSignalSpy edited{m_panel.get(), &WatchlistPanel::marketsEdited};
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, rowCentre(0));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ShiftModifier, rowCentre(1));
    QTest::keyClick(m_view, Qt::Key_Delete);
    QCOMPARE(m_panel->markets(), std::vector<MarketKey>{m_cl});
    QCOMPARE(keys(released), (std::vector<MarketKey>{m_nq, m_es}));
    QCOMPARE(edited.size(), 1);
}

void TestWatchlistPanel::altWithAnArrowMovesTheMarket()
{
    QSignalSpy edited{m_panel.get(), &WatchlistPanel::marketsEdited};
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, rowCentre(2));
    QTest::keyClick(m_view, Qt::Key_Up, Qt::AltModifier);
    QTest::keyClick(m_view, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(m_panel->markets(), (std::vector<MarketKey>{m_cl, m_es, m_nq}));
    QCOMPARE(edited.size(), 2);
    QTest::keyClick(m_view, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(edited.size(), 2);
    QCOMPARE(m_view->currentIndex().row(), 0);
}

void TestWatchlistPanel::draggingPutsRowsInOrder_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("ontoRow");
    QTest::addColumn<bool>("lowerHalf");
    QTest::addColumn<QString>("order");
    QTest::newRow("first below second") << 0 << 1 << true << QStringLiteral("NQ ES CL");
    QTest::newRow("first above second: stays") << 0 << 1 << false << QStringLiteral("ES NQ CL");
    QTest::newRow("last above first") << 2 << 0 << false << QStringLiteral("CL ES NQ");
    QTest::newRow("first below last") << 0 << 2 << true << QStringLiteral("NQ CL ES");
    QTest::newRow("under the list") << 0 << -1 << false << QStringLiteral("NQ CL ES");
}

void TestWatchlistPanel::draggingPutsRowsInOrder()
{
    QFETCH(int, from);
    QFETCH(int, ontoRow);
    QFETCH(bool, lowerHalf);
    m_view->setCurrentIndex(m_view->model()->index(from, 0));
    QPoint at{20, m_view->viewport()->height() - 2};
    if (ontoRow >= 0)
        at = rowCentre(ontoRow) + QPoint{0, (lowerHalf ? 1 : -1) * m_theme.rowHeight() / 4};
    // QDrag runs a loop of the platform's; what the view makes of the drop is ours.
    emit m_view->moveRequested(from, m_view->dropRow(from, at.y()));
    QStringList order;
    for (const MarketKey &key : m_panel->markets())
        order += QString::fromStdString(key.contract.text());
    QTEST(order.join(QLatin1Char{' '}), "order");
}

void TestWatchlistPanel::anAddedMarketIsSelected()
{
    QSignalSpy watched{m_panel.get(), &WatchlistPanel::watchRequested};
    QSignalSpy edited{m_panel.get(), &WatchlistPanel::marketsEdited};
    m_panel->addMarket(sampleKey("GC"));
    QCOMPARE(m_view->currentIndex().row(), 3);
    QCOMPARE(watched.size(), 1);
    m_panel->addMarket(m_nq); // is listed
    QCOMPARE(m_view->currentIndex().row(), 1);
    QCOMPARE(watched.size(), 1);
    QCOMPARE(edited.size(), 1);
}

void TestWatchlistPanel::columnsCanBeChosenButNeverTheState()
{
    QVERIFY(!m_panel->isColumnShown(WatchlistColumn::Volume));
    m_panel->setColumnShown(WatchlistColumn::Volume, true);
    m_panel->setColumnShown(WatchlistColumn::State, false);
    QVERIFY(m_panel->isColumnShown(WatchlistColumn::Volume));
    QVERIFY(m_panel->isColumnShown(WatchlistColumn::State));
}

void TestWatchlistPanel::theHeadersMenuChoosesColumns()
{
    QHeaderView *header = m_view->horizontalHeader();
    const QPoint at{10, header->height() / 2};
    QContextMenuEvent event{QContextMenuEvent::Mouse, at, header->viewport()->mapToGlobal(at)};
    QCoreApplication::sendEvent(header->viewport(), &event);
    auto *menu = m_panel->findChild<QMenu *>();
    QVERIFY(menu && menu->isVisible());
    for (const char *title : {"Settlement", "VWAP", "Open interest", "Cleared volume", "Open"}) {
        const auto actions = menu->actions();
        const auto found = std::find_if(actions.begin(), actions.end(), [&](const QAction *action) {
            return action->text() == QString::fromLatin1(title);
        });
        QVERIFY2(found != actions.end(), title);
        (*found)->trigger();
    }
    QVERIFY(m_panel->isColumnShown(WatchlistColumn::Settlement));
    QVERIFY(m_panel->isColumnShown(WatchlistColumn::OpenInterest));
    menu->close();
}

void TestWatchlistPanel::theMenuBlocksNothing()
{
    QSignalSpy edited{m_panel.get(), &WatchlistPanel::marketsEdited};
    m_view->setCurrentIndex(m_view->model()->index(0, 0));
    emit m_view->customContextMenuRequested(rowCentre(0));
    auto *menu = m_panel->findChild<QMenu *>(QString{}, Qt::FindDirectChildrenOnly);
    QVERIFY(menu && menu->isVisible());
    for (QAction *action : menu->actions()) {
        if (action->text() == QStringLiteral("Move down"))
            action->trigger();
    }
    QCOMPARE(edited.size(), 1);
    QCOMPARE(m_panel->markets().front(), m_nq);
    menu->close();
}

void TestWatchlistPanel::anEmptyListSaysHowToFillIt()
{
    m_panel->setMarkets({});
    QVERIFY(m_view->emptyText().contains(QStringLiteral("Insert")));
    m_panel->refresh();
    QTest::keyClick(m_view, Qt::Key_Return);
    QTest::keyClick(m_view, Qt::Key_Delete);
    QCOMPARE(m_panel->headerHint(), QString{});
}

void TestWatchlistPanel::aFrameCostsWhatIsVisible()
{
    std::vector<MarketKey> many;
    for (int market = 0; market < 1000; ++market)
        many.push_back(sampleKey("M" + std::to_string(market)));
    m_panel->setMarkets(many);
    FeedChanges changes;
    for (const MarketKey &key : many)
        changes.markets.push_back(sampleChange(key, sampleBook("6030.00")));
    m_board->apply(std::move(changes));
    QTRY_VERIFY(m_view->verticalScrollBar()->maximum() > 0);
    const auto [first, last] = m_view->visibleRows();
    QSignalSpy announced{m_view->model(), &QAbstractItemModel::dataChanged};
    m_panel->refresh();
    QVERIFY(announced.size() > 0);
    for (const QList<QVariant> &call : announced)
        QVERIFY(call.at(0).toModelIndex().row() >= first && call.at(1).toModelIndex().row() <= last);
    QCOMPARE(m_view->model()->index(999, 2).data().toString(), QStringLiteral("6030"));
}

void TestWatchlistPanel::theHeaderTellsTheStates()
{
    QCOMPARE(m_panel->headerHint(), QStringLiteral("3 markets · all live"));
    QCOMPARE(m_view->accessibleName(), QStringLiteral("Watchlist"));
    if (const QByteArray folder = qgetenv("DEPTHDECK_SHOTS"); !folder.isEmpty()) {
        MarketChange closed = sampleChange(m_nq, sampleBook("21345.25"));
        closed.book.mode = MarketMode::Closed;
        apply(*m_board, closed);
        MarketChange down = sampleChange(m_cl, sampleBook("71.25"));
        down.quote.last = price("71.25");
        down.quote.settlement = price("71.83");
        apply(*m_board, down);
        m_panel->addMarket(sampleKey("GC"));
        m_panel->refresh();
        m_panel->grab().save(QString::fromLocal8Bit(folder) +
                             QStringLiteral("/watchlist-%1-%2.png").arg(m_theme.name()).arg(m_theme.scale()));
        m_panel->setMarkets({});
        m_panel->grab().save(QString::fromLocal8Bit(folder) +
                             QStringLiteral("/watchlist-empty-%1-%2.png").arg(m_theme.name()).arg(m_theme.scale()));
    }
}

QTEST_MAIN(TestWatchlistPanel)
#include "test_watchlist_panel.moc"
