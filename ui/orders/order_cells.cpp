// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/order_cells.h"

#include "app/market/market_board.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/number_text.h"
#include "ui/common/order_words.h"
#include "ui/orders/order_columns.h"
#include "ui/orders/order_flight.h"

#include <QCoreApplication>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

using Column = OrdersModel::Column;

struct OrderCells
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::OrderCells)
};

const Market *definitionOf(const MarketId &market, const MarketBoard &board)
{
    const MarketState *state = board.find(market);
    return state && state->definition ? &*state->definition : nullptr;
}

QString marketText(const MarketId &market, const MarketBoard &board)
{
    const MarketState *state = board.find(market);
    return textOf(state ? state->displayName() : market.text());
}

// Until the exchange accepted anything, what was asked for is all there is to show.
bool nothingAcceptedYet(const Order &order) noexcept
{
    return order.current.volume.isZero() && !order.requested.volume.isZero();
}

bool isRevising(const Order &order) noexcept
{
    return order.pending == ResponsePending::Revision && !nothingAcceptedYet(order);
}

QString changing(const QString &from, const QString &to)
{
    return from == to ? from : u"%1 → %2"_s.arg(from, to);
}

QString thenText(const QString &text, const QString &queued)
{
    //: A value being revised, and the one that is asked for after that: "5 → 8, then 10"
    return queued.isEmpty() ? text : OrderCells::tr("%1, then %2").arg(text, queued);
}

// Never as a price: it is a difference from a fill that has not happened (t4-protocol.md e.3).
QString offsetText(Price offset, const Market *market)
{
    const std::optional<std::int64_t> ticks = market ? market->ticks.incrementsAt(offset) : std::nullopt;
    if (!ticks)
        return OrderCells::tr("%1 from the fill").arg(signedPriceText(market, offset));
    const QString count = *ticks > 0 ? u'+' + countText(*ticks) : countText(*ticks);
    //: An exit of a bracket before its entry filled: "+8 ticks from the fill"
    return *ticks == 1 || *ticks == -1 ? OrderCells::tr("%1 tick from the fill").arg(count)
                                       : OrderCells::tr("%1 ticks from the fill").arg(count);
}

QString valuePriceText(const Order &order, std::optional<Price> OrderValues::*price, const MarketBoard &board,
                       const std::optional<Price> &queued)
{
    const Market *market = definitionOf(order.market, board);
    const std::optional<Price> &shown = nothingAcceptedYet(order) ? order.requested.*price : order.current.*price;
    if (order.hasRawOffsets())
        return shown ? offsetText(*shown, market) : QString{absentMark};
    QString text = priceText(market, shown);
    if (isRevising(order))
        text = changing(text, priceText(market, order.requested.*price));
    return thenText(text, queued ? priceText(market, *queued) : QString{});
}

QString valueText(const Order &order, Quantity OrderValues::*value, const std::optional<Quantity> &queued)
{
    QString text = quantityText(nothingAcceptedYet(order) ? order.requested.*value : order.current.*value);
    if (isRevising(order))
        text = changing(text, quantityText(order.requested.*value));
    return thenText(text, queued ? quantityText(*queued) : QString{});
}

QString showText(const Order &order, const std::optional<Quantity> &queued)
{
    const bool some = order.current.maxShow.contracts > 0 || order.requested.maxShow.contracts > 0 || queued;
    return some ? valueText(order, &OrderValues::maxShow, queued) : QString{absentMark};
}

QString trailText(const Order &order, const OrderSurroundings &around)
{
    if (!order.trail && !(around.queued && around.queued->trail))
        return absentMark;
    const Market *market = definitionOf(order.market, around.board);
    const QString queued = around.queued && around.queued->trail ? priceText(market, *around.queued->trail) : QString{};
    return thenText(priceText(market, order.trail), queued);
}

QString typeText(const Order &order)
{
    const bool isStop = order.type == OrderType::StopMarket || order.type == OrderType::StopLimit;
    if (!isStop || !order.trail)
        return orderTypeText(order.type);
    return order.type == OrderType::StopMarket ? OrderCells::tr("Trailing stop") : OrderCells::tr("Trailing limit");
}

