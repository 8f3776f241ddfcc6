// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/queue_estimator.h"

#include <algorithm>

namespace depthdeck {

QueueEstimator::QueueEstimator(Quantity working, const LevelSize &level) noexcept
    : m_working{working},
      m_ahead{std::max(0, level.lots.contracts)},
      m_atPrice{level.lots},
      m_ordersAhead{level.orders},
      m_ordersKnown{level.orders > 0 || level.lots.isZero()}
{
}

void QueueEstimator::levelSeen(const LevelSize &level, bool includesOwn) noexcept
{
    m_atPrice = level.lots;
    if (!includesOwn)
        return;
    m_ahead = std::min(m_ahead, Quantity{std::max(0, level.lots.contracts - m_working.contracts)});
    if (level.orders <= 0)
        return;
    m_ordersAhead = m_ordersKnown ? std::min(m_ordersAhead, level.orders - 1) : level.orders - 1;
    m_ordersKnown = true;
}

void QueueEstimator::traded(Quantity lots) noexcept
{
    m_ahead.contracts = static_cast<std::int32_t>(
        std::max<std::int64_t>(0, std::int64_t{m_ahead.contracts} - std::max(0, lots.contracts)));
}

void QueueEstimator::ownFilled() noexcept
{
    m_ahead = {};
}

QueuePosition QueueEstimator::position() const noexcept
{
    QueuePosition position;
    position.lotsAhead = m_ahead;
    position.lotsAtPrice = std::max(m_atPrice, m_working);
    position.ordersAhead = std::min(m_ordersAhead, m_ahead.contracts); // an order has a lot at least
    position.ordersKnown = m_ordersKnown || m_ahead.isZero();
    return position;
}

} // namespace depthdeck
