// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/action_list.h"
#include "ui/shell/panel_set.h"

#include <QMainWindow>

namespace depthdeck::ui {

class ActionFinder;
class AlertBar;
class FrameClock;
class HelpWindow;
class StatusStrip;
class TopBar;

/// Places panels, menus and bars, and keeps their appearance; knows no price, no order, no account.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Session &session, Theme &theme, const FrameClock &frames, const Clock &clock);
    ~MainWindow() override;

    [[nodiscard]] PanelSet &panels() noexcept { return *m_panels; }
    [[nodiscard]] ActionList &actions() noexcept { return m_actions; }
    /// Over the panels: what keeps the trader from trading.
    [[nodiscard]] AlertBar &alerts() noexcept { return *m_alerts; }

    /// The size of the look, scaled, no larger than the screen; then the default arrangement.
    void showDefault(const QSize &size);
    /// False when @p workspace did not fit this build; the default arrangement then stays.
    void restore(const Workspace &workspace);
    [[nodiscard]] Workspace snapshot() const;
    /// Of which account the top bar tells.
    void setAccountShown(const AccountId &account);
    /// Gathers the figures of the bars and the panels' headers; a few times a second.
    void refreshBars();

signals:
    /// The window is about to close; what should be kept is kept now.
    void closing();
    /// The trader chose another theme or scale.
    void appearanceChanged();

protected:
    void closeEvent(QCloseEvent *event) override;
    bool event(QEvent *event) override;

private:
    void connectView();
    void connectWindows();
    void scaleBy(qreal factor);
    void nextTheme();
    void showKeys();
    void showAbout();

    Session &m_session;
    Theme &m_theme;
    const FrameClock &m_frames;
    const Clock &m_clock;
    ActionList m_actions;
    AccountId m_accountShown;
    // Children of this.
    TopBar *m_topBar;
    AlertBar *m_alerts;
    StatusStrip *m_status;
    PanelSet *m_panels;
    ActionFinder *m_finder;
    HelpWindow *m_help = nullptr;
};

} // namespace depthdeck::ui
