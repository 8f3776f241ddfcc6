// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/panel_info.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;

namespace depthdeck {
class NoticeLog;
}

namespace depthdeck::ui {

class MessagesModel;
class TableView;

/// What happened in this session, newest first; the chosen message is shown whole below the table.
class MessagesPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    MessagesPanel(const NoticeLog &log, const Theme &theme, QWidget *parent = nullptr);

    /// Messages are few and announced at once; nothing waits for the frame.
    void refresh() {}
    [[nodiscard]] QString headerHint() const override;

private:
    void showChosen();
    void applyTheme();

    const Theme &m_theme;
    MessagesModel *m_model; // child of this
    TableView *m_view;      // child of this
    QLabel *m_whole;        // child of this
};

} // namespace depthdeck::ui
