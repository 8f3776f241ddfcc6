// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/notice.h"

#include <QString>

namespace depthdeck::ui {

/// One sentence or two for the trader: what happened, where, and what to do next.
[[nodiscard]] QString noticeText(const Notice &notice);
/// "Information", "Warning", "Error".
[[nodiscard]] QString severityText(Severity severity);

} // namespace depthdeck::ui
