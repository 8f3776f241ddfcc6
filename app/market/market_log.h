// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace depthdeck {

/// The room's log category, "depthdeck.market".
[[nodiscard]] const QLoggingCategory &marketLog();

} // namespace depthdeck
