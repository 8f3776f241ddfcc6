// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/session.h"
#include "ui/connect/connect_request.h"
#include "ui/shell/settings_file.h"
#include "ui/theme/theme.h"

#include <QObject>

namespace depthdeck::ui {

class ConnectDialog;
class ExchangeHost;
class MainWindow;
class StarterWatchlist;

/// From a wish to connect to a running session: the Connect dialog, the embedded exchange, and what the dialog says
/// meanwhile. Fills the watchlist of a newcomer on the embedded exchange.
class SessionStarter final : public QObject
{
    Q_OBJECT

public:
    SessionStarter(Session &session, ExchangeHost &host, MainWindow &window, const Theme &theme,
                   SettingsFile &settings);

    /// Opens the dialog, filled from what is remembered.
    void openDialog();
    void openDialog(const ConnectMemory &memory, const Secret &appLicense = {});
    /// The embedded exchange, without asking.
    void startEmbedded();
    void start(const Endpoint &endpoint, const Credentials &credentials);

private:
    void onRequest(const ConnectRequest &request);
    void onSessionState(SessionState state);
    void fillWatchlist();

    Session &m_session;
    ExchangeHost &m_host;
    MainWindow &m_window;
    SettingsFile &m_settings;
    ConnectDialog *m_dialog;     // child of the window
    StarterWatchlist *m_starter; // child of this
};

} // namespace depthdeck::ui
