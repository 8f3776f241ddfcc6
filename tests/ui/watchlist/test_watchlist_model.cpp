// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_clock.h"
#include "tests/ui/depth/sample_market.h"
#include "ui/common/cell_delegate.h"
#include "ui/watchlist/watchlist_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::ui;
using namespace depthdeck::test;

class TestWatchlistModel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void eachColumnReadsItsValue_data();
    void eachColumnReadsItsValue();
    void figuresOfTheDayReadAsTold();
    void aMarketNobodyHasHeardOfWaits();
    void anUnchangedFrameAnnouncesNothing();
    void onlyTheColumnsThatChangedAreAnnounced();
    void neighbouringColumnsAreOneAnnouncement();
    void rowsThatNobodySeesAreNotAnnouncedButRead();
    void aChangeFlashesItsSideFor300Milliseconds();
    void aFirstValueIsNoChange();
    void nothingFlashesWhenToldNotTo();
    void staleIsAWordAndEveryColumnFades();
    void aNewDefinitionMakesAllTextsAgain();
    void rowsMoveAddAndLeave();
    void aMarketIsListedOnce();
    void theSummaryCountsStates();

private:
    [[nodiscard]] QString text(int row, WatchlistColumn column) const
    {
        return m_model->index(row, static_cast<int>(at(column))).data().toString();
    }
    [[nodiscard]] bool flashes(int row, WatchlistColumn column) const
    {
        return m_model->index(row, static_cast<int>(at(column))).data(CellFlashRole).isValid();
    }
    /// The columns of all announcements since @p spy was made, as "row:first-last".
    [[nodiscard]] static QStringList announced(const QSignalSpy &spy)
    {
        QStringList all;
        for (const QList<QVariant> &call : spy) {
            const auto first = call.at(0).toModelIndex();
            const auto last = call.at(1).toModelIndex();
            all += QStringLiteral("%1:%2-%3").arg(first.row()).arg(first.column()).arg(last.column());
        }
        return all;
    }

    const MarketKey m_es = sampleKey("ES");
    const MarketKey m_nq = sampleKey("NQ");
    const MarketKey m_cl = sampleKey("CL");
    FakeClock m_clock;
    std::unique_ptr<MarketBoard> m_board;
    std::unique_ptr<WatchlistModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestWatchlistModel::init()
{
    m_tester.reset();
    m_model.reset();
    m_board = std::make_unique<MarketBoard>();
    m_board->setConnectionFresh(true);
    for (const MarketKey &key : {m_es, m_nq, m_cl}) {
        define(*m_board, sampleMarket(key));
        apply(*m_board, sampleChange(key, sampleBook()));
    }
    m_model = std::make_unique<WatchlistModel>(*m_board, m_clock);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setMarkets({m_es, m_nq, m_cl});
}

void TestWatchlistModel::eachColumnReadsItsValue_data()
{
    QTest::addColumn<WatchlistColumn>("column");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("expected");
    QTest::newRow("bid size") << WatchlistColumn::BidSize << QStringLiteral("Bid size") << QStringLiteral("100");
    QTest::newRow("bid") << WatchlistColumn::Bid << QStringLiteral("Bid") << QStringLiteral("6025.25");
    QTest::newRow("offer") << WatchlistColumn::Offer << QStringLiteral("Offer") << QStringLiteral("6025.50");
    QTest::newRow("offer size") << WatchlistColumn::OfferSize << QStringLiteral("Offer size") << QStringLiteral("200");
    QTest::newRow("last") << WatchlistColumn::Last << QStringLiteral("Last") << QStringLiteral("6025.25");
    QTest::newRow("change") << WatchlistColumn::Change << QStringLiteral("Change") << QStringLiteral("▲ +18.75");
    QTest::newRow("volume") << WatchlistColumn::Volume << QStringLiteral("Volume") << QStringLiteral("1,204,331");
    QTest::newRow("high") << WatchlistColumn::High << QStringLiteral("High") << QStringLiteral("6031.50");
    QTest::newRow("low") << WatchlistColumn::Low << QStringLiteral("Low") << QStringLiteral("6001.25");
    QTest::newRow("open") << WatchlistColumn::Open << QStringLiteral("Open") << QStringLiteral("6010.00");
    QTest::newRow("settlement") << WatchlistColumn::Settlement << QStringLiteral("Settlement")
                                << QStringLiteral("6006.50");
    QTest::newRow("vwap") << WatchlistColumn::Vwap << QStringLiteral("VWAP") << QStringLiteral("–");
    QTest::newRow("open interest") << WatchlistColumn::OpenInterest << QStringLiteral("Open interest")
                                   << QStringLiteral("–");
    QTest::newRow("cleared volume") << WatchlistColumn::ClearedVolume << QStringLiteral("Cleared volume")
                                    << QStringLiteral("–");
    QTest::newRow("state") << WatchlistColumn::State << QStringLiteral("State") << QStringLiteral("Live");
}

