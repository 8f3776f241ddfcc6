// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/fills_model.h"

#include "app/market/market_board.h"
#include "app/trading/order_store.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/number_text.h"
#include "ui/common/order_words.h"
#include "ui/common/state_icon.h"

// What each cell of the fills says.
namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

bool isNumber(int column) noexcept
{
    return column == FillsModel::Time || column == FillsModel::Volume || column == FillsModel::PriceOf ||
           column == FillsModel::Average || column == FillsModel::ExchangeTime;
}

std::optional<Side> sideOf(const Fill &fill) noexcept
{
    if (fill.legIndex >= 0)
        return fill.legSide;
    return fill.sideKnown ? std::optional{fill.side} : std::nullopt;
}

ColorRole cellColor(const Fill &fill, FillsModel::Column column)
{
    if (fill.isReversal)
        return ColorRole::Warning;
    if (fill.busted)
        return column == FillsModel::Note ? ColorRole::Warning : ColorRole::Faint;
    if (column == FillsModel::SideOf && sideOf(fill))
        return sideColor(*sideOf(fill));
    const bool isQuiet = fill.legIndex >= 0 || column == FillsModel::Note || column == FillsModel::OrderOf ||
                         column == FillsModel::TradeId || column == FillsModel::Average ||
                         column == FillsModel::AccountOf || column == FillsModel::ExchangeTime;
    return isQuiet ? ColorRole::Quiet : ColorRole::Text;
}

CellFont cellFont(const Fill &fill, FillsModel::Column column) noexcept
{
    if (column == FillsModel::Market && fill.legIndex < 0)
        return CellFont::Bold;
    return isNumber(column) ? CellFont::Numbers : CellFont::Words;
}

} // namespace

QVariant FillsModel::data(const QModelIndex &index, int role) const
{
    const Fill *fill = fillAt(index);
    if (!fill)
        return {};
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(*fill, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    case CellColorRole:
        return static_cast<int>(cellColor(*fill, column));
    case CellFontRole:
        return static_cast<int>(cellFont(*fill, column));
    case CellShapeRole:
        return column == Note && (fill->isReversal || fill->busted)
                   ? QVariant{static_cast<int>(StateShape::Exclamation)}
                   : QVariant{};
    case struckRole:
        return fill->busted && column != Note;
    default:
        return {};
    }
}

QVariant FillsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole && section == Average)
        return tr("Average price of all fills of the same order.");
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Time:
        return tr("Time");
    case Market:
        return tr("Market");
    case SideOf:
        return tr("Side");
    case Volume:
        return tr("Volume");
    case PriceOf:
        return tr("Price");
    case Average:
        return tr("Order average");
    case Note:
        return tr("Note");
    case OrderOf:
        return tr("Order");
    case TradeId:
        return tr("Exchange trade");
    case AccountOf:
        return tr("Account");
    case ExchangeTime:
        return tr("Exchange time");
    case ColumnCount:
        break;
    }
    return {};
}

QString FillsModel::marketText(const Fill &fill) const
{
    const MarketId &market = fill.legIndex >= 0 && fill.legMarket ? *fill.legMarket : fill.market;
    const MarketState *state = m_board.find(market);
    return textOf(state ? state->displayName() : market.text());
}

QString FillsModel::noteText(const Fill &fill) const
{
    QStringList notes;
    if (fill.isReversal)
        notes << tr("Reversal of a busted trade");
    if (fill.busted)
        notes << tr("Busted");
    if (fill.legIndex >= 0) {
        const MarketState *state = m_board.find(fill.market);
        notes
            << tr("Leg %1 of %2").arg(fill.legIndex + 1).arg(textOf(state ? state->displayName() : fill.market.text()));
    }
    const bool isPlain = fill.legIndex < 0 && !fill.busted && !fill.isReversal;
    if (fill.residual.contracts > 0 && isPlain)
        notes << tr("%1 left").arg(quantityText(fill.residual));
    if (fill.historical && isPlain)
        //: A fill of earlier today, told at login
        notes << tr("told at login");
    return notes.join(u", "_s);
}

// An order may have thousands of fills, and every row of it asks.
QString FillsModel::averageOf(const Fill &fill) const
{
    if (fill.legIndex >= 0 || fill.isReversal)
        return absentMark;
    auto known = m_average.find(fill.order);
    if (known == m_average.end()) {
        const Order *order = m_store.find(fill.order);
        known = m_average.emplace(fill.order, order ? order->averageFillPrice() : std::nullopt).first;
    }
    const MarketState *state = m_board.find(fill.market);
    return averageText(state && state->definition ? &*state->definition : nullptr, known->second);
}

QString FillsModel::text(const Fill &fill, Column column) const
{
    switch (column) {
    case Time:
        return timeText(fill.time);
    case Market:
        return marketText(fill);
    case SideOf: {
        const std::optional<Side> side = sideOf(fill);
        return side ? sideText(*side) : QString{absentMark};
    }
    case Volume:
        return quantityText(fill.volume);
    case PriceOf: {
        const MarketState *state = m_board.find(fill.legIndex >= 0 && fill.legMarket ? *fill.legMarket : fill.market);
        return priceText(state && state->definition ? &*state->definition : nullptr, fill.price);
    }
    case Average:
        return averageOf(fill);
    case Note:
        return noteText(fill);
    case OrderOf:
        return textOf(fill.order.text());
    case TradeId:
        return textOf(fill.exchangeTradeId);
    case AccountOf:
        return textOf(fill.account.text());
    case ExchangeTime:
        return timeText(fill.exchangeTime);
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace depthdeck::ui
