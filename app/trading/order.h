// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "app/market/price.h"
#include "app/market/quantity.h"
#include "app/market/side.h"
#include "app/time/clock.h"
#include "app/trading/activation.h"
#include "app/trading/order_terms.h"
#include "app/trading/order_timeline.h"

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
    MarketId market;       ///< of the order
    Side side = Side::Buy; ///< the order's; of a reversal the opposite
    bool sideKnown = true; ///< false until the order itself was told: do not show @ref side
    std::int32_t sequence = 0;
    std::int32_t legIndex = -1; ///< -1: the order itself
    /// The leg's own market and side, as far as the definition of the strategy tells them.
    std::optional<MarketId> legMarket;
    std::optional<Side> legSide;
    Quantity volume;
    std::optional<Price> price;
    Quantity residual;
    std::string exchangeTradeId;
    std::string contraTrader;
    std::optional<WallTime> time;
    std::optional<WallTime> exchangeTime;
    bool busted = false;     ///< taken back: a reversal stands against it
    bool isReversal = false; ///< takes back a busted fill: same lots and price, opposite effect
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

/// Regulatory and clearing attributes of an order, as told: numbers are the wire's. Read-only (t4-protocol.md b.5,
/// e.11).
struct OrderClearing
{
    std::string accountNumber;
    std::string memberAllocation;
    std::string traderAllocation;
    std::string customerReference;
    std::string omnibusAccount;
    std::string executingGroupId;
    std::string averagePriceGroupId;
    std::int32_t openClose = 0;
    std::int32_t customerType = 0; ///< CTI
    std::int32_t origin = 0;
    std::int32_t accountCode = 0;
    std::int32_t orderHandling = 0; ///< CustOrderHandlingInstType
    std::int32_t averagePriceIndicator = 0;
    std::int32_t clearingTradePriceType = 0;
    std::int32_t billingFee = 0;
    std::int32_t primaryUser = 0;
    std::int32_t masterType = 0;
    friend bool operator==(const OrderClearing &, const OrderClearing &) = default;
};

/// Lots of one account in one market that were sent and that the exchange has not answered yet.
struct InFlight
{
    Quantity buys;
    Quantity sells;
    friend bool operator==(const InFlight &, const InFlight &) noexcept = default;
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
    Quantity exchangeFilled;                ///< as the exchange counts it
    std::optional<Price> trail;             ///< the distance of a trailing stop
    std::int32_t trailRevisionInterval = 0; ///< the server's step, as told
    std::int32_t trailRevisionChange = 0;
    std::string statusDetail;
    std::string activationDetails;
    std::string exchangeOrderId;
    std::string userName;
    std::string appName;
    OrderRouting routing;
    OrderClearing clearing;
    /// What this program asked for last; the server tells only kind and text.
    std::optional<Activation> askedActivation;
    std::int32_t sequence = 0; ///< the highest told
    std::int64_t tradeDate = 0;
    std::optional<WallTime> submitTime;
    std::optional<WallTime> time; ///< of the last message
    std::optional<WallTime> exchangeTime;
    std::optional<WallTime> receiveTime;                       ///< when the server got the submission
    std::optional<SteadyTime> sentAt;                          ///< this program's submission left
    std::optional<std::chrono::nanoseconds> acknowledgedAfter; ///< until the exchange accepted or refused it
    bool unknown = false; ///< locked until the server's state resolves it (design.md 1.4)
    bool tradeBusted = false;
    bool everWorked = false; ///< the exchange had it once, as far as was told
    OrderAbsence absence = OrderAbsence::None;
    std::vector<Fill> fills; ///< leg fills and reversals included, in the order told
    OrderTimeline timeline;

    [[nodiscard]] OrderState state() const noexcept;
    /// Working, held, or on its way: what "pull all" reaches. Unknown orders are.
    [[nodiscard]] bool isActive() const noexcept;
    /// Whether a pull by hand makes sense: active, or only missing from a snapshot. What the server itself called
    /// finished or rejected does not work any more.
    [[nodiscard]] bool mayStillWork() const noexcept;
    /// Sum of price x volume over the fills / volume, rounded half-even to 1e-9; nullopt without priced fills.
    /// Busted fills, their reversals and leg fills do not count.
    [[nodiscard]] std::optional<Price> averageFillPrice() const noexcept;
    /// A child of a bracket that was never released: its price fields hold signed differences from the entry's fill.
    /// Never to be drawn or valued as prices (t4-protocol.md e.3).
    [[nodiscard]] bool hasRawOffsets() const noexcept;

    friend bool operator==(const Order &, const Order &) = default;
};

} // namespace depthdeck
