// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/panel_info.h"
#include "ui/positions/account_models.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace depthdeck::ui {

class TableView;

/// The figures of one account; with several accounts a table above to choose from. Shows only.
class AccountPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    AccountPanel(const AccountStore &store, const Theme &theme, QWidget *parent = nullptr);

    /// Shows the figures of @p account; before the first call those of the first account.
    void setAccount(const AccountId &account);
    /// Shows what changed since the last display frame.
    void refresh();
    [[nodiscard]] QString headerSubject() const override;
    [[nodiscard]] QString headerHint() const override;

private:
    void buildTables();
    void followStore();

    const AccountStore &m_store;
    AccountsModel m_accounts;
    AccountFiguresModel m_figures;
    bool m_dirty = true;
    // Children of this.
    TableView *m_accountTable;
    TableView *m_figureTable;
};

} // namespace depthdeck::ui
