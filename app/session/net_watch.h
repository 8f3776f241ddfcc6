// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "app/market/quantity.h"
#include "app/market/side.h"
#include "app/time/clock.h"

#include <map>
#include <optional>
#include <utility>

namespace depthdeck {

/// Says whether the net position that the server told already holds the fills it told. Orders and positions come from
/// different parts of the server, in no promised order: a position told after a fill may still be the one from before.
/// A net is trusted when it is the last agreed one moved by the fills since; or, as busts and bookings also move it,
/// when it was told after the last fill and nothing moved for a second.
class NetWatch
{
public:
    /// How long nothing may move before a net that the fills do not explain is believed.
    static constexpr std::chrono::seconds quietTime{1};

    using Key = std::pair<AccountId, MarketId>;

    void clear() { m_entries.clear(); }
    /// All markets of the account are flat until told otherwise.
    void forget(const AccountId &account);
    /// A snapshot: what it says includes every fill until now.
    void rebase(const Key &key, Quantity net);
    void noteFill(const Key &key, Side side, Quantity volume, SteadyTime now);
    /// The server told its net, changed or not.
    void noteNet(const Key &key, Quantity net, SteadyTime now);

    /// Nullopt while the net may be older than the last fill. A market that was never told of is flat.
    [[nodiscard]] std::optional<Quantity> trusted(const Key &key, SteadyTime now);

private:
    struct Entry
    {
        Quantity net;   ///< as told
        Quantity base;  ///< the last agreed one
        Quantity moved; ///< by fills since
        std::optional<SteadyTime> lastFill;
        std::optional<SteadyTime> lastTold;
        std::optional<SteadyTime> lastMove; ///< of the net told
    };

    std::map<Key, Entry> m_entries;
};

} // namespace depthdeck
