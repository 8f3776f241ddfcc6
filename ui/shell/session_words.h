// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/kill_switch.h"
#include "app/session/session_state.h"
#include "app/storage/journal/journal.h"
#include "app/wire/endpoint.h"
#include "ui/common/state_icon.h"
#include "ui/theme/theme.h"

#include <QString>

namespace depthdeck::ui {

/// A state in a word, a shape and a colour: never the colour alone.
struct StateLook
{
    QString text;
    StateShape shape = StateShape::Ring;
    ColorRole role = ColorRole::Quiet;
    bool filled = false; ///< to be seen from across the room
    friend bool operator==(const StateLook &, const StateLook &) noexcept = default;
};

[[nodiscard]] StateLook connectionLook(SessionState state, const SessionStatus &status);
[[nodiscard]] StateLook armedLook(bool armed);
/// "SIMULATED EXCHANGE", "T4 SIMULATOR", "LIVE TRADING"; "NOT CONNECTED" while offline.
[[nodiscard]] StateLook endpointLook(SessionState state, Endpoint::Kind kind);

/// "Market data 4 ms old"; says so when nothing has arrived.
[[nodiscard]] QString feedAgeText(const SessionStatus &status);
/// "Click to wire 210 µs, acknowledged 12.4 ms"; says so when no order was sent yet.
[[nodiscard]] QString latencyText(const SessionStatus &status);
/// What the kill switch did so far, and what is left to do.
[[nodiscard]] QString killText(const KillReport &report, bool withFlatten);
/// Why there is no journal, where, and what that means. @p goesOn: the trader chose to trade without.
[[nodiscard]] QString journalTroubleText(JournalHealth health, const QString &file, const QString &trouble,
                                         bool goesOn);
/// "Frames 60/s, 0 late".
[[nodiscard]] QString framesText(int framesPerSecond, int lateFrames);

} // namespace depthdeck::ui
