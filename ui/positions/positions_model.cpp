// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/positions/positions_model.h"

#include "app/market/market_board.h"
#include "app/trading/account_store.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/number_text.h"

#include <algorithm>
#include <utility>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

bool isNumber(int column) noexcept
{
    switch (static_cast<PositionsModel::Column>(column)) {
    case PositionsModel::Net:
    case PositionsModel::Average:
    case PositionsModel::Open:
    case PositionsModel::Realised:
    case PositionsModel::Working:
    case PositionsModel::Margin:
        return true;
    case PositionsModel::Market:
    case PositionsModel::State:
    case PositionsModel::AccountOf:
    case PositionsModel::ColumnCount:
        break;
    }
    return false;
}

// A market that was only looked at has no row.
bool isWorthARow(const Position &position) noexcept
{
    const auto some = [](Quantity quantity) { return !quantity.isZero(); };
    return some(position.net()) || some(position.buys) || some(position.sells) || some(position.overnight) ||
           some(position.workingBuys) || some(position.workingSells) || position.realised.value_or(0.0) != 0.0;
}

// A flat position has no open profit to wait for; one without data has none that means anything (t4-protocol.md d.4).
std::optional<double> openProfitOf(const Position &position) noexcept
{
    return position.profitKnown ? position.unrealisedTrade : std::nullopt;
}

void add(std::optional<double> &sum, const std::optional<double> &part) noexcept
{
    sum = sum && part ? std::optional{*sum + *part} : std::nullopt;
}

CellFont cellFont(PositionsModel::Column column) noexcept
{
    if (column == PositionsModel::Market)
        return CellFont::Bold;
    return isNumber(column) ? CellFont::Numbers : CellFont::Words;
}

} // namespace

ColorRole moneyColor(const std::optional<double> &amount) noexcept
{
    const int sign = amount ? moneySign(*amount) : 0;
    return sign == 0 ? ColorRole::Quiet : (sign > 0 ? ColorRole::Up : ColorRole::Down);
}

PositionsModel::PositionsModel(const AccountStore &store, const MarketBoard &board, QObject *parent)
    : QAbstractTableModel{parent},
      m_store{store},
      m_board{board}
{
    connect(&store, &AccountStore::positionChanged, this, &PositionsModel::onPositionChanged);
    connect(&store, &AccountStore::positionsReset, this, &PositionsModel::onStoreReset);
    connect(&store, &AccountStore::confirmedChanged, this, [this] { m_allDirty = true; });
    connect(&store, &AccountStore::accountsChanged, this, [this] { m_allDirty = true; });
    connect(&board, &MarketBoard::definitionChanged, this, [this] { m_allDirty = true; });
    onStoreReset();
}

int PositionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PositionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const Position *PositionsModel::positionAt(int row) const noexcept
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    const auto at = static_cast<std::size_t>(m_rows[static_cast<std::size_t>(row)]);
    return at < m_store.positions().size() ? &m_store.positions()[at] : nullptr;
}

bool PositionsModel::isConfirmed() const noexcept
{
    return m_store.isConfirmed();
}

QVariant PositionsModel::data(const QModelIndex &index, int role) const
{
    const Position *position = index.isValid() ? positionAt(index.row()) : nullptr;
    if (!position)
        return {};
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(*position, column);
    case Qt::ToolTipRole:
        return toolTip(*position, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    case CellColorRole:
        return static_cast<int>(cellColor(*position, column));
    case CellFontRole:
        return static_cast<int>(cellFont(column));
    default:
        return {};
    }
}

QVariant PositionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole && column == Working)
        return tr("Contracts in working orders: buys and sells.");
    if (role == Qt::ToolTipRole && column == Open)
        return tr("Open profit and loss against the last trade, as the server values it.");
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Market:
        return tr("Market");
    case Net:
        return tr("Net");
    case Average:
        return tr("Average");
    case Open:
        return tr("Open P&L");
    case Realised:
        return tr("Realised");
    case Working:
        return tr("Working");
    case Margin:
        return tr("Margin");
    case State:
        return tr("State");
    case AccountOf:
        return tr("Account");
    case ColumnCount:
        break;
    }
    return {};
}

