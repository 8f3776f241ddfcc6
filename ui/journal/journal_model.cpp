// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/journal/journal_model.h"

#include "app/storage/journal/journal_words.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/number_text.h"
#include "ui/common/state_icon.h"
#include "ui/journal/journal_text.h"

namespace depthdeck::ui {

namespace {

/// What needs a trader's eye stands out by shape and colour.
bool isBad(JournalKind kind)
{
    switch (kind) {
    case JournalKind::LoginRefused:
    case JournalKind::IntentNotSent:
    case JournalKind::Refused:
    case JournalKind::OrderRefused:
    case JournalKind::FillBusted:
    case JournalKind::KillSwitch:
    case JournalKind::WithoutJournal:
        return true;
    default:
        return false;
    }
}

StateShape shapeOf(JournalKind kind)
{
    if (isBad(kind))
        return StateShape::Exclamation;
    switch (groupOf(kind)) {
    case JournalGroup::Intents:
        return StateShape::Square;
    case JournalGroup::Orders:
        return StateShape::Ring;
    case JournalGroup::Fills:
        return StateShape::Dot;
    case JournalGroup::Guards:
        return StateShape::Lock;
    case JournalGroup::Session:
    case JournalGroup::All:
        break;
    }
    return StateShape::DottedRing;
}

bool isNumber(JournalModel::Column column)
{
    return column == JournalModel::Time || column == JournalModel::Volume || column == JournalModel::Price;
}

/// The server's word for it and the words beside, on one line.
QString whatHappened(const JournalEntry &entry)
{
    QStringList parts{entry.change.isEmpty() ? entry.status : entry.change, entry.detail.simplified()};
    parts.removeAll(QString{});
    return parts.join(QStringLiteral(" · "));
}

ColorRole colorOf(JournalModel::Column column, const JournalEntry &entry)
{
    switch (column) {
    case JournalModel::Event:
        return isBad(entry.kind) ? ColorRole::Warning : ColorRole::Quiet;
    case JournalModel::Side:
        return entry.side == Side::Sell ? ColorRole::Offer : ColorRole::Bid;
    case JournalModel::Time:
    case JournalModel::By:
        return ColorRole::Quiet;
    default:
        return ColorRole::Text;
    }
}

} // namespace

JournalModel::JournalModel(QObject *parent) : QAbstractTableModel{parent} {}

JournalModel::Line JournalModel::lineOf(JournalRow row)
{
    const JournalEntry &entry = row.entry;
    Line line;
    line.cells[Time] = journalTimeText(entry.at);
    line.cells[Event] = journalKindText(entry.kind);
    line.cells[Account] = textOf(entry.account);
    line.cells[Market] = textOf(entry.market);
    if (entry.side)
        line.cells[Side] = *entry.side == depthdeck::Side::Buy ? tr("Buy") : tr("Sell");
    if (entry.volume)
        line.cells[Volume] = quantityText(*entry.volume);
    if (entry.price)
        line.cells[Price] = priceText(nullptr, *entry.price);
    line.cells[By] = manualText(entry.manual);
    line.cells[Detail] = whatHappened(entry);
    line.row = std::move(row);
    return line;
}

int JournalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int JournalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant JournalModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Line &line = m_lines[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return line.cells[static_cast<std::size_t>(column)];
    case Qt::ToolTipRole:
        return column == Detail && !line.row.entry.detail.isEmpty() ? QVariant{line.row.entry.detail} : QVariant{};
    case Qt::TextAlignmentRole:
        return static_cast<int>((column == Volume || column == Price ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    case CellColorRole:
        return static_cast<int>(colorOf(column, line.row.entry));
    case CellFontRole:
        return static_cast<int>(isNumber(column) ? CellFont::Numbers : CellFont::Words);
    case CellShapeRole:
        return column == Event ? QVariant{static_cast<int>(shapeOf(line.row.entry.kind))} : QVariant{};
    default:
        return {};
    }
}

QVariant JournalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((column == Volume || column == Price ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Time:
        return tr("Time (UTC)");
    case Event:
        return tr("Event");
    case Account:
        return tr("Account");
    case Market:
        return tr("Market");
    case Side:
        return tr("Side");
    case Volume:
        return tr("Quantity");
    case Price:
        return tr("Price");
    case By:
        //: Column title: entered by a person or by a rule
        return tr("By");
    case Detail:
        return tr("Detail");
    case ColumnCount:
        break;
    }
    return {};
}

bool JournalModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_hasOlder && !m_isOlderAsked && !m_lines.empty() && rowCount() < maxRows;
}

void JournalModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_isOlderAsked = true;
    emit olderWanted();
}

void JournalModel::replace(std::vector<JournalRow> rows, bool hasOlder)
{
    beginResetModel();
    m_lines.clear();
    for (JournalRow &row : rows)
        m_lines.push_back(lineOf(std::move(row)));
    m_hasOlder = hasOlder;
    m_isOlderAsked = false;
    endResetModel();
}

void JournalModel::appendOlder(std::vector<JournalRow> rows, bool hasOlder)
{
    m_isOlderAsked = false;
    m_hasOlder = hasOlder;
    if (rows.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(rows.size()) - 1);
    for (JournalRow &row : rows)
        m_lines.push_back(lineOf(std::move(row)));
    endInsertRows();
}

void JournalModel::prependNewer(std::vector<JournalRow> rows)
{
    if (rows.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(rows.size()) - 1);
    for (auto row = rows.rbegin(); row != rows.rend(); ++row)
        m_lines.push_front(lineOf(std::move(*row)));
    endInsertRows();
    dropBeyondBound();
}

void JournalModel::dropBeyondBound()
{
    if (rowCount() <= maxRows)
        return;
    beginRemoveRows({}, maxRows, rowCount() - 1);
    m_lines.resize(maxRows);
    m_hasOlder = true;
    endRemoveRows();
}

const JournalRow *JournalModel::row(int number) const noexcept
{
    return number >= 0 && number < rowCount() ? &m_lines[static_cast<std::size_t>(number)].row : nullptr;
}

std::int64_t JournalModel::oldest() const noexcept
{
    return m_lines.empty() ? 0 : m_lines.back().row.sequence;
}

} // namespace depthdeck::ui
