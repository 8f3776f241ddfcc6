// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flatten/flatten_record.h"

namespace depthdeck::ui {

void FlattenRecord::follow(const FlattenRun &run, WallTime now)
{
    if (run.round() != round) {
        round = run.round();
        times = {};
        states = {};
    }
    for (std::size_t at = 0; at < flattenStepCount; ++at) {
        const StepState state = run.state(static_cast<FlattenStep>(at));
        if (state == states[at])
            continue;
        states[at] = state;
        times[at] = now;
        if (static_cast<FlattenStep>(at) == FlattenStep::Send && state == StepState::Done && run.net())
            closed.push_back(*run.net());
    }
    if (!netBefore)
        netBefore = run.net();
    if (!run.isRunning() && !ended)
        ended = now;
}

} // namespace depthdeck::ui
