// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/order_desk.h"
#include "app/wire/connection_failure.h"

#include <QString>

namespace depthdeck {

// The journal's words, English whatever the program speaks. What this list does not know yet is told by its number.

[[nodiscard]] QString journalWords(DeskRefusal refusal);
/// The rule's name with the value and the limit, the prices where they matter.
[[nodiscard]] QString journalWords(const OrderProblem &problem);
[[nodiscard]] QString journalWords(FailureCause cause);

} // namespace depthdeck
