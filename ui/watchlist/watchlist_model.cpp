// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/watchlist/watchlist_model.h"

#include "ui/common/cell_delegate.h"
#include "ui/common/market_words.h"
#include "ui/common/motion.h"
#include "ui/common/number_text.h"
#include "ui/common/state_icon.h"

#include <algorithm>

namespace depthdeck::ui {

namespace {

const QString &dash()
{
    static const QString text{absentMark};
    return text;
}

} // namespace

WatchlistModel::WatchlistModel(const MarketBoard &board, const Clock &clock, QObject *parent)
    : QAbstractTableModel{parent},
      m_board{board},
      m_clock{clock}
{
    connect(&board, &MarketBoard::definitionChanged, this,
            [this](const MarketId &market) { m_redefined.insert(market); });
}

void WatchlistModel::setMarkets(const std::vector<MarketKey> &markets)
{
    beginResetModel();
    m_rows.clear();
    std::unordered_set<MarketId> listed;
    for (const MarketKey &market : markets) {
        if (!listed.insert(market.market).second)
            continue;
        m_rows.emplace_back(market);
        updateRow(m_rows.back());
    }
    endResetModel();
}

std::vector<MarketKey> WatchlistModel::markets() const
{
    std::vector<MarketKey> keys;
    keys.reserve(m_rows.size());
    for (const WatchlistRow &row : m_rows)
        keys.push_back(row.key());
    return keys;
}

int WatchlistModel::rowOf(const MarketId &market) const noexcept
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const WatchlistRow &row) { return row.key().market == market; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int WatchlistModel::addMarket(const MarketKey &market)
{
    if (const int listed = rowOf(market.market); listed >= 0)
        return listed;
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_rows.emplace_back(market);
    updateRow(m_rows.back());
    endInsertRows();
    return row;
}

void WatchlistModel::removeMarket(int row)
{
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
}

bool WatchlistModel::moveMarket(int from, int to)
{
    if (from == to || from < 0 || to < 0 || from >= rowCount() || to >= rowCount())
        return false;
    beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    const auto first = m_rows.begin();
    if (from < to)
        std::rotate(first + from, first + from + 1, first + to + 1);
    else
        std::rotate(first + to, first + from, first + from + 1);
    endMoveRows();
    return true;
}

void WatchlistModel::setVisibleRows(int first, int last)
{
    m_firstVisible = first;
    m_lastVisible = last;
}

WatchlistColumns WatchlistModel::updateRow(WatchlistRow &row) const
{
    row.find(m_board);
    if (!m_redefined.empty() && m_redefined.erase(row.key().market) > 0)
        row.forgetTexts();
    return row.update();
}

void WatchlistModel::refresh()
{
    const SteadyTime now = m_clock.steadyNow();
    const bool anyFlash = m_lastFlashEnds != SteadyTime{};
    const int last = std::min(m_lastVisible, rowCount() - 1);
    for (int line = std::max(0, m_firstVisible); line <= last; ++line) {
        WatchlistRow &row = m_rows[static_cast<std::size_t>(line)];
        row.find(m_board);
        WatchlistColumns columns;
        if (row.isBehind()) {
            WatchlistColumns hadValue;
            for (std::size_t column = 0; column < watchlistColumnCount; ++column)
                hadValue[column] = row.text(static_cast<WatchlistColumn>(column)) != dash();
            columns = updateRow(row);
            columns |= flashChanges(row, columns, hadValue);
            if (columns[at(WatchlistColumn::State)])
                columns.set(); // prices of another state look different in every column
        }
        if (anyFlash)
            columns |= endFlashes(row, now);
        if (columns.any())
            announce(line, columns);
    }
    if (now >= m_lastFlashEnds)
        m_lastFlashEnds = {};
}

WatchlistColumns WatchlistModel::flashChanges(WatchlistRow &row, WatchlistColumns changed,
                                              const WatchlistColumns &hadValue)
{
    if (!m_flashing)
        return {};
    changed &= hadValue; // a first value is not a change
    WatchlistColumns started;
    for (std::size_t column = 0; column < watchlistColumnCount; ++column) {
        const auto which = static_cast<WatchlistColumn>(column);
        if (!changed[column] || !row.flashColor(which))
            continue;
        m_lastFlashEnds = m_clock.steadyNow() + flashTime;
        row.flash(which, m_lastFlashEnds);
        started.set(column);
    }
    return started;
}

WatchlistColumns WatchlistModel::endFlashes(WatchlistRow &row, SteadyTime now) const noexcept
{
    WatchlistColumns ended;
    for (std::size_t column = 0; column < watchlistColumnCount; ++column) {
        const auto which = static_cast<WatchlistColumn>(column);
        if (row.flashUntil(which) == SteadyTime{} || row.flashUntil(which) > now)
            continue;
        row.flash(which, SteadyTime{});
        ended.set(column);
    }
    return ended;
}

void WatchlistModel::announce(int row, const WatchlistColumns &columns)
{
    for (int first = 0; first < watchlistColumnCount; ++first) {
        if (!columns[static_cast<std::size_t>(first)])
            continue;
        int last = first;
        while (last + 1 < watchlistColumnCount && columns[static_cast<std::size_t>(last + 1)])
            ++last;
        emit dataChanged(index(row, first), index(row, last), {Qt::DisplayRole, CellColorRole, CellFlashRole});
        first = last;
    }
}

QString WatchlistModel::summary() const
{
    if (m_rows.empty())
        return {};
    std::array<int, 6> counts{};
    for (const WatchlistRow &row : m_rows) {
        const MarketState *state = m_board.find(row.key().market);
        ++counts[static_cast<std::size_t>(state ? state->freshness : Freshness::Waiting)];
    }
    const QString markets = rowCount() == 1 ? tr("1 market") : tr("%1 markets").arg(rowCount());
    QStringList parts;
    for (const Freshness freshness : {Freshness::Live, Freshness::Delayed, Freshness::Stale, Freshness::Closed,
                                      Freshness::Waiting, Freshness::Refused}) {
        const int count = counts[static_cast<std::size_t>(freshness)];
        const QString word = freshnessText(freshness).toLower();
        if (count == rowCount())
            //: After the number of markets: "9 markets · all live"
            return rowCount() == 1 ? tr("%1 · %2").arg(markets, word) : tr("%1 · all %2").arg(markets, word);
        if (count > 0)
            parts += tr("%1 %2").arg(count).arg(word);
    }
    return tr("%1 · %2").arg(markets, parts.join(QStringLiteral(", ")));
}

const WatchlistRow &WatchlistModel::currentRow(int at) const
{
    WatchlistRow &row = m_rows[static_cast<std::size_t>(at)];
    if (!isVisible(at)) {
        row.find(m_board);
        if (row.isBehind())
            updateRow(row);
    }
    return row;
}

std::optional<ColorRole> WatchlistModel::flashOf(int row, WatchlistColumn column) const
{
    const WatchlistRow &shown = rowAt(row);
    return shown.flashUntil(column) == SteadyTime{} ? std::nullopt : shown.flashColor(column);
}

Qt::Alignment WatchlistModel::alignment(WatchlistColumn column) noexcept
{
    const bool words = column == WatchlistColumn::Market || column == WatchlistColumn::State;
    return (words ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
}

int WatchlistModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int WatchlistModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : watchlistColumnCount;
}

QVariant WatchlistModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = static_cast<WatchlistColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return currentRow(index.row()).text(column);
    case Qt::TextAlignmentRole:
        return static_cast<int>(alignment(column));
    case CellColorRole:
        return static_cast<int>(currentRow(index.row()).color(column));
    case CellFlashRole: {
        const auto flash = flashOf(index.row(), column);
        return flash ? QVariant{static_cast<int>(*flash)} : QVariant{};
    }
    case CellShapeRole: {
        const MarketState *state = currentRow(index.row()).state();
        return column == WatchlistColumn::State
                   ? QVariant{static_cast<int>(shapeOf(state ? state->freshness : Freshness::Waiting))}
                   : QVariant{};
    }
    case CellFontRole:
        if (column == WatchlistColumn::Market)
            return static_cast<int>(CellFont::Bold);
        return static_cast<int>(column == WatchlistColumn::State ? CellFont::Words : CellFont::Numbers);
    case Qt::ToolTipRole: {
        const MarketState *state = currentRow(index.row()).state();
        if (column == WatchlistColumn::Market)
            return textOf(state && state->definition && !state->definition->details.empty()
                              ? state->definition->details
                              : market(index.row()).market.text());
        if (column == WatchlistColumn::State && state)
            return modeText(state->refused.value_or(state->book.mode));
        return {};
    }
    default:
        return {};
    }
}

