// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/order_texts.h"

namespace depthdeck::exchange {

std::string rejectText(RejectReason reason)
{
    switch (reason) {
    case RejectReason::None:
        return "Refused by the exchange.";
    case RejectReason::MarketNotOpen:
        return "The market is not open for orders.";
    case RejectReason::UnknownMarket:
        return "The market is not known to the exchange.";
    case RejectReason::BadVolume:
        return "The volume is not positive or no multiple of the volume increment.";
    case RejectReason::PriceMissing:
        return "A price that this kind of order needs is missing.";
    case RejectReason::OutsidePriceLimits:
        return "The price is outside the market's price limits.";
    case RejectReason::WrongSideOfMarket:
        return "The trigger price is on the wrong side of the market: it would trigger at once.";
    case RejectReason::NoLiquidity:
        return "There is nobody on the other side of the market.";
    case RejectReason::UnknownOrder:
        return "The order is no longer working.";
    case RejectReason::BelowFilled:
        return "The new volume is not above what is already filled.";
    case RejectReason::Expired:
        return "The market has expired.";
    }
    return "Refused by the exchange.";
}

std::string cancelText(CancelReason reason)
{
    switch (reason) {
    case CancelReason::Pulled:
        return {};
    case CancelReason::ImmediateRemainder:
        return "Immediate-or-cancel: the rest was cancelled.";
    case CancelReason::FillOrKill:
        return "Fill-or-kill: the whole volume was not available.";
    case CancelReason::EndOfDay:
        return "Day order: cancelled at the end of the session.";
    case CancelReason::MarketExpired:
        return "The market has expired.";
    }
    return {};
}

} // namespace depthdeck::exchange
