// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/order_arrangement.h"

namespace depthdeck::ui {

void OrderArrangement::clear() noexcept
{
    m_active.clear();
    m_finished.clear();
    m_listings.clear();
    m_moved = false;
}

bool OrderArrangement::note(int index, Listing listing)
{
    const auto at = static_cast<std::size_t>(index);
    if (at >= m_listings.size())
        m_listings.resize(at + 1, Listing::Hidden);
    if (m_listings[at] == listing)
        return false;
    m_moved = m_moved || m_listings[at] != Listing::Hidden;
    m_listings[at] = listing;
    if (listing == Listing::Active)
        m_active.push_back(index);
    else if (listing == Listing::Finished)
        m_finished.push_back(index);
    return true;
}

void OrderArrangement::settle()
{
    if (!m_moved)
        return;
    m_moved = false;
    const auto isNo = [this](Listing listing) {
        return [this, listing](int index) { return m_listings[static_cast<std::size_t>(index)] != listing; };
    };
    std::erase_if(m_active, isNo(Listing::Active));
    std::erase_if(m_finished, isNo(Listing::Finished));
}

std::vector<int> OrderArrangement::rows(OrdersShown shown) const
{
    std::vector<int> rows = m_active;
    if (shown == OrdersShown::All)
        rows.insert(rows.end(), m_finished.rbegin(), m_finished.rend());
    return rows;
}

} // namespace depthdeck::ui
