// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/order_kind.h"

#include "ui/common/order_words.h"

#include <QCoreApplication>

namespace depthdeck::ui {

namespace {

struct OrderKindText
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::OrderKind)
};

constexpr bool isAuction(TimeInForce time) noexcept
{
    return time == TimeInForce::MarketOnOpen || time == TimeInForce::MarketOnClose;
}

constexpr bool isAtOnce(TimeInForce time) noexcept
{
    return time == TimeInForce::ImmediateOrCancel || time == TimeInForce::FillOrKill;
}

} // namespace

QString kindText(OrderKind kind)
{
    switch (kind) {
    case OrderKind::StopMarket:
        return OrderKindText::tr("Stop market"); // "Stop" alone would leave open which of the two
    case OrderKind::TrailingStop:
        return OrderKindText::tr("Trailing stop");
    case OrderKind::TrailingStopLimit:
        return OrderKindText::tr("Trailing stop limit");
    default:
        return orderTypeText(typeOf(kind));
    }
}

QString kindExplanation(OrderKind kind)
{
    switch (kind) {
    case OrderKind::Market:
        return OrderKindText::tr("Trades at once at whatever price the book has.");
    case OrderKind::Limit:
        return OrderKindText::tr("Trades at the limit price or better, and rests until then.");
    case OrderKind::StopMarket:
        return OrderKindText::tr("Becomes a market order when the stop price trades.");
    case OrderKind::StopLimit:
        return OrderKindText::tr("Becomes a limit order when the stop price trades.");
    case OrderKind::StopSameLimit:
        return OrderKindText::tr("Becomes a limit order at the stop price itself when that trades.");
    case OrderKind::MarketIfTouched:
        return OrderKindText::tr("Becomes a market order when the market comes to the price from the better side.");
    case OrderKind::TrailingStop:
        return OrderKindText::tr("A stop that follows the market at a distance and never goes back.");
    case OrderKind::TrailingStopLimit:
        return OrderKindText::tr("A stop limit that follows the market at a distance and never goes back.");
    case OrderKind::Join:
        return OrderKindText::tr("The server prices it at the own side of the book: a buy joins the best bid.");
    case OrderKind::Hit:
        return OrderKindText::tr("The server prices it at the other side of the book: a buy takes the best offer.");
    case OrderKind::Flatten:
        return OrderKindText::tr("Closes an open position. Working orders are not pulled by it.");
    }
    return {};
}

QString timeObstacle(OrderKind kind, TimeInForce time)
{
    if (kind == OrderKind::Flatten && time != TimeInForce::Day)
        return OrderKindText::tr("A flatten is always a day order.");
    if (isAuction(time) && kind != OrderKind::Market && kind != OrderKind::Limit)
        return OrderKindText::tr("Only market and limit orders can wait for the open or the close.");
    if (isAtOnce(time) && kind == OrderKind::Join)
        return OrderKindText::tr("A join rests at the own side of the book, it cannot trade at once.");
    if (isAtOnce(time) && isTrailing(kind))
        return OrderKindText::tr("A trailing stop has to rest, it cannot be immediate.");
    return {};
}

} // namespace depthdeck::ui
