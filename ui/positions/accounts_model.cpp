// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/positions/accounts_model.h"

#include "app/trading/account_store.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/number_text.h"
#include "ui/common/order_words.h"
#include "ui/common/state_icon.h"
#include "ui/positions/account_words.h"
#include "ui/positions/own_profits.h"

#include <algorithm>
#include <array>
#include <utility>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

struct ColumnFact
{
    const char *name; ///< in the settings
    const char *title;
    const char *hint;
    const char *sample;
};

/// By column.
constexpr std::array<ColumnFact, AccountsModel::ColumnCount> facts{{
    {"account", QT_TRANSLATE_NOOP("depthdeck::ui::AccountsModel", "Account"), "", "SIM-10421-00"},
    {"status", QT_TRANSLATE_NOOP("depthdeck::ui::AccountsModel", "Status"), "", "Loss limit exceeded"},
    {"balance", QT_TRANSLATE_NOOP("depthdeck::ui::AccountsModel", "Balance"), "", "1,000,000.00"},
    {"available", QT_TRANSLATE_NOOP("depthdeck::ui::AccountsModel", "Available"),
     QT_TRANSLATE_NOOP("depthdeck::ui::AccountsModel", "Cash that may be used for trading, as the server says."),
     "1,000,000.00"},
    {"open", QT_TRANSLATE_NOOP("depthdeck::ui::AccountsModel", "Open P&L"),
     QT_TRANSLATE_NOOP("depthdeck::ui::AccountsModel", "Against the last trade, as the server values it."),
     "▲ +100,000.00"},
    {"realised", QT_TRANSLATE_NOOP("depthdeck::ui::AccountsModel", "Realised"), "", "▲ +100,000.00"},
    {"margin", QT_TRANSLATE_NOOP("depthdeck::ui::AccountsModel", "Margin"), "", "1,000,000.00"},
    {"orders", QT_TRANSLATE_NOOP("depthdeck::ui::AccountsModel", "Orders"),
     QT_TRANSLATE_NOOP("depthdeck::ui::AccountsModel", "Working orders, as the server counts them."), "1,000"},
    {"lots", QT_TRANSLATE_NOOP("depthdeck::ui::AccountsModel", "Lots"),
     QT_TRANSLATE_NOOP("depthdeck::ui::AccountsModel", "Contracts in working orders, as the server counts them."),
     "1,000"},
    {"day", QT_TRANSLATE_NOOP("depthdeck::ui::AccountsModel", "Day P&L"),
     QT_TRANSLATE_NOOP("depthdeck::ui::AccountsModel", "Realised and open of today, as the server says."),
     "▲ +100,000.00"},
    {"own-day", QT_TRANSLATE_NOOP("depthdeck::ui::AccountsModel", "Own P&L"),
     QT_TRANSLATE_NOOP("depthdeck::ui::AccountsModel",
                       "Realised and open as calculated here from the fills, to check the server's."),
     "▲ +100,000.00"},
    {"warnings", QT_TRANSLATE_NOOP("depthdeck::ui::AccountsModel", "Warnings"), "", ""},
}};

bool isNumber(int column) noexcept
{
    return column >= AccountsModel::Balance && column != AccountsModel::Warnings;
}

} // namespace

QStringList AccountsModel::columnNames()
{
    QStringList names;
    for (const ColumnFact &fact : facts)
        names << QString::fromLatin1(fact.name);
    return names;
}

QStringList AccountsModel::columnSamples()
{
    QStringList samples;
    for (const ColumnFact &fact : facts)
        samples << QString::fromUtf8(fact.sample);
    return samples;
}

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

void AccountsModel::useOwnProfits(const OwnProfits &own)
{
    m_own = &own;
    connect(&own, &OwnProfits::changed, this, [this](const AccountId &account) { m_dirty.push_back(account); });
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

int AccountsModel::colorOf(const Account &account, Column column) const
{
    const bool confirmed = m_store.isConfirmed();
    ColorRole role = confirmed ? ColorRole::Text : ColorRole::Quiet;
    if (column == Status)
        role = mayTrade(account.status) && confirmed ? ColorRole::Text : ColorRole::Warning;
    else if (column == Warnings)
        role = ColorRole::Warning;
    else if (column == OwnDay && m_own && m_own->differsIn(account.id))
        role = ColorRole::Warning;
    else if (confirmed && column == Open)
        role = moneyColor(account.unrealisedTrade);
    else if (confirmed && column == Realised)
        role = moneyColor(account.realised);
    else if (confirmed && column == Day)
        role = moneyColor(account.dayProfit());
    else if (column == OwnDay)
        role = ColorRole::Quiet;
    return static_cast<int>(role);
}

QVariant AccountsModel::data(const QModelIndex &index, int role) const
{
    const Account *account = index.isValid() ? accountAt(index.row()) : nullptr;
    if (!account)
        return {};
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(*account, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    case CellColorRole:
        return colorOf(*account, column);
    case CellFontRole:
        return static_cast<int>(isNumber(column) ? CellFont::Numbers
                                                 : (column == Name ? CellFont::Bold : CellFont::Words));
    case CellShapeRole:
        return column == Warnings && !warningText(*account).isEmpty() ? QVariant{static_cast<int>(StateShape::Triangle)}
                                                                      : QVariant{};
    default:
        return {};
    }
}

QVariant AccountsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const ColumnFact &fact = facts.at(static_cast<std::size_t>(section));
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole)
        return *fact.hint == '\0' ? QVariant{} : tr(fact.hint);
    return role == Qt::DisplayRole ? tr(fact.title) : QVariant{};
}

QString AccountsModel::warningText(const Account &account) const
{
    QStringList warnings = accountWarnings(account);
    if (m_own && m_own->differsIn(account.id))
        warnings << tr("P&L differs from what is calculated here");
    return warnings.join(u", "_s);
}

QString AccountsModel::text(const Account &account, Column column) const
{
    const auto count = [](const std::optional<std::int32_t> &told) {
        return told ? countText(*told) : QString{absentMark};
    };
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
        return count(account.workingOrders);
    case WorkingVolume:
        return count(account.workingVolume);
    case Day:
        return signedMoneyText(account.dayProfit());
    case OwnDay:
        return signedMoneyText(m_own ? m_own->totalOf(account.id) : std::nullopt);
    case Warnings:
        return warningText(account);
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

} // namespace depthdeck::ui
