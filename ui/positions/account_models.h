// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/headroom.h"
#include "ui/positions/account_figures.h"

#include <QAbstractTableModel>

#include <vector>

namespace depthdeck {
class AccountStore;
}

namespace depthdeck::ui {

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
    [[nodiscard]] std::vector<AccountFigure> readRows() const;

    const AccountStore &m_store;
    AccountId m_account;
    std::vector<AccountFigure> m_rows;
};

/// How much of each limit is used: in words, and as a share for a bar.
class HeadroomModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int { Limit, Used, Share, ColumnCount };
    /// A double from 0 to 1; absent where there is nothing to draw.
    static constexpr int shareRole = Qt::UserRole + 1;

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setHeadrooms(std::vector<Headroom> headrooms);

private:
    std::vector<Headroom> m_rows;
};

/// What one unit of each currency is worth.
class CurrencyModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int { Currency, Rate, ImportFactor, ColumnCount };

    explicit CurrencyModel(const AccountStore &store, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void refresh();

private:
    struct Row
    {
        QString currency;
        double rate = 0;
        double importFactor = 0;
        friend bool operator==(const Row &, const Row &) noexcept = default;
    };
    [[nodiscard]] std::vector<Row> readRows() const;

    const AccountStore &m_store;
    std::vector<Row> m_rows;
    bool m_dirty = false;
};

} // namespace depthdeck::ui
