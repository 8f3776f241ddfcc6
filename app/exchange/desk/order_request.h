// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/order.h"
#include "app/exchange/desk/price_codec.h"
#include "app/exchange/desk/refusal.h"

#include <variant>

namespace t4proto::v1::orderrouting {
class OrderSubmit_Order;
class OrderRevise_Revise;
} // namespace t4proto::v1::orderrouting

namespace depthdeck::exchange {

struct Behaviours;

/// What reading one order needs to know of its surroundings.
struct RequestContext
{
    const MarketSpec &market;
    const PriceCodec &codec;
    const Behaviours &behaviours;
    WallTime now{};
    std::int32_t link = 0; ///< wire OrderLink of the submission
};

/// One order as a client asked for it, read and well formed, not yet allowed.
struct OrderRequest
{
    Side side = Side::Buy;
    bool hasSide = true; ///< false: a flatten whose side the position decides
    OrderKind kind = OrderKind::Limit;
    Duration duration = Duration::Day;
    std::int32_t priceType = 0;
    std::int32_t timeType = 0;
    Pricing pricing = Pricing::Sender;
    FlattenForm flatten = FlattenForm::None;
    LinkRole role = LinkRole::Single;
    OrderTerms terms;
    OrderConditions conditions;
    std::string tag;
};

/// The place of order number @p index in a submission with @p link.
[[nodiscard]] LinkRole roleOf(std::int32_t link, int index) noexcept;

/// Reads one order of a submission (t4-protocol.md e.2). @p index is its place there.
[[nodiscard]] std::variant<OrderRequest, Refusal> readOrder(const t4proto::v1::orderrouting::OrderSubmit_Order &order,
                                                            int index, const RequestContext &context);

/// What a revision of an order asks for.
struct RevisionRequest
{
    TermsChange terms;
    std::optional<OrderConditions> conditions; ///< the new ones; absent: no change
    bool releases = false;                     ///< a held order is to go
};

/// Reads one revision of @p order (t4-protocol.md e.8): what it names and nothing else.
[[nodiscard]] std::variant<RevisionRequest, Refusal>
readRevision(const t4proto::v1::orderrouting::OrderRevise_Revise &revise, const Order &order,
             const RequestContext &context);

/// Whether the visible lots go with volume and kind.
[[nodiscard]] std::optional<Refusal> checkShow(const OrderTerms &terms, OrderKind kind);

/// How far @p distance is in increments from @p stop on @p side: a sell stop trails below. Without a stop, near zero.
[[nodiscard]] std::optional<Ticks> trailTicks(const MarketSpec &market, Side side, std::optional<Ticks> stop,
                                              Price distance) noexcept;
/// The inverse of trailTicks.
[[nodiscard]] std::optional<Price> trailDistance(const MarketSpec &market, Side side, std::optional<Ticks> stop,
                                                 Ticks trail) noexcept;

} // namespace depthdeck::exchange
