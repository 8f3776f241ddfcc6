// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ticket/ticket_panel.h"

#include <QDialog>

namespace depthdeck::ui {

/// A ticket in a window of its own. Never modal; Escape closes it.
class TicketDialog final : public QDialog
{
    Q_OBJECT

public:
    TicketDialog(const MarketBoard &board, const AccountStore &accounts, const OrderDesk &desk, const Theme &theme,
                 QWidget *parent = nullptr);

    [[nodiscard]] TicketPanel &panel() noexcept { return *m_panel; }
    /// Shows what changed since the last display frame, the market in the title too.
    void refresh();

private:
    void updateTitle();

    TicketPanel *m_panel; // child of this
};

} // namespace depthdeck::ui
