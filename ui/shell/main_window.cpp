// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/common/frame_clock.h"
#include "ui/guards/alert_bar.h"
#include "ui/shell/action_finder.h"
#include "ui/shell/dock_panel.h"
#include "ui/shell/help_window.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/top_bar.h"

#include <QApplication>
#include <QCloseEvent>
#include <QMessageBox>
#include <QScreen>
#include <QStatusBar>
#include <QTimer>
#include <QVBoxLayout>

#include <array>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array panelActions{
    std::pair{ActionId::ShowWatchlist, PanelKind::Watchlist}, std::pair{ActionId::ShowDepth, PanelKind::Depth},
    std::pair{ActionId::ShowTicket, PanelKind::Ticket},       std::pair{ActionId::ShowTape, PanelKind::Tape},
    std::pair{ActionId::ShowPositions, PanelKind::Positions}, std::pair{ActionId::ShowOrders, PanelKind::Orders},
    std::pair{ActionId::ShowFills, PanelKind::Fills},         std::pair{ActionId::ShowAccount, PanelKind::Account},
    std::pair{ActionId::ShowMessages, PanelKind::Messages},   std::pair{ActionId::ShowBook, PanelKind::Book},
    std::pair{ActionId::ShowDetails, PanelKind::Details},     std::pair{ActionId::ShowBatch, PanelKind::Batch},
    std::pair{ActionId::ShowFlatten, PanelKind::Flatten},     std::pair{ActionId::ShowStrategy, PanelKind::Strategy},
    std::pair{ActionId::ShowJournal, PanelKind::Journal},     std::pair{ActionId::ShowLimits, PanelKind::Limits}};

constexpr qreal scaleStep = 1.1;
constexpr std::chrono::milliseconds barInterval{200};

} // namespace

MainWindow::MainWindow(Session &session, Theme &theme, const FrameClock &frames, const Clock &clock)
    : m_session{session},
      m_theme{theme},
      m_frames{frames},
      m_clock{clock},
      m_topBar{new TopBar{theme, m_actions, this}},
      m_alerts{new AlertBar{theme, this}},
      m_status{new StatusStrip{theme, this}},
      m_panels{new PanelSet{session, clock, theme, *this}},
      m_finder{new ActionFinder{theme, m_actions.all(), this}}
{
    setWindowTitle(u"DepthDeck"_s);
    setObjectName(u"main"_s);
    setDockNestingEnabled(true);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    setContentsMargins(theme.scaled(6), 0, theme.scaled(6), 0);
    auto *head = new QWidget{this}; // child of this
    auto *headRows = new QVBoxLayout{head};
    headRows->setContentsMargins(0, 0, 0, 0);
    headRows->setSpacing(0);
    headRows->addWidget(m_topBar);
    headRows->addWidget(m_alerts);
    setMenuWidget(head);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setContentsMargins(0, 0, 0, 0);
    statusBar()->addWidget(m_status, 1);
    for (QAction *action : m_actions.all())
        addAction(action);
    connectView();
    connectWindows();
    connect(m_status, &StatusStrip::armClicked, &m_actions.action(ActionId::ToggleArm), &QAction::trigger);

    auto *bars = new QTimer{this}; // child of this
    connect(bars, &QTimer::timeout, this, &MainWindow::refreshBars);
    bars->start(barInterval);
    connect(&session, &Session::stateChanged, this, &MainWindow::refreshBars);
    refreshBars();
}

MainWindow::~MainWindow() = default;

