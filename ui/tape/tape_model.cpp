// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tape/tape_model.h"

#include "ui/common/cell_delegate.h"
#include "ui/common/market_words.h"

#include <algorithm>

namespace depthdeck::ui {

namespace {

constexpr std::int64_t meanScale = 64; // the mean follows over about as many prints
constexpr std::int64_t bigFactor = 5;
constexpr std::int32_t smallestBigSize = 10;

} // namespace

TapeModel::TapeModel(const MarketBoard &board, QObject *parent) : QAbstractTableModel{parent}, m_board{board}
{
    connect(&board, &MarketBoard::definitionChanged, this, [this](const MarketId &market) {
        if (m_market && m_market->market == market && !m_prints.empty())
            emit dataChanged(index(0, static_cast<int>(TapeColumn::Price)),
                             index(rowCount() - 1, static_cast<int>(TapeColumn::Price)), {Qt::DisplayRole});
    });
}

const MarketState *TapeModel::state() const noexcept
{
    return m_market ? m_board.find(m_market->market) : nullptr;
}

const Market *TapeModel::definition() const noexcept
{
    const MarketState *market = state();
    return market && market->definition ? &*market->definition : nullptr;
}

void TapeModel::setMarket(const MarketKey &market)
{
    if (m_market == market)
        return;
    m_market = market;
    startOver();
}

void TapeModel::setSmallestSize(Quantity size)
{
    const Quantity smallest = std::max(size, Quantity{1});
    if (m_smallest == smallest)
        return;
    m_smallest = smallest;
    startOver();
}

void TapeModel::setTimeZone(TimeZone zone)
{
    if (m_zone == zone)
        return;
    m_zone = zone;
    const int column = static_cast<int>(TapeColumn::Time);
    emit headerDataChanged(Qt::Horizontal, column, column);
    if (!m_prints.empty())
        emit dataChanged(index(0, column), index(rowCount() - 1, column), {Qt::DisplayRole});
}

std::optional<Price> TapeModel::change(const Trade &trade) const noexcept
{
    return m_settlement ? trade.price.minus(*m_settlement) : std::nullopt;
}

/// A settlement that arrives or changes is another one for every print.
void TapeModel::noteSettlement()
{
    const MarketState *market = state();
    const std::optional<Price> settlement = market ? market->quote.settlement : std::nullopt;
    if (m_settlement == settlement)
        return;
    m_settlement = settlement;
    const int column = static_cast<int>(TapeColumn::Change);
    if (!m_prints.empty())
        emit dataChanged(index(0, column), index(rowCount() - 1, column), {Qt::DisplayRole, CellColorRole});
}

void TapeModel::startOver()
{
    beginResetModel();
    m_settlement = state() ? state()->quote.settlement : std::nullopt;
    m_prints.clear();
    m_usualSize = 0;
    m_seen = 0;
    if (const MarketState *market = state()) {
        for (Print &print : takeNew(market->tape))
            m_prints.push_back(std::move(print));
    }
    endResetModel();
}

/// Whether @p volume is big beside those before it.
bool TapeModel::measure(Quantity volume) noexcept
{
    const std::int64_t scaled = volume.contracts * meanScale;
    const bool big = m_usualSize > 0 && volume.contracts >= smallestBigSize && scaled >= bigFactor * m_usualSize;
    m_usualSize = m_usualSize == 0 ? scaled : m_usualSize + (scaled - m_usualSize) / meanScale;
    return big;
}

std::vector<TapeModel::Print> TapeModel::takeNew(const Tape &tape)
{
    const std::uint64_t unseen = tape.totalAppended() - m_seen;
    m_seen = tape.totalAppended();
    const std::deque<Trade> &trades = tape.trades();
    const auto count = static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(unseen, trades.size()));
    std::vector<Print> prints;
    for (auto trade = trades.end() - count; trade != trades.end(); ++trade) {
        const bool big = measure(trade->volume);
        if (trade->volume >= m_smallest)
            prints.push_back({*trade, big});
    }
    std::reverse(prints.begin(), prints.end());
    if (prints.size() > maxRows)
        prints.resize(maxRows);
    return prints;
}

