// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/account.h"

#include <QStringList>

namespace depthdeck::exchange {

/// The accounts of the default users: two of a trader, one of each other user, and one for each rule of the risk desk
/// so that every refusal can be tried.
[[nodiscard]] std::vector<AccountSpec> defaultAccounts();

/// One line for each account of the user "risk": for --help.
[[nodiscard]] QStringList describeRiskAccounts();

} // namespace depthdeck::exchange