void MainWindow::connectView()
{
    const auto on = [this](ActionId id, auto &&act) { connect(&m_actions.action(id), &QAction::triggered, this, act); };
    on(ActionId::Larger, [this] { scaleBy(scaleStep); });
    on(ActionId::Smaller, [this] { scaleBy(1.0 / scaleStep); });
    on(ActionId::NormalSize, [this] { scaleBy(1.0 / m_theme.scale()); });
    on(ActionId::NextTheme, [this] { nextTheme(); });
    on(ActionId::FullScreen, [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    on(ActionId::FindAction, [this] { m_finder->open(); });
    on(ActionId::ShowKeys, [this] { showKeys(); });
    on(ActionId::About, [this] { showAbout(); });
    on(ActionId::Quit, [this] { close(); });
}

void MainWindow::connectWindows()
{
    for (const auto &[id, kind] : panelActions) {
        connect(&m_actions.action(id), &QAction::triggered, this,
                [this, shown = kind] { m_panels->dock(shown).bringForward(); });
    }
    connect(&m_actions.action(ActionId::FocusTicket), &QAction::triggered, this,
            [this] { m_panels->dock(PanelKind::Ticket).bringForward(); });
    connect(&m_actions.action(ActionId::NewWatchlist), &QAction::triggered, this, [this] { m_panels->addWatchlist(); });
    connect(&m_actions.action(ActionId::NewDepth), &QAction::triggered, this,
            [this] { m_panels->addDepth(m_panels->link().market()); });
    connect(&m_actions.action(ActionId::ResetLayout), &QAction::triggered, this,
            [this] { m_panels->arrangeDefault(); });
}

void MainWindow::showDefault(const QSize &size)
{
    const QSize wanted = size.isValid() ? size : QSize{m_theme.scaled(1600), m_theme.scaled(1000)};
    const QSize room = size.isValid() || screen() == nullptr ? wanted : screen()->availableSize();
    resize(wanted.boundedTo(room));
    m_panels->arrangeDefault();
}

void MainWindow::restore(const Workspace &workspace)
{
    if (!workspace.geometry.isEmpty())
        restoreGeometry(workspace.geometry);
    m_panels->restore(workspace);
}

Workspace MainWindow::snapshot() const
{
    Workspace workspace = m_panels->snapshot();
    workspace.geometry = saveGeometry();
    return workspace;
}

void MainWindow::setAccountShown(const AccountId &account)
{
    m_accountShown = account;
    refreshBars();
}

void MainWindow::refreshBars()
{
    const SessionStatus status = m_session.status();
    const AccountStore &accounts = m_session.accounts();
    const Account *account = accounts.account(m_accountShown);
    if (account == nullptr && !accounts.accounts().empty())
        account = &accounts.accounts().front();
    m_topBar->showAccount(account, accounts.isConfirmed());
    m_topBar->showSession(m_session.state(), status, m_session.endpoint().kind);
    m_status->showFigures({m_session.state(), status, m_session.desk().isArmed(), m_frames.framesPerSecond(),
                           m_frames.lateFrames(), m_clock.wallNow()});
    m_panels->refreshHeaders();
}

void MainWindow::scaleBy(qreal factor)
{
    m_theme.setScale(std::clamp(m_theme.scale() * factor, 0.8, 2.5));
    m_theme.applyToApplication();
    emit appearanceChanged();
}

void MainWindow::nextTheme()
{
    const QStringList names = Theme::names();
    m_theme.load(names.at((names.indexOf(m_theme.name()) + 1) % names.size()));
    m_theme.applyToApplication();
    emit appearanceChanged();
}

void MainWindow::showKeys()
{
    if (m_help == nullptr)
        m_help = new HelpWindow{m_theme, m_actions, this};
    m_help->show();
    m_help->raise();
    m_help->activateWindow();
}

void MainWindow::showAbout()
{
    auto *about = new QMessageBox{this}; // deletes itself
    about->setAttribute(Qt::WA_DeleteOnClose);
    about->setWindowTitle(tr("About DepthDeck"));
    about->setText(tr("DepthDeck %1").arg(QStringLiteral(DEPTHDECK_VERSION)));
    about->setInformativeText(
        tr("A terminal for futures traders on T4. Free software under the GNU General Public License, version 3 "
           "or later. Fonts: Inter, JetBrains Mono (SIL OFL). Icons: Lucide (ISC)."));
    about->setWindowModality(Qt::NonModal);
    about->show();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    emit closing();
    QMainWindow::closeEvent(event);
}

bool MainWindow::event(QEvent *event)
{
    // The menus of docks that Qt offers on a right click list the docks only; ours is the Window menu.
    if (event->type() == QEvent::ContextMenu)
        return true;
    return QMainWindow::event(event);
}

} // namespace depthdeck::ui
