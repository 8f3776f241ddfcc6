// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/fills_model.h"

#include "app/market/market_board.h"
#include "app/trading/order_store.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/number_text.h"
#include "ui/common/order_words.h"

#include <utility>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

bool isNumber(int column) noexcept
{
    return column == FillsModel::Time || column == FillsModel::Volume || column == FillsModel::PriceOf;
}

bool showsSide(const Fill &fill) noexcept
{
    return fill.sideKnown && fill.legIndex < 0; // a leg's side is not told (t4-protocol.md f)
}

ColorRole cellColor(const Fill &fill, FillsModel::Column column)
{
    if (fill.busted)
        return column == FillsModel::Note ? ColorRole::Warning : ColorRole::Faint;
    if (column == FillsModel::SideOf && showsSide(fill))
        return sideColor(fill.side);
    const bool isQuiet = fill.legIndex >= 0 || column == FillsModel::Note || column == FillsModel::OrderOf ||
                         column == FillsModel::TradeId;
    return isQuiet ? ColorRole::Quiet : ColorRole::Text;
}

CellFont cellFont(const Fill &fill, FillsModel::Column column) noexcept
{
    if (column == FillsModel::Market && fill.legIndex < 0)
        return CellFont::Bold;
    return isNumber(column) ? CellFont::Numbers : CellFont::Words;
}

} // namespace

FillsModel::FillsModel(const OrderStore &store, const MarketBoard &board, QObject *parent)
    : QAbstractTableModel{parent},
      m_store{store},
      m_board{board}
{
    connect(&store, &OrderStore::fillAdded, this, [this](int fill) { m_pending.push_back({.fill = fill}); });
    connect(&store, &OrderStore::fillChanged, this, [this](int fill) { m_changedFills.push_back(fill); });
    connect(&store, &OrderStore::orderAdded, this, &FillsModel::noteOrder);
    connect(&store, &OrderStore::orderChanged, this, &FillsModel::noteOrder);
    connect(&store, &OrderStore::storeReset, this, &FillsModel::onStoreReset);
    onStoreReset();
}

int FillsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int FillsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

int FillsModel::rowOfEntry(std::size_t entry) const noexcept
{
    return static_cast<int>(m_entries.size() - 1 - entry);
}

const Fill *FillsModel::fillOf(const Entry &entry) const noexcept
{
    if (entry.fill >= 0) {
        const auto at = static_cast<std::size_t>(entry.fill);
        return at < m_store.fills().size() ? &m_store.fills()[at] : nullptr;
    }
    const auto order = static_cast<std::size_t>(entry.order);
    const auto leg = static_cast<std::size_t>(entry.leg);
    if (order >= m_store.orders().size() || leg >= m_store.orders()[order].fills.size())
        return nullptr;
    return &m_store.orders()[order].fills[leg];
}

const Fill *FillsModel::fillAt(int row) const noexcept
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    return fillOf(m_entries[m_entries.size() - 1 - static_cast<std::size_t>(row)]);
}

QVariant FillsModel::data(const QModelIndex &index, int role) const
{
    const Fill *fill = index.isValid() ? fillAt(index.row()) : nullptr;
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
    case Note:
        return tr("Note");
    case OrderOf:
        return tr("Order");
    case TradeId:
        return tr("Exchange trade");
    case ColumnCount:
        break;
    }
    return {};
}

QString FillsModel::marketText(const Fill &fill) const
{
    const MarketState *state = m_board.find(fill.market);
    const QString market = QString::fromStdString(state ? state->displayName() : fill.market.text());
    if (fill.legIndex < 0)
        return market;
    const auto leg = static_cast<std::size_t>(fill.legIndex);
    if (!state || !state->definition || leg >= state->definition->legs.size())
        return market;
    const MarketId &legMarket = state->definition->legs[leg].market;
    const MarketState *legState = m_board.find(legMarket);
    return QString::fromStdString(legState ? legState->displayName() : legMarket.text());
}

