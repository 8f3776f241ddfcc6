// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/deck_style.h"

#include "ui/theme/dress.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

QPalette paletteOf(const Theme &theme)
{
    const auto color = [&theme](ColorRole role) { return theme.color(role); };
    QPalette palette;
    palette.setColor(QPalette::Window, color(ColorRole::Window));
    palette.setColor(QPalette::WindowText, color(ColorRole::Text));
    palette.setColor(QPalette::Base, color(ColorRole::Panel));
    palette.setColor(QPalette::AlternateBase, color(ColorRole::Row));
    palette.setColor(QPalette::Text, color(ColorRole::Text));
    palette.setColor(QPalette::Button, color(ColorRole::Raised));
    palette.setColor(QPalette::ButtonText, color(ColorRole::Text));
    palette.setColor(QPalette::BrightText, color(ColorRole::Warning));
    palette.setColor(QPalette::PlaceholderText, color(ColorRole::Faint));
    palette.setColor(QPalette::Highlight, color(ColorRole::Selection));
    palette.setColor(QPalette::HighlightedText, color(ColorRole::Text));
    palette.setColor(QPalette::Link, color(ColorRole::Bid));
    palette.setColor(QPalette::LinkVisited, color(ColorRole::Bid));
    palette.setColor(QPalette::ToolTipBase, color(ColorRole::Raised));
    palette.setColor(QPalette::ToolTipText, color(ColorRole::Text));
    palette.setColor(QPalette::Light, color(ColorRole::Raised));
    palette.setColor(QPalette::Midlight, color(ColorRole::Raised));
    palette.setColor(QPalette::Mid, color(ColorRole::Line));
    palette.setColor(QPalette::Dark, color(ColorRole::Line));
    palette.setColor(QPalette::Shadow, color(ColorRole::Line));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, color(ColorRole::Faint));
    return palette;
}

DeckStyle::DeckStyle(const Theme &theme) : QProxyStyle{QStyleFactory::create(u"Fusion"_s)}, m_theme{&theme} {}

void DeckStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) != nullptr || qobject_cast<QComboBox *>(widget) != nullptr ||
        qobject_cast<QScrollBar *>(widget) != nullptr || qobject_cast<QTabBar *>(widget) != nullptr ||
        qobject_cast<QLineEdit *>(widget) != nullptr)
        widget->setAttribute(Qt::WA_Hover);
}

void DeckStyle::unpolish(QWidget *widget)
{
    QProxyStyle::unpolish(widget);
}

int DeckStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    if (m_theme.isNull())
        return QProxyStyle::pixelMetric(metric, option, widget);
    switch (metric) {
    case PM_ScrollBarExtent:
        return m_theme->scaled(9);
    case PM_ScrollBarSliderMin:
        return m_theme->scaled(24);
    case PM_DockWidgetSeparatorExtent:
    case PM_SplitterWidth:
        return m_theme->scaled(6);
    case PM_DockWidgetFrameWidth:
        return 1;
    case PM_DockWidgetTitleMargin:
        return m_theme->scaled(6);
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_TabBarIconSize:
    case PM_ListViewIconSize:
        return m_theme->scaled(16);
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return m_theme->scaled(15);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_ToolBarFrameWidth:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
        return 0;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuBarHMargin:
    case PM_MenuBarVMargin:
    case PM_MenuBarItemSpacing:
    case PM_MenuBarPanelWidth:
        return 0;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return m_theme->scaled(4);
    case PM_HeaderMargin:
        return m_theme->scaled(6);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return m_theme->scaled(6);
    case PM_TabBarTabHSpace:
        return m_theme->scaled(20);
    case PM_TabBarTabVSpace:
        return m_theme->scaled(10);
    case PM_FocusFrameHMargin:
        return m_theme->scaled(6);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int DeckStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                         QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ComboBox_Popup:
    case SH_UnderlineShortcut:
        return 0;
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_ToolTip_WakeUpDelay:
        return 400;
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize DeckStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                  const QWidget *widget) const
{
    const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (m_theme.isNull())
        return base;
    const int controlHeight = std::max(m_theme->scaled(28), size.height() + m_theme->scaled(10));
    switch (type) {
    case CT_PushButton:
        return {size.width() + m_theme->scaled(24), controlHeight};
    case CT_LineEdit:
        return {base.width(), controlHeight};
    case CT_ComboBox:
        return {size.width() + m_theme->scaled(36), controlHeight};
    case CT_SpinBox:
        // The size already holds a line edit's own.
        return {size.width() + m_theme->scaled(24), std::max(m_theme->scaled(28), size.height())};
    case CT_MenuBarItem:
        return {size.width() + m_theme->scaled(14), std::max(size.height(), m_theme->scaled(24))};
    case CT_HeaderSection:
        return {base.width(), m_theme->rowHeight() + m_theme->scaled(4)};
    case CT_TabBarTab:
        return {size.width(), m_theme->scaled(30)};
    case CT_MenuItem:
        if (const auto *row = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            row != nullptr && row->menuItemType != QStyleOptionMenuItem::Separator)
            return {base.width() + m_theme->scaled(16), std::max(base.height(), m_theme->scaled(26))};
        return base;
    case CT_ItemViewItem:
        return {base.width(), std::max(base.height(), m_theme->rowHeight())};
    default:
        return base;
    }
}