QString linkText(const Order &order)
{
    if (order.link == OrderLink::None)
        return absentMark;
    if (!isBracket(order.link))
        return orderLinkText(order.link);
    if (!isExit(order))
        return OrderCells::tr("Entry");
    return usesStopPrice(order.type) ? OrderCells::tr("Stop exit") : OrderCells::tr("Profit exit");
}

QString detailText(const Order &order)
{
    if (const QString wait = waitText(order); !wait.isEmpty() && order.state() == OrderState::Held)
        return order.statusDetail.empty() ? wait : u"%1. %2"_s.arg(wait, textOf(order.statusDetail));
    if (!order.statusDetail.empty())
        return textOf(order.statusDetail);
    if (order.absence == OrderAbsence::NotSent)
        return OrderCells::tr("The connection was gone before it left. It will not be sent again.");
    if (order.absence == OrderAbsence::NotInSnapshot)
        return OrderCells::tr("The server no longer lists it.");
    if (order.tradeBusted)
        return OrderCells::tr("A trade of it was busted.");
    if (order.state() == OrderState::Unknown)
        return OrderCells::tr("Locked until the server tells its state.");
    return {};
}

QString userText(const Order &order)
{
    QStringList parts;
    for (const std::string &part : {order.userName, order.appName})
        if (!part.empty())
            parts << textOf(part);
    return parts.isEmpty() ? QString{absentMark} : parts.join(u", "_s);
}

QString orAbsent(const std::string &text)
{
    return text.empty() ? QString{absentMark} : textOf(text);
}

ColorRole cellColor(const Order &order, Column column)
{
    switch (column) {
    case OrdersModel::State:
        return flightColor(order);
    case OrdersModel::SideOf:
        return order.side ? sideColor(*order.side) : ColorRole::Warning;
    case OrdersModel::Text: {
        const OrderState state = order.state();
        const bool alarms = state == OrderState::Unknown || state == OrderState::Rejected || order.tradeBusted;
        return alarms ? ColorRole::Warning : ColorRole::Quiet;
    }
    case OrdersModel::PriceOf:
    case OrdersModel::Stop:
        if (order.hasRawOffsets())
            return ColorRole::Quiet;
        break;
    case OrdersModel::Acknowledged:
    case OrdersModel::Submitted:
    case OrdersModel::Link:
    case OrdersModel::Activation:
    case OrdersModel::Updated:
    case OrdersModel::AccountOf:
    case OrdersModel::OrderOf:
    case OrdersModel::ExchangeOrder:
    case OrdersModel::UserOf:
    case OrdersModel::Batch:
        return ColorRole::Quiet;
    default:
        break;
    }
    return order.isActive() ? ColorRole::Text : ColorRole::Quiet;
}

CellFont cellFont(const Order &order, Column column) noexcept
{
    if (column == OrdersModel::Market)
        return CellFont::Bold;
    const bool isOffset = order.hasRawOffsets() && (column == OrdersModel::PriceOf || column == OrdersModel::Stop);
    return isNumberColumn(column) && !isOffset ? CellFont::Numbers : CellFont::Words;
}

QString tipText(const Order &order, Column column, const OrderSurroundings &around)
{
    if (column == OrdersModel::Submitted)
        return timeText(order.submitTime);
    if (column == OrdersModel::State && around.queued)
        return OrderCells::tr("Another change waits until the server answered the one under way.");
    if (mayRevise(order, column))
        return OrderCells::tr("%1. F2 or a double click revises it here.").arg(orderCellText(order, column, around));
    return orderCellText(order, column, around);
}

} // namespace

bool mayShowPart(const Order &order) noexcept
{
    const bool rests = order.timeInForce == TimeInForce::Day || order.timeInForce == TimeInForce::GoodTillCancelled;
    return rests && (order.type == OrderType::Limit || order.type == OrderType::StopLimit);
}

