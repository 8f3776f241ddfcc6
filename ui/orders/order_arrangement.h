// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace depthdeck::ui {

/// Which orders a table lists.
enum class OrdersShown : std::uint8_t { Working, All };

/// Where an order belongs in such a table.
enum class Listing : std::uint8_t { Hidden, Active, Finished };

/// The order of the rows: active orders in the sequence they became active, then the finished ones, newest first. Knows
/// orders by their index in the store alone. Nothing here scans the store.
class OrderArrangement
{
public:
    void clear() noexcept;
    /// Notes where order @p index belongs now; true when that is new. At most once for each order between two calls of
    /// settle(). Constant time.
    bool note(int index, Listing listing);
    /// Takes the orders that moved out of the list they left. Linear, once a frame.
    void settle();
    /// The rows from top to bottom. After settle().
    [[nodiscard]] std::vector<int> rows(OrdersShown shown) const;
    [[nodiscard]] int activeCount() const noexcept { return static_cast<int>(m_active.size()); }
    [[nodiscard]] int finishedCount() const noexcept { return static_cast<int>(m_finished.size()); }

private:
    std::vector<int> m_active;
    std::vector<int> m_finished;     ///< oldest first
    std::vector<Listing> m_listings; ///< by order
    bool m_moved = false;
};

} // namespace depthdeck::ui
