// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/time/clock.h"

#include <optional>

namespace google::protobuf {
class Timestamp;
}

namespace depthdeck {

/// Reads a wire timestamp (UTC). Nullopt for an absent or zero one: both mean "unknown" (t4-protocol.md a.9).
[[nodiscard]] std::optional<WallTime> fromWire(const google::protobuf::Timestamp &timestamp) noexcept;

/// Writes @p time in place into @p timestamp.
void toWire(WallTime time, google::protobuf::Timestamp &timestamp) noexcept;

/// Milliseconds since the Unix epoch, UTC: the form of Heartbeat.timestamp (t4-protocol.md a.5).
[[nodiscard]] std::int64_t unixMilliseconds(WallTime time) noexcept;

} // namespace depthdeck
