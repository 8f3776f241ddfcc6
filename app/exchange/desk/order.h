// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/desk/account.h"
#include "app/exchange/desk/order_conditions.h"
#include "app/exchange/desk/order_terms.h"
#include "app/exchange/venue/venue_listener.h"

#include <deque>
#include <string>
#include <vector>

namespace depthdeck::exchange {

/// Who sent an order: stays with it for life.
struct OrderOrigin
{
    std::uint64_t client = 0; ///< the connection, for answers that concern nobody else
    std::string userId;
    std::string userName;
    std::string sessionId;
    std::string application;
    std::string address;
};

/// The numbers are the wire's OrderStatus.
enum class OrderStatus : std::int32_t { None = 0, Working = 1, Finished = 2, Rejected = 3, Held = 4 };
/// The numbers are the wire's ResponsePending.
enum class Pending : std::int32_t { None = 0, Submission = 1, Revision = 2, Pull = 3 };
/// The numbers are the wire's OrderChange (t4-protocol.md e.5).
enum class OrderChange : std::int32_t {
    None = 0,
    SubmissionRiskSuccess = 2,
    SubmissionRiskRejected = 3,
    SubmissionSent = 4,
    SubmissionFailed = 5,
    SubmissionSuccess = 6,
    SubmissionRejected = 7,
    RevisionRiskSuccess = 8,
    RevisionRiskFailed = 9,
    RevisionSent = 10,
    RevisionSuccess = 12,
    RevisionRejected = 13,
    PullRiskSuccess = 14,
    PullRiskFailed = 15,
    PullSent = 16,
    PullFailed = 17,
    PullSuccess = 18,
    PullRejected = 19,
    Trade = 20,
    TradeCompleted = 21,
    TradeBusted = 22,
    Rollover = 30
};

/// A revision that was asked for and is not answered yet.
struct PendingRevision
{
    std::uint64_t number = 0;
    TermsChange change;
};

/// What an order is in the link that it was sent with (t4-protocol.md e.3).
enum class LinkRole : std::uint8_t {
    Single,
    OcoLeg,
    Trigger,   ///< of a bracket or a SPARK
    Exit,      ///< of a bracket: held with what the link says until the trigger fills
    SparkChild ///< released by the trigger, independent of its siblings
};

/// Who gives an order its price.
enum class Pricing : std::uint8_t {
    Sender,
    Join, ///< the best price of its own side when it goes to the exchange
    Hit   ///< the best price of the other side then
};

/// Who gives an order its side and volume (t4-protocol.md e.2.2).
enum class FlattenForm : std::uint8_t {
    None,
    Whole, ///< the position decides both
    AtMost ///< the sender's volume, and never more than the position
};

/// One fill of an order; of a leg when @ref leg is set (t4-protocol.md e.7).
struct OrderFill
{
    std::int32_t sequence = 0;
    std::optional<std::int32_t> leg;
    MarketIndex market = 0;
    Side side = Side::Buy;
    std::int32_t volume = 0;
    Price price;
    std::int32_t residual = 0;
    WallTime time{};
    std::uint64_t tradeId = 0;
    std::int32_t tradeDate = 0;
    bool busted = false;
};

/// One client order from its submission to the end of its trading day.
struct Order
{
    OrderHandle handle = 0;
    OrderId id;
    AccountIndex account = 0;
    MarketIndex market = 0;
    OrderOrigin origin;
    bool manual = false;
    Side side = Side::Buy;
    OrderKind kind = OrderKind::Limit;
    Duration duration = Duration::Day;
    std::int32_t priceType = 0; ///< wire PriceType: as sent, then what a trigger or the pricing made of it
    std::int32_t timeType = 0;  ///< wire TimeType as sent
    Pricing pricing = Pricing::Sender;
    FlattenForm flatten = FlattenForm::None;
    OrderConditions conditions;
    std::int32_t link = 0; ///< wire OrderLink as sent
    LinkRole role = LinkRole::Single;
    std::string relationId;                ///< of the batch, else of the link; empty: neither
    std::vector<OrderId> linked;           ///< the other orders of its link
    OrderTerms current;                    ///< accepted
    std::deque<PendingRevision> revisions; ///< oldest first
    std::int32_t pullsPending = 0;
    bool submissionPending = true;
    std::int32_t countedVolume = 0; ///< lots of it in the account's working totals
    bool counted = false;           ///< it is one of the account's working orders
    OrderStatus status = OrderStatus::None;
    OrderChange change = OrderChange::None;
    std::string statusDetail;
    std::string tag;
    std::int32_t working = 0;
    std::int32_t filled = 0;   ///< at the exchange
    std::int32_t busted = 0;   ///< lots of it that were taken back
    std::int32_t sequence = 0; ///< of the newest event
    std::uint64_t exchangeOrderId = 0;
    bool atVenue = false;               ///< handed over
    std::optional<Price> expectedPrice; ///< what it might have traded at when it was handed over
    std::string endReason;              ///< why the exchange itself is ending it
    bool pulledByClient = false;
    WallTime submitted{};
    WallTime time{}; ///< of the newest event
    std::int32_t tradeDate = 0;
    std::vector<OrderFill> fills;

    [[nodiscard]] bool isOver() const noexcept
    {
        return status == OrderStatus::Finished || status == OrderStatus::Rejected;
    }
    [[nodiscard]] Pending pending() const noexcept
    {
        if (isOver())
            return Pending::None;
        if (pullsPending > 0)
            return Pending::Pull;
        if (submissionPending)
            return Pending::Submission;
        return revisions.empty() ? Pending::None : Pending::Revision;
    }
    [[nodiscard]] bool isHeld() const noexcept { return status == OrderStatus::Held; }
    /// What was asked for last.
    [[nodiscard]] OrderTerms wanted() const
    {
        OrderTerms terms = current;
        for (const PendingRevision &revision : revisions)
            revision.change.applyTo(terms);
        return terms;
    }
};

/// Which of the five update messages tells of an event.
struct OrderReport
{
    enum class Kind : std::uint8_t { Full, Status, Trade, TradeLeg, Failed };
    Kind kind = Kind::Full;
    /// The refusal of a revision or a pull: of the order itself nothing changed.
    bool changesNothing = false;
    /// Told to the sender alone: the order never belonged to a subscribed account.
    bool privately = false;
    /// Trade, TradeLeg: the place of the fill in the order.
    std::size_t fill = 0;
};

/// A submission, revision or pull that fits no order the exchange could keep. Account and market are as sent.
struct StrayRefusal
{
    const OrderOrigin &origin;
    OrderId id;
    std::string account;
    std::string market;
    std::string tag;
    OrderChange change = OrderChange::None;
    std::string reason;
    WallTime time{};
};

/// Told of every event of every order, in order, on the exchange's thread. The order is as it is at this event.
/// May come from inside a venue event: must not call the venue.
class OrderListener
{
public:
    OrderListener() = default;
    OrderListener(const OrderListener &) = delete;
    OrderListener &operator=(const OrderListener &) = delete;
    virtual ~OrderListener() = default;

    virtual void onOrderReport(const Order &order, const OrderReport &report) = 0;
    virtual void onStrayRefusal(const StrayRefusal &refusal) = 0;
};

} // namespace depthdeck::exchange
