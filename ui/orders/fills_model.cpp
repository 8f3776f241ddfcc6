// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/fills_model.h"

#include "app/trading/order_store.h"

#include <algorithm>
#include <utility>

namespace depthdeck::ui {

namespace {

std::optional<FillTally> tallyOf(const Fill &fill)
{
    if (fill.busted || fill.isReversal || fill.legIndex >= 0 || !fill.sideKnown)
        return std::nullopt;
    return FillTally{fill.market, fill.side, fill.price, fill.volume.contracts, 1};
}

} // namespace

FillsModel::FillsModel(const OrderStore &store, const MarketBoard &board, QObject *parent)
    : QAbstractItemModel{parent},
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

// The tree. An index of a leg carries the place of its entry, which never changes, plus one; one of the first level 0.

QModelIndex FillsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(entryAt(parent.row()) + 1) : quintptr{0});
}

QModelIndex FillsModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    return createIndex(rowOfEntry(static_cast<std::size_t>(index.internalId() - 1)), 0, quintptr{0});
}

int FillsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_entries.size());
    const bool hasLegs = parent.internalId() == 0 && parent.column() == 0;
    return hasLegs ? static_cast<int>(m_entries[entryAt(parent.row())].legs.size()) : 0;
}

int FillsModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

int FillsModel::rowOfEntry(std::size_t entry) const noexcept
{
    return static_cast<int>(m_entries.size() - 1 - entry);
}

std::size_t FillsModel::entryAt(int row) const noexcept
{
    return m_entries.size() - 1 - static_cast<std::size_t>(row);
}

const Fill *FillsModel::fillOf(const Place &place) const noexcept
{
    if (place.fill >= 0) {
        const auto at = static_cast<std::size_t>(place.fill);
        return at < m_store.fills().size() ? &m_store.fills()[at] : nullptr;
    }
    const auto order = static_cast<std::size_t>(place.order);
    const auto leg = static_cast<std::size_t>(place.leg);
    if (order >= m_store.orders().size() || leg >= m_store.orders()[order].fills.size())
        return nullptr;
    return &m_store.orders()[order].fills[leg];
}

const Fill *FillsModel::fillAt(const QModelIndex &index) const noexcept
{
    if (!index.isValid())
        return nullptr;
    if (index.internalId() == 0)
        return fillOf(m_entries[entryAt(index.row())].place);
    const Entry &entry = m_entries[static_cast<std::size_t>(index.internalId() - 1)];
    return fillOf(entry.legs[static_cast<std::size_t>(index.row())]);
}

// What the store tells

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
            m_pendingLegs.push_back({.order = order, .leg = static_cast<int>(seen)});
}

void FillsModel::onStoreReset()
{
    beginResetModel();
    m_entries.clear();
    m_pending.clear();
    m_pendingLegs.clear();
    m_changedFills.clear();
    m_touchedOrders.clear();
    m_tallies.clear();
    m_busts.clear();
    m_legsSeen.clear();
    m_entryOf.clear();
    m_entriesOf.clear();
    m_average.clear();
    m_changedSpan.reset();
    m_changedLegs.clear();
    m_bought = {};
    m_sold = {};
    for (int fill = 0; fill < static_cast<int>(m_store.fills().size()); ++fill)
        append({.fill = fill});
    m_busts.clear(); // told before this window was there
    endResetModel();
    for (int order = 0; order < static_cast<int>(m_store.orders().size()); ++order)
        collectLegs(order);
    for (const Place &leg : std::exchange(m_pendingLegs, {}))
        adoptLeg(leg);
}

void FillsModel::append(const Place &place)
{
    const std::size_t entry = m_entries.size();
    m_entries.push_back({place, {}, {}});
    const Fill *fill = fillOf(place);
    if (place.fill < 0 || !fill)
        return;
    m_entryOf.emplace(place.fill, entry);
    m_entriesOf[fill->order].push_back(entry);
    if (fill->isReversal && !fill->historical)
        m_busts.push_back(*fill);
    count(m_entries.back());
}

