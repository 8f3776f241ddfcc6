// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order.h"

#include <unordered_map>

namespace depthdeck {

/// Finds a fill again when it is told once more: by order, sequence and leg, by the exchange's trade id where there is
/// no sequence, and by its figures where there is neither (t4-protocol.md e.7).
class FillIndex
{
public:
    /// Where a fill stands.
    struct Place
    {
        std::size_t inOrder = 0; ///< index in Order::fills
        int inBlotter = -1;      ///< index in OrderStore::fills(), -1 for a leg's
    };

    [[nodiscard]] const Place *find(int orderRow, const Fill &fill) const;
    void add(int orderRow, const Fill &fill, Place place);
    void clear() noexcept { m_places.clear(); }

private:
    struct Key
    {
        int orderRow = 0;
        std::int32_t sequence = 0;
        std::int32_t legIndex = -1;
        bool isReversal = false;
        std::string text;
        friend bool operator==(const Key &, const Key &) noexcept = default;
    };
    struct KeyHash
    {
        [[nodiscard]] std::size_t operator()(const Key &key) const noexcept;
    };
    [[nodiscard]] static Key keyOf(int orderRow, const Fill &fill);

    std::unordered_map<Key, Place, KeyHash> m_places;
};

} // namespace depthdeck
