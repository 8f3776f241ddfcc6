// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/details_model.h"

#include "ui/common/cell_delegate.h"

#include <algorithm>

namespace depthdeck::ui {

DetailsModel::DetailsModel(const MarketBoard &board, QObject *parent) : QAbstractTableModel{parent}, m_board{board}
{
    // The definition of a leg names it.
    connect(&board, &MarketBoard::definitionChanged, this, [this] { m_isDirty = true; });
}

void DetailsModel::setMarket(const MarketKey &market)
{
    if (m_market == market)
        return;
    m_market = market;
    m_isDirty = true;
    refresh();
}

bool DetailsModel::refresh()
{
    const MarketState *state = m_market ? m_board.find(m_market->market) : nullptr;
    const std::uint64_t revision = state ? state->revision : 0;
    if (!m_isDirty && revision == m_revision)
        return false;
    m_isDirty = false;
    m_revision = revision;
    std::vector<DetailRow> rows = state ? detailRows(*state, m_board) : std::vector<DetailRow>{};
    if (rows == m_rows)
        return false;
    if (!hasSameLines(rows)) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return true;
    }
    m_rows.swap(rows);
    announceChanges(rows);
    return true;
}

bool DetailsModel::hasSameLines(const std::vector<DetailRow> &rows) const
{
    return std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                      [](const DetailRow &a, const DetailRow &b) {
                          return a.caption == b.caption && a.isTitle == b.isTitle && a.link == b.link;
                      });
}

void DetailsModel::announceChanges(const std::vector<DetailRow> &previous)
{
    const auto differs = [&](int row) {
        return m_rows[static_cast<std::size_t>(row)] != previous[static_cast<std::size_t>(row)];
    };
    const int value = static_cast<int>(DetailColumn::Value);
    for (int first = 0; first < rowCount(); ++first) {
        if (!differs(first))
            continue;
        int last = first;
        while (last + 1 < rowCount() && differs(last + 1))
            ++last;
        emit dataChanged(index(first, value), index(last, value), {Qt::DisplayRole, CellColorRole});
        first = last;
    }
}

QString DetailsModel::asText() const
{
    QString text;
    for (const DetailRow &row : m_rows)
        text += row.isTitle ? row.caption + u'\n' : row.caption + u'\t' + row.value + u'\n';
    return text;
}

int DetailsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DetailsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : detailColumnCount;
}

QVariant DetailsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DetailRow &row = rowAt(index.row());
    const bool isCaption = static_cast<DetailColumn>(index.column()) == DetailColumn::Caption;
    switch (role) {
    case Qt::DisplayRole:
        return isCaption ? row.caption : row.value;
    case Qt::ToolTipRole:
        if (isCaption || row.isTitle)
            return {};
        return row.link ? tr("%1\nReturn or a double click shows this market.").arg(row.value) : row.value;
    case CellColorRole: {
        const ColorRole caption = row.isTitle ? ColorRole::Text : ColorRole::Quiet;
        const ColorRole value = row.link ? ColorRole::Accent : row.role;
        return static_cast<int>(isCaption ? caption : value);
    }
    case CellFontRole:
        if (row.isTitle)
            return static_cast<int>(CellFont::Bold);
        return static_cast<int>(CellFont::Words);
    default:
        return {};
    }
}

QVariant DetailsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return static_cast<DetailColumn>(section) == DetailColumn::Caption ? tr("Detail") : tr("Value");
}

} // namespace depthdeck::ui
