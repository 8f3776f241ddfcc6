// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/order_cells.h"

#include "app/market/market_board.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/number_text.h"
#include "ui/common/order_words.h"
#include "ui/common/state_icon.h"

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
    return QString::fromStdString(state ? state->displayName() : market.text());
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

QString valuePriceText(const Order &order, std::optional<Price> OrderValues::*price, const MarketBoard &board)
{
    const Market *market = definitionOf(order.market, board);
    if (nothingAcceptedYet(order))
        return priceText(market, order.requested.*price);
    const QString current = priceText(market, order.current.*price);
    return isRevising(order) ? changing(current, priceText(market, order.requested.*price)) : current;
}

QString volumeText(const Order &order)
{
    if (nothingAcceptedYet(order))
        return quantityText(order.requested.volume);
    const QString current = quantityText(order.current.volume);
    return isRevising(order) ? changing(current, quantityText(order.requested.volume)) : current;
}

QString stateCellText(const Order &order)
{
    switch (order.absence) {
    case OrderAbsence::NotSent:
        return OrderCells::tr("Not sent");
    case OrderAbsence::NotInSnapshot:
        return OrderCells::tr("Gone");
    case OrderAbsence::None:
    case OrderAbsence::Superseded:
        break;
    }
    return stateText(order.state());
}

QString detailText(const Order &order)
{
    if (!order.statusDetail.empty())
        return QString::fromStdString(order.statusDetail);
    if (order.absence == OrderAbsence::NotSent)
        return OrderCells::tr("The connection was gone before it left. It will not be sent again.");
    if (order.absence == OrderAbsence::NotInSnapshot)
        return OrderCells::tr("The server no longer lists it.");
    if (order.tradeBusted)
        return OrderCells::tr("A trade of it was busted.");
    if (order.state() == OrderState::Unknown)
        return OrderCells::tr("Locked until the server tells its state.");
    if (order.state() == OrderState::Held)
        return QString::fromStdString(order.activationDetails);
    return {};
}

ColorRole cellColor(const Order &order, Column column)
{
    switch (column) {
    case OrdersModel::State:
        return order.absence == OrderAbsence::NotSent ? ColorRole::Warning : colorOf(order.state());
    case OrdersModel::SideOf:
        return order.side ? sideColor(*order.side) : ColorRole::Warning;
    case OrdersModel::Text:
        return order.state() == OrderState::Unknown || order.state() == OrderState::Rejected ? ColorRole::Warning
                                                                                             : ColorRole::Quiet;
    case OrdersModel::Acknowledged:
    case OrdersModel::Submitted:
        return ColorRole::Quiet;
    case OrdersModel::Market:
    case OrdersModel::Volume:
    case OrdersModel::Filled:
    case OrdersModel::Type:
    case OrdersModel::PriceOf:
    case OrdersModel::Stop:
    case OrdersModel::Time:
    case OrdersModel::Average:
    case OrdersModel::ColumnCount:
        break;
    }
    return order.isActive() ? ColorRole::Text : ColorRole::Quiet;
}

bool isNumber(Column column) noexcept
{
    switch (column) {
    case OrdersModel::Volume:
    case OrdersModel::Filled:
    case OrdersModel::PriceOf:
    case OrdersModel::Stop:
    case OrdersModel::Average:
    case OrdersModel::Acknowledged:
    case OrdersModel::Submitted:
        return true;
    case OrdersModel::State:
    case OrdersModel::Market:
    case OrdersModel::SideOf:
    case OrdersModel::Type:
    case OrdersModel::Time:
    case OrdersModel::Text:
    case OrdersModel::ColumnCount:
        break;
    }
    return false;
}

CellFont cellFont(Column column) noexcept
{
    if (column == OrdersModel::Market)
        return CellFont::Bold;
    return isNumber(column) ? CellFont::Numbers : CellFont::Words;
}

} // namespace

QString orderColumnTitle(Column column)
{
    switch (column) {
    case OrdersModel::State:
        return OrderCells::tr("State");
    case OrdersModel::Market:
        return OrderCells::tr("Market");
    case OrdersModel::SideOf:
        return OrderCells::tr("Side");
    case OrdersModel::Volume:
        return OrderCells::tr("Volume");
    case OrdersModel::Filled:
        return OrderCells::tr("Filled");
    case OrdersModel::Type:
        return OrderCells::tr("Type");
    case OrdersModel::PriceOf:
        return OrderCells::tr("Price");
    case OrdersModel::Stop:
        return OrderCells::tr("Stop");
    case OrdersModel::Time:
        //: Column title: the time in force of an order
        return OrderCells::tr("Time");
    case OrdersModel::Average:
        return OrderCells::tr("Average");
    case OrdersModel::Text:
        return OrderCells::tr("Text");
    case OrdersModel::Acknowledged:
        return OrderCells::tr("Acknowledged");
    case OrdersModel::Submitted:
        return OrderCells::tr("Submitted");
    case OrdersModel::ColumnCount:
        break;
    }
    return {};
}

QString orderColumnHint(Column column)
{
    switch (column) {
    case OrdersModel::PriceOf:
        return OrderCells::tr("Limit price; of a market if touched the price that sets it off.");
    case OrdersModel::Stop:
        return OrderCells::tr("Stop price: the order goes to the market when this trades.");
    case OrdersModel::Time:
        return OrderCells::tr("Time in force: how long the order stays.");
    case OrdersModel::Average:
        return OrderCells::tr("Average price of its fills.");
    case OrdersModel::Text:
        return OrderCells::tr("What the server or the exchange said last.");
    case OrdersModel::Acknowledged:
        return OrderCells::tr("From the wire to the answer of the exchange.");
    case OrdersModel::Submitted:
    case OrdersModel::State:
    case OrdersModel::Market:
    case OrdersModel::SideOf:
    case OrdersModel::Volume:
    case OrdersModel::Filled:
    case OrdersModel::Type:
    case OrdersModel::ColumnCount:
        break;
    }
    return {};
}

Qt::Alignment orderColumnAlignment(Column column)
{
    return Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft);
}

QString orderCellText(const Order &order, Column column, const MarketBoard &board)
{
    switch (column) {
    case OrdersModel::State:
        return stateCellText(order);
    case OrdersModel::Market:
        return marketText(order.market, board);
    case OrdersModel::SideOf:
        return sideText(order.side);
    case OrdersModel::Volume:
        return volumeText(order);
    case OrdersModel::Filled:
        return quantityText(order.filled);
    case OrdersModel::Type:
        return orderTypeText(order.type);
    case OrdersModel::PriceOf:
        return valuePriceText(order, &OrderValues::limit, board);
    case OrdersModel::Stop:
        return valuePriceText(order, &OrderValues::stop, board);
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
    case OrdersModel::ColumnCount:
        break;
    }
    return {};
}

QVariant orderCell(const Order &order, Column column, int role, const MarketBoard &board)
{
    switch (role) {
    case Qt::DisplayRole:
        return orderCellText(order, column, board);
    case Qt::ToolTipRole:
        return column == OrdersModel::Submitted ? timeText(order.submitTime) : orderCellText(order, column, board);
    case Qt::TextAlignmentRole:
        return static_cast<int>(orderColumnAlignment(column));
    case CellColorRole:
        return static_cast<int>(cellColor(order, column));
    case CellFontRole:
        return static_cast<int>(cellFont(column));
    case CellShapeRole:
        return column == OrdersModel::State ? QVariant{static_cast<int>(shapeOf(order.state()))} : QVariant{};
    default:
        return {};
    }
}

} // namespace depthdeck::ui
