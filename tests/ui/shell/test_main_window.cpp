// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_clock.h"
#include "ui/common/frame_clock.h"
#include "ui/depth/depth_panel.h"
#include "ui/shell/dock_panel.h"
#include "ui/shell/main_window.h"
#include "ui/shell/session_controller.h"
#include "ui/watchlist/watchlist_panel.h"

#include <QSignalSpy>
#include <QTest>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

const MarketKey es{ExchangeId{"CME_Eq"}, ContractId{"ES"}, MarketId{"ES-1"}};
const MarketKey cl{ExchangeId{"CME_Ny"}, ContractId{"CL"}, MarketId{"CL-1"}};

/// A window over a session that is offline.
struct Desk
{
    test::FakeClock clock;
    Theme theme;
    Session session{clock};
    FrameClock frames;
    MainWindow window{session, theme, frames, clock};
    SessionController controller{session, window, theme, frames};

    Desk() { theme.applyToApplication(); }
    void show()
    {
        window.showDefault({1600, 1000});
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
    }
};

QDockWidget *dockNamed(MainWindow &window, const QString &name)
{
    return window.findChild<QDockWidget *>(name);
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void theDefaultWorkspaceHasEveryPanelByItsName();
    void theDefaultWorkspaceIsLaidOutAsTheLook();
    void everyPanelKeyBringsItsPanelForward();
    void furtherWindowsComeAndGo();
    void aWorkspaceIsSavedAndRestored();
    void resettingTheLayoutBringsEverythingBack();
    void aMarketChosenInTheWatchlistIsShownInTheLinkedWindows();
    void closingAWatchlistReleasesItsMarkets();
    void scaleAndThemeChangeByKey();
    void nothingIsArmedAndNothingCanBeArmedOffline();
    void theWindowNeverBlocksOnAnyDialog();
};

void TestMainWindow::theDefaultWorkspaceHasEveryPanelByItsName()
{
    Desk desk;
    desk.show();
    for (const char *name : {"Watchlist", "Depth", "Order ticket", "Orders", "Fills", "Positions", "Account",
                             "Time and sales", "Messages"}) {
        const QDockWidget *dock = dockNamed(desk.window, QLatin1StringView{name});
        QVERIFY2(dock != nullptr, name);
        QCOMPARE(dock->windowTitle(), QLatin1StringView{name});
        QVERIFY2(!dock->isHidden(), name);
    }
}

void TestMainWindow::theDefaultWorkspaceIsLaidOutAsTheLook()
{
    Desk desk;
    desk.show();
    const auto rect = [&desk](PanelKind kind) { return desk.window.panels().dock(kind).geometry(); };
    QVERIFY(rect(PanelKind::Watchlist).right() < rect(PanelKind::Depth).left());
    QVERIFY(rect(PanelKind::Depth).right() < rect(PanelKind::Ticket).left());
    QVERIFY(rect(PanelKind::Depth).bottom() < rect(PanelKind::Tape).top());
    QCOMPARE(rect(PanelKind::Depth).left(), rect(PanelKind::Tape).left());
    QVERIFY(rect(PanelKind::Watchlist).bottom() < rect(PanelKind::Positions).top());
    QVERIFY(rect(PanelKind::Positions).right() < rect(PanelKind::Orders).left());
    QCOMPARE(desk.window.tabifiedDockWidgets(&desk.window.panels().dock(PanelKind::Orders)).size(), 7);
    QVERIFY(rect(PanelKind::Orders).height() > 100);
    QVERIFY(rect(PanelKind::Depth).height() > 300);
    QVERIFY(rect(PanelKind::Ticket).height() > 500); // the simple form whole
    QVERIFY(desk.window.panels().dock(PanelKind::Journal).isHidden());
}

void TestMainWindow::everyPanelKeyBringsItsPanelForward()
{
    Desk desk;
    desk.show();
    desk.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QTest::keyClick(&desk.window, Qt::Key_9, Qt::ControlModifier);
    QTRY_VERIFY(!desk.window.panels().dock(PanelKind::Messages).visibleRegion().isEmpty());
    QTest::keyClick(&desk.window, Qt::Key_6, Qt::ControlModifier);
    QTRY_VERIFY(!desk.window.panels().dock(PanelKind::Orders).visibleRegion().isEmpty());
    desk.window.panels().dock(PanelKind::Tape).close();
    QVERIFY(desk.window.panels().dock(PanelKind::Tape).isHidden());
    QTest::keyClick(&desk.window, Qt::Key_4, Qt::ControlModifier);
    QVERIFY(!desk.window.panels().dock(PanelKind::Tape).isHidden());
    QTest::keyClick(&desk.window, Qt::Key_T, Qt::ControlModifier);
    QVERIFY(desk.window.panels().dock(PanelKind::Ticket).isAncestorOf(desk.window.focusWidget()));
}

