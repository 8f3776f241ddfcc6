// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/depth/sample_market.h"
#include "ui/common/table_view.h"
#include "ui/details/detail_words.h"
#include "ui/details/details_model.h"
#include "ui/details/details_panel.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::ui;
using namespace depthdeck::test;
using namespace std::chrono_literals;

namespace {

constexpr WallTime someTime{std::chrono::seconds{1'785'585'600}}; // 2026-08-01 12:00:00 UTC

/// Everything that can be told, told.
MarketChange fullChange(const MarketKey &key)
{
    MarketChange change = sampleChange(key, sampleBook());
    change.book.levels = DepthLevels::Normal;
    change.book.buffer = DepthBuffer::SmartTrade;
    change.book.time = someTime;
    change.book.flags = 1 | 2 | 1 << 20;
    Quote &quote = change.quote;
    quote.lastTotalVolume = 87;
    quote.tradeCount = 5123;
    quote.lastTime = someTime;
    quote.spread = {price("6025.00"), Quantity{4}, 12};
    quote.rangeDate = WireDate{2026, 8, 1};
    quote.settlementTime = someTime;
    quote.settlementTradeDate = WallTime{std::chrono::seconds{1'785'456'000}}; // 2026-07-31 00:00 UTC
    quote.heldSettlement = price("6007.00");
    quote.implied = price("6006.75");
    quote.vwap = price("6019.8125");
    quote.openInterest = 2'104'331;
    quote.openInterestDate = {someTime, std::nullopt};
    quote.clearedVolume = 1'000'001;
    quote.limitsTime = someTime;
    return change;
}

Market spread(const MarketKey &key)
{
    Market market = sampleMarket(key);
    market.details = "ESZ6-ESH7";
    market.strategyType = 1;
    market.strategyRatio = 1.0;
    market.legs = {{sampleKey("ES").market, Quantity{1}, 0, {}, price("6025.25")},
                   {MarketId{"XCME_Eq ES (H27)"}, Quantity{-1}, 0, "0.5", std::nullopt}};
    return market;
}

} // namespace

class TestDetailsPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void everyFigureIsToldInWords_data();
    void everyFigureIsToldInWords();
    void whatIsNotToldIsADash();
    void onlyChangedLinesAreAnnounced();
    void aDefinitionBringsItsLines();
    void aKnownLegLeadsToItsMarket_data();
    void aKnownLegLeadsToItsMarket();
    void anUnknownLegLeadsNowhere();
    void valuesCanBeCopied();
    void everythingCanBeCopied();
    void anEmptyPanelSaysHowToFillIt();
    void datesInEveryFormAreRead_data();
    void datesInEveryFormAreRead();
    void enumsThatThisBuildDoesNotKnowShowTheirNumber();
    void itLooksRightInEveryThemeAndScale();

private:
    [[nodiscard]] QString value(const QString &caption) const
    {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (m_model->rowAt(row).caption == caption && !m_model->rowAt(row).isTitle)
                return m_model->rowAt(row).value;
        }
        return QStringLiteral("(no such line)");
    }
    [[nodiscard]] int rowOf(const QString &caption) const
    {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (m_model->rowAt(row).caption == caption)
                return row;
        }
        return -1;
    }
    void show(const Market &definition, MarketChange change);

    const MarketKey m_key = sampleKey("ES");
    Theme m_theme;
    std::unique_ptr<MarketBoard> m_board;
    std::unique_ptr<DetailsPanel> m_panel;
    TableView *m_view = nullptr;
    DetailsModel *m_model = nullptr;
};

void TestDetailsPanel::initTestCase()
{
    qRegisterMetaType<MarketKey>();
}

void TestDetailsPanel::init()
{
    m_panel.reset();
    m_theme.load(QStringLiteral("dark"));
    m_theme.setScale(1.0);
    m_theme.applyToApplication();
    m_board = std::make_unique<MarketBoard>();
    m_board->setConnectionFresh(true);
    m_panel = std::make_unique<DetailsPanel>(*m_board, m_theme);
    m_view = m_panel->findChild<TableView *>();
    m_model = qobject_cast<DetailsModel *>(m_view->model());
    new QAbstractItemModelTester{m_model, QAbstractItemModelTester::FailureReportingMode::QtTest, m_panel.get()};
    m_panel->resize(460, 700);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void TestDetailsPanel::show(const Market &definition, MarketChange change)
{
    define(*m_board, definition);
    apply(*m_board, std::move(change));
    m_panel->setMarket(definition.key);
    m_panel->refresh();
}

void TestDetailsPanel::everyFigureIsToldInWords_data()
{
    QTest::addColumn<QString>("caption");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *caption, const char *expected) {
        QTest::newRow(caption) << QString::fromUtf8(caption) << QString::fromUtf8(expected);
    };
    row("Name", "ESZ6");
    row("Description", "E-mini S&P 500 Dec 2026");
    row("Market id", "XCME_Eq ES (Z26)");
    row("Kind", "Future");
    row("Expiry", "2026-12 (Z6)");
    row("Tick", "0.25");
    row("Variable ticks", "0.25;P<-5=0.5;P>5=0.5;");
    row("Point value", "50");
    row("Value of a tick", "about 12.50, an estimate");
    row("Price code", "CODE");
    row("Data", "Live");
    row("Phase", "Open");
    row("Flags", "Fast market, price limits in force, others (0x100000)");
    row("Delayed", "no");
    row("Newest image", "2026-08-01 07:00:00");
    row("Levels sent", "The exchange's book (NORMAL)");
    row("Updates sent", "Usual, every trade (SMART_TRADE)");
    row("Last trade", "6025.25 × 3, at bid");
    row("Done at the last price", "87");
    row("Last trade from a spread", "6025.00 × 4");
    row("Change from settlement", "▲ +18.75");
    row("Open", "6010.00");
    row("High", "6031.50");
    row("Low", "6001.25");
    row("Trade date", "2026-08-01");
    row("Volume", "1,204,331");
    row("Trades", "5,123");
    row("Average price (VWAP)", "6019.8125");
    row("Settlement price", "6006.50 for 2026-07-31");
    row("– told at", "2026-08-01 07:00:00");
    row("Settlement, held back", "6007.00");
    row("Implied settlement", "6006.75");
    row("Open interest", "2,104,331");
    row("Cleared volume", "1,000,001");
    row("Highest price", "6408.00");
    row("Lowest price", "5605.00");
    row("Limits since", "2026-08-01 07:00:00");
    row("Last trading day", "2026-12-18");
    row("Trades since", "2026-08-01");
    row("Delisted", "2026-12-19");
    row("Delisted by the exchange", "–");
}

void TestDetailsPanel::everyFigureIsToldInWords()
{
    QFETCH(QString, caption);
    QFETCH(QString, expected);
    Market market = sampleMarket(m_key);
    market.contractType = 5;
    market.pointValue = price("50");
    market.variableTicks = "0.25;P<-5=0.5;P>5=0.5;";
    market.priceCode = "CODE";
    market.activation = someTime;
    market.lastTrading = WallTime{std::chrono::seconds{1'797'552'000}}; // 2026-12-18 00:00 UTC
    market.delisting = WireDate{2026, 12, 19};
    show(market, fullChange(m_key));
    QCOMPARE(value(caption), expected);
}

void TestDetailsPanel::whatIsNotToldIsADash()
{
    m_board->expect(m_key);
    m_panel->setMarket(m_key);
    m_panel->refresh();
    for (const char *caption : {"Last trade", "Settlement price", "Open interest", "Highest price", "Phase", "Delayed",
                                "Newest image", "Levels sent", "Average price (VWAP)"})
        QCOMPARE(value(QString::fromLatin1(caption)), QStringLiteral("–"));
    QCOMPARE(value(QStringLiteral("Data")), QStringLiteral("Waiting"));
}

void TestDetailsPanel::onlyChangedLinesAreAnnounced()
{
    show(sampleMarket(m_key), fullChange(m_key));
    QSignalSpy changes{m_model, &QAbstractItemModel::dataChanged};
    QSignalSpy resets{m_model, &QAbstractItemModel::modelReset};
    MarketChange next = fullChange(m_key);
    next.quote.high = price("6032.00");
    apply(*m_board, next);
    m_panel->refresh();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.at(0).at(0).toModelIndex().row(), rowOf(QStringLiteral("High")));
    QCOMPARE(changes.at(0).at(1).toModelIndex().row(), rowOf(QStringLiteral("High")));
    apply(*m_board, next);
    m_panel->refresh();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(resets.size(), 0);
}

void TestDetailsPanel::aDefinitionBringsItsLines()
{
    apply(*m_board, fullChange(m_key));
    m_panel->setMarket(m_key);
    QCOMPARE(rowOf(QStringLiteral("Tick")), -1);
    define(*m_board, sampleMarket(m_key));
    m_panel->refresh();
    QVERIFY(rowOf(QStringLiteral("Tick")) > 0);
    QCOMPARE(m_panel->accessibleDescription(), QStringLiteral("ESZ6"));
    QCOMPARE(rowOf(QStringLiteral("Strategy")), -1); // an outright market has no legs
}

void TestDetailsPanel::aKnownLegLeadsToItsMarket_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("Return") << true;
    QTest::newRow("double click") << false;
}

void TestDetailsPanel::aKnownLegLeadsToItsMarket()
{
    QFETCH(bool, byKey);
    define(*m_board, sampleMarket(m_key));
    const MarketKey key = sampleKey("ES-ES");
    show(spread(key), sampleChange(key, sampleBook()));
    QCOMPARE(value(QStringLiteral("Strategy type")), QStringLiteral("Calendar spread"));
    QCOMPARE(value(QStringLiteral("Leg 1")), QStringLiteral("+1 ESZ6 at 6025.25"));
    QSignalSpy activated{m_panel.get(), &DetailsPanel::marketActivated};
    const QModelIndex leg = m_model->index(rowOf(QStringLiteral("Leg 1")), 1);
    m_view->setCurrentIndex(leg);
    if (byKey) {
        QTest::keyClick(m_view, Qt::Key_Return);
    } else {
        m_view->scrollTo(leg);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->visualRect(leg).center());
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, m_view->visualRect(leg).center());
    }
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.at(0).at(0).value<MarketKey>(), m_key);
}

