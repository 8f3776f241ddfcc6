// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/positions/positions_model.h"

#include "app/market/market_board.h"
#include "app/trading/account_store.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/number_text.h"
#include "ui/common/state_icon.h"
#include "ui/positions/own_profits.h"
#include "ui/positions/position_columns.h"

#include <algorithm>
#include <utility>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

bool isNumber(int column) noexcept
{
    return positionColumn(static_cast<PositionsModel::Column>(column)).isNumber;
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

std::optional<double> dayProfitOf(const Position &position) noexcept
{
    const PositionProfitDetail &detail = position.profitDetail;
    const std::optional<double> open = detail.dayUnrealisedTrade ? detail.dayUnrealisedTrade : detail.dayUnrealised;
    if (!position.profitKnown || (!detail.dayRealised && !open))
        return std::nullopt;
    return detail.dayRealised.value_or(0.0) + open.value_or(0.0);
}

QString pairText(Quantity buys, Quantity sells)
{
    if (buys.isZero() && sells.isZero())
        return absentMark;
    //: Contracts to buy / contracts to sell
    return PositionsModel::tr("%1 / %2").arg(quantityText(buys), quantityText(sells));
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

bool isMoneyChange(PositionsModel::Column column) noexcept
{
    switch (column) {
    case PositionsModel::Open:
    case PositionsModel::Realised:
    case PositionsModel::OwnOpen:
    case PositionsModel::OwnRealised:
    case PositionsModel::OpenBest:
    case PositionsModel::Day:
        return true;
    default:
        return false;
    }
}

} // namespace

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
    case CellShapeRole: {
        const ProfitComparison *comparison = column == Check ? comparisonOf(*position) : nullptr;
        const bool alarms = comparison && comparison->verdict == ProfitVerdict::Differs;
        return alarms ? QVariant{static_cast<int>(StateShape::Triangle)} : QVariant{};
    }
    default:
        return {};
    }
}

QVariant PositionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const PositionColumn &fact = positionColumn(static_cast<Column>(section));
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (fact.isNumber ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole)
        return *fact.hint == '\0' ? QVariant{} : tr(fact.hint);
    return role == Qt::DisplayRole ? tr(fact.title) : QVariant{};
}

void PositionsModel::useOwnProfits(const OwnProfits &own)
{
    m_own = &own;
    connect(&own, &OwnProfits::changed, this, &PositionsModel::onPositionChanged);
    m_allDirty = true;
}

const ProfitComparison *PositionsModel::comparisonOf(const Position &position) const
{
    return m_own ? m_own->find(position.account, position.market.market) : nullptr;
}

std::optional<double> PositionsModel::amountOf(const Position &position, Column column) const
{
    const ProfitComparison *own = comparisonOf(position);
    switch (column) {
    case Open:
        return openProfitOf(position);
    case Realised:
        return position.profitKnown ? position.realised : std::nullopt;
    case OpenBest:
        return position.profitKnown ? position.unrealised : std::nullopt;
    case Day:
        return dayProfitOf(position);
    case OwnOpen:
        return own ? own->ownUnrealised : std::nullopt;
    case OwnRealised:
        return own ? own->ownRealised : std::nullopt;
    default:
        return std::nullopt;
    }
}

QString PositionsModel::text(const Position &position, Column column) const
{
    if (isMoneyChange(column))
        return signedMoneyText(amountOf(position, column));
    const MarketState *market = m_board.find(position.market.market);
    switch (column) {
    case Market:
        return textOf(market ? market->displayName() : position.market.market.text());
    case Net:
        return signedQuantityText(position.net());
    case Average:
        return averageText(market && market->definition ? &*market->definition : nullptr,
                           position.net().isZero() ? std::nullopt : position.averageOpen);
    case Working:
        return pairText(position.workingBuys, position.workingSells);
    case Margin:
        return moneyText(position.margin);
    case State:
        return stateText(position);
    case AccountOf: {
        const Account *account = m_store.account(position.account);
        return textOf(account ? account->label() : position.account.text());
    }
    case Check:
        return verdictText(comparisonOf(position));
    case Traded:
        return pairText(position.buys, position.sells);
    case Overnight:
        return signedQuantityText(position.overnight);
    case Fees:
        return moneyText(position.feesAndCommissions);
    case Risk: {
        const QString risk = riskStatusText(position.riskStatus);
        return risk.isEmpty() ? QString{absentMark} : risk;
    }
    case Updated:
        return timeText(position.profitTime);
    default:
        return {};
    }
}

QString PositionsModel::stateText(const Position &position) const
{
    if (!m_store.isConfirmed())
        return tr("Unconfirmed");
    if (isRiskAlarm(position.riskStatus))
        return riskStatusText(position.riskStatus);
    if (!position.profitKnown)
        return tr("No figures yet");
    if (position.delayed)
        return tr("Delayed");
    return position.net().isZero() ? tr("Flat") : tr("Confirmed");
}

QString PositionsModel::toolTip(const Position &position, Column column) const
{
    switch (column) {
    case Open:
        return position.profitKnown && position.unrealised
                   ? tr("Against the opposite best price: %1").arg(signedMoneyText(*position.unrealised))
                   : QString{};
    case Working:
        return tr("%1 to buy and %2 to sell in working orders")
            .arg(quantityText(position.workingBuys), quantityText(position.workingSells));
    case State:
        return m_store.isConfirmed()
                   ? QString{}
                   : tr("The connection is gone. This is what the server told last; it may have changed.");
    case OwnOpen:
    case OwnRealised:
    case Check:
        return verdictSentence(comparisonOf(position));
    default:
        return text(position, column);
    }
}

ColorRole PositionsModel::cellColor(const Position &position, Column column) const
{
    const bool confirmed = m_store.isConfirmed();
    const ProfitComparison *own = comparisonOf(position);
    const bool differs = own && own->verdict == ProfitVerdict::Differs;
    switch (column) {
    case State:
        return confirmed && !isRiskAlarm(position.riskStatus) ? ColorRole::Quiet : ColorRole::Warning;
    case Risk:
        return isRiskAlarm(position.riskStatus) ? ColorRole::Warning : ColorRole::Quiet;
    case OwnOpen:
    case OwnRealised:
    case Check:
        return differs ? ColorRole::Warning : ColorRole::Quiet;
    default:
        break;
    }
    if (!confirmed)
        return ColorRole::Quiet;
    if (isMoneyChange(column))
        return moneyColor(amountOf(position, column));
    if (column == Net && !position.net().isZero())
        return position.net().contracts > 0 ? ColorRole::Bid : ColorRole::Offer;
    return ColorRole::Text;
}

void PositionsModel::onPositionChanged(const AccountId &account, const MarketId &market)
{
    const Position *position = m_store.position(account, market);
    if (!position)
        return;
    m_totals.reset();
    m_dirty.push_back(static_cast<int>(position - m_store.positions().data()));
}

void PositionsModel::onStoreReset()
{
    beginResetModel();
    m_rows.clear();
    m_dirty.clear();
    m_allDirty = false;
    m_totals.reset();
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
    if (!std::exchange(m_allDirty, false))
        return;
    m_totals.reset();
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const PositionTotals &PositionsModel::totals() const
{
    if (!m_totals)
        m_totals = countTotals();
    return *m_totals;
}

PositionTotals PositionsModel::countTotals() const
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
        const ProfitComparison *own = comparisonOf(position);
        totals.differences += own && own->verdict == ProfitVerdict::Differs ? 1 : 0;
    }
    return totals;
}

} // namespace depthdeck::ui
