// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wire/login_outcome.h"

#include <QString>

namespace depthdeck::ui {

/// Why the login was refused or the session ended, and what to do (t4-protocol.md a.4). The server's own words come
/// first when there are any. A number this build does not know reads "login failed (code N)".
[[nodiscard]] QString loginText(const LoginOutcome &outcome);

} // namespace depthdeck::ui