void TestDetailsPanel::anUnknownLegLeadsNowhere()
{
    const MarketKey key = sampleKey("ES-ES");
    show(spread(key), sampleChange(key, sampleBook()));
    QCOMPARE(value(QStringLiteral("Leg 2")), QStringLiteral("−1 XCME_Eq ES (H27), delta 0.5"));
    QSignalSpy activated{m_panel.get(), &DetailsPanel::marketActivated};
    m_view->setCurrentIndex(m_model->index(rowOf(QStringLiteral("Leg 2")), 1));
    QTest::keyClick(m_view, Qt::Key_Return);
    m_view->setCurrentIndex(m_model->index(rowOf(QStringLiteral("Tick")), 1));
    QTest::keyClick(m_view, Qt::Key_Return);
    QCOMPARE(activated.size(), 0);
    define(*m_board, sampleMarket(m_key)); // the other leg's definition arrives
    m_panel->refresh();
    QVERIFY(m_model->rowAt(rowOf(QStringLiteral("Leg 1"))).link.has_value());
}

void TestDetailsPanel::valuesCanBeCopied()
{
    show(sampleMarket(m_key), fullChange(m_key));
    const QModelIndex high = m_model->index(rowOf(QStringLiteral("High")), 1);
    m_view->setCurrentIndex(high);
    QTest::keyClick(m_view, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("High\t6031.50")));
    emit m_view->customContextMenuRequested(m_view->visualRect(high).center());
    auto *menu = m_panel->findChild<QMenu *>();
    QVERIFY(menu);
    menu->actions().at(0)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("6031.50"));
    menu->close();
}

