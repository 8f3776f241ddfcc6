// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/account.h"
#include "app/trading/personal_limits.h"
#include "ui/common/panel_info.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QDateTimeEdit;
class QFormLayout;
class QLabel;
class QPushButton;
class QSpinBox;

namespace depthdeck {
class AccountStore;
}

namespace depthdeck::ui {

/// The trader's own limits: seen, changed, and locked until a moment. Beside each rule stands what the server itself
/// allows the shown account.
class LimitsPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    LimitsPanel(PersonalLimits &limits, const AccountStore &accounts, const Clock &clock, const Theme &theme,
                QWidget *parent = nullptr);

    void setAccount(const AccountId &account);
    /// Shows what changed since the last display frame.
    void refresh();
    [[nodiscard]] QString headerHint() const override;

private:
    struct Row
    {
        QSpinBox *field = nullptr;
        QLabel *server = nullptr;
    };

    Row addRow(QFormLayout &form, const QString &name, const QString &suffix, int highest, const QString &tip);
    void buildLimits(QFormLayout &form);
    QWidget *buildLock();
    void showLimits();
    void showServer();
    void showLock();
    void apply();
    void lock();
    void say(const QString &text, bool isRefusal);
    [[nodiscard]] RiskLimits entered() const;

    PersonalLimits &m_limits;
    const AccountStore &m_accounts;
    const Clock &m_clock;
    const Theme &m_theme;
    AccountId m_account;
    bool m_dirty = true;
    // Children of this.
    Row m_clip;
    Row m_position;
    Row m_working;
    Row m_ticks;
    Row m_rate;
    Row m_duplicate;
    Row m_dayLoss;
    Row m_idle;
    QPushButton *m_apply = nullptr;
    QDateTimeEdit *m_until = nullptr;
    QPushButton *m_lock = nullptr;
    QLabel *m_lockState = nullptr;
    QLabel *m_answer = nullptr;
};

} // namespace depthdeck::ui