QString FillsModel::noteText(const Fill &fill) const
{
    QStringList notes;
    if (fill.busted)
        notes << tr("Busted");
    if (fill.legIndex >= 0) {
        const MarketState *state = m_board.find(fill.market);
        notes << tr("Leg %1 of %2")
                     .arg(fill.legIndex + 1)
                     .arg(QString::fromStdString(state ? state->displayName() : fill.market.text()));
    }
    if (fill.residual.contracts > 0 && fill.legIndex < 0 && !fill.busted)
        notes << tr("%1 left").arg(quantityText(fill.residual));
    return notes.join(u", "_s);
}

QString FillsModel::text(const Fill &fill, Column column) const
{
    switch (column) {
    case Time:
        return timeText(fill.time);
    case Market:
        return marketText(fill);
    case SideOf:
        return showsSide(fill) ? sideText(fill.side) : QString{absentMark};
    case Volume:
        return quantityText(fill.volume);
    case PriceOf: {
        const MarketState *state = m_board.find(fill.market);
        return priceText(state && state->definition ? &*state->definition : nullptr, fill.price);
    }
    case Note:
        return noteText(fill);
    case OrderOf:
        return QString::fromStdString(fill.order.text());
    case TradeId:
        return QString::fromStdString(fill.exchangeTradeId);
    case ColumnCount:
        break;
    }
    return {};
}

void FillsModel::noteOrder(int order)
{
    if (m_touchedOrders.empty() || m_touchedOrders.back() != order)
        m_touchedOrders.push_back(order);
}

// Leg fills have no index of their own in the store: whatever an order's list grew by is looked through once.
void FillsModel::collectLegs(int order)
{
    const std::vector<Fill> &fills = m_store.orders()[static_cast<std::size_t>(order)].fills;
    if (fills.empty())
        return;
    std::size_t &seen = m_legsSeen[order];
    for (; seen < fills.size(); ++seen)
        if (fills[seen].legIndex >= 0)
            m_pending.push_back({.order = order, .leg = static_cast<int>(seen)});
}

void FillsModel::onStoreReset()
{
    beginResetModel();
    m_entries.clear();
    m_pending.clear();
    m_changedFills.clear();
    m_touchedOrders.clear();
    m_legsSeen.clear();
    m_entryOf.clear();
    m_legEntriesOf.clear();
    for (int fill = 0; fill < static_cast<int>(m_store.fills().size()); ++fill)
        append({.fill = fill});
    for (int order = 0; order < static_cast<int>(m_store.orders().size()); ++order)
        collectLegs(order);
    for (const Entry &entry : std::exchange(m_pending, {}))
        append(entry);
    countVolumes();
    endResetModel();
}

void FillsModel::insertPending()
{
    if (m_pending.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(m_pending.size()) - 1);
    for (const Entry &entry : m_pending)
        append(entry);
    m_pending.clear();
    endInsertRows();
}

void FillsModel::append(const Entry &entry)
{
    if (entry.fill >= 0)
        m_entryOf.emplace(entry.fill, m_entries.size());
    else
        m_legEntriesOf[entry.order].push_back(m_entries.size());
    m_entries.push_back(entry);
}

void FillsModel::announceEntry(std::size_t entry)
{
    const int row = rowOfEntry(entry);
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void FillsModel::refresh()
{
    if (m_pending.empty() && m_changedFills.empty() && m_touchedOrders.empty())
        return;
    std::vector<std::size_t> changed;
    for (const int order : std::exchange(m_touchedOrders, {})) {
        if (const auto legs = m_legEntriesOf.find(order); legs != m_legEntriesOf.end())
            changed.insert(changed.end(), legs->second.begin(), legs->second.end());
        collectLegs(order);
    }
    for (const int fill : std::exchange(m_changedFills, {}))
        if (const auto entry = m_entryOf.find(fill); entry != m_entryOf.end())
            changed.push_back(entry->second);
    insertPending();
    for (const std::size_t entry : changed)
        announceEntry(entry);
    countVolumes();
}

void FillsModel::countVolumes()
{
    m_bought = {};
    m_sold = {};
    for (const Fill &fill : m_store.fills()) {
        if (fill.busted || !fill.sideKnown)
            continue;
        Quantity &sum = fill.side == Side::Buy ? m_bought : m_sold;
        sum = sum + fill.volume;
    }
}

} // namespace depthdeck::ui
