// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/launch_options.h"

#include "app/wire/endpoint.h"
#include "ui/messages/failure_text.h"
#include "ui/theme/theme.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

struct LaunchText
{
    Q_DECLARE_TR_FUNCTIONS(LaunchText)
};

constexpr int badArguments = 2;

void declareSwitches(QCommandLineParser &parser)
{
    parser.setApplicationDescription(LaunchText::tr(
        "A trading terminal for futures traders on T4. Without a switch it opens the Connect dialog, with "
        "the simulated exchange preselected."));
    parser.addOptions({
        {u"demo"_s, LaunchText::tr("Start the embedded exchange in this process, log in, and open the default "
                                   "workspace.")},
        {u"server"_s, LaunchText::tr("Connect to this WebSocket URL (wss://, or ws:// on this machine)."), u"URL"_s},
        {u"rest"_s, LaunchText::tr("The REST base of the same server."), u"URL"_s},
        {u"firm"_s, LaunchText::tr("The firm to log in with."), u"NAME"_s},
        {u"user"_s, LaunchText::tr("The user to log in with."), u"NAME"_s},
        {u"app-name"_s, LaunchText::tr("The application's name, as T4 issued it."), u"NAME"_s},
        {u"app-license"_s, LaunchText::tr("The application's license, as T4 issued it."), u"LICENSE"_s},
        {u"password-stdin"_s, LaunchText::tr("Read the password from the first line of standard input.")},
        {u"api-key-stdin"_s, LaunchText::tr("Read an API key from the first line of standard input.")},
        {u"profile"_s, LaunchText::tr("Fill the Connect dialog from this saved profile."), u"NAME"_s},
        {u"data-dir"_s, LaunchText::tr("Keep settings, workspaces and the journal here instead of the XDG places."),
         u"DIR"_s},
        {u"workspace"_s, LaunchText::tr("Open this workspace and save it there."), u"FILE"_s},
        {u"reset-layout"_s, LaunchText::tr("Forget the saved arrangement of windows.")},
        {u"theme"_s, LaunchText::tr("One of: %1.").arg(Theme::names().join(u", "_s)), u"NAME"_s},
        {u"scale"_s, LaunchText::tr("Size of everything, from 0.8 to 2.5."), u"F"_s},
        {u"screenshot"_s, LaunchText::tr("Save a picture of the window to this PNG file and end."), u"FILE"_s},
        {u"after"_s, LaunchText::tr("With --screenshot: wait this long first (3 seconds if not said)."), u"SECONDS"_s},
        {u"size"_s, LaunchText::tr("Size of the window, for example 1600x1000."), u"WxH"_s},
        {u"record"_s, LaunchText::tr("Write every frame with its time to this file; secrets are left out."), u"FILE"_s},
        {u"replay"_s, LaunchText::tr("Play this recording through the terminal; nothing can be traded."), u"FILE"_s},
        {u"speed"_s, LaunchText::tr("With --replay: how many times as fast; 0 does not wait (1 if not said)."), u"X"_s},
        {u"verify-journal"_s, LaunchText::tr("Check that nobody changed this journal, say so, and end."), u"FILE"_s},
    });
    parser.addHelpOption();
    parser.addVersionOption();
}

/// Collects values and remembers the first fault.
class Reader
{
public:
    explicit Reader(const QCommandLineParser &parser) : m_parser{parser} {}

    [[nodiscard]] QString text(const QString &name) const { return m_parser.value(name); }
    void fail(const QString &line)
    {
        if (m_fault.isEmpty())
            m_fault = line;
    }
    [[nodiscard]] const QString &fault() const noexcept { return m_fault; }

    [[nodiscard]] std::optional<double> number(const QString &name, double lowest, double highest)
    {
        if (!m_parser.isSet(name))
            return std::nullopt;
        bool isNumber = false;
        const double value = m_parser.value(name).toDouble(&isNumber);
        if (isNumber && value >= lowest && value <= highest)
            return value;
        fail(LaunchText::tr("--%1 needs a number from %2 to %3, not “%4”.")
                 .arg(name)
                 .arg(lowest)
                 .arg(highest)
                 .arg(m_parser.value(name)));
        return std::nullopt;
    }

    [[nodiscard]] QSize size(const QString &name)
    {
        if (!m_parser.isSet(name))
            return {};
        const QStringList parts = m_parser.value(name).split(u'x');
        bool widthFine = false;
        bool heightFine = false;
        const QSize size{parts.value(0).toInt(&widthFine), parts.value(1).toInt(&heightFine)};
        if (parts.size() == 2 && widthFine && heightFine && size.width() >= 400 && size.height() >= 300 &&
            size.width() <= 16'000 && size.height() <= 16'000)
            return size;
        fail(LaunchText::tr("--%1 needs a size like 1600x1000, not “%2”.").arg(name, m_parser.value(name)));
        return {};
    }

private:
    const QCommandLineParser &m_parser;
    QString m_fault;
};

