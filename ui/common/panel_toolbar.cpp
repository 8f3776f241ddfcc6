// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/panel_toolbar.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

PanelToolbar::PanelToolbar(const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_theme{theme},
      m_row{new QHBoxLayout{this}}
{
    const auto applyMetrics = [this] {
        m_row->setContentsMargins(m_theme.scaled(6), m_theme.scaled(4), m_theme.scaled(10), m_theme.scaled(4));
        m_row->setSpacing(m_theme.scaled(6));
    };
    applyMetrics();
    connect(&theme, &Theme::changed, this, applyMetrics);
}

QPushButton *PanelToolbar::addButton(const QString &text, const QString &key)
{
    auto *button = new QPushButton{key.isEmpty() ? text : u"%1  %2"_s.arg(text, key), this}; // child of this
    button->setAccessibleName(text);
    m_row->addWidget(button);
    return button;
}

void PanelToolbar::addWidget(QWidget *widget)
{
    m_row->addWidget(widget);
}

void PanelToolbar::addStretch()
{
    m_row->addStretch();
}

} // namespace depthdeck::ui
