// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/session.h"
#include "app/storage/journal/journal.h"
#include "app/time/clock.h"
#include "app/wire/credentials.h"
#include "ui/common/frame_clock.h"
#include "ui/shell/guard_controller.h"
#include "ui/shell/launch_options.h"
#include "ui/shell/main_window.h"
#include "ui/shell/session_controller.h"
#include "ui/shell/session_starter.h"
#include "ui/shell/settings_file.h"
#include "ui/theme/theme.h"
#include "ui/ticket/template_shelf.h"

namespace depthdeck::ui {

class ExchangeHost;

/// The running program: every part in the order in which they need each other; the last one made is the first one gone.
class Terminal final : public QObject
{
    Q_OBJECT

public:
    /// @p host must outlive this.
    Terminal(const LaunchOptions &options, ExchangeHost &host);
    ~Terminal() override;

    /// Shows the window, connects as the options say, and runs until the window closes. The program's exit code.
    [[nodiscard]] int run();
    [[nodiscard]] MainWindow &window() noexcept { return m_window; }
    [[nodiscard]] Session &session() noexcept { return m_session; }
    [[nodiscard]] TemplateShelf &templates() noexcept { return m_templates; }

    /// Everything run() does before the event loop. An empty text, or the line that says why it cannot.
    [[nodiscard]] QString open();

private:
    void begin();
    void beginWithServer();
    void keepTicket();
    [[nodiscard]] Session &prepareSession();
    void save();
    void takeScreenshot();
    [[nodiscard]] QString workspacePath() const;

    LaunchOptions m_options;
    Secret m_inputSecret; ///< from standard input, until it is handed on
    SettingsFile m_settings;
    Theme m_theme;
    SystemClock m_clock;
    Journal m_journal;
    Session m_session;
    FrameClock m_frames;
    MainWindow m_window;
    SessionController *m_controller; // child of the window
    SessionStarter *m_starter;       // child of the window
    GuardController *m_guards;       // child of the window
    TemplateShelf m_templates;
};

} // namespace depthdeck::ui
