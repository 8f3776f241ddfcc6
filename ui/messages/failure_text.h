// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wire/connection_failure.h"

#include <QString>

namespace depthdeck::ui {

/// What broke, at which host and path (@p place), and what to do. @p technical are the system's words, appended when
/// there are any.
[[nodiscard]] QString failureText(FailureCause cause, const QString &place, const QString &technical = {});

/// Why an endpoint cannot be used, and what to enter instead.
[[nodiscard]] QString endpointProblemText(EndpointProblem problem);

} // namespace depthdeck::ui
