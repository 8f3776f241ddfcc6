// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "app/trading/account.h"
#include "app/trading/order.h"
#include "app/trading/risk_limits.h"
#include "app/trading/submission_draft.h"

#include <functional>
#include <vector>

namespace depthdeck {

/// Why an order is not sent, or what the trader should know before it is.
enum class OrderProblemKind : std::uint8_t {
    NoAccount,
    AccountMayNotTrade, ///< text: the account's status
    NoMarket,
    MarketNotReady, ///< no definition or no image yet
    MarketClosed,   ///< text: the mode
    DataNotFresh,
    ZeroVolume,
    VolumeIncrement, ///< value: asked, limit: increment
    ClipSize,        ///< value: asked, limit: the account's max_clip_size
    PositionLimit,   ///< value: worst case, limit: max_account_position
    LimitPriceMissing,
    StopPriceMissing,
    LimitOffTick, ///< price: asked, nearest: the tick below
    StopOffTick,
    OutsidePriceLimits, ///< price: asked, nearest: the limit crossed
    FarFromMarket,      ///< price: asked, value: ticks away, limit: the guard
    StopOnWrongSide,    ///< price: asked, nearest: the market
    MaxShowTooLarge,    ///< value: shown, limit: volume
    MaxShowNotPossible, ///< the type or the time in force cannot be shown in part
    TimeNotPossible,    ///< IOC or FOK with a stop type
    NothingChanges,     ///< a revision without a change
    OrderNotRevisable,  ///< finished, pending or unknown
    VolumeBelowFilled,  ///< value: asked, limit: filled
    TypeNotSupported,
    AccountNotSubscribed, ///< its snapshot has not arrived
    OrderRoutingOff,      ///< the account's order_routing is off; code: its status
    DuplicateOrder,       ///< value: milliseconds since the same order was sent, limit: the window
    OrderRate,            ///< value: orders in the last second with this one, limit: the most
    WorkingOrders,        ///< value: active orders with this one, limit: the most
    DayLoss,              ///< value: the account's loss today in cents, limit: the most, in cents
    TrailMissing,         ///< it is to trail, but the distance is not given
    TrailNotPositive,     ///< price: asked
    TrailOffTick,         ///< price: asked, nearest: the multiple below
    TrailNotPossible,     ///< with this type
    FlattenWithoutPosition,
    FlattenWrongSide,      ///< value: the net position
    FlattenTooMuch,        ///< value: asked, limit: the net position
    LinkNeedsOrders,       ///< value: how many there are, limit: how many there must be
    LinkNotMixed,          ///< the orders of one submission are of several accounts or markets
    LinkNotSupported,      ///< code: the OrderLink
    ExitMissing,           ///< a bracket without an exit, or an exit with neither profit nor stop
    ExitVolume,            ///< value: lots of the exits together, limit: lots of the entry
    ExitWrongSide,         ///< price: asked; a profit that loses, a stop that wins
    ExitOffTick,           ///< price: asked, nearest
    ActivationIncomplete,  ///< what its kind needs is not given; code: the ActivationKind
    ActivationOffTick,     ///< price: asked, nearest
    ActivationInPast,      ///< a time that is over
    ActivationNotPossible, ///< code: the ActivationKind; not with this order
    BatchEmpty,
    BatchAccountNotSubscribed, ///< one account that is not subscribed rejects the whole batch (t4-protocol.md e.10)
    NotHeld,                   ///< release or new conditions of an order that does not wait
    PriceBanding               ///< price: asked, nearest: the band's edge
};

/// A rule, the value and its limit (issue: "refusals say the rule, the value and the limit").
struct OrderProblem
{
    OrderProblemKind kind{};
    bool blocks = true; ///< false: a warning, the order may be sent
    std::int64_t value = 0;
    std::int64_t limit = 0;
    std::optional<Price> price;
    std::optional<Price> nearest;
    std::int32_t code = 0; ///< the status or mode meant
    /// Which line is meant: the submission of a batch, the order of a submission (exits count on after the orders,
    /// profit and stop of one exit together); -1: the whole.
    std::int32_t submission = -1;
    std::int32_t order = -1;
    friend bool operator==(const OrderProblem &, const OrderProblem &) = default;
};

/// What a check looks at. Borrowed for the call.
struct CheckContext
{
    const MarketState *market = nullptr;
    const Account *account = nullptr;
    const Position *position = nullptr;
    RiskLimits limits;
    WallTime now{};       ///< for activation times
    int activeOrders = 0; ///< of the account, working or held or on their way
    InFlight inFlight{};  ///< lots on their way, which the server's working figures do not hold yet
};

/// Everything wrong with @p draft, the blocking problems first. Pure.
[[nodiscard]] std::vector<OrderProblem> checkDraft(const OrderDraft &draft, const CheckContext &context);
/// The same for all that one press sends; each problem names its line, those of account and market the whole.
[[nodiscard]] std::vector<OrderProblem> checkSubmission(const SubmissionDraft &draft, const CheckContext &context);
/// Where the account and the market of a line are looked up.
using CheckContexts = std::function<CheckContext(const AccountId &, const MarketId &)>;
/// The same for a batch. What its earlier lines add to a position and to the working orders counts for the later ones.
[[nodiscard]] std::vector<OrderProblem> checkBatch(const BatchDraft &batch, const CheckContexts &contexts);
/// @p order is what the store tells of it.
[[nodiscard]] std::vector<OrderProblem> checkRevision(const OrderRevision &revision, const Order &order,
                                                      const CheckContext &context);
[[nodiscard]] bool anyBlocks(const std::vector<OrderProblem> &problems) noexcept;

} // namespace depthdeck
