// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/order.h"
#include "app/exchange/desk/price_codec.h"

#include <variant>

namespace t4proto::v1::orderrouting {
class OrderSubmit_Order;
class OrderRevise_Revise;
} // namespace t4proto::v1::orderrouting

namespace depthdeck::exchange {

/// Which rule a request broke.
enum class Rule : std::uint8_t {
    AccountSubscribed,
    AccountKnown,
    AccountStatus,
    MarketKnown,
    OrderLink,
    PriceType,
    TimeType,
    Activation,
    Side,
    Volume,
    VolumeIncrement,
    ClipSize,
    MaxShow,
    PricePresent,
    PriceReadable,
    OnTick,
    PositionLimit,
    Margin,
    LossLimit,
    OrderState,
    Nothing ///< a revision that changes nothing
};

/// A refusal with the server's own words: the rule, the value and the limit.
struct Refusal
{
    Rule rule{};
    std::string text;
};

/// One order as a client asked for it, read and well formed, not yet allowed.
struct OrderRequest
{
    Side side = Side::Buy;
    OrderKind kind = OrderKind::Limit;
    Duration duration = Duration::Day;
    OrderTerms terms;
    std::string tag;
};

/// Reads one order of a submission (t4-protocol.md e.2). @p link is the submission's OrderLink.
[[nodiscard]] std::variant<OrderRequest, Refusal> readOrder(const t4proto::v1::orderrouting::OrderSubmit_Order &order,
                                                            std::int32_t link, const MarketSpec &market,
                                                            const PriceCodec &codec);

/// Reads one revision of @p order (t4-protocol.md e.8): the terms wanted, absent fields kept.
[[nodiscard]] std::variant<OrderTerms, Refusal>
readRevision(const t4proto::v1::orderrouting::OrderRevise_Revise &revise, const Order &order, const MarketSpec &market,
             const PriceCodec &codec);

} // namespace depthdeck::exchange
