// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trading/order_store.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/depth/sample_market.h"
#include "ui/depth/depth_panel.h"
#include "ui/depth/depth_view.h"
#include "ui/depth/fact_strip.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

using namespace depthdeck;
using namespace depthdeck::ui;
using namespace depthdeck::test;

class TestDepthAccessible : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void theTableIsNamedAndDescribed();
    void cellsReadAsShown();
    void columnsHaveTheirTitles();
    void everyChildKnowsItsPlace();
    void aCellIsFoundUnderThePointer();
    void theCurrentCellIsTheFocusedOne();
    void pressingACellChoosesItsPrice();
    void impliedVolumeIsInTheDescription();
    void theFactsAreOneText();

private:
    [[nodiscard]] QAccessibleInterface *interface() const { return QAccessible::queryAccessibleInterface(m_view); }
    [[nodiscard]] QAccessibleTableInterface *table() const { return interface()->tableInterface(); }

    FakeClock m_clock;
    Theme m_theme;
    std::unique_ptr<MarketBoard> m_board;
    std::unique_ptr<OrderStore> m_orders;
    std::unique_ptr<DepthPanel> m_panel;
    DepthView *m_view = nullptr;
};

void TestDepthAccessible::init()
{
    m_board = std::make_unique<MarketBoard>();
    m_orders = std::make_unique<OrderStore>(m_clock);
    m_board->setConnectionFresh(true);
    define(*m_board, sampleMarket(sampleKey()));
    MarketChange change = sampleChange(sampleKey(), sampleBook());
    change.book.impliedOffers = {{price("6025.50"), Quantity{7}, 0}};
    apply(*m_board, change);
    m_panel = std::make_unique<DepthPanel>(*m_board, *m_orders, m_theme, m_clock);
    m_panel->setMarket(sampleKey());
    m_panel->resize(600, 460);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    m_view = m_panel->findChild<DepthView *>();
}

void TestDepthAccessible::cleanup()
{
    m_panel.reset();
    m_orders.reset();
    m_board.reset();
}

void TestDepthAccessible::theTableIsNamedAndDescribed()
{
    QCOMPARE(interface()->role(), QAccessible::Table);
    QCOMPARE(interface()->text(QAccessible::Name), QStringLiteral("Depth"));
    QVERIFY(interface()->text(QAccessible::Description).startsWith(QStringLiteral("ES")));
}

void TestDepthAccessible::cellsReadAsShown()
{
    QCOMPARE(table()->rowCount(), 10);
    QCOMPARE(table()->columnCount(), 6);
    const QStringList first{QStringLiteral("10"),      QStringLiteral("100"), QStringLiteral("6025.25"),
                            QStringLiteral("6025.50"), QStringLiteral("200"), QStringLiteral("20")};
    for (int column = 0; column < 6; ++column) {
        QCOMPARE(table()->cellAt(0, column)->text(QAccessible::Name), first.at(column));
        QCOMPARE(table()->cellAt(0, column)->role(), QAccessible::Cell);
    }
    QVERIFY(!table()->cellAt(10, 0));
    QVERIFY(!table()->cellAt(0, 6));
    MarketChange change = sampleChange(sampleKey(), sampleBook("6030.00"));
    apply(*m_board, change);
    m_panel->refresh();
    QCOMPARE(table()->cellAt(0, 2)->text(QAccessible::Name), QStringLiteral("6030.00"));
}

void TestDepthAccessible::columnsHaveTheirTitles()
{
    const QStringList titles{QStringLiteral("Orders"), QStringLiteral("Bid size"),   QStringLiteral("Bid"),
                             QStringLiteral("Offer"),  QStringLiteral("Offer size"), QStringLiteral("Orders")};
    for (int column = 0; column < 6; ++column) {
        QCOMPARE(table()->columnDescription(column), titles.at(column));
        const auto headers = table()->cellAt(3, column)->tableCellInterface()->columnHeaderCells();
        QCOMPARE(headers.size(), 1);
        QCOMPARE(headers.at(0)->text(QAccessible::Name), titles.at(column));
        QCOMPARE(headers.at(0)->role(), QAccessible::ColumnHeader);
    }
}

void TestDepthAccessible::everyChildKnowsItsPlace()
{
    QCOMPARE(interface()->childCount(), 66);
    for (int index = 0; index < interface()->childCount(); ++index) {
        QAccessibleInterface *child = interface()->child(index);
        QVERIFY(child && child->isValid());
        QCOMPARE(interface()->indexOfChild(child), index);
        QCOMPARE(child->parent(), interface());
        if (index >= 6)
            QCOMPARE(child->tableCellInterface()->rowIndex(), index / 6 - 1);
    }
}

void TestDepthAccessible::aCellIsFoundUnderThePointer()
{
    QAccessibleInterface *cell = table()->cellAt(4, 3);
    const QPoint centre = cell->rect().center();
    QCOMPARE(interface()->childAt(centre.x(), centre.y()), cell);
}

void TestDepthAccessible::theCurrentCellIsTheFocusedOne()
{
    m_panel->activateWindow();
    m_view->setFocus();
    m_view->setCurrentCell({2, DepthColumn::Offer});
    QVERIFY(table()->cellAt(2, 3)->state().selected);
    QTRY_VERIFY(m_view->hasFocus());
    QCOMPARE(interface()->focusChild(), table()->cellAt(2, 3));
    QVERIFY(!table()->cellAt(2, 2)->state().selected);
}

void TestDepthAccessible::pressingACellChoosesItsPrice()
{
    QSignalSpy chosen{m_view, &DepthView::priceChosen};
    QAccessibleActionInterface *action = table()->cellAt(1, 4)->actionInterface();
    QVERIFY(action->actionNames().contains(QAccessibleActionInterface::pressAction()));
    action->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(chosen.size(), 1);
}

void TestDepthAccessible::impliedVolumeIsInTheDescription()
{
    QCOMPARE(table()->cellAt(0, 4)->text(QAccessible::Description), QStringLiteral("implied 7"));
    QCOMPARE(table()->cellAt(0, 4)->text(QAccessible::Name), QStringLiteral("200"));
}

void TestDepthAccessible::theFactsAreOneText()
{
    auto *strip = m_panel->findChild<FactStrip *>();
    QAccessibleInterface *facts = QAccessible::queryAccessibleInterface(strip);
    QCOMPARE(facts->role(), QAccessible::StaticText);
    QVERIFY(facts->text(QAccessible::Name).startsWith(QStringLiteral("Open · Live, Last 6025.25")));
}

QTEST_MAIN(TestDepthAccessible)
#include "test_depth_accessible.moc"
