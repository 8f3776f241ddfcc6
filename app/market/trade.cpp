// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/market/trade.h"

namespace depthdeck {

void Tape::append(const Trade &trade)
{
    m_trades.push_back(trade);
    ++m_totalAppended;
    while (m_trades.size() > m_capacity)
        m_trades.pop_front();
}

void Tape::clear() noexcept
{
    m_trades.clear();
}

} // namespace depthdeck