QRect DeckStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents && !m_theme.isNull() && option != nullptr)
        return option->rect.adjusted(m_theme->scaled(6), 1, -m_theme->scaled(6), -1);
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect DeckStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                const QWidget *widget) const
{
    if (m_theme.isNull() || option == nullptr)
        return QProxyStyle::subControlRect(control, option, part, widget);
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return option->rect.adjusted(m_theme->scaled(8), 1, -m_theme->scaled(24), -1);
    if (control == CC_SpinBox)
        return spinBoxRect(option->rect, part);
    if (control == CC_ScrollBar) {
        // No arrow buttons: the groove is the whole bar.
        if (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine)
            return {};
        if (part == SC_ScrollBarGroove)
            return option->rect;
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (bar == nullptr)
            return {};
        const bool horizontal = bar->orientation == Qt::Horizontal;
        const int length = horizontal ? bar->rect.width() : bar->rect.height();
        const qint64 range = qint64{bar->maximum} - bar->minimum;
        const qint64 span = range + bar->pageStep;
        const int thumb = range <= 0 || span <= 0
                              ? length
                              : std::min(length, std::max(static_cast<int>(length * qint64{bar->pageStep} / span),
                                                          pixelMetric(PM_ScrollBarSliderMin, option, widget)));
        const int at =
            sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - thumb, bar->upsideDown);
        const auto part1d = [&](int from, int size) {
            return horizontal ? QRect{bar->rect.left() + from, bar->rect.top(), size, bar->rect.height()}
                              : QRect{bar->rect.left(), bar->rect.top() + from, bar->rect.width(), size};
        };
        if (part == SC_ScrollBarSlider)
            return part1d(at, thumb);
        if (part == SC_ScrollBarSubPage)
            return part1d(0, at);
        if (part == SC_ScrollBarAddPage)
            return part1d(at + thumb, length - at - thumb);
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

void DeckStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    if (!m_theme.isNull() && option != nullptr &&
        (drawButtonPart(element, option, painter, widget) || drawViewPart(element, option, painter, widget)))
        return;
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void DeckStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    const auto drawn = [&] {
        if (m_theme.isNull() || option == nullptr)
            return false;
        switch (element) {
        case CE_PushButtonLabel:
            return drawButtonLabel(option, painter, widget);
        case CE_TabBarTabShape:
            return drawTab(option, painter);
        case CE_TabBarTabLabel:
            return drawTabLabel(option, painter);
        case CE_HeaderSection:
            return drawHeaderSection(option, painter);
        case CE_HeaderEmptyArea:
            painter->fillRect(option->rect, m_theme->color(ColorRole::Panel));
            return true;
        case CE_MenuItem:
            return drawMenuRow(option, painter);
        case CE_MenuBarItem:
            return drawMenuBarEntry(option, painter);
        case CE_MenuBarEmptyArea:
        case CE_Splitter:
            painter->fillRect(option->rect, m_theme->color(ColorRole::Window));
            return true;
        default:
            return false;
        }
    };
    if (!drawn())
        QProxyStyle::drawControl(element, option, painter, widget);
}

void DeckStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                   const QWidget *widget) const
{
    if (!m_theme.isNull() && option != nullptr && control == CC_ComboBox) {
        drawComboBox(option, painter, widget);
        return;
    }
    if (!m_theme.isNull() && option != nullptr && control == CC_SpinBox) {
        drawSpinBox(option, painter, widget);
        return;
    }
    if (!m_theme.isNull() && option != nullptr && control == CC_ScrollBar) {
        drawScrollBar(option, painter);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace depthdeck::ui
