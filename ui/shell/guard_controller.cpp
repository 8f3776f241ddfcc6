// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/guard_controller.h"

#include "app/storage/journal/journal.h"
#include "app/trading/personal_limits.h"
#include "ui/guards/alert_bar.h"
#include "ui/journal/journal_panel.h"
#include "ui/shell/main_window.h"
#include "ui/shell/session_words.h"
#include "ui/shell/settings_file.h"

#include <QApplication>
#include <QFileDialog>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

const QString killAlert = u"kill"_s;
const QString holdAlert = u"hold"_s;
const QString journalAlert = u"journal"_s;

enum JournalButton { TryAgain, TradeWithout };

} // namespace

GuardController::GuardController(Session &session, MainWindow &window, SettingsFile &settings, const Clock &clock)
    : QObject{&window},
      m_session{session},
      m_window{window},
      m_clock{clock},
      m_alerts{window.alerts()},
      m_keyWatch{KeyWatch::Options{}}
{
    keepLimits(settings);
    connectKillSwitch();
    connectJournal();
    qApp->installEventFilter(&m_activity);
    connect(&m_activity, &ActivityWatch::active, this, [this] { m_session.desk().noteActivity(); });
    connect(&m_alerts, &AlertBar::chosen, this, &GuardController::onChosen);
}

void GuardController::keepLimits(SettingsFile &settings)
{
    PersonalLimits &limits = m_session.limits();
    limits.restore(settings.limits(), settings.limitsLockedUntil());
    connect(&limits, &PersonalLimits::changed, this, [&limits, &settings] {
        settings.setLimits(limits.limits());
        settings.setLimitsLockedUntil(limits.lockedUntil());
    });
}

void GuardController::connectKillSwitch()
{
    KillSwitch &killSwitch = m_session.killSwitch();
    qApp->installEventFilter(&m_killKey);
    connect(&m_killKey, &KillKey::held, this, [&killSwitch](bool withFlatten) { killSwitch.trigger(withFlatten); });
    connect(&m_killKey, &KillKey::progressChanged, this, &GuardController::showHold);
    // On the watching thread, because this one stands still.
    connect(
        &m_keyWatch, &KeyWatch::held, this, [&killSwitch](bool withShift) { killSwitch.trigger(withShift); },
        Qt::DirectConnection);
    if (QApplication::platformName() == "xcb"_L1)
        m_keyWatch.start();
    connect(&killSwitch, &KillSwitch::triggered, this, [this](bool flatten) {
        m_killFlattens = flatten;
        m_session.desk().setArmed(false);
    });
    connect(&killSwitch, &KillSwitch::reported, this, &GuardController::onKillReport);
}

void GuardController::showHold()
{
    const double progress = m_killKey.progress();
    if (progress <= 0.0 || progress >= 1.0)
        return m_alerts.clear(holdAlert);
    m_alerts.show(holdAlert, Severity::Warning,
                  m_killKey.withFlatten()
                      ? tr("Keep Shift+F12 held: every order is pulled, every position is closed, trading locks.")
                      : tr("Keep F12 held: every order is pulled and trading locks. With Shift it also closes every "
                           "position."));
}

void GuardController::onKillReport(const KillReport &report)
{
    const bool isOver = report.connected && report.stillActive == 0 && (!m_killFlattens || report.openPositions == 0);
    m_alerts.show(killAlert, isOver ? Severity::Warning : Severity::Error, killText(report, m_killFlattens),
                  {tr("Allow trading again")});
}

void GuardController::connectJournal()
{
    Journal *journal = m_session.journal();
    if (journal == nullptr)
        return;
    connect(journal, &Journal::healthChanged, this, &GuardController::onJournalHealth);
    if (JournalPanel *panel = m_window.panels().journal()) {
        connect(panel, &JournalPanel::retryRequested, journal, &Journal::retry);
        connect(panel, &JournalPanel::startAnewRequested, journal, &Journal::startAnew);
        connect(panel, &JournalPanel::exportRequested, this, &GuardController::chooseExportFile);
    }
    onJournalHealth();
}

void GuardController::chooseExportFile(JournalExportKind kind)
{
    auto *dialog = new QFileDialog{&m_window, tr("Export from the journal"), {}, tr("Comma separated values (*.csv)")};
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(JournalPanel::suggestedName(kind, m_clock.wallNow()));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, kind](const QString &file) { m_window.panels().journal()->exportTo(kind, file); });
    dialog->open();
}

void GuardController::onJournalHealth()
{
    const Journal &journal = *m_session.journal();
    const JournalHealth health = journal.health();
    if (health == JournalHealth::Opening)
        return;
    if (health == JournalHealth::Writing) {
        m_session.setTradesWithoutJournal(false);
        return m_alerts.clear(journalAlert);
    }
    const bool goesOn = m_session.tradesWithoutJournal();
    m_alerts.show(journalAlert, goesOn ? Severity::Warning : Severity::Error,
                  journalTroubleText(health, journal.file(), journal.trouble(), goesOn),
                  goesOn ? QStringList{tr("Try again")} : QStringList{tr("Try again"), tr("Trade without a journal")});
}

void GuardController::onChosen(const QString &alert, int button)
{
    if (alert == killAlert) {
        m_session.killSwitch().reset();
        m_alerts.clear(killAlert);
        return;
    }
    if (alert != journalAlert)
        return;
    if (button == TradeWithout)
        m_session.setTradesWithoutJournal(true);
    else
        m_session.journal()->retry();
    onJournalHealth();
}

} // namespace depthdeck::ui
