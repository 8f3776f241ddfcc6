// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/account.h"
#include "ui/shell/session_words.h"

#include <QWidget>

class QLabel;
class QMenuBar;
class QPushButton;

namespace depthdeck::ui {

class ActionList;
class StatusPart;

/// The top line: menus, the account and its money, the action finder, which server this is and whether it is live.
class TopBar final : public QWidget
{
    Q_OBJECT

public:
    TopBar(const Theme &theme, const ActionList &actions, QWidget *parent = nullptr);

    /// Null: no account yet. @p confirmed false: the figures are those before the connection broke.
    void showAccount(const Account *account, bool confirmed);
    void showSession(SessionState state, const SessionStatus &status, Endpoint::Kind kind);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void applyTheme();

    const Theme &m_theme;
    // Children of this.
    QLabel *m_brand;
    QMenuBar *m_menus;
    StatusPart *m_account;
    StatusPart *m_profit;
    StatusPart *m_available;
    QPushButton *m_find;
    StatusPart *m_endpoint;
    StatusPart *m_state;
};

} // namespace depthdeck::ui
