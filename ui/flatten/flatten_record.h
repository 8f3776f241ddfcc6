// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/flatten_desk.h"

#include <array>

namespace depthdeck::ui {

/// What was seen of one flatten: when each step began or ended, the net before, and what was sent in each round. A run
/// itself knows only where it stands now.
struct FlattenRecord
{
    FlattenDesk::RunId id = 0;
    WallTime began{};
    std::array<StepState, flattenStepCount> states{};
    std::array<std::optional<WallTime>, flattenStepCount> times; ///< of the last change, in this round
    int round = 1;
    std::optional<Quantity> netBefore; ///< as read first
    std::vector<Quantity> closed;      ///< the net that each closing order was sent against
    std::optional<WallTime> ended;

    /// Takes over where @p run stands at @p now.
    void follow(const FlattenRun &run, WallTime now);
};

} // namespace depthdeck::ui
