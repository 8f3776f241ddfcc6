// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/engine/trigger_book.h"

namespace depthdeck::exchange {

void TriggerBook::add(const WaitingOrder &order)
{
    const bool rising = firesOnRise(order.kind, order.order.side);
    Queue &queue = rising ? m_rising : m_falling;
    m_places[order.order.id] = queue.emplace(rising ? order.trigger : -order.trigger, order);
}

bool TriggerBook::remove(std::uint64_t id)
{
    const auto place = m_places.find(id);
    if (place == m_places.end())
        return false;
    const WaitingOrder &order = place->second->second;
    (firesOnRise(order.kind, order.order.side) ? m_rising : m_falling).erase(place->second);
    m_places.erase(place);
    return true;
}

const WaitingOrder *TriggerBook::find(std::uint64_t id) const noexcept
{
    const auto place = m_places.find(id);
    return place == m_places.end() ? nullptr : &place->second->second;
}

void TriggerBook::collect(Ticks price, std::vector<WaitingOrder> &fired)
{
    fire(m_rising, price, fired);
    fire(m_falling, -price, fired);
}

void TriggerBook::fire(Queue &queue, Ticks upTo, std::vector<WaitingOrder> &fired)
{
    while (!queue.empty() && queue.begin()->first <= upTo) {
        fired.push_back(queue.begin()->second);
        m_places.erase(queue.begin()->second.order.id);
        queue.erase(queue.begin());
    }
}

} // namespace depthdeck::exchange
