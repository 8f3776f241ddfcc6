// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "app/market/price.h"
#include "app/market/quantity.h"
#include "app/market/side.h"
#include "app/time/clock.h"
#include "app/trading/order_terms.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace depthdeck {

/// One execution of an order. Key: the order and @ref sequence; leg fills also their @ref legIndex (t4-protocol.md
/// e.7).
struct Fill
{
    OrderId order;
    AccountId account;
    MarketId market;       ///< of the order; a leg's own market is not told
    Side side = Side::Buy; ///< the order's
    bool sideKnown = true; ///< false until the order itself was told: do not show @ref side
    std::int32_t sequence = 0;
    std::int32_t legIndex = -1; ///< -1: the order itself
    Quantity volume;
    std::optional<Price> price;
    Quantity residual;
    std::string exchangeTradeId;
    std::string contraTrader;
    std::optional<WallTime> time;
    std::optional<WallTime> exchangeTime;
    bool busted = false;
    bool historical = false; ///< from a snapshot or a replay: no sound, no flash
    friend bool operator==(const Fill &, const Fill &) noexcept = default;
};

/// The values of an order that a revision may change.
struct OrderValues
{
    Quantity volume;
    std::optional<Price> limit;
    std::optional<Price> stop;
    Quantity maxShow;
    friend bool operator==(const OrderValues &, const OrderValues &) noexcept = default;
};

/// Why a row is over although the server never said how it ended.
enum class OrderAbsence : std::uint8_t {
    None,
    NotSent,       ///< the submission was never handed to the wire, and will not be
    NotInSnapshot, ///< the server's state no longer names it (t4-protocol.md a.7)
    Superseded     ///< the server named it through another message; that row is the order
};

/// Who routed an order and under which ids, as told; empty where not. Read-only for this client (t4-protocol.md e.11).
struct OrderRouting
{
    std::string userId;
    std::string userAddress;
    std::string routingUserId;
    std::string routingUserName;
    std::string sessionId;
    std::string appId;
    std::string executingLoginId;
    std::string exchangeLoginId;
    std::string exchangeLocation;
    std::string smpId;
    std::string atsRegulatoryId;
    std::string authorizedTraderId;
    std::string tagClOrdId;
    std::string tagOrigClOrdId;
    std::string tagRelationId; ///< the batch the order came with (t4-protocol.md e.10)
    std::string ordersLinked;
    std::int32_t appType = 0;
    std::int32_t source = 0;
    std::int32_t sourceMethod = 0;
    std::map<std::string, std::string> instructionExtra;
    friend bool operator==(const OrderRouting &, const OrderRouting &) = default;
};

/// One order as last told by the server (t4-protocol.md e.6), or as just sent by this program and not yet told of.
struct Order
{
    OrderId id;      ///< empty while the server has not named it
    std::string tag; ///< this program's token for a submission
    AccountId account;
    MarketId market;
    std::optional<Side> side;
    OrderType type = OrderType::Undefined;
    TimeInForce timeInForce = TimeInForce::Undefined;
    OrderStatus status = OrderStatus::None;
    ResponsePending pending = ResponsePending::None;
    OrderChange change = OrderChange::None;
    OrderLink link = OrderLink::None;
    std::int32_t activationType = 0;
    OrderValues current;
    OrderValues requested; ///< differs from current while a revision is pending
    Quantity maxVolume;
    Quantity working;
    Quantity filled;
    std::optional<Price> trail;
    std::string statusDetail;
    std::string activationDetails;
    std::string exchangeOrderId;
    std::string userName;
    std::string appName;
    OrderRouting routing;
    std::int32_t sequence = 0; ///< the highest told
    std::int64_t tradeDate = 0;
    std::optional<WallTime> submitTime;
    std::optional<WallTime> time; ///< of the last message
    std::optional<WallTime> exchangeTime;
    std::optional<SteadyTime> sentAt;                          ///< this program's submission left
    std::optional<std::chrono::nanoseconds> acknowledgedAfter; ///< until the exchange accepted or refused it
    bool unknown = false; ///< locked until the server's state resolves it (design.md 1.4)
    bool tradeBusted = false;
    OrderAbsence absence = OrderAbsence::None;
    std::vector<Fill> fills; ///< leg fills included, in the order told

    [[nodiscard]] OrderState state() const noexcept;
    /// Working, held, or on its way: what "pull all" reaches. Unknown orders are.
    [[nodiscard]] bool isActive() const noexcept;
    /// Whether a pull by hand makes sense: active, or only missing from a snapshot. What the server itself called
    /// finished or rejected does not work any more.
    [[nodiscard]] bool mayStillWork() const noexcept;
    /// Sum of price x volume over the fills / volume, rounded half-even to 1e-9; nullopt without priced fills.
    /// Busted fills and leg fills do not count.
    [[nodiscard]] std::optional<Price> averageFillPrice() const noexcept;

    friend bool operator==(const Order &, const Order &) = default;
};

} // namespace depthdeck
