// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/number_field.h"

#include "ui/theme/dress.h"

#include <QKeyEvent>
#include <QWheelEvent>

namespace depthdeck::ui {

namespace {
constexpr int pageSteps = 10;
constexpr int wheelNotch = 120;
} // namespace

NumberField::NumberField(const Theme &theme, const QString &accessibleName, QWidget *parent)
    : QLineEdit{parent},
      m_theme{theme}
{
    setAccessibleName(accessibleName);
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setFocusPolicy(Qt::StrongFocus);
    setFont(theme.numberFont());
    connect(&theme, &Theme::changed, this, [this] { setFont(m_theme.numberFont()); });
}

void NumberField::setRemark(const QString &sentence)
{
    if (m_remark == sentence)
        return;
    m_remark = sentence;
    showFault();
}

void NumberField::showFault()
{
    const QString own = faultText();
    const QString &sentence = own.isEmpty() ? m_remark : own;
    setFault(*this, !sentence.isEmpty());
    setToolTip(sentence);
    setAccessibleDescription(sentence);
}

void NumberField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        return step(1);
    case Qt::Key_Down:
        return step(-1);
    case Qt::Key_PageUp:
        return step(pageSteps);
    case Qt::Key_PageDown:
        return step(-pageSteps);
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void NumberField::wheelEvent(QWheelEvent *event)
{
    m_wheelRest += event->angleDelta().y();
    const int notches = m_wheelRest / wheelNotch;
    m_wheelRest -= notches * wheelNotch;
    if (notches != 0)
        step(event->modifiers().testFlag(Qt::ControlModifier) ? notches * pageSteps : notches);
    event->accept();
}

} // namespace depthdeck::ui
