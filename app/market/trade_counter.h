// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_mode.h"

#include <cstdint>
#include <optional>

namespace depthdeck {

/// Finds each print of one market once in the two streams that report it: the trade messages, and the last trade that
/// every depth image repeats (t4-protocol.md c.5). Goes by the day's total volume alone.
class TradeCounter
{
public:
    /// A print that is new. @ref merged when it stands for several.
    struct Print
    {
        std::int32_t volume = 0;
        bool merged = false;
        friend bool operator==(const Print &, const Print &) noexcept = default;
    };

    /// What a snapshot tells is old: only what follows is new.
    void startAt(std::int64_t total) noexcept;
    /// An image that names no trade: none happened yet, if the server means it.
    void imageWithoutTrade() noexcept;
    /// A trade message: new unless its total is known. A total below the last one starts a new day.
    [[nodiscard]] std::optional<Print> trade(std::int64_t total, std::int32_t volume) noexcept;
    /// The last trade of a live image. With a buffer that streams trades these come by trade() alone.
    [[nodiscard]] std::optional<Print> image(std::int64_t total, std::int32_t volume, DepthBuffer buffer) noexcept;
    /// The subscription changes: whether trades are streamed has to be seen again.
    void forgetStream() noexcept { m_streamSeen = false; }

private:
    [[nodiscard]] bool isStreamed(DepthBuffer buffer) const noexcept;

    std::optional<std::int64_t> m_total;
    /// An image made one print of the totals above this one, up to m_total.
    std::optional<std::int64_t> m_mergedAbove;
    bool m_totalIsGuess = false; ///< zero, because an image named no trade
    bool m_streamSeen = false;
};

} // namespace depthdeck
