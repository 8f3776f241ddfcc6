// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/order_words.h"

#include <QCoreApplication>

namespace depthdeck::ui {

namespace {
struct OrderWords
{
    Q_DECLARE_TR_FUNCTIONS(OrderWords)
};
} // namespace

QString sideText(Side side)
{
    return side == Side::Buy ? OrderWords::tr("Buy") : OrderWords::tr("Sell");
}

QString sideText(const std::optional<Side> &side)
{
    return side ? sideText(*side) : OrderWords::tr("Unknown");
}

ColorRole sideColor(Side side) noexcept
{
    return side == Side::Buy ? ColorRole::Bid : ColorRole::Offer;
}

QString stateText(OrderState state)
{
    switch (state) {
    case OrderState::Sending:
        return OrderWords::tr("Sending");
    case OrderState::Pending:
        return OrderWords::tr("Pending");
    case OrderState::Working:
        return OrderWords::tr("Working");
    case OrderState::PartFilled:
        return OrderWords::tr("Part filled");
    case OrderState::Held:
        return OrderWords::tr("Held");
    case OrderState::Revising:
        return OrderWords::tr("Revising");
    case OrderState::Pulling:
        return OrderWords::tr("Pulling");
    case OrderState::Filled:
        return OrderWords::tr("Filled");
    case OrderState::Cancelled:
        return OrderWords::tr("Cancelled");
    case OrderState::CancelledPartFilled:
        return OrderWords::tr("Cancelled, part filled");
    case OrderState::Rejected:
        return OrderWords::tr("Rejected");
    case OrderState::Unknown:
        return OrderWords::tr("Unknown");
    }
    return {};
}

QString orderTypeText(OrderType type)
{
    switch (type) {
    case OrderType::Market:
        return OrderWords::tr("Market");
    case OrderType::Limit:
        return OrderWords::tr("Limit");
    case OrderType::StopMarket:
        return OrderWords::tr("Stop");
    case OrderType::StopLimit:
        return OrderWords::tr("Stop limit");
    case OrderType::MarketIfTouched:
        return OrderWords::tr("Market if touched");
    case OrderType::StopSameLimit:
        return OrderWords::tr("Stop = limit");
    case OrderType::Join:
        return OrderWords::tr("Join");
    case OrderType::Hit:
        return OrderWords::tr("Hit");
    case OrderType::Flatten:
        return OrderWords::tr("Flatten");
    case OrderType::Undefined:
        return OrderWords::tr("Not told");
    }
    return OrderWords::tr("Type %1").arg(static_cast<int>(type));
}

QString timeInForceText(TimeInForce time)
{
    switch (time) {
    case TimeInForce::Day:
        return OrderWords::tr("Day");
    case TimeInForce::ImmediateOrCancel:
        return OrderWords::tr("IOC");
    case TimeInForce::GoodTillCancelled:
        return OrderWords::tr("GTC");
    case TimeInForce::FillOrKill:
        return OrderWords::tr("FOK");
    case TimeInForce::MarketOnOpen:
        return OrderWords::tr("On open");
    case TimeInForce::MarketOnClose:
        return OrderWords::tr("On close");
    case TimeInForce::Undefined:
        return OrderWords::tr("Not told");
    }
    return OrderWords::tr("Time %1").arg(static_cast<int>(time));
}

QString timeInForceLongText(TimeInForce time)
{
    switch (time) {
    case TimeInForce::ImmediateOrCancel:
        return OrderWords::tr("Immediate or cancel");
    case TimeInForce::GoodTillCancelled:
        return OrderWords::tr("Good till cancelled");
    case TimeInForce::FillOrKill:
        return OrderWords::tr("Fill or kill");
    case TimeInForce::MarketOnOpen:
        return OrderWords::tr("Market on open");
    case TimeInForce::MarketOnClose:
        return OrderWords::tr("Market on close");
    case TimeInForce::Day:
    case TimeInForce::Undefined:
        break;
    }
    return timeInForceText(time);
}

QString orderLinkText(OrderLink link)
{
    switch (link) {
    case OrderLink::None:
        return OrderWords::tr("None");
    case OrderLink::Oco:
        return OrderWords::tr("OCO");
    case OrderLink::AutoOco:
        return OrderWords::tr("Bracket");
    case OrderLink::AutoOcoP:
        return OrderWords::tr("Bracket, prices");
    case OrderLink::AutoOcoM:
        return OrderWords::tr("Bracket, several exits");
    case OrderLink::AutoOcoMp:
        return OrderWords::tr("Bracket, several exits, prices");
    case OrderLink::Spark:
        return OrderWords::tr("Spark");
    }
    return OrderWords::tr("Link %1").arg(static_cast<int>(link));
}

QString activationText(ActivationKind kind)
{
    switch (kind) {
    case ActivationKind::Immediate:
        return OrderWords::tr("At once");
    case ActivationKind::Hold:
        return OrderWords::tr("Held for its entry");
    case ActivationKind::AtTime:
        return OrderWords::tr("At or after a time");
    case ActivationKind::TradeAtOrAbove:
        return OrderWords::tr("Trade at or above");
    case ActivationKind::TradeAtOrBelow:
        return OrderWords::tr("Trade at or below");
    case ActivationKind::OnMarketMode:
        return OrderWords::tr("Market mode");
    case ActivationKind::Queue:
        return OrderWords::tr("Queue, released by hand");
    case ActivationKind::QuoteAtOrAbove:
        return OrderWords::tr("Quote at or above");
    case ActivationKind::QuoteAtOrBelow:
        return OrderWords::tr("Quote at or below");
    case ActivationKind::MarketOnClose:
        return OrderWords::tr("At the market's close");
    }
    return OrderWords::tr("Condition %1").arg(static_cast<int>(kind));
}

QString accountStatusText(AccountStatus status)
{
    switch (status) {
    case AccountStatus::Unknown:
        return OrderWords::tr("Unknown");
    case AccountStatus::Blocked:
        return OrderWords::tr("Blocked");
    case AccountStatus::Ok:
        return OrderWords::tr("OK");
    case AccountStatus::Unrestricted:
        return OrderWords::tr("Unrestricted");
    case AccountStatus::Deleted:
        return OrderWords::tr("Deleted");
    case AccountStatus::Disabled:
        return OrderWords::tr("Disabled");
    case AccountStatus::OutsideActiveTime:
        return OrderWords::tr("Outside its active time");
    case AccountStatus::NotAccessible:
        return OrderWords::tr("Not accessible");
    case AccountStatus::PitTradeOnly:
        return OrderWords::tr("Pit trades only");
    case AccountStatus::LossLimitExceeded:
        return OrderWords::tr("Loss limit exceeded");
    }
    return OrderWords::tr("Status %1").arg(static_cast<int>(status));
}

QString refusalText(DeskRefusal refusal)
{
    switch (refusal) {
    case DeskRefusal::None:
        return {};
    case DeskRefusal::NotLive:
        return OrderWords::tr("Nothing was sent: the session is not live. Wait until the status bar says Live.");
    case DeskRefusal::Locked:
        return OrderWords::tr("Nothing was sent: trading is locked. Press Arm (Ctrl+L), then submit again.");
    case DeskRefusal::DraftProblems:
        return OrderWords::tr("Nothing was sent: the order has to be corrected first.");
    case DeskRefusal::UnknownOrder:
        return OrderWords::tr("Nothing was sent: the server has not named this order yet, or it is gone.");
    case DeskRefusal::NothingToPull:
        return OrderWords::tr("There is no working order to pull.");
    case DeskRefusal::WindowLocked:
        return OrderWords::tr("Nothing was sent: this window is locked. Press Arm in it, then submit again.");
    case DeskRefusal::KillSwitch:
        return OrderWords::tr("Nothing was sent: the kill switch shut trading. Reopen it first.");
    case DeskRefusal::JournalFailed:
        return OrderWords::tr("Nothing was sent: the order could not be recorded in the journal. See Messages; you can "
                              "choose there to trade without it.");
    }
    return {};
}

} // namespace depthdeck::ui
