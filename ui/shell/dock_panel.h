// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/panel_header.h"

#include <QDockWidget>

class QToolButton;

namespace depthdeck::ui {

class PanelInfo;

/// A dock whose head is the look's panel header. Behind tabs the head is left out: the tab says what it is.
class DockPanel final : public QDockWidget
{
    Q_OBJECT

public:
    /// @p name is the object name and title (design.md 5). Takes @p panel as its child.
    DockPanel(const Theme &theme, const QString &name, const QString &title, QWidget *panel, QWidget *parent);

    [[nodiscard]] QWidget *panel() const noexcept { return m_panel; }
    /// Asks the panel what its header should say.
    void refreshHeader();
    void setHeaderShown(bool shown);
    /// Shown, in front of its tab group, with the keyboard focus.
    void bringForward();
    /// A window the user opened: closing it removes it for good.
    void setRemovable(bool removable) { m_removable = removable; }

signals:
    /// A removable dock was closed.
    void removed();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    const Theme &m_theme;
    QWidget *m_panel;        // child of this
    PanelHeader *m_header;   // child of this
    QWidget *m_noHeader;     // child of this
    const PanelInfo *m_info; // the panel, if it tells
    bool m_removable = false;
};

} // namespace depthdeck::ui
