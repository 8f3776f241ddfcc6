// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/journal/journal_filter.h"
#include "ui/theme/theme.h"

#include <QTimer>
#include <QWidget>

#include <set>

QT_BEGIN_NAMESPACE
class QDateTimeEdit;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace depthdeck::ui {

class NamedCombo;

/// Which rows of the journal are wanted: a search text, what they are about, account, market, who, from when to when
/// (UTC). Tells a change once the typing pauses.
class JournalFilterBar final : public QWidget
{
    Q_OBJECT

public:
    JournalFilterBar(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] JournalFilter filter() const;
    /// Accounts and markets are offered as they are met in rows.
    void offer(const std::string &account, const std::string &market);
    /// Searches for @p text at once.
    void search(const QString &text);

signals:
    void filterChanged();

private:
    void build();
    void applyTheme();
    void clear();

    const Theme &m_theme;
    QLineEdit *m_text;      // child of this
    NamedCombo *m_group;    // child of this
    NamedCombo *m_account;  // child of this
    NamedCombo *m_market;   // child of this
    NamedCombo *m_by;       // child of this
    QDateTimeEdit *m_from;  // child of this
    QDateTimeEdit *m_until; // child of this
    QPushButton *m_clear;   // child of this
    QTimer m_typing;
    std::set<std::string> m_accounts;
    std::set<std::string> m_markets;
};

} // namespace depthdeck::ui