void TestWatchlistModel::figuresOfTheDayReadAsTold()
{
    MarketChange change = sampleChange(m_es, sampleBook());
    change.quote.vwap = price("6019.8125");
    change.quote.openInterest = 2'104'331;
    change.quote.clearedVolume = 1'000'001;
    apply(*m_board, change);
    m_model->refresh();
    QCOMPARE(text(0, WatchlistColumn::Vwap), QStringLiteral("6019.8125"));
    QCOMPARE(text(0, WatchlistColumn::OpenInterest), QStringLiteral("2,104,331"));
    QCOMPARE(text(0, WatchlistColumn::ClearedVolume), QStringLiteral("1,000,001"));
}

void TestWatchlistModel::eachColumnReadsItsValue()
{
    QFETCH(WatchlistColumn, column);
    QTEST(m_model->headerData(static_cast<int>(at(column)), Qt::Horizontal, Qt::DisplayRole).toString(), "title");
    QTEST(text(0, column), "expected");
}

void TestWatchlistModel::aMarketNobodyHasHeardOfWaits()
{
    m_model->setMarkets({sampleKey("GC")});
    QCOMPARE(text(0, WatchlistColumn::Market), QStringLiteral("XCME_Eq GC (Z26)"));
    QCOMPARE(text(0, WatchlistColumn::State), QStringLiteral("Waiting"));
    QCOMPARE(text(0, WatchlistColumn::Bid), QStringLiteral("–"));
    apply(*m_board, sampleChange(sampleKey("GC"), sampleBook("2651.50")));
    m_model->refresh();
    QCOMPARE(text(0, WatchlistColumn::Bid), QStringLiteral("2651.5"));
    QCOMPARE(text(0, WatchlistColumn::State), QStringLiteral("Live"));
}

void TestWatchlistModel::anUnchangedFrameAnnouncesNothing()
{
    QSignalSpy changes{m_model.get(), &QAbstractItemModel::dataChanged};
    m_model->refresh();
    apply(*m_board, sampleChange(m_es, sampleBook()));
    m_model->refresh();
    QCOMPARE(changes.size(), 0);
}

void TestWatchlistModel::onlyTheColumnsThatChangedAreAnnounced()
{
    QSignalSpy changes{m_model.get(), &QAbstractItemModel::dataChanged};
    MarketChange change = sampleChange(m_nq, sampleBook());
    change.book.bids.at(0).volume = Quantity{101};
    change.quote.totalVolume += 4;
    apply(*m_board, change);
    m_model->refresh();
    QCOMPARE(announced(changes), (QStringList{QStringLiteral("1:1-1"), QStringLiteral("1:7-7")}));
}

void TestWatchlistModel::neighbouringColumnsAreOneAnnouncement()
{
    QSignalSpy changes{m_model.get(), &QAbstractItemModel::dataChanged};
    apply(*m_board, sampleChange(m_es, sampleBook("6025.50")));
    MarketChange deeper = sampleChange(m_es, sampleBook("6025.50"));
    deeper.book.bids.at(5).volume = Quantity{1}; // below the best: not shown here
    apply(*m_board, deeper);
    m_model->refresh();
    QCOMPARE(announced(changes), QStringList{QStringLiteral("0:2-3")});
}

void TestWatchlistModel::rowsThatNobodySeesAreNotAnnouncedButRead()
{
    m_model->setVisibleRows(0, 1);
    QSignalSpy changes{m_model.get(), &QAbstractItemModel::dataChanged};
    apply(*m_board, sampleChange(m_cl, sampleBook("71.25")));
    m_model->refresh();
    QCOMPARE(changes.size(), 0);
    QCOMPARE(text(2, WatchlistColumn::Bid), QStringLiteral("71.25"));
    m_model->setVisibleRows(2, 2);
    apply(*m_board, sampleChange(m_cl, sampleBook("71.50")));
    m_model->refresh();
    QCOMPARE(announced(changes), QStringList{QStringLiteral("2:2-3")});
}

