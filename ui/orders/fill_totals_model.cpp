// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/fill_totals_model.h"

#include "app/market/market_board.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/number_text.h"
#include "ui/common/order_words.h"

#include <algorithm>

namespace depthdeck::ui {

namespace {

const Market *definitionOf(const MarketId &market, const MarketBoard &board)
{
    const MarketState *state = board.find(market);
    return state && state->definition ? &*state->definition : nullptr;
}

} // namespace

FillTotalsModel::FillTotalsModel(const MarketBoard &board, QObject *parent) : QAbstractItemModel{parent}, m_board{board}
{
}

// An index of a price carries the row of its total plus one.

QModelIndex FillTotalsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row() + 1) : quintptr{0});
}

QModelIndex FillTotalsModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr{0});
}

int FillTotalsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_totals.size());
    const bool hasLines = parent.internalId() == 0 && parent.column() == 0;
    return hasLines ? static_cast<int>(m_totals[static_cast<std::size_t>(parent.row())].lines.size()) : 0;
}

int FillTotalsModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QString FillTotalsModel::marketText(const MarketId &market) const
{
    const MarketState *state = m_board.find(market);
    return textOf(state ? state->displayName() : market.text());
}

QString FillTotalsModel::text(const Total &total, Column column) const
{
    switch (column) {
    case What:
        //: All that was bought (or sold) in a market: "ESZ6 bought"
        return total.side == Side::Buy ? tr("%1 bought").arg(marketText(total.market))
                                       : tr("%1 sold").arg(marketText(total.market));
    case Lots:
        return countText(total.lots);
    case PriceOf:
        return averageText(definitionOf(total.market, m_board),
                           total.pricedLots > 0 ? toPrice(dividedHalfEven(total.value, total.pricedLots))
                                                : std::nullopt);
    case Fills:
        return countText(total.fills);
    case ColumnCount:
        break;
    }
    return {};
}

QString FillTotalsModel::text(const Total &total, const Line &line, Column column) const
{
    switch (column) {
    case What:
        return tr("at this price");
    case Lots:
        return countText(line.lots);
    case PriceOf:
        return priceText(definitionOf(total.market, m_board), line.price);
    case Fills:
        return countText(line.fills);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant FillTotalsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const bool isLine = index.internalId() > 0;
    const Total &total =
        m_totals[isLine ? static_cast<std::size_t>(index.internalId() - 1) : static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return isLine ? text(total, total.lines[static_cast<std::size_t>(index.row())], column) : text(total, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter | (column == What ? Qt::AlignLeft : Qt::AlignRight));
    case CellColorRole:
        if (isLine)
            return static_cast<int>(column == What ? ColorRole::Faint : ColorRole::Quiet);
        return static_cast<int>(column == What ? sideColor(total.side) : ColorRole::Text);
    case CellFontRole:
        return static_cast<int>(column == What ? CellFont::Words : CellFont::Numbers);
    default:
        return {};
    }
}

QVariant FillTotalsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (section == What ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case What:
        return tr("Total");
    case Lots:
        return tr("Volume");
    case PriceOf:
        return tr("Average");
    case Fills:
        return tr("Fills");
    case ColumnCount:
        break;
    }
    return {};
}

void FillTotalsModel::clear()
{
    beginResetModel();
    m_totals.clear();
    endResetModel();
}

std::size_t FillTotalsModel::totalOf(const FillTally &tally)
{
    const auto known = std::find_if(m_totals.begin(), m_totals.end(), [&tally](const Total &total) {
        return total.side == tally.side && total.market == tally.market;
    });
    if (known != m_totals.end())
        return static_cast<std::size_t>(known - m_totals.begin());
    beginInsertRows({}, rowCount(), rowCount());
    Total &total = m_totals.emplace_back();
    total.market = tally.market;
    total.side = tally.side;
    endInsertRows();
    return m_totals.size() - 1;
}

void FillTotalsModel::applyLine(std::size_t at, const FillTally &tally)
{
    std::vector<Line> &lines = m_totals[at].lines;
    const QModelIndex host = index(static_cast<int>(at), 0);
    auto line = std::lower_bound(lines.begin(), lines.end(), *tally.price,
                                 [](const Line &each, Price price) { return each.price > price; });
    const int row = static_cast<int>(line - lines.begin());
    if (line == lines.end() || line->price != *tally.price) {
        beginInsertRows(host, row, row);
        line = lines.insert(line, Line{*tally.price, 0, 0});
        endInsertRows();
    }
    line->lots += tally.lots;
    line->fills += tally.fills;
    if (line->fills > 0)
        return;
    beginRemoveRows(host, row, row);
    lines.erase(line);
    endRemoveRows();
}

void FillTotalsModel::apply(const FillTally &tally)
{
    const std::size_t at = totalOf(tally);
    Total &total = m_totals[at];
    total.lots += tally.lots;
    total.fills += tally.fills;
    total.dirty = true;
    if (!tally.price)
        return;
    total.pricedLots += tally.lots;
    total.value += Wide{tally.price->units()} * tally.lots;
    applyLine(at, tally);
}

void FillTotalsModel::apply(const std::vector<FillTally> &tallies)
{
    for (const FillTally &tally : tallies)
        apply(tally);
    for (int row = 0; row < rowCount(); ++row) {
        Total &total = m_totals[static_cast<std::size_t>(row)];
        if (!std::exchange(total.dirty, false))
            continue;
        const QModelIndex host = index(row, 0);
        emit dataChanged(host, index(row, ColumnCount - 1));
        if (!total.lines.empty())
            emit dataChanged(index(0, 0, host), index(rowCount(host) - 1, ColumnCount - 1, host));
    }
}

} // namespace depthdeck::ui
