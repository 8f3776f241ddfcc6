// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/kill_switch.h"
#include "app/session/session.h"
#include "ui/guards/activity_watch.h"
#include "ui/guards/key_watch.h"
#include "ui/guards/kill_key.h"
#include "ui/journal/journal_panel.h"

#include <QObject>

namespace depthdeck::ui {

class AlertBar;
class MainWindow;
class SettingsFile;

/// Carries what guards the trader between the keys, the alerts over the panels and the session: the kill switch, the
/// idle limit, the limits' place in the settings, and what to do without a journal. UI thread; the kill key is also
/// heard on a thread of its own.
class GuardController final : public QObject
{
    Q_OBJECT

public:
    /// Takes the limits from @p settings into the session.
    GuardController(Session &session, MainWindow &window, SettingsFile &settings, const Clock &clock);

    /// Whether the kill key works while the window stands still.
    [[nodiscard]] bool isWatchingKeys() const noexcept { return m_keyWatch.isWatching(); }

private:
    void connectKillSwitch();
    void connectJournal();
    void keepLimits(SettingsFile &settings);
    void showHold();
    void onKillReport(const KillReport &report);
    void chooseExportFile(JournalExportKind kind);
    void onJournalHealth();
    void onChosen(const QString &alert, int button);

    Session &m_session;
    MainWindow &m_window;
    const Clock &m_clock;
    AlertBar &m_alerts;
    KillKey m_killKey;
    KeyWatch m_keyWatch;
    ActivityWatch m_activity;
    bool m_killFlattens = false;
};

} // namespace depthdeck::ui
