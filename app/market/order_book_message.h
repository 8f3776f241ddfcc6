// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_mode.h"
#include "app/market/order_book_trade.h"
#include "app/market/order_by_order_book.h"

#include <optional>
#include <vector>

namespace t4proto::v1::market {
class MarketByOrderSnapshot;
class MarketByOrderTrade;
class MarketByOrderUpdate;
} // namespace t4proto::v1::market

// The market-by-order messages of the wire as values (t4-protocol.md c.7). Each is read whole or not at all: what
// makes one unreadable is a price that does not parse or is missing, a side that is none, a negative volume, or a kind
// of change that this build does not know.
namespace depthdeck {

/// One change of a book. With Kind::Put a volume of zero means that nothing rests any more.
struct OrderBookStep
{
    enum class Kind : std::uint8_t { Put, Remove, Clear };
    Kind kind = Kind::Put;
    RestingOrder order; ///< of Remove only the id
    friend bool operator==(const OrderBookStep &, const OrderBookStep &) noexcept = default;
};

struct OrderBookSnapshot
{
    std::uint64_t lastSequence = 0;
    MarketMode mode = MarketMode::Undefined;
    std::optional<WallTime> time;
    std::vector<RestingOrder> orders;
};

struct OrderBookUpdate
{
    std::uint64_t sequence = 0;
    MarketMode mode = MarketMode::Undefined;
    std::optional<WallTime> time;
    std::vector<OrderBookStep> steps;
};

[[nodiscard]] std::optional<OrderBookSnapshot> readSnapshot(const t4proto::v1::market::MarketByOrderSnapshot &message);
/// Overwrites @p into, reusing its memory; on false it is in no defined state.
[[nodiscard]] bool readUpdate(const t4proto::v1::market::MarketByOrderUpdate &message, OrderBookUpdate &into);
[[nodiscard]] std::optional<OrderBookTrade> readTrade(const t4proto::v1::market::MarketByOrderTrade &message);

} // namespace depthdeck
