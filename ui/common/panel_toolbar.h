// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace depthdeck::ui {

/// The line of buttons above a panel's table. A button's text names its key; its accessible name does not.
class PanelToolbar final : public QWidget
{
    Q_OBJECT

public:
    explicit PanelToolbar(const Theme &theme, QWidget *parent = nullptr);

    /// @p key is shown behind the text, for example "Pull  Del"; the panel handles it. Empty: none.
    QPushButton *addButton(const QString &text, const QString &key = {});
    void addWidget(QWidget *widget);
    /// What follows stands at the right end.
    void addStretch();

private:
    const Theme &m_theme;
    QHBoxLayout *m_row; // child of this
};

} // namespace depthdeck::ui