void TestMainWindow::furtherWindowsComeAndGo()
{
    Desk desk;
    desk.show();
    desk.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QTest::keyClick(&desk.window, Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClick(&desk.window, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(desk.window.panels().watchlists().size(), std::size_t{2});
    QCOMPARE(desk.window.panels().depths().size(), std::size_t{2});
    QDockWidget *second = dockNamed(desk.window, u"Watchlist 2"_s);
    QVERIFY(second != nullptr);
    second->close();
    QCOMPARE(desk.window.panels().watchlists().size(), std::size_t{1});
    QTRY_VERIFY(dockNamed(desk.window, u"Watchlist 2"_s) == nullptr);
    desk.window.panels().dock(PanelKind::Watchlist).close(); // the first only hides
    QCOMPARE(desk.window.panels().watchlists().size(), std::size_t{1});
}

void TestMainWindow::aWorkspaceIsSavedAndRestored()
{
    Workspace saved;
    {
        Desk desk;
        desk.show();
        desk.window.panels().watchlists().front()->setMarkets({es, cl});
        desk.window.panels().addWatchlist().setMarkets({cl});
        desk.window.panels().addDepth(cl);
        desk.window.panels().link().setMarket(cl);
        desk.window.panels().dock(PanelKind::Fills).close();
        saved = *readWorkspace(writeWorkspace(desk.window.snapshot()));
    }
    Desk desk;
    desk.show();
    desk.window.restore(saved);
    PanelSet &panels = desk.window.panels();
    QCOMPARE(panels.watchlists().size(), std::size_t{2});
    QCOMPARE(panels.watchlists().front()->markets(), (std::vector<MarketKey>{es, cl}));
    QCOMPARE(panels.watchlists().back()->markets(), std::vector<MarketKey>{cl});
    QCOMPARE(panels.depths().size(), std::size_t{2});
    QCOMPARE(panels.depths().back()->market(), std::optional{cl});
    QCOMPARE(panels.link().market(), std::optional{cl});
    QVERIFY(panels.dock(PanelKind::Fills).isHidden());
    QVERIFY(!panels.dock(PanelKind::Orders).isHidden());
}

void TestMainWindow::resettingTheLayoutBringsEverythingBack()
{
    Desk desk;
    desk.show();
    desk.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    desk.window.panels().addDepth(std::nullopt);
    desk.window.panels().dock(PanelKind::Depth).close();
    desk.window.panels().dock(PanelKind::Tape).setFloating(true);
    QTest::keyClick(&desk.window, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!desk.window.panels().dock(PanelKind::Depth).isHidden());
    QVERIFY(!desk.window.panels().dock(PanelKind::Tape).isFloating());
    QCOMPARE(desk.window.panels().depths().size(), std::size_t{1});
}

void TestMainWindow::aMarketChosenInTheWatchlistIsShownInTheLinkedWindows()
{
    Desk desk;
    desk.show();
    WatchlistPanel &watchlist = *desk.window.panels().watchlists().front();
    watchlist.setMarkets({es, cl});
    QCOMPARE(desk.window.panels().link().market(), std::optional{es}); // the first of a fresh workspace
    emit watchlist.marketActivated(cl);
    QCOMPARE(desk.window.panels().depths().front()->market(), std::optional{cl});
}

void TestMainWindow::closingAWatchlistReleasesItsMarkets()
{
    Desk desk;
    desk.show();
    WatchlistPanel &second = desk.window.panels().addWatchlist();
    second.setMarkets({es, cl});
    QSignalSpy closing{&desk.window.panels(), &PanelSet::watchlistClosing};
    dockNamed(desk.window, u"Watchlist 2"_s)->close();
    QCOMPARE(closing.size(), 1);
}

void TestMainWindow::scaleAndThemeChangeByKey()
{
    Desk desk;
    desk.show();
    desk.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QSignalSpy changes{&desk.window, &MainWindow::appearanceChanged};
    const qreal before = desk.theme.scale();
    QTest::keyClick(&desk.window, Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(desk.theme.scale() > before);
    QTest::keyClick(&desk.window, Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(desk.theme.scale(), 1.0);
    QTest::keyClick(&desk.window, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(desk.theme.name(), u"light"_s);
    QCOMPARE(changes.size(), 3);
}

void TestMainWindow::nothingIsArmedAndNothingCanBeArmedOffline()
{
    Desk desk;
    desk.show();
    desk.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QVERIFY(!desk.session.desk().isArmed());
    QTest::keyClick(&desk.window, Qt::Key_L, Qt::ControlModifier);
    QVERIFY(!desk.session.desk().isArmed());
}

void TestMainWindow::theWindowNeverBlocksOnAnyDialog()
{
    Desk desk;
    desk.show();
    for (const ActionId id : {ActionId::FindMarket, ActionId::ShowKeys, ActionId::About, ActionId::FindAction})
        desk.window.actions().action(id).trigger(); // returns: no nested event loop
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (widget->objectName() == u"keys" || widget->objectName() == u"findMarket")
            QVERIFY(!widget->isModal());
    }
}

} // namespace depthdeck::ui

QTEST_MAIN(depthdeck::ui::TestMainWindow)
#include "test_main_window.moc"
