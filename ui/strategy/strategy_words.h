// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/strategy_desk.h"
#include "ui/common/state_icon.h"

#include <QString>

#include <vector>

namespace depthdeck::ui {

/// "Calendar spread"; a type this build does not know keeps its number.
[[nodiscard]] QString strategyTypeText(std::int32_t type);
/// Those a trader can ask for, by name.
[[nodiscard]] std::vector<std::int32_t> strategyTypes();
/// Covered strategies carry a hedge price and a delta with their legs (t4-protocol.md f).
[[nodiscard]] bool isCovered(std::int32_t type) noexcept;

/// Why it cannot be created; empty for None.
[[nodiscard]] QString problemText(StrategyProblem problem);
[[nodiscard]] QString stateText(StrategyState state);
[[nodiscard]] StateShape shapeOf(StrategyState state) noexcept;
[[nodiscard]] ColorRole colorOf(StrategyState state) noexcept;

} // namespace depthdeck::ui