bool isQueued(const Order &order) noexcept
{
    return order.status == OrderStatus::Held &&
           order.activationType == static_cast<std::int32_t>(ActivationKind::Queue) && !order.unknown;
}

bool mayRevise(const Order &order) noexcept
{
    return order.isActive() && !order.unknown && !order.id.isEmpty() && order.pending != ResponsePending::Pull &&
           !order.hasRawOffsets();
}

bool mayRevise(const Order &order, Column column) noexcept
{
    switch (column) {
    case OrdersModel::Volume:
        return mayRevise(order);
    case OrdersModel::PriceOf:
        return mayRevise(order) && usesLimitPrice(order.type);
    case OrdersModel::Stop:
        return mayRevise(order) && usesStopPrice(order.type);
    case OrdersModel::Trail:
        return mayRevise(order) && order.trail.has_value() && usesStopPrice(order.type);
    case OrdersModel::Show:
        return mayRevise(order) && mayShowPart(order);
    default:
        return false;
    }
}

QString orderCellText(const Order &order, Column column, const OrderSurroundings &around)
{
    const MarketBoard &board = around.board;
    const OrderRevision *queued = around.queued;
    switch (column) {
    case OrdersModel::State:
        return flightText(order);
    case OrdersModel::Market:
        return marketText(order.market, board);
    case OrdersModel::SideOf:
        return sideText(order.side);
    case OrdersModel::Volume:
        return valueText(order, &OrderValues::volume, queued ? queued->volume : std::nullopt);
    case OrdersModel::Filled:
        return quantityText(order.filled);
    case OrdersModel::Type:
        return typeText(order);
    case OrdersModel::PriceOf:
        return valuePriceText(order, &OrderValues::limit, board, queued ? queued->limit : std::nullopt);
    case OrdersModel::Stop:
        return valuePriceText(order, &OrderValues::stop, board, queued ? queued->stop : std::nullopt);
    case OrdersModel::Time:
        return timeInForceText(order.timeInForce);
    case OrdersModel::Average:
        return averageText(definitionOf(order.market, board), order.averageFillPrice());
    case OrdersModel::Text:
        return detailText(order);
    case OrdersModel::Acknowledged:
        return order.acknowledgedAfter ? durationText(*order.acknowledgedAfter) : QString{absentMark};
    case OrdersModel::Submitted:
        return order.submitTime ? secondsText(*order.submitTime) : QString{absentMark};
    case OrdersModel::Link:
        return linkText(order);
    case OrdersModel::Trail:
        return trailText(order, around);
    case OrdersModel::Show:
        return showText(order, queued ? queued->maxShow : std::nullopt);
    case OrdersModel::Working:
        return quantityText(order.working);
    case OrdersModel::Activation: {
        const QString wait = waitText(order);
        return wait.isEmpty() ? QString{absentMark} : wait;
    }
    case OrdersModel::Updated:
        return timeText(order.time);
    case OrdersModel::AccountOf:
        return textOf(order.account.text());
    case OrdersModel::OrderOf:
        return orAbsent(order.id.text());
    case OrdersModel::ExchangeOrder:
        return orAbsent(order.exchangeOrderId);
    case OrdersModel::UserOf:
        return userText(order);
    case OrdersModel::Batch:
        return orAbsent(order.routing.tagRelationId);
    case OrdersModel::ColumnCount:
        break;
    }
    return {};
}

QVariant orderCell(const Order &order, Column column, int role, const OrderSurroundings &around)
{
    switch (role) {
    case Qt::DisplayRole:
        return orderCellText(order, column, around);
    case Qt::ToolTipRole:
        return tipText(order, column, around);
    case Qt::TextAlignmentRole:
        return static_cast<int>(orderColumnAlignment(column));
    case CellColorRole:
        return static_cast<int>(cellColor(order, column));
    case CellFontRole:
        return static_cast<int>(cellFont(order, column));
    case CellShapeRole:
        return column == OrdersModel::State ? QVariant{static_cast<int>(flightShape(order))} : QVariant{};
    default:
        return {};
    }
}

} // namespace depthdeck::ui
