// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/desk/order_texts.h"

#include "app/time/timestamp.h"
#include "t4/v1/common/enums.pb.h"

#include <QDateTime>

#include <string_view>

namespace depthdeck::exchange {

namespace {

using namespace t4proto::v1;

std::string plain(const std::string &name, std::string_view prefix, std::int32_t number)
{
    return name.empty() ? std::to_string(number) : name.substr(prefix.size());
}

} // namespace

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
    case RejectReason::BadShow:
        return "The max show is no multiple of the volume increment.";
    case RejectReason::BadTrail:
        return "The trail distance is not positive or the order is no stop.";
    case RejectReason::BadDuration:
        return "This kind of order cannot wait for the open or the close.";
    case RejectReason::NoOpening:
        return "The market does not open again before it expires.";
    case RejectReason::NoClose:
        return "The market does not close again before it expires.";
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
    case CancelReason::OpeningRemainder:
        return "Market on open: the rest did not trade in the opening.";
    case CancelReason::ClosingRemainder:
        return "Market on close: the rest did not trade at the close.";
    }
    return {};
}

std::string priceTypeName(std::int32_t type)
{
    return plain(common::PriceType_Name(static_cast<common::PriceType>(type)), "PRICE_TYPE_", type);
}

std::string timeTypeName(std::int32_t type)
{
    return plain(common::TimeType_Name(static_cast<common::TimeType>(type)), "TIME_TYPE_", type);
}

std::string linkName(std::int32_t link)
{
    return plain(common::OrderLink_Name(static_cast<common::OrderLink>(link)), "ORDER_LINK_", link);
}

std::string activationName(std::int32_t type)
{
    return plain(common::ActivationType_Name(static_cast<common::ActivationType>(type)), "ACTIVATION_TYPE_", type);
}

std::string modeName(MarketMode mode)
{
    const auto number = static_cast<std::int32_t>(mode);
    return plain(common::MarketMode_Name(static_cast<common::MarketMode>(number)), "MARKET_MODE_", number);
}

std::string lotsText(std::int64_t lots)
{
    return std::to_string(lots) + (lots == 1 ? " lot" : " lots");
}

std::string utcText(WallTime time)
{
    const auto moment = QDateTime::fromMSecsSinceEpoch(unixMilliseconds(time), Qt::UTC);
    return moment.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")).toStdString() + " UTC";
}

} // namespace depthdeck::exchange
