// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/flatten_desk.h"
#include "ui/common/panel_info.h"
#include "ui/flatten/flatten_record.h"

#include <QWidget>

#include <map>
#include <set>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace depthdeck {
class AccountStore;
class MarketBoard;
} // namespace depthdeck

namespace depthdeck::ui {

class FlattenCard;
class Theme;

/// The flattens of the session, the newest first, each a checklist that can be aborted while it runs.
class FlattenPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    FlattenPanel(FlattenDesk &desk, const MarketBoard &board, const AccountStore &accounts, const Theme &theme,
                 QWidget *parent = nullptr);

    /// Shows what changed since the last display frame.
    void refresh();
    [[nodiscard]] QString headerHint() const override;

private:
    void build();
    void noteRun(int run);
    void showRun(FlattenDesk::RunId run);
    void dropForgotten();
    void clearFinished();
    void updateEmpty();
    [[nodiscard]] int runningCount() const;

    FlattenDesk &m_desk;
    const MarketBoard &m_board;
    const AccountStore &m_accounts;
    const Theme &m_theme;
    std::map<FlattenDesk::RunId, FlattenRecord> m_records;
    std::map<FlattenDesk::RunId, FlattenCard *> m_cards; ///< children of this
    std::set<FlattenDesk::RunId> m_dirty;
    std::set<FlattenDesk::RunId> m_cleared; ///< out of sight by the trader's hand
    // Children of this.
    QPushButton *m_clear = nullptr;
    QScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_list = nullptr;
    QLabel *m_empty = nullptr;
};

} // namespace depthdeck::ui
