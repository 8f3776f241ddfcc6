// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order_draft.h"

#include <functional>

namespace t4proto::v1::orderrouting {
class OrderBatch;
}

namespace depthdeck {

/// One exit of a bracket: a take profit, a stop loss, or both, which then cancel one another (t4-protocol.md e.3).
/// Prices are what goes on the wire: for AutoOco and AutoOcoM differentials from the entry's fill, signed (a buy's
/// profit is positive, its stop negative); for AutoOcoP and AutoOcoMp absolute.
struct BracketExit
{
    Quantity volume; ///< AutoOcoM, AutoOcoMp: lots of this exit; 0 for the others
    std::optional<Price> profit;
    std::optional<Price> stop;
    std::optional<Price> trail; ///< a positive distance: the stop trails
    friend bool operator==(const BracketExit &, const BracketExit &) = default;
};

/// What one press of Submit sends: one OrderSubmit, whose orders share account, market and link (t4-protocol.md e.1).
struct SubmissionDraft
{
    OrderLink link = OrderLink::None;
    /// None: one or more independent orders; Oco: at least two; the AutoOco kinds: the entry alone.
    std::vector<OrderDraft> orders;
    /// The AutoOco kinds: AutoOco and AutoOcoP exactly one, AutoOcoM and AutoOcoMp one or more, whose volumes add up to
    /// the entry's.
    std::vector<BracketExit> exits;
    TimeInForce exitsTimeInForce = TimeInForce::GoodTillCancelled;

    SubmissionDraft() = default;
    explicit SubmissionDraft(OrderDraft order) : orders{std::move(order)} {}
    /// How many orders go on the wire, held children included.
    [[nodiscard]] std::size_t wireOrderCount() const noexcept;
    friend bool operator==(const SubmissionDraft &, const SubmissionDraft &) = default;
};

/// Several submissions, of any accounts and markets, validated together: all or none (t4-protocol.md e.10).
struct BatchDraft
{
    std::vector<SubmissionDraft> submissions;
    friend bool operator==(const BatchDraft &, const BatchDraft &) = default;
};

[[nodiscard]] constexpr bool isBracket(OrderLink link) noexcept
{
    return link == OrderLink::AutoOco || link == OrderLink::AutoOcoP || link == OrderLink::AutoOcoM ||
           link == OrderLink::AutoOcoMp;
}
/// Whether each exit has its own lots.
[[nodiscard]] constexpr bool hasExitVolumes(OrderLink link) noexcept
{
    return link == OrderLink::AutoOcoM || link == OrderLink::AutoOcoMp;
}
/// Whether exits carry absolute prices.
[[nodiscard]] constexpr bool hasAbsoluteExits(OrderLink link) noexcept
{
    return link == OrderLink::AutoOcoP || link == OrderLink::AutoOcoMp;
}

/// @p tags: one for each order on the wire: the drafts', then each exit's profit, then its stop. Prices with
/// @p decimals digits.
[[nodiscard]] t4proto::v1::orderrouting::OrderSubmit toWire(const SubmissionDraft &draft, int decimals,
                                                            const std::vector<std::string> &tags);

/// @p tags: for each submission what toWire(SubmissionDraft) wants. @p decimalsOf: the digits of a market's prices. The
/// id is echoed as the orders' tag_relation_id (t4-protocol.md e.10).
[[nodiscard]] t4proto::v1::orderrouting::OrderBatch
orderBatchToWire(const BatchDraft &batch, const std::string &batchId, const std::vector<std::vector<std::string>> &tags,
                 const std::function<int(const MarketId &)> &decimalsOf);

/// The drafts of the orders on the wire in their order, held children included: for rows that show "sending". Children
/// of a bracket with differential prices carry no prices: those are not known before the fill.
[[nodiscard]] std::vector<OrderDraft> wireOrders(const SubmissionDraft &draft);

} // namespace depthdeck
