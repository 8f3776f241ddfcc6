// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "app/market/price.h"
#include "app/market/quantity.h"
#include "app/market/side.h"
#include "app/time/clock.h"

#include <cstdint>
#include <deque>
#include <optional>

namespace depthdeck {

/// One print. Every one is kept, in the order of the wire.
struct Trade
{
    Price price;
    Quantity volume;
    /// The side of the book it happened at: Offer means the buyer was the aggressor (t4-protocol.md b.5).
    BookSide at = BookSide::Undefined;
    bool dueToSpread = false;
    /// Several prints that a conflated stream merged into one (t4-protocol.md c.5).
    bool merged = false;
    std::int64_t totalVolume = 0; ///< day volume after this print
    std::optional<WallTime> time;
    SteadyTime receivedAt{};
};

/// The newest prints of one market, oldest first, bounded.
class Tape
{
public:
    explicit Tape(std::size_t capacity = 5000) noexcept : m_capacity{capacity} {}

    void append(const Trade &trade);
    void clear() noexcept;
    [[nodiscard]] const std::deque<Trade> &trades() const noexcept { return m_trades; }
    /// How many prints were ever appended: lets a view find what is new.
    [[nodiscard]] std::uint64_t totalAppended() const noexcept { return m_totalAppended; }

private:
    std::deque<Trade> m_trades;
    std::size_t m_capacity;
    std::uint64_t m_totalAppended = 0;
};

} // namespace depthdeck
