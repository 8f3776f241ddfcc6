// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market.h"
#include "app/market/side.h"
#include "app/trading/activation.h"
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
    std::optional<Price> stop;  ///< StopMarket, StopLimit, StopSameLimit
    /// StopMarket, StopLimit: a positive distance makes it a trailing stop (t4-protocol.md e.2.1). Zero says that it is
    /// to trail but not yet how far: never sent.
    std::optional<Price> trail;
    std::optional<Quantity> maxVolume; ///< lots an AutoOCO child may grow to; seldom of use
    Activation activation;
    /// Flatten alone: side and volume are left to the server, which skips the clip check (t4-protocol.md e.2.2 form 1)
    bool flattenAll = false;
    bool manual = true; ///< true only for what a person did (t4-protocol.md e.1)
    friend bool operator==(const OrderDraft &, const OrderDraft &) = default;
};

/// Which orders may trail (t4-protocol.md e.2.1).
[[nodiscard]] constexpr bool mayTrail(OrderType type) noexcept
{
    return type == OrderType::StopMarket || type == OrderType::StopLimit;
}
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
    std::optional<Quantity> maxVolume;
    std::optional<Price> trail;           ///< the new distance
    std::optional<Activation> activation; ///< the conditions of a held order
    bool release = false;                 ///< a queued order is let go now (t4-protocol.md e.4)
    bool manual = true;

    [[nodiscard]] bool changesNothing() const noexcept
    {
        return !volume && !limit && !stop && !maxShow && !maxVolume && !trail && !activation && !release;
    }
};

/// Builds the wire message; prices with @p decimals digits, absent where the type does not use them
/// (t4-protocol.md e.1, e.2). @p tag correlates the answer.
[[nodiscard]] t4proto::v1::orderrouting::OrderSubmit toWire(const OrderDraft &draft, int decimals,
                                                            const std::string &tag);
[[nodiscard]] t4proto::v1::orderrouting::OrderRevise toWire(const OrderRevision &revision, const AccountId &account,
                                                            const MarketId &market, int decimals);
/// Several revisions of orders of one account and market in one message (t4-protocol.md e.8). It counts as entered by a
/// person only if each of them was.
[[nodiscard]] t4proto::v1::orderrouting::OrderRevise revisionsToWire(const std::vector<OrderRevision> &revisions,
                                                                     const AccountId &account, const MarketId &market,
                                                                     int decimals);
/// One message: all orders must be of @p account and @p market (t4-protocol.md e.9).
[[nodiscard]] t4proto::v1::orderrouting::OrderPull pullToWire(const AccountId &account, const MarketId &market,
                                                              const std::vector<OrderId> &orders, bool manual);

} // namespace depthdeck
