// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/command_line.h"
#include "app/exchange/stop_signals.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char *argv[])
{
    using namespace depthdeck::exchange;
    const QCoreApplication application{argc, argv};
    const auto read = readCommandLine(QCoreApplication::arguments());
    if (const auto *bad = std::get_if<BadArguments>(&read)) {
        std::fprintf(stderr, "depthdeck-exchange: %s\n", qPrintable(bad->text));
        return 2;
    }
    if (const auto *print = std::get_if<PrintAndExit>(&read)) {
        std::fputs(qPrintable(print->text), stdout);
        return 0;
    }
    SimulatedExchange exchange{std::get<SimulatedExchange::Options>(read)};
    StopSignals stopSignals;
    QObject::connect(&stopSignals, &StopSignals::stopRequested, &application, &QCoreApplication::quit);
    QString error;
    if (!exchange.start(&error)) {
        std::fprintf(stderr, "depthdeck-exchange: %s\n", qPrintable(error));
        return 1;
    }
    std::printf("WebSocket %s\nREST %s\n", qPrintable(exchange.webSocketUrl().toString()),
                qPrintable(exchange.restUrl().toString()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}
