// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market.h"
#include "app/market/side.h"
#include "app/trading/order_terms.h"

#include <optional>
#include <string>
#include <vector>

namespace t4proto::v1::orderrouting {
class OrderPull;
class OrderRevise;
class OrderSubmit;
} // namespace t4proto::v1::orderrouting

namespace depthdeck {

/// An order the trader means to send: a plain value, valid or not.
struct OrderDraft
{
    AccountId account;
    MarketId market;
    Side side = Side::Buy;
    OrderType type = OrderType::Limit;
    TimeInForce timeInForce = TimeInForce::Day;
    Quantity volume{1};
    std::optional<Quantity> maxShow;
    std::optional<Price> limit; ///< Limit, StopLimit; the trigger of MarketIfTouched (t4-protocol.md e.2)
    std::optional<Price> stop;  ///< StopMarket, StopLimit
    bool manual = true;         ///< true only for what a person did (t4-protocol.md e.1)
};

/// Which prices an order type uses.
[[nodiscard]] constexpr bool usesLimitPrice(OrderType type) noexcept
{
    return type == OrderType::Limit || type == OrderType::StopLimit || type == OrderType::MarketIfTouched;
}
[[nodiscard]] constexpr bool usesStopPrice(OrderType type) noexcept
{
    return type == OrderType::StopMarket || type == OrderType::StopLimit || type == OrderType::StopSameLimit;
}

/// What is to change of a working order; absent stays (t4-protocol.md e.8).
struct OrderRevision
{
    OrderId order;
    std::optional<Quantity> volume; ///< new total, what is filled included
    std::optional<Price> limit;
    std::optional<Price> stop;
    std::optional<Quantity> maxShow;
    bool manual = true;

    [[nodiscard]] bool changesNothing() const noexcept { return !volume && !limit && !stop && !maxShow; }
};

/// Builds the wire message; prices with @p decimals digits, absent where the type does not use them
/// (t4-protocol.md e.1, e.2). @p tag correlates the answer.
[[nodiscard]] t4proto::v1::orderrouting::OrderSubmit toWire(const OrderDraft &draft, int decimals,
                                                            const std::string &tag);
[[nodiscard]] t4proto::v1::orderrouting::OrderRevise toWire(const OrderRevision &revision, const AccountId &account,
                                                            const MarketId &market, int decimals);
/// One message: all orders must be of @p account and @p market (t4-protocol.md e.9).
[[nodiscard]] t4proto::v1::orderrouting::OrderPull pullToWire(const AccountId &account, const MarketId &market,
                                                              const std::vector<OrderId> &orders, bool manual);

} // namespace depthdeck
