// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/watchlist/market_picker_model.h"

namespace depthdeck::ui {

void MarketPickerModel::setRows(std::vector<PickerRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void MarketPickerModel::insertRows(int after, std::vector<PickerRow> rows)
{
    if (rows.empty())
        return;
    beginInsertRows({}, after + 1, after + static_cast<int>(rows.size()));
    m_rows.insert(m_rows.begin() + after + 1, std::make_move_iterator(rows.begin()),
                  std::make_move_iterator(rows.end()));
    endInsertRows();
}

int MarketPickerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant MarketPickerModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PickerRow &shown = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return shown.text;
    case DetailRole:
    case Qt::AccessibleDescriptionRole:
        return shown.detail;
    case IndentRole:
        return shown.indented;
    default:
        return {};
    }
}

} // namespace depthdeck::ui
