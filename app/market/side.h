// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace depthdeck {

/// The side of an order or a position.
enum class Side : std::uint8_t { Buy, Sell };

[[nodiscard]] constexpr Side opposite(Side side) noexcept
{
    return side == Side::Buy ? Side::Sell : Side::Buy;
}

/// The side of a book, or where a trade happened. The numbers are the wire's BidOffer (t4-protocol.md b.5).
enum class BookSide : std::int8_t { Undefined = 0, Bid = 1, Offer = -1 };

} // namespace depthdeck