void TestDetailsPanel::everythingCanBeCopied()
{
    show(sampleMarket(m_key), fullChange(m_key));
    const QString all = m_model->asText();
    for (const char *line : {"Name\tESZ6\n", "High\t6031.50\n", "Settlement, held back\t6007.00\n"})
        QVERIFY2(all.contains(QString::fromLatin1(line)), qPrintable(all));
}

void TestDetailsPanel::anEmptyPanelSaysHowToFillIt()
{
    QVERIFY(m_view->emptyText().contains(QStringLiteral("Ctrl+N")));
    QCOMPARE(m_model->rowCount(), 0);
    m_panel->refresh();
}

void TestDetailsPanel::datesInEveryFormAreRead_data()
{
    QTest::addColumn<int>("expiry");
    QTest::addColumn<QString>("expected");
    QTest::newRow("month") << 202603 << QStringLiteral("2026-03 (H6)");
    QTest::newRow("day") << 20260320 << QStringLiteral("2026-03-20 (H6)");
    QTest::newRow("day 00") << 20260300 << QStringLiteral("2026-03 (H6)");
    QTest::newRow("none") << 0 << QString{};
    QTest::newRow("nonsense") << 1234 << QString{};
}

void TestDetailsPanel::datesInEveryFormAreRead()
{
    QFETCH(int, expiry);
    QFETCH(QString, expected);
    QCOMPARE(expiryText(expiry), expected);
}

void TestDetailsPanel::enumsThatThisBuildDoesNotKnowShowTheirNumber()
{
    QCOMPARE(contractTypeText(77), QStringLiteral("77"));
    QCOMPARE(listedStrategyText(999), QStringLiteral("999"));
    QCOMPARE(listedStrategyText(28), QStringLiteral("Ratio 1x2"));
    QCOMPARE(listedStrategyText(0), QString{});
    QCOMPARE(flagsText(0), QString{});
}

void TestDetailsPanel::itLooksRightInEveryThemeAndScale()
{
    const QByteArray folder = qgetenv("DEPTHDECK_SHOTS");
    define(*m_board, sampleMarket(m_key));
    const MarketKey key = sampleKey("ES-ES");
    show(spread(key), fullChange(key));
    for (const char *theme : {"dark", "light"}) {
        for (const qreal scale : {1.0, 2.0}) {
            m_theme.load(QString::fromLatin1(theme));
            m_theme.setScale(scale);
            m_theme.applyToApplication();
            m_panel->resize(m_theme.scaled(460), m_theme.scaled(760));
            m_panel->refresh();
            QTest::qWait(1); // the new palette reaches the view in the event loop
            if (!folder.isEmpty())
                m_panel->grab().save(QString::fromLocal8Bit(folder) +
                                     QStringLiteral("/details_%1_%2.png").arg(QString::fromLatin1(theme)).arg(scale));
        }
    }
    QVERIFY(m_view->columnWidth(0) > 0);
}

QTEST_MAIN(TestDetailsPanel)
#include "test_details_panel.moc"
