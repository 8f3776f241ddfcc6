// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_mode.h"

#include <compare>

namespace depthdeck {

/// What one window asks of the server for one market: how many levels, and how often (t4-protocol.md c.2).
struct DepthWish
{
    DepthLevels levels = DepthLevels::BestOnly;
    DepthBuffer buffer = DepthBuffer::Smart;
    friend auto operator<=>(const DepthWish &, const DepthWish &) noexcept = default;
};

/// How often a buffer sends the book, slowest first. TRADE_ONLY sends none.
enum class BookPace : std::uint8_t { None, Slow, Smart, Fast, All };

[[nodiscard]] BookPace paceOf(DepthBuffer buffer) noexcept;
/// Whether the buffer has a message for every trade. ALL is not conflated: its images tell every trade.
[[nodiscard]] bool tellsEveryTrade(DepthBuffer buffer) noexcept;
/// The buffer of the wire with this pace at least and, if asked, every trade.
[[nodiscard]] DepthBuffer bufferFor(BookPace pace, bool everyTrade) noexcept;

/// What serves both: the more levels, the faster pace, and every trade when either wants it.
[[nodiscard]] DepthWish wider(const DepthWish &a, const DepthWish &b) noexcept;

} // namespace depthdeck
