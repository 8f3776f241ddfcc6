// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/journal_refusals.h"

namespace depthdeck {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(OrderProblemKind kind)
{
    switch (kind) {
    case OrderProblemKind::NoAccount:
        return u"NoAccount"_s;
    case OrderProblemKind::AccountMayNotTrade:
        return u"AccountMayNotTrade"_s;
    case OrderProblemKind::NoMarket:
        return u"NoMarket"_s;
    case OrderProblemKind::MarketNotReady:
        return u"MarketNotReady"_s;
    case OrderProblemKind::MarketClosed:
        return u"MarketClosed"_s;
    case OrderProblemKind::DataNotFresh:
        return u"DataNotFresh"_s;
    case OrderProblemKind::ZeroVolume:
        return u"ZeroVolume"_s;
    case OrderProblemKind::VolumeIncrement:
        return u"VolumeIncrement"_s;
    case OrderProblemKind::ClipSize:
        return u"ClipSize"_s;
    case OrderProblemKind::PositionLimit:
        return u"PositionLimit"_s;
    case OrderProblemKind::LimitPriceMissing:
        return u"LimitPriceMissing"_s;
    case OrderProblemKind::StopPriceMissing:
        return u"StopPriceMissing"_s;
    case OrderProblemKind::LimitOffTick:
        return u"LimitOffTick"_s;
    case OrderProblemKind::StopOffTick:
        return u"StopOffTick"_s;
    case OrderProblemKind::OutsidePriceLimits:
        return u"OutsidePriceLimits"_s;
    case OrderProblemKind::FarFromMarket:
        return u"FarFromMarket"_s;
    case OrderProblemKind::StopOnWrongSide:
        return u"StopOnWrongSide"_s;
    case OrderProblemKind::MaxShowTooLarge:
        return u"MaxShowTooLarge"_s;
    case OrderProblemKind::MaxShowNotPossible:
        return u"MaxShowNotPossible"_s;
    case OrderProblemKind::TimeNotPossible:
        return u"TimeNotPossible"_s;
    case OrderProblemKind::NothingChanges:
        return u"NothingChanges"_s;
    case OrderProblemKind::OrderNotRevisable:
        return u"OrderNotRevisable"_s;
    case OrderProblemKind::VolumeBelowFilled:
        return u"VolumeBelowFilled"_s;
    case OrderProblemKind::TypeNotSupported:
        return u"TypeNotSupported"_s;
    case OrderProblemKind::AccountNotSubscribed:
        return u"AccountNotSubscribed"_s;
    case OrderProblemKind::OrderRoutingOff:
        return u"OrderRoutingOff"_s;
    case OrderProblemKind::DuplicateOrder:
        return u"DuplicateOrder"_s;
    case OrderProblemKind::OrderRate:
        return u"OrderRate"_s;
    case OrderProblemKind::WorkingOrders:
        return u"WorkingOrders"_s;
    case OrderProblemKind::DayLoss:
        return u"DayLoss"_s;
    case OrderProblemKind::TrailMissing:
        return u"TrailMissing"_s;
    case OrderProblemKind::TrailNotPositive:
        return u"TrailNotPositive"_s;
    case OrderProblemKind::TrailOffTick:
        return u"TrailOffTick"_s;
    case OrderProblemKind::TrailNotPossible:
        return u"TrailNotPossible"_s;
    case OrderProblemKind::FlattenWithoutPosition:
        return u"FlattenWithoutPosition"_s;
    case OrderProblemKind::FlattenWrongSide:
        return u"FlattenWrongSide"_s;
    case OrderProblemKind::FlattenTooMuch:
        return u"FlattenTooMuch"_s;
    case OrderProblemKind::LinkNeedsOrders:
        return u"LinkNeedsOrders"_s;
    case OrderProblemKind::LinkNotMixed:
        return u"LinkNotMixed"_s;
    case OrderProblemKind::LinkNotSupported:
        return u"LinkNotSupported"_s;
    case OrderProblemKind::ExitMissing:
        return u"ExitMissing"_s;
    case OrderProblemKind::ExitVolume:
        return u"ExitVolume"_s;
    case OrderProblemKind::ExitWrongSide:
        return u"ExitWrongSide"_s;
    case OrderProblemKind::ExitOffTick:
        return u"ExitOffTick"_s;
    case OrderProblemKind::ActivationIncomplete:
        return u"ActivationIncomplete"_s;
    case OrderProblemKind::ActivationOffTick:
        return u"ActivationOffTick"_s;
    case OrderProblemKind::ActivationInPast:
        return u"ActivationInPast"_s;
    case OrderProblemKind::ActivationNotPossible:
        return u"ActivationNotPossible"_s;
    case OrderProblemKind::BatchEmpty:
        return u"BatchEmpty"_s;
    case OrderProblemKind::BatchAccountNotSubscribed:
        return u"BatchAccountNotSubscribed"_s;
    case OrderProblemKind::NotHeld:
        return u"NotHeld"_s;
    case OrderProblemKind::PriceBanding:
        return u"PriceBanding"_s;
    default:
        return QString::number(static_cast<int>(kind));
    }
}

} // namespace