void FillsModel::count(Entry &entry)
{
    const Fill *fill = fillOf(entry.place);
    std::optional<FillTally> now = fill ? tallyOf(*fill) : std::nullopt;
    if (now == entry.counted)
        return;
    const auto add = [this](FillTally tally, int sign) {
        tally.lots *= sign;
        tally.fills *= sign;
        Quantity &sum = tally.side == Side::Buy ? m_bought : m_sold;
        sum = sum + Quantity{tally.lots};
        m_tallies.push_back(std::move(tally));
    };
    if (entry.counted)
        add(*entry.counted, -1);
    if (now)
        add(*now, 1);
    entry.counted = std::move(now);
}

// Below the last fill of the order that was not told after it.
std::optional<std::size_t> FillsModel::parentOf(const Fill &leg) const
{
    const auto found = m_entriesOf.find(leg.order);
    if (found == m_entriesOf.end())
        return std::nullopt;
    std::optional<std::size_t> best;
    for (auto entry = found->second.rbegin(); entry != found->second.rend(); ++entry) {
        const Fill *fill = fillOf(m_entries[*entry].place);
        if (!fill || fill->isReversal != leg.isReversal)
            continue;
        best = *entry;
        if (leg.sequence <= 0 || fill->sequence <= leg.sequence)
            break;
    }
    return best;
}

void FillsModel::adoptLeg(const Place &place)
{
    const Fill *leg = fillOf(place);
    const std::optional<std::size_t> host = leg ? parentOf(*leg) : std::nullopt;
    if (!host) {
        beginInsertRows({}, 0, 0);
        append(place);
        endInsertRows();
        return;
    }
    std::vector<Place> &legs = m_entries[*host].legs;
    const auto row = static_cast<int>(legs.size());
    beginInsertRows(createIndex(rowOfEntry(*host), 0, quintptr{0}), row, row);
    legs.push_back(place);
    endInsertRows();
}

void FillsModel::insertPending()
{
    if (!m_pending.empty()) {
        beginInsertRows({}, 0, static_cast<int>(m_pending.size()) - 1);
        for (const Place &place : std::exchange(m_pending, {}))
            append(place);
        endInsertRows();
    }
    for (const Place &leg : std::exchange(m_pendingLegs, {}))
        adoptLeg(leg);
}

void FillsModel::changed(std::size_t entry)
{
    count(m_entries[entry]);
    if (!m_changedSpan)
        m_changedSpan = {entry, entry};
    m_changedSpan->first = std::min(m_changedSpan->first, entry);
    m_changedSpan->second = std::max(m_changedSpan->second, entry);
    if (!m_entries[entry].legs.empty())
        m_changedLegs.push_back(entry);
}

void FillsModel::announceChanges()
{
    if (!m_changedSpan)
        return;
    const auto [oldest, newest] = *std::exchange(m_changedSpan, std::nullopt);
    emit dataChanged(index(rowOfEntry(newest), 0), index(rowOfEntry(oldest), ColumnCount - 1));
    for (const std::size_t entry : std::exchange(m_changedLegs, {})) {
        const QModelIndex host = index(rowOfEntry(entry), 0);
        emit dataChanged(index(0, 0, host), index(rowCount(host) - 1, ColumnCount - 1, host));
    }
}

void FillsModel::refresh()
{
    if (m_pending.empty() && m_changedFills.empty() && m_touchedOrders.empty())
        return;
    for (const int order : std::exchange(m_touchedOrders, {})) {
        const Order &touched = m_store.orders()[static_cast<std::size_t>(order)];
        m_average.erase(touched.id);
        // The average of each of its rows, and the market of a leg, may have changed.
        if (const auto entries = m_entriesOf.find(touched.id); entries != m_entriesOf.end())
            for (const std::size_t entry : entries->second)
                changed(entry);
        collectLegs(order);
    }
    for (const int fill : std::exchange(m_changedFills, {}))
        if (const auto entry = m_entryOf.find(fill); entry != m_entryOf.end())
            changed(entry->second);
    insertPending();
    announceChanges();
}

} // namespace depthdeck::ui
