// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order_check.h"

namespace depthdeck {

// The parts that the checks of drafts, submissions, batches and revisions are put together from. For the sources of
// this room alone. Each appends what it finds.

using Problems = std::vector<OrderProblem>;

[[nodiscard]] OrderProblem problem(OrderProblemKind kind, std::int64_t value = 0, std::int64_t limit = 0);
[[nodiscard]] OrderProblem coded(OrderProblemKind kind, std::int32_t code);
[[nodiscard]] OrderProblem priced(OrderProblemKind kind, std::optional<Price> price,
                                  std::optional<Price> nearest = std::nullopt);
[[nodiscard]] OrderProblem warning(OrderProblem found);
void blockingFirst(Problems &problems);

/// What is already meant to be sent before the order that is looked at: the earlier lines of a submission or a batch.
struct Planned
{
    std::int64_t buys = 0;
    std::int64_t sells = 0;
    std::int64_t orders = 0;
};

/// What one order, or the exits of one, would do to a position.
struct Exposure
{
    Side side = Side::Buy;
    std::int64_t added = 0; ///< lots more at work
};

// account_check.cpp
void checkAccount(const AccountId &id, const CheckContext &context, Problems &problems);
void checkClip(Quantity volume, const CheckContext &context, Problems &problems);
/// The position if everything working on that side, what is planned and @p exposure are filled (t4-protocol.md d.3).
void checkPosition(const Exposure &exposure, const Planned &planned, const CheckContext &context, Problems &problems);
/// @p added orders more at work.
void checkWorkingOrders(std::int64_t added, const Planned &planned, const CheckContext &context, Problems &problems);
/// Only what reduces a position may be sent when the day's loss is used up.
void checkDayLoss(const Exposure &exposure, const CheckContext &context, Problems &problems);

// market_check.cpp
/// Whether the order can do without an image of the market; flatten orders only reduce and name no price.
enum class ImageNeed : std::uint8_t { Needed, Welcome };
/// False when there is no definition, without which nothing more can be said of prices and volumes.
[[nodiscard]] bool checkMarket(const MarketId &id, const CheckContext &context, ImageNeed need, Problems &problems);
void checkVolume(Quantity volume, const CheckContext &context, Problems &problems);
/// What the order would meet on the other side of the book, or what comes closest to it.
[[nodiscard]] std::optional<Price> oppositePrice(Side side, const MarketState &market) noexcept;

// terms_check.cpp
[[nodiscard]] bool isSupported(OrderType type) noexcept;
void checkTerms(const OrderDraft &draft, Problems &problems);
void checkMaxShow(Quantity shown, Quantity volume, OrderType type, TimeInForce timeInForce, Problems &problems);
/// @p trail: as asked. Differences are multiples of the increment.
void checkTrail(Price trail, OrderType type, const CheckContext &context, Problems &problems);
void checkFlatten(const OrderDraft &draft, const CheckContext &context, Problems &problems);
/// The multiple of @p market's increment below @p difference; nullopt when it is one.
[[nodiscard]] std::optional<Price> offTickDifference(Price difference, const Market &market) noexcept;

// activation_check.cpp
void checkActivation(const Activation &activation, const CheckContext &context, Problems &problems);

// order_check.cpp
/// Account and market of an order. A flatten order only reduces and names no price: what speaks against it merely
/// warns, so that the way out stays open. True when there is a definition to check prices with.
[[nodiscard]] bool checkPlace(const OrderDraft &draft, const CheckContext &context, Problems &problems);
/// The order itself; @p planned holds what was looked at before.
void checkOrder(const OrderDraft &draft, const CheckContext &context, const Planned &planned, bool hasDefinition,
                Problems &problems);
/// Whether it counts as a working order: a flatten order is filled or refused.
[[nodiscard]] bool rests(const OrderDraft &draft) noexcept;
/// The lots that @p draft adds at work.
[[nodiscard]] Exposure exposureOf(const OrderDraft &draft) noexcept;

// bracket_check.cpp
/// @p draft is a bracket with one entry; problems carry the lines of its exits.
void checkExits(const SubmissionDraft &draft, const CheckContext &context, Problems &problems);

} // namespace depthdeck
