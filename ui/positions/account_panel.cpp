// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/positions/account_panel.h"

#include "app/trading/account_store.h"
#include "app/trading/order_store.h"
#include "app/trading/personal_limits.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/column_choice.h"
#include "ui/common/number_text.h"
#include "ui/common/order_words.h"
#include "ui/common/table_view.h"
#include "ui/positions/account_words.h"
#include "ui/positions/own_profits.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QPainter>
#include <QSplitter>
#include <QVBoxLayout>

#include <cmath>
#include <utility>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

/// The share as a bar, with its words behind it.
class ShareDelegate final : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QVariant share = index.data(HeadroomModel::shareRole);
        if (!share.isValid())
            return CellDelegate::paint(painter, option, index);
        QStyleOptionViewItem words = option;
        const int width = theme().scaled(70);
        words.rect.setLeft(option.rect.left() + width + theme().scaled(8));
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, theme().color(ColorRole::Selection));
        else if (option.features.testFlag(QStyleOptionViewItem::Alternate))
            painter->fillRect(option.rect, theme().color(ColorRole::Row));
        CellDelegate::paint(painter, words, index);
        QRect track{option.rect.left() + theme().scaled(6), 0, width, theme().scaled(6)};
        track.moveTop(option.rect.center().y() - track.height() / 2);
        painter->fillRect(track, theme().color(ColorRole::Line));
        const bool near = share.toDouble() >= nearLimit;
        QRect fill = track;
        fill.setWidth(static_cast<int>(std::lround(track.width() * share.toDouble())));
        painter->fillRect(fill, theme().color(near ? ColorRole::Warning : ColorRole::Accent));
    }
};

} // namespace

