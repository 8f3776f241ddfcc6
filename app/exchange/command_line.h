// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/simulated_exchange.h"

#include <variant>

namespace depthdeck::exchange {

/// The program is to print this and end.
struct PrintAndExit
{
    QString text;
};

/// The arguments are not usable; one line says why.
struct BadArguments
{
    QString text;
};

/// Reads the arguments of depthdeck-exchange, the program's own name first.
[[nodiscard]] std::variant<SimulatedExchange::Options, PrintAndExit, BadArguments>
readCommandLine(const QStringList &arguments);

} // namespace depthdeck::exchange