int TapeModel::refresh()
{
    noteSettlement();
    const MarketState *market = state();
    if (!market || market->tape.totalAppended() == m_seen) {
        const bool cleared = market && market->tape.trades().empty() && !m_prints.empty();
        if (cleared)
            startOver(); // the market was released meanwhile
        return 0;
    }
    std::vector<Print> prints = takeNew(market->tape);
    const int count = static_cast<int>(prints.size());
    if (count == 0)
        return 0;
    if (const int surplus = rowCount() + count - maxRows; surplus > 0) {
        beginRemoveRows({}, rowCount() - surplus, rowCount() - 1);
        m_prints.erase(m_prints.end() - surplus, m_prints.end());
        endRemoveRows();
    }
    beginInsertRows({}, 0, count - 1);
    m_prints.insert(m_prints.begin(), std::make_move_iterator(prints.begin()), std::make_move_iterator(prints.end()));
    endInsertRows();
    return count;
}

QString TapeModel::text(int row, TapeColumn column) const
{
    const Trade &trade = m_prints[static_cast<std::size_t>(row)].trade;
    switch (column) {
    case TapeColumn::Time:
        return timeText(trade.time, m_zone);
    case TapeColumn::Price:
        return priceText(definition(), trade.price);
    case TapeColumn::Size:
        return quantityText(trade.volume);
    case TapeColumn::Change:
        return changeText(definition(), change(trade));
    case TapeColumn::Volume:
        return countText(trade.totalVolume);
    case TapeColumn::Side: {
        QStringList words{bookSideText(trade.at)};
        if (trade.merged)
            //: Several prints that arrived as one
            words += tr("merged");
        if (trade.dueToSpread)
            //: The print comes from a trade in a spread market
            words += tr("spread");
        return words.join(QStringLiteral(", "));
    }
    }
    return {};
}

ColorRole TapeModel::color(int row, TapeColumn column) const
{
    if (column == TapeColumn::Time || column == TapeColumn::Volume)
        return ColorRole::Quiet;
    if (column == TapeColumn::Size)
        return ColorRole::Text;
    if (column == TapeColumn::Change) {
        const auto change = this->change(m_prints[static_cast<std::size_t>(row)].trade);
        return !change || change->isZero() ? ColorRole::Quiet
                                           : (change->isNegative() ? ColorRole::Down : ColorRole::Up);
    }
    switch (m_prints[static_cast<std::size_t>(row)].trade.at) {
    case BookSide::Bid:
        return ColorRole::Bid;
    case BookSide::Offer:
        return ColorRole::Offer;
    case BookSide::Undefined:
        break;
    }
    return ColorRole::Text;
}

Qt::Alignment TapeModel::alignment(TapeColumn column) noexcept
{
    return (column == TapeColumn::Side ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
}

int TapeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_prints.size());
}

int TapeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : tapeColumnCount;
}

QVariant TapeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = static_cast<TapeColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), column);
    case Qt::TextAlignmentRole:
        return static_cast<int>(alignment(column));
    case CellColorRole:
        return static_cast<int>(color(index.row(), column));
    case CellFontRole:
        return static_cast<int>(column == TapeColumn::Side ? CellFont::Words : CellFont::Numbers);
    case Qt::ToolTipRole:
        return m_prints[static_cast<std::size_t>(index.row())].trade.merged && column == TapeColumn::Side
                   ? tr("Several prints arrived as one: the data is conflated.")
                   : QVariant{};
    default:
        return {};
    }
}

QVariant TapeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= tapeColumnCount)
        return {};
    const auto column = static_cast<TapeColumn>(section);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(alignment(column));
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case TapeColumn::Time:
        return m_zone == TimeZone::Chicago ? tr("Time (Chicago)") : tr("Time (local)");
    case TapeColumn::Price:
        return tr("Price");
    case TapeColumn::Size:
        return tr("Size");
    case TapeColumn::Change:
        return tr("Change");
    case TapeColumn::Volume:
        return tr("Volume");
    case TapeColumn::Side:
        return tr("Side");
    }
    return {};
}

} // namespace depthdeck::ui
