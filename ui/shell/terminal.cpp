// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/terminal.h"

#include "ui/ticket/quantity_row.h"
#include "ui/ticket/ticket_panel.h"

#include <QApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPixmap>
#include <QTextStream>
#include <QTimer>

#include <cstdio>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds screenshotDelay{3000};

DataPlaces placesOf(const LaunchOptions &options)
{
    return options.dataFolder.isEmpty() ? DataPlaces::standard() : DataPlaces::under(options.dataFolder);
}

QString firstInputLine()
{
    QTextStream input{stdin};
    return input.readLine();
}

// A Theme must be in place before the first widget is made.
Theme &prepared(Theme &theme, const LaunchOptions &options, const SettingsFile &settings)
{
    if (!theme.load(options.theme.isEmpty() ? settings.theme() : options.theme))
        theme.load(u"dark"_s);
    theme.setScale(options.scale.value_or(settings.scale()));
    theme.applyToApplication();
    return theme;
}

} // namespace

Terminal::Terminal(const LaunchOptions &options, ExchangeHost &host)
    : m_options{options},
      m_settings{placesOf(options)},
      m_journal{m_settings.journalPath(), m_clock},
      m_session{m_clock},
      m_window{prepareSession(), prepared(m_theme, options, m_settings), m_frames, m_clock},
      m_controller{new SessionController{m_session, m_window, m_theme, m_frames}},
      m_starter{new SessionStarter{m_session, host, m_window, m_theme, m_settings}},
      m_guards{new GuardController{m_session, m_window, m_settings, m_clock}}
{
    keepTicket();
    connect(&m_window, &MainWindow::closing, this, &Terminal::save);
    connect(&m_window.actions().action(ActionId::SaveWorkspace), &QAction::triggered, this, &Terminal::save);
    connect(&m_window, &MainWindow::appearanceChanged, this, [this] {
        m_settings.setTheme(m_theme.name());
        m_settings.setScale(m_theme.scale());
    });
}

Terminal::~Terminal()
{
    m_frames.stop();
}

/// The panels look for the journal when they are made.
Session &Terminal::prepareSession()
{
    m_session.useJournal(&m_journal);
    if (!m_options.record.isEmpty())
        m_session.recordTo(m_options.record);
    return m_session;
}

/// Templates and quantities live on in the settings.
void Terminal::keepTicket()
{
    TicketPanel &ticket = m_window.panels().ticket();
    m_templates.useStorage(
        {[this] { return m_settings.templates(); }, [this](const QByteArray &json) { m_settings.setTemplates(json); }});
    ticket.setTemplateShelf(&m_templates);
    QuantityRow &row = ticket.quantityRow();
    std::vector<Quantity> presets;
    for (const QJsonValue &value : QJsonDocument::fromJson(m_settings.quantities()).array())
        presets.push_back(Quantity{value.toInt()});
    if (!presets.empty())
        row.setPresets(presets);
    connect(&row, &QuantityRow::presetsEdited, this, [this](const std::vector<Quantity> &edited) {
        QJsonArray values;
        for (const Quantity &preset : edited)
            values.append(preset.contracts);
        m_settings.setQuantities(QJsonDocument{values}.toJson(QJsonDocument::Compact));
    });
}

QString Terminal::workspacePath() const
{
    return m_options.workspace.isEmpty() ? m_settings.workspacePath() : m_options.workspace;
}

QString Terminal::open()
{
    const bool exists = QFileInfo::exists(workspacePath());
    const auto workspace = m_options.resetLayout ? std::nullopt : loadWorkspace(workspacePath());
    if (exists && !workspace && !m_options.resetLayout && !m_options.workspace.isEmpty())
        return tr("The workspace %1 cannot be read; it is not one of this version.").arg(m_options.workspace);
    m_window.showDefault(m_options.size);
    if (workspace)
        m_window.restore(*workspace);
    if (m_options.size.isValid())
        m_window.resize(m_options.size);
    m_window.show();
    m_frames.start();
    // After the first frame: the window paints before a connection is made.
    connect(&m_frames, &FrameClock::paint, this, &Terminal::begin, Qt::SingleShotConnection);
    if (!m_options.screenshot.isEmpty())
        QTimer::singleShot(m_options.after.value_or(screenshotDelay), this, &Terminal::takeScreenshot);
    return {};
}

int Terminal::run()
{
    // Before there is a window that would stand still while the line is awaited.
    if (m_options.apiKeyFromInput || m_options.passwordFromInput)
        m_inputSecret = Secret{firstInputLine()};
    if (const QString fault = open(); !fault.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(fault));
        return 1;
    }
    return QApplication::exec();
}

void Terminal::begin()
{
    if (!m_options.replay.isEmpty())
        return m_session.startReplay(m_options.replay, m_options.speed);
    if (m_options.demo)
        return m_starter->startEmbedded();
    if (!m_options.server.isEmpty())
        return beginWithServer();
    if (!m_options.profile.isEmpty()) {
        if (const auto profile = m_settings.profile(m_options.profile))
            return m_starter->openDialog(*profile);
    }
    m_starter->openDialog();
}

void Terminal::beginWithServer()
{
    Endpoint endpoint;
    endpoint.webSocket = QUrl{m_options.server, QUrl::StrictMode};
    endpoint.rest = QUrl{m_options.rest, QUrl::StrictMode};
    endpoint.name = endpoint.webSocket.host();
    for (const Endpoint &known : {simulatorEndpoint(), liveEndpoint()}) {
        if (known.webSocket.host() == endpoint.webSocket.host()) {
            endpoint.kind = known.kind;
            endpoint.name = known.name;
            break;
        }
        endpoint.kind = isLoopbackHost(endpoint.webSocket.host()) ? Endpoint::Kind::Simulated : Endpoint::Kind::Live;
    }
    Credentials credentials;
    if (m_options.apiKeyFromInput)
        credentials = ApiKeyCredentials{m_inputSecret};
    else
        credentials = UserCredentials{m_options.firm, m_options.user, m_inputSecret, m_options.appName,
                                      Secret{m_options.appLicense}};
    m_inputSecret = {};
    const bool incomplete = checkRequest({ServerChoice::Custom, endpoint, credentials, false}).has_value();
    if (!incomplete)
        return m_starter->start(endpoint, credentials);
    m_starter->openDialog(
        {ServerChoice::Custom, m_options.server, m_options.rest, m_options.firm, m_options.user, m_options.appName},
        Secret{m_options.appLicense});
}

void Terminal::save()
{
    if (!m_options.screenshot.isEmpty())
        return; // a picture is not a session that should be found again
    if (!saveWorkspace(workspacePath(), m_window.snapshot()))
        std::fprintf(stderr, "%s\n", qPrintable(tr("The workspace could not be saved to %1.").arg(workspacePath())));
}

void Terminal::takeScreenshot()
{
    const bool saved = m_window.grab().save(m_options.screenshot, "PNG");
    if (!saved)
        std::fprintf(stderr, "%s\n", qPrintable(tr("The picture could not be saved to %1.").arg(m_options.screenshot)));
    QApplication::exit(saved ? 0 : 1);
}

} // namespace depthdeck::ui
