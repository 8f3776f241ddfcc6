// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/account.h"

#include <QAbstractTableModel>

#include <vector>

namespace depthdeck {
class AccountStore;
}

namespace depthdeck::ui {

/// The accounts of the login, a row each. Announces the changed rows once a frame, in refresh().
class AccountsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int { Name, Status, Balance, Available, Open, Realised, Margin, WorkingOrders, ColumnCount };

    explicit AccountsModel(const AccountStore &store, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void refresh();
    /// Nullptr for a row that is not there.
    [[nodiscard]] const Account *accountAt(int row) const noexcept;

private:
    [[nodiscard]] QString text(const Account &account, Column column) const;

    const AccountStore &m_store;
    std::vector<AccountId> m_rows;
    std::vector<AccountId> m_dirty;
    bool m_listChanged = false;
};

/// The figures of one account, a row each: what it is and how much. Announces the changed rows in refresh().
class AccountFiguresModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int { Figure, Value, ColumnCount };

    explicit AccountFiguresModel(const AccountStore &store, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Empty: no account, no rows.
    void setAccount(const AccountId &account);
    [[nodiscard]] const AccountId &account() const noexcept { return m_account; }
    void refresh();

private:
    struct Row
    {
        QString figure;
        QString value;
        int color = 0;      ///< ColorRole of the value
        bool number = true; ///< money or a count, not words
        friend bool operator==(const Row &, const Row &) noexcept = default;
    };

    [[nodiscard]] std::vector<Row> readRows() const;
    void appendMoney(const Account &account, std::vector<Row> &rows) const;
    void appendLimits(const Account &account, std::vector<Row> &rows) const;

    const AccountStore &m_store;
    AccountId m_account;
    std::vector<Row> m_rows;
};

} // namespace depthdeck::ui
