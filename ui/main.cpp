// SPDX-License-Identifier: GPL-3.0-or-later

// The terminal: puts the parts together and nothing else.

#include "app/exchange/embedded_exchange.h"
#include "app/storage/journal/journal_verification.h"
#include "ui/shell/exchange_host.h"
#include "ui/shell/launch_options.h"
#include "ui/shell/terminal.h"

#include <QApplication>

#include <cstdio>
#include <iostream>

namespace {

using depthdeck::exchange::EmbeddedExchange;
using depthdeck::exchange::SimulatedExchange;

/// The first of the people the embedded exchange knows (app/exchange/desk/login_desk.h). Published, no secret.
depthdeck::Credentials demoTrader()
{
    using depthdeck::Secret;
    return depthdeck::UserCredentials{QStringLiteral("SIM"), QStringLiteral("trader"), Secret{QStringLiteral("trader")},
                                      QStringLiteral("DepthDeck"), Secret{QStringLiteral("simulated")}};
}

/// The embedded exchange as the windows see it.
class EmbeddedHost final : public depthdeck::ui::ExchangeHost
{
    Q_OBJECT

public:
    EmbeddedHost()
    {
        connect(&m_exchange, &EmbeddedExchange::started, this, &EmbeddedHost::announce);
        connect(&m_exchange, &EmbeddedExchange::failed, this, &ExchangeHost::failed);
    }

    void start() override
    {
        if (m_exchange.isRunning())
            QMetaObject::invokeMethod(this, &EmbeddedHost::announce, Qt::QueuedConnection);
        else
            m_exchange.start(SimulatedExchange::Options{});
    }

private:
    void announce()
    {
        depthdeck::Endpoint endpoint;
        endpoint.name = tr("Embedded simulated exchange");
        endpoint.webSocket = m_exchange.webSocketUrl();
        endpoint.rest = m_exchange.restUrl();
        endpoint.kind = depthdeck::Endpoint::Kind::Simulated;
        emit ready(endpoint, demoTrader());
    }

    EmbeddedExchange m_exchange;
};

/// A line for the terminal that started the program.
int endWith(const depthdeck::ui::LaunchEnd &end)
{
    std::FILE *stream = end.exitCode == 0 ? stdout : stderr;
    std::fprintf(stream, "%s\n", qPrintable(end.text.trimmed()));
    return end.exitCode;
}

/// The command line as it would look without a window, so that --help needs no display.
QStringList argumentList(int argc, char *argv[])
{
    QStringList arguments;
    for (int at = 0; at < argc; ++at)
        arguments << QString::fromLocal8Bit(argv[at]);
    return arguments;
}

/// Without a display a picture can still be taken; a window cannot be shown. Must be asked before QApplication is made,
/// which would abort.
bool prepareDisplay(const depthdeck::ui::LaunchOptions &options)
{
    if (!qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
        !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        return true;
    if (options.screenshot.isEmpty())
        return false;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return true;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication::setApplicationName(QStringLiteral("depthdeck"));
    QCoreApplication::setApplicationVersion(QStringLiteral(DEPTHDECK_VERSION));
    const auto read = depthdeck::ui::readArguments(argumentList(argc, argv));
    if (const auto *end = std::get_if<depthdeck::ui::LaunchEnd>(&read))
        return endWith(*end);
    const auto &options = std::get<depthdeck::ui::LaunchOptions>(read);
    if (!options.verifyJournal.isEmpty()) {
        const QCoreApplication application{argc, argv}; // the database driver wants one
        return depthdeck::verifyJournalCommand(options.verifyJournal, std::cout, std::cerr);
    }
    if (!prepareDisplay(options))
        return endWith({1, QCoreApplication::translate("main", "There is no display to show a window on; "
                                                               "--screenshot FILE works without one.")});

    QApplication application{argc, argv};
    EmbeddedHost host;
    depthdeck::ui::Terminal terminal{options, host};
    return terminal.run();
}

#include "main.moc"
