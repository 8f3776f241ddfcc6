// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/ticket_dialog.h"

#include <QVBoxLayout>

namespace depthdeck::ui {

TicketDialog::TicketDialog(const MarketBoard &board, const AccountStore &accounts, const OrderDesk &desk,
                           const Theme &theme, QWidget *parent)
    : QDialog{parent},
      m_panel{new TicketPanel{board, accounts, desk, theme, this}}
{
    setModal(false);
    setAccessibleName(tr("Order ticket"));
    auto *rows = new QVBoxLayout{this};
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_panel);
    updateTitle();
}

void TicketDialog::refresh()
{
    m_panel->refresh();
    updateTitle();
}

void TicketDialog::updateTitle()
{
    const QString market = m_panel->headerSubject();
    setWindowTitle(market.isEmpty() ? tr("Order ticket") : tr("Order ticket · %1").arg(market));
}

} // namespace depthdeck::ui
