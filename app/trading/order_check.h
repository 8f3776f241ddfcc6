// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "app/trading/account.h"
#include "app/trading/order.h"
#include "app/trading/order_draft.h"

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
    TypeNotSupported
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
};

/// Limits that this program keeps to before the server does.
struct RiskLimits
{
    std::int32_t maxTicksFromMarket = 500; ///< 0: no guard
};

/// What a check looks at. Borrowed for the call.
struct CheckContext
{
    const MarketState *market = nullptr;
    const Account *account = nullptr;
    const Position *position = nullptr;
    RiskLimits limits;
};

/// Everything wrong with @p draft, the blocking problems first. Pure.
[[nodiscard]] std::vector<OrderProblem> checkDraft(const OrderDraft &draft, const CheckContext &context);
[[nodiscard]] std::vector<OrderProblem> checkRevision(const OrderRevision &revision, const Order &order,
                                                      const CheckContext &context);
[[nodiscard]] bool anyBlocks(const std::vector<OrderProblem> &problems) noexcept;

} // namespace depthdeck
