// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/session_starter.h"

#include "ui/connect/connect_dialog.h"
#include "ui/messages/failure_text.h"
#include "ui/messages/login_text.h"
#include "ui/shell/exchange_host.h"
#include "ui/shell/main_window.h"
#include "ui/shell/session_words.h"
#include "ui/shell/starter_watchlist.h"
#include "ui/watchlist/watchlist_panel.h"

namespace depthdeck::ui {

namespace {

QString sentenceFor(const ConnectionFailure &failure)
{
    if (failure.endpointProblem)
        return endpointProblemText(*failure.endpointProblem);
    if (failure.login)
        return loginText(*failure.login);
    QString words = failure.tlsErrors;
    if (words.isEmpty() && failure.httpStatus != 0)
        words = QStringLiteral("HTTP %1 %2").arg(failure.httpStatus).arg(failure.redirectLocation).trimmed();
    if (words.isEmpty())
        words = failure.closeReason;
    const QString place = failure.port < 0
                              ? failure.host + failure.path
                              : QStringLiteral("%1:%2%3").arg(failure.host).arg(failure.port).arg(failure.path);
    return failureText(failure.cause, place, words);
}

} // namespace

SessionStarter::SessionStarter(Session &session, ExchangeHost &host, MainWindow &window, const Theme &theme,
                               SettingsFile &settings)
    : QObject{&window},
      m_session{session},
      m_host{host},
      m_window{window},
      m_settings{settings},
      m_dialog{new ConnectDialog{theme, &window}},
      m_starter{new StarterWatchlist{session.directory(), this}}
{
    connect(m_dialog, &ConnectDialog::connectRequested, this, &SessionStarter::onRequest);
    connect(m_dialog, &ConnectDialog::cancelled, this, [this] { m_session.stop(); });
    connect(&host, &ExchangeHost::ready, this, [this](const Endpoint &endpoint, const Credentials &credentials) {
        m_session.start(endpoint, credentials);
    });
    connect(&host, &ExchangeHost::failed, this, [this](const QString &sentence) {
        m_dialog->show();
        m_dialog->showFailure(sentence);
    });
    connect(&session, &Session::stateChanged, this, &SessionStarter::onSessionState);
    connect(&window.actions().action(ActionId::Connect), &QAction::triggered, this, [this] { openDialog(); });
    connect(&window.actions().action(ActionId::Disconnect), &QAction::triggered, this, [this] { m_session.stop(); });
}

void SessionStarter::openDialog()
{
    openDialog(m_settings.connection());
}

void SessionStarter::openDialog(const ConnectMemory &memory, const Secret &appLicense)
{
    if (!m_dialog->isVisible()) {
        m_dialog->setMemory(memory);
        m_dialog->setApplicationLicense(appLicense);
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void SessionStarter::startEmbedded()
{
    m_host.start();
}

void SessionStarter::start(const Endpoint &endpoint, const Credentials &credentials)
{
    m_session.start(endpoint, credentials);
}

void SessionStarter::onRequest(const ConnectRequest &request)
{
    if (request.remember || request.server == ServerChoice::Embedded)
        m_settings.setConnection(m_dialog->memory());
    if (request.server == ServerChoice::Embedded)
        return startEmbedded();
    start(request.endpoint, request.credentials);
}

void SessionStarter::onSessionState(SessionState state)
{
    switch (state) {
    case SessionState::Live:
        m_dialog->showSuccess();
        if (m_session.endpoint().kind == Endpoint::Kind::Simulated)
            fillWatchlist();
        return;
    case SessionState::Offline:
    case SessionState::Lost:
        if (m_dialog->isWaiting() && m_session.failure()) {
            // The dialog is where it is corrected; nothing tries again behind it with what is being edited.
            m_dialog->showFailure(sentenceFor(*m_session.failure()));
            m_session.stop();
        }
        return;
    case SessionState::Connecting:
    case SessionState::Authenticating:
    case SessionState::Synchronising:
    case SessionState::Degraded:
    case SessionState::Replaying:
        if (m_dialog->isWaiting())
            m_dialog->showProgress(connectionLook(state, {}).text);
        return;
    }
}

void SessionStarter::fillWatchlist()
{
    WatchlistPanel &watchlist = *m_window.panels().watchlists().front();
    if (!watchlist.markets().empty())
        return;
    m_starter->find([this](const std::vector<MarketKey> &markets) {
        WatchlistPanel &panel = *m_window.panels().watchlists().front();
        if (panel.markets().empty())
            panel.setMarkets(markets);
    });
}

} // namespace depthdeck::ui
