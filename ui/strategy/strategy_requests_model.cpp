// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/strategy/strategy_requests_model.h"

#include "ui/common/cell_delegate.h"
#include "ui/common/number_text.h"
#include "ui/strategy/strategy_words.h"

#include <utility>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

StrategyRequestsModel::StrategyRequestsModel(const StrategyDesk &desk, const MarketBoard &board, QObject *parent)
    : QAbstractTableModel{parent},
      m_desk{desk},
      m_board{board}
{
    connect(&desk, &StrategyDesk::requestChanged, this, [this] { m_dirty = true; });
    for (const StrategyRequest &request : desk.requests())
        m_rows.push_back(request.id);
}

int StrategyRequestsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int StrategyRequestsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const StrategyRequest *StrategyRequestsModel::requestAt(int row) const noexcept
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    return m_desk.find(m_rows[m_rows.size() - 1 - static_cast<std::size_t>(row)]);
}

QString StrategyRequestsModel::text(const StrategyRequest &request, Column column) const
{
    const auto nameOf = [this](const MarketKey &market) {
        const MarketState *state = m_board.find(market.market);
        return textOf(state ? state->displayName() : market.market.text());
    };
    switch (column) {
    case State:
        return stateText(request.state);
    case Type:
        return strategyTypeText(request.draft.strategyType);
    case Legs: {
        QStringList legs;
        for (const StrategyLeg &leg : request.draft.legs)
            legs << (leg.side == Side::Buy ? u"+%1 %2"_s : u"\u2212%1 %2"_s)
                        .arg(quantityText(leg.ratio), nameOf(leg.market));
        return legs.join(u", "_s);
    }
    case Market:
        return request.market ? nameOf(*request.market) : QString{absentMark};
    case Words:
        return textOf(request.detail);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant StrategyRequestsModel::data(const QModelIndex &index, int role) const
{
    const StrategyRequest *request = index.isValid() ? requestAt(index.row()) : nullptr;
    if (request == nullptr)
        return {};
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(*request, column);
    case CellColorRole:
        return static_cast<int>(column == State ? colorOf(request->state)
                                                : (column == Words ? ColorRole::Quiet : ColorRole::Text));
    case CellFontRole:
        return static_cast<int>(column == Market ? CellFont::Bold : CellFont::Words);
    case CellShapeRole:
        return column == State ? QVariant{static_cast<int>(shapeOf(request->state))} : QVariant{};
    default:
        return {};
    }
}

QVariant StrategyRequestsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case State:
        return tr("State");
    case Type:
        return tr("Strategy");
    case Legs:
        return tr("Legs");
    case Market:
        return tr("Market");
    case Words:
        return tr("The exchange said");
    case ColumnCount:
        break;
    }
    return {};
}

void StrategyRequestsModel::refresh()
{
    if (!std::exchange(m_dirty, false))
        return;
    std::vector<std::string> rows;
    for (const StrategyRequest &request : m_desk.requests())
        rows.push_back(request.id);
    const bool grew = rows.size() > m_rows.size() && std::equal(m_rows.begin(), m_rows.end(), rows.begin());
    if (grew) {
        beginInsertRows({}, 0, static_cast<int>(rows.size() - m_rows.size()) - 1);
        m_rows = std::move(rows);
        endInsertRows();
    } else if (rows != m_rows) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace depthdeck::ui
