// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/deck_style.h"

#include "ui/theme/dress.h"
#include "ui/theme/icons.h"

#include <QAbstractButton>
#include <QPainter>
#include <QStyleOption>

// Buttons, fields, combo boxes, check boxes, scroll bars.

namespace depthdeck::ui {

namespace {

constexpr qreal cornerPixels = 5.0;

QColor mixed(const QColor &a, const QColor &b, float share)
{
    const auto mix = [share](float x, float y) { return x + (y - x) * share; };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

struct ButtonColors
{
    QColor fill;
    QColor line;
    QColor text;
};

// What a button looks like at rest, checked or not.
ButtonColors restingColors(const Theme &theme, Dress dress, bool checked)
{
    const auto color = [&theme](ColorRole role) { return theme.color(role); };
    const ButtonColors plain{color(ColorRole::Raised), color(ColorRole::Line), color(ColorRole::Text)};
    switch (dress) {
    case Dress::Plain:
        return checked ? ButtonColors{color(ColorRole::Selection), color(ColorRole::Accent), color(ColorRole::Text)}
                       : plain;
    case Dress::Primary:
        return {color(ColorRole::Accent), color(ColorRole::Accent), color(ColorRole::AccentText)};
    case Dress::Buy:
        return checked ? ButtonColors{color(ColorRole::BidBar), color(ColorRole::Bid), color(ColorRole::Bid)} : plain;
    case Dress::Sell:
        return checked ? ButtonColors{color(ColorRole::OfferBar), color(ColorRole::Offer), color(ColorRole::Offer)}
                       : plain;
    case Dress::Quiet:
        return {Qt::transparent, Qt::transparent, color(ColorRole::Quiet)};
    case Dress::Warning:
        return {color(ColorRole::Panel), color(ColorRole::Warning), color(ColorRole::Warning)};
    case Dress::Danger:
        return checked ? ButtonColors{color(ColorRole::Warning), color(ColorRole::Warning), color(ColorRole::Window)}
                       : plain;
    }
    return plain;
}

ButtonColors buttonColors(const Theme &theme, const QStyleOption &option, const QWidget *widget)
{
    ButtonColors colors = restingColors(theme, dressOf(widget), option.state.testFlag(QStyle::State_On));
    if (!option.state.testFlag(QStyle::State_Enabled)) {
        colors.text = theme.color(ColorRole::Faint);
        if (dressOf(widget) != Dress::Quiet)
            colors.fill = theme.color(ColorRole::Row);
        colors.line = dressOf(widget) == Dress::Quiet ? QColor{Qt::transparent} : theme.color(ColorRole::Line);
        return colors;
    }
    const QColor base = colors.fill.alpha() == 0 ? theme.color(ColorRole::Raised) : colors.fill;
    if (option.state.testFlag(QStyle::State_Sunken))
        colors.fill = mixed(base, theme.color(ColorRole::Line), 0.5F);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        colors.fill = mixed(base, theme.color(ColorRole::Text), 0.07F);
    if (colors.fill != base && dressOf(widget) == Dress::Quiet)
        colors.text = theme.color(ColorRole::Text);
    return colors;
}

} // namespace

void DeckStyle::drawRounded(const QRectF &rect, const QColor &fill, const QColor &line, QPainter *painter,
                            qreal lineWidth) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen{line, lineWidth});
    painter->setBrush(fill);
    const qreal inset = lineWidth / 2.0;
    const qreal corner = m_theme->scaled(cornerPixels) - inset;
    painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), corner, corner);
    painter->restore();
}

void DeckStyle::drawField(const QRect &rect, QStyle::State state, QPainter *painter, const QWidget *widget) const
{
    const bool enabled = state.testFlag(State_Enabled);
    const bool focused = enabled && state.testFlag(State_HasFocus);
    QColor line = m_theme->color(ColorRole::Line);
    if (hasFault(widget))
        line = m_theme->color(ColorRole::Warning);
    else if (focused)
        line = m_theme->color(ColorRole::Accent);
    else if (enabled && state.testFlag(State_MouseOver))
        line = m_theme->color(ColorRole::Faint);
    const QColor fill = m_theme->color(enabled ? ColorRole::Row : ColorRole::Panel);
    drawRounded(rect, fill, line, painter, focused || hasFault(widget) ? 1.5 : 1.0);
}

