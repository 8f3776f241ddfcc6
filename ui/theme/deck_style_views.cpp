// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/deck_style.h"

#include "ui/theme/dress.h"
#include "ui/theme/icons.h"

#include <QPainter>
#include <QStyleOption>

// Tabs, headers, menus, frames, selected rows.

namespace depthdeck::ui {

bool DeckStyle::drawViewPart(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    switch (element) {
    case PE_FrameFocusRect:
        if (option->state.testFlag(State_KeyboardFocusChange) || qobject_cast<const QWidget *>(widget) == nullptr)
            drawRounded(option->rect, Qt::transparent, m_theme->color(ColorRole::Accent), painter);
        return true;
    case PE_FrameTabBarBase:
    case PE_FrameStatusBarItem:
    case PE_PanelStatusBar:
    case PE_FrameMenu:
        return true;
    case PE_FrameDockWidget:
    case PE_FrameGroupBox:
        drawRounded(option->rect, Qt::transparent, m_theme->color(ColorRole::Line), painter);
        return true;
    case PE_Frame:
        painter->save();
        painter->setPen(m_theme->color(ColorRole::Line));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return true;
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, m_theme->color(ColorRole::Raised));
        painter->save();
        painter->setPen(m_theme->color(ColorRole::Line));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return true;
    case PE_IndicatorDockWidgetResizeHandle:
        painter->fillRect(option->rect, m_theme->color(ColorRole::Window));
        return true;
    case PE_IndicatorTabClose:
        paintIcon(*painter, QRectF{option->rect}, Icon::Close, m_theme->color(ColorRole::Quiet));
        return true;
    case PE_PanelItemViewItem:
        if (const auto *cell = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            if (cell->state.testFlag(State_Selected))
                painter->fillRect(cell->rect, m_theme->color(ColorRole::Selection));
            else if (cell->backgroundBrush.style() != Qt::NoBrush)
                painter->fillRect(cell->rect, cell->backgroundBrush);
        }
        return true;
    default:
        return false;
    }
}

bool DeckStyle::drawTab(const QStyleOption *option, QPainter *painter) const
{
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
    if (tab == nullptr)
        return false;
    if (tab->state.testFlag(State_Selected)) {
        const int thickness = m_theme->scaled(2);
        const int inset = m_theme->scaled(8);
        painter->fillRect(QRect{tab->rect.left() + inset, tab->rect.bottom() - thickness + 1,
                                tab->rect.width() - 2 * inset, thickness},
                          m_theme->color(ColorRole::Accent));
    }
    if (tab->state.testFlag(State_HasFocus) && tab->state.testFlag(State_KeyboardFocusChange))
        drawRounded(tab->rect.adjusted(2, 3, -2, -5), Qt::transparent, m_theme->color(ColorRole::Accent), painter);
    return true;
}

bool DeckStyle::drawTabLabel(const QStyleOption *option, QPainter *painter) const
{
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
    if (tab == nullptr)
        return false;
    const bool selected = tab->state.testFlag(State_Selected);
    const bool over = tab->state.testFlag(State_MouseOver) && tab->state.testFlag(State_Enabled);
    painter->save();
    painter->setFont(selected ? m_theme->boldFont() : m_theme->textFont());
    painter->setPen(m_theme->color(selected || over ? ColorRole::Text : ColorRole::Quiet));
    painter->drawText(tab->rect, static_cast<int>(Qt::AlignCenter) | Qt::TextShowMnemonic, tab->text);
    painter->restore();
    return true;
}

bool DeckStyle::drawHeaderSection(const QStyleOption *option, QPainter *painter) const
{
    painter->fillRect(option->rect, m_theme->color(ColorRole::Panel));
    painter->fillRect(QRect{option->rect.left(), option->rect.bottom(), option->rect.width(), 1},
                      m_theme->color(ColorRole::Line));
    return true;
}

bool DeckStyle::drawMenuBarEntry(const QStyleOption *option, QPainter *painter) const
{
    const auto *entry = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
    if (entry == nullptr)
        return false;
    const bool active = entry->state.testFlag(State_Selected) || entry->state.testFlag(State_Sunken);
    painter->fillRect(entry->rect, m_theme->color(active ? ColorRole::Raised : ColorRole::Window));
    painter->setPen(m_theme->color(active ? ColorRole::Text : ColorRole::Quiet));
    painter->drawText(entry->rect, static_cast<int>(Qt::AlignCenter) | Qt::TextHideMnemonic | Qt::TextSingleLine,
                      entry->text);
    return true;
}

bool DeckStyle::drawMenuRow(const QStyleOption *option, QPainter *painter) const
{
    const auto *row = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
    if (row == nullptr)
        return false;
    if (row->menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(QRect{row->rect.left(), row->rect.center().y(), row->rect.width(), 1},
                          m_theme->color(ColorRole::Line));
        return true;
    }
    const bool enabled = row->state.testFlag(State_Enabled);
    if (enabled && row->state.testFlag(State_Selected))
        painter->fillRect(row->rect, m_theme->color(ColorRole::Selection));
    const int margin = m_theme->scaled(26);
    const QRect text = row->rect.adjusted(margin, 0, -m_theme->scaled(12), 0);
    if (row->checked) {
        QRect mark{0, 0, m_theme->scaled(14), m_theme->scaled(14)};
        mark.moveCenter(QPoint{row->rect.left() + margin / 2, row->rect.center().y()});
        paintIcon(*painter, mark, Icon::Check, m_theme->color(ColorRole::Text));
    }
    const QStringList parts = row->text.split(QLatin1Char{'\t'});
    painter->save();
    painter->setFont(row->font);
    painter->setPen(m_theme->color(enabled ? ColorRole::Text : ColorRole::Faint));
    painter->drawText(text, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft) | Qt::TextHideMnemonic, parts.first());
    if (parts.size() > 1) {
        painter->setPen(m_theme->color(enabled ? ColorRole::Quiet : ColorRole::Faint));
        painter->drawText(text, static_cast<int>(Qt::AlignVCenter | Qt::AlignRight), parts.at(1));
    }
    if (row->menuItemType == QStyleOptionMenuItem::SubMenu)
        painter->drawText(text, static_cast<int>(Qt::AlignVCenter | Qt::AlignRight), QStringLiteral("›"));
    painter->restore();
    return true;
}

} // namespace depthdeck::ui