AccountPanel::AccountPanel(const AccountStore &store, const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_store{store},
      m_accounts{store},
      m_figures{store},
      m_currencies{store},
      m_accountTable{new TableView{theme, tr("Accounts"), this}},
      m_figureTable{new TableView{theme, tr("Account figures"), this}},
      m_limitTable{new TableView{theme, tr("Limits"), this}},
      m_currencyTable{new TableView{theme, tr("Currency rates"), this}}
{
    setAccessibleName(tr("Account"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_limitTable->setItemDelegate(new ShareDelegate{theme, m_limitTable}); // child of the table
    buildTables();
    layOut();
    const auto dirty = [this] { m_dirty = true; };
    connect(&store, &AccountStore::accountsChanged, this, dirty);
    connect(&store, &AccountStore::accountChanged, this, dirty);
    connect(&store, &AccountStore::positionChanged, this, dirty);
    connect(&store, &AccountStore::positionsReset, this, dirty);
    connect(&store, &AccountStore::currenciesChanged, this, dirty);
    connect(&store, &AccountStore::confirmedChanged, this, dirty);
    refresh();
}

void AccountPanel::buildTables()
{
    m_accountTable->setModel(&m_accounts);
    m_accountTable->setColumnSamples(AccountsModel::columnSamples());
    m_accountTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_columns = new ColumnChoice{*m_accountTable->horizontalHeader(),
                                 AccountsModel::columnNames(),
                                 {u"account"_s, u"status"_s, u"balance"_s, u"available"_s, u"margin"_s, u"day"_s,
                                  u"own-day"_s, u"orders"_s, u"lots"_s, u"warnings"_s},
                                 this};
    connect(m_columns, &ColumnChoice::changed, this, &AccountPanel::columnsChanged);
    m_figureTable->setModel(&m_figures);
    m_figureTable->setColumnSamples({tr("Fees and commissions"), u"▲ +100,000.00"_s});
    m_figureTable->setEmptyText(
        tr("No account yet. The figures of your account appear here once the session is logged in."));
    m_limitTable->setModel(&m_headroom);
    m_limitTable->setColumnSamples(
        {tr("Own largest position"), u"100,000.00 of 100,000.00"_s, tr("100 %, used up") + u"            "_s});
    m_limitTable->setEmptyText(tr("No limits were told for this account."));
    m_currencyTable->setModel(&m_currencies);
    m_currencyTable->setColumnSamples({u"USD"_s, u"1.000000"_s, u"1.000000"_s});
    m_currencyTable->setEmptyText(tr("No currency rates were told."));
    connect(m_accountTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (const Account *account = m_accounts.accountAt(current.row())) {
                    m_figures.setAccount(account->id);
                    showHeadroom();
                }
            });
}

void AccountPanel::layOut()
{
    auto *details = new QSplitter{Qt::Horizontal, this};
    details->setChildrenCollapsible(false);
    for (TableView *table : {m_figureTable, m_limitTable, m_currencyTable})
        details->addWidget(table);
    details->setStretchFactor(0, 3);
    details->setStretchFactor(1, 5);
    details->setStretchFactor(2, 1);
    details->setSizes({300, 545, 235});
    auto *rows = new QVBoxLayout{this};
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_accountTable, 1);
    rows->addWidget(details, 2);
}

void AccountPanel::setAccount(const AccountId &account)
{
    m_figures.setAccount(account);
    for (int row = 0; row < m_accounts.rowCount(); ++row)
        if (const Account *listed = m_accounts.accountAt(row); listed && listed->id == account)
            m_accountTable->selectRow(row);
    showHeadroom();
}

void AccountPanel::useLimits(const PersonalLimits &limits, const OrderStore &orders)
{
    m_limits = &limits;
    m_orders = &orders;
    const auto dirty = [this] { m_dirty = true; };
    connect(&limits, &PersonalLimits::changed, this, dirty);
    connect(&orders, &OrderStore::orderAdded, this, dirty);
    connect(&orders, &OrderStore::orderChanged, this, dirty);
    m_dirty = true;
}

void AccountPanel::useOwnProfits(const OwnProfits &own)
{
    m_accounts.useOwnProfits(own);
    connect(&own, &OwnProfits::changed, this, [this] { m_dirty = true; });
}

QStringList AccountPanel::columns() const
{
    return m_columns->shown();
}

void AccountPanel::setColumns(const QStringList &names)
{
    m_columns->show(names);
}

void AccountPanel::refresh()
{
    if (!std::exchange(m_dirty, false))
        return;
    m_accounts.refresh();
    followStore();
    m_figures.refresh();
    m_currencies.refresh();
    showHeadroom();
}

void AccountPanel::followStore()
{
    m_accountTable->setVisible(m_store.accounts().size() > 1);
    m_currencyTable->setVisible(!m_store.currencies().empty());
    if (m_store.account(m_figures.account()) == nullptr)
        m_figures.setAccount(m_store.accounts().empty() ? AccountId{} : m_store.accounts().front().id);
}

// Counted only while a limit asks for it.
int AccountPanel::activeOrders(const AccountId &account) const
{
    if (m_orders == nullptr || m_limits->limits().maxWorkingOrders <= 0)
        return 0;
    int count = 0;
    for (const OrderId &id : m_orders->activeOrders()) {
        const Order *order = m_orders->find(id);
        count += order && order->account == account ? 1 : 0;
    }
    return count;
}

void AccountPanel::showHeadroom()
{
    const Account *account = m_store.account(m_figures.account());
    if (!account)
        return m_headroom.setHeadrooms({});
    std::vector<const Position *> positions;
    for (const Position &position : m_store.positions())
        if (position.account == account->id)
            positions.push_back(&position);
    const RiskLimits own = m_limits ? m_limits->limits() : RiskLimits{};
    m_headroom.setHeadrooms(headroomOf(*account, positions, activeOrders(account->id), own));
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
    if (!m_store.isConfirmed())
        return tr("Unconfirmed");
    const QStringList warnings = accountWarnings(*account);
    return warnings.isEmpty() ? accountStatusText(account->status) : warnings.constFirst();
}

} // namespace depthdeck::ui
