// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/state_icon.h"
#include "ui/flatten/flatten_record.h"

#include <QString>

namespace depthdeck::ui {

// What a flatten says of itself.

/// One line of the checklist: "Pull what works: 3 orders pulled".
[[nodiscard]] QString stepText(FlattenStep step, const FlattenRun &run);
[[nodiscard]] StateShape shapeOf(StepState state) noexcept;
[[nodiscard]] ColorRole colorOf(StepState state) noexcept;
/// The verdict in a sentence. @p refusal: why this program did not send the closing order; nullptr otherwise.
[[nodiscard]] QString verdictText(const FlattenRun &run, const DeskAnswer *refusal, const Market *market);
[[nodiscard]] ColorRole verdictColor(FlattenOutcome outcome) noexcept;
/// What went out: "Round 1: Sell 5 at the market."
[[nodiscard]] QString closingText(const FlattenRecord &record);

} // namespace depthdeck::ui