QVariant WatchlistModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= watchlistColumnCount)
        return {};
    const auto column = static_cast<WatchlistColumn>(section);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(alignment(column));
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case WatchlistColumn::Market:
        return tr("Market");
    case WatchlistColumn::BidSize:
        return tr("Bid size");
    case WatchlistColumn::Bid:
        return tr("Bid");
    case WatchlistColumn::Offer:
        return tr("Offer");
    case WatchlistColumn::OfferSize:
        return tr("Offer size");
    case WatchlistColumn::Last:
        return tr("Last");
    case WatchlistColumn::Change:
        return tr("Change");
    case WatchlistColumn::Volume:
        return tr("Volume");
    case WatchlistColumn::High:
        return tr("High");
    case WatchlistColumn::Low:
        return tr("Low");
    case WatchlistColumn::Open:
        return tr("Open");
    case WatchlistColumn::Settlement:
        return tr("Settlement");
    case WatchlistColumn::Vwap:
        //: Column title: volume weighted average price
        return tr("VWAP");
    case WatchlistColumn::OpenInterest:
        return tr("Open interest");
    case WatchlistColumn::ClearedVolume:
        return tr("Cleared volume");
    case WatchlistColumn::State:
        return tr("State");
    }
    return {};
}

Qt::ItemFlags WatchlistModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled; // between the rows
    return Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
}

} // namespace depthdeck::ui
