// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/positions/account_panel.h"

#include "app/trading/account_store.h"
#include "ui/common/number_text.h"
#include "ui/common/order_words.h"
#include "ui/common/table_view.h"

#include <QItemSelectionModel>
#include <QVBoxLayout>

#include <utility>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

AccountPanel::AccountPanel(const AccountStore &store, const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_store{store},
      m_accounts{store},
      m_figures{store},
      m_accountTable{new TableView{theme, tr("Accounts"), this}},
      m_figureTable{new TableView{theme, tr("Account figures"), this}}
{
    setAccessibleName(tr("Account"));
    buildTables();
    auto *rows = new QVBoxLayout{this};
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_accountTable, 1);
    rows->addWidget(m_figureTable, 2);
    const auto dirty = [this] { m_dirty = true; };
    connect(&store, &AccountStore::accountsChanged, this, dirty);
    connect(&store, &AccountStore::accountChanged, this, dirty);
    connect(&store, &AccountStore::confirmedChanged, this, dirty);
    refresh();
}

void AccountPanel::buildTables()
{
    m_accountTable->setModel(&m_accounts);
    m_accountTable->setColumnSamples({u"SIM-10421-00"_s, tr("Loss limit exceeded"), u"1,000,000.00"_s,
                                      u"1,000,000.00"_s, u"▲ +100,000.00"_s, u"▲ +100,000.00"_s, u"1,000,000.00"_s,
                                      u"1,000"_s});
    m_accountTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_figureTable->setModel(&m_figures);
    m_figureTable->setColumnSamples({tr("Fees and commissions"), u"▲ +100,000.00"_s});
    m_figureTable->setEmptyText(
        tr("No account yet. The figures of your account appear here once the session is logged in."));
    connect(m_accountTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (const Account *account = m_accounts.accountAt(current.row()))
                    m_figures.setAccount(account->id);
            });
}

void AccountPanel::setAccount(const AccountId &account)
{
    m_figures.setAccount(account);
    for (int row = 0; row < m_accounts.rowCount(); ++row)
        if (const Account *listed = m_accounts.accountAt(row); listed && listed->id == account)
            m_accountTable->selectRow(row);
}

void AccountPanel::refresh()
{
    if (!std::exchange(m_dirty, false))
        return;
    m_accounts.refresh();
    followStore();
    m_figures.refresh();
}

void AccountPanel::followStore()
{
    m_accountTable->setVisible(m_store.accounts().size() > 1);
    if (m_store.account(m_figures.account()) == nullptr)
        m_figures.setAccount(m_store.accounts().empty() ? AccountId{} : m_store.accounts().front().id);
}

QString AccountPanel::headerSubject() const
{
    const Account *account = m_store.account(m_figures.account());
    return account ? textOf(account->label()) : QString{};
}

QString AccountPanel::headerHint() const
{
    const Account *account = m_store.account(m_figures.account());
    if (!account)
        return {};
    return m_store.isConfirmed() ? accountStatusText(account->status) : tr("Unconfirmed");
}

} // namespace depthdeck::ui
