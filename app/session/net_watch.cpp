// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/net_watch.h"

namespace depthdeck {

void NetWatch::forget(const AccountId &account)
{
    std::erase_if(m_entries, [&](const auto &known) { return known.first.first == account; });
}

void NetWatch::rebase(const Key &key, Quantity net)
{
    m_entries.insert_or_assign(key, Entry{.net = net,
                                          .base = net,
                                          .moved = {},
                                          .lastFill = std::nullopt,
                                          .lastTold = std::nullopt,
                                          .lastMove = std::nullopt});
}

void NetWatch::noteFill(const Key &key, Side side, Quantity volume, SteadyTime now)
{
    Entry &entry = m_entries[key];
    entry.moved = side == Side::Buy ? entry.moved + volume : entry.moved - volume;
    entry.lastFill = now;
}

void NetWatch::noteNet(const Key &key, Quantity net, SteadyTime now)
{
    Entry &entry = m_entries[key];
    entry.lastTold = now;
    if (entry.net == net)
        return;
    entry.net = net;
    entry.lastMove = now;
}

std::optional<Quantity> NetWatch::trusted(const Key &key, SteadyTime now)
{
    const auto found = m_entries.find(key);
    if (found == m_entries.end())
        return Quantity{};
    Entry &entry = found->second;
    if (entry.net == entry.base + entry.moved)
        return entry.net;
    const auto isOver = [now](const std::optional<SteadyTime> &moment) {
        return !moment || now - *moment >= quietTime;
    };
    const bool toldAfter = entry.lastTold && (!entry.lastFill || *entry.lastTold > *entry.lastFill);
    if (!toldAfter || !isOver(entry.lastFill) || !isOver(entry.lastMove))
        return std::nullopt;
    entry.base = entry.net;
    entry.moved = {};
    return entry.net;
}

} // namespace depthdeck
