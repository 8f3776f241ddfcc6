// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/positions/account_models.h"

#include "app/trading/account_store.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/number_text.h"
#include "ui/common/order_words.h"
#include "ui/positions/positions_model.h"

#include <algorithm>
#include <utility>

namespace depthdeck::ui {

namespace {

int alignmentOf(bool number)
{
    return static_cast<int>(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
}

bool isNumber(int column) noexcept
{
    return column >= AccountsModel::Balance;
}

ColorRole statusColor(const Account &account, const AccountStore &store) noexcept
{
    return mayTrade(account.status) && store.isConfirmed() ? ColorRole::Text : ColorRole::Warning;
}

ColorRole accountCellColor(const Account &account, AccountsModel::Column column, const AccountStore &store) noexcept
{
    if (column == AccountsModel::Status)
        return statusColor(account, store);
    if (!store.isConfirmed())
        return ColorRole::Quiet;
    if (column == AccountsModel::Open)
        return moneyColor(account.unrealisedTrade);
    return column == AccountsModel::Realised ? moneyColor(account.realised) : ColorRole::Text;
}

} // namespace

AccountsModel::AccountsModel(const AccountStore &store, QObject *parent) : QAbstractTableModel{parent}, m_store{store}
{
    connect(&store, &AccountStore::accountsChanged, this, [this] { m_listChanged = true; });
    connect(&store, &AccountStore::confirmedChanged, this, [this] {
        for (const AccountId &account : m_rows)
            m_dirty.push_back(account);
    });
    connect(&store, &AccountStore::accountChanged, this,
            [this](const AccountId &account) { m_dirty.push_back(account); });
    for (const Account &account : store.accounts())
        m_rows.push_back(account.id);
}

int AccountsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AccountsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const Account *AccountsModel::accountAt(int row) const noexcept
{
    return row >= 0 && row < rowCount() ? m_store.account(m_rows[static_cast<std::size_t>(row)]) : nullptr;
}

QVariant AccountsModel::data(const QModelIndex &index, int role) const
{
    const Account *account = index.isValid() ? accountAt(index.row()) : nullptr;
    if (!account)
        return {};
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(*account, column);
    case Qt::TextAlignmentRole:
        return alignmentOf(isNumber(column));
    case CellColorRole:
        return static_cast<int>(accountCellColor(*account, column, m_store));
    case CellFontRole:
        return static_cast<int>(isNumber(column) ? CellFont::Numbers
                                                 : (column == Name ? CellFont::Bold : CellFont::Words));
    default:
        return {};
    }
}

QVariant AccountsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(isNumber(section));
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Name:
        return tr("Account");
    case Status:
        return tr("Status");
    case Balance:
        return tr("Balance");
    case Available:
        return tr("Available");
    case Open:
        return tr("Open P&L");
    case Realised:
        return tr("Realised");
    case Margin:
        return tr("Margin");
    case WorkingOrders:
        return tr("Orders");
    case ColumnCount:
        break;
    }
    return {};
}

QString AccountsModel::text(const Account &account, Column column) const
{
    switch (column) {
    case Name:
        return textOf(account.label());
    case Status:
        return m_store.isConfirmed() ? accountStatusText(account.status) : tr("Unconfirmed");
    case Balance:
        return moneyText(account.balance);
    case Available:
        return moneyText(account.availableCash);
    case Open:
        return signedMoneyText(account.unrealisedTrade);
    case Realised:
        return signedMoneyText(account.realised);
    case Margin:
        return moneyText(account.margin);
    case WorkingOrders:
        return account.workingOrders ? countText(*account.workingOrders) : QString{absentMark};
    case ColumnCount:
        break;
    }
    return {};
}

