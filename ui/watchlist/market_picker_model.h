// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/rest/market_directory.h"

#include <QAbstractListModel>

#include <variant>
#include <vector>

namespace depthdeck::ui {

/// The way back to where one came from, the first row while browsing.
struct PickerBack
{
    friend bool operator==(const PickerBack &, const PickerBack &) = default;
};

/// What a row of the picker stands for. A market or a contract can be opened, the others lead further down.
using PickerEntry = std::variant<PickerBack, ExchangeEntry, ContractEntry, GroupEntry, MarketEntry>;

struct PickerRow
{
    PickerEntry entry;
    QString text;
    QString detail;        ///< on the right, quiet
    bool indented = false; ///< belongs to the contract above it
};

/// The list "Markets found".
class MarketPickerModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role : int { DetailRole = Qt::UserRole + 1, IndentRole };

    using QAbstractListModel::QAbstractListModel;

    void setRows(std::vector<PickerRow> rows);
    /// Puts @p rows behind row @p after.
    void insertRows(int after, std::vector<PickerRow> rows);
    [[nodiscard]] const PickerRow &row(int at) const { return m_rows[static_cast<std::size_t>(at)]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    using QAbstractListModel::insertRows;
    std::vector<PickerRow> m_rows;
};

} // namespace depthdeck::ui
