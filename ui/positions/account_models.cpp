// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/positions/account_models.h"

#include "app/trading/account_store.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/number_text.h"
#include "ui/positions/account_words.h"

#include <QLocale>

#include <cmath>
#include <utility>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

int alignmentOf(bool number)
{
    return static_cast<int>(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
}

/// Announces the rows of @p model in which @p before and @p after differ; both have as many.
template <typename Row, typename Announce>
void announceChanged(const std::vector<Row> &before, const std::vector<Row> &after, Announce announce)
{
    for (std::size_t row = 0; row < after.size(); ++row)
        if (before[row] != after[row])
            announce(static_cast<int>(row));
}

} // namespace

// The figures of one account

AccountFiguresModel::AccountFiguresModel(const AccountStore &store, QObject *parent)
    : QAbstractTableModel{parent},
      m_store{store}
{
}

int AccountFiguresModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AccountFiguresModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AccountFiguresModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const AccountFigure &row = m_rows[static_cast<std::size_t>(index.row())];
    const bool isValue = index.column() == Value;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return isValue ? row.value : row.figure;
    case Qt::TextAlignmentRole:
        return alignmentOf(isValue);
    case CellColorRole:
        return static_cast<int>(isValue ? row.color : ColorRole::Quiet);
    case CellFontRole:
        return static_cast<int>(isValue && row.number ? CellFont::Numbers : CellFont::Words);
    default:
        return {};
    }
}

QVariant AccountFiguresModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section == Value);
    if (role != Qt::DisplayRole)
        return {};
    if (section == Figure)
        return tr("Figure");
    const Account *account = m_store.account(m_account);
    //: Column title with the currency of all amounts below
    return account ? tr("Value, %1").arg(textOf(account->currency)) : tr("Value");
}

void AccountFiguresModel::setAccount(const AccountId &account)
{
    if (account == m_account)
        return;
    beginResetModel();
    m_account = account;
    m_rows = readRows();
    endResetModel();
}

std::vector<AccountFigure> AccountFiguresModel::readRows() const
{
    const Account *account = m_store.account(m_account);
    return account ? accountFigures(*account, m_store.isConfirmed()) : std::vector<AccountFigure>{};
}

void AccountFiguresModel::refresh()
{
    std::vector<AccountFigure> rows = readRows();
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    const std::vector<AccountFigure> previous = std::exchange(m_rows, std::move(rows));
    announceChanged(previous, m_rows,
                    [this](int row) { emit dataChanged(index(row, 0), index(row, ColumnCount - 1)); });
}

// Limits

int HeadroomModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int HeadroomModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HeadroomModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Headroom &row = m_rows[static_cast<std::size_t>(index.row())];
    const std::optional<double> share = headroomShare(row);
    const auto shareText = [&share]() -> QString {
        if (!share)
            return {};
        const QString used = u"%1 %"_s.arg(std::lround(*share * 100));
        if (*share >= 1.0)
            return tr("%1, used up").arg(used);
        return *share >= nearLimit ? tr("%1, near").arg(used) : used;
    };
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        if (index.column() == Limit)
            return headroomRuleText(row);
        return index.column() == Used ? headroomText(row) : shareText();
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column() == Used);
    case CellColorRole:
        if (index.column() == Limit)
            return static_cast<int>(ColorRole::Quiet);
        return static_cast<int>(share && *share >= nearLimit ? ColorRole::Warning : ColorRole::Text);
    case CellFontRole:
        return static_cast<int>(index.column() == Used ? CellFont::Numbers : CellFont::Words);
    case shareRole:
        return index.column() == Share && share ? QVariant{*share} : QVariant{};
    default:
        return {};
    }
}

QVariant HeadroomModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section == Used);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Limit:
        return tr("Limit");
    case Used:
        return tr("Used");
    case Share:
        return tr("Share");
    case ColumnCount:
        break;
    }
    return {};
}

void HeadroomModel::setHeadrooms(std::vector<Headroom> headrooms)
{
    if (headrooms.size() != m_rows.size()) {
        beginResetModel();
        m_rows = std::move(headrooms);
        endResetModel();
        return;
    }
    const auto differs = [](const Headroom &a, const Headroom &b) {
        return a.rule != b.rule || a.isServers != b.isServers || a.used != b.used || a.limit != b.limit;
    };
    const std::vector<Headroom> previous = std::exchange(m_rows, std::move(headrooms));
    for (int row = 0; row < rowCount(); ++row)
        if (differs(previous[static_cast<std::size_t>(row)], m_rows[static_cast<std::size_t>(row)]))
            emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

// Currencies

CurrencyModel::CurrencyModel(const AccountStore &store, QObject *parent)
    : QAbstractTableModel{parent},
      m_store{store},
      m_rows{readRows()}
{
    connect(&store, &AccountStore::currenciesChanged, this, [this] { m_dirty = true; });
}

std::vector<CurrencyModel::Row> CurrencyModel::readRows() const
{
    std::vector<Row> rows;
    for (const auto &[currency, rate] : m_store.currencies())
        rows.push_back({textOf(currency), rate.rate, rate.importFactor});
    return rows;
}

int CurrencyModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CurrencyModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CurrencyModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Currency)
            return row.currency;
        return QLocale::c().toString(index.column() == Rate ? row.rate : row.importFactor, 'f', 6);
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column() != Currency);
    case CellFontRole:
        return static_cast<int>(index.column() == Currency ? CellFont::Bold : CellFont::Numbers);
    case CellColorRole:
        return static_cast<int>(m_store.isConfirmed() && index.column() != ImportFactor ? ColorRole::Text
                                                                                        : ColorRole::Quiet);
    default:
        return {};
    }
}

QVariant CurrencyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section != Currency);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Currency:
        return tr("Currency");
    case Rate:
        return tr("Rate");
    case ImportFactor:
        //: Column title: import factor of a currency
        return tr("Import");
    case ColumnCount:
        break;
    }
    return {};
}

void CurrencyModel::refresh()
{
    if (!std::exchange(m_dirty, false))
        return;
    std::vector<Row> rows = readRows();
    if (rows == m_rows)
        return;
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    const std::vector<Row> previous = std::exchange(m_rows, std::move(rows));
    announceChanged(previous, m_rows,
                    [this](int row) { emit dataChanged(index(row, 0), index(row, ColumnCount - 1)); });
}

} // namespace depthdeck::ui