void AccountsModel::refresh()
{
    if (std::exchange(m_listChanged, false)) {
        std::vector<AccountId> rows;
        for (const Account &account : m_store.accounts())
            rows.push_back(account.id);
        if (rows != m_rows) {
            beginResetModel();
            m_rows = std::move(rows);
            m_dirty.clear();
            endResetModel();
        }
    }
    std::vector<AccountId> dirty = std::exchange(m_dirty, {});
    std::sort(dirty.begin(), dirty.end());
    dirty.erase(std::unique(dirty.begin(), dirty.end()), dirty.end());
    for (const AccountId &account : dirty) {
        const auto found = std::find(m_rows.begin(), m_rows.end(), account);
        if (found == m_rows.end())
            continue;
        const int row = static_cast<int>(found - m_rows.begin());
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

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
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const bool isValue = index.column() == Value;
    switch (role) {
    case Qt::DisplayRole:
        return isValue ? row.value : row.figure;
    case Qt::TextAlignmentRole:
        return alignmentOf(isValue);
    case CellColorRole:
        return isValue ? row.color : static_cast<int>(ColorRole::Quiet);
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

std::vector<AccountFiguresModel::Row> AccountFiguresModel::readRows() const
{
    const Account *account = m_store.account(m_account);
    if (!account)
        return {};
    std::vector<Row> rows;
    rows.push_back({tr("Account"), textOf(account->label()), static_cast<int>(ColorRole::Text), false});
    const QString status = accountStatusText(account->status);
    rows.push_back({tr("Status"), m_store.isConfirmed() ? status : tr("%1, unconfirmed").arg(status),
                    static_cast<int>(statusColor(*account, m_store)), false});
    appendMoney(*account, rows);
    appendLimits(*account, rows);
    return rows;
}

void AccountFiguresModel::appendMoney(const Account &account, std::vector<Row> &rows) const
{
    const bool confirmed = m_store.isConfirmed();
    const auto plain = static_cast<int>(confirmed ? ColorRole::Text : ColorRole::Quiet);
    const auto colored = [confirmed](const std::optional<double> &amount) {
        return static_cast<int>(confirmed ? moneyColor(amount) : ColorRole::Quiet);
    };
    rows.push_back({tr("Balance"), moneyText(account.balance), plain});
    rows.push_back({tr("Available cash"), moneyText(account.availableCash), plain});
    rows.push_back({tr("Realised"), signedMoneyText(account.realised), colored(account.realised)});
    rows.push_back(
        {tr("Open, last trade"), signedMoneyText(account.unrealisedTrade), colored(account.unrealisedTrade)});
    rows.push_back({tr("Open, best price"), signedMoneyText(account.unrealised), colored(account.unrealised)});
    rows.push_back({account.marginAlert ? tr("Margin, alert") : tr("Margin"), moneyText(account.margin),
                    account.marginAlert ? static_cast<int>(ColorRole::Warning) : plain});
    if (account.feesAndCommissions)
        rows.push_back({tr("Fees and commissions"), moneyText(account.feesAndCommissions), plain});
}

void AccountFiguresModel::appendLimits(const Account &account, std::vector<Row> &rows) const
{
    const auto plain = static_cast<int>(m_store.isConfirmed() ? ColorRole::Text : ColorRole::Quiet);
    const auto limit = [](std::int32_t contracts) {
        return contracts > 0 ? countText(contracts) : QString{absentMark};
    };
    const auto money = [&rows, plain](const QString &figure, const std::optional<double> &amount) {
        if (amount && moneySign(*amount) != 0)
            rows.push_back({figure, moneyText(*amount), plain});
    };
    rows.push_back(
        {tr("Working orders"), account.workingOrders ? countText(*account.workingOrders) : QString{absentMark}, plain});
    rows.push_back({tr("Largest order"), limit(account.maxClipSize), plain});
    rows.push_back({tr("Largest position"), limit(account.maxAccountPosition), plain});
    money(tr("Loss limit"), account.lossLimit);
    money(tr("Day loss limit"), account.dayLossLimit);
    money(tr("Least balance"), account.minBalance);
}

void AccountFiguresModel::refresh()
{
    std::vector<Row> rows = readRows();
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    const std::vector<Row> previous = std::exchange(m_rows, std::move(rows));
    for (int row = 0; row < rowCount(); ++row) {
        const auto at = static_cast<std::size_t>(row);
        if (m_rows[at] != previous[at])
            emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

} // namespace depthdeck::ui
