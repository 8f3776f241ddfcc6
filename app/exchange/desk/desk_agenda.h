// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/link_desk.h"

#include <deque>
#include <map>

namespace depthdeck::exchange {

/// Something the order desk is to do when its time has come.
struct DeskAction
{
    enum class Kind : std::uint8_t {
        Submit,  ///< hand over to the venue
        Revise,  ///< hand revision @ref number over
        Pull,    ///< hand a client's pull over
        Due,     ///< a time in the order's conditions may have come
        Release, ///< a condition was met
        Link,    ///< what a link wishes
        Bust     ///< take fill @ref number back
    };
    Kind kind = Kind::Submit;
    OrderHandle handle = 0;
    std::uint64_t number = 0;
    LinkWish wish;
};

/// What the order desk has still to do, in the order in which it falls due: at once, after a latency (steady time), at
/// a simulated moment. Equal times keep the order of entry, so that the same requests give the same outcome.
class DeskAgenda
{
public:
    void soon(DeskAction action) { m_soon.push_back(std::move(action)); }
    void after(SteadyTime due, DeskAction action) { m_later.emplace(due, std::move(action)); }
    void at(WallTime due, DeskAction action) { m_timed.emplace(due, std::move(action)); }

    /// The next action that needs no waiting at @p wall. Nullopt when there is none.
    [[nodiscard]] std::optional<DeskAction> takeSoon(WallTime wall)
    {
        if (!m_soon.empty()) {
            DeskAction action = std::move(m_soon.front());
            m_soon.pop_front();
            return action;
        }
        return takeFirst(m_timed, wall);
    }
    /// The next action whose latency has passed at @p now.
    [[nodiscard]] std::optional<DeskAction> takeLater(SteadyTime now) { return takeFirst(m_later, now); }

    [[nodiscard]] std::optional<SteadyTime> nextLater() const noexcept { return firstOf(m_later); }
    [[nodiscard]] std::optional<WallTime> nextTimed() const noexcept { return firstOf(m_timed); }

private:
    template <typename Time>
    using Queue = std::multimap<Time, DeskAction>;

    template <typename Time>
    [[nodiscard]] static std::optional<Time> firstOf(const Queue<Time> &queue) noexcept
    {
        return queue.empty() ? std::nullopt : std::optional{queue.begin()->first};
    }
    template <typename Time>
    [[nodiscard]] static std::optional<DeskAction> takeFirst(Queue<Time> &queue, Time now)
    {
        if (queue.empty() || queue.begin()->first > now)
            return std::nullopt;
        DeskAction action = std::move(queue.begin()->second);
        queue.erase(queue.begin());
        return action;
    }

    std::deque<DeskAction> m_soon;
    Queue<SteadyTime> m_later;
    Queue<WallTime> m_timed;
};

} // namespace depthdeck::exchange
