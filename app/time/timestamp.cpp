// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/time/timestamp.h"

#include <google/protobuf/timestamp.pb.h>

namespace depthdeck {

namespace {
constexpr std::int64_t nanosPerSecond = 1'000'000'000;
// What WallTime can hold: about the years 1678 to 2262.
constexpr std::int64_t maxSeconds = 9'223'372'035;
} // namespace

std::optional<WallTime> fromWire(const google::protobuf::Timestamp &timestamp) noexcept
{
    const std::int64_t seconds = timestamp.seconds();
    const std::int64_t nanos = timestamp.nanos();
    if (seconds == 0 && nanos == 0)
        return std::nullopt;
    if (seconds > maxSeconds || seconds < -maxSeconds || nanos < 0 || nanos >= nanosPerSecond)
        return std::nullopt;
    return WallTime{std::chrono::nanoseconds{seconds * nanosPerSecond + nanos}};
}

void toWire(WallTime time, google::protobuf::Timestamp &timestamp) noexcept
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    timestamp.set_seconds(seconds.time_since_epoch().count());
    timestamp.set_nanos(static_cast<std::int32_t>((time - seconds).count()));
}

std::int64_t unixMilliseconds(WallTime time) noexcept
{
    return std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch().count();
}

} // namespace depthdeck
