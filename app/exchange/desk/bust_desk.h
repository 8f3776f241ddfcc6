// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/order_ledger.h"

namespace depthdeck::exchange {

struct Behaviours;

/// Takes trades back: a fault switch picks which (t4-protocol.md e.7).
class BustDesk
{
public:
    /// All borrowed. @p everyClientsFill is the number of the fill of each client that is busted; 0: none.
    BustDesk(OrderLedger &ledger, AccountDesk &accounts, const Behaviours &behaviours, int everyClientsFill) noexcept
        : m_ledger{ledger},
          m_accounts{accounts},
          m_behaviours{behaviours},
          m_chosen{everyClientsFill}
    {
    }

    /// Counts a fill of @p order's client; whether it is the one to be taken back.
    [[nodiscard]] bool isChosen(const Order &order);
    /// Takes fill @p index of @p order back: position, fees and totals are corrected, everybody is told. A fill of an
    /// earlier trading day stays.
    void bust(Order &order, std::size_t index);

private:
    void tell(Order &order, std::size_t first, std::size_t end);

    OrderLedger &m_ledger;
    AccountDesk &m_accounts;
    const Behaviours &m_behaviours;
    int m_chosen;
    std::unordered_map<std::uint64_t, int> m_counts; ///< fills by client
};

} // namespace depthdeck::exchange
