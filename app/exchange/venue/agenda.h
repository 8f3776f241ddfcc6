// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/venue/market_spec.h"

#include <queue>
#include <tuple>
#include <vector>

namespace depthdeck::exchange {

/// What is due when. Things due at the same moment come in the order of their kinds, then of their subjects.
class Agenda
{
public:
    enum class Kind : std::uint8_t { Settlement, Release, TradeDate, Phase, Expiry, Listing, Tide, Refill, Crowd };

    struct Entry
    {
        WallTime time{};
        Kind kind = Kind::Crowd;
        std::uint32_t subject = 0; ///< a market, or a schedule

        friend bool operator>(const Entry &a, const Entry &b) noexcept
        {
            return std::tie(a.time, a.kind, a.subject) > std::tie(b.time, b.kind, b.subject);
        }
    };

    void add(WallTime time, Kind kind, std::uint32_t subject) { m_entries.push({time, kind, subject}); }
    [[nodiscard]] const Entry &next() const noexcept { return m_entries.top(); }
    Entry take()
    {
        const Entry entry = m_entries.top();
        m_entries.pop();
        return entry;
    }

private:
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> m_entries;
};

} // namespace depthdeck::exchange