void TestWatchlistModel::aChangeFlashesItsSideFor300Milliseconds()
{
    MarketChange change = sampleChange(m_es, sampleBook());
    change.book.bids.at(0).volume = Quantity{55};
    apply(*m_board, change);
    m_model->refresh();
    QVERIFY(flashes(0, WatchlistColumn::BidSize));
    QVERIFY(!flashes(0, WatchlistColumn::Bid));
    QVERIFY(!flashes(1, WatchlistColumn::BidSize));
    QCOMPARE(m_model->flashOf(0, WatchlistColumn::BidSize), ColorRole::BidBar);
    m_clock.advance(std::chrono::milliseconds{299});
    m_model->refresh();
    QVERIFY(flashes(0, WatchlistColumn::BidSize));
    QSignalSpy changes{m_model.get(), &QAbstractItemModel::dataChanged};
    m_clock.advance(std::chrono::milliseconds{1});
    m_model->refresh();
    QVERIFY(!flashes(0, WatchlistColumn::BidSize));
    QCOMPARE(announced(changes), QStringList{QStringLiteral("0:1-1")});
    m_model->refresh();
    QCOMPARE(changes.size(), 1); // once, nothing blinks
}

void TestWatchlistModel::aFirstValueIsNoChange()
{
    m_model->setMarkets({sampleKey("GC")});
    apply(*m_board, sampleChange(sampleKey("GC"), sampleBook()));
    m_model->refresh();
    QVERIFY(!flashes(0, WatchlistColumn::Bid));
}

void TestWatchlistModel::nothingFlashesWhenToldNotTo()
{
    m_model->setFlashing(false);
    apply(*m_board, sampleChange(m_es, sampleBook("6030.00")));
    m_model->refresh();
    QVERIFY(!flashes(0, WatchlistColumn::Bid));
    QCOMPARE(text(0, WatchlistColumn::Bid), QStringLiteral("6030.00"));
}

void TestWatchlistModel::staleIsAWordAndEveryColumnFades()
{
    QSignalSpy changes{m_model.get(), &QAbstractItemModel::dataChanged};
    m_board->setConnectionFresh(false);
    m_model->refresh();
    QCOMPARE(text(0, WatchlistColumn::State), QStringLiteral("Stale"));
    QCOMPARE(announced(changes),
             (QStringList{QStringLiteral("0:0-15"), QStringLiteral("1:0-15"), QStringLiteral("2:0-15")}));
    QCOMPARE(m_model->rowAt(0).color(WatchlistColumn::Bid), ColorRole::Faint);
}

void TestWatchlistModel::aNewDefinitionMakesAllTextsAgain()
{
    Market finer = sampleMarket(m_es);
    finer.format = PriceFormat::decimal(4);
    define(*m_board, finer);
    m_model->refresh();
    QCOMPARE(text(0, WatchlistColumn::Bid), QStringLiteral("6025.2500"));
    QCOMPARE(text(1, WatchlistColumn::Bid), QStringLiteral("6025.25"));
}

void TestWatchlistModel::rowsMoveAddAndLeave()
{
    QVERIFY(m_model->moveMarket(0, 2));
    QCOMPARE(m_model->markets(), (std::vector<MarketKey>{m_nq, m_cl, m_es}));
    QVERIFY(m_model->moveMarket(2, 1));
    QCOMPARE(m_model->markets(), (std::vector<MarketKey>{m_nq, m_es, m_cl}));
    QVERIFY(!m_model->moveMarket(0, 3));
    QVERIFY(!m_model->moveMarket(1, 1));
    QVERIFY(!m_model->moveMarket(-1, 1));
    m_model->removeMarket(0);
    QCOMPARE(m_model->markets(), (std::vector<MarketKey>{m_es, m_cl}));
    QCOMPARE(m_model->addMarket(m_nq), 2);
    apply(*m_board, sampleChange(m_nq, sampleBook("6099.00")));
    m_model->refresh();
    QCOMPARE(text(2, WatchlistColumn::Bid), QStringLiteral("6099.00"));
}

void TestWatchlistModel::aMarketIsListedOnce()
{
    m_model->setMarkets({m_es, m_nq, m_es});
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(m_model->addMarket(m_nq), 1);
    QCOMPARE(m_model->rowCount(), 2);
}

void TestWatchlistModel::theSummaryCountsStates()
{
    QCOMPARE(m_model->summary(), QStringLiteral("3 markets · all live"));
    MarketChange closed = sampleChange(m_cl, sampleBook());
    closed.book.mode = MarketMode::Closed;
    apply(*m_board, closed);
    QCOMPARE(m_model->summary(), QStringLiteral("3 markets · 2 live, 1 closed"));
    m_model->setMarkets({m_es});
    QCOMPARE(m_model->summary(), QStringLiteral("1 market · live"));
    m_model->setMarkets({});
    QCOMPARE(m_model->summary(), QString{});
}

QTEST_MAIN(TestWatchlistModel)
#include "test_watchlist_model.moc"