void checkRecording(const LaunchOptions &options, const QCommandLineParser &parser, Reader &reader)
{
    if (!options.replay.isEmpty() && (options.demo || !options.server.isEmpty() || !options.profile.isEmpty()))
        reader.fail(LaunchText::tr("--replay needs no server: leave out --demo, --server and --profile."));
    if (!options.replay.isEmpty() && !options.record.isEmpty())
        reader.fail(LaunchText::tr("--record and --replay exclude each other."));
    if (parser.isSet(u"speed"_s) && options.replay.isEmpty())
        reader.fail(LaunchText::tr("--speed needs --replay."));
}

void checkConnection(const LaunchOptions &options, Reader &reader)
{
    if (options.demo && !options.server.isEmpty())
        reader.fail(LaunchText::tr("--demo and --server exclude each other."));
    if (options.apiKeyFromInput && options.passwordFromInput)
        reader.fail(LaunchText::tr("--api-key-stdin and --password-stdin exclude each other."));
    if (options.server.isEmpty()) {
        if (!options.rest.isEmpty())
            reader.fail(LaunchText::tr("--rest needs --server."));
        return;
    }
    Endpoint endpoint;
    endpoint.webSocket = QUrl{options.server, QUrl::StrictMode};
    endpoint.rest = QUrl{options.rest, QUrl::StrictMode};
    if (const auto problem = validate(endpoint))
        reader.fail(endpointProblemText(*problem));
}

} // namespace

std::variant<LaunchOptions, LaunchEnd> readArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    declareSwitches(parser);
    if (!parser.parse(arguments))
        return LaunchEnd{badArguments, parser.errorText()};
    if (parser.isSet(u"help"_s))
        // The parser knows its program's name only once there is an application.
        return LaunchEnd{0, parser.helpText().replace(u"<executable_name>"_s, u"depthdeck"_s)};
    if (parser.isSet(u"version"_s))
        return LaunchEnd{0, u"depthdeck %1"_s.arg(QStringLiteral(DEPTHDECK_VERSION))};

    Reader reader{parser};
    if (!parser.positionalArguments().isEmpty())
        reader.fail(LaunchText::tr("“%1” is not a switch.").arg(parser.positionalArguments().first()));
    LaunchOptions options;
    options.demo = parser.isSet(u"demo"_s);
    options.server = reader.text(u"server"_s);
    options.rest = reader.text(u"rest"_s);
    options.firm = reader.text(u"firm"_s);
    options.user = reader.text(u"user"_s);
    options.appName = reader.text(u"app-name"_s);
    options.appLicense = reader.text(u"app-license"_s);
    options.apiKeyFromInput = parser.isSet(u"api-key-stdin"_s);
    options.passwordFromInput = parser.isSet(u"password-stdin"_s);
    options.profile = reader.text(u"profile"_s);
    options.dataFolder = reader.text(u"data-dir"_s);
    options.workspace = reader.text(u"workspace"_s);
    options.resetLayout = parser.isSet(u"reset-layout"_s);
    options.theme = reader.text(u"theme"_s);
    options.scale = reader.number(u"scale"_s, 0.8, 2.5);
    options.screenshot = reader.text(u"screenshot"_s);
    if (const auto seconds = reader.number(u"after"_s, 0.0, 3600.0))
        options.after = std::chrono::milliseconds{static_cast<qint64>(*seconds * 1000.0)};
    options.size = reader.size(u"size"_s);
    options.record = reader.text(u"record"_s);
    options.replay = reader.text(u"replay"_s);
    options.speed = reader.number(u"speed"_s, 0.0, 1000.0).value_or(1.0);
    options.verifyJournal = reader.text(u"verify-journal"_s);
    if (parser.isSet(u"theme"_s) && !Theme::names().contains(options.theme))
        reader.fail(
            LaunchText::tr("There is no theme “%1”; there are %2.").arg(options.theme, Theme::names().join(u", "_s)));
    if (options.after && options.screenshot.isEmpty())
        reader.fail(LaunchText::tr("--after needs --screenshot."));
    checkConnection(options, reader);
    checkRecording(options, parser, reader);
    if (!reader.fault().isEmpty())
        return LaunchEnd{badArguments, reader.fault()};
    return options;
}

} // namespace depthdeck::ui
