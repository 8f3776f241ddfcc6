// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QFrame>
#include <QPointer>

#include <vector>

class QAction;
class QLineEdit;
class QListWidget;

namespace depthdeck::ui {

/// Whether every word of @p typed begins a word of @p text, or @p text contains @p typed; case does not count.
[[nodiscard]] bool matchesTyped(const QString &text, const QString &typed);

/// Ctrl+K: type a few letters, Return does it. A small window over its parent that closes when it loses the focus;
/// never modal.
class ActionFinder final : public QFrame
{
    Q_OBJECT

public:
    ActionFinder(const Theme &theme, std::vector<QAction *> actions, QWidget *parent);

    /// Opens empty, top centre of its parent.
    void open();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void list();
    void runCurrent();
    void close();

    const Theme &m_theme;
    std::vector<QAction *> m_actions; // borrowed from the action list, which lives longer
    QLineEdit *m_field;               // child of this
    QListWidget *m_found;             // child of this
    QPointer<QWidget> m_focusBefore;
};

} // namespace depthdeck::ui
