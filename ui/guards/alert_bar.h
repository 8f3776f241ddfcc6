// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/notice.h"
#include "ui/theme/theme.h"

#include <QStringList>
#include <QWidget>

#include <vector>

namespace depthdeck::ui {

class AlertLine;

/// What stops a trader from trading, in a line over the panels for as long as it does, with the buttons that end it.
/// Never modal, never takes the keyboard. Hidden while there is nothing to say.
class AlertBar final : public QWidget
{
    Q_OBJECT

public:
    explicit AlertBar(const Theme &theme, QWidget *parent = nullptr);

    /// Shows or replaces the alert called @p id; newer ones stand below older ones.
    void show(const QString &id, Severity severity, const QString &text, const QStringList &buttons = {});
    /// Nothing when it is not shown.
    void clear(const QString &id);
    /// Empty when it is not shown.
    [[nodiscard]] QString text(const QString &id) const;

signals:
    /// The button at @p button of alert @p id was pressed.
    void chosen(const QString &id, int button);

private:
    [[nodiscard]] AlertLine *find(const QString &id) const;

    const Theme &m_theme;
    std::vector<AlertLine *> m_lines; // children of this
};

} // namespace depthdeck::ui