QString PositionsModel::text(const Position &position, Column column) const
{
    const MarketState *market = m_board.find(position.market.market);
    switch (column) {
    case Market:
        return QString::fromStdString(market ? market->displayName() : position.market.market.text());
    case Net:
        return signedQuantityText(position.net());
    case Average:
        return averageText(market && market->definition ? &*market->definition : nullptr,
                           position.net().isZero() ? std::nullopt : position.averageOpen);
    case Open:
        return signedMoneyText(openProfitOf(position));
    case Realised:
        return signedMoneyText(position.profitKnown ? position.realised : std::nullopt);
    case Working:
        if (position.workingBuys.isZero() && position.workingSells.isZero())
            return absentMark;
        //: Working orders of a position: contracts to buy / contracts to sell
        return tr("%1 / %2").arg(quantityText(position.workingBuys), quantityText(position.workingSells));
    case Margin:
        return moneyText(position.margin);
    case State:
        return stateText(position);
    case AccountOf: {
        const Account *account = m_store.account(position.account);
        return QString::fromStdString(account ? account->label() : position.account.text());
    }
    case ColumnCount:
        break;
    }
    return {};
}

QString PositionsModel::stateText(const Position &position) const
{
    if (!m_store.isConfirmed())
        return tr("Unconfirmed");
    if (!position.profitKnown)
        return tr("No figures yet");
    if (position.delayed)
        return tr("Delayed");
    return position.net().isZero() ? tr("Flat") : tr("Confirmed");
}

QString PositionsModel::toolTip(const Position &position, Column column) const
{
    if (column == Open && position.profitKnown && position.unrealised)
        return tr("Against the opposite best price: %1").arg(signedMoneyText(*position.unrealised));
    if (column == Working)
        return tr("%1 to buy and %2 to sell in working orders")
            .arg(quantityText(position.workingBuys), quantityText(position.workingSells));
    if (column == State && !m_store.isConfirmed())
        return tr("The connection is gone. This is what the server told last; it may have changed.");
    return {};
}

ColorRole PositionsModel::cellColor(const Position &position, Column column) const
{
    if (column == State)
        return m_store.isConfirmed() ? ColorRole::Quiet : ColorRole::Warning;
    if (!m_store.isConfirmed())
        return ColorRole::Quiet;
    if (column == Open)
        return moneyColor(openProfitOf(position));
    if (column == Realised)
        return moneyColor(position.profitKnown ? position.realised : std::nullopt);
    if (column == Net && !position.net().isZero())
        return position.net().contracts > 0 ? ColorRole::Bid : ColorRole::Offer;
    return ColorRole::Text;
}

void PositionsModel::onPositionChanged(const AccountId &account, const MarketId &market)
{
    const Position *position = m_store.position(account, market);
    if (position)
        m_dirty.push_back(static_cast<int>(position - m_store.positions().data()));
}

void PositionsModel::onStoreReset()
{
    beginResetModel();
    m_rows.clear();
    m_dirty.clear();
    m_allDirty = false;
    m_rowOf.assign(m_store.positions().size(), -1);
    for (std::size_t place = 0; place < m_store.positions().size(); ++place) {
        if (!isWorthARow(m_store.positions()[place]))
            continue;
        m_rowOf[place] = rowCount();
        m_rows.push_back(static_cast<int>(place));
    }
    endResetModel();
}

void PositionsModel::refresh()
{
    std::vector<int> dirty = std::exchange(m_dirty, {});
    std::sort(dirty.begin(), dirty.end());
    dirty.erase(std::unique(dirty.begin(), dirty.end()), dirty.end());
    m_rowOf.resize(m_store.positions().size(), -1);
    for (const int place : dirty) {
        const auto at = static_cast<std::size_t>(place);
        if (m_rowOf[at] >= 0) {
            if (!m_allDirty)
                emit dataChanged(index(m_rowOf[at], 0), index(m_rowOf[at], ColumnCount - 1));
            continue;
        }
        if (!isWorthARow(m_store.positions()[at]))
            continue;
        beginInsertRows({}, rowCount(), rowCount());
        m_rowOf[at] = rowCount();
        m_rows.push_back(place);
        endInsertRows();
    }
    announceAll();
}

void PositionsModel::announceAll()
{
    if (std::exchange(m_allDirty, false) && !m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

PositionTotals PositionsModel::totals() const
{
    PositionTotals totals{.open = 0.0, .realised = 0.0};
    const Account *first = nullptr;
    for (int row = 0; row < rowCount(); ++row) {
        const Position &position = *positionAt(row);
        const Account *account = m_store.account(position.account);
        first = first ? first : account;
        const bool sameCurrency = !account || !first || account->currency == first->currency;
        add(totals.open, sameCurrency ? openProfitOf(position) : std::nullopt);
        add(totals.realised, sameCurrency && position.profitKnown ? position.realised : std::nullopt);
        totals.positions += position.net().isZero() ? 0 : 1;
    }
    return totals;
}

} // namespace depthdeck::ui