QString journalWords(FailureCause cause)
{
    switch (cause) {
    case FailureCause::InvalidEndpoint:
        return u"InvalidEndpoint"_s;
    case FailureCause::HostNotFound:
        return u"HostNotFound"_s;
    case FailureCause::Refused:
        return u"Refused"_s;
    case FailureCause::Unreachable:
        return u"Unreachable"_s;
    case FailureCause::ConnectTimeout:
        return u"ConnectTimeout"_s;
    case FailureCause::HttpRedirect:
        return u"HttpRedirect"_s;
    case FailureCause::HttpError:
        return u"HttpError"_s;
    case FailureCause::TlsFailure:
        return u"TlsFailure"_s;
    case FailureCause::LoginTimeout:
        return u"LoginTimeout"_s;
    case FailureCause::LoginRefused:
        return u"LoginRefused"_s;
    case FailureCause::ClosedByServer:
        return u"ClosedByServer"_s;
    case FailureCause::Dropped:
        return u"Dropped"_s;
    case FailureCause::Silent:
        return u"Silent"_s;
    case FailureCause::OversizedFrame:
        return u"OversizedFrame"_s;
    case FailureCause::ProtocolError:
        return u"ProtocolError"_s;
    case FailureCause::ReplayEnded:
        return u"ReplayEnded"_s;
    case FailureCause::Other:
        return u"Other"_s;
    default:
        return QString::number(static_cast<int>(cause));
    }
}

QString journalWords(DeskRefusal refusal)
{
    switch (refusal) {
    case DeskRefusal::NotLive:
        return u"the session is not live"_s;
    case DeskRefusal::Locked:
        return u"the desk is locked"_s;
    case DeskRefusal::DraftProblems:
        return u"the checks refused it"_s;
    case DeskRefusal::UnknownOrder:
        return u"the order is not known"_s;
    case DeskRefusal::WindowLocked:
        return u"the window is locked"_s;
    case DeskRefusal::KillSwitch:
        return u"the kill switch is shut"_s;
    case DeskRefusal::JournalFailed:
        return u"nothing can be recorded"_s;
    default:
        return u"refusal %1"_s.arg(static_cast<int>(refusal));
    }
}

QString journalWords(const OrderProblem &problem)
{
    QString text = u"%1%2 (value %3, limit %4"_s.arg(problem.blocks ? QString{} : u"warning "_s, nameOf(problem.kind))
                       .arg(problem.value)
                       .arg(problem.limit);
    if (problem.price)
        text += u", price %1"_s.arg(QString::fromStdString(problem.price->toWire()));
    if (problem.nearest)
        text += u", nearest %1"_s.arg(QString::fromStdString(problem.nearest->toWire()));
    return text + u')';
}

} // namespace depthdeck
