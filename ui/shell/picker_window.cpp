// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/picker_window.h"

#include "ui/watchlist/market_picker.h"

#include <QVBoxLayout>

namespace depthdeck::ui {

PickerWindow::PickerWindow(MarketDirectory &directory, const Theme &theme, QWidget *parent)
    : QDialog{parent},
      m_picker{new MarketPicker{directory, theme, this}}
{
    setWindowTitle(tr("Find market"));
    setObjectName(QStringLiteral("findMarket"));
    setModal(false);
    resize(theme.scaled(460), theme.scaled(520));
    auto *layout = new QVBoxLayout{this};
    const int margin = theme.scaled(8);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->addWidget(m_picker);
    connect(m_picker, &MarketPicker::marketChosen, this, [this](const MarketKey &market) {
        if (m_context && m_chosen)
            m_chosen(market);
        if (!m_keepOpen)
            hide();
    });
}

void PickerWindow::open(QObject *context, Choice chosen, bool keepOpen)
{
    m_context = context;
    m_chosen = std::move(chosen);
    m_keepOpen = keepOpen;
    show();
    raise();
    activateWindow();
    m_picker->begin();
}

} // namespace depthdeck::ui
