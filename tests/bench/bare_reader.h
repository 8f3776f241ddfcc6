// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

#include <cstdint>

namespace depthdeck::bench {

class FrameSource;

/// The yardstick: a QWebSocket on a thread of its own that parses each frame into one reused ServerMessage and does
/// nothing else. Returns the frames it took per second.
[[nodiscard]] double bareFramesPerSecond(FrameSource &source, std::int64_t frames);

} // namespace depthdeck::bench
