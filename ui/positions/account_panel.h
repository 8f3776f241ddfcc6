// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/panel_info.h"
#include "ui/positions/account_models.h"
#include "ui/positions/accounts_model.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace depthdeck {
class OrderStore;
class PersonalLimits;
} // namespace depthdeck

namespace depthdeck::ui {

class ColumnChoice;
class TableView;

/// The accounts of the login, a row each where there are several; every figure of the chosen one, how much of its
/// limits is used, and the currency rates. Shows only.
class AccountPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    AccountPanel(const AccountStore &store, const Theme &theme, QWidget *parent = nullptr);

    /// Shows the figures of @p account; before the first call those of the first account.
    void setAccount(const AccountId &account);
    /// The trader's own limits stand beside the server's. Both must outlive this.
    void useLimits(const PersonalLimits &limits, const OrderStore &orders);
    /// What this program makes of the positions; must outlive this.
    void useOwnProfits(const OwnProfits &own);
    /// Shows what changed since the last display frame.
    void refresh();

    /// The shown columns of the accounts, left to right, by stable names: for the settings.
    [[nodiscard]] QStringList columns() const;
    void setColumns(const QStringList &names);

    [[nodiscard]] QString headerSubject() const override;
    [[nodiscard]] QString headerHint() const override;

signals:
    void columnsChanged();

private:
    void buildTables();
    void layOut();
    void followStore();
    void showHeadroom();
    [[nodiscard]] int activeOrders(const AccountId &account) const;

    const AccountStore &m_store;
    AccountsModel m_accounts;
    AccountFiguresModel m_figures;
    HeadroomModel m_headroom;
    CurrencyModel m_currencies;
    const PersonalLimits *m_limits = nullptr;
    const OrderStore *m_orders = nullptr;
    bool m_dirty = true;
    // Children of this.
    TableView *m_accountTable;
    TableView *m_figureTable;
    TableView *m_limitTable;
    TableView *m_currencyTable;
    ColumnChoice *m_columns;
};

} // namespace depthdeck::ui