bool DeckStyle::drawButtonPart(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
    case PE_PanelButtonBevel: {
        const ButtonColors colors = buttonColors(*m_theme, *option, widget);
        const bool focused =
            option->state.testFlag(State_HasFocus) && option->state.testFlag(State_KeyboardFocusChange);
        const QColor frame = focused ? m_theme->color(ColorRole::Text) : colors.line;
        drawRounded(option->rect, colors.fill, frame, painter, focused ? 1.5 : 1.0);
        return true;
    }
    case PE_FrameDefaultButton:
    case PE_FrameButtonBevel:
    case PE_FrameButtonTool:
        return true;
    case PE_PanelLineEdit:
        // A line edit without a frame lies inside another control, which draws the field.
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame != nullptr && frame->lineWidth > 0)
            drawField(option->rect, option->state, painter, widget);
        return true;
    case PE_FrameLineEdit:
        return true;
    case PE_IndicatorCheckBox: {
        const bool on = option->state.testFlag(State_On);
        QColor line = m_theme->color(on ? ColorRole::Accent : ColorRole::Faint);
        if (option->state.testFlag(State_HasFocus))
            line = m_theme->color(ColorRole::Accent);
        drawRounded(option->rect, m_theme->color(on ? ColorRole::Accent : ColorRole::Row), line, painter);
        if (on)
            paintIcon(*painter, QRectF{option->rect}.adjusted(1, 1, -1, -1), Icon::Check,
                      m_theme->color(ColorRole::AccentText));
        return true;
    }
    default:
        return false;
    }
}

bool DeckStyle::drawButtonLabel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (button == nullptr)
        return false;
    QStyleOptionButton dressed = *button;
    dressed.palette.setColor(QPalette::ButtonText, buttonColors(*m_theme, *option, widget).text);
    if (dressOf(widget) == Dress::Primary || option->state.testFlag(State_On)) {
        painter->save();
        QFont font = painter->font();
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        QProxyStyle::drawControl(CE_PushButtonLabel, &dressed, painter, widget);
        painter->restore();
    } else {
        QProxyStyle::drawControl(CE_PushButtonLabel, &dressed, painter, widget);
    }
    return true;
}

void DeckStyle::drawComboBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    drawField(option->rect, option->state, painter, widget);
    const int side = m_theme->scaled(14);
    QRect arrow{0, 0, side, side};
    arrow.moveCenter(option->rect.center());
    arrow.moveRight(option->rect.right() - m_theme->scaled(7));
    const bool enabled = option->state.testFlag(State_Enabled);
    paintIcon(*painter, arrow, Icon::ChevronDown, m_theme->color(enabled ? ColorRole::Quiet : ColorRole::Faint));
}

QRect DeckStyle::spinBoxRect(const QRect &whole, SubControl part) const
{
    const int buttons = m_theme->scaled(18);
    const QRect column{whole.right() - buttons + 1, whole.top(), buttons, whole.height()};
    switch (part) {
    case SC_SpinBoxUp:
        return {column.left(), column.top(), column.width(), column.height() / 2};
    case SC_SpinBoxDown:
        return {column.left(), column.top() + column.height() / 2, column.width(), column.height() / 2};
    case SC_SpinBoxEditField:
        return whole.adjusted(1, 1, -buttons, -1);
    default:
        return whole;
    }
}

void DeckStyle::drawSpinBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    drawField(option->rect, option->state, painter, widget);
    const int side = m_theme->scaled(11);
    for (const auto &[part, icon] :
         {std::pair{SC_SpinBoxUp, Icon::ChevronUp}, std::pair{SC_SpinBoxDown, Icon::ChevronDown}}) {
        QRect arrow{0, 0, side, side};
        arrow.moveCenter(spinBoxRect(option->rect, part).center());
        paintIcon(*painter, arrow, icon, m_theme->color(ColorRole::Quiet));
    }
}

void DeckStyle::drawScrollBar(const QStyleOptionComplex *option, QPainter *painter) const
{
    painter->fillRect(option->rect, m_theme->color(ColorRole::Panel));
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (bar == nullptr || bar->maximum <= bar->minimum)
        return;
    const QRectF slider =
        QRectF{subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, nullptr)}.adjusted(2, 2, -2, -2);
    const bool active = option->state.testFlag(State_MouseOver) || option->state.testFlag(State_Sunken);
    const qreal corner = std::min(slider.width(), slider.height()) / 2.0;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_theme->color(active ? ColorRole::Faint : ColorRole::Line));
    painter->drawRoundedRect(slider, corner, corner);
    painter->restore();
}

} // namespace depthdeck::ui
