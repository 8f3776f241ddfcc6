// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/account.h"

#include <QAbstractTableModel>

#include <vector>

namespace depthdeck {
class AccountStore;
}

namespace depthdeck::ui {

class OwnProfits;

/// The accounts of the login, a row each. Announces the changed rows once a frame, in refresh().
class AccountsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// In the sequence of the model; a view shows and orders them as the trader chose.
    enum Column : int {
        Name,
        Status,
        Balance,
        Available,
        Open,
        Realised,
        Margin,
        WorkingOrders,
        WorkingVolume,
        Day,
        OwnDay,
        Warnings,
        ColumnCount
    };

    explicit AccountsModel(const AccountStore &store, QObject *parent = nullptr);

    /// Stable, for the settings; by column.
    [[nodiscard]] static QStringList columnNames();
    /// The widest text expected in each.
    [[nodiscard]] static QStringList columnSamples();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Where this program's own figures come from; must outlive this.
    void useOwnProfits(const OwnProfits &own);
    void refresh();
    /// Nullptr for a row that is not there.
    [[nodiscard]] const Account *accountAt(int row) const noexcept;

private:
    [[nodiscard]] QString text(const Account &account, Column column) const;
    [[nodiscard]] QString warningText(const Account &account) const;
    [[nodiscard]] int colorOf(const Account &account, Column column) const;

    const AccountStore &m_store;
    const OwnProfits *m_own = nullptr;
    std::vector<AccountId> m_rows;
    std::vector<AccountId> m_dirty;
    bool m_listChanged = false;
};

} // namespace depthdeck::ui
